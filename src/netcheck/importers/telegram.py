"""Reads what Telegram Desktop exports as JSON, whole or one chat: the contacts, and a talk for each day of a chat."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from netcheck.domain.model import Contact
from netcheck.domain.names import fold, nameable
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft, Problem
from netcheck.importers.days import out_of_time
from netcheck.importers.identifiers import compared, known_as, phone
from netcheck.importers.json_stream import JsonStream, mapping
from netcheck.importers.source import head, named
from netcheck.importers.talks import Talks
from netcheck.importers.text import beginning, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netcheck.importers.base import Findings, Options
    from netcheck.importers.source import Source

NAME = "telegram"

MOST_WRITERS = 8
"""In a group with more others than so many nobody talks with everybody."""
_REPORT_EVERY = 10_000
_FILE = "result.json"
_PERSONAL = "personal_chat"
_LEFT_OUT = {
    "saved_messages": "own_notes",
    "bot_chat": "robot",
    "verify_codes": "robot",
    "verification_codes": "robot",
    "private_channel": "channel",
    "public_channel": "channel",
}
_BEGINNING = re.compile(
    r'\A\s*\{.*?"(?:personal_information|left_chats)"\s*:|"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages'
    r'|(?:private|public)_(?:group|supergroup|channel))"',
    re.DOTALL,
)


def detect(source: Source) -> bool:
    """Return whether there is a `result.json` that begins as Telegram's does, or pages where it should be."""
    return any(_BEGINNING.search(beginning(head(source, name))) for name in _files(source)[:5]) or _pages(source)


def parse(source: Source, options: Options, findings: Findings) -> Iterator[Draft]:
    """Yield the contacts of the list, those with whom chats are, and a talk for each day of a chat.

    Raises:
        NetcheckError: `import_not_format`, `import_telegram_html`, `import_damaged`, `import_deep`; in a group
            alone `import_me_needed`.
    """
    archive = _Archive(options, findings)
    for name in _files(source):
        archive.read(source, name)
    if not archive.recognised:
        code = "import_telegram_html" if _pages(source) else "import_not_format"
        raise NetcheckError(code, path=source.path, format="Telegram")
    yield from archive.drafts()


def _files(source: Source) -> list[str]:
    if len(source.names) == 1:
        return list(source.names)
    return [name for name in source.names if PurePosixPath(name).name.casefold() == _FILE]


def _pages(source: Source) -> bool:
    page = named(source, "messages.html", "export_results.html")
    return bool(page and b"Exported Data" in head(source, page))


class _Chat:
    """A chat: how much each wrote on each day, by id and ordinal."""

    def __init__(self) -> None:
        self.name = ""
        self.type = ""
        self.id = ""
        self.alone = False
        """Whether it was exported by itself: whoever it is with is meant."""
        self.written: Counter[tuple[str, int]] = Counter()
        self.names: dict[str, str] = {}
        self.messages = 0


