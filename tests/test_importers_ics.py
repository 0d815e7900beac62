"""Calendars: who was in a meeting, series and their exceptions, days wherever it was, broken events and files."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import readings
from netcheck.errors import NetcheckError
from netcheck.importers import ics

IMPORTS = Path(__file__).parent / "imports" / "ics"
ME = "nora@feldmann.example"
GWEN = "ATTENDEE;CN=Gwen Pascoe;PARTSTAT=ACCEPTED:mailto:gwen@pascoe.example"
EMIL = "ATTENDEE;CN=Emil:mailto:emil@rautner.example"


def read(path: Path, *me: str, **options: Any) -> readings.Reading:  # noqa: ANN401 - any of Options
    """Read a path as the owner of the calendars, unless said otherwise."""
    return readings.read(ics, path, me=me or (ME,), **options)


def calendar(folder: Path, *events: str, before: str = "", name: str = "x.ics", encoding: str = "utf-8") -> Path:
    """Write a calendar of events, each its lines, and return its path."""
    blocks = [f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT" for event in events]
    text = "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *filter(None, [before]), *blocks, "END:VCALENDAR", ""])
    path = folder / name
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    return path


def event(folder: Path, *lines: str, **written: str) -> readings.Reading:
    """Read a calendar with one event."""
    return read(calendar(folder, "\n".join(lines), **written))


def days(reading: readings.Reading) -> list[str]:
    """Return the days of all talks."""
    return [line[:10] for line in reading.talks]


def test_a_calendar() -> None:
    """Each who was there, on days that were, the moved one moved; what is left out is counted."""
    reading = read(IMPORTS / "kalender.ics")
    assert readings.detected(ics, IMPORTS / "kalender.ics")
    assert reading.names == ["Dunja Perić", "Gwen Pascoe", "Tilo Brückner"]
    assert reading.talks == [
        "2026-02-03 Tilo Brückner: Baubesprechung",
        "2026-02-06 Dunja Perić: ",
        "2026-03-02 Gwen Pascoe: Lesekreis",
        "2026-03-16 Gwen Pascoe: Lesekreis",
        "2026-03-24 Gwen Pascoe: Lesekreis (verlegt)",
    ]
    assert reading.left_out == {"cancelled": 2, "many_recipients": 1, "future": 1, "nobody": 1}
    assert {draft.values["identifiers"] for draft in reading.drafts if not draft.with_name} == {
        ("tilo@kranwerk.example",), ("dunja@peric.example",), ("gwen@pascoe.example",),
    }  # fmt: skip


def test_broken_events_are_problems() -> None:
    """A negative duration does not matter; a start that is no day does."""
    reading = read(IMPORTS / "kaputt.ics")
    assert reading.talks == ["2026-02-10 Tilo Brückner: x"]
    assert [(one.line, one.code, one.file) for one in reading.findings.problems] == [
        (2, "import_ics_start", "kaputt.ics")
    ]


def test_me_is_needed() -> None:
    """Those who are in most meetings are offered; a folder is read whole."""
    with pytest.raises(NetcheckError) as caught:
        readings.read(ics, IMPORTS)
    assert (caught.value.code, caught.value.facts["names"][:1]) == ("import_me_needed", [ME])  # type: ignore[index]  # a list
    assert len(read(IMPORTS).talks) == 6
    assert len(read(IMPORTS, "Nora Feldmann <nora@feldmann.example>").talks) == 6
    assert len(read(IMPORTS, "nora feldmann").talks) == 6


@pytest.mark.parametrize(
    ("start", "day"),
    [
        ("DTSTART:20260203T233000Z", "2026-02-03"),
        ("DTSTART;TZID=Europe/Berlin:20260203T003000", "2026-02-03"),
        ('DTSTART;TZID="America/New_York":20260203T233000', "2026-02-03"),
        ("DTSTART;TZID=W. Europe Standard Time:20260203T003000", "2026-02-03"),
        ("DTSTART;TZID=Customized Time Zone 1:20260203T233000", "2026-02-03"),
        ("DTSTART:20260203T233000", "2026-02-03"),
        ("DTSTART;VALUE=DATE:20260203", "2026-02-03"),
        ("dtstart;value=date:20260203", "2026-02-03"),
    ],
)
def test_the_day_is_as_it_is_written(tmp_path: Path, start: str, day: str) -> None:
    """In UTC, in a zone, in none, as a day."""
    assert days(event(tmp_path, start, GWEN)) == [day]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["RRULE:FREQ=WEEKLY;COUNT=3"], ["2026-03-02", "2026-03-09", "2026-03-16"]),
        (["RRULE:FREQ=WEEKLY;UNTIL=20260309T170000Z"], ["2026-03-02", "2026-03-09"]),
        (["RRULE:FREQ=WEEKLY;UNTIL=20260309"], ["2026-03-02", "2026-03-09"]),
        (["RRULE:FREQ=MONTHLY;BYDAY=-1MO;COUNT=2"], ["2026-03-30", "2026-04-27"]),
        (["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20260309T170000Z"], ["2026-03-02", "2026-03-16"]),
        (["RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20260309,20260316"], ["2026-03-02"]),
        (["RRULE:FREQ=DAILY;COUNT=4;BYHOUR=9,18"], ["2026-03-02", "2026-03-03", "2026-03-04"]),
        (["RDATE:20260305T180000,20260306T180000"], ["2026-03-02", "2026-03-05", "2026-03-06"]),
    ],
)
def test_series(tmp_path: Path, lines: list[str], expected: list[str]) -> None:
    """Rules, their ends, their exceptions, in whatever zone these are written."""
    assert days(event(tmp_path, "DTSTART;TZID=Europe/Berlin:20260302T180000", *lines, GWEN)) == expected


def test_a_series_ends_today_and_after_3000_days(tmp_path: Path) -> None:
    """The last days count."""
    found = days(event(tmp_path, "DTSTART:20000101T090000Z", "RRULE:FREQ=DAILY", GWEN))
    assert (len(found), found[-1]) == (3000, "2026-11-27")
    coming = event(tmp_path, "DTSTART:20270101T090000Z", "RRULE:FREQ=DAILY", GWEN)
    assert (coming.talks, coming.left_out) == ([], {"future": 1})


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=WEEKLY;BYDAY=XX", "X",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=7", "FREQ=MONTHLY;BYMONTH=13", "FREQ=DAILY;UNTIL=quatsch", "COUNT=3",
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_read(tmp_path: Path, rule: str) -> None:
    """It is a problem, and the first day counts; none makes the reader search for ever."""
    reading = event(tmp_path, "DTSTART:20260203T090000Z", f"RRULE:{rule}", GWEN)
    assert (days(reading), [one.code for one in reading.findings.problems]) == (["2026-02-03"], ["import_ics_rule"])


def test_single_days_of_a_series(tmp_path: Path) -> None:
    """One that was moved or cancelled, before or after the series, in UTC or not."""
    series = f"UID:1\nDTSTART;TZID=Europe/Berlin:20260302T003000\nRRULE:FREQ=WEEKLY;COUNT=3\n{GWEN}"
    moved = f"UID:1\nRECURRENCE-ID:20260308T233000Z\nDTSTART:20260310T090000Z\n{GWEN}\n{EMIL}"
    gone = (
        f"UID:1\nRECURRENCE-ID;TZID=Europe/Berlin:20260316T003000\nDTSTART:20260316T090000Z\nSTATUS:CANCELLED\n{GWEN}"
    )
    reading = read(calendar(tmp_path, moved, series, gone))
    assert reading.talks == ["2026-03-02 Gwen Pascoe: ", "2026-03-10 Emil: ", "2026-03-10 Gwen Pascoe: "]
    assert reading.left_out == {"cancelled": 1}


def test_the_newest_version_of_a_meeting(tmp_path: Path) -> None:
    """In a folder with an invitation, a change and what takes another one back."""
    meeting = f"UID:{{}}\nSEQUENCE:{{}}\nDTSTART:202602{{}}T090000Z\n{GWEN}"
    calendar(tmp_path, meeting.format(1, 0, "03"), meeting.format(2, 0, "05"), name="a.ics")
    calendar(tmp_path, meeting.format(1, 2, "04"), name="b.ics")
    calendar(tmp_path, meeting.format(2, 0, "05"), before="METHOD:CANCEL", name="c.ics")
    calendar(tmp_path, meeting.format(1, 1, "01"), name="d.ics")
    reading = read(tmp_path)
    assert (days(reading), reading.left_out) == (["2026-02-04"], {"cancelled": 1})


def test_who_is_a_person(tmp_path: Path) -> None:
    """No rooms, groups and calendars; names in quotes, turned round, missing; addresses in any spelling."""
    reading = event(
        tmp_path,
        "DTSTART:20260203T090000Z",
        "ORGANIZER;CN=Familie:mailto:abc@group.calendar.google.com",
        "ATTENDEE;CUTYPE=RESOURCE;CN=Beamer:mailto:beamer@feldmann.example",
        "ATTENDEE;CUTYPE=GROUP;CN=Alle:mailto:alle@feldmann.example",
        "ATTENDEE;CN=\"'Ana K'\":MAILTO:Ana@K.example",
        'ATTENDEE;CN="Perić, Dunja":mailto:dunja@peric.example',
        "ATTENDEE;CN=tilo@kranwerk.example:mailto:tilo@kranwerk.example",
        "ATTENDEE;CN=Yuki;EMAIL=yuki@h.example:/principals/7/",
        "ATTENDEE;CN=Emil:invalid:nomail",
        "ATTENDEE:urn:uuid:7",
        f"ATTENDEE:mailto:{ME.replace('@', '+termine@')}",
    )
    assert reading.names == ["Ana K", "Dunja Perić", "Emil", "Yuki", "tilo@kranwerk.example"]
    persons = {draft.person: draft.values.get("identifiers") for draft in reading.drafts if not draft.with_name}
    assert persons["ana@k.example"] == ("ana@k.example",)
    assert persons["yuki@h.example"] == ("yuki@h.example",)
    assert persons["emil"] is None


def test_two_meetings_of_a_day(tmp_path: Path) -> None:
    """The first one's subject is the note, cut, without what a reply puts before it; the most frequent name counts."""
    late = f"DTSTART:20260203T150000Z\nSUMMARY:spät\n{GWEN}"
    early = f"DTSTART:20260203T090000Z\nSUMMARY:AW: Fwd: {'a' * 70}\n{GWEN.replace('Gwen Pascoe', 'G. P.')}"
    other = f"DTSTART:20260204T090000Z\nCLASS:confidential\nSUMMARY:geheim\n{GWEN}"
    assert read(calendar(tmp_path, late, early, other)).talks == [
        f"2026-02-03 Gwen Pascoe: {'a' * 59}…",
        "2026-02-04 Gwen Pascoe: ",
    ]


