"""Completion with Tab in a shell: putting it in place, and what it offers."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import click
from click.shell_completion import CompletionItem

from netcheck import i18n
from netcheck.cli.app import App, app_of, say
from netcheck.cli.kinds import vocabulary
from netcheck.domain.lexicon import LEXICON
from netcheck.domain.names import alphabetical, circle_names, fold, folds
from netcheck.errors import NetcheckError
from netcheck.i18n import _, pgettext
from netcheck.settings import CHOICES
from netcheck.view.safe import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from netcheck.domain.model import Contact


def install(context: click.Context) -> None:
    """Put completion in place for the shell that runs.

    Raises:
        NetcheckError: it is no shell that can be served.
    """
    from typer._completion_shared import install as install_for_shell

    from netcheck.cli.shell_completion import use_own_scripts

    use_own_scripts()
    try:
        with redirect_stdout(io.StringIO()):
            shell, path = install_for_shell()
    except click.exceptions.Exit:
        raise NetcheckError("unknown_shell") from None
    except OSError as error:
        raise NetcheckError("file_unwritable", path=error.filename, reason=error.strerror) from None
    say(
        _("✓ Completion for {shell} is in place ({path}). It works in every new terminal.").format(
            shell=shell, path=safe(str(path))
        )
    )
    context.exit()


def candidates(key: str, context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return what may come next where a parameter takes this; nothing where the log cannot be read."""
    typed = context.params.get(parameter.name or "")
    before = [str(word) for word in typed] if isinstance(typed, list | tuple) else []
    try:
        found = list(CANDIDATES[key](_Asked(app_of(context), context, parameter, before, incomplete)))
    except NetcheckError:
        return []
    # What begins with a dash would be read as an option.
    return [item for item in found if not str(item.value).startswith("-")]


class _Asked(NamedTuple):
    """Where a completion is wanted: after which words of the same argument, and how far the next one is typed."""

    app: App
    context: click.Context
    parameter: click.Parameter
    before: Sequence[str]
    incomplete: str


def _line(asked: _Asked) -> Iterable[CompletionItem]:
    """Offer a verb, perhaps after a day, then names, then a kind; nothing once the kind stands."""
    from netcheck.domain.grammar import parse_entry
    from netcheck.domain.line_days import day_in_front
    from netcheck.domain.names import Directory
    from netcheck.domain.vocabulary import LineProblem

    words, spoken = vocabulary(asked.app), LEXICON[i18n.language()]
    before = [*asked.before, ""]  # what is to come stands for the verb
    size = day_in_front(before, lambda at: not before[at] or words.verb(before[at]) is not None, asked.app.today)
    verb, line = asked.before[size : size + 1], asked.before[size + 1 :]
    if not verb:
        yield from _begun((verbs[0] for verbs in spoken.verbs.values()), asked.incomplete)
        if asked.incomplete and not size:
            yield from _begun((spoken.days_back[back][0] for back in _LINE_DAYS), asked.incomplete)
        return
    if not words.verb(verb[0]) or any(words.kind(" ".join(line[-size:])) for size in (1, 2)):
        return
    people = _contacts(asked.app)
    joined = not line or line[-1].endswith(",") or fold(line[-1]) in words.joiners or words.verb(line[-1]) is not None
    for name in _names(people):
        for rest in _continued(name, line, asked.incomplete, anew=joined):
            yield CompletionItem(rest)
    entry = parse_entry(asked.before[size:], Directory(people), words)
    if not joined and not isinstance(entry, LineProblem) and not entry.note:
        yield from _kind(asked)


def _person(asked: _Asked) -> Iterable[CompletionItem]:
    """Offer names, of which the first words may stand already where an argument takes several words."""
    several_words = asked.parameter.nargs == -1
    before = asked.before if several_words else ()
    for name in _names(_contacts(asked.app)):
        for rest in _continued(name, before, asked.incomplete, anew=not before):
            yield CompletionItem(rest)


def _continued(name: str, before: Sequence[str], incomplete: str, *, anew: bool) -> Iterator[str]:
    """Yield what is missing of a name whose first words are the last of `before`, or all of it if one may begin."""
    words, typed = name.split(), " ".join(before).split()
    for size in range(min(len(words) - 1, len(typed)), 0, -1):
        if _begins(name, " ".join([*typed[-size:], incomplete])):
            yield " ".join(words[size:])
            return
    if anew and _begins(name, incomplete):
        yield name


def _begins(text: str, start: str) -> bool:
    """Say whether a text begins like this, case and accents aside, and in whichever way umlauts are spelled."""
    return any(form.startswith(fold(start)) for form in folds(text))


def _begun(texts: Iterable[str], incomplete: str, helps: Mapping[str, str] | None = None) -> Iterable[CompletionItem]:
    return [CompletionItem(text, help=(helps or {}).get(text)) for text in texts if _begins(text, incomplete)]


def _circle(asked: _Asked) -> Iterable[CompletionItem]:
    from netcheck.store import contacts

    with asked.app.reading() as connection:
        return _begun(circle_names(contacts.load(connection).circles), asked.incomplete)


