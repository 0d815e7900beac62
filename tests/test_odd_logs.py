"""Logs of every odd kind: whatever is asked of them, the answer is one, in both languages."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest

from logs import DAY, entry, ledger
from netcheck.domain.compare_days import compare_days
from netcheck.domain.explain import explain
from netcheck.domain.model import Contact, Event, Ledger
from netcheck.domain.report import PublishedReport
from netcheck.domain.report_builder import build
from netcheck.domain.series import SERIES, series
from netcheck.i18n import LANGUAGES, use
from netcheck.view import compare_days as side_by_side
from netcheck.view import explain as view_explain
from netcheck.view import line_chart, report_terminal
from netcheck.view.report_html import page
from netcheck.view.report_terminal import report_console

if TYPE_CHECKING:
    from collections.abc import Iterator


def taking_turns(
    count: int, span: int, words: str = "gave P{who} help|got P{who} feedback", who: int = 6
) -> list[Event]:
    """Return so many events over a span of days, by turns of what and of whom."""
    kinds = words.split("|")
    return [
        entry(span * n // max(count, 1), kinds[n % len(kinds)].format(who=n // len(kinds) % who)) for n in range(count)
    ]


LOGS = {
    "nothing": ledger(),
    "one entry": ledger(taking_turns(1, 1)),
    "five": ledger(taking_turns(5, 30)),
    "twenty-nine": ledger(taking_turns(29, 300)),
    "thirty": ledger(taking_turns(30, 300)),
    "one contact": ledger(taking_turns(90, 900, who=1)),
    "only given": ledger(taking_turns(90, 900, "gave P{who} help|gave P{who} share")),
    "only received": ledger(taking_turns(90, 900, "got P{who} help|got P{who} business")),
    "only mutual": ledger(taking_turns(90, 900, "with P{who} talk")),
    "one each": ledger(taking_turns(90, 900, "got P{who} help", who=90)),
    "on one day": ledger(taking_turns(90, 0)),
    "on one day long ago": ledger([event.replaced(day=DAY - 5000) for event in taking_turns(90, 0)]),
    "before all windows": ledger([event.replaced(day=event.day - 3000) for event in taking_turns(90, 900)]),
    "centuries ago": ledger([event.replaced(day=event.day - 300000) for event in taking_turns(90, 900)]),
    "no balance": ledger(taking_turns(90, 900), *(Contact(f"P{n}", f"P{n}", no_balance=True) for n in range(6))),
    "groups": ledger(taking_turns(90, 900), *(Contact(f"P{n}", f"P{n}", group=True) for n in range(6))),
    "one-sided": ledger(taking_turns(90, 900, "gave P{who} share")),
    "a pause": ledger([event for event in taking_turns(180, 900) if not DAY - 200 < event.day < DAY - 60]),
    "ended": ledger([event.replaced(day=event.day - 400) for event in taking_turns(90, 900)]),
    "under a year": ledger(taking_turns(90, 364)),
    "under two years": ledger(taking_turns(90, 729)),
    "two years": ledger(taking_turns(90, 731, who=14)),
    "namesakes": ledger(taking_turns(90, 900), *(Contact(f"P{n}", "Ana") for n in range(6))),
    "no name": ledger(taking_turns(90, 900), *(Contact(f"P{n}", "") for n in range(6))),
}
LOGS["one-sided"] = ledger(event.replaced(one_sided=True, source="mastodon:1") for event in LOGS["one-sided"].events)


def answers(found: Ledger) -> Iterator[str]:
    """Yield all that a report, and a closer look at it, print of a log."""
    for day in (DAY, DAY - 200, DAY - 2000):
        report = build(found, DAY, until=day)
        for draw in (
            lambda console, report=report: report_terminal.render(report, console),
            lambda console, day=day: view_explain.render(explain(found, DAY, until=day), console),
            lambda console, day=day: side_by_side.render(compare_days(found, DAY, day - 365, until=day), console),
            *(
                lambda console, report=report, measure=measure: line_chart.render(
                    series(report, measure), report, console
                )
                for measure in SERIES
            ),
        ):
            out = io.StringIO()
            draw(report_console(out, width=80))  # type: ignore[no-untyped-call] # lambdas have no types
            yield out.getvalue()
        yield re.sub(r"<style>.*</style>|<[^>]*>", "", page(PublishedReport(report)), flags=re.DOTALL)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("log", LOGS)
def test_every_log_has_its_answers(log: str, language: str) -> None:
    """None of them crashes, and none says a number that is none, a placeholder, or "1 Einträge"."""
    use(language)
    for said in answers(LOGS[log]):
        assert said.strip()
        assert not {"nan", "inf", "None", "null", "True", "False"} & set(re.findall(r"\w+", said))
        assert not re.search(r"[{}]|(?<![\d.,])0 (people|Menschen) (instead|statt)|  \n", said)
        assert not re.search(r"(?<![\d.,])1 (entries|people|contacts|Einträge|Menschen|Kontakten)\b", said)
