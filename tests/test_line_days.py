"""A break of the log, and the days that lines name beside their options."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from netcheck.domain.dates import Day
from netcheck.domain.line_days import Break, day_at_the_end, day_in_note, month_within
from netcheck.domain.spans import add_months

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
WORDS = st.sampled_from(
    ["yesterday", "am", "3.11.", "3", "und", "bis", "Dezember", "june", "May", "so", "(gestern)", "--", '"', "", "Alma"]
)


def nobody(_: str) -> bool:
    """Know no name."""
    return False


@given(DAYS, st.integers(0, 900), DAYS)
def test_the_middle_of_a_month_in_a_break(first: date, length: int, day: date) -> None:
    """It lies in the break and the month, as many days from its start there as from its end, or one fewer."""
    pause = Break(first.toordinal(), first.toordinal() + length)
    month = day.replace(day=1).toordinal()
    inside = [
        ordinal
        for ordinal in range(month, add_months(day.replace(day=1), 1).toordinal())
        if pause.first <= ordinal <= pause.last
    ]
    whole = len(inside) == (add_months(day.replace(day=1), 1) - day.replace(day=1)).days
    expected = inside[(len(inside) - 1) // 2] if inside and not whole else None
    assert pause.middle_of_month(day.toordinal()) == expected
    assert first <= date.fromordinal(pause.middle) <= first + timedelta(length)


@given(st.lists(WORDS | st.text(max_size=5), max_size=6))
def test_every_line_has_a_day_or_none(line: list[str]) -> None:
    """Nothing raises; what is taken out of a line is a run of its words, and lies in no future."""
    if found := day_in_note(" ".join(line), TODAY):
        assert found[0] in " ".join(" ".join(line).split())
        assert found[1].ordinal <= TODAY.toordinal()
    for taken in (day_at_the_end(line, nobody, TODAY), month_within(line, nobody, TODAY)):
        if taken:
            rest, text = taken
            assert text in " ".join(line)
            assert len(rest) < len(line)


def test_the_longest_run_is_the_day() -> None:
    """A day of several words is one day, and of several the last."""
    assert day_in_note("the plan of 3 days ago", TODAY) == ("3 days ago", Day(date(2026, 11, 20).toordinal()))
    assert day_in_note("gestern nicht vorgestern", TODAY) == ("vorgestern", Day(date(2026, 11, 21).toordinal()))
    assert day_in_note("yesterday it was very good", TODAY) is None