class _Archive:
    """What is kept of all files."""

    def __init__(self, options: Options, findings: Findings) -> None:
        self.recognised = False
        self._options = options
        self._findings = findings
        self._me = ""
        self._known_as = known_as(options.me)
        self._contacts: dict[str, Draft] = {}
        self._chats: dict[tuple[str, str], _Chat] = {}
        self._read = 0
        self._numbers: Counter[str] = Counter()
        self._file = ""

    def read(self, source: Source, name: str) -> None:
        """Read one file."""
        path = source.path if len(source.names) == 1 else source.path / name
        self._file = "" if len(source.names) == 1 else name
        self._numbers = Counter()
        with source.open(name) as stream:
            document = JsonStream(stream, path)
            if document.begins() == "{":
                self._top(document)
        if document.guessed and self.recognised:
            self._findings.remarks.append(("encoding", {"file": name, "encoding": document.guessed}))

    def _top(self, document: JsonStream) -> None:
        one = _Chat()
        for key in document.members():
            if key == "personal_information" and document.begins() == "{":
                self._me = _id(mapping(document.value()).get("user_id")) or self._me
                self.recognised = True
            elif key == "contacts":
                self._listed(document, self._contact)
            elif key in {"chats", "left_chats"}:
                self._listed(document, self._chat)
            else:
                self._member(one, key, document)
        one.alone = True
        self._keep(one)

    def _listed(self, document: JsonStream, take: Any) -> None:  # noqa: ANN401 - a method that takes the next value
        """Take each value of a list, which an object may hold as "list"."""
        if document.begins() == "{":
            for key in document.members():
                if key == "list" and document.begins() == "[":
                    self._listed(document, take)
                else:
                    document.skip()
        elif document.begins() == "[":
            for _ in document.steps():
                take(document)
        else:
            document.skip()

    def _contact(self, document: JsonStream) -> None:
        self._numbers["contact"] += 1
        found = document.value()
        if not isinstance(found, dict):
            self._bad(self._numbers["contact"])
            return
        self.recognised = self.recognised or "first_name" in found
        name = tidy(f"{_text(found.get('first_name'))} {_text(found.get('last_name'))}")
        if not nameable(name):
            self._findings.leave_out("no_name")
            return
        user, number = _id(found.get("user_id")), phone(_text(found.get("phone_number")))
        if not self._known_as.isdisjoint((fold(name), compared(number))):
            self._findings.leave_out("me", name)
            self._me = self._me or user
            return
        key = user or number or f"row:{len(self._contacts) + 1}"
        values: dict[str, Any] = {"name": name}
        if number:
            values["identifiers"] = (number,)
        if user:
            values["keys"] = (f"{NAME}:{user}",)
        self._contacts.setdefault(key, Draft(Contact, values, person=key, listed=True))

    def _chat(self, document: JsonStream) -> None:
        self._numbers["chat"] += 1
        if document.begins() != "{":
            document.skip()
            self._bad(self._numbers["chat"])
            return
        chat = _Chat()
        for key in document.members():
            self._member(chat, key, document)
        if not self._keep(chat):
            self._bad(self._numbers["chat"])

    def _bad(self, number: int) -> None:
        """Tell of a contact, chat or message that is none, by its number in the file."""
        self._findings.problems.append(Problem(number, "import_bad_record", file=self._file, record=True))

    def _member(self, chat: _Chat, key: str, document: JsonStream) -> None:
        if key == "messages" and document.begins() == "[":
            for _ in document.steps():
                self._message(chat, document.value())
        elif key == "messages":
            self._bad(self._numbers["chat"])
            document.skip()
        elif key in {"name", "type", "id"} and document.begins() not in {"{", "["}:
            text = _text(document.value())
            if key == "id":
                chat.id = _id(text)
            elif key == "name":
                chat.name = tidy(text)
            else:
                chat.type = text
        else:
            document.skip()

    def _message(self, chat: _Chat, message: object) -> None:
        self._read += 1
        self._numbers["message"] += 1
        if self._options.progress and not self._read % _REPORT_EVERY:
            self._options.progress(self._read)
        if not isinstance(message, dict):
            self._bad(self._numbers["message"])
            return
        chat.messages += 1
        writer = _id(message.get("from_id")) or tidy(_text(message.get("from")))
        if message.get("type") != "message" or not writer:
            chat.written["", 0] += 1
            return
        chat.written[writer, _day(message)] += 1
        chat.names.setdefault(writer, tidy(_text(message.get("from"))))

    def _keep(self, chat: _Chat) -> bool:
        """Keep a chat, and return whether it is one; one that is in several files counts once."""
        if chat.type != _PERSONAL and chat.type not in _LEFT_OUT and not chat.type.endswith("group"):
            return False
        self.recognised = True
        before = self._chats.setdefault((chat.type, chat.id or chat.name), chat)
        if before is not chat:
            before.written |= chat.written
            before.names |= chat.names
            before.alone = before.alone or chat.alone
        return True

    def drafts(self) -> Iterator[Draft]:
        """Yield everybody, each before the first talk, and the talks."""
        contacts = {key: draft for key, draft in self._contacts.items() if key != self._me}
        talks = Talks(NAME, "Telegram")
        groups = []
        for chat in self._chats.values():
            if chat.type == _PERSONAL:
                self._personal(chat, contacts, talks)
            elif chat.type.endswith("group"):
                groups.append(chat)
            elif chat.messages:
                self._findings.leave_out(_LEFT_OUT[chat.type])
        for group in groups:
            self._group(group, contacts, talks)
        found = list(talks.drafts())
        met = {draft.person for draft in found}
        yield from (draft for key, draft in contacts.items() if draft.listed or key in met)
        yield from found

    def _personal(self, chat: _Chat, contacts: dict[str, Draft], talks: Talks) -> None:
        """Count the messages of a chat of two, and note down whom it is with."""
        written = self._counted(chat)
        writers = {writer for writer, _ in written}
        if self._me in writers:
            others = writers - {self._me}
        else:
            others = writers & {chat.id} or {writer for writer in writers if chat.names[writer] == chat.name}
            if not self._me and len(writers - others) == 1:
                # Whoever it is not with is the user.
                (self._me,) = writers - others
        key = chat.id or next(iter(others), "") or fold(chat.name)
        known = contacts.get(key)
        name = str(known.values["name"]) if known else chat.name
        if not nameable(name):
            self._findings.leave_out("deleted_account")
            return
        if key == self._me:
            self._findings.leave_out("own_notes")
            return
        if not known:
            both = chat.alone or (others and writers - others)
            contacts[key] = _person(key, name, "" if both else "one_direction")
        for (_, day), number in written.items():
            talks.add(key, name, day, n=number)

    def _group(self, chat: _Chat, contacts: dict[str, Draft], talks: Talks) -> None:
        """Count the messages of a group, if groups are asked for, on the days on which the user wrote, too.

        Raises:
            NetcheckError: `import_me_needed`.
        """
        if not self._options.groups:
            self._findings.leave_out("group")
            return
        written = self._counted(chat)
        me = {fold(tidy(name)) for name in self._options.me}
        mine = {writer for writer, name in chat.names.items() if writer == self._me or (name and fold(name) in me)}
        if not (mine or me or self._me) and written:
            raise NetcheckError("import_me_needed", names=sorted({name for name in chat.names.values() if name}))
        others = {writer for writer, _ in written} - mine
        if len(others) > MOST_WRITERS:
            self._findings.leave_out("many_recipients", n=written.total())
            return
        my_days = {day for writer, day in written if writer in mine}
        for (writer, day), number in written.items():
            if writer in mine or day not in my_days:
                continue
            known = contacts.get(writer)
            name = str(known.values["name"]) if known else chat.names[writer]
            if not writer.startswith("user") or not nameable(name):
                self._findings.leave_out("deleted_account" if writer.startswith("user") else "nobody", n=number)
                continue
            if not known or known.unless_known:
                contacts[writer] = _person(writer, name)
            talks.add(writer, name, day, n=number)

    def _counted(self, chat: _Chat) -> Counter[tuple[str, int]]:
        """Return the messages of days that can be; the others, and what the program wrote, are left out and counted."""
        kept: Counter[tuple[str, int]] = Counter()
        for (writer, day), number in chat.written.items():
            if not writer:
                self._findings.leave_out("system", n=number)
            elif reason := out_of_time(day, self._options.today):
                self._findings.leave_out(reason, n=number)
            else:
                kept[writer, day] = number
        return kept


def _person(key: str, name: str, unless_known: str = "") -> Draft:
    keys = {"keys": (f"{NAME}:{key}",)} if key.startswith("user") else {}
    return Draft(Contact, {"name": name, **keys}, person=key, unless_known=unless_known)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _id(value: object) -> str:
    """Return an id as messages write it, `user7001`; "" for none. A group's is a number, too."""
    text = _text(value).strip()
    if re.fullmatch(r"[0-9]{1,20}", text):
        return f"user{text}" if int(text) else ""
    return text if re.fullmatch(r"(?:user|channel|chat)[0-9]{1,20}", text) else ""


def _day(message: dict[str, Any]) -> int:
    """Return the day as it is written, else the day in UTC; 0 for none, and for one before 1970."""
    try:
        day = date.fromisoformat(_text(message.get("date"))[:10])
    except ValueError:
        try:
            day = datetime.fromtimestamp(int(_text(message.get("date_unixtime"))), UTC).date()
        except (ValueError, OverflowError, OSError):
            return 0
    return day.toordinal() if day.year >= 1970 else 0  # noqa: PLR2004 - before computers
