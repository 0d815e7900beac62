"""The measures, on vectors worked out elsewhere and on logs small enough to count by hand."""

from __future__ import annotations

import pytest

from logs import DAY, entry, ledger
from netcheck.domain.check_statistics import clear_yes_rates
from netcheck.domain.contact_counts import coverage
from netcheck.domain.measures import (
    Verdict,
    build_up,
    depth,
    effective_contacts,
    faded,
    giving_share,
    ranged,
    shares_of_strongest,
    silence,
    verdict,
    wilson,
)
from netcheck.domain.model import Answer, Check, Function, Voice
from netcheck.domain.pauses import Calendar, Pause, find_pauses, paused_days, pauses_beyond
from netcheck.domain.report_builder import build

TIES = [8.0, 4.0, 2.0, 1.0, 1.0]


@pytest.mark.parametrize(("half_life", "expected"), [(180, 3.1361), (90, 2.3538), (365, 3.8656)])
def test_strength(half_life: int, expected: float) -> None:
    """Measure 1: weights, halved for each half-life."""
    strengths = build_up([0, 185, 335, 365], [1, 2, 1, 1], half_life)
    assert strengths[-1] == pytest.approx(expected, abs=5e-5)
    assert faded(strengths[-1], half_life, half_life) == strengths[-1] / 2


@pytest.mark.parametrize(("until", "ratio", "chance", "quiet"), [(330, 7.0, 0.0175, True), (300, 6.0, 0.0256, False)])
def test_silence(until: int, ratio: float, chance: float, *, quiet: bool) -> None:
    """Measure 2: days since the last entry over the mean gap; quiet where such a gap after these is unlikely."""
    days = [0, 30, 50, 90, 90, 120]
    found = silence(days, until, Calendar(()))
    assert found is not None
    assert (found.ratio, found.gap, found.longest, found.days, found.silent) == (ratio, 30.0, 40, 5, until - 120)
    assert (1 + found.silent / 120) ** -4 == pytest.approx(chance, abs=5e-5)
    assert (found.quiet, found.lapsed, found.due) == (quiet, False, True)
    assert silence(days[-4:], until, Calendar(())) is None


@pytest.mark.parametrize(
    ("gaps", "silent", "quiet", "lapsed", "due"),
    [
        ([10] * 7, 79, True, False, True),
        ([10] * 7, 80, False, True, False),
        ([10] * 6, 79, True, False, True),
        ([10] * 6, 80, True, False, False),
        ([5, 5, 5, 5, 5, 5, 40], 79, True, False, True),
        ([5, 5, 5, 5, 5, 5, 40], 80, True, False, True),
        ([5, 5, 5, 5, 5, 5, 40], 81, False, True, False),
        ([50] * 6, 399, True, False, True),
        ([50] * 6, 400, False, False, False),
        ([30] * 7 + [200], 400, True, False, True),
        ([20] * 7 + [220], 440, False, False, False),
        ([5] * 6, 365, True, False, False),
        ([5] * 6, 366, False, False, False),
        ([30, 10, 10], 30, False, False, False),
        ([10, 10, 10], 29, False, False, False),
        ([10, 10, 10], 30, False, False, True),
        ([40, 1, 1], 40, False, False, False),
        ([40, 1, 1], 42, False, False, True),
    ],
)
def test_quiet_lapsed_and_due(gaps: list[int], silent: int, *, quiet: bool, lapsed: bool, due: bool) -> None:
    """Lapsed takes eight days, eight gaps, twice the longest; a reminder ends there, at eight gaps with fewer days too.

    Quiet takes more than the longest gap; with eight usual gaps it ends after a year.
    """
    days = [sum(gaps[:number]) for number in range(len(gaps) + 1)]
    found = silence(days, days[-1] + silent, Calendar(()))
    assert found is not None
    assert (found.quiet, found.lapsed, found.due) == (quiet, lapsed, due)


