"""Whatever a report holds, it can be drawn."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import spoken
from logs import DAY, dense_ledger, random_ledger
from netcheck.domain.measures import Share, Trend, Verdict
from netcheck.domain.model import Direction, Function, Kind, Voice
from netcheck.domain.pauses import Pause
from netcheck.domain.permutation import Compared
from netcheck.domain.reciprocity import Reciprocity
from netcheck.domain.report import (
    Asked,
    Bar,
    CheckRow,
    Coverage,
    Density,
    Exchange,
    KindCount,
    LeftOut,
    LogSize,
    OpenStep,
    Period,
    Questions,
    Quiet,
    Report,
    Reserve,
    Signature,
    SmallLog,
    Stayed,
    Totals,
)
from netcheck.domain.report_builder import build
from netcheck.domain.windows import Changing, Comparison, NotCompared, Ties, Windows
from netcheck.view.questions import PERSON
from netcheck.view.report_terminal import render, report_console
from netcheck.view.text import width as cells_of
from report_samples import EMPTY, FULL, day

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = st.text(max_size=60) | st.sampled_from(["Alma Reuter", "李小龙", "👩‍👩‍👧", "\x1b[31m", "a" * 200, ""])
DAYS = st.integers(day(1900, 1), day(2099, 1))
COUNTS = st.integers(0, 9999)
SHARES = st.floats(0, 1)


def some(strategy: st.SearchStrategy[Any], most: int = 4) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return tuples of up to so many."""
    return st.lists(strategy, max_size=most).map(tuple)


def built(kind: Callable[..., object], *fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return values of a named tuple from its fields in order."""
    return st.tuples(*fields).map(lambda values: kind(*values))


def members(enum: type) -> st.SearchStrategy[Any]:
    """Return members of an enumeration."""
    return st.sampled_from(list(enum))  # type: ignore[call-overload] # every enumeration is iterable


CHECKS = some(built(CheckRow, DAYS, members(Voice), st.none() | NAMES, st.integers(0, 10), st.integers(0, 10)), 9)
KINDS = built(KindCount, members(Direction), members(Kind), some(st.tuples(NAMES, st.integers(0, 99))), COUNTS)
CHANGES = st.none() | members(Trend)
COVERAGES = built(Coverage, SHARES, SHARES, st.fixed_dictionaries(dict.fromkeys(Function, COUNTS)), CHANGES)
INSIDE = st.none() | st.tuples(COUNTS, COUNTS)
CURVES = st.lists(SHARES, min_size=1, max_size=15).map(lambda shares: tuple(sorted(shares)))
COMPARED = built(Compared, st.floats(0.1, 1000), st.floats(0.1, 1000), SHARES)
COMPARISONS = st.builds(
    Comparison,
    windows=st.sampled_from([Windows(182, DAY, DAY - 182), Windows(365, DAY, DAY - 365)]),
    events=st.tuples(COUNTS, COUNTS),
    compared_on=COUNTS,
    compared=st.fixed_dictionaries({key: st.none() | COMPARED for key in Changing}),
    changes=st.fixed_dictionaries({key: st.none() | members(Trend) for key in Changing}),
    ties=built(Ties, COUNTS, COUNTS, COUNTS),
    now=CURVES,
    before=CURVES,
)
REPORTS = st.builds(
    Report.replaced,
    st.sampled_from([FULL, EMPTY]),
    day=DAYS,
    today=DAYS,
    log=built(Totals, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS, st.none() | DAYS, st.none() | DAYS),
    giving_share=st.none()
    | built(Share, SHARES, SHARES, SHARES, COUNTS, COUNTS, members(Verdict), st.none() | members(Trend)),
    reciprocity=st.none()
    | built(Reciprocity, SHARES, SHARES, st.none() | SHARES, SHARES, SHARES, st.integers(1, 9999), CHANGES),
    coverage=COVERAGES,
    contribution=COVERAGES,
    too_little=st.booleans(),
    density=st.none() | members(Density),
    form=members(LogSize),
    people=COUNTS,
    exchanges=some(
        built(Exchange, members(Function), COUNTS, COUNTS, COUNTS, COUNTS, st.none() | NAMES, st.booleans()), 6
    ),
    period=members(Period),
    bars=some(built(Bar, st.integers(1900, 2099), st.integers(1, 4), COUNTS, COUNTS, st.booleans(), INSIDE), 30),
    compared_days=st.sampled_from([182, 365]),
    not_compared=st.none() | members(NotCompared),
    comparison=st.none() | COMPARISONS,
    comparable_from=st.none() | DAYS,
    ties=st.none() | built(Ties, COUNTS, COUNTS, COUNTS, st.none() | members(Trend)),
    signature=st.none() | built(Signature, CURVES, st.none() | CURVES),
    reserve=built(lambda people, backed: Reserve(people, len(people), backed), some(NAMES, 20), COUNTS),
    asked=built(Asked, COUNTS, COUNTS, COUNTS, COUNTS),
    left_out=built(LeftOut, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS),
    given_to=COUNTS,
    stayed=st.none() | built(Stayed, COUNTS, COUNTS, st.integers(0, 10), st.integers(0, 10)),
    lively=some(NAMES),
    quiet=some(built(Quiet, NAMES, st.integers(0, 4000), DAYS, st.booleans())),
    long_pauses=some(built(Pause, DAYS, DAYS, st.booleans())),
    questions=built(
        Questions,
        *([CHECKS] * 3),
        some(st.sampled_from(list(PERSON))),
        some(built(OpenStep, st.just("id"), NAMES, st.none() | NAMES, st.none() | DAYS)),
    ),
    one_sided=some(NAMES),
    one_sided_entries=COUNTS,
    no_balance_entries=COUNTS,
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


@settings(max_examples=20)
@given(st.integers(0, 10**6), st.sampled_from([0.4, 1.0]), st.sampled_from(["de", "en"]), st.integers(60, 120))
def test_any_comparison_is_drawn(seed: int, fewer: float, language: str, width: int) -> None:
    """So is one in which two windows can be compared."""
    report = build(dense_ledger(seed, size=500, fewer=fewer), DAY)
    assert report.comparison is not None
    assert_drawn(report, language, width)
