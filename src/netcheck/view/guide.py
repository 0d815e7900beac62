"""Draws the guide and the next steps."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.view.plain import columns
from netcheck.view.safe import safe
from netcheck.view.text import day_phrase, wrap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.domain.model import Step
    from netcheck.words import Words

CELLS = 78
_INDENT = "  "


def guide_page(own: Mapping[str, str], words: Words) -> str:
    """Return all questions of the guide with the reader's own words, by question id."""
    texts = words.guide
    lines = [texts.head]
    for key, question in texts.questions.items():
        text = words.common.quoted.format(text=safe(own[key])) if own.get(key) else texts.open
        lines += ["", *wrap(question.text, CELLS), *wrap(text, CELLS, _INDENT)]
    return "\n".join([*lines, "", *wrap(texts.closing, CELLS)])


def guide_opening(words: Words) -> str:
    """Say what is to come."""
    return "\n".join(wrap(words.guide.opening, CELLS))


def guide_question(key: str, *, known: bool, words: Words) -> str:
    """Return one question with its help, before it is answered."""
    texts = words.guide
    question = texts.questions[key]
    hint = f"{question.help} ({texts.keep})" if known else question.help
    return "\n".join(["", *wrap(question.text, CELLS), *wrap(hint, CELLS, _INDENT)])


def step_list(steps: Mapping[int, Step], names: Mapping[str, str], today: date, words: Words, *, cells: int) -> str:
    """Return the open ones among all steps, each with its number; and how many are done, with the last one."""
    still = {number: step for number, step in steps.items() if step.done is None}
    rows = [(str(number), safe(step.text), _facts(step, names, today, words)) for number, step in still.items()]
    lines = [f"{_INDENT}{line}" for line in columns(rows, cells - 2, flexible=1, right={0})]
    if not still:
        lines = [words.steps.none_open]
    done = sorted((step.done, step.id, step.text) for step in steps.values() if step.done is not None)
    if done:
        last, _, text = done[-1]
        day = day_phrase(date.fromordinal(last), today, words)
        quoted = words.common.quoted.format(text=safe(text))
        lines += wrap(words.steps.done(len(done), text=quoted, date=day), cells)
    return "\n".join(lines)


def _facts(step: Step, names: Mapping[str, str], today: date, words: Words) -> str:
    parts = []
    if step.contact_id:
        parts.append(words.steps.with_name.format(name=safe(names.get(step.contact_id, step.contact_id))))
    if step.by is not None:
        parts.append(words.steps.by.format(date=day_phrase(date.fromordinal(step.by), today, words)))
    return " · ".join(parts)
