"""More measures, on vectors worked out elsewhere and by counting every case."""

from __future__ import annotations

from collections import Counter
from itertools import permutations, product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logs import DAY, entry, ledger
from netcheck.domain.check_statistics import compare_checks, mcnemar, tendency
from netcheck.domain.contact_counts import matrix, presences
from netcheck.domain.evidence import gap
from netcheck.domain.measures import (
    Trend,
    exact_chance,
    expected_match,
    multiplexity,
    normal_chance,
    reciprocity,
    retention,
    single_points_of_failure,
)
from netcheck.domain.model import Answer, Check, Contact, Direction, Function, Voice
from netcheck.domain.report import Rhythm
from netcheck.domain.report_builder import build
from netcheck.domain.timelines import timelines_by_contact

BALANCES = [(6, 2), (0, 5), (3, 3), (4, 1)]
SERVED = {"A": (3, 2, 0, 1, 0, 0), "B": (0, 1, 2, 0, 0, 0), "C": (1, 0, 0, 4, 0, 1)}
KINDS = ("thanks", "content", "share", "help", "business", "backing")


def served(verb: str) -> list[str]:
    """Return the words of the entries in SERVED."""
    cells = [(name, kind, n) for name, row in SERVED.items() for kind, n in zip(KINDS, row, strict=True)]
    return [f"{verb} {name} {kind}" for name, kind, n in cells for _ in range(n)]


def test_reciprocity() -> None:
    """Measure 6: it splits into evenness and matching, and is held against fair coins."""
    found = reciprocity(BALANCES)
    assert found is not None
    assert (found.value, found.evenness, found.matching, found.expected, found.p_below) == pytest.approx(
        (0.5, 0.9167, 0.5455, 0.6745, 0.1400), abs=5e-5
    )
    assert found.matching is not None
    assert found.value == pytest.approx(found.evenness * found.matching)
    assert found.n == 24


@pytest.mark.parametrize(
    ("balances", "value", "matching", "p_below"),
    [([(1, 0)], 0.0, None, 1.0), ([(0, 2), (3, 0)], 0.0, 0.0, 1 / 8), ([(2, 2)], 1.0, 1.0, 1.0)],
)
def test_reciprocity_at_its_ends(
    balances: list[tuple[int, int]], value: float, matching: float | None, p_below: float
) -> None:
    """Ties of one event cannot match; with one side empty there is nothing to match."""
    found = reciprocity(balances)
    assert found is not None
    assert (found.value, found.matching, found.p_below) == (value, matching, p_below)
    assert reciprocity([]) is reciprocity([(0, 0)]) is None


@pytest.mark.parametrize("sizes", [(1,), (2, 2), (1, 3, 4), (5, 2, 2, 1), (6, 5)])
def test_chance_by_every_fall_of_the_coins(sizes: tuple[int, ...]) -> None:
    """The chance is the share of all ways in which the coins may fall; so is what they match on average."""
    matches = []
    for coins in product((0, 1), repeat=sum(sizes)):
        falls = iter(coins)
        heads = [sum(next(falls) for _ in range(n)) for n in sizes]
        matches.append(sum(min(h, n - h) for h, n in zip(heads, sizes, strict=True)))
    for matched in range(max(matches) + 1):
        expected = sum(found <= matched for found in matches) / len(matches)
        assert exact_chance(Counter(sizes), matched) == pytest.approx(expected, abs=1e-15)
    assert sum(map(expected_match, sizes)) == pytest.approx(sum(matches) / len(matches))


@pytest.mark.parametrize("n", [1000, 1001, 1500, 4000])
def test_mean_match_of_many(n: int) -> None:
    """Beyond a thousand events logarithms take over, without a seam."""
    assert expected_match(n) == pytest.approx(n / 2 - n * comb(n - 1, n // 2) / 2**n, rel=1e-12)


@pytest.mark.parametrize(
    ("sizes", "tolerance"),
    [
        ({5: 400}, 0.03),
        ({20: 100}, 0.02),
        ({1: 500, 2: 150, 7: 100, 50: 10}, 0.02),
        ({100: 20}, 0.02),
        ({2000: 1}, 0.1),
    ],
)
def test_normal_chance(sizes: dict[int, int], tolerance: float) -> None:
    """At two thousand events the normal distribution is within 0.03, with one contact alone within 0.1."""
    mean = sum(times * expected_match(n) for n, times in sizes.items())
    apart = [
        abs(normal_chance(Counter(sizes), matched) - exact_chance(Counter(sizes), matched))
        for matched in range(int(mean) - 60, int(mean) + 60, 10)
    ]
    assert 0 < max(apart) < tolerance


def test_chance_of_very_many() -> None:
    """Beyond two thousand events the normal distribution decides; single events leave nothing to chance."""
    found = reciprocity([(400, 300)] * 3 + [(1, 0)])
    assert found is not None
    assert found.p_below == normal_chance(Counter({700: 3, 1: 1}), 900)
    alone = reciprocity([(1, 0)] * 2001)
    assert alone is not None
    assert (alone.value, alone.expected, alone.p_below) == (0.0, 0.0, 1.0)


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
        assert (report.retention.before, report.retention.kept) == (10, 7)
        assert (report.retention.liveliest, report.retention.liveliest_kept) == (10, 7)


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
