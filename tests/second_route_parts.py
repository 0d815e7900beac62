"""The measures that count contacts and events, by the second route: again plain loops over dictionaries."""

from __future__ import annotations

from datetime import date, timedelta
from math import comb, sqrt
from typing import Any

Object = dict[str, Any]

SERVES = {
    "inspiration": ["inspiration", "thanks"],
    "curation": ["content"],
    "referral": ["share", "recommendation", "introduction"],
    "competence": ["feedback", "help"],
    "business": ["business"],
    "backing": ["backing"],
}
YEAR = timedelta(days=365)
MONTHS = {"month": 1, "quarter": 3, "year": 12}


def root(share: float, trials: int, side: int) -> float:
    """Return the bound π with |share - π| = z √(π(1 - π)/trials) below (-1) or above (+1), found by halving."""
    inner, outer = share, (0.0 if side < 0 else 1.0)
    for _ in range(200):
        middle = (inner + outer) / 2
        if abs(share - middle) < 1.959963984540054 * sqrt(middle * (1 - middle) / trials):
            inner = middle
        else:
            outer = middle
    return (inner + outer) / 2


def balance(contact: Object, now: date) -> tuple[int, int]:
    """Return the given and received events of the year that are on the books."""
    given = received = 0
    for event in contact["events"]:
        if now - YEAR < event["date"] <= now and not contact["no_balance"] and not event.get("one_sided"):
            given += event["direction"] == "given"
            received += event["direction"] == "received"
    return given, received


def judged(given: int, received: int) -> Object:
    """Return a giving share with its interval and verdict."""
    share = given / (given + received)
    low, high = root(share, given + received, -1), root(share, given + received, +1)
    if low >= 1 / 3 and high <= 2 / 3:
        verdict = "balanced"
    else:
        verdict = "giving" if low > 0.5 else "receiving" if high < 0.5 else "open"
    return {"value": share, "low": low, "high": high, "given": given, "received": received, "verdict": verdict}


def reciprocity(persons: list[Object], now: date, change: str | None) -> Object | None:
    """Return measure 6, the chance by counting in how many of all ways the coins may fall, exactly."""
    balances = [balance(person, now) for person in persons]
    total = sum(g + r for g, r in balances)
    if not total:
        return None
    matched, lesser = sum(min(pair) for pair in balances), min(sum(g for g, _ in balances), sum(r for _, r in balances))
    ways, expected = {0: 1}, 0.0
    for n in (g + r for g, r in balances):
        falls = dict.fromkeys(range(n // 2 + 1), 0)
        for heads in range(n + 1):
            falls[min(heads, n - heads)] += comb(n, heads)
        expected += sum(fall * count for fall, count in falls.items()) / 2**n
        further: dict[int, int] = {}
        for done, count in ways.items():
            for fall, more in falls.items():
                further[done + fall] = further.get(done + fall, 0) + count * more
        ways = further
    return {
        "value": 2 * matched / total,
        "evenness": 2 * lesser / total,
        "matching": matched / lesser if lesser else None,
        "expected": 2 * expected / total,
        "p_below": sum(count for done, count in ways.items() if done <= matched) / 2**total,
        "n": total,
        "change": change,
    }


def serving(contact: Object, now: date, way: str) -> dict[str, int]:
    """Return how often a contact served each function it did serve."""
    times: dict[str, int] = {}
    for function, kinds in SERVES.items():
        for event in contact["events"]:
            recent = function == "backing" or event["date"] > now - 2 * YEAR
            if recent and event["date"] <= now and event["kind"] in kinds and event["direction"] in (way, "mutual"):
                times[function] = times.get(function, 0) + 1
    return times


def coverage(contacts: list[Object], now: date, way: str) -> Object:
    """Return measure 7 or its mirror."""
    served = [serving(contact, now, way) for contact in contacts]
    functions = {function: sum(function in times for times in served) for function in SERVES}
    one, two = (len([n for n in functions.values() if n >= least]) / 6 for least in (1, 2))
    return {"one": one, "two": two, "functions": functions}


def single_points_of_failure(persons: list[Object], now: date, way: str) -> list[tuple[float, str, str]]:
    """Return each person's loss, name and id, the largest loss first, names deciding where it is the same."""
    served = [serving(person, now, way) for person in persons]
    seen = [function for function in SERVES if any(function in times for times in served)]
    rows = []
    for person, times in zip(persons, served, strict=True):
        shares = [times.get(function, 0) / sum(other.get(function, 0) for other in served) for function in seen]
        if times:
            rows.append((sum(shares) / len(seen), person["name"], person["id"]))
    return sorted(rows, key=lambda row: (-round(row[0], 9), row[1]))


def loss(persons: list[Object], now: date) -> Object | None:
    """Return measure 8."""
    ranked = single_points_of_failure(persons, now, "received")
    if not ranked:
        return None
    providers: dict[str, list[str]] = {}
    for person in persons:
        for function in serving(person, now, "received"):
            providers.setdefault(function, []).append(person["name"])
    sole = {f: providers[f][0] for f in SERVES if len(providers.get(f, [])) == 1}
    fewest = min(len(names) for names in providers.values())
    return {"contact": ranked[0][1], "value": ranked[0][0], "sole": sole, "bus_factor": fewest}


def active(persons: list[Object], after: date, until: date, least: int = 1) -> set[str]:
    """Return the ids of those with at least so many active days after one day and up to another."""
    days = {p["id"]: {e["date"] for e in p["events"] if after < e["date"] <= until} for p in persons}
    return {key for key, found in days.items() if len(found) >= least}


def retention(persons: list[Object], now: date, dates: list[date], least: int = 1) -> Object | None:
    """Return measure 9, of those with at least so many active days in the year before."""
    before, after = active(persons, now - 2 * YEAR, now - YEAR, least), active(persons, now - YEAR, now)
    if not dates or (now - dates[0]).days < 730 or len(before) < 10:
        return None
    kept = len(before & after)
    share = kept / len(before)
    low, high = (root(share, len(before), side) for side in (-1, +1))
    return {"value": share, "low": low, "high": high, "turnover": 1 - kept / len(before | after), "before": len(before)}


def multiplexity(persons: list[Object], now: date) -> float | None:
    """Return measure 10."""
    functions = [len(times) for times in (serving(person, now, "received") for person in persons) if times]
    return sum(functions) / len(functions) if functions else None


def rhythm(persons: list[Object], now: date) -> Object:
    """Return measure 11."""
    return {
        word: len(active(persons, now - YEAR, now, least))
        for word, least in (("weekly", 52), ("monthly", 12), ("yearly", 1))
    }


def period_ends(dates: list[date], now: date, period: str) -> list[date]:
    """Walk from the first event to today and return the last days of periods, and today."""
    ends, day = [], dates[0] if dates else now
    while dates and day < now:
        tomorrow = day + timedelta(days=1)
        if tomorrow.day == 1 and day.month % MONTHS[period] == 0:
            ends.append(day)
        day = tomorrow
    return [*ends, now] if dates else []


def period_of(day: str, period: str) -> tuple[int, int]:
    """Return the year and the place in it of the period that holds an ISO date."""
    year, month, _ = map(int, day.split("-"))
    return year, (month - 1) // MONTHS[period]
