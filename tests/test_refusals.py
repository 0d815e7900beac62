"""What an import refuses with a sentence: archives that lie, links that lead out, and files without measure."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from netcheck.importers import source
from netcheck.importers.source import LONGEST_LINE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from conftest import Run

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Kern\nEND:VCARD\n"
# A process that starts another one has its own size counted as the other's: this one is small.
PEAK = (
    "import resource, subprocess, sys; ran = subprocess.run(sys.argv[1:], stdout=sys.stderr);"
    " used = resource.getrusage(resource.RUSAGE_CHILDREN);"
    " print(ran.returncode, used.ru_maxrss, round(used.ru_utime + used.ru_stime))"
)


def zipped(path: Path, files: Mapping[str, str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write an archive of these files."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def tarred(path: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    """Write a packed tar archive of these members."""
    with tarfile.open(path, "w:gz") as archive:
        for about, content in members:
            about.size = len(content)
            archive.addfile(about, io.BytesIO(content))
    return path


def linked(path: Path, to: str) -> Path:
    """Write a tar archive that holds a link."""
    about = tarfile.TarInfo("people.vcf")
    about.type, about.linkname = tarfile.SYMTYPE, to
    return tarred(path, (about, b""))


def encrypted(path: Path) -> Path:
    """Write an archive that says that its file is encrypted."""
    data = bytearray(zipped(path, {"people.vcf": CARD}).read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    path.write_bytes(data)
    return path


def lying(path: Path) -> Path:
    """Write an archive whose list says that its file is shorter than it is."""
    data = bytearray(zipped(path, {"people.vcf": CARD * 1000}).read_bytes())
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (50).to_bytes(4, "little")
    path.write_bytes(data)
    return path


ARCHIVES: dict[str, tuple[Callable[[Path], Path], str]] = {
    "bomb": (lambda at: zipped(at / "a.zip", {"people.vcf": CARD, "b.vcf": " " * 3_000_000}), "out of all proportion"),
    "tar bomb": (
        lambda at: tarred(at / "a.tar.gz", (tarfile.TarInfo("people.vcf"), b" " * 20_000_000)),
        "out of all proportion",
    ),
    "nested": (lambda at: zipped(at / "a.zip", {"people.vcf": CARD, "more.ZIP": "PK"}), "another archive, more.ZIP"),
    "up": (lambda at: zipped(at / "a.zip", {"x/../../people.vcf": CARD}), "would lie outside"),
    "up, for Windows": (lambda at: zipped(at / "a.zip", {"..\\people.vcf": CARD}), "would lie outside"),
    "absolute": (lambda at: zipped(at / "a.zip", {"/people.vcf": CARD}), "would lie outside"),
    "drive": (lambda at: zipped(at / "a.zip", {"C:people.vcf": CARD}), "would lie outside"),
    "up in tar": (lambda at: tarred(at / "a.tar.gz", (tarfile.TarInfo("../people.vcf"), b"x")), "would lie outside"),
    "link in tar": (lambda at: linked(at / "a.tar.gz", "/etc/passwd"), "leads out"),
    "encrypted": (lambda at: encrypted(at / "a.zip"), "is encrypted"),
    "lying": (lambda at: lying(at / "a.zip"), "is damaged"),
    "cut": (lambda at: cut(zipped(at / "a.zip", {"people.vcf": CARD * 9})), "is damaged"),
}


def cut(path: Path) -> Path:
    """Leave half of a file."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    return path


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_that_lies_is_refused(run: Run, home: Path, name: str) -> None:
    """One sentence says why, nothing is stored and nothing is written beside the archive."""
    make, said = ARCHIVES[name]
    (home / "in").mkdir()
    made = make(home / "in")
    told = run("import", "vcard", str(made), "--yes", expect=1).err
    assert said in told
    assert "Nothing was stored." in told
    assert [*(home / "in").iterdir()] == [made]
    assert not (home / "log.db").exists()


def test_an_honest_archive_is_read(run: Run, home: Path) -> None:
    """The same card in an archive that is whole comes in: the others are refused for what is wrong with them."""
    run("import", "vcard", str(zipped(home / "a.zip", {"x/people.vcf": CARD})), "--yes")
    run("import", "vcard", str(tarred(home / "a.tar.gz", (tarfile.TarInfo("people.vcf"), CARD.encode()))), "--yes")
    assert "Ana Kern" in run("contact", "list").out


