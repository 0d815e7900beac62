"""Two windows of one log against each other: what differs by more than chance (measures.md, *Change*)."""

from __future__ import annotations

from math import comb, erfc, log, sqrt
from typing import TYPE_CHECKING

from netcheck.domain.measures import FEWEST_CONTACTS, FEWEST_EVENTS, YEAR, Trend, shares_of_strongest
from netcheck.domain.packed_events import CODE, DAY, DIRECTIONS, KINDS, ONE_SIDED, WAY, WAYS, WEIGHT, active_days
from netcheck.domain.permutation import Compared, permutation_tests, side_of
from netcheck.domain.windows import Changing, Comparison, NotCompared, Ties, long_pauses
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netcheck.domain.pauses import Pause
    from netcheck.domain.permutation import Side
    from netcheck.domain.timelines import ContactTimeline
    from netcheck.domain.windows import Windows

NEW_DAYS = 3
"""On so many days somebody was met who counts as new, or lost: one entry is no tie."""

_FEWER_PEOPLE = log(1.1)


class Limit(Value):
    """The largest p at which a difference is said, in windows of a year and of half a year (None: never)."""

    year: float
    half: float | None
    least: float = 0.0
    """And the smallest difference, in the unit of the test."""


LIMITS: Mapping[Changing, Limit] = {
    # The seasons move the people met within half a year.
    Changing.EFFECTIVE_CONTACTS: Limit(0.02, 0.005, least=_FEWER_PEOPLE),
    Changing.GIVING_SHARE: Limit(0.01, 0.01),
    Changing.RECIPROCITY: Limit(0.005, 0.005),
    Changing.COVERAGE: Limit(0.02, 0.02),
    Changing.CONTRIBUTION: Limit(0.02, 0.02),
    # Who is met only in summer would come and go.
    Changing.TIES: Limit(0.01, None),
}
"""The rule of change of each measure, chosen in simulations: any arrow in at most 5 % of networks that never change."""


def compare(
    timelines: Iterable[ContactTimeline],
    windows: Windows,
    pauses: Sequence[Pause],
    true_names: Mapping[str, str] | None = None,
) -> Comparison | NotCompared:
    """Compare two windows, or say why not; groups are left out.

    `pauses` are those of the whole log. `true_names` decide the order where contacts go by other names.
    """
    names = true_names or {}
    people = [timeline for timeline in timelines if not timeline.contact.group]
    people.sort(key=lambda one: (names.get(one.contact.id, one.contact.name), one.contact.id))
    order = [names.get(one.contact.id, one.contact.name) for one in people]
    whole = [_cut(people, end - windows.days, end) for end in (windows.later, windows.earlier)]
    events = sum(map(len, whole[0])), sum(map(len, whole[1]))
    if min(events) < FEWEST_EVENTS or min(sum(map(bool, window)) for window in whole) < FEWEST_CONTACTS:
        return NotCompared.TOO_LITTLE
    if long_pauses(pauses, windows):
        return NotCompared.PAUSE
    fewest = min(events)
    thinned = [_thinned(window, order, fewest) for window in whole]
    sides = [
        [side_of(one, numbers, end) for one, numbers in zip(people, window, strict=True)]
        for window, end in zip(thinned, (windows.later, windows.earlier), strict=True)
    ]
    pairs = [(now, before) for now, before in zip(*sides, strict=True) if now.entries or before.entries]
    tested = permutation_tests(pairs)
    compared = {
        Changing.EFFECTIVE_CONTACTS: tested.effective_contacts,
        Changing.GIVING_SHARE: _giving_share(people, windows, sum(map(any, zip(*whole, strict=True)))),
        Changing.RECIPROCITY: tested.reciprocity,
        Changing.COVERAGE: tested.coverage,
        Changing.CONTRIBUTION: tested.contribution,
        Changing.TIES: _came_and_went(pairs),
    }
    both = [[active_days(numbers) for numbers in window] for window in whole]
    return Comparison(
        windows=windows,
        events=events,
        compared_on=fewest,
        compared=compared,
        changes={key: _trend(key, found, windows.days) for key, found in compared.items()},
        ties=_ties(list(zip(*both, strict=True))),
        now=shares_of_strongest([now.strength for now, _ in pairs]),
        before=shares_of_strongest([before.strength for _, before in pairs]),
    )


