"""Every number of the JSON report compared with the second route, on ledgers of the shapes that a log can have."""

from __future__ import annotations

import json
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import second_route_change
from logs import DAY, Whole, dense_ledger, entry, ledger, random_ledger
from netcheck.domain.compare_days import compare_days
from netcheck.domain.model import Contact, Direction, Event, Kind
from netcheck.domain.report import Period
from netcheck.domain.report_builder import build
from netcheck.domain.timelines import narrow
from netcheck.view.serialize import against_json, dump, report_json
from second_route import against, recompute
from test_second_route import CHECKS, differences, exported, iso

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

LEAP_DAY = date(2024, 2, 29).toordinal()


class Shape(NamedTuple):
    """A ledger, and what is asked of it: as of which day, and which part."""

    log: Whole
    day: int = DAY
    period: Period = Period.QUARTER
    since: int | None = None
    whom: str | None = None
    circle: str | None = None


def again(log: Whole, change: Callable[[Event], Event | None]) -> Whole:
    """Return a ledger with each event changed, or left out."""
    events = [changed for event in log.events if (changed := change(event))]
    return ledger(events, *log.contacts.values(), circles=log.circles, checks=log.checks)


def all_of(log: Whole, **fields: Any) -> Whole:  # noqa: ANN401 - any field of a contact
    """Return a ledger with all contacts changed."""
    return log.replaced(contacts={key: contact.replaced(**fields) for key, contact in log.contacts.items()})


def within(low: int, high: int) -> Callable[[Event], Event | None]:
    """Leave out the events of some ages, both ends included."""
    return lambda event: None if low <= DAY - event.day <= high else event


def one_way(direction: Direction) -> Callable[[Event], Event | None]:
    """Turn all that is no talk one way."""
    return lambda event: event if event.kind == Kind.TALK else event.replaced(direction=direction, one_sided=False)


def directed(seed: int, share_now: float, share_before: float) -> Whole:
    """Return a dense ledger in which so much of each year is given."""
    random = Random(seed)  # noqa: S311 - reproducible

    def turned(event: Event) -> Event | None:
        share = share_now if event.day > DAY - 365 else share_before
        given = random.random() < share
        return one_way(Direction.GIVEN if given else Direction.RECEIVED)(event)

    return again(dense_ledger(seed), turned)


def in_one_year(log: Whole, change: Callable[[Event], Event | None], *, last: bool) -> Whole:
    """Return a ledger in which the events of the last year are changed, or those before it."""
    return again(log, lambda event: change(event) if (event.day > DAY - 365) is last else event)


def sorted_out(seed: int, *, last: bool) -> Whole:
    """Return a dense ledger in one of whose years half the people only take and the others only give."""

    def turned(event: Event) -> Event | None:
        return one_way(Direction.GIVEN if int(event.contact_id[1:]) % 2 else Direction.RECEIVED)(event)

    return in_one_year(dense_ledger(seed), turned, last=last)


def without_help(seed: int, *, last: bool) -> Whole:
    """Return a dense ledger in one of whose years everything but talks is of one kind."""

    def alike(event: Event) -> Event | None:
        return event if event.kind == Kind.TALK else event.replaced(kind=Kind.CONTENT)

    return in_one_year(dense_ledger(seed), alike, last=last)


def half_of_them(seed: int, *, last: bool) -> Whole:
    """Return a dense ledger in one of whose years half the people are missing."""
    return in_one_year(
        dense_ledger(seed, size=1000), lambda event: event if int(event.contact_id[1:]) >= 15 else None, last=last
    )


def merged(seed: int) -> Whole:
    """Return a dense ledger in which two thirds of the people turned out to be somebody else."""
    log = dense_ledger(seed)
    contacts = {
        key: contact.replaced(aliases=(f"Other {key}", f"Third {key}"))
        for key, contact in log.contacts.items()
        if int(key[1:]) < 10
    }
    moved = [event.replaced(contact_id=f"c{int(event.contact_id[1:]) % 10}") for event in log.events]
    return ledger(moved, *contacts.values())


def same_names(seed: int) -> Whole:
    """Return a dense ledger in which each name belongs to three people."""
    log = dense_ledger(seed)
    return log.replaced(contacts={key: c.replaced(name=f"Name {int(key[1:]) % 10}") for key, c in log.contacts.items()})


