"""Stores what a file of netcheck's own format says: leaves out what was seen before, finds or makes the people."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from netcheck.domain.model import LINES, Check, Circle, Contact, Distinct, Event, GuideEntry, Step
from netcheck.domain.names import fold, folds
from netcheck.domain.record import FieldType
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft
from netcheck.store import checks, contacts, events
from netcheck.store.ids import derived_id, new_id
from netcheck.store.ops import forgotten, made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netcheck.domain.record import Record
    from netcheck.store.ops import Writer


class ImportIndex:
    """What was seen before: for each id the contact that the entry was stored with at first, for each source its id.

    `drafts` are those of the whole file.
    """

    def __init__(self, ids: dict[str, str], sources: dict[str, str], drafts: Iterable[Draft]) -> None:
        self._ids = ids
        self._sources = sources
        self._drafts = drafts
        self._met: defaultdict[str, set[str]] = defaultdict(set)

    def recognised(self, draft: Draft) -> str | None:
        """Return the id of an entry if it was seen before."""
        source = draft.values.get("source")
        if source and source in self._sources:
            return self._sources[source]
        event_id: str | None = draft.values.get("id")
        return event_id if event_id in self._ids else None

    def owner(self, event_id: str) -> str:
        """Return the contact that an entry was stored with at first."""
        return self._ids[event_id]

    def add(self, draft: Draft, event_id: str, contact_id: str) -> None:
        """Have seen this entry from now on."""
        self._ids[event_id] = contact_id
        if source := draft.values.get("source"):
            self._sources[source] = event_id

    def meet(self, name: str, contact_id: str) -> None:
        """Learn whom a line of the file means by a name."""
        self._met[fold(name)].add(contact_id)

    def named(self, name: str) -> set[str]:
        """Return the contacts that the file means by this name, as far as it was seen before."""
        folded = fold(name)
        return self._names.get(folded, set()) | self._met.get(folded, set())

    @cached_property
    def _names(self) -> dict[str, set[str]]:
        """The contacts that the file's entries were stored with before, by the name in the file."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for draft in self._drafts if self._ids else ():
            event_id = self.recognised(draft) if draft.record is Event else None
            if event_id is not None:
                found[fold(draft.with_name)].add(self.owner(event_id))
        return found


def content_of(draft: Draft) -> str:
    """Return what a draft says as one text; a field at its default says nothing."""
    values, defaults = draft.values, draft.record.defaults
    said = [draft.record.entity, draft.with_name]
    for name in draft.record.fields:
        if name in values and values[name] != defaults.get(name):
            said += name, str(values[name])
    return "\x1f".join(said)


def identified(drafts: Iterable[Draft], own: set[str]) -> Iterator[Draft]:
    """Yield the drafts, and give an id to each that brings none: its source decides it, or else its content.

    So the same thing has the same id wherever it is read, and a file without ids can be imported twice. Equal lines of
    one file are counted, but for people and circles, of whom there is one. Ids that drafts bring are added to `own`.
    """
    alike: Counter[str] = Counter()
    for draft in drafts:
        values = draft.values
        if "id" in values:
            own.add(values["id"])
        elif draft.record in {Contact, Circle}:
            pass
        elif source := values.get("source"):
            values["id"] = derived_id(draft.record.entity, source)
        else:
            content = content_of(draft)
            alike[content] += 1
            values["id"] = derived_id(content, alike[content])
        yield draft


_DAY = [*Event.fields].index("day")
_CONTACT = [*Event.fields].index("contact_id")
_DEFAULTS = [(name, Event.defaults.get(name)) for name in Event.fields]
_COMPARED = 500  # entries of the log that are read at once

_ORDER: tuple[type[Record], ...] = (Circle, Contact, Distinct, Event, Check, Step, GuideEntry)
"""What refers to something comes after it: a line of a file may stand before the one that says whom its id means."""


@dataclass
class ImportSummary:
    """What an import came to: how many things of each sort are new, how many entries were seen before.

    An "interval" that is new is that of a circle which was there. `left_out` is by sort what refers to somebody who was
    removed from the log by hand; `differing` is how many lines say something else than the log, which stays as it is;
    `first` and `last` are the days of the new entries, ordinals.
    """

    new: Counter[str] = field(default_factory=Counter)
    seen: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    differing: int = 0
    first: int | None = None
    last: int | None = None


def write_drafts(writer: Writer, drafts: Sequence[Draft]) -> ImportSummary:
    """Store what is new, within the caller's transaction.

    Raises:
        NetcheckError: a name without an id is borne by several contacts, or an id means nobody; `line` says where.
    """
    own: set[str] = set()
    every = list(identified(drafts, own))
    into = _Writer(writer, every, own)
    into.store(every)
    return into.tally


