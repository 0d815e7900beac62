"""What import, export and config say, and how far a long run has come."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from netcheck.settings import CHOICES
from netcheck.view.safe import safe
from netcheck.view.text import long_date, pad, width

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Protocol

    from netcheck.settings import Settings
    from netcheck.words import Words

    class Tally(Protocol):
        """What an import came to."""

        new: Counter[str]
        seen: int
        left_out: Counter[str]
        differing: int
        first: int | None
        last: int | None

    class ImportProblem(Protocol):
        """Something that an import cannot take over."""

        @property
        def line(self) -> int:
            """Where it is."""

        @property
        def code(self) -> str:
            """The key of a sentence."""

        @property
        def facts(self) -> Mapping[str, object]:
            """What fills the sentence."""


_SHOWN = 10


def import_lines(tally: Tally, words: Words, *, dry_run: bool) -> list[str]:
    """Tell what an import brought, and how to take it back."""
    texts = words.moving
    brought = bool(sum(tally.new.values()))
    lines = []
    if brought:
        new = {"entries": texts.new_entries(tally.new["event"]), "contacts": texts.new_contacts(tally.new["contact"])}
        text = texts.imported.format_map(new)
        lines.append(texts.would.format(text=text.removeprefix("✓ ")) if dry_run else text)
        lines += [texts.others[sort](n) for sort, n in sorted(tally.new.items()) if n and sort in texts.others]
        if tally.first is not None and tally.last is not None:
            first, last = (long_date(date.fromordinal(day), words) for day in (tally.first, tally.last))
            days = texts.imported_day if first == last else texts.imported_days
            lines.append(days.format(first=first, last=last))
    else:
        lines.append(texts.nothing_new)
    lines += [texts.seen(tally.seen)] * bool(tally.seen)
    entries, others = tally.left_out["event"], tally.left_out.total() - tally.left_out["event"]
    lines += [texts.left_out(entries)] * bool(entries)
    lines += [texts.others_left_out(others)] * bool(others)
    lines += [texts.differing(tally.differing)] * bool(tally.differing)
    return lines + [texts.take_back] * (brought and not dry_run)


def problem_lines(problems: Sequence[ImportProblem], words: Words, *, numbered: bool) -> list[str]:
    """Tell the first problems, where they are if `numbered`, and count the rest."""
    texts = words.moving
    lines = []
    for problem in problems[:_SHOWN]:
        text = words.errors[problem.code].format_map({name: safe(str(fact)) for name, fact in problem.facts.items()})
        lines.append("  " + (texts.problem.format(line=problem.line, text=text) if numbered else text))
    if len(problems) > _SHOWN:
        lines.append("  " + texts.more_problems(len(problems) - _SHOWN))
    return lines


def exported(events: int, path: Path, words: Words) -> str:
    """Confirm an export."""
    return words.moving.exported.format(entries=words.common.entries(events), path=safe(str(path)))


def config_lines(log: Path, config: Path, settings: Settings, words: Words) -> list[str]:
    """Show where log and settings lie, and each setting with its value and meaning."""
    texts = words.moving
    places = [
        (texts.config_log, safe(str(log)), "" if log.exists() else texts.config_made_at_first),
        (texts.config_file, safe(str(config)), ""),
    ]
    chosen = [(key, str(getattr(settings, key)), texts.settings[key]) for key in CHOICES]
    own = [
        (f"kinds.{safe(word)}", safe(kind), texts.own_kind.format(kind=words.kinds.labels.get(kind, safe(kind))))
        for word, kind in settings.kinds.items()
    ]
    return [*_aligned(places), "", *_aligned(chosen + own)]


def _aligned(rows: list[tuple[str, str, str]]) -> list[str]:
    first, second = (max(width(row[column]) for row in rows) for column in (0, 1))
    return [f"{pad(a, first)}  {pad(b, second)}  {c}".rstrip() for a, b, c in rows]


@contextmanager
def counting(template: str) -> Iterator[Callable[[int], None] | None]:
    """Give a function to call with a growing number, which `template` shows as {n}; None without a terminal.

    The line stands on standard error and is gone when the block ends.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True, highlight=False), transient=True) as progress:
        task = progress.add_task(template.format(n=0))
        yield lambda n: progress.update(task, description=template.format(n=n))
