"""When a reminder comes: no turn is left out and none comes twice, whatever the clock does."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from netcheck.domain.reminder_turns import Every, Timing, is_open, last_turn, next_run, next_try, parse_time, turn

MONDAY = date(2026, 11, 23)
NINE = time(9)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9", time(9)), ("09:00", time(9)), ("9.30", time(9, 30)), (" 23:59 ", time(23, 59)), ("0", time(0)),
        ("24:00", None), ("9:60", None), ("9 am", None), ("", None), ("09:00:00", None), ("-1", None),
    ],
)  # fmt: skip
def test_times_of_day(text: str, expected: time | None) -> None:
    """Hours with or without minutes are a time of day, and nothing else is."""
    assert parse_time(text) == expected


@pytest.mark.parametrize(
    ("every", "today", "expected"),
    [
        (Every.DAY, MONDAY, MONDAY),
        (Every.MON, MONDAY, MONDAY),
        (Every.TUE, MONDAY, date(2026, 11, 17)),
        (Every.SUN, MONDAY, date(2026, 11, 22)),
        (Every.MONTH, MONDAY, date(2026, 11, 1)),
        (Every.MONTH, date(2026, 12, 1), date(2026, 12, 1)),
    ],
)
def test_a_turn_is_the_latest_day_of_its_kind(every: Every, today: date, expected: date) -> None:
    """A week's turn is its day of the week, a month's turn is the first, today included; it is open until taken."""
    assert turn(every, today) == expected
    assert is_open(every, today, None)
    assert is_open(every, today, expected - timedelta(days=1))
    assert not is_open(every, today, expected)


@pytest.mark.parametrize(
    ("every", "now", "last", "upcoming"),
    [
        (Every.MON, "2026-11-23T08:59", date(2026, 11, 16), "2026-11-23T09:00"),
        (Every.MON, "2026-11-23T09:00", date(2026, 11, 23), "2026-11-30T09:00"),
        (Every.MON, "2026-11-26T08:00", date(2026, 11, 23), "2026-11-30T09:00"),
        (Every.DAY, "2026-11-23T08:00", date(2026, 11, 22), "2026-11-23T09:00"),
        (Every.MONTH, "2026-12-01T08:00", date(2026, 11, 1), "2026-12-01T09:00"),
        (Every.MONTH, "2026-12-31T23:00", date(2026, 12, 1), "2027-01-01T09:00"),
    ],
)
def test_the_last_and_the_next(every: Every, now: str, last: date, upcoming: str) -> None:
    """The last turn is the one whose time has come, the next run the one whose time has not."""
    assert last_turn(Timing(every, NINE), datetime.fromisoformat(now)) == last
    assert next_run(Timing(every, NINE), datetime.fromisoformat(now)) == datetime.fromisoformat(upcoming)


@pytest.mark.parametrize(
    ("now", "taken", "expected"),
    [
        ("2026-11-26T10:00", MONDAY, "2026-11-30T09:00"),
        ("2026-11-26T10:00", None, "2026-11-26T12:00"),
        ("2026-11-26T08:00", date(2026, 11, 16), "2026-11-26T09:00"),
        ("2026-11-26T21:00", date(2026, 11, 16), "2026-11-27T09:00"),
        ("2026-11-23T08:00", MONDAY, "2026-11-30T09:00"),
    ],
)
def test_an_open_turn_is_tried_again(now: str, taken: date | None, expected: str) -> None:
    """While a turn is open, the next try is a few hours away; then it waits for the next turn."""
    found = next_try(Timing(Every.MON, NINE), 3, datetime.fromisoformat(now), taken)
    assert found == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    ("zone", "around"),
    [
        ("Europe/Berlin", date(2026, 3, 29)), ("Europe/Berlin", date(2026, 10, 25)),
        ("America/New_York", date(2026, 3, 8)), ("America/New_York", date(2026, 11, 1)),
        ("Asia/Kolkata", date(2026, 3, 29)), ("Pacific/Apia", date(2011, 12, 30)),
    ],
)  # fmt: skip
@pytest.mark.parametrize("at", [time(2, 30), NINE, time(23, 30)], ids=str)
@pytest.mark.parametrize("every", Every)
@pytest.mark.parametrize("asleep", [0, 9], ids=["awake", "asleep at times"])
def test_every_turn_is_taken_once(zone: str, around: date, at: time, every: Every, asleep: int) -> None:
    """In six weeks around a change of the clock, or a day that a country left out, each turn is taken on one day.

    The machine fires at the hours that stand in a crontab, by its wall clock, unless it is asleep then.
    """
    hours, taken, days = range(at.hour, 24, 3), None, []
    start = datetime.combine(around - timedelta(days=21), time(0), UTC)
    for minute in range(0, 42 * 24 * 60, 30):
        now = (start + timedelta(minutes=minute)).astimezone(ZoneInfo(zone))
        if (now.hour, now.minute) not in {(hour, at.minute) for hour in hours} or (minute // 60) % 29 < asleep:
            continue
        if is_open(every, now.date(), taken):
            taken = turn(every, now.date())
            days.append(taken)
    assert len(days) == len(set(days))
    first, last = days[0], days[-1]
    wall = {(start + timedelta(hours=hour)).astimezone(ZoneInfo(zone)).date() for hour in range(42 * 24)}
    due = {turn(every, day) for day in wall}
    if every is Every.DAY and asleep:  # a day may end before the machine wakes up
        due = set(days)
    assert set(days) == {day for day in due if first <= day <= last}