@pytest.mark.parametrize(
    ("given", "total", "low", "high", "expected"),
    [
        (6, 8, 0.4093, 0.9285, Verdict.OPEN),
        (13, 24, 0.3507, 0.7211, Verdict.OPEN),
        (4, 4, 0.5101, 1.0, Verdict.GIVING),
        (0, 4, 0.0, 0.4899, Verdict.RECEIVING),
        (50, 100, 0.4038, 0.5962, Verdict.BALANCED),
        (500, 1000, 0.4691, 0.5309, Verdict.BALANCED),
        (232, 400, 0.5311, 0.6274, Verdict.SLIGHTLY_GIVING),
        (620, 1000, 0.5895, 0.6496, Verdict.SLIGHTLY_GIVING),
        (380, 1000, 0.3504, 0.4105, Verdict.SLIGHTLY_RECEIVING),
        (60, 100, 0.5020, 0.6906, Verdict.GIVING),
        (330, 1000, 0.3016, 0.3597, Verdict.RECEIVING),
    ],
)
def test_giving_share(given: int, total: int, low: float, high: float, expected: Verdict) -> None:
    """Measure 3: Wilson's interval, and a verdict that looks first on which side of a half it lies."""
    share = giving_share(given, total - given)
    assert share is not None
    assert (share.low, share.high) == pytest.approx((low, high), abs=5e-5)
    assert (share.value, share.verdict) == (given / total, expected)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (1 / 3, 2 / 3, Verdict.BALANCED),
        (0.5, 2 / 3, Verdict.BALANCED),
        (0.51, 2 / 3, Verdict.SLIGHTLY_GIVING),
        (0.51, 0.67, Verdict.GIVING),
        (1 / 3, 0.49, Verdict.SLIGHTLY_RECEIVING),
        (0.33, 0.49, Verdict.RECEIVING),
        (0.33, 0.6, Verdict.OPEN),
        (0.4, 0.67, Verdict.OPEN),
    ],
)
def test_verdicts_include_their_bounds(low: float, high: float, expected: Verdict) -> None:
    """A third and two thirds still count as two to one, a half is on neither side."""
    assert verdict(low, high) is expected


def test_nothing_passed_is_no_share() -> None:
    """Without anything given or received there is no share at all."""
    assert giving_share(0, 0) is None


def test_effective_contacts_and_depth() -> None:
    """Measures 4 and 5: their product is all strength, their ranges leave one contact out."""
    contacts, deep = ranged(effective_contacts, TIES), ranged(depth, TIES)
    assert contacts is not None
    assert deep is not None
    assert (contacts.value, contacts.low, contacts.high) == pytest.approx((2.9767, 2.0571, 2.9767), abs=5e-5)
    assert (deep.value, deep.low, deep.high) == pytest.approx((5.3750, 2.75, 5.8571), abs=5e-5)
    assert contacts.value * deep.value == pytest.approx(sum(TIES))


def test_left_out_values_do_not_cancel() -> None:
    """Beside one tie a billion times stronger, two weak ones are still two."""
    found = ranged(effective_contacts, [1e9, 1.0, 1.0])
    assert found is not None
    assert found.high == pytest.approx(2.0)


def test_under_a_millionth_nobody_is_left_out() -> None:
    """Whoever has less of all strength counts as a contact, but leaving them out is no end of the range."""
    less, more = (ranged(depth, [1.0, 1.0, weak]) for weak in (1.9e-6, 2.1e-6))
    assert less is not None
    assert more is not None
    assert (less.high, less.without[1]) == (less.value, None)
    assert (more.high, more.without[1]) == (1.0, 2)
    found = ranged(effective_contacts, [1.0, 1e-7])
    assert found is not None
    assert (found.low, found.high) == pytest.approx((1.0, 1 + 2e-7), abs=1e-9)


def test_very_old_strengths_do_not_underflow() -> None:
    """Two ties of centuries ago, whose squares are no float any more, are still two, and no stronger than one."""
    assert effective_contacts([1e-300, 1e-300]) == pytest.approx(2.0)
    assert depth([1e-300, 1e-300]) == pytest.approx(1e-300)
    found = ranged(effective_contacts, [1.0, 1e-300, 1e-300])
    assert found is not None
    assert found.high == pytest.approx(2.0)


@pytest.mark.parametrize("strengths", [TIES, TIES[::-1], [*TIES, 0.0]])
def test_signature(strengths: list[float]) -> None:
    """Measure 15: the shares of the strongest, cumulative, of fifteen at most; D2 is one over the sum of squares."""
    found = shares_of_strongest(strengths)
    assert found == (0.5, 0.75, 0.875, 0.9375, 1.0)
    parts = [now - before for now, before in zip(found, (0.0, *found), strict=False)]
    assert 1 / sum(part * part for part in parts) == pytest.approx(effective_contacts(TIES))
    assert shares_of_strongest([1.0] * 20) == pytest.approx([number / 20 for number in range(1, 16)])
    assert shares_of_strongest([]) == ()


def test_one_tie_has_no_range() -> None:
    """With one contact there is a value and no range, with none no value."""
    found = ranged(depth, [3.0])
    assert found is not None
    assert (found.value, found.low, found.high) == (3.0, None, None)
    assert ranged(effective_contacts, []) is None


