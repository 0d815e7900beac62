"""The ten questions, the guide and the next steps in plain text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.check_dates import next_due
from netcheck.domain.checklist import clear_yes, difference
from netcheck.domain.model import Check, GuideEntry, Step, Voice
from netcheck.view.evidence import evidence_block
from netcheck.view.listing import columns, short_day
from netcheck.view.safe import safe
from netcheck.view.text import PROSE_CELLS, clip, day_phrase, long_date, month_of, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netcheck.domain.checklist import CheckDraft
    from netcheck.domain.evidence import Evidence
    from netcheck.domain.model import Step
    from netcheck.words import Words
    from netcheck.words.shape.checklist import Question


_HINTS_AT = 34
_INDENT = "  "


def opening(voice: Voice, name: str | None, guide: Iterable[GuideEntry], words: Words) -> str:
    """Say what is to come, and recall the reader's own words from the guide, a line each."""
    texts = words.checklist
    if name is not None:
        first = texts.opening_contact.format(name=safe(name))
    else:
        first = texts.opening_company if voice is Voice.COMPANY else texts.opening
    lines = wrap(f"{first} {texts.strict} {texts.only_you} {texts.pause}", PROSE_CELLS)
    own = [words.common.quoted.format(text=clip(safe(entry.text), PROSE_CELLS - 4)) for entry in guide]
    if own:
        lines += ["", words.guide.own_words, *(f"{_INDENT}{sentence}" for sentence in own)]
        lines += wrap(words.guide.closing, PROSE_CELLS)
    return "\n".join(lines)


def steps_head(set_on: int | None, today: date, words: Words) -> str:
    """Say that what follows was set on this day (an ordinal), or at some time."""
    texts = words.checklist
    if set_on is None:
        return texts.steps_head_plain
    when = when_phrase(set_on, today, words)
    return texts.steps_head.format(when=when[0].upper() + when[1:])


def step_prompt(text: str, words: Words) -> str:
    """Return a step and the keys for what became of it, on one line."""
    room = PROSE_CELLS - width(_INDENT + words.checklist.step_keys) - 4
    return f"{_INDENT}{pad(clip(safe(text), room), room)}  {words.checklist.step_keys}"


def question(draft: CheckDraft, name: str | None, words: Words) -> str:
    """Return the present question and what a clear yes to it would be."""
    texts = words.checklist
    present = _wording(draft.voice, name, words)[draft.question or ""]
    position = texts.position.format(n=draft.position + 1, of=len(draft.questions))
    clear = texts.clear_yes.format(text=present.clear_yes)
    asked, hint = (text.format(name=safe(name or "")) for text in (present.text, clear))
    return "\n".join(["", position, "", *wrap(asked, PROSE_CELLS, _INDENT), "", *wrap(hint, PROSE_CELLS, _INDENT)])


def answer_prompt(draft: CheckDraft, words: Words) -> str:
    """Return the keys for the present question. The last round's answer does not show: it would bend this one."""
    texts = words.checklist
    given = draft.answers.get(draft.question or "")
    hints = [texts.keep_key.format(answer=texts.answers[given])] if given else []
    hints += [texts.note_key, *([texts.back_key] if draft.position else []), *([] if given else [texts.pause_key])]
    return f"{_INDENT}{pad(texts.answer_keys, _HINTS_AT)}{' · '.join(hints)}"


def result(check: Check, before: Check | None, today: date, words: Words) -> str:
    """Say how many answers are a clear yes, and what changed since the round before."""
    count = count_phrase(check, words)
    if before is None:
        return f"{count}."
    texts = words.checklist
    when = when_phrase(before.day, today, words)
    changed = difference(before, check)
    rows = [(texts.gained, changed.gained), (texts.lost, changed.lost)]
    room = max(width(label) for label, _ in rows)
    lines = wrap(texts.compared(clear_yes(before), result=count, when=when), PROSE_CELLS)
    for label, ids in rows:
        if ids:
            names = ", ".join(texts.short[question] for question in ids)
            lines += wrap(names, PROSE_CELLS, " " * (room + 4), first=f"{_INDENT}{pad(label, room)}  ")
    return "\n".join(lines)


def due_again(check: Check, months: int, words: Words) -> str:
    """Say when the questions come again, so many months after the check."""
    return words.checklist.due_again.format(date=long_date(date.fromordinal(next_due(check.day, months)), words))


