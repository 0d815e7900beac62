"""The only place that questions.

Every function expects a terminal, and texts that are safe to show. Ctrl-C and Ctrl-D raise `Cancelled`.
What is typed comes back as it is, but without blanks at its ends. The libraries are loaded by the first question.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from netcheck.ask.completion import typed_lines
from netcheck.errors import ChangedError
from netcheck.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from types import ModuleType


T = TypeVar("T")

Answers = list[tuple[tuple[object, ...], Any]]
"""Questions in the order in which they were asked, each with what was answered."""

_heard: Answers | None = None
"""Where questions and answers are kept for `again`, if they are."""
_still_true: Iterator[tuple[tuple[object, ...], Any]] | None = None
"""What is answered instead of asked, if it is."""


@contextmanager
def kept() -> Iterator[Answers]:
    """Keep what is asked and answered in the block."""
    global _heard  # noqa: PLW0603 - there is one terminal
    before, _heard = _heard, []
    try:
        yield _heard
    finally:
        _heard = before


@contextmanager
def again(answers: Answers) -> Iterator[None]:
    """Answer the questions of the block as they were answered before; nobody is asked.

    Raises:
        ChangedError: `changed_meanwhile`, if they are not the same questions.
    """
    global _still_true  # noqa: PLW0603 - as above
    _still_true = rest = iter(answers)
    try:
        yield
    finally:
        _still_true = None
    if next(rest, None) is not None:
        raise ChangedError("changed_meanwhile")


def choose(message: str, choices: Sequence[tuple[str, T]], default: int = 0) -> T:
    """Let one of the choices (text, value) be picked, and return its value.

    The choice at the index `default` is preselected. Up to nine choices can be reached by their digit.

    Raises:
        Cancelled: the user left the question.
    """
    return choices[int(_answer("choose", message.strip(), [text for text, _value in choices], default))][1]


def several(message: str, choices: Sequence[tuple[str, T]], chosen: Collection[int]) -> list[T]:
    """Let any of the choices (text, value) be picked, none included; return the values of those picked, in their order.

    The choices at the indices `chosen` are picked to begin with.

    Raises:
        Cancelled: the user left the question.
    """
    picked: list[int] = _answer("several", message.strip(), [text for text, _value in choices], frozenset(chosen))
    return [choices[index][1] for index in picked]


def keys(prompt: str, allowed: Mapping[str, T]) -> T:
    """Wait for one of the allowed keys, large or small, and return its value; other keys do nothing.

    "" stands for Enter. Where a terminal knows only lines, a letter and Enter do the same.

    Raises:
        Cancelled: the user left the question.
    """
    return allowed[str(_answer("keys", prompt.rstrip(), frozenset(allowed)))]


def text(message: str, default: str = "", known: Iterable[str] = ()) -> str:
    """Ask for a line of text, with `default` to begin with; Tab completes the words in `known`.

    Raises:
        Cancelled: the user left the question.
    """
    candidates = tuple(known)
    return line(message, lambda _: candidates, default=default)


def line(
    prompt: str,
    complete: Callable[[str], Iterable[str]],
    *,
    default: str = "",
    history: Sequence[str] = (),
) -> str:
    """Ask for one line; several that were pasted at once are refused, and the question comes again.

    The arguments and `Cancelled` are as for `lines`.
    """
    while len(found := lines(prompt, complete, default=default, history=history)) > 1:
        refused = _("These are {n} lines, but here one is asked for. Nothing of them was taken.")
        sys.stdout.write(f"  {refused.format(n=len(found))}\n")
    return "".join(found)


def lines(
    prompt: str,
    complete: Callable[[str], Iterable[str]],
    *,
    default: str = "",
    history: Sequence[str] = (),
) -> list[str]:
    """Ask at a prompt for a line; return it, or those that were pasted at once, without empty ones.

    For Tab, `complete` is given the text before the cursor and returns what may stand there; offered is
    what goes on with the end of that text. `history` are earlier lines, oldest first, for the arrow keys.

    Raises:
        Cancelled: the user left the question.
    """
    return typed_lines(str(_answer("line", prompt.rstrip(), complete, default, history)))


def _answer(way: str, question: str, *details: object) -> Any:  # noqa: ANN401 - each way has its own sort of answer
    """Ask in one of the ways of `_manner`, or find what was answered before.

    Raises:
        Cancelled: the user left the question.
        ChangedError: `changed_meanwhile`, if something else was asked before.
    """
    asked = (way, question, *(detail for detail in details if not callable(detail)))
    if _still_true is not None:
        before, answer = next(_still_true, (None, None))
        if before != asked:
            raise ChangedError("changed_meanwhile")
        return answer
    answer = getattr(_manner(), way)(question, *details)
    if _heard is not None:
        _heard.append((asked, answer))
    return answer


def secret(message: str) -> str:
    """Ask for a text that nobody may see on the screen; it comes back as it was typed, blanks at its ends too.

    Raises:
        Cancelled: the user left the question.
    """
    return str(_manner().secret(message.rstrip()))


def _manner() -> ModuleType:
    """Return the module that asks at this kind of terminal."""
    if os.environ.get("TERM", "").lower() in {"dumb", "unknown"}:
        from netcheck.ask import plain_prompts

        return plain_prompts
    from netcheck.ask import key_prompts

    return key_prompts