def test_what_lies_inside_and_between_events(tmp_path: Path) -> None:
    """Alarms have attendees and subjects of their own; an event without an end ends with the next."""
    alarm = "BEGIN:VALARM\nSUMMARY:Wecker\nATTENDEE:mailto:alarm@uhr.example\nEND:VALARM"
    open_ended = f"DTSTART:20260203T090000Z\nSUMMARY:a\n{GWEN}\n{alarm}\nBEGIN:VEVENT\nDTSTART:20260204T090000Z\n{EMIL}"
    todo = f"DTSTART:20260205T090000Z\n{GWEN}\nEND:VEVENT\nBEGIN:VTODO\nDTSTART:20260206T090000Z\n{GWEN}\nEND:VTODO"
    reading = read(calendar(tmp_path, open_ended, todo.removesuffix("\nEND:VTODO") + "\nEND:VTODO\nBEGIN:VEVENT"))
    assert reading.talks == ["2026-02-03 Gwen Pascoe: a", "2026-02-04 Emil: ", "2026-02-05 Gwen Pascoe: "]


def test_lines_broken_within_a_character(tmp_path: Path) -> None:
    """Long lines are broken by bytes; pictures of any size are passed over."""
    line = b"SUMMARY:" + "Bücher".encode()
    broken = line[:10] + b"\r\n " + line[10:]
    path = calendar(tmp_path, f"DTSTART:20260203T090000Z\nATTACH:{'x' * 70_000}\n {'y' * 70_000}\nS\n{GWEN}")
    path.write_bytes(path.read_bytes().replace(b"\r\nS\r\n", b"\r\n" + broken + b"\r\n"))
    reading = read(path)
    assert (reading.talks, reading.findings.remarks) == (["2026-02-03 Gwen Pascoe: Bücher"], [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", [b"\n", b"\r"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, end: bytes) -> None:
    """What had to be guessed is said."""
    path = calendar(tmp_path, f"DTSTART:20260203T090000Z\nSUMMARY:Bücher\n{GWEN}", encoding=encoding)
    codec = encoding.removesuffix("-sig")
    if codec != "utf-16":
        path.write_bytes(path.read_bytes().replace("\r\n".encode(codec), end.decode().encode(codec)))
    reading = read(path)
    assert (readings.detected(ics, path), reading.talks) == (True, ["2026-02-03 Gwen Pascoe: Bücher"])
    guessed = encoding if encoding in {"utf-16-le", "cp1252"} else ""
    assert [facts["encoding"] for _, facts in reading.findings.remarks] == [guessed] * bool(guessed)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"BEGIN:VCARD\r\n", bytes(range(256))])
