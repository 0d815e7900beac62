"""More measures, on vectors worked out elsewhere and by counting every case."""

from __future__ import annotations

from collections import Counter
from itertools import permutations, product
from math import comb
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from logs import DAY, entry, ledger
from netcheck.domain.check_statistics import compare_checks, mcnemar, tendency
from netcheck.domain.contact_counts import matrix, presences
from netcheck.domain.evidence import gap
from netcheck.domain.measures import Trend, multiplexity, retention, single_points_of_failure
from netcheck.domain.model import Answer, Check, Contact, Direction, Function, Voice
from netcheck.domain.reciprocity import (
    chance,
    close_chance,
    coins_expect,
    exact_chance,
    matches,
    passes_on,
    reciprocity,
    weighted,
)
from netcheck.domain.report import Asked, Reserve, Rhythm, Stayed
from netcheck.domain.report_builder import build
from netcheck.domain.timelines import timelines_by_contact

if TYPE_CHECKING:
    from netcheck.domain.model import Event

BALANCES = [(6, 2), (0, 5), (3, 3), (4, 1)]
SERVED = {"A": (3, 2, 0, 1, 0, 0), "B": (0, 1, 2, 0, 0, 0), "C": (1, 0, 0, 4, 0, 1)}
KINDS = ("thanks", "content", "share", "help", "business", "backing")


def served(verb: str) -> list[str]:
    """Return the words of the entries in SERVED."""
    cells = [(name, kind, n) for name, row in SERVED.items() for kind, n in zip(KINDS, row, strict=True)]
    return [f"{verb} {name} {kind}" for name, kind, n in cells for _ in range(n)]


def test_reciprocity() -> None:
    """Measure 6: it splits into evenness and matching, and is held against coins with the log's own share."""
    found = reciprocity(BALANCES)
    assert found is not None
    assert (found.value, found.evenness, found.matching, found.expected, found.p_below) == pytest.approx(
        (0.5, 0.9167, 0.5455, 0.6682, 0.1541), abs=5e-5
    )
    assert found.matching is not None
    assert found.value == pytest.approx(found.evenness * found.matching)
    assert found.n == 24
    assert found.value == weighted(*zip(*BALANCES, strict=True))
    assert coins_expect(8, 13 / 24) == pytest.approx(2.8760, abs=5e-5)
    many = reciprocity([(31, 19)] * 20)
    assert many is not None
    assert many.p_below == pytest.approx(0.5752, abs=5e-5)


@pytest.mark.parametrize(
    ("balances", "value", "matching", "p_below"),
    [
        ([(1, 0)], 0.0, None, 1.0),
        ([(0, 2), (3, 0)], 0.0, 0.0, 0.52 * 0.28),
        ([(2, 2)], 1.0, 1.0, 1.0),
        ([(9, 0), (4, 0)], 0.0, None, 1.0),
    ],
)
def test_reciprocity_at_its_ends(
    balances: list[tuple[int, int]], value: float, matching: float | None, p_below: float
) -> None:
    """Ties of one event cannot match; with one side empty there is nothing to match, and coins know it."""
    found = reciprocity(balances)
    assert found is not None
    assert (found.value, found.matching) == (value, matching)
    assert found.p_below == pytest.approx(p_below)
    assert [reciprocity([]), reciprocity([(0, 0)]), weighted([0], [0])] == [None] * 3


@pytest.mark.parametrize("share", [1 / 2, 13 / 24, 0.9])
@pytest.mark.parametrize("sizes", [(1,), (2, 2), (1, 3, 4), (5, 2, 2, 1), (6, 5)])
def test_chance_by_every_fall_of_the_coins(sizes: tuple[int, ...], share: float) -> None:
    """The chance is the weight of all ways in which the coins may fall; so is what they match on average."""
    falls: dict[int, float] = {}
    for coins in product((0, 1), repeat=sum(sizes)):
        left = iter(coins)
        heads = [sum(next(left) for _ in range(n)) for n in sizes]
        weight = share ** sum(coins) * (1 - share) ** (len(coins) - sum(coins))
        matched = sum(min(h, n - h) for h, n in zip(heads, sizes, strict=True))
        falls[matched] = falls.get(matched, 0.0) + weight
    for matched in range(max(falls) + 1):
        expected = sum(weight for found, weight in falls.items() if found <= matched)
        assert exact_chance(Counter(sizes), share, matched) == pytest.approx(expected, abs=1e-14)
    mean = sum(matched * weight for matched, weight in falls.items())
    assert sum(coins_expect(n, share) for n in sizes) == pytest.approx(mean)


