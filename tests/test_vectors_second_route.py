"""The vectors of the measures' page, asked of the second route itself: it is right on its own."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

import second_route_change as change
import second_route_parts as parts
from second_route import against, recompute
from second_route_evidence import evidence
from second_route_people import pause_limit

NOW = date(2026, 11, 23)
TODAY = NOW.isoformat()
Object = dict[str, Any]
VERBS = {"gave": "given", "got": "received", "with": "mutual"}


def entries(*lines: str, **fields: Any) -> list[Object]:  # noqa: ANN401 - any field of an event
    """Return events from lines such as "Ada got help 900", the last word being their age in days."""
    found = []
    for number, line in enumerate(lines):
        name, verb, kind, age = line.split()
        day = NOW - timedelta(days=int(age))
        event = {"type": "event", "id": f"{number:06}", "on": day.isoformat(), "with": name, "weight": 1}
        found.append(event | {"direction": VERBS[verb], "kind": kind} | fields)
    return found


def exchanged(pairs: dict[str, tuple[int, int]]) -> list[Object]:
    """Return so many given and received events with each."""
    lines = [
        line for name, (g, r) in pairs.items() for line in [f"{name} gave help 1"] * g + [f"{name} got help 1"] * r
    ]
    return entries(*lines)


def measures(objects: list[Object]) -> Object:
    """Return the measures of a report."""
    found: Object = recompute(objects, TODAY)["measures"]
    return found


DELIVERED = {"A": [3, 2, 0, 1, 0, 0], "B": [0, 1, 2, 0, 0, 0], "C": [1, 0, 0, 4, 0, 1]}
MATRIX = [
    line
    for name, numbers in DELIVERED.items()
    for kinds, number in zip(parts.SERVES.values(), numbers, strict=True)
    for line in [f"{name} got {kinds[-1]} 100"] * number
]


@pytest.mark.parametrize(("half_life", "expected"), [(180, 3.1361), (90, 2.3538), (365, 3.8656)])
def test_strength(half_life: int, expected: float) -> None:
    """Ages 0, 30, 180 and 365; other half-lives are the same as days that pass otherwise."""
    pairs = ((0, 1), (30, 1), (180, 2), (365, 1))
    if half_life == 180:
        objects = [event for age, weight in pairs for event in entries(f"A gave help {age}", weight=weight)]
        assert recompute(objects, TODAY)["contacts"][0]["strength"] == pytest.approx(expected, abs=5e-5)
    scaled = sum(weight * Decimal(2) ** (Decimal(-age) / half_life) for age, weight in pairs)
    assert float(scaled) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(
    ("until", "ratio", "quiet"), [(330, 7.0, True), (300, 6.0, False)], ids=["quiet", "not so long"]
)
def test_silence(until: int, ratio: float, quiet: bool) -> None:
    """Five days with gaps of 40 at most, and a silence that such gaps would hardly bring, or might."""
    gaps, waited = parts.gaps_of({NOW - timedelta(days=until - day) for day in (0, 30, 50, 90, 120)}, NOW, set())
    assert (max(gaps), waited) == (40, until - 120)
    assert parts.silence(gaps, waited) == {"silence": ratio, "quiet": quiet, "lapsed": False}
    assert (1 + waited / sum(gaps)) ** -len(gaps) == pytest.approx(0.0175 if quiet else 0.0256, abs=5e-5)


@pytest.mark.parametrize(
    ("gaps", "waited", "quiet", "lapsed"),
    [
        ([10] * 7, 79, True, False),
        ([10] * 7, 80, False, True),
        ([10] * 6, 80, True, False),
        ([5, 5, 5, 5, 5, 5, 40], 80, True, False),
        ([5, 5, 5, 5, 5, 5, 40], 81, False, True),
        ([50] * 6, 400, False, False),
        ([5] * 6, 365, True, False),
        ([5] * 6, 366, False, False),
        ([30, 10, 10], 30, False, False),
        ([10, 10], 900, False, False),
    ],
)
def test_quiet_and_lapsed(gaps: list[int], waited: int, quiet: bool, lapsed: bool) -> None:
    """Lapsed takes eight days, eight usual gaps, and more than two of the longest; quiet ends there or after a year."""
    found = parts.silence(gaps, waited)
    assert (found["quiet"], found["lapsed"]) == (quiet, lapsed)


@pytest.mark.parametrize(
    ("given", "total", "low", "high", "verdict"),
    [
        (6, 8, 0.4093, 0.9285, "open"),
        (13, 24, 0.3507, 0.7211, "open"),
        (4, 4, 0.5101, 1.0, "giving"),
        (500, 1000, 0.4691, 0.5309, "balanced"),
        (620, 1000, 0.5895, 0.6496, "slightly_giving"),
        (380, 1000, 0.3504, 0.4105, "slightly_receiving"),
        (60, 100, 0.5020, 0.6906, "giving"),
        (330, 1000, 0.3016, 0.3597, "receiving"),
    ],
)
def test_giving_share(given: int, total: int, low: float, high: float, verdict: str) -> None:
    """The intervals and the six words of the page; the one below a half that it leaves out mirrors its other."""
    found = parts.judged(given, total - given)
    assert (found["low"], found["high"]) == pytest.approx((low, high), abs=5e-5)
    assert found["verdict"] == verdict


def test_effective_contacts_and_depth() -> None:
    """Five strengths, the values with each left out, and their product, which is the sum."""
    strengths = [Decimal(value) for value in (8, 4, 2, 1, 1)]
    found = parts.ranged(parts.diversity, strengths, None)
    assert found
    assert found["value"] == pytest.approx(2.9767, abs=5e-5)
    left = [parts.diversity(strengths[:i] + strengths[i + 1 :]) for i in range(5)]
    assert left == pytest.approx([2.9091, 2.0571, 2.3902, 2.6471, 2.6471], abs=5e-5)
    assert (found["low"], found["high"]) == (min(left), found["value"])
    assert parts.typical(strengths) == pytest.approx(5.3750)
    assert parts.typical(strengths) * found["value"] == pytest.approx(16)


def test_hardly_anybody_is_left_out() -> None:
    """A contact under a millionth of the whole is counted, and is no end of the range."""
    found = parts.ranged(parts.diversity, [Decimal(1), Decimal("1e-7")], None)
    assert found
    assert (found["n"], found["low"]) == (2, 1.0)
    assert found["high"] == pytest.approx(1 + 2e-7, abs=1e-9)


def test_reciprocity() -> None:
    """Coins fall on *given* as often as the log does."""
    found = measures(exchanged({"a": (6, 2), "b": (0, 5), "c": (3, 3), "d": (4, 1)}))["reciprocity"]
    numbers = [found[key] for key in ("value", "evenness", "matching", "expected", "p_below")]
    assert numbers == pytest.approx([0.5000, 0.9167, 0.5455, 0.6682, 0.1541], abs=5e-5)
    assert parts.expected(8, 13, 24) == pytest.approx(2.8760, abs=5e-5)
    many = measures(exchanged({f"p{number}": (31, 19) for number in range(20)}))["reciprocity"]
    assert many["p_below"] == pytest.approx(0.5752, abs=5e-5)


@pytest.mark.parametrize("skewed", [5, 8])
def test_the_formula_meets_the_convolution(skewed: int) -> None:
    """Where both can be had, Wilson and Hilferty's formula comes near the exact chance."""
    sizes, given = [40] * 20 + [7] * 30, skewed * 101
    middle = round(sum(parts.expected(n, given, 1010) for n in sizes))
    for matched in range(middle - 20, middle + 20, 5):
        exact = parts.chance_below(sizes, matched, given, 1010)
        assert parts.wilson_hilferty(sizes, matched, given, 1010) == pytest.approx(exact, abs=2e-3)


