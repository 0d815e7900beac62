"""Reads chats that WhatsApp exported as text, and Signal's as signal-export writes them: a talk for each day."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.model import Contact
from netcheck.domain.names import fold, nameable
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft
from netcheck.importers.days import out_of_time
from netcheck.importers.identifiers import phone
from netcheck.importers.source import encoding_of, head, lines
from netcheck.importers.talks import Talks
from netcheck.importers.text import beginning, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netcheck.importers.base import Findings, Options
    from netcheck.importers.source import Source

NAME = "whatsapp"

MOST_WRITERS = 8
"""In a group with more others than so many nobody talks with everybody."""
_PLACES = {"whatsapp": "WhatsApp", "signal": "Signal"}
_TWO = 2
_REPORT_EVERY = 10_000
_MOST_SAID = 500
"""Lines of the program itself are shorter."""
_ME_OF_SIGNAL = "Me"
_OF_SIGNAL = {"chat", "index"}
_NAMELESS = {"_chat", *_OF_SIGNAL}
"""Files that are called alike whatever the chat is."""

_M = "[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*"
_B = r"[^\S\r\n]"
_WORD = r"[^\W\d_]{1,12}\.?"
_HEADER = re.compile(
    rf"""{_M}(?P<open>\[)?{_M}
    (?P<first>\d{{1,4}}){_M}(?P<sep>{_B}?[./-]){_M}{_B}?(?P<second>\d{{1,4}}){_M}{_B}?[./-]{_M}{_B}?
    (?P<third>\d{{1,4}})\.?{_M}(?P<comma>[,،、]?){_M}{_B}{{1,2}}{_M}
    (?:{_WORD}{_B}*)?
    \d{{1,2}}[^\S\r\n]?[:.h]{_M}{_B}?\d{{2}}(?P<seconds>[:.]{_M}\d{{2}})?{_M}
    (?:
        (?(open)(?:{_B}?{_WORD}){{0,4}}{_M}{_B}?\]{_B}?
        |(?:(?:{_B}?{_WORD}){{0,4}}{_M}{_B}[-–]{_B}|:{_B}|(?(seconds){_B}|(?!))))
    )""",
    re.VERBOSE,
)
_AUTHOR_END = re.compile(r":(?=\s|$)")
_UNSAVED = re.compile(r"~\s*")

_GROUP_LINE = re.compile(
    r"\bcreated (?:this )?group\b|\badded\b|\bjoined (?:using|from|via)\b|\bleft$|\bremoved\b"
    r"|\bchanged (?:the|this) (?:subject|group)"
    r"|\bGruppe\b.*\berstellt\b|\bhinzugefügt\b|\bGruppe verlassen\b|\bden Betreff\b|\bentfernt\b|\bdas Gruppenbild\b"
    r"|\bder Gruppe\b.*\bbeigetreten\b"
    r"|\bcreó (?:el|este) grupo\b|\bañadió\b|\bsalió del grupo\b|\bcambió el asunto\b|\beliminó a\b"
    r"|\ba créé (?:le|ce) groupe\b|\ba ajouté\b|\ba quitté\b|\bha creato il gruppo\b|\bha aggiunto\b"
    r"|\bcriou (?:o|este) grupo\b|\badicionou\b|\bheeft de groep\b|\bheeft\b.*\btoegevoegd\b",
    re.IGNORECASE,
)
_SYSTEM_LINE = re.compile(
    r"end-to-end[ -]encrypt|Ende-zu-Ende-|extremo a extremo|bout en bout|ponta a ponta|crittografat|versleuteld"
    r"|\bsecurity code\b|\bSicherheitsnummer\b|\bcódigo de seguridad\b"
    r"|\bchanged (?:their phone number|to \+|your|this chat)|\bTelefonnummer\b.*\b(?:gewechselt|geändert)\b"
    r"|\bdisappearing messages\b|\bselbstlöschende Nachrichten\b|\bmensajes temporales\b"
    r"|\bblocked this\b|\bblockiert\b|\bis a contact\b|\bist ein Kontakt\b|\bbusiness account\b|\bUnternehmenskonto\b"
    r"|\bpinned a message\b|\bangepinnt\b|\bnow an admin\b|\bjetzt (?:ein )?Admin\b",
    re.IGNORECASE,
)
_MISSED = re.compile(r"\bmissed\b|\bverpasst|\bperdida\b|\bno answer\b|\bkeine antwort\b|\bmanqué", re.IGNORECASE)
_MEDIA = re.compile(r"<|.*\b(?:omitted|weggelassen|omitid[oa]|omis|omess[oa]|weggelaten)\b", re.IGNORECASE)

_CHAT_FILE = re.compile(
    r".*whatsapp.*?\s(?:with|mit|con|avec|com|met|[-–])\s+(?P<name>.+?)(?:\s*\(\d+\))?", re.IGNORECASE
)

_YOU = re.compile(r"\s*\([^()]*\)$")
"""What stands behind the user's own name, `(You)`, `(Du)`."""

