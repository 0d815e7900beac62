"""Where things lie, and how the user wants them: environment, config.toml, locale."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from netcheck.errors import NetcheckError, UsageError
from netcheck.i18n import LANGUAGES
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Literal

CHOICES: dict[str, tuple[str, ...]] = {
    "language": ("auto", *LANGUAGES),
    "color": ("auto", "always", "never"),
    "questions": ("quarter", "month", "half-year", "year", "never"),
    "birthdays": ("7", "0", "1", "3", "14", "30", "never"),
    "pager": ("auto", "never"),
}
"""Each setting with its possible values, the default first; beside these there are own words for kinds."""

ME = "me"
"""The setting for the user's own names and addresses, as sources of imports know them."""

RECIPIENT = "recipient"
"""The setting for whom backups are encrypted: a public key of age or ssh."""

_RECIPIENTS = ("age1", "ssh-ed25519 ", "ssh-rsa ")
"""What these keys begin with."""

_MOST_BYTES = 16 * 1024
"""Of config.toml: hundreds of own words and names, and what Python's parser, quadratic in a key's dots, soon reads."""

_MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}


class NoHomeError(NetcheckError):
    """Neither the environment nor the list of users says where this user's folders are."""


class Settings(Value):
    """What config.toml says; `me` are the user's names and addresses, `kinds` maps own words to stored kinds.

    `recipient` is the public key for which backups are encrypted, "" for none.
    """

    language: str = "auto"
    color: str = "auto"
    questions: str = "quarter"
    birthdays: str = "7"
    pager: str = "auto"
    recipient: str = ""
    me: Sequence[str] = ()
    kinds: Mapping[str, str] = {}

    @property
    def months_between_checks(self) -> int | None:
        """How many months after a check the questions come again, None for never."""
        return _MONTHS.get(self.questions)

    @property
    def birthday_days(self) -> int | None:
        """How many days ahead one hears of a birthday, None for never."""
        return int(self.birthdays) if self.birthdays.isdecimal() else None


def load() -> Settings:
    """Read config.toml; a missing file is the default.

    Raises:
        NetcheckError: the file cannot be read, or holds what is no setting.
    """
    found = text()
    return Settings() if found is None else read(found)


def text() -> str | None:
    """Return what stands in config.toml, None if there is no such file.

    Raises:
        NetcheckError: the file cannot be read, or is too long.
    """
    try:
        path = config_path()
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        _check_size(data, path)
        return data.decode()
    except (FileNotFoundError, NoHomeError):
        return None
    except UnicodeDecodeError:
        raise NetcheckError("config_not_utf8", path=path) from None
    except OSError as error:
        raise NetcheckError("file_unreadable", path=path, reason=error.strerror) from None


def read(text: str) -> Settings:
    """Return what a text says that stands in config.toml, or is to stand there.

    Raises:
        NetcheckError: it is no TOML, is too long, or holds what is no setting.
    """
    import tomllib

    path = config_path()
    _check_size(text.encode(errors="replace"), path)
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # beside its own error: a number or a nesting beyond all measure
        raise NetcheckError("bad_config", path=path, line=_bad_line(error, text)) from None
    kinds = raw.pop("kinds", {})
    if not isinstance(kinds, dict) or not all(isinstance(kind, str) for kind in kinds.values()):
        raise NetcheckError("bad_kinds", path=path)
    me = raw.pop(ME, [])
    if not isinstance(me, list) or not all(isinstance(name, str) for name in me):
        raise NetcheckError("bad_me", path=path)
    chosen = {key: _written(value) for key, value in raw.items()}
    for key, value in chosen.items():
        try:
            check(key, value)
        except UsageError as error:
            if error.code == "bad_recipient":
                raise NetcheckError(error.code, text=value) from None
            refusal = NetcheckError(f"{error.code}_in_file", path=path)
            refusal.facts |= error.facts
            raise refusal from None
    return Settings(kinds=kinds, me=me, **chosen)


