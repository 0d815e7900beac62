"""Reads calendars: a talk with whoever was in a meeting, series day by day."""

from __future__ import annotations

import re
from collections import Counter, deque
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from netcheck.domain.model import Contact
from netcheck.domain.names import fold, nameable
from netcheck.errors import NetcheckError
from netcheck.importers.base import Draft, Problem
from netcheck.importers.days import out_of_time
from netcheck.importers.identifiers import email, phone
from netcheck.importers.source import encoding_of, head, lines
from netcheck.importers.talks import talk
from netcheck.importers.text import beginning, cut, decoded, tidy, turned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netcheck.importers.base import Findings, Options
    from netcheck.importers.source import Source

NAME = "ics"

MOST_OTHERS = 8
"""With more others in a meeting nobody talks with everybody."""
MOST_DAYS = 3000
"""Of a series at most so many days count, the last ones before today."""
_REPORT_EVERY = 1000
_SUBJECT = 60
_LONGEST = 1 << 16
_SUFFIXES = {".ics", ".ical", ".icalendar", ".ifb"}
_WANTED = {
    "UID", "SEQUENCE", "STATUS", "CLASS", "SUMMARY", "ORGANIZER", "ATTENDEE", "DTSTART", "RRULE", "RDATE", "EXDATE",
    "RECURRENCE-ID",
}  # fmt: skip
"""What of an event is read; the rest, such as pictures, is passed over."""
_PROPERTY = re.compile(r"([A-Za-z0-9-]+)[;:]")
_PARTS = {"FREQ", "INTERVAL", "COUNT", "WKST", "BYHOUR", "BYDAY", "BYMONTH", "BYMONTHDAY"}
_RULE_PARTS = {
    "DAILY": _PARTS,
    "WEEKLY": _PARTS - {"BYMONTHDAY"} | {"BYSETPOS"},
    "MONTHLY": _PARTS | {"BYSETPOS"},
    "YEARLY": _PARTS | {"BYSETPOS", "BYYEARDAY", "BYWEEKNO"},
}
"""What of a rule may stand with which frequency; with more dateutil would search for days in vain, for long."""
_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NO_PEOPLE = {"ROOM", "RESOURCE", "GROUP"}
_NO_PERSON = re.compile(r"@(?:[\w-]+\.)?calendar\.google\.com$")
_REPLY = re.compile(r"^(?:(?:re|aw|fwd?|wg)\s*:\s*)+", re.IGNORECASE)

_When = date | datetime


class _Person(NamedTuple):
    """Somebody in a meeting: the address or the folded name, and the name, "" where the calendar has none."""

    key: str
    name: str
    declined: bool


class _Meeting(NamedTuple):
    """What is kept of an event: its days up to today, or the first if that is to come, as ordinals.

    `without` are moments on which a series did not take place, `instead_of` is the one of a series that it replaces.
    """

    uid: str
    sequence: int
    start: _When
    days: tuple[int, ...]
    without: tuple[_When, ...]
    instead_of: _When | None
    people: tuple[_Person, ...]
    note: str
    cancelled: bool


class _StartError(Exception):
    """An event has no start that can be read."""


def detect(source: Source) -> bool:
    """Return whether a calendar is among the first files."""
    return any(_is_calendar(source, name) for name in _files(source)[:5])


def parse(source: Source, options: Options, findings: Findings) -> Iterator[Draft]:
    """Yield those with whom meetings were, and a talk for each person and day.

    Raises:
        NetcheckError: `import_not_format`, `import_me_needed`.
    """
    reader = _Reader(options, findings)
    found = False
    for name in _files(source):
        if _is_calendar(source, name):
            found = True
            reader.read(source, name)
        else:
            findings.problems.append(Problem(0, "import_no_calendar", file=name))
    if not found:
        raise NetcheckError("import_not_format", path=source.path, format="iCalendar")
    yield from reader.drafts()


def _files(source: Source) -> list[str]:
    if len(source.names) == 1:
        return list(source.names)
    return [name for name in source.names if PurePosixPath(name).suffix.lower() in _SUFFIXES]


def _is_calendar(source: Source, name: str) -> bool:
    return re.search(r"^\s*BEGIN:VCALENDAR\b", beginning(head(source, name)), re.IGNORECASE | re.MULTILINE) is not None


