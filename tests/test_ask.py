"""The questions, at a pseudo-terminal."""

from __future__ import annotations

import os
import re
import sys
from contextlib import ExitStack
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from netcheck.ask import plain_prompts
from netcheck.ask.completion import completions, typed_lines
from netcheck.errors import Cancelled
from netcheck.i18n import LANGUAGES
from terminals import at_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KINDS_OF_TERMINAL = ("xterm-256color", "dumb")
READY = r"Nummer|dann Enter|›|\[n\]ein"
LEAVE = {"Ctrl-C": "\x03", "Ctrl-D": "\x04"}
PROGRAM = """
from netcheck.ask import choose, keys, line, several, text
from netcheck.errors import Cancelled
from netcheck.i18n import use
use("de")
try:
    answer = {call}
except Cancelled as left:
    answer = left.code
print("=" + ascii(answer) + "=")
"""
ASK = {
    "choose": "choose('Wen meinst du?', [('Ana Belić', 'b'), ('Ana Krüger', 'k')])",
    "several": "several('Was davon?', [('Ana Belić', 'b'), ('Ana Krüger', 'k'), ('Ben', 'n')], {0, 2})",
    "keys": "keys('[j]a [t]eils [n]ein', {'j': 1, 't': 2, 'n': 3, '+': 4})",
    "text": "text('Schritt ›')",
    "line": "line('bekommen ›', lambda before: [])",
}


@pytest.fixture
def ask() -> Iterator[Callable[..., Any]]:
    """Return a function that starts a question at a pseudo-terminal of 80 columns and waits for its prompt."""
    with ExitStack() as stack:

        def start(call: str, term: str = "xterm-256color") -> Any:  # noqa: ANN401 - pexpect ships no types
            program = PROGRAM.replace("{call}", ASK.get(call, call))
            child = stack.enter_context(at_terminal("-c", program, TERM=term))
            child.expect(READY)
            return child

        yield start


def answer_of(child: Any) -> str:  # noqa: ANN401 - pexpect ships no types
    """Return what the question gave, as `ascii` writes it."""
    child.expect("=(.*)=\r\n")
    found: str = child.match.group(1)
    return found


@pytest.mark.parametrize("term", KINDS_OF_TERMINAL)
@pytest.mark.parametrize("key", LEAVE)
@pytest.mark.parametrize("question", ASK)
def test_every_question_can_be_left(ask: Callable[..., Any], question: str, key: str, term: str) -> None:
    """Ctrl-C and Ctrl-D both cancel each question at each kind of terminal."""
    child = ask(question, term)
    child.send(LEAVE[key])
    assert answer_of(child) == "'cancelled'"


