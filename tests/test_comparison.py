"""Two windows of one log: which are compared, on which entries, by which chance, and what may be said of them."""

from __future__ import annotations

from itertools import pairwise
from math import log, sqrt
from random import Random
from statistics import NormalDist
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logs import DAY, Whole, dense_ledger, entry, ledger
from netcheck.domain.anonymize import pseudonymize
from netcheck.domain.comparison import LIMITS, Limit, mid_p, thinned_places
from netcheck.domain.measures import Trend, effective_contacts
from netcheck.domain.model import Contact
from netcheck.domain.permutation import SWAPS, Compared
from netcheck.domain.reciprocity import reciprocity
from netcheck.domain.registry import MEASURES
from netcheck.domain.report import Density, Report
from netcheck.domain.report_builder import build
from netcheck.domain.windows import Changing, Comparison, NotCompared, Windows, windows_between, windows_up_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netcheck.domain.model import Event

NAMES = "ABCDEFGHIJKL"


def old(days: int = 365) -> Event:
    """Return an entry that makes a log just old enough for windows of so many days, and lies in none of them."""
    return entry(2 * days, "with Old talk")


def spread(words: Sequence[str], *, back: int = 0, days: int = 365) -> list[Event]:
    """Return an entry for each of some words, evenly spread over a window that ends `back` days ago."""
    return [entry(back + at * days // len(words), line) for at, line in enumerate(words)]


def turns(size: int, people: int = 6, kind: str = "help") -> list[str]:
    """Return words of so many entries, by turns of person and direction."""
    return [f"{('gave', 'got')[at // people % 2]} {NAMES[at % people]} {kind}" for at in range(size)]


def on_one_day(counts: Mapping[str, int], *, back: int, words: str = "with {} other") -> list[Event]:
    """Return so many entries with each, all on the last day of a window that ends `back` days ago."""
    return [entry(back, words.format(name)) for name, times in counts.items() for _ in range(times)]


def compared(events: Iterable[Event], *contacts: Contact) -> Comparison:
    """Return what two windows of a log tell; not to be compared is a failure."""
    found = build(ledger(events, *contacts), DAY).comparison
    assert found is not None
    return found


def balances(found: Mapping[str, tuple[int, int]], *, back: int) -> list[Event]:
    """Return so many given and received entries with each, in a window that ends `back` days ago."""
    words = [
        f"{verb} {name} other" for name, pair in found.items() for verb, n in zip(("gave", "got"), pair, strict=True)
        for _ in range(n)
    ]  # fmt: skip
    return spread(words, back=back)


# Which windows


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (None, None),
        (0, None),
        (363, None),
        (364, Windows(182, DAY, DAY - 182)),
        (729, Windows(182, DAY, DAY - 182)),
        (730, Windows(365, DAY, DAY - 365)),
        (9000, Windows(365, DAY, DAY - 365)),
    ],
)
def test_windows_of_a_report(age: int | None, expected: Windows | None) -> None:
    """Half a year is compared once the log is two of them old, a year once it is two years old."""
    assert windows_up_to(None if age is None else DAY - age, DAY) == expected


@pytest.mark.parametrize(
    ("apart", "age", "days"),
    [
        (365, 730, 365),
        (365, 729, 182),
        (364, 900, 182),
        (182, 364, 182),
        (182, 363, None),
        (181, 900, None),
        (0, 900, None),
        (900, 1265, 365),
    ],
)
def test_windows_of_two_days(apart: int, age: int, days: int | None) -> None:
    """Two days are compared by windows that do not overlap and do not begin before the log."""
    expected = days and Windows(days, DAY, DAY - apart)
    assert windows_between(DAY - age, DAY - apart, DAY) == expected
    assert windows_between(None, DAY - apart, DAY) is None


def changes(report: Report) -> dict[str, Trend | None]:
    """Return what is said of the change of each measure that is there."""
    return {
        row.measure: getattr(report, row.measure).change
        for row in MEASURES
        if row.value and hasattr(getattr(report, row.measure), "change")
    }


