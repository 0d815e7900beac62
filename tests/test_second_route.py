"""Every number of the JSON report, compared with what another route makes of the exported objects."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logs import DAY, Whole, random_ledger
from netcheck.domain.model import Answer, Check, Voice
from netcheck.domain.report import Period
from netcheck.domain.report_builder import build
from netcheck.domain.timelines import narrow
from netcheck.view.serialize import dump, report_json
from second_route import recompute

EVIDENCE = {
    "authentic": {"verdict": "supported"},
    "dialogue": {"verdict": "supported"},
    "same_extent": {"verdict": "contradicted"},
    "respect": {"verdict": "contradicted"},
    "miss_them": {"verdict": "shown"},
    "reciprocity": {"verdict": "too_little_data"},
}
CHECKS = (
    Check(
        "1",
        DAY - 100,
        Voice.PERSON,
        answers=dict.fromkeys(["authentic", "same_extent", "miss_them", "reciprocity"], Answer.YES)
        | {"dialogue": Answer.PARTLY},
        evidence=EVIDENCE,
    ),
    Check("2", DAY - 9, Voice.COMPANY, answers={"authentic": Answer.NO}),
    Check("3", DAY - 9, Voice.PERSON, answers={"dialogue": Answer.YES}, contact_id="c0"),
)


def exported(log: Whole) -> list[dict[str, Any]]:
    """Return the ledger as objects of the export format."""
    contacts = [
        {"type": "contact", "aliases": list(c.aliases), "circles": list(c.circles)}
        | {key: getattr(c, key) for key in ("id", "name", "note", "no_balance", "group")}
        for c in log.contacts.values()
    ]
    events = [
        {
            "type": "event",
            "id": event.id,
            "on": iso(event.day),
            "with": log.contacts[event.contact_id].name,
            "with_id": event.contact_id,
            "direction": event.direction,
            "kind": event.kind,
            "weight": event.weight,
            "asked": event.asked,
            "one_sided": event.one_sided,
        }
        for event in log.events
    ]
    checks = [
        {"type": "check", "on": iso(c.day), "with_id": c.contact_id}
        | {key: getattr(c, key) for key in ("id", "voice", "answers", "evidence")}
        for c in log.checks
    ]
    return json.loads(json.dumps([*contacts, *events, *checks]))  # type: ignore[no-any-return]  # a list went in


def iso(day: int) -> str:
    """Return an ordinal as an ISO date."""
    return date.fromordinal(day).isoformat()


def differences(one: Any, other: Any, path: str = "") -> list[str]:  # noqa: ANN401 - any part of a JSON report
    """Return where two JSON values differ: in keys, their order, types, or numbers by more than 1e-9."""
    if isinstance(one, dict) and isinstance(other, dict) and list(one) == list(other):
        return [found for key in one for found in differences(one[key], other[key], f"{path}.{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [
            found for i, pair in enumerate(zip(one, other, strict=True)) for found in differences(*pair, f"{path}[{i}]")
        ]
    if isinstance(one, float) and isinstance(other, float):
        same = abs(one - other) <= 1e-9 * max(1.0, abs(other))
    else:
        same = type(one) is type(other) and one == other
    return [] if same else [f"{path}: {one!r} against {other!r}"]


def check(log: Whole, day: int, period: Period = Period.QUARTER, since: int | None = None) -> dict[str, Any]:
    """Return the report of a ledger as of a day, having compared both routes."""
    report: dict[str, Any] = json.loads(dump(report_json(build(log, DAY, until=day, period=period, since=since))))
    assert differences(report, recompute(exported(log), iso(day), period, iso(since) if since else "")) == []
    return report


def test_a_wrong_number_is_found() -> None:
    """The comparison itself notices one value, one key and one type that differ."""
    right = json.loads(dump(report_json(build(random_ledger(1, people=5, size=60, span=700), DAY))))
    for part, wrong in (
        ("today", "2026-11-24"),
        ("too_little", 0),
        ("log", {}),
        ("measures", right["measures"] | {"x": 1}),
    ):
        assert differences(right | {part: wrong}, right)


@settings(max_examples=100)
@given(
    seed=st.integers(0, 2**32),
    people=st.sampled_from([0, 1, 2, 5, 9, 20, 40]),
    size=st.sampled_from([0, 1, 5, 29, 30, 100, 400]),
    span=st.sampled_from([0, 5, 90, 400, 800, 1100, 1800]),
    back=st.sampled_from([0, 0, 0, 1, 40, 54, 365, 900]),
    period=st.sampled_from(Period),
    since=st.sampled_from([None, DAY - 1000, DAY - 200, DAY, DAY + 9]),
)
def test_both_routes_agree(
    seed: int, people: int, size: int, span: int, back: int, period: Period, since: int | None
) -> None:
    """On random logs, as of today and of earlier days, both routes come to the same report."""
    log = random_ledger(seed, people=people, size=size, span=span)
    check(log.replaced(checks=CHECKS if people else CHECKS[:2]), DAY - back, period, since)


@settings(max_examples=40)
@given(
    seed=st.integers(0, 2**32),
    people=st.sampled_from([1, 2, 5, 20]),
    size=st.sampled_from([5, 30, 100, 400]),
    span=st.sampled_from([90, 800, 1800]),
    back=st.sampled_from([0, 0, 40, 365]),
)
def test_both_routes_agree_on_one_person(seed: int, people: int, size: int, span: int, back: int) -> None:
    """So they do in a report of one contact, where a pause is one of the whole log."""
    log = random_ledger(seed, people=people, size=size, span=span).replaced(checks=CHECKS)
    report = json.loads(dump(report_json(build(narrow(log, contact_id="c0"), DAY, until=DAY - back))))
    assert differences(report, recompute(exported(log), iso(DAY - back), whom="c0")) == []


@pytest.mark.slow
def test_random_logs_change() -> None:
    """The random logs are no idle comparison: what can be left out is there in some of them."""
    reports = [check(random_ledger(seed, people=9 + seed % 2 * 20, size=400, span=1100), DAY) for seed in range(60)]
    assert {report["not_compared"] for report in reports} >= {None, "pause"}
    assert {report["measures"]["retention"] is None for report in reports} == {True, False}
    assert any(report["measures"]["worst_loss"]["sole"] for report in reports)
