"""What a reader makes of files, as lines that a test can compare."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from netcheck.domain.model import Contact
from netcheck.importers.base import Findings, Options
from netcheck.importers.source import opened_source

if TYPE_CHECKING:
    from pathlib import Path

    from netcheck.importers.base import Draft, Reader

TODAY = date(2026, 11, 27).toordinal()


class Reading:
    """What one reading of a path gave: drafts, and what it left out."""

    def __init__(self, reader: Reader, path: Path, *me: str, **options: Any) -> None:  # noqa: ANN401 - any of Options
        self.findings = Findings()
        self.drafts: list[Draft] = []
        with opened_source(path) as source:
            self.detected = reader.detect(source)
            self.drafts += reader.parse(source, Options(TODAY, me=me, **options), self.findings)

    @property
    def contacts(self) -> list[str]:
        """The names of the contacts, in alphabetical order."""
        return sorted(draft.values["name"] for draft in self.drafts if draft.record is Contact)

    @property
    def events(self) -> list[str]:
        """Each event as day, with whom and note, in alphabetical order; all are talks."""
        events = [draft for draft in self.drafts if draft.record is not Contact]
        assert {(draft.values["direction"], draft.values["kind"]) for draft in events} <= {("mutual", "talk")}
        assert not {"weight", "one_sided", "asked"} & {key for draft in events for key in draft.values}
        return sorted(
            f"{date.fromordinal(draft.values['day'])} {draft.with_name}: {draft.values['note']}" for draft in events
        )

    @property
    def left_out(self) -> dict[str, int]:
        """How much was left out, by reason."""
        return dict(self.findings.left_out)


def in_order(drafts: list[Draft]) -> bool:
    """Return whether each contact comes once, and before the first event with that person."""
    seen: set[str] = set()
    for draft in drafts:
        if (draft.record is Contact) == (draft.person in seen):
            return False
        seen.add(draft.person)
    return True