@pytest.mark.parametrize(
    ("first", "reason", "days"),
    [(363, NotCompared.YOUNG, None), (364, None, 182), (729, None, 182), (730, None, 365)],
)
def test_a_log_comes_of_age(first: int, reason: NotCompared | None, days: int | None) -> None:
    """At 364 and 730 days, nothing is said before; the whole log counts for its age, groups too."""
    words = turns(200)
    log = ledger([*spread(words, days=first), entry(first, "gave Readers share")], Contact("Readers", "", group=True))
    report = build(log, DAY)
    assert (report.not_compared, report.compared_days) == (reason, days)
    assert (report.comparison is None) == (report.density is None) == (report.ties is None) == bool(reason)
    assert report.comparable_from == DAY - first + 364
    said = set(changes(report).values())
    assert said == ({None} if reason else {Trend.SAME, None})


@pytest.mark.parametrize(
    ("later", "earlier", "people", "reason"),
    [
        (30, 30, 5, None),
        (29, 30, 5, NotCompared.TOO_LITTLE),
        (30, 29, 5, NotCompared.TOO_LITTLE),
        (90, 90, 4, NotCompared.TOO_LITTLE),
    ],
)
def test_what_a_window_must_hold(later: int, earlier: int, people: int, reason: NotCompared | None) -> None:
    """Thirty entries with five people in each of both; those with groups and outside the windows do not count."""
    events = [*spread(turns(later, people)), *spread(turns(earlier, people), back=365)]
    others = [*(entry(age, "gave Readers share") for age in range(700)), *(entry(730, f"got {n} help") for n in NAMES)]
    report = build(ledger([*events, *others], Contact("Readers", "Readers", group=True)), DAY)
    assert report.not_compared is reason
    if report.comparison:
        assert report.comparison.events == (later, earlier)


@pytest.mark.parametrize("back", [0, 365])
@pytest.mark.parametrize(("inside", "reason"), [(45, None), (46, NotCompared.PAUSE)])
def test_a_pause_in_either_window(back: int, inside: int, reason: NotCompared | None) -> None:
    """Of a window 45 days may lie strictly inside pauses; with more, nothing is compared and the pause is told."""
    daily = [entry(age, turns(900)[age]) for age in range(800) if not back + 100 < age <= back + 100 + inside]
    report = build(ledger(daily), DAY)
    assert report.not_compared is reason
    assert [(DAY - pause.first, DAY - pause.last) for pause in report.pauses] == [(back + 101 + inside, back + 100)]
    assert report.long_pauses == ((report.pauses[0],) if reason else ())


def test_a_pause_counts_where_it_lies() -> None:
    """A pause across both windows is divided between them, and one that goes on reaches to the report's day."""
    words = turns(900)
    across = ledger(entry(age, words[age]) for age in range(800) if not 320 < age <= 409)
    assert build(across, DAY).not_compared is None
    stopped = ledger(entry(age, words[age]) for age in range(46, 800))
    assert build(stopped, DAY).not_compared is None
    assert build(stopped, DAY + 1).not_compared is NotCompared.PAUSE


def test_the_first_reason_is_told() -> None:
    """A young log is called that whatever else it lacks, one with too little whatever its pauses."""
    assert build(ledger([entry(100)]), DAY).not_compared is build(ledger(), DAY).not_compared is NotCompared.YOUNG
    few = [entry(age, "gave Ada help") for age in (800, 799, 798, 797, 796)]
    report = build(ledger(few), DAY)
    assert report.pauses
    assert report.not_compared is NotCompared.TOO_LITTLE


# On which entries


def test_places_of_the_page() -> None:
    """Of seven thinned to three, those with the numbers 2, 4 and 6 are kept."""
    assert thinned_places(7, 3) == [2, 4, 6]


@given(st.integers(1, 300), st.data())
def test_thinning_is_even(size: int, data: st.DataObject) -> None:
    """As many are kept as asked for, the last among them, with gaps that differ by one at most."""
    kept = data.draw(st.integers(1, size))
    places = thinned_places(size, kept)
    gaps = [other - one for one, other in pairwise([-1, *places])]
    assert len(places) == kept
    assert places[-1] == size - 1
    assert max(gaps) - min(gaps) <= 1