def test_certain_chances() -> None:
    """What no coin can change is certain; far more entries are told by the formula."""
    assert parts.wilson_hilferty([1, 1], 0, 1, 2) == 1
    assert parts.chance_below([900] * 5, 5 * 450, 1, 2) == pytest.approx(1, abs=1e-4)
    assert parts.chance_below([900] * 5, 0, 1, 2) == pytest.approx(0, abs=1e-4)


def test_functions() -> None:
    """Coverage, the worst loss, the sole providers and the variety of one matrix."""
    found = measures(entries(*MATRIX))
    assert list(found["coverage"]["functions"].values()) == [2, 2, 1, 2, 0, 1]
    assert found["coverage"]["one"] == pytest.approx(0.8333, abs=5e-5)
    assert found["coverage"]["two"] == 0.5
    losses = parts.single_points_of_failure(
        [
            {
                "id": name,
                "name": name,
                "events": [e | {"date": NOW} for e in entries(*MATRIX) if e["with"] == name],
            }
            for name in "ABC"
        ],
        NOW,
        "received",
    )
    assert {name: round(loss, 4) for loss, name, _ in losses} == {"C": 0.4100, "A": 0.3233, "B": 0.2667}
    assert found["worst_loss"] == {
        "contact": "C", "value": pytest.approx(0.41), "sole": {"referral": "B", "backing": "C"}, "bus_factor": 1,
    }  # fmt: skip
    assert found["multiplexity"] == pytest.approx(2.6667, abs=5e-5)


