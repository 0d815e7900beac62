"""The answers against the log, by the second route: plain loops over exported objects."""

from __future__ import annotations

from datetime import date
from typing import Any
from unicodedata import combining, normalize

from second_route import resolve
from second_route_parts import (
    YEAR,
    Object,
    active,
    giving_share,
    reciprocity,
    root,
    serving,
    single_points_of_failure,
)

Said = tuple[str, Any]


def evidence(objects: list[Object], today: str) -> dict[str, Said]:
    """Return for each question that the log can speak to the verdict, and the numbers or names that go with it."""
    now = date.fromisoformat(today)
    contacts, events = resolve(objects, now)
    persons = [contact for contact in contacts if contact["events"] and not contact["group"]]
    dates = sorted(event["date"] for event in events)
    share = giving_share(persons, now, None)
    return {
        "dialogue": _dialogue(persons, now),
        "sustainable": _sustainable(persons, now, dates),
        "reciprocity": _reciprocity(persons, now, share),
        "same_extent": _same_extent(share),
        "miss_them": _shown(persons, now, "received"),
        "be_missed": _shown(persons, now, "given"),
    }


def _dialogue(persons: list[Object], now: date) -> Said:
    both = total = 0
    for person in persons:
        recent = [e for e in person["events"] if e["date"] > now - YEAR and not e.get("one_sided")]
        if len(recent) >= 2:
            total += 1
            gave = any(e["direction"] in ("given", "mutual") or e["kind"] == "talk" for e in recent)
            got = any(e["direction"] in ("received", "mutual") or e["kind"] == "talk" for e in recent)
            both += gave and got
    if total < 10:
        return "too_little_data", (both, total)
    return ("supported" if both / total >= 0.5 else "contradicted"), (both, total)


def _sustainable(persons: list[Object], now: date, dates: list[date]) -> Said:
    before = active(persons, now - 2 * YEAR, now - YEAR, 3)
    kept = len(before & active(persons, now - YEAR, now))
    if len(before) < 10 or (now - dates[0]).days < 730:
        return "too_little_data", (kept, len(before))
    if root(kept / len(before), len(before), -1) >= 0.5:
        return "supported", (kept, len(before))
    low = root(kept / len(before), len(before), +1) < 0.5
    return ("contradicted" if low else "too_little_data"), (kept, len(before))


def _reciprocity(persons: list[Object], now: date, share: Object | None) -> Said:
    found = reciprocity(persons, now, None)
    if found is None or share is None or found["n"] < 30 or min(share["given"], share["received"]) < 10:
        return "too_little_data", (found or {}).get("n", 0)
    return ("supported" if found["p_below"] >= 0.05 else "shown"), found["n"]


def _same_extent(share: Object | None) -> Said:
    total = share["given"] + share["received"] if share else 0
    if share is None or total < 30:
        return "too_little_data", total
    if share["verdict"] == "receiving":
        return "contradicted", total
    return ("supported" if share["low"] >= 1 / 3 else "too_little_data"), total


def _shown(persons: list[Object], now: date, way: str) -> Said:
    functions = {person["id"]: list(serving(person, now, way)) for person in persons}
    top = sorted(
        ((name, key) for _, name, key in single_points_of_failure(persons, now, way)[:3]),
        key=lambda one: (plain(one[0]), one),
    )
    if not top:
        return "too_little_data", []
    return "shown", [(name, functions[key]) for name, key in top]


def plain(name: str) -> str:
    """Return what names are sorted by: letters without accents, in lower case."""
    return "".join(char for char in normalize("NFKD", name) if not combining(char)).casefold()
