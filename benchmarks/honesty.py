"""Measure how often a report shows an arrow where nothing has changed, and how often where something has.

    python benchmarks/honesty.py [--runs N] [--seed N] [--days 182|365] [--only SUBSTRING]

Draws networks at random, each run a log of exactly two windows of so many days, builds the report of each, and prints
which arrows it shows: first for networks that never change, where each arrow is false, then for such in which
one thing changes from the earlier window to the later. All figures but `compared` are percentages of the runs that
were compared at all, ± its error (95 %). A seed always draws the same logs. The exit code is 1 if a bar is broken.
"""

from __future__ import annotations

import argparse
import math
import sys
from bisect import bisect
from itertools import accumulate, groupby, islice
from multiprocessing import Pool
from operator import attrgetter
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from netcheck.domain.measures import Trend, Z
from netcheck.domain.model import FUNCTION_OF, Contact, Direction, Event, Function, Kind, Ledger
from netcheck.domain.packed_events import packed_by_contact
from netcheck.domain.report_builder import build

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netcheck.domain.report import Report

TODAY = 739_943
WINDOWS = (365, 182)
YEAR = 365
MOST_FALSE = 5.0
"""The most per cent of reports on a network that never changes that may show an arrow, within the printed error."""

MEASURES = {
    "effective_contacts": "D2",
    "giving_share": "share",
    "reciprocity": "rec",
    "coverage": "cov",
    "contribution": "contr",
    "ties": "ties",
}
"""The measures that can have an arrow, and the heads of their columns."""

MUTUAL = 0.2
KINDS = [kind for kind in Kind if kind is not Kind.TALK]
BURST_DAYS = 4
STRONGEST = 0.2
"""The share of people who become stronger where a network becomes denser.

Doubling a fifth drawn at random gives an arrow down in some 5 % of runs only (100 contacts, 600 entries a year, L 365).
"""


class Season(NamedTuple):
    """How the rate of a `share` of the people changes over the year, its mean staying the same.

    It swings by `swing` as a sine, or they are there for a part of the year only (`present`); `own`: each person has a
    phase of their own, else all have the same.
    """

    share: float = 1.0
    swing: float = 0.0
    present: float = 1.0
    own: bool = False

    @property
    def peak(self) -> float:
        """The highest rate, in mean rates."""
        return (1 + self.swing) / self.present

    def rate(self, turn: float) -> float:
        """Return the rate, in mean rates, at a point of the year, 0 to 1, counted from the phase."""
        return (1 + self.swing * math.sin(2 * math.pi * turn)) / self.present if turn < self.present else 0.0


STEADY = Season()
SUMMER_FRIENDS = Season(share=0.3, swing=1.0)
IN_SEASON = Season(share=0.3, present=0.6)


class Network(NamedTuple):
    """A network of so many contacts and entries a year in all; what is not said of it never changes.

    Rates are log-normal with σ 1. `burst` is how many entries come together within days, on average, and `one_way`
    says whether all of a burst go in the same direction. `uneven`: each contact has a giving share of its own (beta
    with 2, 2). `turnover` is the share of people who are replaced by new ones within a year, `talk` that of entries
    that are talks. `logging`: so many times the entries are logged in the later window.

    What really changes in the later window: the strongest fifth of the contacts have `denser` times their rate in an
    unchanged total, `giving` is the giving share, the function `lost` is not there any more (`still_given`: not
    received, while giving goes on), and there are `newcomers` of average rate beside the old contacts.
    """

    name: str
    contacts: int
    yearly: int
    burst: float = 1.0
    one_way: bool = False
    uneven: bool = False
    season: Season = STEADY
    turnover: float = 0.0
    talk: float = 0.0
    logging: float = 1.0
    denser: float = 1.0
    giving: float = 0.5
    lost: Function | None = None
    still_given: bool = False
    newcomers: int = 0


class Change(NamedTuple):
    """A network in which something changes, the arrow meant, and the least per cent that must show it, by days."""

    network: Network
    measure: str
    trend: Trend
    bar: Mapping[int, float] = {}


