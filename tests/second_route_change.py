"""What changed between two windows, by the second route: each swap puts the two windows together anew."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from math import comb, erfc, fsum, log, sqrt
from random import Random
from typing import TYPE_CHECKING

from second_route_parts import SERVES, Object, diversity, expected, in_balance, signature, strength_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

SEED = 1
SHOULDERS = [function for function in SERVES if function != "backing"]


def compared_days(first: date | None, now: date) -> int | None:
    """Return the length of the windows for a log that began on a day, None if it is younger than both."""
    age = (now - first).days if first else 0
    return 365 if age >= 730 else 182 if age >= 364 else None


def days_against(first: date | None, day: date, now: date) -> int | None:
    """Return the length of the windows that end on two given days, None if there are none."""
    for length in (365, 182):
        if first and (now - day).days >= length and (day - first).days >= length:
            return length
    return None


def compare(persons: list[Object], paused: set[date], ends: tuple[date, date], length: int | None) -> Object:
    """Return all that is said of the windows of so many days that end on two days, the later one first.

    `paused` are the days inside pauses of the whole log as of the later end.
    """
    found: Object = {
        "not_compared": "young",
        "comparison": None,
        "changes": {},
        "density": None,
        "effort_changed": False,
        "ties": None,
        "signature": None,
    }
    if length is None:
        return found
    windows = [_window(persons, end, length) for end in ends]
    if any(len(events) < 30 or len({event["whose"] for event in events}) < 5 for events in windows):
        return found | {"not_compared": "too_little"}
    days = [[end - timedelta(days=back) for back in range(length)] for end in ends]
    if any(len(paused.intersection(window)) > 45 for window in days):
        return found | {"not_compared": "pause"}
    return {"not_compared": None, **_compared(windows, ends, length)}


def _window(persons: list[Object], end: date, length: int) -> list[Object]:
    return [
        {**event, "name": person["name"], "balanced": in_balance(person, event)}
        for person in persons
        for event in person["events"]
        if end - timedelta(days=length) < event["date"] <= end
    ]


def _compared(windows: list[list[Object]], ends: tuple[date, date], length: int) -> Object:
    full = [len(events) for events in windows]
    thin = [thinned(events, min(full)) for events in windows]
    names = sorted({(event["name"], event["whose"]) for events in thin for event in events})
    sides = [_records(events, [key for _, key in names], end) for events, end in zip(thin, ends, strict=True)]
    swaps = [swapped(sides, mask) for mask in masks(len(names))]
    spread = _tested(lambda records: _log(_diversity(records)), sides, swaps)
    shared, returned = share_test(*windows), _tested(_returned, sides, swaps)
    received = _tested(lambda records: _shoulders(records, "received"), sides, swaps)
    given = _tested(lambda records: _shoulders(records, "given"), sides, swaps)
    turn, seen = (tie_counts(*map(active_days, events)) for events in (thin, windows))
    p_ties = mid_p(turn["new"], turn["lost"])
    word = arrow(spread, 0.02 if length == 365 else 0.005, log(1.1))
    changes = {
        "effective_contacts": word,
        "giving_share": arrow(shared, 0.01),
        "reciprocity": arrow(returned, 0.005),
        "coverage": arrow(received, 0.02),
        "contribution": arrow(given, 0.02),
        "ties": arrow({"now": turn["new"], "before": turn["lost"], "p": p_ties}, 0.01) if length == 365 else None,
    }
    people = [_diversity(records) for records in sides]
    return {
        "comparison": {
            "events": full,
            "compared_on": min(full),
            "effective_contacts": {"now": people[0], "before": people[1], "p": spread["p"] if spread else None},
            "giving_share": shared,
            "reciprocity": returned,
            "coverage": received,
            "contribution": given,
            "ties": {"p": p_ties},
        },
        "changes": changes,
        "density": {"up": "broader", "down": "denser"}.get(str(word), word),
        "effort_changed": max(full) > 1.5 * min(full),
        "ties": seen | {"change": changes["ties"]},
        "signature": [signature([record["strength"] for record in records]) for records in sides],
    }


def thinned(events: list[Object], number: int) -> list[Object]:
    """Return so many of the events of a window, evenly spread over them in their order."""
    ordered = sorted(
        events,
        key=lambda e: (
            *(e[key] for key in ("date", "name", "direction", "kind")),
            *(e.get("weight", 1), e.get("one_sided", False), e.get("id", "")),
        ),
    )
    many = len(ordered)
    return [event for j, event in enumerate(ordered) if (j + 1) * number // many > j * number // many]


def _records(events: list[Object], keys: list[str], end: date) -> list[Object]:
    """Return what each contact of some ids carries along when its window is swapped."""
    given, total = (
        sum(e["balanced"] and e["direction"] in ways for e in events) for ways in (("given",), ("given", "received"))
    )
    records = []
    for key in keys:
        own = [event for event in events if event["whose"] == key]
        g, r = (sum(e["balanced"] and e["direction"] == way for e in own) for way in ("given", "received"))
        record = {"strength": strength_of(own, end), "n": g + r, "matched": 0.0}
        if g + r:
            record["matched"] = min(g, r) - expected(g + r, given, total)
        for way in ("given", "received"):
            kinds = {event["kind"] for event in own if event["direction"] in (way, "mutual")}
            record[way] = [function for function in SHOULDERS if kinds & set(SERVES[function])]
        records.append(record)
    return records


def masks(contacts: int) -> list[int]:
    """Return which contacts are swapped, 999 times, one bit a contact."""
    random = Random(SEED)  # noqa: S311 - the page names the generator
    return [random.getrandbits(contacts) for _ in range(999)]


def swapped(sides: list[list[Object]], mask: int) -> tuple[list[Object], list[Object]]:
    """Return both sides with the windows of the contacts in a mask swapped."""
    one, other = [], []
    for i, (later, earlier) in enumerate(zip(*sides, strict=True)):
        swap = mask >> i & 1
        one.append(earlier if swap else later)
        other.append(later if swap else earlier)
    return one, other


def _tested(
    statistic: Callable[[list[Object]], float | None],
    sides: list[list[Object]],
    swaps: list[tuple[list[Object], list[Object]]],
) -> Object | None:
    """Return a statistic of both sides, and how often its difference is as large when contacts are swapped."""
    now, before = map(statistic, sides)
    if now is None or before is None:
        return None
    as_large = 0
    for one, other in swaps:
        later, earlier = statistic(one), statistic(other)
        as_large += later is None or earlier is None or abs(later - earlier) >= abs(now - before) - 1e-9
    return {"now": now, "before": before, "p": (1 + as_large) / 1000}


def _diversity(records: list[Object]) -> float | None:
    strengths: list[Decimal] = [record["strength"] for record in records if record["strength"]]
    return diversity(strengths) if strengths else None


def _log(value: float | None) -> float | None:
    return None if value is None else log(value)


def _returned(records: list[Object]) -> float | None:
    """Return rec - rec0."""
    total = sum(record["n"] for record in records)
    return 2 * fsum(record["matched"] for record in records) / total if total else None


def _shoulders(records: list[Object], way: str) -> float:
    counts = dict.fromkeys(SHOULDERS, 0)
    for record in records:
        for function in record[way]:
            counts[function] += 1
    return float(sum(min(count, 2) for count in counts.values()))


def arrow(test: Object | None, limit: float, least: float = 0.0) -> str | None:
    """Return the word for a tested difference."""
    if test is None:
        return None
    difference = test["now"] - test["before"]
    if test["p"] > limit or abs(difference) < least:
        return "same"
    return "up" if difference > 0 else "down"


def share_test(later: list[Object], earlier: list[Object]) -> Object | None:
    """Return the giving share of two windows and the p of their difference, in exact fractions up to the root."""
    people = sorted({event["whose"] for event in later + earlier})
    balances = [
        {
            key: [sum(e["whose"] == key and e["balanced"] and e["direction"] == way for e in events) for way in WAYS]
            for key in people
        }
        for events in (later, earlier)
    ]
    given, total = ([sum(counted(pair) for pair in side.values()) for side in balances] for counted in (_first, sum))
    if 0 in total:
        return None
    shares = [Fraction(g, n) for g, n in zip(given, total, strict=True)]
    whole = Fraction(sum(given), sum(total))
    coins = whole * (1 - whole) * (Fraction(1, total[0]) + Fraction(1, total[1]))
    squares = Fraction(0)
    for key in people:
        off = [(side[key][0] - share * sum(side[key])) for side, share in zip(balances, shares, strict=True)]
        squares += (off[0] / total[0] - off[1] / total[1]) ** 2
    variance = max(coins, squares * len(people) / (len(people) - 1))
    p = erfc(float(abs(shares[0] - shares[1])) / sqrt(variance) / sqrt(2)) if variance else 1.0
    return {"now": float(shares[0]), "before": float(shares[1]), "p": p}


WAYS = ("given", "received")


def _first(pair: list[int]) -> int:
    return pair[0]


def active_days(events: list[Object]) -> dict[str, int]:
    """Return by contact the number of active days."""
    days: dict[str, set[date]] = {}
    for event in events:
        days.setdefault(event["whose"], set()).add(event["date"])
    return {key: len(found) for key, found in days.items()}


def tie_counts(later: dict[str, int], earlier: dict[str, int]) -> dict[str, int]:
    """Return measure 14 from the active days of each window by contact."""
    counts = {"new": 0, "kept": 0, "lost": 0}
    for key in later.keys() | earlier.keys():
        now, before = later.get(key, 0), earlier.get(key, 0)
        if max(now, before) >= 3:
            counts["lost" if not now else "new" if not before else "kept"] += 1
    return counts


def mid_p(one: int, other: int) -> float:
    """Return the exact two-sided McNemar p with the mid-p."""
    trials, few = one + other, min(one, other)
    return float(Fraction(2 * sum(comb(trials, k) for k in range(few + 1)) - comb(trials, few), 2**trials))
