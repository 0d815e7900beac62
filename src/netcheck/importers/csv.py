"""Reads tables: address books of Google, Outlook and Thunderbird, our own entries, and any other by its columns."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from functools import cache, lru_cache, partial
from hashlib import sha256
from itertools import dropwhile, islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from netcheck.domain.dates import FIRST_YEAR
from netcheck.domain.model import Contact, Direction, Event, Kind
from netcheck.domain.names import fold, nameable
from netcheck.domain.spreadsheet import as_it_was
from netcheck.domain.vocabulary import Vocabulary
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft, Problem
from netcheck.importers.column_names import plain
from netcheck.importers.contact_list import ANY_SEPARATOR, ContactList, Entry, entry
from netcheck.importers.days import FIRST, out_of_time
from netcheck.importers.source import LONGEST_LINE, bounded, head, refuse_endless_blank
from netcheck.importers.text import decoded, encoding, tidy, tidy_note
from netcheck.importers.written_days import WrittenDays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import BinaryIO

    from netcheck.importers.base import Findings, Options
    from netcheck.importers.source import Source

NAME = "csv"

FIELDS = (
    *("name", "given", "family", "alias", "email", "phone", "url", "circle", "birthday", "note"),
    *("on", "direction", "kind", "weight"),
)
"""What a column may be said to hold."""

MOST_COLUMNS = 1000
_ENDINGS = {".csv", ".tsv", ".tab"}
_DELIMITERS = ",;\t"
_HEAVIEST = 3
_LONGEST_ROW = 1 << 24
_MOST_OPEN = 10
_MOST_KNOWN = 4096
_ANNOUNCED = 1000
_HASH = 20
_LONGEST_ID = 64
_NAMING = {"name", "given", "family", "alias", "email"}
_SEVERAL = {"alias", "email", "phone", "url", "circle"}
_ABOUT = {
    *("name", "given", "middle", "family", "alias", "organisation", "position"),
    *("email", "phone", "url", "circle", "birthday", "note"),
}
_FIRST_ROWS, _SHOWN = 3, 200
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
"""No table has one of these; where there is one, it is a picture, a workbook or a program."""
_OWN_START = b"on,with,direction,kind,"
"""How a table begins that netcheck wrote, which is in UTF-8 whatever its first bytes look like."""


class _Layout(NamedTuple):
    """The columns of a program by field; a name has # for figures, and neither case nor marks.

    It is recognised by all of `needs` and one of `marks`; `circles` is what stands between two circles. A circle that
    begins with `no_circle` is the program's own.
    """

    columns: Mapping[str, Sequence[str]]
    needs: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    circles: re.Pattern[str] = ANY_SEPARATOR
    no_circle: str = ""


_OWN = _Layout(
    {
        "name": ["with"],
        **{field: [field] for field in ("on", "direction", "kind", "weight", "note")},
        **{field: [field.replace("_", " ")] for field in ("asked", "one_sided", "source", "id")},
    },
    needs=frozenset({"on", "with", "direction", "kind"}),
)
_THUNDERBIRD = _Layout(
    {
        "name": ["display name"],
        "given": ["first name"],
        "family": ["last name"],
        "alias": ["nickname"],
        "email": ["primary email", "secondary email"],
        "phone": ["work phone", "home phone", "mobile number"],
        "url": ["web page #"],
        "position": ["job title"],
        "organisation": ["organization"],
        "year": ["birth year"],
        "month": ["birth month"],
        "day": ["birth day"],
        "note": ["notes"],
    },
    needs=frozenset({"display name", "primary email"}),
)
_GOOGLE = _Layout(
    {
        "name": ["name"],
        "given": ["first name", "given name"],
        "middle": ["middle name", "additional name"],
        "family": ["last name", "family name"],
        "alias": ["nickname"],
        "email": ["e mail # value"],
        "phone": ["phone # value"],
        "url": ["website # value"],
        "position": ["organization title", "organization # title"],
        "organisation": ["organization name", "organization # name"],
        "birthday": ["birthday"],
        "note": ["notes"],
        "circle": ["labels", "group membership"],
    },
    marks=frozenset({"e mail # value", "phone # value", "group membership", "organization name", "file as"}),
    circles=re.compile(" ::: "),
    no_circle="*",
)
_OUTLOOK = _Layout(
    {
        "given": ["first name"],
        "middle": ["middle name"],
        "family": ["last name"],
        "alias": ["nickname"],
        "email": ["e mail address", "e mail # address"],
        "phone": [
            *("home phone", "home phone #", "business phone", "business phone #"),
            *("mobile phone", "primary phone", "other phone", "car phone"),
        ],
        "url": ["web page", "personal web page"],
        "position": ["job title"],
        "organisation": ["company"],
        "birthday": ["birthday"],
        "note": ["notes"],
        "circle": ["categories"],
    },
    needs=frozenset({"first name", "last name"}),
    marks=frozenset({"e mail address", "e mail # address", "business phone", "web page"}),
    circles=re.compile(";"),
)
_OUTLOOK_GERMAN = _Layout(
    {
        "given": ["vorname"],
        "middle": ["weitere vornamen"],
        "family": ["nachname"],
        "alias": ["spitzname"],
        "email": ["e mail adresse", "e mail # adresse"],
        "phone": [
            *("telefon geschäftlich", "telefon geschäftlich #", "telefon privat", "telefon privat #"),
            *("mobiltelefon", "haupttelefon", "weiteres telefon", "autotelefon"),
        ],
        "url": ["webseite", "private webseite"],
        "position": ["position"],
        "organisation": ["firma"],
        "birthday": ["geburtstag"],
        "note": ["notizen"],
        "circle": ["kategorien"],
    },
    needs=frozenset({"vorname", "nachname"}),
    marks=frozenset({"e mail adresse", "e mail # adresse", "telefon geschäftlich", "mobiltelefon"}),
    circles=re.compile(";"),
)
_LAYOUTS = (_OWN, _THUNDERBIRD, _GOOGLE, _OUTLOOK, _OUTLOOK_GERMAN)


def detect(source: Source) -> bool:
    """Return whether this is one file with a header that is known, or whose name ends like that of a table."""
    return len(source.names) == 1 and (has_known_header(source) or _is_table(source.names[0]))


def has_known_header(source: Source) -> bool:
    """Return whether a file is the table of a program, so that nobody needs to say what its columns hold."""
    data = head(source, source.names[0])
    text, _ = decoded(data[: data.rfind(b"\n") + 1] or data)
    first = next(_records(io.StringIO(text)), None)
    return first is not None and _layout(first.cells) is not None


def parse(source: Source, options: Options, findings: Findings) -> Iterator[Draft]:
    """Yield the people of an address book; of a table with days its people, then its entries.

    Raises:
        NetcheckError: `import_not_format`, `import_no_rows`, `import_too_many_columns`, `import_dates_needed`;
            `import_columns_needed` where nothing says what the columns hold, with the first `rows` and the path of the
            `source`; `import_no_column` or `import_no_field` for columns that are not there; `import_kind_needed` or
            `import_direction_needed`; `unknown_kind` or `import_bad_direction` for what holds for all rows.
    """
    for field in (*options.columns, *options.constants):
        if field not in FIELDS:
            raise NetcheckError("import_no_field", field=field, fields=[*FIELDS])
    kind, direction = (options.constants.get(field, "") for field in ("kind", "direction"))
    if kind and _kind(kind) is None:
        raise NetcheckError("unknown_kind", text=kind)
    if direction and _direction(direction) is None:
        raise NetcheckError("import_bad_direction", text=direction)
    names = [name for name in source.names if len(source.names) == 1 or _is_table(name)]
    if not names:
        raise NetcheckError("import_not_format", path=source.path, format="CSV")
    rows = 0
    for table in [_Table(source, name, options, findings) for name in names]:
        yield from table.drafts(rows)
        rows = table.last_row
    if rows == 0:
        raise NetcheckError("import_no_rows", path=source.path)


class _Record(NamedTuple):
    """A row: the line in which it begins, and its cells; `torn` is one whose quotation nobody ends."""

    line: int
    cells: list[str]
    torn: bool = False


class _Table:
    """One file: its header says which columns hold what, unless the user does."""

    def __init__(self, source: Source, name: str, options: Options, findings: Findings) -> None:
        self._source = source
        self._name = name
        self._file = name if len(source.names) > 1 else ""
        self._path = source.path / self._file
        self._options = options
        self._findings = findings
        self._rows = self.last_row = 0
        self._ids: set[str] = set()
        self._own = False
        refuse_endless_blank(source, name)
        with source.open(name) as stream:
            self._encoding, guessed = _encoding(stream)
        if guessed:
            findings.remarks.append(("encoding", {"file": name, "encoding": guessed}))
        first = next(self._read(), None)
        start = head(source, name)
        # In our own table stands what is in the log.
        binary = not start.startswith(_OWN_START) and _CONTROL.search(start.decode(self._encoding, "replace"))
        if first is None or first.torn or binary:
            raise NetcheckError("import_not_format", path=self._path, format="CSV")
        if len(first.cells) > MOST_COLUMNS:
            raise NetcheckError("import_too_many_columns", path=self._path, n=MOST_COLUMNS)
        self._header = [tidy(cell) for cell in first.cells]
        layout = None if options.columns else _layout(self._header)
        self._own = layout is _OWN
        self._layout = layout or _Layout({})
        self._places = self._by_layout(layout) if layout else self._by_choice(options.columns)
        self._days = WrittenDays(options.today, options.dates)
        fields = {*self._places, *options.constants}
        self._has_days = "on" in fields
        self._known: dict[tuple[str, ...], Entry | None] = {}
        self._about = fields & (_ABOUT - {"note"} if self._has_days else _ABOUT)
        self._first_day = date(FIRST_YEAR, 1, 1).toordinal() if self._own else FIRST
        self._about_places = sorted(at for field in self._about for at in self._places.get(field, ()))
        if self._has_days and "kind" not in fields:
            raise NetcheckError("import_kind_needed", path=self._path)
        kind = _kind(options.constants.get("kind", ""))
        if self._has_days and "direction" not in fields and "kind" not in self._places and kind is not Kind.TALK:
            raise NetcheckError("import_direction_needed", path=self._path)

    def drafts(self, rows: int) -> Iterator[Draft]:
        """Yield the contacts, and then the entries if the table has days; rows are counted on from `rows`.

        Raises:
            NetcheckError: `import_dates_needed`.
        """
        self._rows = self.last_row = rows
        if self._own:
            yield from self._own_entries()
            return
        people = ContactList(str(self._source.path), self._options.me, by_name=self._has_days)
        for row, record in self._records(told=True):
            for day in (*self._values(record, "on"), *self._values(record, "birthday")):
                self._days.see(day)
            found = self._entry(record)
            theirs = found is not None and people.add(found, row, record.line)
            if not theirs and not self._has_days:
                self._findings.leave_out("me" if found else "no_name", found.name if found else "")
        if self._has_days and any(self._days.is_open(self._value(record, "on")) for _, record in self._records()):
            raise NetcheckError("import_dates_needed", path=self._path)
        people.settle()
        yield from people.drafts(self._days, self._options.today, self._findings, listed=not self._has_days)
        if self._has_days:
            yield from self._events(people)

    def _events(self, people: ContactList) -> Iterator[Draft]:
        for row, record in self._records():
            found = self._checked(record)
            if found is None:
                continue
            somebody, values = found
            if person := people.person(somebody, row):
                yield Draft(Event, values, somebody.name, person, record.line)
            else:
                self._findings.leave_out("nobody")

    def _own_entries(self) -> Iterator[Draft]:
        """Yield the people and the entries of a table that netcheck wrote, and that may have been worked on since.

        In a row with an id the name is just as it was in a log; in another row it may be spelled otherwise.
        """
        names, others = dict[str, int](), dict[str, int]()
        for _, record in self._records(told=True):
            self._days.see(self._value(record, "on"))
            if somebody := self._entry(record):
                (names if self._value(record, "id") else others).setdefault(somebody.name, record.line)
        if any(self._days.is_open(self._value(record, "on")) for _, record in self._records()):
            raise NetcheckError("import_dates_needed", path=self._path)
        spelled = {fold(name): name for name in reversed(names)}
        persons = dict(zip(names, names, strict=True))
        for name, line in others.items():
            if name not in persons:
                persons[name] = spelled.setdefault(fold(name), name)
                names.setdefault(persons[name], line)
        for name, line in names.items():
            yield Draft(Contact, {"name": name}, person=name, line=line, as_written=True)
        for _, record in self._records():
            if found := self._checked(record):
                somebody, values = found
                yield Draft(Event, values, somebody.name, persons[somebody.name], record.line)

    def _checked(self, record: _Record) -> tuple[Entry, dict[str, Any]] | None:
        """Return whom an entry is with, and its fields; None for one that is left out, which is noted."""
        try:
            somebody, values = self._somebody(record), self._event(record)
        except NetcheckError as error:
            self._findings.problems.append(Problem(record.line, error.code, error.facts, self._file))
            return None
        if reason := out_of_time(values["day"], self._options.today, self._first_day):
            self._findings.leave_out(reason)
            return None
        if values.get("id") in self._ids:  # a row that was copied and changed is another entry
            del values["id"]
        self._ids.add(values.get("id", ""))
        if "id" not in values and not values["source"]:
            values["source"] = f"{NAME}:{self._hash(record)}"
        return somebody, values

    def _event(self, record: _Record) -> dict[str, Any]:
        """Return the fields of an entry; the day is None where there is none.

        Raises:
            NetcheckError: what is wrong with the row.
        """
        said = self._value(record, "kind")
        kind = _kind(said)
        if kind is None:
            raise NetcheckError("unknown_kind", text=said) if said else NetcheckError("import_missing_key", key="kind")
        direction: Direction | None = Direction.MUTUAL
        if kind is not Kind.TALK:
            said = self._value(record, "direction")
            direction = _direction(said)
            if direction is None:
                raise NetcheckError("import_bad_direction", text=said)
        weight = self._value(record, "weight") or "1"
        if weight not in {str(number) for number in range(1, _HEAVIEST + 1)}:
            raise NetcheckError("import_not_number", key="weight", highest=_HEAVIEST)
        values = {
            "day": self._days.ordinal(self._value(record, "on")),
            "direction": direction,
            "kind": kind,
            "weight": int(weight),
            "note": "\n".join(filter(None, map(tidy_note, self._values(record, "note")))),
            "source": self._value(record, "source"),
        }
        if self._own:
            values["note"] = next(iter(self._values(record, "note")), "")
            values["source"] = next(iter(self._values(record, "source")), "")
            values["asked"] = bool(self._value(record, "asked"))
            values["one_sided"] = bool(self._value(record, "one_sided")) and direction is Direction.GIVEN
            if (key := self._value(record, "id")) and len(key) <= _LONGEST_ID and key.isprintable() and " " not in key:
                values["id"] = key
        return values

    def _entry(self, record: _Record) -> Entry | None:
        """Return whom a row is about; the same few are met again and again in a table of entries."""
        if not self._has_days:
            return self._read_entry(record)
        cells = tuple(record.cells[at] for at in self._about_places if at < len(record.cells))
        if cells not in self._known:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            self._known[cells] = self._read_entry(record)
        return self._known[cells]

    def _read_entry(self, record: _Record) -> Entry | None:
        if self._own:
            name = next(iter(self._values(record, "name")), "")
            return Entry(name) if nameable(name) else None
        said = {field: self._values(record, field) for field in self._about}
        said["birthday"] = [*said.get("birthday", ()), *self._birthday_in_parts(record)]
        found = entry(said, self._layout.circles)
        system = self._layout.no_circle
        if found is None or not system:
            return found
        return found._replace(circles=tuple(name for name in found.circles if not name.startswith(system)))

    def _somebody(self, record: _Record) -> Entry:
        """Return whom an entry is with.

        Raises:
            NetcheckError: `import_missing_key` for nobody.
        """
        found = self._entry(record)
        if found is None:
            raise NetcheckError("import_missing_key", key="name")
        return found

    def _birthday_in_parts(self, record: _Record) -> list[str]:
        year, month, day = (self._value(record, field) for field in ("year", "month", "day"))
        known = year if re.fullmatch(r"[12]\d{3}", year) else "-"
        return [f"{known}-{month}-{day:>02}"] if any(part.strip("0") for part in (year, month, day)) else []

    def _values(self, record: _Record, field: str) -> list[str]:
        """Return the cells that hold a field, and what holds for all rows."""
        found = self._cells(record, field)
        if self._own:
            found = [*map(as_it_was, found)]
        constant = self._options.constants.get(field)
        return [*found, constant] if constant and (field in _SEVERAL or not found) else found

    def _value(self, record: _Record, field: str) -> str:
        return next(filter(None, map(tidy, self._values(record, field))), "")

    def _hash(self, record: _Record) -> str:
        said = [f"{field}={tidy(cell)}" for field in sorted(self._places) for cell in self._cells(record, field)]
        return sha256("\x1f".join(said).encode(errors="replace")).hexdigest()[:_HASH]

    def _cells(self, record: _Record, field: str) -> list[str]:
        cells, size = record.cells, len(record.cells)
        found = [cell for at in self._places.get(field, ()) if at < size and (cell := cells[at])]
        return found if self._own else [cell for cell in found if not cell.isspace()]

    def _records(self, *, told: bool = False) -> Iterator[tuple[int, _Record]]:
        """Yield the rows with something in them, each with its number; what is wrong with others is told once."""
        for row, record in enumerate(islice(self._read(), 1, None), self._rows + 1):
            self.last_row = row
            if told and self._options.progress and row % _ANNOUNCED == 0:
                self._options.progress(row)
            code = "import_open_quote" if record.torn else ""
            if any(map(str.strip, record.cells[len(self._header) :])):
                code = code or "import_row_too_long"
            if not code and not _is_blank(record):
                yield row, record
            elif code and told:
                self._findings.problems.append(Problem(record.line, code, {}, self._file))

    def _read(self) -> Iterator[_Record]:
        with self._source.open(self._name) as stream:
            ends = "" if self._own else None  # in a note of ours, line ends are what they were
            text = io.TextIOWrapper(stream, encoding=self._encoding, errors="replace", newline=ends)
            lines = bounded(partial(text.readline, LONGEST_LINE + 1), self._path)
            yield from dropwhile(_is_blank, _records(lines))

    def _first_rows(self) -> list[list[str]]:
        """Return the beginnings of the cells of the first rows, of those columns that have a name."""
        named = [at for at, cell in enumerate(self._header) if cell]
        rows = (record.cells for record in islice(self._read(), 1, None) if not record.torn and not _is_blank(record))
        return [[tidy(row[at][:_SHOWN]) if at < len(row) else "" for at in named] for row in islice(rows, _FIRST_ROWS)]

    def _by_layout(self, layout: _Layout) -> dict[str, list[int]]:
        names = [plain(cell) for cell in self._header]
        places = {
            field: [at for at, name in enumerate(names) if name in columns] for field, columns in layout.columns.items()
        }
        return {field: found for field, found in places.items() if found}

    def _by_choice(self, columns: Mapping[str, Sequence[str]]) -> dict[str, list[int]]:
        """Return where the columns are that the user named.

        Raises:
            NetcheckError: `import_no_column` or `import_columns_needed`.
        """
        shown = [cell for cell in self._header if cell]
        places: dict[str, list[int]] = {}
        for field, wanted in columns.items():
            for column in wanted:
                found = _named(column, self._header)
                if not found:
                    raise NetcheckError("import_no_column", path=self._path, column=column, columns=shown)
                places.setdefault(field, []).extend(found)
        if not _NAMING & {*places, *self._options.constants}:
            raise NetcheckError(
                "import_columns_needed",
                path=self._path,
                columns=shown,
                rows=self._first_rows(),
                source=self._source.path,
            )
        return places


def _encoding(stream: BinaryIO) -> tuple[str, str]:
    start = stream.read(len(_OWN_START))
    if start == _OWN_START:
        return "utf-8", ""
    stream.seek(0)
    return encoding(stream)


def _is_blank(record: _Record) -> bool:
    return not record.torn and not any(map(str.strip, record.cells))


def _named(column: str, header: Sequence[str]) -> list[int]:
    """Return the places of the columns with this name, exactly or else case aside."""
    wanted = tidy(column)
    exact = [at for at, name in enumerate(header) if name == wanted]
    return exact or [at for at, name in enumerate(header) if wanted and name.casefold() == wanted.casefold()]


def _is_table(name: str) -> bool:
    return PurePosixPath(name).suffix.casefold() in _ENDINGS


def _layout(header: Sequence[str]) -> _Layout | None:
    names = {plain(cell) for cell in header}
    for layout in _LAYOUTS:
        if layout.needs <= names and (not layout.marks or layout.marks & names):
            return layout
    return None


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary.of()


@cache
def _stored() -> dict[str, Direction]:
    return {direction.value: direction for direction in Direction}


@lru_cache(maxsize=4096)
def _kind(text: str) -> Kind | None:
    return _vocabulary().kind(text)


@lru_cache(maxsize=4096)
def _direction(text: str) -> Direction | None:
    return _stored().get(text.casefold()) or _vocabulary().verb(text)


def _records(text: Iterable[str]) -> Iterator[_Record]:
    """Yield the rows of a text, given as its lines; the first is the header, whose delimiter holds for all.

    A quotation that nobody ends would swallow the rest: its line is torn, and the next one is a row again.
    """
    lines = _Lines(text)
    delimiter = lines.delimiter()
    csv.field_size_limit(_LONGEST_ROW)
    line = lines.before + 1
    torn = 0
    rows = csv.reader(lines, delimiter=delimiter)
    while torn <= _MOST_OPEN:
        lines.taken.clear()
        try:
            cells = next(rows)
            is_open = lines.ended
        except StopIteration:
            return
        except csv.Error:
            cells, is_open = [], True
        if is_open:
            torn += 1
            lines.put_back()
            rows = csv.reader(lines, delimiter=delimiter)
        yield _Record(line, [] if is_open else cells, torn=is_open)
        line += len(lines.taken)


class _Lines:
    """The lines of a text; those of the row that is being read can be put back."""

    def __init__(self, text: Iterable[str]) -> None:
        self.taken: list[str] = []
        self.before = 0
        self.ended = False
        self._text = iter(text)
        self._waiting: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.pop() if self._waiting else next(self._text, None)
        if line is None:
            self.ended = bool(self.taken)
            raise StopIteration
        self.taken.append(line)
        return line

    def delimiter(self) -> str:
        """Return what stands between the cells: what the first line with text has most of, or says after `sep=`."""
        for line in self._text:
            bare = line.strip(" \n")
            if not bare:
                self.before += 1
                continue
            if found := re.fullmatch(r"\"?sep=([,;\t|])\"?", bare, re.IGNORECASE):
                self.before += 1
                return found[1]
            self._waiting.append(line)
            unquoted = re.sub(r'"[^"]*"', "", line)
            return max(_DELIMITERS, key=unquoted.count)
        return ","

    def put_back(self) -> None:
        """Have taken only the first line of this row."""
        self._waiting.extend(reversed(self.taken[1:]))
        del self.taken[1:]
        self.ended = False
