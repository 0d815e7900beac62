"""The report as JSON: one shape for every log, however little there is to measure."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logs import DAY, dense_ledger, entry, ledger, only, random_ledger
from netcheck.domain.model import Answer, Check, Contact, Event, Ledger, Voice
from netcheck.domain.report_builder import build
from netcheck.domain.windows import Changing
from netcheck.view.serialize import dump, report_json

FUNCTIONS = ["inspiration", "curation", "referral", "competence", "business", "backing"]
SHAPE: dict[str, Any] = {
    "schema": None,
    "today": None,
    "half_life_days": None,
    "log": ["events", "given", "received", "mutual", "contacts", "groups", "first", "last"],
    "measures": {
        "effective_contacts": ["value", "low", "high", "n", "change"],
        "depth": ["value", "low", "high", "n", "change"],
        "giving_share": ["value", "low", "high", "given", "received", "verdict", "change"],
        "reciprocity": ["value", "evenness", "matching", "expected", "p_below", "n", "change"],
        "coverage": {"one": None, "two": None, "functions": FUNCTIONS, "change": None},
        "contribution": {"one": None, "two": None, "functions": FUNCTIONS, "change": None},
        "worst_loss": ["contact", "value", "sole", "bus_factor"],
        "retention": ["value", "low", "high", "turnover", "before", "change"],
        "multiplexity": None,
        "rhythm": ["weekly", "monthly", "yearly"],
        "ties": ["new", "kept", "lost", "change"],
        "signature": {"now": [], "before": None},
        "reserve": {"people": [], "n": None, "backed": None},
        "asked": ["came", "came_times", "asked", "asked_times"],
    },
    "contacts": [],
    "too_little": None,
    "effort_changed": None,
    "density": None,
    "compared_days": None,
    "not_compared": None,
    "comparison": None,
    "checks": [],
    "history": [],
}
PERIOD = ["on", "effective_contacts", "depth", "giving_share", "reciprocity", "coverage_two", "retention", "events"]
TEST = ["now", "before", "p"]
COMPARED: dict[str, Any] = {
    "events": [],
    "compared_on": None,
    **dict.fromkeys(["effective_contacts", "giving_share", "reciprocity", "coverage", "contribution"], TEST),
    "ties": ["p"],
}
CONTACT = [
    "name",
    "strength",
    "silence",
    "quiet",
    "lapsed",
    "given",
    "received",
    "share",
    "low",
    "high",
    "verdict",
    "last",
]


def keys(value: Any) -> Any:  # noqa: ANN401 - any part of a JSON report
    """Return the keys of nested objects, in their order; None for any other value, [] for lists."""
    if isinstance(value, dict):
        found = {key: keys(part) for key, part in value.items()}
        return found if any(part is not None for part in found.values()) else list(found)
    return [] if isinstance(value, list) else None


def report(log: Ledger, until: int | None = None) -> dict[str, Any]:
    """Return the parsed report; NaN and infinities are no JSON here."""

    def refuse(name: str) -> None:
        raise AssertionError(name)

    text = dump(report_json(build(log, DAY, until=until)))
    assert text.endswith("}")
    parsed: dict[str, Any] = json.loads(text, parse_constant=refuse)
    return parsed


def some(size: int, words: str = "gave P{} help", *, step: int = 10, back: int = 0) -> list[Event]:
    """Return that many entries with seven people by turns."""
    return [entry(back + step * number, words.format(number % 7)) for number in range(size)]


LOGS = {
    "nothing": ledger(),
    "only contacts": ledger((), Contact("Ada", "Ada")),
    "one": ledger([entry(0)]),
    "five": ledger(some(5)),
    "29": ledger(some(29)),
    "30": ledger(some(30)),
    "one contact": ledger(some(90, "got Ada help")),
    "only given": ledger(some(90)),
    "only received": ledger(some(90, "got P{} thanks")),
    "only mutual": ledger(some(90, "with P{} talk")),
    "all today": ledger(some(90, step=0)),
    "all one day long ago": ledger(some(90, step=0, back=4000)),
    "all before the windows": ledger(some(90, back=800)),
    "centuries ago": ledger(some(90, back=300_000)),
    "no balance": ledger(some(90, "got Ada help"), Contact("Ada", "Ada", no_balance=True)),
    "only a group": ledger(some(90, "gave Readers content"), Contact("Readers", "Readers", group=True)),
    "one-sided": ledger(event.replaced(one_sided=True, source="x:1") for event in some(90)),
    "with a pause": ledger([*some(30, back=100), *some(5, step=1)]),
    "under a year": ledger(some(30)),
    "two years": ledger(some(80)),
    "two years of half": ledger([*some(80, step=9, words="with P{} talk"), entry(730)]),
    "two years of a few": ledger(some(80, "got Ada help")),
    "two names alike": ledger(
        [entry(1, "got 1 help"), entry(2, "got 2 help")], Contact("1", "Ana"), Contact("2", "Ana")
    ),
}


@pytest.mark.parametrize("name", LOGS)
def test_shape(name: str) -> None:
    """Keys and their order never change; a measure without a denominator is null as a whole."""
    found = report(LOGS[name])
    expected = {**SHAPE, "measures": dict(SHAPE["measures"])}
    expected["measures"].update({key: None for key, value in found["measures"].items() if value is None})
    if found["measures"]["signature"] and found["comparison"]:
        expected["measures"]["signature"] = {"now": [], "before": []}
    if found["comparison"]:
        expected["comparison"] = COMPARED | {key: None for key, value in found["comparison"].items() if value is None}
    if found["log"]["events"] and name not in {"only a group", "centuries ago"}:
        assert found["measures"]["depth"] is not None
        assert found["history"][-1]["on"] == found["today"]
    if found["measures"]["worst_loss"]:
        assert set(found["measures"]["worst_loss"].pop("sole")) <= set(FUNCTIONS)
        expected["measures"]["worst_loss"] = ["contact", "value", "bus_factor"]
    assert keys(found) == expected
    assert list(found) == list(expected)
    assert list(found["measures"]) == list(expected["measures"])
    assert all(list(row) == CONTACT for row in found["contacts"])
    assert all(list(row) == PERIOD for row in found["history"])


def test_empty() -> None:
    """An empty log has counts of zero, coverage of nothing, and no measure."""
    found = report(LOGS["nothing"])
    nothing = {"one": 0.0, "two": 0.0, "functions": dict.fromkeys(FUNCTIONS, 0)}
    zeros = dict.fromkeys(["events", "given", "received", "mutual", "contacts", "groups"], 0)
    assert found["log"] == {**zeros, "first": None, "last": None}
    assert {key: value for key, value in found["measures"].items() if value} == {
        "coverage": nothing | {"change": None},
        "contribution": nothing | {"change": None},
        "rhythm": {"weekly": 0, "monthly": 0, "yearly": 0},
        "reserve": {"people": [], "n": 0, "backed": 0},
        "asked": {"came": 0, "came_times": 0, "asked": 0, "asked_times": 0},
    }
    assert (found["compared_days"], found["not_compared"], found["comparison"]) == (None, "young", None)
    assert (found["contacts"], found["history"], found["too_little"], found["effort_changed"], found["density"]) == (
        [],
        [],
        True,
        False,
        None,
    )


def test_numbers() -> None:
    """One small log, number by number."""
    checks = [
        Check("1", DAY - 3, Voice.PERSON, answers={"respect": Answer.YES, "dialogue": Answer.PARTLY}),
        Check("2", DAY - 2, Voice.PERSON, answers={"respect": Answer.NO}, contact_id="b"),
    ]
    events = [
        entry(0, "gave b help", weight=2),
        entry(180, "got b thanks"),
        entry(0, "with a talk"),
        entry(900, "got a help"),
    ]
    found = report(ledger(events, Contact("a", "Ömer"), Contact("b", "Zoë"), checks=checks))
    assert found["today"] == "2026-11-23"
    assert found["log"] == {
        "events": 4, "given": 1, "received": 2, "mutual": 1, "contacts": 2, "groups": 0,
        "first": "2024-06-06", "last": "2026-11-23",
    }  # fmt: skip
    zoe, omer = found["contacts"]
    assert (zoe["name"], zoe["strength"], zoe["given"], zoe["received"], zoe["share"]) == ("Zoë", 2.5, 1, 1, 0.5)
    assert (omer["strength"], omer["last"], omer["silence"]) == (1 + 2**-5, "2026-11-23", None)
    assert (omer["quiet"], omer["lapsed"]) == (False, False)
    assert (found["schema"], found["compared_days"], found["not_compared"]) == (2, 365, "too_little")
    assert found["measures"]["asked"] == {"came": 0, "came_times": 0, "asked": 0, "asked_times": 0}
    assert found["measures"]["signature"] == {"now": [pytest.approx(5 / 7), 1.0], "before": None}
    assert found["measures"]["effective_contacts"]["n"] == 2
    assert found["checks"] == [
        {"on": "2026-11-20", "voice": "person", "with": None, "yes": 1, "of": 2, "gap": None},
        {"on": "2026-11-21", "voice": "person", "with": "Zoë", "yes": 0, "of": 1, "gap": None},
    ]


def test_what_two_windows_tell() -> None:
    """The comparison shows the full numbers, on how many it compared, each statistic, and of the ties the chance."""
    log = dense_ledger(4, size=900, fewer=0.4)
    found, told = report(log), build(log, DAY).comparison
    assert told is not None
    assert (found["compared_days"], found["not_compared"], found["effort_changed"]) == (365, None, True)
    comparison = found["comparison"]
    assert (comparison["events"], comparison["compared_on"]) == ([*told.events], min(told.events))
    for key in Changing:
        test = told.compared[key]
        assert test is not None
        told_as = {"p": test.p} if key is Changing.TIES else {"now": test.now, "before": test.before, "p": test.p}
        assert comparison[key] == told_as
        assert found["measures"][key]["change"] == told.changes[key]
    assert found["measures"]["signature"] == {"now": [*told.now], "before": [*told.before]}


@pytest.mark.parametrize(
    ("name", "reason", "days"),
    [("under a year", "young", None), ("two years of a few", "too_little", 365), ("two years", None, 365)],
)
def test_why_nothing_is_compared(name: str, reason: str | None, days: int | None) -> None:
    """The reason stands by its word, and the windows that would be compared by their length."""
    found = report(LOGS[name])
    assert (found["not_compared"], found["compared_days"]) == (reason, days)
    assert (found["comparison"] is None) is (found["density"] is None) is bool(reason)


def test_names_stand_as_they_are() -> None:
    """Letters beyond ASCII are not escaped; people are sorted by name, by code point."""
    log = ledger([entry(1, f"got {name} help") for name in ("Øm", "a", "B")])
    assert [row["name"] for row in report(log)["contacts"]] == ["B", "a", "Øm"]
    assert '"Øm"' in dump(report_json(build(log, DAY)))


@given(seed=st.integers(0, 2**32), back=st.integers(0, 1200))
def test_until_is_that_day(seed: int, back: int) -> None:
    """A report until a day is the report of that day: later entries do not count, nor does the time since."""
    log = random_ledger(seed, people=6, size=60, span=1000)
    day = DAY - back
    earlier = only(log, lambda event: event.day <= day)
    assert report(log, until=day) == json.loads(dump(report_json(build(earlier, day))))


@given(seed=st.integers(0, 2**32))
def test_totals_are_conserved(seed: int) -> None:
    """Directions add up to all events, people's shares to the whole, strength to contacts times depth."""
    log = random_ledger(seed, people=7, size=80, span=700)
    found = report(log.replaced(contacts={key: c.replaced(group=False) for key, c in log.contacts.items()}))
    totals, measures, rows = found["log"], found["measures"], found["contacts"]
    assert totals["events"] == totals["given"] + totals["received"] + totals["mutual"] == 80
    share = measures["giving_share"] or {"given": 0, "received": 0}
    assert (sum(row["given"] for row in rows), sum(row["received"] for row in rows)) == (
        share["given"],
        share["received"],
    )
    product = measures["effective_contacts"]["value"] * measures["depth"]["value"]
    assert product == pytest.approx(sum(row["strength"] for row in rows))
