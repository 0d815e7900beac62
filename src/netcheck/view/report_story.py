"""The report section by section, before anything is drawn: every view says the same."""

from __future__ import annotations

from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.measures import YEAR
from netcheck.domain.report import LogSize, Period
from netcheck.i18n import N_, _
from netcheck.view.change_text import changes, density, signature, ties
from netcheck.view.question_text import answers_about, question_sentences, steps_sentence
from netcheck.view.report_text import (
    asked,
    balance,
    ever,
    forward,
    not_in_balance,
    not_in_table,
    not_yet,
    overview,
    quiet_line,
    reserve,
    resting,
    sides_seen,
    small_log_overview,
    summing_up,
    twelve_months,
)
from netcheck.view.safe import safe
from netcheck.view.text import date_of, long_date, names_no_break, no_break

if TYPE_CHECKING:
    from netcheck.domain.report import Report, SmallLog


_LONG_YEARS = 3


_TIPS_PERSON = (
    (
        "netcheck log",
        N_("Does anything else come to mind?"),
    ),
    (
        "netcheck list",
        N_("look up what you have logged"),
    ),
)
_TIPS = (
    (
        "netcheck log",
        N_("Does anyone else from this week come to mind?"),
    ),
    (
        "netcheck checklist",
        N_("The ten questions do not need a full log."),
    ),
)
_TIPS_UNASKED = (
    (
        "netcheck suggest",
        N_("who you could write to, and why"),
    ),
    (
        "netcheck checklist",
        N_("ten questions, about five minutes"),
    ),
    (
        "netcheck report --explain",
        N_("where each number comes from"),
    ),
)
_TIPS_LONG = (
    (
        "netcheck suggest",
        N_("who you could write to, and why"),
    ),
    (
        "netcheck report --period year",
        N_("all years at a glance"),
    ),
    (
        "netcheck report --explain",
        N_("where each number comes from"),
    ),
)
_REPORT_TIPS = (
    (
        "netcheck suggest",
        N_("who you could write to, and why"),
    ),
    (
        "netcheck report --explain",
        N_("where each number comes from"),
    ),
)


class Picture(Enum):
    """What each view draws in its own way, and where it stands among the paragraphs."""

    EXCHANGES = auto()
    """Both directions by function."""
    BARS = auto()
    """Both directions by period."""
    SIGNATURE = auto()
    """The shares of the exchange with the strongest ties, now and before."""
    SCORES = auto()
    """Clear yeses over time."""
    BEGINNING = auto()
    """Who gave what, in a small log."""
    FOLLOWING = auto()
    """What the report will say later, and when."""


Tips = tuple[tuple[str, str], ...]
"""Commands to type next, and what each is for."""


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


class Heading(NamedTuple):
    """Whose report it is, and of which day."""

    title: str
    as_of: str


def heading(report: Report, *, person: str = "", circle: str = "") -> Heading:
    """Return the heading of a report, or of a closer look at it; names are made safe."""
    return Heading(_whose(person, circle), _as_of(report))


def story(report: Report, *, person: str = "", circle: str = "") -> Story:
    """Return what the report says in the form that its log allows; names are made safe.

    `person` and `circle` say what the log was narrowed to.
    """
    if report.form is LogSize.EMPTY:
        told = _empty(report, person=bool(person), part=bool(person or circle))
    elif person:
        told = _person(report)
    elif report.form is LogSize.SMALL and report.small_log is not None:
        told = _small(report, report.small_log, whole=not circle)
    else:
        told = _full(report)
    sections = tuple(section for section in told.sections if any(section.parts))
    tips = tuple((command, _(use)) for command, use in told.tips)
    head = heading(report, person=person, circle=circle)
    return told._replace(title=head.title, as_of=head.as_of, sections=sections, tips=tips)


def until(report: Report) -> str:
    """Return what the star at an unfinished period means: "* bis heute"."""
    day, today = date.fromordinal(report.day), date.fromordinal(report.today)
    return _("* so far") if day == today else _("* to {date}").format(date=date_of(day, today))


def _empty(report: Report, *, person: bool, part: bool) -> Story:
    part = part or report.day != report.today
    asked = (_answers(report),) if person else (_questions(report),) if _was_asked(report) else ()
    return Story(
        "",
        "",
        _("Your log has nothing on this.") if part else _("Nothing logged yet. The shortest beginning: netcheck log"),
        asked,
        (),
        opened=False,
    )


def _full(report: Report) -> Story:
    sections = (
        Section("", "", (summing_up(report),), flush=True),
        _exchange(report),
        _balance(report),
        _change(report),
        _spread(report),
        _people(report),
        _reserve(report),
        _asked(report),
        _questions(report, steps=False),
    )
    return Story("", "", overview(report), sections, _tips(report))


def _person(report: Report) -> Story:
    """Return both directions and their course; neither density nor questions about oneself belong to one person."""
    sections = (
        _exchange(report),
        _accounts(report),
        Section("", "", (_quiet(report),)),
        _answers(report),
    )
    return Story("", "", overview(report, person=True), sections, _TIPS_PERSON)


