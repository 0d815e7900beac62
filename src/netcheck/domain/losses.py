"""What rests on whom: the functions that would go with one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from netcheck.domain.findings import Loss
from netcheck.domain.ranking import leading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netcheck.domain.model import Function

Matrix: TypeAlias = "Mapping[Function, Mapping[str, int]]"
"""For each function, by contact id, how often it was served; contacts that never did are left out."""


def losses(served: Matrix) -> dict[str, float]:
    """Return by contact id the mean share in the functions that anyone served; empty where nobody did."""
    observed = [row for row in served.values() if row]
    found: dict[str, float] = {}
    for row in observed:
        total = sum(row.values())
        for key, times in row.items():
            found[key] = found.get(key, 0.0) + times / total / len(observed)
    return found


def heaviest(served: Matrix, names: Mapping[str, str], most: int) -> list[str]:
    """Return the ids of those with whom most would be lost, the most first; names decide where it is the same."""
    return leading(((loss, names[key], key) for key, loss in losses(served).items()), most)


def worst_loss(served: Matrix, names: Mapping[str, str]) -> Loss | None:
    """Return the largest loss, and what rests on one person alone; None where no function was served."""
    if not any(served.values()):
        return None
    (worst,) = heaviest(served, names, 1)
    return Loss(
        names[worst],
        losses(served)[worst],
        sole={function: names[next(iter(row))] for function, row in served.items() if len(row) == 1},
        bus_factor=min(len(row) for row in served.values() if row),
    )


def multiplexity(served: Matrix) -> float | None:
    """Return the mean number of distinct functions per person who served any; None where nobody did."""
    people = {key for row in served.values() for key in row}
    return sum(map(len, served.values())) / len(people) if people else None
