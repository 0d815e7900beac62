"""Tell what an import brings anew from what was seen before, and say with whom that was."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from netcheck.domain.matching import fold
from netcheck.importers.base import EventDraft
from netcheck.store.ids import derived_id, new_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netcheck.importers.base import Draft

_Contacts = defaultdict[str, set[str]]


class Seen:
    """What was seen before: for each id and each source the contact that it was stored with at first.

    `whole` are the drafts of a file that is read at once, () for a stream; a git history's sources say
    by themselves whom they are about.
    """

    def __init__(self, ids: dict[str, str], sources: dict[str, str], whole: Iterable[Draft]) -> None:
        self._ids = ids
        self._sources = sources
        self._whole = whole
        self._alike: Counter[tuple[object, ...]] = Counter()
        self._met: _Contacts = defaultdict(set)
        self._commit = ""
        self._there: set[tuple[str, str]] = set()

    def recognised(self, draft: EventDraft) -> tuple[str, str | None]:
        """Return the entry's id, and the contact that it was stored with if it was seen before."""
        return self._recognised(draft, self._alike)

    def add(self, draft: EventDraft, event_id: str, contact_id: str) -> None:
        """Have seen this entry from now on."""
        self._ids[event_id] = contact_id
        if draft.source:
            self._sources[draft.source] = contact_id

    def meet(self, name: str, contact_id: str) -> None:
        """Learn whom a line of the file means by a name."""
        self._met[fold(name)].add(contact_id)

    def under(self, draft: EventDraft) -> set[str]:
        """Return the contacts that entries under this draft's name, or person, were stored with before."""
        if draft.person:
            persons = self._git[1]
            return persons.get(draft.person, set()) | persons.get(_parts(draft.source)[1], set())
        return self.named(draft.with_name)

    def named(self, name: str) -> set[str]:
        """Return the contacts that the file means by this name, as far as it was seen before."""
        folded = fold(name)
        return self._names.get(folded, set()) | self._met.get(folded, set())

    def doubles(self, draft: EventDraft, contact_id: str, root_of: Mapping[str, str]) -> bool:
        """Return whether the same trailer of the same commit is there with this contact already.

        It may name somebody twice, or name somebody by an address that was written in another way before.
        """
        _, commit, trailer, _ = draft.source.split(":", 3)
        if commit != self._commit:
            self._commit = commit
            self._there.clear()
        if (trailer, contact_id) in self._there:
            return True
        self._there.add((trailer, contact_id))
        before = self._git[0].get(f"git:{commit}:{trailer}", ())
        return any(root_of.get(owner) == contact_id for owner in before)

    def _recognised(self, draft: EventDraft, alike: Counter[tuple[object, ...]]) -> tuple[str, str | None]:
        """Return an id: a new one where `source` tells entries apart, else one that the content decides.

        So a file without ids can be imported twice, too. Equal lines of one file are counted.
        """
        if draft.source in self._sources:
            return "", self._sources[draft.source]
        if draft.id or draft.source:
            event_id = draft.id or new_id()
        else:
            content = (draft.day, draft.with_name, *draft[3:9])
            alike[content] += 1
            event_id = derived_id(*content, alike[content])
        return event_id, self._ids.get(event_id)

    @cached_property
    def _names(self) -> _Contacts:
        """The contacts that the file's entries were stored with before, by the name in the file."""
        found: _Contacts = defaultdict(set)
        alike: Counter[tuple[object, ...]] = Counter()
        for draft in self._whole:
            if isinstance(draft, EventDraft):
                contact_id = self._recognised(draft, alike)[1]
                if contact_id is not None:
                    found[fold(draft.with_name)].add(contact_id)
        return found

    @cached_property
    def _git(self) -> tuple[_Contacts, _Contacts]:
        """The contacts of all entries from git by commit and trailer, and by person."""
        records: _Contacts = defaultdict(set)
        persons: _Contacts = defaultdict(set)
        for source, contact_id in self._sources.items():
            record, person = _parts(source)
            if record:
                records[record].add(contact_id)
                persons[person].add(contact_id)
        return records, persons


def _parts(source: str) -> tuple[str, str]:
    """Return "git:commit:trailer" and the person of a source of that form, else nothing."""
    parts = source.split(":", 3)
    return (":".join(parts[:3]), parts[3]) if len(parts) == 4 and parts[0] == "git" else ("", "")  # noqa: PLR2004 - as many as the source has
