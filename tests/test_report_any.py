"""Whatever a report holds, it can be drawn."""

from __future__ import annotations

import io
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import spoken
from logs import DAY, random_ledger
from netcheck.domain.measures import Share, Trend, Verdict
from netcheck.domain.model import Direction, Function, Kind, Voice
from netcheck.domain.pauses import Pause
from netcheck.domain.report import (
    Bar,
    CheckRow,
    Comparability,
    Density,
    Exchange,
    KindCount,
    LogSize,
    OpenStep,
    Period,
    Questions,
    Quiet,
    Report,
    SmallLog,
    Totals,
    Year,
    Years,
)
from netcheck.domain.report_builder import build
from netcheck.view.questions import PERSON
from netcheck.view.report_terminal import render, report_console
from netcheck.view.text import width as cells_of
from report_samples import EMPTY, FULL, day

NAMES = st.text(max_size=60) | st.sampled_from(["Alma Reuter", "李小龙", "👩‍👩‍👧", "\x1b[31m", "a" * 200, ""])
DAYS = st.integers(day(1900, 1), day(2099, 1))
COUNTS = st.integers(0, 9999)
SHARES = st.floats(0, 1)


def some(strategy: st.SearchStrategy[Any], most: int = 4) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return tuples of up to so many."""
    return st.lists(strategy, max_size=most).map(tuple)


def built(kind: type, *fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return values of a named tuple from its fields in order."""
    return st.tuples(*fields).map(lambda values: kind(*values))


def members(enum: type) -> st.SearchStrategy[Any]:
    """Return members of an enumeration."""
    return st.sampled_from(list(enum))  # type: ignore[call-overload] # every enumeration is iterable


YEARS = built(Year, COUNTS, st.floats(0, 1000))
CHECKS = some(built(CheckRow, DAYS, members(Voice), st.none() | NAMES, st.integers(0, 10), st.integers(0, 10)), 9)
KINDS = built(KindCount, members(Direction), members(Kind), some(st.tuples(NAMES, st.integers(0, 99))), COUNTS)
REPORTS = st.builds(
    Report.replaced,
    st.sampled_from([FULL, EMPTY]),
    day=DAYS,
    today=DAYS,
    log=built(Totals, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS, st.none() | DAYS, st.none() | DAYS),
    giving_share=st.none()
    | built(Share, SHARES, SHARES, SHARES, COUNTS, COUNTS, members(Verdict), st.none() | members(Trend)),
    too_little=st.booleans(),
    density=st.none() | members(Density),
    form=members(LogSize),
    people=COUNTS,
    exchanges=some(built(Exchange, members(Function), COUNTS, COUNTS, COUNTS, COUNTS, st.none() | NAMES), 6),
    period=members(Period),
    bars=some(built(Bar, st.integers(1900, 2099), st.integers(1, 4), COUNTS, COUNTS, st.booleans()), 30),
    comparability=members(Comparability),
    years=st.none() | built(Years, DAYS, YEARS, YEARS),
    lively=some(NAMES),
    quiet=some(built(Quiet, NAMES, st.floats(0, 4000), DAYS)),
    recent_pause=st.none() | built(Pause, DAYS, DAYS, st.booleans()),
    questions=built(
        Questions,
        *([CHECKS] * 3),
        some(st.sampled_from(list(PERSON))),
        some(built(OpenStep, st.just("id"), NAMES, st.none() | NAMES, st.none() | DAYS)),
    ),
    one_sided=some(NAMES),
    small_log=st.none() | built(SmallLog, st.integers(1, 3000), some(KINDS), some(members(Function))),
)


def assert_drawn(report: Report, language: str, width: int, person: str = "") -> None:
    """Draw the report, and check that it stays within its width and acts on nothing."""
    out = io.StringIO()
    spoken(language, render, report, report_console(out, width=width), person=person)
    assert out.getvalue().endswith("\n")
    for line in out.getvalue().splitlines():
        assert line == line.rstrip()
        assert cells_of(line) <= width
        assert "\x1b" not in line


@settings(max_examples=150)
@given(REPORTS, st.sampled_from(["de", "en"]), st.integers(60, 140), NAMES)
def test_any_report_is_drawn(report: Report, language: str, width: int, name: str) -> None:
    """Any numbers, codes and names are drawn, in both languages, at any width."""
    assert_drawn(report, language, width, name)


@settings(max_examples=40)
@given(st.integers(0, 10**6), st.integers(0, 40), st.integers(1, 400), st.integers(1, 3000), members(Period))
def test_any_log_is_drawn(seed: int, people: int, size: int, span: int, period: Period) -> None:
    """So is the report of any log, from its first entry on."""
    ledger = random_ledger(seed, people=people, size=size, span=span)
    assert_drawn(build(ledger, DAY, until=DAY - seed % 700, period=period), "de", 80)
