"""Stores an importer's drafts: leaves out what was seen before, finds or makes the people of the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from netcheck.domain.model import Check, Contact, Event, GuideEntry, Step
from netcheck.domain.names import fold, folds
from netcheck.errors import NetcheckError
from netcheck.importers.base import CheckDraft, ContactDraft, EventDraft, GuideDraft, StepDraft
from netcheck.store import checks, contacts, events
from netcheck.store.ids import derived_id, new_id
from netcheck.store.ops import made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from netcheck.importers.base import Draft
    from netcheck.store.ops import Writer


_Contacts = defaultdict[str, set[str]]


class ImportIndex:
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
        self._scope = ""
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
            persons = self._records[1]
            return persons.get(draft.person, set()) | persons.get(_parts(draft.source)[1], set())
        return self.named(draft.with_name)

    def named(self, name: str) -> set[str]:
        """Return the contacts that the file means by this name, as far as it was seen before."""
        folded = fold(name)
        return self._names.get(folded, set()) | self._met.get(folded, set())

    def doubles(self, draft: EventDraft, contact_id: str, root_of: Mapping[str, str]) -> bool:
        """Return whether the same record names this contact already.

        It may name somebody twice, or by an address that was written in another way before. Only records whose
        sources say so ("<format>:<record>:<part>:<person>") can be told.
        """
        record, _ = _parts(draft.source)
        if not record:
            return False
        scope = record.rpartition(":")[0]
        if scope != self._scope:
            self._scope = scope
            self._there.clear()
        if (record, contact_id) in self._there:
            return True
        self._there.add((record, contact_id))
        before = self._records[0].get(record, ())
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
    def _records(self) -> tuple[_Contacts, _Contacts]:
        """The contacts of all entries whose source names record and person, by each of the two."""
        records: _Contacts = defaultdict(set)
        persons: _Contacts = defaultdict(set)
        for source, contact_id in self._sources.items():
            record, person = _parts(source)
            if record:
                records[record].add(contact_id)
                persons[person].add(contact_id)
        return records, persons


def _parts(source: str) -> tuple[str, str]:
    """Return record and person of a source of the form "<format>:<record>:<part>:<person>", else nothing."""
    parts = source.split(":", 3)
    return (":".join(parts[:3]), parts[3]) if len(parts) == 4 else ("", "")  # noqa: PLR2004 - as many as the source has


_BATCH = 1000  # so short that git, which runs ahead by a full pipe, need not wait while one is stored


@dataclass
class ImportSummary:
    """What an import came to: how many things of each sort are new, how many entries were seen before.

    `left_out` are entries with somebody who was removed from the log by hand; `first` and `last` are the
    days of the new entries, ordinals.
    """

    new: Counter[str] = field(default_factory=Counter)
    seen: int = 0
    left_out: int = 0
    first: int | None = None
    last: int | None = None


def write_drafts(writer: Writer, drafts: Iterable[Draft]) -> ImportSummary:
    """Store what is new, within the caller's transaction and in bounded memory.

    Raises:
        NetcheckError: a name without an id is borne by several contacts.
    """
    intake = _Writer(writer, drafts if isinstance(drafts, list) else [])
    remaining = iter(drafts)
    while batch := list(islice(remaining, _BATCH)):
        intake.store(batch)
    return intake.tally


class _Writer:
    def __init__(self, writer: Writer, whole: list[Draft]) -> None:
        self.tally = ImportSummary()
        self._writer = writer
        people = contacts.load(writer.connection)
        self._root_of = dict(people.root_of)
        self._made = {entity: made(writer.connection, entity) for entity in ("contact", "check", "step")}
        self._seen = ImportIndex(*events.seen(writer.connection), whole)
        self._by_text: dict[str, set[str]] = {}
        for contact in people.contacts.values():
            self._index(contact)
        self._drafted: dict[str, ContactDraft] = {}
        self._by_person: dict[str, str | None] = {}
        self._unstored: list[Contact] = []

    def store(self, batch: list[Draft]) -> None:
        """Store one batch: its people, then what refers to them."""
        for contact_draft in batch:
            if isinstance(contact_draft, ContactDraft):
                self._meet(contact_draft)
        found = list(self._events(draft for draft in batch if isinstance(draft, EventDraft)))
        contacts.add_all(self._writer, self._unstored)
        self._unstored.clear()
        events.add(self._writer, found)
        self.tally.new["event"] += len(found)
        self._store_checks([draft for draft in batch if isinstance(draft, CheckDraft)])
        self._store_steps([draft for draft in batch if isinstance(draft, StepDraft)])
        self._store_guide([draft for draft in batch if isinstance(draft, GuideDraft)])

    def _events(self, drafts: Iterator[EventDraft]) -> Iterator[Event]:
        seen = self._seen
        for draft in drafts:
            event_id, contact_id = seen.recognised(draft)
            if contact_id is not None:
                self._count(contact_id)
                continue
            contact_id = self._contact_of(draft)
            if contact_id is None:
                self.tally.left_out += 1
                continue
            if draft.person and seen.doubles(draft, contact_id, self._root_of):
                continue
            self._note(draft.day)
            seen.add(draft, event_id, contact_id)
            yield Event(event_id, draft.day, contact_id, *draft[3:10])

    def _count(self, contact_id: str) -> None:
        """Count an entry that was seen before, with a contact that is still there or was removed by hand."""
        if contact_id in self._root_of:
            self.tally.seen += 1
        else:
            self.tally.left_out += 1

    def _note(self, day: int) -> None:
        tally = self.tally
        tally.first = day if tally.first is None else min(day, tally.first)
        tally.last = day if tally.last is None else max(day, tally.last)

    def _contact_of(self, draft: EventDraft) -> str | None:
        """Return the contact that a new entry is with, made if need be; None for one removed by hand."""
        if draft.person:
            if draft.person not in self._by_person:
                self._by_person[draft.person] = self._found_or_made(self._drafted[draft.person], draft)
            return self._by_person[draft.person]
        if draft.with_id in self._root_of:
            return self._root_of[draft.with_id]
        if draft.with_id in self._made["contact"]:
            return None
        return self._found_or_made(ContactDraft(draft.with_name), draft)

    def _meet(self, draft: ContactDraft) -> None:
        """Keep a person of a git history until there is a new entry; make anybody else who never was there."""
        if draft.person:
            self._drafted[draft.person] = draft
            return
        own = replace(draft, id=draft.id or derived_id(draft))
        if own.id in self._made["contact"]:
            self._seen.meet(draft.name, own.id)
        elif draft.id:
            self._seen.meet(draft.name, self._make(draft))
        else:
            self._found_or_made(own)

    def _found_or_made(self, draft: ContactDraft, event: EventDraft | None = None) -> str | None:
        """Return who is meant, None for one removed by hand.

        Raises:
            NetcheckError: `import_ambiguous`.
        """
        bearers = self._identified(draft) or self._named(draft.name)
        if len(bearers) == 1:
            return next(iter(bearers))
        before = self._seen.under(event) if event else self._seen.named(draft.name)
        living = {self._root_of[contact_id] for contact_id in before if contact_id in self._root_of}
        meant = living & bearers if bearers else living
        if len(meant) == 1:
            return next(iter(meant))
        if meant or bearers:
            raise NetcheckError("import_ambiguous", name=draft.name, line=event.line if event else 0)
        return None if before else self._make(draft)

    def _make(self, draft: ContactDraft) -> str:
        contact = Contact(
            draft.id or new_id(),
            draft.name,
            draft.aliases,
            draft.identifiers,
            circles=draft.circles,
            birthday=draft.birthday,
            note=draft.note,
            no_balance=draft.no_balance,
            group=draft.group,
        )
        self._unstored.append(contact)
        self._root_of[contact.id] = contact.id
        self._made["contact"].add(contact.id)
        self._index(contact)
        self.tally.new["contact"] += 1
        return contact.id

    def _index(self, contact: Contact) -> None:
        for text in (contact.name, *contact.aliases, *contact.identifiers):
            for form in (text, *folds(text)):
                self._by_text.setdefault(form, set()).add(contact.id)

    def _named(self, name: str) -> set[str]:
        """Return the contacts with this whole name or alias, as written or else folded."""
        for forms in ((name,), folds(name)):
            found = {contact_id for form in forms for contact_id in self._by_text.get(form, ())}
            if found:
                return found
        return set()

    def _identified(self, draft: ContactDraft) -> set[str]:
        found = {i for text in draft.identifiers for i in self._by_text.get(fold(text), ())}
        return found if len(found) == 1 else set()

    def _living(self, contact_id: str | None) -> bool:
        return contact_id is None or contact_id in self._root_of

    def _store_checks(self, drafts: list[CheckDraft]) -> None:
        found = [
            Check(
                draft.id or derived_id(draft),
                draft.day,
                draft.voice,
                draft.with_id,
                draft.question_set,
                draft.notes,
                draft.evidence,
                draft.remark,
                answers=draft.answers,
            )
            for draft in drafts
            if self._living(draft.with_id)
        ]
        new = [check for check in found if check.id not in self._made["check"]]
        checks.add_checks(self._writer, new)
        self.tally.new["check"] += len(new)

    def _store_steps(self, drafts: list[StepDraft]) -> None:
        found = [
            Step(
                draft.id or derived_id(draft),
                draft.text,
                draft.with_id,
                draft.by,
                draft.done,
                draft.check_id,
                draft.question,
            )
            for draft in drafts
            if self._living(draft.with_id)
        ]
        new = [step for step in found if step.id not in self._made["step"]]
        checks.add_steps(self._writer, new)
        self.tally.new["step"] += len(new)

    def _store_guide(self, drafts: list[GuideDraft]) -> None:
        present = {entry.id for entry in checks.guide(self._writer.connection)}
        new = [GuideEntry(draft.id, draft.text) for draft in drafts if draft.id not in present]
        checks.write_guide(self._writer, new)
        self.tally.new["guide"] += len(new)