def test_what_is_no_calendar_is_refused(tmp_path: Path, data: bytes) -> None:
    """It names the format."""
    path = tmp_path / "x.ics"
    path.write_bytes(data)
    with pytest.raises(NetcheckError) as caught:
        read(path)
    assert caught.value.code == "import_not_format"


def test_an_event_without_a_start_is_left_out(tmp_path: Path) -> None:
    """It is counted."""
    assert event(tmp_path, "SUMMARY:x", GWEN).left_out == {"no_day": 1}
    assert event(tmp_path, "DTSTART:19691231T090000Z", GWEN).left_out == {"no_day": 1}


SAMPLES = [path.read_bytes() for path in sorted(IMPORTS.glob("*.ics"))]


@settings(max_examples=50, deadline=None)
@given(
    st.binary(max_size=200)
    | st.tuples(st.sampled_from(SAMPLES), st.integers(0, 1500), st.integers(0, 40), st.binary(max_size=6)).map(
        lambda drawn: drawn[0][: drawn[1]] + drawn[3] + drawn[0][drawn[1] + drawn[2] :]
    )
)
def test_any_bytes_give_drafts_or_a_sentence(data: bytes) -> None:
    """Nothing else than a NetcheckError leaves the reader."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.ics"
        path.write_bytes(data)
        try:
            assert readings.read(ics, path, me=(ME,)).talks is not None
        except NetcheckError as error:
            assert error.code.startswith("import_")  # noqa: PT017 - either outcome is right


def test_what_is_cut_off_is_told(tmp_path: Path) -> None:
    """An event or a calendar without its end is read, and is a problem; so is a file without a calendar."""
    talked = f"DTSTART:20260105T100000Z\n{EMIL}"
    whole = calendar(tmp_path, talked, talked.replace("0105", "0106"), name="a.ics").read_bytes()
    (tmp_path / "b.ics").write_bytes(whole[: whole.rindex(b"END:VEVENT") + 5])
    (tmp_path / "c.ics").write_bytes(whole[: whole.rindex(b"END:VCALENDAR")])
    (tmp_path / "d.ics").write_bytes(b"")
    reading = read(tmp_path)
    assert days(reading) == ["2026-01-05", "2026-01-06"]
    assert [(one.file, one.code, one.line) for one in reading.findings.problems] == [
        ("b.ics", "import_ics_open", 2),
        ("c.ics", "import_ics_cut", 0),
        ("d.ics", "import_no_calendar", 0),
    ]


def test_a_wrong_me_is_told(tmp_path: Path) -> None:
    """Where nobody is whom the user said to be, the user may be among the people; that is remarked."""
    path = calendar(tmp_path, f"DTSTART:20260105T100000Z\nORGANIZER:mailto:{ME}\n{EMIL}")
    wrong = read(path, "wer@x.example", me_said=True)
    assert wrong.findings.remarks == [("me_unmatched", {"names": "wer@x.example"})]
    assert read(path, ME, me_said=True).findings.remarks == []
