"""The sentences on what has changed: between which windows, by more than chance or not, or why nothing is compared."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.facts import STEPS, share_with
from netcheck.domain.measures import FEWEST_CONTACTS, FEWEST_EVENTS, YEAR, Trend
from netcheck.domain.report import Density
from netcheck.domain.windows import HALF_YEAR, Changing, NotCompared
from netcheck.i18n import N_, _, ngettext
from netcheck.view.text import date_of, join_names, long_date, no_break, number, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.pauses import Pause
    from netcheck.domain.report import Report
    from netcheck.domain.windows import Comparison

_DENSITY = {
    (Density.DENSER, YEAR): N_(
        "Denser than the year before: the exchange amounts to {now} people instead of {before}."
    ),
    (Density.DENSER, HALF_YEAR): N_(
        "Denser than the half year before: the exchange amounts to {now} people instead of {before}."
    ),
    (Density.BROADER, YEAR): N_(
        "Broader than the year before: the exchange amounts to {now} people instead of {before}."
    ),
    (Density.BROADER, HALF_YEAR): N_(
        "Broader than the half year before: the exchange amounts to {now} people instead of {before}."
    ),
    (Density.SAME, YEAR): N_(
        "No clear change against the year before: the exchange amounts to {now} people, then to {before}."
    ),
    (Density.SAME, HALF_YEAR): N_(
        "No clear change against the half year before: the exchange amounts to {now} people, then to {before}."
    ),
}
_CHANGES = {
    (Changing.GIVING_SHARE, Trend.UP): N_("A larger part comes from you than before: {now} instead of {before}."),
    (Changing.GIVING_SHARE, Trend.DOWN): N_("A smaller part comes from you than before: {now} instead of {before}."),
    (Changing.RECIPROCITY, Trend.UP): N_("Giving and receiving meet in the same people more often than before."),
    (Changing.RECIPROCITY, Trend.DOWN): N_("Giving and receiving meet in the same people less often than before."),
    (Changing.CONTRIBUTION, Trend.UP): N_(
        "What you give goes to more areas, or to more people within them, than before."
    ),
    (Changing.CONTRIBUTION, Trend.DOWN): N_(
        "What you give goes to fewer areas, or to fewer people within them, than before."
    ),
}
_SHOULDERS = {
    (Trend.UP, YEAR): N_("On more shoulders than the year before."),
    (Trend.UP, HALF_YEAR): N_("On more shoulders than the half year before."),
    (Trend.DOWN, YEAR): N_("On fewer shoulders than the year before."),
    (Trend.DOWN, HALF_YEAR): N_("On fewer shoulders than the half year before."),
}
_TIES_CHANGES = {
    Trend.UP: N_("Clearly more people came than went."),
    Trend.DOWN: N_("Clearly more people went than came."),
}
_TO_COMPARE = {
    YEAR: N_("It sets a year against the year before."),
    HALF_YEAR: N_("It sets half a year against the half year before."),
}


def why_not_compared(report: Report, *, part: bool = False) -> str:
    """Return why two windows are not compared, and from when on they can be; `part`: of a part of the log."""
    today = date.fromordinal(report.today)
    match report.not_compared:
        case NotCompared.TOO_LITTLE:
            return f"{too_little_to_compare()} {_(_TO_COMPARE[report.compared_days or YEAR])}"
        case NotCompared.PAUSE:
            return _paused(report.long_pauses, today)
        case NotCompared.YOUNG if report.comparable_from is not None:
            day = date_of(date.fromordinal(report.comparable_from), today)
            told = _("From {date} on, half a year can be compared with the half year before.").format(
                date=no_break(day)
            )
            return told if part else f"{_('Your log is still young.')} {told}"
        case _:
            return ""


def too_little_to_compare() -> str:
    """Return how much a comparison takes."""
    return _("A comparison takes {events} entries with {people} people on either side.").format(
        events=FEWEST_EVENTS, people=FEWEST_CONTACTS
    )


def compared_windows(found: Comparison) -> str:
    """Return which two windows are compared, and on how many entries."""
    told = _(
        "Compared are the {days} days up to {date} with the {days} days up to {then}, people only: {now} entries and "
        "{before}, {q} of each. “More” or “less” is said only where chance alone would bring such a difference in at "
        "most 2% of cases, for some measures in 1% or 0.5%."
    ).format(
        days=found.windows.days,
        date=no_break(long_date(date.fromordinal(found.windows.later))),
        then=no_break(long_date(date.fromordinal(found.windows.earlier))),
        now=found.events[0],
        before=found.events[1],
        q=found.compared_on,
    )
    return f"{told} {_season()}" if found.windows.days == HALF_YEAR else told


def _season() -> str:
    return _("Half a year against the half year before; the season may play a part.")


_CHANGED = (Trend.UP, Trend.DOWN)
_CLEARLY_MANY = 2
_MISLEADING = 0.1


def density(report: Report) -> str:
    """Return how the exchange is with fewer or more people than before, and on what that rests; or why nothing is."""
    found = report.comparison
    if found is None or report.density is None:
        return why_not_compared(report)
    core = found.compared[Changing.EFFECTIVE_CONTACTS]
    sentences = []
    if core is not None:
        digits = _digits(core.now, core.before)
        sentences = [
            _(_DENSITY[report.density, found.windows.days]).format(
                now=number(core.now, digits), before=number(core.before, digits)
            )
        ]
    if report.effort_changed:
        sentences.append(
            _("You logged {now} entries instead of {before}; {q} of each are compared.").format(
                now=found.events[0], before=found.events[1], q=found.compared_on
            )
        )
    if found.windows.days == HALF_YEAR:
        sentences.append(_season())
    return " ".join(sentences)


def _digits(one: float, other: float) -> int:
    """Return 1 where two numbers are small or close, or without decimals would seem further apart or closer."""
    small, large = sorted((one, other))
    if small < _CLEARLY_MANY or large - small < 1:
        return 1
    return 0 if abs(round(large) / round(small) * small / large - 1) <= _MISLEADING else 1


def changes(report: Report) -> str:
    """Return what else has changed by more than chance; "" for nothing."""
    found = report.comparison
    if found is None:
        return ""
    told = []
    for key, change in found.changes.items():
        compared = found.compared[key]
        if compared is None or change not in _CHANGED:
            continue
        if key is Changing.COVERAGE:
            told.append(_(_SHOULDERS[change, found.windows.days]))
        elif (key, change) in _CHANGES:
            told.append(_(_CHANGES[key, change]).format(now=percent(compared.now), before=percent(compared.before)))
    return " ".join(told)


def ties(report: Report) -> str:
    """Return who came and went, and who of last year's people stayed; "" where nothing is compared."""
    found, stayed, sentences = report.ties, report.stayed, []
    if found is not None:
        sentences += [
            _("New in your log: {new}. No longer in it: {lost}.").format(new=found.new, lost=found.lost),
            _("Both count people with entries on three days or more."),
        ]
        if found.change in _CHANGED:
            sentences.append(_(_TIES_CHANGES[found.change]))
    if found is not None and report.retention is not None and stayed is not None:
        sentences.append(_("Stayed: {kept} of {before}.").format(kept=stayed.kept, before=stayed.before))
        if stayed.liveliest_kept < stayed.liveliest:
            template = ngettext(
                "Of the {of} you exchanged most with, {n} stayed.",
                "Of the {of} you exchanged most with, {n} stayed.",
                stayed.liveliest_kept,
            )
            if not stayed.liveliest_kept:
                template = _("Of the {of} you exchanged most with, none stayed.")
            sentences.append(template.format(n=stayed.liveliest_kept, of=stayed.liveliest))
    return " ".join(sentences)


def signature(report: Report) -> str:
    """Return how much of the exchange is with one, five and fifteen people, and how much it was; "" where unknown."""
    found = report.signature
    if found is None:
        return ""
    now = {f"x{n}": percent(share_with(found.now, n)) for n in STEPS}
    told = _("{x1} of the exchange is with one person, {x5} with five, {x15} with fifteen").format(**now)
    if found.before is None:
        return f"{told}."
    before = {f"y{n}": percent(share_with(found.before, n)) for n in STEPS}
    return f"{told}; {_('before: {y1}, {y5}, {y15}.').format(**before)}"


def _paused(pauses: Sequence[Pause], today: date) -> str:
    told = _("{when} your log holds nothing.").format(when=join_names(_span(pause, today) for pause in pauses))
    return f"{told[0].upper()}{told[1:]} {_('Not logged does not mean nothing happened; the comparison waits.')}"


def _span(pause: Pause, today: date) -> str:
    # The days strictly inside: on the first and the last there are entries.
    first, last = (no_break(date_of(date.fromordinal(day), today)) for day in (pause.first + 1, pause.last - 1))
    return (_("since {first}") if pause.ongoing else _("from {first} to {last}")).format(first=first, last=last)
