"""The sentences of the report: what each part of it says, and when it says nothing."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from netcheck.domain.measures import FEWEST_CONTACTS, FEWEST_EVENTS, FULL_AGE, Trend, Verdict, pays_forward
from netcheck.domain.model import Direction, Function, Kind
from netcheck.domain.names import alphabetical
from netcheck.domain.report import Comparability, Density
from netcheck.domain.trends import up_or_down
from netcheck.i18n import N_, NN_, _, ngettext
from netcheck.view.kinds import AREA_NOUNS
from netcheck.view.number_format import NUMERALS, likely
from netcheck.view.questions import SHORT_NAMES
from netcheck.view.safe import safe
from netcheck.view.text import (
    NBSP,
    date_of,
    entries_text,
    join_names,
    month_of,
    month_year,
    names_no_break,
    no_break,
    number,
    people_text,
    percent,
    short_month_year,
    usual_gap,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.pauses import Pause
    from netcheck.domain.report import (
        CheckRow,
        Exchange,
        Gap,
        KindCount,
        OpenStep,
        Questions,
        Quiet,
        Report,
        SmallLog,
        Years,
    )


_VERDICTS = {
    Verdict.GIVING: N_("{given} given, {received} received: you give more ({share} from you, {likely})."),
    Verdict.RECEIVING: N_("{given} given, {received} received: you receive more ({share} from you, {likely})."),
    Verdict.BALANCED: N_("{given} given, {received} received: balanced ({share} from you, {likely})."),
    Verdict.OPEN: N_("{given} given, {received} received: still open ({share} from you, {likely})."),
}
COUNTED_KINDS = {
    Kind.INSPIRATION: NN_("encouragement", "encouragement"),
    Kind.THANKS: NN_("thanks", "thanks"),
    Kind.CONTENT: NN_("a find", "finds"),
    Kind.RECOMMENDATION: NN_("a recommendation", "recommendations"),
    Kind.INTRODUCTION: NN_("an introduction", "introductions"),
    Kind.FEEDBACK: NN_("feedback", "feedback"),
    Kind.HELP: NN_("help", "help"),
    Kind.BUSINESS: NN_("a job", "jobs"),
    Kind.BACKING: NN_("backing", "backing"),
    Kind.OTHER: NN_("something else", "other things"),
    Kind.TALK: NN_("a talk", "talks"),
}
_SHARES = {
    Direction.GIVEN: N_("shared something by {names}"),
    Direction.RECEIVED: N_("shared by {names}"),
    Direction.MUTUAL: N_("shared both ways with {names}"),
}
_TRENDS = {
    Trend.UP: N_("Seen over all {n} rounds, they are growing in number."),
    Trend.DOWN: N_("Seen over all {n} rounds, they are getting fewer."),
}
_BALANCE_TRENDS = {
    Trend.UP: N_("A year ago a smaller part came from you."),
    Trend.DOWN: N_("A year ago a larger part came from you."),
}
_SHOULDERS = {
    Trend.UP: N_("On more shoulders than a year ago: {n} of the {of} areas above come from two people or more."),
    Trend.DOWN: N_("On fewer shoulders than a year ago: {n} of the {of} areas above come from two people or more."),
}
_AGREES = {
    "one": N_("Your log can speak to one answer, and agrees with it."),
    "other": N_("Your log can speak to one answer, and sees it differently."),
    "none": N_("Of {of} answers your log can speak to, it agrees with none."),
    "single": N_("Of {of} answers your log can speak to, it agrees with one."),
    "some": N_("Of {of} answers your log can speak to, it agrees with {n}."),
    "both": N_("Your log can speak to two answers, and agrees with both."),
    "all": N_("Your log can speak to {of} answers, and agrees with all of them."),
}
_DIFFERS = {
    Trend.UP: N_("Far more clear yeses than in the round before."),
    Trend.DOWN: N_("Far fewer clear yeses than in the round before."),
}
_EFFORT = {
    Trend.UP: N_(
        "In the past twelve months you logged far more than in the twelve before: {now} entries instead "
        "of {before}. A comparison would measure the logging, not your network."
    ),
    Trend.DOWN: N_(
        "In the past twelve months you logged far less than in the twelve before: {now} entries instead "
        "of {before}. A comparison would measure the logging, not your network."
    ),
}
_DENSITY = {
    Density.DENSER: N_("Denser"),
    Density.GROWN: N_("Grown"),
    Density.BROADER: N_("Broader"),
    Density.CALMER: N_("Calmer"),
    Density.SAME: N_("Much as a year ago"),
    Density.UNCLEAR: N_("Not clear-cut"),
}
_STAYED_TRENDS = {
    Trend.UP: N_("The year before, a smaller part stayed."),
    Trend.DOWN: N_("The year before, a larger part stayed."),
}
_RESTS = {
    Function.INSPIRATION: N_("Encouragement and ideas come from one person only ({name})."),
    Function.CURATION: N_("Sources and finds come from one person only ({name})."),
    Function.REFERRAL: N_("Sharing and introductions come from one person only ({name})."),
    Function.COMPETENCE: N_("Help and feedback come from one person only ({name})."),
    Function.BUSINESS: N_("Work comes from one person only ({name})."),
    Function.BACKING: N_("Backing comes from one person only ({name})."),
}


def comparison_notice(report: Report, *, part: bool = False) -> str:
    """Return that there are not two years of entries yet and from when on there will be; `part`: of a part of the log.

    That is a month to come, or a day to come of this month. In a look back it may be over; then only the first is said.
    """
    today = date.fromordinal(report.today)
    first = date.fromordinal((report.log.first or report.day) + FULL_AGE)
    told = [_("These entries do not yet go back two years.") if part else _("Your log is still young.")]
    if (first.year, first.month) > (today.year, today.month):
        told.append(
            _("From {month} on, one year can be compared with the year before.").format(month=month_year(first))
        )
    elif first > today:
        told.append(
            _("From {date} on, one year can be compared with the year before.").format(
                date=date_of(first, today).replace(" ", NBSP)
            )
        )
    return (
        " ".join(told)
        if report.day == report.today or len(told) > 1
        else _("At that time there were not yet two years to compare.")
    )


_CLEARLY_MANY = 2
_MISLEADING = 0.1
_CHANGED = (Trend.UP, Trend.DOWN)


def overview(report: Report, *, person: bool = False) -> str:
    """Return "426 Einträge mit 33 Menschen seit Oktober 2024 · letzter Eintrag gestern"; no people for a `person`."""
    log = report.log
    day, today = date.fromordinal(log.last or report.day), date.fromordinal(report.today)
    near = {0: _("today"), 1: _("yesterday")}
    last = near.get((today - day).days) or _("on {date}").format(date=date_of(day, today))
    return (
        _("{entries} since {month} · last entry {last}")
        if person
        else _("{entries} {people} since {month} · last entry {last}")
    ).format(
        entries=entries_text(log.events),
        people=with_people(report.people),
        month=month_year(date.fromordinal(log.first or report.day)),
        last=last,
    )


def with_people(people: int) -> str:
    """Return "mit 33 Menschen"; where there are none, all entries are with groups."""
    return ngettext("with one person", "with {n} people", people).format(n=people) if people else _("with groups")


def resting(report: Report) -> list[str]:
    """Return what rests on one person, how widely the rest is spread, and what is not seen.

    Of one person, or of groups alone, there is nothing to say.
    """
    if report.people <= 1:
        return []
    seen = [row for row in report.exchanges if row.received]
    sole = [row for row in seen if row.sole is not None]
    others = min((row.received_from for row in seen if row.sole is None), default=0)
    sentences = [_sole(sole)] if sole else []
    if others > 1:
        sentences.append(
            _("Everything else comes from {n} people or more.").format(n=_numeral(others))
            if sole
            else ngettext(
                "The one area seen does not come from one person only.",
                "Of the {n} areas seen, none comes from one person only.",
                len(seen),
            ).format(n=_numeral(len(seen)))
        )
    unseen = [row for row in report.exchanges if not row.received]
    if unseen:
        sentences.append(
            _("Not seen in your log for this time: {nouns} from others. That does not mean there is none.").format(
                nouns=join_names(_(AREA_NOUNS[row.function]) for row in unseen)
            )
        )
    return sentences


def ever(report: Report) -> str:
    """Return that backing has no window, where some of what is counted is older than the others' two years."""
    return _("Backing counts from the beginning.") if any(row.older for row in report.exchanges) else ""


