"""Backups through the command line: made, checked, brought back, weekly, encrypted."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import faults
from netcheck import settings
from netcheck.store.backups import KEPT_WEEKLY, Reason, backups
from netcheck.store.copying import back_up
from netcheck.store.database import opened
from seeded import seed
from terminals import at_terminal

if TYPE_CHECKING:
    from conftest import Run

NOW = "2026-11-23T18:30"


@pytest.fixture(autouse=True)
def _evening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETCHECK_TODAY", NOW)


@pytest.fixture
def log(home: Path) -> Path:
    """Return a log with five people and six entries."""
    seed()
    return home / "log.db"


@pytest.fixture
def key(home: Path) -> Path:
    """Return a file with a key of age, for which the settings name the recipient."""
    pyrage = pytest.importorskip("pyrage", reason="the extra [encrypt] is not installed")
    identity = pyrage.x25519.Identity.generate()
    settings.store(settings.RECIPIENT, str(identity.to_public()))
    file = home / "key.txt"
    file.write_text(f"# a key\n{identity}\n", encoding="utf-8")
    return file


def rows(path: Path) -> faults.Rows:
    """Return all folded rows of a log."""
    with opened(path, create=False) as connection:
        return faults.tables(connection)


def damage(path: Path) -> None:
    """Change an entry behind the back of its history."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE event SET note = 'something else' WHERE id = 'e-0001'")
        connection.commit()


# backup


def test_a_backup_lies_beside_the_log(run: Run, log: Path) -> None:
    """It has the moment in its name, is private like its folder, and holds all that the log holds, and the settings."""
    run("config", "set", "questions", "never")
    done = run("backup")
    path = log.parent / "backups" / "log-2026-11-23T1830.db"
    assert done.out == f"✓ 6 entries, 5 people and the whole history in {path}\n"
    assert [stat.S_IMODE(one.stat().st_mode) for one in (path, path.parent)] == [0o600, 0o700]
    assert rows(path) == rows(log)
    with closing(sqlite3.connect(path)) as connection:
        kept = connection.execute("SELECT * FROM settings").fetchall()
    assert kept == [("config.toml", settings.config_path().read_text(encoding="utf-8"))]
    assert list(path.parent.iterdir()) == [path]


def test_two_backups_in_a_minute_are_two(run: Run, log: Path) -> None:
    """The second gets a name of its own, and counts as the newer one."""
    run("backup")
    run("log", "gave", "Readers", "help")
    run("backup")
    assert [one.path.name for one in backups(log)] == ["log-2026-11-23T1830.db", "log-2026-11-23T1830-2.db"]
    assert "7 entries" in run("backup", "--check").out


@pytest.mark.usefixtures("log")
def test_a_backup_goes_where_it_is_told_to(run: Run, home: Path) -> None:
    """Into a folder, or a file that is not there yet; one that is there stays as it is."""
    (home / "stick").mkdir()
    run("backup", str(home / "stick"))
    run("backup", str(home / "stick" / "mine.db"))
    assert sorted(one.name for one in (home / "stick").iterdir()) == ["log-2026-11-23T1830.db", "mine.db"]
    before = (home / "stick" / "mine.db").read_bytes()
    assert "exists already" in run("backup", str(home / "stick" / "mine.db"), expect=1).err
    assert (home / "stick" / "mine.db").read_bytes() == before
    assert "there is no such file" in run("backup", str(home / "nowhere" / "x.db"), expect=1).err


@pytest.mark.usefixtures("log")
def test_an_option_that_would_do_nothing_is_refused(run: Run, home: Path) -> None:
    """Who gives a key to a new backup means to encrypt it; checking one encrypts nothing."""
    assert "backup --encrypt" in run("backup", str(home / "b.db"), "--identity", "key.txt", expect=2).err
    assert "--check, --encrypt" in run("backup", "--check", "--encrypt", expect=2).err
    assert [path.name for path in home.iterdir() if "b" in path.suffix] == ["log.db"]