def count_phrase(check: Check, words: Words) -> str:
    """Return "7 klare Ja von zehn", "7 clear yeses of ten"."""
    texts, yes, of = words.checklist, clear_yes(check), len(check.answers)
    number = texts.numbers.get(of, str(of))
    return texts.result(yes, of=number) if yes else texts.result_none.format(of=number)


def when_phrase(day: int, today: date, words: Words) -> str:
    """Return "im August", "im August 2025", or within this month "am 3. November"."""
    then = date.fromordinal(day)
    if (then.year, then.month) == (today.year, today.month):
        month = words.common.months[then.month - 1]
        return words.checklist.on_day.format(date=words.common.day_month.format(day=then.day, month=month))
    return words.checklist.in_month.format(month=month_of(then, today, words))


def check_list(checks: Mapping[int, Check], names: Mapping[str, str], today: date, words: Words, *, cells: int) -> str:
    """Return the rounds in the order given, each with its number: day, whom it was about, clear yeses."""
    texts = words.checklist
    rows = [
        (
            str(number),
            short_day(date.fromordinal(check.day), today, words),
            _whom(check, names, words),
            texts.list_row.format(n=clear_yes(check), of=len(check.answers)),
        )
        for number, check in checks.items()
    ]
    lines = columns(rows, cells - 2, flexible=2, right={0, 1, 3})
    return "\n".join([texts.list_head, *(f"{_INDENT}{line}" for line in lines)])


def check_card(
    check: Check,
    steps: Iterable[Step],
    found: Mapping[str, Evidence],
    names: Mapping[str, str],
    words: Words,
    *,
    cells: int,
) -> str:
    """Return one round with all answers, notes, the steps that followed from it, and what the log said to it."""
    texts = words.checklist
    day = long_date(date.fromordinal(check.day), words)
    head = texts.show_head.format(date=day, who=_whom(check, names, words), count=count_phrase(check, words))
    name = names.get(check.contact_id) if check.contact_id else None
    wording = _wording(check.voice, name, words)
    room = max(width(label) for label in texts.answers.values())
    further = " " * (room + 4)
    followed: dict[str, list[str]] = {}
    for step in steps:
        followed.setdefault(step.question or "", []).append(texts.show_step.format(text=safe(step.text)))
    lines = [*wrap(head, cells), ""]
    for key, answer in check.answers.items():
        asked = wording[key].text.format(name=safe(name or "")) if key in wording else safe(key)
        lines += wrap(asked, cells, further, first=f"{_INDENT}{pad(texts.answers[answer], room)}  ")
        notes = [texts.show_note.format(text=safe(check.notes[key]))] if check.notes.get(key) else []
        for text in [*notes, *followed.get(key, ())]:
            lines += wrap(text, cells, further)
    if check.remark:
        lines += ["", *wrap(texts.show_remark.format(text=safe(check.remark)), cells, _INDENT)]
    said = evidence_block(check, found, words, cells=cells, then=True)
    return "\n".join([*lines, *[""] * bool(said), *said])


def _wording(voice: Voice, name: str | None, words: Words) -> Mapping[str, Question]:
    if name is not None:
        return words.checklist.contact
    return words.checklist.company if voice is Voice.COMPANY else words.checklist.person


def _whom(check: Check, names: Mapping[str, str], words: Words) -> str:
    if check.contact_id:
        return words.checklist.contact_row.format(name=safe(names.get(check.contact_id, check.contact_id)))
    return words.checklist.company_row if check.voice is Voice.COMPANY else words.checklist.person_row


def guide_page(own: Mapping[str, str], words: Words) -> str:
    """Return all questions of the guide with the reader's own words, by question id."""
    texts = words.guide
    lines = [texts.head]
    for key, question in texts.questions.items():
        text = words.common.quoted.format(text=safe(own[key])) if own.get(key) else texts.open
        lines += ["", *wrap(question.text, PROSE_CELLS), *wrap(text, PROSE_CELLS, _INDENT)]
    return "\n".join([*lines, "", *wrap(texts.closing, PROSE_CELLS)])


def guide_opening(words: Words) -> str:
    """Say what is to come."""
    return "\n".join(wrap(words.guide.opening, PROSE_CELLS))


def guide_question(key: str, *, known: bool, words: Words) -> str:
    """Return one question with its help, before it is answered."""
    texts = words.guide
    question = texts.questions[key]
    hint = f"{question.help} ({texts.keep})" if known else question.help
    return "\n".join(["", *wrap(question.text, PROSE_CELLS), *wrap(hint, PROSE_CELLS, _INDENT)])


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
