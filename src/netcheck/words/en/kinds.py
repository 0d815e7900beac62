"""What kinds and functions are called in English, and how to log each kind."""

from netcheck.words.shape.kinds import KindWords

TEXTS = KindWords(
    title="The kind comes after the name, as a whole word:",
    labels={
        "inspiration": "encouragement",
        "thanks": "thanks",
        "content": "find",
        "share": "share",
        "recommendation": "recommendation",
        "introduction": "introduction",
        "feedback": "feedback",
        "help": "help",
        "business": "work",
        "backing": "backing",
        "other": "other",
        "talk": "talk",
    },
    examples={
        "inspiration": "netcheck log got Eva inspiration in May",
        "thanks": "netcheck log gave Eva thanks for reading",
        "content": "netcheck log got Ana content about moors",
        "share": "netcheck log gave Alma share interview",
        "recommendation": "netcheck log got Ana recommendation",
        "introduction": "netcheck log gave Eva intro to Mehmet",
        "feedback": "netcheck log got Alma feedback on part 3",
        "help": "netcheck log gave Ben help moving house",
        "business": "netcheck log got Robert job proofreading",
        "backing": "netcheck log got Eva backing",
        "other": "netcheck log gave Ben other flowers",
        "talk": "netcheck log with Jürgen at the fair",
    },
    functions={
        "inspiration": "Encouragement, ideas",
        "curation": "Sources, finds",
        "referral": "Sharing, introductions",
        "competence": "Help, feedback",
        "business": "Work",
        "backing": "Backing",
    },
    no_function="And also",
    footer="gave, to: from you · got, from: to you · with: both; without a kind, a talk",
)