def test_a_damaged_log_that_was_moved_away_is_not_the_newest_backup(run: Run, log: Path) -> None:
    """--check without a file looks at the last one that can be brought back."""
    run("backup")
    good = backups(log)[-1].path
    damage(log)
    run("restore", str(good), "--yes")
    assert Reason.DAMAGED in [one.reason for one in backups(log)]
    assert f"{good} is whole" in run("backup", "--check").out


def test_a_backup_says_what_is_in_it(run: Run, log: Path, home: Path) -> None:
    """What somebody else writes meanwhile is not in it, and not counted."""

    def write_meanwhile(data: bytes) -> bytes:
        run("log", "gave", "Readers", "help")
        return data

    with opened(log, create=False) as connection:
        assert back_up(connection, log, home / "b.db", encrypt=write_meanwhile) == (6, 5)
    assert "6 entries" in run("backup", "--check", str(home / "b.db")).out
    assert "7 entries" in run("backup").out


def test_without_a_log_there_is_nothing_to_back_up(run: Run, home: Path) -> None:
    """Neither a log nor a folder is made for it."""
    assert "Nothing logged yet" in run("backup", expect=1).err
    assert "no backup" in run("backup", "--check", expect=1).err
    assert list(home.iterdir()) == []


def test_what_is_damaged_is_not_handed_on(run: Run, log: Path) -> None:
    """No backup and no export is made of a log that is not what its history makes of it."""
    damage(log)
    for command in (["backup"], *(["export", form] for form in ("jsonl", "csv", "vcard"))):
        refused = run(*command, expect=1)
        assert (refused.out, refused.err.count("\n")) == ("", 1)
        assert "netcheck doctor" in refused.err
    assert backups(log) == []


# restore


def test_a_restore_brings_back_everything(run: Run, log: Path, home: Path) -> None:
    """Entries, history and settings are as they were; the log before is kept, and can be brought back as well."""
    run("config", "set", "questions", "never")
    run("backup", str(home / "b.db"))
    before = rows(log)
    run("config", "set", "questions", "year")
    run("log", "gave", "Zoe", "help", "--new")
    run("remove", "e-0002")
    after = rows(log)
    done = run("restore", str(home / "b.db"), "--yes")
    assert rows(log) == before
    assert settings.load().questions == "never"
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    (kept,) = backups(log)
    assert kept.reason is Reason.RESTORE
    assert done.out == (
        "  the log     6 entries, 6 people (11 July 2025 to 23 November)\n"
        "  the backup  6 entries, 5 people (11 July 2025 to 23 November)\n"
        "Only in the log, and gone after this: 1 entry, 1 person (23 November).\n"
        "Only in the backup, and back after this: 1 entry, 0 people (12 November).\n"
        f"✓ Restored from {home / 'b.db'}.\n"
        f"The log before is kept: {kept.path}\n"
        "The settings of the backup are in place, too.\n"
        "netcheck undo does not take this back; this does:\n"
        f"  netcheck restore {kept.path}\n"
    )
    run("restore", str(kept.path), "--yes")
    assert (rows(log), settings.load().questions) == (after, "year")


def test_undo_after_a_restore_takes_back_what_the_backup_knows(run: Run, log: Path, home: Path) -> None:
    """The history is that of the backup: the restore is no command of it, and earlier ones can be taken back."""
    run("log", "gave", "Readers", "help")
    run("backup", str(home / "b.db"))
    run("log", "gave", "Readers", "feedback")
    run("restore", str(home / "b.db"), "--yes")
    assert "You helped Readers" in run("undo").out
    assert len(rows(log)["event"]) == 6


def test_a_restore_asks(run: Run, log: Path, home: Path) -> None:
    """Without a terminal it is refused; a no leaves everything as it was; a yes restores."""
    run("backup", str(home / "b.db"))
    run("log", "gave", "Readers", "help")
    after = rows(log)
    assert "--yes" in run("restore", str(home / "b.db"), expect=2).err
    refused = run("restore", str(home / "b.db"), stdin="n\n", terminal=True, expect=130)
    assert refused.err == "Cancelled. Nothing was changed.\n"
    assert (rows(log), backups(log)) == (after, [])
    run("restore", str(home / "b.db"), stdin="y\n", terminal=True)
    assert len(rows(log)["event"]) == 6


