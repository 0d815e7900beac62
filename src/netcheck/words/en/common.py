"""Days, numbers and lists in English."""

from netcheck.words.shape.common import CommonWords, Count

TEXTS = CommonWords(
    months=(
        "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December",
    ),
    months_short=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    weekdays_short=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    long_date="{day} {month} {year}",
    day_month="{day} {month}",
    weekday_date="{weekday}, {day} {month}",
    weekday_date_year="{weekday}, {day} {month} {year}",
    month_year="{month} {year}",
    today="today",
    yesterday="yesterday",
    conjunction="and",
    alternative="or",
    decimal=".",
    percent="{value}%",
    quoted="“{text}”",
    entries=Count("{n} entry", "{n} entries"),
    people=Count("{n} person", "{n} people"),
    days=Count("{n} day", "{n} days"),
)  # fmt: skip
