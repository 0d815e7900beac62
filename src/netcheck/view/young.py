"""Says from when on one year can be compared with the year before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.view.text import HOLD, date_of, month_year

if TYPE_CHECKING:
    from netcheck.domain.report import Report
    from netcheck.words import Words

YOUNG_DAYS = 730
"""A year can be compared with the year before once the log is this old."""


def young(report: Report, words: Words, *, part: bool = False) -> str:
    """Return that there are not two years of entries yet and from when on there will be; `part`: of a part of the log.

    That is a month to come, or a day to come of this month. In a look back it may be over; then only the first is said.
    """
    said = words.report.change
    today = date.fromordinal(report.today)
    first = date.fromordinal((report.log.first or report.day) + YOUNG_DAYS)
    told = [said.young_part if part else said.young]
    if (first.year, first.month) > (today.year, today.month):
        told.append(said.comparable.format(month=month_year(first, words)))
    elif first > today:
        told.append(said.comparable_day.format(date=date_of(first, today, words).replace(" ", HOLD)))
    return " ".join(told) if report.day == report.today or len(told) > 1 else said.young_then
