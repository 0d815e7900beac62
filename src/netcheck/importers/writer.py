"""Stores an importer's drafts: leaves out what was seen before, finds or makes the people of the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from netcheck.domain.model import LINES, Check, Circle, Contact, Distinct, Event, GuideEntry, Step
from netcheck.domain.names import fold, folds
from netcheck.domain.record import FieldType
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft
from netcheck.store import checks, contacts, events
from netcheck.store.ids import derived_id, new_id
from netcheck.store.ops import made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from netcheck.domain.record import Record
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
        self._met: _Contacts = defaultdict(set)
        self._scope = ""
        self._there: set[tuple[str, str]] = set()

    def recognised(self, draft: Draft) -> str | None:
        """Return the contact that an entry was stored with if it was seen before."""
        source = draft.values.get("source")
        if source and source in self._sources:
            return self._sources[source]
        return self._ids.get(draft.values.get("id", ""))

    def add(self, draft: Draft, event_id: str, contact_id: str) -> None:
        """Have seen this entry from now on."""
        self._ids[event_id] = contact_id
        if source := draft.values.get("source"):
            self._sources[source] = contact_id

    def meet(self, name: str, contact_id: str) -> None:
        """Learn whom a line of the file means by a name."""
        self._met[fold(name)].add(contact_id)

    def under(self, draft: Draft) -> set[str]:
        """Return the contacts that entries under this draft's name, or person, were stored with before."""
        if draft.person:
            persons = self._records[1]
            return persons.get(draft.person, set()) | persons.get(_parts(draft.values.get("source", ""))[1], set())
        return self.named(draft.with_name)

    def named(self, name: str) -> set[str]:
        """Return the contacts that the file means by this name, as far as it was seen before."""
        folded = fold(name)
        return self._names.get(folded, set()) | self._met.get(folded, set())

    def doubles(self, draft: Draft, contact_id: str, root_of: Mapping[str, str]) -> bool:
        """Return whether the same record names this contact already.

        It may name somebody twice, or by an address that was written in another way before. Only records whose
        sources say so ("<format>:<record>:<part>:<person>") can be told.
        """
        record, _ = _parts(draft.values.get("source", ""))
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

    @cached_property
    def _names(self) -> _Contacts:
        """The contacts that the file's entries were stored with before, by the name in the file."""
        found: _Contacts = defaultdict(set)
        for draft in self._whole if self._ids else ():
            contact_id = self.recognised(draft) if draft.record is Event else None
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


def content_of(draft: Draft) -> str:
    """Return what a draft says as one text; a field at its default says nothing."""
    values, defaults = draft.values, draft.record.defaults
    said = [draft.record.entity, draft.with_name]
    for name in draft.record.fields:
        if name in values and values[name] != defaults.get(name):
            said += name, str(values[name])
    return "\x1f".join(said)


