"""`netcheck list` of a long log: all of it, in order, line by line, and nobody has to wait for its reader."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from netcheck.domain.model import Contact, Direction, Event, Kind
from netcheck.store import contacts, events, ops
from netcheck.store.database import opened
from netcheck.store.events import Wanted
from netcheck.view.listing import columns, flowing
from netcheck.view.serialize import csv_rows, dump, dump_array, event_json

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Run

SIZE = 1001
DAY = 739_000
NAMES = {"a": "Ana\u202e", "b": "bea", "c": "陳大文"}


@pytest.fixture
def long_log(home: Path) -> Iterator[sqlite3.Connection]:
    """Yield a log whose days hold few entries or hundreds, with ids of both sorts, and a merged contact."""
    with opened(home / "log.db", create=True) as connection:
        with ops.writing(connection, "import") as writer:
            contacts.add_all(writer, [*(Contact(key, name) for key, name in NAMES.items()), Contact("d", "Dee")])
            events.add(writer, map(_event, range(SIZE)))
        with ops.writing(connection, "contact merge") as writer:
            contacts.change(writer, contacts.load(connection).contacts["d"], {"merged_into": "c"})
        yield connection


def _event(number: int) -> Event:
    event_id = f"{number * 7919 % SIZE:032x}" if number % 2 else f"line-{number:05}"
    day = DAY + (number % 5 if number < 700 else number)
    direction = Direction.GIVEN if number % 3 else Direction.RECEIVED
    note = "=sum\x9b" if number % 10 == 0 else "tip" * (number % 4)
    return Event(
        event_id,
        day,
        "abcd"[number % 4],
        direction,
        Kind.HELP,
        1 + number % 3,
        note,
        number % 6 == 0,
        source=f"s:{number}",
    )


WANTED = [
    Wanted(),
    Wanted(contacts=["c"]),
    Wanted(contacts=["a"], direction=Direction.GIVEN),
    Wanted(contacts=["a", "b"]),
    Wanted(since=DAY + 2, until=DAY + 3),
    Wanted(kind=Kind.TALK),
]


@pytest.mark.parametrize("wanted", WANTED, ids=str)
def test_every_entry_is_read_once_and_in_order(long_log: sqlite3.Connection, wanted: Wanted) -> None:
    """Rows come as `find` yields entries, with the short id that each has, however many share a day."""
    people = contacts.load(long_log)
    found = list(events.find(long_log, people, wanted))
    assert [Event(*values) for values in events.rows(long_log, people, wanted)] == found
    rows = list(events.found_rows(long_log, people, wanted))
    assert [values for _, values in rows] == list(events.rows(long_log, people, wanted))
    assert [short for short, _ in rows] == [events.short_id(long_log, event.id) for event in found]
    assert events.count(long_log, people, wanted) == len(found)


@pytest.mark.parametrize("wanted", WANTED[:-1], ids=str)
def test_at_most_the_entries_of_a_day_are_sorted(long_log: sqlite3.Connection, wanted: Wanted) -> None:
    """The rows come from an index by their days, and only a page is sorted as a whole."""
    asked: list[str] = []
    people = contacts.load(long_log)
    long_log.set_trace_callback(asked.append)
    assert list(events.found_rows(long_log, people, wanted))
    long_log.set_trace_callback(None)
    plans = {row[3] for query in asked for row in long_log.execute(f"EXPLAIN QUERY PLAN {query}")}
    index = "event_contact" if wanted.contacts == ["a"] else "event_day"
    for search in (f"SEARCH event USING INDEX {index} ", "SEARCH other USING INDEX event_tail "):
        assert any(step.startswith(search) for step in plans), plans
    assert "USE TEMP B-TREE FOR RIGHT PART OF ORDER BY" in plans


def test_a_slow_reader_keeps_nobody_from_writing(long_log: sqlite3.Connection, run: Run) -> None:
    """An entry can be logged while a list is read; what is older than the place reached is still read whole."""
    people = contacts.load(long_log)
    before = [event.id for event in events.find(long_log, people)]
    reading = events.rows(long_log, people)
    first = next(reading)
    run("log", "got", "bea", "help")
    assert [values[0] for values in [first, *reading]] == before


def test_json_and_csv_are_what_they_would_be_at_once(long_log: sqlite3.Connection, run: Run) -> None:
    """A long array is printed byte for byte as one value, and a long table as one text."""
    people = contacts.load(long_log)
    found = list(events.find(long_log, people))
    whole = [event_json(event, people.contacts[event.contact_id].name) for event in found]
    assert run("list", "--json").out == f"{dump(whole)}\n"
    assert run("list", "--json", "-n", "1").out == f"{dump(whole[:1])}\n"
    assert run("list", "--json", "--match", "zzz").out == f"{dump([])}\n"
    table = io.StringIO(newline="")
    csv.writer(table).writerows(
        csv_rows(map(Event.row, found), {key: one.name for key, one in people.contacts.items()})
    )
    assert run("list", "--csv").out == table.getvalue()


def test_an_array_in_pieces_is_an_array() -> None:
    """What is printed piece by piece is one JSON value."""
    assert json.loads("".join(dump_array([1, {"a": "\n"}]))) == [1, {"a": "\n"}]


def test_lines_are_long_enough_for_what_comes_later() -> None:
    """The first rows say how wide the columns are; a wider text widens its column from there on, never beyond."""
    rows = [("1", "ab", "x"), ("2", "c", "yy"), ("3", "a" * 30, "zzzz"), ("4", "b", "")]
    assert list(flowing(rows, 20, flexible=1, ahead=2)) == ["1  ab  x", "2  c   yy", "3  aaaaaaaaaa…  zzzz", "4  b"]
    assert list(flowing(rows, 20, flexible=1)) == columns(rows, 20, flexible=1)
    assert list(flowing([], 20, flexible=1)) == []


@pytest.mark.parametrize("options", [[], ["--json"], ["--csv"]], ids=["text", "json", "csv"])
@pytest.mark.usefixtures("long_log")
def test_a_reader_that_has_enough_ends_the_list(options: list[str]) -> None:
    """`netcheck list | head -1` ends without a word, though the list is far longer than a pipe holds."""
    command = [sys.executable, "-m", "netcheck", "list", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0
