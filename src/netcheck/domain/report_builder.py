"""Builds the report from a ledger."""

from __future__ import annotations

from collections import Counter
from datetime import MAXYEAR, date
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.check_statistics import check_rows, questions
from netcheck.domain.contact_counts import exchanges, matrix, rhythm
from netcheck.domain.measures import (
    HALF_LIFE,
    LAPSED,
    QUIET,
    Silence,
    Verdict,
    depth,
    effective_contacts,
    giving_share,
    multiplexity,
    ranged,
    reciprocity,
    silence,
    top_n,
    worst_loss,
)
from netcheck.domain.model import Direction, Ledger
from netcheck.domain.names import alphabetical
from netcheck.domain.packed_events import WAY, WAYS, packed_events
from netcheck.domain.pauses import Calendar, find_pauses
from netcheck.domain.report import (
    Bar,
    Comparability,
    ContactRow,
    HistoryRow,
    Lately,
    Period,
    Quiet,
    Report,
    Spread,
    Totals,
    Years,
)
from netcheck.domain.small_log import log_size, small_log, too_little
from netcheck.domain.snapshots import Snapshots
from netcheck.domain.timelines import active_days, daily, timelines_by_contact
from netcheck.domain.trends import year_over_year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from netcheck.domain.measures import Loss, Reciprocity, Retention, Trend
    from netcheck.domain.snapshots import HistoryPoint, Snapshot
    from netcheck.domain.timelines import ContactTimeline, Daily, TieState
    from netcheck.domain.trends import YearOverYear


MOST_LIVELY = 5
MOST_QUIET = 3


class PersonSummary(NamedTuple):
    """One contact that is no group, with the look and the silence as of the report's day."""

    book: ContactTimeline
    look: TieState
    silence: Silence | None

    @property
    def name(self) -> str:
        """The contact's name."""
        return self.book.contact.name

    @property
    def last(self) -> int:
        """The last active day, an ordinal."""
        return self.book.days[-1]


def people(
    books: Iterable[ContactTimeline], looks: Mapping[str, TieState], day: int, calendar: Calendar
) -> list[PersonSummary]:
    """Return everyone who has a look as of `day`, that is all but the groups, in the order of the books."""
    return [
        PersonSummary(book, looks[book.contact.id], silence(book.days, day, calendar))
        for book in books
        if book.contact.id in looks
    ]


def contact_row(person: PersonSummary) -> ContactRow:
    """Return a person's row: strength and silence, giving and receiving of the last year."""
    given, received = person.look.given, person.look.received
    share = giving_share(given, received)
    return ContactRow(
        id=person.book.contact.id,
        name=person.name,
        strength=person.look.strength,
        silence=person.silence.ratio if person.silence else None,
        given=given,
        received=received,
        share=share.value if share else None,
        low=share.low if share else None,
        high=share.high if share else None,
        verdict=share.verdict if share else Verdict.OPEN,
        last=person.last,
        no_balance=person.book.contact.no_balance,
    )


def lively(everyone: Iterable[PersonSummary]) -> tuple[str, ...]:
    """Return the names of the strongest ties of the year that are not silent for longer than usual, by name."""
    awake = [person for person in everyone if person.look.recent and _ratio(person) < QUIET]
    return tuple(sorted((person.name for person in _strongest(awake, MOST_LIVELY)), key=alphabetical))


def quiet(everyone: Iterable[PersonSummary]) -> tuple[Quiet, ...]:
    """Return the strongest of those silent for longer than usual, by name; the probably lapsed are left in peace."""
    silent = [person for person in everyone if QUIET <= _ratio(person) < LAPSED]
    return tuple(
        Quiet(person.name, person.silence.gap, person.last)
        for person in sorted(_strongest(silent, MOST_QUIET), key=lambda person: alphabetical(person.name))
        if person.silence
    )


def _strongest(some: Iterable[PersonSummary], most: int) -> Sequence[PersonSummary]:
    return top_n(((person.look.strength, person.name, person) for person in some), most)