_Date = tuple[str, str, str]


class _Chat(NamedTuple):
    """What is kept of one file: how many messages each author wrote on each date, as it is written."""

    name: str
    place: str
    group: bool
    written: Counter[tuple[str, _Date]]
    days: dict[_Date, int | None]


def detect(source: Source) -> bool:
    """Return whether a text among the first begins like a chat."""
    return any(_begins(source, name) for name in _texts(source)[:20])


def parse(source: Source, options: Options, findings: Findings) -> Iterator[Draft]:
    """Yield those whom chats are with, and a talk for each day on which either wrote.

    Raises:
        NetcheckError: `import_not_format`, `import_me_needed`, `import_dates_needed`.
    """
    reader = _Reader(options, findings)
    chats = [chat for name in _texts(source) if _begins(source, name) and (chat := reader.chat(source, name))]
    if not chats:
        raise NetcheckError("import_not_format", path=source.path, format="WhatsApp")
    talks = {place: Talks(place, shown) for place, shown in _PLACES.items()}
    me = {fold(tidy(name)) for name in (_ME_OF_SIGNAL, *options.me)}
    contacts: dict[str, Draft] = {}
    # Chats that are called after somebody show who the user is in the others.
    for chat in sorted(chats, key=lambda chat: (chat.group, not chat.name)):
        for name in _others(chat, me, options, findings):
            _add(talks[chat.place], chat, name, me)
            if not chat.group or _key(name) not in contacts:
                contacts[_key(name)] = _contact(name, group=chat.group)
    for one in talks.values():
        for draft in one.drafts():
            if draft.person in contacts:
                yield contacts.pop(draft.person)
            yield draft


def _texts(source: Source) -> list[str]:
    if len(source.names) == 1:
        return list(source.names)
    return [name for name in source.names if PurePosixPath(name).suffix.lower() in {".txt", ".md"}]


def _begins(source: Source, name: str) -> bool:
    text = beginning(head(source, name))
    return any(_HEADER.match(line) for line in text.split("\n")[:20])


class _Reader:
    """Reads files line by line."""

    def __init__(self, options: Options, findings: Findings) -> None:
        self._options = options
        self._findings = findings
        self._read = 0

    def chat(self, source: Source, file: str) -> _Chat | None:
        """Return what stands in a file, or None if it is no chat."""
        path = source.path if len(source.names) == 1 else source.path / file
        codec, guessed = encoding_of(source, file)
        name = _chat_name(source, file)
        lines_ = _Lines(self._findings, {name, *self._options.me} - {""})
        with source.open(file) as stream:
            for line in lines(stream, codec, path):
                lines_.take(line)
                self._read += 1
                if self._options.progress and not self._read % _REPORT_EVERY:
                    self._options.progress(self._read)
        if not lines_.style:
            return None
        if guessed:
            self._findings.remarks.append(("encoding", {"file": file, "encoding": guessed}))
        order = _order({when for _, when in lines_.written}, self._options)
        if not order:
            raise NetcheckError("import_dates_needed", path=path)
        days = {when: _day(when, order) for _, when in lines_.written}
        group = lines_.group or len({author for author, _ in lines_.written}) > _TWO
        place = "signal" if lines_.of_signal(PurePosixPath(file).stem) else "whatsapp"
        return _Chat(name, place, group, self._counted(lines_.written, days), days)

    def _counted(
        self, written: Counter[tuple[str, _Date]], days: dict[_Date, int | None]
    ) -> Counter[tuple[str, _Date]]:
        """Return the messages of days that can be; the others are left out and counted."""
        kept: Counter[tuple[str, _Date]] = Counter()
        for (author, when), number in written.items():
            if reason := out_of_time(days[when], self._options.today):
                self._findings.leave_out(reason, n=number)
            else:
                kept[author, when] = number
        return kept


