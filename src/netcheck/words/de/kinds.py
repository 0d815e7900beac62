"""What kinds and functions are called in German, and how to log each kind."""

from netcheck.words.shape.kinds import KindWords

TEXTS = KindWords(
    title="Die Art steht hinter dem Namen, als ganzes Wort:",
    labels={
        "inspiration": "Mut",
        "thanks": "Dank",
        "content": "Fundstück",
        "share": "Geteiltes",
        "recommendation": "Empfehlung",
        "introduction": "Vermittlung",
        "feedback": "Feedback",
        "help": "Hilfe",
        "business": "Auftrag",
        "backing": "Rückendeckung",
        "other": "Sonstiges",
        "talk": "Gespräch",
    },
    examples={
        "inspiration": "netcheck log bekam Eva Mut vor der Prüfung",
        "thanks": "netcheck log gab Eva Dank fürs Mitlesen",
        "content": "netcheck log bekam Ana Quelle zum Moor",
        "share": "netcheck log gab Alma geteilt Interview",
        "recommendation": "netcheck log bekam Ana Empfehlung im Blog",
        "introduction": "netcheck log gab Eva Intro zu Mehmet",
        "feedback": "netcheck log bekam Alma Feedback zum Ende",
        "help": "netcheck log gab Ben Hilfe beim Umzug",
        "business": "netcheck log bekam Robert Auftrag Lektorat",
        "backing": "netcheck log bekam Eva Rückendeckung",
        "other": "netcheck log gab Ben Sonstiges Blumen",
        "talk": "netcheck log mit Jürgen auf der Messe",
    },
    functions={
        "inspiration": "Mut, Inspiration",
        "curation": "Quellen, Fundstücke",
        "referral": "Empfehlen, Vermitteln",
        "competence": "Hilfe, Feedback",
        "business": "Aufträge",
        "backing": "Rückendeckung",
    },
    no_function="Außerdem",
    footer="gab, an: von dir · bekam, von: an dich · mit: beide, ohne Art ein Gespräch",
)
