"""Whatever a reader is fed, random bytes or real files with some bytes replaced: drafts, problems, or a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcheck.importers.formats import READERS, reader
from readings import FIXTURES, survives, survives_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

ME = ["nora@feldmann.example", "Nora Feldmann"]
MAPPED = {"email": ["email"], "birthday": ["born"]}
SAMPLES: dict[str, tuple[str, dict[str, Any]]] = {
    "vcard": ("vcard", {}),
    "abook": ("abook", {}),
    "csv": ("google", {}),
    "notes": ("notes", {"columns": MAPPED}),
    "linkedin": ("linkedin/4_Basic_LinkedInDataExport_08-20-2025", {}),
    "mail": ("mail", {}),
    "ics": ("ics", {}),
    "gh": ("gh", {"me": ["nora"]}),
    "mastodon": ("mastodon/archive-20250301080000-0123456789abcdef0123456789abcdef", {}),
    "x": ("x/modern", {}),
    "whatsapp": ("whatsapp/de_ios", {"dates": "dmy"}),
    "telegram": ("telegram", {"groups": True}),
    "monica": ("monica", {}),
    "friends": ("friends", {}),
}
"""By format the folder of its files, and options with which they come in."""


def test_every_reader_is_here() -> None:
    """A new format needs files of its own; a history is read by git."""
    assert SAMPLES.keys() == READERS.keys() - {"git"}


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=12)
@given(data=st.data())
def test_files_with_other_bytes_give_drafts_or_a_sentence(name: str, data: st.DataObject) -> None:
    """Some bytes of a real file are replaced or it is cut."""
    folder, options = SAMPLES[name]
    survives(reader(name), FIXTURES / folder, data, **{"me": ME, **options})


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=12)
@given(st.binary(max_size=80))
def test_any_bytes_give_drafts_or_a_sentence(name: str, content: bytes) -> None:
    """Bytes that are no file of any program."""
    survives_bytes(reader(name), content, **{"me": ME, **SAMPLES[name][1]})


@pytest.mark.parametrize("ends", [b"\r", b"\r\n", b" \n\t"])
@pytest.mark.parametrize(
    ("format_", "name", "start"),
    [
        ("vcard", "a.vcf", b"BEGIN:VCARD\rFN:Ana\rEND:VCARD"),
        ("abook", "addressbook", b"# abook addressbook file\r[0]\rname=Ana"),
        ("csv", "a.csv", b"First Name,Last Name,E-mail 1 - Value\rAna,K,a@x.example"),
        ("linkedin", "Connections.csv", b"First Name,Last Name,Connected On\rAna,K,08 Feb 2026"),
        ("ics", "a.ics", b"BEGIN:VCALENDAR\r"),
        ("whatsapp", "WhatsApp Chat with Gwen.txt", b"3/14/25, 9:01 AM - Gwen: hi"),
        ("friends", "friends.md", b"### Friends:\r- Ana"),
    ],
)
def test_endless_empty_lines_are_refused(
    tmp_path: Path, run: Run, format_: str, name: str, start: bytes, ends: bytes
) -> None:
    """A hundred million ends of lines took minutes; less than a quarter of a million is read."""
    (tmp_path / name).write_bytes(start + ends * (1 << 19))
    told = run("import", format_, str(tmp_path), "--me", "me@x.example", expect=1).err
    assert "nothing but empty lines and blanks" in told
