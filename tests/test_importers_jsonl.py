"""The log as text: what is refused and why, and that nothing is lost on the way out and back."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import spoken
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
from netcheck.domain.record import FieldType
from netcheck.i18n import LANGUAGES
from netcheck.importers.base import Draft
from netcheck.importers.jsonl import MOST_PROBLEMS, detect, parse
from netcheck.view.failures import failure
from netcheck.view.serialize import csv_rows, jsonl_lines
from test_round_trip import json_values

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 23).toordinal()
EVENT = {"type": "event", "on": "2026-11-23", "with": "Ana Belić", "direction": "given", "kind": "help"}
CHECK = {"type": "check", "on": "2026-11-23", "voice": "person", "answers": {"respect": "yes"}}


def read(*objects: object) -> tuple[list[Draft], list[tuple[int, str, object]]]:
    """Parse these objects, or lines given as bytes; the problems, each with its sentence, come as (line, code, key)."""
    content = b"\n".join(one if isinstance(one, bytes) else json.dumps(one).encode() for one in objects)
    drafts, problems = parse(io.BytesIO(content), TODAY)
    for problem in problems:
        assert all(spoken(language, failure, problem.code, problem.facts) for language in LANGUAGES)
    return drafts, [(problem.line, problem.code, problem.facts.get("key")) for problem in problems]


def test_an_event_needs_only_what_the_form_requires() -> None:
    """Five keys make an event; all else has its default."""
    values = {"day": TODAY, "direction": Direction.GIVEN, "kind": Kind.HELP}
    assert read(EVENT) == ([Draft(Event, values, "Ana Belić", line=1)], [])


def test_everything_a_line_can_say_is_taken_over() -> None:
    """Each key of each type reaches its draft, under the name of the field."""
    contact: dict[str, object] = {
        "name": "Ana", "birthday": "--02-29", "note": "n", "no_balance": True, "group": True, "every": "6w",
    }  # fmt: skip
    sets = {"aliases": ["A"], "identifiers": ["a@x"], "keys": ["vcard:7"], "circles": ["c"]}
    event = {"weight": 3, "note": "n", "asked": True, "one_sided": True, "source": "s"}
    check: dict[str, object] = {"notes": {"respect": "n"}, "evidence": {"respect": [1.5]}, "remark": "r"}
    step = {"text": "ask", "check_id": "k", "question": "respect"}
    expected = [
        Draft(
            Contact,
            {"id": "p", **contact, **{key: tuple(texts) for key, texts in sets.items()}, "ignored": True}
            | {"snooze_until": date(2026, 1, 1).toordinal()},
            line=1,
        ),
        Draft(
            Event,
            {"id": "e", "day": TODAY, "contact_id": "p", "direction": Direction.GIVEN, "kind": Kind.HELP, **event},
            "Ana Belić",
            line=2,
        ),
        Draft(
            Check,
            {"id": "k", "day": TODAY, "voice": Voice.PERSON, "contact_id": "p", "question_set": 1, **check}
            | {"answers": {"respect": Answer.YES}},
            line=3,
        ),
        Draft(
            Step,
            {"id": "s", "contact_id": "p", "by": date(2027, 1, 1).toordinal(), "done": TODAY, **step},
            line=4,
        ),
        Draft(GuideEntry, {"id": "trust", "text": "slowly"}, line=5),
        Draft(Circle, {"id": "o", "name": "Work", "every": "3m"}, line=6),
        Draft(Distinct, {"id": "d", "a_id": "p", "b_id": "q"}, line=7),
    ]
    assert read(
        {"type": "contact", "id": "p", **contact, **sets, "snooze": "2026-01-01", "ignore": True},
        {**EVENT, "with_id": "p", "id": "e", **event},
        {**CHECK, "with_id": "p", "set": 1, "id": "k", **check},
        {"type": "step", "id": "s", "with_id": "p", "by": "2027-01-01", "done": "2026-11-23", **step},
        {"type": "guide", "id": "trust", "text": "slowly"},
        {"type": "circle", "id": "o", "name": "Work", "every": "3m"},
        {"type": "distinct", "id": "d", "a_id": "p", "b_id": "q"},
    ) == (expected, [])


@pytest.mark.parametrize("direction", ["given", "received", "mutual"])
def test_a_talk_is_always_mutual(direction: str) -> None:
    """Whoever spoke first, both took part."""
    (draft,), problems = read({**EVENT, "kind": "talk", "direction": direction})
    assert draft.values["direction"] is Direction.MUTUAL
    assert not problems


@pytest.mark.parametrize(
    ("change", "code", "key"),
    [
        ({"type": None}, "import_not_text", "type"),
        ({"type": "evnt"}, "import_bad_choice", "type"),
        ({"onn": "2026-11-23"}, "import_unknown_key", "onn"),
        ({"on": "23.11.2026"}, "import_bad_day", "on"),
        ({"on": "20261123"}, "import_bad_day", "on"),
        ({"on": "2026-W48-1"}, "import_bad_day", "on"),
        ({"on": "2026-02-29"}, "import_bad_day", "on"),
        ({"on": "2026-11-24"}, "import_future_day", "on"),
        ({"on": "1899-12-31"}, "import_early_day", "on"),
        ({"on": 20261123}, "import_not_text", "on"),
        ({"with": " "}, "import_empty_text", "with"),
        ({"with": "\u200b"}, "import_no_name", "with"),
        ({"direction": "Given"}, "import_bad_choice", "direction"),
        ({"kind": "hug"}, "import_bad_choice", "kind"),
        ({"weight": 0}, "import_not_number", "weight"),
        ({"weight": 4}, "import_not_number", "weight"),
        ({"weight": 2.0}, "import_not_number", "weight"),
        ({"weight": True}, "import_not_number", "weight"),
        ({"note": None}, "import_not_text", "note"),
        ({"asked": 1}, "import_not_flag", "asked"),
        ({"one_sided": True, "direction": "received"}, "import_one_sided", None),
        ({"one_sided": True, "kind": "talk"}, "import_one_sided", None),
        ({"id": ""}, "import_bad_id", "id"),
        ({"id": "a b"}, "import_bad_id", "id"),
        ({"id": "a\u200b"}, "import_bad_id", "id"),
        ({"id": "a" * 65}, "import_bad_id", "id"),
        ({"with_id": None}, "import_bad_id", "with_id"),
        ({"note": "\ud800"}, "import_half_character", None),
        ({"\udfff": ""}, "import_half_character", None),
        ({"weight": float("nan")}, "import_bad_number", None),
        ({"weight": float("inf")}, "import_bad_number", None),
    ],
)
def test_a_wrong_event_is_refused_with_its_reason(change: dict[str, object], code: str, key: str | None) -> None:
    """Nothing is guessed: each mistake has its line, its reason and its key."""
    assert read(EVENT, {**EVENT, **change}) == ([read(EVENT)[0][0]], [(2, code, key)])


@pytest.mark.parametrize("key", ["type", "on", "with", "direction", "kind"])
def test_what_an_event_requires_is_named_when_it_is_missing(key: str) -> None:
    """None of the five keys can be left out."""
    assert read({**{k: v for k, v in EVENT.items() if k != key}})[1] == [(1, "import_missing_key", key)]


@pytest.mark.parametrize(
    ("content", "code", "key"),
    [
        ({"type": "contact", "name": "Ana", "aliases": "A"}, "import_not_texts", "aliases"),
        ({"type": "contact", "name": "Ana", "circles": [1]}, "import_not_texts", "circles"),
        ({"type": "contact", "name": "Ana", "identifiers": [""]}, "import_no_name", "identifiers"),
        ({"type": "contact", "name": "Ana", "birthday": "--13-01"}, "import_bad_birthday", None),
        ({"type": "contact", "name": "Ana", "birthday": "2026-11-24"}, "birthday_future", None),
        ({"type": "contact", "name": "Ana", "every": "6 weeks"}, "import_bad_interval", "every"),
        ({"type": "contact", "name": "Ana", "every": "11y"}, "import_bad_interval", "every"),
        ({"type": "contact", "name": "Ana", "snooze": "soon"}, "import_bad_day", "snooze"),
        ({"type": "contact", "name": "Ana", "ignore": 1}, "import_not_flag", "ignore"),
        ({"type": "contact", "name": "Ana", "keys": "vcard:7"}, "import_not_texts", "keys"),
        ({"type": "contact", "name": "Ana", "merged_into": "b"}, "import_unknown_key", "merged_into"),
        ({"type": "contact", "name": "Ana", "snooze_until": "2026-12-01"}, "import_unknown_key", "snooze_until"),
        ({"type": "circle", "id": "c"}, "import_missing_key", "name"),
        ({"type": "circle", "name": "Work", "every": 6}, "import_not_text", "every"),
        ({"type": "distinct", "a_id": "a"}, "import_missing_key", "b_id"),
        ({"type": "membership", "id": "a"}, "import_bad_choice", "type"),
        ({"type": "contact", "aliases": []}, "import_missing_key", "name"),
        ({**CHECK, "answers": []}, "import_not_object", "answers"),
        ({**CHECK, "answers": {"respect": "y"}}, "import_bad_choice", "respect"),
        ({**CHECK, "answers": {"respct": "yes"}}, "import_bad_choice", "answers"),
        ({**CHECK, "notes": {"respect": 1}}, "import_not_text", "respect"),
        ({**CHECK, "evidence": {"respect": json.loads("[" * 30 + "]" * 30)}}, "import_deep", None),
        ({**CHECK, "set": 2}, "import_not_number", "set"),
        ({k: v for k, v in CHECK.items() if k != "answers"}, "import_missing_key", "answers"),
        ({"type": "step", "text": "ask", "done": "2026-11-24"}, "import_future_day", "done"),
        ({**CHECK, "on": "1030-10-20"}, "import_early_day", "on"),
        ({"type": "step", "text": "ask", "question": "why"}, "import_bad_choice", "question"),
        ({"type": "guide", "id": "love", "text": "x"}, "import_bad_choice", "id"),
        (b"\xff{}", "import_not_utf8", None),
        (b'{"type":', "import_not_json", None),
        (b"{} {}", "import_not_json", None),
        (b"[1]", "import_no_object", None),
        (b'{"type":"guide","id":"trust","text":"a","text":"b"}', "import_duplicate_key", "text"),
        (b'{"type":"event","weight":1e999}', "import_bad_number", None),
        (b'{"weight":' + b"9" * 5000 + b"}", "import_bad_number", None),
        (b"[" * 100_000, "import_deep", None),
    ],
)
def test_any_other_wrong_line_is_refused_with_its_reason(content: object, code: str, key: str | None) -> None:
    """The same holds for the other types and for lines that are no object at all."""
    assert read(b"", content) == ([], [(2, code, key)])


def test_an_id_stands_for_one_thing_of_a_type() -> None:
    """The second line with an id names the first; another type may use the same id."""
    person = {"type": "contact", "id": "x", "name": "Ana"}
    content = [json.dumps(one).encode() for one in ({**EVENT, "id": "x"}, person, {**EVENT, "id": "x"})]
    drafts, problems = parse(content, TODAY)
    assert len(drafts) == 2
    assert [(problem.line, problem.facts) for problem in problems] == [(3, {"id": "x", "first": 1})]


def test_marks_of_other_systems_are_no_problem() -> None:
    """A byte order mark, CRLF and empty lines come from editors; a very long line is still a line."""
    line = json.dumps({**EVENT, "note": "x" * 60_000}).encode()
    drafts, problems = parse(io.BytesIO(b"\xef\xbb\xbf" + line + b"\r\n\r\n \t\n" + line), TODAY)
    assert (len(drafts), problems) == (2, [])


def test_reading_stops_when_it_is_the_wrong_file() -> None:
    """A film is not reported byte by byte."""
    assert len(parse(iter([b"\0"] * 1000), TODAY)[1]) == MOST_PROBLEMS


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'\xef\xbb\xbf\n {"type":"circle"}', True),
        (b'{"type":"circle"', False),
        (b'{"a":1}', False),
        (b"BEGIN:VCARD", False),
        (b"", False),
    ],
)
def test_a_file_shows_its_form_at_its_beginning(tmp_path: Path, content: bytes, expected: bool) -> None:
    """Detection looks at the first line; a directory is no such file, nor is any other JSON."""
    file = tmp_path / "file"
    file.write_bytes(content)
    assert detect(file) is expected
    assert detect(tmp_path) is False


anything = json_values | st.floats() | st.text() | st.dates().map(str)


def test_the_form_is_fixed_to_the_letter() -> None:
    """Keys stand in a fixed order, defaults are left out, the note stays, lines are sorted by type and id."""
    day = date(2026, 12, 1).toordinal()
    o = Contact(
        "o", "Ö", ("Oe",), ("o@x",), ("vcard:7",), ("c",), "--01-02", "n",
        no_balance=True, group=True, every="6w", snooze_until=day, ignored=True,
    )  # fmt: skip
    check = Check(
        "k", TODAY, Voice.PERSON, "p", 1, {"respect": "n"}, {"respect": None}, "r", answers={"respect": Answer.PARTLY}
    )
    entries = [
        Event("e", TODAY - 1, "o", Direction.GIVEN, Kind.SHARE, one_sided=True),
        Event("f", TODAY, "p", Direction.RECEIVED, Kind.HELP, 2, "", asked=True, source="s"),
    ]
    ledger = Ledger(
        {"p": Contact("p", "Ana Belić"), "o": o},
        {},
        [check],
        [Step("s", "ask", "p", TODAY, TODAY, "k", "respect"), Step("r", "rest")],
        [GuideEntry("trust", "slowly")],
        [Circle("y", "d"), Circle("x", "c", "3m")],
        [Distinct("d", "o", "p")],
    )
    lines = jsonl_lines(ledger, map(Event.row, entries))
    assert "".join(f"{line}\n" for line in lines) == (
        '{"type":"check","id":"k","on":"2026-11-23","voice":"person","with_id":"p","answers":{"respect":"partly"},'
        '"notes":{"respect":"n"},"evidence":{"respect":null},"remark":"r"}\n'
        '{"type":"circle","id":"x","name":"c","every":"3m"}\n'
        '{"type":"circle","id":"y","name":"d"}\n'
        '{"type":"contact","id":"o","name":"Ö","aliases":["Oe"],"identifiers":["o@x"],"keys":["vcard:7"],'
        '"circles":["c"],"birthday":"--01-02","note":"n","no_balance":true,"group":true,"every":"6w",'
        '"snooze":"2026-12-01","ignore":true}\n'
        '{"type":"contact","id":"p","name":"Ana Belić","note":""}\n'
        '{"type":"distinct","id":"d","a_id":"o","b_id":"p"}\n'
        '{"type":"event","id":"e","on":"2026-11-22","with":"Ö","with_id":"o","direction":"given","kind":"share",'
        '"note":"","one_sided":true}\n'
        '{"type":"event","id":"f","on":"2026-11-23","with":"Ana Belić","with_id":"p","direction":"received",'
        '"kind":"help","weight":2,"note":"","asked":true,"source":"s"}\n'
        '{"type":"guide","id":"trust","text":"slowly"}\n'
        '{"type":"step","id":"r","text":"rest"}\n'
        '{"type":"step","id":"s","text":"ask","with_id":"p","by":"2026-11-23","done":"2026-11-23","check_id":"k",'
        '"question":"respect"}\n'
    )


def test_every_sort_of_field_can_be_read_from_a_line() -> None:
    """A new type of field cannot be left out where lines are read."""
    assert {field.type for record in LINES.values() for field in record.fields.values()} == {*FieldType}


def test_what_cannot_be_seen_is_escaped() -> None:
    """A file that is shown on a terminal moves nothing there; what is read back is what was written."""
    note = "a\x9b31mX\u202eY\u2028Z\x85 Ägir 陈"
    (line,) = jsonl_lines(Ledger({"p": Contact("p", "Ana", note=note)}), [])
    assert line.isprintable()
    assert "Ägir 陈" in line
    assert json.loads(line)["note"] == note


@given(st.lists(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_no_bytes_break_the_reader(content: list[bytes]) -> None:
    """Whatever the bytes are, each line is a draft, a problem or empty."""
    drafts, problems = parse(content, TODAY)
    assert len(drafts) + len(problems) <= len(content)


KEYS = [
    "id",
    "on",
    "with",
    "with_id",
    "direction",
    "kind",
    "weight",
    "note",
    "text",
    "by",
    "set",
    "answers",
    "voice",
    "evidence",
    "aliases",
]


@given(
    st.lists(st.tuples(st.sampled_from([EVENT, CHECK]), st.dictionaries(st.sampled_from(KEYS), anything)), max_size=3)
)
def test_no_object_breaks_the_reader(objects: list[tuple[dict[str, object], dict[str, object]]]) -> None:
    """Objects that are nearly right are drafts or problems, one for each line."""
    drafts, problems = read(*({**base, **change} for base, change in objects))
    assert len(drafts) + len(problems) == len(objects)


def test_csv_is_for_spreadsheets_and_safe_there() -> None:
    """Every cell is text, and none of them is a formula."""
    names = {"p": '=HYPERLINK("x")', "o": "Belić, Ana"}
    events = [
        Event("1", TODAY, "p", Direction.GIVEN, Kind.HELP, 1, "-2 \n+3", asked=True, one_sided=True, source="@s"),
        Event("2", TODAY, "o", Direction.MUTUAL, Kind.TALK, 2, "a\tb"),
    ]
    assert list(csv_rows(map(Event.row, events), names)) == [
        ["on", "with", "direction", "kind", "weight", "note", "asked", "one_sided", "source", "id"],
        ["2026-11-23", '\'=HYPERLINK("x")', "given", "help", "1", "'-2 \n+3", "1", "1", "'@s", "1"],
        ["2026-11-23", "Belić, Ana", "mutual", "talk", "2", "a\tb", "", "", "", "2"],
    ]