@pytest.mark.parametrize("n", [1000, 1001, 1500, 4000])
def test_mean_match_of_many(n: int) -> None:
    """Beyond a thousand events logarithms take over, without a seam."""
    assert coins_expect(n, 1 / 2) == pytest.approx(n / 2 - n * comb(n - 1, n // 2) / 2**n, rel=1e-10)
    assert sum(matches(n, 0.3)) == pytest.approx(1, rel=1e-10)


FIVE, TWO, FORTY, MANY = {5: 800}, {2: 2100}, {40: 101}, {400: 10}
SINGLES, PAIRS, FOURS, BIG = {2500: 1, 1: 800, 160: 10}, {4000: 1, 2: 1000}, {20000: 1, 4: 100}, {3000: 2}


@pytest.mark.parametrize(
    ("sizes", "share", "exact", "close"),
    [
        (FIVE, 0.5, (0.0501, 0.5091), (0.0501, 0.5091)),
        (TWO, 0.5, (0.0508, 0.5087), (0.0509, 0.5087)),
        (FORTY, 0.5, (0.0504, 0.5094), (0.0504, 0.5095)),
        (MANY, 0.5, (0.0513, 0.5049), (0.0510, 0.5053)),
        (SINGLES, 0.5, (0.0527, 0.5190), (0.0513, 0.5228)),
        (PAIRS, 0.5, (0.0527, 0.5111), (0.0513, 0.5142)),
        (FOURS, 0.5, (0.0512, 0.5036), (0.0475, 0.5215)),
        (BIG, 0.5, (0.0504, 0.5039), (0.0489, 0.5088)),
        (FIVE, 0.6, (0.0535, 0.5000), (0.0535, 0.5000)),
        (TWO, 0.6, (0.0507, 0.5088), (0.0507, 0.5088)),
        (FORTY, 0.6, (0.0523, 0.5115), (0.0523, 0.5115)),
        (MANY, 0.6, (0.0514, 0.5069), (0.0514, 0.5069)),
        (SINGLES, 0.6, (0.0504, 0.5092), (0.0504, 0.5092)),
        (PAIRS, 0.6, (0.0520, 0.5061), (0.0520, 0.5061)),
        (FOURS, 0.6, (0.0514, 0.5028), (0.0514, 0.5028)),
        (BIG, 0.6, (0.0524, 0.5056), (0.0524, 0.5056)),
        (FIVE, 0.8, (0.0523, 0.5021), (0.0523, 0.5021)),
        (TWO, 0.8, (0.0528, 0.5104), (0.0528, 0.5104)),
        (FORTY, 0.8, (0.0506, 0.5094), (0.0506, 0.5094)),
        (MANY, 0.8, (0.0540, 0.5095), (0.0540, 0.5095)),
        (SINGLES, 0.8, (0.0519, 0.5093), (0.0519, 0.5093)),
        (PAIRS, 0.8, (0.0519, 0.5080), (0.0519, 0.5080)),
        (FOURS, 0.8, (0.0516, 0.5025), (0.0516, 0.5025)),
        (BIG, 0.8, (0.0510, 0.5077), (0.0510, 0.5077)),
    ],
)
def test_the_formula_meets_the_convolution(
    sizes: dict[int, int], share: float, exact: tuple[float, float], close: tuple[float, float]
) -> None:
    """At the first match that coins give in 5 and in 50 %, formula and chance are what they were found to be."""
    cumulative = convolved(sizes, share)
    for least, chance_of, told in zip((0.05, 0.5), exact, close, strict=True):
        matched = next(at for at, found in enumerate(cumulative) if found >= least - 1e-12)
        assert cumulative[matched] == pytest.approx(chance_of, abs=5.1e-5)
        assert close_chance(Counter(sizes), share, matched) == pytest.approx(told, abs=5.1e-5)


def convolved(sizes: dict[int, int], share: float) -> list[float]:
    """Return the exact chances of at most 0, 1, … matches, by numpy and scipy."""
    sums = np.ones(1)
    for n, times in sizes.items():
        falls = binom.pmf(np.arange(n + 1), n, share)
        folded = np.bincount(np.minimum(np.arange(n + 1), n - np.arange(n + 1)), weights=falls)
        for _ in range(times):
            sums = np.convolve(sums, folded)
    return list(np.cumsum(sums))


@pytest.mark.parametrize(("sizes", "share"), [({5: 90}, 0.5), ({40: 20, 3: 11}, 0.6), ({145: 6, 1: 40}, 0.8)])
def test_the_convolution_is_that_of_numpy(sizes: dict[int, int], share: float) -> None:
    """The program's exact chances are those of another convolution."""
    for matched, found in list(enumerate(convolved(sizes, share)))[::25]:
        assert exact_chance(Counter(sizes), share, matched) == pytest.approx(found, abs=1e-12)


@pytest.mark.parametrize(("each", "exact"), [(10, True), (145, True), (146, False)])
def test_when_the_formula_takes_over(each: int, *, exact: bool) -> None:
    """Beyond a million multiplications, ((Σh)² − Σh²)/2, the formula decides: for twenty people beyond h = 72."""
    counts, matched = Counter({each: 20}), round(20 * coins_expect(each, 0.5)) - 9
    ways = [way(counts, 0.5, matched) for way in (exact_chance, close_chance)]
    assert ways[0] != ways[1]
    assert chance(counts, 0.5, matched) == ways[not exact]


def test_certain_chances() -> None:
    """Where nothing can match it does not for certain; a skewed curve has an end, and beyond it lies all."""
    alone = reciprocity([(1, 0)] * 2001)
    assert alone is not None
    assert (alone.value, alone.expected, alone.p_below) == (0.0, 0.0, 1.0)
    assert close_chance(Counter({1: 2}), 0.5, 0) == 1.0
    assert close_chance(Counter(PAIRS), 0.5, 3000) == 1.0
    assert close_chance(Counter(PAIRS), 0.5, 0) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(
    ("balances", "expected"),
    [
        ([(6, 0), (0, 6)] * 3, True),
        ([(5, 0), (0, 5)] * 3, True),
        ([(5, 0), (0, 5)] * 2 + [(4, 0), (0, 5)], False),
        ([(4, 2), (2, 4)] * 5, False),
        ([(12, 0), (0, 6)] * 3, True),
        ([(12, 0), (0, 6)] * 3 + [(1, 0)], False),
    ],
)
def test_passing_on(balances: list[tuple[int, int]], *, expected: bool) -> None:
    """It takes thirty events, hardly more on one side than two to one, and less match than coins give in 5 %."""
    found = reciprocity(balances)
    assert found is not None
    assert passes_on(found) is expected


@given(days=st.lists(st.integers(1, 4000), min_size=1, max_size=6), apart=st.sampled_from([0, 1, 729, 730, 731]))
def test_presences(days: list[int], apart: int) -> None:
    """On any day as many serve a function as have done so within two years; in backing as have ever."""
    ages = sorted({*days, days[0] + apart})
    log = ledger(entry(age, f"got {name} {kind}") for age in ages for name, kind in (("A", "help"), ("B", "backing")))
    found = presences(timelines_by_contact(log, DAY), Direction.RECEIVED)
    for back in {edge + shift for edge in ages for shift in (-731, -730, -729, -1, 0, 1)}:
        assert found[Function.COMPETENCE].on(DAY - back) == any(back <= age < back + 730 for age in ages)
        assert found[Function.BACKING].on(DAY - back) == (back <= ages[-1])


@pytest.mark.parametrize("way", [Direction.RECEIVED, Direction.GIVEN])
def test_losses(way: Direction) -> None:
    """Measures 8 and 10, and the mirror of 8: each one's mean share in the functions seen."""
    verb = "got" if way is Direction.RECEIVED else "gave"
    log = ledger(entry(9, words) for words in served(verb))
    found = matrix(timelines_by_contact(log, DAY), way, DAY)
    assert single_points_of_failure(found) == pytest.approx({"A": 0.3233, "B": 0.2667, "C": 0.4100}, abs=5e-5)
    assert multiplexity(found) == pytest.approx(2.6667, abs=5e-5)
    report = build(log, DAY)
    if way is Direction.GIVEN:
        assert (report.worst_loss, report.multiplexity) == (None, None)
        return
    assert report.worst_loss is not None
    assert report.worst_loss.contact == "C"
    assert report.worst_loss.value == pytest.approx(0.41)
    assert report.worst_loss.sole == {Function.REFERRAL: "B", Function.BACKING: "C"}
    assert report.worst_loss.bus_factor == 1
    assert report.multiplexity == pytest.approx(2.6667, abs=5e-5)


def test_equal_losses_go_by_name() -> None:
    """Where as much rests on two, up to rounding, the name decides; a group is nobody to lose."""
    kinds = ["help"] * 3 + ["thanks"] * 3 + ["content"] * 3
    events = [entry(9, f"got {name} {kind}") for kind in kinds for name in ("Zoe", "Ada", "Readers")]
    report = build(ledger(events, Contact("Readers", "Readers", group=True)), DAY)
    assert report.worst_loss is not None
    assert report.worst_loss.contact == "Ada"
    assert report.worst_loss.value == pytest.approx(0.5)
    assert (report.worst_loss.bus_factor, report.worst_loss.sole, report.multiplexity) == (2, {}, 3.0)


def test_retention() -> None:
    """Measure 9: who stayed, with Wilson's interval, and turnover."""
    found = retention(before=10, now=9, kept=7)
    assert found is not None
    assert (found.value, found.low, found.high, found.turnover) == pytest.approx(
        (0.7, 0.3968, 0.8922, 0.4167), abs=5e-5
    )
    assert retention(before=9, now=9, kept=9) is None


@pytest.mark.parametrize(("first", "expected"), [(729, None), (730, 0.7)])
def test_retention_needs_two_years(first: int, expected: float | None) -> None:
    """Two full years must be there; the liveliest of the year before, not of ever, are counted among who stayed."""
    before = [entry(400, f"gave P{number:02} help", weight=1 + (number < 5)) for number in range(10)]
    now = [entry(30, f"with P{number:02} talk") for number in range(3, 12)]
    past = [entry(first, "gave Past help", weight=3)] * 30
    report = build(ledger([*past, *before, *now]), DAY)
    assert (report.retention and report.retention.value) == expected
    if report.retention:
        assert (report.retention.before, report.retention.change) == (10, None)
        assert report.stayed == Stayed(kept=7, before=10, liveliest=10, liveliest_kept=7)


def test_the_liveliest_of_a_year_ago() -> None:
    """Of more than ten, the ten strongest ties of then, whatever came since, are told apart."""
    before = [entry(400, f"gave P{number:02} help", weight=3 if number < 10 else 1) for number in range(14)]
    now = [entry(3, f"gave P{number:02} help", weight=3) for number in range(4, 14) for _ in "ab"]
    assert build(ledger([*before, *now]), DAY).stayed == Stayed(kept=10, before=14, liveliest=10, liveliest_kept=6)


RESERVE = {
    "A": [(20, "got A help"), (30, "got A content"), (40, "gave A help")],
    "B": [(900, "got B backing"), (0, "with B talk")],
    "C": [(10, "got C help"), (20, "got C help"), (30, "gave C help")],
    "D": [(400, "with D share"), (400, "with D help")],
    "E": [(10, "got E backing"), (20, "got E thanks")],
}


def test_reserve() -> None:
    """Measure 16: who backed once and is in touch, or gave two kinds of things and got some; no one else."""
    events = [entry(age, words) for lines in RESERVE.values() for age, words in lines]
    assert build(ledger(events), DAY).reserve == Reserve(("A", "B"), n=2, backed=1)


@pytest.mark.parametrize(
    ("lines", "counts"),
    [
        ([(364, "got A help"), (364, "got A thanks"), (729, "gave A help")], True),
        ([(365, "got A help"), (364, "gave A talk"), (364, "got A thanks")], True),
        ([(365, "got A help"), (365, "got A thanks"), (365, "gave A help")], False),
        ([(1, "got A help"), (1, "got A thanks"), (730, "gave A help")], False),
        ([(730, "got A help"), (1, "got A thanks"), (1, "gave A help")], False),
        ([(1, "got A help"), (1, "got A feedback"), (1, "gave A help")], False),
        ([(1, "with A help"), (1, "with A share")], True),
        ([(9000, "got A backing"), (1, "got A other"), (1, "gave A other")], True),
        ([(9000, "gave A backing"), (1, "with A talk")], False),
    ],
)
def test_bounds_of_the_reserve(lines: list[tuple[int, str]], *, counts: bool) -> None:
    """An entry in a year, both ways in two, two functions in two, or backing that came at any time; never a group."""
    events = [entry(age, words) for age, words in lines]
    assert build(ledger(events), DAY).reserve.n == counts
    group = Contact("A", "A", group=True)
    assert build(ledger(events, group), DAY).reserve.n == 0
    assert build(ledger(events, group.replaced(group=False, no_balance=True)), DAY).reserve.n == counts


def test_asked() -> None:
    """Measure 17: requests of the year that were met, each with the people behind them; no groups, nothing mutual."""
    events = [entry(3, "got A help"), entry(4, "got A help"), entry(5, "got B help")]
    events += [entry(6, "gave C help"), entry(366, "gave D help"), entry(1, "with E help"), entry(1, "got G help")]
    asked: list[Event] = [event.replaced(asked=True) for event in events]
    log = ledger([*asked, entry(1, "got F help")], Contact("G", "G", group=True))
    assert build(log, DAY).asked == Asked(came=1, came_times=1, asked=2, asked_times=3)
    assert build(ledger([entry(364, asked=True)]), DAY).asked == Asked(1, 1, 0, 0)
    assert build(ledger([entry(365, asked=True)]), DAY).asked == Asked(0, 0, 0, 0)


def test_rhythm() -> None:
    """Measure 11: people by active days in the year, each number including the one before."""
    days = {"A": 60, "B": 14, "C": 12, "D": 3, "E": 1}
    events = [entry(3 * number, f"got {name} help") for name, times in days.items() for number in range(times)]
    report = build(ledger([*events, *events, entry(365, "got F help")]), DAY)
    assert report.rhythm == Rhythm(1, 3, 5)


@pytest.mark.parametrize(
    ("gained", "lost", "p"), [(6, 0, 0.03125), (0, 6, 0.03125), (5, 0, 0.0625), (3, 3, 1), (0, 0, 1)]
)
def test_two_checks(gained: int, lost: int, p: float) -> None:
    """Measure 12: two checks differ clearly where an even split of what turned is unlikely."""
    assert mcnemar(gained, lost) == pytest.approx(p, abs=5e-5)


def test_compared_checks() -> None:
    """What turned is named, and whether it is clear."""
    turned = ["authentic", "dialogue", "sustainable", "respect", "reciprocity", "same_extent"]
    no, yes = dict.fromkeys(turned, Answer.PARTLY), dict.fromkeys(turned, Answer.YES)
    found = compare_checks(Check("1", 1, Voice.PERSON, answers=no), Check("2", 2, Voice.PERSON, answers=yes))
    assert (found.gained, found.lost, found.clear) == (tuple(turned), (), True)
    less = compare_checks(
        Check("1", 1, Voice.PERSON, answers=yes | {"respect": Answer.NO}), Check("2", 2, Voice.PERSON, answers=no)
    )
    assert (len(less.lost), less.clear) == (5, False)


@pytest.mark.parametrize(
    ("totals", "tau", "trend"),
    [
        ([5, 6, 6, 7, 8, 8], 0.9309, Trend.UP),
        ([8, 8, 7, 6, 6, 5], -0.9309, Trend.DOWN),
        ([5, 6, 5, 6, 6], 0.5164, Trend.SAME),
        ([5, 6, 6, 7, 7], 0.8944, Trend.SAME),
        ([7, 7, 7, 7, 7], None, Trend.SAME),
    ],
)
def test_tendency(totals: list[int], tau: float | None, trend: Trend) -> None:
    """Measure 12: Kendall's τ-b from five checks on, and a word only where chance hardly does as much."""
    found = tendency(totals)
    assert found is not None
    assert (found.checks, found.trend) == (len(totals), trend)
    assert found.tau == (tau if tau is None else pytest.approx(tau, abs=5e-5))
    assert tendency(totals[:4]) is None


@pytest.mark.parametrize("totals", [(1, 2, 3, 4, 5), (5, 6, 6, 7, 8), (5, 6, 6, 7, 7, 8)])
def test_trend_words_are_rare_by_chance(totals: tuple[int, ...]) -> None:
    """Of all orders in which the same totals may come, at most one in twenty is called a trend, and some are."""
    found = [tendency(order) for order in permutations(totals)]
    words = [tendency.trend is not Trend.SAME for tendency in found if tendency]
    assert 0 < sum(words) <= len(words) / 20


@pytest.mark.parametrize(
    ("answers", "verdicts", "expected"),
    [
        ("yyyy", ["supported", "too_little_data", "contradicted", "contradicted"], (2 / 3, 3, 2, 0)),
        ("npn", ["supported", "supported", "contradicted"], (-2 / 3, 3, 0, 2)),
        ("y", ["shown"], None),
        ("", ["supported"], None),
    ],
)
def test_gap(answers: str, verdicts: list[str], expected: tuple[float, int, int, int] | None) -> None:
    """Measure 13: clear yeses less evidence, over the answers that the log can speak to."""
    words = {"y": Answer.YES, "p": Answer.PARTLY, "n": Answer.NO}
    given = {str(number): words[letter] for number, letter in enumerate(answers)}
    frozen = {str(number): {"verdict": verdict} for number, verdict in enumerate(verdicts)}
    found = gap(Check("1", DAY, Voice.PERSON, answers=given, evidence=frozen))
    values = (found.value, found.of, found.over, found.under) if found else None
    assert values == (expected and pytest.approx(expected))
