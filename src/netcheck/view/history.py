"""What commands did and when, in plain text."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from netcheck.view.changes import change_sentences
from netcheck.view.plain import short_day
from netcheck.view.safe import safe
from netcheck.view.text import pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netcheck.domain.changes import Command
    from netcheck.words import Words


def history(commands: Sequence[Command], names: Mapping[str, str], today: date, words: Words, *, cells: int) -> str:
    """Return what each command did and when, in the order given; undone ones are marked."""
    moments = [datetime.fromtimestamp(command.at / 1e6, tz=UTC).astimezone() for command in commands]
    days = [short_day(moment.date(), today, words) for moment in moments]
    verbs = [safe(command.verb) for command in commands]
    day_room, verb_room = (max(map(width, texts), default=0) for texts in (days, verbs))
    lines = []
    for command, moment, day, verb in zip(commands, moments, days, verbs, strict=True):
        head = f"{pad(day, day_room, right=True)} {moment:%H:%M}  {pad(verb, verb_room)}  "
        sentences = _told(command, commands, names, today, words)
        if command.undone:
            sentences[-1] = f"{sentences[-1]} ({words.looking.taken_back})"
        for number, sentence in enumerate(sentences):
            indent = " " * width(head)
            lines += wrap(sentence, cells, indent, first=indent if number else head)
    return "\n".join(lines)


def _told(
    command: Command, others: Sequence[Command], names: Mapping[str, str], today: date, words: Words
) -> list[str]:
    """Return the command's sentences; an undo or redo tells of the command that it concerned, if that is at hand."""
    template = {"undo": words.sentences.undone, "redo": words.sentences.redone_anew}.get(command.verb, "{story}")
    concerned = next((other for other in others if other.id == command.target), None)
    if concerned is None:
        return change_sentences(command, names, words, today)
    return [template.format(story=story) for story in change_sentences(concerned, names, words, today)]
