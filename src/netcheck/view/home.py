"""What the bare command shows, in plain lines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.model import Ledger, Voice
from netcheck.i18n import LANGUAGES, N_, _, in_every_language, language, ngettext
from netcheck.view.entry import event_sentence
from netcheck.view.questions import PERSON
from netcheck.view.safe import safe
from netcheck.view.text import NBSP, PROSE_CELLS, date_of, day_phrase, pad, width, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.due import Digest
    from netcheck.domain.model import Event


def welcome(*, chosen: bool) -> str:
    """Greet someone with an empty log; unless the language was `chosen`, say how to have another one."""
    lines = [
        _("Welcome. Your log is empty, and it stays on this machine."),
        "",
        *_commands(
            ("netcheck log", _("Who has been good to you lately? One line is enough.")),
            ("netcheck checklist", _("Ten questions, about five minutes.")),
            ("netcheck demo", _("Have a look first, with made-up people.")),
        ),
    ]
    offers = zip(LANGUAGES, in_every_language(N_("In English: netcheck --lang en")), strict=True)
    others = [offer for spoken, offer in offers if spoken != language()]
    return "\n".join(lines if chosen else [*lines, "", *others])


def back(last: date, lively: int, today: date) -> str:
    """Greet someone after a pause that began on the day `last`; `lively` people can be caught up with."""
    day = date_of(last, today)
    commands = [
        (
            "netcheck log --catch-up",
            ngettext("catch up: one name, a moment", "catch up: {n} names, about two minutes", lively).format(n=lively),
        ),
        ("netcheck log", _("just carry on from today")),
        (f"netcheck report --until {last.isoformat()}", _("see how things stood on {day}").format(day=day)),
    ]
    said = wrap(
        _(
            "Good to have you back. Your last entry is from {day}. Your log does not know what happened "
            "since, and the break does not count against you."
        ).format(day=_held(day)),
        PROSE_CELLS,
    )
    return "\n".join([*said, "", *_commands(*(commands if lively else commands[1:]))])


def ways_on() -> str:
    """Return what to type next, once there is an entry."""
    return _("To go on: {commands}").format(commands="netcheck log    netcheck report    netcheck --help")


def standing(
    ledger: Ledger,
    last: Event | None,
    today: date,
    *,
    due: Digest,
    answered: int,
    people: Sequence[tuple[str, str]],
    question: str,
) -> str:
    """Show the `last` entry, what is due, and the question that is this week's thought.

    `answered` is how many of the ten questions are answered in a check that was left; `people` are
    the rows about those who are due, the line to type first.
    """
    said: list[str] = []
    if last is not None:
        sentence = event_sentence(last, ledger.contacts[last.contact_id].name)
        day = day_phrase(date.fromordinal(last.day), today)
        said = wrap(_("Last ({day}): {sentence}").format(sentence=sentence, day=_held(day)), PROSE_CELLS)
    rows = [*_questions(due, answered), *_steps(due), *people]
    thought = wrap(_("Thought of the week: {question}").format(question=_(PERSON[question].text)), PROSE_CELLS)
    return "\n\n".join("\n".join(part) for part in (said, _commands(*rows), thought) if part)


def _questions(due: Digest, answered: int) -> list[tuple[str, str]]:
    rows = []
    if answered:
        rows.append(
            (
                "netcheck checklist",
                ngettext(
                    "One of the ten questions is answered already.",
                    "{n} of the ten questions are answered already.",
                    answered,
                ).format(n=answered),
            )
        )
    elif Voice.PERSON in due.checks:
        rows.append(
            (
                "netcheck checklist",
                _("The ten questions take about five minutes.") if due.first else _("The ten questions are due again."),
            )
        )
    if Voice.COMPANY in due.checks:
        rows.append(("netcheck checklist --company", _("The questions for your company are due again.")))
    return rows


def _steps(due: Digest) -> list[tuple[str, str]]:
    others = len(due.steps) + due.more_steps - 1
    more = f", {ngettext('and one more', 'and {n} more', others).format(n=others)}" if others > 0 else ""
    return [
        ("netcheck step list", _("Your step: {text}").format(text=safe(step.text)) + more)
        for _number, step in due.steps[:1]
    ]


def _held(day: str) -> str:
    return day.replace(" ", NBSP)


def _commands(*rows: tuple[str, str]) -> list[str]:
    wide = max((width(command) for command, _ in rows), default=0)
    return [
        line
        for command, text in rows
        for line in wrap(text, PROSE_CELLS, " " * (wide + 6), first=f"  {pad(command, wide)}    ")
    ]
