"""The report's numbers by another route: plain loops over exported objects, sharing no code with the program."""

from __future__ import annotations

from datetime import date, timedelta
from math import exp, fsum, log
from typing import Any

from second_route_parts import (
    YEAR,
    Object,
    balance,
    coverage,
    judged,
    loss,
    multiplexity,
    period_ends,
    period_of,
    reciprocity,
    retention,
    rhythm,
)

LAMBDA = log(2) / 180


def recompute(objects: list[Object], today: str, period: str = "quarter", since: str = "", whom: str = "") -> Object:
    """Return the JSON report of exported objects as of an ISO date; of one contact, if `whom` is its id."""
    now = date.fromisoformat(today)
    contacts, events = resolve(objects, now)
    pauses = _pauses([event["date"] for event in events], now)
    if whom:
        objects = [o for o in objects if o.get("with_id") in (None, whom)]
        contacts, events = (
            [o for o in found if o[key] == whom] for found, key in ((contacts, "id"), (events, "whose"))
        )
    dates = sorted(event["date"] for event in events)
    persons = sorted((c for c in contacts if c["events"] and not c["group"]), key=lambda c: (c["name"], c["id"]))
    held = [event for event in events if now - YEAR < event["date"]]
    earlier = [event for event in events if now - 2 * YEAR < event["date"] <= now - YEAR]
    effort = len(held) > 1.5 * len(earlier) or len(earlier) > 1.5 * len(held)
    silent = any(end > now - YEAR for _, end in pauses)
    comparable = bool(dates) and (now - YEAR) - dates[0] >= YEAR and not silent
    changes = _changes(persons, contacts, now, dates, effort) if comparable else {}
    strengths = [_strength(person, now) for person in persons]
    return {
        "schema": 1,
        "today": today,
        "half_life_days": 180,
        "log": {
            "events": len(events),
            **{way: sum(e["direction"] == way for e in events) for way in ("given", "received", "mutual")},
            "contacts": len(contacts),
            "first": dates[0].isoformat() if dates else None,
            "last": dates[-1].isoformat() if dates else None,
        },
        "measures": {
            "effective_contacts": _ranged(_diversity, strengths, changes.get("effective_contacts")),
            "depth": _ranged(_typical, strengths, changes.get("depth")),
            "giving_share": _share(contacts, now, changes.get("giving_share")),
            "reciprocity": reciprocity(persons, now, changes.get("reciprocity")),
            "coverage": coverage(contacts, now, "received"),
            "contribution": coverage(contacts, now, "given"),
            "worst_loss": loss(persons, now),
            "retention": retention(persons, now, dates),
            "multiplexity": multiplexity(persons, now),
            "rhythm": rhythm(persons, now),
        },
        "contacts": [_row(person, now, pauses) for person in persons],
        "too_little": len(held) < 30 or len({event["whose"] for event in held}) < 5,
        "effort_changed": effort,
        "density": changes.get("density"),
        "checks": _checks(objects, now, {contact["id"]: contact["name"] for contact in contacts}),
        "history": [
            row
            for row in _history(contacts, dates, now, period)
            if not since or period_of(row["on"], period) >= period_of(since, period)
        ],
    }


def resolve(objects: list[Object], now: date) -> tuple[list[Object], list[Object]]:
    """Return the contacts, each with its events up to now, and all those events."""
    contacts: list[Object] = []
    for o in objects:
        if o["type"] == "contact":
            flags = {"group": o.get("group", False), "no_balance": o.get("no_balance", False)}
            names = [o["name"], *o.get("aliases", [])]
            contacts.append({"id": o["id"], "name": o["name"], "names": names, "events": [], **flags})
    by_id = {contact["id"]: contact for contact in contacts}
    by_name = {name: contact for contact in contacts for name in contact["names"]}
    events = []
    for o in objects:
        if o["type"] != "event":
            continue
        contact = by_id.get(o.get("with_id")) or by_name.get(o["with"])
        if contact is None:
            contact = {"id": o["with"], "name": o["with"], "group": False, "no_balance": False, "events": []}
            contacts.append(contact)
            by_name[o["with"]] = contact
        when = date.fromisoformat(o["on"])
        if when <= now:
            event = {**o, "date": when, "whose": contact["id"]}
            contact["events"].append(event)
            events.append(event)
    return contacts, events


def _pauses(dates: list[date], now: date) -> list[tuple[date, date]]:
    active = sorted(set(dates))
    if len(active) < 5:
        return []
    mean_gap = (active[-1] - active[0]).days / (len(active) - 1)
    stretches = [(active[i - 1], active[i]) for i in range(1, len(active))] + [(active[-1], now)]
    return [(a, b) for a, b in stretches if (b - a).days > 21 and (b - a).days > 3 * mean_gap + 1e-9]


def _strength(person: Object, now: date) -> float:
    past = [event for event in person["events"] if event["date"] <= now]
    return fsum(event.get("weight", 1) * exp(-LAMBDA * (now - event["date"]).days) for event in past)


def _silence(person: Object, now: date, pauses: list[tuple[date, date]]) -> float | None:
    """Walk through the days one by one, leaving out those inside a pause."""
    active = {event["date"] for event in person["events"]}
    if len(active) < 4:
        return None
    gaps, waited, day = [], 0, min(active)
    while day < now:
        day += timedelta(days=1)
        waited += not any(a < day < b for a, b in pauses)
        if day in active:
            gaps.append(waited)
            waited = 0
    return waited / (sum(gaps) / len(gaps))