def in_circles(seed: int) -> Whole:
    """Return a dense ledger whose people are in a circle, in another, in both or in none."""
    log = dense_ledger(seed, people=40, size=1200)
    circles = (("work",), ("choir",), ("choir", "work"), ("work",), ())
    contacts = {key: c.replaced(circles=circles[int(key[1:]) % 5]) for key, c in log.contacts.items()}
    return log.replaced(contacts=contacts, checks=CHECKS)


def leap_days(seed: int) -> Whole:
    """Return a ledger whose entries lie around leap days, some of them on one."""
    random = Random(seed)  # noqa: S311 - reproducible
    lately, before = LEAP_DAY, date(2020, 2, 29).toordinal()
    days = [
        random.choice([lately, lately, before]) + random.choice([0, 0, -365, -366, -730, 1, -1]) for _ in range(200)
    ]
    days += [lately - random.randint(0, 730) for _ in range(200)]
    log = dense_ledger(seed, size=400)
    return ledger([e.replaced(day=day) for e, day in zip(log.events, days, strict=True)], *log.contacts.values())


def period_ends(seed: int) -> Whole:
    """Return a ledger whose entries lie on first and last days of quarters and years."""
    random = Random(seed)  # noqa: S311 - reproducible
    firsts = [date(year, month, 1).toordinal() for year in (2024, 2025, 2026) for month in (1, 4, 7, 10)]
    log = dense_ledger(seed, size=300)
    days = [random.choice(firsts) + random.choice([-1, 0]) for _ in log.events]
    return ledger(
        [e.replaced(day=min(day, DAY)) for e, day in zip(log.events, days, strict=True)], *log.contacts.values()
    )


def window_edges(length: int, first: int) -> list[Event]:
    """Return entries on the first and last days of two windows of so many days, and an oldest one."""
    ages = [0, length - 1, length, 2 * length - 1]
    names = [f"P{number}" for number in range(8)]
    ends = [entry(age, f"{('gave', 'got')[n % 2]} {name} help") for n, name in enumerate(names) for age in ages]
    between = [
        entry(age, f"{('got', 'gave')[age // 5 % 2]} {names[age % 7]} feedback") for age in range(1, 2 * length, 5)
    ]
    return [*ends, *between, entry(first, "with P0 talk")]


def many_with_few(seed: int) -> Whole:
    """Return more entries than are convolved, within a year."""
    random = Random(seed)  # noqa: S311 - reproducible
    share = random.choice([0.3, 0.5, 0.8])
    words = [f"{'gave' if random.random() < share else 'got'} P{n % 5} help" for n in range(3400)]
    return ledger(entry(n % 300, word) for n, word in enumerate(words))


