"""Draws the report as one page of HTML that loads nothing, sends nothing and runs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.model import Direction
from netcheck.view import pictures
from netcheck.view.pages import filled
from netcheck.view.report_beginning import by_direction, what_follows
from netcheck.view.report_story import Picture, story, until

if TYPE_CHECKING:
    from netcheck.domain.report import Beginning
    from netcheck.domain.showing import Shown
    from netcheck.words import Words

_HUES = {Direction.RECEIVED: "received", Direction.GIVEN: "given", Direction.MUTUAL: ""}


class Pair(NamedTuple):
    """A term and what is told of it; `hue` is "received", "given" or ""."""

    term: str
    told: str
    hue: str = ""


def page(shown: Shown, words: Words, *, nameless: bool = False) -> str:
    """Return the whole page; `nameless` says on it that letters stand for names.

    It says what the terminal says, but for the commands to type next.
    """
    report = shown.report
    told = story(report, words, person=shown.person, circle=shown.circle)
    return filled(
        "report.html.j2",
        Picture=Picture,
        words=words,
        told=told,
        until=until(report, words),
        mirror=pictures.mirror(report, words),
        columns=pictures.columns(report, words),
        rounds=pictures.rounds(report, words),
        beginning=_beginning(report.beginning, words),
        following=_following(report.beginning, words),
        nameless=nameless,
    )


def _beginning(beginning: Beginning | None, words: Words) -> list[Pair]:
    if beginning is None:
        return []
    labels = words.report.beginning.labels
    return [Pair(labels[direction], told, _HUES[direction]) for direction, told in by_direction(beginning, words)]


def _following(beginning: Beginning | None, words: Words) -> list[Pair]:
    return [] if beginning is None else [Pair(*row) for row in what_follows(beginning, words)]
