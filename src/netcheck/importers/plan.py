"""Decides what becomes of an import before anything is stored: who is who, and which entries are new.

Two records are one person by the same key of the same source, by an equal identifier, or by the name alone if there is
exactly one candidate and nothing contradicts; records of one list only by the first two. What stays open is listed, and
nobody is made once more.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from netcheck.domain.model import Contact, Direction, Event, Kind
from netcheck.domain.names import fold, folds
from netcheck.importers.identifiers import compared, site
from netcheck.importers.text import turned, without_title
from netcheck.importers.writer import content_of
from netcheck.store import contacts, events
from netcheck.store.ids import derived_id, new_id
from netcheck.store.ops import forgotten, made

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netcheck.importers.base import Draft
    from netcheck.store.database import Connection
    from netcheck.store.ops import Writer

Ref = tuple[str, str]
"""A person of a source: the format's name, and the key by which the source knows the person."""

NEW, NOBODY = "new", ""
"""Decisions about somebody who is ambiguous, beside the id of a contact: somebody new, or left out."""

_SETS = ("aliases", "identifiers", "keys", "circles")
_TEXTS = ("birthday", "note")
_DEFAULTS = [(name, Event.defaults.get(name)) for name in Event.fields]
_ONE_A_DAY = re.compile(r"(?!gh:).*:\d{4}-\d\d-\d\d$")
"""Sources that end in a day, of which there is one of a sort and person; gh knows each by its pull request, too."""
_OF_COMMIT = re.compile(r"(git:[^:]+:[^:]+):")
"""Sources of a commit's trailer, of which there is one for a person, however the commit or .mailmap writes the name."""


class Reading(NamedTuple):
    """What one source of a format gave: a list, of which two records are two people.

    `file` is its name, "" for several sources; `one_file` says whether the lines of the drafts are lines of it.
    """

    format: str
    drafts: Sequence[Draft]
    file: str = ""
    one_file: bool = False


class Wishes(NamedTuple):
    """What is to be taken over of it all: from a day on (an ordinal), talks or not; a circle for the new people."""

    since: int | None = None
    talk: bool = True
    circle: str = ""


class Candidate(NamedTuple):
    """Somebody of the log, or somebody new of this import, whom a source may mean."""

    name: str
    identifiers: tuple[str, ...]
    circles: tuple[str, ...]
    new: bool


class Ambiguous(NamedTuple):
    """Somebody of sources who may be several people of the log, or of this import.

    `refs` are the records, one of each list, of which nothing tells apart whom they mean; `contact_id` is the one that
    the first of them would make. `file` and `line` say where that stands, "" and 0 where that cannot be said, and
    `values` what it says.
    """

    refs: tuple[Ref, ...]
    contact_id: str
    file: str
    line: int
    values: Mapping[str, Any]
    candidates: Mapping[str, Candidate]

    @property
    def name(self) -> str:
        """The name in the source."""
        return str(self.values["name"])

    @property
    def format(self) -> str:
        """The format of the source."""
        return self.refs[0][0]

    def decided(self, decision: str) -> dict[Ref, str]:
        """Return a decision for each of the records; whoever is new is made of the first, and the others join."""
        first, *others = self.refs
        return {first: decision, **dict.fromkeys(others, self.contact_id if decision == NEW else decision)}


