"""The shape of the sentences that tell an entry, and what a command changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.words.shape.common import Count


class SentenceWords(Value):
    """One sentence for each kind and direction, and one for each way to change something.

    `events` is keyed by (kind, direction); its sentences end without a full stop, name the other
    as {name}. In `stories`, the key says what became of what ("contact.created"). `added`, `changed`
    and `removed` tell of one field by its label in `fields`. `deeds`
    counts what a large command created, edited and deleted. `every` says how often, by unit (d, w, m, y).
    `things` says by entity what a thing is found by, and `more` how many there are besides; `unknown` counts what only
    a newer program knows. `unseen` adds to what was taken back or done
    again that nothing shows of it, `changed_later` also why.
    """

    events: Mapping[tuple[str, str], str]
    tick: str
    with_note: str
    approximate: str
    weights: Mapping[int, str]
    asked: str
    someone: str
    stories: Mapping[str, str]
    fields: Mapping[str, str]
    added: str
    changed: str
    removed: str
    every: Mapping[str, Count]
    counts: Mapping[str, Count]
    deeds: Mapping[str, str]
    things: Mapping[str, str]
    more: Count
    unknown: Count
    unseen: str
    changed_later: str
    undone: str
    redone: str
    redone_anew: str