class _Lines:
    """The lines of one chat, one after the other."""

    def __init__(self, findings: Findings, known: Iterable[str]) -> None:
        self.style: tuple[str | None, ...] = ()
        """How the first header is written; others are text that somebody pasted."""
        self.written: Counter[tuple[str, _Date]] = Counter()
        self.group = False
        self._findings = findings
        self._told = {_bare(name) for name in known} - {""}
        self._authors: set[str] = set()

    def take(self, line: str) -> None:
        """Count a line that begins a message or that the program itself wrote; any other goes on with a message."""
        header = _HEADER.match(line)
        if not header:
            return
        style = (header["open"], header["sep"].strip(), header["comma"])
        self.style = self.style or style
        if style != self.style:
            return
        rest = line[header.end() :]
        author, body = self._author(rest)
        if not author or self._by_the_program(body):
            self.group = self.group or bool(_GROUP_LINE.search(tidy(rest[:_MOST_SAID])))
            self._findings.leave_out("missed_call" if _MISSED.search(rest[:_MOST_SAID]) else "system")
        else:
            self.written[author, (header["first"], header["second"], header["third"])] += 1

    def of_signal(self, stem: str) -> bool:
        """Return whether the chat is Signal's: ISO days in brackets, and "Me" for the user."""
        bracket, separator, _ = self.style
        ours = any(author == _ME_OF_SIGNAL for author, _ in self.written) or stem in _OF_SIGNAL
        iso = all(len(when[0]) == 4 for _, when in self.written)  # noqa: PLR2004 - a year
        return bool(bracket and separator == "-" and ours and iso and self.written)

    def _author(self, rest: str) -> tuple[str, str]:
        """Return who wrote, "" for the program itself, and the message; of names with a colon the longest known."""
        ends = list(_AUTHOR_END.finditer(rest, 0, 200))
        for end in reversed(ends):
            known = _written_name(rest[: end.start()])
            if known in self._authors or (len(ends) > 1 and _bare(known) in self._told):
                return known, rest[end.end() :]
        # On an iPhone a mark shows where the name ends.
        marked = [end for end in ends if self.style[0] and rest[end.end() :].lstrip().startswith("\u200e")]
        for end in (marked or ends)[:1]:
            name = _written_name(rest[: end.start()])
            if not nameable(name) or _GROUP_LINE.search(name) or _SYSTEM_LINE.search(name):
                break
            self._authors.add(name)
            return name, rest[end.end() :]
        return "", rest

    def _by_the_program(self, body: str) -> bool:
        """Return whether a line with an author is the program's own, as an iPhone writes them."""
        if not self.style[0]:
            return False
        marked = body.lstrip(" \u00a0\u202f").startswith("\u200e")
        said = tidy(body[:_MOST_SAID])
        if not self.written and (marked or _SYSTEM_LINE.search(said)):
            return not _MEDIA.match(said)
        return marked and bool(_SYSTEM_LINE.search(said) or _GROUP_LINE.search(said) or _MISSED.search(said))


def _written_name(text: str) -> str:
    """Return a name as an author; somebody who is no contact of the user's telephone has a ~ before it."""
    return _UNSAVED.sub("", tidy(text), count=1) if "~" in text[:3] else tidy(text)


def _chat_name(source: Source, file: str) -> str:
    """Return whom the chat is with, as far as the file's name, its folder's or the archive's says it."""
    path = PurePosixPath(file)
    if path.parent.name:
        around = path.parent.name
    elif source.path.name == file:
        around = source.path.absolute().parent.name
    else:
        around = re.sub(r"\.zip$", "", source.path.name, flags=re.IGNORECASE)
    for stem in (path.stem, around)[: 2 if path.stem in _NAMELESS else 1]:
        spaced = stem if " " in stem else stem.replace("_", " ")
        if found := _CHAT_FILE.fullmatch(tidy(spaced)):
            return found["name"]
    return tidy(around) if path.stem in _OF_SIGNAL else ""


def _order(dates: Iterable[_Date], options: Options) -> str:
    """Return in which order days are written, "" if that is open; a year of four digits in front leaves no question.

    Days to come say nothing about it.
    """
    this_year = date.fromordinal(options.today).year % 100
    found = [when for when in dates if len(when[0]) < 3]  # noqa: PLR2004 - a year has four
    if not found:
        return "ymd"
    numbers = [tuple(map(int, when)) for when in found]
    short = all(len(when[1]) < 3 and len(when[2]) < 3 for when in found)  # noqa: PLR2004 - as above
    year_first = all(second <= 12 and third <= 31 for _, second, third in numbers)  # noqa: PLR2004 - as above
    if short and year_first and (options.dates == "ymd" or any(first > 31 for first, _, _ in numbers)):  # noqa: PLR2004 - days
        return "ymd"
    # Years of the program in front, and behind them what were years to come: that may be either; one alone is a slip.
    years = all(9 <= first <= this_year for first, _, _ in numbers)  # noqa: PLR2004 - it began in 2009
    to_come = sum(third > this_year for _, _, third in numbers)
    if short and year_first and years and (to_come > 1 or to_come == len(numbers)):
        return options.dates
    past = [when for when in found if not _is_to_come(when, options.today)]
    if not past:
        return "dmy"
    pairs = [
        (int(first), int(third if len(second) > 2 else second))  # noqa: PLR2004 - as above
        for first, second, third in past
    ]
    day_first = any(first > 12 >= second for first, second in pairs)  # noqa: PLR2004 - months
    month_first = any(second > 12 >= first for first, second in pairs)  # noqa: PLR2004 - as above
    if day_first != month_first:
        return "dmy" if day_first else "mdy"
    return options.dates if options.dates in {"dmy", "mdy"} else ""


