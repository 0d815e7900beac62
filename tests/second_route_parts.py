"""The measures that need no second window, by the second route: plain loops over dictionaries."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import comb, erfc, fsum, log, sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

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
DIGITS = 192
"""Binary digits behind the point of the chances that are convolved."""


def find_pauses(dates: list[date], now: date) -> list[tuple[date, date]]:
    """Return the active days around each pause of a log, the last one ending now if it goes on."""
    active = sorted(set(dates))
    if len(active) < 5:
        return []
    mean_gap = (active[-1] - active[0]).days / (len(active) - 1)
    limit = max(21.0, mean_gap * (log(len(active)) + 3))
    stretches = [(active[i - 1], active[i]) for i in range(1, len(active))] + [(active[-1], now)]
    return [(a, b) for a, b in stretches if (b - a).days > limit]


def days_inside(pauses: list[tuple[date, date]]) -> set[date]:
    """Return the days that lie strictly inside a pause."""
    return {a + timedelta(days=further) for a, b in pauses for further in range(1, (b - a).days)}


@cache
def decay(age: int) -> Decimal:
    """Return what is left after so many days of something that halves in 180, to 28 digits however old it is."""
    return Decimal(2) ** (Decimal(-age) / 180)


def strength_of(events: list[Object], end: date) -> Decimal:
    """Return measure 1 of some events as of a day, none of them later."""
    return sum((event.get("weight", 1) * decay((end - event["date"]).days) for event in events), Decimal(0))


def strength(person: Object, now: date) -> Decimal:
    """Return measure 1 of a contact as of a day."""
    return strength_of([event for event in person["events"] if event["date"] <= now], now)


def gaps_of(days: set[date], now: date, left_out: set[date]) -> tuple[list[int], int]:
    """Walk from the first of some active days to now; return the gaps and the silence, some days left out."""
    gaps, waited, day = [], 0, min(days)
    while day < now:
        day += timedelta(days=1)
        waited += day not in left_out
        if day in days:
            gaps.append(waited)
            waited = 0
    return gaps, waited


def silence(gaps: list[int], waited: int) -> Object:
    """Return measure 2, decided in whole numbers."""
    if len(gaps) < 3:
        return {"silence": None, "quiet": False, "lapsed": False}
    n, whole = len(gaps), sum(gaps)
    eightfold = waited * n >= 8 * whole
    lapsed = n + 1 >= 8 and eightfold and waited > 2 * max(gaps)
    unlikely = 50 * whole**n < (whole + waited) ** n
    quiet = waited > max(gaps) and unlikely and not lapsed and not (eightfold and waited > 365)
    return {"silence": waited * n / whole, "quiet": quiet, "lapsed": lapsed}


def diversity(strengths: list[Decimal]) -> float:
    """Return measure 4: 1 over the chance that two draws from the exchange meet the same contact."""
    total = sum(strengths)
    return float(1 / sum((value / total) ** 2 for value in strengths))


def typical(strengths: list[Decimal]) -> float:
    """Return measure 5: the mean strength, each tie weighing as much as it is strong."""
    total = sum(strengths)
    return float(sum(value * (value / total) for value in strengths))


def ranged(formula: Callable[[list[Decimal]], float], strengths: list[Decimal], change: str | None) -> Object | None:
    """Return measure 4 or 5 with its range when one contact is left out."""
    if not strengths:
        return None
    values = [formula(strengths)]
    if len(strengths) > 1:
        least = sum(strengths) / 10**6
        values += [formula(strengths[:i] + strengths[i + 1 :]) for i, one in enumerate(strengths) if one >= least]
    low, high = (min(values), max(values)) if len(strengths) > 1 else (None, None)
    return {"value": values[0], "low": low, "high": high, "n": len(strengths), "change": change}


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


def in_balance(contact: Object, event: Object) -> bool:
    """Return whether an event counts in give and take."""
    return not (contact["no_balance"] or contact["group"] or event.get("one_sided"))


def balance(contact: Object, now: date) -> tuple[int, int]:
    """Return the given and received events of the year that count in give and take."""
    given = received = 0
    for event in contact["events"]:
        if now - YEAR < event["date"] <= now and in_balance(contact, event):
            given += event["direction"] == "given"
            received += event["direction"] == "received"
    return given, received


def judged(given: int, received: int) -> Object:
    """Return a giving share with its interval and verdict."""
    share = given / (given + received)
    low, high = root(share, given + received, -1), root(share, given + received, +1)
    if low > 0.5:
        verdict = "slightly_giving" if high <= 2 / 3 else "giving"
    elif high < 0.5:
        verdict = "slightly_receiving" if low >= 1 / 3 else "receiving"
    else:
        verdict = "balanced" if low >= 1 / 3 and high <= 2 / 3 else "open"
    return {"value": share, "low": low, "high": high, "given": given, "received": received, "verdict": verdict}


def giving_share(persons: list[Object], now: date, change: str | None) -> Object | None:
    """Return measure 3 of the whole log."""
    balances = [balance(person, now) for person in persons]
    given, received = sum(g for g, _ in balances), sum(r for _, r in balances)
    return {**judged(given, received), "change": change} if given + received else None


@cache
def lesser_sides(n: int, given: int, total: int) -> tuple[int, ...]:
    """Return by the lesser side in how many of total^n ways n draws fall, `given` of `total` lots saying *given*."""
    ways = [0] * (n // 2 + 1)
    for x in range(n + 1):
        ways[min(x, n - x)] += comb(n, x) * given**x * (total - given) ** (n - x)
    return tuple(ways)


@cache
def expected(n: int, given: int, total: int) -> float:
    """Return E(n; given/total), the expected lesser side of n coins."""
    return float(Fraction(sum(lesser * ways for lesser, ways in enumerate(lesser_sides(n, given, total))), total**n))


def chance_below(sizes: list[int], matched: int, given: int, total: int) -> float:
    """Return the chance that the lesser sides of contacts with so many entries sum to no more than was matched."""
    halves = [n // 2 for n in sizes]
    if (sum(halves) ** 2 - sum(half**2 for half in halves)) // 2 > 10**6:
        return wilson_hilferty(sizes, matched, given, total)
    chances = [1 << DIGITS]
    for n in sizes:
        one = [(ways << DIGITS) // total**n for ways in lesser_sides(n, given, total)]
        longer = [0] * (len(chances) + len(one) - 1)
        for i, chance in enumerate(chances):
            for j, more in enumerate(one):
                longer[i + j] += chance * more
        chances = [chance >> DIGITS for chance in longer]
    return sum(chances[: matched + 1]) / (1 << DIGITS)


def wilson_hilferty(sizes: list[int], matched: int, given: int, total: int) -> float:
    """Return the same chance from the first three moments."""
    mean = variance = third = 0.0
    for n in sizes:
        chances = [ways / total**n for ways in lesser_sides(n, given, total)]
        own = expected(n, given, total)
        mean += own
        variance += fsum((k - own) ** 2 * chance for k, chance in enumerate(chances))
        third += fsum((k - own) ** 3 * chance for k, chance in enumerate(chances))
    if variance == 0:
        return 1.0
    x, skew = (matched + 0.5 - mean) / sqrt(variance), third / sqrt(variance) ** 3
    if abs(skew) <= 1e-9:
        return below(x)
    inner = 1 + skew * x / 2
    if inner <= 0:
        return 1.0 if skew < 0 else 0.0
    return below(6 / skew * (inner ** (1 / 3) - 1) + skew / 6)


def below(x: float) -> float:
    """Return the normal distribution function."""
    return erfc(-x / sqrt(2)) / 2


def reciprocity(persons: list[Object], now: date, change: str | None) -> Object | None:
    """Return measure 6, coins falling on *given* as often as the log does."""
    balances = [balance(person, now) for person in persons]
    given, received = sum(g for g, _ in balances), sum(r for _, r in balances)
    total, lesser = given + received, min(given, received)
    if not total:
        return None
    matched, sizes = sum(min(pair) for pair in balances), [g + r for g, r in balances if g + r]
    return {
        "value": 2 * matched / total,
        "evenness": 2 * lesser / total,
        "matching": matched / lesser if lesser else None,
        "expected": 2 * fsum(expected(n, given, total) for n in sizes) / total,
        "p_below": chance_below(sizes, matched, given, total),
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


def coverage(contacts: list[Object], now: date, way: str, change: str | None) -> Object:
    """Return measure 7 of people, or its mirror, in which groups count too."""
    served = [serving(contact, now, way) for contact in contacts if way == "given" or not contact["group"]]
    functions = {function: sum(function in times for times in served) for function in SERVES}
    one, two = (len([n for n in functions.values() if n >= least]) / 6 for least in (1, 2))
    return {"one": one, "two": two, "functions": functions, "change": change}


def single_points_of_failure(persons: list[Object], now: date, way: str) -> list[tuple[float, str, str]]:
    """Return each person's loss, name and id, the largest loss first, names deciding where it is the same."""
    served = [serving(person, now, way) for person in persons]
    sums = {f: sum(times.get(f, 0) for times in served) for f in SERVES if any(f in times for times in served)}
    rows = []
    for person, times in zip(persons, served, strict=True):
        if times:
            share = sum((Fraction(times.get(f, 0), whole) for f, whole in sums.items()), Fraction(0)) / len(sums)
            rows.append((share, person["name"], person["id"]))
    return [(float(share), name, key) for share, name, key in sorted(rows, key=lambda row: (-row[0], row[1:]))]


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


