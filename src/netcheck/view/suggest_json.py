"""Suggestions as JSON values; keys and codes are English in every language, only the lines to type are not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.suggestion import Came, Quiet, Resting, ToDo
from netcheck.view.plain_json import event_json
from netcheck.view.suggest import line_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netcheck.domain.asking import Helper, Helpers
    from netcheck.domain.matching import Directory
    from netcheck.domain.model import Contact, GuideEntry, Kind
    from netcheck.domain.suggestion import Suggestion
    from netcheck.words import Words


def suggestions_json(
    found: Iterable[Suggestion], guide: GuideEntry | None, directory: Directory, words: Words
) -> dict[str, object]:
    """Return the user's own words, or null, and the suggestions: what all have in common, then what each needs."""
    return {
        "guide": _guide(guide),
        "suggestions": [
            {"reason": one.reason, **_who(one.contact), "line": line_of(one, directory, words), **_facts(one)}
            for one in found
        ],
    }


def asking_json(found: Iterable[Helpers], kind: Kind, guide: GuideEntry | None) -> dict[str, object]:
    """Return the lists of people who could be asked for something of a kind."""
    return {
        "kind": kind,
        "guide": _guide(guide),
        "lists": [{"tie": helpers.tie, "people": [_helper(one) for one in helpers.people]} for helpers in found],
    }


def _guide(guide: GuideEntry | None) -> dict[str, str] | None:
    return None if guide is None else {"id": guide.id, "text": guide.text}


def _who(contact: Contact | None) -> dict[str, object]:
    if contact is None:
        return {"with": None, "with_id": None, "identifiers": []}
    return {"with": contact.name, "with_id": contact.id, "identifiers": list(contact.identifiers)}


def _facts(one: Suggestion) -> dict[str, object]:
    match one:
        case Quiet():
            return {"last": _iso(one.last), "usual_days": one.gap, "kinds": list(one.kinds), "offer": one.offer}
        case Came():
            return {"event": event_json(one.event, one.contact.name), "offer": one.offer}
        case ToDo():
            return {"number": one.number, "step_id": one.step.id, "text": one.step.text, "by": _iso(one.step.by)}
        case Resting():
            others = [contact.name for contact in one.others]
            return {"function": one.function, "sole": one.sole, "via": one.via, "others": others}


def _helper(one: Helper) -> dict[str, object]:
    return {
        **_who(one.contact),
        "kind": one.kind,
        "first": _iso(one.first),
        "once": one.once,
        "last": _iso(one.last),
    }


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()
