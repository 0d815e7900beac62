"""The people of one list: what a record says of somebody, and which records are about one person."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.birthdays import born
from netcheck.domain.model import Contact
from netcheck.domain.names import fold, nameable, same
from netcheck.importers import written_days
from netcheck.importers.base import Draft
from netcheck.importers.identifiers import compared, email, identifier, is_known_as, known_as
from netcheck.importers.text import tidy, tidy_note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from netcheck.importers.base import Findings
    from netcheck.importers.written_days import WrittenDays

_CJK = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff ]+")
_ADDRESSES = re.compile(r"[;,\n]| ::: ")
_URLS = re.compile(r"[\s<>]+")
_BRACKETS = re.compile(r"[\s()<>\[\]]+")
_ALIASES = re.compile(r"[;\n]| ::: ")
ANY_SEPARATOR = re.compile(r"[;,\n]| ::: ")
"""What stands between circles where the format does not say."""


class Entry(NamedTuple):
    """What a record says of somebody; the birthday is as it is written."""

    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    circles: tuple[str, ...] = ()
    birthday: str = ""
    note: str = ""


def entry(said: Mapping[str, Sequence[str]], circles: re.Pattern[str] = ANY_SEPARATOR) -> Entry | None:
    """Return what a record says of somebody, None for nobody.

    `said` are by field the texts of the record: name, given, middle, family, alias, organisation, position, email,
    phone, url, circle, birthday and note. `circles` is what stands between several circles. Without a name the
    person goes by the nickname, the organisation or the address.
    """

    def first(field: str) -> str:
        return next((text for text in map(tidy, said.get(field, ())) if nameable(text)), "")

    def parts(field: str, between: re.Pattern[str]) -> list[str]:
        return [part for text in said.get(field, ()) for part in map(tidy, between.split(text)) if nameable(part)]

    identifiers: dict[str, str] = {}
    for field, between in (("email", _ADDRESSES), ("phone", _ADDRESSES), ("url", _URLS)):
        for part in parts(field, between):
            for text in _addresses(part) if field == "email" else (part,):
                if found := identifier(text):
                    identifiers.setdefault(compared(found), found)
    aliases = parts("alias", _ALIASES)
    organisation = first("organisation")
    address = next((text for text in identifiers.values() if "@" in text), "")
    name = first("name") or _whole(first("given"), first("middle"), first("family"))
    name = name or next(iter(aliases), "") or organisation or address
    if not name:
        return None
    job = ", ".join(text for text in (first("position"), organisation) if text and text != name)
    return Entry(
        name,
        tuple(dict.fromkeys(alias for alias in aliases if alias != name)),
        tuple(identifiers.values()),
        tuple(dict.fromkeys(parts("circle", circles))),
        next((text for text in map(tidy, said.get("birthday", ())) if not written_days.none(text)), ""),
        "\n".join(text for text in (job, *map(tidy_note, said.get("note", ()))) if text),
    )


def _addresses(text: str) -> list[str]:
    """Return the e-mail addresses of a cell: one, however it is written, or several words that are one each."""
    return [text] if email(text) else [word for word in _BRACKETS.split(text) if email(word)]


def _whole(given: str, middle: str, family: str) -> str:
    if given and family and _CJK.fullmatch(given + family):
        return family + given + middle
    return " ".join(part for part in (given, middle, family) if part)


class ContactList:
    """Gathers records by person.

    Records that share an identifier are about one person, and so are records that are equal in every field; all
    others are about two, whatever their names are. One whose identifiers lead to several people stays on its own.
    """

    def __init__(self, place: str, me: Iterable[str], *, by_name: bool = False) -> None:
        """Begin for a list in a place, without the user, who has one of these names and addresses.

        `by_name` is for lists of what happened, in which the same name without an identifier is the same person.
        """
        self._me = known_as(me)
        self._place = place
        self._by_name = by_name
        self._entries: dict[str, tuple[int, Entry]] = {}
        self._owner: dict[str, str] = {}
        self._equal: dict[Entry, str] = {}
        self._one: dict[str, str] = {}

    def add(self, found: Entry, row: int, line: int = 0) -> bool:
        """Add the record of a row, a number of its own, which stands in a line of its file; False for the user's."""
        person = self.person(found, row)
        if not person:
            return False
        if len(self._owners(found)) <= 1:
            for text in found.identifiers:
                self._owner.setdefault(compared(text), person)
        if not found.identifiers and not self._by_name:
            self._equal.setdefault(found, person)
        at, before = self._entries.get(person, (line, found))
        self._entries[person] = at, _united(before, found)
        return True

    def settle(self) -> None:
        """Take a name without an identifier for the one person in the list who has that name and an identifier."""
        bearers: dict[str, set[str]] = {}
        for person, (_, found) in self._entries.items():
            if found.identifiers:
                bearers.setdefault(fold(found.name), set()).add(person)
        for person, (_, found) in list(self._entries.items()):
            one = bearers.get(person, set()) if not found.identifiers else set()
            if len(one) == 1:
                self._one[person] = next(iter(one))
                at, whole = self._entries[self._one[person]]
                self._entries[self._one[person]] = at, _united(whole, found)
                del self._entries[person]

    def person(self, found: Entry, row: int) -> str:
        """Return by what the list knows somebody, "" for the user."""
        if is_known_as(self._me, found.name, found.identifiers):
            return ""
        owners = self._owners(found)
        if owners:
            return owners.pop() if len(owners) == 1 else f"row:{row}:{self._place}"
        if found.identifiers:
            return found.identifiers[0]
        if self._by_name:
            return self._one.get(fold(found.name), fold(found.name))
        return self._equal.get(found, f"row:{row}:{self._place}")

    def drafts(self, days: WrittenDays, today: int, findings: Findings, *, listed: bool = True) -> Iterator[Draft]:
        """Yield a contact for each person, in the order of the list."""
        for person, (line, found) in self._entries.items():
            values = {
                "name": found.name,
                "aliases": found.aliases,
                "identifiers": found.identifiers,
                "circles": found.circles,
                "birthday": self._birthday(found, days, today, findings),
                "note": found.note,
            }
            said = {field: value for field, value in values.items() if value}
            yield Draft(Contact, said, person=person, line=line, listed=listed)

    def _owners(self, found: Entry) -> set[str]:
        keys = map(compared, found.identifiers)
        return {self._owner[key] for key in keys if key in self._owner}

    def _birthday(self, found: Entry, days: WrittenDays, today: int, findings: Findings) -> str:
        if not found.birthday:
            return ""
        birthday = days.birthday(found.birthday)
        if birthday and born(birthday, date.fromordinal(today)):
            return birthday
        unread = "birthday_order" if days.is_open(found.birthday) else "no_birthday"
        findings.leave_out("birthday_to_come" if birthday else unread, found.name)
        return ""


def _united(one: Entry, other: Entry) -> Entry:
    """Return what two records about one person say; the other name is an alias."""
    if one == other:
        return one
    also = () if same(other.name, one.name) else (other.name,)
    known = {compared(text): text for text in (*other.identifiers, *one.identifiers)}
    return Entry(
        one.name,
        tuple(dict.fromkeys((*one.aliases, *also, *other.aliases))),
        tuple(dict.fromkeys(known[compared(text)] for text in (*one.identifiers, *other.identifiers))),
        tuple(dict.fromkeys((*one.circles, *other.circles))),
        one.birthday or other.birthday,
        "\n".join(dict.fromkeys(text for text in (one.note, other.note) if text)),
    )
