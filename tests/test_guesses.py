"""Whoever guesses the name of a command or an option is led to the right one, and never to one that takes away."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from netcheck.cli.guesses import COMMANDS
from netcheck.i18n import LANGUAGES
from netcheck.version import __version__
from seeded import seed

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("rename Alma", "netcheck contact edit --name"),
        ("contact rename Alma Alma2", "netcheck contact edit --name"),
        ("recover backup", "netcheck restore"),
        ("sicherung", "netcheck backup"),
        ("fsck", "netcheck doctor"),
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
        ("vergiss Alma", "netcheck contact forget"),
        ("contact erase Alma", "netcheck contact forget"),
        ("circle add X", "netcheck circle edit --add"),
        ("gab Alma Hilfe", "netcheck log gab"),
        ("duplicates", "netcheck contact dupes"),
        ("contact doppelt", "netcheck contact dupes"),
        ("reprot", "netcheck report"),
    ],
)
def test_a_guessed_command(run: Run, line: str, meant: str) -> None:
    """The words of other programs, in both languages, with their verbs; then likeness."""
    refused = run(*line.split(), expect=2)
    assert refused.err.splitlines()[0].endswith(f"Did you mean {meant}?")


@pytest.mark.parametrize(
    "line",
    ["removee 12", "remov 12", "contact mergee Ana", "contact forgett A", "step dorp 1", "remind of", "restor x.db"],
)
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
        ("contact edit Alma --tel 1", "--identifier"),
        ("contact edit Alma --mail a@b", "--identifier"),
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


SIXTY = """
edit --got | netcheck edit last --got
edit | netcheck edit last
remove | netcheck remove last
edit Alma --got | netcheck list --with Alma
rm Alma | netcheck contact remove Alma
delete Alma | netcheck contact remove Alma
add Alma help | netcheck log
new | netcheck contact add
list feedback | netcheck list --kind feedback
list Hilfe | netcheck list --kind Hilfe
list yesterday | netcheck list --since yesterday
list gestern | netcheck list --since gestern
list coffee | netcheck list --match coffee
list Alma | netcheck list --with Alma
list Alma Reuter | netcheck list --with "Alma Reuter"
list Moor | netcheck list --circle Moor
list --since last week | netcheck list --since "last week"
list json | netcheck list --json
list --heute | --since
list --from 2026-01-01 | --since
report Alma | netcheck report --with Alma
report 2025 | netcheck report --since 2025-01 --until 2025-12
report october | netcheck report --since october
report html | netcheck report --html
report --year | --period
report --jahr | --period
view Alma | netcheck contact show Alma
show Alma Reuter | netcheck contact show "Alma Reuter"
show 8316 | netcheck list
Alma | netcheck contact show Alma
Alma Reuter | netcheck contact show "Alma Reuter"
Alma helped me | netcheck log
I helped Alma | netcheck log
contact Alma | netcheck contact show Alma
contact Alma show | netcheck contact show Alma
contact list Alma | netcheck contact show Alma
contact edit Alma --rename Al | --name
rename Alma Almi2 | netcheck contact edit Alma --name
remind Alma | netcheck contact edit Alma --every
remind me about Alma | netcheck contact edit Alma --every
snooze Alma 2w | netcheck contact edit Alma --snooze
snooze | netcheck remind pause
mute Alma | netcheck contact edit Alma --ignore
birthday Alma | netcheck contact edit Alma --birthday
birthdays | netcheck remind
check Alma | netcheck checklist --with Alma
checklist Alma | netcheck checklist --with Alma
circle Moor | netcheck contact list --circle Moor
circle Moor add Alma | netcheck circle edit Moor
step call Alma | netcheck step add call Alma
thanks Alma | netcheck log
statistics | netcheck report
export backup.json | netcheck export jsonl backup.json
export list.csv | netcheck export csv list.csv
export jsonl x --format csv | netcheck export csv
config get language | netcheck config
konfiguration | netcheck config
prüfliste | netcheck checklist
friends | netcheck contact list
notes | netcheck contact edit --note
list --datum gestern | --since
report --csv | netcheck export csv
config lang=de | netcheck config set
language de | netcheck config set language
-v | --version
--language de | --lang
kontakt Alma | netcheck contact show Alma
liste Alma | netcheck list --with Alma
bericht Alma | netcheck report --with Alma
löschen Alma | netcheck contact remove Alma
ändere letzter --got | netcheck edit
erinnere Alma | netcheck contact edit Alma --every
erinnern | netcheck remind
geburtstage | netcheck remind
schritt Ruth anrufen | netcheck step
kreis Moor | netcheck circle list
geben Alma | netcheck log gave
sprache | netcheck config set language
config sprache deutsch | netcheck config set language
eintragen | netcheck log
notiere Alma Kaffee | netcheck log
importiere x | netcheck import
hilfe log | netcheck log --help
--hilfe | --help
contact edit Alma --umbenennen X | --name
contact edit Alma --geburtstag 14.3. | --birthday
"""
"""What else newcomers type, of their own log, and what is to be named to them."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_sixty_guesses(run: Run, language: str) -> None:
    """Each gets the right line named, of people and circles of the log too, and none of them changes anything."""
    seed()
    before = run("list", "--csv").out + run("history").out + run("config").out
    wrong = []
    for guess in SIXTY.strip().splitlines():
        line, meant = guess.split(" | ")
        if language == "de":
            meant = meant.replace(" last", " letzter")
        refused = run(*shlex.split(line), "--lang", language, expect=None)
        if refused.code not in {1, 2} or not re.search(
            rf"{re.escape(meant)}(?![\w-])", refused.err.split("--help\n")[0]
        ):
            wrong.append((line, meant, refused.err))
    assert wrong == []
    assert run("list", "--csv").out + run("history").out + run("config").out == before


