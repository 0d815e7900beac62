"""Lists, cards and screens line up, fit the width, and leave nothing out."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from conftest import spoken
from netcheck.domain.command_log import Change, Command, Entity
from netcheck.domain.model import Circle, Contact, Direction, Event, Kind
from netcheck.domain.packed_events import packed
from netcheck.domain.vocabulary import Vocabulary
from netcheck.i18n import LANGUAGES, _, use
from netcheck.view.kinds import KIND_NAMES
from netcheck.view.listing import event_list, kinds_screen
from netcheck.view.people import by_name, circle_list, contact_card, contact_list
from netcheck.view.sentences import history
from netcheck.view.serialize import command_json, contact_json, dump, event_json
from netcheck.view.text import width

TODAY = date(2026, 11, 23)
DAY = TODAY.toordinal()
DE, EN = "de", "en"
ALMA = Contact(
    "a",
    "Alma Reuter",
    ("Almi",),
    ("alma@example.org", "@alma"),
    circles=("Autoren", "Moor"),
    birthday="--05-12",
    note="Lektorin",
    no_balance=True,
)
JUERGEN = Contact("j", "Jürgen Brandt", circles=("Moor",))
READERS = Contact("r", "アルマ 田中", group=True)
EVENTS = [
    Event("1", DAY, "a", Direction.RECEIVED, Kind.FEEDBACK, 2, "war's der Schluss? (Kap. 3) & mehr " * 3, asked=True),
    Event("2", DAY - 1, "a", Direction.GIVEN, Kind.INTRODUCTION, note="zu Mehmet"),
    Event("3", DAY - 30, "j", Direction.MUTUAL, Kind.TALK, note="auf der \x1b[31mMesse"),
    Event("4", DAY - 400, "a", Direction.MUTUAL, Kind.OTHER),
    Event("5", DAY - 500, "r", Direction.GIVEN, Kind.CONTENT, one_sided=True),
]
NAMES = {contact.id: contact.name for contact in (ALMA, JUERGEN, READERS)}
SHORT = {event.id: f"7f3{event.id}" for event in EVENTS}


def test_entries_line_up() -> None:
    """Each entry is one line: day, who gave, what, note, short id; notes are clipped, never the id."""
    assert spoken(DE, event_list, EVENTS, NAMES, SHORT, TODAY, cells=80).splitlines() == [
        "       heute  ← von Alma Reuter    Feedback     war's der Schluss? (Kap.…   7f31",
        "     gestern  → an  Alma Reuter    Vermittlung  zu Mehmet                   7f32",
        "     24. Okt  ↔ mit Jürgen Brandt  Gespräch     auf der ␛[31mMesse          7f33",
        "19. Okt 2025  ↔ mit Alma Reuter    Sonstiges                                7f34",
        "11. Jul 2025  → an  アルマ 田中    Fundstück                                7f35",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cells", [80, 120])
def test_no_entry_is_wider_than_the_screen(language: str, cells: int) -> None:
    """Long names and notes give way, and a wide screen shows more of a note."""
    names = dict.fromkeys(NAMES, "Maximiliane von der Hohenstaufen-Wittelsbach")
    lines = spoken(language, event_list, EVENTS, names, SHORT, TODAY, cells=cells).splitlines()
    assert max(map(width, lines)) == cells
    assert all(line.endswith(short) for line, short in zip(lines, SHORT.values(), strict=True))


def test_an_empty_list_is_empty() -> None:
    """Nothing to show is no line."""
    assert spoken(DE, event_list, [], NAMES, SHORT, TODAY, cells=80) == ""
    assert spoken(DE, circle_list, [], [READERS], cells=80) == ""


def test_weight_and_request_stand_with_the_note() -> None:
    """What is unusual about an entry can be seen in the list."""
    line = spoken(EN, event_list, [EVENTS[0].replaced(note="tip")], NAMES, SHORT, TODAY, cells=80)
    assert "tip · noticeable · asked for" in line


def test_people_are_listed_by_name() -> None:
    """People stand in alphabetical order, accents aside, with their last entry and their circles."""
    people = by_name([JUERGEN, Contact("z", "jurij"), Contact("o", "Özlem"), Contact("p", "Paul"), ALMA])
    assert [person.name for person in people] == ["Alma Reuter", "Jürgen Brandt", "jurij", "Özlem", "Paul"]
    assert spoken(DE, contact_list, people[:3], {"a": DAY, "j": DAY - 30}, TODAY, cells=80).splitlines() == [
        "Alma Reuter    heute              Autoren, Moor",
        "Jürgen Brandt  24. Okt            Moor",
        "jurij          noch kein Eintrag",
    ]


def test_circles_name_their_people() -> None:
    """Each circle says how many it holds and who."""
    found = [Circle("c", "chor", "3m"), Circle("a", "Moor"), Circle("b", "Autoren")]
    assert spoken(EN, circle_list, found, [JUERGEN, ALMA, READERS], cells=80).splitlines() == [
        "Autoren  1 person                  Alma Reuter",
        "chor     0 people, every 3 months",
        "Moor     2 people                  Alma Reuter, Jürgen Brandt",
    ]


def test_a_card_tells_all() -> None:
    """A card shows what is known, since when, both ways by function, and the latest entries."""
    events = [event for event in EVENTS if event.contact_id == "a"]
    assert spoken(DE, contact_card, ALMA, events, SHORT, TODAY, cells=80).splitlines() == [
        "Alma Reuter",
        "  3 Einträge seit Oktober 2025, zuletzt heute",
        "  auch        Almi",
        "  erreichbar  alma@example.org, @alma",
        "  Kreise      Autoren, Moor",
        "  Geburtstag  12. Mai",
        "  Notiz       Lektorin",
        "  Hier rechnet niemand auf.",
        "",
        "                         du bekommst  du gibst",
        "  Empfehlen, Vermitteln            –        1×",
        "  Hilfe, Feedback                 1×         –",
        "  Sonstiges                       1×        1×",
        "",
        "Zuletzt",
        "         heute  ← von Alma Reuter  Feedback     war's der Schluss? (Kap.…   7f31",
        "       gestern  → an  Alma Reuter  Vermittlung  zu Mehmet                   7f32",
        "  19. Okt 2025  ↔ mit Alma Reuter  Sonstiges                                7f34",
    ]


@pytest.mark.parametrize(
    ("events", "since"),
    [([], "no entry yet"), (EVENTS[4:], "1 entry, Fri, 11 July 2025")],
    ids=["none", "one"],
)
def test_a_card_of_a_stranger_is_short(events: list[Event], since: str) -> None:
    """A card with no entry, or with entries of one day, says just that."""
    lines = spoken(EN, contact_card, READERS, events, SHORT, TODAY, cells=80).splitlines()
    assert lines[:3] == ["アルマ 田中", f"  {since}", "  A group, not one person."]
    assert bool(events) == ("Latest" in lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_kinds_fit_one_screen(language: str) -> None:
    """All kinds with words and a whole command each fit 80 by 24, the prompt included."""
    use(language)
    vocabulary = Vocabulary.of()
    labels = {kind: _(KIND_NAMES[kind]) for kind in Kind}
    lines = kinds_screen({kind: [labels[kind], "x" * 40, *(["Wort"] * 9)] for kind in Kind}).splitlines()
    assert len(lines) <= 23
    assert max(map(width, lines)) <= 80
    for kind in Kind:
        (line,) = (line for line in lines if line.startswith(f"  {labels[kind]}, Wort"))
        _verb, _name, word, *_note = line.partition(" netcheck log ")[2].split()
        assert (vocabulary.kind(word) or Kind.TALK) is kind
        assert "xx" not in line


def test_history_says_when_and_what() -> None:
    """Each command has its time, its verb and its sentences; what is taken back says so."""
    stored = {"day": DAY, "contact_id": "j", "direction": "mutual", "kind": "talk", "note": "über die Messe"}
    made = Change(Entity.EVENT, "e", None, stored)
    moment = datetime(2026, 11, 22, 9, 5).astimezone(UTC)
    at = int(moment.timestamp() * 1e6)
    commands = [
        Command("2", "edit", at, undone=False, changes=[made, made], size=2, names=NAMES),
        Command("1", "log", at, undone=True, changes=[made], size=1, names=NAMES),
    ]
    assert spoken(DE, history, commands, {"1": "00a1", "2": "0b0a1"}, TODAY, cells=82).splitlines() == [
        "gestern 09:05  0b0a1  edit  Du hast mit Jürgen Brandt gesprochen: über die Messe.",
        "                            Du hast mit Jürgen Brandt gesprochen: über die Messe.",
        "gestern 09:05  00a1   log   Du hast mit Jürgen Brandt gesprochen: über die Messe.",
        "                            (zurückgenommen)",
    ]
    assert command_json(commands[1], ["x"])["changes"] == [
        {
            "entity": "event",
            "id": "e",
            "before": None,
            "after": {
                "on": "2026-11-23",
                "with_id": "j",
                "direction": "mutual",
                "kind": "talk",
                "note": "über die Messe",
            },
        }
    ]


def test_json_has_every_key() -> None:
    """An entry and a contact have all their keys, days as ISO text, and a contact its sums."""
    assert event_json(EVENTS[1], "Alma Reuter") == {
        "type": "event",
        "id": "2",
        "on": "2026-11-22",
        "with": "Alma Reuter",
        "with_id": "a",
        "direction": "given",
        "kind": "introduction",
        "weight": 1,
        "note": "zu Mehmet",
        "asked": False,
        "one_sided": False,
        "source": "",
    }
    record = contact_json(ALMA, [packed(event) for event in EVENTS if event.contact_id == "a"])
    assert {key: record[key] for key in ("entries", "given", "received", "mutual", "first", "last")} == {
        "entries": 3,
        "given": 1,
        "received": 1,
        "mutual": 1,
        "first": "2025-10-19",
        "last": "2026-11-23",
    }
    assert record["functions"] == {
        "received": {"competence": 1, "other": 1},
        "given": {"referral": 1, "other": 1},
    }
    assert (contact_json(JUERGEN, [])["first"], record["aliases"]) == (None, ["Almi"])


@pytest.mark.parametrize("text", ["Jürgen", "a\u202eb\x9bc", "\U0001f468\u200d\U0001f33e", "\ud800"])
def test_json_shows_nothing_that_acts(text: str) -> None:
    """JSON keeps every character, but those that a terminal would obey are escaped."""
    dumped = dump([text])
    assert json.loads(dumped) == [text]
    assert all(line.isprintable() for line in dumped.split("\n"))
