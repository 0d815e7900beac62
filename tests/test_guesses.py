"""Whoever guesses the name of a command or an option is led to the right one, and never to one that takes away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from netcheck.cli.guesses import COMMANDS
from netcheck.version import __version__

if TYPE_CHECKING:
    from conftest import Run


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("rename Alma", "netcheck contact edit --name"),
        ("contact rename Alma Alma2", "netcheck contact edit --name"),
        ("restore backup", "netcheck import jsonl"),
        ("backup", "netcheck export jsonl"),
        ("find coffee", "netcheck list --match"),
        ("suche Kaffee", "netcheck list --match"),
        ("next", "netcheck remind"),
        ("tag Alma x", "netcheck contact edit --circle"),
        ("fragen", "netcheck checklist"),
        ("bericht", "netcheck report"),
        ("hilfe", "netcheck --help"),
        ("zurück", "netcheck undo"),
        ("zurueck", "netcheck undo"),
        ("show Alma", "netcheck contact show"),
        ("who", "netcheck contact show"),
        ("löschen 12", "netcheck remove"),
        ("rm 12", "netcheck remove"),
        ("contact delete Alma", "netcheck contact remove"),
        ("circle add X", "netcheck circle edit --add"),
        ("gab Alma Hilfe", "netcheck log gab"),
        ("reprot", "netcheck report"),
    ],
)
def test_a_guessed_command(run: Run, line: str, meant: str) -> None:
    """The words of other programs, in both languages, with their verbs; then likeness."""
    refused = run(*line.split(), expect=2)
    assert refused.err.splitlines()[0].endswith(f"Did you mean {meant}?")


@pytest.mark.parametrize("line", ["removee 12", "remov 12", "contact mergee Ana", "step dorp 1", "remind of"])
def test_likeness_never_leads_to_what_takes_away(run: Run, line: str) -> None:
    """Whoever meant it can ask for it; nobody stumbles into it."""
    refused = run(*line.split(), expect=2).err
    assert "There is no command" in refused
    assert not re.search(r"Did you mean.* (remove|merge|drop|off)\?", refused)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("list --person Alma", "--with"),
        ("list --month", "--since"),
        ("list --limit 3", "-n"),
        ("list --seit gestern", "--since"),
        ("contact edit Alma --phone 1", "--identifier"),
        ("contact edit Alma --email a@b", "--identifier"),
        ("contact edit Alma --tag y", "--circle"),
        ("report --pdf x", "--html"),
        ("edit 12 --date gestern", "--on"),
        ("list --jsn", "--json"),
    ],
)
def test_a_guessed_option(run: Run, line: str, meant: str) -> None:
    """An option goes by many names; only those that the command has are offered."""
    assert f"Did you mean {meant}?" in run(*line.split(), expect=2).err
    assert "Did you mean" not in run("kinds", "--person", "x", expect=2).err


def test_what_is_offered_is_there(run: Run) -> None:
    """No guess leads to a command or an option that does not exist, and none hides one that does."""
    for path, meant in COMMANDS.items():
        above = path.split()[1:]
        for offered, words in meant.items():
            command = [*above, *(word for word in offered.split() if not word.startswith("-"))]
            said = run(*command, "--help").out
            assert all(option in said for option in offered.split() if option.startswith("-")), offered
            assert not {*words.split()} & {
                name for name, _ in re.findall(r"^  (\w+) ( .*)$", run(*above, "--help").out, re.MULTILINE)
            }


def test_help_and_version_by_their_other_names(run: Run) -> None:
    """`help` before a command is its help, alone it is that of all; -V is the version."""
    assert run("help", "log").out == run("log", "--help").out
    assert run("help", "contact", "add").out == run("contact", "add", "--help").out
    assert run("help").out == run("--help").out
    assert run("-V").out == f"netcheck {__version__}\n"


def test_a_bare_group_does_the_obvious(run: Run) -> None:
    """Where there is a list it is shown, else the help."""
    run("log", "got", "Alma", "help", "--new")
    run("step", "add", "call")
    run("contact", "edit", "Alma", "--circle", "Work")
    for group in ("contact", "circle", "step"):
        assert run(group).out == run(group, "list").out != ""
    for group in ("import", "export"):
        assert run(group).out == run(group, "--help").out
