"""Text is laid out in cells, and days read as a person would say them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import spoken
from netcheck.view import text
from netcheck.view.safe import safe

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("shown", "cells"),
    [("", 0), ("Alma", 4), ("„Jürgen“ ×2 …", 13), ("李小龙", 6), ("👩‍👩‍👧", 2), ("e\u0301", 1), ("❤️", 2)],
)
def test_width_counts_cells(shown: str, cells: int) -> None:
    """Wide characters take two cells, marks and joined emoji none of their own."""
    assert text.width(shown) == cells


@pytest.mark.parametrize(
    ("long", "cells", "short"),
    [
        ("Alma Reuter", 11, "Alma Reuter"),
        ("Alma Reuter", 6, "Alma…"),
        ("李小龙", 5, "李小…"),
        ("李小龙", 4, "李…"),
        ("李", 1, "…"),
    ],
)
def test_clip(long: str, cells: int, short: str) -> None:
    """What does not fit ends in an ellipsis, between whole letters."""
    assert text.clip(long, cells) == short


def test_pad_fills_cells() -> None:
    """Blanks fill up cells, not characters, on either side."""
    assert text.pad("李", 4) == "李  "
    assert text.pad("ab", 4, right=True) == "  ab"


def test_wrap_indents_and_holds() -> None:
    """Lines are filled up to the limit, continue under their indent, and held words stay together."""
    assert text.wrap("54\u00a0% von dir", 8, "  ", first="- ") == ["- 54 %", "  von", "  dir"]
    assert text.wrap("abcdef", 8, "  ", first="label  ") == ["label", "  abcdef"]


@given(st.text(st.characters(exclude_characters=text.NBSP), max_size=200).map(safe), st.integers(4, 30))
def test_wrap_loses_nothing(long: str, cells: int) -> None:
    """Whatever is wrapped, every letter comes out, and no line is wider than the limit."""
    lines = text.wrap(long, cells)
    assert "".join(lines).replace(" ", "") == long.replace(" ", "")
    assert all(text.width(line) <= cells for line in lines)


@pytest.mark.parametrize(
    ("shown", "german", "english"),
    [
        (lambda: text.long_date(TODAY), "23. November 2026", "23 November 2026"),
        (lambda: text.day_phrase(TODAY, TODAY), "heute", "today"),
        (lambda: text.day_phrase(date(2026, 11, 22), TODAY), "gestern", "yesterday"),
        (lambda: text.day_phrase(date(2026, 11, 12), TODAY), "Do, 12. November", "Thu, 12 November"),
        (lambda: text.day_phrase(date(2025, 3, 1), TODAY), "Sa, 1. März 2025", "Sat, 1 March 2025"),
        (lambda: text.date_of(date(2026, 3, 1), TODAY), "1. März", "1 March"),
        (lambda: text.date_of(date(2025, 3, 1), TODAY), "1. März 2025", "1 March 2025"),
        (lambda: text.month_of(date(2026, 6, 1), TODAY), "Juni", "June"),
        (lambda: text.month_of(date(2025, 6, 1), TODAY), "Juni 2025", "June 2025"),
        (lambda: text.short_month_year(date(2025, 3, 1)), "Mär 2025", "Mar 2025"),
        (lambda: text.join_names(["Ana"]), "Ana", "Ana"),
        (lambda: text.join_names(["Ana", "Ben", "Cem"]), "Ana, Ben und Cem", "Ana, Ben and Cem"),
        (lambda: text.number(0.333, 2), "0,33", "0.33"),
    ],
)  # fmt: skip
def test_days_and_lists_in_words(shown: Callable[[], str], german: str, english: str) -> None:
    """Both languages say days, months, lists and numbers their own way."""
    assert (spoken("de", shown), spoken("en", shown)) == (german, english)


def test_a_command_is_never_wrapped() -> None:
    """It is there to be copied, unless it is wider than the line."""
    told = "netcheck: 1 step, 1 person. To see them: netcheck remind pause 2w, and so on"
    for cells in range(27, 80):
        assert any("netcheck remind pause 2w" in line for line in text.wrap(told, cells, "  "))
    assert max(map(len, text.wrap(told, 12))) <= 12