UNCHANGING = (
    Network("10c 60", 10, 60),
    Network("10c 200", 10, 200),
    Network("30c 60", 30, 60),
    Network("30c 180", 30, 180),
    Network("30c 600", 30, 600),
    Network("100c 200", 100, 200),
    Network("100c 600", 100, 600),
    Network("100c 2000", 100, 2000),
    Network("30c 300 bursts3", 30, 300, burst=3),
    Network("30c 300 bursts3 same dir", 30, 300, burst=3, one_way=True),
    Network("30c 300 p_c beta2", 30, 300, uneven=True),
    Network("30c 300 p_c beta2 bursts3", 30, 300, burst=3, uneven=True),
    Network("30c 300 season .8", 30, 300, season=Season(swing=0.8)),
    Network("30c 300 own season .8", 30, 300, season=Season(swing=0.8, own=True)),
    Network("30c 300 summer friends", 30, 300, season=SUMMER_FRIENDS),
    Network("100c 600 summer friends", 100, 600, season=SUMMER_FRIENDS),
    Network("30c 300 30% only in season", 30, 300, season=IN_SEASON),
    Network("100c 600 30% only in season", 100, 600, season=IN_SEASON),
    Network("30c 240 logging 1.4x", 30, 240, logging=1.4),
    Network("100c 600 logging 1.4x", 100, 600, logging=1.4),
    Network("30c 200 logging 2x", 30, 200, logging=2),
    Network("100c 200 logging 2x", 100, 200, logging=2),
    Network("30c 150 logging 3x", 30, 150, logging=3),
    Network("100c 200 logging 3x", 100, 200, logging=3),
    Network("100c 600 logging .5x", 100, 600, logging=0.5),
    Network("30c 300 turnover 20%", 30, 300, turnover=0.2),
    Network("30c 600 90% talk", 30, 600, talk=0.9),
)

CHANGES = (
    Change(Network("denser k2 30c 300", 30, 300, denser=2), "effective_contacts", Trend.DOWN),
    Change(Network("denser k2 100c 600", 100, 600, denser=2), "effective_contacts", Trend.DOWN, {365: 80}),
    Change(Network("denser k4 30c 300", 30, 300, denser=4), "effective_contacts", Trend.DOWN),
    Change(Network("share .5->.65 30c 300", 30, 300, giving=0.65), "giving_share", Trend.UP),
    Change(Network("competence lost 30c 300", 30, 300, lost=Function.COMPETENCE), "coverage", Trend.DOWN),
    Change(Network("competence lost 100c 600", 100, 600, lost=Function.COMPETENCE), "coverage", Trend.DOWN),
    Change(
        Network("all help lost 30c 300", 30, 300, lost=Function.COMPETENCE, still_given=True),
        "coverage",
        Trend.DOWN,
        {365: 60},
    ),
    Change(Network("10 new people 30c 300", 30, 300, newcomers=10), "ties", Trend.UP),
    Change(Network("20 new people 30c 300", 30, 300, newcomers=20), "ties", Trend.UP),
)


class Person(NamedTuple):
    """One contact: entries a day on average, the chance of giving, cumulative weights of the KINDS, and when.

    `phase` is that of the season in days; before the day `start` and from the day `end` on nothing happens.
    """

    id: str
    rate: float
    giving: float
    kinds: Sequence[float]
    season: Season
    phase: float
    start: float = -math.inf
    end: float = math.inf

    @property
    def peak(self) -> float:
        """The highest rate of all days."""
        return self.rate * self.season.peak

    def busy(self, time: float) -> float:
        """Return the rate at a time, as a part of the highest."""
        if not self.start <= time < self.end:
            return 0.0
        return self.season.rate((time - self.phase) / YEAR % 1) / self.season.peak


class Exchange(NamedTuple):
    """One entry: the day, an ordinal where nothing else is said, and with whom."""

    day: int
    contact: str
    direction: Direction
    kind: Kind


class Reading(NamedTuple):
    """What a report says of change: whether it compares, and the arrow of each measure that shows one."""

    compared: bool
    arrows: Mapping[str, Trend]


class Job(NamedTuple):
    """One log to draw and to report on."""

    network: Network
    days: int
    seed: int
    run: int


def read(report: Report, days: int) -> Reading:
    """Return what a report says of change over windows of so many days. Nothing else here looks into reports."""
    not_compared, compared_days = attrgetter("not_compared", "compared_days")(report)
    if not_compared is None and compared_days != days:
        raise ValueError(f"compared over {compared_days} days instead of {days}")
    found = dict(zip(MEASURES, attrgetter(*MEASURES)(report), strict=True))
    changes = {name: measure.change for name, measure in found.items() if measure is not None}
    arrows = {name: change for name, change in changes.items() if change in {Trend.UP, Trend.DOWN}}
    return Reading(not_compared is None, arrows)


def run(job: Job) -> Reading:
    """Draw one log and read its report."""
    chance = Random(f"{job.seed} {job.network.name} {job.days} {job.run}")  # noqa: S311 - repetition, not secrecy
    return read(build(draw(job.network, job.days, chance).ledger, TODAY), job.days)


class Log(NamedTuple):
    """People by id, and the entries with them."""

    contacts: Mapping[str, Contact]
    events: Sequence[Event]

    @property
    def ledger(self) -> Ledger:
        """The log as a report reads it."""
        return Ledger(self.contacts, packed_by_contact(self.events))


