"""`netcheck report`: the quality of the network over time, on the screen or in a file."""

import re
from pathlib import Path
from typing import Annotated

import typer

from netcheck.cli.app import App, app_of, remark, write_out
from netcheck.cli.output import say_json
from netcheck.cli.parameter_types import CIRCLE, DAY, FILE, MEASURE, PERSON
from netcheck.cli.tree import application
from netcheck.domain.measures import YEAR
from netcheck.domain.model import Ledger
from netcheck.domain.names import folds
from netcheck.domain.registry import Measure
from netcheck.domain.report import Period, PublishedReport
from netcheck.domain.report_builder import build
from netcheck.domain.timelines import narrow
from netcheck.errors import UsageError
from netcheck.i18n import N_, _, in_every_language
from netcheck.store import whole_log
from netcheck.value import Value


class _Part(Value):
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


report_app = application()


@report_app.command()
def report(
    context: typer.Context,
    since: Annotated[
        str | None, typer.Option("--since", help=N_("Charts from this day on."), metavar=N_("DAY"), click_type=DAY)
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", help=N_("As of this day."), metavar=N_("DAY"), click_type=DAY)
    ] = None,
    period: Annotated[Period, typer.Option("--period", help=N_("month, quarter or year in charts."))] = Period.QUARTER,
    with_: Annotated[
        str | None, typer.Option("--with", help=N_("Only this contact."), metavar=N_("WHO"), click_type=PERSON)
    ] = None,
    circle: Annotated[
        str | None, typer.Option("--circle", help=N_("Only this circle."), metavar=N_("CIRCLE"), click_type=CIRCLE)
    ] = None,
    json: Annotated[bool, typer.Option("--json", help=N_("All numbers as JSON."))] = False,
    html: Annotated[
        Path | None, typer.Option("--html", click_type=FILE, help=N_("As a page in this file (- is standard output)."))
    ] = None,
    svg: Annotated[
        Path | None,
        typer.Option("--svg", click_type=FILE, help=N_("As a picture in this file (- is standard output).")),
    ] = None,
    no_names: Annotated[
        bool, typer.Option("--no-names", help=N_("Letters instead of names, for showing it to others."))
    ] = False,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help=N_("Where each number comes from, also without the person from whom most comes.")
        ),
    ] = False,
    measure: Annotated[
        str | None,
        typer.Option(
            "--measure",
            help=N_("One measure over time: core, depth, stayed, both ways …"),
            metavar=N_("NAME"),
            click_type=MEASURE,
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against", help=N_("This day beside today (or beside --until)."), metavar=N_("DAY"), click_type=DAY
        ),
    ] = None,
) -> None:
    """What your network gives you, what you give, and how it changes."""
    _check_targets(html, svg, json=json)
    closer = {"--explain": explain, "--measure": measure is not None, "--against": against is not None}
    _check_closer(closer, {"--html": html is not None, "--svg": svg is not None, "--no-names": no_names})
    app = app_of(context)
    first, last, other = _days(since, until, against, app)
    found, person, part = _narrowed(app, with_, circle, last)
    if any(closer.values()):
        from netcheck.cli.pager import paged

        asked = _Part(found, person, part, first, last, period, json=json)
        with paged(app):
            _look_closer(app, asked, measure=measure, against=other)
        return
    if no_names:
        from netcheck.domain.anonymize import pseudonymize

        found = pseudonymize(found)
        person = next(iter(found.contacts.values())).name if person else ""
    elif html or svg:
        from netcheck.domain.anonymize import without_verdicts

        found = without_verdicts(found)
    shown = PublishedReport(build(found, app.today.toordinal(), until=last, since=first, period=period), person, part)
    if no_names:
        from netcheck.domain.anonymize import Labels, relabel

        shown = relabel(shown, Labels(_("Person {letter}"), _("Group {letter}"), _("a circle"), _("An archive")))
    if json:
        from netcheck.view.serialize import report_json

        say_json(report_json(shown.report))
    elif html or svg:
        _write(shown, html=html, svg=svg, nameless=no_names)
    else:
        from netcheck.cli.pager import paged

        with paged(app):
            _draw(app, shown)


def show(app: App, ledger: Ledger) -> None:
    """Draw the report on a whole ledger on standard output."""
    _draw(app, PublishedReport(build(ledger, app.today.toordinal())))


def _days(
    since: str | None, until: str | None, against: str | None, app: App
) -> tuple[int | None, int | None, int | None]:
    """Return the days asked for as ordinals, None for each that is not."""
    if since is None and until is None and against is None:
        return None, None, None
    from netcheck.cli.dates import day_option, span_option

    return *span_option(since, until, app), day_option(against, app)


