"""One line of the log: its words, and its options apart from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netcheck.domain.lexer import split_line
from netcheck.domain.limits import check_line
from netcheck.domain.vocabulary import LineProblem
from netcheck.errors import UsageError
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.cli.app import App
    from netcheck.cli.line_command import LineCommand


class Line(Value):
    """One line, its options apart from its words. `new` is None without `--new`, "" without a name."""

    words: Sequence[str]
    on: str | None = None
    weight: int = 1
    asked: bool = False
    new: str | None = None


def parsed(text: str, command: LineCommand, app: App) -> Line:
    """Read one line of text; `command` is what `LineCommand.for_a_line` returns.

    Raises:
        UsageError: the line cannot be split.
        click.UsageError: an option is wrong.
    """
    check_line([text])
    tokens = split_line(text)
    if isinstance(tokens, LineProblem):
        raise UsageError(f"log_{tokens.code.value}", word=tokens.word)
    given: dict[str, Any] = command.make_context("log", tokens, obj=app).params
    weight = chosen_weight(given["weight"], big=given["big"], huge=given["huge"])
    return Line(given["words"] or [], given["on"], weight, given["asked"], given["new"])


def chosen_weight(weight: int | None, *, big: bool, huge: bool) -> int:
    """Return the weight, 1 to 3, that `--weight`, `--big` and `--huge` come to.

    Raises:
        UsageError: more than one of them was given.
    """
    if (weight is not None) + big + huge > 1:
        raise UsageError("one_direction", options="--weight, --big, --huge")
    return weight or (3 if huge else 2 if big else 1)
