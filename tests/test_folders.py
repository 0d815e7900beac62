"""Where config.toml and the log lie: as platformdirs says, on every platform."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import platformdirs
import pytest

from netcheck import settings

if TYPE_CHECKING:
    from pathlib import Path

HOMES = ["/home/ada", "/home/ada/", "/", "/home/ada with blanks"]
BASES = [None, "", "/srv/ada", "/srv/ada/"]


@pytest.mark.parametrize("user", HOMES)
@pytest.mark.parametrize("base", BASES)
def test_folders_are_those_of_the_platform(user: str, base: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """With and without XDG variables, the folders are the ones that platformdirs names."""
    monkeypatch.delenv("NETCHECK_DB")
    monkeypatch.setenv("HOME", user)
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        if base is not None:
            monkeypatch.setenv(variable, base)
    assert settings.config_path().parent == platformdirs.user_config_path("netcheck", appauthor=False)
    assert settings.database_path(None).parent == platformdirs.user_data_path("netcheck", appauthor=False)


@pytest.mark.parametrize("user", ["", "ada", "~"])
def test_a_home_that_is_no_folder_is_left_to_the_platform(user: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative HOME is for platformdirs to decide, never the current folder."""
    monkeypatch.setenv("HOME", user)
    assert settings.config_path().parent == platformdirs.user_config_path("netcheck", appauthor=False)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the specification does not hold")
def test_on_linux_two_folders_hold_everything(home: Path) -> None:
    """The program makes the log below ~/.local/share and reads ~/.config, as the XDG specification says."""
    (home / ".config" / "netcheck").mkdir(parents=True)
    (home / ".config" / "netcheck" / "config.toml").write_text('language = "de"\n', encoding="utf-8")
    environment = {"HOME": str(home), "PATH": ""}
    command = [sys.executable, "-m", "netcheck", "log", "got", "Ana", "help", "--new"]
    said = subprocess.run(command, env=environment, check=True, capture_output=True, encoding="utf-8").stdout
    assert "Ana hat dir geholfen" in said
    assert (home / ".local" / "share" / "netcheck" / "netcheck.db").exists()
