"""The help of every command, in both languages, and what the framework says."""

from __future__ import annotations

import ast
import re
import string
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
import shellingham

from netcheck.cli.app import App
from netcheck.cli.localize_click import CLICK_TEXTS, translate_click
from netcheck.cli.tree import MODULES, Tree
from netcheck.i18n import LANGUAGES, _, ngettext, use
from netcheck.settings import CHOICES, Settings
from netcheck.view.text import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Run

ENGLISH = (
    "Usage|Options|Arguments|Commands|Show this|required|default|COMMAND|OPTIONS|ARGS|INTEGER|NUMBER|RANGE|FILE|PATH|"
    "FOLDER|DIRECTORY|WHO|DAY|Error|Invalid|Missing|the|and|with|your"
)
GERMAN = "Aufruf|Optionen|Argumente|Befehle|Diese Hilfe|nötig|ohne Angabe|BEFEHL|OPTIONEN|ZAHL|DATEI|ORDNER|WER|TAG|und"
UNTRANSLATED = r"netcheck log \S+|--\S+|Reviewed-by, .*|\[month\|quarter\|year\]"
"""Examples and options are the same in every language."""


def commands(language: str) -> Iterator[tuple[str, click.Command, click.Context]]:
    """Yield every command and sub-command with its path, localised."""
    use(language)
    translate_click()
    tree = Tree()
    root = click.Context(tree, info_name="netcheck", obj=App(Settings(), chosen_language=True))
    yield from walk("", tree, root)


def walk(
    path: str, command: click.Command, context: click.Context
) -> Iterator[tuple[str, click.Command, click.Context]]:
    """Yield a command and all below it."""
    yield path, command, context
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            below = click.Context(child, info_name=name, parent=context, obj=context.obj)
            yield from walk(f"{path} {name}".strip(), child, below)


PATHS = [path for path, _command, _context in commands("en")]


def helps(language: str) -> dict[str, str]:
    """Return the help of every command, and of every parameter that is not hidden, by its path."""
    found = {}
    for path, command, _context in commands(language):
        found[path] = command.help or ""
        for parameter in command.params:
            if not getattr(parameter, "hidden", False):
                found[f"{path}.{parameter.name}"] = getattr(parameter, "help", None) or ""
    return found


def test_each_command_and_parameter_has_help_in_both_languages() -> None:
    """The help of each is there, is another one in the other language, and has as many paragraphs."""
    de, en = helps("de"), helps("en")
    assert de.keys() == en.keys()
    assert [key for key in de if not (de[key].strip() and en[key].strip())] == []
    assert [key for key in de if de[key] == en[key]] == []
    assert [key for key in de if de[key].count("\n\n") != en[key].count("\n\n")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_commands_says_what_their_help_says(run: Run, language: str) -> None:
    """The first line of each command's own help stands beside its name, though the command is not imported."""
    shown = " ".join(run("--lang", language, "--help").out.split())
    said = helps(language)
    assert [name for name in MODULES if f" {name} {said[name].partition(chr(10))[0]}" not in shown] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_names_every_setting(language: str) -> None:
    """Whoever asks what can be set is told all keys."""
    assert set(CHOICES) <= set(re.findall(r"\w+", helps(language)["config set.key"]))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("language", "foreign", "usage"), [("de", ENGLISH, "Aufruf: "), ("en", GERMAN, "Usage: ")])
def test_help_speaks_one_language(run: Run, path: str, language: str, foreign: str, usage: str) -> None:
    """`--help` and `-h` show help that begins with the usage, fits into a terminal and has no foreign word."""
    shown = run(*path.split(), "--lang", language, "--help").out
    assert shown == run(*path.split(), "-h", "--lang", language).out
    assert shown.startswith(f"{usage}netcheck {path}".strip())
    assert re.findall(rf"\b({foreign})\b", re.sub(UNTRANSLATED, "", shown)) == []
    assert [line for line in shown.splitlines() if width(line) > 80] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["foo"], ["exprot"], ["--foo"], ["contact", "foo"], ["import", "git"], ["edit"], ["remove"],
        ["history", "-n", "0"], ["history", "-n", "x"], ["report", "--period", "day"], ["export", "csv", "a", "b"],
        ["list", "--since"], ["list", "--json=x"], ["--lang", "fr"], ["--lang"], ["config", "set", "x"],
        ["undo", "x", "y"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_wrong_command_line_is_told_in_german(
    run: Run, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the framework refuses is a German sentence, too, with exit code 2 and nothing on standard output."""
    monkeypatch.setenv("NETCHECK_LANG", "de")
    refused = run(*arguments, expect=2)
    assert refused.out == ""
    assert re.findall(rf"\b({ENGLISH})\b", refused.err) == []
    assert refused.err.rstrip() != ""


@cache
def said_by_the_framework() -> frozenset[str]:
    """Return every text that click and typer send through gettext."""
    found = set()
    for package in ("click", "typer"):
        for file in Path(str(import_module(package).__file__)).parent.rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "ngettext"}:
                    found |= {argument.value for argument in node.args if isinstance(argument, ast.Constant)}
    return frozenset(text for text in found if isinstance(text, str))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_fits_the_framework(language: str) -> None:
    """Each text of ours stands for one that click or typer really says, and asks for no other facts."""
    use(language)
    for theirs in CLICK_TEXTS:
        forms = (theirs,) if isinstance(theirs, str) else theirs
        assert set(forms) <= said_by_the_framework()
        for n, form in enumerate(forms, start=1):
            ours = _(form) if len(forms) == 1 else ngettext(forms[0], forms[1], n)
            assert placeholders(ours) <= placeholders(form)


def placeholders(text: str) -> set[str]:
    """Return the names of the facts that a text asks for."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_command_has_its_module() -> None:
    """The tree names its commands in the order of the help, and each can be imported."""
    tree = Tree()
    context = click.Context(tree, obj=App(Settings(), chosen_language=True))
    assert [tree.get_command(context, name) is not None for name in MODULES] == [True] * len(MODULES)


def test_completion_is_put_in_place(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer names shell and file in the user's language; an unknown shell is refused in a sentence."""
    monkeypatch.setattr(shellingham, "detect_shell", lambda: ("bash", "/bin/bash"))
    answer = run("--lang", "de", "--install-completion").out
    assert answer.startswith("✓ Vervollständigung für bash eingerichtet")
    assert "netcheck" in (home / ".bashrc").read_text(encoding="utf-8")

    def unknown() -> None:
        raise shellingham.ShellDetectionFailure

    monkeypatch.setattr(shellingham, "detect_shell", unknown)
    assert "bash, zsh, fish" in run("--install-completion", expect=1).err