def _check_size(data: bytes, path: Path) -> None:
    if len(data) > _MOST_BYTES:
        raise NetcheckError("config_too_long", path=path, most=_MOST_BYTES // 1024)


def check(key: str, value: object) -> None:
    """Refuse a setting that does not exist or a value that it cannot take.

    Raises:
        UsageError: `unknown_setting` or `bad_setting`.
    """
    if key == RECIPIENT:
        if value and not str(value).startswith(_RECIPIENTS):
            raise UsageError("bad_recipient", text=value)
        return
    if key not in CHOICES:
        raise UsageError("unknown_setting", key=key, keys=", ".join((*CHOICES, RECIPIENT, ME, "kinds.*")))
    if value not in CHOICES[key]:
        raise UsageError("bad_setting", key=key, value=value, allowed=", ".join(CHOICES[key]))


def store(key: str, value: str) -> None:
    """Write one setting ("language", "me", "kinds.Lob") into config.toml, whose comments stay.

    Raises:
        NetcheckError: the file cannot be read or written, or would become too long.
    """
    import tomlkit

    from netcheck.files import make_folder, replace_file

    path = config_path()
    make_folder(path.parent)
    with _alone(path):
        load()
        document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
        if key.startswith("kinds."):
            document.setdefault("kinds", tomlkit.table())[key.removeprefix("kinds.")] = value
        else:
            document[key] = names_of(value) if key == ME else value
        changed = tomlkit.dumps(document)
        read(changed)
        replace_file(path, changed)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let no other process of netcheck change a file in the meantime; an empty file beside it is what they lock.

    Raises:
        NetcheckError: it cannot be locked.
    """
    lock = path.with_name(f".{path.name}.lock")
    try:
        with os.fdopen(os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600), "wb") as held:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(held.fileno(), msvcrt.LK_LOCK, 1)
            else:
                import fcntl

                fcntl.flock(held, fcntl.LOCK_EX)
            yield  # closing the file lets go of the lock
    except OSError as error:
        raise NetcheckError("file_unwritable", path=path, reason=error.strerror) from None


def names_of(text: str) -> list[str]:
    """Return the names and addresses that a text lists with commas between them."""
    return [name.strip() for name in text.split(",") if name.strip()]


def _written(value: object) -> str:
    """Return a value of TOML as text."""
    try:
        return str(value)
    except (ValueError, RecursionError):  # beyond what Python writes, and so no value of a setting
        return "…"


def _bad_line(error: Exception, text: str) -> int:
    """Return the number of the line that TOML cannot read; the parser tells it only in its English sentence."""
    import re

    told = re.search(r"\(at line (\d+)", str(error))
    return int(told[1]) if told else max(1, len(text.splitlines()))


def config_path() -> Path:
    """Return where config.toml lies on this platform.

    Raises:
        NoHomeError: nothing says where.
    """
    return _user_folder("config") / "config.toml"


def database_path(chosen: Path | None) -> Path:
    """Return where the log lies: as chosen, else NETCHECK_DB, else the platform's user data directory.

    Raises:
        NetcheckError: nothing says where, or a path begins with the home of a user who has none.
    """
    named = chosen or os.environ.get("NETCHECK_DB")
    if not named:
        return _user_folder("data") / "netcheck.db"
    try:
        return Path(named).expanduser()
    except RuntimeError:
        raise NetcheckError("no_such_home", path=named) from None


def bug_path() -> Path:
    """Return the file that tells what went wrong inside the program.

    Raises:
        NoHomeError: nothing says where.
    """
    import platformdirs

    return _at_home(platformdirs.user_log_path("netcheck", appauthor=False)) / "bug.log"


def home() -> Path:
    """Return the user's home folder.

    Raises:
        NoHomeError: neither the environment nor the list of users says where it is.
    """
    try:
        return Path.home()
    except RuntimeError:
        raise NoHomeError("no_home") from None


def _at_home(folder: Path) -> Path:
    """Return a folder of the platform; without a home it would be one called ~ in the working directory."""
    if folder.parts[:1] == ("~",):
        raise NoHomeError("no_home")
    return folder


def others_config() -> Path:
    """Return the folder in which other programs keep their settings, as the XDG specification has it.

    Raises:
        NoHomeError: nothing says where.
    """
    return Path(os.environ.get("XDG_CONFIG_HOME") or home() / ".config")


def language(chosen: str | None, settings: Settings) -> str:
    """Return one of LANGUAGES: as chosen, else NETCHECK_LANG, else config.toml, else the locale, else English."""
    local = (spoken for spoken in LANGUAGES if _locale().startswith(spoken))
    return wished_language(chosen, settings) or next(local, "en")


def wished_language(chosen: str | None, settings: Settings) -> str | None:
    """Return the language that the user asked for in one of the three ways, if so."""
    wishes = (chosen, os.environ.get("NETCHECK_LANG"), settings.language)
    return next((wish for wish in wishes if wish in LANGUAGES), None)


def _locale() -> str:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return value.lower()
    import locale

    return (locale.getlocale()[0] or "").lower()


def _user_folder(sort: Literal["config", "data"]) -> Path:
    """Return the user's folder for settings, or for data.

    Elsewhere than on Windows and macOS the XDG Base Directory Specification says it in two lines. platformdirs says
    the same, but loads configparser for folders that are not asked for, which takes a thirtieth of a short run.

    Raises:
        NoHomeError: nothing says where.
    """
    if sys.platform in {"win32", "darwin"}:
        import platformdirs

        path = platformdirs.user_config_path if sort == "config" else platformdirs.user_data_path
        return _at_home(path("netcheck", appauthor=False))
    chosen = os.environ.get(f"XDG_{sort.upper()}_HOME", "").strip()
    if os.path.isabs(chosen):  # noqa: PTH117 - pathlib is slower, on each command
        return Path(chosen, "netcheck")
    usual = {"config": "~/.config", "data": "~/.local/share"}[sort]
    return _at_home(Path(os.path.expanduser(usual), "netcheck"))  # noqa: PTH111 - Path's fails where no home is known
