"""From a ledger to its report: every measure as of one day."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from netcheck.domain import change
from netcheck.domain.beginning import beginning, form, too_little
from netcheck.domain.books import YEAR, open_books, up_to
from netcheck.domain.chart import bars
from netcheck.domain.events import Direction
from netcheck.domain.functions import coverage, exchanges
from netcheck.domain.pauses import Calendar, find_pauses, latest_pause
from netcheck.domain.people import contact_row, lively, people, quiet
from netcheck.domain.questions import check_rows, questions
from netcheck.domain.report import Footing, Form, Period, Report, Spread, Totals, Years
from netcheck.domain.snapshot import snapshot
from netcheck.domain.ties import HALF_LIFE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netcheck.domain.books import Book
    from netcheck.domain.ledger import Ledger
    from netcheck.domain.report import Trend
    from netcheck.domain.ties import Range


def build(
    ledger: Ledger,
    today: int,
    *,
    until: int | None = None,
    since: int | None = None,
    period: Period = Period.QUARTER,
) -> Report:
    """Return the report of a ledger as of the day `until` (default: `today`), all days being ordinals.

    Later events, checks and ends of steps do not count. `since` cuts nothing but the chart, to the
    periods from the one that holds it. To report on a part of the log, narrow the ledger before.
    """
    day = today if until is None else until
    log, books = _totals(ledger, day), open_books(ledger, day)
    pauses = find_pauses(sorted({event.day for book in books for event in book.events}), day)
    now, before = snapshot(books, day), snapshot(books, day - YEAR)
    effort = change.effort_changed(now.events, before.events)
    recent_pause = latest_pause(pauses, day - YEAR)
    footing = change.footing(log.first, day, recent_pause, effort=effort)
    trends = change.compare(now, before, footing, 0 if log.first is None else day - log.first)
    persons = people(books, now.strengths, day, Calendar(pauses))
    served, shape = exchanges(books, day), form(books)
    return Report(
        day=day,
        today=today,
        half_life_days=HALF_LIFE,
        log=log,
        effective_contacts=_spread(now.effective_contacts, len(persons), trends.effective_contacts),
        depth=_spread(now.depth, len(persons), trends.depth),
        giving_share=now.giving_share and now.giving_share._replace(change=trends.giving_share),
        coverage=coverage({row.function: row.received_from for row in served}),
        contribution=coverage({row.function: row.given_to for row in served}),
        contacts=tuple(contact_row(person, day) for person in persons),
        too_little=too_little(now.events, now.contacts),
        effort_changed=effort,
        density=trends.density,
        checks=check_rows(ledger, day),
        form=shape,
        people=len(persons),
        exchanges=served,
        period=period,
        bars=() if log.first is None else bars(books, max(log.first, since or log.first), day, period),
        footing=footing,
        years=Years(day - YEAR, now.year, before.year) if footing in {Footing.SOUND, Footing.EFFORT} else None,
        lively=lively(persons, day),
        quiet=quiet(persons),
        pauses=pauses,
        recent_pause=recent_pause,
        questions=questions(ledger, day),
        one_sided=_one_sided(books),
        beginning=beginning(books, day) if shape is Form.SMALL else None,
    )


def _totals(ledger: Ledger, day: int) -> Totals:
    events = up_to(ledger.events, day)
    counts = Counter(event.direction for event in events)
    return Totals(
        events=len(events),
        given=counts[Direction.GIVEN],
        received=counts[Direction.RECEIVED],
        mutual=counts[Direction.MUTUAL],
        contacts=len(ledger.contacts),
        first=events[0].day if events else None,
        last=events[-1].day if events else None,
    )


def _spread(found: Range | None, n: int, trend: Trend | None) -> Spread | None:
    return Spread(found.value, found.low, found.high, n, trend) if found else None


def _one_sided(books: Iterable[Book]) -> tuple[str, ...]:
    """Return the names of the imported sources that show one side only; entries without a source have none."""
    sources = {event.source.partition(":")[0] for book in books for event in book.events if event.one_sided}
    return tuple(sorted(sources - {""}))
