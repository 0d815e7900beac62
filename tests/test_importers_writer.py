"""Storing what a file of netcheck's own format says: what was seen before, and circles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.model import Contact, Direction, Event, Kind
from netcheck.importers.base import Draft
from netcheck.importers.writer import ImportSummary, write_drafts
from netcheck.store.database import opened
from netcheck.store.ops import writing

if TYPE_CHECKING:
    from pathlib import Path

DAY = 739_000


def imported(path: Path, drafts: list[Draft]) -> ImportSummary:
    """Store drafts in a log."""
    with opened(path, create=True) as connection, writing(connection, "import") as writer:
        return write_drafts(writer, drafts)


def test_twice_is_once(tmp_path: Path) -> None:
    """What has a source is recognised by it."""
    path = tmp_path / "log.db"
    values = {"day": DAY, "direction": Direction.RECEIVED, "kind": Kind.HELP, "source": "mail:17"}
    drafts = [Draft(Event, values, "Ana")]
    assert imported(path, drafts).new == {"event": 1, "contact": 1}
    again = imported(path, drafts)
    assert again.new.total() == 0
    assert again.seen == 1


def test_a_key_finds_the_person(tmp_path: Path) -> None:
    """The name by which a source knows somebody goes before the name, where no id says who it is."""
    path = tmp_path / "log.db"
    imported(path, [Draft(Contact, {"name": "Ana", "keys": ("vcard:7",)}), Draft(Contact, {"name": "Bo"})])
    assert imported(path, [Draft(Contact, {"name": "Ann", "keys": ("vcard:7",)})]).new["contact"] == 0
