"""What each measure is called and says: in `--explain`, over time, and on two days side by side."""

from __future__ import annotations

from netcheck.domain.registry import Measure
from netcheck.i18n import N_
from netcheck.value import Value


class MeasureTexts(Value):
    """One measure: its name on screens and in the literature, its formula in words, and what its numbers say.

    In all templates, {number} is filled in, {number:1} with one decimal, {number:%} as percent, {number:+} in
    percentage points with a sign, {number:p} as the percent of a chance; {likely} is an interval, {entries_told} and
    {people_told} are counts in words, {name} is a person and {label} a function or question. Of `results`, those whose
    numbers there are follow one another. `inputs` stands before rows only if there are any; `row_alone` is a row about
    a function that one person serves alone. `short` is the value alone. `compared` tells the {now} and {before} of two
    windows. `over_time` says what a chart of the measure shows, and `value` one value in it; `also` are further names
    that find it. `beside` are the lines of a day that stands beside another.
    """

    screen: str
    name: str
    formula: str = ""
    results: tuple[str, ...] = ()
    range: str = ""
    source: str = ""
    absent: str = ""
    inputs: str = ""
    row: str = ""
    row_alone: str = ""
    short: str = ""
    compared: str = ""
    over_time: str = ""
    value: str = ""
    also: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


_TWO_EACH = N_(
    "{now} of 10 instead of {before}, with equally many entries of the two windows: each of the five areas without "
    "backing counts up to two people"
)
_COUNTED = N_("Counted, not estimated: the only gap is what was not logged.")

