"""Reports made by hand: one of two full years, one of the first days, one of an empty log.

Among the names are lower-case, accented, long, wide and right-to-left ones.
"""

from __future__ import annotations

from datetime import date

from netcheck.domain.measures import (
    YEAR,
    Retention,
    Share,
    Trend,
    Verdict,
    depth,
    effective_contacts,
    shares_of_strongest,
)
from netcheck.domain.model import Direction, Function, Kind, Voice
from netcheck.domain.permutation import Compared
from netcheck.domain.reciprocity import Reciprocity
from netcheck.domain.report import (
    Asked,
    Bar,
    CheckRow,
    Coverage,
    Density,
    Exchange,
    Gap,
    KindCount,
    Lately,
    LeftOut,
    LogSize,
    OpenStep,
    Period,
    Questions,
    Quiet,
    Report,
    Reserve,
    Rhythm,
    Signature,
    SmallLog,
    Spread,
    Stayed,
    Totals,
)
from netcheck.domain.windows import HALF_YEAR, Changing, Comparison, NotCompared, Ties, Windows

TODAY = date(2026, 11, 23).toordinal()
NO_COVERAGE = Coverage(0.0, 0.0, dict.fromkeys(Function, 0))
GIVEN = (27, 20, 33, 22, 16, 33, 18, 23, 9)
RECEIVED = (16, 14, 13, 8, 14, 20, 20, 17, 15)
INSIDE = (None, None, None, None, (9, 7), (33, 20), (18, 20), (23, 17), (9, 15))


def day(year: int, month: int, number: int = 1) -> int:
    """Return the ordinal of a calendar date."""
    return date(year, month, number).toordinal()


def _functions(*people: int) -> dict[Function, int]:
    return dict(zip(Function, people, strict=True))


EMPTY = Report(
    day=TODAY,
    today=TODAY,
    half_life_days=180,
    log=Totals(0, 0, 0, 0, 0, 0, None, None),
    effective_contacts=None,
    depth=None,
    giving_share=None,
    reciprocity=None,
    coverage=NO_COVERAGE,
    contribution=NO_COVERAGE,
    worst_loss=None,
    retention=None,
    multiplexity=None,
    rhythm=Rhythm(0, 0, 0),
    ties=None,
    signature=None,
    reserve=Reserve((), 0, 0),
    asked=Asked(0, 0, 0, 0),
    contacts=(),
    too_little=True,
    density=None,
    compared_days=None,
    not_compared=NotCompared.YOUNG,
    comparison=None,
    checks=(),
    history=(),
    form=LogSize.EMPTY,
    people=0,
    lately=Lately(0, 0),
    exchanges=tuple(Exchange(function, 0, 0, 0, 0, None) for function in Function),
    left_out=LeftOut(0, 0, 0, 0, 0),
    given_to=0,
    comparable_from=None,
    period=Period.QUARTER,
    bars=(),
    stayed=None,
    lively=(),
    quiet=(),
    pauses=(),
    long_pauses=(),
    questions=Questions((), (), (), (), ()),
    one_sided=(),
    sources=(),
    small_log=None,
)

SMALL = EMPTY.replaced(
    log=Totals(7, 2, 4, 1, 4, 0, day(2026, 11, 12), TODAY),
    form=LogSize.SMALL,
    comparable_from=day(2026, 11, 12) + 2 * HALF_YEAR,
    people=4,
    small_log=SmallLog(
        span_days=12,
        kinds=(
            KindCount(Direction.RECEIVED, Kind.CONTENT, (("李小龙", 1),), 1),
            KindCount(Direction.RECEIVED, Kind.FEEDBACK, (("Ägir Holm", 2), ("anna klein", 1)), 3),
            KindCount(Direction.RECEIVED, Kind.SHARE, (("Sophie Marek", 1),), 1),
            KindCount(Direction.GIVEN, Kind.HELP, (("Ägir Holm", 1),), 1),
            KindCount(Direction.GIVEN, Kind.THANKS, (("Sophie Marek", 1),), 1),
            KindCount(Direction.MUTUAL, Kind.TALK, (("דנה לוי", 1),), 1),
        ),
        unseen=(Function.INSPIRATION, Function.BUSINESS, Function.BACKING),
    ),
)

NOW, BEFORE = [0.86**rank for rank in range(20)], [0.93**rank for rank in range(31)]
"""The strengths in both windows of the full sample, the strongest first."""

