"""The report in English."""

from netcheck.words.shape.common import Count
from netcheck.words.shape.report import (
    BalanceWords,
    BeginningWords,
    ChangeWords,
    ExchangeWords,
    HeadWords,
    PeopleWords,
    QuestionWords,
    ReportWords,
)

HEAD = HeadWords(
    title="Your network",
    title_person="You and {name}",
    title_circle="Your network: {circle}",
    as_of="as of {date}",
    overview="{entries} {people} since {month} · last entry {last}",
    overview_person="{entries} since {month} · last entry {last}",
    with_people=Count("with one person", "with {n} people"),
    with_groups="with groups",
    last_on="on {date}",
)

EXCHANGE = ExchangeWords(
    head="WHAT IT GIVES YOU AND WHAT YOU GIVE",
    span="past two years",
    you_receive="you receive",
    you_give="you give",
    received_from="from",
    given_to="to",
    labels={
        "inspiration": "Encouragement, ideas",
        "curation": "Sources, finds",
        "referral": "Sharing, introductions",
        "competence": "Help, feedback",
        "business": "Work",
        "backing": "Backing",
    },
    nouns={
        "inspiration": "encouragement",
        "curation": "finds",
        "referral": "introductions",
        "competence": "help",
        "business": "work",
        "backing": "backing",
    },
    rests={
        "inspiration": "Encouragement and ideas rest on one person ({name}).",
        "curation": "Sources and finds rest on one person ({name}).",
        "referral": "Sharing and introductions rest on one person ({name}).",
        "competence": "Help and feedback rest on one person ({name}).",
        "business": "Work rests on one person ({name}).",
        "backing": "Backing rests on one person ({name}).",
    },
    rest_each="{nouns} each rest on one person.",
    rest_same="{nouns} rest on one person ({name}).",
    others="Everything else comes from {n} people or more.",
    all="Nothing rests on one person alone, everything comes from {n} or more.",
    unseen="Not seen in your log for this time: {nouns} from others. That does not mean there is none.",
    ever="Backing counts from the beginning.",
    nothing="Your log has nothing here for this time.",
    numerals=(
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ),
)  # fmt: skip

BALANCE = BalanceWords(
    head="GIVING AND RECEIVING",
    span="past twelve months",
    verdicts={
        "giving": "{given} given, {received} received: you give more ({share} from you, {likely}).",
        "receiving": "{given} given, {received} received: you receive more ({share} from you, {likely}).",
        "balanced": "{given} given, {received} received: balanced ({share} from you, {likely}).",
        "open": "{given} given, {received} received: still open ({share} from you, {likely}).",
    },
    too_little=(
        "{given} given, {received} received ({share} from you, {likely}). "
        "Your log knows too little yet for a verdict ({fact})."
    ),
    lately="{entries} {contacts} in twelve months, of the {events} with {needed} it takes",
    with_contacts=Count("with one contact", "with {n} contacts"),
    likely="likely {low} to {high}",
    nothing="Nothing that counts here is logged for this time.",
    no_balance="Between you and {name} nobody keeps accounts.",
    trends={
        "up": "A year ago a smaller part came from you.",
        "down": "A year ago a larger part came from you.",
    },
    forward="You often pass things on to others than those they came from. That counts.",
    one_sided="{sources} shows only what you did yourself; giving and receiving leave it out.",
    given="given",
    received="received",
    units={"month": "month", "quarter": "quarter", "year": "year"},
    until_today="* so far",
    until="* to {date}",
)

CHANGE = ChangeWords(
    head="WHAT HAS CHANGED",
    since="since {month}",
    density={
        "denser": "Denser",
        "grown": "Grown",
        "broader": "Broader",
        "calmer": "Calmer",
        "same": "Much as a year ago",
        "unclear": "Not clear-cut",
    },
    people="{people} instead of {before}",
    people_same="{people} as before",
    entries="and on average {now} entries a year with each instead of {then}",
    entries_same="and on average {now} entries a year with each, as before",
    stayed="Stayed: {kept} of {before} ({likely}){among}.",
    liveliest=", among them {kept} of the {of} liveliest",
    liveliest_all=", among them all of the {of} liveliest",
    stayed_trends={
        "up": "The year before, a smaller part stayed.",
        "down": "The year before, a larger part stayed.",
    },
    shoulders={
        "up": "On more shoulders than a year ago: {n} of the {of} areas above come from two people or more.",
        "down": "On fewer shoulders than a year ago: {n} of the {of} areas above come from two people or more.",
    },
    too_little="Your log knows too little of this yet ({fact}).",
    young="Your log is still young.",
    young_part="These entries do not yet go back two years.",
    young_then="At that time there were not yet two years to compare.",
    comparable="From {month} on, one year can be compared with the year before.",
    comparable_day="From {date} on, one year can be compared with the year before.",
    pause="Between {first} and {last} your log holds nothing.",
    pause_ongoing="Since {first} your log holds nothing.",
    after_pause=(
        "Not logged does not mean nothing happened: the break does not count against you, "
        "and a comparison with the year before waits."
    ),
    effort={
        "up": (
            "In the past twelve months you logged far more than in the twelve before: "
            "{now} entries instead of {before}. "
            "A comparison would measure the logging, not your network."
        ),
        "down": (
            "In the past twelve months you logged far less than in the twelve before: "
            "{now} entries instead of {before}. "
            "A comparison would measure the logging, not your network."
        ),
    },
)

