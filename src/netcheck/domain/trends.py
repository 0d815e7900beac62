"""Year-over-year trends: when a change is reported."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.measures import YEAR, Trend, built_up
from netcheck.domain.pauses import latest_pause
from netcheck.domain.report import Comparability, Density

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.measures import Retention, Share
    from netcheck.domain.pauses import Pause
    from netcheck.domain.report import Coverage, Year
    from netcheck.domain.snapshots import Snapshot, Snapshots


SMALLEST = 0.25
"""In simulated networks that never change, a smaller difference comes about by chance alone."""

_WORD = {
    (Trend.DOWN, Trend.UP): Density.DENSER,
    (Trend.UP, Trend.UP): Density.GROWN,
    (Trend.UP, Trend.DOWN): Density.BROADER,
    (Trend.DOWN, Trend.DOWN): Density.CALMER,
}


class Trends(NamedTuple):
    """What changed within a year; None where nothing may be said of it."""

    effective_contacts: Trend | None = None
    depth: Trend | None = None
    giving_share: Trend | None = None
    reciprocity: Trend | None = None
    coverage: Trend | None = None
    contribution: Trend | None = None
    retention: Trend | None = None
    density: Density | None = None


class YearOverYear(NamedTuple):
    """A day against the same day a year before, and what the comparison stands on."""

    now: Snapshot
    before: Snapshot
    pause: Pause | None
    effort_changed: bool
    comparability: Comparability
    trends: Trends


def year_over_year(snapshots: Snapshots, first: int | None, day: int, pauses: Sequence[Pause]) -> YearOverYear:
    """Return what became of a log, begun on the day `first`, in the 365 days up to `day`."""
    now, before = snapshots.on(day), snapshots.on(day - YEAR)
    pause = latest_pause(pauses, day - YEAR)
    effort = effort_changed(now.events, before.events)
    ground = comparability(first, day, pause, effort=effort)
    return YearOverYear(
        now, before, pause, effort, ground, compare(now, before, ground, 0 if first is None else day - first)
    )


def compare(now: Snapshot, before: Snapshot, comparability: Comparability, age: int) -> Trends:
    """Return the trends from one snapshot to a later one, in a log `age` days old on the later day."""
    if comparability not in {Comparability.SOUND, Comparability.EFFORT}:
        return Trends()
    contacts = relative_trend(now.effective_contacts, before.effective_contacts)
    always = Trends(
        effective_contacts=contacts,
        giving_share=share_trend(now.giving_share, before.giving_share),
        reciprocity=relative_trend(now.reciprocity, before.reciprocity),
    )
    if comparability is Comparability.EFFORT:
        return always
    # The ties of a young log have not built up yet, whatever their events.
    deep = relative_trend(_full(now.depth, age), _full(before.depth, age - (now.day - before.day)))
    return always._replace(
        depth=deep,
        coverage=coverage_trend(now.coverage, before.coverage),
        contribution=coverage_trend(now.contribution, before.contribution),
        retention=share_trend(now.retention, before.retention),
        density=density(contacts, deep, now.year, before.year),
    )


def effort_changed(now: int, before: int) -> bool:
    """Say whether the events of two years differ by more than a factor of 1.5."""
    return 2 * max(now, before) > 3 * min(now, before)


def comparability(first: int | None, day: int, pause: Pause | None, *, effort: bool) -> Comparability:
    """Return what a comparison of `day` with a year earlier stands on, in a log begun on the day `first`."""
    if first is None or day - YEAR - first < YEAR:
        return Comparability.YOUNG
    if pause is not None:
        return Comparability.PAUSE
    return Comparability.EFFORT if effort else Comparability.SOUND


def relative_trend(now: float | None, before: float | None) -> Trend | None:
    """Return the trend of a value; a change under a quarter of what was before is none."""
    if now is None or before is None:
        return None
    # A quarter is a change also where rounding leaves a hair less.
    if now == before or abs(now - before) < SMALLEST * before * (1 - 1e-9):
        return Trend.SAME
    return up_or_down(now, before)


def share_trend(now: Share | Retention | None, before: Share | Retention | None) -> Trend | None:
    """Return the trend of a share; there is none unless the two intervals are apart."""
    if now is None or before is None:
        return None
    if now.low <= before.high and before.low <= now.high:
        return Trend.SAME
    return up_or_down(now.value, before.value)


def coverage_trend(now: Coverage, before: Coverage) -> Trend:
    """Return the trend of the share of functions that two contacts serve; each function counts."""
    return Trend.SAME if now.two == before.two else up_or_down(now.two, before.two)


def density(contacts: Trend | None, depth: Trend | None, now: Year, before: Year) -> Density | None:
    """Name the change of effective contacts and depth; unclear where the plain counts point the other way."""
    if contacts is None or depth is None:
        return None
    if Trend.SAME in {contacts, depth}:
        return Density.SAME
    if _against(contacts, now.people, before.people) or _against(depth, now.per_person, before.per_person):
        return Density.UNCLEAR
    return _WORD[contacts, depth]


def _full(depth: float | None, age: int) -> float | None:
    return None if depth is None else depth / built_up(age)


def up_or_down(now: float, before: float) -> Trend:
    """Return the way that a number went which is not what it was."""
    return Trend.UP if now > before else Trend.DOWN


def _against(trend: Trend, now: float, before: float) -> bool:
    return now != before and up_or_down(now, before) != trend