class _Writer:
    def __init__(self, writer: Writer, drafts: list[Draft], own: set[str]) -> None:
        self.tally = ImportSummary()
        self._writer = writer
        self._own = own
        people = self._people = contacts.load(writer.connection)
        self._root_of = dict(people.root_of)
        self._circle_of = dict(people.circle_of)
        self._every = {fold(circle.name): circle.every for circle in people.circles}
        self._forgotten = forgotten(writer.connection)
        self._made = {
            entity: made(writer.connection, entity) | self._forgotten for entity in LINES if entity != Event.entity
        }
        self._seen = ImportIndex(*events.seen(writer.connection), drafts)
        self._contacts = dict(people.contacts)
        self._by_text: dict[str, set[str]] = {}
        self._by_key: dict[str, set[str]] = {}
        for contact in people.contacts.values():
            self._index(contact)
        self._by_name: dict[str, str | None] = {}
        self._unstored: list[Contact] = []

    def store(self, every: list[Draft]) -> None:
        """Store the drafts, first what others refer to."""
        by_record: dict[type[Record], list[Draft]] = {record: [] for record in _ORDER}
        for draft in every:
            by_record[draft.record].append(draft)
        for draft in by_record.pop(Contact):
            self._meet(draft)
        found = list(self._events(by_record.pop(Event)))
        self._store_circles(by_record.pop(Circle))
        contacts.add_all(self._writer, self._unstored)
        self._unstored.clear()
        events.add_rows(self._writer, found)
        self._count_new([row[_DAY] for row in found])
        self._store_pairs(by_record.pop(Distinct))
        for drafts in by_record.values():
            self._store_others(drafts)

    def _events(self, drafts: Iterable[Draft]) -> Iterator[list[Any]]:
        """Yield the values of the entries that are new, in the order of the fields."""
        seen = self._seen
        again: list[tuple[str, Draft]] = []
        for draft in drafts:
            event_id = seen.recognised(draft)
            if event_id is not None:
                self._count(seen.owner(event_id))
                if draft.values["id"] in self._own:
                    again.append((event_id, draft))
                continue
            contact_id = None if draft.values["id"] in self._forgotten else self._contact_of(draft)
            if contact_id is None:
                self.tally.left_out["event"] += 1
                continue
            seen.add(draft, draft.values["id"], contact_id)
            said = draft.values.get
            yield [contact_id if name == "contact_id" else said(name, default) for name, default in _DEFAULTS]
        for begin in range(0, len(again), _COMPARED):
            self._compare(again[begin : begin + _COMPARED])

    def _compare(self, again: list[tuple[str, Draft]]) -> None:
        """Count the lines that say of an entry, given by its id, something else than the log has now."""
        there = events.by_ids(self._writer.connection, [event_id for event_id, _ in again])
        for event_id, draft in again:
            has = there.get(event_id)
            if has is not None and has[_CONTACT] in self._root_of:
                said = [draft.values.get(name, default) for name, default in _DEFAULTS]
                said[0], said[_CONTACT] = event_id, has[_CONTACT]
                self.tally.differing += said != has or not self._means(draft, self._root_of[has[_CONTACT]])

    def _means(self, draft: Draft, contact_id: str) -> bool:
        """Return whether a line is about this contact, by the id that it says, or else by the name."""
        meant = draft.values.get("contact_id")
        return (
            self._root_of[meant] == contact_id if meant in self._root_of else contact_id in self._named(draft.with_name)
        )

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
        meant = draft.values.get("contact_id")
        if meant in self._root_of:
            return self._root_of[meant]
        if meant in self._made["contact"]:
            return None
        if draft.with_name not in self._by_name:
            self._by_name[draft.with_name] = self._found_or_made(Draft(Contact, {"name": draft.with_name}), draft)
        return self._by_name[draft.with_name]

    def _meet(self, draft: Draft) -> None:
        """Make somebody who never was there."""
        contact_id = draft.values.get("id") or derived_id(content_of(draft))
        known: str | None = contact_id
        if contact_id in self._made["contact"]:
            self._seen.meet(draft.values["name"], contact_id)
        elif "id" in draft.values:
            self._seen.meet(draft.values["name"], self._make(draft))
        else:
            known = self._found_or_made(draft._replace(values={**draft.values, "id": contact_id}))
        contact = self._contacts.get(self._root_of.get(known or "", ""))
        if contact is None or self._says_more(draft, contact):
            self.tally.differing += 1

    def _says_more(self, draft: Draft, contact: Contact) -> bool:
        """Return whether a line says of a contact what the contact does not have; without an id, a name only finds."""
        for name, value in draft.values.items():
            about, has = Contact.fields[name], getattr(contact, name)
            if about.type is FieldType.SET:
                if not {*map(fold, value)} <= {*map(fold, has)}:
                    return True
            elif name == "name":
                known = value in {has, *contact.aliases} if "id" in draft.values else contact.id in self._named(value)
                if not known:
                    return True
            elif name != "id" and value not in {has, about.default}:
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
        before = self._seen.named(name)
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
        for key in contact.keys:
            self._by_key.setdefault(key, set()).add(contact.id)

    def _named(self, name: str) -> set[str]:
        """Return the contacts with this whole name or alias, as written or else folded."""
        for forms in ((name,), folds(name)):
            found = {contact_id for form in forms for contact_id in self._by_text.get(form, ())}
            if found:
                return found
        return set()

    def _identified(self, draft: Draft) -> set[str]:
        """Return the contact that has one of the draft's keys, or else one of its identifiers."""
        keys, identifiers = (draft.values.get(name, ()) for name in ("keys", "identifiers"))
        for found in (
            {contact_id for key in keys for contact_id in self._by_key.get(key, ())},
            {contact_id for text in identifiers for contact_id in self._by_text.get(fold(text), ())},
        ):
            if len(found) == 1:
                return found
        return set()

    def _store_circles(self, drafts: list[Draft]) -> None:
        """Store the circles that are new, and the intervals of those that never had one.

        A circle that has no interval and that nobody new belongs to is none. Two of one name are one.
        """
        known = self._circle_of
        folded_names = {fold(name) for name in known.values()}
        named = {fold(name): name for contact in reversed(self._unstored) for name in contact.circles}
        new: dict[str, Circle] = {}
        lines: list[tuple[str, Draft]] = []
        for draft in drafts:
            name, every = known.get(draft.values.get("id", ""), draft.values["name"]), draft.values.get("every", "")
            key = fold(name)
            lines.append((key, draft))
            if draft.values.get("id") in self._forgotten and key not in named:
                continue
            if key not in folded_names:
                circle = new.setdefault(key, Circle(**{"id": new_id(), **draft.values}))
                new[key] = circle.replaced(every=circle.every or every)
            elif every and not self._every.get(key) and not contacts.had_interval(self._writer.connection, name):
                contacts.set_interval(self._writer, name, every)
                self._every[key] = every
                self.tally.new["interval"] += 1
        for key, name in named.items():
            self._every.setdefault(key, "")
            if key not in folded_names:
                new.setdefault(key, Circle(new_id(), name))
        there = {key: circle for key, circle in new.items() if circle.every or key in named}
        self._every |= {key: circle.every for key, circle in there.items()}
        self._circle_of |= {circle.id: circle.name for circle in there.values()}
        self._writer.create(*there.values())
        self.tally.new.update(circle.entity for circle in there.values())
        for key, draft in lines:
            said, has = draft.values.get("every", ""), self._every.get(key)
            self.tally.differing += has is None or said not in {"", has} or fold(draft.values["name"]) != key

    def _store_pairs(self, drafts: list[Draft]) -> None:
        """Store which pairs of people are not one; a pair is known whatever its id is and whoever comes first."""
        found: list[Distinct] = []
        for draft in drafts:
            a_id, b_id = self._people_of(draft).values()
            if a_id is None or b_id is None:
                self.tally.left_out[Distinct.entity] += 1
                continue
            pair, key = frozenset((a_id, b_id)), draft.values["id"]
            there = self._pairs.get(pair)
            if there is None and len(pair) > 1 and key not in self._made[Distinct.entity]:
                found.append(Distinct(key, a_id, b_id))
                self._pairs[pair] = True
            elif not there:
                self.tally.differing += 1
        self._writer.create(*found)
        self.tally.new.update(record.entity for record in found)

    def _store_others(self, drafts: list[Draft]) -> None:
        """Store what is new of one sort; what refers to somebody who was removed is left out."""
        found: list[Record] = []
        for draft in drafts:
            people = self._people_of(draft)
            if None in people.values():
                self.tally.left_out[draft.record.entity] += 1
                continue
            record, key = draft.record(**{**draft.values, **people}), draft.values["id"]
            if key not in self._made[record.entity]:
                found.append(record)
            else:
                has = self._there[record.entity].get(key)
                self.tally.differing += has is None or (key in self._own and record != has)
        self._writer.create(*found)
        self.tally.new.update(record.entity for record in found)

    @cached_property
    def _there(self) -> dict[str, dict[str, Record]]:
        """The answers, steps and words on the guide that the log has, by sort and id."""
        connection, people = self._writer.connection, self._people
        return {
            Check.entity: {one.id: one for one in checks.checks(connection, people)},
            Step.entity: {one.id: one for one in checks.steps(connection, people)},
            GuideEntry.entity: {one.id: one for one in checks.guide(connection)},
        }

    @cached_property
    def _pairs(self) -> dict[frozenset[str], bool]:
        """The pairs of people who were ever said not to be one, and whether the log still says so."""
        connection, root_of = self._writer.connection, self._root_of
        ever = (frozenset(root_of.get(one, one) for one in pair) for pair in contacts.distinct_ever(connection))
        now = (frozenset((one.a_id, one.b_id)) for one in contacts.distinct(connection, self._people))
        return dict.fromkeys(ever, False) | dict.fromkeys(now, True)

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
