"""Where things lie and how the user wants them: command line before environment, settings and locale."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from platformdirs import user_config_path, user_data_path

from conftest import spoken
from netcheck import settings
from netcheck.clock import now, today
from netcheck.errors import NetcheckError, UsageError
from netcheck.i18n import LANGUAGES, _
from netcheck.settings import CHOICES, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Run

EACH = [(key, value) for key, values in CHOICES.items() for value in values]
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes of files")


def written(text: str) -> Path:
    """Write config.toml; return where it is."""
    path = settings.config_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("chosen", [None, "", " ", "/elsewhere", "~/odd", "odd"])
@pytest.mark.parametrize(
    ("variable", "found", "meant"),
    [
        (
            "XDG_CONFIG_HOME",
            settings.config_path,
            lambda: user_config_path("netcheck", appauthor=False) / "config.toml",
        ),
        (
            "XDG_DATA_HOME",
            lambda: settings.database_path(None),
            lambda: user_data_path("netcheck", appauthor=False) / "netcheck.db",
        ),
    ],
)
def test_files_lie_where_the_platform_has_them(
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    found: Callable[[], Path],
    meant: Callable[[], Path],
    chosen: str | None,
) -> None:
    """They are where platformdirs has them, which is too slow to be asked on every command."""
    monkeypatch.delenv("NETCHECK_DB", raising=False)
    if chosen is None:
        monkeypatch.delenv(variable, raising=False)
    else:
        monkeypatch.setenv(variable, chosen)
    where = found()
    # The specification passes over a path that is not absolute; platformdirs takes it, below any folder one is in.
    if chosen in {"~/odd", "odd"}:
        monkeypatch.delenv(variable)
    assert where == meant()


@pytest.mark.parametrize(("key", "value"), EACH)
def test_each_value_is_kept(run: Run, key: str, value: str) -> None:
    """Every setting takes each of its values, which is there the next time and shown by `config`."""
    assert f"{key} = {value}" in run("config", "set", key, value).out or value in run("config").out
    assert getattr(settings.load(), key) == value
    assert f'{key} = "{value}"' in settings.config_path().read_text(encoding="utf-8")


@pytest.mark.parametrize("key", CHOICES)
def test_the_first_value_is_the_default(key: str) -> None:
    """Without a file each setting has its first value."""
    assert getattr(settings.load(), key) == CHOICES[key][0]


@pytest.mark.parametrize(("key", "language"), list(product(CHOICES, LANGUAGES)))
def test_no_other_value_is_taken(run: Run, key: str, language: str) -> None:
    """What a setting cannot be is refused with all that it can be, on the command line as in the file."""
    refused = run("config", "set", key, "purple", "--lang", language, expect=2).err
    assert ", ".join(CHOICES[key]) in refused
    assert not settings.config_path().exists()
    path = written(f'{key} = "purple"\n')
    refused = run("list", "--lang", language, expect=1).err
    assert str(path) in refused
    assert ", ".join(CHOICES[key]) in refused


@pytest.mark.parametrize(
    ("questions", "months"), [("month", 1), ("quarter", 3), ("half-year", 6), ("year", 12), ("never", None)]
)
def test_how_far_apart_questions_are(questions: str, months: int | None) -> None:
    """Each word for how often the questions come is a number of months."""
    assert Settings(questions=questions).months_between_checks == months
    assert questions in CHOICES["questions"]


@pytest.mark.parametrize("birthdays", CHOICES["birthdays"])
def test_how_far_ahead_birthdays_are(birthdays: str) -> None:
    """A number is so many days, `never` is none; in the file the number may stand without quotes."""
    days = None if birthdays == "never" else int(birthdays)
    assert Settings(birthdays=birthdays).birthday_days == days
    if days is not None:
        written(f"birthdays = {days}\n")
        assert settings.load().birthday_days == days


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("language = ", "bad_config"),
        ("[kinds\n", "bad_config"),
        ("kinds = 3\n", "bad_kinds"),
        ("[kinds]\nLob = 3\n", "bad_kinds"),
        ("color = true\n", "bad_setting_in_file"),
        ("birthdays = 2\n", "bad_setting_in_file"),
        ("birthdays = true\n", "bad_setting_in_file"),
        ('shade = "dark"\n', "unknown_setting_in_file"),
        ('[shade]\nx = "dark"\n', "unknown_setting_in_file"),
    ],
)
def test_a_file_that_is_none_is_refused(text: str, code: str) -> None:
    """What the file cannot hold is a failure that names the file."""
    path = written(text)
    with pytest.raises(NetcheckError, match=code) as caught:
        settings.load()
    assert caught.value.facts["path"] == path


@pytest.mark.parametrize(("before", "line"), [("", 1), ('color = "auto"\n', 2), ("# a\n# b\n\n", 4)])
def test_the_line_that_cannot_be_read_is_named(before: str, line: int) -> None:
    """The number is that of the line with the mistake."""
    written(f"{before}language == 3\nx = 1\n")
    with pytest.raises(NetcheckError) as caught:
        settings.load()
    assert caught.value.facts["line"] == line


# The language


@pytest.mark.parametrize(
    ("option", "variable", "setting", "locale", "expected"),
    [
        ("de", "en", "en", "en_GB.UTF-8", "de"),
        (None, "de", "en", "en_GB.UTF-8", "de"),
        (None, None, "de", "en_GB.UTF-8", "de"),
        (None, None, "auto", "de_AT.UTF-8", "de"),
        (None, None, "auto", "de", "de"),
        (None, None, "auto", "DE_de", "de"),
        (None, None, "auto", "fr_FR.UTF-8", "en"),
        (None, None, "auto", "C", "en"),
        (None, "fr", "de", "en_GB.UTF-8", "de"),
        (None, "", "de", "en_GB.UTF-8", "de"),
        ("fr", "de", "en", "en_GB.UTF-8", "de"),
        ("en", "de", "de", "de_DE.UTF-8", "en"),
    ],
)
def test_which_language(
    option: str | None,
    variable: str | None,
    setting: str,
    locale: str,
    expected: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As chosen on the command line, else NETCHECK_LANG, else config.toml, else the locale, else English."""
    monkeypatch.setenv("LANG", locale)
    if variable is not None:
        monkeypatch.setenv("NETCHECK_LANG", variable)
    assert settings.language(option, Settings(language=setting)) == expected


