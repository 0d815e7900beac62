"""What stands beside every question, in English."""

from netcheck.words.shape.ask import AskWords

TEXTS = AskWords(
    arrows="(arrow keys, then Enter)",
    digits="(digit or arrow keys, then Enter)",
    number="Number ›",
)