def _ratio(person: PersonSummary) -> float:
    return person.silence.ratio if person.silence else 0.0


_MONTHS = 12
_PARTS = {Period.YEAR: 1, Period.QUARTER: 4, Period.MONTH: _MONTHS}


def number_of(day: int, period: Period) -> int:
    """Return the running number of the period that holds a day, an ordinal."""
    at, parts = date.fromordinal(day), _PARTS[period]
    return at.year * parts + (at.month - 1) * parts // _MONTHS


def place_of(number: int, period: Period) -> tuple[int, int]:
    """Return the year of a period and its place in it: the month (1..12), the quarter (1..4), or 0 for a year."""
    parts = _PARTS[period]
    return number // parts, number % parts + (parts > 1)


def last_day(number: int, period: Period) -> int:
    """Return the last day of a period, an ordinal."""
    parts = _PARTS[period]
    year, place = divmod(number + 1, parts)
    if year > MAXYEAR:
        return date.max.toordinal()
    return date(year, place * _MONTHS // parts + 1, 1).toordinal() - 1


def history(timeline: Snapshots, active: Daily, since: int, day: int, period: Period) -> tuple[HistoryRow, ...]:
    """Return a row for the end of each period, from the one that holds the day `since` to `day` itself.

    `active` counts all events by day. Each row holds the measures as of its day.
    """
    numbers = range(number_of(since, period), number_of(day, period) + 1)
    spans = [(last_day(number - 1, period), min(day, last_day(number, period))) for number in numbers]
    looks = timeline.over([end for _, end in spans])
    return tuple(
        _row(end, figures, active.between(before, end)) for (before, end), figures in zip(spans, looks, strict=True)
    )


def _row(day: int, figures: HistoryPoint, events: int) -> HistoryRow:
    return HistoryRow(
        day=day,
        effective_contacts=figures.effective_contacts,
        depth=figures.depth,
        giving_share=figures.giving_share.value if figures.giving_share else None,
        reciprocity=figures.reciprocity,
        coverage_two=figures.coverage.two,
        retention=figures.retention.value if figures.retention else None,
        events=events,
    )


def bars(books: Sequence[ContactTimeline], first: int, day: int, period: Period) -> tuple[Bar, ...]:
    """Return one bar per period, from the one that holds the day `first` to the one that holds `day`."""
    given = daily(chain.from_iterable(book.booked(Direction.GIVEN) for book in books))
    received = daily(chain.from_iterable(book.booked(Direction.RECEIVED) for book in books))
    numbers = range(number_of(first, period), number_of(day, period) + 1)
    spans = [(number, last_day(number - 1, period), last_day(number, period)) for number in numbers]
    return tuple(
        Bar(*place_of(number, period), given.between(before, end), received.between(before, end), partial=day < end)
        for number, before, end in spans
    )


MOST_LIVELIEST = 10


def build(
    ledger: Ledger,
    today: int,
    *,
    until: int | None = None,
    since: int | None = None,
    period: Period = Period.QUARTER,
) -> Report:
    """Return the report of a ledger as of the day `until` (default: `today`), all days being ordinals.

    Later events, checks and ends of steps do not count. `since` cuts nothing but the chart and the
    history, to the periods from the one that holds it. To report on a part of the log, narrow the ledger before.
    """
    day = today if until is None else until
    books = timelines_by_contact(ledger, day)
    active = daily(chain.from_iterable(book.days for book in books))
    log = _totals(ledger, books)
    first = None if log.first is None else max(log.first, since or log.first)
    pauses, timeline = find_pauses(active_days(ledger, books, day), day), Snapshots(books)
    year = year_over_year(timeline, log.first, day, pauses)
    now, trends = year.now, year.trends
    persons = people(books, now.people, day, Calendar(pauses))
    loss, variety = _functions(persons, day)
    return Report(
        day=day,
        today=today,
        half_life_days=HALF_LIFE,
        log=log,
        effective_contacts=_spread(effective_contacts, now, trends.effective_contacts),
        depth=_spread(depth, now, trends.depth),
        giving_share=now.giving_share and now.giving_share._replace(change=trends.giving_share),
        reciprocity=_reciprocity(now, trends.reciprocity),
        coverage=now.coverage._replace(change=trends.coverage),
        contribution=now.contribution._replace(change=trends.contribution),
        worst_loss=loss,
        retention=now.retention and _retention(now.retention, year, persons),
        multiplexity=variety,
        rhythm=rhythm([person.book for person in persons], day),
        contacts=tuple(contact_row(person) for person in persons),
        too_little=too_little(now.events, now.contacts),
        effort_changed=year.effort_changed,
        density=trends.density,
        checks=check_rows(ledger, day),
        history=() if first is None else history(timeline, active, first, day, period),
        form=log_size(books),
        people=len(persons),
        lately=Lately(now.events, now.contacts),
        exchanges=exchanges(books, day),
        period=period,
        bars=() if first is None else bars(books, first, day, period),
        footing=year.comparability,
        years=_years(year),
        lively=lively(persons),
        quiet=quiet(persons),
        pauses=pauses,
        recent_pause=year.pause,
        questions=questions(ledger, day, today),
        one_sided=_one_sided(ledger, day),
        beginning=small_log(books, day),
    )


def _totals(ledger: Ledger, books: Sequence[ContactTimeline]) -> Totals:
    counts = Counter(dict.fromkeys(Direction, 0))
    for code, times in Counter(b"".join(book.codes for book in books)).items():
        counts[WAYS[code & WAY][0]] += times
    return Totals(
        events=counts.total(),
        given=counts[Direction.GIVEN],
        received=counts[Direction.RECEIVED],
        mutual=counts[Direction.MUTUAL],
        contacts=len(ledger.contacts),
        first=min((book.days[0] for book in books), default=None),
        last=max((book.days[-1] for book in books), default=None),
    )


def _years(year: YearOverYear) -> Years | None:
    if year.comparability not in {Comparability.SOUND, Comparability.EFFORT}:
        return None
    now, before = year.now, year.before
    return Years(before.day, now.year, before.year, now.events, before.events)


def _spread(formula: Callable[[float, float], float], now: Snapshot, trend: Trend | None) -> Spread | None:
    found = ranged(formula, [look.strength for look in now.people.values()])
    return Spread(*found, len(now.people), trend) if found else None


def _reciprocity(now: Snapshot, trend: Trend | None) -> Reciprocity | None:
    found = reciprocity([(look.given, look.received) for look in now.people.values()])
    return found and found._replace(change=trend)


def _functions(persons: Sequence[PersonSummary], day: int) -> tuple[Loss | None, float | None]:
    """Return what rests on whom, and how many functions a person serves."""
    served = matrix([person.book for person in persons], Direction.RECEIVED, day)
    return worst_loss(served, {person.book.contact.id: person.name for person in persons}), multiplexity(served)


def _retention(found: Retention, year: YearOverYear, persons: Sequence[PersonSummary]) -> Retention:
    """Return the retention with its trend and with what became of the strongest ties of a year ago."""
    before = year.before.people
    known = [(before[person.book.contact.id], person) for person in persons if person.book.contact.id in before]
    liveliest = top_n([(look.strength, one.name, one) for look, one in known if look.recent], MOST_LIVELIEST)
    kept = sum(person.look.recent > 0 for person in liveliest)
    return found._replace(liveliest=len(liveliest), liveliest_kept=kept, change=year.trends.retention)


def _one_sided(ledger: Ledger, until: int) -> tuple[str, ...]:
    """Return the names of the imported sources that show one side only; entries without a source have none."""
    found = [
        found.source
        for found in packed_events(ledger).archived
        if found.contact_id in ledger.contacts and found.day <= until
    ]
    sources = {source.partition(":")[0] for source in found}
    return tuple(sorted(sources - {""}))
