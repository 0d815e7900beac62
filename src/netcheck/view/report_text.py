"""The sentences of the report: what each part of it says, and when it says nothing."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from netcheck.domain.measures import FEWEST_CONTACTS, FEWEST_EVENTS, FULL_AGE, Trend, pays_forward
from netcheck.domain.model import Direction
from netcheck.domain.names import alphabetical
from netcheck.domain.report import Comparability
from netcheck.domain.trends import up_or_down
from netcheck.view.number_format import likely
from netcheck.view.safe import safe
from netcheck.view.text import (
    NBSP,
    date_of,
    join_names,
    month_of,
    month_year,
    names_no_break,
    no_break,
    number,
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
    from netcheck.words import Words


def comparison_notice(report: Report, words: Words, *, part: bool = False) -> str:
    """Return that there are not two years of entries yet and from when on there will be; `part`: of a part of the log.

    That is a month to come, or a day to come of this month. In a look back it may be over; then only the first is said.
    """
    said = words.report.change
    today = date.fromordinal(report.today)
    first = date.fromordinal((report.log.first or report.day) + FULL_AGE)
    told = [said.young_part if part else said.young]
    if (first.year, first.month) > (today.year, today.month):
        told.append(said.comparable.format(month=month_year(first, words)))
    elif first > today:
        told.append(said.comparable_day.format(date=date_of(first, today, words).replace(" ", NBSP)))
    return " ".join(told) if report.day == report.today or len(told) > 1 else said.young_then


_CLEARLY_MANY = 2
_MISLEADING = 0.1
_CHANGED = (Trend.UP, Trend.DOWN)


def overview(report: Report, words: Words, *, person: bool = False) -> str:
    """Return "426 Einträge mit 33 Menschen seit Oktober 2024 · letzter Eintrag gestern"; no people for a `person`."""
    said, log = words.report.head, report.log
    day, today = date.fromordinal(log.last or report.day), date.fromordinal(report.today)
    near = {0: words.common.today, 1: words.common.yesterday}
    last = near.get((today - day).days) or said.last_on.format(date=date_of(day, today, words))
    return (said.overview_person if person else said.overview).format(
        entries=words.common.entries(log.events),
        people=with_people(report.people, words),
        month=month_year(date.fromordinal(log.first or report.day), words),
        last=last,
    )


def with_people(people: int, words: Words) -> str:
    """Return "mit 33 Menschen"; where there are none, all entries are with groups."""
    said = words.report.head
    return said.with_people(people) if people else said.with_groups


def resting(report: Report, words: Words) -> list[str]:
    """Return what rests on one person, how widely the rest is spread, and what is not seen.

    Of one person, or of groups alone, there is nothing to say.
    """
    said = words.report.exchange
    if report.people <= 1:
        return []
    seen = [row for row in report.exchanges if row.received]
    sole = [row for row in seen if row.sole is not None]
    others = min((row.received_from for row in seen if row.sole is None), default=0)
    sentences = [_sole(sole, words)] if sole else []
    if others > 1:
        template = said.others if sole else said.all
        sentences.append(template.format(n=_numeral(others, said.numerals)))
    unseen = [row for row in report.exchanges if not row.received]
    if unseen:
        sentences.append(said.unseen.format(nouns=join_names((said.nouns[row.function] for row in unseen), words)))
    return sentences


def ever(report: Report, words: Words) -> str:
    """Return that backing has no window, where some of what is counted is older than the others' two years."""
    return words.report.exchange.ever if any(row.older for row in report.exchanges) else ""


def balance(report: Report, words: Words) -> list[str]:
    """Return the year's giving and receiving with its verdict, and how much that may be trusted."""
    said, share, too_little = words.report.balance, report.giving_share, report.too_little
    if share is None:
        return [said.nothing]
    template = said.too_little if too_little else said.verdicts[share.verdict]
    sentence = template.format(
        given=share.given,
        received=share.received,
        share=percent(share.value, words),
        likely=likely(share.low, share.high, words),
        fact=_lately(report, words),
    )
    return [sentence] if too_little or share.change not in _CHANGED else [sentence, said.trends[share.change]]


