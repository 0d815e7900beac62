"""No sentence claims more than the number beside it: whom it counts, in which time, and one or none of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from conftest import spoken
from logs import DAY, entry, ledger
from netcheck.domain.compare_days import compare_days
from netcheck.domain.contact_counts import reserve
from netcheck.domain.evidence import Evidence, EvidenceVerdict, evidence
from netcheck.domain.explain import explain
from netcheck.domain.model import Answer, Check, Contact, Kind, Voice
from netcheck.domain.names import Directory
from netcheck.domain.registry import Measure
from netcheck.domain.report import Period
from netcheck.domain.report_builder import build
from netcheck.domain.series import Point, Series
from netcheck.domain.timelines import narrow, timelines_by_contact
from netcheck.domain.whom_to_ask import whom_to_ask
from netcheck.view import compare_days as against
from netcheck.view import explain as explanation
from netcheck.view import line_chart, report_terminal
from netcheck.view.evidence import evidence_block, evidence_sentence
from netcheck.view.remind import usually
from netcheck.view.suggest import asking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.text import Text

    from logs import Whole
    from netcheck.domain.model import Event, Ledger

NAMES = ("Ada", "Ben", "Cem", "Dora", "Emil", "Fia", "Gil", "Hana")
READERS = Contact("Readers", "Readers", group=True)
CLUB = Contact("Club", "Club", group=True)


def flat(lines: Iterable[Text | str]) -> str:
    """Return lines as one, without the blanks and breaks that only lay them out."""
    return " ".join(" ".join(map(str, lines)).replace("\u00a0", " ").split())


def report(log: Whole, language: str = "en") -> str:
    """Return the report on a log."""
    return flat(spoken(language, report_terminal.lines, build(log, DAY), 80))


def explained(log: Ledger, language: str = "en") -> str:
    """Return where each number of a log comes from."""
    return flat(spoken(language, explanation.lines, explain(log, DAY), 80))


def set_against(log: Whole, age: int, language: str = "en") -> str:
    """Return a log as of so many days ago beside today."""
    return flat(spoken(language, against.lines, compare_days(log, DAY, DAY - age), 80))


def followed(*values: tuple[float, bool], language: str = "en") -> str:
    """Return what is said of a share over time, a quarter apart; with each value, whether it is of too little data."""
    first = DAY - 91 * (len(values) - 1)
    points = tuple(Point(first + 91 * place, value, few) for place, (value, few) in enumerate(values))
    series = Series(Measure.GIVING_SHARE, Period.QUARTER, points)
    return flat(spoken(language, line_chart.lines, series, build(ledger(), DAY), 80, plain=True))


def checked(log: Whole, language: str = "en") -> str:
    """Return what a log says to ten clear yeses."""
    found = evidence(log, DAY)
    check = Check("check", DAY, Voice.PERSON, answers=dict.fromkeys(found, Answer.YES))
    return flat(spoken(language, evidence_block, check, found, cells=80))


def in_a_crisis(log: Whole, language: str = "en") -> str:
    """Return whom one could ask for backing."""
    return flat(
        spoken(
            language,
            asking,
            whom_to_ask(log, DAY, Kind.BACKING),
            Kind.BACKING,
            None,
            Directory(log.contacts.values()),
            date.fromordinal(DAY),
            cells=80,
            reserve=reserve(timelines_by_contact(log, DAY), DAY),
        ).splitlines()
    )


def every(days: int, until: int, *words: str, since: int = 0) -> list[Event]:
    """Return an entry of each of these words every so many days, from `since` to `until` days ago."""
    return [entry(age, text) for text in words for age in range(since, until, days)]


def lively(until: int, *, names: Iterable[str] = NAMES, since: int = 0) -> list[Event]:
    """Return help from all of these people and finds for them, every ten days."""
    return every(
        10, until, *(words for name in names for words in (f"got {name} help", f"gave {name} content")), since=since
    )


def test_new_and_gone_say_whom_they_count() -> None:
    """Somebody who came once is not new, and of three who stayed away one was hardly there: 1 and 8 make no 10."""
    once = [entry(3, "got Once help"), entry(400, "got Passing help")]
    gone = every(30, 720, "got Gone help", since=400)
    log = ledger([*lively(760), *gone, *once])
    said = "New in your log: 0. No longer in it: 1. Both count people with entries on three days or more."
    assert f"{said} Stayed: 8 of 10." in report(log)
    said = "Neu im Log: 0. Nicht mehr darin: 1. Beides zählt Menschen mit Einträgen an mindestens drei Tagen."
    assert f"{said} Geblieben: 8 von 10." in report(log, "de")


def test_only_what_went_to_groups_is_said_to_have_gone_there() -> None:
    """An entry that came from a group, or was mutual, was with it."""
    people, given = lively(300), every(100, 300, "gave Readers content")
    log = ledger([*people, *given], READERS)
    assert "3 entries went to groups and are not counted here." in report(log)
    log = ledger([*people, *given, entry(5, "with Readers talk")], READERS)
    assert "4 entries were with groups and are not counted here." in report(log)
    assert "4 Einträge waren mit Gruppen und zählen hier nicht mit." in report(log, "de")
    log = ledger([*people, entry(5, "got Readers feedback")], READERS)
    assert "1 entry was with groups and is not counted here." in report(log)


def test_entries_with_groups_are_not_said_to_be_with_people() -> None:
    """The number of all entries stands beside everybody whom they are with."""
    log = ledger([*lively(300), entry(1, "gave Readers content")], READERS)
    assert report(log).count("481 entries with 8 people and one group since") == 1
    log = ledger([*log.events, entry(1, "gave Club content")], READERS, CLUB)
    assert "482 entries with 8 people and 2 groups since" in report(log)
    assert "482 Einträge mit 8 Menschen und 2 Gruppen seit" in report(log, "de")
    assert "480 entries with 8 people since" in report(ledger(lively(300)))


def test_what_is_left_out_stands_beside_what_it_is_left_out_of() -> None:
    """The entries of twelve months leave groups out, those of the whole log do not."""
    log = ledger([*lively(300), entry(1, "gave Readers content")], READERS)
    basis = "Basis: 481 entries in the whole log, 480 entries with 8 people in the past twelve months."
    assert f"{basis} 1 entry went to groups and is not counted here." in explained(log)


def test_nobody_is_not_counted_as_zero_people() -> None:
    """That nobody had something is of the log and of two years."""
    got = every(10, 400, *(f"got {name} help" for name in NAMES))
    assert "your log shows nobody who had something from you in two years." in report(ledger(got))
    assert "dein Log zeigt niemanden, der in zwei Jahren etwas von dir hatte." in report(ledger(got), "de")
    assert "and 1 person had something from you." in report(ledger([*got, entry(1, "gave Ada help")]))


def test_too_little_names_what_is_missing() -> None:
    """Three hundred entries are not too few of thirty."""
    log = ledger([*lively(365, names=NAMES[:3]), *lively(700, since=400)])
    assert "(3 people in twelve months, of the 5 it takes)" in report(log)
    assert "(in zwölf Monaten 3 Menschen, nötig sind 5)" in report(log, "de")
    log = ledger([*every(100, 300, *(f"got {name} help" for name in NAMES)), *lively(700, since=400)])
    assert "(24 entries in twelve months, of the 30 it takes)" in report(log)
    log = ledger([entry(5, "got Ada help"), *lively(700, since=400)])
    assert "(1 entry with one person in twelve months, of the 30 with 5 it takes)" in report(log)


def test_a_verdict_that_the_report_withholds_is_not_explained() -> None:
    """Both say that there is too little, and how much there is."""
    log = ledger([*lively(365, names=NAMES[:3]), *lively(700, since=400)])
    told = "111 / 222 = 50%: too little for a verdict (little data: 222 entries with 3 people)"
    assert told in explained(log)
    assert "zu wenig für ein Urteil (wenig Daten: 222 Einträge mit 3 Menschen)" in explained(log, "de")


def test_what_a_comparison_takes_says_of_which_time() -> None:
    """The year may well hold as much as half a year lacks."""
    few = every(60, 500, *(f"got {name} help" for name in NAMES))
    assert "on either side. It sets half a year against the half year before." in report(ledger(few))
    assert "Er stellt ein halbes Jahr dem halben Jahr davor gegenüber." in report(ledger(few), "de")
    few = every(300, 1000, *(f"got {name} help" for name in NAMES))
    assert "on either side. It sets a year against the year before." in report(ledger(few))
    few = every(60, 1000, *(f"got {name} help" for name in NAMES))
    told = set_against(ledger(few), 200)
    assert "on either side. It sets the 182 days up to one day against those up to the other." in told


def test_no_bracket_is_explained_that_is_not_drawn() -> None:
    """Where nothing in twelve months is on the books, there is no bracket; a cut one is open at its left."""
    talks = ledger(every(10, 700, *(f"with {name} talk" for name in NAMES)))
    assert "bracket" not in report(talks)
    old = ledger(lively(900, since=400))
    assert "bracket" not in report(old)
    assert "┘" not in report(old)
    log = ledger(lively(900))
    drawn = report_terminal.lines(build(log, DAY, period=Period.MONTH), 60)
    assert "bracket" in flat(drawn)
    assert next(str(line) for line in drawn if "┘" in str(line)).strip("─ ┘") == ""
    assert "└" in report(log)


def test_those_who_are_named_are_told_from_those_who_are_not() -> None:
    """Of many in touch some are named, and of those silent for longer than ever three."""
    silent = [entry(age, f"got {name} help") for name in ("Kai", "Lea", "Max", "Ole") for age in range(150, 280, 20)]
    told = report(ledger([*lively(500), *silent]))
    assert "IN TOUCH JUST NOW · 5 of 12 in twelve months, by name" in told
    assert "Longer without an entry than ever before: Kai" in told
    assert "the longest gap was 20 days) and one more." in told
    told = report(ledger([*lively(500), *silent]), "de")
    assert "GERADE IM AUSTAUSCH · 5 von 12 in zwölf Monaten, nach Namen" in told
    assert "die längste Lücke war 20 Tage) und ein weiterer." in told
    assert "IN TOUCH JUST NOW · past twelve months, by name" in report(ledger(lively(300, names=NAMES[:5])))


def test_what_was_asked_stands_under_its_own_time() -> None:
    """The reserve reaches back further than twelve months."""
    log = ledger([*lively(300), entry(5, "got Ada help", asked=True)])
    assert "ASKED · past twelve months Something came once because you asked, from one person." in report(log)
    assert "GEFRAGT · letzte zwölf Monate Einmal kam etwas, weil du gefragt hattest, von einem Menschen." in report(
        log, "de"
    )
    assert "ASKED" not in report(ledger(lively(300)))


def test_one_person_is_not_one_of_them() -> None:
    """Singular and none, where a number is filled in."""
    log = ledger(
        [
            *every(10, 300, *(f"got {name} help" for name in NAMES)),
            entry(3, "gave Ada help"),
            entry(4, "got Ada backing"),
        ]
    )
    assert "in touch with you: Ada. This person has backed you." in report(log)
    assert "Ada. Dieser Mensch hat dir den Rücken gestärkt." in report(log, "de")
    told = explained(log)
    assert "1 person; of these, have backed you: 1" in told
    assert "asked you: 0 people, 0×; you asked: 0 people, 0×" in told
    assert "Help, feedback: from 8, to 1" in told


def test_groups_are_not_nothing() -> None:
    """What a log of groups lacks is people."""
    told = explained(ledger(every(10, 300, "gave Readers content"), READERS))
    assert "Nothing with people is logged for the past twelve months." in told
    assert "Your log shows nothing from anyone in any area in two years." in told
    assert "There are no two windows that can be compared." in told


def test_a_comparison_says_what_its_numbers_are_of() -> None:
    """They differ from the numbers above them: other entries, other units."""
    told = explained(ledger(lively(900)))
    assert "8.0 people instead of 8.0, with equally many entries of the two windows alone: no clear change" in told
    assert "percentage points against the coins: " in told
    assert "2 of 10 instead of 2, with equally many entries of the two windows: each of the five areas" in told
    assert "with all entries of the two windows: no clear change" in told
    told = explained(ledger(lively(900)), "de")
    assert "Prozentpunkte gegenüber den Münzen: " in told
    assert "8,0 Menschen statt 8,0, mit gleich vielen Einträgen allein aus den beiden Zeiträumen" in told


def test_less_given_is_said_of_areas_or_people() -> None:
    """The number adds up areas and up to two people in each: what exactly fell it does not tell."""
    kinds = ("inspiration", "content", "share", "help", "business")
    before = every(40, 730, *(f"gave {name} {kind}" for name in NAMES for kind in kinds), since=365)
    now = every(20, 365, *(f"gave {name} help" for name in NAMES))
    log = ledger([*before, *now, *every(30, 760, *(f"got {name} help" for name in NAMES))])
    said = "What you give goes to fewer areas, or to fewer people within them, than before."
    assert said in report(log)
    assert "geht in weniger Bereiche als davor oder darin an weniger Menschen." in report(log, "de")


def test_two_days_say_what_time_each_row_covers() -> None:
    """Not everything is of the twelve months before."""
    told = set_against(ledger(lively(900)), 365)
    assert "“Logged” is the twelve months before; what the rest counts stands below." in told
    assert "What you give: The mirror of it: to how many people or groups something went in each area." in told
    assert "in the two years before; backing counts from the beginning." in told


def test_hollow_values_are_neither_the_highest_nor_the_lowest() -> None:
    """A single entry makes 0 % or 100 %."""
    told = followed((0.0, True), (0.4, False), (0.6, False), (0.5, False))
    assert "The latest is 50% (on 23 November), the highest 60% (" in told
    assert "the lowest 40% (" in told
    assert told.count("0%") == len(("axis", "40", "60", "50", "50", "60", "40"))
    assert "Hollow: too little data in the twelve months before to be the highest or the lowest." in told
    told = followed((0.0, True), (0.4, False), (0.6, False), (0.5, False), language="de")
    assert "Hohl: zu wenig Daten in den zwölf Monaten davor, um als höchster oder niedrigster Wert zu gelten." in told


def test_where_all_is_hollow_the_extremes_are_of_all() -> None:
    """Nothing else is there to compare."""
    told = followed((0.2, True), (0.4, True))
    assert "the highest 40% (November 2026), the lowest 20%" in told
    assert "Hollow: too little data in the twelve months before." in told


def test_equal_values_are_not_all_along_where_hollow_ones_differ() -> None:
    """Only the latest is told."""
    told = followed((1.0, True), (0.0, False), (0.0, False))
    assert "The latest is 0% (on 23 November). Hollow" in told
    assert "all along" not in told


def test_answers_say_whom_the_log_looks_at() -> None:
    """The check counts other people than the report: those with several entries, or on three days."""
    log = ledger([*lively(900), *(entry(5, f"got {name} help") for name in ("Kai", "Lea"))])
    log = ledger([*log.events, *lively(300, names=("Max", "Nele", "Ole"))])
    told = checked(log)
    assert "both ways with all 11 people with several entries in a year" in told
    assert "8 people with entries on three days or more the year before, of the 10 it takes" in told
    told = checked(log, "de")
    assert "mit allen 11 Menschen mit mehreren Einträgen im Jahr in beide Richtungen" in told
    assert "8 Menschen mit Einträgen an mindestens drei Tagen im Jahr davor, nötig sind 10" in told


def test_give_and_take_shows_what_it_is_judged_by() -> None:
    """How much met with the same person, not how much there was."""
    told = checked(ledger(lively(300)))
    assert "240 given, 240 received; 100% of it met with the same person, " in told
    assert "by chance" in told
    assert "davon trafen 100 % beim selben Menschen zusammen, durch Zufall wären es" in checked(
        ledger(lively(300)), "de"
    )


def test_frozen_answers_without_these_numbers_keep_what_they_have() -> None:
    """An old check may hold less."""
    old = Evidence("reciprocity", EvidenceVerdict.SUPPORTED, {"n": 171, "needed": 30, "given": 92, "received": 79})
    assert evidence_sentence(old, Answer.YES) == "Nothing in your log speaks against it: 92 given, 79 received."


def test_people_are_named_with_the_areas_of_the_table() -> None:
    """Who shares introduces nobody."""
    log = ledger([*lively(300), entry(3, "got Ada share")])
    assert "Ada (Sharing, introductions; Help, feedback)" in checked(log)


def test_a_crisis_list_does_not_gainsay_itself() -> None:
    """Whoever is named is not nobody; and of many who backed one, it says how many more."""
    log = ledger([*lively(300, since=450), entry(500, "got Ada backing")])
    told = in_a_crisis(log)
    assert "Backed you before Ada" in told
    assert "shows nobody" not in told
    log = ledger([*lively(300), *(entry(20, f"got {name} backing") for name in NAMES)])
    told = in_a_crisis(log)
    assert "and 3 more 8 people have been there for you" in told
    assert "8 of them have backed you." in told
    assert "und 3 weitere" in in_a_crisis(log, "de")


def test_an_archive_of_what_one_did_does_not_say_that_one_gives_more() -> None:
    """It cannot show what came."""
    own = [entry(age, "gave Ada share") for age in range(5)]
    assert "At first one mostly gives more than comes back" in report(ledger(own))
    seen = [event.replaced(one_sided=True, source="archive:1") for event in own]
    assert "At first" not in report(ledger(seen))


@pytest.mark.parametrize(
    ("language", "often", "said"),
    [
        ("de", "alle 3 Wochen", "sonst etwa alle 3 Wochen, aus 26 Abständen"),
        ("en", "every 3 weeks", "usually every 3 weeks, from 26 gaps"),
    ],
)
def test_a_usual_gap_is_about_so_long(language: str, often: str, said: str) -> None:
    """It is a mean of gaps that differ."""
    assert spoken(language, usually, often, 26) == said


def test_what_is_in_no_area_is_told_where_the_table_is_empty() -> None:
    """Six people had something; that it is in no area is said with its number."""
    log = ledger([entry(age, f"gave {NAMES[age % 6]} other") for age in range(36)])
    told = report(log)
    assert "Your log has nothing here for this time. Not counted here: 36 other things." in told
    assert "and 6 people had something from you." in told
    assert "shows nobody who had something from you" not in told
    assert "Für diese Zeit steht hier nichts im Log. Hier nicht gezählt: 36-mal Sonstiges." in report(log, "de")


def test_a_report_says_what_giving_and_receiving_leave_out() -> None:
    """Archives of one side, with a name or without one, and people with whom nobody keeps accounts."""
    own = [event.replaced(one_sided=True) for event in every(20, 300, "gave Kai content")]
    told = report(ledger([*lively(300), *own]))
    assert "15 entries show only what you did yourself; giving and receiving leave them out." in told
    named = [event.replaced(source="mail:1") for event in own]
    told = report(ledger([*lively(300), *named[:1]]))
    assert "1 entry (Mail) shows only what you did yourself; giving and receiving leave it out." in told
    kept = Contact("Kai", "Kai", no_balance=True)
    log = ledger([*lively(300), *every(100, 300, "gave Kai help")], kept)
    said = "3 entries are with people with whom nobody keeps accounts, and are not counted here."
    assert said in report(log)
    assert "3 Einträge gehören zu Menschen, mit denen niemand aufrechnet, und zählen hier nicht mit." in report(
        log, "de"
    )
    assert said not in report(ledger(lively(300), kept))


def test_a_table_of_people_says_what_it_holds_of_groups() -> None:
    """The times in it count groups, the people beside them do not."""
    log = ledger([*lively(300), entry(1, "gave Readers content"), entry(2, "gave Club content")], READERS, CLUB)
    assert "2 entries here are with groups, not with people." in report(log)
    assert "entries here" not in report(ledger(lively(300)))


def test_a_part_of_a_log_is_not_called_the_whole() -> None:
    """What a report is narrowed to is the basis of its numbers."""
    work = Contact("Ada", "Ada", circles=("work",))
    found = narrow(ledger(lively(300), work), circle="work")
    told = flat(explanation.lines(explain(found, DAY), 80, circle="work"))
    assert "Basis: 60 entries in this part of the log, 60 entries with one person in the past twelve months." in told
    assert "Basis: 60 entries in the whole log" in explained(found)


def test_a_gap_says_that_breaks_of_the_log_count_as_none() -> None:
    """Nobody was there for 100 days, and a gap of 20 is still the longest."""
    events = [*lively(500, since=120), *lively(20), *every(20, 400, "got Kai help", since=260)]
    told = report(ledger(events))
    assert "Longer without an entry than ever before: Kai" in told
    assert "the longest gap was 20 days). Breaks of the whole log count as no gap." in told
    unbroken = [*lively(500), *every(20, 400, "got Kai help", since=260)]
    assert "the longest gap was 20 days). YOUR RESERVE" in report(ledger(unbroken))


def test_all_breaks_that_keep_from_comparing_are_named() -> None:
    """No single one of 24 days is too long."""
    days = [age for age in range(760) if not (50 < age < 75 or 200 < age < 225)]
    log = ledger([entry(age, f"{('got', 'gave')[at % 2]} {NAMES[at % 8]} help") for at, age in enumerate(days)])
    breaks = "From 13 April to 6 May and from 10 September to 3 October your log holds nothing."
    assert breaks in report(log)
    assert "Vom 13. April bis zum 6. Mai und vom 10. September bis zum 3. Oktober steht nichts im Log." in (
        report(log, "de")
    )


def test_the_liveliest_who_all_went_are_told() -> None:
    """That none of them stayed is no silence."""
    went = every(3, 730, *(f"got {name} help" for name in NAMES), since=366)
    stayed = every(20, 760, *(f"got N{number} help" for number in range(10)))
    assert "Stayed: 10 of 18. Of the 10 you exchanged most with, 2 stayed." in report(ledger([*went, *stayed]))
    more = every(3, 730, "got Ida help", "got Jan help", since=366)
    told = report(ledger([*went, *stayed, *more]))
    assert "Stayed: 10 of 20. Of the 10 you exchanged most with, none stayed." in told
    assert "Of the" not in report(ledger(lively(760)))


def test_what_a_log_will_say_later_is_not_what_it_says() -> None:
    """A thin log of 500 days is compared as soon as it has enough entries, not after one year."""
    told = report(ledger([entry(age, f"got {NAMES[age % 7]} help") for age in range(0, 501, 25)]))
    assert "after one year" not in told
    assert "after two years" in told
    assert "after one year" in report(ledger([entry(age, f"got {NAMES[age % 7]} help") for age in range(0, 300, 25)]))


def test_two_days_say_what_was_with_groups() -> None:
    """A log of groups alone is not empty."""
    assert "10 entries with groups" in set_against(ledger(every(30, 300, "gave Readers content"), READERS), 365)
