"""The ten questions, the guide and the next steps in plain text."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.check_dates import next_due
from netcheck.domain.checklist import clear_yes, difference
from netcheck.domain.model import Answer, Check, GuideEntry, Step, Voice
from netcheck.i18n import N_, _, ngettext
from netcheck.view.evidence import evidence_block
from netcheck.view.listing import columns, short_day
from netcheck.view.question_text import answers_about, count_phrase, when_phrase
from netcheck.view.questions import COMPANY, CONTACT, GUIDE, GUIDE_SHORT, PERSON, SHORT_NAMES, Question
from netcheck.view.safe import safe
from netcheck.view.text import PROSE_CELLS, clip, day_phrase, long_date, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netcheck.domain.checklist import CheckDraft
    from netcheck.domain.evidence import Evidence
    from netcheck.domain.model import Step
    from netcheck.domain.report import CheckRow


_HINTS_AT = 34
_INDENT = "  "


_ANSWERS = {
    Answer.YES: N_("yes"),
    Answer.PARTLY: N_("partly"),
    Answer.NO: N_("no"),
}


def opening(voice: Voice, name: str | None, guide: Iterable[GuideEntry]) -> str:
    """Say what is to come, and recall the reader's own words from the guide, a line each with its question in short."""
    if name is not None:
        first = _("Seven questions about you and {name}, about three minutes.").format(name=safe(name))
    else:
        first = (
            _("Ten questions for your company, about five minutes.")
            if voice is Voice.COMPANY
            else _("Ten questions, about five minutes.")
        )
    told = [
        first,
        _("They are strict on purpose. A clear yes need not hold today, nor for everyone."),
        _("Only you see the answers."),
        _("Ctrl-C takes a break; nothing is lost."),
    ]
    lines = wrap(" ".join(told), PROSE_CELLS)
    own = [(_(GUIDE_SHORT[entry.id]), entry.text) for entry in guide if entry.id in GUIDE_SHORT]
    if own:
        room = max(width(asked) for asked, _ in own)
        left = PROSE_CELLS - room - 6
        lines += ["", _("In your own words:")]
        lines += [
            f"{_INDENT}{pad(asked, room)}  {_('“{text}”').format(text=clip(safe(text), left))}" for asked, text in own
        ]
        lines += wrap(_("You can approach others the way you would like to be approached."), PROSE_CELLS)
    return "\n".join(lines)


def steps_head(set_on: int | None, today: date) -> str:
    """Say that what follows was set on this day (an ordinal), or at some time."""
    if set_on is None:
        return _("You planned:")
    when = when_phrase(set_on, today)
    return _("{when} you planned:").format(when=when[0].upper() + when[1:])


def step_prompt(text: str) -> str:
    """Return a step and the keys for what became of it, on one line."""
    room = PROSE_CELLS - width(_INDENT + _("[d]one  [s]tays  [l]et go ›")) - 4
    return f"{_INDENT}{pad(clip(safe(text), room), room)}  {_('[d]one  [s]tays  [l]et go ›')}"


def question(draft: CheckDraft, name: str | None) -> str:
    """Return the present question and what a clear yes to it would be."""
    present = _wording(draft.voice, name)[draft.question or ""]
    position = _("{n} of {of}").format(n=draft.position + 1, of=len(draft.questions))
    clear = _("A clear yes: {text}").format(text=_(present.clear_yes))
    asked, hint = (text.format(name=safe(name or "")) for text in (_(present.text), clear))
    return "\n".join(["", position, "", *wrap(asked, PROSE_CELLS, _INDENT), "", *wrap(hint, PROSE_CELLS, _INDENT)])


def answer_prompt(draft: CheckDraft) -> str:
    """Return the keys for the present question. The last round's answer does not show: it would bend this one."""
    given = draft.answers.get(draft.question or "")
    hints = [_("Enter: {answer} stays").format(answer=_(_ANSWERS[given]))] if given else []
    hints += [_("+ note"), *([_("b back")] if draft.position else []), *([] if given else [_("Ctrl-C break")])]
    return f"{_INDENT}{pad(_('[y]es   [p]artly   [n]o'), _HINTS_AT)}{' · '.join(hints)}"


def result(check: Check, before: Check | None, today: date) -> str:
    """Say how many answers are a clear yes, and what changed since the round before."""
    count = count_phrase(clear_yes(check), len(check.answers))
    if before is None:
        return f"{count}."
    when = when_phrase(before.day, today)
    changed = difference(before, check)
    rows = [(_("new"), changed.gained), (_("no longer clear"), changed.lost)]
    room = max(width(label) for label, _ in rows)
    lines = wrap(
        ngettext("{result}; {when} it was {n}.", "{result}; {when} there were {n}.", clear_yes(before)).format(
            n=clear_yes(before), result=count, when=when
        ),
        PROSE_CELLS,
    )
    for label, ids in rows:
        if ids:
            names = ", ".join(_(SHORT_NAMES[question]) for question in ids)
            lines += wrap(names, PROSE_CELLS, " " * (room + 4), first=f"{_INDENT}{pad(label, room)}  ")
    return "\n".join(lines)


def due_again(check: Check, months: int) -> str:
    """Say when the questions come again, so many months after the check."""
    return _("Due again on {date}.").format(date=long_date(date.fromordinal(next_due(check.day, months))))


def answers_block(rows: Sequence[CheckRow], number: int, today: date, *, cells: int) -> list[str]:
    """Return the latest of some rounds about one person in short, with the line that shows round `number` whole."""
    told = answers_about(rows, today.toordinal())
    return [
        _("Your answers"),
        *wrap(told, cells, _INDENT),
        f"{_INDENT}{_('All of them: {line}').format(line=f'netcheck checklist --show {number}')}",
    ]