class _Reader:
    """Keeps the meetings of all files; the newest version of each counts."""

    def __init__(self, options: Options, findings: Findings) -> None:
        self._options = options
        self._findings = findings
        self._me = {fold(name) for one in options.me for name in (tidy(one), email(one)) if name}
        self._versions: dict[tuple[str, str], dict[_When, _Meeting]] = {}
        self._alike: dict[Any, Any] = {}
        self._read = 0

    def read(self, source: Source, file: str) -> None:
        """Read one file."""
        for number, (properties, cancelled, whole) in enumerate(_events(source, file, self._findings), 1):
            self._read += 1
            if self._options.progress and not self._read % _REPORT_EVERY:
                self._options.progress(self._read)
            problems = [] if whole else ["import_ics_open"]
            # icalendar raises whatever its parsers stumble over, at once or when a property is looked at.
            try:
                found = _meeting(properties, self._options.today, cancelled=cancelled, problems=problems)
            except _StartError:
                problems.append("import_ics_start")
            except Exception:  # noqa: BLE001 - see above
                problems.append("import_ics_event")
            else:
                self._keep(found) if found else self._findings.leave_out("no_day")
            self._findings.problems += (Problem(number, code, file=file, record=True) for code in problems)

    def _keep(self, found: _Meeting) -> None:
        """Keep a meeting, unless there is a newer version; equal parts of many are one in memory."""
        alike = self._alike.setdefault
        found = found._replace(people=alike(found.people, found.people), note=alike(found.note, found.note))
        key = (found.uid or f"#{self._read}", str(found.instead_of or ""))
        same = self._versions.setdefault(key, {})
        newest = next((one.sequence for one in same.values()), found.sequence)
        if found.sequence > newest:
            same.clear()
        if found.sequence >= newest and not (found.start in same and same[found.start].cancelled):
            same[found.start] = found

    def drafts(self) -> Iterator[Draft]:
        """Yield everybody, each before the first talk, and the talks by day."""
        meetings = [one for same in self._versions.values() for one in same.values()]
        self._check_me(meetings)
        replaced: dict[str, list[_When]] = {}
        for meeting in meetings:
            if meeting.instead_of is not None:
                replaced.setdefault(meeting.uid, []).append(meeting.instead_of)
        found: dict[tuple[int, str], tuple[str, str]] = {}
        names: dict[str, Counter[str]] = {}
        for meeting in meetings:
            others = self._others(meeting)
            if not others:
                continue
            instead = replaced.get(meeting.uid, []) if meeting.instead_of is None else []
            days = self._days(meeting, (*meeting.without, *instead))
            first = (str(meeting.start)[11:16], meeting.note)
            for person in others:
                names.setdefault(person.key, Counter())[person.name] += 1
                for day in days:
                    found[day, person.key] = min(found.get((day, person.key), first), first, key=lambda one: one[0])
        seen: set[str] = set()
        for (day, key), (_, note) in sorted(found.items()):
            name = max(names[key], key=lambda name: (bool(name), names[key][name])) or key
            if key not in seen:
                seen.add(key)
                identifiers = {"identifiers": (key,)} if email(key) or phone(key) else {}
                yield Draft(Contact, {"name": name, **identifiers}, person=key)
            yield talk(NAME, key, name, day, note)

    def _check_me(self, meetings: list[_Meeting]) -> None:
        """Refuse to guess who the user is, and remark if nobody is whom the user said to be.

        Raises:
            NetcheckError: `import_me_needed`.
        """
        if self._me:
            everybody = {person for meeting in meetings for person in meeting.people}
            if self._options.me_said and everybody and not any(map(self._is_me, everybody)):
                self._findings.remarks.append(("me_unmatched", {"names": ", ".join(self._options.me)}))
            return
        met = Counter(person.key for meeting in meetings for person in set(meeting.people))
        if met:
            raise NetcheckError("import_me_needed", names=[key for key, _ in met.most_common(5)])

    def _others(self, meeting: _Meeting) -> list[_Person]:
        """Return with whom a meeting was; nobody, and it is counted, if it was none or with too many."""
        mine = [person for person in meeting.people if self._is_me(person)]
        declined = {person.key for person in meeting.people if person.declined}
        others = {person.key: person for person in meeting.people if person not in mine and person.key not in declined}
        reason = ""
        if meeting.cancelled or any(person.declined for person in mine):
            reason = "cancelled"
        elif not others:
            reason = "nobody"
        elif len(others) > MOST_OTHERS:
            reason = "many_recipients"
        if reason:
            self._findings.leave_out(reason)
            return []
        return list(others.values())

    def _is_me(self, person: _Person) -> bool:
        bare = re.sub(r"\+[^@]*@", "@", person.key)
        return not self._me.isdisjoint({fold(person.key), fold(bare), fold(person.name)})

    def _days(self, meeting: _Meeting, without: Iterable[_When]) -> list[int]:
        """Return the days of a meeting that count, as ordinals; count it as left out if there is none."""
        today = self._options.today
        days = set(meeting.days) - {_day(when, meeting.start) for when in without}
        past = sorted(day for day in days if not out_of_time(day, today))[-MOST_DAYS:]
        if not past and days:
            self._findings.leave_out(out_of_time(max(days), today))
        return past


