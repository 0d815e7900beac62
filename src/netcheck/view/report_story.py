"""The report section by section, before anything is drawn: every view says the same."""

from __future__ import annotations

from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.report import LogSize, Period
from netcheck.view.report_text import (
    balance,
    change,
    ever,
    forward,
    not_yet,
    overview,
    question_sentences,
    quiet_line,
    resting,
    shoulders,
    small_log_overview,
    stayed,
)
from netcheck.view.safe import safe
from netcheck.view.text import date_of, join_names, long_date, month_year, names_no_break, no_break

if TYPE_CHECKING:
    from netcheck.domain.report import Report, SmallLog
    from netcheck.words import Words
    from netcheck.words.shape.report import Tips


_LONG_YEARS = 3


class Picture(Enum):
    """What each view draws in its own way, and where it stands among the paragraphs."""

    EXCHANGES = auto()
    """Both directions by function."""
    BARS = auto()
    """Both directions by period."""
    SCORES = auto()
    """Clear yeses over time."""
    BEGINNING = auto()
    """Who gave what, in a small log."""
    FOLLOWING = auto()
    """What the report will say later, and when."""


class Section(NamedTuple):
    """One section: its head, what stands beside it, and its paragraphs and pictures in order; "" where there is none.

    `flush`: its paragraphs stand at the margin, like those of no section.
    """

    head: str
    aside: str
    parts: tuple[str | Picture, ...]
    flush: bool = False


class Story(NamedTuple):
    """What a report says: title, day, and overview, the sections, and commands to type next.

    `opened` is False for a log without entries, whose overview says everything there is to say.
    """

    title: str
    as_of: str
    overview: str
    sections: tuple[Section, ...]
    tips: Tips
    opened: bool = True


def story(report: Report, words: Words, *, person: str = "", circle: str = "") -> Story:
    """Return what the report says in the form that its log allows; names are made safe.

    `person` and `circle` say what the log was narrowed to.
    """
    if report.form is LogSize.EMPTY:
        told = _empty(report, words, part=bool(person or circle))
    elif person:
        told = _person(report, words)
    elif report.form is LogSize.SMALL and report.small_log is not None:
        told = _small(report, report.small_log, words, whole=not circle)
    else:
        told = _full(report, words)
    sections = tuple(section for section in told.sections if any(section.parts))
    return told._replace(title=_whose(person, circle, words), as_of=_as_of(report, words), sections=sections)


def until(report: Report, words: Words) -> str:
    """Return what the star at an unfinished period means: "* bis heute"."""
    said, day, today = words.report.balance, date.fromordinal(report.day), date.fromordinal(report.today)
    return said.until_today if day == today else said.until.format(date=date_of(day, today, words))


def _empty(report: Report, words: Words, *, part: bool) -> Story:
    part = part or report.day != report.today
    asked = (_questions(report, words),) if _was_asked(report) else ()
    return Story("", "", words.report.empty_part if part else words.report.empty, asked, (), opened=False)


def _full(report: Report, words: Words) -> Story:
    sections = (
        _exchange(report, words),
        _balance(report, words),
        _change(report, words),
        _people(report, words),
        _questions(report, words),
    )
    return Story("", "", overview(report, words), sections, _tips(report, words))


def _person(report: Report, words: Words) -> Story:
    """Return both directions and their course; neither density nor questions about oneself belong to one person."""
    sections = (
        _exchange(report, words),
        _accounts(report, words),
        Section("", "", (quiet_line(report.quiet, report.today, words),)),
    )
    return Story("", "", overview(report, words, person=True), sections, words.report.tips_person)


def _small(report: Report, beginning: SmallLog, words: Words, *, whole: bool) -> Story:
    said = words.report.beginning
    sections = (
        Section("", "", (Picture.BEGINNING,) if beginning.kinds else ()),
        Section("", "", (not_yet(report, beginning, words),), flush=True),
        *([Section(said.follows, "", (Picture.FOLLOWING,))] if whole else []),
        *([_questions(report, words)] if _was_asked(report) else []),
    )
    return Story("", "", small_log_overview(report, beginning, words), sections, said.tips)


def _whose(person: str, circle: str, words: Words) -> str:
    said = words.report.head
    if person:
        return said.title_person.format(name=safe(person))
    return said.title_circle.format(circle=safe(circle)) if circle else said.title


def _as_of(report: Report, words: Words) -> str:
    day = long_date(date.fromordinal(report.day), words)
    return day if report.day == report.today else words.report.head.as_of.format(date=day)


def _exchange(report: Report, words: Words) -> Section:
    said = words.report.exchange
    if not any(row.received or row.given for row in report.exchanges):
        return Section(said.head, said.span, (said.nothing,))
    told = [*resting(report, words), *filter(None, [ever(report, words)])]
    return Section(said.head, said.span, (Picture.EXCHANGES, " ".join(told)))


def _balance(report: Report, words: Words) -> Section:
    said = words.report.balance
    sentences = balance(report, words)
    if report.one_sided:
        sources = names_no_break(report.one_sided)
        sentences.append(said.one_sided.format(sources=join_names(sources, words)))
    return Section(said.head, said.span, (" ".join(sentences), forward(report, words), Picture.BARS))


def _accounts(report: Report, words: Words) -> Section:
    """Return the balance with one person, or that nobody keeps one."""
    kept = _balance(report.replaced(too_little=False, reciprocity=None), words)
    if not any(row.no_balance for row in report.contacts):
        return kept
    name = no_break(safe(report.contacts[0].name))
    return kept._replace(parts=(words.report.balance.no_balance.format(name=name),))


def _change(report: Report, words: Words) -> Section:
    said, aside = words.report.change, ""
    if report.years is not None and not report.too_little:
        aside = said.since.format(month=month_year(date.fromordinal(report.years.then), words))
    told = (change, stayed, shoulders)
    return Section(said.head, aside, tuple(filter(None, (tell(report, words) for tell in told))))


def _people(report: Report, words: Words) -> Section:
    said = words.report.people
    lively = " · ".join(names_no_break(report.lively))
    quiet = quiet_line(report.quiet, report.today, words)
    return Section(said.head, said.aside, (lively, quiet)) if lively else Section("", "", (quiet,))


def _questions(report: Report, words: Words) -> Section:
    said = words.report.questions
    return Section(said.head, said.aside, (Picture.SCORES, " ".join(question_sentences(report, words))))


def _tips(report: Report, words: Words) -> Tips:
    if not report.questions.personal:
        return words.report.tips_unasked
    long = report.bars and report.bars[-1].year - report.bars[0].year >= _LONG_YEARS
    return words.report.tips_long if long and report.period is not Period.YEAR else words.report.tips


def _was_asked(report: Report) -> bool:
    questions = report.questions
    return bool(questions.personal or questions.company or questions.about or questions.steps)
