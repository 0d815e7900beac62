"""Reports made by hand: one of two full years, one of the first days, one of an empty log.

Among the names are lower-case, accented, long, wide and right-to-left ones.
"""

from __future__ import annotations

from datetime import date

from netcheck.domain.measures import Reciprocity, Retention, Share, Verdict
from netcheck.domain.model import Direction, Function, Kind, Voice
from netcheck.domain.report import (
    Bar,
    CheckRow,
    Comparability,
    Coverage,
    Density,
    Exchange,
    Gap,
    KindCount,
    Lately,
    LogSize,
    OpenStep,
    Period,
    Questions,
    Quiet,
    Report,
    Rhythm,
    SmallLog,
    Totals,
    Year,
    Years,
)

TODAY = date(2026, 11, 23).toordinal()
NO_COVERAGE = Coverage(0.0, 0.0, dict.fromkeys(Function, 0))
GIVEN = (27, 20, 33, 22, 16, 33, 18, 23, 9)
RECEIVED = (16, 14, 13, 8, 14, 20, 20, 17, 15)


def day(year: int, month: int, number: int = 1) -> int:
    """Return the ordinal of a calendar date."""
    return date(year, month, number).toordinal()


EMPTY = Report(
    day=TODAY,
    today=TODAY,
    half_life_days=180,
    log=Totals(0, 0, 0, 0, 0, None, None),
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
    contacts=(),
    too_little=True,
    effort_changed=False,
    density=None,
    checks=(),
    history=(),
    form=LogSize.EMPTY,
    people=0,
    lately=Lately(0, 0),
    exchanges=tuple(Exchange(function, 0, 0, 0, 0, None) for function in Function),
    period=Period.QUARTER,
    bars=(),
    comparability=Comparability.YOUNG,
    years=None,
    lively=(),
    quiet=(),
    pauses=(),
    recent_pause=None,
    questions=Questions((), (), (), (), ()),
    one_sided=(),
    small_log=None,
)

SMALL = EMPTY.replaced(
    log=Totals(7, 2, 4, 1, 4, day(2026, 11, 12), TODAY),
    form=LogSize.SMALL,
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

FULL = EMPTY.replaced(
    log=Totals(426, 201, 137, 88, 33, day(2024, 10, 8), TODAY - 1),
    giving_share=Share(92 / 171, 0.4632, 0.6110, 92, 79, Verdict.BALANCED, None),
    reciprocity=Reciprocity(0.65, 158 / 171, 0.7035, 0.75, 0.001, 171, None),
    retention=Retention(18 / 31, 0.4077, 0.7358, 15 / 33, 31, 18, 10, 7),
    too_little=False,
    density=Density.DENSER,
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
    bars=tuple(
        Bar(2024 + (number + 3) // 4, (number + 3) % 4 + 1, given, received, number == len(GIVEN) - 1)
        for number, (given, received) in enumerate(zip(GIVEN, RECEIVED, strict=True))
    ),
    comparability=Comparability.SOUND,
    years=Years(TODAY - 365, Year(20, 11.2), Year(31, 5.9), 224, 183),
    lively=("Ägir Holm", "anna klein", "Jürgen Brandt", "דנה לוי", "李小龙"),
    quiet=(
        Quiet("Katrin Freifrau von Hohenstein-Waldeck", 20.5, day(2026, 6, 18)),
        Quiet("مريم", 41.0, day(2025, 7, 2)),
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