def balance(report: Report) -> list[str]:
    """Return the year's giving and receiving with its verdict, and how much that may be trusted."""
    share, too_little = report.giving_share, report.too_little
    if share is None:
        return [_("Nothing that counts here is logged for this time.")]
    template = (
        _(
            "{given} given, {received} received ({share} from you, {likely}). Your log knows too little yet "
            "for a verdict ({fact})."
        )
        if too_little
        else _(_VERDICTS[share.verdict])
    )
    sentence = template.format(
        given=share.given,
        received=share.received,
        share=percent(share.value),
        likely=likely(share.low, share.high),
        fact=_lately(report),
    )
    return [sentence] if too_little or share.change not in _CHANGED else [sentence, _(_BALANCE_TRENDS[share.change])]


def forward(report: Report) -> str:
    """Return that much is passed on to others than those it came from, which is no fault; "" where it is not so."""
    found = report.reciprocity
    if report.too_little or found is None or not pays_forward(found):
        return ""
    return _("You often pass things on to others than those they came from. That counts.")


def change(report: Report) -> str:
    """Return what changed against a year ago, or why nothing is compared; "" where there is nothing to say."""
    if report.comparability is Comparability.YOUNG:
        return comparison_notice(report)
    if report.comparability is Comparability.PAUSE:
        pause = [] if report.recent_pause is None else [_pause(report.recent_pause, report.today)]
        return " ".join(
            [
                *pause,
                _(
                    "Not logged does not mean nothing happened: the break does not count against you, and a "
                    "comparison with the year before waits."
                ),
            ]
        )
    if report.comparability is Comparability.EFFORT and report.years is not None:
        now, before = report.years.entries, report.years.entries_before
        return _(_EFFORT[up_or_down(now, before)]).format(now=now, before=before)
    if report.years is None or report.people == 1:
        return ""
    if report.too_little:
        return _("Your log knows too little of this yet ({fact}).").format(fact=_lately(report))
    return f"{_(_DENSITY[report.density])}: {_years(report.years)}." if report.density else ""


