"""The shape of texts that every part of the program uses."""

from __future__ import annotations

from netcheck.value import Value


class Count(Value):
    """A counted noun: `one` for 1, `many` for any other number; {n} is the number."""

    one: str
    many: str

    def __call__(self, n: int, **facts: object) -> str:
        """Return the text for n things."""
        return (self.one if n == 1 else self.many).format(n=n, **facts)


class CommonWords(Value):
    """Days, numbers and lists."""

    months: tuple[str, ...]
    months_short: tuple[str, ...]
    weekdays_short: tuple[str, ...]
    long_date: str
    day_month: str
    weekday_date: str
    weekday_date_year: str
    month_year: str
    today: str
    yesterday: str
    conjunction: str
    alternative: str
    decimal: str
    percent: str
    quoted: str
    entries: Count
    people: Count
    days: Count
