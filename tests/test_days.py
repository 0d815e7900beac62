"""A day is understood as written, in German and English, or refused with the reason."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netcheck import i18n
from netcheck.cli.dates import understood
from netcheck.domain.dates import Day, DayProblem, DayWords, parse_day, parse_span
from netcheck.domain.lexicon import LEXICON
from netcheck.domain.spans import Span, add_months
from netcheck.view.listing import short_day
from netcheck.view.text import date_of, day_phrase, long_date, month_of, month_year, short_month_year, weekday_date

WORDS = DayWords.of()
TODAY = date(2026, 11, 23)  # a Monday
DAYS = st.dates(date(1930, 1, 1), date(2090, 12, 31))


def day(text: str, today: date = TODAY) -> str:
    """Return the ISO date that a text means, with `~` before an approximate one, or the problem."""
    found = parse_day(text, today, WORDS)
    if isinstance(found, DayProblem):
        return found.value
    return "~" * found.approximate + date.fromordinal(found.ordinal).isoformat()


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ("2026-11-03 | 2026-11-3 | on 2026-11-03 | am 2026-11-03", "2026-11-03"),
        ("today | heute | Heute | TODAY | -0d", "2026-11-23"),
        ("yesterday | gestern | -1d | -1 d | a day ago | vor einem Tag | −1d | 1 Tag ago", "2026-11-22"),
        ("vorgestern | day before yesterday | the day before yesterday | -2d | vor zwei Tagen", "2026-11-21"),
        ("-3d | -3t | 3 days ago | vor 3 Tagen | vor drei Tagen | three days ago | 3d ago | -3 Tage", "2026-11-20"),
        ("-2w | 2 weeks ago | vor 2 Wochen | vor zwei Wochen | two weeks ago", "2026-11-09"),
        ("-1w | a week ago | vor einer Woche | one week ago", "2026-11-16"),
        ("-1m | a month ago | vor einem Monat | 1 month ago", "2026-10-23"),
        ("-1y | -1j | a year ago | vor einem Jahr | -12m", "2025-11-23"),
        ("3.11. | 3.11 | 03.11. | 3. 11. | 3.11.2026 | 3.11.26 | 3. 11. 2026 | am 3.11.", "2026-11-03"),
        ("12.11.", "2026-11-12"),
        ("24.12. | 24.12.2025 | 24.12.25", "2025-12-24"),
        ("23.11.", "2026-11-23"),
        ("29.2.", "2024-02-29"),
        ("1.5.18 | 1 May 18 | 1. Mai '18 | May 1, '18", "2018-05-01"),
        ("2026-11-20 15:42 | 2026-11-20T15:42 | 2026-11-20T23:42:10.123Z | 2026-11-20T00:10+02:00", "2026-11-20"),
        ("2026-11-20 15:42:00 -0500 | 20.11. 18:00 | 20.11. um 18 Uhr | 20.11.2026, 15:42 | -3d 18:00", "2026-11-20"),
        ("20.11. 18.30 Uhr | vor 3 Tagen um 8 Uhr abends | Freitag um 3 Uhr 20 | Freitag Abend um 8", "2026-11-20"),
        ("Nov 20 11pm | 20 Nov 18h | Fri 5 p.m. | friday evening | friday 11 o'clock | Friday at 8", "2026-11-20"),
        ("3. November | 3 Nov | 3rd November | Nov 3 | November 3, 2026 | 3. Nov. 2026 | am 3. November", "2026-11-03"),
        ("24. Dezember | Dec 24 | 24th December", "2025-12-24"),
        (
            "Dienstag 3.11. | Dienstag, 3.11. | Tuesday 3.11. | Di., 3. November 2026 | am Dienstag, den 3.11.",
            "2026-11-03",
        ),
    ],
)
def test_a_day(texts: str, expected: str) -> None:
    """Dates, words for days and days ago mean one day; without a year, the last that was."""
    assert {text: day(text) for text in texts.split(" | ")} == dict.fromkeys(texts.split(" | "), expected)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ("Mo | Mon | Montag | Monday | monday | last Monday | letzten Montag | am Montag | on Mon | Mo.", "2026-11-16"),
        ("Di | Tue | Dienstag | last Tuesday | am letzten Dienstag", "2026-11-17"),
        ("Mi | Wed | Mittwoch", "2026-11-18"),
        ("Do | Thu | Donnerstag", "2026-11-19"),
        ("Fr | Fri | Freitag", "2026-11-20"),
        ("Sa | Sat | Samstag | Sonnabend", "2026-11-21"),
        ("So | Sun | Sonntag", "2026-11-22"),
    ],
)
def test_a_weekday(texts: str, expected: str) -> None:
    """A weekday is the last one strictly before today, whatever stands before it."""
    assert {text: day(text) for text in texts.split(" | ")} == dict.fromkeys(texts.split(" | "), expected)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ("September | Sep | Sept | im September | in September | 2026-09 | 2026-9 | 09.2026 | Sep.", "~2026-09-15"),
        ("September 2026 | Sep 2026", "~2026-09-15"),
        ("März | Maerz | Mär | March | Mar | Marz | last March", "~2026-03-15"),
        ("Dezember | December | Dez | last December | letzten Dezember", "~2025-12-15"),
        ("November | Nov | 2026-11", "~2026-11-15"),
        ("last November | letzten November | November 2025 | Nov '25 | Nov ’25", "~2025-11-15"),
        ("Mai | May", "~2026-05-15"),
        ("last month | letzten Monat | im letzten Monat | vergangenen Monat | previous month", "~2026-10-15"),
        ("this month | diesen Monat | in diesem Monat", "~2026-11-15"),
    ],
)
def test_a_month(texts: str, expected: str) -> None:
    """A month is about its middle; without a year, the last that has begun."""
    assert {text: day(text) for text in texts.split(" | ")} == dict.fromkeys(texts.split(" | "), expected)


def test_a_month_whose_middle_is_to_come() -> None:
    """Before the 15th, this month means about today."""
    assert day("November", date(2026, 11, 4)) == "~2026-11-04"
    assert day("November", date(2026, 11, 15)) == "~2026-11-15"


@pytest.mark.parametrize("language", ["de", "en"])
def test_whatever_is_printed_is_read(language: str) -> None:
    """Each form in which a day or a month is shown means that day, or that month, when it is typed."""
    i18n.use(language)
    for ago in range(800):
        then = TODAY - timedelta(ago)
        for show in (weekday_date, day_phrase, date_of, short_day):
            assert day(show(then, TODAY)) == then.isoformat()
        assert day(long_date(then)) == then.isoformat()
        for month in (month_year(then), short_month_year(then), month_of(then, TODAY)):
            assert day(month)[: len("~2026-11")] == f"~{then:%Y-%m}"


@pytest.mark.parametrize(
    ("texts", "problem"),
    [
        ("2026-11-24 | 24.11.2026 | 2027-01 | December 2026 | tomorrow | morgen | übermorgen | 1.1.27", "future"),
        ("03/11/2026 | 3/11 | 2026/11/03", "slashes"),
        ("monday 3 november | Mon 3 Nov 2026 | Mo, 3.11. | Dienstag 24.12. | Mi 2026-11-03", "contradiction"),
        ("last week | diese Woche | last year | letztes Jahr | im vergangenen Jahr | this year | 2025", "vague"),
        (
            "31.2. | 31.2.2026 | 2026-02-30 | 0.5. | 5.0. | 2026-13 | 2026-00 | 99.99. | 31. Februar | 13.2026",
            "no_such_day",
        ),
        ("12.-14. Oktober | 3.-5.11. | 3.11. bis 5.11. | 3. und 4. November | 20-22 Nov | Oct 12–13", "range"),
        ("12 and 13 Oct | Monday and Tuesday | Mo + Di | Mon-Wed | Monday or Tuesday | heute oder gestern", "range"),
        ("1 to 3 May | 2026-11-03 bis 2026-11-05 | 3. und 4. November abends | 3.-5.11. 18:00", "range"),
        ("2026-11-20 25:00 | 2026-11-20 15:60 | 3.11. 18 | 3.11. 18.30 | 18:00 | 5pm | 13 pm | Nov 20 20", "unknown"),
        ("-2d 3h | vor 2 Tagen 3h | -2h | 20 hours ago | Oct 20 1030 | 3-11-2026 | 2026-11-3x", "unknown"),
        ("1.5.98 | 1 May '98", "future"),
        ("31.12.1899 | 1899-12-31 | 1899-12 | 0000-01-01 | -9999y | -9999m | -9999w | 5.1899", "unknown"),
        (
            "banana | Kaffee |  | - | -3 | 3 | 20261103 | next Monday | vor | ago | vor ewigen Zeiten | on | am | last",
            "unknown",
        ),
        (
            "3 days | -3x | 3.11.202 | 3.1126 | ² days ago | 10:30 | Mon 3 | in 3 days | November 1850 x | Di 2026-11",
            "unknown",
        ),
    ],
)
def test_no_day(texts: str, problem: str) -> None:
    """The future, slashes, days that never were and what is no day are refused, each by its name."""
    assert {text: day(text) for text in texts.split(" | ")} == dict.fromkeys(texts.split(" | "), problem)


def test_the_same_day_in_both_forms_of_unicode() -> None:
    """A decomposed umlaut is an umlaut."""
    assert day("Ma\u0308rz") == day("M\u00e4rz") == "~2026-03-15"


@given(st.text(max_size=20) | st.from_regex(r"[-\d./ ]{1,12}[a-zäöü]{0,6}", fullmatch=True), DAYS)
def test_any_text_is_a_day_up_to_today_or_a_problem(text: str, today: date) -> None:
    """Whatever is typed, nothing raises, and no day lies in the future or before 1900."""
    found = parse_day(text, today, WORDS)
    assert isinstance(found, DayProblem) or date(1900, 1, 1).toordinal() <= found.ordinal <= today.toordinal()


@given(DAYS, st.integers(0, 364))
def test_a_date_without_a_year_comes_back(today: date, ago: int) -> None:
    """A day of the last twelve months is meant by its day and month alone, and by its ISO date."""
    then = today - timedelta(days=ago)
    exact = Day(then.toordinal())
    assert parse_day(then.isoformat(), today, WORDS) == exact
    assert parse_day(f"{then.day}.{then.month}.", today, WORDS) == exact
    assert parse_day(f"-{ago}d", today, WORDS) == exact


@given(DAYS, st.integers(0, 6))
def test_a_weekday_is_one_to_seven_days_ago(today: date, weekday: int) -> None:
    """Each weekday's names agree on one of the last seven days."""
    found = {parse_day(name, today, WORDS) for one in LEXICON.values() for name in one.weekdays[weekday]}
    expected = [today - timedelta(days=ago) for ago in range(1, 8)]
    assert found == {Day(then.toordinal()) for then in expected if then.weekday() == weekday}


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("6w", Span(days=42)),
        ("2d", Span(days=2)),
        ("3m", Span(months=3)),
        ("1y", Span(months=12)),
        ("3 Monate", Span(months=3)),
        ("eine Woche", Span(days=7)),
        ("a month", Span(months=1)),
        ("0d", Span()),
        ("w", None),
        ("6", None),
        ("many weeks", None),
        ("6 parsecs", None),
        ("", None),
    ],
)
def test_span(text: str, span: Span | None) -> None:
    """A length of time is a number, in figures or words, and a unit."""
    assert parse_span(text, WORDS) == span


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-03-31", -1, "2026-02-28"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-11-23", 0, "2026-11-23"),
    ],
)
def test_months_end_where_they_end(start: str, months: int, end: str) -> None:
    """Counting months keeps the day, or takes the last day of a shorter month."""
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(end)