@pytest.mark.usefixtures("log")
def test_a_restore_says_what_else_differs(run: Run, home: Path) -> None:
    """Steps, answers and circles go with a restore as well, though entries and people are the same."""
    run("backup", str(home / "b.db"))
    restored = ("restore", str(home / "b.db"), "--yes")
    assert "Also different" not in run(*restored).out
    run("step", "add", "write")
    run("checklist", "--answers", "y,p,n,y,y,y,y,y,y,y")
    run("contact", "edit", "Readers", "--circle", "Chess", "--alias", "All")
    said = "further names and contact details, circles, answers to the ten questions and steps"
    assert f"Entries and people are the same.\nAlso different: {said}." in run(*restored).out


def test_a_restore_on_a_new_machine(run: Run, log: Path, home: Path) -> None:
    """Where there is no log yet, it is made, with its settings; there is nothing to keep."""
    run("config", "set", "color", "never")
    run("backup", str(home / "b.db"))
    settings.config_path().unlink()
    before = rows(log)
    log.unlink()
    done = run("restore", str(home / "b.db"), "--yes")
    assert "is kept" not in done.out
    assert (rows(log), settings.load().color, backups(log)) == (before, "never", [])
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_settings_that_no_backup_keeps_stay(run: Run, log: Path, home: Path) -> None:
    """Where nothing was logged yet, no backup is made before; so the settings that are there are not replaced."""
    run("config", "set", "color", "never")
    run("backup", str(home / "b.db"))
    run("config", "set", "color", "always")
    log.unlink()
    assert "Your settings stay as they are" in run("restore", str(home / "b.db"), "--yes").out
    assert settings.load().color == "always"


@pytest.mark.parametrize("harm", ["pages", "table"])
def test_a_damaged_log_is_kept_as_it_is(run: Run, log: Path, home: Path, harm: str) -> None:
    """What cannot be used is moved away, byte by byte, and the backup takes its place."""
    run("backup", str(home / "b.db"))
    before = rows(log)
    if harm == "table":
        damage(log)
    else:
        whole = log.read_bytes()
        log.write_bytes(whole[:9000] + bytes(range(256)) * 300 + whole[9000 + 256 * 300 :])
    broken = log.read_bytes()
    done = run("restore", str(home / "b.db"), "--yes")
    assert done.out.splitlines()[0] == "  the log     damaged"
    (kept,) = backups(log)
    assert (kept.reason, kept.path.read_bytes()) == (Reason.DAMAGED, broken)
    assert rows(log) == before
    run("doctor")


def test_what_is_no_log_is_not_replaced(run: Run, log: Path) -> None:
    """It may be anything; whose log has lost its beginning is told what to do."""
    run("backup")
    log.write_bytes(bytes(9000))
    assert "If it was your log, move it away" in run("restore", str(backups(log)[0].path), "--yes", expect=1).err
    log.rename(log.with_suffix(".broken"))
    run("restore", str(backups(log)[0].path), "--yes")
    assert rows(log)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda path: path.write_text("Dear diary,\n", encoding="utf-8"), "is no backup of netcheck"),
        (lambda path: path.write_bytes(b""), "is no backup of netcheck"),
        (lambda path: path.write_bytes(path.read_bytes()[:50_000]), "is damaged"),
        (damage, "is damaged"),
        (lambda path: path.unlink(), "there is no such file"),
        (lambda path: faults.change_version(path, 99), "newer netcheck"),
    ],
    ids=["text", "empty", "cut short", "table", "gone", "newer"],
)
def test_a_bad_backup_changes_nothing(run: Run, log: Path, home: Path, harm: object, said: str) -> None:
    """What is no backup, damaged or newer is refused in one sentence, by the check as well; the log stays."""
    path = home / "b.db"
    run("backup", str(path))
    harm(path)  # type: ignore[operator] # each is a function of the path
    before = log.read_bytes()
    for command in (["restore", str(path), "--yes"], ["backup", "--check", str(path)]):
        refused = run(*command, expect=1)
        assert (refused.out, refused.err.count("\n")) == ("", 1)
        assert said in refused.err
    assert (log.read_bytes(), backups(log)) == (before, [])


