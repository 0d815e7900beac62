"""The guide in German."""

from netcheck.words.shape.common import Count
from netcheck.words.shape.guide import GuideQuestion, GuideWords

TEXTS = GuideWords(
    questions={
        "approach": GuideQuestion(
            "Wie sollen andere auf dich zukommen, und welchen Ton wünschst du dir?",
            "Du oder Sie, kurz oder lang, öffentlich oder privat.",
        ),
        "gladness": GuideQuestion(
            "Was würde dir im Netz richtig Freude machen?",
            "Eine Kleinigkeit reicht: eine Frage, ein Hinweis, ein Danke.",
        ),
        "request": GuideQuestion(
            "Woran erkennst du eine Anfrage, die du gern annimmst?",
            "Denk an die letzte gute und die letzte schlechte.",
        ),
        "support": GuideQuestion(
            "Wobei soll dein Netzwerk dir helfen können?",
            "Mut, Fundstücke, Empfehlung, Rat, Aufträge, Rückendeckung.",
        ),
        "community": GuideQuestion(
            "Was bedeutet es dir, dazuzugehören?",
            "Was hättest du allein nicht?",
        ),
        "trust": GuideQuestion(
            "Woran merkst du, dass du jemandem vertrauen kannst?",
            "Nach welcher Zeit, nach welchen Erfahrungen?",
        ),
    },
    head="Deine Leitfragen",
    opening="Sechs Leitfragen, in deinen Worten; ein Satz genügt, und ändern kannst du ihn immer.",
    empty="Noch nichts aufgeschrieben. Sechs Leitfragen, ein Satz genügt: netcheck\u00a0guide\u00a0--edit",
    open="noch offen",
    prompt="›",
    keep="Enter: so lassen",
    closing="So, wie du es dir wünschst, kannst du auch auf andere zugehen.",
    saved=Count("Gespeichert: {n} Antwort.", "Gespeichert: {n} Antworten."),
    unchanged="Alles bleibt, wie es war.",
    own_words="In deinen Worten:",
    hint="Ändern: netcheck guide --edit",
)