@pytest.mark.parametrize(("more", "changed"), [(45, False), (46, True)])
@pytest.mark.parametrize("turned", [False, True])
def test_effort(more: int, *, changed: bool, turned: bool) -> None:
    """From a factor of 1.5 on another effort is told, either way; it holds nothing back, as many are compared."""
    sizes = (30, more) if turned else (more, 30)
    report = build(ledger([*spread(turns(sizes[0])), *spread(turns(sizes[1]), back=365), old()]), DAY)
    assert report.comparison is not None
    assert (report.comparison.events, report.comparison.compared_on) == (sizes, 30)
    assert report.effort_changed is changed
    assert None not in {report.comparison.changes[key] for key in Changing}
    assert build(ledger(), DAY).effort_changed is False


def test_more_of_the_same_is_no_change() -> None:
    """Three times the entries of the same people, evenly, are thinned to what was before."""
    words = turns(120, 12)
    found = compared([*spread([line for line in words for _ in range(3)]), *spread(words, back=365), old()])
    assert found.events == (360, 120)
    assert set(found.changes.values()) == {Trend.SAME}
    assert found.compared[Changing.COVERAGE] == Compared(2.0, 2.0, 1.0)


def test_an_order_that_no_file_decides() -> None:
    """Which entries are kept hangs neither on ids nor on their order; letters for names leave all as it is."""
    log = dense_ledger(5, size=900, fewer=0.4)
    turned = ledger(reversed(log.events), *log.contacts.values())
    found = build(log, DAY).comparison
    assert found is not None
    assert found.events[0] > found.compared_on
    assert build(turned, DAY).comparison == found
    assert build(pseudonymize(log), DAY).comparison == found


def test_namesakes_keep_their_order() -> None:
    """Of two people with one name it is the id that decides."""
    log = dense_ledger(6, size=900, fewer=0.4)
    same = log.replaced(contacts={key: contact.replaced(name="Ana") for key, contact in log.contacts.items()})
    assert build(same, DAY).comparison == build(ledger(reversed(same.events), *same.contacts.values()), DAY).comparison


@pytest.mark.parametrize(
    ("kept", "lost"),
    [
        (entry(2, "gave A help"), entry(3, "gave A content")),
        (entry(2, "gave B help"), entry(2, "gave A content")),
        (entry(2, "got A help"), entry(2, "gave A content")),
        (entry(2, "gave A other"), entry(2, "gave A content")),
        (entry(2, "gave A share", weight=2), entry(2, "gave A share")),
        (entry(2, "gave A share", one_sided=True), entry(2, "gave A share")),
        (entry(2, "gave A share", weight=2), entry(2, "gave A share", one_sided=True)),
    ],
)
def test_what_is_sorted_by(kept: Event, lost: Event) -> None:
    """Day, name, direction, kind, weight, one-sided: of each two entries thinned to one the second is kept."""

    def after_thinning(one: Event, other: Event) -> list[object]:
        """Return what is compared where two entries come each nine days, these every fifth time."""
        others = [entry(2, f"{verb} {name} other") for verb, name in zip(("gave", "got"), "CDCD", strict=False)]
        later = [
            event.replaced(day=event.day - 9 * turn, contact_id=event.contact_id + "x" * (turn % 5))
            for turn in range(40)
            for event in ((others[turn % 2],) * 2 if turn % 5 else (one, other))
        ]
        found = compared([*later, *spread(turns(40), back=365), old()])
        assert (found.events, found.compared_on) == ((80, 40), 40)
        return [found.now, *(test for key, test in found.compared.items() if key is not Changing.GIVING_SHARE)]

    assert after_thinning(lost, kept) == after_thinning(kept, lost) == after_thinning(kept, kept)
    assert after_thinning(kept, kept) != after_thinning(lost, lost)


# By which chance


