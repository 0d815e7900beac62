"""What stands beside next steps in German."""

from netcheck.words.shape.common import Count
from netcheck.words.shape.steps import StepWords

TEXTS = StepWords(
    by="bis {date}",
    with_name="mit {name}",
    done=Count("Ein Schritt ist erledigt: {text} ({date}).", "{n} Schritte sind erledigt, zuletzt: {text} ({date})."),
    empty="Noch keine Schritte. Einer genügt: netcheck step add TEXT",
    none_open="Kein Schritt ist offen.",
    hint="Erledigt: netcheck step done {n}    Doch nicht: netcheck step drop {n}",
)