@pytest.mark.parametrize("months", [-12 * 2026, 12 * 8000])
def test_months_beyond_the_calendar(months: int) -> None:
    """Years outside 1 to 9999 are no dates."""
    with pytest.raises(ValueError, match=str(months)):
        add_months(TODAY, months)


def test_every_word_has_one_meaning() -> None:
    """No word stands for two weekdays, months, units or numbers."""
    for of in ("weekdays", "months", "units", "numbers"):
        meanings: dict[str, set[object]] = {}
        for language in LEXICON.values():
            table = getattr(language, of)
            for meaning, words in table.items() if of in {"units", "numbers"} else enumerate(table):
                for word in words:
                    meanings.setdefault(word.lower(), set()).add(meaning)
        assert {word: found for word, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-01", "2026-12-01"),
        ("1.12.", "2026-12-01"),
        ("1.2", "2027-02-01"),
        ("am 1. 2. 2028", "2028-02-01"),
        ("29.2.", "2028-02-29"),
        ("today", "2026-11-23"),
        ("MORGEN", "2026-11-24"),
        ("übermorgen", "2026-11-25"),
        ("+3d", "2026-11-26"),
        ("in 2 Wochen", "2026-12-07"),
        ("in a month", "2026-12-23"),
        ("Monday", "2026-11-30"),
        ("am Dienstag", "2026-11-24"),
        ("23.11.", "2026-11-23"),
        ("7 December", "2026-12-07"),
        ("am 2. März", "2027-03-02"),
        ("Di, 24. November", "2026-11-24"),
        ("1.12.26", "2026-12-01"),
        ("1.12.69", "2069-12-01"),
        ("friday 18:00", "2026-11-27"),
        ("2w 3h", DayProblem.UNKNOWN),
        ("1.-3.12.", DayProblem.RANGE),
        ("1.12 2027", "2027-12-01"),
        ("gestern", DayProblem.PAST),
        ("2026-11-22", DayProblem.PAST),
        ("1.2.2026", DayProblem.PAST),
        ("-2w", DayProblem.PAST),
        ("vor 3 Tagen", DayProblem.PAST),
        ("2026-02-30", DayProblem.NO_SUCH_DAY),
        ("31.2.", DayProblem.NO_SUCH_DAY),
        ("Mo, 24. November", DayProblem.CONTRADICTION),
        ("December", DayProblem.VAGUE),
        ("2026-12", DayProblem.VAGUE),
        ("3/11", DayProblem.SLASHES),
        ("last friday", DayProblem.UNKNOWN),
        ("bald", DayProblem.UNKNOWN),
        ("", DayProblem.UNKNOWN),
        ("9999 years", DayProblem.UNKNOWN),
    ],
)
def test_a_day_to_come_is_understood_in_both_languages(text: str, expected: str) -> None:
    """Days, spans and weekdays mean the next such day from today on; what is past is told apart."""
    found = parse_day(text, date(2026, 11, 23), WORDS, ahead=True)
    assert (found if isinstance(found, DayProblem) else date.fromordinal(found.ordinal).isoformat()) == expected


