"""All of the log that a person made is in its export: what comes back is the same ledger."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netcheck
from logs import Whole, one_sided_sources, stored_log, whole
from netcheck.domain.checklist import GUIDE, QUESTIONS
from netcheck.domain.model import (
    LINES,
    Answer,
    Check,
    Circle,
    Contact,
    Direction,
    Distinct,
    Event,
    GuideEntry,
    Kind,
    Ledger,
    Step,
    Voice,
)
from netcheck.domain.names import nameable
from netcheck.domain.packed_events import packed_by_contact
from netcheck.domain.record import FieldType
from netcheck.errors import NetcheckError
from netcheck.importers.jsonl import parse
from netcheck.importers.writer import write_drafts
from netcheck.store import contacts, events, whole_log
from netcheck.store.database import opened
from netcheck.store.ops import writing
from netcheck.view.serialize import jsonl_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.record import Field, Record

TODAY = date(2026, 11, 23).toordinal()

texts = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    [
        '"quoted", \\ and\nbroken\r\n',
        "\u2028\u0085\u2029",
        "👩‍👩‍👧 Żółć \u202e",
        "=1+1",
        "\x00\x1b[31m",
        "-",
        "עדה",
        "陈",
    ]
)
names = texts.filter(nameable)
ids = st.uuids().map(lambda one: one.hex) | st.text("abcÄ-_:/🎈", min_size=1, max_size=64)
questions = st.sampled_from(QUESTIONS)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)
OF_TYPE: dict[FieldType, st.SearchStrategy[Any]] = {
    FieldType.ID: ids,
    FieldType.NAME: names | st.sampled_from(["Moor", "moor", "MOOR", "Ägir", "anna"]),
    FieldType.BIRTHDAY: st.dates(max_value=date.fromordinal(TODAY)).map(str)
    | st.dates().map(lambda d: f"-{d}"[:1] + f"-{d:%m-%d}"),
    FieldType.INTERVAL: st.sampled_from(["1d", "6w", "18m", "10y"]),
    FieldType.DAY: st.integers(1, 3_000_000),
    FieldType.PAST_DAY: st.integers(date(1900, 1, 1).toordinal(), TODAY),
    FieldType.FLAG: st.booleans(),
    FieldType.QUESTION: questions,
    FieldType.GUIDE_QUESTION: st.sampled_from(GUIDE),
    FieldType.MAPPING: st.dictionaries(texts, json_values, max_size=2),
    FieldType.SET: st.sets(names | st.sampled_from(["Moor", "moor"]), max_size=2).map(
        lambda found: tuple(sorted(found))
    ),
}


def value_of(field: Field, people: Sequence[str]) -> st.SearchStrategy[Any]:
    """Make values of a field; people are there already."""
    match field.type:
        case FieldType.CONTACT:
            found: st.SearchStrategy[Any] = st.sampled_from(people)
        case FieldType.TEXT:
            found = texts.filter(str.strip) if field.required else texts
        case FieldType.NUMBER:
            found = st.integers(1, field.of)
        case FieldType.CHOICE:
            found = st.sampled_from([*field.of])
        case FieldType.BY_QUESTION:
            found = st.dictionaries(questions, texts if field.of is str else st.sampled_from([*field.of]))
        case _:
            found = OF_TYPE[field.type]
    return found if field.required else st.just(field.default) | found


def things(record: type[Record], people: Sequence[str] = (), most: int = 3) -> st.SearchStrategy[list[Any]]:
    """Make records of one sort, each with an id of its own."""
    fields = {name: value_of(field, people) for name, field in record.fields.items() if field.key}
    return st.lists(st.builds(record, **fields), max_size=most, unique_by=lambda one: one.id)


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[Whole, list[list[str]]]:
    """Make all that a log can hold, with texts as odd as can be, and who is merged into whom."""
    people: list[Contact] = draw(things(Contact, most=4).filter(bool))
    known = [one.id for one in people]
    made: list[Event] = [
        one.replaced(
            direction=Direction.MUTUAL if one.kind is Kind.TALK else one.direction,
            one_sided=one.one_sided and one.direction is Direction.GIVEN and one.kind is not Kind.TALK,
        )
        for one in draw(things(Event, known).filter(_each_source_once))
    ]
    merged = draw(st.lists(st.permutations(known).map(lambda order: order[:2]), max_size=2 if known[1:] else 0))
    others = {record: draw(things(record, known, 2)) for record in (Check, Step, GuideEntry, Circle, Distinct)}
    contacts_by_id = {one.id: one for one in people}
    checks, steps, guide, circles, distinct = others.values()
    found = Ledger(contacts_by_id, {}, checks, steps, guide, circles, distinct)
    return whole(found, made), merged


def _each_source_once(found: Sequence[Event]) -> bool:
    """Say whether no source is there twice: no command stores it again."""
    sources = [one.source for one in found if one.source]
    return len(sources) == len({*sources})


def stored(path: Path, found: Whole, merged: Sequence[Sequence[str]] = ()) -> None:
    """Write a log with all of this."""
    with opened(path, create=True) as connection, writing(connection, "made") as writer:
        writer.create(*found.circles)
        contacts.add_all(writer, found.contacts.values())
        writer.create(*found.distinct, *found.events, *found.checks, *found.steps, *found.guide)
        for gone, into in merged:
            contacts.merge(writer, gone, into)


def exported(path: Path) -> list[str]:
    """Return the lines of an export."""
    with opened(path, create=False) as connection:
        people = contacts.load(connection)
        rows = events.rows_by_id(connection, people)
        return list(jsonl_lines(Ledger(**whole_log.without_events(connection, people)), rows))


def imported(path: Path, lines: Sequence[str]) -> None:
    """Read lines into a log.

    Raises:
        NetcheckError: one of them does not fit.
    """
    drafts, problems = parse([line.encode() for line in lines], TODAY)
    if problems:
        raise NetcheckError(problems[0].code)
    with opened(path, create=True) as connection, writing(connection, "import") as writer:
        write_drafts(writer, drafts)


def loaded(path: Path) -> tuple[Whole, Sequence[Event]]:
    """Return all that a log holds, and its events."""
    with opened(path, create=False) as connection:
        found = stored_log(connection)
        return found, found.events


@given(ledgers())
@settings(max_examples=int(os.environ.get("NETCHECK_ROUND_TRIPS", "100")))
def test_what_is_exported_and_imported_is_the_same_ledger(everything: tuple[Whole, list[list[str]]]) -> None:
    """Every field of every record comes back, and so does the file, byte for byte, also when it is read twice."""
    with tempfile.TemporaryDirectory() as folder:
        one, other = Path(folder, "one.db"), Path(folder, "other.db")
        stored(one, *everything)
        lines = exported(one)
        assert not any("\n" in line for line in lines)
        for _ in range(2):
            imported(other, lines)
            assert loaded(other) == loaded(one)
            assert exported(other) == lines


ENTRIES = [Event("e", TODAY, "a", Direction.GIVEN, Kind.HELP, 2, "n", asked=True, one_sided=True, source="s")]
WHOLE = Ledger(
    {
        "a": Contact(
            "a", "Ana", ("Anna",), ("a@x",), ("vcard:7",), ("Moor",), "--05-12", "n",
            no_balance=True, group=True, every="6w", snooze_until=1000, ignored=True,
        ),
        "b": Contact("b", "Ana"),
    },
    packed_by_contact(ENTRIES),
    [Check("c", TODAY, Voice.COMPANY, "a", 1, {"respect": "n"}, {"respect": 1}, "r", answers={"respect": Answer.NO})],
    [Step("s", "ask", "a", TODAY + 1, TODAY, "c", "respect")],
    [GuideEntry("trust", "slowly")],
    [Circle("m", "Moor", "3m")],
    [Distinct("d", "a", "b")],
    one_sided_sources(ENTRIES),
)  # fmt: skip
KEYS = [
    (entity, key)
    for entity, record in LINES.items()
    for field in record.fields.values()
    for key in [field.key, *([field.of] if field.type is FieldType.CONTACT and field.of and field.required else [])]
    if key and key != "set"  # there is one set of questions, which is the default
]


@pytest.mark.parametrize(("entity", "key"), [(entity, "type") for entity in LINES] + KEYS)
def test_a_key_that_got_lost_would_be_noticed(tmp_path: Path, entity: str, key: str) -> None:
    """The control: without any one key of its lines, a ledger does not come back, or the file is refused."""
    stored(tmp_path / "one.db", whole(WHOLE, ENTRIES))
    assert loaded(tmp_path / "one.db") == (whole(WHOLE, ENTRIES), ENTRIES)
    objects = [json.loads(line) for line in exported(tmp_path / "one.db")]
    for one in objects:
        if one["type"] == entity:
            one.pop(key, None)
    assert objects != [json.loads(line) for line in exported(tmp_path / "one.db")]
    try:
        imported(tmp_path / "other.db", [json.dumps(one) for one in objects])
    except NetcheckError:
        return
    assert loaded(tmp_path / "other.db") != (whole(WHOLE, ENTRIES), ENTRIES)


ADDED = """
from pathlib import Path
from netcheck.domain.model import Contact
from netcheck.main import main
from netcheck.store import contacts, whole_log
from netcheck.store.database import opened
from netcheck.store.ops import writing