def _share(contacts: list[Object], now: date, change: str | None) -> Object | None:
    balances = [balance(contact, now) for contact in contacts]
    given, received = sum(g for g, _ in balances), sum(r for _, r in balances)
    return {**judged(given, received), "change": change} if given + received else None


def _row(person: Object, now: date, pauses: list[tuple[date, date]]) -> Object:
    given, received = balance(person, now)
    share = judged(given, received) if given + received else {}
    return {
        "name": person["name"],
        "strength": _strength(person, now),
        "silence": _silence(person, now, pauses),
        "given": given,
        "received": received,
        "share": share.get("value"),
        "low": share.get("low"),
        "high": share.get("high"),
        "verdict": share.get("verdict", "open"),
        "last": max(event["date"] for event in person["events"]).isoformat(),
    }


def _diversity(strengths: list[float]) -> float:
    """Return 1 over the chance that two draws from the exchange meet the same contact."""
    total = fsum(strengths)
    return 1 / fsum((value / total) ** 2 for value in strengths)


def _typical(strengths: list[float]) -> float:
    """Return the mean strength, each tie weighing as much as it is strong."""
    total = fsum(strengths)
    return fsum(value * (value / total) for value in strengths)


def _ranged(formula: Any, strengths: list[float], change: str | None) -> Object | None:  # noqa: ANN401 - either above
    if not strengths:
        return None
    values = [formula(strengths)]
    if len(strengths) > 1:
        values += [formula(strengths[:i] + strengths[i + 1 :]) for i in range(len(strengths))]
    low, high = (min(values), max(values)) if len(strengths) > 1 else (None, None)
    return {"value": values[0], "low": low, "high": high, "n": len(strengths), "change": change}


def _changes(persons: list[Object], contacts: list[Object], now: date, dates: list[date], effort: bool) -> Object:
    then = now - YEAR
    tops: Object = {}
    for key, day in (("now", now), ("then", then)):
        age = (day - dates[0]).days
        known = [person for person in persons if min(e["date"] for e in person["events"]) <= day]
        grown = [_strength(person, day) / (1 - exp(-LAMBDA * age)) for person in known]
        year = [[e for e in person["events"] if day - YEAR < e["date"] <= day] for person in known]
        year = [events for events in year if events]
        tops[key] = {
            "contacts": _diversity(grown) if grown else None,
            "depth": _typical(grown) if grown else None,
            "share": _share(contacts, day, None),
            "reciprocity": reciprocity(known, day, None),
            "plain": (len(year), sum(map(len, year)) / len(year) if year else 0),
        }
    contacts_change = _relative(tops["now"]["contacts"], tops["then"]["contacts"])
    depth_change = None if effort else _relative(tops["now"]["depth"], tops["then"]["depth"])
    return {
        "effective_contacts": contacts_change,
        "depth": depth_change,
        "giving_share": _apart(tops["now"]["share"], tops["then"]["share"]),
        "reciprocity": _relative(*((tops[key]["reciprocity"] or {}).get("value") for key in ("now", "then"))),
        "density": _density(contacts_change, depth_change, tops["now"]["plain"], tops["then"]["plain"]),
    }


def _relative(now: float | None, then: float | None) -> str | None:
    if now is None or then is None:
        return None
    if now == then or (then and abs(now / then - 1) < 0.25 - 1e-9):
        return "same"
    return "up" if now > then else "down"


def _apart(now: Object | None, then: Object | None) -> str | None:
    if now is None or then is None:
        return None
    if now["low"] > then["high"]:
        return "up"
    return "down" if now["high"] < then["low"] else "same"


def _density(contacts: str | None, depth: str | None, now: tuple[int, float], then: tuple[int, float]) -> str | None:
    if contacts is None or depth is None:
        return None
    if "same" in (contacts, depth):
        return "same"
    for change, after, before in ((contacts, now[0], then[0]), (depth, now[1], then[1])):
        if (change == "up" and after < before) or (change == "down" and after > before):
            return "unclear"
    words = {"downup": "denser", "upup": "grown", "updown": "broader", "downdown": "calmer"}
    return words[contacts + depth]


def _history(contacts: list[Object], dates: list[date], now: date, period: str) -> list[Object]:
    rows: list[Object] = []
    for end in period_ends(dates, now, period):
        before = rows[-1]["on"] if rows else ""
        known = [c for c in contacts if c["events"] and not c["group"] and min(e["date"] for e in c["events"]) <= end]
        strengths = [_strength(person, end) for person in known]
        found = {
            "effective_contacts": {"value": _diversity(strengths)} if known else None,
            "depth": {"value": _typical(strengths)} if known else None,
            "giving_share": _share(contacts, end, None),
            "reciprocity": reciprocity(known, end, None),
            "coverage_two": {"value": coverage(contacts, end, "received")["two"]},
            "retention": retention(known, end, dates),
        }
        row = {key: measure["value"] if measure else None for key, measure in found.items()}
        count = len([when for when in dates if before < when.isoformat() <= end.isoformat()])
        rows.append({"on": end.isoformat(), **row, "events": count})
    return rows


def _checks(objects: list[Object], now: date, names: dict[str, str]) -> list[Object]:
    rows = []
    for o in sorted((o for o in objects if o["type"] == "check"), key=lambda o: (o["on"], o["id"])):
        if date.fromisoformat(o["on"]) <= now:
            answers = list(o["answers"].values())
            who = names[o["with_id"]] if o.get("with_id") else None
            row = {"on": o["on"], "voice": o["voice"], "with": who, "yes": answers.count("yes"), "of": len(answers)}
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
