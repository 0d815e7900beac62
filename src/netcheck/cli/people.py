"""Whom a name means: found, asked about, or refused with the short forms that would do; and which circle."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.cli.app import remark
from netcheck.cli.text_input import clean, given, given_name
from netcheck.domain.names import Directory, Match, Rank, circle_names, fold, short_forms, spelled
from netcheck.domain.shell_quoting import quoted
from netcheck.errors import Cancelled, NetcheckError
from netcheck.i18n import _
from netcheck.store import events
from netcheck.view.safe import safe
from netcheck.view.text import any_of, day_phrase, pad, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netcheck.cli.app import App
    from netcheck.domain.model import Circle, Contact
    from netcheck.store.contacts import People
    from netcheck.store.database import Connection


_NEAR_ENOUGH = 70
_ALIKE = 0.82
_LEAST_LETTERS = 3
"""A shorter text is like nothing: a letter or two are in many names."""
_ENOUGH_LETTERS = 5
"""A shorter text is within many names by chance: it is like a word that it begins, or from which one letter differs."""
_NEAREST = 3

SHORTEST_ID = 8
"""So many characters at least of an id stand for somebody whom nothing else tells apart."""


def whom(text: str, people: People, connection: Connection, app: App) -> Contact:
    """Return the one contact that `text` means; on a terminal somebody is asked where that is unclear.

    Raises:
        NetcheckError: nobody, or nobody for certain, is called that.
        Cancelled: somebody was asked and left.
    """
    directory = Directory(people.contacts.values())
    match = directory.find(text)
    if match is None:
        raise unknown(text, people.contacts.values())
    contact = match.only or pick(text, match, people, connection, app, otherwise=_("None of these"))
    if contact is None:
        raise Cancelled("cancelled")
    return contact


def by_id(text: str, people: People) -> Contact | None:
    """Return the one contact whose id ends with a text of `SHORTEST_ID` characters or more."""
    suffix = text.strip().lower()
    found = [one for key, one in people.contacts.items() if key.endswith(suffix)] if len(suffix) >= SHORTEST_ID else []
    return found[0] if len(found) == 1 else None


def pick(
    text: str, match: Match, people: People, connection: Connection, app: App, *, otherwise: str
) -> Contact | None:
    """Ask which contact of an uncertain match is meant, or whether it is; None for the choice `otherwise`.

    Whom the user met last is preselected.

    Raises:
        NetcheckError: nobody can be asked.
        Cancelled: somebody was asked and left.
    """
    days = events.last_days(connection, people)
    candidates = sorted(match.contacts, key=lambda contact: (-days.get(contact.id, 0), contact.name))
    if not app.interactive:
        raise _refusal(text, match, candidates, days, people, app)
    from netcheck.ask import choose

    wide = max(width(safe(contact.name)) for contact in candidates)
    labels: list[tuple[str, Contact | None]] = [
        (f"{pad(safe(contact.name), wide)}   {_last(contact, days, app)}", contact) for contact in candidates
    ]
    question = _("Who do you mean by {text}?").format(text=_quoted(text))
    return choose(question, [*labels, (otherwise, None)])


def known_circle(text: str, circles: Iterable[Circle]) -> str:
    """Return the circle that `text` names.

    Raises:
        NetcheckError: there is none.
    """
    names = circle_names(circles)
    circle = spelled(clean(text), names)
    if circle is None and not names:
        raise NetcheckError("no_circles", text=text)
    if circle is None:
        raise NetcheckError("unknown_circle", text=text, circles=", ".join(names))
    return circle


def unknown(text: str, contacts: Iterable[Contact]) -> NetcheckError:
    """Return the refusal of a name that nobody has, with the nearest names."""
    names = nearest(text, contacts)
    further = [_("  Did you mean {names}?").format(names=any_of(map(safe, names)))] if names else []
    return NetcheckError("unknown_person", text=_quoted(text), further=further)


def nearest(text: str, contacts: Iterable[Contact]) -> list[str]:
    """Return the names most like `text`, the likeliest first."""
    return most_like(text, [contact.name for contact in contacts])


def most_like(text: str, names: Iterable[str]) -> list[str]:
    """Return the names most like `text`, or with a word most like it, the likeliest first."""
    from rapidfuzz import fuzz
    from rapidfuzz.distance import OSA, JaroWinkler

    typed = fold(text)
    if len(typed) < _LEAST_LETTERS:
        return []

    def likeness(name: str) -> float:
        folded = fold(name)
        if len(typed) < _ENOUGH_LETTERS:
            words = [folded.replace(" ", ""), *folded.split()]
            return max(fuzz.ratio(typed, one) for one in words) if any(map(is_near, words)) else 0
        whole = max(fuzz.WRatio(typed, folded), fuzz.WRatio(typed, folded.replace(" ", "")))
        word = max((JaroWinkler.similarity(typed, part) for part in folded.split()), default=0)
        return max(whole, 100 * word if word >= _ALIKE else 0)

    def is_near(word: str) -> bool:
        return word.startswith(typed) or (word[:1] == typed[0] and OSA.distance(typed, word) == 1)

    scored = sorted(((likeness(name), name) for name in names), key=lambda pair: (-pair[0], pair[1]))
    enough = _NEAR_ENOUGH if len(typed) >= _ENOUGH_LETTERS else 1
    return [name for score, name in scored[:_NEAREST] if score >= enough]


def _refusal(
    text: str, match: Match, candidates: Sequence[Contact], days: dict[str, int], people: People, app: App
) -> NetcheckError:
    shortest = short_forms(candidates, Directory(people.contacts.values()))
    forms = {contact_id: quoted(form) for contact_id, form in shortest.items()}
    if len(candidates) == 1 and match.rank is Rank.START:
        (contact,) = candidates
        form = forms.get(contact.id) or quoted(contact.name)
        return NetcheckError("unsure_person", text=_quoted(text), name=contact.name, form=form)
    wide = max(width(safe(contact.name)) for contact in candidates)
    broad = max((width(safe(form)) for form in forms.values()), default=0)
    further = [
        (_("  {name}   write {form}   {last}") if contact.id in forms else "  {name}   {last}").format(
            name=pad(safe(contact.name), wide),
            form=pad(safe(forms.get(contact.id, "")), broad),
            last=_last(contact, days, app),
        )
        for contact in candidates
    ]
    return NetcheckError("ambiguous_person", text=_quoted(text), further=further)


def _last(contact: Contact, days: dict[str, int], app: App) -> str:
    if contact.id not in days:
        return _("no entry yet")
    return _("last {day}").format(day=day_phrase(date.fromordinal(days[contact.id]), app.today))


def _quoted(text: str) -> str:
    return _("“{text}”").format(text=safe(text))


def free_name(text: str, people: People, *, except_for: str = "") -> str:
    """Return a name that no living contact but the one with the id `except_for` bears as its whole name.

    Raises:
        UsageError: nothing of it can be seen.
        NetcheckError: it is taken.
    """
    name = given_name(text, code="no_name")
    match = Directory(people.contacts.values()).known(name)
    for contact in match.contacts if match and match.rank is Rank.NAME else ():
        if contact.id != except_for:
            raise NetcheckError("name_taken", name=contact.name)
    return name


def texts_of(values: Sequence[str] | None, option: str) -> tuple[str, ...]:
    """Return the clean texts given with a repeated option, each once; all but identifiers are names.

    Raises:
        UsageError: one is empty, or too long.
    """
    fit = given if option == "--identifier" else given_name
    return tuple(dict.fromkeys(fit(text, option) for text in values or ()))


def circles_of(values: Sequence[str] | None, people: People, app: App) -> tuple[str, ...]:
    """Return the circles as they are spelled in the log; for new ones, what `chosen_circle` returns.

    Raises:
        UsageError: one is empty.
        Cancelled: somebody was asked and left.
    """
    names = circle_names(people.circles)
    return tuple(dict.fromkeys(chosen_circle(text, names, app) for text in texts_of(values, "--circle")))


def chosen_circle(text: str, names: Sequence[str], app: App) -> str:
    """Return the circle that a text names; where it is new, but nearly one of these, a terminal asks which is meant."""
    known = spelled(text, names)
    near = most_like(text, names) if known is None and app.interactive else []
    if not near:
        return known or text
    from netcheck import ask

    question = _("There is no circle {text} yet. Which one do you mean?").format(text=_quoted(text))
    new = _("a new circle: {text}").format(text=safe(text))
    return ask.choose(question, [*((safe(name), name) for name in near), (new, text)])


def doubt_circles(circles: Iterable[str], people: People, app: App) -> None:
    """Where nobody could be asked, say which circles were there that new ones are nearly called like."""
    names = circle_names(people.circles)
    for circle in circles:
        near = [] if app.interactive or spelled(circle, names) else most_like(circle, names)
        if near:
            said = _("Did you mean the circle {names}? To take it back: netcheck undo")
            remark(f"  {said.format(names=any_of(map(safe, near)))}")


def own(text: str, contact: Contact, field: str) -> str:
    """Return the contact's alias, identifier or circle (by `field`) that the text spells.

    Raises:
        NetcheckError: there is none.
    """
    found = spelled(clean(text), getattr(contact, field))
    if found is None:
        raise NetcheckError("not_in_circle" if field == "circles" else "not_there", name=contact.name, text=text)
    return found
