"""What the log says to the answers of a check, in English."""

from netcheck.words.shape.common import Count
from netcheck.words.shape.evidence import EvidenceWords

TEXTS = EvidenceWords(
    head="What your log can say to this. It knows only what you noted.",
    head_then="What your log said to this on that day. It knows only what you noted.",
    nothing="Your log cannot speak to this yet; the questions do not need a full log.",
    nothing_then="Your log could not speak to this yet.",
    rest="No log can answer the other questions, only you.",
    perhaps="Where it looks different, something may not be in the log; perhaps it is worth a thought.",
    stricter="Where it is kinder, you are stricter with yourself than your log is.",
    verdicts={
        "fits": "fits",
        "other": "looks different",
        "kinder": "kinder",
        "open": "still open",
        "little": "too little yet",
    },
    sentences={
        "fits": "Your log fits: {fact}.",
        "other": "Your log looks different: {fact}. Perhaps something is not in it, perhaps it is worth a thought.",
        "kinder": "Your log is kinder than you are: {fact}.",
        "open": "Your log leaves this open for now: {fact}.",
        "little": "Your log knows too little of this yet ({fact}).",
    },
    unknown="Your log knows nothing of this yet.",
    not_measurable="No log can answer this, only you.",
    dialogue={
        "none": "both ways with none of {n} people",
        "one": "both ways with one of {n} people",
        "some": "both ways with {part} of {n} people",
        "all": "both ways with all {n} people",
    },
    dialogue_little=Count(
        "{n} person with several entries in a year, of the {needed} it takes",
        "{n} people with several entries in a year, of the {needed} it takes",
    ),
    kept={
        "none": "none of {n} regular contacts stayed",
        "one": "one of {n} regular contacts stayed",
        "some": "{part} of {n} regular contacts stayed",
        "all": "all {n} regular contacts stayed",
    },
    chance="{fact}; that may be chance",
    kept_little=Count(
        "{n} regular contact a year ago, of the {needed} it takes",
        "{n} regular contacts a year ago, of the {needed} it takes",
    ),
    young="your log does not go back two years yet",
    balance="{given} given, {received} received",
    forward="{fact}, often passed on to others",
    more_given="{fact}; you give more than comes back",
    share="{share} came from you ({likely})",
    balance_none="nothing given or received in twelve months",
    balance_little=Count(
        "given or received once in twelve months, of the {needed} times it takes",
        "given or received {n} times in twelve months, of the {needed} it takes",
    ),
    bearer="{name} ({functions})",
    miss_them="Most rests on: {people}.",
    be_missed="Most of what you give goes to: {people}.",
)