def test_the_log_is_no_backup_of_itself(run: Run, log: Path, home: Path) -> None:
    """Not by another name either."""
    (home / "link.db").symlink_to(log)
    for name in ("log.db", "link.db"):
        assert "is the log itself" in run("restore", str(home / name), "--yes", expect=1).err


def test_a_plain_copy_of_the_log_can_be_restored(run: Run, log: Path, home: Path) -> None:
    """Whoever copied the file by hand has a backup without settings."""
    shutil.copy(log, home / "copy.db")
    before = rows(log)
    run("log", "gave", "Readers", "help")
    run("restore", str(home / "copy.db"), "--yes")
    assert rows(log) == before


def test_a_backup_of_the_stored_version_restores(run: Run, home: Path) -> None:
    """A log of a released version is brought up to date in memory, and its file stays as it is."""
    stored = Path(__file__).with_name("logs") / "v2.db"
    before = stored.read_bytes()
    run("restore", str(stored), "--yes")
    assert (rows(home / "log.db"), stored.read_bytes()) == (rows(stored), before)


def test_who_writes_meanwhile_is_not_lost(run: Run, log: Path, home: Path) -> None:
    """A prompt that was open during the restore goes on with the log that is there now."""
    run("backup", str(home / "b.db"))
    with opened(log, create=True) as prompt:
        run("log", "gave", "Readers", "help")
        run("restore", str(home / "b.db"), "--yes")
        faults.add_events(prompt, [faults.event("after", "r1")])
    assert faults.notes(log).count("after") == 1
    assert len(rows(log)["event"]) == 7
    assert faults.check_integrity(log) == ""


# weekly


def weekly(log: Path) -> list[str]:
    """Return the days of the weekly backups."""
    return [one.made.date().isoformat() for one in backups(log) if one.reason is Reason.WEEKLY]