def stayed(report: Report) -> str:
    """Return "Geblieben: 18 von 31. Von den 10 mit dem regsten Austausch sind 7 geblieben."; "" where it would mislead.

    That is after a pause, where much less was logged than before (nobody has gone by that), and where it is too little.
    """
    found, years = report.retention, report.years
    if found is None or years is None or report.people == 1 or report.too_little:
        return ""
    if report.comparability is Comparability.EFFORT and years.entries < years.entries_before:
        return ""
    sentences = [_("Stayed: {kept} of {before}.").format(kept=found.kept, before=found.before)]
    if 0 < found.liveliest_kept < found.liveliest:
        sentences.append(
            ngettext(
                "Of the {of} you exchanged most with, {n} stayed.",
                "Of the {of} you exchanged most with, {n} stayed.",
                found.liveliest_kept,
            ).format(n=found.liveliest_kept, of=found.liveliest)
        )
    if found.change in _CHANGED:
        sentences.append(_(_STAYED_TRENDS[found.change]))
    return " ".join(sentences)


def shoulders(report: Report) -> str:
    """Return whether more or fewer functions than a year ago come from two people at least; "" where it is as many."""
    coverage = report.coverage
    if coverage.change not in _CHANGED or report.people == 1 or report.too_little:
        return ""
    several = round(coverage.two * len(coverage.functions))
    return _(_SHOULDERS[coverage.change]).format(n=several, of=len(coverage.functions))


def quiet_line(people: Sequence[Quiet], today: int) -> str:
    """Return who is quiet for longer than usual, each with the usual gap and the last month; "" for nobody."""
    if not people:
        return ""
    day = date.fromordinal(today)
    told = (
        _("{name} (usually {gap}, last {last})").format(
            name=no_break(safe(person.name)),
            gap=usual_gap(person.gap),
            last=_("in {month}").format(month=month_of(date.fromordinal(person.last), day)),
        )
        for person in people
    )
    return _("Quiet for longer than usual: {people}.").format(people=", ".join(told))


def _numeral(n: int) -> str:
    return _(NUMERALS[n]) if n < len(NUMERALS) else str(n)


def _sole(rows: Sequence[Exchange]) -> str:
    names = names_no_break(row.sole or "" for row in rows)
    nouns = [_(AREA_NOUNS[row.function]) for row in rows]
    if len(rows) == 1:
        return _(_RESTS[rows[0].function]).format(name=names[0])
    if len(set(names)) == 1:
        sentence = _("{nouns} come from one person only ({name}).").format(nouns=join_names(nouns), name=names[0])
    else:
        pairs = (f"{noun} ({name})" for noun, name in zip(nouns, names, strict=True))
        sentence = _("{nouns} each come from one person only.").format(nouns=join_names(pairs))
    return sentence[0].upper() + sentence[1:]


