"""Shows on a terminal how far a long run has come; elsewhere it stays silent."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


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