def _is_to_come(when: _Date, today: int) -> bool:
    """Return whether a day is to come whichever its order; one that no calendar has shows how days are written."""
    days = [day for order in ("dmy", "mdy") if (day := _day(when, order))]
    return min(days) > today if days else any(int(part) > 31 for part in when[:2])  # noqa: PLR2004 - days


def _day(when: _Date, order: str) -> int | None:
    """Return a day, or None for one that the calendar does not have, or before 1970."""
    if len(when[0]) > 2:  # noqa: PLR2004 - a year
        year, month, day = when
    elif len(when[1]) > 2:  # noqa: PLR2004 - as above
        year, (day, month) = when[1], (when[0], when[2]) if order == "dmy" else (when[2], when[0])
    elif order == "ymd":
        year, month, day = when
    else:
        year, (day, month) = when[2], when[:2] if order == "dmy" else (when[1], when[0])
    whole = int(year) + (2000 if len(year) <= 2 else 0)  # noqa: PLR2004 - as above
    try:
        return date(whole, int(month), int(day)).toordinal() if whole >= 1970 else None  # noqa: PLR2004
    except ValueError:
        return None


def _others(chat: _Chat, me: set[str], options: Options, findings: Findings) -> list[str]:
    """Return whom a chat is with; `me` are the user's names, folded, and take in what the chat shows of them.

    Raises:
        NetcheckError: `import_me_needed`.
    """
    if chat.group:
        return _writers(chat, me, options, findings)
    authors = sorted({author for author, _ in chat.written})
    others = [author for author in authors if fold(author) not in me]
    bearers = [author for author in others if _alike(author, chat.name)]
    if len(others) == _TWO:
        if len(bearers) != 1:
            raise NetcheckError("import_me_needed", names=others)
        me.update(fold(author) for author in others if author not in bearers)
        return bearers
    if others:
        if others == authors and not bearers and not _is_known(me) and chat.place == "whatsapp":
            raise NetcheckError("import_me_needed", names=others)
        return others
    if authors and not chat.name:
        findings.leave_out("nobody", n=chat.written.total())
    own = _bare(_YOU.sub("", chat.name)) in {_bare(name) for name in me}
    if authors and chat.name and own:
        findings.leave_out("own_notes")
    return [chat.name] if authors and chat.name and not own else []


def _writers(chat: _Chat, me: set[str], options: Options, findings: Findings) -> list[str]:
    """Return who else wrote in a group, if groups are asked for.

    Raises:
        NetcheckError: `import_me_needed`.
    """
    if not options.groups:
        findings.leave_out("group")
        return []
    authors: Counter[str] = Counter()
    for (author, _), number in chat.written.items():
        authors[author] += number
    others = [author for author in authors if fold(author) not in me]
    if not _is_known(me) and len(others) == len(authors) > 0:
        raise NetcheckError("import_me_needed", names=[author for author, _ in authors.most_common(10)])
    if len(others) > MOST_WRITERS:
        findings.leave_out("many_recipients", n=chat.written.total())
        return []
    return others


def _is_known(me: set[str]) -> bool:
    """Return whether more is known of the user than what Signal says."""
    return len(me) > 1


def _add(talks: Talks, chat: _Chat, name: str, me: set[str]) -> None:
    """Count the messages of a chat of two, or in a group somebody's on the days on which the user wrote, too."""
    my_days = {chat.days[when] for writer, when in chat.written if fold(writer) in me}
    for (writer, when), number in chat.written.items():
        day = chat.days[when]
        if day is not None and (not chat.group or (writer == name and day in my_days)):
            talks.add(_key(name), name, day, n=number)


def _contact(name: str, *, group: bool) -> Draft:
    """Return a contact; a number alone is somebody only where the whole chat is with that number."""
    number = phone(name)
    values = {"name": name, **({"identifiers": (number,)} if number else {})}
    return Draft(Contact, values, person=_key(name), unless_known="no_name" if number and group else "")


def _key(name: str) -> str:
    return phone(name) or fold(name)


def _alike(author: str, name: str) -> bool:
    """Return whether names are the same but for the signs that no file's name can hold."""
    return fold(author) == fold(name) or bool(_bare(author) and _bare(author) == _bare(name))


def _bare(name: str) -> str:
    """Return a name without the signs that no file's name can hold, folded."""
    return re.sub(r"[\W_]", "", fold(tidy(name)))
