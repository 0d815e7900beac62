"""Tab in real shells: what is completed reaches the program as it is, and nothing of it is run."""

from __future__ import annotations

import itertools
import os
import shutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
import shellingham

from netcheck.cli.shell_completion import SCRIPTS
from terminals import program_at_terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Run

SHELLS = {
    "bash": ("bash", ["--norc", "--noprofile", "-i"], "source '{script}'"),
    "zsh": ("zsh", ["-f", "-i"], "autoload -Uz compinit; compinit -u -D; source '{script}'"),
    "fish": ("fish", ["--no-config", "-i"], "source '{script}'"),
}
"""Each shell: the program, its options, and what puts completion in place."""
PROGRAM = """#!/bin/sh
[ -z "$_NETCHECK_COMPLETE" ] || exec '{python}' -m netcheck "$@"
printf '%s\\0' "$@" > '{folder}/arguments'
echo 'r''an.'
"""
"""Stands for netcheck: it answers the shell as netcheck does; run by Enter, it only notes its arguments."""
NAMES = (
    "Alma Reuter",
    "O'Neil",
    "Wim `touch x` Ott",
    "Vim $(touch x) Ott",
    "Paul & Co",
    "Semi; touch x",
    "Rex *",
    "Home $HOME",
    'Quote "it"',
    "Back\\slash\\",
    "Bang!! !1",
    "Nott:Anna = 1",
    "Hash #1",
    "Brace {a,b} [c]?",
    "Pipe <x >x |x",
    "Ümit Ôtt",
    "~root",
    "=ls",
    "%self",
)
IN_QUOTES = [name for name in NAMES if set(name) & set("'\"`$\\!:Ü")]
"""Those with a sign that means something between quotes, or ends a word of Readline there."""
each_shell = pytest.mark.parametrize("shell", SHELLS)


class Shell:
    """A shell at a pseudo-terminal, in a folder of its own."""

    def __init__(self, child: Any, folder: Path) -> None:  # noqa: ANN401 - pexpect ships no types
        self.child = child
        self.folder = folder

    def arguments(self, keys: str) -> list[str]:
        """Press keys and Enter; return what the program gets."""
        self.child.send(f"{keys}\r")
        self.child.expect_exact("ran.")
        return (self.folder / "arguments").read_text(encoding="utf-8").split("\0")[:-1]


@contextmanager
def shell_of(name: str, folder: Path, script: str | None = None) -> Iterator[Shell]:
    """Start a shell in which completion is in place."""
    program, options, setting = SHELLS[name]
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    (folder / "bin").mkdir()
    netcheck = folder / "bin" / "netcheck"
    netcheck.write_text(PROGRAM.format(python=sys.executable, folder=str(folder)), encoding="utf-8")
    netcheck.chmod(0o755)
    source = folder / "bin" / "completion"
    source.write_text(script or SCRIPTS[name], encoding="utf-8")
    work = folder / "work"
    work.mkdir()
    (work / "file1").touch()
    (work / "Rex").mkdir()
    environment = {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "TERM": "xterm"}
    with program_at_terminal([program, *options], environment, folder=work, columns=200) as child:
        child.send(f"{setting.format(script=source)}; echo rea''dy\r")
        child.expect_exact("ready")
        yield Shell(child, folder)


def start_of(name: str) -> str:
    """Return at most three letters that a name begins with."""
    return "".join(itertools.takewhile(str.isalpha, name[:3]))


@pytest.fixture(autouse=True)
def people(run: Run) -> None:
    """Start from a log of people whose names come from elsewhere."""
    for name in NAMES:
        run("contact", "add", name)


def unharmed(shell: Shell) -> bool:
    """Say whether nothing was made in the folder of the shell."""
    return {file.name for file in (shell.folder / "work").iterdir()} == {"file1", "Rex"}


@each_shell
def test_a_name_arrives_as_it_is(shell: str, tmp_path: Path) -> None:
    """Typed by its first letters and completed, each foreign name is one argument, and nothing in it is run."""
    with shell_of(shell, tmp_path) as opened:
        for name in NAMES:
            if start := start_of(name):
                assert opened.arguments(f"netcheck log got {start}\thelp") == ["log", "got", name, "help"], name
        assert unharmed(opened)


@pytest.mark.slow
@each_shell
@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_name_arrives_in_an_open_quote(shell: str, quote: str, tmp_path: Path) -> None:
    """What is completed after an open quote ends in that quote, and is one argument as well."""
    with shell_of(shell, tmp_path) as opened:
        for name in IN_QUOTES:
            typed = f"netcheck log got {quote}{start_of(name)}\thelp"
            assert opened.arguments(typed) == ["log", "got", name, "help"], name
        assert unharmed(opened)


PLACES = {
    "list --with Al\t--csv": ["list", "--with", "Alma Reuter", "--csv"],
    "list --with=Pau\t--csv": ["list", "--with=Paul & Co", "--csv"],
    "contact show Nott:\t--json": ["contact", "show", "Nott:Anna = 1", "--json"],
    "contact show 'Nott:An\t--json": ["contact", "show", "Nott:Anna = 1", "--json"],
    'contact show "Wim \\`to\t--json': ["contact", "show", "Wim `touch x` Ott", "--json"],
    "contact show Rex\\ \t--json": ["contact", "show", "Rex *", "--json"],
    "contact show Alma Re\t--json": ["contact", "show", "Alma", "Reuter", "--json"],
    "list --kind feed\t--csv": ["list", "--kind", "feedback", "--csv"],
    "export jsonl fil\t": ["export", "jsonl", "file1"],
    "report --html=fil\t": ["report", "--html=file1"],
    "import git Re\tb": ["import", "git", "Rex/b"],
    "list --match fil\tb": ["list", "--match", "filb"],
    "contact show fil\tb": ["contact", "show", "filb"],
    "true; netcheck log got Üm\ttha\t'für Öl'": ["log", "got", "Ümit Ôtt", "thanks", "für Öl"],
}
"""What is typed, and what the program gets."""


