"""Asks which column of a table holds what, over a preview of its first rows."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from netcheck.cli.app import say
from netcheck.domain.model import Direction, Kind
from netcheck.i18n import _
from netcheck.importers.column_names import likely_columns
from netcheck.view.columns import FIELD_QUESTIONS, preview_lines, unused_line
from netcheck.view.kinds import KIND_NAMES
from netcheck.view.safe import safe
from netcheck.view.text import clip, terminal_cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.errors import NetcheckError
    from netcheck.importers.base import Options

_NARROWEST = 40
_CHOICE_MARGIN = 8


class ColumnMapping(NamedTuple):
    """By field the column of a table, and what holds for all its rows."""

    columns: dict[str, Sequence[str]]
    constants: dict[str, str]

    def of(self, options: Options) -> Options:
        """Return the options with this mapping."""
        return options._replace(columns=self.columns, constants=self.constants)

    def words(self) -> list[str]:
        """Return the options of the command line that say the same."""
        columns = [("--map", f"{field}={column}") for field, several in self.columns.items() for column in several]
        constants = [("--set", f"{field}={text}") for field, text in self.constants.items()]
        return [word for pair in (*columns, *constants) for word in pair]


def asked_mapping(error: NetcheckError, options: Options) -> ColumnMapping:
    """Ask what the columns of a table hold, beside what the options say already.

    `error` is `import_columns_needed`, whose facts are what a table shows of itself.

    Raises:
        NetcheckError: the same, as no column is said to name anybody.
        Cancelled: the user left.
    """
    facts: Any = error.facts
    columns = list(dict.fromkeys(facts["columns"]))
    if not columns:
        raise error
    cells = terminal_cells(sys.stdout, least=_NARROWEST)
    say("\n".join(preview_lines(facts["path"], facts["columns"], facts["rows"], cells)))
    questions = _Questions(columns, likely_columns(facts["columns"], facts["rows"]), options, cells)
    mapping = questions.asked()
    if not questions.name_somebody:
        raise error
    if questions.free:
        say(unused_line(questions.free))
    return mapping


class _Questions:
    """The questions about one table; a column that was picked is `free` no more."""

    def __init__(self, columns: Sequence[str], likely: dict[str, str], options: Options, cells: int) -> None:
        self._likely = likely
        self._room = cells - _CHOICE_MARGIN
        self._columns = dict(options.columns)
        self._constants = dict(options.constants)
        used = {column for several in self._columns.values() for column in several}
        self.free = [column for column in columns if column not in used]

    @property
    def name_somebody(self) -> bool:
        """Whether what was said so far tells who somebody is."""
        return any(self._is_said(field) for field in ("name", "given", "family", "alias", "email"))

    def asked(self) -> ColumnMapping:
        """Ask the questions, each as long as there is a column left for it."""
        self._ask("name")
        if not self._is_said("name"):
            self._ask("given")
            self._ask("family")
        for field in ("email", "phone", "on"):
            self._ask(field)
        if self._is_said("on"):
            self._ask_kind()
            if self._constants.get("kind") != Kind.TALK.value:
                self._ask_direction()
            if "weight" in self._likely:
                self._ask("weight")
        for field in ("birthday", "circle", "alias", "url"):
            if field in self._likely or not self._is_said("on"):
                self._ask(field)
        self._ask("note")
        return ColumnMapping(self._columns, self._constants)

    def _is_said(self, field: str) -> bool:
        return field in self._columns or field in self._constants

    def _ask(self, field: str) -> None:
        if self._is_said(field) or not self.free:
            return
        from netcheck import ask

        choices: list[tuple[str, str | None]] = [*self._choices(), (_("none of them"), None)]
        self._take(field, ask.choose(_(FIELD_QUESTIONS[field]), choices, self._likely_at(field, len(choices) - 1)))

    def _ask_kind(self) -> None:
        if self._is_said("kind"):
            return
        from netcheck import ask

        kinds = sorted(Kind, key=lambda kind: kind is not Kind.TALK)
        constants = [(_("all: {kind}").format(kind=_(KIND_NAMES[kind])), kind) for kind in kinds]
        choices: list[tuple[str, str | Kind]] = [*self._choices(), *constants]
        answer = ask.choose(_("Of which kind are the entries?"), choices, self._likely_at("kind", len(self.free)))
        self._take("kind", answer)

    def _ask_direction(self) -> None:
        if self._is_said("direction"):
            return
        from netcheck import ask

        choices: list[tuple[str, str | Direction | None]] = [
            *self._choices(),
            (_("the others"), Direction.RECEIVED),
            (_("you"), Direction.GIVEN),
            (_("both of you"), Direction.MUTUAL),
        ]
        self._take("direction", ask.choose(_("Who gave?"), choices, self._likely_at("direction", len(self.free))))

    def _choices(self) -> list[tuple[str, Any]]:
        return [(clip(safe(column), self._room), column) for column in self.free]

    def _likely_at(self, field: str, otherwise: int) -> int:
        likely = self._likely.get(field)
        return self.free.index(likely) if likely in self.free else otherwise

    def _take(self, field: str, answer: str | Kind | Direction | None) -> None:
        if isinstance(answer, (Kind, Direction)):
            self._constants[field] = answer.value
        elif answer is not None:
            self._columns[field] = [answer]
            self.free.remove(answer)
