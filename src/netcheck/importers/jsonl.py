"""Reads what `netcheck export jsonl` writes: one JSON object a line."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING, NoReturn, TypeVar

from netcheck.domain.birthdays import born
from netcheck.domain.checklist import GUIDE, QUESTION_SET, QUESTIONS
from netcheck.domain.model import Answer, Direction, Kind, Voice
from netcheck.domain.names import nameable
from netcheck.errors import NetcheckError
from netcheck.importers.base import CheckDraft, ContactDraft, Draft, EventDraft, GuideDraft, Problem, StepDraft

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path


Fields = dict[str, object]
T = TypeVar("T")

MAX_ID = 64
MAX_DEPTH = 20
SHOWN = 40
"""How many characters of a refused value its problem repeats."""


def shown(value: str) -> str:
    """Return the beginning of a value, for a sentence about it."""
    return value if len(value) <= SHOWN else value[:SHOWN] + "…"


def text(fields: Fields, key: str, default: str | None = None) -> str:
    """Return a text; without a default it must be there and hold more than white space.

    Raises:
        NetcheckError: `import_missing_key`, `import_not_text` or `import_empty_text`.
    """
    value = fields.get(key, default)
    if isinstance(value, str):
        if default is None and not value.strip():
            raise NetcheckError("import_empty_text", key=key)
        return value
    if key not in fields:
        raise NetcheckError("import_missing_key", key=key)
    raise NetcheckError("import_not_text", key=key)


def name(fields: Fields, key: str) -> str:
    """Return a text of which something can be seen.

    Raises:
        NetcheckError: `import_no_name`, or what `text` raises.
    """
    value = text(fields, key)
    if not nameable(value):
        raise NetcheckError("import_no_name", key=key)
    return value


def texts(fields: Fields, key: str) -> tuple[str, ...]:
    """Return a list of texts, () where the key is missing.

    Raises:
        NetcheckError: `import_not_texts`, or `import_no_name` for one of which nothing can be seen.
    """
    values = fields.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise NetcheckError("import_not_texts", key=key)
    if not all(map(nameable, values)):
        raise NetcheckError("import_no_name", key=key)
    return tuple(values)


def flag(fields: Fields, key: str) -> bool:
    """Return true or false, false where the key is missing.

    Raises:
        NetcheckError: `import_not_flag`.
    """
    value = fields.get(key, False)
    if value is True or value is False:
        return value
    raise NetcheckError("import_not_flag", key=key)


def number(fields: Fields, key: str, highest: int) -> int:
    """Return a whole number from 1 to `highest`, 1 where the key is missing.

    Raises:
        NetcheckError: `import_not_number`.
    """
    value = fields.get(key, 1)
    if type(value) is int and 1 <= value <= highest:
        return value
    raise NetcheckError("import_not_number", key=key, highest=highest)


def choice(fields: Fields, key: str, choices: Mapping[str, T]) -> T:
    """Return what the key's word stands for.

    Raises:
        NetcheckError: `import_bad_choice` and what `text` raises.
    """
    word = text(fields, key)
    if word not in choices:
        raise NetcheckError("import_bad_choice", key=key, value=shown(word), choices=", ".join(choices))
    return choices[word]


def identity(fields: Fields, key: str) -> str | None:
    """Return an id (1 to 64 printable characters without white space), None where the key is missing.

    Raises:
        NetcheckError: `import_bad_id`.
    """
    value = fields.get(key)
    if value is None and key not in fields:
        return None
    if isinstance(value, str) and 0 < len(value) <= MAX_ID and value.isprintable() and " " not in value:
        return value
    raise NetcheckError("import_bad_id", key=key, longest=MAX_ID)


def day(fields: Fields, key: str, latest: int | None) -> int | None:
    """Return the ordinal of an ISO day, None where the key is missing; it must not be after `latest`.

    Raises:
        NetcheckError: `import_not_text`, `import_bad_day` or `import_future_day`.
    """
    if key not in fields:
        return None
    value = text(fields, key)
    ordinal = _ordinal(value)
    if ordinal is None:
        raise NetcheckError("import_bad_day", key=key, value=shown(value))
    if latest is not None and ordinal > latest:
        raise NetcheckError("import_future_day", key=key, value=value)
    return ordinal


def past_day(fields: Fields, key: str, today: int) -> int:
    """Return the ordinal of an ISO day up to today.

    Raises:
        NetcheckError: as `day`, or `import_missing_key`.
    """
    ordinal = day(fields, key, today)
    if ordinal is None:
        raise NetcheckError("import_missing_key", key=key)
    return ordinal


def birthday(fields: Fields, today: int) -> str:
    """Return "YYYY-MM-DD", not later than today, "--MM-DD" without a year, or "".

    Raises:
        NetcheckError: `import_not_text`, `import_bad_birthday` or `birthday_future`.
    """
    value = text(fields, "birthday", "")
    # 2000 was a leap year, so every day that has a birthday passes.
    if value and _ordinal("2000" + value[1:] if value.startswith("--") else value) is None:
        raise NetcheckError("import_bad_birthday", value=shown(value))
    if not born(value, date.fromordinal(today)):
        raise NetcheckError("birthday_future", value=value)
    return value


def mapping(fields: Fields, key: str) -> Fields:
    """Return an object of values nested at most 20 deep, {} where the key is missing.

    Raises:
        NetcheckError: `import_not_object` or `import_too_deep`.
    """
    value = fields.get(key, {})
    if not isinstance(value, dict):
        raise NetcheckError("import_not_object", key=key)
    level: list[object] = [value]
    for _ in range(MAX_DEPTH):
        level = [child for parent in level for child in _children(parent)]
    if level:
        raise NetcheckError("import_too_deep")
    return value


def _children(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


@lru_cache(maxsize=4096)
def _ordinal(value: str) -> int | None:
    """Return the ordinal of YYYY-MM-DD and of nothing else that ISO 8601 allows."""
    if len(value) != len("YYYY-MM-DD") or value[4] != "-" or value[7] != "-":
        return None
    try:
        return date.fromisoformat(value).toordinal()
    except ValueError:
        return None


NAME = "jsonl"

MOST_PROBLEMS = 100
"""Reading stops at this many: then it is the wrong file, not a file with a mistake."""

MOST_WEIGHT = 3

_BOM = b"\xef\xbb\xbf"
_DIRECTIONS = {str(direction): direction for direction in Direction}
_KINDS = {str(kind): kind for kind in Kind}
_VOICES = {str(voice): voice for voice in Voice}
_ANSWERS = {str(answer): answer for answer in Answer}


def detect(path: Path) -> bool:
    """Return whether the file begins like a JSON object.

    Raises:
        OSError: The file cannot be read.
    """
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4096).removeprefix(_BOM).lstrip().startswith(b"{")


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
    seen: dict[tuple[type[Draft], str], int] = {}
    for line, raw in enumerate(source, start=1):
        content = (raw.removeprefix(_BOM) if line == 1 else raw).strip(b" \t\r\n")
        if not content:
            continue
        try:
            draft = _draft(content, today)
            _see(draft, line, seen)
        except NetcheckError as error:
            problems.append(Problem(line, error.code, error.facts))
            if len(problems) == MOST_PROBLEMS:
                break
        else:
            drafts.append(draft._replace(line=line) if isinstance(draft, EventDraft) else draft)
    return drafts, problems


def _see(draft: Draft, line: int, seen: dict[tuple[type[Draft], str], int]) -> None:
    if draft.id is not None and seen.setdefault((type(draft), draft.id), line) != line:
        raise NetcheckError("import_duplicate_id", id=draft.id, first=seen[type(draft), draft.id])


def _draft(content: bytes, today: int) -> Draft:
    fields = _object(content)
    kind = choice(fields, "type", _NAMES)
    allowed, build = _TYPES[kind]
    if not fields.keys() <= allowed:
        unknown = next(key for key in fields if key not in allowed)
        raise NetcheckError("import_unknown_key", key=shown(unknown), type=kind)
    return build(fields, today)


def _object(content: bytes) -> Fields:
    """Return the one JSON object of a line; its texts hold no half characters, its numbers are finite."""
    try:
        text = content.decode()
        value: object = _DECODER.decode(text)
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
        raise NetcheckError("import_too_deep") from None
    if not isinstance(value, dict):
        raise NetcheckError("import_no_object")
    return value


def _unique(pairs: list[tuple[str, object]]) -> Fields:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        keys = [key for key, _ in pairs]
        raise NetcheckError("import_duplicate_key", key=shown(next(key for key in keys if keys.count(key) > 1)))
    return fields


def _finite(digits: str) -> float:
    value = float(digits)
    if not isfinite(value):
        raise NetcheckError("import_bad_number")
    return value


def _no_constant(_: str) -> NoReturn:
    raise NetcheckError("import_bad_number")


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_float=_finite, parse_constant=_no_constant)


def _contact(fields: Fields, today: int) -> ContactDraft:
    return ContactDraft(
        name=name(fields, "name"),
        aliases=texts(fields, "aliases"),
        identifiers=texts(fields, "identifiers"),
        circles=texts(fields, "circles"),
        birthday=birthday(fields, today),
        note=text(fields, "note", ""),
        no_balance=flag(fields, "no_balance"),
        group=flag(fields, "group"),
        id=identity(fields, "id"),
    )


def _event(fields: Fields, today: int) -> EventDraft:
    direction = choice(fields, "direction", _DIRECTIONS)
    kind = choice(fields, "kind", _KINDS)
    if kind is Kind.TALK:
        direction = Direction.MUTUAL
    one_sided = flag(fields, "one_sided")
    if one_sided and direction is not Direction.GIVEN:
        raise NetcheckError("import_one_sided")
    return EventDraft(
        past_day(fields, "on", today),
        name(fields, "with"),
        identity(fields, "with_id"),
        direction,
        kind,
        number(fields, "weight", MOST_WEIGHT),
        text(fields, "note", ""),
        flag(fields, "asked"),
        one_sided,
        text(fields, "source", ""),
        identity(fields, "id"),
    )


def _check(fields: Fields, today: int) -> CheckDraft:
    answers = _by_question(fields, "answers")
    notes = _by_question(fields, "notes")
    if "answers" not in fields:
        raise NetcheckError("import_missing_key", key="answers")
    return CheckDraft(
        day=past_day(fields, "on", today),
        voice=choice(fields, "voice", _VOICES),
        answers={question: choice(answers, question, _ANSWERS) for question in answers},
        with_id=identity(fields, "with_id"),
        question_set=number(fields, "set", QUESTION_SET),
        notes={question: text(notes, question) for question in notes},
        evidence=mapping(fields, "evidence"),
        remark=text(fields, "remark", ""),
        id=identity(fields, "id"),
    )


def _step(fields: Fields, today: int) -> StepDraft:
    return StepDraft(
        text=text(fields, "text"),
        with_id=identity(fields, "with_id"),
        by=day(fields, "by", None),
        done=day(fields, "done", today),
        check_id=identity(fields, "check_id"),
        question=_known(fields, "question", QUESTIONS) if "question" in fields else None,
        id=identity(fields, "id"),
    )


def _guide(fields: Fields, _: int) -> GuideDraft:
    return GuideDraft(id=_known(fields, "id", GUIDE), text=text(fields, "text"))


def _known(fields: Fields, key: str, ids: Collection[str]) -> str:
    return choice(fields, key, {name: name for name in ids})


def _by_question(fields: Fields, key: str) -> Fields:
    """Return the object under the key, which must be keyed by question ids alone."""
    values = mapping(fields, key)
    for question in values:
        if question not in QUESTIONS:
            raise NetcheckError("import_bad_choice", key=key, value=shown(question), choices=", ".join(QUESTIONS))
    return values


_TYPES: Mapping[str, tuple[frozenset[str], Callable[[Fields, int], Draft]]] = {
    name: (frozenset(("type", *keys.split())), build)
    for name, keys, build in (
        ("check", "id on voice with_id set answers notes evidence remark", _check),
        ("contact", "id name aliases identifiers circles birthday note no_balance group", _contact),
        ("event", "id on with with_id direction kind weight note asked one_sided source", _event),
        ("guide", "id text", _guide),
        ("step", "id text with_id by done check_id question", _step),
    )
}
_NAMES = {name: name for name in _TYPES}