def _pause(pause: Pause, today: int) -> str:
    now = date.fromordinal(today)
    first, last = (date_of(date.fromordinal(day), now) for day in (pause.first, pause.last))
    return (
        _("Since {first} your log holds nothing.")
        if pause.ongoing
        else _("Between {first} and {last} your log holds nothing.")
    ).format(first=no_break(first), last=no_break(last))


def _years(years: Years) -> str:
    now, before = years.now, years.before
    people = people_text(now.people)
    template = _("{people} as before") if now.people == before.people else _("{people} instead of {before}")
    first = template.format(people=people, before=before.people)
    digits = _digits(now.per_person, before.per_person)
    each, then = number(now.per_person, digits), number(before.per_person, digits)
    template = (
        _("and on average {now} entries a year with each, as before")
        if each == then
        else _("and on average {now} entries a year with each instead of {then}")
    )
    return f"{first}, {template.format(now=each, then=then)}"


def _digits(one: float, other: float) -> int:
    """Return 1 where two numbers are small or close, or without decimals would seem further apart or closer."""
    small, large = sorted((one, other))
    if small < _CLEARLY_MANY or large - small < 1:
        return 1
    return 0 if abs(round(large) / round(small) * small / large - 1) <= _MISLEADING else 1


def _lately(report: Report) -> str:
    """Return "in zwölf Monaten 13 Einträge mit 6 Kontakten, nötig sind 30 mit 5"."""
    found = report.lately
    return _("{entries} {contacts} in twelve months, of the {events} with {needed} it takes").format(
        entries=entries_text(found.events),
        contacts=ngettext("with one contact", "with {n} contacts", found.contacts).format(n=found.contacts),
        events=FEWEST_EVENTS,
        needed=FEWEST_CONTACTS,
    )


_LONG_SPAN = 60


def small_log_overview(report: Report, beginning: SmallLog) -> str:
    """Return "7 Einträge mit 4 Menschen in 12 Tagen. Ein Anfang."; after two years it is none."""
    span = ngettext("on one day", "in {n} days", beginning.span_days).format(n=beginning.span_days)
    if beginning.span_days > _LONG_SPAN:
        first = date.fromordinal(report.log.first or report.day)
        span = _("since {month}").format(month=month_year(first))
    entries = entries_text(report.log.events)
    told = f"{entries} {with_people(report.people)} {span}."
    return told if _is_old(beginning) else f"{told} {_('A beginning.')}"


def by_direction(beginning: SmallLog) -> list[tuple[Direction, str]]:
    """Return for each direction with an entry who gave what: "Feedback von Alma Reuter (2×), …"."""
    order = [Direction.RECEIVED, Direction.GIVEN, Direction.MUTUAL]
    kinds = sorted(beginning.kinds, key=lambda kind: order.index(kind.direction))
    return [
        (direction, ", ".join(_kind(kind) for kind in group))
        for direction, group in groupby(kinds, key=lambda kind: kind.direction)
    ]


def not_yet(report: Report, beginning: SmallLog) -> str:
    """Return which functions have no entry, and that at first one mostly gives more."""
    sentences = []
    if beginning.unseen:
        sentences.append(
            _("Not in your log yet: {nouns}. That does not mean there is none.").format(
                nouns=join_names(_(AREA_NOUNS[seen]) for seen in beginning.unseen)
            )
        )
    if report.log.given > report.log.received and not _is_old(beginning):
        sentences.append(_("At first one mostly gives more than comes back; that is part of it."))
    return " ".join(sentences)


def what_follows(beginning: SmallLog) -> list[tuple[str, str]]:
    """Return what the report will say later, each with its when."""
    rows = [(_("from 30 entries with 5 people"), _("how giving and receiving are spread"))]
    return rows if _is_old(beginning) else [*rows, (_("after two years"), _("what is changing, and who has stayed"))]


def _is_old(beginning: SmallLog) -> bool:
    return beginning.span_days > FULL_AGE


def _kind(kind: KindCount) -> str:
    names = names_no_break(name for name, _times in kind.people)
    told = [
        f"{name} ({n}×)".replace(" (", f"{NBSP}(") if n > 1 else name
        for name, (_name, n) in zip(names, kind.people, strict=True)
    ]
    if kind.kind is Kind.SHARE:
        return _(_SHARES[kind.direction]).format(names=join_names(told))
    what = ngettext(*COUNTED_KINDS[kind.kind], kind.total).format(n=kind.total)
    return _passed(kind).format(what=what, names=join_names(told))