def _events(source: Source, file: str, findings: Findings) -> Iterator[tuple[list[str], bool, bool]]:
    """Yield of each event the wanted properties, unfolded, whether its calendar takes it back, and whether it ends."""
    inside: list[str] = []
    found: list[str] | None = None
    cancelled = False
    for line in _properties(source, file, findings):
        name, _, value = line.partition(":")
        name, value = name.strip().upper(), value.strip().upper()
        if name == "BEGIN":
            if value == "VEVENT":
                if found is not None:
                    yield found, cancelled, False
                found, inside = [], [one for one in inside if one == "VCALENDAR"]
            elif value == "VCALENDAR":
                cancelled = False
            inside.append(value)
        elif name == "END":
            if value == "VEVENT" and found is not None:
                yield found, cancelled, True
                found = None
            inside = _still_open(inside, value)
        elif inside[-1:] == ["VEVENT"] and found is not None:
            found.append(line)
        elif name == "METHOD" and inside[-1:] == ["VCALENDAR"]:
            cancelled = value == "CANCEL"
    if found is not None:
        yield found, cancelled, False
    elif inside:
        findings.problems.append(Problem(0, "import_ics_cut", file=file))


def _still_open(inside: list[str], ended: str) -> list[str]:
    """Return which of the components that are open stay so where one ends, innermost last."""
    return inside[: len(inside) - 1 - inside[::-1].index(ended)] if ended in inside else inside


def _properties(source: Source, file: str, findings: Findings) -> Iterator[str]:
    """Yield the lines that matter, each with those that continue it; a line may be broken within a character."""
    codec, _ = encoding_of(source, file)
    wide = codec if codec.startswith("utf-16") else ""
    guesses = {"" if wide == "utf-16" else wide}
    parts: list[str] = []
    size = 0

    def joined() -> str:
        text = "".join(parts)
        if not wide:
            text, guessed = decoded(text.encode("latin-1"))
            guesses.add(guessed)
        return text

    path = source.path if len(source.names) == 1 else source.path / file
    with source.open(file) as stream:
        for line in lines(stream, wide or "latin-1", path):
            if line[:1] in {" ", "\t"}:
                size += len(line)
                if parts and size < _LONGEST:
                    parts.append(line[1:])
                continue
            if parts:
                yield joined()
            bare = line.removeprefix("\u00ef\u00bb\u00bf").strip()
            matched = _PROPERTY.match(bare)
            parts = [bare] if matched and matched[1].upper() in _WANTED | {"BEGIN", "END", "METHOD"} else []
            size = len(bare)
    if parts:
        yield joined()
    if guessed := "".join(sorted(guesses)[-1:]):
        findings.remarks.append(("encoding", {"file": file, "encoding": guessed}))


def _meeting(properties: list[str], today: int, *, cancelled: bool, problems: list[str]) -> _Meeting | None:
    """Return what an event says, or None if it has no start; a rule that cannot be read becomes a problem.

    Raises:
        _StartError: its start is no day.
        Exception: anything that icalendar raises.
    """
    import icalendar

    event: Any = icalendar.Event.from_ical("\r\n".join(["BEGIN:VEVENT", *properties, "END:VEVENT", ""]))
    starts = _all(event, "DTSTART")
    if not starts:
        return None
    try:
        start = starts[0].dt
    except Exception:  # noqa: BLE001 - icalendar's own, of which there are several
        raise _StartError from None
    if not isinstance(start, date):
        raise _StartError
    days = {_day(when, start) for when in _moments(event, "RDATE")}
    if start.toordinal() > today or not _all(event, "RRULE"):
        days.add(start.toordinal())
    for rule in _all(event, "RRULE"):
        try:
            days |= _unrolled(rule, start, today)
        except Exception:  # noqa: BLE001 - icalendar's and dateutil's own
            problems.append("import_ics_rule")
            days.add(start.toordinal())
    instead = [one.dt for one in _all(event, "RECURRENCE-ID")]
    private = str(event.get("CLASS", "")).strip().upper() in {"PRIVATE", "CONFIDENTIAL"}
    sequence = str(event.get("SEQUENCE", "")).strip()
    people = [_person(one) for name in ("ORGANIZER", "ATTENDEE") for one in _all(event, name)]
    return _Meeting(
        tidy(str(event.get("UID", ""))),
        int(sequence) if re.fullmatch(r"[0-9]{1,9}", sequence) else 0,
        start,
        tuple(sorted(days)),
        tuple(_moments(event, "EXDATE")),
        instead[0] if instead else None,
        tuple(person for person in people if person),
        "" if private else cut(_REPLY.sub("", tidy(str(event.get("SUMMARY", "")))), _SUBJECT),
        cancelled or str(event.get("STATUS", "")).strip().upper() == "CANCELLED",
    )


