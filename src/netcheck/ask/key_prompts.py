"""Questions at a usual terminal, with questionary and the prompt_toolkit that it is made of."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import questionary
from prompt_toolkit import PromptSession
from prompt_toolkit.application import Application
from prompt_toolkit.completion import Completer, Completion
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.utils import get_cwidth

from netcheck.ask.completion import completions
from netcheck.errors import Cancelled
from netcheck.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from prompt_toolkit.completion import CompleteEvent
    from prompt_toolkit.document import Document
    from prompt_toolkit.formatted_text import StyleAndTextTuples
    from prompt_toolkit.key_binding import KeyPressEvent


_DIGITS = 9
_INDENT = "  "
_STYLE = questionary.Style(
    [
        ("qmark", ""),
        ("question", ""),
        ("instruction", ""),
        ("pointer", "bold"),
        ("highlighted", "bold"),
        ("answer", "bold"),
        ("selected", ""),
    ]
)


def choose(message: str, choices: Sequence[str], default: int) -> int:
    """Return the index of the choice picked with arrows or its digit, and Enter."""
    digits = len(choices) <= _DIGITS
    listed = [
        questionary.Choice(text, value=number, shortcut_key=str(number) if digits else None)
        for number, text in enumerate(choices, start=1)
    ]
    told, instruction = _fitted(
        message, _("(digit or arrow keys, then Enter)") if digits else _("(arrow keys, then Enter)")
    )
    question = questionary.select(
        told,
        listed,
        default=listed[default],
        qmark=" ",
        pointer="›",
        style=_STYLE,
        use_shortcuts=digits,
        use_jk_keys=False,
        instruction=instruction,
        output=_output(),
    )
    _can_be_left(question)
    with _cancelling():
        return int(question.unsafe_ask()) - 1


def several(message: str, choices: Sequence[str], chosen: AbstractSet[int]) -> list[int]:
    """Return the indices of the choices picked with arrows and the space bar, and Enter."""
    told, instruction = _fitted(message, _("(space bar picks, a picks all, then Enter)"))
    question = questionary.checkbox(
        told,
        [questionary.Choice(text, number, checked=number in chosen) for number, text in enumerate(choices)],
        qmark=" ",
        pointer="›",
        style=_STYLE,
        use_jk_keys=False,
        instruction=instruction,
        # What the library leaves behind is English.
        erase_when_done=True,
        output=_output(),
    )
    _can_be_left(question)
    with _cancelling():
        picked = sorted(map(int, question.unsafe_ask()))
    marked = [f"   {'●' if number in picked else '○'} {text}\n" for number, text in enumerate(choices)]
    sys.stdout.write("".join([f"  {told}\n", *marked]))
    return picked


def keys(prompt: str, allowed: AbstractSet[str]) -> str:
    """Return the first allowed key that is pressed, shown behind the prompt."""
    bindings = _leaving()
    pressed: list[str] = []

    def press(key: str) -> Callable[[KeyPressEvent], None]:
        def on_press(event: KeyPressEvent) -> None:
            pressed.append(key)
            event.app.exit(result=key)

        return on_press

    for key in allowed:
        for variant in {key.lower(), key.upper()} if key else {"enter"}:
            bindings.add(variant)(press(key))

    def shown() -> StyleAndTextTuples:
        return [("", f"{prompt} {''.join(pressed)}"), ("[SetCursorPosition]", " ")]

    window = Window(FormattedTextControl(shown, focusable=True), wrap_lines=True, dont_extend_height=True)
    application: Application[str] = Application(Layout(window), key_bindings=bindings, output=_output())
    with _cancelling():
        return application.run()


def line(prompt: str, complete: Callable[[str], Iterable[str]], default: str, history: Sequence[str]) -> str:
    """Return the line typed, which begins as the default."""
    past = InMemoryHistory(history)
    session: PromptSession[str] = PromptSession(
        f"{prompt} ", completer=_Completer(complete), complete_while_typing=False, history=past, output=_output()
    )
    with _cancelling():
        return session.prompt(default=default)


def secret(prompt: str) -> str:
    """Return what was typed, of which nothing was shown but how long it is."""
    session: PromptSession[str] = PromptSession(f"{prompt} ", is_password=True, output=_output())
    with _cancelling():
        return session.prompt()


def _fitted(message: str, instruction: str) -> tuple[str, str]:
    """Return a question in lines that no word is broken at, and its instruction, below it where both are too wide."""
    cells = _output().get_size().columns - 1  # the cursor stands behind them
    if get_cwidth(f"{_INDENT}{message} {instruction}") <= cells:
        return message, instruction
    lines = [""]
    for word in message.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and get_cwidth(_INDENT + longer) > cells:
            lines.append(word)
        else:
            lines[-1] = longer
    return f"\n{_INDENT}".join(lines), f"\n{_INDENT}{instruction}"


class _Completer(Completer):
    """Asks the caller for candidates and puts each in its place."""

    def __init__(self, complete: Callable[[str], Iterable[str]]) -> None:
        self._complete = complete

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002 - the library's signature
        before = document.text_before_cursor
        for candidate, length in completions(before, self._complete(before)):
            yield Completion(candidate, start_position=-length)


def _can_be_left(question: questionary.Question) -> None:
    own = question.application.key_bindings
    question.application.key_bindings = merge_key_bindings([own, _leaving()] if own else [_leaving()])


def _leaving() -> KeyBindings:
    """Return the keys that leave a question which is not a line of text."""
    bindings = KeyBindings()

    @bindings.add("c-c")
    @bindings.add("<sigint>")
    def interrupt(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt)

    @bindings.add("c-d")
    def leave(event: KeyPressEvent) -> None:
        event.app.exit(exception=EOFError)

    return bindings


@contextmanager
def _cancelling() -> Iterator[None]:
    try:
        yield
    except (KeyboardInterrupt, EOFError):
        raise Cancelled("cancelled") from None


def _output() -> Output:
    """Return standard output as the library draws on it.

    It does not ask the terminal for the cursor's position: one that does not answer would cost two
    seconds and a warning, and all that is drawn here stays below the cursor anyway.
    """
    output = create_output(sys.stdout)
    if hasattr(output, "enable_cpr"):
        output.enable_cpr = False
    return output
