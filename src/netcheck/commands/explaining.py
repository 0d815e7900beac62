"""Looking closer at a report: where its numbers come from, one of them over time, two days side by side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netcheck.commands.context import App, hand_over
from netcheck.domain.matching import folds
from netcheck.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from netcheck.domain.model import Ledger
    from netcheck.domain.report import Period


class Part(NamedTuple):
    """The part of a log that is asked about, and up to when, all days being ordinals.

    `person` and `circle` are what the ledger was narrowed to, "" for none; `since` and `period` shape
    what is told over time; `json` asks for numbers alone.
    """

    ledger: Ledger
    person: str
    circle: str
    since: int | None
    until: int | None
    period: Period
    json: bool


def look_closer(app: App, part: Part, *, measure: str | None, against: int | None) -> None:
    """Print one measure over time, a second day beside, or else where each number comes from.

    Raises:
        UsageError: there is no measure of that name; all names are listed.
    """
    if measure is not None:
        _follow(app, part, measure)
    elif against is not None:
        _set_against(app, part, against)
    else:
        _explain(app, part)


def _explain(app: App, part: Part) -> None:
    """Print where each number of the report comes from."""
    from netcheck.domain.explain import explain

    explanation = explain(part.ledger, app.today.toordinal(), until=part.until)
    if part.json:
        from netcheck.view.explaining_json import explanation_json

        _say_json(explanation_json(explanation))
        return
    from netcheck.view.explaining import render

    render(explanation, app.words, _console(app), person=part.person, circle=part.circle)


def _follow(app: App, part: Part, name: str) -> None:
    """Print one measure over time."""
    from netcheck.domain.measures import build
    from netcheck.domain.series import series

    measure = _measure(name, app)
    report = build(part.ledger, app.today.toordinal(), until=part.until, since=part.since, period=part.period)
    found = series(report, measure, part.since)
    if part.json:
        from netcheck.view.explaining_json import series_json

        _say_json(series_json(found))
        return
    from netcheck.view.measure_chart import render

    render(found, report, app.words, _console(app), person=part.person, circle=part.circle)


def _set_against(app: App, part: Part, day: int) -> None:
    """Print the log as of two days side by side."""
    from netcheck.domain.against import against

    today = app.today.toordinal()
    two = against(part.ledger, today, day, until=part.until, since=part.since, period=part.period)
    if part.json:
        from netcheck.view.explaining_json import against_json

        _say_json(against_json(two))
        return
    from netcheck.view.against import render

    render(two, app.words, _console(app), person=part.person, circle=part.circle)


def _measure(name: str, app: App) -> str:
    """Return the key of the measure that a name in either language means."""
    from netcheck.domain.series import SERIES
    from netcheck.words import LANGUAGES, Words

    named: dict[str, str] = {}
    for words in map(Words, LANGUAGES):
        for key, said in words.measure.series.items():
            for text in (key, said.screen, said.name, *said.also):
                named.update(dict.fromkeys(_spellings(text), key))
    found = next((named[form] for form in _spellings(name) if form in named), None)
    if found is None:
        from netcheck.view.safe import safe
        from netcheck.view.text import pad, width

        names = {key: app.words.measure.series[key].screen for key in SERIES}
        first = max(map(width, names.values()))
        raise UsageError(
            "unknown_measure",
            name=safe(name),
            further=[f"  {pad(said, first)}   {key}" for key, said in names.items()],
        )
    return found


def _spellings(text: str) -> list[str]:
    """Return how a name may be typed: any case, accents or none, blanks, hyphens or underscores."""
    return [" ".join(re.findall(r"\w+", form.replace("_", " "))) for form in folds(text)]


def _console(app: App) -> Console:
    from netcheck.view.console import report_console

    return report_console(color=app.settings.color)


def _say_json(value: object) -> None:
    from netcheck.view.report_json import dumped

    hand_over(dumped(value))
