"""What the bare command says in English."""

from netcheck.words.shape.common import Count
from netcheck.words.shape.home import HomeWords

TEXTS = HomeWords(
    welcome="Welcome. Your log is empty, and it stays on this machine.",
    welcome_log="Who has been good to you lately? One line is enough.",
    welcome_checklist="Ten questions, about five minutes.",
    welcome_demo="Have a look first, with made-up people.",
    other_language="English, because your system speaks English. Auf Deutsch: netcheck --lang de",
    last_entry="Last ({day}): {sentence}",
    check_due="The ten questions are due again.",
    check_left=Count(
        "One of the ten questions is answered already.",
        "{n} of the ten questions are answered already.",
    ),
    check_first="The ten questions take about five minutes.",
    step="Your step: {text}",
    more_steps=Count("and one more", "and {n} more"),
    suggest="who you could write to, and why",
    thought="Thought of the week: {question}",
    back="Good to have you back. Your last entry is from {day}. Your log does not know what happened since, and the "
    "break does not count against you.",
    back_catch_up=Count("catch up: one name, a moment", "catch up: {n} names, about two minutes"),
    back_log="simply go on from today",
    back_report="see how things stood on {day}",
)
