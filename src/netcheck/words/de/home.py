"""What the bare command says in German."""

from netcheck.words.shape.common import Count
from netcheck.words.shape.home import HomeWords

TEXTS = HomeWords(
    welcome="Willkommen. Dein Log ist leer und liegt nur auf diesem Rechner.",
    welcome_log="Wer hat dir zuletzt gutgetan? Eine Zeile genügt.",
    welcome_checklist="Zehn Fragen, etwa fünf Minuten.",
    welcome_demo="Erst einmal schauen, mit erfundenen Menschen.",
    other_language="Deutsch, weil dein System Deutsch spricht. In English: netcheck --lang en",
    last_entry="Zuletzt ({day}): {sentence}",
    check_due="Die zehn Fragen sind wieder dran.",
    check_left=Count(
        "Eine der zehn Fragen ist schon beantwortet.",
        "{n} der zehn Fragen sind schon beantwortet.",
    ),
    check_first="Die zehn Fragen brauchen etwa fünf Minuten.",
    step="Dein Schritt: {text}",
    more_steps=Count("und ein weiterer", "und {n} weitere"),
    suggest="wem du schreiben könntest, und warum",
    thought="Gedanke der Woche: {question}",
    back="Schön, dass du wieder da bist. Der letzte Eintrag ist vom {day}. Was dazwischen war, weiß dein Log nicht; "
    "die Pause zählt nirgends gegen dich.",
    back_catch_up=Count("nachtragen: ein Name, ein Augenblick", "nachtragen: {n} Namen, etwa zwei Minuten"),
    back_log="einfach ab heute weiter",
    back_report="den Stand vom {day} ansehen",
)
