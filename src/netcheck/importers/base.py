"""What every importer yields: drafts of things to store, and problems with the place where they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from netcheck.domain.model import Answer, Direction, Kind, Voice


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A person to find or make; the fields are those of `Contact`.

    `person` is what the source knows the person by (folded e-mail address, else folded name); an
    `EventDraft` with the same `person` is about this contact. "" where names alone tell people apart.
    """

    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    circles: tuple[str, ...] = ()
    birthday: str = ""
    note: str = ""
    no_balance: bool = False
    group: bool = False
    id: str | None = None
    person: str = ""


class EventDraft(NamedTuple):
    """An exchange to store; a tuple, because an import reads a hundred thousand of them.

    `day` is an ordinal. `with_name` is a whole name or alias, `with_id` a contact's id in the same
    file or the log, or None. `line` is where it is in a file, from 1. The rest is as in `Event` and `ContactDraft`.
    """

    day: int
    with_name: str
    with_id: str | None
    direction: Direction
    kind: Kind
    weight: int = 1
    note: str = ""
    asked: bool = False
    one_sided: bool = False
    source: str = ""
    id: str | None = None
    person: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class CheckDraft:
    """A finished round of questions; the fields are those of `Check`, `with_id` its `contact_id`."""

    day: int
    voice: Voice
    answers: Mapping[str, Answer]
    with_id: str | None = None
    question_set: int = 1
    notes: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, object] = field(default_factory=dict)
    remark: str = ""
    id: str | None = None


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A next step; the fields are those of `Step`, `with_id` its `contact_id`."""

    text: str
    with_id: str | None = None
    by: int | None = None
    done: int | None = None
    check_id: str | None = None
    question: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class GuideDraft:
    """The user's own words on one question of the guide; `id` names the question."""

    id: str
    text: str


Draft = ContactDraft | EventDraft | CheckDraft | StepDraft | GuideDraft


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that cannot be taken over: where, and why.

    `line` counts from 1 (for git: the commit's place in the log); `code` is a key of
    `words.errors`, whose sentence `facts` fill.
    """

    line: int
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


class Importer(Protocol):
    """One format: a module that has these names."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a constant of the module
        """The word after `netcheck import`."""
        ...

    @property
    def parse(self) -> Callable[..., object]:
        """Return (drafts, problems), or a context that gives them and ends what reads them.

        It takes what its format is read from, and `today`, an ordinal: later days are problems.
        """
        ...

    def detect(self, path: Path) -> bool:
        """Return whether the file or directory looks like this format."""
        ...
