"""The report built from logs small enough to count by hand."""

from __future__ import annotations

from datetime import date

import pytest

from logs import DAY, entry, ledger
from netcheck.domain.measures import Trend, Verdict
from netcheck.domain.model import Answer, Check, Contact, Direction, Event, Function, Kind, Step, Voice
from netcheck.domain.report import Density, LeftOut, LogSize, Period
from netcheck.domain.report_builder import build
from netcheck.domain.timelines import narrow


@pytest.mark.parametrize(
    ("event", "received", "given"),
    [
        (entry(729, "got Ada help"), 1, 0),
        (entry(730, "got Ada help"), 0, 0),
        (entry(9000, "got Ada backing"), 1, 0),
        (entry(1, "with Ada help"), 1, 1),
        (entry(1, "with Ada talk"), 0, 0),
        (entry(1, "got Ada other"), 0, 0),
        (entry(1, "gave Ada share", one_sided=True), 0, 1),
    ],
)
def test_what_covers_a_function(event: Event, received: int, given: int) -> None:
    """Two years count, for backing all; mutual counts both ways, one-sided as given, talk in none.

    A group counts among whom one gives to and in the times, but nothing comes from a person there.
    """
    for group in (False, True):
        report = build(ledger([event], Contact("Ada", "Ada", group=group, no_balance=True)), DAY)
        assert sum(report.coverage.functions.values()) == (0 if group else received)
        assert sum(report.contribution.functions.values()) == given
        assert sum(row.received for row in report.exchanges) == received
        assert sum(row.received_from for row in report.exchanges) == (0 if group else received)


@pytest.mark.parametrize(
    ("events", "older"),
    [
        ([entry(730, "got Ada backing")], True),
        ([entry(1, "gave Ada backing"), entry(900, "gave Bo backing")], True),
        ([entry(729, "got Ada backing"), entry(900, "got Ada help")], False),
    ],
)
def test_backing_from_before(events: list[Event], older: bool) -> None:
    """Backing in either direction is known to be older than the two years of all other functions."""
    report = build(ledger(events), DAY)
    assert [row.function for row in report.exchanges if row.older] == [Function.BACKING] * older


def test_sole_person() -> None:
    """What rests on one person has a name; one group or two people have none."""
    events = [entry(1, "got Ada business"), entry(2, "got Ada business"), entry(3, "got Readers thanks")]
    events += [entry(4, "got Ada help"), entry(4, "got Bo help")]
    report = build(ledger(events, Contact("Readers", "Readers", group=True)), DAY)
    assert {row.function: row.sole for row in report.exchanges if row.sole} == {Function.BUSINESS: "Ada"}
    assert (report.exchanges[0].received, report.exchanges[0].received_from) == (1, 0)


def steady(span: int, people: int = 6, step: int = 10) -> list[Event]:
    """Return an entry each few days, up to `span` days back, by turns of person and direction."""
    return [
        entry(age, f"{('gave', 'got')[age // step // people % 2]} P{age // step % people} help")
        for age in range(0, span + 1, step)
    ]


@pytest.mark.parametrize(
    ("span", "days", "expected"), [(720, 182, Trend.SAME), (730, 365, Trend.SAME), (360, None, None)]
)
def test_when_windows_are_compared(span: int, days: int | None, expected: Trend | None) -> None:
    """Half a year is compared after one year, a year after two; a steady log is the same, and depth has no word."""
    report = build(ledger(steady(span, step=5)), DAY)
    spreads = report.effective_contacts, report.giving_share, report.depth
    assert [spread.change for spread in spreads if spread] == [expected, expected, None]
    assert (report.compared_days, report.density) == (days, expected and Density.SAME)
    assert (report.comparison is None) is (report.ties is None) is (days is None)


def test_young_strengths_are_no_change() -> None:
    """Just two years in, depth is more than a year before, since strengths build up; nothing is said of that."""
    report = build(ledger(steady(730)), DAY)
    before = build(ledger(steady(730)), DAY, until=DAY - 365)
    assert report.depth is not None
    assert before.depth is not None
    assert report.depth.value / before.depth.value > 1.24
    assert (report.depth.change, report.density) == (None, Density.SAME)


def test_effort_holds_nothing_back() -> None:
    """Where far more was logged this year, that is told; as many entries of each are compared, and nothing changed."""
    more = [entry(age, f"got P{age % 6} help") for age in range(300)]
    report = build(ledger([*steady(1500), *more]), DAY)
    assert report.effective_contacts is not None
    assert report.comparison is not None
    assert (report.effort_changed, report.density) == (True, Density.SAME)
    assert (report.effective_contacts.change, report.coverage.change) == (Trend.SAME, Trend.SAME)
    assert (report.comparison.events, report.comparison.compared_on) == ((337, 36), 36)