def forward(report: Report, words: Words) -> str:
    """Return that much is passed on to others than those it came from, which is no fault; "" where it is not so."""
    found = report.reciprocity
    if report.too_little or found is None or not pays_forward(found):
        return ""
    return words.report.balance.forward


def change(report: Report, words: Words) -> str:
    """Return what changed against a year ago, or why nothing is compared; "" where there is nothing to say."""
    said = words.report.change
    if report.comparability is Comparability.YOUNG:
        return comparison_notice(report, words)
    if report.comparability is Comparability.PAUSE:
        pause = [] if report.recent_pause is None else [_pause(report.recent_pause, report.today, words)]
        return " ".join([*pause, said.after_pause])
    if report.comparability is Comparability.EFFORT and report.years is not None:
        now, before = report.years.entries, report.years.entries_before
        return said.effort[up_or_down(now, before)].format(now=now, before=before)
    if report.years is None or report.people == 1:
        return ""
    if report.too_little:
        return said.too_little.format(fact=_lately(report, words))
    return f"{said.density[report.density]}: {_years(report.years, words)}." if report.density else ""


def stayed(report: Report, words: Words) -> str:
    """Return "Geblieben: 18 von 31 (wohl 41 bis 74 %), darunter 7 der 10 lebendigsten."; "" where it would mislead.

    That is after a pause, where much less was logged than before (nobody has gone by that), and where it is too little.
    """
    said, found, years = words.report.change, report.retention, report.years
    if found is None or years is None or report.people == 1 or report.too_little:
        return ""
    if report.comparability is Comparability.EFFORT and years.entries < years.entries_before:
        return ""
    among = said.liveliest_all if found.liveliest_kept == found.liveliest else said.liveliest
    sentence = said.stayed.format(
        kept=found.kept,
        before=found.before,
        likely=likely(found.low, found.high, words),
        among=among.format(kept=found.liveliest_kept, of=found.liveliest) if found.liveliest_kept else "",
    )
    return f"{sentence} {said.stayed_trends[found.change]}" if found.change in _CHANGED else sentence


def shoulders(report: Report, words: Words) -> str:
    """Return whether more or fewer functions than a year ago come from two people at least; "" where it is as many."""
    coverage = report.coverage
    if coverage.change not in _CHANGED or report.people == 1 or report.too_little:
        return ""
    several = round(coverage.two * len(coverage.functions))
    return words.report.change.shoulders[coverage.change].format(n=several, of=len(coverage.functions))


def quiet_line(people: Sequence[Quiet], today: int, words: Words) -> str:
    """Return who is quiet for longer than usual, each with the usual gap and the last month; "" for nobody."""
    if not people:
        return ""
    said, day = words.report.people, date.fromordinal(today)
    told = (
        said.usually.format(
            name=no_break(safe(person.name)),
            gap=usual_gap(person.gap, words),
            last=said.last_in.format(month=month_of(date.fromordinal(person.last), day, words)),
        )
        for person in people
    )
    return said.quiet.format(people=", ".join(told))


def _numeral(n: int, numerals: Sequence[str]) -> str:
    return numerals[n] if n < len(numerals) else str(n)


def _sole(rows: Sequence[Exchange], words: Words) -> str:
    said = words.report.exchange
    names = names_no_break(row.sole or "" for row in rows)
    nouns = [said.nouns[row.function] for row in rows]
    if len(rows) == 1:
        return said.rests[rows[0].function].format(name=names[0])
    if len(set(names)) == 1:
        sentence = said.rest_same.format(nouns=join_names(nouns, words), name=names[0])
    else:
        pairs = (f"{noun} ({name})" for noun, name in zip(nouns, names, strict=True))
        sentence = said.rest_each.format(nouns=join_names(pairs, words))
    return sentence[0].upper() + sentence[1:]