PEOPLE = PeopleWords(
    head="LIVELY JUST NOW",
    aside="(in alphabetical order)",
    quiet="Quiet for longer than usual: {people}.",
    usually="{name} (usually {gap}, last {last})",
    last_in="in {month}",
    few_days="every few days",
    weeks=Count("every week or so", "every {n} weeks or so"),
    months=Count("every month or so", "every {n} months or so"),
    years=Count("every year or so", "every {n} years or so"),
)

QUESTIONS = QuestionWords(
    head="THE TEN QUESTIONS",
    aside="clear yeses out of ten",
    company="Your company",
    score="{month}: {yes}",
    score_of="{month}: {yes} of {of}",
    none="Not answered yet.",
    unclear="Still open: {questions}.",
    all_clear="Last time, every yes was clear.",
    step="Your step: {steps}.",
    steps="Your steps: {steps}.",
    more=Count("one more", "{n} more"),
    by="by {date}",
    trends={
        "up": "Seen over all {n} rounds, they are growing in number.",
        "down": "Seen over all {n} rounds, they are getting fewer.",
    },
    differs={
        "up": "Far more clear yeses than in the round before.",
        "down": "Far fewer clear yeses than in the round before.",
    },
    agrees={
        "one": "Your log can speak to one answer, and agrees with it.",
        "other": "Your log can speak to one answer, and sees it differently.",
        "none": "Of {of} answers your log can speak to, it agrees with none.",
        "single": "Of {of} answers your log can speak to, it agrees with one.",
        "some": "Of {of} answers your log can speak to, it agrees with {n}.",
        "both": "Your log can speak to two answers, and agrees with both.",
        "all": "Your log can speak to {of} answers, and agrees with all of them.",
    },
    numerals=("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
)

BEGINNING = BeginningWords(
    in_days=Count("on one day", "in {n} days"),
    since="since {month}",
    overview="{entries} {people} {span}.",
    start="A beginning.",
    labels={"received": "received", "given": "given", "mutual": "together"},
    kinds={
        "inspiration": Count("encouragement", "encouragement"),
        "thanks": Count("thanks", "thanks"),
        "content": Count("a find", "finds"),
        "share": Count("a share", "shares"),
        "recommendation": Count("a recommendation", "recommendations"),
        "introduction": Count("an introduction", "introductions"),
        "feedback": Count("feedback", "feedback"),
        "help": Count("help", "help"),
        "business": Count("a job", "jobs"),
        "backing": Count("backing", "backing"),
        "other": Count("something else", "other things"),
        "talk": Count("a talk", "talks"),
    },
    passed={
        "received": "{what} from {names}",
        "received share": "{what} by {names}",
        "received introduction": "{what} by {names}",
        "given": "{what} for {names}",
        "given thanks": "{what} to {names}",
        "mutual": "{what} with {names}",
    },
    times="{name} ({n}×)",
    unseen="Not in your log yet: {nouns}. That does not mean there is none.",
    giving_first="At first one mostly gives more than comes back; that is part of it.",
    follows="What will follow",
    balance_when="from 30 entries with 5 people",
    balance_what="how giving and receiving are spread",
    change_when="after two years",
    change_what="what is changing, and who has stayed",
    tips=(
        ("netcheck log", "Does anyone else from this week come to mind?"),
        ("netcheck checklist", "The ten questions do not need a full log."),
    ),
)

TEXTS = ReportWords(
    head=HEAD,
    exchange=EXCHANGE,
    balance=BALANCE,
    change=CHANGE,
    people=PEOPLE,
    questions=QUESTIONS,
    beginning=BEGINNING,
    empty="Nothing logged yet. The shortest beginning: netcheck log",
    empty_part="Your log has nothing on this.",
    tips=(
        ("netcheck suggest", "who you could write to, and why"),
        ("netcheck report --explain", "where each number comes from"),
    ),
    tips_person=(
        ("netcheck log", "Does anything else come to mind?"),
        ("netcheck list", "look up what you have logged"),
    ),
    tips_unasked=(
        ("netcheck suggest", "who you could write to, and why"),
        ("netcheck checklist", "ten questions, about five minutes"),
        ("netcheck report --explain", "where each number comes from"),
    ),
    tips_long=(
        ("netcheck suggest", "who you could write to, and why"),
        ("netcheck report --period year", "all years at a glance"),
        ("netcheck report --explain", "where each number comes from"),
    ),
)
