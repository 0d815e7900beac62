"""Reads what `netcheck export jsonl` writes: one JSON object a line, with the fields of a record under their keys."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from functools import cache, lru_cache, partial
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from netcheck.domain import cadence
from netcheck.domain.birthdays import born, read_birthday
from netcheck.domain.checklist import GUIDE, QUESTIONS
from netcheck.domain.dates import FIRST_YEAR
from netcheck.domain.limits import check_name, check_number, check_text, check_value
from netcheck.domain.model import LINES, Direction, Event, Kind
from netcheck.domain.names import nameable
from netcheck.domain.record import Field, FieldType
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft, Problem, reading
from netcheck.importers.source import LONGEST_LINE, bounded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from enum import StrEnum
    from pathlib import Path

    from netcheck.domain.record import Record

    _Reader = Callable[[object, Field, int], object]

MOST_PROBLEMS = 100
"""Reading stops at this many: then it is the wrong file, not a file with a mistake."""

_FIRST_DAY = date(FIRST_YEAR, 1, 1).toordinal()
_MAX_ID = 64
_MAX_DEPTH = 20
_SHOWN = 40
"""How many characters of a refused value its problem repeats."""

_LONGEST_LINE = 4 << 20
"""In bytes: room for ten notes of the longest, written as escapes."""
_LONG = 1 << 20
_BLANKS = 10
_BOM = b"\xef\xbb\xbf"


def detect(path: Path) -> bool:
    """Return whether the file's first line is an object of a type that a log has; False if it cannot be read."""
    try:
        with path.open("rb") as file:
            lines = (file.readline(_LONG).removeprefix(_BOM).strip() for _ in range(_BLANKS))
            first = next(filter(None, lines), b"")
    except OSError:
        return False
    try:
        said = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("type") in LINES


def read(path: Path, today: int) -> tuple[list[Draft], list[Problem]]:
    """Return what `parse` does for a file; "-" is standard input.

    Raises:
        NetcheckError: `file_unreadable` or `import_endless_line`.
    """
    with reading(path) as stream:
        return parse(bounded(partial(stream.readline, LONGEST_LINE + 1), path), today)


def parse(source: Iterable[bytes], today: int) -> tuple[list[Draft], list[Problem]]:
    """Return a draft for each line and a problem for each line that is none, in the order of the file.

    It is all or nothing: with a single problem, none of the drafts should be stored. `source` is a
    binary stream or its lines, `today` an ordinal. Empty lines, a byte order mark and CRLF are fine.
    Reading stops at MOST_PROBLEMS problems.

    Raises:
        OSError: The stream cannot be read.
    """
    drafts: list[Draft] = []
    problems: list[Problem] = []
    seen: dict[tuple[type[Record], str], int] = {}
    for line, raw in enumerate(source, start=1):
        content = (raw.removeprefix(_BOM) if line == 1 else raw).strip(b" \t\r\n")
        if not content:
            continue
        try:
            draft = _draft(content, line, today)
            _see(draft, seen)
        except NetcheckError as error:
            problems.append(Problem(line, error.code, error.facts))
            if len(problems) == MOST_PROBLEMS:
                break
        else:
            drafts.append(draft)
    return drafts, problems


def _see(draft: Draft, seen: dict[tuple[type[Record], str], int]) -> None:
    if "id" in draft.values:
        thing = draft.values["id"]
        first = seen.setdefault((draft.record, thing), draft.line)
        if first != draft.line:
            raise NetcheckError("import_duplicate_id", id=thing, first=first)


def _draft(content: bytes, line: int, today: int) -> Draft:
    """Return the draft that a line says.

    Raises:
        NetcheckError: what is wrong with it.
    """
    said = _object(content)
    if "type" not in said:
        raise NetcheckError("import_missing_key", key="type")
    shape = _LINES[_choice(said.pop("type"), "type", _LINES)]
    readers = shape.readers
    values: dict[str, Any] = {}
    for key, value in said.items():
        if key not in readers:
            raise NetcheckError("import_unknown_key", key=_shown(key), type=shape.record.entity)
        field, read, recall = readers[key]
        values[field.name] = recall(value, field, today) if type(value) is str else read(value, field, today)
    if missing := shape.required - said.keys():
        raise NetcheckError("import_missing_key", key=next(key for key in readers if key in missing))
    if shape.record is Event:
        _settle(values)
    return Draft(shape.record, values, values.pop(_NAME_FIELD, ""), line=line)


def _settle(event: dict[str, Any]) -> None:
    """Make a talk mutual, and refuse what no archive can show from one side."""
    if event["kind"] is Kind.TALK:
        event["direction"] = Direction.MUTUAL
    if event.get("one_sided") and event["direction"] is not Direction.GIVEN:
        raise NetcheckError("import_one_sided")


