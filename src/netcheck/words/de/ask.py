"""What stands beside every question, in German."""

from netcheck.words.shape.ask import AskWords

TEXTS = AskWords(
    arrows="(Pfeiltasten, dann Enter)",
    digits="(Ziffer oder Pfeiltasten, dann Enter)",
    number="Nummer ›",
)
