"""What the log says to the answers of a check, in German."""

from netcheck.words.shape.common import Count
from netcheck.words.shape.evidence import EvidenceWords

TEXTS = EvidenceWords(
    head="Was dein Log dazu sagen kann. Es kennt nur, was du notiert hast.",
    head_then="Was dein Log an dem Tag dazu sagte. Es kennt nur, was du notiert hast.",
    nothing="Dein Log kann dazu noch nichts sagen; die Fragen brauchen kein volles Log.",
    nothing_then="Dein Log konnte dazu noch nichts sagen.",
    rest="Die übrigen Fragen kann kein Log beantworten, nur du.",
    perhaps="Wo es anders aussieht, fehlt vielleicht etwas im Log; vielleicht ist es einen Gedanken wert.",
    stricter="Wo es freundlicher ist, bist du strenger mit dir als dein Log.",
    verdicts={
        "fits": "passt",
        "other": "sieht anders aus",
        "kinder": "freundlicher",
        "open": "noch offen",
        "little": "noch zu wenig",
    },
    sentences={
        "fits": "Dein Log passt dazu: {fact}.",
        "other": "Dein Log sieht anders aus: {fact}. Vielleicht fehlt etwas darin, vielleicht ist es einen "
        "Gedanken wert.",
        "kinder": "Dein Log ist da freundlicher als du: {fact}.",
        "open": "Dein Log lässt das noch offen: {fact}.",
        "little": "Dazu weiß dein Log noch zu wenig ({fact}).",
    },
    unknown="Dazu weiß dein Log noch nichts.",
    not_measurable="Das kann kein Log beantworten, nur du.",
    dialogue={
        "none": "mit keinem von {n} Menschen in beide Richtungen",
        "one": "mit einem von {n} Menschen in beide Richtungen",
        "some": "mit {part} von {n} Menschen in beide Richtungen",
        "all": "mit allen {n} Menschen in beide Richtungen",
    },
    dialogue_little=Count(
        "{n} Mensch mit mehreren Einträgen im Jahr, nötig sind {needed}",
        "{n} Menschen mit mehreren Einträgen im Jahr, nötig sind {needed}",
    ),
    kept={
        "none": "keiner von {n} festen Kontakten geblieben",
        "one": "einer von {n} festen Kontakten geblieben",
        "some": "{part} von {n} festen Kontakten geblieben",
        "all": "alle {n} festen Kontakte geblieben",
    },
    chance="{fact}; das kann Zufall sein",
    kept_little=Count(
        "vor einem Jahr {n} fester Kontakt, nötig sind {needed}",
        "vor einem Jahr {n} feste Kontakte, nötig sind {needed}",
    ),
    young="dein Log reicht noch keine zwei Jahre zurück",
    balance="{given} gegeben, {received} bekommen",
    forward="{fact}, oft an andere weiter",
    more_given="{fact}; du gibst mehr, als zurückkommt",
    share="{share} kamen von dir ({likely})",
    balance_none="in zwölf Monaten nichts gegeben oder bekommen",
    balance_little=Count(
        "in zwölf Monaten einmal gegeben oder bekommen, nötig sind {needed}",
        "in zwölf Monaten {n}-mal gegeben oder bekommen, nötig sind {needed}",
    ),
    bearer="{name} ({functions})",
    miss_them="Am meisten ruht auf: {people}.",
    be_missed="Am meisten von dem, was du gibst, geht an: {people}.",
)