def test_coverage() -> None:
    """Measure 7: distinct contacts by function, and the mirror of it."""
    matrix = {"A": (3, 2, 0, 1, 0, 0), "B": (0, 1, 2, 0, 0, 0), "C": (1, 0, 0, 4, 0, 1)}
    kinds = ("thanks", "content", "share", "help", "business", "backing")
    for verb, mirror in (("got", False), ("gave", True)):
        log = ledger(
            entry(9, f"{verb} {name} {kind}")
            for name, counts in matrix.items()
            for kind, count in zip(kinds, counts, strict=True)
            for _ in range(count)
        )
        report = build(log, DAY)
        found, other = (report.contribution, report.coverage)[:: 1 if mirror else -1]
        assert list(found.functions.values()) == [2, 2, 1, 2, 0, 1]
        assert (found.one, found.two) == pytest.approx((0.8333, 0.5), abs=5e-5)
        assert other == coverage(dict.fromkeys(Function, 0))


def test_clear_yes_rate() -> None:
    """Measure 12: clear yeses per question over the checks about oneself, with Wilson's interval."""
    assert wilson(9, 12) == pytest.approx((0.4677, 0.9111), abs=5e-5)
    answers = [Answer.YES] * 9 + [Answer.PARTLY] * 2 + [Answer.NO]
    checks = [Check("", DAY, Voice.PERSON, answers={"respect": answer}) for answer in answers]
    others = [
        Check("", DAY, Voice.COMPANY, answers={"respect": Answer.NO}),
        Check("", DAY, Voice.PERSON, answers={}, contact_id="Ada"),
    ]
    (rate,) = clear_yes_rates([*checks, *others])
    assert rate.question == "respect"
    assert (rate.yes, rate.of, rate.low, rate.high) == pytest.approx((9, 12, 0.4677, 0.9111), abs=5e-5)


@pytest.mark.parametrize(
    ("days", "today", "expected"),
    [
        ([0, 1, 2, 50], 500, []),
        ([0, 10, 20, 30, 40], 86, []),
        ([0, 10, 20, 30, 40], 87, [(40, 87, True)]),
        ([0, 1, 2, 3, 26, 27, 28], 28, []),
        ([0, 1, 2, 3, 27, 28, 29], 29, [(3, 27, False)]),
        ([0, 1, 2, 3, 24, 25, 26, 27], 27, []),
        ([0, 1, 2, 3, 25, 26, 27, 28], 28, [(3, 25, False)]),
        (list(range(0, 366, 5)), 400, []),
        (list(range(0, 366, 5)), 402, [(365, 402, True)]),
    ],
)
def test_pauses(days: list[int], today: int, expected: list[tuple[int, int, bool]]) -> None:
    """A pause is longer than 21 days and than ln k + 3 mean gaps; under five active days there is none."""
    assert [(pause.first, pause.last, pause.ongoing) for pause in find_pauses(days, today)] == expected


def test_silence_without_pauses() -> None:
    """Days inside a pause count neither as silence nor in the gaps."""
    pauses = find_pauses([0, 10, 20, 30, 330, 340, 350], 650)
    assert [(pause.first, pause.last) for pause in pauses] == [(30, 330), (350, 650)]
    found = silence([0, 20, 330, 340], 650, Calendar(pauses))
    assert found is not None
    assert (found.gap, found.ratio) == pytest.approx((41 / 3, 11 * 3 / 41))
    assert (found.longest, found.silent) == (20, 11)


@pytest.mark.parametrize(
    ("after", "until", "days"),
    [(0, 100, 96), (3, 100, 96), (4, 100, 95), (0, 99, 96), (0, 98, 95), (50, 60, 10), (98, 120, 1), (99, 120, 0)],
)
def test_days_strictly_inside_pauses(after: int, until: int, days: int) -> None:
    """Of a window those days count that lie strictly inside a pause; its ends, active days, do not."""
    pauses = [Pause(3, 100, ongoing=False)]
    assert paused_days(pauses, after, until) == days
    assert paused_days([*pauses, *pauses], after, until) == 2 * paused_days(pauses, after, until)


def test_the_longest_pauses_of_a_window() -> None:
    """Those with the most days within the window, however long they are in all, are as few as pass the limit."""
    long, short = Pause(0, 200, ongoing=False), Pause(210, 260, ongoing=False)
    assert pauses_beyond(45, [long, short], 0, 300) == (long,)
    assert pauses_beyond(45, [long, short], 190, 300) == (short,)
    assert pauses_beyond(200, [short, long], 0, 300) == (long, short)
    assert pauses_beyond(248, [long, short], 0, 300) == ()
    assert pauses_beyond(45, [], 0, 300) == ()