COMPARED = Comparison(
    windows=Windows(YEAR, TODAY, TODAY - YEAR),
    events=(224, 183),
    compared_on=183,
    compared={
        Changing.EFFECTIVE_CONTACTS: Compared(effective_contacts(NOW) or 0.0, effective_contacts(BEFORE) or 0.0, 0.001),
        Changing.GIVING_SHARE: Compared(0.538, 0.561, 0.7),
        Changing.RECIPROCITY: Compared(-0.1, -0.08, 0.8),
        Changing.COVERAGE: Compared(9.0, 9.0, 1.0),
        Changing.CONTRIBUTION: Compared(9.0, 8.0, 0.6),
        Changing.TIES: Compared(2.0, 8.0, 0.065),
    },
    changes=dict.fromkeys(Changing, Trend.SAME) | {Changing.EFFECTIVE_CONTACTS: Trend.DOWN},
    ties=Ties(2, 17, 9, Trend.SAME),
    now=shares_of_strongest(NOW),
    before=shares_of_strongest(BEFORE),
)

FULL = EMPTY.replaced(
    log=Totals(426, 201, 137, 88, 33, 0, day(2024, 10, 8), TODAY - 1),
    effective_contacts=Spread(effective_contacts(NOW) or 0.0, 9.8, 11.2, 33, Trend.DOWN),
    depth=Spread(depth(NOW) or 0.0, 0.5, 0.6, 33),
    giving_share=Share(92 / 171, 0.4632, 0.6110, 92, 79, Verdict.BALANCED, None),
    reciprocity=Reciprocity(0.65, 158 / 171, 0.7035, 0.75, 0.001, 171, None),
    coverage=Coverage(1.0, 5 / 6, _functions(7, 9, 20, 6, 1, 3)),
    contribution=Coverage(5 / 6, 4 / 6, _functions(11, 14, 25, 24, 1, 0)),
    retention=Retention(18 / 31, 0.4077, 0.7358, 15 / 33, 31),
    ties=COMPARED.ties,
    signature=Signature(COMPARED.now, COMPARED.before),
    reserve=Reserve(("anna klein", "Jürgen Brandt", "李小龙", "Ägir Holm"), 4, 2),
    asked=Asked(3, 4, 5, 7),
    too_little=False,
    density=Density.DENSER,
    compared_days=YEAR,
    not_compared=None,
    comparison=COMPARED,
    form=LogSize.FULL,
    people=33,
    lately=Lately(224, 20),
    exchanges=(
        Exchange(Function.INSPIRATION, 16, 7, 16, 11, None),
        Exchange(Function.CURATION, 16, 9, 31, 14, None),
        Exchange(Function.REFERRAL, 54, 20, 69, 25, None),
        Exchange(Function.COMPETENCE, 36, 6, 67, 24, None),
        Exchange(Function.BUSINESS, 3, 1, 1, 1, "Robert Haas"),
        Exchange(Function.BACKING, 3, 3, 0, 0, None),
    ),
    left_out=LeftOut(talks=82, other=6, older=32, both=6, groups=0),
    given_to=28,
    comparable_from=day(2024, 10, 8) + 2 * HALF_YEAR,
    bars=tuple(
        Bar(2024 + (number + 3) // 4, (number + 3) % 4 + 1, given, received, number == len(GIVEN) - 1, inside)
        for number, (given, received, inside) in enumerate(zip(GIVEN, RECEIVED, INSIDE, strict=True))
    ),
    stayed=Stayed(18, 31, 10, 7),
    lively=("Ägir Holm", "anna klein", "Jürgen Brandt", "דנה לוי", "李小龙"),
    quiet=(
        Quiet("Katrin Freifrau von Hohenstein-Waldeck", 47, day(2026, 6, 18)),
        Quiet("مريم", 96, day(2025, 7, 2)),
    ),
    questions=Questions(
        personal=tuple(
            CheckRow(day(year, month), Voice.PERSON, None, yes, 10, gap)
            for year, month, yes, gap in (
                (2025, 11, 5, None),
                (2026, 2, 6, None),
                (2026, 5, 6, None),
                (2026, 8, 7, Gap(1 / 3, 3, 1, 0)),
            )
        ),
        company=(),
        about=(),
        unclear=("same_extent", "dialogue", "sustainable"),
        steps=(OpenStep("s", "Tobias zum Buch befragen", None, day(2026, 12, 3)),),
    ),
)