@pytest.mark.parametrize("variable", ["LC_ALL", "LC_MESSAGES"])
def test_what_the_locale_is_read_from(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """LC_ALL and LC_MESSAGES come before LANG; an empty one does not count."""
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv(variable, "de_CH.UTF-8")
    assert settings.language(None, Settings()) == "de"
    monkeypatch.setenv(variable, "")
    assert settings.language(None, Settings()) == "en"


@pytest.mark.parametrize("place", range(4))
def test_the_language_option_may_stand_anywhere(run: Run, place: int) -> None:
    """`--lang` and `--lang=` are understood before and behind the command; what follows `--` is not."""
    words = ["log", "gave", "Nobody"]
    for option in (["--lang", "de"], ["--lang=de"]):
        refused = run(*words[:place], *option, *words[place:], expect=1).err
        assert "Nichts gespeichert." in refused
    assert "Nothing was stored." in run("log", "gave", "Nobody", "help", "--", "--lang", "de", expect=1).err


# Where things lie


def test_where_the_log_lies(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the option says, else NETCHECK_DB, else the user's data directory; ~ is the home."""
    monkeypatch.setenv("NETCHECK_DB", "~/from environment.db")
    assert settings.database_path(Path("~/chosen.db")) == home / "chosen.db"
    assert settings.database_path(Path("chosen.db")) == Path("chosen.db")
    assert settings.database_path(None) == home / "from environment.db"
    for unset in ("", None):
        if unset is None:
            monkeypatch.delenv("NETCHECK_DB")
        else:
            monkeypatch.setenv("NETCHECK_DB", unset)
        assert settings.database_path(None).name == "netcheck.db"
        assert home in settings.database_path(None).parents


@pytest.mark.parametrize("language", LANGUAGES)
def test_config_shows_the_log_in_use(run: Run, home: Path, language: str) -> None:
    """`config` names the log that the other commands would use, and the file of the settings; it makes neither."""
    said = run("config", "--db", str(home / "other.db"), "--lang", language).out
    assert str(home / "other.db") in said
    assert str(settings.config_path()) in said
    assert not (home / "other.db").exists()
    assert not settings.config_path().exists()


def test_config_names_the_languages_that_there_are(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another catalogue is named beside the others by itself."""
    assert "auto (like your system), de or en\n" in run("config").out
    monkeypatch.setattr("netcheck.view.import_export.LANGUAGES", ("de", "en", "es"))
    assert "auto (like your system), de, en or es\n" in run("config").out
    assert "auto (wie dein System), de, en oder es\n" in run("config", "--lang", "de").out


@pytest.mark.parametrize("key", ["language", "kinds.Lob"])
def test_settings_keep_their_comments(run: Run, key: str) -> None:
    """What else stands in the file stays as it was, whichever setting is written."""
    path = written('# mine\ncolor = "never" # plain\n\n[kinds]\nSchubs = "help" # a push\n')
    run("config", "set", key, "thanks" if key.startswith("kinds") else "de", "--lang", "en")
    text = path.read_text(encoding="utf-8")
    assert all(kept in text for kept in ("# mine", "# plain", "# a push"))
    assert settings.load().color == "never"
    assert settings.load().kinds["Schubs"] == "help"


# The clock


@pytest.mark.parametrize("text", ["2026-02-30", "23.11.2026", "today", "2026-11-23T25:00", "T12:00"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fixed_day_that_is_none_is_refused(
    run: Run, text: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What NETCHECK_TODAY cannot be is told with an example, whatever the command."""
    monkeypatch.setenv("NETCHECK_TODAY", text)
    for read in (today, now):
        with pytest.raises(UsageError, match="bad_today"):
            read()
    assert (
        spoken(
            language, _, "NETCHECK_TODAY is not a date: “{value}”. Write it like this: NETCHECK_TODAY=2026-11-23"
        ).format(value=text)
        in run("list", "--lang", language, expect=2).err
    )


def test_a_fixed_day_may_have_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a time of day both are fixed, without one the time goes on."""
    monkeypatch.setenv("NETCHECK_TODAY", "2026-11-23T18:30")
    assert today().isoformat() == "2026-11-23"
    assert now().isoformat() == "2026-11-23T18:30:00"


def test_settings_too_long_are_refused(run: Run) -> None:
    """A file beyond what settings can be is named with its limit, at once; one that would become so stays as it is."""
    path = written("a." * 100_000 + "a = 1")
    refused = run("list", expect=1)
    assert refused.err == f"{path} is too long for settings: it may have at most 16 KiB.\n"
    before = "# " + "x" * (16 * 1024 - 10) + "\n"
    path = written(before)
    assert "too long" in run("config", "set", "me", "Ada, Ben", expect=1).err
    assert path.read_text(encoding="utf-8") == before
    run("list")
