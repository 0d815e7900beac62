"""What every importer yields: drafts of things to store, and problems with the place where they are."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from netcheck.domain.limits import check_name, check_values
from netcheck.errors import NetcheckError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from netcheck.domain.record import Record
    from netcheck.importers.source import Source


class Draft(NamedTuple):
    """Something to store: a record, and by name those of its fields that the source has; the rest are defaults.

    `values` may leave out `id`. Its `contact_id` is an id of the same file or of the log; an event may leave it out and
    name its contact by `with_name`, a whole name or alias, or by `person`. That is what the source knows a person by
    (folded e-mail address, else folded name): an event is about the contact with the same `person`, and such a contact
    is made with the first event that is new. It is "" where names alone tell people apart. `line` is where the draft
    stands in a file, from 1.

    A contact of a source that lists people (`listed`) is made although nothing happened with it. `unless_known` is the
    reason, a key of `view.import_plan.LEFT_OUT`, for which a contact is not made; whoever is known already gets the
    entries all the same. `as_written` is a name that came from a log of netcheck: whoever has just this name is meant.
    """

    record: type[Record]
    values: dict[str, Any]
    with_name: str = ""
    person: str = ""
    line: int = 0
    listed: bool = False
    unless_known: str = ""
    as_written: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that cannot be taken over: where, and why.

    `line` counts from 1, 0 for none, in `file`, "" where there is but one; where `record`, it counts the records
    instead: those of JSON and of a calendar stand on no line that anybody could look for.
    `code` is a key of `view.failures`, whose sentence `facts` fill.
    """

    line: int
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    file: str = ""
    record: bool = False


@dataclass
class Findings:
    """What a reading left out, filled while drafts are read.

    `left_out` counts by reason, a key of `view.import_plan.LEFT_OUT`; `names` are those of the people it concerns,
    where people are left out. `remarks` are further sentences: keys of `view.import_plan.REMARKS` with what fills them.
    """

    problems: list[Problem] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    names: dict[str, dict[str, None]] = field(default_factory=dict)
    remarks: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)

    def leave_out(self, reason: str, name: str = "", n: int = 1) -> None:
        """Count what is left out for a reason, and whom it concerns."""
        self.left_out[reason] += n
        if name:
            self.names.setdefault(reason, {})[name] = None

    def of(self, source: Source) -> Findings:
        """Return the same with whole paths: of several sources each may have a file of that name."""
        problems = [replace(one, file=whole_path(source, one.file)) for one in self.problems]
        remarks = [
            (key, {**facts, "file": whole_path(source, str(facts["file"]))} if "file" in facts else facts)
            for key, facts in self.remarks
        ]
        return Findings(problems, self.left_out, self.names, remarks)

    def add(self, others: Findings) -> None:
        """Take in what another reading found."""
        self.problems += others.problems
        self.left_out.update(others.left_out)
        self.remarks += [remark for remark in others.remarks if remark not in self.remarks]
        for reason, names in others.names.items():
            self.names.setdefault(reason, {}).update(names)


def whole_path(source: Source, file: str) -> str:
    """Return the path of a file of a source, "" for its only one."""
    alone = not file or (source.names == (file,) and source.path.name == file)
    return str(source.path if alone else source.path / file)


def fitting(drafts: Iterable[Draft], problems: list[Problem], file: str = "") -> Iterator[Draft]:
    """Yield the drafts whose texts are short enough; each of the others becomes a problem."""
    for draft in drafts:
        try:
            check_name(draft.with_name)
            check_values(draft.record, draft.values)
        except NetcheckError as error:
            problems.append(Problem(draft.line, error.code, error.facts, file))
        else:
            yield draft


class Options(NamedTuple):
    """What an import is told: the day (later ones are left out) and the first day that counts, ordinals.

    `me` are the names and addresses of the user, remembered ones unless they were said for this import (`me_said`);
    `groups` asks for chats of several people; `dates` is the order dmy, mdy or ymd, "" where the file has to show it;
    `columns` and `constants` are by field the column of a table and the same value for all rows; `excepted` are logins
    that are left out. `progress` takes the number of things read, now and then.
    """

    today: int
    since: int | None = None
    me: Sequence[str] = ()
    me_said: bool = False
    groups: bool = False
    dates: str = ""
    columns: Mapping[str, Sequence[str]] = {}
    constants: Mapping[str, str] = {}
    excepted: Sequence[str] = ()
    progress: Callable[[int], None] | None = None


class Reader(Protocol):
    """One format of another program: a module that has these names."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a constant of the module
        """The word after `netcheck import`, and the start of its sources."""

    def detect(self, source: Source) -> bool:
        """Return whether this looks like the format, by names and the first bytes of few files."""

    def parse(self, source: Source, options: Options, findings: Findings) -> Iterator[Draft]:
        """Yield contacts, each before its first event, and events; fill the findings.

        Raises:
            NetcheckError: it is not the format (`import_not_format`); `import_me_needed` where the user cannot be told
                from others, with the `names` of the likeliest; `import_dates_needed` where the order of days is open.
        """


@contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """Open a file to read its bytes; "-" is standard input.

    Raises:
        NetcheckError: `file_unreadable`.
    """
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    try:
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        raise NetcheckError("file_unreadable", path=path, reason=error.strerror) from None
