"""Days, numbers and lists in German."""

from netcheck.words.shape.common import CommonWords, Count

TEXTS = CommonWords(
    months=(
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli",
        "August", "September", "Oktober", "November", "Dezember",
    ),
    months_short=("Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"),
    weekdays_short=("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    long_date="{day}. {month} {year}",
    day_month="{day}. {month}",
    weekday_date="{weekday}, {day}. {month}",
    weekday_date_year="{weekday}, {day}. {month} {year}",
    month_year="{month} {year}",
    today="heute",
    yesterday="gestern",
    conjunction="und",
    alternative="oder",
    decimal=",",
    percent="{value} %",
    quoted="„{text}“",
    entries=Count("{n} Eintrag", "{n} Einträge"),
    people=Count("{n} Mensch", "{n} Menschen"),
    days=Count("{n} Tag", "{n} Tagen"),
)  # fmt: skip