def _object(content: bytes) -> dict[str, object]:
    """Return the one JSON object of a line; its texts hold no half characters, its numbers are finite."""
    if len(content) > _LONGEST_LINE:
        raise NetcheckError("line_too_long", most=_LONGEST_LINE // 1024)
    try:
        text = content.decode()
        value, end = _DECODER.raw_decode(text)
        if end != len(text):
            _DECODER.decode(text)  # which says where it goes on
        if "\\ud" in text or "\\uD" in text:
            json.dumps(value, ensure_ascii=False).encode()
    except UnicodeDecodeError:
        raise NetcheckError("import_not_utf8") from None
    except UnicodeEncodeError:
        raise NetcheckError("import_half_character") from None
    except json.JSONDecodeError as error:
        raise NetcheckError("import_not_json", column=error.colno) from None
    except ValueError:
        raise NetcheckError("import_bad_number") from None
    except RecursionError:
        raise NetcheckError("import_deep", what=_shown(text)) from None
    if not isinstance(value, dict):
        raise NetcheckError("import_no_object")
    return value


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        times = Counter(key for key, _ in pairs)
        raise NetcheckError("import_duplicate_key", key=_shown(next(key for key in times if times[key] > 1)))
    return fields


def _finite(digits: str) -> float:
    value = float(digits)
    if not isfinite(value):
        raise NetcheckError("import_bad_number")
    return value


def _no_constant(_: str) -> NoReturn:
    raise NetcheckError("import_bad_number")


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_float=_finite, parse_constant=_no_constant)


def _shown(value: str) -> str:
    """Return the beginning of a value, for a sentence about it."""
    return value if len(value) <= _SHOWN else value[:_SHOWN] + "…"


def _text(value: object, key: str, *, required: bool = False) -> str:
    """Return a text; one that is required holds more than white space.

    Raises:
        NetcheckError: `import_not_text` or `import_empty_text`.
    """
    if not isinstance(value, str):
        raise NetcheckError("import_not_text", key=key)
    if required and not value.strip():
        raise NetcheckError("import_empty_text", key=key)
    return value


def _name(value: object, key: str) -> str:
    """Return a text of which something can be seen.

    Raises:
        NetcheckError: `import_no_name`, or what `_text` raises.
    """
    text = _text(value, key, required=True)
    if not nameable(text):
        raise NetcheckError("import_no_name", key=key)
    return text


def _choice(value: object, key: str, choices: Collection[str]) -> str:
    """Return one of the choices.

    Raises:
        NetcheckError: `import_bad_choice`, or what `_text` raises.
    """
    if isinstance(value, str) and value in choices:
        return value
    word = _text(value, key, required=True)
    raise NetcheckError("import_bad_choice", key=key, value=_shown(word), choices=", ".join(choices))


def _member(value: object, key: str, of: type[StrEnum]) -> StrEnum:
    """Return the member of an enum that has this value; raises what `_choice` raises."""
    members = _members(of)
    return members[_choice(value, key, members)]


@cache
def _members(of: type[StrEnum]) -> dict[str, StrEnum]:
    return {member.value: member for member in of}


def _mapping(value: object, key: str) -> dict[str, object]:
    """Return an object of values nested at most 20 deep.

    Raises:
        NetcheckError: `import_not_object` or `import_deep`.
    """
    if not isinstance(value, dict):
        raise NetcheckError("import_not_object", key=key)
    level: list[object] = [value]
    for _ in range(_MAX_DEPTH):
        level = [child for parent in level for child in _children(parent)]
    if level:
        raise NetcheckError("import_deep", what=key)
    return value


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _ordinal(value: str) -> int | None:
    """Return the ordinal of YYYY-MM-DD and of nothing else that ISO 8601 allows."""
    if len(value) != len("YYYY-MM-DD") or value[4] != "-" or value[7] != "-":
        return None
    try:
        return date.fromisoformat(value).toordinal()
    except ValueError:
        return None


def _read_id(value: object, field: Field, _: int) -> str:
    if isinstance(value, str) and 0 < len(value) <= _MAX_ID and value.isprintable() and " " not in value:
        return value
    raise NetcheckError("import_bad_id", key=field.key, longest=_MAX_ID)


def _read_text(value: object, field: Field, _: int) -> str:
    return _short(_text(value, field.key, required=field.required))


def _short(text: str) -> str:
    check_text(text)
    return text


def _read_name(value: object, field: Field, _: int) -> str:
    name = _name(value, field.key)
    check_name(name)
    return name


def _read_birthday(value: object, field: Field, today: int) -> str:
    text = _text(value, field.key)
    if text and str(read_birthday(text)) != text:
        raise NetcheckError("import_bad_birthday", value=_shown(text))
    if not born(text, date.fromordinal(today)):
        raise NetcheckError("birthday_future", value=text)
    return text


