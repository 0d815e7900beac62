"""Take an importer's drafts into the log: find or make the people, leave out what was seen before."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from netcheck.domain.checks import Check, GuideEntry, Step
from netcheck.domain.contacts import Contact
from netcheck.domain.events import Event
from netcheck.domain.matching import fold, folds
from netcheck.errors import NetcheckError
from netcheck.importers.base import CheckDraft, ContactDraft, EventDraft, GuideDraft, StepDraft
from netcheck.store import checks, contacts, events
from netcheck.store.ids import derived_id, new_id
from netcheck.store.ops import made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netcheck.importers.base import Draft
    from netcheck.store.ops import Writer

_BATCH = 5000


@dataclass
class Tally:
    """What an import came to: how many things of each sort are new, how many entries were seen before.

    `left_out` are entries with somebody who was removed from the log by hand; `first` and `last` are the
    days of the new entries, ordinals.
    """

    new: Counter[str] = field(default_factory=Counter)
    seen: int = 0
    left_out: int = 0
    first: int | None = None
    last: int | None = None


def take_in(writer: Writer, drafts: Iterable[Draft]) -> Tally:
    """Store what is new, within the caller's transaction and in bounded memory.

    Raises:
        NetcheckError: a name without an id is borne by several contacts.
    """
    intake = _Intake(writer)
    remaining = iter(drafts)
    while batch := list(islice(remaining, _BATCH)):
        intake.store(batch)
    return intake.tally


class _Intake:
    def __init__(self, writer: Writer) -> None:
        self.tally = Tally()
        self._writer = writer
        people = contacts.load(writer.connection)
        self._root_of = dict(people.root_of)
        self._made = {entity: made(writer.connection, entity) for entity in ("contact", "check", "step")}
        self._event_ids, self._sources = events.seen(writer.connection)
        self._by_text: dict[str, set[str]] = {}
        for contact in people.contacts.values():
            self._index(contact)
        self._by_person: dict[str, str] = {}
        self._unstored: list[Contact] = []
        self._alike: Counter[tuple[object, ...]] = Counter()

    def store(self, batch: list[Draft]) -> None:
        """Store one batch: its people, then what refers to them."""
        for contact_draft in batch:
            if isinstance(contact_draft, ContactDraft):
                self._find_or_make(contact_draft)
        found = list(self._events(draft for draft in batch if isinstance(draft, EventDraft)))
        contacts.add_all(self._writer, self._unstored)
        self._unstored.clear()
        events.add(self._writer, found)
        self.tally.new["event"] += len(found)
        self._store_checks([draft for draft in batch if isinstance(draft, CheckDraft)])
        self._store_steps([draft for draft in batch if isinstance(draft, StepDraft)])
        self._store_guide([draft for draft in batch if isinstance(draft, GuideDraft)])

    def _events(self, drafts: Iterator[EventDraft]) -> Iterator[Event]:
        for draft in drafts:
            contact_id = self._contact_of(draft)
            if contact_id is None:
                self.tally.left_out += 1
                continue
            event_id = draft.id or self._new_event_id(draft)
            if event_id in self._event_ids or (draft.source and draft.source in self._sources):
                self.tally.seen += 1
                continue
            self._note(draft.day)
            self._event_ids.add(event_id)
            self._sources.add(draft.source)
            yield Event(event_id, draft.day, contact_id, *draft[3:10])

    def _new_event_id(self, draft: EventDraft) -> str:
        """Return an id: a new one where `source` tells entries apart, else one that the content decides.

        So a file without ids can be imported twice, too. Equal lines of one file are counted.
        """
        if draft.source:
            return new_id()
        content = (draft.day, draft.with_name, *draft[3:9])
        self._alike[content] += 1
        return derived_id(*content, self._alike[content])

    def _note(self, day: int) -> None:
        tally = self.tally
        tally.first = day if tally.first is None else min(day, tally.first)
        tally.last = day if tally.last is None else max(day, tally.last)

    def _contact_of(self, draft: EventDraft) -> str | None:
        """Return the contact that an entry is with, made if need be; None for one removed by hand."""
        if draft.person in self._by_person:
            return self._by_person[draft.person]
        if draft.with_id in self._root_of:
            return self._root_of[draft.with_id]
        if draft.with_id in self._made["contact"]:
            return None
        return self._named(draft.with_name) or self._make(ContactDraft(draft.with_name))

    def _find_or_make(self, draft: ContactDraft) -> None:
        if draft.id in self._made["contact"]:
            return
        known = None
        if draft.id is None:
            known = self._identified(draft) or self._named(draft.name)
        contact_id = known or self._make(draft)
        if draft.person:
            self._by_person[draft.person] = contact_id

    def _make(self, draft: ContactDraft) -> str:
        contact = Contact(
            draft.id or new_id(),
            draft.name,
            draft.aliases,
            draft.identifiers,
            draft.circles,
            draft.birthday,
            draft.note,
            draft.no_balance,
            draft.group,
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

    def _named(self, name: str) -> str | None:
        """Return the contact with this whole name or alias, as written or else folded."""
        for forms in ((name,), folds(name)):
            found = {contact_id for form in forms for contact_id in self._by_text.get(form, ())}
            if len(found) == 1:
                return next(iter(found))
            if found:
                raise NetcheckError("import_ambiguous", name=name)
        return None

    def _identified(self, draft: ContactDraft) -> str | None:
        found = {i for text in draft.identifiers for i in self._by_text.get(fold(text), ())}
        return next(iter(found)) if len(found) == 1 else None

    def _living(self, contact_id: str | None) -> bool:
        return contact_id is None or contact_id in self._root_of

    def _store_checks(self, drafts: list[CheckDraft]) -> None:
        found = [
            Check(
                draft.id or derived_id(draft),
                draft.day,
                draft.voice,
                draft.answers,
                draft.with_id,
                draft.question_set,
                draft.notes,
                draft.evidence,
                draft.remark,
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