def test_pause_holds_all_words_back() -> None:
    """A pause of over 45 days in a window is told, and nothing is said of any change."""
    report = build(ledger(event for event in steady(1500, step=7) if not DAY - 300 < event.day < DAY - 200), DAY)
    assert report.giving_share is not None
    assert (report.not_compared, report.giving_share.change, report.comparison) == ("pause", None, None)
    assert (report.long_pauses, report.compared_days) == ((report.pauses[-1],), 365)
    short = build(ledger(event for event in steady(1500, step=2) if not DAY - 300 < event.day < DAY - 260), DAY)
    assert (len(short.pauses), short.long_pauses, short.not_compared) == (1, (), None)


@pytest.mark.parametrize(
    ("event", "contact"),
    [
        (entry(1, "with Ada talk"), Contact("Ada", "Ada")),
        (entry(1, "gave Ada share", one_sided=True), Contact("Ada", "Ada")),
        (entry(1, "gave Ada help"), Contact("Ada", "Ada", no_balance=True)),
        (entry(365, "gave Ada help"), Contact("Ada", "Ada")),
    ],
)
def test_what_is_not_on_the_books(event: Event, contact: Contact) -> None:
    """Mutual, one-sided, unbalanced and older entries make no giving share, but a tie."""
    report = build(ledger([event], contact), DAY)
    assert report.giving_share is None
    (row,) = report.contacts
    assert (row.given, row.received, row.share, row.verdict) == (0, 0, None, Verdict.OPEN)
    assert row.strength > 0


def test_groups_are_nobody() -> None:
    """A group counts in the log, the contribution and the times of the table, and nowhere else; how often is told."""
    events = [entry(age, "gave Readers content") for age in (1, 364, 365)]
    report = build(ledger([*events, entry(1, "got Readers help")], Contact("Readers", "Readers", group=True)), DAY)
    assert (report.log.events, report.log.contacts, report.log.groups, report.people) == (4, 1, 3, 0)
    assert (report.effective_contacts, report.giving_share, report.reciprocity, report.contacts) == (
        None,
        None,
        None,
        (),
    )
    assert (report.contribution.functions[Function.CURATION], report.given_to) == (1, 0)
    assert sum(report.coverage.functions.values()) == 0
    assert (report.lately.events, report.lately.contacts) == (0, 0)


def test_evenness_is_that_of_the_giving_share() -> None:
    """Both leave out the same: evenness is twice the smaller side of the giving share, groups or not."""
    events = [*steady(300), *(entry(age, "gave Readers content") for age in range(90)), entry(2, "got P1 help")]
    report = build(ledger(events, Contact("Readers", "Readers", group=True)), DAY)
    assert report.giving_share is not None
    assert report.reciprocity is not None
    share = report.giving_share.value
    assert report.reciprocity.evenness == pytest.approx(2 * min(share, 1 - share))
    assert report.giving_share.given + report.giving_share.received == report.reciprocity.n


def test_what_the_table_of_areas_leaves_out() -> None:
    """Talks, other things and what is older than two years are told apart, and what is with groups; backing counts."""
    events = [
        entry(1, "with Ada talk"),
        entry(900, "with Ada talk"),
        entry(1, "got Ada other"),
        entry(729, "with Bo help"),
    ]
    events += [entry(730, "got Ada help"), entry(730, "with Bo share"), entry(9000, "got Ada backing")]
    events += [entry(9, "gave Readers share"), entry(9000, "got Readers backing")]
    report = build(ledger(events, Contact("Readers", "Readers", group=True)), DAY)
    assert report.left_out == LeftOut(talks=2, other=1, older=2, both=1, groups=2)
    held = sum(row.received + row.given for row in report.exchanges) - report.left_out.both
    assert held + report.left_out.talks + report.left_out.other + report.left_out.older == len(events)


@pytest.mark.parametrize(("events", "contacts", "expected"), [(29, 5, True), (30, 5, False), (30, 4, True)])
def test_too_little(events: int, contacts: int, expected: bool) -> None:
    """Under thirty events or five contacts in the year, numbers mean little."""
    old = [entry(365, f"got Old{age} help") for age in range(40)]
    report = build(ledger([*old, *(entry(age, f"got P{age % contacts} help") for age in range(events))]), DAY)
    assert report.too_little is expected
    assert report.form is LogSize.FULL