def test_retention() -> None:
    """Ten before, nine after, seven of them the same."""
    before = [f"P{number} gave help 500" for number in range(10)]
    after = [f"P{number} gave help 5" for number in range(3, 12)]
    found = measures(entries("Old gave help 730", *before, *after))["retention"]
    numbers = [found[key] for key in ("value", "low", "high", "turnover")]
    assert numbers == pytest.approx([0.7, 0.3968, 0.8922, 0.4167], abs=5e-5)
    assert (found["before"], found["change"]) == (10, None)
    assert measures(entries("Old gave help 729", *before[1:], *after))["retention"] is None


def test_rhythm() -> None:
    """Active days 60, 14, 12, 3, 1 and 0 in the year."""
    lines = [
        f"{name} gave help {age}" for name, days in zip("abcde", (60, 14, 12, 3, 1), strict=True) for age in range(days)
    ]
    assert measures(entries(*lines, "f gave help 365"))["rhythm"] == {"weekly": 1, "monthly": 3, "yearly": 5}


def test_ties() -> None:
    """Three days and none make new, the reverse lost, and both with three in one of them kept."""
    later = {"N": 3, "O": 3} | {f"s{number}": 6 for number in range(6)}
    earlier = {"O": 1, "X": 3, "Y": 2} | {f"s{number}": 7 for number in range(6)}
    assert change.tie_counts(later, earlier) == {"new": 1, "kept": 7, "lost": 1}


@pytest.mark.parametrize(
    ("new", "lost", "p"), [(6, 0, 0.0156), (12, 2, 0.0074), (9, 3, 0.0923), (3, 9, 0.0923), (4, 4, 1.0), (0, 0, 1.0)]
)
def test_mid_p(new: int, lost: int, p: float) -> None:
    """McNemar's test with the mid-p, and no difference where there is none."""
    assert change.mid_p(new, lost) == pytest.approx(p, abs=5e-5)


def test_masks() -> None:
    """The first five swaps of eight contacts, and 999 in all."""
    assert change.masks(8)[:5] == [34, 145, 216, 205, 195]
    assert len(change.masks(8)) == 999
    assert change.swapped([[{"n": 1}, {"n": 2}], [{"n": 3}, {"n": 4}]], 2) == (
        [{"n": 1}, {"n": 4}],
        [{"n": 3}, {"n": 2}],
    )


def test_thinning() -> None:
    """Of seven to be thinned to three those with the numbers 2, 4 and 6 stay, in an order that no file decides."""
    events = [
        {"date": NOW, "name": "A", "direction": "given", "kind": "help", "weight": 1, "id": str(number)}
        for number in range(7)
    ]
    assert [event["id"] for event in change.thinned(events[::-1], 3)] == ["2", "4", "6"]
    assert len(change.thinned(events, 7)) == 7
    sided = [events[0] | {"one_sided": True}, events[1] | {"one_sided": False}]
    assert [event["id"] for event in change.thinned(sided, 1)] == ["0"]


def test_signature() -> None:
    """The shares of the strongest, cumulative, of fifteen at most."""
    assert parts.signature([Decimal(value) for value in (1, 8, 1, 4, 2)]) == [0.5, 0.75, 0.875, 0.9375, 1]
    assert len(parts.signature([Decimal(1)] * 20)) == 15
    assert measures(entries("A gave help 1", "B gave help 366"))["signature"] == {"now": [1.0], "before": None}
    assert measures(entries("B gave help 365"))["signature"] is None


def test_reserve() -> None:
    """Who backed once and is in touch counts, or gave two kinds of things and got some; no one else does."""
    found = measures(
        entries(
            *("A got help 20", "A got content 30", "A gave help 40"),
            *("B got backing 900", "B with talk 0"),
            *("C got help 10", "C got help 20", "C gave help 30"),
            *("D with share 400", "D with help 400"),
            *("E got backing 10", "E got thanks 20"),
        )
    )["reserve"]
    assert found == {"people": ["A", "B"], "n": 2, "backed": 1}


def test_asked() -> None:
    """Requests of the year, each with the people behind them."""
    objects = entries("A got help 3", "A got help 4", "B got help 5", "C gave help 6", "D gave help 366", asked=True)
    assert measures([*objects, *entries("E got help 1")])["asked"] == {
        "came": 1, "came_times": 1, "asked": 2, "asked_times": 3,
    }  # fmt: skip


def test_pauses() -> None:
    """A pause is longer than three weeks and than the usual gap times ln k + 3; its ends are no part of it."""
    days = [NOW - timedelta(days=age) for age in (400, 390, 380, 370, 360)]
    limit = 10 * (1.6094379 + 3)
    assert parts.find_pauses(days, NOW - timedelta(days=314)) == []
    (pause,) = parts.find_pauses(days, NOW - timedelta(days=313))
    assert pause == (days[-1], NOW - timedelta(days=313))
    assert (pause[1] - pause[0]).days > limit > 46
    assert len(parts.days_inside([pause])) == 46
    assert parts.find_pauses(days[:4], NOW) == []
    assert pause_limit([0, 1, 2, 3, 4]) == 21
    assert pause_limit([0, 10, 20, 30, 40]) == pytest.approx(limit)


