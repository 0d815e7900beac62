"""What the bare command shows, in plain lines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.model import BriefLedger, Voice
from netcheck.view.entry import event_sentence
from netcheck.view.safe import safe
from netcheck.view.text import NBSP, PROSE_CELLS, date_of, day_phrase, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.due import Digest
    from netcheck.words import Words


def welcome(words: Words, *, chosen: bool) -> str:
    """Greet someone with an empty log; unless the language was `chosen`, say how to have the other one."""
    texts = words.home
    lines = [
        texts.welcome,
        "",
        *_commands(
            ("netcheck log", texts.welcome_log),
            ("netcheck checklist", texts.welcome_checklist),
            ("netcheck demo", texts.welcome_demo),
        ),
    ]
    return "\n".join(lines if chosen else [*lines, "", texts.other_language])


def back(last: date, lively: int, today: date, words: Words) -> str:
    """Greet someone after a pause that began on the day `last`; `lively` people can be caught up with."""
    texts = words.home
    day = date_of(last, today, words)
    commands = [
        ("netcheck log --catch-up", texts.back_catch_up(lively)),
        ("netcheck log", texts.back_log),
        (f"netcheck report --until {last.isoformat()}", texts.back_report.format(day=day)),
    ]
    said = wrap(texts.back.format(day=_held(day)), PROSE_CELLS)
    return "\n".join([*said, "", *_commands(*(commands if lively else commands[1:]))])


def standing(
    ledger: BriefLedger,
    today: date,
    words: Words,
    *,
    due: Digest,
    answered: int,
    people: Sequence[tuple[str, str]],
    question: str,
) -> str:
    """Show the last entry, what is due, and the question that is this week's thought.

    `answered` is how many of the ten questions are answered in a check that was left; `people` are
    the rows about those who are due, the line to type first.
    """
    texts = words.home
    said: list[str] = []
    if ledger.events:
        last = ledger.events[-1]
        sentence = event_sentence(last, ledger.contacts[last.contact_id].name, words)
        day = day_phrase(date.fromordinal(last.day), today, words)
        said = wrap(texts.last_entry.format(sentence=sentence, day=_held(day)), PROSE_CELLS)
    rows = [*_questions(due, answered, words), *_steps(due, words), *people]
    thought = wrap(texts.thought.format(question=words.checklist.person[question].text), PROSE_CELLS)
    return "\n\n".join("\n".join(part) for part in (said, _commands(*rows), thought) if part)


def _questions(due: Digest, answered: int, words: Words) -> list[tuple[str, str]]:
    texts, rows = words.home, []
    if answered:
        rows.append(("netcheck checklist", texts.check_left(answered)))
    elif Voice.PERSON in due.checks:
        rows.append(("netcheck checklist", texts.check_first if due.first else texts.check_due))
    if Voice.COMPANY in due.checks:
        rows.append(("netcheck checklist --company", words.remind.company))
    return rows


def _steps(due: Digest, words: Words) -> list[tuple[str, str]]:
    texts = words.home
    others = len(due.steps) + due.more_steps - 1
    more = f", {texts.more_steps(others)}" if others > 0 else ""
    return [("netcheck step list", texts.step.format(text=safe(step.text)) + more) for _, step in due.steps[:1]]


def _held(day: str) -> str:
    return day.replace(" ", NBSP)


def _commands(*rows: tuple[str, str]) -> list[str]:
    wide = max((width(command) for command, _ in rows), default=0)
    return [
        line
        for command, text in rows
        for line in wrap(text, PROSE_CELLS, " " * (wide + 6), first=f"  {pad(command, wide)}    ")
    ]