def test_the_reminder_makes_a_backup_each_week(run: Run, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once in a week, however often it comes; and never for somebody who only looks."""
    run("remind")
    assert weekly(log) == []
    for day in ("2026-11-23T09:00", "2026-11-23T18:00", "2026-11-29T09:00", "2026-11-30T08:00"):
        monkeypatch.setenv("NETCHECK_TODAY", day)
        assert run("remind", "--every", "day").err == ""
    assert weekly(log) == ["2026-11-23", "2026-11-30"]


def test_the_newest_weekly_backups_are_kept(run: Run, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Older weekly ones go, those that were asked for stay."""
    run("backup")
    days = [f"2026-{month:02}-01T09:00" for month in range(1, KEPT_WEEKLY + 3)]
    for day in days:
        monkeypatch.setenv("NETCHECK_TODAY", day)
        run("remind", "--every", "mon")
    assert weekly(log) == [day[:10] for day in days[-KEPT_WEEKLY:]]
    assert [one.reason for one in backups(log)].count(Reason.ASKED) == 1


def test_backups_of_a_wrong_clock_push_out_no_new_one(run: Run, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the clock was set right, each week's backup stays although later ones are there."""
    days = [f"2031-{month:02}-01T09:00" for month in range(1, KEPT_WEEKLY + 1)]
    for day in (*days, "2026-11-02T09:00", "2026-11-09T09:00"):
        monkeypatch.setenv("NETCHECK_TODAY", day)
        run("remind", "--every", "mon")
    assert weekly(log)[:2] == ["2026-11-02", "2026-11-09"]


def test_a_weekly_backup_that_fails_is_told_after_the_digest(run: Run, log: Path) -> None:
    """One line on standard error and exit 1; the digest is there all the same, and older backups stay."""
    run("step", "add", "call", "--by", "2026-11-23")
    (log.parent / "backups").write_text("in the way", encoding="utf-8")
    done = run("remind", "--every", "day", expect=1)
    assert "1 step" in done.out
    assert done.err.startswith("No weekly backup was made: ")
    assert done.err.count("\n") == 1


def test_a_damaged_log_takes_away_no_weekly_backup(run: Run, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A log that is damaged is not backed up, whatever the week."""
    run("remind", "--every", "day")
    damage(log)
    monkeypatch.setenv("NETCHECK_TODAY", "2026-12-01T09:00")
    assert "damaged inside" in run("remind", "--every", "day", expect=1).err
    assert weekly(log) == ["2026-11-23"]


def test_an_emptied_log_pushes_out_no_weekly_backup(run: Run, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Weekly backups of nothing would soon be the only ones; the reminder says what is lost, and how it comes back."""
    run("remind", "--every", "day")
    (kept,) = backups(log)
    monkeypatch.setenv("NETCHECK_TODAY", "2026-12-01T09:00")
    for emptied in (False, True):
        log.unlink(missing_ok=True)
        if emptied:
            log.touch(0o600)
        told = run("remind", "--every", "day", expect=1)
        assert f"To bring it back: netcheck restore {kept.path}" in told.err
        assert backups(log) == [kept]


def test_a_reminder_without_a_log_makes_no_backup(run: Run, home: Path) -> None:
    """There is nothing to keep, and no folder for it."""
    run("remind", "--every", "day")
    assert list(home.iterdir()) == []


# encrypted


def test_a_backup_for_a_recipient(run: Run, log: Path, home: Path, key: Path) -> None:
    """Nothing of it can be read without the key; with it, it is checked and restored."""
    run("backup", "--encrypt")
    (made,) = backups(log)
    assert (made.encrypted, made.path.name) == (True, "log-2026-11-23T1830.db.age")
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert b"Alma" in log.read_bytes()
    assert b"Alma" not in made.path.read_bytes()
    assert "--identity" in run("backup", "--check", expect=2).err
    assert "6 entries" in run("backup", "--check", "--identity", str(key)).out
    before = rows(log)
    run("remove", "e-0002")
    run("restore", str(made.path), "--yes", "--identity", str(key))
    assert rows(log) == before
    (home / "other.txt").write_text("no key", encoding="utf-8")
    wrong = run("backup", "--check", str(made.path), "--identity", str(home / "other.txt"), expect=1).err
    assert f"does not open {made.path}, or the file is damaged." in wrong


@pytest.mark.slow
def test_a_backup_by_passphrase(run: Run, log: Path, home: Path) -> None:
    """It is asked for twice and shown nowhere; the wrong one opens nothing, and without a terminal nobody is asked."""
    pytest.importorskip("pyrage", reason="the extra [encrypt] is not installed")
    path = str(home / "b.age")
    assert "recipient" in run("backup", path, "--encrypt", expect=2).err
    assert "not the same" in run("backup", path, "--encrypt", stdin="one\ntwo\n", terminal=True, expect=1).err
    done = run("backup", path, "--encrypt", stdin="horse staple\nhorse staple\n", terminal=True)
    assert "horse" not in done.out + done.err
    assert "Keep the passphrase" in done.err
    assert "terminal" in run("backup", "--check", path, expect=2).err
    wrong = run("backup", "--check", path, stdin="horse\n", terminal=True, expect=1).err
    assert f"does not open {path}, or the file is damaged." in wrong
    before = rows(log)
    run("remove", "e-0002")
    run("restore", path, "--yes", stdin="horse staple\n", terminal=True)
    assert rows(log) == before


def test_weekly_backups_are_encrypted_for_the_recipient(run: Run, log: Path, key: Path) -> None:
    """Where the settings name one; the key opens them."""
    run("remind", "--every", "day")
    (made,) = backups(log)
    assert (made.reason, made.encrypted) == (Reason.WEEKLY, True)
    run("backup", "--check", "--identity", str(key))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
@pytest.mark.usefixtures("log")
def test_a_passphrase_is_never_on_the_screen(home: Path) -> None:
    """At a real terminal, and at one that knows only lines, nothing of it is shown."""
    pytest.importorskip("pyrage", reason="the extra [encrypt] is not installed")
    for kind in ("xterm-256color", "dumb"):
        command = ("-m", "netcheck", "backup", str(home / f"{kind}.age"), "--encrypt")
        with at_terminal(*command, TERM=kind) as child:
            shown = io.StringIO()
            child.logfile_read = shown
            child.expect("The passphrase ›")
            child.sendline("horse staple")
            child.expect("Once more ›")
            child.sendline("horse staple")
            child.expect("the whole history in")
            child.expect("nobody can open this backup")
        assert "horse" not in shown.getvalue()
        assert (home / f"{kind}.age").read_bytes().startswith(b"age-encryption.org/v1\n-> scrypt ")


@pytest.mark.skipif(shutil.which("age") is None, reason="the program age is not installed")
def test_the_program_age_opens_a_backup(run: Run, log: Path, home: Path, key: Path) -> None:
    """What comes out of it is a log."""
    run("backup", str(home / "b.age"), "--encrypt")
    command = ["age", "--decrypt", "--identity", str(key), "--output", str(home / "plain.db"), str(home / "b.age")]
    subprocess.run(command, check=True, capture_output=True)
    assert rows(home / "plain.db") == rows(log)


WITHOUT_PYRAGE = """
import sys
sys.modules["pyrage"] = None
from netcheck.main import main
sys.exit(main(["backup", "--encrypt"]))
"""


@pytest.mark.usefixtures("log")
def test_without_pyrage_the_sentence_names_the_extra(home: Path) -> None:
    """Whoever asks for encryption is told what to install; nothing is written in the clear instead."""
    done = subprocess.run([sys.executable, "-c", WITHOUT_PYRAGE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "pip install 'netcheck-ledger[encrypt]'" in done.stderr
    assert not [path for path in home.rglob("*") if "age" in path.suffix or path.suffix == ".tmp"]


@pytest.mark.parametrize("value", ["age", "ssh-dss AAAA", "AGE-SECRET-KEY-1ABC"])
def test_a_recipient_is_a_public_key(run: Run, value: str) -> None:
    """Anything else is refused when it is set, a secret key first of all."""
    assert "no public key" in run("config", "set", "recipient", value, expect=2).err
    assert not settings.config_path().exists()


def test_a_recipient_with_a_slip_is_told(run: Run, log: Path, key: Path) -> None:
    """What only looks like a key is found when it is used, and nothing is written."""
    settings.store(settings.RECIPIENT, f"{settings.load().recipient[:-1]}!")
    assert "no public key" in run("backup", "--encrypt", expect=1).err
    assert backups(log) == []
    assert not [path for path in log.parent.rglob("*.tmp") if key]


def test_a_kill_leaves_no_half_backup(run: Run, log: Path) -> None:
    """A backup killed at any moment is whole or not there under its name."""
    for seconds in faults.moments(10, 0.3, seed=7):
        faults.killed(_backed_up, seconds, log)
    made = backups(log)
    for one in made:
        run("backup", "--check", str(one.path))
    assert len(made) > 1


def _backed_up(tell: object, log: Path) -> None:
    from netcheck.main import main

    tell("begun")  # type: ignore[operator] # it sends to the parent
    while True:
        main(["backup", "--db", str(log)])


def test_without_a_terminal_a_restore_is_shown_and_refused(run: Run, home: Path) -> None:
    """What would change is said, so that one can decide on --yes; a file that is not there is called that."""
    run("log", "got", "Ana", "help", "--new")
    run("backup", str(home / "one.db"))
    run("log", "gave", "Ana", "feedback")
    refused = run("restore", str(home / "one.db"), expect=2)
    assert "2 entries" in refused.out
    assert "--yes restores the backup without asking" in refused.err
    assert len(json.loads(run("list", "--json").out)) == 2
    assert "there is no such file" in run("restore", str(home / "none.db"), expect=1).err