def _pause(pause: Pause, today: int, words: Words) -> str:
    said, now = words.report.change, date.fromordinal(today)
    first, last = (date_of(date.fromordinal(day), now, words) for day in (pause.first, pause.last))
    return (said.pause_ongoing if pause.ongoing else said.pause).format(first=no_break(first), last=no_break(last))


def _years(years: Years, words: Words) -> str:
    said, now, before = words.report.change, years.now, years.before
    people = words.common.people(now.people)
    template = said.people_same if now.people == before.people else said.people
    first = template.format(people=people, before=before.people)
    digits = _digits(now.per_person, before.per_person)
    each, then = number(now.per_person, words, digits), number(before.per_person, words, digits)
    template = said.entries_same if each == then else said.entries
    return f"{first}, {template.format(now=each, then=then)}"


def _digits(one: float, other: float) -> int:
    """Return 1 where two numbers are small or close, or without decimals would seem further apart or closer."""
    small, large = sorted((one, other))
    if small < _CLEARLY_MANY or large - small < 1:
        return 1
    return 0 if abs(round(large) / round(small) * small / large - 1) <= _MISLEADING else 1


def _lately(report: Report, words: Words) -> str:
    """Return "in zwölf Monaten 13 Einträge mit 6 Kontakten, nötig sind 30 mit 5"."""
    said, found = words.report.balance, report.lately
    return said.lately.format(
        entries=words.common.entries(found.events),
        contacts=said.with_contacts(found.contacts),
        events=FEWEST_EVENTS,
        needed=FEWEST_CONTACTS,
    )


_LONG_SPAN = 60


def small_log_overview(report: Report, beginning: SmallLog, words: Words) -> str:
    """Return "7 Einträge mit 4 Menschen in 12 Tagen. Ein Anfang."; after two years it is none."""
    said = words.report.beginning
    span = said.in_days(beginning.span_days)
    if beginning.span_days > _LONG_SPAN:
        first = date.fromordinal(report.log.first or report.day)
        span = said.since.format(month=month_year(first, words))
    entries = words.common.entries(report.log.events)
    told = said.overview.format(entries=entries, people=with_people(report.people, words), span=span)
    return told if _is_old(beginning) else f"{told} {said.start}"


def by_direction(beginning: SmallLog, words: Words) -> list[tuple[Direction, str]]:
    """Return for each direction with an entry who gave what: "Feedback von Alma Reuter (2×), …"."""
    order = [Direction.RECEIVED, Direction.GIVEN, Direction.MUTUAL]
    kinds = sorted(beginning.kinds, key=lambda kind: order.index(kind.direction))
    return [
        (direction, ", ".join(_kind(kind, words) for kind in group))
        for direction, group in groupby(kinds, key=lambda kind: kind.direction)
    ]


def not_yet(report: Report, beginning: SmallLog, words: Words) -> str:
    """Return which functions have no entry, and that at first one mostly gives more."""
    said, nouns = words.report.beginning, words.report.exchange.nouns
    sentences = []
    if beginning.unseen:
        sentences.append(said.unseen.format(nouns=join_names((nouns[seen] for seen in beginning.unseen), words)))
    if report.log.given > report.log.received and not _is_old(beginning):
        sentences.append(said.giving_first)
    return " ".join(sentences)


def what_follows(beginning: SmallLog, words: Words) -> list[tuple[str, str]]:
    """Return what the report will say later, each with its when."""
    said = words.report.beginning
    rows = [(said.balance_when, said.balance_what)]
    return rows if _is_old(beginning) else [*rows, (said.change_when, said.change_what)]


def _is_old(beginning: SmallLog) -> bool:
    return beginning.span_days > FULL_AGE


def _kind(kind: KindCount, words: Words) -> str:
    said = words.report.beginning
    names = names_no_break(name for name, _ in kind.people)
    told = [
        said.times.format(name=name, n=n).replace(" (", f"{NBSP}(") if n > 1 else name
        for name, (_, n) in zip(names, kind.people, strict=True)
    ]
    template = said.passed.get(f"{kind.direction} {kind.kind}") or said.passed[kind.direction]
    what = said.kinds[kind.kind](kind.total)
    return template.format(what=what, names=join_names(told, words))


