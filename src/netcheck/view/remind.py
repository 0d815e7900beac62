"""The digest: with names for a terminal, in numbers for a mail; what triage and spread show."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.cadence import about
from netcheck.domain.due import MOST_PEOPLE
from netcheck.domain.model import Contact, Voice
from netcheck.domain.names import Directory, short_forms
from netcheck.domain.shell_quoting import quoted
from netcheck.i18n import N_, NN_, _, ngettext
from netcheck.view.safe import safe
from netcheck.view.text import (
    EVERY,
    NBSP,
    USUAL_CELLS,
    clip,
    date_of,
    entries_text,
    every_text,
    iso_day,
    month_of,
    pad,
    width,
    wrap,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netcheck.domain.due import Birthday, Digest, Due, DuePerson
    from netcheck.domain.triage import Undecided, Week


_NAME_CELLS, _STEP_CELLS = 24, 46
_SHOW = "netcheck contact show {who}"
_INDENT, _GAP = "  ", "  "
_WEEK = 7


_NUMERALS = (
    N_("None"),
    N_("One"),
    N_("Two"),
    N_("Three"),
    N_("Four"),
    N_("Five"),
    N_("Six"),
    N_("Seven"),
    N_("Eight"),
    N_("Nine"),
    N_("Ten"),
    N_("Eleven"),
    N_("Twelve"),
)
_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def digest_lines(
    digest: Digest,
    contacts: Iterable[Contact],
    today: date,
    *,
    cells: int = USUAL_CELLS,
    paused: bool = False,
) -> list[str]:
    """Return the digest under its head, with the line to type next beside each thing, and what can wait below.

    The last words say how to have a pause, or in one how to end it.
    """
    rows = digest_rows(digest, contacts, today, cells=cells)
    hint = (
        _("To end this sooner: netcheck remind pause --end")
        if paused
        else _("For some quiet: netcheck remind pause 2w")
    )
    return [_("For this week"), *rows, *wrap(f"{_waiting(digest.more)} {hint.replace(' ', NBSP)}", cells)]


def digest_rows(digest: Digest, contacts: Iterable[Contact], today: date, *, cells: int = USUAL_CELLS) -> list[str]:
    """Return a line for each thing that the digest shows; where the two halves do not fit, one below the other."""
    rows = [*_questions(digest), *_steps(digest), *_people(digest, contacts, today)]
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


def people_rows(digest: Digest, contacts: Iterable[Contact], today: date) -> list[tuple[str, str]]:
    """Return the line to type and what is to be said of each person that the digest shows."""
    forms = _forms(digest, contacts)
    people = [
        (
            _("netcheck log with {who}").format(who=forms[person.contact.id]),
            f"{_name(person.contact)}: {_reason(person, today)}",
        )
        for person in digest.people
    ]
    return people + [
        (
            _SHOW.format(who=forms[birthday.contact.id]),
            _("{name}: {birthday}").format(name=_name(birthday.contact), birthday=_birthday(birthday, today)),
        )
        for birthday in digest.birthdays
    ]


def numbers_line(digest: Digest) -> str:
    """Return the digest without any name: "netcheck: die zehn Fragen, 1 Schritt, 2 Menschen. Ansehen: …"."""
    named = {Voice.PERSON: _("the ten questions"), Voice.COMPANY: _("the questions for your company")}
    counted = (
        (NN_("1 step", "{n} steps"), len(digest.steps) + digest.more_steps),
        (NN_("1 person", "{n} people"), len(digest.people)),
        (NN_("1 birthday", "{n} birthdays"), len(digest.birthdays)),
    )
    things = [
        *(named[voice] for voice in digest.checks),
        *(ngettext(*forms, number).format(n=number) for forms, number in counted if number),
    ]
    return _("netcheck: {things}. To see them: netcheck remind").format(things=", ".join(things))


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


def _waiting(more: int) -> str:
    """Say how many others can wait, and beyond what fits into some weeks, how to spread them."""
    if more >= len(_NUMERALS):
        return (
            _("{n} more can wait. To spread them over several weeks: netcheck spread")
            .format(n=more)
            .replace("netcheck spread", f"netcheck{NBSP}spread")
        )
    said = (
        ngettext("One more can wait till next week.", "{n} more can wait till next week.", more).format(n=more)
        if more <= MOST_PEOPLE
        else _("{n} more can wait.").format(n=more)
    )
    return said.replace(str(more), _(_NUMERALS[more])) if more else ""


def _questions(digest: Digest) -> list[tuple[str, str]]:
    own = _("The ten questions take about five minutes.") if digest.first else _("The ten questions are due again.")
    rows = {
        Voice.PERSON: (own, "netcheck checklist"),
        Voice.COMPANY: (_("The questions for your company are due again."), "netcheck checklist --company"),
    }
    return [rows[voice] for voice in digest.checks]


def _steps(digest: Digest) -> list[tuple[str, str]]:
    rows = [
        (clip(_("Your step: {text}").format(text=safe(step.text)), _STEP_CELLS), f"netcheck step done {number}")
        for number, step in digest.steps
    ]
    return rows + [
        (
            ngettext("One more step", "{n} more steps", digest.more_steps).format(n=digest.more_steps),
            "netcheck step list",
        )
    ] * bool(digest.more_steps)


def _forms(digest: Digest, contacts: Iterable[Contact]) -> dict[str, str]:
    """Return what to type for each person that the digest shows."""
    shown = [person.contact for person in digest.people] + [birthday.contact for birthday in digest.birthdays]
    forms = short_forms(shown, Directory(contacts)) if shown else {}
    return {contact.id: quoted(safe(forms.get(contact.id, contact.name))) for contact in shown}


def _people(digest: Digest, contacts: Iterable[Contact], today: date) -> list[tuple[str, str]]:
    everyone = [person.contact for person in digest.people] + [birthday.contact for birthday in digest.birthdays]
    wide = max((width(_name(contact)) for contact in everyone), default=0)
    forms = _forms(digest, contacts)
    rows = [
        (
            f"{pad(_name(person.contact), wide)}  {_reason(person, today)}",
            _("netcheck log with {who}").format(who=forms[person.contact.id]),
        )
        for person in digest.people
    ]
    return rows + [
        (
            f"{pad(_name(birthday.contact), wide)}  {_birthday(birthday, today)}",
            _SHOW.format(who=forms[birthday.contact.id]),
        )
        for birthday in digest.birthdays
    ]


def _name(contact: Contact) -> str:
    return clip(safe(contact.name), _NAME_CELLS)


def _reason(person: DuePerson, today: date) -> str:
    cadence = person.cadence or about(person.gap)
    every = ngettext(*EVERY[cadence.unit], cadence.number).format(n=cadence.number)
    if person.last is None:
        return _("{every}, no entry yet").format(every=every)
    month = month_of(date.fromordinal(person.last), today)
    if person.cadence:
        return _("{every}, last {month}").format(every=every, month=month)
    return _("{usual}, last {month}").format(usual=usually(every, person.gaps), month=month)


def usually(every: str, gaps: int) -> str:
    """Return how often it usually is, and from how many gaps that is known."""
    return ngettext("usually {every}, from {n} gap", "usually {every}, from {n} gaps", gaps).format(every=every, n=gaps)


def _birthday(birthday: Birthday, today: date) -> str:
    ahead = birthday.day - today.toordinal()
    day = date.fromordinal(birthday.day)
    if ahead in {0, 1}:
        return _("birthday tomorrow") if ahead else _("birthday today")
    if ahead < _WEEK:
        return _("birthday on {weekday}").format(weekday=_(_WEEKDAYS[day.weekday()]))
    return _("birthday on {day}").format(day=date_of(day, today))


_SHOWN_WEEKS = 8


def undecided_line(person: Undecided, number: int, of: int, today: date) -> str:
    """Return who it is: the place among so many, the name, how many entries, the last one, and the usual gap."""
    if person.last is None:
        facts = [_("no entry yet")]
    else:
        day = date_of(date.fromordinal(person.last), today)
        facts = [_("{entries}, last {day}").format(entries=entries_text(person.entries), day=day)]
    if person.gap is not None:
        facts.append(usually(every_text(str(about(person.gap))), person.gaps))
    place = _("{n} of {of}").format(n=number, of=of)
    return f"{place}   {safe(person.contact.name)}   {', '.join(facts)}"


def decision_prompt(cadences: Sequence[str], *, back: bool) -> str:
    """Return the keys, those for the cadences counted from 1, with one to go `back` or without, and the prompt."""
    keys = [f"[{number}] {every_text(every)}" for number, every in enumerate(cadences, start=1)]
    ways = _("[n]ever   [s]kip for now   [b]ack   [q]uit") if back else _("[n]ever   [s]kip for now   [q]uit")
    return f"  {'   '.join(keys)}\n  {ways} ›"


def plan_lines(weeks: Sequence[Week], today: date, *, cells: int) -> list[str]:
    """Return who comes in which week; of many weeks the last ones are counted."""
    labels = [_label(week, today) for week in weeks[:_SHOWN_WEEKS]]
    room = max(map(width, labels)) + 4
    lines = [_("This is the plan, up to five people a week:")]
    for label, week in zip(labels, weeks, strict=False):
        names = ", ".join(safe(person.contact.name).replace(" ", NBSP) for person in week.people)
        lines += wrap(names, cells, " " * room, first=pad(f"  {label}", room))
    more = len(weeks) - _SHOWN_WEEKS
    if more > 0:
        further = ngettext("and one more week", "and {n} more weeks, the last from {day}", more)
        lines.append("  " + further.format(n=more, day=_day(weeks[-1], today)))
    return lines


def _label(week: Week, today: date) -> str:
    now = week.first == today.toordinal()
    return _("this week") if now else _("from {day}").format(day=_day(week, today))


def _day(week: Week, today: date) -> str:
    return date_of(date.fromordinal(week.first), today)
