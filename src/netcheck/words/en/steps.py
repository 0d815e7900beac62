"""What stands beside next steps in English."""

from netcheck.words.shape.common import Count
from netcheck.words.shape.steps import StepWords

TEXTS = StepWords(
    by="by {date}",
    with_name="with {name}",
    done=Count("One step is done: {text} ({date}).", "{n} steps are done, the last one: {text} ({date})."),
    empty="No steps yet. One will do: netcheck step add TEXT",
    none_open="No step is open.",
    hint="Done: netcheck step done {n}    Not after all: netcheck step drop {n}",
)