@given(st.integers(0, 3000), st.dates(date(1900, 1, 1), date(9000, 1, 1)))
def test_a_day_ahead_is_what_it_is_said_to_be(later: int, today: date) -> None:
    """However a day to come is written, it is read as that day; the same text never means one before today."""
    then = date.fromordinal(today.toordinal() + later)
    for text in (then.isoformat(), f"{then.day}.{then.month}.{then.year}", f"+{later}d"):
        assert parse_day(text, today, WORDS, ahead=True) == Day(then.toordinal())
    nearest = parse_day(f"{then.day}.{then.month}.", today, WORDS, ahead=True)
    assert isinstance(nearest, Day)
    assert today.toordinal() <= nearest.ordinal <= then.toordinal()


@pytest.mark.parametrize("text", ["tomorrow", "+1d", "2w", "Monday"])
def test_there_is_no_day_after_the_last(text: str) -> None:
    """Where the calendar ends, a day to come is none."""
    assert parse_day(text, date.max, WORDS, ahead=True) is DayProblem.UNKNOWN


MONTH_NAMES = sorted({word for one in LEXICON.values() for names in one.months for word in names})
NUMBERS = st.integers(0, 31) | st.integers(1895, 2030) | st.sampled_from([2026, 11, 23, 10])
PIECES = (
    NUMBERS.map(str)
    | NUMBERS.map("{}.".format)
    | st.integers(1, 31).map("{}th".format)
    | st.integers(0, 99).map("'{:02}".format)
    | st.dates(date(2020, 1, 1), date(2026, 11, 23)).map(str)
    | st.sampled_from(MONTH_NAMES)
    | st.sampled_from(
        ["-", "–", "bis", "to", "and", "und", ",", "on", "am", "the", "of", "ago", "vor", "days", "hours"]
    )
    | st.sampled_from(["yesterday", "gestern", "Montag", "Fri", "Uhr", "um", "at", "pm", "h", "in", "weeks", "Stunden"])
    | st.times().map("{:%H:%M}".format)
)
RANDOM = st.lists(st.tuples(PIECES, st.sampled_from(["", " "])), min_size=1, max_size=6).map(
    lambda pieces: "".join(f"{blank}{piece}" for piece, blank in pieces).strip()
)
DAY = st.integers(1, 31)
USUAL = st.builds(
    "{}{} {}{}{}".format,
    DAY,
    st.just("")
    | st.sampled_from([".", "th"])
    | st.builds("{}{}{}".format, st.sampled_from(["-", ".-", " and ", " bis ", " "]), DAY, st.sampled_from([".", ""])),
    st.sampled_from(MONTH_NAMES) | st.integers(1, 12).map("{}.".format),
    st.just("") | NUMBERS.map(" {}".format) | st.integers(0, 99).map(" '{:02}".format),
    st.just("") | st.times().map(" {:%H:%M}".format) | st.integers(0, 25).map(" um {} Uhr".format),
)
TEXTS = RANDOM | USUAL
_MARKED = r"(?:\.\d\d)? *(?:Uhr|h|pm)(?: \d\d)?$"
_HOUR = re.compile(rf"\d{{1,2}}:\d\d|\b(?:um|at) *\d{{1,2}}(?:{_MARKED}|$)|\d{{1,2}}{_MARKED}", re.IGNORECASE)