@dataclass
class Plan:
    """What an import would store.

    `additions` are (contact id, field, text); `changes` are by contact id the fields that were empty. `rows` are the
    values of the new entries in the order of the fields. `matched` are the people who are in the log already,
    `by_name` the names of those found by the name alone, `apart` of those who are not one for all their equal names,
    since something tells them apart. `seen` is how many entries are there already; `left_out` is
    by reason how many entries, and `names` whom they concern.
    """

    new: list[Contact] = field(default_factory=list)
    additions: list[tuple[str, str, str]] = field(default_factory=list)
    changes: dict[str, dict[str, object]] = field(default_factory=dict)
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    matched: set[str] = field(default_factory=set)
    by_name: dict[str, None] = field(default_factory=dict)
    apart: dict[str, None] = field(default_factory=dict)
    ambiguous: list[Ambiguous] = field(default_factory=list)
    seen: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    names: dict[str, dict[str, None]] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing would be stored."""
        return not (self.new or self.additions or self.changes or self.rows)

    def sorts(self) -> Counter[tuple[Direction, Kind]]:
        """Count the new entries by direction and kind."""
        direction, kind = ([*Event.fields].index(name) for name in ("direction", "kind"))
        return Counter((row[direction], row[kind]) for row in self.rows)

    def days(self) -> tuple[int, int] | None:
        """Return the first and the last day of the new entries, ordinals."""
        place = [*Event.fields].index("day")
        found = [row[place] for row in self.rows]
        return (min(found), max(found)) if found else None


class _Node:
    """A person as far as known: of the log, or new; `lists` are the sources that named it by a record of its own."""

    def __init__(self, contact_id: str, values: dict[str, Any], *, new: bool) -> None:
        self.id = contact_id
        self.values = values
        self.new = new
        self.wanted = False
        self.lists: set[int] = set()


class _Unmade(NamedTuple):
    """Somebody of whom nothing is taken over, and the reason."""

    reason: str
    name: str


def planned(
    connection: Connection,
    readings: Iterable[Reading],
    wishes: Wishes,
    decisions: Mapping[Ref, str],
) -> Plan:
    """Return what storing these readings comes to.

    `decisions` say who somebody ambiguous is: the id of a contact, NEW or NOBODY.
    """
    planner = _Planner(connection, wishes, decisions)
    for number, reading in enumerate(readings):
        planner.read(number, reading)
    return planner.finish()


def store(writer: Writer, plan: Plan) -> None:
    """Store a plan that was made of the log as it is now."""
    contacts.add_all(writer, plan.new)
    by_field: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for contact_id, name, text in plan.additions:
        by_field[name].append((contact_id, text))
    for name, pairs in by_field.items():
        contacts.add_elements(writer, name, pairs)
    for contact_id, changed in plan.changes.items():
        writer.change(Contact.entity, contact_id, changed)
    events.add_rows(writer, plan.rows)


class _Planner:
    def __init__(self, connection: Connection, wishes: Wishes, decisions: Mapping[Ref, str]) -> None:
        self.plan = Plan()
        self._wishes = wishes
        self._decisions = decisions
        people = contacts.load(connection)
        self._root_of = people.root_of
        self._circles = {fold(circle.name): circle.name for circle in people.circles}
        self._event_ids, self._sources = events.seen(connection)
        self._forgotten = forgotten(connection)
        self._ever_made = made(connection, Contact.entity)
        self._elements = contacts.elements_ever(connection)
        self._edited = contacts.edited_ever(connection)
        self._talks = events.talk_days(connection, people)
        self._same = {_same(*entry) for entry in events.sourced(connection, people) if entry[1] is not Kind.TALK}
        self._taken: set[object] = set()
        self._readings: dict[int, Reading] = {}
        self._asked: list[set[int]] = []
        self._nodes: dict[str, _Node] = {}
        self._apart: dict[str, str] = {}
        self._by_proof: defaultdict[str, set[str]] = defaultdict(set)
        self._by_name: defaultdict[str, set[str]] = defaultdict(set)
        self._by_spelling: defaultdict[str, set[str]] = defaultdict(set)
        self._placed: dict[Ref, _Node | _Unmade] = {}
        for contact in people.contacts.values():
            values = {name: getattr(contact, name) for name in ("name", *_SETS, *_TEXTS)}
            self._enter(_Node(contact.id, values, new=False))
        self._removed = {
            proof
            for contact_id, _, text in self._elements
            if contact_id not in self._root_of
            for proof in _proofs([text])
        }

    def read(self, number: int, reading: Reading) -> None:
        """Place everybody of one list, and take its entries."""
        self._readings[number] = reading
        people = [draft for draft in reading.drafts if draft.record is Contact]
        namesakes: defaultdict[str, dict[str, Draft]] = defaultdict(dict)
        for draft in people:
            for key in _name_keys(draft.values["name"]):
                namesakes[key][_own_id((reading.format, draft.person), draft)] = draft
        shared = {key for key, drafts in namesakes.items() if len(drafts) > 1 and _several_people([*drafts.values()])}
        for draft in people:
            self._place(number, reading.format, draft, shared)
        for draft in reading.drafts:
            if draft.record is Event:
                self._take(number, reading.format, draft)

    def finish(self) -> Plan:
        """Return the plan, with everybody who is to be made."""
        plan = self.plan
        for node in self._nodes.values():
            if node.new and node.wanted:
                if self._wishes.circle:
                    self._add(node, "circles", self._wishes.circle)
                sets = {name: tuple(node.values.get(name, ())) for name in _SETS}
                plan.new.append(Contact(node.id, **{**node.values, **sets}))
                if name := self._apart.get(node.id):
                    plan.apart[name] = None
        return plan

    # who is who

    def _place(self, number: int, format_: str, draft: Draft, shared: set[str]) -> _Node | _Unmade:
        ref = (format_, draft.person)
        there = self._placed.get(ref)
        if isinstance(there, _Unmade):
            return there
        found = there or self._found(number, ref, draft, shared)
        if isinstance(found, _Node):
            self._join(found, draft)
            found.lists.add(number)
            found.wanted |= draft.listed
            if not found.new:
                self.plan.matched.add(found.id)
        self._placed[ref] = found
        return found

    def _found(self, number: int, ref: Ref, draft: Draft, shared: set[str]) -> _Node | _Unmade:  # noqa: PLR0911 - the rules in their order
        """Return who this is: somebody known, of the log or of this import, or somebody new."""
        name, own_id = draft.values["name"], _own_id(ref, draft)
        if known := self._nodes.get(self._root_of.get(own_id, own_id)) or self._spelled_so(draft):
            return known
        proofs = _draft_proofs(draft)
        candidates = {node_id for proof in proofs for node_id in self._by_proof.get(proof, ())}
        if own_id in self._ever_made or (not candidates and not self._removed.isdisjoint(proofs)):
            return self._unmade("removed", name)
        by_name, unclear = not candidates, False
        if by_name:
            candidates, unclear = self._bearers(number, draft, shared)
        decision = self._decisions.get(ref)
        if decision == NEW:
            return self._made(own_id, draft)
        # Whoever was decided on may have been removed since.
        if decision in self._nodes:
            return self._nodes[decision]
        if len(candidates) == 1 and not unclear:
            node = self._nodes[next(iter(candidates))]
            if not by_name:
                return node
            if not _contradicts(draft.values, node.values):
                self.plan.by_name[name] = None
                return node
            self._apart[own_id] = name
        elif candidates:
            if ref not in self._decisions:
                self._ask(number, ref, draft, candidates)
            return self._unmade("ambiguous", name)
        if draft.unless_known:
            return self._unmade(draft.unless_known, name)
        return self._made(own_id, draft)

    def _spelled_so(self, draft: Draft) -> _Node | None:
        """Return the one who has just this name, for a name that came from a log."""
        bearers = self._by_spelling[draft.values["name"]] if draft.as_written else set()
        return self._nodes[next(iter(bearers))] if len(bearers) == 1 else None

    def _bearers(self, number: int, draft: Draft, shared: set[str]) -> tuple[set[str], bool]:
        """Return those whom the name of a record may mean, and whether another record may mean them as well."""
        keys = _name_keys(draft.values["name"])
        found = {one for key in keys for one in self._by_name.get(key, ())}
        # Of two records of a list with one name, neither is found by it: both may be meant.
        unclear = not shared.isdisjoint(keys)
        # A name alone that only an entry mentions may be somebody whom the same source knows by more.
        if _is_of_a_list(draft) or draft.as_written or (unclear and _draft_proofs(draft)):
            found = {one for one in found if number not in self._nodes[one].lists}
        return found, unclear

    def _ask(self, number: int, ref: Ref, draft: Draft, candidates: set[str]) -> None:
        """Put somebody on the list of those who are ambiguous, or with a record of another list that is no other."""
        nodes = {one: self._nodes[one] for one in sorted(candidates)}
        for at, one in enumerate(self.plan.ambiguous):
            same = one.candidates.keys() == nodes.keys() and not _name_keys(one.name).isdisjoint(
                _name_keys(draft.values["name"])
            )
            if same and number not in self._asked[at] and not _contradicts(one.values, draft.values):
                self.plan.ambiguous[at] = one._replace(refs=(*one.refs, ref))
                self._asked[at].add(number)
                return
        told = {
            key: Candidate(
                node.values["name"],
                tuple(node.values.get("identifiers", ())),
                tuple(node.values.get("circles", ())),
                node.new,
            )
            for key, node in nodes.items()
        }
        file = self._readings[number].file
        line = draft.line if self._readings[number].one_file else 0
        self.plan.ambiguous.append(Ambiguous((ref,), _own_id(ref, draft), file, line, draft.values, told))
        self._asked.append({number})

    def _made(self, contact_id: str, draft: Draft) -> _Node:
        """Return somebody new; whoever was forgotten comes as somebody else."""
        fresh = new_id() if contact_id in self._forgotten else contact_id
        node = _Node(fresh, {"name": draft.values["name"]}, new=True)
        self._enter(node)
        return node

    def _unmade(self, reason: str, name: str) -> _Unmade:
        self.plan.names.setdefault(reason, {})[name] = None
        return _Unmade(reason, name)

    def _enter(self, node: _Node) -> None:
        self._nodes[node.id] = node
        for proof in _proofs((*node.values.get("keys", ()), *node.values.get("identifiers", ()))):
            self._by_proof[proof].add(node.id)
        self._by_spelling[node.values["name"]].add(node.id)
        for name in (node.values["name"], *node.values.get("aliases", ())):
            for key in _name_keys(name):
                self._by_name[key].add(node.id)

    def _join(self, node: _Node, draft: Draft) -> None:
        """Add what a record says of a person; what was changed by hand stays."""
        for name in _SETS:
            for text in draft.values.get(name, ()):
                self._add(node, name, text)
        for name in _TEXTS:
            value = draft.values.get(name)
            if value and not node.values.get(name) and (node.id, name) not in self._edited:
                node.values[name] = value
                if not node.new:
                    self.plan.changes.setdefault(node.id, {})[name] = value

    def _add(self, node: _Node, name: str, text: str) -> None:
        text = self._circles.get(fold(text), text) if name == "circles" else text
        has = node.values.get(name, ())
        same = compared(text) if name == "identifiers" else ""
        known = any(fold(one) == fold(text) or (same and compared(one) == same) for one in has)
        known = known or (name == "aliases" and fold(text) == fold(node.values["name"]))
        if known or (node.id, name, text) in self._elements:
            return
        node.values[name] = (*has, text)
        if not node.new:
            self.plan.additions.append((node.id, name, text))
        if name in {"identifiers", "keys"}:
            for proof in _proofs([text]):
                self._by_proof[proof].add(node.id)

    # what happened

    def _take(self, number: int, format_: str, draft: Draft) -> None:
        """Take one entry, unless it is there already or nobody is there to have it with."""
        values, wishes = draft.values, self._wishes
        talk = values["kind"] is Kind.TALK
        if wishes.since is not None and values["day"] < wishes.since:
            return
        own = values.get("id")
        if own and (own in self._event_ids or own in self._forgotten):
            self._count_known(own)
            return
        node = self._placed.get((format_, draft.person)) or self._place(
            number, format_, draft._replace(record=Contact, values={"name": draft.with_name}), set()
        )
        if isinstance(node, _Unmade):
            self.plan.left_out[node.reason] += 1
            return
        if talk and not wishes.talk:
            node.wanted = True
            return
        source = values["source"]
        event_id = own or derived_id(Event.entity, source)
        if event_id in self._forgotten:
            event_id = new_id()
        day = values["day"]
        # One talk a day, whatever the source; but an entry of a log comes as it was.
        same: object = (node.id, day)
        if own:
            same = ("id", own)
        elif not talk:
            same = _same(source, values["kind"], values["direction"], node.id, day)
        there = source in self._sources or event_id in self._event_ids
        if there or same in (self._talks if talk else self._same):
            self.plan.seen += 1
            return
        if event_id in self._taken or same in self._taken:
            self.plan.left_out["twice"] += 1
            return
        self._taken |= {event_id, same}
        node.wanted = True
        said = {**values, "id": event_id, "contact_id": node.id}
        self.plan.rows.append(tuple([said.get(name, default) for name, default in _DEFAULTS]))

    def _count_known(self, event_id: str) -> None:
        """Count an entry of a log that was seen before, with somebody who is there or was removed."""
        if self._root_of.get(self._event_ids.get(event_id, "")) is None:
            self.plan.left_out["removed"] += 1
        else:
            self.plan.seen += 1


def _same(source: str, kind: Kind, direction: Direction, contact_id: str, day: int) -> object:
    """Return what makes an entry the same as another one: the source itself, or what the source says in many ways."""
    if trailer := _OF_COMMIT.match(source):
        return trailer[1], contact_id
    return (source.partition(":")[0], kind, direction, contact_id, day) if _ONE_A_DAY.match(source) else source


def _own_id(ref: Ref, draft: Draft) -> str:
    """Return the id that a record makes a contact under: that of the source's key, or else of what it says."""
    return derived_id(Contact.entity, ref[0], content_of(draft) if ref[1].startswith("row:") else ref[1])