def _small(report: Report, beginning: SmallLog, *, whole: bool) -> Story:
    sections = (
        Section("", "", (Picture.BEGINNING,) if beginning.kinds else ()),
        Section("", "", (" ".join(filter(None, [not_yet(report, beginning), sides_seen(report)])),), flush=True),
        *([Section(_("What will follow"), "", (Picture.FOLLOWING,))] if whole else []),
        *([_questions(report)] if _was_asked(report) else []),
    )
    return Story("", "", small_log_overview(report, beginning), sections, _TIPS)


def _whose(person: str, circle: str) -> str:
    if person:
        return _("You and {name}").format(name=safe(person))
    return _("Your network: {circle}").format(circle=safe(circle)) if circle else _("Your network")


def _as_of(report: Report) -> str:
    day = long_date(date.fromordinal(report.day))
    return day if report.day == report.today else _("as of {date}").format(date=day)


def _exchange(report: Report) -> Section:
    head, aside = _("What it gives you and what you give"), _("past two years")
    if not any(row.received or row.given for row in report.exchanges):
        nothing = _("Your log has nothing here for this time.")
        return Section(head, aside, (" ".join(filter(None, [nothing, not_in_table(report)])),))
    told = [*resting(report), *filter(None, [ever(report), not_in_table(report)])]
    return Section(head, aside, (Picture.EXCHANGES, " ".join(told)))


def _balance(report: Report) -> Section:
    told = " ".join(filter(None, [*balance(report), *not_in_balance(report), sides_seen(report)]))
    return Section(
        _("Giving and receiving"),
        _("past twelve months"),
        (told, forward(report), Picture.BARS, twelve_months(report)),
    )


def _accounts(report: Report) -> Section:
    """Return the balance with one person, or that nobody keeps one."""
    kept = _balance(report.replaced(too_little=False, reciprocity=None))
    if not any(row.no_balance for row in report.contacts):
        return kept
    name = no_break(safe(report.contacts[0].name))
    return kept._replace(parts=(_("Between you and {name} nobody keeps accounts.").format(name=name),))


def _change(report: Report) -> Section:
    return Section(
        _("What has changed"), _window(report), tuple(filter(None, (tell(report) for tell in (density, changes, ties))))
    )


def _window(report: Report) -> str:
    """Return against what is compared; "" where nothing is."""
    if report.comparison is None:
        return ""
    return _("against the year before") if report.compared_days == YEAR else _("against the half year before")


def _spread(report: Report) -> Section:
    """Return how the exchange is spread over people, which one person's share says nothing of."""
    if report.too_little or report.people == 1:
        return Section("", "", ())
    picture = (Picture.SIGNATURE,) if report.signature else ()
    aside = _window(report) or _("past twelve months")
    return Section(_("How the exchange is spread"), aside, (*picture, signature(report)))


def _people(report: Report) -> Section:
    lively = " · ".join(names_no_break(report.lively))
    if not lively:
        return Section("", "", (_quiet(report),))
    named, of = len(report.lively), report.lately.contacts
    aside = (
        _("{n} of {of} in twelve months, by name").format(n=named, of=of)
        if named < of
        else _("past twelve months, by name")
    )
    return Section(_("In touch just now"), aside, (lively, _quiet(report)))


def _quiet(report: Report) -> str:
    """Return who is longer without an entry than ever; of many, how many more."""
    return quiet_line(report.quiet, report.today, of=sum(row.quiet for row in report.contacts))


def _reserve(report: Report) -> Section:
    return Section(_("Your reserve"), "", (reserve(report),))


def _asked(report: Report) -> Section:
    return Section(_("Asked"), _("past twelve months"), (asked(report),))


def _questions(report: Report, *, steps: bool = True) -> Section:
    return Section(
        _("The ten questions"),
        _("clear yeses out of ten"),
        (Picture.SCORES, " ".join(question_sentences(report, steps=steps))),
    )


def _answers(report: Report) -> Section:
    """Return the latest answers about the one person whom the report is about, and the open steps with that person."""
    about, steps = report.questions.about, [step for step in report.questions.steps if step.name is not None]
    told = answers_about(about, report.today) if about else ""
    # The name stands above already.
    planned = steps_sentence([step.replaced(name=None) for step in steps], report.today) if steps else ""
    return Section(_("Your answers") if about else "", "", (told, planned))


def _tips(report: Report) -> Tips:
    if not report.questions.personal:
        return _TIPS_UNASKED
    long = report.bars and report.bars[-1].year - report.bars[0].year >= _LONG_YEARS
    return _TIPS_LONG if long and report.period is not Period.YEAR else _REPORT_TIPS


def _was_asked(report: Report) -> bool:
    questions = report.questions
    return bool(questions.personal or questions.company or questions.about or questions.steps)