def draw(network: Network, days: int, chance: Random) -> Log:
    """Return the log of a network: two windows of so many days up to TODAY, and one entry on the day before them.

    That entry stands outside both; without it the log would be too young by a day or more.
    """
    before = _people(network, days, chance)
    after = _changed(network, before, chance)
    # The bursts that begin before the first window reach into it.
    found = [
        *_exchanges(network, before, range(1 - BURST_DAYS, days), chance),
        *(
            exchange
            for exchange in _exchanges(network, after, range(days, 2 * days), chance, network.logging)
            if not _is_lost(network, exchange)
        ),
    ]
    first = Exchange(-1, before[0].id, Direction.MUTUAL, Kind.OTHER)
    kept = [first, *(exchange for exchange in found if 0 <= exchange.day < 2 * days)]
    start = TODAY - 2 * days + 1
    events = [
        Event(f"{n:06}", start + day, contact, direction, kind, chance.randint(1, 3))
        for n, (day, contact, direction, kind) in enumerate(sorted(kept, key=attrgetter("day")))
    ]
    people = {person.id: Contact(person.id, f"Person {person.id}") for person in after}
    return Log(people, events)


def _people(network: Network, days: int, chance: Random) -> list[Person]:
    """Return everybody, with those who come instead of others within the two windows."""
    phase = chance.uniform(0, YEAR)
    weights = [chance.lognormvariate(0, 1) for _ in range(network.contacts)]
    scale = network.yearly / YEAR / sum(weights)
    seasonal = round(network.season.share * network.contacts)
    leaving = -math.log1p(-network.turnover) / YEAR
    people: list[Person] = []
    for n, weight in enumerate(weights):
        season = network.season if n < seasonal else STEADY
        own, rate = chance.uniform(0, YEAR) if season.own else phase, scale * weight
        start = -math.inf
        while start < 2 * days:
            end = max(start, 0) + chance.expovariate(leaving) if leaving else math.inf
            person = _person(network, len(people), rate, chance)
            people.append(person._replace(season=season, phase=own, start=start, end=end))
            rate, start = scale * chance.lognormvariate(0, 1), end
    return people


def _person(network: Network, number: int, rate: float, chance: Random) -> Person:
    """Return somebody who is there all the year, with a mix of kinds drawn evenly from all mixes."""
    giving = chance.betavariate(2, 2) if network.uneven else 0.5
    kinds = list(accumulate(chance.expovariate(1) for _ in KINDS))
    return Person(f"{number:04}", rate, giving, kinds, STEADY, 0.0)


def _changed(network: Network, people: Sequence[Person], chance: Random) -> list[Person]:
    """Return the people of the later window."""
    weakest_first = sorted(person.rate for person in people)
    limit = weakest_first[-round(STRONGEST * len(people))]
    rates = [person.rate * (network.denser if person.rate >= limit else 1) for person in people]
    total = sum(weakest_first)
    scale = total / sum(rates)
    old = [
        person._replace(rate=scale * rate, giving=person.giving if network.uneven else network.giving)
        for person, rate in zip(people, rates, strict=True)
    ]
    new = [_person(network, len(people) + n, total / len(people), chance) for n in range(network.newcomers)]
    return old + new


def _exchanges(
    network: Network, people: Sequence[Person], days: range, chance: Random, logging: float = 1.0
) -> Iterator[Exchange]:
    """Yield what comes in bursts that begin on some days, counted from the first of the earlier window."""
    peaks = list(accumulate(person.peak for person in people))
    pace, again = logging * peaks[-1] / network.burst, 1 - 1 / network.burst
    time = days.start + chance.expovariate(pace)
    while time < days.stop:
        person, day = people[_pick(peaks, chance)], math.floor(time)
        if chance.random() < person.busy(time):
            direction = _direction(person, chance)
            yield _exchange(network, person, day, direction, chance)
            while chance.random() < again:
                way = direction if network.one_way else _direction(person, chance)
                yield _exchange(network, person, day + chance.randrange(BURST_DAYS), way, chance)
        time += chance.expovariate(pace)


def _exchange(network: Network, person: Person, day: int, direction: Direction, chance: Random) -> Exchange:
    if network.talk and chance.random() < network.talk:
        return Exchange(day, person.id, Direction.MUTUAL, Kind.TALK)
    return Exchange(day, person.id, direction, KINDS[_pick(person.kinds, chance)])


def _pick(weights: Sequence[float], chance: Random) -> int:
    """Return a place in cumulative weights, each as likely as it weighs; `Random.choices` is far slower at it."""
    return bisect(weights, chance.random() * weights[-1], 0, len(weights) - 1)


