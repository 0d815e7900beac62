"""What stands out at a terminal: names in bold, and the hues of the report, in plain codes and without rich."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from rich.console import COLOR_SYSTEMS, Console
from rich.style import Style

from netcheck.view.styles import BOLD, GIVEN, RECEIVED, painter
from netcheck.view.text import clip, fit, pad, width, wrap
from terminals import at_terminal, end_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Run

CODE = r"\x1b\[[\d;]*m"
COLOUR = {"NO_COLOR": "", "NETCHECK_PAGER": ""}
TEAL, OCHRE, STRONG = "\x1b[38;5;30m", "\x1b[38;5;130m", "\x1b[1m"
LINES = [["list"], ["contact", "show", "Ana"], ["log", "got", "Ana", "help", "again"]]


@pytest.fixture(autouse=True)
def small_log(run: Run) -> None:
    """Log something each way, with somebody whose name is wider than it is long."""
    run("contact", "add", "Ana", "Reuter")
    run("log", "-", stdin='got Ana help\ngave "陳大文" feedback on part 3 --new\nwith Ana coffee\n')


def shown(*arguments: str, **environment: str) -> str:
    """Return what netcheck shows at a terminal."""
    with at_terminal("-m", "netcheck", *arguments, **environment) as child:
        assert end_of(child) == 0
        said: str = child.before
    return said.replace("\r\n", "\n")


def test_a_list_tells_names_and_ways_apart() -> None:
    """Each name is bold, each way has its hue, a shared one none; columns stand where they stand without colour."""
    coloured = shown("list", **COLOUR)
    assert re.sub(CODE, "", coloured) == shown("list")
    mutual, given, received = coloured.splitlines()
    assert f"{TEAL}←\x1b[0m {TEAL}from\x1b[0m {STRONG}Ana\x1b[0m {STRONG}Reuter\x1b[0m  " in received
    assert f"{OCHRE}→\x1b[0m {OCHRE}to\x1b[0m   {STRONG}陳大文\x1b[0m  " in given
    assert f"  ↔ with {STRONG}Ana" in mutual


def test_a_card_has_the_hues_of_the_report() -> None:
    """The name is bold, what was received and given stands in its hue, and entries look as in the list."""
    coloured = shown("contact", "show", "Ana", **COLOUR)
    assert re.sub(CODE, "", coloured) == shown("contact", "show", "Ana")
    assert coloured.startswith(f"{STRONG}Ana\x1b[0m {STRONG}Reuter\x1b[0m\n")
    assert f"{TEAL}you\x1b[0m {TEAL}receive\x1b[0m  {OCHRE}you\x1b[0m {OCHRE}give\x1b[0m\n" in coloured
    assert f"{TEAL}1×\x1b[0m" in coloured
    assert f"{TEAL}←\x1b[0m" in coloured


@pytest.mark.parametrize(("verb", "hue"), [("got", TEAL), ("gave", OCHRE)])
def test_a_confirmation_has_the_hue_of_its_way(verb: str, hue: str) -> None:
    """The tick says which way it went, and the name is bold."""
    said = shown("log", verb, "Ana", "help", **COLOUR)
    assert said.startswith(f"{hue}✓\x1b[0m ")
    assert f"{STRONG}Ana\x1b[0m {STRONG}Reuter\x1b[0m" in said


def test_a_changed_entry_is_confirmed_alike(run: Run) -> None:
    """`edit` answers with the same line as `log`."""
    short_id = run("log", "got", "Ana", "help").out.split()[-1]
    assert shown("edit", short_id, "--note", "on the draft", **COLOUR).startswith(f"{TEAL}✓\x1b[0m {STRONG}Ana")


def test_a_name_that_ends_with_a_full_stop_gets_no_second_one(run: Run) -> None:
    """The codes around a name are no part of its end."""
    run("contact", "add", "Bo", "Jr.")
    assert "thanked \x1b[1mBo\x1b[0m \x1b[1mJr.\x1b[0m  " in shown("log", "gave", "Bo", "thanks", **COLOUR)


@pytest.mark.parametrize("line", LINES, ids=" ".join)
@pytest.mark.parametrize(
    "environment",
    [{"NO_COLOR": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"NO_COLOR": "", "FORCE_COLOR": "0"}, {"TERM": "dumb"}],
    ids=str,
)
def test_no_colour_where_none_is_wanted(line: list[str], environment: dict[str, str]) -> None:
    """NO_COLOR, FORCE_COLOR=0 and a terminal without colours get the plain text."""
    assert "\x1b" not in shown(*line, **{**COLOUR, **environment})


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_elsewhere_the_text_is_plain(line: list[str], run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe gets no codes unless they are asked for."""
    monkeypatch.delenv("NO_COLOR")
    plain = run(*line).out
    assert "\x1b" not in plain
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert STRONG in run(*line).out


@pytest.mark.parametrize(("value", "coloured"), [("always", True), ("never", False)])
def test_the_setting_holds(run: Run, monkeypatch: pytest.MonkeyPatch, value: str, *, coloured: bool) -> None:
    """`config set color` means these colours, too."""
    monkeypatch.delenv("NO_COLOR")
    run("config", "set", "color", value)
    assert ("\x1b" in run("list").out) == coloured


def test_json_and_history_have_no_colours(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What programs read, and sentences about the past, stay plain."""
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    for line in ("list --json", "list --csv", "history", "history --json", "contact show Ana --json"):
        assert "\x1b" not in run(*line.split()).out


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_colours_need_no_rich(line: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The codes are our own: nothing that draws is loaded for them."""
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    program = "import sys; from netcheck.main import main; main(sys.argv[1:]); print('rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program, *line], check=True, capture_output=True, encoding="utf-8")
    assert STRONG in done.stdout
    assert done.stdout.endswith("False\n")


@pytest.mark.parametrize("style", [BOLD, RECEIVED, GIVEN])
@pytest.mark.parametrize("environment", [("xterm-256color", ""), ("linux", ""), ("xterm", "truecolor"), ("dumb", "")])
def test_the_report_draws_them_alike(style: str, environment: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """What rich writes for a style at a terminal is what stands in a list there."""
    for variable, value in zip(("TERM", "COLORTERM", "NO_COLOR"), (*environment, ""), strict=True):
        monkeypatch.setenv(variable, value)
    system = Console(file=io.StringIO(), force_terminal=True, legacy_windows=False).color_system
    fresh = Style(bold=True) if style == BOLD else Style(color=style)  # a parsed one keeps the codes of other tests
    drawn = fresh.render("Ana", color_system=COLOR_SYSTEMS[system] if system else None)
    assert painter(io.StringIO(), "always")("Ana", style) == drawn


def test_codes_take_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """A styled text is as wide as the plain one, and is padded, wrapped and cut at the same places."""
    monkeypatch.delenv("NO_COLOR")
    styled = painter(io.StringIO(), "always")("陳大文 Ana Reuter", BOLD)
    assert styled != "陳大文 Ana Reuter"
    assert width(styled) == len("陳大文 Ana Reuter") + 3
    lay_outs: list[Callable[[str], str]] = [
        lambda text: pad(text, 30),
        lambda text: clip(text, 9),
        lambda text: fit(f"{text} {text}", 20),
        lambda text: "\n".join(wrap(text, 8)),
        lambda text: "\n".join(wrap(text, 4)),
    ]
    assert [re.sub(CODE, "", lay_out(styled)) for lay_out in lay_outs] == [
        lay_out("陳大文 Ana Reuter") for lay_out in lay_outs
    ]