def retention(persons: list[Object], now: date, dates: list[date]) -> Object | None:
    """Return measure 9; `dates` are those of all events of the report, the earliest first."""
    before, after = active(persons, now - 2 * YEAR, now - YEAR), active(persons, now - YEAR, now)
    if not dates or (now - dates[0]).days < 730 or len(before) < 10:
        return None
    kept = len(before & after)
    share = kept / len(before)
    low, high = (root(share, len(before), side) for side in (-1, +1))
    turnover = 1 - kept / len(before | after)
    return {"value": share, "low": low, "high": high, "turnover": turnover, "before": len(before), "change": None}


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


def signature(strengths: list[Decimal]) -> list[float]:
    """Return measure 15: the shares of the strongest 1, 2, … 15 people."""
    ordered = sorted((value for value in strengths if value), reverse=True)
    return [float(sum(ordered[: count + 1]) / sum(ordered)) for count in range(min(15, len(ordered)))]


def reserve(persons: list[Object], now: date) -> Object:
    """Return measure 16; `persons` are in order of name."""
    names, backed = [], 0
    for person in persons:
        recent = [event for event in person["events"] if now - 2 * YEAR < event["date"] <= now]
        came = [event for event in recent if event["direction"] in ("received", "mutual")]
        went = [event for event in recent if event["direction"] in ("given", "mutual")]
        delivered = {f for f, kinds in SERVES.items() if any(event["kind"] in kinds for event in came)}
        backing = "backing" in serving(person, now, "received")
        in_touch = any(event["date"] > now - YEAR for event in recent)
        if in_touch and came and went and (backing or len(delivered) >= 2):
            names.append(person["name"])
            backed += backing
    return {"people": names, "n": len(names), "backed": backed}


def asked(persons: list[Object], now: date) -> Object:
    """Return measure 17."""
    found: Object = {}
    for key, way in (("came", "given"), ("asked", "received")):
        whose = [
            person["id"]
            for person in persons
            for event in person["events"]
            if now - YEAR < event["date"] <= now and event["direction"] == way and event.get("asked")
        ]
        found |= {key: len(set(whose)), f"{key}_times": len(whose)}
    return found


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
