"""The sentences on the ten questions over time, and on the next steps."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from netcheck.domain.measures import Trend
from netcheck.domain.names import alphabetical
from netcheck.i18n import N_, _, ngettext
from netcheck.view.number_format import NUMERALS, numeral
from netcheck.view.questions import SHORT_NAMES
from netcheck.view.safe import safe
from netcheck.view.text import (
    MONTHS,
    date_of,
    join_names,
    month_of,
    names_no_break,
    no_break,
    short_month_year,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.report import (
        CheckRow,
        ComparedChecks,
        Gap,
        OpenStep,
        Questions,
        Report,
    )


_TRENDS = {
    Trend.UP: N_("Over all {n} rounds the clear yeses became more: from {a} to {b}."),
    Trend.DOWN: N_("Over all {n} rounds the clear yeses became fewer: from {a} to {b}."),
}
_DIFFERS = {
    Trend.UP: N_("Clearly more yeses than in the round before."),
    Trend.DOWN: N_("Clearly fewer yeses than in the round before."),
}
TEN = 10
"""How many questions a whole round has."""
_MOST_STEPS = 3
_WHOLE_ROUNDS = (7, TEN)


def histories(report: Report) -> list[tuple[str, Sequence[CheckRow]]]:
    """Return the checks by whom they are about, oldest first, with a label ("" for oneself)."""
    questions = report.questions
    rows: list[tuple[str, Sequence[CheckRow]]] = [("", questions.personal)] if questions.personal else []
    if questions.company:
        rows.append((_("Your company"), questions.company))
    by_name = sorted(questions.about, key=lambda check: alphabetical(check.name or ""))
    for name, checks in groupby(by_name, key=lambda check: check.name or ""):
        rows.append((safe(name), list(checks)))
    return rows


def question_sentences(report: Report, *, steps: bool) -> list[str]:
    """Return what is still open, and if wanted the next steps."""
    questions = report.questions
    sentences = _course(questions) if questions.personal else [_("Not answered yet.")]
    if questions.unclear:
        sentences += _open(questions.unclear)
    elif questions.personal:
        sentences.append(_("Last time, every yes was clear."))
    if steps and questions.steps:
        sentences.append(steps_sentence(questions.steps, report.today))
    return [*sentences, *_agreement(questions)]


def score(check: CheckRow) -> str:
    """Return "Nov 2025: 5", and out of how many where these are not ten."""
    template = "{month}: {yes}" if check.of == TEN else _("{month}: {yes} of {of}")
    return template.format(month=short_month_year(date.fromordinal(check.day)), yes=check.yes, of=check.of)


def count_phrase(yes: int, of: int, *, begins: bool = True) -> str:
    """Return "7 klare Ja von zehn", "7 clear yeses out of ten"; "No clear yes …", or "no" where it begins nothing."""
    number = _(NUMERALS[of]) if of in _WHOLE_ROUNDS else str(of)
    if yes:
        return ngettext("{n} clear yes out of {of}", "{n} clear yeses out of {of}", yes).format(n=yes, of=number)
    none = _("No clear yes out of {of}") if begins else _("no clear yes out of {of}")
    return none.format(of=number)


def when_phrase(day: int, today: date) -> str:
    """Return "im August", "im August 2025", or within this month "am 3. November"."""
    then = date.fromordinal(day)
    if (then.year, then.month) == (today.year, today.month):
        month = _(MONTHS[then.month - 1])
        return _("on {date}").format(date=_("{day} {month}").format(day=then.day, month=month))
    return _("in {month}").format(month=month_of(then, today))


def answers_about(rows: Sequence[CheckRow], today: int) -> str:
    """Return the latest of some rounds about one person: its day, the clear yeses, now and before, and what is open."""
    *earlier, last = rows
    day = date.fromordinal(today)
    count = count_phrase(last.yes, last.of, begins=False)
    told = f"{date_of(date.fromordinal(last.day), day)}: {count}"
    if earlier:
        before = earlier[-1]
        told = ngettext("{result}; {when} it was {n}.", "{result}; {when} there were {n}.", before.yes).format(
            n=before.yes,
            result=told,
            when=_("earlier that day") if before.day == last.day else when_phrase(before.day, day),
        )
    else:
        told = f"{told}."
    return " ".join([told, *_open(last.unclear)])


def agreement(gap: Gap) -> str:
    """Return how many answers the log can speak to, and against how many it speaks."""
    can = ngettext("Your log can speak to one answer", "Your log can speak to {of} answers", gap.of).format(
        of=numeral(gap.of)
    )
    against = (
        (_("it speaks against {k} of them").format(k=numeral(gap.over)) if gap.over else _("it speaks against none"))
        if gap.of > 1
        else (_("it speaks against it") if gap.over else _("it does not speak against it"))
    )
    return f"{can}; {against}."


def _open(unclear: Sequence[str]) -> list[str]:
    """Return which questions have no clear yes; nothing where all have."""
    named = ", ".join(_(SHORT_NAMES[question]) for question in unclear)
    return [_("Still open: {questions}.").format(questions=named)] if unclear else []


def _course(questions: Questions) -> list[str]:
    """Return whether the latest round differs clearly from the one before, and where all of them tend to."""
    compared, tendency = questions.compared, questions.tendency
    sentences = []
    if compared is not None and compared.clear:
        sentences.append(_(_DIFFERS[Trend.UP if len(compared.gained) > len(compared.lost) else Trend.DOWN]))
    if tendency is not None and tendency.trend in _TRENDS:
        first, last = questions.personal[0], questions.personal[-1]
        sentences.append(_(_TRENDS[tendency.trend]).format(n=tendency.checks, a=first.yes, b=last.yes))
    if compared is not None:
        sentences += _moved(compared)
    return sentences


def _moved(compared: ComparedChecks) -> list[str]:
    """Return which questions have turned into a clear yes since the round before, and which no longer are one."""
    told = (
        (compared.gained, _("Clear since the round before: {questions}.")),
        (compared.lost, _("No longer clear: {questions}.")),
    )
    return [
        template.format(questions=", ".join(_(SHORT_NAMES[question]) for question in moved))
        for moved, template in told
        if moved
    ]


def _agreement(questions: Questions) -> list[str]:
    """Return how many answers of the latest round about oneself agree with what the log said then."""
    gap = questions.personal[-1].gap if questions.personal else None
    if gap is None:
        return []
    return [agreement(gap)]


def steps_sentence(steps: Sequence[OpenStep], today: int) -> str:
    """Return the next steps, the first few in their words; there is at least one."""
    told = [_step(step, today) for step in steps[:_MOST_STEPS]]
    if len(steps) > _MOST_STEPS:
        told.append(ngettext("one more", "{n} more", len(steps) - _MOST_STEPS).format(n=len(steps) - _MOST_STEPS))
    return (_("Your step: {steps}.") if len(steps) == 1 else _("Your steps: {steps}.")).format(steps=join_names(told))


def _step(step: OpenStep, today: int) -> str:
    """Return the step in quotes, with whom it is about and by when; a day gone by is left out."""
    about = [] if step.name is None else names_no_break([step.name])
    if step.by is not None and step.by >= today:
        day = date_of(date.fromordinal(step.by), date.fromordinal(today))
        about.append(no_break(_("by {date}").format(date=day)))
    quoted = _("“{text}”").format(text=safe(step.text))
    return f"{quoted} ({', '.join(about)})" if about else quoted
