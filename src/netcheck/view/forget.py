"""What `netcheck contact forget` says: what there is of somebody, which texts of others, and who has it still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.command_log import Entity
from netcheck.i18n import N_, _, ngettext
from netcheck.view.safe import safe
from netcheck.view.sentences import COUNTS
from netcheck.view.text import clip, join_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import Protocol

    class Found(Protocol):
        """What a log has of somebody."""

        @property
        def counts(self) -> Mapping[str, int]:
            """How many things are about the person, by entity."""

        @property
        def circles(self) -> Sequence[str]:
            """The circles in which nobody else is."""

    class Words(Protocol):
        """A text that names somebody."""

        @property
        def words(self) -> str:
            """What stands there, or stood there."""

        @property
        def earlier(self) -> bool:
            """Whether it stood there once."""

    class At(Protocol):
        """Where a text stands."""

        @property
        def entity(self) -> str:
            """The sort of thing."""


_CELLS = 60

_WHERE = {
    "event": N_("entry"),
    "contact": N_("note on a person"),
    "check": N_("round of questions"),
    "step": N_("step"),
    "guide": N_("guide"),
    "draft": N_("questions in progress"),
}


def plan_lines(name: str, found: Found) -> list[str]:
    """Return what there is of somebody, and that it goes for good."""
    things = [ngettext(*COUNTS[Entity(entity)], n).format(n=n) for entity, n in found.counts.items() if n]
    said = _("{name} is to be forgotten: {things}.") if things else _("{name} is to be forgotten.")
    lines = [said.format(name=safe(name), things=join_names(things))]
    if found.circles:
        told = ngettext(
            "The circle {circles} goes as well: nobody else is in it.",
            "The circles {circles} go as well: nobody else is in them.",
            len(found.circles),
        )
        lines.append(f"  {told.format(circles=join_names(map(safe, found.circles)))}")
    return [*lines, f"  {_('This is for good: no undo brings it back, and no backup is made.')}"]


def text_line(place: At, text: Words) -> str:
    """Return a text of others as one line to choose."""
    words = clip(safe(" ".join(text.words.split())), _CELLS)
    where = _(_WHERE[place.entity])
    if text.earlier:
        where = _("{where}, as it was once").format(where=where)
    return f"{where}: {words}"


def left_lines(texts: int, names: int, *, asked: bool) -> list[str]:
    """Return what still names somebody in the log."""
    lines = []
    if texts:
        told = ngettext(
            "One text that may name this person stays.", "{n} texts that may name this person stay.", texts
        ).format(n=texts)
        hint = "" if asked else _("At a terminal you are asked about each; with --notes those go that are certain.")
        lines.append(f"  {told} {hint}".rstrip())
    if names:
        told = ngettext(
            "One name of somebody else or of a circle holds this name and stays.",
            "{n} names of others or of circles hold this name and stay.",
            names,
        )
        lines.append(f"  {told.format(n=names)}")
    return lines


def elsewhere_lines(devices: int) -> list[str]:
    """Return where there may be more that this log knows nothing of."""
    lines = [
        f"  {_('Files that you exported and copies that you made yourself still hold what they held.')}",
        f"  {_('If a source that you import still has this person, its plan shows somebody new.')}",
    ]
    if devices:
        told = ngettext(
            "One other device has sent entries to this log: forget this person there, too.",
            "{n} other devices have sent entries to this log: forget this person there, too.",
            devices,
        )
        lines.insert(0, f"  {told.format(n=devices)}")
    return lines


def backup_lines(holding: Iterable[Path], closed: Iterable[Path]) -> list[str]:
    """Return which backups hold somebody who was forgotten, and which cannot be looked into."""
    held, shut = (
        _("  Still in this backup: {path}"),
        _("  This backup cannot be looked into, and may hold it: {path}"),
    )
    told = ((sentence, path) for sentence, paths in ((held, holding), (shut, closed)) for path in paths)
    return [sentence.format(path=safe(str(path))) for sentence, path in told]