SHAPES: dict[str, Callable[[int], Shape]] = {
    "empty": lambda _: Shape(ledger()),
    "nothing with anybody": lambda _: Shape(ledger((), Contact("a", "Ada"), Contact("b", "Readers", group=True))),
    "one entry": lambda _: Shape(ledger([entry(0)])),
    "one contact": lambda seed: Shape(dense_ledger(seed, people=1)),
    "five people": lambda seed: Shape(dense_ledger(seed, people=5, size=300)),
    "all mutual": lambda seed: Shape(again(dense_ledger(seed), one_way(Direction.MUTUAL))),
    "all given": lambda seed: Shape(again(dense_ledger(seed), one_way(Direction.GIVEN))),
    "all received": lambda seed: Shape(again(dense_ledger(seed), one_way(Direction.RECEIVED))),
    "nothing in the balance before": lambda seed: Shape(
        again(dense_ledger(seed), lambda e: one_way(Direction.MUTUAL)(e) if e.day <= DAY - 365 else e)
    ),
    "gaps": lambda seed: Shape(again(dense_ledger(seed), within(500, 590))),
    "a gap that is borne": lambda seed: Shape(again(dense_ledger(seed), within(200, 244))),
    "a gap across two windows": lambda seed: Shape(again(dense_ledger(seed), within(325, 409))),
    "a pause that goes on": lambda seed: Shape(again(dense_ledger(seed), within(0, 70 + seed % 60))),
    "too little before": lambda seed: Shape(again(dense_ledger(seed), within(380, 990))),
    "leap days": lambda seed: Shape(leap_days(seed), LEAP_DAY, Period.MONTH),
    "a leap day later": lambda seed: Shape(leap_days(seed), LEAP_DAY + 366, Period.YEAR),
    "period ends": lambda seed: Shape(period_ends(seed), date(2026, 9, 30).toordinal()),
    "ends of years": lambda seed: Shape(period_ends(seed), date(2025, 12, 31).toordinal(), Period.YEAR),
    "edges of windows of a year": lambda _: Shape(ledger(window_edges(365, 730))),
    "edges of windows of half a year": lambda _: Shape(ledger(window_edges(182, 364))),
    "a log a day too young": lambda _: Shape(ledger(e for e in window_edges(182, 363) if e.day > DAY - 364)),
    "groups": lambda seed: Shape(all_of(dense_ledger(seed), group=True)),
    "a group on the first day": lambda seed: Shape(
        ledger([*dense_ledger(seed, span=700).events, entry(730, "gave Readers content")],
               *dense_ledger(seed).contacts.values(), Contact("Readers", "Readers", group=True))
    ),
    "no balance": lambda seed: Shape(all_of(dense_ledger(seed), no_balance=True, group=False)),
    "one-sided": lambda seed: Shape(
        again(dense_ledger(seed), lambda e: e.replaced(direction=Direction.GIVEN, one_sided=True, kind=Kind.SHARE))
    ),
    "merges": lambda seed: Shape(merged(seed)),
    "same names": lambda seed: Shape(same_names(seed)),
    "bursts": lambda seed: Shape(dense_ledger(seed, burst=4)),
    "many days alike": lambda seed: Shape(again(dense_ledger(seed), lambda e: e.replaced(day=e.day - e.day % 7))),
    "circle": lambda seed: Shape(in_circles(seed), circle="work"),
    "another circle": lambda seed: Shape(in_circles(seed), DAY - 100, circle="choir"),
    "with": lambda seed: Shape(in_circles(seed), whom=f"c{seed % 40}"),
    "with, of a circle": lambda seed: Shape(in_circles(seed), whom="c2", circle="choir"),
    "since": lambda seed: Shape(dense_ledger(seed), since=DAY - 200),
    "since, by months": lambda seed: Shape(dense_ledger(seed), period=Period.MONTH, since=DAY - 365),
    "until": lambda seed: Shape(dense_ledger(seed), DAY - 40 - seed % 100),
    "until half a year ago": lambda seed: Shape(dense_ledger(seed, size=900), DAY - 500),
    "before the first entry": lambda seed: Shape(dense_ledger(seed), DAY - 2000),
    "months": lambda seed: Shape(dense_ledger(seed), period=Period.MONTH),
    "years": lambda seed: Shape(dense_ledger(seed), period=Period.YEAR),
    "half a year": lambda seed: Shape(dense_ledger(seed, span=500, size=400)),
    "denser": lambda seed: Shape(dense_ledger(seed, fewer=0.999, people=40)),
    "denser by half a year": lambda seed: Shape(dense_ledger(seed, fewer=0.999, span=600, size=600, turn=182)),
    "broader": lambda seed: Shape(
        in_one_year(dense_ledger(seed, people=40), lambda e: e.replaced(contact_id=f"c{e.id[-1]}"), last=False)
    ),
    "far more logged": lambda seed: Shape(dense_ledger(seed, fewer=0.3)),
    "more given": lambda seed: Shape(directed(seed, 0.8, 0.4)),
    "less given": lambda seed: Shape(directed(seed, 0.3, 0.7)),
    "sorted out": lambda seed: Shape(sorted_out(seed, last=True)),
    "no more sorted out": lambda seed: Shape(sorted_out(seed, last=False)),
    "no more help": lambda seed: Shape(without_help(seed, last=True)),
    "help at last": lambda seed: Shape(without_help(seed, last=False)),
    "people gone": lambda seed: Shape(half_of_them(seed, last=True)),
    "new people": lambda seed: Shape(half_of_them(seed, last=False)),
    "more than is convolved": lambda seed: Shape(many_with_few(seed)),
    "anything": lambda seed: Shape(random_ledger(seed, people=20, size=400, span=1100).replaced(checks=CHECKS)),
}  # fmt: skip


ALWAYS_ALIKE = (
    "empty", "nothing with anybody", "one entry", "edges of windows of a year", "edges of windows of half a year",
    "a log a day too young",
)  # fmt: skip
"""Shapes that no seed changes."""


def told(shape: Shape) -> dict[str, Any]:
    """Return the report by the second route."""
    since = iso(shape.since) if shape.since else ""
    return recompute(
        exported(shape.log), iso(shape.day), shape.period, since, shape.whom or "", shape.circle or ""
    )  # fmt: skip


def reported(shape: Shape) -> dict[str, Any]:
    """Return the report by the first route."""
    part = narrow(shape.log, circle=shape.circle, contact_id=shape.whom)
    found = build(part, DAY, until=shape.day, period=shape.period, since=shape.since)
    return json.loads(dump(report_json(found)))  # type: ignore[no-any-return]  # a report went in


