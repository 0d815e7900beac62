"""What explains a report's numbers, in English."""

from netcheck.words.shape.common import Count
from netcheck.words.shape.explain import ExplainWords, MeasureWords

_COUNTED = "Counted, not estimated: open is only what was not logged."
_WILSON = "{likely}; in 95 of 100 cases the true share lies in such a span (Wilson)."

MEASURES = {
    "strength": MeasureWords(
        screen="Lively",
        name="Tie strength",
        formula=(
            "Each entry counts its weight, 1 to 3, and after every 180 days only half of that. "
            "The sum for each person says how much fresh exchange there is. It does not measure closeness."
        ),
        inputs="named in the report:",
        row="{name}: {count}, {strength:1} today",
        results=("{total:1} in all",),
        range=f"{_COUNTED} That everything halves in 180 days is an assumption.",
        short="{total:1} in all",
        source="Lerner & Lomi 2020",
        absent="There is nobody in your log to calculate with.",
    ),
    "silence": MeasureWords(
        screen="Quiet for longer than usual",
        name="Silence ratio",
        formula=(
            "The days since the last time, divided by the days that usually lie between, on average. "
            "Breaks of the whole log do not count. From three times that on it reads “quiet for longer than usual”; "
            "from eight times on the contact has probably lapsed, and nobody is named any more."
        ),
        inputs="named in the report:",
        row="{name}: quiet for {days} days, usually {gap:1}: {ratio:1} times that",
        results=(
            "quiet for longer: {quiet}, probably lapsed: {lapsed}, of {people} with at least {days} days in your log",
        ),
        range=_COUNTED,
        source="Navarro et al. 2017",
        absent="Nobody has entries on four different days.",
    ),
    "giving_share": MeasureWords(
        screen="Giving and receiving",
        name="Giving share",
        formula=(
            "What you gave in the past twelve months, divided by all that was given and received. "
            "Each entry counts once. Left out is what was mutual, what comes from a one-sided archive, "
            "and everything with people where nobody keeps score."
        ),
        inputs="{given} given, {received} received",
        results=("{given} / {total} = {value:%}: {verdict}",),
        range=(f"{_WILSON} “Balanced” means wholly between one and two thirds; “more” wholly on one side of a half."),
        short="{value:%}",
        source="Brown, Cai & DasGupta 2001",
        absent="Nothing that counts here is logged for the past twelve months.",
    ),
    "effective_contacts": MeasureWords(
        screen="Core",
        name="Effective contacts",
        formula=(
            "How many equally strong ties the exchange amounts to: "
            "the sum of all strengths times itself, divided by the sum of their squares."
        ),
        inputs="{total:1} × {total:1} / {squares:1}, n = {people}",
        results=("{value:1} people",),
        range="{low:1} to {high:1}, depending on which one person were missing.",
        short="{value:1}",
        source="Jost 2006 (inverse Simpson, Hill number of order 2)",
        absent="There is nobody in your log to calculate with.",
    ),
    "depth": MeasureWords(
        screen="Depth",
        name="Depth",
        formula=(
            "How strong the tie behind a typical exchange is: the sum of the squares of all strengths, "
            "divided by the sum of the strengths. Core times depth gives that sum. Whether it changed "
            "is calculated as if the log were equally old on both days."
        ),
        inputs="{squares:1} / {total:1}, n = {people}",
        results=("as much as {value:1} entries of today",),
        range="{low:1} to {high:1}, depending on which one person were missing.",
        short="{value:1}",
        source="Jost 2006, from the core",
        absent="There is nobody in your log to calculate with.",
    ),
    "reciprocity": MeasureWords(
        screen="Both ways",
        name="Reciprocity",
        formula=(
            "How much of the giving and receiving in a year has its counterpart with the same person: "
            "for each person the smaller of the two numbers, added up, times two, divided by all. "
            "Groups do not count here."
        ),
        inputs="2 × {matched} / {events}; {given} given, {received} received",
        results=(
            "{value:%}",
            " = {evenness:%} (even in all) × {matching:%} (of that with the same person)",
        ),
        range=(
            "If a coin were tossed for each entry, it would be {expected:%} on average, and as little or less "
            "in {p_below:p} of cases. Under 5% it is hardly chance: then you pass much on to others, which is no fault."
        ),
        short="{value:%} (with coins {expected:%})",
        source="Squartini et al. 2013",
        absent="Nothing that counts here is logged for the past twelve months.",
    ),
    "coverage": MeasureWords(
        screen="What it gives you and what you give",
        name="Function coverage",
        formula=(
            "For each area: from how many people something came in two years, and to how many something went. "
            "Backing does not expire. What was mutual counts both ways."
        ),
        row="{label}: from {from}, to {to}",
        results=(
            "areas from two people or more: {two} of {of}, from one or more: {one}",
            "; to two or more: {given_two}, to one or more: {given_one}",
        ),
        range="What is not in your log may well be there.",
        short="{two} of {of} areas from two or more",
        source="Van der Gaag & Snijders 2005",
        absent="",
    ),
    "worst_loss": MeasureWords(
        screen="Rests on few shoulders",
        name="Worst single loss",
        formula=(
            "For each area the part that came from one single person, on average over all areas "
            "with an entry. Named is the person with whom that is the most."
        ),
        row="{label}: {times} of {of}",
        row_alone="{label}: {times} of {of}, from {name} alone",
        results=("{name}: {value:%} on average; in the narrowest area {carriers}",),
        range=_COUNTED,
        short="{value:%}, with {name}",
        source="Avelino et al. 2016 (bus factor)",
        absent="In two years nothing has come from anyone in any area.",
    ),
    "retention": MeasureWords(
        screen="Stayed",
        name="Retention",
        formula=(
            "How many of the people with an entry in the year before have one in the past twelve months, too. "
            "Turnover is the part of all of them who appear in only one of the two years."
        ),
        inputs="{before} in the year before, {now} in the past one, {kept} in both, {either} in all",
        results=("{kept} / {before} = {value:%}; turnover 1 − {kept} / {either} = {turnover:%}",),
        range=_WILSON,
        short="{kept} of {before}",
        source="Brown, Cai & DasGupta 2001",
        absent="For this the log must be two years old and know ten people in the year before.",
    ),
    "multiplexity": MeasureWords(
        screen="Many-sided",
        name="Multiplexity",
        formula=(
            "In how many areas a person gave something on average, among all from whom something came in two years."
        ),
        inputs="{pairs} / {people}",
        results=("{value:1} areas per person",),
        range=_COUNTED,
        short="{value:1}",
        source="Verbrugge 1979",
        absent="In two years nothing has come from anyone in any area.",
    ),
    "rhythm": MeasureWords(
        screen="Rhythm",
        name="Rhythm",
        formula=(
            "With how many people there were entries on at least 52, 12 and 1 days in twelve months. "
            "Each number includes the one before; they are there for context only."
        ),
        results=("{weekly} weekly, {monthly} monthly, {yearly} within the year",),
        range=_COUNTED,
        short="{weekly}, {monthly}, {yearly}",
        source="Sutcliffe et al. 2012",
        absent="There is nobody in your log to calculate with.",
    ),
    "clear_yes": MeasureWords(
        screen="Clear yeses",
        name="Clear-yes rate",
        formula=(
            "For each question, how often it got a clear yes in all rounds about yourself; “partly” is none. "
            "Two rounds differ clearly if McNemar’s exact test stays under 5%. "
            "A direction is named from five rounds on (Kendall’s τ-b)."
        ),
        row="{label}: {yes} of {of} ({likely})",
        results=(
            "the latest {yes} of {of}, rounds: {rounds}",
            "; since the one before {gained} gained, {lost} lost, p\u00a0=\u00a0{p:2}",
            "; τ-b\u00a0=\u00a0{tau:2}",
        ),
        range="The spans above are 95% Wilson intervals.",
        source="McNemar 1947; Kendall 1938",
        absent="No round about yourself yet.",
    ),
    "answers_and_log": MeasureWords(
        screen="Answers and log",
        name="Answers and log",
        formula=(
            "A clear yes counts 1, else 0; what the log does not contradict counts 1, what it does, 0. "
            "The difference on average over the questions that the log could speak to when you answered."
        ),
        row="{label}: answer {answer}, log {evidence}",
        results=("{value:2} on average, n\u00a0=\u00a0{of}; stricter than the log: {under}, more generous: {over}",),
        range="What is missing from the log may merely not have been noted.",
        source="Ross & Sicoly 1979 (one’s own part is remembered better)",
        absent="No round about yourself yet that the log could speak to.",
    ),
}

TEXTS = ExplainWords(
    title="Where each number comes from",
    basis="Basis: {entries} with {contacts} in the past twelve months, {all} in the whole log.",
    contacts=Count("one contact", "{n} contacts"),
    too_little=(
        "That is not much yet: under 30 entries or five contacts in twelve months, most numbers say hardly anything."
    ),
    bearing="“Without” calculates again as if {name} were not in the log: most rests there.",
    most="“Without” calculates again as if {name} were not in the log: most exchange was there.",
    closing="There is no overall mark: a network cannot be reduced to one number (Van der Gaag & Snijders 2005).",
    formula="Formula",
    inputs="Inputs",
    result="Result",
    range="Range",
    before="A year ago",
    without="Without",
    without_whom="{name}: {value}",
    source="Source",
    trends={"up": "{value}; more today", "down": "{value}; less today", "same": "{value}; no clear difference"},
    not_compared="{value}; not compared",
    few=" (little data, n\u00a0=\u00a0{n})",
    no_range="With a single person there is none.",
    rare="less than {value}",
    verdicts={
        "giving": "you give more",
        "receiving": "you receive more",
        "balanced": "balanced",
        "open": "still open",
    },
    measures=MEASURES,
)