def identified(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the drafts, and give an id to each that brings none: its source decides it, or else its content.

    So the same thing has the same id wherever it is read, and a file without ids can be imported twice. Equal lines of
    one file are counted, but for people and circles, of whom there is one.
    """
    alike: Counter[str] = Counter()
    for draft in drafts:
        values = draft.values
        if "id" in values or draft.record in {Contact, Circle}:
            pass
        elif source := values.get("source"):
            values["id"] = derived_id(draft.record.entity, source)
        else:
            content = content_of(draft)
            alike[content] += 1
            values["id"] = derived_id(content, alike[content])
        yield draft


_DAY = [*Event.fields].index("day")
_BATCH = 1000  # so short that git, which runs ahead by a full pipe, need not wait while one is stored

_ORDER: tuple[type[Record], ...] = (Circle, Contact, Distinct, Event, Check, Step, GuideEntry)
"""What refers to something comes after it: a line of a file may stand before the one that says whom its id means."""


@dataclass
class ImportSummary:
    """What an import came to: how many things of each sort are new, how many entries were seen before.

    `left_out` is by sort what refers to somebody who was removed from the log by hand; `differing` is how many lines
    say of people, circles or the guide something else than the log, which stays as it is; `first` and `last` are the
    days of the new entries, ordinals.
    """

    new: Counter[str] = field(default_factory=Counter)
    seen: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    differing: int = 0
    first: int | None = None
    last: int | None = None


def write_drafts(writer: Writer, drafts: Iterable[Draft]) -> ImportSummary:
    """Store what is new, within the caller's transaction and in bounded memory.

    Raises:
        NetcheckError: a name without an id is borne by several contacts, or an id means nobody; `line` says where.
    """
    every = identified(drafts)
    whole = list(every) if isinstance(drafts, list) else []
    into = _Writer(writer, whole)
    batches = [whole] if whole else iter(lambda: list(islice(every, _BATCH)), [])
    for batch in batches:
        into.store(batch)
    return into.tally


class _Writer:
    def __init__(self, writer: Writer, whole: list[Draft]) -> None:
        self.tally = ImportSummary()
        self._writer = writer
        people = contacts.load(writer.connection)
        self._root_of = dict(people.root_of)
        self._every = {fold(circle.name): circle.every for circle in people.circles}
        self._made = {entity: made(writer.connection, entity) for entity in LINES if entity != Event.entity}
        self._seen = ImportIndex(*events.seen(writer.connection), whole)
        self._guide = {entry.id: entry.text for entry in checks.guide(writer.connection)}
        self._contacts = dict(people.contacts)
        self._by_text: dict[str, set[str]] = {}
        for contact in people.contacts.values():
            self._index(contact)
        self._drafted: dict[str, Draft] = {}
        self._by_person: dict[str, str | None] = {}
        self._by_name: dict[str, str | None] = {}
        self._unstored: list[Contact] = []

    def store(self, batch: list[Draft]) -> None:
        """Store one batch: first what others refer to."""
        by_record: dict[type[Record], list[Draft]] = {record: [] for record in _ORDER}
        for draft in batch:
            by_record[draft.record].append(draft)
        self._store_circles(by_record.pop(Circle))
        for draft in by_record.pop(Contact):
            self._meet(draft)
        self._by_name.clear()
        found = list(self._events(by_record.pop(Event)))
        contacts.add_all(self._writer, self._unstored)
        self._unstored.clear()
        events.add_rows(self._writer, found)
        self._count_new([row[_DAY] for row in found])
        for drafts in by_record.values():
            self._store_others(drafts)

    def _events(self, drafts: Iterable[Draft]) -> Iterator[list[Any]]:
        """Yield the values of the entries that are new, in the order of the fields."""
        seen, defaults = self._seen, [(name, Event.defaults.get(name)) for name in Event.fields]
        for draft in drafts:
            contact_id = seen.recognised(draft)
            if contact_id is not None:
                self._count(contact_id)
                continue
            contact_id = self._contact_of(draft)
            if contact_id is None:
                self.tally.left_out["event"] += 1
                continue
            if draft.person and seen.doubles(draft, contact_id, self._root_of):
                continue
            seen.add(draft, draft.values["id"], contact_id)
            said = draft.values.get
            yield [contact_id if name == "contact_id" else said(name, default) for name, default in defaults]

    def _count_new(self, days: list[int]) -> None:
        tally = self.tally
        tally.new["event"] += len(days)
        ends = [day for day in (tally.first, tally.last) if day is not None]
        tally.first = min(days + ends, default=None)
        tally.last = max(days + ends, default=None)

    def _count(self, contact_id: str) -> None:
        """Count an entry that was seen before, with a contact that is still there or was removed by hand."""
        if contact_id in self._root_of:
            self.tally.seen += 1
        else:
            self.tally.left_out["event"] += 1

    def _contact_of(self, draft: Draft) -> str | None:
        """Return the contact that a new entry is with, made if need be; None for one removed by hand."""
        if draft.person:
            if draft.person not in self._by_person:
                unknown = Draft(Contact, {"name": draft.with_name}, person=draft.person)
                drafted = self._drafted.get(draft.person, unknown)
                self._by_person[draft.person] = self._found_or_made(drafted, draft)
            return self._by_person[draft.person]
        meant = draft.values.get("contact_id")
        if meant in self._root_of:
            return self._root_of[meant]
        if meant in self._made["contact"]:
            return None
        if draft.with_name not in self._by_name:
            self._by_name[draft.with_name] = self._found_or_made(Draft(Contact, {"name": draft.with_name}), draft)
        return self._by_name[draft.with_name]

    def _meet(self, draft: Draft) -> None:
        """Keep a person of a source until there is a new entry; make anybody else who never was there."""
        if draft.person:
            self._drafted[draft.person] = draft
            return
        contact_id = draft.values.get("id") or derived_id(content_of(draft))
        known: str | None = contact_id
        if contact_id in self._made["contact"]:
            self._seen.meet(draft.values["name"], contact_id)
        elif "id" in draft.values:
            self._seen.meet(draft.values["name"], self._make(draft))
        else:
            known = self._found_or_made(draft._replace(values={**draft.values, "id": contact_id}))
        contact = self._contacts.get(self._root_of.get(known or "", ""))
        if contact is not None and self._says_more(draft, contact):
            self.tally.differing += 1

    @staticmethod
    def _says_more(draft: Draft, contact: Contact) -> bool:
        """Return whether a line says of a contact, but for the name, what the contact does not have."""
        for name, value in draft.values.items():
            about, has = Contact.fields[name], getattr(contact, name)
            if about.type is FieldType.SET:
                if not {*map(fold, value)} <= {*map(fold, has)}:
                    return True
            elif name not in {"id", "name"} and value not in {has, about.default}:
                return True
        return False

    def _found_or_made(self, draft: Draft, event: Draft | None = None) -> str | None:
        """Return who is meant, None for one removed by hand.

        Raises:
            NetcheckError: `import_ambiguous`.
        """
        name = draft.values["name"]
        bearers = self._identified(draft) or self._named(name)
        if len(bearers) == 1:
            return next(iter(bearers))
        before = self._seen.under(event) if event else self._seen.named(name)
        living = {self._root_of[contact_id] for contact_id in before if contact_id in self._root_of}
        meant = living & bearers if bearers else living
        if len(meant) == 1:
            return next(iter(meant))
        if meant or bearers:
            raise NetcheckError("import_ambiguous", name=name, line=event.line if event else draft.line)
        return None if before else self._make(draft)

    def _make(self, draft: Draft) -> str:
        contact = Contact(**{"id": new_id(), **draft.values})
        self._unstored.append(contact)
        self._contacts[contact.id] = contact
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

    def _identified(self, draft: Draft) -> set[str]:
        identifiers = draft.values.get("identifiers", ())
        found = {i for text in identifiers for i in self._by_text.get(fold(text), ())}
        return found if len(found) == 1 else set()

    def _store_circles(self, drafts: list[Draft]) -> None:
        """Store the circles of which nothing is there yet, or no interval."""
        new: set[str] = set()
        for draft in drafts:
            circle = Circle(**{"id": new_id(), **draft.values})
            every = self._every.get(fold(circle.name))
            if circle.every and every and circle.every != every:
                self.tally.differing += 1
            if circle.id in self._made["circle"] or (every is not None and (every or not circle.every)):
                continue
            self._every[fold(circle.name)] = circle.every
            self._writer.create(circle)
            new.add(fold(circle.name))
        if new:
            self.tally.new["circle"] += len(new)

    def _store_others(self, drafts: list[Draft]) -> None:
        """Store what is new of one sort; what refers to somebody who was removed is left out."""
        found: list[Record] = []
        for draft in drafts:
            people = self._people_of(draft)
            if None in people.values():
                self.tally.left_out[draft.record.entity] += 1
            elif draft.values["id"] not in self._made[draft.record.entity]:
                found.append(draft.record(**{**draft.values, **people}))
            elif draft.record is GuideEntry:
                self.tally.differing += self._guide.get(draft.values["id"]) != draft.values["text"]
        self._writer.create(*found)
        self.tally.new.update(record.entity for record in found)

    def _people_of(self, draft: Draft) -> dict[str, str | None]:
        """Return by field the contacts whom a draft names by their ids; None for one removed by hand.

        Raises:
            NetcheckError: `import_unknown_contact`, or `import_same_contact` for a pair.
        """
        found: dict[str, str | None] = {}
        for name, about in draft.record.fields.items():
            if about.type is FieldType.CONTACT and draft.values.get(name) is not None:
                meant = draft.values[name]
                found[name] = self._root_of.get(meant)
                if found[name] is None and meant not in self._made["contact"]:
                    raise NetcheckError("import_unknown_contact", key=about.key, id=meant, line=draft.line)
        if draft.record is Distinct and draft.values["a_id"] == draft.values["b_id"]:
            raise NetcheckError("import_same_contact", line=draft.line)
        return found