def _read_interval(value: object, field: Field, _: int) -> str:
    text = _text(value, field.key)
    every = cadence.read(text)
    if text and (every is None or every.days > cadence.LONGEST):
        raise NetcheckError("import_bad_interval", key=field.key, value=_shown(text))
    return text


def _read_day(value: object, field: Field, _: int) -> int:
    text = _text(value, field.key, required=True)
    ordinal = _ordinal(text)
    if ordinal is None:
        raise NetcheckError("import_bad_day", key=field.key, value=_shown(text))
    return ordinal


def _read_past_day(value: object, field: Field, today: int) -> int:
    ordinal = _read_day(value, field, today)
    if ordinal > today:
        raise NetcheckError("import_future_day", key=field.key, value=value)
    if ordinal < _FIRST_DAY:
        raise NetcheckError("import_early_day", key=field.key, value=value)
    return ordinal


def _read_flag(value: object, field: Field, _: int) -> bool:
    if value is True or value is False:
        return value
    raise NetcheckError("import_not_flag", key=field.key)


def _read_number(value: object, field: Field, _: int) -> int:
    if type(value) is int and 1 <= value <= field.of:
        return value
    raise NetcheckError("import_not_number", key=field.key, highest=field.of)


def _read_choice(value: object, field: Field, _: int) -> object:
    return _member(value, field.key, field.of)


def _read_question(value: object, field: Field, _: int) -> str:
    return _choice(value, field.key, QUESTIONS)


def _read_guide_question(value: object, field: Field, _: int) -> str:
    return _choice(value, field.key, GUIDE)


def _read_by_question(value: object, field: Field, _: int) -> dict[str, object]:
    found = _mapping(value, field.key)
    for question in found:
        _choice(question, field.key, QUESTIONS)
    if field.of is str:
        return {question: _short(_text(text, question)) for question, text in found.items()}
    return {question: _member(answer, question, field.of) for question, answer in found.items()}


def _read_mapping(value: object, field: Field, _: int) -> dict[str, object]:
    return _mapping(value, field.key)


def _read_set(value: object, field: Field, _: int) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
        raise NetcheckError("import_not_texts", key=field.key)
    check_number(value)
    if not all(map(nameable, value)):
        raise NetcheckError("import_no_name", key=field.key)
    for text in value:
        check_value(field, text)
    return tuple(value)


_READ: Mapping[FieldType, _Reader] = {
    FieldType.ID: _read_id,
    FieldType.CONTACT: _read_id,
    FieldType.TEXT: _read_text,
    FieldType.NAME: _read_name,
    FieldType.BIRTHDAY: _read_birthday,
    FieldType.INTERVAL: _read_interval,
    FieldType.DAY: _read_day,
    FieldType.PAST_DAY: _read_past_day,
    FieldType.FLAG: _read_flag,
    FieldType.NUMBER: _read_number,
    FieldType.CHOICE: _read_choice,
    FieldType.QUESTION: _read_question,
    FieldType.GUIDE_QUESTION: _read_guide_question,
    FieldType.BY_QUESTION: _read_by_question,
    FieldType.MAPPING: _read_mapping,
    FieldType.SET: _read_set,
}
"""What turns the JSON value of a field into its value; it takes the value, the field and today's ordinal.

Each raises NetcheckError with what is wrong.
"""

_RECURRING = {FieldType.NAME, FieldType.DAY, FieldType.PAST_DAY, FieldType.CHOICE}
"""What says the same on many lines, and is read once."""


_NAME_FIELD = "with_name"
"""A field of lines alone: the name of the contact, whose id may be left out."""


class _Line(NamedTuple):
    """What a line of one type may say, by key, and what it must.

    A key has its field, what reads its value, and what reads it if it is a text.
    """

    record: type[Record]
    readers: Mapping[str, tuple[Field, _Reader, _Reader]]
    required: frozenset[str]


def _line(record: type[Record]) -> _Line:
    fields: list[Field] = []
    required = set()
    for field in record.fields.values():
        if field.type is FieldType.CONTACT and field.of and field.required:
            fields.append(Field(FieldType.NAME, key=field.of, name=_NAME_FIELD))
            required.add(field.of)
        elif field.required and field.type is not FieldType.ID:
            required.add(field.key)
        if field.key:
            fields.append(field)
    return _Line(record, {field.key: (field, *_readers(field.type)) for field in fields}, frozenset(required))


def _readers(type_: FieldType) -> tuple[_Reader, _Reader]:
    read = _READ[type_]
    return read, lru_cache(maxsize=4096)(read) if type_ in _RECURRING else read


_LINES = {entity: _line(record) for entity, record in LINES.items()}