@pytest.mark.parametrize(
    "question",
    [
        lambda: plain_prompts.choose("?", ["Ana", "Ben"], 0),
        lambda: plain_prompts.several("?", ["Ana", "Ben"], {0}),
        lambda: plain_prompts.keys("?", {"j"}),
        lambda: plain_prompts.line("?", lambda _: [], "", []),
    ],
    ids=["choose", "several", "keys", "line"],
)
def test_ctrl_c_cancels_before_the_prompt_is_read(
    question: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C that comes while the prompt is still being written cancels the question too."""
    written: list[str] = []

    def write(text: str) -> int:
        written.append(text)
        if len(written) == 1:
            raise KeyboardInterrupt
        return len(text)

    monkeypatch.setattr(sys, "stdout", SimpleNamespace(write=write, flush=lambda: None))
    with pytest.raises(Cancelled):
        question()
    assert written[1:] == ["\n"]


@pytest.mark.parametrize(
    ("term", "sent", "expected"),
    [
        ("xterm", "j", "1"),
        ("xterm", "T", "2"),
        ("xterm", "\r x\x1b[A\t+", "4"),
        ("dumb", "N\r", "3"),
        ("dumb", "x\r\r+\r", "4"),
    ],
)
def test_one_key_answers(ask: Callable[..., Any], term: str, sent: str, expected: str) -> None:
    """An allowed key answers at once in either case, where there are only lines with Enter; others do nothing."""
    child = ask("keys", term)
    child.send(sent)
    assert answer_of(child) == expected


@pytest.mark.parametrize("term", KINDS_OF_TERMINAL)
def test_enter_may_be_an_answer(ask: Callable[..., Any], term: str) -> None:
    """The empty key stands for Enter."""
    child = ask("keys('weiter ›', {'j': 1, '': 0})", term)
    child.send("\r")
    assert answer_of(child) == "0"


@pytest.mark.parametrize(
    ("call", "term", "sent", "expected"),
    [
        ("choose", "xterm", "\r", "'b'"),
        ("choose", "xterm", "2\r", "'k'"),
        ("choose", "xterm", "\x1b[B\r", "'k'"),
        ("choose('?', [('Kreis', i) for i in range(12)], default=3)", "xterm", "\x1b[A\r", "2"),
        ("choose", "dumb", "2\r", "'k'"),
        ("choose('?', [('Kreis', i) for i in range(12)], default=3)", "dumb", "0\rviele\r\r", "3"),
    ],
)
def test_a_choice_is_picked(ask: Callable[..., Any], call: str, term: str, sent: str, expected: str) -> None:
    """The preselected choice, another by its digit, or one by arrow; a number where there are only lines."""
    child = ask(call, term)
    child.send(sent)
    assert answer_of(child) == expected


@pytest.mark.parametrize("call", ["choose", "several"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("names", ["Leo Hartmann, Marta Nowak oder Ivana Horvat", "Maximiliane Annegret " * 5])
def test_no_word_of_a_question_is_broken(call: str, language: str, names: str) -> None:
    """The instruction has a line of its own where it does not fit behind the question, which goes on at a word."""
    chosen = ", {0}" if call == "several" else ""
    question = f"{call}('Wen meinst du? {names}', [('Ana', 'a'), ('Ben', 'b')]{chosen})"
    program = PROGRAM.replace("{call}", question).replace('use("de")', f'use("{language}")')
    with at_terminal("-c", program, TERM="xterm") as child:
        child.expect("Ana.*Ben")
        shown = child.before
        child.send("\r")
        child.expect("=")
    lines = [line.strip() for line in re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", shown).split("\r\n")]
    told, instruction = " ".join(lines).split(" (", 1)
    assert f"Wen meinst du? {names}".split() == told.split()
    assert f"({instruction}".split(")")[0] + ")" in lines
    assert all(len(line) < 78 for line in lines)


@pytest.mark.parametrize(
    ("term", "sent", "expected"),
    [
        ("xterm", "\r", "['b', 'n']"),
        ("xterm", "\x1b[B \r", "['b', 'k', 'n']"),
        ("xterm", " \x1b[B\x1b[B \r", "[]"),
        ("xterm", "xja\r", "['b', 'k', 'n']"),
        ("dumb", "\r", "['b', 'n']"),
        ("dumb", "0\r", "[]"),
        ("dumb", "4\rviele\r0 1\r3, 2\r", "['k', 'n']"),
    ],
)
def test_several_are_picked(ask: Callable[..., Any], term: str, sent: str, expected: str) -> None:
    """Those preselected, fewer, more or none, by the space bar; by numbers where there are only lines."""
    child = ask("several", term)
    child.send(sent)
    assert answer_of(child) == expected


def test_what_was_picked_stays_on_the_screen(ask: Callable[..., Any]) -> None:
    """After the question each choice is shown with its mark, in no other language."""
    child = ask("several")
    child.send(" \r")
    child.expect("=")
    shown = child.before[child.before.rindex("Was davon?") :]
    assert [line.strip() for line in shown.splitlines()] == ["Was davon?", "○ Ana Belić", "○ Ana Krüger", "● Ben"]


@pytest.mark.parametrize(
    ("call", "term", "sent", "expected"),
    [
        ("text", "xterm", "war's & mehr? „ü“\r", ascii("war's & mehr? „ü“")),
        ("text", "dumb", "  war's & mehr? „ü“ \r", ascii("war's & mehr? „ü“")),
        ("text('Name ›', default='Alma')", "xterm", " Reuter\r", "'Alma Reuter'"),
        ("text('Name ›', default='Alma')", "dumb", "\r", "'Alma'"),
        ("text", "xterm", "\x1b[200~eins\r\n\x1b[201~\r", "'eins'"),
        ("line('bekommen ›', lambda before: [], history=['mit Eva'])", "xterm", "\x1b[A Kaffee\r", "'mit Eva Kaffee'"),
    ],
)
def test_text_comes_back_as_typed(ask: Callable[..., Any], call: str, term: str, sent: str, expected: str) -> None:
    """Apostrophes, signs and umlauts stay; a default can be edited; the end of a pasted line is none of it."""
    child = ask(call, term)
    child.send(sent)
    assert answer_of(child) == expected


def test_lines_pasted_into_a_question_are_refused(ask: Callable[..., Any]) -> None:
    """Where one line is asked for, none of several is taken, and the question comes again."""
    child = ask("text")
    child.send("\x1b[200~eins\r\nzwei\x1b[201~\r")
    child.expect_exact("Das sind 2 Zeilen, gefragt ist hier eine. Davon wurde nichts genommen.")
    child.expect_exact("Schritt ›")
    child.send("drei\r")
    assert answer_of(child) == "'drei'"


@pytest.mark.parametrize("term", KINDS_OF_TERMINAL)
def test_broken_bytes_do_no_harm(ask: Callable[..., Any], term: str) -> None:
    """What is no UTF-8 becomes the sign for an unknown character, which can be stored."""
    child = ask("text", term)
    os.write(child.child_fd, b"a\xff b\r")
    assert answer_of(child) == ascii("a\ufffd b")


def test_tab_completes_a_name_of_several_words(ask: Callable[..., Any]) -> None:
    """The only candidate is filled in, across the blank in a name and whatever its case."""
    child = ask("line('bekommen ›', lambda before: ['Alma Reuter'])")
    child.send("von alma r\t")
    child.expect("Reuter")
    child.send(" Feedback\r")
    assert answer_of(child) == "'von Alma Reuter Feedback'"


def test_known_words_complete_a_text(ask: Callable[..., Any]) -> None:
    """A text prompt completes the words it was given, after a comma too."""
    child = ask("text('Kreis ›', known=['Autoren', 'Verein'])")
    child.send("Autoren, ver\t")
    child.expect("Verein")
    child.send("\r")
    assert answer_of(child) == "'Autoren, Verein'"


@pytest.mark.parametrize(
    ("text", "known", "length"),
    [
        ("", "bekam", 0),
        ("be", "bekam", 2),
        ("bekam ", "Alma Reuter", 0),
        ("bekam Alma R", "Alma Reuter", 6),
        ("bekam ALMA R", "Alma Reuter", 6),
        ("bekam Alma,Ro", "Robert Haas", 2),
        ("bekam Alma,", "Robert Haas", 0),
        ("bekam Jue", "Jürgen Brandt", 3),
        ("bekam Jurg", "Jürgen Brandt", 4),
        ("bekam Ana Bel", "Ana Belić", 7),
        ("bekam Anna A", "Anna A", 6),
    ],
)
def test_a_completion_takes_the_place_of_its_beginning(text: str, known: str, length: int) -> None:
    """The longest end of the text that the known text begins with is replaced; what does not fit is not offered."""
    assert list(completions(text, [known, "Xaver"]))[:1] == [(known, length)]
    assert list(completions(f"{text}q", [known])) == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  a  b ", ["a  b"]),
        ("a\r\nb", ["a", "b"]),
        ("a \n\n b\n", ["a", "b"]),
        ("a\tb\x1b", ["a\tb\x1b"]),
        ("\udc80", ["\ufffd"]),
        (" \n", []),
    ],
)
def test_typed_text_changes_as_little_as_possible(typed: str, expected: list[str]) -> None:
    """Only line ends, blanks at the ends and what cannot be stored are touched."""
    assert typed_lines(typed) == expected
