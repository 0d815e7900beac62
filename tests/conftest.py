"""How tests run the program: in this process, in a home of their own, on a fixed day."""

from __future__ import annotations

import functools
import io
import itertools
import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeVar

import polib
import pytest
from hypothesis import HealthCheck, settings
from jinja2 import Environment
from typer.utils import get_params_from_function

from netcheck import i18n
from netcheck.main import main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import CodeType

TODAY = "2026-11-23"
MEMORY = Path("/dev/shm")  # noqa: S108 - the tests' own folders are made below it
ROOM = 2**30
T = TypeVar("T")
P = ParamSpec("P")

settings.register_profile(
    "netcheck",
    # A machine that is busy with other things is no failure.
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    # There a change is tried on the same examples as the one before it; elsewhere each run tries new ones.
    derandomize="CI" in os.environ,
)
settings.load_profile("netcheck")

# Typer reads the type hints of a command each time when it is built: once in the life of a program, thousands of times
# here, and it would be two thirds of what the tests take. The hints of a function do not change.
pytest.MonkeyPatch().setattr("typer.main.get_params_from_function", functools.cache(get_params_from_function))


# So are the templates of the page, each of which Jinja would compile for every page.
compile_anew, compiled = Environment.compile, dict[tuple[str, str | None], "CodeType"]()


def compile_once(environment: Environment, source: str, name: str | None = None, file: str | None = None) -> CodeType:
    """Compile a template, or return what came of it before; netcheck sets up Jinja in one way only."""
    if (source, name) not in compiled:
        compiled[source, name] = compile_anew(environment, source, name, file)
    return compiled[source, name]


pytest.MonkeyPatch().setattr(Environment, "compile", compile_once)


@dataclass(frozen=True)
class Result:
    """What one run of the program came to."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Run the program with these arguments."""

    def __call__(
        self, *arguments: str, stdin: str | bytes = "", expect: int | None = 0, terminal: bool = False
    ) -> Result:
        """Return what it came to; fail unless it ends with the code `expect` (None: any).

        At a `terminal`, one that knows only lines, `stdin` is what is typed.
        """


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues: an editable installation has them as they were when it was made.

    The folders of the tests are kept in memory where there is room: what is stored is waited for on a disk only.
    """
    if has_room(MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    if not hasattr(config, "workerinput"):
        for source in i18n.FOLDER.glob("*/LC_MESSAGES/*.po"):
            made = source.with_suffix(f".{os.getpid()}")
            polib.pofile(str(source)).save_as_mofile(str(made))
            made.replace(source.with_suffix(".mo"))


def has_room(folder: Path) -> bool:
    """Say whether all tests fit into this folder, and whether programs may be started there."""
    if not hasattr(os, "statvfs") or not os.access(folder, os.W_OK):
        return False
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize >= ROOM and not found.f_flag & os.ST_NOEXEC


def spoken(language: str, say: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> T:
    """Return what a function says in a language, which is spoken from then on."""
    i18n.use(language)
    return say(*arguments, **options)


class _Typed(io.TextIOWrapper):
    """What is typed at a terminal, line by line."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="session", autouse=True)
def ctrl_c() -> Iterator[None]:
    """Let Ctrl-C end this process and those it starts, even where pytest was started with it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test an empty home, English words and the day TODAY; nothing of the real user is in reach."""
    for variable in (
        "NETCHECK_LANG",
        "LC_ALL",
        "LC_MESSAGES",
        "FORCE_COLOR",
        "COLORTERM",
        "COLUMNS",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
    ):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in {
        "HOME": str(tmp_path),
        "USERPROFILE": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "NETCHECK_DB": str(tmp_path / "log.db"),
        "NETCHECK_TODAY": TODAY,
        "LANG": "en_GB.UTF-8",
        "NO_COLOR": "1",
        "TERM": "xterm-256color",  # rich keeps a style's codes as they were first drawn, for all tests that follow
    }.items():
        monkeypatch.setenv(variable, value)
    i18n.use("en")
    return tmp_path


@pytest.fixture
def hasty_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a minute pass whenever somebody asks how much time has passed."""
    monkeypatch.setattr(time, "monotonic", itertools.count(0.0, 60.0).__next__)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program in this process."""

    def run_(*arguments: str, stdin: str | bytes = "", expect: int | None = 0, terminal: bool = False) -> Result:
        data = stdin.encode("utf-8", "surrogateescape") if isinstance(stdin, str) else stdin
        reader = _Typed if terminal else io.TextIOWrapper
        capsys.readouterr()
        with monkeypatch.context() as outside:
            outside.setattr(sys, "stdin", reader(io.BytesIO(data), encoding="utf-8"))
            if terminal:
                outside.setattr(sys.stdout, "isatty", lambda: True)
                outside.setenv("TERM", "dumb")
            code = main(arguments)
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        if expect is not None:
            assert code == expect, captured.err or captured.out
        return Result(code, captured.out, captured.err)

    return run_
