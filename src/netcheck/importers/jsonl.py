"""Reads what `netcheck export jsonl` writes, and any ledger in the same form: one JSON object a line."""

from __future__ import annotations

import json
from math import isfinite
from typing import TYPE_CHECKING, NoReturn

from netcheck.domain.checklist import GUIDE, QUESTION_SET, QUESTIONS
from netcheck.domain.model import Answer, Direction, Kind, Voice
from netcheck.errors import NetcheckError
from netcheck.importers import fields as field
from netcheck.importers.base import CheckDraft, ContactDraft, Draft, EventDraft, GuideDraft, Problem, StepDraft

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from netcheck.importers.fields import Fields

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
    kind = field.choice(fields, "type", _NAMES)
    allowed, build = _TYPES[kind]
    if not fields.keys() <= allowed:
        unknown = next(key for key in fields if key not in allowed)
        raise NetcheckError("import_unknown_key", key=field.shown(unknown), type=kind)
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
        raise NetcheckError("import_duplicate_key", key=field.shown(next(key for key in keys if keys.count(key) > 1)))
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
        name=field.name(fields, "name"),
        aliases=field.texts(fields, "aliases"),
        identifiers=field.texts(fields, "identifiers"),
        circles=field.texts(fields, "circles"),
        birthday=field.birthday(fields, today),
        note=field.text(fields, "note", ""),
        no_balance=field.flag(fields, "no_balance"),
        group=field.flag(fields, "group"),
        id=field.identity(fields, "id"),
    )


def _event(fields: Fields, today: int) -> EventDraft:
    direction = field.choice(fields, "direction", _DIRECTIONS)
    kind = field.choice(fields, "kind", _KINDS)
    if kind is Kind.TALK:
        direction = Direction.MUTUAL
    one_sided = field.flag(fields, "one_sided")
    if one_sided and direction is not Direction.GIVEN:
        raise NetcheckError("import_one_sided")
    return EventDraft(
        field.past_day(fields, "on", today),
        field.name(fields, "with"),
        field.identity(fields, "with_id"),
        direction,
        kind,
        field.number(fields, "weight", MOST_WEIGHT),
        field.text(fields, "note", ""),
        field.flag(fields, "asked"),
        one_sided,
        field.text(fields, "source", ""),
        field.identity(fields, "id"),
    )


def _check(fields: Fields, today: int) -> CheckDraft:
    answers = _by_question(fields, "answers")
    notes = _by_question(fields, "notes")
    if "answers" not in fields:
        raise NetcheckError("import_missing_key", key="answers")
    return CheckDraft(
        day=field.past_day(fields, "on", today),
        voice=field.choice(fields, "voice", _VOICES),
        answers={question: field.choice(answers, question, _ANSWERS) for question in answers},
        with_id=field.identity(fields, "with_id"),
        question_set=field.number(fields, "set", QUESTION_SET),
        notes={question: field.text(notes, question) for question in notes},
        evidence=field.mapping(fields, "evidence"),
        remark=field.text(fields, "remark", ""),
        id=field.identity(fields, "id"),
    )


def _step(fields: Fields, today: int) -> StepDraft:
    return StepDraft(
        text=field.text(fields, "text"),
        with_id=field.identity(fields, "with_id"),
        by=field.day(fields, "by", None),
        done=field.day(fields, "done", today),
        check_id=field.identity(fields, "check_id"),
        question=_known(fields, "question", QUESTIONS) if "question" in fields else None,
        id=field.identity(fields, "id"),
    )


def _guide(fields: Fields, _: int) -> GuideDraft:
    return GuideDraft(id=_known(fields, "id", GUIDE), text=field.text(fields, "text"))


def _known(fields: Fields, key: str, ids: Collection[str]) -> str:
    return field.choice(fields, key, {name: name for name in ids})


def _by_question(fields: Fields, key: str) -> Fields:
    """Return the object under the key, which must be keyed by question ids alone."""
    values = field.mapping(fields, key)
    for question in values:
        if question not in QUESTIONS:
            raise NetcheckError("import_bad_choice", key=key, value=field.shown(question), choices=", ".join(QUESTIONS))
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