def _direction(person: Person, chance: Random) -> Direction:
    if chance.random() < MUTUAL:
        return Direction.MUTUAL
    return Direction.GIVEN if chance.random() < person.giving else Direction.RECEIVED


def _is_lost(network: Network, exchange: Exchange) -> bool:
    if network.lost is None or FUNCTION_OF[exchange.kind] is not network.lost:
        return False
    return not (network.still_given and exchange.direction is Direction.GIVEN)


class Row(NamedTuple):
    """What the runs of one network came to, in per cent of the `compared` ones; `error` is that of `percent`."""

    runs: int
    compared: int
    percent: float
    error: float
    arrows: Sequence[float]


def summarize(readings: Sequence[Reading], change: Change | None) -> Row:
    """Count any arrow, or the one that is meant where something changes, and the arrows of each measure."""
    arrows = [reading.arrows for reading in readings if reading.compared]
    meant = [bool(found) if change is None else found.get(change.measure) == change.trend for found in arrows]
    share = _share(meant)
    error = Z * math.sqrt(share * (1 - share) / len(arrows)) if arrows else 0.0
    each = [100 * _share([measure in found for found in arrows]) for measure in MEASURES]
    return Row(len(readings), len(arrows), 100 * share, 100 * error, each)


def _share(cases: Sequence[bool]) -> float:
    return sum(cases) / len(cases) if cases else 0.0


def broken(row: Row, change: Change | None, days: int) -> bool:
    """Say whether the figures, as they are printed, break the bar; without a comparison there is no figure."""
    percent, error = round(row.percent, 1), round(row.error, 1)
    if change is None:
        return round(percent - error, 1) > MOST_FALSE
    return days in change.bar and (not row.compared or percent + error < change.bar[days])


def main(asked: argparse.Namespace) -> int:
    """Print both tables and return the exit code."""
    cases = [(network, None) for network in UNCHANGING] + [(change.network, change) for change in CHANGES]
    cells = [(*case, days) for case in cases if asked.only in case[0].name for days in asked.days]
    if not cells:
        print(f"no network has {asked.only!r} in its name", file=sys.stderr)
        return 2
    jobs = [Job(network, days, asked.seed, n) for network, _, days in cells for n in range(asked.runs)]
    failed = silent = 0
    with Pool() as pool:
        found = pool.imap(run, jobs, chunksize=5)
        for changing, table in groupby(cells, lambda cell: cell[1] is not None):
            print(head("what changes", "meant") if changing else head("network that never changes", "any"))
            for network, change, days in table:
                row = summarize(list(islice(found, asked.runs)), change)
                fails = broken(row, change, days)
                failed, silent = failed + fails, silent + (not row.compared)
                print(line(network.name, days, row, change, fails=fails), flush=True)
    print(f"\n{failed} of {len(cells)} lines break a bar; in {silent} no run was compared")
    return 1 if failed else 0


def head(title: str, last: str) -> str:
    """Return the head of a table."""
    columns = "".join(f"{column:>6}" for column in MEASURES.values())
    return f"\n{title:<28} {'L':>4} {'runs':>5} {'compared':>8} {columns} {last:>6}"


def line(name: str, days: int, row: Row, change: Change | None, *, fails: bool) -> str:
    """Return one line of a table; a dash stands for what no run was compared for."""
    start = f"{name:<28} {days:>4} {row.runs:>5} {100 * row.compared / row.runs:>7.0f}%"
    arrows = "".join(f"{percent:>6.1f}" if row.compared else f"{'–':>6}" for percent in row.arrows)
    figure = f"{row.percent:>6.1f} ±{row.error:>4.1f}" if row.compared else f"{'–':>6}"
    bar = f"at most {MOST_FALSE:g}" if change is None else ""
    if change is not None:
        bar = f"{MEASURES[change.measure]} {change.trend}"
        bar += f", at least {change.bar[days]:g}" if days in change.bar else ""
    return f"{start} {arrows} {figure}  {bar}{'  FAIL' if fails else ''}"


def arguments() -> argparse.Namespace:
    """Return `runs`, `seed`, `only` and `days` from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=_positive, default=200, help="logs drawn of each network (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="which logs are drawn (%(default)s)")
    parser.add_argument("--only", default="", metavar="SUBSTRING", help="networks with this in their name alone")
    parser.add_argument(
        "--days", type=int, choices=WINDOWS, action="append", help="length of the windows (both, one after the other)"
    )
    asked = parser.parse_args()
    asked.days = asked.days or list(WINDOWS)
    return asked


def _positive(text: str) -> int:
    if (number := int(text)) < 1:
        raise ValueError(text)
    return number


if __name__ == "__main__":
    sys.exit(main(arguments()))
