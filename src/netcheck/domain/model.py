"""Every record of the log, declared once: tables, fold, files and JSON derive from what stands here."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from netcheck.domain.record import FieldType, Record, field
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Direction(StrEnum):
    """Who gave: the user, the contact, or both at once."""

    GIVEN = "given"
    RECEIVED = "received"
    MUTUAL = "mutual"


class Function(StrEnum):
    """What a network is good for: its five functions, and backing in a crisis."""

    INSPIRATION = "inspiration"
    CURATION = "curation"
    REFERRAL = "referral"
    COMPETENCE = "competence"
    BUSINESS = "business"
    BACKING = "backing"


class Kind(StrEnum):
    """What was given or received; the stored words."""

    INSPIRATION = "inspiration"
    THANKS = "thanks"
    CONTENT = "content"
    SHARE = "share"
    RECOMMENDATION = "recommendation"
    INTRODUCTION = "introduction"
    FEEDBACK = "feedback"
    HELP = "help"
    BUSINESS = "business"
    BACKING = "backing"
    OTHER = "other"
    TALK = "talk"


FUNCTION_OF: dict[Kind, Function | None] = {
    Kind.INSPIRATION: Function.INSPIRATION,
    Kind.THANKS: Function.INSPIRATION,
    Kind.CONTENT: Function.CURATION,
    Kind.SHARE: Function.REFERRAL,
    Kind.RECOMMENDATION: Function.REFERRAL,
    Kind.INTRODUCTION: Function.REFERRAL,
    Kind.FEEDBACK: Function.COMPETENCE,
    Kind.HELP: Function.COMPETENCE,
    Kind.BUSINESS: Function.BUSINESS,
    Kind.BACKING: Function.BACKING,
    Kind.OTHER: None,
    Kind.TALK: None,
}
"""The function that each kind serves; *other* and *talk* serve none."""


class Voice(StrEnum):
    """Who is asked: the person, or the person for a company."""

    PERSON = "person"
    COMPANY = "company"


class Answer(StrEnum):
    """Only a clear yes counts."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Alias(Record, entity="alias"):
    """Another name of a contact."""

    id: str = field(FieldType.ID)
    contact_id: str = field(FieldType.CONTACT)
    text: str = field(FieldType.NAME)


class Identifier(Record, entity="identifier"):
    """An e-mail address, a handle, a URL or a phone number of a contact."""

    id: str = field(FieldType.ID)
    contact_id: str = field(FieldType.CONTACT)
    text: str = field(FieldType.NAME)


class Key(Record, entity="key"):
    """The name by which an outside source knows a contact, such as "vcard:<UID>"."""

    id: str = field(FieldType.ID)
    contact_id: str = field(FieldType.CONTACT)
    text: str = field(FieldType.NAME)


class Circle(Record, entity="circle"):
    """A circle of people. Circles whose folded names are equal are one; `every` is the wish for all its people."""

    id: str = field(FieldType.ID)
    name: str = field(FieldType.NAME)
    every: str = field(FieldType.INTERVAL, default="")


class Membership(Record, entity="membership"):
    """That a contact belongs to a circle."""

    id: str = field(FieldType.ID)
    contact_id: str = field(FieldType.CONTACT)
    circle_id: str = field(FieldType.ID)


class Contact(Record, entity="contact"):
    """One living contact, with everything that merged contacts brought along.

    `circles` are names. `no_balance` leaves the contact out of giving and receiving; `group` marks an audience rather
    than a person. There is no reminder before the day `snooze_until`, and none at all if `ignored`. `merged_into` is
    set for stored contacts alone: a living one has none.
    """

    id: str = field(FieldType.ID)
    name: str = field(FieldType.NAME)
    aliases: tuple[str, ...] = field(FieldType.SET, default=(), of=Alias)
    identifiers: tuple[str, ...] = field(FieldType.SET, default=(), of=Identifier)
    keys: tuple[str, ...] = field(FieldType.SET, default=(), of=Key, shown=False)
    circles: tuple[str, ...] = field(FieldType.SET, default=(), of=Membership)
    birthday: str = field(FieldType.BIRTHDAY, default="")
    note: str = field(FieldType.TEXT, default="", always=True)
    no_balance: bool = field(FieldType.FLAG, default=False)
    group: bool = field(FieldType.FLAG, default=False)
    every: str = field(FieldType.INTERVAL, default="")
    snooze_until: int | None = field(FieldType.DAY, default=None, key="snooze")
    ignored: bool = field(FieldType.FLAG, default=False, key="ignore")
    merged_into: str | None = field(FieldType.ID, default=None, key="")


