"""Suggestions in German."""

from netcheck.words.shape.common import Count
from netcheck.words.shape.suggest import AskingWords, ReasonWords, SuggestWords

REASONS = ReasonWords(
    quiet="sonst {gap}, zuletzt {last}",
    quiet_kinds="{quiet}: {kinds}",
    last_on="am {date}",
    step="dein Schritt: {text}",
    step_by="{step} (bis {date})",
    own_step="Dein Schritt",
    came="{kind} vom {date}",
    came_near="{kind} von {date}",
    note="{what} ({note})",
    thanks="du könntest dich bedanken: {what}",
    offer="{quiet}; du könntest anbieten: {offer}",
    offer_back="{what}; du könntest anbieten: {offer}",
    offers={
        "inspiration": "ein gutes Wort",
        "content": "ein Fundstück",
        "share": "etwas weiterzusagen",
        "recommendation": "eine Empfehlung",
        "introduction": "einen Kontakt",
        "feedback": "Feedback",
        "help": "Hilfe",
    },
    sole="zuletzt nur von {name}.",
    sole_ever="bisher nur von {name}.",
    unseen="zuletzt nicht im Log; das heißt nicht, dass es fehlt.",
    unseen_ever="noch nicht im Log; das heißt nicht, dass es fehlt.",
    via={
        "inspiration": Count("{names} hat dir schon Mut gemacht.", "{names} haben dir schon Mut gemacht."),
        "curation": Count(
            "{names} hat dir schon Fundstücke geschickt.", "{names} haben dir schon Fundstücke geschickt."
        ),
        "referral": Count("{names} hat schon von dir weitererzählt.", "{names} haben schon von dir weitererzählt."),
        "competence": Count("{names} hat dir schon weitergeholfen.", "{names} haben dir schon weitergeholfen."),
        "business": Count("{names} hat schon mit dir gearbeitet.", "{names} haben schon mit dir gearbeitet."),
        "backing": Count("{names} hat schon hinter dir gestanden.", "{names} haben schon hinter dir gestanden."),
    },
)

ASKING = AskingWords(
    gave={
        "inspiration": "Dir schon Mut gemacht",
        "thanks": "Dir schon gedankt",
        "content": "Dir schon Fundstücke geschickt",
        "share": "Schon etwas von dir geteilt",
        "recommendation": "Dich schon empfohlen",
        "introduction": "Dir schon jemanden vorgestellt",
        "feedback": "Dir schon Feedback gegeben",
        "help": "Dir schon geholfen",
        "business": "Dir schon einen Auftrag verschafft",
        "backing": "Schon hinter dir gestanden",
        "other": "Schon etwas für dich getan",
        "talk": "Schon mit dir gesprochen",
    },
    nobody="Dafür steht noch niemand in deinem Log. Das heißt nicht, dass es niemanden gibt.",
    similar="Vielleicht auch",
    know_you=Count("Kennt dich lange und von mehreren Seiten", "Kennen dich lange und von mehreren Seiten"),
    in_log="Menschen in deinem Log",
    since="seit {month}",
    on_one_day="im {month}",
    with_kind="{kind} {since}",
    last="zuletzt {day}",
    last_near="zuletzt {day}",
    request="Eine Bitte darf kurz sein, und ein Nein ist erlaubt.",
    request_crisis="Eine Bitte darf kurz sein: was los ist und was jetzt helfen würde.",
    later="Später notieren:  {line}",
    no_reach="Adresse ergänzen:  {line}",
    empty="Dein Log kennt noch niemanden. Wen würdest du fragen? Das ist die Antwort.",
    empty_crisis="Dein Log kennt noch niemanden. Wen würdest du nachts anrufen? Das ist die Antwort.",
)

TEXTS = SuggestWords(
    guide="(deine Leitfragen)",
    reasons=REASONS,
    asking=ASKING,
    also_give="wem du etwas anbieten könntest",
    also_backing="wer hinter dir steht, wenn es schwer wird",
    nothing="Gerade drängt sich nichts auf. Wer fällt dir von selbst ein?",
    nothing_to_offer="Gerade drängt sich nichts auf. Wem würdest du gern eine Freude machen?",
    empty="Dein Log kennt noch niemanden. Wer hat dir zuletzt gutgetan? Eine Zeile genügt: netcheck log",
)