@pytest.mark.parametrize(
    ("name", "seed"), [(name, seed) for name in SHAPES for seed in range(1 if name in ALWAYS_ALIKE else 2)]
)
def test_both_routes_agree(name: str, seed: int) -> None:
    """Whatever its shape, both routes come to the same report of a log."""
    shape = SHAPES[name](seed)
    assert differences(reported(shape), told(shape)) == []


@pytest.mark.parametrize("apart", [40, 182, 250, 365, 500])
@pytest.mark.parametrize("name", ["five people", "gaps", "denser", "half a year", "more given", "new people"])
def test_two_days_agree(name: str, apart: int) -> None:
    """The words for what changed between two days are the same by both routes."""
    log = SHAPES[name](1).log
    found = json.loads(dump(against_json(compare_days(log, DAY, DAY - apart))))
    _, _, words = against(exported(log), iso(DAY - apart), iso(DAY))
    compared = ("effective_contacts", "giving_share", "reciprocity", "coverage", "contribution")
    assert {key: found["change"][key] for key in compared} == {key: words.get(key) for key in compared}
    assert found["density"] == words["density"]


@pytest.mark.parametrize(("name", "length"), [("denser", 365), ("half a year", 182), ("gaps", 365)])
def test_against_the_window_before(name: str, length: int) -> None:
    """Two days that are one window apart are compared as the report of the later one does it."""
    shape = SHAPES[name](1)
    report = told(shape)
    assert report["compared_days"] == length
    found = against(exported(shape.log), iso(DAY - length), iso(DAY))
    assert found[:2] == (length, report["comparison"])


def every_report() -> Iterable[dict[str, Any]]:
    """Return the reports on all shapes, on which both routes agree."""
    return [reported(shape(seed)) for shape in SHAPES.values() for seed in range(2)]


def test_the_shapes_show_everything() -> None:
    """Control: among the shapes are comparisons of either length, each reason for none, and each word for a change."""
    reports = every_report()
    compared = [report for report in reports if report["comparison"]]
    assert {report["compared_days"] for report in compared} == {182, 365}
    assert {report["not_compared"] for report in reports} == {None, "young", "too_little", "pause"}
    assert {report["density"] for report in reports} == {None, "same", "denser", "broader"}
    assert {report["effort_changed"] for report in reports} == {False, True}
    for measure in ("giving_share", "reciprocity", "coverage", "contribution", "ties"):
        words = {(report["measures"][measure] or {}).get("change") for report in reports}
        assert words == {None, "same", "up", "down"}, measure
    for measure in ("giving_share", "reciprocity"):
        assert any(report["comparison"][measure] is None for report in compared)
    people = [person for report in reports for person in report["contacts"]]
    for key in ("quiet", "lapsed"):
        assert {person[key] for person in people} == {False, True}
    assert {person["verdict"] for person in people} >= {"open", "giving", "receiving"}
    verdicts = {(report["measures"]["giving_share"] or {}).get("verdict") for report in reports}
    assert len(verdicts - {None}) >= 5
    assert any(report["measures"]["reserve"]["backed"] for report in reports)
    assert any(report["measures"]["asked"]["came"] for report in reports)
    assert any(report["log"]["groups"] for report in reports)


def wrongly(monkeypatch: pytest.MonkeyPatch, names: Iterable[str], key: str, value: object) -> list[str]:
    """Return what differs on some shapes once a name of the second route means something else."""
    shapes = [SHAPES[name](1) for name in names]
    right = [told(shape) for shape in shapes]
    monkeypatch.setattr(second_route_change, key, value)
    return [found for shape, one in zip(shapes, right, strict=True) for found in differences(told(shape), one)]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("SEED", 2),
        ("thinned", lambda events, _: events),
        ("thinned", lambda events, number: events[:number]),
        ("mid_p", lambda *_: 1.0),
        ("SHOULDERS", [*second_route_change.SHOULDERS, "backing"]),
        ("expected", lambda n, *_: n / 4),
    ],
    ids=["other masks", "no thinning", "the first of each window", "no test of ties", "with backing", "other coins"],
)
def test_a_wrong_rule_is_found(key: str, value: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: the comparison notices a rule that is another."""
    found = wrongly(monkeypatch, ["five people", "far more logged", "new people"], key, value)
    assert any(".comparison" in one or "change" in one or "signature" in one for one in found)