class Distinct(Record, entity="distinct"):
    """That two contacts are not one, however alike they look."""

    id: str = field(FieldType.ID)
    a_id: str = field(FieldType.CONTACT)
    b_id: str = field(FieldType.CONTACT)


class Event(Record, entity="event"):
    """One exchange with one contact.

    `one_sided` events come from archives that show only what the user did, and are always given.
    `source` names the outside record an imported event came from, "" for none.
    """

    id: str = field(FieldType.ID)
    day: int = field(FieldType.PAST_DAY, key="on")
    contact_id: str = field(FieldType.CONTACT, key="with_id", of="with")
    direction: Direction = field(FieldType.CHOICE, of=Direction)
    kind: Kind = field(FieldType.CHOICE, of=Kind)
    weight: int = field(FieldType.NUMBER, default=1, of=3)
    note: str = field(FieldType.TEXT, default="", always=True)
    asked: bool = field(FieldType.FLAG, default=False)
    one_sided: bool = field(FieldType.FLAG, default=False)
    source: str = field(FieldType.TEXT, default="")


class Check(Record, entity="check"):
    """One finished round of questions; `question_set` is the version of the questions answered."""

    id: str = field(FieldType.ID)
    day: int = field(FieldType.PAST_DAY, key="on")
    voice: Voice = field(FieldType.CHOICE, of=Voice)
    contact_id: str | None = field(FieldType.CONTACT, default=None, key="with_id", of="with")
    question_set: int = field(FieldType.NUMBER, default=1, key="set", of=1)
    answers: Mapping[str, Answer] = field(FieldType.BY_QUESTION, of=Answer, kw_only=True)
    notes: Mapping[str, str] = field(FieldType.BY_QUESTION, default={}, of=str)
    evidence: Mapping[str, object] = field(FieldType.MAPPING, default={})
    remark: str = field(FieldType.TEXT, default="")


class Step(Record, entity="step"):
    """Something the user means to do next."""

    id: str = field(FieldType.ID)
    text: str = field(FieldType.TEXT)
    contact_id: str | None = field(FieldType.CONTACT, default=None, key="with_id", of="with")
    by: int | None = field(FieldType.DAY, default=None)
    done: int | None = field(FieldType.PAST_DAY, default=None)
    check_id: str | None = field(FieldType.ID, default=None)
    question: str | None = field(FieldType.QUESTION, default=None)


class GuideEntry(Record, entity="guide"):
    """The user's own words on one question of the guide."""

    id: str = field(FieldType.GUIDE_QUESTION)
    text: str = field(FieldType.TEXT)


RECORDS: dict[str, type[Record]] = {
    record.entity: record
    for record in (
        Contact, Alias, Identifier, Key, Circle, Membership, Distinct, Event, Check, Step, GuideEntry,
    )
}  # fmt: skip
"""By entity all records that the log consists of."""

_ELEMENTS = {field.of for record in RECORDS.values() for field in record.fields.values() if field.type is FieldType.SET}
LINES: dict[str, type[Record]] = {
    entity: RECORDS[entity] for entity in sorted(RECORDS) if RECORDS[entity] not in _ELEMENTS
}
"""The records that stand in a file as lines of their own, in the order of the file; the others are elements of sets."""


class OneSidedSource(Value):
    """A source of one-sided events ("" for none), with one contact, from a day on."""

    contact_id: str
    source: str
    day: int


class Ledger(Value):
    """The living contacts by id, and everything that refers to them.

    `entries` are by contact id the events in short, as `domain.packed_events` packs them, ascending; of contacts that
    are not there any more, none counts. `one_sided` are the sources of one-sided events. Each check's and step's
    `contact_id` is a key of `contacts`: merged contacts are resolved, and what belongs to removed ones is left out.
    `circles` are all circles, by name. `active_days` are those of the whole log, ordinals, ascending, in a ledger
    narrowed to a part of it. `places` are by contact id those from which events of a report's year came, in a ledger
    that was loaded for a report. `true_names` are the names by contact id where `contacts` go by others: they decide
    the order in which numbers are computed.
    """

    contacts: Mapping[str, Contact] = {}
    entries: Mapping[str, Sequence[int]] = {}
    checks: Sequence[Check] = ()
    steps: Sequence[Step] = ()
    guide: Sequence[GuideEntry] = ()
    circles: Sequence[Circle] = ()
    distinct: Sequence[Distinct] = ()
    one_sided: Sequence[OneSidedSource] = ()
    active_days: Sequence[int] | None = None
    places: Mapping[str, Sequence[str]] = {}
    true_names: Mapping[str, str] | None = None
