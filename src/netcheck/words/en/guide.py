"""The guide in English."""

from netcheck.words.shape.common import Count
from netcheck.words.shape.guide import GuideQuestion, GuideWords

TEXTS = GuideWords(
    questions={
        "approach": GuideQuestion(
            "How would you like people to approach you, and in what tone?",
            "First names or not, short or long, in public or in private.",
        ),
        "gladness": GuideQuestion(
            "What would really please you online?",
            "A small thing will do: a question, a hint, a thank-you.",
        ),
        "request": GuideQuestion(
            "How do you recognise a request that you are glad to accept?",
            "Think of the last good one and the last bad one.",
        ),
        "support": GuideQuestion(
            "What should your network be able to help you with?",
            "Encouragement, finds, referral, advice, work, backing.",
        ),
        "community": GuideQuestion(
            "What does it mean to you to belong?",
            "What would you not have on your own?",
        ),
        "trust": GuideQuestion(
            "How can you tell that you can trust someone?",
            "After how long, after which experiences?",
        ),
    },
    head="Your guide",
    opening="Six questions for you, in your own words; one sentence will do, and you can always change it.",
    empty="Nothing written down yet. Six questions, one sentence will do: netcheck\u00a0guide\u00a0--edit",
    open="still open",
    prompt="›",
    keep="Enter: leave as it is",
    closing="The way you would like it is a way to approach others.",
    saved=Count("Stored: {n} answer.", "Stored: {n} answers."),
    unchanged="Everything stays as it was.",
    own_words="In your own words:",
    hint="To change it: netcheck guide --edit",
)