def thinned_places(size: int, kept: int) -> list[int]:
    """Return which of so many entries, counted from 0, are kept if `kept` of them are, evenly spread."""
    return [at for at in range(size) if (at + 1) * kept // size > at * kept // size]


def mid_p(one: int, other: int) -> float:
    """Return McNemar's exact two-sided chance of such a split with the mid-p correction (Fagerland et al. 2013)."""
    total = one + other
    # Integers of any size, divided last: 2**total is no float for a large total.
    below = sum(comb(total, k) for k in range(min(one, other)))
    splits: int = 2**total
    return min(1.0, (2 * below + comb(total, min(one, other))) / splits)


def _cut(people: Sequence[ContactTimeline], after: int, until: int) -> list[Sequence[int]]:
    return [one.within(after, until) for one in people]


# Stored words sort by code point.
_WAY_RANKS, _KIND_RANKS = ({word: rank for rank, word in enumerate(sorted(words))} for words in (DIRECTIONS, KINDS))
_RANKS = {code: _WAY_RANKS[way] << 8 | _KIND_RANKS[kind] << 4 for code, (way, kind) in WAYS.items()}
_SORT_KEYS = {code: _RANKS[code & WAY] | code >> ONE_SIDED & 1 for code in range(CODE + 1) if code & WAY in _RANKS}
"""What sorts by direction and kind, with room for the weight."""


def _thinned(window: Sequence[Sequence[int]], order: Sequence[str], kept: int) -> Sequence[Sequence[int]]:
    """Return a window with so many of its entries, evenly spread in the order of day, name, direction, kind, weight.

    Entries alike in all of these and one-sidedness are of namesakes, if of anybody: those follow their contacts.
    """
    size = sum(map(len, window))
    if size == kept:
        return window
    ranks = {name: rank for rank, name in enumerate(sorted(set(order)))}
    entries = [
        (number >> DAY, ranks[order[at]], _SORT_KEYS[number & CODE] | (number >> WEIGHT & 3) << 1, at, number)
        for at, numbers in enumerate(window)
        for number in numbers
    ]
    entries.sort()
    found: list[list[int]] = [[] for _ in window]
    for place in thinned_places(size, kept):
        *_, at, number = entries[place]
        found[at].append(number)
    return found


def _giving_share(people: Sequence[ContactTimeline], windows: Windows, contacts: int) -> Compared | None:
    """Compare the giving share of both windows, with the larger of the binomial variance and that between contacts.

    Entries that come in bursts are no independent evidence, and within one contact they often go one way. `contacts`
    are those with an entry in either window.
    """
    balances = [[one.balance(end - windows.days, end) for one in people] for end in (windows.later, windows.earlier)]
    totals = [[sum(column) for column in zip(*window, strict=True)] for window in balances]
    sizes = [given + received for given, received in totals]
    if not all(sizes):
        return None
    (now, before), total = (given / size for (given, _), size in zip(totals, sizes, strict=True)), sum(sizes)
    share = sum(given for given, _ in totals) / total
    apart = (
        (later[0] - now * sum(later)) / sizes[0] - (earlier[0] - before * sum(earlier)) / sizes[1]
        for later, earlier in zip(*balances, strict=True)
    )
    between = contacts / (contacts - 1) * sum(value * value for value in apart)
    variance = max(share * (1 - share) * (1 / sizes[0] + 1 / sizes[1]), between)
    # Where all went one way in both windows, nothing differs.
    p = erfc(abs(now - before) / sqrt(2 * variance)) if variance else 1.0
    return Compared(now, before, p)


def _ties(days: Iterable[tuple[int, int]]) -> Ties:
    """Return who came, stayed and went, from the active days in the later and the earlier window of each contact."""
    found = list(days)
    return Ties(
        new=sum(now >= NEW_DAYS and not before for now, before in found),
        kept=sum(bool(now and before) and max(now, before) >= NEW_DAYS for now, before in found),
        lost=sum(before >= NEW_DAYS and not now for now, before in found),
    )


def _came_and_went(pairs: Sequence[tuple[Side, Side]]) -> Compared:
    """Compare how many people came with how many went."""
    found = _ties((now.days, before.days) for now, before in pairs)
    return Compared(found.new, found.lost, mid_p(found.new, found.lost))


def _trend(key: Changing, found: Compared | None, days: int) -> Trend | None:
    """Return what may be said of a difference; None where one side has no value, or the window allows no word."""
    limit = LIMITS[key].year if days == YEAR else LIMITS[key].half
    if found is None or limit is None:
        return None
    apart = log(found.now / found.before) if key is Changing.EFFECTIVE_CONTACTS else found.now - found.before
    if found.p > limit or abs(apart) < LIMITS[key].least:
        return Trend.SAME
    return Trend.UP if apart > 0 else Trend.DOWN