def _all(event: Any, name: str) -> list[Any]:  # noqa: ANN401 - icalendar gives one, or a list of several
    found = event.get(name)
    return found if isinstance(found, list) else [] if found is None else [found]


def _moments(event: Any, name: str) -> Iterator[_When]:  # noqa: ANN401 - an icalendar event
    """Yield the days and times of a property that lists them; of a span its beginning."""
    for listed in _all(event, name):
        for one in listed.dts:
            yield one.dt[0] if isinstance(one.dt, tuple) else one.dt


def _person(address: Any) -> _Person | None:  # noqa: ANN401 - icalendar's address, sound or broken
    """Return somebody in a meeting; None for a room, a group, a calendar, or nobody that can be told."""
    said = {str(key).upper(): value for key, value in getattr(address, "params", {}).items()}
    if str(said.get("CUTYPE", "")).upper() in _NO_PEOPLE:
        return None
    name = said.get("CN", "")
    name = tidy(", ".join(map(str, name)) if isinstance(name, list) else str(name)).strip("'\" ")
    key = email(str(address)) or email(str(said.get("EMAIL", ""))) or phone(str(address))
    if _NO_PERSON.search(key):
        return None
    name = turned(name) if nameable(name) and email(name) != (key or "-") else ""
    if not key and not name:
        return None
    return _Person(key or fold(name), name, str(said.get("PARTSTAT", "")).upper() == "DECLINED")


def _unrolled(rule: Any, start: _When, today: int) -> set[int]:  # noqa: ANN401 - icalendar's rule
    """Return the days of a series up to today as ordinals, the last MOST_DAYS of them.

    Raises:
        Exception: it is no rule, or repeats more often than by the day; of many sorts, dateutil's among them.
    """
    from dateutil.rrule import rrulestr

    said = {str(key).upper(): value for key, value in dict(rule).items()}
    allowed = _RULE_PARTS[str(said["FREQ"][0]).upper()]
    if not 1 <= int(said.get("INTERVAL", [1])[0]) <= MOST_DAYS:
        raise ValueError
    months = [_LONGEST_MONTHS[int(month) - 1] for month in said.get("BYMONTH", [1])]
    if min((abs(int(day)) for day in said.get("BYMONTHDAY", [1])), default=1) > max(months):
        raise ValueError
    weekdays = len(said.get("BYDAY", "1"))
    place = min((abs(int(one)) for one in said.get("BYSETPOS", [1])), default=1)
    if "BYSETPOS" in said and str(said["FREQ"][0]).upper() == "WEEKLY" and place > weekdays:
        raise ValueError
    until = next(iter(said.get("UNTIL", [])), None)
    last = min(today, _day(until, start)) if until else today
    text = ";".join(f"{key}={','.join(map(str, value))}" for key, value in said.items() if key in allowed)
    # Days are local, whatever the place.
    local = datetime(start.year, start.month, start.day, getattr(start, "hour", 0))  # noqa: DTZ001 - see above
    days: deque[int] = deque(maxlen=MOST_DAYS)
    for moment in rrulestr(text, dtstart=local):
        day = moment.toordinal()
        if day > last:
            break
        if not days or day != days[-1]:
            days.append(day)
    return set(days)


def _day(when: _When, start: _When) -> int:
    """Return the day of a moment as an ordinal, where the event takes place; that of its start is as it is written."""
    if isinstance(when, datetime) and isinstance(start, datetime) and when.tzinfo and start.tzinfo:
        return when.astimezone(start.tzinfo).toordinal()
    return when.toordinal()