def _is_of_a_list(draft: Draft) -> bool:
    """Say whether a record is one of those that are two people though nothing but the name is known of them.

    Besides lists that is whatever knows each person by a key, as messengers do.
    """
    return draft.listed or bool(draft.values.get("keys"))


def _several_people(drafts: Sequence[Draft]) -> bool:
    """Say whether records of one name in a source are several people: one of a list, or some that contradict others."""
    if _one_person({*_draft_proofs(draft)} for draft in drafts):
        return False
    return any(map(_is_of_a_list, drafts)) or any(
        _contradicts(one.values, other.values) for one, other in combinations(drafts, 2)
    )


def _one_person(records: Iterable[set[str]]) -> bool:
    """Say whether records, each by what proves who it is, hang together."""
    met, *others = records
    for _ in others:
        met = met.union(*(proofs for proofs in others if not met.isdisjoint(proofs)))
    return all(not met.isdisjoint(proofs) for proofs in others)


def _draft_proofs(draft: Draft) -> list[str]:
    return _proofs((*draft.values.get("keys", ()), *draft.values.get("identifiers", ())))


def _proofs(texts: Iterable[str]) -> list[str]:
    """Return what proves that two records are one person: identifiers as they are compared, and keys of sources."""
    return [proof for text in texts if (proof := compared(text) or (text if ":" in text else ""))]


def _name_keys(name: str) -> set[str]:
    """Return by what a name is the same as another: case, accents, order of `Last, First` and titles do not count."""
    return {" ".join(form.replace("-", " ").split()) for form in folds(without_title(turned(name)))} - {""}


def _contradicts(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Say whether two records of one name are two people: identifiers of one sort, or birthdays, that differ."""
    by_site = [_by_site(values.get("identifiers", ())) for values in (one, other)]
    if any(by_site[0][where].isdisjoint(by_site[1][where]) for where in by_site[0].keys() & by_site[1].keys()):
        return True
    born, also = one.get("birthday") or "", other.get("birthday") or ""
    if not born or not also:
        return False
    both_years = not born.startswith("--") and not also.startswith("--")
    return born[-5:] != also[-5:] or (both_years and born[:4] != also[:4])


def _by_site(identifiers: Iterable[str]) -> defaultdict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for text in identifiers:
        if where := site(text):
            found[where].add(compared(text))
    return found
