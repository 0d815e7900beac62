"""What each sentence may claim: the table of measures.md, word for word, each said at its bound and not beyond it."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest

from conftest import spoken
from logs import DAY, entry, ledger
from netcheck.domain.check_statistics import tendency
from netcheck.domain.compare_days import compare_days
from netcheck.domain.due import due, looked_at
from netcheck.domain.evidence import Evidence, EvidenceVerdict
from netcheck.domain.explain import explain
from netcheck.domain.measures import YEAR, Trend, giving_share
from netcheck.domain.model import Answer, Contact, Voice
from netcheck.domain.permutation import Compared
from netcheck.domain.report import CheckRow, Density, Gap, Signature
from netcheck.domain.report_builder import build
from netcheck.domain.windows import HALF_YEAR, Changing, Windows
from netcheck.view import compare_days as view_compare_days
from netcheck.view import explain as view_explain
from netcheck.view.evidence import agreement, evidence_sentence
from netcheck.view.remind import digest_lines
from netcheck.view.report_terminal import render, report_console
from report_samples import COMPARED, FULL, SMALL, day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from logs import Whole
    from netcheck.domain.model import Event, Ledger
    from netcheck.domain.report import Report

    Said = Callable[[], str]


def told(report: Report) -> Said:
    """Return what says a report."""

    def say() -> str:
        out = io.StringIO()
        render(report, report_console(out, width=80))
        return out.getvalue()

    return say


def reported(log: Ledger, until: int = DAY) -> Said:
    """Return what says the report of a log."""
    return told(build(log, until))


def explained(*events: Event) -> Said:
    """Return what says where the numbers of some entries come from."""

    def say() -> str:
        lines = view_explain.lines(explain(ledger(events), DAY), 90)
        # The label beside a paragraph is no part of it.
        return "\n".join(line.plain for line in lines)

    return say


def against(log: Ledger, apart: int) -> Said:
    """Return what says a log beside what it was so many days ago."""

    def say() -> str:
        return "\n".join(line.plain for line in view_compare_days.lines(compare_days(log, DAY, DAY - apart), 90))

    return say


def reminded(log: Ledger) -> Said:
    """Return what says whom one could write to."""

    def say() -> str:
        found = looked_at(due(log, DAY), {}, DAY)
        return "\n".join(digest_lines(found, log.contacts.values(), date.fromordinal(DAY)))

    return say


def regular(oldest: int, *, step: int = 3, without: range = range(0)) -> list[Event]:
    """Return an entry every few days with one of six people, from so many days ago on, save on some."""
    return [
        entry(age, f"{('gave', 'got')[at // 6 % 2]} P{at % 6} help")
        for at, age in enumerate(range(oldest, -1, -step))
        if age not in without
    ]


def spread_over(ages: Iterable[int], people: int = 6) -> list[Event]:
    """Return an entry on each of some days, the people taking turns."""
    return [entry(age, f"gave P{at % people} help") for at, age in enumerate(ages)]


OLD = entry(730, "with P0 talk")
"""It makes a log old enough for windows of a year, and lies in none."""

LATER, EARLIER = range(4, 364, 8), range(370, 730, 12)


def lately(*events: Event, contacts: tuple[Contact, ...] = ()) -> Whole:
    """Return a log of the last hundred days in which all is help, with further entries."""
    return ledger([*regular(99), *events], *contacts)


def met(names: Iterable[str], first: int, days: int, words: str = "gave {} help") -> list[Event]:
    """Return entries with each of some people on so many days, from so many days ago on."""
    return [
        entry(first - 20 * at - shift, words.format(name)) for shift, name in enumerate(names) for at in range(days)
    ]


def came_and_went(new: int) -> Whole:
    """Return a log with equally many entries in both years, and some who are new on three days each."""
    later = [*spread_over(range(4, 364, 10)), *met((f"N{at}" for at in range(new)), 200, 3)]
    earlier = spread_over(range(370, 370 + 6 * len(later), 6))
    return ledger([OLD, *earlier, *later])


def compared(key: Changing, change: Trend, now: float, before: float, days: int = YEAR) -> Report:
    """Return the full sample with what is said of one difference, all others being none."""
    changes = {**dict.fromkeys(Changing, Trend.SAME), key: change}
    density = {Trend.UP: Density.BROADER, Trend.DOWN: Density.DENSER, Trend.SAME: Density.SAME}
    return FULL.replaced(
        comparison=COMPARED.replaced(
            windows=Windows(days, FULL.day, FULL.day - days),
            compared={**COMPARED.compared, key: Compared(now, before, 0.021 if change is Trend.SAME else 0.001)},
            changes=changes,
        ),
        compared_days=days,
        density=density[changes[Changing.EFFECTIVE_CONTACTS]],
        ties=COMPARED.ties.replaced(change=changes[Changing.TIES]),
    )


def rounds(*yes: int) -> Report:
    """Return the full sample with so many clear yeses in each round."""
    personal = tuple(CheckRow(day(2020 + at, 11), Voice.PERSON, None, score, 10) for at, score in enumerate(yes))
    return FULL.replaced(
        questions=FULL.questions.replaced(personal=personal, tendency=tendency([score / 10 for score in yes]))
    )


def answered(verdict: EvidenceVerdict, answer: Answer) -> Said:
    """Return what says what the log has on an answer: 20 given, 10 received."""
    facts = {"n": 30, "needed": 30, "given": 20, "received": 10, "needed_each": 10}
    return lambda: evidence_sentence(Evidence("reciprocity", verdict, facts), answer)


def unlike(share: tuple[int, int]) -> Report:
    """Return the full sample with so much given and received."""
    return FULL.replaced(giving_share=giving_share(*share))


SEVERAL = tuple(row.replaced(received=9, received_from=4, sole=None) for row in FULL.exchanges)
STRENGTHS = [
    entry(0, f"with {name} talk", weight=weight)
    for name, weights in {"A": (3, 3, 2), "B": (2, 2), "C": (2,), "D": (1,), "E": (1,)}.items()
    for weight in weights
]
QUIET = ledger([*regular(500), *(entry(age, "got Ada thanks") for age in (330, 300, 280, 240, 210))])
STAYED = [*met("ABCDEFGHIJ", 420, 1), *met("ABCDEFGKL", 60, 1), entry(731, "gave A help")]
TIES = [
    *(entry(age, "gave N help") for age in (10, 20, 30)),
    *(entry(age, "gave O help") for age in (40, 50, 60, 400)),
    *(entry(age, "gave X help") for age in (410, 420, 430)),
    *(entry(age, "gave Y help") for age in (440, 450)),
    *spread_over(range(1, 361, 10)),
    *spread_over(range(371, 371 + 8 * 42, 8)),
]
RESERVE = [
    *(entry(500, words) for words in ("got A help", "got A content", "gave A help")),
    entry(90, "with A talk"),
    *(entry(age, words) for age, words in ((900, "got B backing"), (80, "with B talk"))),
    *(entry(70, words) for words in ("got C help", "got C help", "gave C help")),
    *(entry(400, words) for words in ("with D share", "with D help")),
    *(entry(60, words) for words in ("got E backing", "got E thanks")),
]
ASKED = [
    *(entry(age, "got A help", asked=True) for age in (10, 364)),
    entry(20, "got B help", asked=True),
    entry(30, "gave C help", asked=True),
    entry(366, "gave D help", asked=True),
]
YEAR_AGO = [event.replaced(day=DAY - 366) if event.asked else event for event in ASKED]


class Claim(NamedTuple):
    """A sentence in both languages, what says it, and what is just beyond its bound and says none like it."""

    where: str
    english: str
    german: str
    said: Said
    beyond: Said


CLAIMS = [
    Claim(
        "3 interval",
        "50% from you; with so few entries it could also be 45% to 55%",
        "50 % von dir; bei so wenigen Einträgen könnten es auch 45 % bis 55 % sein",
        told(unlike((190, 190))),
        told(unlike((192, 192))),
    ),
    Claim(
        "3 --explain",
        "Entries that hang together count as several, so it is at least so uncertain.",
        "Einträge, die zusammengehören, zählen wie mehrere; so unsicher ist es mindestens.",
        explained(entry(364, "gave Ada help")),
        explained(entry(365, "gave Ada help")),
    ),
    Claim(
        "3 slightly_giving",
        "620 given, 380 received: you give somewhat more, within two to one.",
        "620 gegeben, 380 bekommen: du gibst etwas mehr, höchstens zwei zu eins.",
        told(unlike((620, 380))),
        told(unlike((60, 40))),
    ),
    Claim(
        "3 slightly_receiving",
        "380 given, 620 received: you receive somewhat more, within two to one.",
        "380 gegeben, 620 bekommen: du bekommst etwas mehr, höchstens zwei zu eins.",
        told(unlike((380, 620))),
        told(unlike((330, 670))),
    ),
    Claim(
        "3 groups",
        "2 entries went to groups and are not counted here.",
        "2 Einträge gingen an Gruppen und zählen hier nicht mit.",
        reported(lately(*[entry(364, "gave Blog content")] * 2, contacts=(Contact("Blog", "Blog", group=True),))),
        reported(lately(*[entry(365, "gave Blog content")] * 2, contacts=(Contact("Blog", "Blog", group=True),))),
    ),
    Claim(
        "3 arrow up",
        "A larger part comes from you than before: 62% instead of 44%.",
        "Von dir kommt ein größerer Teil als davor: 62 % statt 44 %.",
        told(compared(Changing.GIVING_SHARE, Trend.UP, 0.62, 0.44)),
        told(compared(Changing.GIVING_SHARE, Trend.SAME, 0.62, 0.44)),
    ),
    Claim(
        "3 arrow down",
        "A smaller part comes from you than before: 44% instead of 62%.",
        "Von dir kommt ein kleinerer Teil als davor: 44 % statt 62 %.",
        told(compared(Changing.GIVING_SHARE, Trend.DOWN, 0.44, 0.62)),
        told(compared(Changing.GIVING_SHARE, Trend.SAME, 0.44, 0.62)),
    ),
    *(
        Claim(
            f"4 {word} {days}",
            f"{english} than the {window} before: the exchange amounts to {now} people instead of {before}.",
            f"{german} als im {fenster} davor: Der Austausch läuft auf {now} Menschen hinaus statt auf {before}.",
            told(compared(Changing.EFFECTIVE_CONTACTS, change, now, before, days)),
            told(compared(Changing.EFFECTIVE_CONTACTS, Trend.SAME, now, before, days)),
        )
        for days, window, fenster in ((YEAR, "year", "Jahr"), (HALF_YEAR, "half year", "halben Jahr"))
        for word, english, german, change, now, before in (
            ("denser", "Denser", "Dichter", Trend.DOWN, 12, 22),
            ("broader", "Broader", "Breiter", Trend.UP, 22, 12),
        )
    ),
    *(
        Claim(
            f"4 same {days}",
            f"No clear change against the {window} before: the exchange amounts to 14 people, then to 12.",
            f"Kein klarer Unterschied zum {fenster} davor: Der Austausch läuft auf 14 Menschen hinaus, damals auf 12.",
            told(compared(Changing.EFFECTIVE_CONTACTS, Trend.SAME, 14, 12, days)),
            told(compared(Changing.EFFECTIVE_CONTACTS, Trend.UP, 14, 12, days)),
        )
        for days, window, fenster in ((YEAR, "year", "Jahr"), (HALF_YEAR, "half year", "halben Jahr"))
    ),
    Claim(
        "4 range",
        "2.1 to 3.0, with any one person left out.",
        "2,1 bis 3,0, wenn irgendein Mensch fehlte.",
        explained(*STRENGTHS),
        explained(*STRENGTHS[:3]),
    ),
    Claim(
        "5 range",
        "2.8 to 5.9, with any one person left out. Depth also grows with all you log; it is not compared.",
        "2,8 bis 5,9, wenn irgendein Mensch fehlte. Die Tiefe wächst auch mit jedem Eintrag; sie wird nicht "
        "verglichen.",
        explained(*STRENGTHS),
        explained(*STRENGTHS[:3]),
    ),
    Claim(
        "6 passes on",
        "What you give and what you get meet in the same people less often than chance would have it: you pass much on "
        "to others. That counts too.",
        "Was du gibst und was du bekommst, trifft seltener bei denselben Menschen zusammen, als der Zufall erwarten "
        "ließe: Du gibst viel an andere weiter. Auch das trägt.",
        told(FULL.replaced(reciprocity=FULL.reciprocity and FULL.reciprocity.replaced(p_below=0.0499))),
        told(FULL.replaced(reciprocity=FULL.reciprocity and FULL.reciprocity.replaced(p_below=0.05))),
    ),
    Claim(
        "6 --explain",
        "Under 5%: less goes back to the same people than your own share of giving lets expect.",
        "Unter 5 %: An dieselben Menschen geht weniger zurück, als dein Anteil am Geben erwarten lässt.",
        explained(entry(364, "gave Ada help")),
        explained(entry(365, "gave Ada help")),
    ),
    Claim(
        "6 arrow up",
        "Giving and receiving meet in the same people more often than before.",
        "Geben und Bekommen treffen öfter bei denselben Menschen zusammen als davor.",
        told(compared(Changing.RECIPROCITY, Trend.UP, 0.1, -0.2)),
        told(compared(Changing.RECIPROCITY, Trend.SAME, 0.1, -0.2)),
    ),
    Claim(
        "6 arrow down",
        "Giving and receiving meet in the same people less often than before.",
        "Geben und Bekommen treffen seltener bei denselben Menschen zusammen als davor.",
        told(compared(Changing.RECIPROCITY, Trend.DOWN, -0.2, 0.1)),
        told(compared(Changing.RECIPROCITY, Trend.SAME, -0.2, 0.1)),
    ),
    *(
        Claim(
            f"7 arrow {change} {days}",
            f"On {english} shoulders than the {window} before.",
            f"Auf {german} Schultern als im {fenster} davor.",
            told(compared(Changing.COVERAGE, change, 8, 6, days)),
            told(compared(Changing.COVERAGE, Trend.SAME, 8, 6, days)),
        )
        for days, window, fenster in ((YEAR, "year", "Jahr"), (HALF_YEAR, "half year", "halben Jahr"))
        for change, english, german in ((Trend.UP, "more", "mehr"), (Trend.DOWN, "fewer", "weniger"))
    ),
    Claim(
        "7 none alone",
        "Of the six areas seen, none comes from one person only.",
        "Von den sechs Bereichen, die zu sehen sind, kommt keiner nur von einem Menschen.",
        told(FULL.replaced(exchanges=SEVERAL)),
        told(FULL.replaced(exchanges=(*SEVERAL[:5], SEVERAL[5].replaced(received_from=1, sole="Ada")))),
    ),
    Claim(
        "9 stayed",
        "Stayed: 18 of 31.",
        "Geblieben: 18 von 31.",
        told(FULL),
        told(FULL.replaced(retention=None)),
    ),
    Claim(
        "9 the liveliest",
        "Of the 10 you exchanged most with, 7 stayed.",
        "Von den 10 mit dem regsten Austausch sind 7 geblieben.",
        told(FULL),
        told(FULL.replaced(stayed=FULL.stayed and FULL.stayed.replaced(liveliest_kept=10))),
    ),
    Claim(
        "9 --explain",
        "If each stays with the same chance, it lies between 40% and 89%.",
        "Bliebe jeder mit derselben Wahrscheinlichkeit, läge sie zwischen 40 % und 89 %.",
        explained(*STAYED),
        explained(*(event for event in STAYED if event.contact_id != "J")),
    ),
    Claim(
        "2 quiet",
        "Longer without an entry than ever before: Ada (last in April; the longest gap was 6 weeks).",
        "So lange wie noch nie ohne Eintrag: Ada (zuletzt im April; die längste Lücke war 6 Wochen).",
        reported(QUIET),
        reported(QUIET, until=DAY - 30),
    ),
    Claim(
        "2 usual gap",
        "usually every 4 weeks, from 4 gaps",
        "sonst etwa alle 4 Wochen, aus 4 Abständen",
        reminded(ledger([*regular(500), *(entry(age, "got Ada thanks") for age in (204, 176, 148, 120, 92))])),
        reminded(ledger([*regular(500), *(entry(age, "got Ada thanks") for age in (195, 167, 139, 111, 83))])),
    ),
    Claim(
        "14",
        "New in your log: 1. No longer in it: 1.",
        "Neu im Log: 1. Nicht mehr darin: 1.",
        reported(ledger([OLD, *TIES])),
        reported(ledger([event for event in TIES if event.day > DAY - 364])),
    ),
    Claim(
        "14 arrow up",
        "Clearly more people came than went.",
        "Es kamen klar mehr Menschen dazu, als wegblieben.",
        reported(came_and_went(7)),
        reported(came_and_went(6)),
    ),
    Claim(
        "14 arrow down",
        "Clearly more people went than came.",
        "Es blieben klar mehr Menschen weg, als dazukamen.",
        told(compared(Changing.TIES, Trend.DOWN, 2, 12)),
        told(compared(Changing.TIES, Trend.SAME, 3, 9)),
    ),
    Claim(
        "15",
        "15% of the exchange is with one person, 56% with five, 94% with fifteen; before: 8%, 34%, 74%.",
        "15 % des Austauschs entfallen auf einen Menschen, 56 % auf fünf, 94 % auf fünfzehn; davor: 8 %, 34 %, 74 %.",
        told(FULL),
        told(FULL.replaced(signature=Signature(COMPARED.now, None))),
    ),
    Claim(
        "16",
        "2 people have been there for you in more than one way, or in a crisis, and are in touch with you: A and B. "
        "1 of them has backed you.",
        "2 Menschen waren auf mehr als eine Art oder in einer Krise für dich da und haben Kontakt zu dir: A und B. "
        "1 davon hat dir den Rücken gestärkt.",
        reported(lately(*RESERVE)),
        reported(lately(*(event for event in RESERVE if event.contact_id != "B"))),
    ),
    Claim(
        "16 if n = 0",
        "Your log shows nobody for this yet. That does not mean there is nobody.",
        "Dein Log zeigt dafür noch niemanden. Das heißt nicht, dass niemand da ist.",
        reported(lately(*(event for event in RESERVE if event.contact_id in "CDE"))),
        reported(lately(*(event for event in RESERVE if event.contact_id in "BCDE"))),
    ),
    Claim(
        "17",
        "One person came to you with a request. Something came 3 times because you asked, from 2 people.",
        "Ein Mensch kam mit einer Bitte zu dir. 3-mal kam etwas, weil du gefragt hattest, von 2 Menschen.",
        reported(lately(*ASKED)),
        reported(lately(*YEAR_AGO)),
    ),
    Claim(
        "17 of several",
        "2 people came to you with a request.",
        "2 Menschen kamen mit einer Bitte zu dir.",
        reported(lately(*ASKED, entry(364, "gave D help", asked=True))),
        reported(lately(*ASKED, entry(365, "gave D help", asked=True))),
    ),
    Claim(
        "12 trend up",
        "Over all 6 rounds the clear yeses became more: from 5 to 8.",
        "Über alle 6 Runden wurden es mehr klare Ja: von 5 auf 8.",
        told(rounds(5, 6, 6, 7, 8, 8)),
        told(rounds(6, 6, 7, 8)),
    ),
    Claim(
        "12 trend down",
        "Over all 5 rounds the clear yeses became fewer: from 9 to 5.",
        "Über alle 5 Runden wurden es weniger klare Ja: von 9 auf 5.",
        told(rounds(9, 8, 7, 6, 5)),
        told(rounds(9, 8, 7, 5, 6)),
    ),
    Claim(
        "summing up",
        "In 5 of 6 areas something comes from two people or more, and 28 people had something from you. Your step: "
        "“Tobias zum Buch befragen” (by 3 December).",
        "In 5 von 6 Bereichen kommt etwas von mindestens zwei Menschen, und 28 Menschen haben etwas von dir. Dein "
        "Schritt: „Tobias zum Buch befragen“ (bis 3. Dezember).",
        told(FULL),
        told(SMALL),
    ),
    Claim(
        "13 answer below e",
        "Your log is kinder than you are: 20 given, 10 received.",
        "Dein Log ist da freundlicher als du: 20 gegeben, 10 bekommen.",
        answered(EvidenceVerdict.SUPPORTED, Answer.PARTLY),
        answered(EvidenceVerdict.SUPPORTED, Answer.YES),
    ),
    Claim(
        "13 e = 1",
        "Nothing in your log speaks against it: 20 given, 10 received.",
        "In deinem Log spricht nichts dagegen: 20 gegeben, 10 bekommen.",
        answered(EvidenceVerdict.SUPPORTED, Answer.YES),
        answered(EvidenceVerdict.CONTRADICTED, Answer.YES),
    ),
    Claim(
        "13 summary",
        "Your log can speak to three answers; it speaks against one of them.",
        "Zu drei Antworten kann dein Log etwas sagen; gegen eine davon spricht es.",
        lambda: agreement(Gap(0.0, 3, 1, 1)),
        lambda: agreement(Gap(-1 / 3, 3, 0, 1)),
    ),
    Claim(
        "young",
        "From 24 November on, half a year can be compared with the half year before.",
        "Ab dem 24. November lässt sich ein halbes Jahr mit dem halben Jahr davor vergleichen.",
        reported(ledger(regular(363))),
        reported(ledger(regular(364))),
    ),
    Claim(
        "pause",
        "From 28 January to 14 March your log holds nothing. Not logged does not mean nothing happened; the comparison "
        "waits.",
        "Vom 28. Januar bis zum 14. März steht nichts im Log. Nicht notiert heißt nicht, dass nichts war; der "
        "Vergleich wartet.",
        reported(ledger([*regular(750, without=range(254, 300)), entry(253)])),
        reported(ledger([*regular(750, without=range(254, 300)), entry(253), entry(299)])),
    ),
    Claim(
        "too_little",
        "A comparison takes 30 entries with 5 people on either side.",
        "Für einen Vergleich braucht es auf beiden Seiten 30 Einträge mit 5 Menschen.",
        reported(ledger([OLD, *spread_over(EARLIER[1:]), *spread_over(LATER)])),
        reported(ledger([OLD, *spread_over(EARLIER), *spread_over(LATER)])),
    ),
    Claim(
        "L = 182",
        "Half a year against the half year before; the season may play a part.",
        "Ein halbes Jahr gegen das halbe Jahr davor; die Jahreszeit kann mitspielen.",
        reported(ledger(regular(729))),
        reported(ledger(regular(730))),
    ),
    Claim(
        "effort_changed",
        "You logged 46 entries instead of 30; 30 of each are compared.",
        "Du hast 46 Einträge notiert statt 30; verglichen werden je 30.",
        reported(ledger([OLD, *spread_over(EARLIER), *spread_over([*LATER, 0])])),
        reported(ledger([OLD, *spread_over(EARLIER), *spread_over(LATER)])),
    ),
    Claim(
        "--against",
        "The two days share 6 months; no difference can be judged.",
        "Die beiden Tage haben 6 Monate gemeinsam; ein Unterschied lässt sich nicht beurteilen.",
        against(ledger(regular(900)), HALF_YEAR - 1),
        against(ledger(regular(900)), HALF_YEAR),
    ),
]


def line_of(say: Said, language: str) -> str:
    """Return what is said as one line, so that line breaks do not matter."""
    return " ".join(spoken(language, say).split())


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.where)
@pytest.mark.parametrize("language", ["en", "de"])
def test_what_each_sentence_may_claim(claim: Claim, language: str) -> None:
    """A sentence of the table is said word for word within its bound, and with no numbers just beyond it."""
    sentence = claim.english if language == "en" else claim.german
    assert sentence in line_of(claim.said, language)
    of_any_numbers = re.sub(r"\d+", r"\\d+", re.escape(sentence))
    assert not re.search(of_any_numbers, line_of(claim.beyond, language))