one, other, file = Path("one.db"), Path("other.db"), "log.jsonl"
with opened(one, create=True) as connection, writing(connection, "contact add") as writer:
    contacts.add(writer, Contact("a", "Ana", pronoun="sie"))
    contacts.add(writer, Contact("b", "Ben"))
    contacts.change(writer, Contact("b", "Ben"), {"pronoun": "er"})
assert main(["--db", str(one), "export", "jsonl", file]) == 0
assert main(["--db", str(other), "import", "jsonl", file]) == 0
assert main(["--db", str(other), "contact", "list", "--json"]) == 0
with opened(other, create=False) as connection:
    print([contact.pronoun for contact in whole_log.load(connection).contacts.values()])
"""


def test_a_new_field_is_one_line(tmp_path: Path) -> None:
    """A field that is added to the declaration of a contact survives store, fold, export, import and JSON."""
    source = copytree(Path(netcheck.__file__).parent, tmp_path / "src" / "netcheck")
    model = source / "domain" / "model.py"
    line = '    birthday: str = field(FieldType.BIRTHDAY, default="")\n'
    declared = model.read_text(encoding="utf-8")
    assert declared.count(line) == 1
    added = '    pronoun: str = field(FieldType.TEXT, default="")\n'
    model.write_text(declared.replace(line, line + added), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", ADDED],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("['sie', 'er']\n")
    assert done.stdout.count('"pronoun": "sie"') == 1
