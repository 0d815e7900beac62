"""The measures, on vectors worked out elsewhere and on logs small enough to count by hand."""

from __future__ import annotations

import pytest

from logs import DAY, entry, ledger
from netcheck.domain import trends
from netcheck.domain.check_statistics import clear_yes_rates
from netcheck.domain.contact_counts import coverage
from netcheck.domain.measures import (
    Trend,
    Verdict,
    build_up,
    depth,
    effective_contacts,
    faded,
    giving_share,
    ranged,
    silence,
    verdict,
    wilson,
)
from netcheck.domain.model import Answer, Check, Function, Voice
from netcheck.domain.pauses import Calendar, find_pauses, latest_pause
from netcheck.domain.report import Density, Year
from netcheck.domain.report_builder import build

TIES = [8.0, 4.0, 2.0, 1.0, 1.0]


@pytest.mark.parametrize(("half_life", "expected"), [(180, 3.1361), (90, 2.3538), (365, 3.8656)])
def test_strength(half_life: int, expected: float) -> None:
    """Measure 1: weights, halved for each half-life."""
    strengths = build_up([0, 185, 335, 365], [1, 2, 1, 1], half_life)
    assert strengths[-1] == pytest.approx(expected, abs=5e-5)
    assert faded(strengths[-1], half_life, half_life) == strengths[-1] / 2


def test_silence() -> None:
    """Measure 2: days since the last entry over the mean gap, from four active days on."""
    days = [0, 30, 50, 90, 90, 120]
    found = silence(days, 330, Calendar(()))
    assert found is not None
    assert (found.ratio, found.gap) == (7.0, 30.0)
    assert silence(days[-4:], 330, Calendar(())) is None


@pytest.mark.parametrize(
    ("given", "total", "low", "high", "expected"),
    [
        (6, 8, 0.4093, 0.9285, Verdict.OPEN),
        (13, 24, 0.3507, 0.7211, Verdict.OPEN),
        (4, 4, 0.5101, 1.0, Verdict.GIVING),
        (0, 4, 0.0, 0.4899, Verdict.RECEIVING),
        (50, 100, 0.4038, 0.5962, Verdict.BALANCED),
        (232, 400, 0.5311, 0.6274, Verdict.BALANCED),
    ],
)
def test_giving_share(given: int, total: int, low: float, high: float, expected: Verdict) -> None:
    """Measure 3: Wilson's interval, and a verdict that tests for balance first."""
    share = giving_share(given, total - given)
    assert share is not None
    assert (share.low, share.high) == pytest.approx((low, high), abs=5e-5)
    assert (share.value, share.verdict) == (given / total, expected)


def test_balance_includes_its_bounds() -> None:
    """A third and two thirds still count as balanced; nothing passed is no share at all."""
    assert verdict(1 / 3, 2 / 3) is Verdict.BALANCED
    assert giving_share(0, 0) is None


def test_effective_contacts_and_depth() -> None:
    """Measures 4 and 5: their product is all strength, their ranges leave one contact out."""
    contacts, deep = ranged(effective_contacts, TIES), ranged(depth, TIES)
    assert contacts is not None
    assert deep is not None
    assert (contacts.value, contacts.low, contacts.high) == pytest.approx((2.9767, 2.0571, 2.9767), abs=5e-5)
    assert (deep.value, deep.low, deep.high) == pytest.approx((5.3750, 2.75, 5.8571), abs=5e-5)
    assert contacts.value * deep.value == pytest.approx(sum(TIES))


def test_left_out_values_do_not_cancel() -> None:
    """Beside one tie a billion times stronger, two weak ones are still two."""
    found = ranged(effective_contacts, [1e9, 1.0, 1.0])
    assert found is not None
    assert found.high == pytest.approx(2.0)


def test_one_tie_has_no_range() -> None:
    """With one contact there is a value and no range, with none no value."""
    found = ranged(depth, [3.0])
    assert found is not None
    assert (found.value, found.low, found.high) == (3.0, None, None)
    assert ranged(effective_contacts, []) is None


def test_coverage() -> None:
    """Measure 7: distinct contacts by function, and the mirror of it."""
    matrix = {"A": (3, 2, 0, 1, 0, 0), "B": (0, 1, 2, 0, 0, 0), "C": (1, 0, 0, 4, 0, 1)}
    kinds = ("thanks", "content", "share", "help", "business", "backing")
    for verb, mirror in (("got", False), ("gave", True)):
        log = ledger(
            entry(9, f"{verb} {name} {kind}")
            for name, counts in matrix.items()
            for kind, count in zip(kinds, counts, strict=True)
            for _ in range(count)
        )
        report = build(log, DAY)
        found, other = (report.contribution, report.coverage)[:: 1 if mirror else -1]
        assert list(found.functions.values()) == [2, 2, 1, 2, 0, 1]
        assert (found.one, found.two) == pytest.approx((0.8333, 0.5), abs=5e-5)
        assert other == coverage(dict.fromkeys(Function, 0))