def by_masks(now: Mapping[str, int], before: Mapping[str, int]) -> float:
    """Return the p of ln D2 of strengths by contact, counting all 999 swaps with plain sums."""
    names, random = sorted({**now, **before}), Random(1)  # noqa: S311 - the page names the generator
    masks = [random.getrandbits(len(names)) for _ in range(SWAPS)]
    if len(names) == 8:
        assert masks[:5] == [34, 145, 216, 205, 195]

    def apart(mask: int) -> float | None:
        sides: tuple[list[float], list[float]] = ([], [])
        for at, name in enumerate(names):
            swap = mask >> at & 1
            sides[swap].append(now.get(name, 0))
            sides[not swap].append(before.get(name, 0))
        found = [effective_contacts(side) for side in sides]
        return log(found[0] / found[1]) if found[0] and found[1] else None

    seen = apart(0)
    assert seen is not None
    swapped = [apart(mask) for mask in masks]
    return (1 + sum(one is None or abs(one) >= abs(seen) - 1e-9 for one in swapped)) / 1000


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ({"A": 16, "B": 6, "C": 3, "D": 3, "E": 1, "F": 1, "G": 1, "H": 1}, dict.fromkeys("ABCDEFGH", 4)),
        ({"A": 20, "B": 6, "C": 2, "D": 1, "E": 1}, {"F": 10, "G": 10, "H": 5, "A": 3, "B": 2}),
        (dict(zip(NAMES, (9, 9, 9, 1, 1, 1, 5, 5, 5, 5, 2, 8), strict=True)), dict.fromkeys(NAMES, 5)),
    ],
)
def test_the_masks_of_the_page(now: dict[str, int], before: dict[str, int]) -> None:
    """The swaps are those of the page's generator, contacts numbered by name: each p is theirs to the last one."""
    found = compared([*on_one_day(now, back=0), *on_one_day(before, back=365), old()])
    assert found.events == (sum(now.values()), sum(before.values())) == (found.compared_on, found.compared_on)
    test = found.compared[Changing.EFFECTIVE_CONTACTS]
    assert test is not None
    assert test.p == by_masks(now, before)
    assert test.now == pytest.approx(effective_contacts([*map(float, now.values())]))


@pytest.mark.parametrize(
    ("one", "other", "p"),
    [(6, 0, 0.0156), (12, 2, 0.0074), (9, 3, 0.0923), (3, 9, 0.0923), (4, 4, 1.0), (1, 0, 0.5), (0, 0, 1.0)],
)
def test_mid_p(one: int, other: int, p: float) -> None:
    """McNemar's exact chance with the mid-p, at the vectors of the page, and for numbers that no float holds."""
    assert mid_p(one, other) == pytest.approx(p, abs=5e-5)
    assert mid_p(10_000 + one, 0) == 0.0


def test_windows_alike_do_not_differ() -> None:
    """Where the earlier window is the later one a year before, all values are the same, and every swap is as far."""
    later = dense_ledger(9, size=500, span=364)
    events = [*later.events, *(event.replaced(day=event.day - 365) for event in later.events), old()]
    found = compared(events, *later.contacts.values())
    for key in (*Changing,):
        test = found.compared[key]
        assert test is not None
        assert test.now == pytest.approx(test.before)
        assert (test.p, found.changes[key]) == (1.0, Trend.SAME)
    assert found.now == pytest.approx(found.before)


# What may be said


def test_limits_of_the_page() -> None:
    """The limits, by length of window, and the smallest difference, are those of the page."""
    assert dict(LIMITS) == {
        Changing.EFFECTIVE_CONTACTS: Limit(0.02, 0.005, log(1.1)),
        Changing.GIVING_SHARE: Limit(0.01, 0.01),
        Changing.RECIPROCITY: Limit(0.005, 0.005),
        Changing.COVERAGE: Limit(0.02, 0.02),
        Changing.CONTRIBUTION: Limit(0.02, 0.02),
        Changing.TIES: Limit(0.01, None),
    }


SHIFTS = {
    12: [14, 6] * 6,
    11: [13, 7] * 6,
    8: [14, 6, 14, 6, 14, 7, 9, 10],
}
"""Entries with each of some people after ten with each: eight and twelve with D2 down a tenth and more, eleven less."""