def steps_block(steps: Mapping[int, Step], today: date, *, cells: int) -> list[str]:
    """Return the open steps with one person, each with its number."""
    rows = [
        (str(number), safe(step.text), _facts(step.replaced(contact_id=None), {}, today))
        for number, step in steps.items()
    ]
    return [_("Your steps"), *(f"{_INDENT}{line}" for line in columns(rows, cells - 2, flexible=1, right={0}))]


def check_list(checks: Mapping[int, Check], names: Mapping[str, str], today: date, *, cells: int) -> str:
    """Return the rounds in the order given, each with its number: day, whom it was about, clear yeses."""
    rows = [
        (
            str(number),
            short_day(date.fromordinal(check.day), today),
            _whom(check, names),
            _("{n} of {of}").format(n=clear_yes(check), of=len(check.answers)),
        )
        for number, check in checks.items()
    ]
    lines = columns(rows, cells - 2, flexible=2, right={0, 1, 3})
    return "\n".join([_("Your answers so far · clear yeses"), *(f"{_INDENT}{line}" for line in lines)])


def check_card(
    check: Check,
    steps: Iterable[Step],
    found: Mapping[str, Evidence],
    names: Mapping[str, str],
    *,
    cells: int,
) -> str:
    """Return one round with all answers, notes, the steps that followed from it, and what the log said to it."""
    day = long_date(date.fromordinal(check.day))
    head = f"{day} · {_whom(check, names)} · {count_phrase(clear_yes(check), len(check.answers))}"
    name = names.get(check.contact_id) if check.contact_id else None
    wording = _wording(check.voice, name)
    room = max(width(_(label)) for label in _ANSWERS.values())
    further = " " * (room + 4)
    followed: dict[str, list[str]] = {}
    for step in steps:
        followed.setdefault(step.question or "", []).append(_("Step: {text}").format(text=safe(step.text)))
    lines = [*wrap(head, cells), ""]
    for key, answer in check.answers.items():
        asked = _(wording[key].text).format(name=safe(name or "")) if key in wording else safe(key)
        lines += wrap(asked, cells, further, first=f"{_INDENT}{pad(_(_ANSWERS[answer]), room)}  ")
        notes = [_("Note: {text}").format(text=safe(check.notes[key]))] if check.notes.get(key) else []
        for text in [*notes, *followed.get(key, ())]:
            lines += wrap(text, cells, further)
    if check.remark:
        lines += ["", *wrap(_("Noticed: {text}").format(text=safe(check.remark)), cells, _INDENT)]
    said = evidence_block(check, found, cells=cells, then=True)
    return "\n".join([*lines, *[""] * bool(said), *said])


def _wording(voice: Voice, name: str | None) -> Mapping[str, Question]:
    if name is not None:
        return CONTACT
    return COMPANY if voice is Voice.COMPANY else PERSON


def _whom(check: Check, names: Mapping[str, str]) -> str:
    if check.contact_id:
        return _("you and {name}").format(name=safe(names.get(check.contact_id, check.contact_id)))
    return _("your company") if check.voice is Voice.COMPANY else _("you")


def guide_page(own: Mapping[str, str]) -> str:
    """Return all questions of the guide with the reader's own words, by question id."""
    lines = [_("Your guide")]
    for key, question in GUIDE.items():
        text = _("“{text}”").format(text=safe(own[key])) if own.get(key) else _("still open")
        lines += ["", *wrap(_(question.text), PROSE_CELLS), *wrap(text, PROSE_CELLS, _INDENT)]
    return "\n".join(
        [*lines, "", *wrap(_("You can approach others the way you would like to be approached."), PROSE_CELLS)]
    )


def guide_opening() -> str:
    """Say what is to come."""
    return "\n".join(
        wrap(
            _("Six questions to answer in your own words; one sentence each will do, and you can always change it."),
            PROSE_CELLS,
        )
    )


def guide_question(key: str, *, known: bool) -> str:
    """Return one question with its help, before it is answered."""
    question = GUIDE[key]
    hint = f"{_(question.help)} ({_('Enter: leave as it is')})" if known else _(question.help)
    return "\n".join(["", *wrap(_(question.text), PROSE_CELLS), *wrap(hint, PROSE_CELLS, _INDENT)])


def step_list(steps: Mapping[int, Step], names: Mapping[str, str], today: date, *, cells: int) -> str:
    """Return the open ones among all steps, each with its number; and how many are done, with the last one."""
    still = {number: step for number, step in steps.items() if step.done is None}
    rows = [(str(number), safe(step.text), _facts(step, names, today)) for number, step in still.items()]
    lines = [f"{_INDENT}{line}" for line in columns(rows, cells - 2, flexible=1, right={0})]
    if not still:
        lines = [_("No step is open.")]
    done = sorted((step.done, step.id, step.text) for step in steps.values() if step.done is not None)
    if done:
        last, _id, text = done[-1]
        day = day_phrase(date.fromordinal(last), today)
        quoted = _("“{text}”").format(text=safe(text))
        lines += wrap(
            ngettext(
                "One step is done: {text} ({date}).", "{n} steps are done, the last one: {text} ({date}).", len(done)
            ).format(n=len(done), text=quoted, date=day),
            cells,
        )
    return "\n".join(lines)


def _facts(step: Step, names: Mapping[str, str], today: date) -> str:
    parts = []
    if step.contact_id:
        parts.append(_("with {name}").format(name=safe(names.get(step.contact_id, step.contact_id))))
    if step.by is not None:
        parts.append(_("by {date}").format(date=day_phrase(date.fromordinal(step.by), today)))
    return " · ".join(parts)
