"""Reads the JSON export of Monica 4."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from netcheck.domain.birthdays import born, read_birthday
from netcheck.domain.model import Contact, Direction, Kind
from netcheck.domain.names import fold, nameable
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft, Problem
from netcheck.importers.days import counting
from netcheck.importers.identifiers import compared, identifier, known_as
from netcheck.importers.json_stream import JsonStream
from netcheck.importers.source import head, named
from netcheck.importers.talks import Talks, exchange
from netcheck.importers.text import tidy, tidy_note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netcheck.importers.base import Findings, Options
    from netcheck.importers.source import Source

    _Object = dict[str, Any]

NAME = "monica"

_MOST_PEOPLE = 8
_DIRECTIONS = {"offered": Direction.GIVEN, "received": Direction.RECEIVED}
_TALKS = {"call": "called_at", "conversation": "happened_at"}


def detect(source: Source) -> bool:
    """Return whether a JSON file begins like the export of an account."""
    name = _file(source)
    if name is None:
        return False
    start = head(source, name).replace(b"\0", b"").decode(errors="replace").lstrip("\ufeff \r\n\t")
    return start.startswith("{") and '"app_version"' in start and ('"account"' in start or '"export_date"' in start)


def parse(source: Source, options: Options, findings: Findings) -> Iterator[Draft]:
    """Yield the contacts of the account, then what happened with them.

    Raises:
        NetcheckError: `import_not_format`, `import_damaged`, `import_deep`, `import_endless_line`.
    """
    name = _file(source)
    found = False
    for draft in _Export(source, name, options, findings).drafts() if name else ():
        found = True
        yield draft
    if not found:
        raise NetcheckError("import_not_format", path=source.path, format="Monica")


def _file(source: Source) -> str | None:
    if len(source.names) == 1:
        return source.names[0]
    found = [name for name in source.names if name.casefold().endswith(".json")]
    return named(source, "monica.json") or (found[0] if len(found) == 1 else None)


class _Export:
    """An account, read twice: what its contacts refer to may stand below them."""

    def __init__(self, source: Source, name: str, options: Options, findings: Findings) -> None:
        self._source, self._name = source, name
        self._today = options.today
        self._findings = findings
        self._activities: dict[str, _Object] = {}
        self._me: set[str] = set()
        self._known_as = known_as(options.me)
        self._numbers: Counter[str] = Counter()
        self._met: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self._talks = Talks(NAME, "Monica")

    def drafts(self) -> Iterator[Draft]:
        """Yield each contact with gifts and debts, then the talks."""
        for kind, one in self._things({"activity", "user"}):
            if kind == "user":
                self._me.add(_text(_properties(one).get("me_contact")))
            elif uuid := _text(one.get("uuid")):
                self._activities[uuid] = one
        for _kind, one in self._things({"contact"}):
            if not one:
                continue
            number = self._numbers["contact"]
            key = _text(one.get("uuid")) or f"row:{number}"
            properties = _properties(one)
            name = _name(properties)
            if reason := self._left_out(key, name, one):
                self._findings.leave_out(reason, name)
            elif not name:
                self._findings.problems.append(Problem(number, "import_card_no_name", record=True))
            else:
                lists = _lists(one)
                if not all(
                    isinstance(part, dict) for kind in lists for part in _parts(one, kind) if kind != "activity"
                ):
                    self._findings.problems.append(Problem(number, "import_bad_part", record=True))
                self._note_activities(one, key, name)
                yield Draft(Contact, self._values(key, name, properties, lists), name, key, number, listed=True)
                yield from self._events(key, name, lists)
        self._add_activities()
        yield from self._talks.drafts()

    def _things(self, kinds: set[str]) -> Iterator[tuple[str, _Object]]:
        """Yield what the account has of some kinds; what it says of itself is noted on the way.

        `_numbers` says by kind which of them it is, from 1; a record that is none comes empty.
        """
        with self._source.open(self._name) as stream:
            document = JsonStream(stream, self._source.path)
            if not document.enter("account") or document.begins() != "{":
                return
            for member in document.members():
                if member == "data" and document.begins() == "[":
                    for _step in document.steps():
                        yield from self._of_block(document, kinds)
                elif member == "properties":
                    self._me.add(_text(_object(document.value()).get("me_contact")))
                elif member == "me_contact":
                    self._me.add(_text(document.value()))
                else:
                    document.skip()

    def _of_block(self, document: JsonStream, kinds: set[str]) -> Iterator[tuple[str, _Object]]:
        kind = ""
        for member in document.members() if document.begins() == "{" else _skipped(document):
            if member == "type":
                kind = _singular(document.value())
            elif member == "values" and kind in kinds and document.begins() == "[":
                for one in document.items():
                    self._numbers[kind] += 1
                    if not isinstance(one, dict):
                        self._findings.problems.append(Problem(self._numbers[kind], "import_bad_record", record=True))
                    yield kind, _object(one)
            else:
                document.skip()

    def _left_out(self, key: str, name: str, one: _Object) -> str:
        properties = _properties(one)
        fields = (compared(_text(_properties(part).get("data"))) for part in _lists(one)["contact_field"])
        said = not self._known_as.isdisjoint((fold(name), *fields))
        if said or key in self._me or _is(properties.get("is_me")):
            return "me"
        if _is(properties.get("is_partial")):
            return "partial"
        return "dead" if _is(properties.get("is_dead")) else ""

    def _values(self, key: str, name: str, properties: _Object, lists: dict[str, list[_Object]]) -> dict[str, object]:
        first = ", ".join(filter(None, (tidy(_text(properties.get(one))) for one in ("job", "company"))))
        notes = [tidy_note(_text(_properties(one).get("body"))) for one in lists["note"]]
        nickname = tidy(_text(properties.get("nickname")))
        fields = (identifier(_text(_properties(one).get("data"))) for one in lists["contact_field"])
        values: dict[str, object] = {
            "name": name,
            "aliases": (nickname,) if nameable(nickname) and nickname != name else (),
            "identifiers": tuple(dict.fromkeys(filter(None, fields))),
            "keys": () if key.startswith("row:") else (f"{NAME}:{key}",),
            "circles": tuple(dict.fromkeys(filter(nameable, map(_tag, _list(properties.get("tags")))))),
            "birthday": self._birthday(_object(properties.get("birthdate")), name),
            "note": "\n".join(filter(None, (first, *notes))),
        }
        return {field: value for field, value in values.items() if value}

    def _birthday(self, birthdate: _Object, name: str) -> str:
        """Return a day of birth; one that was guessed from an age is none."""
        written = _text(birthdate.get("date"))
        if not written or _is(birthdate.get("is_age_based")):
            return ""
        year = "-" if _is(birthdate.get("is_year_unknown")) else written[:4]
        day = read_birthday(f"{year}-{written[5:10]}")
        if day is None or not born(str(day), date.fromordinal(self._today)):
            self._findings.leave_out("birthday" if day is None else "birthday_to_come", name)
            return ""
        return str(day)

    def _events(self, key: str, name: str, lists: dict[str, list[_Object]]) -> Iterator[Draft]:
        for one in lists["gift"]:
            about = _properties(one)
            direction = _DIRECTIONS.get(_text(about.get("status")))
            if direction and (day := self._day(about.get("date") or one.get("created_at"))):
                yield _help(one, key, name, day, direction, tidy_note(_text(about.get("name"))))
        for one in lists["debt"]:
            about = _properties(one)
            owed = _is(about.get("in_debt"))
            if day := self._day(one.get("created_at") or about.get("created_at")):
                note = tidy_note(_text(about.get("reason")))
                yield _help(one, key, name, day, Direction.RECEIVED if owed else Direction.GIVEN, note)
        for kind, when in _TALKS.items():
            for one in lists[kind]:
                if day := self._day(_properties(one).get(when)):
                    self._talks.add(key, name, day)

    def _note_activities(self, contact: _Object, key: str, name: str) -> None:
        """Keep the activities that a contact took part in, which it has by their keys or whole."""
        for part in _parts(contact, "activity"):
            uuid = _text(part.get("uuid")) if isinstance(part, dict) else _text(part)
            if isinstance(part, dict) and uuid:
                self._activities.setdefault(uuid, part)
            self._met[uuid][key] = name

    def _add_activities(self) -> None:
        for uuid, one in self._activities.items():
            people = self._met.get(uuid, {})
            about = _properties(one)
            if not people:
                self._findings.leave_out("nobody")
            elif len(people) > _MOST_PEOPLE:
                self._findings.leave_out("many_recipients")
            elif day := self._day(about.get("happened_at")):
                for key, name in people.items():
                    self._talks.add(key, name, day, tidy(_text(about.get("summary"))))

    def _day(self, written: object) -> int:
        """Return the day of an instant as it is written, an ordinal; 0 for one that does not count, which is said."""
        try:
            day = date.fromisoformat(_text(written)[:10]).toordinal()
        except ValueError:
            day = 0
        return counting(day, self._today, self._findings) or 0


def _skipped(document: JsonStream) -> tuple[str, ...]:
    document.skip()
    return ()


def _help(one: _Object, key: str, name: str, day: int, direction: Direction, note: str) -> Draft:
    uuid = _text(one.get("uuid"))
    about = {"direction": direction, "kind": Kind.HELP, "note": note} | ({"source": f"{NAME}:{uuid}"} if uuid else {})
    return exchange(NAME, "help", key, name, day, **about)


def _name(properties: _Object) -> str:
    """Return first, middle and last name, else the nickname."""
    parts = (_text(properties.get(key)) for key in ("first_name", "middle_name", "last_name"))
    name = tidy(" ".join(parts))
    return name if nameable(name) else tidy(_text(properties.get("nickname")))


def _tag(tag: object) -> str:
    """Return a tag's name; it stands by itself or in an object."""
    found = _object(tag)
    return tidy(_text(found.get("name") or _properties(found).get("name")) if found else _text(tag))


def _lists(of: _Object) -> dict[str, list[_Object]]:
    """Return by type what an account or a contact has; other things than objects are left out."""
    found: defaultdict[str, list[_Object]] = defaultdict(list)
    for block in _list(of.get("data")):
        values = _list(_object(block).get("values"))
        found[_singular(_object(block).get("type"))] += [one for one in values if isinstance(one, dict)]
    return found


def _parts(of: _Object, kind: str) -> list[object]:
    blocks = [block for block in map(_object, _list(of.get("data"))) if _singular(block.get("type")) == kind]
    return [part for block in blocks for part in _list(block.get("values"))]


def _singular(kind: object) -> str:
    """Return the name of a type, which some exports have in the plural."""
    name = _text(kind).casefold()
    return f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")


def _is(value: object) -> bool:
    """Return whether a mark is set; numbers come as texts."""
    return value in (True, "1", "yes", "true")


def _properties(of: _Object) -> _Object:
    return _object(of.get("properties"))


def _object(value: object) -> _Object:
    return cast("_Object", value) if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    """Return a text, without halves of characters; "" for anything else."""
    return value.encode(errors="replace").decode() if isinstance(value, str) else ""
