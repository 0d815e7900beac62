"""Networks that never change: how often chance alone prints an arrow."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from logs import DAY, ledger
from netcheck.domain.measures import Trend
from netcheck.domain.model import Direction, Event, Kind
from netcheck.domain.report import Density
from netcheck.domain.report_builder import build

if TYPE_CHECKING:
    from netcheck.domain.report import Report

RUNS = 150
SPAN = 1200
RELATIVE = ("effective_contacts", "depth", "reciprocity")
APART = ("giving_share", "retention", "coverage")


def simulated(seed: int, people: int, size: int, until: int = DAY) -> Report:
    """Return the report of over three years in which each contact keeps its own rate, and a coin decides who gives."""
    random = Random(seed)  # noqa: S311 - reproducible, and nothing secret depends on it
    rates = [random.lognormvariate(0, 1) for _ in range(people)]
    drawn = int(random.gauss(size, size**0.5))
    ways = (Direction.GIVEN, Direction.RECEIVED)
    return build(
        ledger(
            Event("", DAY - random.randrange(SPAN), f"P{who}", random.choice(ways), Kind.HELP)
            for who in random.choices(range(people), rates, k=drawn)
        ),
        DAY,
        until=until,
    )


def arrows(people: int, size: int) -> dict[str, float]:
    """Return for each measure that is there in most runs the share of its comparisons that printed an arrow."""
    reports = [simulated(seed, people, size) for seed in range(RUNS)]
    found = {}
    for measure in (*RELATIVE, *APART):
        changes = [value.change for report in reports if (value := getattr(report, measure)) and value.change]
        if len(changes) > RUNS / 2:
            found[measure] = sum(trend is not Trend.SAME for trend in changes) / len(changes)
    words = [report.density for report in reports if report.density]
    found["density"] = sum(word is not Density.SAME for word in words) / len(words)
    return found


@pytest.mark.parametrize(("people", "size", "compared", "most"), [(50, 1000, 7, 0.08), (10, 300, 6, 0.18)])
def test_arrows_stay_rare(people: int, size: int, compared: int, most: float) -> None:
    """Where nothing changes an arrow is printed in few runs, with only ten contacts in some more."""
    found = arrows(people, size)
    assert len(found) == compared
    assert max(found.values()) <= most
    assert max(share for measure, share in found.items() if measure not in RELATIVE) <= 0.05


def yearly(measure: str) -> list[tuple[float, float]]:
    """Return what a measure came to at the end and a year before, in each run in which it is there."""
    ends = ([getattr(simulated(seed, 50, 1000, day), measure) for day in (DAY, DAY - 365)] for seed in range(30))
    return [(now.value, before.value) for now, before in ends if now and before]


def test_a_narrow_band_would_not_do() -> None:
    """The control: if two per cent were a change, most runs would print an arrow."""
    for measure in ("effective_contacts", "reciprocity"):
        beyond = [abs(now - before) > 0.02 * before for now, before in yearly(measure)]
        assert sum(beyond) > 0.6 * len(beyond) > 10