MEASURE_TEXTS = {
    Measure.STRENGTH: MeasureTexts(
        screen=N_("In touch"),
        name=N_("Tie strength"),
        formula=N_(
            "Each entry counts its weight, 1 to 3, and after every 180 days only half of that. The sum for "
            "each person says how much fresh exchange there is. It does not measure closeness."
        ),
        results=(N_("{total:1} in all"),),
        range=N_(
            "Counted, not estimated: the only gap is what was not logged. That everything halves in 180 days is a "
            "convention, and another one would give another picture."
        ),
        source="Lerner & Lomi 2020; Arena et al. 2023",
        absent=N_("There is nobody in your log to calculate with."),
        inputs=N_("named in the report:"),
        row=N_("{name}: {entries_told}, {strength:1} today"),
        short=N_("{total:1} in all"),
    ),
    Measure.SILENCE: MeasureTexts(
        screen=N_("Longer without an entry than ever"),
        name=N_("Silence"),
        formula=N_(
            "The days since the last entry, against all gaps between entries before; breaks of the whole log do not "
            "count. Somebody is named if it has never been as long, and if such a gap after these would come in less "
            "than 2% of cases. After eight usual gaps nobody is named any more, once it is also more than a year or, "
            "with eight days or more, twice the longest gap."
        ),
        results=(
            N_(
                "longer than ever: {quiet}, not named any more: {lapsed}, of {people} with at least {days} days in "
                "your log"
            ),
        ),
        range=N_(
            "Your log is silent, not the person. Where entries come in bursts, a long gap says little: then it reads "
            "“longer than ever” in 6 to 29% of cases by chance."
        ),
        source=N_("Lomax; eight usual gaps: Navarro et al. 2017; bursts: Miritello et al. 2013"),
        absent=N_("Nobody has entries on four different days."),
        inputs=N_("named in the report:"),
        row=N_("{name}: {days} days without an entry, the longest of {gaps} gaps before was {longest}"),
    ),
    Measure.GIVING_SHARE: MeasureTexts(
        screen=N_("Giving and receiving"),
        name=N_("Giving share"),
        formula=N_(
            "What you gave in the past twelve months, divided by all that was given and received. Each entry counts "
            "once. Left out is what was mutual, what comes from a one-sided archive, groups, and everything with "
            "people where nobody keeps score."
        ),
        results=("{given} / {total} = {value:%}: {verdict}",),
        range=N_(
            "{low:%} to {high:%} (95%, Wilson). “More” means wholly on one side of a half, “somewhat more” besides "
            "within two to one, “balanced” between one and two thirds. Entries that hang together count as several, "
            "so it is at least so uncertain."
        ),
        source="Brown, Cai & DasGupta 2001",
        absent=N_("Nothing that counts here is logged for the past twelve months."),
        inputs=N_("{given} given, {received} received"),
        short="{value:%}",
        compared=N_("{now:%} instead of {before:%}, with all entries of the two windows"),
        over_time=N_("How much of the giving and receiving in the twelve months before came from you."),
        value="{value:%}",
        also=(N_("Giving"),),
        beside=(N_("{value:%} from you"), N_("{low:%} to {high:%}"), "{out_of_total}"),
    ),
    Measure.EFFECTIVE_CONTACTS: MeasureTexts(
        screen=N_("Core"),
        name=N_("Effective contacts"),
        formula=N_(
            "How many equally strong ties the exchange amounts to: the sum of all strengths times itself, "
            "divided by the sum of their squares."
        ),
        results=(N_("{value:1} people"),),
        range=N_("{low:1} to {high:1}, with any one person left out."),
        source=N_("Jost 2006 (inverse Simpson, Hill number of order 2)"),
        absent=N_("There is nobody in your log to calculate with."),
        inputs="{total:1} × {total:1} / {squares:1}, n = {people}",
        row=N_("without {name}: {value:1}"),
        short="{value:1}",
        compared=N_("{now:1} people instead of {before:1}, with equally many entries of the two windows alone"),
        over_time=N_(
            "How many equally strong ties the exchange amounts to. In the first year of a log, strengths "
            "grow by themselves."
        ),
        value="{value:1}",
        beside=("{value:1}", N_("{low:1} to {high:1}"), "{out_of_people}"),
    ),
    Measure.DEPTH: MeasureTexts(
        screen=N_("Depth"),
        name=N_("Depth"),
        formula=N_(
            "How strong the tie behind a typical exchange is: the sum of the squares of all strengths, "
            "divided by the sum of the strengths. Core times depth gives that sum."
        ),
        results=(N_("as much as {value:1} entries of today"),),
        range=N_(
            "{low:1} to {high:1}, with any one person left out. Depth also grows with all you log; it is not compared."
        ),
        source="Lloyd 1967",
        absent=N_("There is nobody in your log to calculate with."),
        inputs="{squares:1} / {total:1}, n = {people}",
        row=N_("without {name}: {value:1}"),
        short="{value:1}",
        over_time=N_("How many fresh entries the tie behind a typical exchange carries. It grows with all you log."),
        value="{value:1}",
        beside=("{value:1}", N_("{low:1} to {high:1}"), "{out_of_people}"),
    ),
    Measure.SIGNATURE: MeasureTexts(
        screen=N_("How the exchange is spread"),
        name=N_("Signature"),
        formula=N_(
            "Which part of the exchange is with the strongest one, five and fifteen people. Older entries of the "
            "window count less, as in “In touch”; of two windows, both count equally many entries."
        ),
        results=(
            N_("{now_1:%} with one person, {now_5:%} with five, {now_15:%} with fifteen"),
            N_("; before: {before_1:%}, {before_5:%}, {before_15:%}"),
        ),
        range=N_("Whether it is with fewer or with more people is tested for the core; here is only the picture."),
        source="Saramäki et al. 2014",
        absent=N_("Nothing with people is logged for the past twelve months."),
        short=N_("{now_5:%} with five"),
    ),
    Measure.RECIPROCITY: MeasureTexts(
        screen=N_("Both ways"),
        name=N_("Reciprocity"),
        formula=N_(
            "How much of the giving and receiving in a year has its counterpart with the same person: for "
            "each person the smaller of the two numbers, added up, times two, divided by all."
        ),
        results=(
            "{value:%}",
            N_(" = {evenness:%} (even in all) × {matching:%} (of that with the same person)"),
        ),
        range=N_(
            "If coins decided that give as often as you do in all, it would be {expected:%} on average, and as "
            "little or less in {p_below:p} of cases. Under 5%: less goes back to the same people than your own share "
            "of giving lets expect."
        ),
        source=N_("Squartini et al. 2013; the coins are our own, Wilson & Hilferty 1931"),
        absent=N_("Nothing that counts here is logged for the past twelve months."),
        inputs=N_("2 × {matched} / {events}; {given} given, {received} received"),
        short=N_("{value:%} (with coins {expected:%})"),
        compared=N_(
            "percentage points against the coins: {now:+} instead of {before:+}, with equally many entries of the two "
            "windows"
        ),
        over_time=N_(
            "How much of the giving and receiving in the twelve months before is matched with the same person."
        ),
        value="{value:%}",
        beside=("{value:%}", N_("{expected:%} by chance"), "{out_of_events}"),
    ),
    Measure.COVERAGE: MeasureTexts(
        screen=N_("What it gives you"),
        name=N_("Function coverage"),
        formula=N_(
            "For each area: from how many people something came in two years, and to how many people and groups "
            "something went. Backing does not expire. What was mutual counts both ways."
        ),
        results=(N_("areas from two people or more: {two} of {of}, from one or more: {one}"),),
        range=N_(
            "What is not in your log may well exist. Who could be asked and what came go together only loosely "
            "(r\u00a0=\u00a0.35)."
        ),
        source="Van der Gaag & Snijders 2005; Haber et al. 2007",
        absent="",
        row=N_("{label}: from {from}, to {to}"),
        short=N_("{two} of {of} areas from two or more"),
        compared=_TWO_EACH,
        over_time=N_(
            "How many of the six areas came from two people or more in the two years before; backing counts from the "
            "beginning."
        ),
        value=N_("{value} of 6"),
        also=(N_("Coverage"), N_("What it gives you and what you give")),
        beside=(N_("{two} of {of} areas from two or more"), N_("{one} from one or more")),
    ),
    Measure.CONTRIBUTION: MeasureTexts(
        screen=N_("What you give"),
        name=N_("Contribution"),
        formula=N_("The mirror of what it gives you: to how many something went in each area in two years."),
        results=(N_("areas to two or more: {two} of {of}, to one or more: {one}"),),
        range=N_("Groups count here."),
        source=N_("our own, as the mirror"),
        short=N_("{two} of {of} areas to two or more"),
        compared=_TWO_EACH,
        over_time=N_("The mirror of it: to how many people or groups something went in each area."),
        beside=(N_("{two} of {of} areas to two or more"), N_("{one} to one or more")),
    ),
    Measure.WORST_LOSS: MeasureTexts(
        screen=N_("Comes from few"),
        name=N_("Worst single loss"),
        formula=N_(
            "For each area the part that came from one single person, on average over all areas with an "
            "entry. Named is the person with whom that is the most."
        ),
        results=(N_("{name}: {value:%} on average; in the narrowest area {carriers}"),),
        range=_COUNTED,
        source=N_("after Avelino et al. 2016, simplified; the mean share is our own"),
        absent=N_("Your log shows nothing from anyone in any area in two years."),
        row=N_("{label}: {times} of {of}"),
        row_alone=N_("{label}: {times} of {of}, from {name} alone"),
        short=N_("{value:%}, with {name}"),
    ),
    Measure.RETENTION: MeasureTexts(
        screen=N_("Stayed"),
        name=N_("Retention"),
        formula=N_(
            "How many of the people with an entry in the year before have one in the past twelve months, "
            "too. Turnover is the part of all of them who appear in only one of the two years."
        ),
        results=(N_("{kept} / {before} = {value:%}; turnover 1 − {kept} / {either} = {turnover:%}"),),
        range=N_(
            "All are counted, none sampled. If each stays with the same chance, it lies between {low:%} and {high:%}."
        ),
        source=N_("none for the measure; the interval is Wilson’s"),
        absent=N_("For this the log must be two years old and know ten people in the year before."),
        inputs=N_("{before} in the year before, {now} in the past one, {kept} in both, {either} in all"),
        short=N_("{kept} of {before}"),
        over_time=N_(
            "How many of the people of the year before last were there in the last one, too. The number "
            "begins after two years, with at least ten people."
        ),
        value="{value:%}",
        beside=(N_("{kept} of {before}"),),
    ),
    Measure.TIES: MeasureTexts(
        screen=N_("New, stayed, gone"),
        name=N_("Ties"),
        formula=N_(
            "Over two windows without a day in common: new is who has entries on three days or more of the later "
            "and none in the earlier one, gone the reverse, stayed who is in both and on three days or more of one."
        ),
        results=(N_("new {new}, stayed {kept}, gone {lost}"),),
        range=N_("Ties fade, new ones most; who has gone from a log has not gone from a life."),
        source=N_("Burt 2000; the test: McNemar with mid-p (Fagerland et al. 2013)"),
        absent=N_("There are no two windows that can be compared."),
        compared=N_("{now} came, {before} went, on equally many entries"),
    ),
    Measure.MULTIPLEXITY: MeasureTexts(
        screen=N_("Many-sided"),
        name=N_("Multiplexity"),
        formula=N_(
            "In how many areas a person gave something on average, among all from whom something came in two years."
        ),
        results=(N_("{value:1} areas per person"),),
        range=N_("Counted, not estimated. Most ties give one thing; that is the usual way."),
        source="Verbrugge 1979; Wellman & Wortley 1990",
        absent=N_("Your log shows nothing from anyone in any area in two years."),
        inputs="{pairs} / {people}",
        short="{value:1}",
    ),
    Measure.RHYTHM: MeasureTexts(
        screen=N_("Rhythm"),
        name=N_("Rhythm"),
        formula=N_(
            "With how many people there were entries on at least 52, 12 and 1 days in twelve months. Each "
            "number includes the one before; they are there for context only."
        ),
        results=(N_("{weekly} weekly, {monthly} monthly, {yearly} within the year"),),
        range=_COUNTED,
        source=N_("monthly: Dunbar & Spoors 1995; weekly and yearly: a convention"),
        absent=N_("There is nobody in your log to calculate with."),
        short="{weekly}, {monthly}, {yearly}",
    ),
    Measure.RESERVE: MeasureTexts(
        screen=N_("Reserve"),
        name=N_("Reserve for a crisis"),
        formula=N_(
            "People with an entry in the past twelve months and something both ways in two years, who have backed you "
            "at any time or given you something in two areas or more in two years."
        ),
        results=(N_("{people_told}; of these, have backed you: {backed}"),),
        range=N_("People, never a score: who is not in your log may be there all the same."),
        source="Wellman & Wortley 1990",
        absent=N_("There is nobody in your log to calculate with."),
        short="{people}",
    ),
    Measure.ASKED: MeasureTexts(
        screen=N_("Asked"),
        name=N_("Asked"),
        formula=N_(
            "Entries of the past twelve months with the mark “asked”: given ones, for which somebody had asked "
            "you, and received ones, for which you had asked."
        ),
        results=(N_("asked you: {came_told}, {came_times}×; you asked: {asked_told}, {asked_times}×"),),
        range=N_("What was asked for and did not come is not in your log, so there is no rate."),
        source=N_("our own count"),
        absent=N_("There is nobody in your log to calculate with."),
        short=N_("{came_told} asked you, you asked {asked_told}"),
    ),
    Measure.EVENTS: MeasureTexts(
        screen=N_("Entries"),
        name=N_("Entries"),
        over_time=N_("How much you logged in each period."),
        value="{value}",
    ),
    Measure.CLEAR_YES: MeasureTexts(
        screen=N_("Clear yeses"),
        name=N_("Clear-yes rate"),
        formula=N_(
            "For each question, how often it got a clear yes in all rounds about yourself; “partly” is "
            "none. Two rounds differ clearly if the exact sign test (McNemar) stays under 5%. A direction is named "
            "from five rounds on, if the test of Mann and Kendall stays under 5%; τ-b is its size."
        ),
        results=(
            N_("the latest {yes} of {of}, rounds: {rounds}"),
            N_("; since the one before {gained} gained, {lost} lost, p\u00a0=\u00a0{p:2}"),
            "; τ-b\u00a0=\u00a0{tau:2}",
        ),
        range=N_("The spans above are 95% Wilson intervals."),
        source="McNemar 1947; Mann 1945; Kendall 1945",
        absent=N_("No round about yourself yet."),
        row=N_("{label}: {yes} of {of} ({likely})"),
        over_time=N_("Clear yeses out of ten questions, round by round."),
        value=N_("{value} of 10"),
        also=(N_("Yes"),),
        beside=(N_("{yes} of {of}"),),
    ),
    Measure.ANSWERS_AND_LOG: MeasureTexts(
        screen=N_("Answers and log"),
        name=N_("Answers and log"),
        formula=N_(
            "A clear yes counts 1, else 0; what the log does not contradict counts 1, what it does, 0. The "
            "difference on average over the questions that the log could speak to when you answered."
        ),
        results=(
            N_("{value:2} on average, n\u00a0=\u00a0{of}; stricter than the log: {under}, more generous: {over}"),
        ),
        range=N_("What is missing from the log may merely not have been noted."),
        source=N_("Ross & Sicoly 1979 (one’s own part is remembered better)"),
        absent=N_("No round about yourself yet that the log could speak to."),
        row=N_("{label}: answer {answer}, log {evidence}"),
    ),
}
