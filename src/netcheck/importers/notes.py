"""Reads people from a folder of Markdown notes: what stands as `key: value` between two lines `---` at their top."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from netcheck.errors import NetcheckError
from netcheck.importers.contact_list import ContactList, entry
from netcheck.importers.source import head
from netcheck.importers.text import decoded, tidy
from netcheck.importers.written_days import WrittenDays

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netcheck.importers.base import Draft, Findings, Options
    from netcheck.importers.contact_list import Entry
    from netcheck.importers.source import Source

NAME = "notes"

FIELDS = ("name", "given", "family", "alias", "email", "phone", "url", "circle", "birthday", "note")
"""What a key may be said to hold."""

_NO_PERSON = {"circle", "note"}
"""What of itself makes no person."""
_ENDINGS = {".md", ".markdown"}
_ALIASES = "aliases"
_SIZES = (1 << 12, 1 << 20)
"""So much of a note is read, and so much of one whose block is longer."""
_SAMPLE = 40
_MOST_KEYS = 40
_ANNOUNCED = 100

_KEY = re.compile(r"""([^\s#\-\[{][^:]*):(?:\s(.*))?""")
_ITEM = re.compile(r"\s*-(?:\s(.*))?")
_LINK = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_NESTED = re.compile(r"""(?:-\s.*|[^\s"'\[{][^"'\[{]*:(?:\s.*)?)""")
_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?:#.*)?""")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
_TAG = re.compile(r"(?:^|(?<=[\s,;]))#")
_ESCAPED = {"n": "\n", "t": "\t"}
_NOTHING = {"", "~", "null", "Null", "NULL", "|", ">", "|-", ">-", "|+", ">+"}


def detect(source: Source) -> bool:
    """Return whether this holds notes, at least half of which begin with a block of keys."""
    names = _notes(source)[:_SAMPLE]
    begun = sum(_begins(head(source, name, 16)) for name in names)
    return bool(names) and begun * 2 >= len(names)


def parse(source: Source, options: Options, findings: Findings) -> Iterator[Draft]:
    """Yield the person of each note that has one.

    Raises:
        NetcheckError: `import_not_format`; `import_no_field`; `import_no_keys`; `import_keys_needed` where no note
            has a key that was named, with the `keys` that they have.
    """
    for field in (*options.columns, *options.constants):
        if field not in FIELDS:
            raise NetcheckError("import_no_field", field=field, fields=[*FIELDS])
    names = _notes(source)
    if not names:
        raise NetcheckError("import_not_format", path=source.path, format="Markdown")
    people = ContactList(str(source.path), options.me)
    days = WrittenDays(options.today, options.dates)
    keys: Counter[str] = Counter()
    persons = 0
    for row, name in enumerate(names, 1):
        if options.progress and row % _ANNOUNCED == 0:
            options.progress(row)
        block, guessed = _block(source, name)
        if guessed and not findings.remarks:
            findings.remarks.append(("encoding", {"file": name, "encoding": guessed}))
        said = frontmatter(block)
        keys.update([*said])
        found = _person(said, PurePosixPath(name).stem, options)
        if found is None:
            findings.leave_out("no_person")
            continue
        persons += 1
        days.see(found.birthday)
        if not people.add(found, row):
            findings.leave_out("me", found.name)
    if not keys:
        raise NetcheckError("import_no_keys", path=source.path)
    if not persons:
        raise NetcheckError(
            "import_keys_needed", path=source.path, keys=[key for key, _ in keys.most_common(_MOST_KEYS)]
        )
    yield from people.drafts(days, options.today, findings)


def frontmatter(block: str) -> dict[str, list[str]]:
    """Return by key the texts of a block of `key: value`, `key: [a, b]` and lists `- a`; what is nested is left out.

    Of a link `[[Note|Text]]` the text is taken.
    """
    found: dict[str, list[str]] = {}
    values: list[str] = []
    for line in block.split("\n"):
        if item := _ITEM.fullmatch(line):
            text = (item[1] or "").strip()
            values.extend([] if _NESTED.fullmatch(text) and not _LINK.search(text) else _scalar(text))
            continue
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        key = _KEY.fullmatch(line)
        values = []
        if key:
            values.extend(_value((key[2] or "").strip()))
            found.setdefault(_unquoted(key[1].strip()), values)
    return found


def _notes(source: Source) -> list[str]:
    return [
        name
        for name in source.names
        if PurePosixPath(name).suffix.casefold() in _ENDINGS
        and not any(part.startswith(".") for part in PurePosixPath(name).parts)
    ]


def _begins(start: bytes) -> bool:
    return decoded(start)[0].partition("\n")[0].rstrip() == "---"


def _block(source: Source, name: str) -> tuple[str, str]:
    """Return what stands between the first two lines `---` of a note, and its encoding if it had to be guessed."""
    for size in _SIZES:
        data = head(source, name, size)
        cut = len(data) == size
        text, guessed = decoded(data[: data.rfind(b"\n") + 1] if cut else data)
        begun, *rest = text.split("\n")
        if begun.rstrip() != "---":
            return "", ""
        for at, line in enumerate(rest):
            if line.rstrip() == "---":
                return "\n".join(rest[:at]), guessed
        if not cut:
            break
    return "", ""


def _person(said: Mapping[str, Sequence[str]], title: str, options: Options) -> Entry | None:
    """Return the person whom a note is about, None for none."""
    folded = {key.casefold(): values for key, values in reversed([*said.items()])}
    values: dict[str, list[str]] = {}
    for field, columns in options.columns.items():
        for key in columns:
            values.setdefault(field, []).extend(said.get(key, folded.get(key.casefold(), ())))
    if not any(map(tidy, (text for field in values.keys() - _NO_PERSON for text in values[field]))):
        return None
    for field, text in options.constants.items():
        if field in {"alias", "circle"} or not values.get(field):
            values.setdefault(field, []).append(text)
    if not any(map(tidy, (text for field in ("name", "given", "family") for text in values.get(field, ())))):
        values["name"] = [title]
    values["alias"] = [*values.get("alias", ()), *folded.get(_ALIASES, ())]
    values["circle"] = [_TAG.sub("", text) for text in values.get("circle", ())]
    values["note"] = [", ".join(filter(None, map(tidy, values.get("note", ()))))]
    return entry(values)


def _value(text: str) -> list[str]:
    """Return the texts of what stands after a key."""
    if not text.startswith("[") or _LINK.match(text):
        return _scalar(text)
    bare = _COMMENT.sub("", text).rstrip()
    return [part for found in _split(bare[1:-1]) for part in _scalar(found)] if bare.endswith("]") else []


def _split(inner: str) -> Iterator[str]:
    """Yield what stands between the commas of a list; one in a quotation or in brackets is none."""
    quote, depth, begin, blank = "", 0, 0, True
    for at, char in enumerate(inner):
        if quote:
            quote = "" if char == quote and inner[at - 1] != "\\" else quote
        elif char in "\"'" and blank:
            quote = char
        elif char in "[{":
            depth += 1
        elif char in "]}":
            depth -= 1
        elif char == "," and depth <= 0:
            yield inner[begin:at]
            begin, blank = at + 1, True
            continue
        blank = blank and char.isspace()
    yield inner[begin:]


def _scalar(text: str) -> list[str]:
    """Return one text, or nothing."""
    bare = text.strip()
    if quoted := _QUOTED.fullmatch(bare):
        bare = _unquoted(quoted[1])
    else:
        bare = _COMMENT.sub("", bare).rstrip()
        if bare in _NOTHING or bare.startswith("{") or (bare.startswith("[") and not _LINK.match(bare)):
            return []
    bare = _LINK.sub(lambda link: (link[2] or link[1]).strip(), bare)
    return [bare] if bare.strip() else []


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] == '"':
        return re.sub(r"\\(.)", lambda escape: _ESCAPED.get(escape[1], escape[1]), text[1:-1])
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    return text
