"""The report's numbers by another route: plain loops over exported objects, sharing no code with the program."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from second_route_change import compare, compared_days, days_against
from second_route_parts import (
    YEAR,
    Object,
    asked,
    balance,
    coverage,
    days_inside,
    diversity,
    find_pauses,
    gaps_of,
    giving_share,
    judged,
    loss,
    multiplexity,
    period_ends,
    period_of,
    ranged,
    reciprocity,
    reserve,
    retention,
    rhythm,
    signature,
    silence,
    strength,
    strength_of,
    typical,
)


class Part(NamedTuple):
    """The part of a log that is reported on, with the first day of all of it, and the days inside its pauses."""

    contacts: list[Object]
    persons: list[Object]
    events: list[Object]
    first: date | None
    paused: set[date]


def recompute(
    objects: list[Object], today: str, period: str = "quarter", since: str = "", whom: str = "", circle: str = ""
) -> Object:
    """Return the JSON report of exported objects as of an ISO date.

    It is on one contact if `whom` is its id, and on the people of a circle if `circle` is its name.
    """
    now = date.fromisoformat(today)
    contacts, persons, events, first, paused = _part(objects, now, whom, circle)
    dates = sorted(event["date"] for event in events)
    people = [event for person in persons for event in person["events"]]
    held = [event for event in people if now - YEAR < event["date"]]
    length = compared_days(first, now)
    found = compare(persons, paused, (now, now - timedelta(days=length or 0)), length)
    words = found["changes"]
    strengths = [strength(person, now) for person in persons]
    history = _history(contacts, dates, now, period)
    return {
        "schema": 2,
        "today": today,
        "half_life_days": 180,
        "log": {
            "events": len(events),
            **{way: sum(e["direction"] == way for e in events) for way in ("given", "received", "mutual")},
            "contacts": len(contacts),
            "groups": sum(e["date"] > now - YEAR for c in contacts if c["group"] for e in c["events"]),
            "first": dates[0].isoformat() if dates else None,
            "last": dates[-1].isoformat() if dates else None,
        },
        "measures": {
            "effective_contacts": ranged(diversity, strengths, words.get("effective_contacts")),
            "depth": ranged(typical, strengths, None),
            "giving_share": giving_share(persons, now, words.get("giving_share")),
            "reciprocity": reciprocity(persons, now, words.get("reciprocity")),
            "coverage": coverage(contacts, now, "received", words.get("coverage")),
            "contribution": coverage(contacts, now, "given", words.get("contribution")),
            "worst_loss": loss(persons, now),
            "retention": retention(persons, now, dates),
            "multiplexity": multiplexity(persons, now),
            "rhythm": rhythm(persons, now),
            "ties": found["ties"],
            "signature": _signature(persons, now, found["signature"]),
            "reserve": reserve(persons, now),
            "asked": asked(persons, now),
        },
        "contacts": [_row(person, now, paused) for person in persons],
        "too_little": len(held) < 30 or len({event["whose"] for event in held}) < 5,
        "effort_changed": found["effort_changed"],
        "density": found["density"],
        "compared_days": length,
        "not_compared": found["not_compared"],
        "comparison": found["comparison"],
        "checks": _checks(objects, now, contacts),
        "history": [row for row in history if not since or period_of(row["on"], period) >= period_of(since, period)],
    }


def against(objects: list[Object], first_day: str, last_day: str) -> tuple[int | None, Object | None, Object]:
    """Return the days of each window, the comparison and the words for the changes between two ISO dates.

    There are no days if the two are too near or the log too young, no comparison if a window does not bear one.
    """
    then, now = date.fromisoformat(first_day), date.fromisoformat(last_day)
    _, persons, _, first, paused = _part(objects, now)
    length = days_against(first, then, now)
    found = compare(persons, paused, (now, then), length)
    return length, found["comparison"], found["changes"] | {"density": found["density"]}


def _part(objects: list[Object], now: date, whom: str = "", circle: str = "") -> Part:
    everyone, everything = resolve(objects, now)
    contacts = [c for c in everyone if whom in ("", c["id"]) and (not circle or circle in c["circles"])]
    persons = sorted((c for c in contacts if c["events"] and not c["group"]), key=lambda c: (c["name"], c["id"]))
    dates = [event["date"] for event in everything]
    kept = {contact["id"] for contact in contacts}
    events = [event for event in everything if event["whose"] in kept]
    return Part(contacts, persons, events, min(dates, default=None), days_inside(find_pauses(dates, now)))


def resolve(objects: list[Object], now: date) -> tuple[list[Object], list[Object]]:
    """Return the contacts, each with its events up to now, and all those events."""
    contacts: list[Object] = []
    for o in objects:
        if o["type"] == "contact":
            flags = {"group": o.get("group", False), "no_balance": o.get("no_balance", False)}
            names = [o["name"], *o.get("aliases", [])]
            sets = {"names": names, "circles": o.get("circles", []), "events": []}
            contacts.append({"id": o["id"], "name": o["name"], **sets, **flags})
    by_id = {contact["id"]: contact for contact in contacts}
    by_name = {name: contact for contact in contacts for name in contact["names"]}
    events = []
    for o in objects:
        if o["type"] != "event":
            continue
        contact = by_id.get(o.get("with_id")) or by_name.get(o["with"])
        if contact is None:
            flags = {"group": False, "no_balance": False, "circles": []}
            contact = {"id": o["with"], "name": o["with"], "events": [], **flags}
            contacts.append(contact)
            by_name[o["with"]] = contact
        when = date.fromisoformat(o["on"])
        if when <= now:
            event = {**o, "date": when, "whose": contact["id"]}
            contact["events"].append(event)
            events.append(event)
    return contacts, events


def _signature(persons: list[Object], now: date, compared: list[list[float]] | None) -> Object | None:
    """Return both curves of a comparison, else the one of the year, if anything was exchanged in it."""
    if compared:
        return {"now": compared[0], "before": compared[1]}
    year = [[event for event in person["events"] if event["date"] > now - YEAR] for person in persons]
    curve = signature([strength_of(events, now) for events in year])
    return {"now": curve, "before": None} if curve else None


def _row(person: Object, now: date, paused: set[date]) -> Object:
    given, received = balance(person, now)
    share = judged(given, received) if given + received else {}
    days = {event["date"] for event in person["events"]}
    return {
        "name": person["name"],
        "strength": float(strength(person, now)),
        **silence(*gaps_of(days, now, paused)),
        "given": given,
        "received": received,
        "share": share.get("value"),
        "low": share.get("low"),
        "high": share.get("high"),
        "verdict": share.get("verdict", "open"),
        "last": max(days).isoformat(),
    }


def _history(contacts: list[Object], dates: list[date], now: date, period: str) -> list[Object]:
    rows: list[Object] = []
    for end in period_ends(dates, now, period):
        before = rows[-1]["on"] if rows else ""
        known = [c for c in contacts if c["events"] and not c["group"] and min(e["date"] for e in c["events"]) <= end]
        strengths = [strength(person, end) for person in known]
        balances = [balance(person, end) for person in known]
        total = sum(map(sum, balances))
        kept = retention(known, end, dates)
        rows.append(
            {
                "on": end.isoformat(),
                "effective_contacts": diversity(strengths) if known else None,
                "depth": typical(strengths) if known else None,
                "giving_share": sum(given for given, _ in balances) / total if total else None,
                "reciprocity": 2 * sum(map(min, balances)) / total if total else None,
                "coverage_two": coverage(known, end, "received", None)["two"],
                "retention": kept["value"] if kept else None,
                "events": len([when for when in dates if before < when.isoformat() <= end.isoformat()]),
            }
        )
    return rows


def _checks(objects: list[Object], now: date, contacts: list[Object]) -> list[Object]:
    """Return the checks about oneself and about the contacts that are reported on."""
    names = {None: None} | {contact["id"]: contact["name"] for contact in contacts}
    rows = []
    for o in sorted((o for o in objects if o["type"] == "check"), key=lambda o: (o["on"], o["id"])):
        if date.fromisoformat(o["on"]) <= now and o.get("with_id") in names:
            answers = list(o["answers"].values())
            row = {"on": o["on"], "voice": o["voice"], "with": names[o.get("with_id")]}
            row |= {"yes": answers.count("yes"), "of": len(answers)}
            rows.append({**row, "gap": _gap(o["answers"], o.get("evidence", {}))})
    return rows


def _gap(answers: Object, evidence: Object) -> float | None:
    apart = []
    for question, answer in answers.items():
        if evidence.get(question, {}).get("verdict") == "supported":
            apart.append((answer == "yes") - 1)
        elif evidence.get(question, {}).get("verdict") == "contradicted":
            apart.append((answer == "yes") - 0)
    return sum(apart) / len(apart) if apart else None