def test_clear_yes_rate() -> None:
    """Measure 12: clear yeses per question over the checks about oneself, with Wilson's interval."""
    assert wilson(9, 12) == pytest.approx((0.4677, 0.9111), abs=5e-5)
    answers = [Answer.YES] * 9 + [Answer.PARTLY] * 2 + [Answer.NO]
    checks = [Check("", DAY, Voice.PERSON, answers={"respect": answer}) for answer in answers]
    others = [
        Check("", DAY, Voice.COMPANY, answers={"respect": Answer.NO}),
        Check("", DAY, Voice.PERSON, answers={}, contact_id="Ada"),
    ]
    (rate,) = clear_yes_rates([*checks, *others])
    assert rate.question == "respect"
    assert (rate.yes, rate.of, rate.low, rate.high) == pytest.approx((9, 12, 0.4677, 0.9111), abs=5e-5)


@pytest.mark.parametrize(
    ("days", "today", "expected"),
    [
        ([0, 1, 2, 50], 50, []),
        ([0, 10, 20, 30, 40], 61, []),
        ([0, 10, 20, 30, 40], 70, []),
        ([0, 10, 20, 30, 40], 71, [(40, 71, True)]),
        ([0, 1, 2, 3, 25, 26, 27, 28], 28, [(3, 25, False)]),
        ([0, 1, 2, 3, 24, 25, 26, 27], 27, []),
    ],
)
def test_pauses(days: list[int], today: int, expected: list[tuple[int, int, bool]]) -> None:
    """A pause is longer than 21 days and than three mean gaps; under five active days there is none."""
    assert [(pause.first, pause.last, pause.ongoing) for pause in find_pauses(days, today)] == expected


def test_silence_without_pauses() -> None:
    """Days inside a pause count neither as silence nor in the usual gap."""
    pauses = find_pauses([0, 10, 20, 30, 130, 140, 150], 350)
    assert [(pause.first, pause.last) for pause in pauses] == [(30, 130), (150, 350)]
    found = silence([0, 20, 130, 140], 350, Calendar(pauses))
    assert found is not None
    assert (found.gap, found.ratio) == pytest.approx((41 / 3, 11 * 3 / 41))


def test_pause_touching_the_year() -> None:
    """A pause touches the year when it ends within it."""
    pauses = find_pauses([0, 1, 2, 3, 100], 100)
    assert latest_pause(pauses, 99) == pauses[0]
    assert latest_pause(pauses, 100) is None


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [(4.9, 4, Trend.SAME), (5, 4, Trend.UP), (3, 4, Trend.DOWN), (3.1, 4, Trend.SAME)],
)
def test_relative_trend(now: float, before: float, expected: Trend) -> None:
    """Under a quarter, nothing has changed."""
    assert trends.relative_trend(now, before) is expected


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [((9, 1), (1, 9), Trend.UP), ((1, 9), (9, 1), Trend.DOWN), ((6, 4), (4, 6), Trend.SAME), ((1, 1), (0, 0), None)],
)
def test_share_trend(now: tuple[int, int], before: tuple[int, int], expected: Trend | None) -> None:
    """A giving share has changed when the two intervals are apart."""
    assert trends.share_trend(giving_share(*now), giving_share(*before)) is expected


@pytest.mark.parametrize(
    ("contacts", "deep", "now", "expected"),
    [
        (Trend.DOWN, Trend.UP, Year(8, 3.0), Density.DENSER),
        (Trend.UP, Trend.UP, Year(12, 3.0), Density.GROWN),
        (Trend.UP, Trend.DOWN, Year(12, 1.0), Density.BROADER),
        (Trend.DOWN, Trend.DOWN, Year(8, 1.0), Density.CALMER),
        (Trend.DOWN, Trend.UP, Year(10, 2.0), Density.DENSER),
        (Trend.DOWN, Trend.UP, Year(11, 3.0), Density.UNCLEAR),
        (Trend.DOWN, Trend.UP, Year(8, 1.9), Density.UNCLEAR),
        (Trend.SAME, Trend.UP, Year(11, 1.0), Density.SAME),
        (Trend.UP, Trend.SAME, Year(1, 1.0), Density.SAME),
        (Trend.UP, None, Year(12, 3.0), None),
    ],
)
def test_density(contacts: Trend | None, deep: Trend | None, now: Year, expected: Density | None) -> None:
    """Four words for the year, none against the plain counts, none without a comparison."""
    assert trends.density(contacts, deep, now, Year(10, 2.0)) is expected


@pytest.mark.parametrize(
    ("now", "before", "expected"), [(15, 10, False), (16, 10, True), (10, 16, True), (0, 0, False)]
)
def test_effort(now: int, before: int, expected: bool) -> None:
    """More than half as much again, or less by that factor, is another effort."""
    assert trends.effort_changed(now, before) is expected
