"""What is longer than the terminal is shown by the reader's pager, and by it alone."""

from __future__ import annotations

import io
import re
import shlex
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest

from conftest import TODAY
from netcheck.i18n import LANGUAGES
from netcheck.main import main
from terminals import at_terminal, end_of, pexpect, program_at_terminal

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from conftest import Run

LIST = ["list", "-n", "40"]
LONG = [
    "list -n 40",
    "history",
    "report",
    "report --explain",
    "report --measure core",
    "report --against 1.1.2026",
    "report --help",
    "help report",
    "config",
]
"""What takes more than 23 lines on the log of these tests."""

KEEPS = '#!/bin/sh\ncat > "$1"\necho seen by "$0"\n'
LEAVES = "#!/bin/sh\nread line\necho left after $line\n"


@pytest.fixture(scope="module")
def long_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with a log of years, to which some people and entries were added in four commands."""
    log = tmp_path_factory.mktemp("long") / "log.db"
    with pytest.MonkeyPatch.context() as outside:
        outside.setenv("NETCHECK_TODAY", TODAY)
        outside.setenv("NETCHECK_LANG", "en")
        main(["demo", "--keep", str(log)])
        main(["contact", "add", "Bo", "\x1b[31mred", "--db", str(log)])
        for number in range(3):
            lines = [f"got Bo help {number} {line}" for line in range(10)]
            outside.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\n".join(lines).encode())))
            main(["log", "-", "--db", str(log)])
    return log


@pytest.fixture(autouse=True)
def surroundings(home: Path, long_log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test that log, more own words than a screen has lines, and no pager."""
    shutil.copy(long_log, home / "log.db")
    words = "".join(f'word{number} = "help"\n' for number in range(24))
    (home / "netcheck").mkdir()
    (home / "netcheck" / "config.toml").write_text(f"[kinds]\n{words}", encoding="utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    for name in ("NETCHECK_PAGER", "PAGER", "LESS"):
        monkeypatch.delenv(name, raising=False)


class Pager:
    """A small program as the pager, and what it was given."""

    def __init__(self, folder: Path) -> None:
        self.program = folder / "pager"
        self.got = folder / "what it got"
        self.wants(KEEPS)

    def wants(self, script: str) -> None:
        """Do what the script says."""
        self.program.write_text(script, encoding="utf-8")
        self.program.chmod(0o700)

    @property
    def command(self) -> str:
        """The command line for the environment."""
        return shlex.join([str(self.program), str(self.got)])

    @property
    def text(self) -> str:
        """What it got, "" for nothing."""
        return self.got.read_text(encoding="utf-8") if self.got.exists() else ""


@pytest.fixture
def pager(tmp_path: Path) -> Pager:
    """Return a pager that keeps what it gets."""
    return Pager(tmp_path)


def netcheck(*arguments: str, **environment: str) -> AbstractContextManager[Any]:
    """Start netcheck at a terminal of 24 lines."""
    return at_terminal("-m", "netcheck", *arguments, **environment)


def narrow(*arguments: str, **environment: str) -> AbstractContextManager[Any]:
    """Start netcheck at a terminal of 30 columns."""
    return program_at_terminal([sys.executable, "-m", "netcheck", *arguments], environment, columns=30)


def shown(*arguments: str, **environment: str) -> str:
    """Return all that netcheck shows at a terminal, which it leaves with code 0."""
    with netcheck(*arguments, **environment) as child:
        assert end_of(child) == 0
        said: str = child.before
    return said.replace("\r\n", "\n")


@pytest.mark.parametrize("line", LONG)
def test_what_is_longer_than_the_terminal_is_paged(line: str, pager: Pager) -> None:
    """The pager gets all that would be printed, and the terminal nothing but the pager."""
    plain = shown(*line.split(), "--no-pager")
    assert shown(*line.split(), NETCHECK_PAGER=pager.command) == f"seen by {pager.program}\n"
    assert pager.text == plain


@pytest.mark.parametrize("line", ["list -n 23", "history -n 1", "help history", "--version"])
def test_what_fits_is_printed(line: str, pager: Pager) -> None:
    """No pager is started for what can be seen at once."""
    assert shown(*line.split(), NETCHECK_PAGER=pager.command) == shown(*line.split(), NETCHECK_PAGER="")
    assert pager.text == ""


@pytest.mark.parametrize(("rows", "paged"), [(23, False), (24, True)])
def test_the_line_after_the_text_counts(rows: int, pager: Pager, *, paged: bool) -> None:
    """A text of 23 lines leaves room for the next command of 24; one of 24 would lose its first line."""
    shown("list", "-n", str(rows), NETCHECK_PAGER=pager.command)
    assert pager.text.count("\n") == (rows if paged else 0)


def test_lines_that_the_terminal_breaks_count_as_several(pager: Pager) -> None:
    """At a narrow terminal fewer lines are a screenful."""
    with narrow("list", "-n", "12", NETCHECK_PAGER=pager.command) as child:
        assert end_of(child) == 0
    assert pager.text.count("help") == 12


@pytest.mark.parametrize("line", ["list -n 40 --json", "list --csv", "report --json", "history --json"])
def test_what_programs_read_is_never_paged(line: str, pager: Pager) -> None:
    """JSON and CSV go to the terminal as they are."""
    shown(*line.split(), NETCHECK_PAGER=pager.command)
    assert pager.text == ""


@pytest.mark.parametrize("line", ["list -n 40", "report --help"])
@pytest.mark.parametrize("away", ["stdin", "stdout"])
def test_without_a_terminal_at_both_ends_nothing_is_paged(line: str, away: str, pager: Pager, tmp_path: Path) -> None:
    """Who redirects one of the two gets the text, not a program that waits."""
    netcheck = shlex.join([sys.executable, "-m", "netcheck", *line.split()])
    there = {"stdin": "< /dev/null", "stdout": f"> {shlex.quote(str(tmp_path / 'out'))}"}[away]
    with at_terminal("-c", f"import os; os.system({f'{netcheck} {there}'!r})", NETCHECK_PAGER=pager.command) as child:
        end_of(child)
    assert pager.text == ""


@pytest.mark.parametrize(
    "environment",
    [
        {"NETCHECK_PAGER": ""},
        {"NETCHECK_PAGER": "  "},
        {"NETCHECK_PAGER": "cat"},
        {"PAGER": ""},
        {"PAGER": "cat"},
        {"TERM": "dumb"},
    ],
    ids=str,
)
def test_none_is_a_choice(environment: dict[str, str], pager: Pager) -> None:
    """An empty variable, `cat` and a terminal that cannot move its cursor mean no pager, be another named or not."""
    other = {} if "PAGER" in environment else {"PAGER": pager.command}
    assert shown(*LIST, **{**other, **environment}).count("\n") == 40
    assert pager.text == ""


@pytest.mark.parametrize("line", ["--no-pager list -n 40", "list --no-pager -n 40", "report --help --no-pager"])
def test_one_run_without_a_pager(line: str, pager: Pager) -> None:
    """`--no-pager` holds wherever it stands, even behind `--help`."""
    assert shown(*line.split(), NETCHECK_PAGER=pager.command).count("\n") > 24
    assert pager.text == ""


@pytest.mark.parametrize("line", ["list -n 40", "report --help"])
def test_never_a_pager(line: str, run: Run, pager: Pager) -> None:
    """`netcheck config set pager never` holds for every answer, help included; `auto` takes it back."""
    run("config", "set", "pager", "never")
    assert shown(*line.split(), NETCHECK_PAGER=pager.command).count("\n") > 24
    assert pager.text == ""
    run("config", "set", "pager", "auto")
    shown(*line.split(), NETCHECK_PAGER=pager.command)
    assert pager.text != ""


def test_netcheck_has_a_pager_of_its_own(pager: Pager) -> None:
    """NETCHECK_PAGER comes before PAGER, and PAGER before less."""
    assert shown(*LIST, NETCHECK_PAGER=pager.command, PAGER="cat") == f"seen by {pager.program}\n"
    assert shown(*LIST, PAGER=pager.command) == f"seen by {pager.program}\n"


def test_no_shell_reads_the_command(pager: Pager, tmp_path: Path) -> None:
    """The words of the command are arguments, and what means something to a shell is one of them."""
    pager.wants('#!/bin/sh\nprintf "%s|" "$@"\n')
    there = tmp_path / "there"
    command = f"{shlex.quote(str(pager.program))} '$HOME *' ; touch {shlex.quote(str(there))}"
    assert shown(*LIST, NETCHECK_PAGER=command) == f"$HOME *|;|touch|{there}|"
    assert not there.exists()


@pytest.mark.parametrize("command", ["no-such-pager -R", "'unbalanced", "/", "''"])
def test_a_pager_that_cannot_be_started(command: str) -> None:
    """The text is printed as if there were none."""
    assert shown(*LIST, NETCHECK_PAGER=command) == shown(*LIST, "--no-pager")


def test_without_less_the_text_is_printed(tmp_path: Path) -> None:
    """Where no pager is named and none is installed, nothing is amiss."""
    (tmp_path / "bin").mkdir()
    assert shown(*LIST, PATH=str(tmp_path / "bin")) == shown(*LIST, "--no-pager")


@pytest.mark.parametrize(("line", "code"), [("list -n 10000", 0), ("report --explain", 0), ("report --help", 0)])
def test_a_reader_who_leaves_early_is_no_failure(line: str, code: int, pager: Pager) -> None:
    """The pager has read one line of many: the command ends without another word."""
    pager.wants(LEAVES)
    with netcheck(*line.split(), NETCHECK_PAGER=pager.command) as child:
        assert end_of(child) == code
        assert re.fullmatch(r"left after \S.*\r\n", child.before)


def test_the_exit_code_is_that_of_the_command(pager: Pager) -> None:
    """A pager that fails fails alone."""
    pager.wants("#!/bin/sh\ncat > /dev/null\nexit 7\n")
    assert shown(*LIST, NETCHECK_PAGER=pager.command) == ""


@pytest.mark.parametrize("line", ["list -n 40", "list -n 10000", "report --help"])
def test_a_pager_that_fails_swallows_nothing(line: str) -> None:
    """One that ends with an error before it has read a word leaves all of the text, after a remark."""
    remark, text = shown(*line.split(), NETCHECK_PAGER="sh -c 'exit 5'").split("\n", 1)
    assert remark.startswith("The pager sh -c 'exit 5' ended with an error")
    assert text == shown(*line.split(), "--no-pager")


def test_a_pager_that_a_signal_ends_has_not_failed(pager: Pager) -> None:
    """Somebody ended it, and wants no text."""
    pager.wants("#!/bin/sh\nkill $$\n")
    assert shown(*LIST, NETCHECK_PAGER=pager.command) == ""


def test_a_failure_is_told_as_ever(pager: Pager) -> None:
    """What is refused is a sentence at the terminal, with its own exit code."""
    with netcheck("report", "--measure", "fame", NETCHECK_PAGER=pager.command) as child:
        assert end_of(child) == 2
        assert "fame" in child.before
    assert pager.text == ""


def test_ctrl_c_is_for_the_pager(pager: Pager) -> None:
    """The command waits for a pager that goes on, so that not both it and the shell read the keyboard."""
    pager.wants(
        "#!/bin/sh\ntrap 'echo interrupted' INT\necho ready\nuntil read line < /dev/tty; do :; done\necho read: $line\n"
    )
    with netcheck(*LIST, NETCHECK_PAGER=pager.command) as child:
        child.expect("ready")
        child.sendintr()
        child.expect("interrupted")
        child.sendline("the keyboard")
        child.expect("read: the keyboard")
        assert end_of(child) == 0
        assert "Cancelled" not in child.before


@pytest.mark.skipif(not pexpect.which("less"), reason="less is not installed")
@pytest.mark.parametrize(
    "environment",
    [{}, {"PAGER": "less"}, {"PAGER": "less", "LESS": "-X"}, {"LC_ALL": "xx_XX.UTF-8"}],
    ids=["no pager named", "less named", "LESS without R", "a locale that is not installed"],
)
def test_less_shows_colours_and_leaves_a_working_terminal(environment: dict[str, str]) -> None:
    """The usual pager shows the first page as it is, in colour, q ends it, and the terminal echoes again."""
    import termios

    with netcheck("report", "--explain", FORCE_COLOR="1", NO_COLOR="", **environment) as child:
        child.expect_exact("\x1b[1m")
        child.expect_exact("\n:")
        assert "·" in child.before
        child.send("q")
        assert end_of(child) == 0
        assert "ESC" not in child.before
        assert termios.tcgetattr(child.child_fd)[3] & termios.ECHO


def test_nothing_acts_in_the_pager(pager: Pager) -> None:
    """What came from outside is as harmless there as at the terminal."""
    shown("list", "-n", "50", NETCHECK_PAGER=pager.command)
    assert "␛[31mred" in pager.text
    assert "\x1b" not in pager.text


def test_a_remark_stays_behind_what_it_is_about(pager: Pager) -> None:
    """What is said beside the text stands at its end in the pager, not across its page."""
    with narrow("list", NETCHECK_PAGER=pager.command) as child:
        assert end_of(child) == 0
        assert child.before == f"seen by {pager.program}\r\n"
    assert re.search(r"To see all: netcheck list -n \d+$", " ".join(pager.text.split()))


def test_somebody_is_asked_before_anything_is_paged(run: Run, pager: Pager) -> None:
    """A question about a name is seen and answered, and then the pager comes."""
    run("contact", "add", "Ana", "Reuter")
    run("contact", "add", "Ana", "Kim")
    with netcheck(*LIST, "--with", "An", NETCHECK_PAGER=pager.command) as child:
        child.expect("Ana Kim")
        child.send("\x03")
        assert end_of(child) == 130
    assert pager.text == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_follows_the_settings(run: Run, language: str) -> None:
    """Help speaks the language that is set, and needs no readable setting."""
    run("config", "set", "language", language)
    shown = run("list", "--help").out
    assert shown.startswith({"de": "Aufruf: ", "en": "Usage: "}[language])
    assert run("help", "list").out == shown