def test_lively_and_quiet() -> None:
    """The strongest ties stand by the alphabet; who is quiet is no longer lively, who has lapsed is left alone."""
    weekly = [entry(age, f"got {name} help") for name in "ZYXWVUT" for age in range(0, 400 - ord(name), 7)]
    quiet = [entry(age + 60, "gave Quinn help", weight=3) for age in range(0, 200, 10)]
    lapsed = [entry(age + 90, "gave Lars help", weight=3) for age in range(0, 100, 10)]
    old = [entry(365 + age % 2, "gave Olga help", weight=3) for age in range(200)]
    report = build(ledger([*weekly, *quiet, *lapsed, *old, entry(1, "gave Abe help")]), DAY)
    assert report.lively == ("T", "U", "V", "W", "X")
    assert [(row.name, row.gap, DAY - row.last) for row in report.quiet] == [("Quinn", 10, 60)]
    rows = {row.name: (row.quiet, row.lapsed) for row in report.contacts}
    assert (rows["Quinn"], rows["Lars"], rows["Z"]) == ((True, False), (False, True), (False, False))


def test_a_hair_is_no_difference() -> None:
    """Among equally strong ties names decide, even where one entry 32 half-lives ago favours another."""
    events = [entry(9, f"got {name} help") for name in ("Zoe", *"ABCDE")]
    report = build(ledger([*events, entry(32 * 180, "got Zoe help")]), DAY)
    assert max(report.contacts, key=lambda row: row.strength).name == "Zoe"
    assert report.lively == ("A", "B", "C", "D", "E")


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period.YEAR, [(2025, 0, 1, 1, False), (2026, 0, 1, 0, True)]),
        (Period.QUARTER, [(2025, 4, 1, 1, False), (2026, 1, 0, 0, False), (2026, 2, 1, 0, True)]),
        (
            Period.MONTH,
            [(2025, 12, 1, 1, False), *((2026, month, 0, 0, False) for month in (1, 2, 3)), (2026, 4, 1, 0, True)],
        ),
    ],
)
def test_bars(period: Period, expected: list[tuple[int, int, int, int, bool]]) -> None:
    """Each period has a bar, empty ones too; the last one may still go on."""
    days = [("2025-12-01", Direction.GIVEN), ("2025-12-31", Direction.RECEIVED), ("2026-04-01", Direction.GIVEN)]
    days += [("2026-04-02", Direction.MUTUAL)]
    events = [Event("", date.fromisoformat(day).toordinal(), "Ada", way, Kind.HELP) for day, way in days]
    report = build(ledger(events), date(2026, 4, 2).toordinal(), period=period)
    assert [(bar.year, bar.part, bar.given, bar.received, bar.partial) for bar in report.bars] == expected


def test_since_cuts_the_chart_only() -> None:
    """From `since` on there are bars; all else stays as it is. A period that ends today is complete."""
    log, day = ledger(steady(900)), date(2026, 9, 30).toordinal()
    whole, cut = build(log, day), build(log, day, since=date(2026, 5, 5).toordinal())
    assert [(bar.year, bar.part) for bar in cut.bars] == [(2026, 2), (2026, 3)]
    assert cut.bars == whole.bars[-2:]
    assert not cut.bars[-1].partial
    assert cut.contacts == whole.contacts


def test_beginning() -> None:
    """A small log is told by kind and name, with what has not been seen yet."""
    events = [entry(11, "got Alma feedback"), entry(5, "got Alma feedback"), entry(4, "got Bo content")]
    events += [entry(3, "gave Alma help"), entry(0, "with Eva talk")]
    report = build(ledger(events), DAY)
    assert report.form is LogSize.SMALL
    assert report.small_log is not None
    assert report.small_log.span_days == 12
    assert [(str(row.direction), str(row.kind), row.people) for row in report.small_log.kinds] == [
        ("received", "feedback", (("Alma", 2),)),
        ("received", "content", (("Bo", 1),)),
        ("given", "help", (("Alma", 1),)),
        ("mutual", "talk", (("Eva", 1),)),
    ]
    assert report.small_log.unseen == (Function.INSPIRATION, Function.REFERRAL, Function.BUSINESS, Function.BACKING)


def test_a_small_log_ranks_nobody() -> None:
    """People stand by name however often they gave, and without a number where nobody keeps accounts."""
    events = [
        entry(age, f"got {name} help") for age, name in enumerate(["Zoe", "Zoe", "Zoe", "Öle", "Mia", "Mia", "Uwe"])
    ]
    found = build(ledger(events, Contact("Mia", "Mia", no_balance=True)), DAY).small_log
    assert found is not None
    assert [(row.people, row.total) for row in found.kinds] == [((("Mia", 0), ("Öle", 1), ("Uwe", 1), ("Zoe", 3)), 7)]