@given(TEXTS, st.sampled_from(["de", "en"]))
@example("12.-14. Oktober", "de")
@example("20-22 Nov", "en")
@example("12 and 13 Oct", "en")
@example("Nov '23", "en")
@example("Oct 20 1030", "en")
@example("25.10. 18:00", "de")
@settings(max_examples=500)
def test_a_day_uses_every_number_of_its_text(text: str, language: str) -> None:
    """Whatever is accepted, each number in it is the day, the month or the year, an hour, or what is counted back."""
    found = understood(text, TODAY, language)
    if isinstance(found, DayProblem):
        return
    then = date.fromordinal(found.ordinal)
    assert date(1900, 1, 1) <= then <= TODAY
    rest = _HOUR.sub(" ", text)
    back = [int(count) * {"d": 1, "w": 7}[unit] for count, unit in re.findall(r"(\d+) ?([dw])", rest)]
    if back:
        assert TODAY - then == timedelta(sum(back))
        rest = re.sub(r"\d+ ?[dw]", "", rest)
    stated = [int(number) if not mark else 2000 + int(number) for mark, number in re.findall(r"(')?(\d+)", rest)]
    parts = [then.year, then.month] if found.approximate else [then.year, then.month, then.day]
    short = re.search(r"[a-zä]{3}[.,]* \d\d$|\.\d\d$", rest.strip(), re.IGNORECASE)
    if short and stated[-1] == then.year % 100:
        parts.append(then.year % 100)
    assert not Counter(stated) - Counter(parts)
