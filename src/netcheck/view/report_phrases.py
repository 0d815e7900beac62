"""Says in sentences what a report holds; names are made safe here, numbers are taken as they are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.intervals import FEWEST_CONTACTS, FEWEST_EVENTS
from netcheck.domain.reciprocity import pays_forward
from netcheck.domain.report import Footing, Trend
from netcheck.view.safe import safe
from netcheck.view.text import HOLD, date_of, join_names, month_of, month_year, number
from netcheck.view.young import young

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netcheck.domain.report import Exchange, Pause, Quiet, Report, Years
    from netcheck.words import Words
    from netcheck.words.shape.common import Count

RECEIVED, GIVEN = "color(30)", "color(130)"
"""Teal and ochre: told apart by any eye, and readable on dark and on light."""

_DAYS_A_WEEK, _DAYS_A_MONTH, _DAYS_A_YEAR = 7, 30.44, 365.25
_SHORT_GAP, _LONG_GAP, _LONGEST_GAP = 5.5, 60, 550
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
    if report.footing is Footing.YOUNG:
        return young(report, words)
    if report.footing is Footing.PAUSE:
        pause = [] if report.recent_pause is None else [_pause(report.recent_pause, report.today, words)]
        return " ".join([*pause, said.after_pause])
    if report.footing is Footing.EFFORT and report.years is not None:
        now, before = report.years.entries, report.years.entries_before
        return said.effort[_direction(now, before)].format(now=now, before=before)
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
    if report.footing is Footing.EFFORT and years.entries < years.entries_before:
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


def quiet(people: Sequence[Quiet], today: int, words: Words) -> str:
    """Return who is quiet for longer than usual, each with the usual gap and the last month; "" for nobody."""
    if not people:
        return ""
    said, day = words.report.people, date.fromordinal(today)
    told = (
        said.usually.format(
            name=held(safe(person.name)),
            gap=usual_gap(person.gap, words),
            last=said.last_in.format(month=month_of(date.fromordinal(person.last), day, words)),
        )
        for person in people
    )
    return said.quiet.format(people=", ".join(told))


def usual_gap(days: float, words: Words) -> str:
    """Return a mean gap between active days in words: "etwa alle 3 Wochen", "every 3 weeks or so"."""
    said = words.report.people
    if days < _SHORT_GAP:
        return said.few_days
    size, count = _unit(days, said.weeks, said.months, said.years)
    return count(max(1, round(days / size)))


def held_names(names: Iterable[str]) -> list[str]:
    """Return the names made safe, none of them broken between lines."""
    return [held(safe(name)) for name in names]


def held(text: str) -> str:
    """Return the text so that it is not broken between lines."""
    return text.replace(" ", HOLD)


def percent(share: float, words: Words) -> str:
    """Return "54 %" or "54%"."""
    return held(words.common.percent.format(value=number(100 * share, words)))


def likely(low: float, high: float, words: Words) -> str:
    """Return "wohl 46 bis 61 %"."""
    return held(words.report.balance.likely.format(low=number(100 * low, words), high=percent(high, words)))


def _direction(now: float, before: float) -> Trend:
    return Trend.UP if now > before else Trend.DOWN


def _numeral(n: int, numerals: Sequence[str]) -> str:
    return numerals[n] if n < len(numerals) else str(n)


def _sole(rows: Sequence[Exchange], words: Words) -> str:
    said = words.report.exchange
    names = held_names(row.sole or "" for row in rows)
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
    return (said.pause_ongoing if pause.ongoing else said.pause).format(first=held(first), last=held(last))


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


def _unit(days: float, weeks: Count, months: Count, years: Count) -> tuple[float, Count]:
    if days < _LONG_GAP:
        return _DAYS_A_WEEK, weeks
    return (_DAYS_A_MONTH, months) if days < _LONGEST_GAP else (_DAYS_A_YEAR, years)
