"""The digest: with names for a terminal, in numbers for a mail; what triage and spread show."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.cadence import about
from netcheck.domain.due import MOST_PEOPLE
from netcheck.domain.model import Contact, Voice
from netcheck.domain.names import Directory, short_forms
from netcheck.view.safe import safe
from netcheck.view.text import NBSP, USUAL_CELLS, clip, date_of, every_text, iso_day, month_of, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netcheck.domain.due import Birthday, Digest, Due, DuePerson
    from netcheck.domain.triage import Undecided, Week
    from netcheck.words import Words


_NAME_CELLS, _STEP_CELLS = 24, 46
_SHOW = "netcheck contact show {who}"
_INDENT, _GAP = "  ", "  "
_WEEK = 7


def digest_lines(
    digest: Digest,
    contacts: Iterable[Contact],
    today: date,
    words: Words,
    *,
    cells: int = USUAL_CELLS,
    paused: bool = False,
) -> list[str]:
    """Return the digest under its head, with the line to type next beside each thing, and what can wait below.

    The last words say how to have a pause, or in one how to end it.
    """
    texts = words.remind
    rows = digest_rows(digest, contacts, today, words, cells=cells)
    hint = texts.end_hint if paused else texts.quiet
    return [texts.head, *rows, *wrap(f"{_waiting(digest.more, words)} {hint.replace(' ', NBSP)}", cells)]


def digest_rows(
    digest: Digest, contacts: Iterable[Contact], today: date, words: Words, *, cells: int = USUAL_CELLS
) -> list[str]:
    """Return a line for each thing that the digest shows; where the two halves do not fit, one below the other."""
    rows = [*_questions(digest, words), *_steps(digest, words), *_people(digest, contacts, today, words)]
    room = cells - len(_INDENT) - len(_GAP) - max((width(command) for _, command in rows), default=0)
    column = max((width(text) for text, command in rows if command and width(text) <= room), default=0)
    lines = []
    for text, command in rows:
        if command and width(text) <= column:
            lines.append(f"{_INDENT}{pad(text, column)}{_GAP}{command}")
        else:
            lines += wrap(text.replace("  ", f"{NBSP}{NBSP}"), cells, _INDENT)
            lines += [f"{_INDENT}{_INDENT}{command}"] * bool(command)
    return lines


def people_rows(digest: Digest, contacts: Iterable[Contact], today: date, words: Words) -> list[tuple[str, str]]:
    """Return the line to type and what is to be said of each person that the digest shows."""
    texts, forms = words.remind, _forms(digest, contacts)
    people = [
        (
            texts.log.format(who=forms[person.contact.id]),
            texts.person.format(name=_name(person.contact), reason=_reason(person, today, words)),
        )
        for person in digest.people
    ]
    return people + [
        (
            _SHOW.format(who=forms[birthday.contact.id]),
            texts.celebrates.format(name=_name(birthday.contact), birthday=_birthday(birthday, today, words)),
        )
        for birthday in digest.birthdays
    ]


def numbers_line(digest: Digest, words: Words) -> str:
    """Return the digest without any name: "netcheck: die zehn Fragen, 1 Schritt, 2 Menschen. Ansehen: …"."""
    texts = words.remind
    named = {Voice.PERSON: texts.check_counted, Voice.COMPANY: texts.company_counted}
    counted = (
        (texts.steps_counted, len(digest.steps) + digest.more_steps),
        (texts.people_counted, len(digest.people)),
        (texts.birthdays_counted, len(digest.birthdays)),
    )
    things = [*(named[voice] for voice in digest.checks), *(count(number) for count, number in counted if number)]
    return texts.numbers.format(things=", ".join(things))


def due_json(found: Due, digest: Digest, today: date, paused: date | None, *, with_names: bool) -> dict[str, object]:
    """Return all that is due; `now` says what the digest shows. Names and texts are left out unless `with_names`."""
    shown = set(digest.shown)

    def named(value: dict[str, object], key: str, text: str) -> dict[str, object]:
        return {**value, key: text} if with_names else value

    return {
        "schema": 1,
        "today": today.isoformat(),
        "paused_until": paused.isoformat() if paused and paused > today else None,
        "questions": [str(voice) for voice in found.checks],
        "steps": [
            named(
                {"number": number, "id": step.id, "with_id": step.contact_id, "by": iso_day(step.by)}, "text", step.text
            )
            for number, step in found.steps
        ],
        "people": [
            named(
                {
                    "id": person.contact.id,
                    "every": str(person.cadence) if person.cadence else None,
                    "gap_days": person.gap,
                    "last": iso_day(person.last),
                    "excess": person.excess,
                    "now": person.contact.id in shown,
                },
                "name",
                person.contact.name,
            )
            for person in found.people
        ],
        "birthdays": [
            named({"id": birthday.contact.id, "on": iso_day(birthday.day)}, "name", birthday.contact.name)
            for birthday in found.birthdays
        ],
    }


def _waiting(more: int, words: Words) -> str:
    """Say how many others can wait, and beyond what fits into some weeks, how to spread them."""
    texts = words.remind
    if more >= len(texts.numerals):
        return texts.many_more.format(n=more).replace("netcheck spread", f"netcheck{NBSP}spread")
    said = texts.more(more) if more <= MOST_PEOPLE else texts.more_later.format(n=more)
    return said.replace(str(more), texts.numerals[more]) if more else ""


def _questions(digest: Digest, words: Words) -> list[tuple[str, str]]:
    texts = words.remind
    own = texts.check_first if digest.first else texts.check
    rows = {
        Voice.PERSON: (own, "netcheck checklist"),
        Voice.COMPANY: (texts.company, "netcheck checklist --company"),
    }
    return [rows[voice] for voice in digest.checks]


def _steps(digest: Digest, words: Words) -> list[tuple[str, str]]:
    texts = words.remind
    rows = [
        (clip(texts.step.format(text=safe(step.text)), _STEP_CELLS), f"netcheck step done {number}")
        for number, step in digest.steps
    ]
    return rows + [(texts.more_steps(digest.more_steps), "netcheck step list")] * bool(digest.more_steps)


def _forms(digest: Digest, contacts: Iterable[Contact]) -> dict[str, str]:
    """Return what to type for each person that the digest shows."""
    shown = [person.contact for person in digest.people] + [birthday.contact for birthday in digest.birthdays]
    forms = short_forms(shown, Directory(contacts)) if shown else {}
    return {contact.id: safe(forms.get(contact.id, contact.name)) for contact in shown}


def _people(digest: Digest, contacts: Iterable[Contact], today: date, words: Words) -> list[tuple[str, str]]:
    everyone = [person.contact for person in digest.people] + [birthday.contact for birthday in digest.birthdays]
    wide = max((width(_name(contact)) for contact in everyone), default=0)
    forms = _forms(digest, contacts)
    rows = [
        (
            f"{pad(_name(person.contact), wide)}  {_reason(person, today, words)}",
            words.remind.log.format(who=forms[person.contact.id]),
        )
        for person in digest.people
    ]
    return rows + [
        (
            f"{pad(_name(birthday.contact), wide)}  {_birthday(birthday, today, words)}",
            _SHOW.format(who=forms[birthday.contact.id]),
        )
        for birthday in digest.birthdays
    ]


def _name(contact: Contact) -> str:
    return clip(safe(contact.name), _NAME_CELLS)


def _reason(person: DuePerson, today: date, words: Words) -> str:
    texts = words.remind
    cadence = person.cadence or about(person.gap)
    every = words.sentences.every[cadence.unit](cadence.number)
    if person.last is None:
        return texts.no_entry.format(every=every)
    month = month_of(date.fromordinal(person.last), today, words)
    return (texts.wished if person.cadence else texts.usual).format(every=every, month=month)


def _birthday(birthday: Birthday, today: date, words: Words) -> str:
    texts, ahead = words.remind, birthday.day - today.toordinal()
    day = date.fromordinal(birthday.day)
    if ahead in {0, 1}:
        return texts.birthday_tomorrow if ahead else texts.birthday_today
    if ahead < _WEEK:
        return texts.birthday_weekday.format(weekday=texts.weekdays[day.weekday()])
    return texts.birthday_on.format(day=date_of(day, today, words))


_SHOWN_WEEKS = 8


def undecided_line(person: Undecided, today: date, words: Words) -> str:
    """Return who it is: the name, how many entries, the last one, and how often it usually is."""
    texts = words.remind
    if person.last is None:
        facts = [texts.triage_none]
    else:
        day = date_of(date.fromordinal(person.last), today, words)
        facts = [texts.triage_person.format(entries=words.common.entries(person.entries), day=day)]
    if person.gap is not None:
        facts.append(texts.triage_usual.format(every=every_text(str(about(person.gap)), words)))
    return f"{safe(person.contact.name)}   {', '.join(facts)}"


def decision_prompt(cadences: Sequence[str], words: Words) -> str:
    """Return the keys, those for the cadences counted from 1, and the prompt."""
    texts = words.remind
    keys = [f"[{number}] {every_text(every, words)}" for number, every in enumerate(cadences, start=1)]
    return f"  {'   '.join(keys)}\n  {texts.triage_keys} ›"


def plan_lines(weeks: Sequence[Week], today: date, words: Words, *, cells: int) -> list[str]:
    """Return who comes in which week; of many weeks the last ones are counted."""
    texts = words.remind
    labels = [_label(week, today, words) for week in weeks[:_SHOWN_WEEKS]]
    room = max(map(width, labels)) + 4
    lines = [texts.spread_head]
    for label, week in zip(labels, weeks, strict=False):
        names = ", ".join(safe(person.contact.name).replace(" ", NBSP) for person in week.people)
        lines += wrap(names, cells, " " * room, first=pad(f"  {label}", room))
    more = len(weeks) - _SHOWN_WEEKS
    return [*lines, f"  {texts.spread_more(more, day=_day(weeks[-1], today, words))}"] if more > 0 else lines


def _label(week: Week, today: date, words: Words) -> str:
    texts = words.remind
    now = week.first == today.toordinal()
    return texts.spread_now if now else texts.spread_from.format(day=_day(week, today, words))


def _day(week: Week, today: date, words: Words) -> str:
    return date_of(date.fromordinal(week.first), today, words)