@each_shell
def test_what_is_completed_where(shell: str, tmp_path: Path) -> None:
    """Options, words with an equals sign or a colon, and quotes half typed: one argument; files only for files."""
    with shell_of(shell, tmp_path) as opened:
        for typed, expected in PLACES.items():
            line = typed if "netcheck" in typed else f"netcheck {typed}"
            if not (shell == "fish" and "\\`" in typed):  # between double quotes of fish it is no escape
                assert opened.arguments(line) == expected, typed
        assert unharmed(opened)


def test_bash_whose_words_do_not_end_at_signs(tmp_path: Path) -> None:
    """Where somebody took colon and equals sign out of COMP_WORDBREAKS, the whole word is replaced."""
    with shell_of("bash", tmp_path, "COMP_WORDBREAKS=${COMP_WORDBREAKS//[:=]/}\n" + SCRIPTS["bash"]) as opened:
        for typed, expected in PLACES.items():
            if ("=" in typed or ":" in typed) and "--html" not in typed:  # there Readline looks for a file "--html=fil"
                assert opened.arguments(f"netcheck {typed}") == expected, typed


@each_shell
def test_a_program_that_is_not_on_the_path(shell: str, tmp_path: Path) -> None:
    """The program that is named in the line is asked."""
    with shell_of(shell, tmp_path) as opened:
        assert opened.arguments("../bin/netcheck contact show O\t") == ["contact", "show", "O'Neil"]
        assert opened.arguments("~/bin/netcheck contact show O\t") == ["contact", "show", "O'Neil"]


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_several_candidates_go_as_far_as_they_agree(run: Run, shell: str, tmp_path: Path) -> None:
    """What two names have in common is completed; the next letter decides, and the rest is quoted."""
    run("contact", "add", "Zed & Ada")
    run("contact", "add", "Zed & Bea")
    with shell_of(shell, tmp_path) as opened:
        assert opened.arguments("netcheck log got Ze\tB\thelp") == ["log", "got", "Zed & Bea", "help"]
        assert opened.arguments("netcheck log got 'Ze\tB\thelp") == ["log", "got", "Zed & Bea", "help"]


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_umlauts_and_case_do_not_matter(shell: str, tmp_path: Path) -> None:
    """A name is completed without its umlauts as well; fish completes only what it takes for alike."""
    with shell_of(shell, tmp_path) as opened:
        assert opened.arguments("netcheck log got umi\thelp") == ["log", "got", "Ümit Ôtt", "help"]


def test_candidates_without_quotes_are_run(tmp_path: Path) -> None:
    """The tests above can fail: a script that hands candidates over as they are lets bash run a part of one."""
    careless = """
    _careless() { COMPREPLY=('Wim `touch x` Ott'); }
    complete -F _careless netcheck
    """
    with shell_of("bash", tmp_path, careless) as opened:
        assert opened.arguments("netcheck log got Wi\thelp") == ["log", "got", "Wim", "Ott", "help"]
        assert not unharmed(opened)


def test_an_evaluated_answer_is_run(tmp_path: Path) -> None:
    """Nor does zsh pass by itself: evaluating an answer, as typer's script does, runs what stands in it."""
    careless = """
    _careless() { eval $(echo '`touch x`'); }
    compdef _careless netcheck
    """
    with shell_of("zsh", tmp_path, careless) as opened:
        opened.arguments("netcheck log got Wi\t")
        assert not unharmed(opened)


@each_shell
def test_the_script_is_put_in_place_and_shown(
    run: Run, shell: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--install-completion` writes the script that is tested here, and `--show-completion` prints it."""
    monkeypatch.setattr(shellingham, "detect_shell", lambda: (shell, f"/bin/{shell}"))
    places = {
        "bash": ".bash_completions/netcheck.sh",
        "zsh": ".zfunc/_netcheck",
        "fish": ".config/fish/completions/netcheck.fish",
    }
    run("--install-completion")
    assert (home / places[shell]).read_text(encoding="utf-8").strip() == SCRIPTS[shell].strip()
    assert run("--show-completion").out.strip() == SCRIPTS[shell].strip()


@pytest.mark.parametrize(
    ("keys", "most", "entry"),
    [
        ("netcheck log got Al\tfee\t\r", 31, ["log", "got", "Alma Reuter", "feedback"]),
        ("netcheck log y\tgot Al\tfee\t\r", 41, ["log", "yesterday", "got", "Alma Reuter", "feedback"]),
        ("netcheck log got Al\tfee\t--on y\t\r", 41, ["log", "got", "Alma Reuter", "feedback", "--on", "yesterday"]),
    ],
)
def test_few_keys_log_a_known_person(tmp_path: Path, keys: str, most: int, entry: list[str]) -> None:
    """With Tab a known person takes at most 31 keys in bash, and a day at most ten more."""
    assert len(keys) <= most
    with shell_of("bash", tmp_path) as opened:
        assert opened.arguments(keys.removesuffix("\r")) == entry