def test_one_sided_sources() -> None:
    """Archives that show one side only are named once each, in order."""
    sources = ["x:1", "mastodon:1", "mastodon:2", ""]
    events = [entry(1, "gave Ada share", one_sided=True, source=source) for source in sources]
    assert build(ledger([*events, entry(1, source="git:1")]), DAY).one_sided == ("mastodon", "x")


def test_questions() -> None:
    """Checks stand by whom they are about; open is what the latest own one left, and each step not done."""
    own = {"respect": Answer.YES, "dialogue": Answer.PARTLY, "authentic": Answer.NO}
    checks = [
        Check("0", DAY - 180, Voice.PERSON, answers={"respect": Answer.YES}),
        Check("1", DAY - 90, Voice.PERSON, answers={"respect": Answer.NO}),
        Check("2", DAY - 1, Voice.PERSON, answers=own),
        Check("3", DAY, Voice.COMPANY, answers={"respect": Answer.NO}),
        Check("4", DAY, Voice.PERSON, answers={"respect": Answer.YES}, contact_id="Ada"),
        Check("5", DAY + 1, Voice.PERSON, answers={"respect": Answer.NO}),
    ]
    steps = [Step("1", "ask", contact_id="Ada"), Step("2", "done", done=DAY), Step("3", "later", done=DAY + 1)]
    found = build(ledger([entry(1)], checks=checks, steps=steps), DAY).questions
    assert [(row.yes, row.of) for row in found.personal] == [(1, 1), (0, 1), (1, 3)]
    assert found.compared is not None
    assert (found.compared.gained, found.compared.lost, found.tendency) == (("respect",), (), None)
    assert [(rate.question, rate.yes, rate.of) for rate in found.rates][-1] == ("respect", 2, 3)
    assert [row.of for row in found.company] == [1]
    assert [row.name for row in found.about] == ["Ada"]
    assert found.unclear == ("dialogue", "authentic")
    assert [(step.text, step.name) for step in found.steps] == [("ask", "Ada"), ("later", None)]


def test_steps_of_an_earlier_day() -> None:
    """A report of an earlier day leaves out the steps that were not there yet, or of which nobody knows."""
    checks = [Check("1", DAY - 90, Voice.PERSON, answers={}), Check("2", DAY - 9, Voice.PERSON, answers={})]
    steps = [Step("1", "old", check_id="1"), Step("2", "new", check_id="2"), Step("3", "free"), Step("4", "odd", "x")]
    log = ledger([entry(100)], checks=checks, steps=steps)
    found = {age: [step.text for step in build(log, DAY, until=DAY - age).questions.steps] for age in (0, 9, 10, 91)}
    assert found == {0: ["old", "new", "free", "odd"], 9: ["old", "new"], 10: ["old"], 91: []}


def test_narrowed_silence() -> None:
    """Somebody's silence while others were there is no pause, whatever the report is narrowed to."""
    events = [*steady(700), *(entry(age, "got Kim help") for age in range(200, 300, 10))]
    kim = Contact("Kim", "Kim", circles=("work",))
    log = ledger(events, kim)
    whole = build(log, DAY)
    for part in (narrow(log, contact_id="Kim"), narrow(narrow(log, circle="work"), contact_id="Kim")):
        assert build(part, DAY).contacts == tuple(row for row in whole.contacts if row.name == "Kim")
    for part in (narrow(log, circle="work"), narrow(narrow(log, circle="work"), circle="work")):
        report = build(part, DAY)
        assert (report.pauses, report.long_pauses) == (whole.pauses, ())
        assert [(row.silence or 0) > 19 for row in report.contacts] == [True]


def test_narrow() -> None:
    """A circle or a person is all that is left; checks and steps about nobody else stay."""
    ada, bo = Contact("Ada", "Ada", circles=("work",)), Contact("Bo", "Bo", circles=("work", "choir"))
    checks = [Check("1", DAY, Voice.PERSON, answers={}), Check("2", DAY, Voice.PERSON, answers={}, contact_id="Ada")]
    log = ledger([entry(1), entry(2, "got Bo help"), entry(3, "got Cy help")], ada, bo, checks=checks)
    assert set(narrow(log, circle="work", contact_id=None).contacts) == {"Ada", "Bo"}
    choir = narrow(log, circle="choir")
    assert [check.id for check in choir.checks] == ["1"]
    assert set(narrow(log, circle="choir", contact_id="Ada").contacts) == set()
    assert narrow(log) is log