def _passed(kind: KindCount) -> str:
    """Return how what went this way is said: "{what} für {names}"."""
    match kind.direction:
        case Direction.MUTUAL:
            return _("{what} with {names}")
        case Direction.GIVEN:
            return _("{what} to {names}") if kind.kind is Kind.THANKS else _("{what} for {names}")
        case Direction.RECEIVED:
            return _("{what} by {names}") if kind.kind is Kind.INTRODUCTION else _("{what} from {names}")


TEN = 10
"""How many questions a whole round has."""

_MOST_STEPS = 3
_BOTH = 2


def histories(report: Report) -> list[tuple[str, Sequence[CheckRow]]]:
    """Return the checks by whom they are about, oldest first, with a label ("" for oneself)."""
    questions = report.questions
    rows: list[tuple[str, Sequence[CheckRow]]] = [("", questions.personal)] if questions.personal else []
    if questions.company:
        rows.append((_("Your company"), questions.company))
    by_name = sorted(questions.about, key=lambda check: alphabetical(check.name or ""))
    for name, checks in groupby(by_name, key=lambda check: check.name or ""):
        rows.append((safe(name), list(checks)))
    return rows


def question_sentences(report: Report) -> list[str]:
    """Return what is still open, and the next steps."""
    questions = report.questions
    sentences = _course(questions) if questions.personal else [_("Not answered yet.")]
    if questions.unclear:
        unclear = (_(SHORT_NAMES[question]) for question in questions.unclear)
        sentences.append(_("Still open: {questions}.").format(questions=", ".join(unclear)))
    elif questions.personal:
        sentences.append(_("Last time, every yes was clear."))
    if questions.steps:
        sentences.append(_steps(questions.steps, report.today))
    return [*sentences, *_agreement(questions)]


def score(check: CheckRow) -> str:
    """Return "Nov 2025: 5", and out of how many where these are not ten."""
    template = "{month}: {yes}" if check.of == TEN else _("{month}: {yes} of {of}")
    return template.format(month=short_month_year(date.fromordinal(check.day)), yes=check.yes, of=check.of)


def agreement(gap: Gap) -> str:
    """Return how many answers agree with the log: "Von drei prüfbaren Antworten passen zwei zum Log."."""
    n = gap.of - gap.over - gap.under
    if gap.of == 1:
        key = "one" if n else "other"
    elif n == gap.of:
        key = "both" if n == _BOTH else "all"
    else:
        key = ("none", "single")[n] if n <= 1 else "some"
    return _(_AGREES[key]).format(n=_(NUMERALS[n]), of=_(NUMERALS[gap.of]))


def _course(questions: Questions) -> list[str]:
    """Return whether the latest round differs clearly from the one before, and where all of them tend to."""
    compared, tendency = questions.compared, questions.tendency
    sentences = []
    if compared is not None and compared.clear:
        sentences.append(_(_DIFFERS[Trend.UP if len(compared.gained) > len(compared.lost) else Trend.DOWN]))
    if tendency is not None and tendency.trend in _TRENDS:
        sentences.append(_(_TRENDS[tendency.trend]).format(n=tendency.checks))
    return sentences


def _agreement(questions: Questions) -> list[str]:
    """Return how many answers of the latest round about oneself agree with what the log said then."""
    gap = questions.personal[-1].gap if questions.personal else None
    if gap is None:
        return []
    return [agreement(gap)]


def _steps(steps: Sequence[OpenStep], today: int) -> str:
    told = [_step(step, today) for step in steps[:_MOST_STEPS]]
    if len(steps) > _MOST_STEPS:
        told.append(ngettext("one more", "{n} more", len(steps) - _MOST_STEPS).format(n=len(steps) - _MOST_STEPS))
    return (_("Your step: {steps}.") if len(steps) == 1 else _("Your steps: {steps}.")).format(steps=join_names(told))


def _step(step: OpenStep, today: int) -> str:
    """Return the step in quotes, with whom it is about and by when; a day gone by is left out."""
    about = [] if step.name is None else names_no_break([step.name])
    if step.by is not None and step.by >= today:
        day = date_of(date.fromordinal(step.by), date.fromordinal(today))
        about.append(no_break(_("by {date}").format(date=day)))
    quoted = _("“{text}”").format(text=safe(step.text))
    return f"{quoted} ({', '.join(about)})" if about else quoted