def test_so_much_may_an_archive_hold(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than 4 GB unpacked are refused, whatever the ratio; here more than a hundred bytes."""
    made = zipped(home / "a.zip", {"people.vcf": CARD * 3}, zipfile.ZIP_STORED)
    monkeypatch.setattr(source, "MOST_BYTES", 100)
    assert "out of all proportion" in run("import", "vcard", str(made), "--yes", expect=1).err


def test_a_link_out_of_a_folder_is_refused(run: Run, home: Path) -> None:
    """One that stays inside is followed, once."""
    inside = home / "in"
    inside.mkdir()
    (home / "out.vcf").write_text(CARD.replace("Ana", "Ben"))
    (inside / "people.vcf").write_text(CARD)
    (inside / "again").symlink_to(inside)
    run("import", "vcard", str(inside), "--yes")
    (inside / "other.vcf").symlink_to(home / "out.vcf")
    assert "leads out" in run("import", "vcard", str(inside), "--yes", expect=1).err
    assert "Ben" not in run("contact", "list").out


@pytest.mark.parametrize("format_", ["csv", "linkedin"])
def test_a_table_has_at_most_a_thousand_columns(run: Run, home: Path, format_: str) -> None:
    """A hundred thousand columns are told as such."""
    (home / "in").mkdir()
    columns = ["First Name", "Last Name", "URL", *map(str, range(100_000))]
    (home / "in" / "Connections.csv").write_text(",".join(columns) + "\nAna,Kern,x\n")
    options = ["--map", "name=URL"] if format_ == "csv" else []
    told = run("import", format_, str(home / "in"), *options, "--yes", expect=1).err
    assert "has more than 1000 columns" in told


ENDLESS = {
    "csv": ("people.csv", "Name,E-mail 1 - Value\n"),
    "vcard": ("people.vcf", "BEGIN:VCARD\nNOTE:"),
    "abook": ("addressbook", "# abook addressbook file\n[0]\nname="),
    "mail": ("in.mbox", "From a@b.org Mon Jan  1 08:00:00 2024\nSubject: "),
    "ics": ("a.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:"),
    "jsonl": ("log.jsonl", '{"type":"event","note":"'),
    "friends": ("friends.md", "### Activities:\n- 2024-01-01: "),
    "notes": ("note.md", "---\nemail: "),
    "linkedin": ("Connections.csv", "First Name,Last Name,URL\nAna,Kern,"),
    "telegram": ("result.json", '{"personal_information": {"user_id": 1}, "chats": {"list": [{"name": "'),
    "mastodon": ("outbox.json", '{"orderedItems":[{"id":"'),
    "x": ("tweets.js", 'window.YTD.tweets.part0 = [ {"tweet":{"full_text":"'),
    "monica": ("monica.json", '{"app_version":"4","account":{"data":[{"type":"contact","values":[{"uuid":"'),
    "gh": ("prs.json", '[{"number":1,"title":"'),
    "whatsapp": ("WhatsApp Chat with Ben.txt", "31/12/2025, 20:52 - Ben: "),
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("format_", "filler"), [*((one, "x") for one in ENDLESS), ("csv", ","), ("csv", '"'), ("vcard", "\0")]
)
def test_a_line_without_end_is_refused_at_once(home: Path, format_: str, filler: str) -> None:
    """A hundred million characters need less than 200 MB and five seconds, and end with a sentence."""
    pytest.importorskip("resource", reason="Windows does not account for ended processes")
    name, start = ENDLESS[format_]
    (home / "in").mkdir()
    with (home / "in" / name).open("w", newline="") as file:
        file.write(start)
        for _ in range(100):
            file.write(filler * 1_000_000)
    options = [] if format_ == "jsonl" else ["--me", "a@b.org", "--yes"]
    options += ["--map", "email=email"] if format_ == "notes" else []
    where = home / "in" / (name if format_ == "jsonl" else "")
    ran = subprocess.run(
        [sys.executable, "-c", PEAK, sys.executable, "-m", "netcheck", "import", format_, str(where), *options],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    code, peak, seconds = map(int, ran.stdout.split())
    assert code == 1, ran.stderr
    assert "Nothing was stored." in ran.stderr
    assert peak * (1 if sys.platform == "darwin" else 1024) < 200_000_000
    assert seconds < 5


def test_a_line_may_be_long(run: Run, home: Path) -> None:
    """One of a million characters is no line without end, whatever it holds; its card comes in."""
    (home / "people.vcf").write_text(CARD.replace("END", f"X-LOGO:{'x' * 1_000_000}\nEND"))
    run("import", "vcard", str(home / "people.vcf"), "--yes")
    assert "Ana Kern" in run("contact", "list").out


def test_a_line_of_a_card_without_end_is_told(run: Run, home: Path) -> None:
    """The sentence names the file and the measure."""
    (home / "people.vcf").write_text(CARD.replace("END", f"NOTE:{'x' * (LONGEST_LINE + 100_000)}\nEND"))
    told = run("import", "vcard", str(home / "people.vcf"), "--yes", expect=1).err
    assert f"{home / 'people.vcf'} is refused: it has a line of more than 16 million characters." in told