def _kind(asked: _Asked) -> Iterable[CompletionItem]:
    """Offer the usual word for each kind, and the user's own words."""
    if asked.parameter.nargs == -1 and asked.before and asked.parameter.name != "words":
        return []
    usual = (kinds[0] for kinds in LEXICON[i18n.language()].kinds.values())
    return _begun([*usual, *asked.app.settings.kinds], asked.incomplete)


def _day(asked: _Asked, days: Sequence[int] = (0, 1)) -> Iterable[CompletionItem]:
    spoken = LEXICON[i18n.language()]
    near = (spoken.days_back[back][0] for back in days)
    return _begun([*near, *(names[0] for names in spoken.weekdays)], asked.incomplete)


def _day_to_come(asked: _Asked) -> Iterable[CompletionItem]:
    return [] if asked.before else _day(asked, (0, -1))


def _interval(asked: _Asked) -> Iterable[CompletionItem]:
    return _begun(("1w", "2w", "6w", "3m", "6m"), asked.incomplete)


def _measure(asked: _Asked) -> Iterable[CompletionItem]:
    from netcheck.domain.series import SERIES
    from netcheck.view.measures import MEASURE_TEXTS

    return _begun((_(MEASURE_TEXTS[measure].screen) for measure in SERIES), asked.incomplete)


def _entry(asked: _Asked) -> Iterable[CompletionItem]:
    """Offer the entry made last, and the short ids of the latest ones."""
    from netcheck.store import contacts, events
    from netcheck.view.kinds import KIND_NAMES

    with asked.app.reading() as connection:
        people = contacts.load(connection)
        latest = {
            events.short_id(connection, event.id): event for event in islice(events.find(connection, people), _LATEST)
        }
        names = {root: people.contacts[root].name for root in people.contacts}
    helps = {
        short: f"{date.fromordinal(event.day)} {names[people.root_of[event.contact_id]]} {_(KIND_NAMES[event.kind])}"
        for short, event in latest.items()
    }
    last = pgettext("entry", "last")
    offered = [*([last] if latest else []), *latest]
    left = (short for short in offered if short not in asked.before)
    return _begun(left, asked.incomplete, {last: _("the entry made last"), **helps})


def _command(asked: _Asked, *, undone: bool) -> Iterable[CompletionItem]:
    """Offer the short ids of the latest commands that stand, or that were taken back."""
    from netcheck.store import undo

    with asked.app.reading() as connection:
        latest = {
            undo.short_id(connection, command.id): command.verb
            for command in undo.history(connection, _LATEST)
            if command.undone is undone
        }
    return _begun(latest, asked.incomplete, latest)


def _step(asked: _Asked) -> Iterable[CompletionItem]:
    from netcheck.store import checks, contacts

    with asked.app.reading() as connection:
        steps = checks.numbered_steps(connection, contacts.load(connection))
        still = {str(number): step.text for number, step in steps.items() if step.done is None}
    return _begun((number for number in still if number not in asked.before), asked.incomplete, still)


def _round(asked: _Asked) -> Iterable[CompletionItem]:
    from netcheck.store import checks, contacts

    with asked.app.reading() as connection:
        rounds = checks.checks(connection, contacts.load(connection))
    helps = {str(number): date.fromordinal(check.day).isoformat() for number, check in enumerate(rounds, start=1)}
    return _begun(reversed(helps), asked.incomplete, helps)


def _setting(asked: _Asked) -> Iterable[CompletionItem]:
    return _begun(CHOICES, asked.incomplete)


def _value(asked: _Asked) -> Iterable[CompletionItem]:
    """Offer what the setting before it takes: for a word of one's own, a kind."""
    key = asked.context.params.get("key") or ""
    return _kind(asked) if key.startswith("kinds.") else _begun(CHOICES.get(key, ()), asked.incomplete)


def _language(asked: _Asked) -> Iterable[CompletionItem]:
    return _begun(i18n.LANGUAGES, asked.incomplete)


CANDIDATES: Mapping[str, Callable[[_Asked], Iterable[CompletionItem]]] = {
    "line": _line,
    "person": _person,
    "circle": _circle,
    "kind": _kind,
    "day": _day,
    "day to come": _day_to_come,
    "interval": _interval,
    "measure": _measure,
    "entry": _entry,
    "standing command": partial(_command, undone=False),
    "undone command": partial(_command, undone=True),
    "step": _step,
    "round": _round,
    "setting": _setting,
    "value": _value,
    "language": _language,
}
"""What is offered, by what a parameter takes (`parameter_types`)."""

_LATEST = 20
_LINE_DAYS = (0, 1, 2)
"""How many days back the words for a day lie that are offered before a verb."""


def _contacts(app: App) -> list[Contact]:
    """Return the people of the log; nobody where it cannot be read, so that kinds are offered all the same."""
    from netcheck.store import contacts

    try:
        with app.reading() as connection:
            return list(contacts.load(connection).contacts.values())
    except NetcheckError:
        return []


def _names(people: Iterable[Contact]) -> list[str]:
    return sorted((contact.name for contact in people), key=alphabetical)