@pytest.mark.parametrize("word", ["quit", "exit", "ende", "upgrade", "reset", "clear", "init", "Alm"])
def test_nothing_is_named_for_what_is_not_there(run: Run, word: str) -> None:
    """What leaves other programs, or does what this one does not, is taken for nothing that only looks like it."""
    seed()
    assert run(word, expect=2).err == f"There is no command “{word}”. netcheck --help shows them all.\n"


def test_guesses_in_a_log_that_cannot_be_read(run: Run, home: Path) -> None:
    """Without the people of the log the guess is as good as it can be; the refusal stays one sentence."""
    (home / "log.db").write_bytes(b"no log")
    assert run("Alma", expect=2).err.startswith("There is no command “Alma”.")
    assert run("rm", "Alma", expect=2).err.endswith("Did you mean netcheck remove?\n")


def test_a_name_is_quoted_for_the_shell_and_the_terminal(run: Run) -> None:
    """Names come from foreign files; what is offered can be pasted."""
    run("contact", "add", "Bobby $(reboot)")
    said = run("list", "Bobby $(reboot)", expect=2).err
    assert "netcheck list --with 'Bobby $(reboot)'?" in said


def test_no_text_ends_in_four_dots(run: Run) -> None:
    """What takes several words is named without its dots where it is missing."""
    for command in (
        "contact add",
        "contact show",
        "contact edit",
        "contact remove",
        "step add",
        "step done",
        "step drop",
    ):
        for language in LANGUAGES:
            missing = run(*command.split(), "--lang", language, expect=2).err
            assert "…" not in missing, missing


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
    assert run("help").out == run("help", "help").out == run("--help").out
    assert run("help", "help", "log").out == run("log", "--help").out
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


def test_what_stands_in_place_of_an_id(run: Run) -> None:
    """A person is no entry, for `edit` as for `remove`; and the last command needs no word."""
    seed()
    for line in ("edit Alma", "remove Alma"):
        assert "“Alma” is a person, not an entry." in run(*line.split(), expect=1).err
    assert run("undo", "last", expect=2).err == "“last” is not an id. For the last command: netcheck undo\n"
    assert run("redo", "letzte", expect=2).err.endswith("netcheck redo\n")