TEN = 10
"""How many questions a whole round has."""

_MOST_STEPS = 3
_BOTH = 2


def histories(report: Report, words: Words) -> list[tuple[str, Sequence[CheckRow]]]:
    """Return the checks by whom they are about, oldest first, with a label ("" for oneself)."""
    questions = report.questions
    rows: list[tuple[str, Sequence[CheckRow]]] = [("", questions.personal)] if questions.personal else []
    if questions.company:
        rows.append((words.report.questions.company, questions.company))
    by_name = sorted(questions.about, key=lambda check: alphabetical(check.name or ""))
    for name, checks in groupby(by_name, key=lambda check: check.name or ""):
        rows.append((safe(name), list(checks)))
    return rows


def question_sentences(report: Report, words: Words) -> list[str]:
    """Return what is still open, and the next steps."""
    said, questions = words.report.questions, report.questions
    sentences = _course(questions, words) if questions.personal else [said.none]
    if questions.unclear:
        unclear = (words.checklist.short[question] for question in questions.unclear)
        sentences.append(said.unclear.format(questions=", ".join(unclear)))
    elif questions.personal:
        sentences.append(said.all_clear)
    if questions.steps:
        sentences.append(_steps(questions.steps, report.today, words))
    return [*sentences, *_agreement(questions, words)]


def score(check: CheckRow, words: Words) -> str:
    """Return "Nov 2025: 5", and out of how many where these are not ten."""
    said = words.report.questions
    template = said.score if check.of == TEN else said.score_of
    return template.format(month=short_month_year(date.fromordinal(check.day), words), yes=check.yes, of=check.of)


def agreement(gap: Gap, words: Words) -> str:
    """Return how many answers agree with the log: "Von drei prüfbaren Antworten passen zwei zum Log."."""
    said, n = words.report.questions, gap.of - gap.over - gap.under
    if gap.of == 1:
        key = "one" if n else "other"
    elif n == gap.of:
        key = "both" if n == _BOTH else "all"
    else:
        key = ("none", "single")[n] if n <= 1 else "some"
    return said.agrees[key].format(n=said.numerals[n], of=said.numerals[gap.of])


def _course(questions: Questions, words: Words) -> list[str]:
    """Return whether the latest round differs clearly from the one before, and where all of them tend to."""
    said, compared, tendency = words.report.questions, questions.compared, questions.tendency
    sentences = []
    if compared is not None and compared.clear:
        sentences.append(said.differs["up" if len(compared.gained) > len(compared.lost) else "down"])
    if tendency is not None and tendency.trend in said.trends:
        sentences.append(said.trends[tendency.trend].format(n=tendency.checks))
    return sentences


def _agreement(questions: Questions, words: Words) -> list[str]:
    """Return how many answers of the latest round about oneself agree with what the log said then."""
    gap = questions.personal[-1].gap if questions.personal else None
    if gap is None:
        return []
    return [agreement(gap, words)]


def _steps(steps: Sequence[OpenStep], today: int, words: Words) -> str:
    said = words.report.questions
    told = [_step(step, today, words) for step in steps[:_MOST_STEPS]]
    if len(steps) > _MOST_STEPS:
        told.append(said.more(len(steps) - _MOST_STEPS))
    return (said.step if len(steps) == 1 else said.steps).format(steps=join_names(told, words))


def _step(step: OpenStep, today: int, words: Words) -> str:
    """Return the step in quotes, with whom it is about and by when; a day gone by is left out."""
    about = [] if step.name is None else names_no_break([step.name])
    if step.by is not None and step.by >= today:
        day = date_of(date.fromordinal(step.by), date.fromordinal(today), words)
        about.append(no_break(words.report.questions.by.format(date=day)))
    quoted = words.common.quoted.format(text=safe(step.text))
    return f"{quoted} ({', '.join(about)})" if about else quoted