def _narrowed(app: App, with_: str | None, circle: str | None, until: int | None) -> tuple[Ledger, str, str]:
    """Return the log narrowed to a person and a circle, and the names of both as written in it ("" for none)."""
    person = part = ""
    with app.reading() as connection:
        day = app.today.toordinal() if until is None else until
        found = whole_log.load(connection, places_in=(day - YEAR, day))
        if with_ is not None:
            from netcheck.cli.people import whom
            from netcheck.store import contacts

            contact = whom(with_, contacts.load(connection), connection, app)
            found, person = narrow(found, contact_id=contact.id), contact.name
    if circle is not None:
        from netcheck.cli.people import known_circle

        part = known_circle(circle, found.circles)
        found = narrow(found, circle=part)
    return found, person, part


def _check_targets(html: Path | None, svg: Path | None, *, json: bool) -> None:
    """Refuse numbers beside a page or a picture, and both of these on standard output."""
    if json:
        said = ["--json", *["--html"] * (html is not None), *["--svg"] * (svg is not None)]
    else:
        said = ["--html -"] * (html == Path("-")) + ["--svg -"] * (svg == Path("-"))
    if len(said) > 1:
        raise UsageError("one_direction", options=", ".join(said))


def _check_closer(closer: dict[str, bool], others: dict[str, bool]) -> None:
    """Refuse two closer looks at once, and one that is to be shown to others."""
    looks, beside = ([option for option, said in options.items() if said] for options in (closer, others))
    if looks and len(looks) + len(beside) > 1:
        raise UsageError("one_direction", options=", ".join([*looks, *beside]))


def _draw(app: App, shown: PublishedReport) -> None:
    """Draw a report on standard output."""
    from netcheck.view.report_terminal import render, report_console

    render(shown.report, report_console(color=app.settings.color), person=shown.person, circle=shown.circle)


def _write(shown: PublishedReport, *, html: Path | None, svg: Path | None, nameless: bool) -> None:
    """Write a report as a page, as a picture, or both; the file - is standard output."""
    if html is not None:
        from netcheck.view.report_html import page

        _write_file(html, page(shown, nameless=nameless))
    if svg is not None:
        from netcheck.view.report_svg import picture

        _write_file(svg, picture(shown))


def _write_file(file: Path, text: str) -> None:
    if write_out(file, text):
        from netcheck.view.safe import safe

        remark(_("✓ Report in {path}").format(path=safe(str(file))))


def _look_closer(app: App, part: _Part, *, measure: str | None, against: int | None) -> None:
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


def _explain(app: App, part: _Part) -> None:
    """Print where each number of the report comes from."""
    from netcheck.domain.explain import explain

    explanation = explain(part.ledger, app.today.toordinal(), until=part.until)
    if part.json:
        from netcheck.view.serialize import explanation_json

        say_json(explanation_json(explanation))
        return
    from netcheck.view.explain import render
    from netcheck.view.report_terminal import report_console

    render(explanation, report_console(color=app.settings.color), person=part.person, circle=part.circle)


def _follow(app: App, part: _Part, name: str) -> None:
    """Print one measure over time."""
    from netcheck.domain.series import series

    measure = _measure(name)
    report = build(part.ledger, app.today.toordinal(), until=part.until, since=part.since, period=part.period)
    found = series(report, measure, part.since)
    if part.json:
        from netcheck.view.serialize import series_json

        say_json(series_json(found))
        return
    from netcheck.view.line_chart import render
    from netcheck.view.report_terminal import report_console

    render(found, report, report_console(color=app.settings.color), person=part.person, circle=part.circle)


def _set_against(app: App, part: _Part, day: int) -> None:
    """Print the log as of two days side by side."""
    from netcheck.domain.compare_days import compare_days

    today = app.today.toordinal()
    two = compare_days(part.ledger, today, day, until=part.until, since=part.since, period=part.period)
    if part.json:
        from netcheck.view.serialize import against_json

        say_json(against_json(two))
        return
    from netcheck.view.compare_days import render
    from netcheck.view.report_terminal import report_console

    render(two, report_console(color=app.settings.color), person=part.person, circle=part.circle)


def _measure(name: str) -> Measure:
    """Return the measure that a name in any language means, of those that can be followed over time."""
    from netcheck.domain.series import SERIES
    from netcheck.view.measures import MEASURE_TEXTS

    named: dict[str, Measure] = {}
    for measure, key in SERIES.items():
        said = MEASURE_TEXTS[measure]
        texts = [form for text in (said.screen, said.name, *said.also) for form in in_every_language(text)]
        named.update((form, measure) for text in (key, *texts) for form in _spellings(text))
    found = next((named[form] for form in _spellings(name) if form in named), None)
    if found is None:
        from netcheck.view.safe import safe
        from netcheck.view.text import pad, width

        names = {key: _(MEASURE_TEXTS[measure].screen) for measure, key in SERIES.items()}
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