@pytest.mark.parametrize(
    ("age", "length"), [(100, None), (363, None), (364, 182), (365, 182), (729, 182), (730, 365), (1500, 365)]
)
def test_windows(age: int, length: int | None) -> None:
    """Half a year is compared after one year of log, a year after two."""
    assert change.compared_days(NOW - timedelta(days=age), NOW) == length
    assert change.compared_days(None, NOW) is None


@pytest.mark.parametrize(
    ("apart", "age", "length"), [(365, 730, 365), (365, 729, 182), (364, 900, 182), (182, 364, 182), (181, 900, None)]
)
def test_windows_of_two_days(apart: int, age: int, length: int | None) -> None:
    """Two days are compared by windows that do not overlap and lie in the log."""
    then, first = NOW - timedelta(days=apart), NOW - timedelta(days=age)
    assert change.days_against(first, then, NOW) == length
    assert against(entries(f"A gave help {age}"), then.isoformat(), TODAY)[:2] == (length, None)


def windows(later: int, earlier: int, people: int = 6, first: int = 800) -> list[Object]:
    """Return so many entries in each of the two years of a log, by turns of person."""
    ages = [*(number * 364 // later for number in range(later)), *(365 + n * 364 // earlier for n in range(earlier))]
    lines = [f"P{i % people} {('gave', 'got')[i // people % 2]} help {age}" for i, age in enumerate(ages)]
    return entries(*lines, f"P0 gave help {first}")


@pytest.mark.parametrize(
    ("objects", "reason"),
    [
        ([], "young"),
        (windows(40, 40, first=729)[:40], "young"),
        (windows(30, 29), "too_little"),
        (windows(30, 30, people=4), "too_little"),
        (windows(30, 30), None),
    ],
)
def test_not_compared(objects: list[Object], reason: str | None) -> None:
    """What a comparison lacks is named, and then nothing is compared."""
    found = recompute(objects, TODAY)
    assert found["not_compared"] == reason
    assert (found["comparison"] is None) == (found["measures"]["ties"] is None) == bool(reason)
    assert found["density"] == (None if reason else "same")


@pytest.mark.parametrize(("away", "reason"), [(46, None), (47, "pause")])
def test_a_pause_in_a_window(away: int, reason: str | None) -> None:
    """Forty-five days inside a pause are borne, one more is not."""
    lines = [f"P{age % 6} gave help {age}" for age in range(800) if not 100 < age < 100 + away]
    assert recompute(entries(*lines), TODAY)["not_compared"] == reason


def test_effort() -> None:
    """Logging more than half as much again is said and suppresses nothing; as many of each are compared."""
    found = recompute(windows(60, 40), TODAY)
    assert (found["effort_changed"], found["comparison"]["events"]) == (False, [60, 40])
    found = recompute(windows(61, 40), TODAY)
    assert (found["effort_changed"], found["comparison"]["compared_on"]) == (True, 40)


def test_the_giving_share_takes_the_larger_variance() -> None:
    """Coins alone where all contacts are alike; between the contacts where they differ more than coins would."""
    later = [
        {"whose": key, "balanced": True, "direction": "given" if key < "d" else "received"} for key in "abcdef" * 9
    ]
    earlier = [event | {"direction": "received"} for event in later]
    found = change.share_test(later, earlier)
    assert found
    assert (found["now"], found["before"]) == (0.5, 0.0)
    # Six contacts with u = ±1/12: V = 6/5 · 6/144 = 1/20 against 2 · 3/16/54 = 1/144, so z = √5.
    assert found["p"] == pytest.approx(0.0253, abs=5e-5)
    assert change.share_test(later, [event | {"balanced": False} for event in later]) is None
    assert change.share_test(earlier, earlier) == {"now": 0.0, "before": 0.0, "p": 1.0}


def test_evidence_of_reciprocity_and_same_extent() -> None:
    """Passing on is shown and not judged; slightly less from oneself is no contradiction."""
    passing = {f"P{n}": (6, 0) if n % 2 else (0, 6) for n in range(10)}
    assert evidence(exchanged(passing), TODAY)["reciprocity"] == ("shown", 60)
    assert evidence(exchanged({"A": (9, 40)}), TODAY)["reciprocity"] == ("too_little_data", 49)
    assert evidence(exchanged({"A": (10, 40)}), TODAY)["reciprocity"] == ("supported", 50)
    assert evidence(exchanged({"A": (10, 40)}), TODAY)["same_extent"] == ("contradicted", 50)
    assert evidence(exchanged({"A": (380, 620)}), TODAY)["same_extent"] == ("supported", 1000)
