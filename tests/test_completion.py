"""What Tab offers: at each place what belongs there, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from netcheck.cli.app import App
from netcheck.cli.completion import CANDIDATES
from netcheck.cli.tree import MODULES, Tree
from netcheck.importers.formats import READERS
from netcheck.main import main
from netcheck.settings import Settings
from seeded import seed
from test_startup import HEAVY, loaded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Protocol

    from conftest import Run

    class Complete(Protocol):
        """Ask as zsh does what may come next in a line."""

        def __call__(self, line: str) -> list[str]:
            """Return the candidates, and "FILE" or "DIR" where the shell is to offer those."""


DAYS = ["today", "yesterday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
COMING = ["today", "tomorrow", *DAYS[2:]]


@pytest.fixture
def complete(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Complete:
    """Ask in this process."""

    def complete_(line: str) -> list[str]:
        capsys.readouterr()
        with monkeypatch.context() as outside:
            outside.setenv("_NETCHECK_COMPLETE", "complete_zsh")
            outside.setenv("_NETCHECK_LINE", f"netcheck {line}")
            assert main([]) == 0
        told = capsys.readouterr()
        assert told.err == ""
        rows = [row.split("\t") for row in told.out.splitlines() if row]
        return [row[1] if row[0] == "plain" else row[0].upper() for row in rows]

    return complete_


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("und", ["undo"]),
        ("--la", ["--lang"]),
        ("log ", ["gave", "got", "with"]),
        ("log ga", ["gave"]),
        ("log ye", ["yesterday"]),
        ("log yesterday ", ["gave", "got", "with"]),
        ("log on friday ga", ["gave"]),
        ("log yesterday got Al", ["Alma Reuter"]),
        ("log last friday got Alma fee", ["feedback"]),
        ("log yesterday yes", []),
        ("log got Al", ["Alma Reuter"]),
        ("log got 'Alma R", ["Alma Reuter"]),
        ("log got Alma Reu", ["Reuter"]),
        ("log got juerg", ["Jürgen Brandt"]),
        ("log got JURG", ["Jürgen Brandt"]),
        ("log got Alma, an", ["Ana Belić", "Ana Krüger"]),
        ("log got Alma and An", ["Ana Belić", "Ana Krüger"]),
        ("log got fee", []),
        ("log got Alma fee", ["feedback"]),
        ("log got 'Alma Reuter' fee", ["feedback"]),
        ("log got Alma waitr", ["waitressing"]),
        ("log got Alma feedback ", []),
        ("log got Alma feedback a", []),
        ("log got Alma waitressing ", []),
        ("log with Alma fee", ["feedback"]),
        ("log Alma fee", []),
        ("log got Alma --we", ["--weight"]),
        ("log got Alma help --onn", []),
        ("log got Alma --on y", ["yesterday"]),
        ("log got Alma --on=y", ["--on=yesterday"]),
        ("log got Alma --on ", DAYS),
        ("contact show Alm", ["Alma Reuter"]),
        ("contact show Alma ", ["Reuter"]),
        ("contact show Alma Reuter ", []),
        ("contact merge Alma a", ["Alma Reuter", "Ana Belić", "Ana Krüger"]),
        ("contact edit Alma --circle m", ["Moor"]),
        ("contact edit Alma --no-circle ", ["Autoren", "Moor"]),
        ("contact edit Alma --every 6", ["6w", "6m"]),
        ("contact edit Alma --snooze ", COMING),
        ("contact edit Alma --birthday ", []),
        ("contact edit Alma --note ", []),
        ("contact list --circle Aut", ["Autoren"]),
        ("contact add Al", []),
        ("circle edit A", ["Autoren"]),
        ("circle edit Moor --add alm", ["Alma Reuter"]),
        ("circle edit Moor --remove alm", ["Alma Reuter"]),
        ("list --with 'ana ", ["Ana Belić", "Ana Krüger"]),
        ("list --with=ana\\ k", ["--with=Ana Krüger"]),
        ("list --kind fe", ["feedback"]),
        ("list --since tue", ["Tuesday"]),
        ("list --match ", []),
        ("list -n ", []),
        ("report --with juer", ["Jürgen Brandt"]),
        ("report --period ", ["month", "quarter", "year"]),
        ("report --measure cor", ["Core"]),
        ("report --against ", DAYS),
        ("report --html ", ["FILE"]),
        ("report --svg=", ["FILE"]),
        ("suggest ba", ["backing"]),
        ("suggest backing ", []),
        ("edit ", ["last", "0001", "0002", "0003", "1-000f", "2-000f", "0006"]),
        ("edit 000", ["0001", "0002", "0003", "0006"]),
        ("remove la", ["last"]),
        ("remove last la", []),
        ("edit 0001 --kind th", ["thanks"]),
        ("edit 0001 --with r", ["Readers"]),
        ("remove 0001 000", ["0002", "0003", "0006"]),
        ("step done ", ["1"]),
        ("step add call --by ", COMING),
        ("step add call --with al", ["Alma Reuter"]),
        ("checklist --show ", ["1"]),
        ("checklist --evidence ", ["end", "now", "off"]),
        ("checklist --with al", ["Alma Reuter"]),
        ("config set ", ["language", "color", "questions", "birthdays", "pager"]),
        ("config set color ", ["auto", "always", "never"]),
        ("config set kinds.lunch ta", ["talk"]),
        ("remind pause to", ["today", "tomorrow"]),
        ("remind pause tomorrow ", []),
        ("import ", ["jsonl", *READERS]),
        ("import jsonl ", ["FILE"]),
        ("import git ", ["DIR"]),
        ("export csv ", ["FILE"]),
        ("demo --keep ", ["FILE"]),
        ("--db ", ["FILE"]),
        ("list --db ", ["FILE"]),
        ("list --lang ", ["de", "en"]),
        ("nothing ", []),
    ],
)
def test_what_is_offered(run: Run, complete: Complete, line: str, offered: list[str]) -> None:
    """Names, kinds, circles, measures, ids, days and settings are offered where they are asked for, by their starts."""
    seed()
    run("config", "set", "kinds.waitressing", "help")
    run("step", "add", "call")
    run("step", "add", "write")
    run("step", "done", "2")
    run("checklist", "--answers", "y,y,y,y,y,y,y,y,y,y")
    assert complete(line) == offered


def test_twelve_kinds_are_offered(monkeypatch: pytest.MonkeyPatch, complete: Complete) -> None:
    """One word for each kind, in the language that is spoken."""
    seed()
    assert len(complete("list --kind ")) == 12
    monkeypatch.setenv("NETCHECK_LANG", "de")
    assert len(complete("list --kind ")) == 12
    assert complete("log bekam Alma Rü") == ["Rückendeckung"]


def test_commands_are_offered_by_their_ids(run: Run, complete: Complete) -> None:
    """Undo offers what stands, redo what was taken back."""
    seed()
    assert (len(complete("undo ")), complete("redo ")) == (2, [])
    run("undo")
    assert (len(complete("undo ")), len(complete("redo "))) == (1, 1)


@pytest.mark.parametrize("name", ["a\nb", "a\tb", "a\x1b[31m", "a\u202eb", "--help"])
def test_names_that_would_act_are_not_offered(complete: Complete, name: str) -> None:
    """A name with a character that steers, or one that reads as an option, is left out; the others come."""
    from netcheck.domain.model import Contact
    from netcheck.store import contacts
    from netcheck.store.database import opened
    from netcheck.store.ops import writing

    app = App(Settings(), chosen_language=True)
    with opened(app.path, create=True) as connection, writing(connection, "contact add") as writer:
        contacts.add_all(writer, [Contact("1", name), Contact("2", "Zoë")])
    assert complete("contact show ") == ["Zoë"]


def test_a_damaged_log_does_not_disturb_completion(home: Path, complete: Complete) -> None:
    """While somebody types, no failure is told; kinds are offered all the same."""
    (home / "log.db").write_bytes(b"no log" * 999)
    assert complete("log got Alma fee") == ["feedback"]
    assert complete("contact show ") == []


def parameters(command: click.Command, context: click.Context) -> Iterator[tuple[str, click.Parameter]]:
    """Yield the parameters of a command and of all below it, each with its command."""
    for parameter in command.params:
        yield context.command_path, parameter
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            if below := command.get_command(context, name):
                yield from parameters(below, click.Context(below, parent=context, info_name=name))


FREE = {
    *("TEXT", "NOTE", "NAME", "NAME…", "TEXT…", "ME", "Y,P,N,…", "TIME", "N", "1-3"),
    *("FIELD=COLUMN", "FIELD=VALUE", "LOGIN"),
    "DAY",  # a birthday
}
"""What stands for values of which there is no list."""


def test_every_parameter_is_completed_or_free() -> None:
    """A parameter that takes a value has candidates, files or choices, unless any text will do."""
    tree = Tree()
    context = click.Context(tree, info_name="netcheck", obj=App(Settings(), chosen_language=True))
    left = set()
    for path, parameter in parameters(tree, context):
        kind = parameter.type
        takes_value = isinstance(parameter, click.Argument) or not (parameter.is_flag or parameter.count)  # type: ignore[attr-defined]
        completed = getattr(kind, "key", "") in CANDIDATES or isinstance(kind, click.Choice)
        files = isinstance(kind, click.Path) and type(kind).__module__ != "typer._types"
        if takes_value and not completed and not files and parameter.metavar not in FREE:
            left.add((path, parameter.name))
    assert left == set()
    assert len(MODULES) > 20


@pytest.mark.parametrize("line", ["log got Al", "contact show ", "list --kind ", "", "report --measure "])
def test_little_is_loaded(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    """Between Tab and the answer nothing heavy is loaded."""
    seed()
    monkeypatch.setenv("_NETCHECK_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_NETCHECK_LINE", f"netcheck {line}")
    assert loaded([]) & HEAVY == set()


def test_powershell_is_answered_in_its_quotes(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that PowerShell would act on stands in single quotes."""
    for name in ("O'Neil & Co", "Otto", "Ott:::a"):
        run("contact", "add", name)
    monkeypatch.setenv("_NETCHECK_COMPLETE", "complete_powershell")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "netcheck contact show O")
    monkeypatch.setenv("_TYPER_COMPLETE_WORD_TO_COMPLETE", "O")
    assert main([]) == 0
    assert capsys.readouterr().out.split() == ["'O''Neil", "&", "Co':::", "Otto:::"]


def test_an_older_script_is_told_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The script that zsh had before evaluates what it is told; it is told nothing until it is put in place anew."""
    monkeypatch.setenv("_NETCHECK_COMPLETE", "complete_zsh")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "netcheck lo")
    assert main([]) == 0
    assert capsys.readouterr().out.strip() == ""


def test_help_offers_the_commands(complete: Complete) -> None:
    """Whose help is wanted can be completed like the command itself."""
    assert complete("help ") == [one for one in complete("") if not one.startswith("-")]
    assert complete("help rep") == ["report"]
    assert complete("help contact ad") == ["add"]