@pytest.mark.parametrize(
    ("shift", "days", "most", "said"),
    [
        (12, 365, 0.005, True),
        (11, 365, 0.005, False),
        (8, 365, 0.02, True),
        (8, 182, 0.02, False),
        (12, 182, 0.005, True),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_denser_and_broader(shift: int, days: int, most: float, *, said: bool, turned: bool) -> None:
    """A word takes p ≤ .02 (of half a year ≤ .005), and a tenth fewer people or more."""
    uneven = dict(zip(NAMES, SHIFTS[shift], strict=False))
    even = dict.fromkeys(uneven, 10)
    now, before = (even, uneven) if turned else (uneven, even)
    report = build(ledger([*on_one_day(now, back=0), *on_one_day(before, back=days), old(days)]), DAY)
    assert report.comparison is not None
    assert report.effective_contacts is not None
    assert report.compared_days == days
    test = report.comparison.compared[Changing.EFFECTIVE_CONTACTS]
    assert test is not None
    assert (most / 4 if most == 0.02 else 0) < test.p <= most
    assert (abs(log(test.now / test.before)) >= log(1.1)) is (shift != 11)
    trend, word = (Trend.UP, Density.BROADER) if turned else (Trend.DOWN, Density.DENSER)
    assert report.effective_contacts.change is (trend if said else Trend.SAME)
    assert report.density is (word if said else Density.SAME)


def test_the_giving_share_between_contacts() -> None:
    """Where contacts differ more than coins, that is what a difference is held against: z is the root of five."""
    later = [f"{'gave' if name < 'D' else 'got'} {name} help" for _ in range(9) for name in "ABCDEF"]
    earlier = [f"got {name} help" for _ in range(9) for name in "ABCDEF"]
    found = compared([*spread(later), *spread(earlier, back=365), old()])
    share = found.compared[Changing.GIVING_SHARE]
    assert share is not None
    assert (share.now, share.before) == (0.5, 0.0)
    # Old is no contact of either window: u = ±1/12 of six, V = 6/5 · 6/144 = 1/20 against 2 · 3/16/54 = 1/144.
    assert share.p == pytest.approx(2 * NormalDist().cdf(-sqrt(5)))
    assert share.p == pytest.approx(0.0253, abs=5e-5)
    assert found.changes[Changing.GIVING_SHARE] is Trend.SAME


@pytest.mark.parametrize(("more", "trend"), [(60, Trend.SAME), (70, Trend.UP)])
def test_the_giving_share_by_coins(more: int, trend: Trend) -> None:
    """Where contacts are alike, coins decide; the share is that of all entries, however many more are on one side."""
    words = [f"{verb} {name} help" for name in "ABCDE" for verb, times in (("gave", more), ("got", 100 - more))
             for _ in range(times // 5)]  # fmt: skip
    before = [f"{verb} {name} help" for name in "ABCDE" for verb in ("gave", "got") for _ in range(5)]
    found = compared([*spread(words), *spread(before, back=365), old()])
    share = found.compared[Changing.GIVING_SHARE]
    assert share is not None
    pooled = (more + 25) / 150
    z = (more / 100 - 0.5) / sqrt(pooled * (1 - pooled) * (1 / 100 + 1 / 50))
    assert (share.now, share.before) == (more / 100, 0.5)
    assert share.p == pytest.approx(2 * NormalDist().cdf(-z))
    assert found.changes[Changing.GIVING_SHARE] is (trend if share.p <= 0.01 else Trend.SAME)
    assert (share.p <= 0.01) is (more > 70)


def test_reciprocity_beyond_coins() -> None:
    """Each side is what is matched beyond coins with that window's own share of giving."""
    now = {"A": (6, 2), "B": (0, 5), "C": (3, 3), "D": (4, 1), "E": (4, 2)}
    before = {"A": (3, 3), "B": (2, 4), "C": (1, 5), "D": (3, 3), "E": (6, 0)}
    found = compared([*balances(now, back=0), *balances(before, back=365), old()])
    test = found.compared[Changing.RECIPROCITY]
    alone = [reciprocity([*pairs.values()]) for pairs in (now, before)]
    assert test is not None
    assert (test.now, test.before) == pytest.approx([one.value - one.expected for one in alone if one])
    assert found.changes[Changing.RECIPROCITY] is Trend.SAME


@pytest.mark.parametrize("turned", [False, True])
def test_reciprocity_changes(*, turned: bool) -> None:
    """From both ways with each to one way with each, or back, is a change; the giving share is none."""
    even = dict.fromkeys(NAMES, (3, 3))
    sorted_out = {name: ((6, 0), (0, 6))[at % 2] for at, name in enumerate(NAMES)}
    now, before = (even, sorted_out) if turned else (sorted_out, even)
    found = compared([*balances(now, back=0), *balances(before, back=365), old()])
    assert found.changes[Changing.RECIPROCITY] is (Trend.UP if turned else Trend.DOWN)
    assert found.changes[Changing.GIVING_SHARE] is Trend.SAME


KINDS = ("thanks", "content", "share", "help", "business")


@pytest.mark.parametrize(
    ("verb", "up"),
    [
        ("got", {Changing.COVERAGE}),
        ("gave", {Changing.CONTRIBUTION}),
        ("with", {Changing.COVERAGE, Changing.CONTRIBUTION}),
    ],
)
def test_functions_change(verb: str, up: set[Changing]) -> None:
    """Of five functions each counts up to two people, what was mutual both ways; backing is none of them."""
    others = spread([f"with {name} other" for name in NAMES for _ in range(5)], back=365)
    later = spread([f"{verb} {name} {kind}" for name in NAMES for kind in KINDS])
    found = compared([*later, *others, old()])
    for key in (Changing.COVERAGE, Changing.CONTRIBUTION):
        test = found.compared[key]
        assert test is not None
        assert (test.now, test.before) == (10.0 if key in up else 0.0, 0.0)
        assert found.changes[key] is (Trend.UP if key in up else Trend.SAME)
    backed = compared([*spread([f"{verb} {name} backing" for name in NAMES for _ in range(5)]), *others, old()])
    assert backed.compared[Changing.COVERAGE] == backed.compared[Changing.CONTRIBUTION] == Compared(0.0, 0.0, 1.0)


def days_of(counts: Mapping[str, int], *, back: int) -> list[Event]:
    """Return two entries on so many days with each, in a window that ends `back` days ago."""
    return [
        entry(back + 52 * day, f"{verb} {name} help")
        for name, days in counts.items()
        for day in range(days)
        for verb in ("gave", "got")
    ]


def test_ties_of_the_page() -> None:
    """Three days and none make new, the reverse lost; kept is who is in both and in one of them on three days."""
    steady = {name: 6 + at % 2 for at, name in enumerate("ABCDEF")}
    later, earlier = {"N": 3, "O": 3, **steady}, {"O": 1, "X": 3, "Y": 2, **steady}
    ties = build(ledger([*days_of(later, back=0), *days_of(earlier, back=365), old()]), DAY).ties
    assert ties is not None
    assert (ties.new, ties.kept, ties.lost, ties.change) == (1, 7, 1, Trend.SAME)


@pytest.mark.parametrize(
    ("came", "went", "days", "trend"),
    [
        (12, 2, 365, Trend.UP),
        (2, 12, 365, Trend.DOWN),
        (9, 3, 365, Trend.SAME),
        (6, 0, 365, Trend.SAME),
        (7, 0, 365, Trend.UP),
        (12, 2, 182, None),
    ],
)
def test_people_come_and_go(came: int, went: int, days: int, trend: Trend | None) -> None:
    """A word takes p ≤ .01, and a year: who is met only in summer would come and go."""
    steady = dict.fromkeys("ABCDEF", 4)
    new, gone = ({f"{letter}{at}": 4 for at in range(n)} for letter, n in (("N", came), ("G", went)))
    later, earlier = days_of({**steady, **new}, back=0), days_of({**steady, **gone}, back=days)
    short, long = sorted((later, earlier), key=len)
    short += [entry(DAY - short[0].day, "gave A help") for _ in range(len(long) - len(short))]
    report = build(ledger([*later, *earlier, old(days)]), DAY)
    assert report.ties is not None
    assert report.comparison is not None
    assert (report.ties.new, report.ties.kept, report.ties.lost) == (came, 6, went)
    assert report.comparison.compared[Changing.TIES] == Compared(came, went, mid_p(came, went))
    assert report.ties.change is trend


def test_without_a_value_there_is_no_word() -> None:
    """Where on one side nothing is on the books, neither share nor reciprocity is compared; all else is."""
    later, earlier = spread(turns(60)), spread([f"with {name} help" for name in "ABCDEF" * 10], back=365)
    for events in ([*later, *earlier, old()], [*(e.replaced(day=e.day - 365) for e in later), *spread(
        [f"with {name} help" for name in "ABCDEF" * 10]), old()]):  # fmt: skip
        found = compared(events)
        nothing = {key for key in Changing if found.compared[key] is None}
        assert nothing == {Changing.GIVING_SHARE, Changing.RECIPROCITY}
        assert {found.changes[key] for key in nothing} == {None}
        assert {found.changes[key] for key in set(Changing) - nothing} == {Trend.SAME}


def test_all_one_way_is_no_difference() -> None:
    """Where everything was given in both windows, or received, the share has no variance and no change."""
    words = [f"gave {name} help" for name in "ABCDEF" * 6]
    found = compared([*spread(words), *spread(words, back=365), old()])
    assert found.compared[Changing.GIVING_SHARE] == Compared(1.0, 1.0, 1.0)
    assert found.compared[Changing.RECIPROCITY] == Compared(0.0, 0.0, 1.0)


def test_people_without_books_count_as_people() -> None:
    """Family counts in all but giving and receiving."""
    family = [Contact(name, name, no_balance=True) for name in "ABCDEF"]
    found = compared([*spread(turns(60)), *spread(turns(60), back=365), old()], *family)
    assert {key for key in Changing if found.compared[key] is None} == {Changing.GIVING_SHARE, Changing.RECIPROCITY}
    test = found.compared[Changing.EFFECTIVE_CONTACTS]
    assert test is not None
    assert test.now == pytest.approx(6, abs=0.5)


def test_signature_of_two_windows() -> None:
    """Both curves are of equally many entries, decayed to the window's own end; D2 is one over the sum of squares."""
    report = build(dense_ledger(9, size=900, fewer=0.4), DAY)
    assert report.comparison is not None
    assert report.signature is not None
    curves = (report.signature.now, report.signature.before)
    assert curves == (report.comparison.now, report.comparison.before)
    even = compared([*on_one_day(dict.fromkeys("ABCDEFGH", 5), back=0),
                     *on_one_day({"A": 24, "B": 12, "C": 6, "D": 3, "E": 3}, back=365), old()])  # fmt: skip
    assert even.compared_on == 40
    assert even.now == pytest.approx([n / 8 for n in range(1, 9)])
    test = even.compared[Changing.EFFECTIVE_CONTACTS]
    assert test is not None
    for curve, value in ((even.now, test.now), (even.before, test.before)):
        parts = [one - other for one, other in zip(curve, (0.0, *curve), strict=False)]
        assert 1 / sum(part * part for part in parts) == pytest.approx(value)


def test_signature_of_a_log_that_is_not_compared() -> None:
    """There is one curve, of all entries of a year; without any there is none, and groups are nobody."""
    events = on_one_day({"A": 8, "B": 4, "C": 2, "D": 1, "E": 1}, back=0)
    signature = build(ledger([*events, entry(365, "gave F help", weight=3)]), DAY).signature
    assert signature is not None
    assert (signature.now, signature.before) == ((0.5, 0.75, 0.875, 0.9375, 1.0), None)
    assert build(ledger([entry(365)]), DAY).signature is None
    assert build(ledger([entry(1)], Contact("Ada", "Ada", group=True)), DAY).signature is None


@pytest.mark.parametrize("seed", range(6))
def test_the_report_says_what_the_comparison_allows(seed: int) -> None:
    """Each measure with a rule of change has its word from the comparison; depth and retention never have one."""
    log: Whole = dense_ledger(seed, size=800, fewer=(0.4, 1.0)[seed % 2], turn=365)
    report = build(log, DAY)
    assert report.comparison is not None
    said = changes(report)
    assert {row.changing: said.get(row.measure) for row in MEASURES if row.changing} == report.comparison.changes
    assert {said["depth"], said["retention"]} == {None}
