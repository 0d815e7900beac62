"""What import, export and config say, and how far a long run has come."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.model import Kind
from netcheck.i18n import LANGUAGES, N_, NN_, _, ngettext
from netcheck.settings import CHOICES
from netcheck.view.failures import failure
from netcheck.view.kinds import KIND_NAMES
from netcheck.view.safe import safe
from netcheck.view.text import any_of, entries_text, long_date, pad, width

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import Protocol

    from netcheck.settings import Settings

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
        def file(self) -> str:
            """In which file, "" where there is but one."""

        @property
        def record(self) -> bool:
            """Whether `line` counts records."""

        @property
        def code(self) -> str:
            """The key of a sentence."""

        @property
        def facts(self) -> Mapping[str, object]:
            """What fills the sentence."""


_SHOWN = 10
_TOO_SOON = 1
_MANY_SECONDS = 100
"""So many are told in minutes."""


_SETTINGS = {
    "language": N_("Language: auto (like your system), {languages}"),
    "questions": N_("When to ask the questions again: month, quarter, half-year, year; never"),
    "birthdays": N_("Days before a birthday: 0, 1, 3, 7, 14, 30; never"),
    "color": N_("Colours: auto (if the terminal can), always or never"),
    "pager": N_("Pager for long answers: auto (NETCHECK_PAGER, PAGER or less); never"),
}
_OTHERS = {
    "interval": NN_("Also the interval of one circle.", "Also the intervals of {n} circles."),
    "circle": NN_("Also one circle.", "Also {n} circles."),
    "distinct": NN_("Also one pair marked as two different people.", "Also {n} pairs marked as two different people."),
    "check": NN_("Also one round of questions.", "Also {n} rounds of questions."),
    "step": NN_("Also one step.", "Also {n} steps."),
    "guide": NN_("Also one answer to the guide.", "Also {n} answers to the guide."),
}


def import_lines(tally: Tally, *, dry_run: bool) -> list[str]:
    """Tell what an import brought, and how to take it back."""
    brought = bool(sum(tally.new.values()))
    lines = []
    if brought:
        new = {
            "entries": ngettext("One new entry", "{n} new entries", tally.new["event"]).format(n=tally.new["event"]),
            "contacts": ngettext("one new contact", "{n} new contacts", tally.new["contact"]).format(
                n=tally.new["contact"]
            ),
        }
        text = "✓ {entries}, {contacts}.".format_map(new)
        lines.append(_("A dry run, nothing stored: {text}").format(text=text.removeprefix("✓ ")) if dry_run else text)
        lines += [
            ngettext(*_OTHERS[sort], n).format(n=n) for sort, n in sorted(tally.new.items()) if n and sort in _OTHERS
        ]
        if tally.first is not None and tally.last is not None:
            first, last = (long_date(date.fromordinal(day)) for day in (tally.first, tally.last))
            days = _("All on {first}.") if first == last else _("From {first} to {last}.")
            lines.append(days.format(first=first, last=last))
    else:
        lines.append(_("Nothing new."))
    lines += [
        ngettext("One entry is in your log already.", "{n} entries are in your log already.", tally.seen).format(
            n=tally.seen
        )
    ] * bool(tally.seen)
    entries, others = tally.left_out["event"], tally.left_out.total() - tally.left_out["event"]
    lines += [
        ngettext(
            "One entry is left out: you removed the contact.",
            "{n} entries are left out: you removed the contacts.",
            entries,
        ).format(n=entries)
    ] * bool(entries)
    lines += [
        ngettext(
            "One round of questions or step is left out: you removed the contact.",
            "{n} rounds of questions or steps are left out: you removed the contacts.",
            others,
        ).format(n=others)
    ] * bool(others)
    lines += [
        ngettext(
            "One line differs from your log, which stays as it is.",
            "{n} lines differ from your log, which stays as it is.",
            tally.differing,
        ).format(n=tally.differing)
    ] * bool(tally.differing)
    return lines + [_("To take it back: netcheck undo")] * (brought and not dry_run)


def problem_lines(problems: Sequence[ImportProblem], *, numbered: bool) -> list[str]:
    """Tell the first problems, where they are if `numbered`, and count the rest."""
    lines = []
    for problem in problems[:_SHOWN]:
        text = failure(problem.code, problem.facts)
        if numbered and problem.file and not problem.line:
            text = f"{safe(problem.file)}: {text}"
        elif numbered and problem.file and problem.record:
            text = _("{file}, record {n}: {text}").format(file=safe(problem.file), n=problem.line, text=text)
        elif numbered and problem.file:
            text = _("{file}, line {line}: {text}").format(file=safe(problem.file), line=problem.line, text=text)
        elif numbered and problem.record:
            text = _("Record {n}: {text}").format(n=problem.line, text=text)
        elif numbered and problem.line:
            text = _("Line {line}: {text}").format(line=problem.line, text=text)
        lines.append(f"  {text}")
    if len(problems) > _SHOWN:
        lines.append(
            "  "
            + ngettext("and one more problem", "and {n} more problems", len(problems) - _SHOWN).format(
                n=len(problems) - _SHOWN
            )
        )
    return lines


def exported(events: int, path: Path) -> str:
    """Confirm an export."""
    return _("✓ {entries} in {path}").format(entries=entries_text(events), path=safe(str(path)))


def config_lines(log: Path, config: Path, settings: Settings) -> list[str]:
    """Show where log and settings lie, and each setting with its value and meaning."""
    places = [
        (_("Log"), safe(str(log)), "" if log.exists() else _("(made with the first entry)")),
        (_("Settings"), safe(str(config)), ""),
    ]
    chosen = [
        (key, str(getattr(settings, key)), _(_SETTINGS[key]).format(languages=any_of(LANGUAGES))) for key in CHOICES
    ]
    mine = [
        ("recipient", safe(settings.recipient) or "–", _("The public key for which backups are encrypted")),
        ("me", ", ".join(map(safe, settings.me)) or "–", _("Your names and addresses in what you import")),
    ]
    own = [
        (
            f"kinds.{safe(word)}",
            safe(kind),
            _("your word for {kind}").format(kind=_(KIND_NAMES[Kind(kind)]) if kind in set(Kind) else safe(kind)),
        )
        for word, kind in settings.kinds.items()
    ]
    return [*_aligned(places), "", *_aligned(chosen + mine + own)]


def _aligned(rows: list[tuple[str, str, str]]) -> list[str]:
    first, second = (max(width(row[column]) for row in rows) for column in (0, 1))
    return [f"{pad(a, first)}  {pad(b, second)}  {c}".rstrip() for a, b, c in rows]


@contextmanager
def counting(template: str, part: Callable[[], float] | None = None) -> Iterator[Callable[[int], None] | None]:
    """Give a function to call with a growing number, which `template` shows as {n}; None without a terminal.

    Where `part` says which part is done, from 0 to 1, that stands behind it, and the time left. The line stands on
    standard error and is gone when the block ends.
    """
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True, highlight=False), transient=True) as progress:
        task = progress.add_task(template.format(n=0))
        begun = time.monotonic()

        def show(n: int) -> None:
            told = template.format(n=n)
            if part is not None and (far := how_far(part(), time.monotonic() - begun)):
                told = f"{told}, {far}"
            progress.update(task, description=told)

        yield show


def how_far(part: float, seconds: float) -> str:
    """Tell which part, from 0 to 1, is done after so many seconds, and how long the rest takes; "" for nothing yet."""
    percent = int(100 * part)
    if not percent or seconds < _TOO_SOON:
        return ""
    left = round(seconds * (1 - part) / part)
    if left < _MANY_SECONDS:
        return _("{percent} %, {seconds} s left").format(percent=percent, seconds=left)
    return _("{percent} %, {minutes} min left").format(percent=percent, minutes=round(left / 60))
