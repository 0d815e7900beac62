"""Entries and changes are told in sentences that are true, in both languages."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import pytest

from conftest import spoken
from netcheck.domain.command_log import Change, Command, Deed, Entity
from netcheck.domain.model import Direction, Event, Kind
from netcheck.i18n import LANGUAGES, use
from netcheck.view.entry import TICK, confirmation, event_clause, event_sentence
from netcheck.view.sentences import birthday_text, change_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = date(2026, 11, 23)
DE, EN = "de", "en"
ALMA: dict[str, object] = {"name": "Alma Reuter"}
NAMES = {"a": "Alma Reuter", "b": "Ben Okoro", "m": "Moor"}
THURSDAY = date(2026, 11, 12).toordinal()
STORED_EVENT: dict[str, object] = {
    "day": THURSDAY,
    "contact_id": "a",
    "direction": "given",
    "kind": "introduction",
    "weight": 1,
    "note": "",
    "asked": 0,
    "one_sided": 0,
    "source": "",
}


def an_event(direction: str = "received", kind: str = "feedback", **fields: object) -> Event:
    """Return an entry of today with Alma."""
    event = Event("id", TODAY.toordinal(), "a", Direction(direction), Kind(kind))
    return event.replaced(**fields)


def every_clause(name: str) -> list[str]:
    """Return what is said of each kind in each direction."""
    return [event_clause(an_event(direction, kind), name) for kind, direction in product(Kind, Direction)]


def told(language: str, *changes: Change) -> Sequence[str]:
    """Return how the changes are told as one command."""
    command = Command("c", "log", 0, undone=False, changes=changes, size=len(changes), names=NAMES)
    return spoken(language, change_sentences, command, TODAY)


def edit(entity: Entity, before: dict[str, object], **fields: object) -> Change:
    """Return a change of some fields."""
    return Change(entity, "a" if entity == Entity.CONTACT else "x", before, {**before, **fields})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_and_direction_has_a_sentence_of_its_own(language: str) -> None:
    """Twelve kinds times three directions give 36 different sentences, each naming the contact once."""
    clauses = spoken(language, every_clause, "Alma")
    assert len(set(clauses)) == 36
    for clause in clauses:
        assert clause.count("Alma") == 1
        assert not clause.endswith(".")


@pytest.mark.parametrize(("language", "you"), [(DE, ("Du ", " du ")), (EN, ("You ",))])
def test_the_giver_stands_first(language: str, you: tuple[str, ...]) -> None:
    """What you gave begins with you, what you received begins with the other."""
    use(language)
    for kind in Kind:
        assert event_clause(an_event("given", kind), "Alma").startswith(you[0])
        assert event_clause(an_event("received", kind), "Alma").startswith("Alma ")
        assert any(word in event_clause(an_event("mutual", kind), "Alma") for word in you)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_name_is_put_into_the_genitive(language: str) -> None:
    """No template glues an ending to the name."""
    for clause in spoken(language, every_clause, "Alma"):
        assert clause.partition("Alma")[2][:1] in {"", " "}


@pytest.mark.parametrize(
    ("language", "event", "sentence"),
    [
        (DE, an_event(note="war's der Schluss?"), "Alma Reuter hat dir Feedback gegeben: war's der Schluss?"),
        (DE, an_event(), "Alma Reuter hat dir Feedback gegeben."),
        (DE, an_event("given", "share", note="Interview"), "Du hast etwas von Alma Reuter geteilt: Interview."),
        (DE, an_event("received", "share"), "Alma Reuter hat etwas von dir geteilt."),
        (DE, an_event("mutual", "talk"), "Du hast mit Alma Reuter gesprochen."),
        (EN, an_event("received", "help", note="with the slides"), "Alma Reuter helped you: with the slides."),
        (EN, an_event("given", "backing", note="She won…"), "You backed Alma Reuter: She won…"),
        (EN, an_event("given", "other", one_sided=True), "You did something for Alma Reuter."),
    ],
)
def test_a_note_follows_a_colon(language: str, event: Event, sentence: str) -> None:
    """The sentence ends once, whether there is a note, and whatever the note ends with."""
    assert spoken(language, event_sentence, event, NAMES["a"]) == sentence


def test_text_from_outside_cannot_act() -> None:
    """Control characters and braces in names and notes are shown, not obeyed."""
    assert (
        spoken(EN, event_sentence, an_event(note="\x1b[2J{name}"), "A\u202eB{0}")
        == "A\ufffdB{0} gave you feedback: ␛[2J{name}."
    )


@pytest.mark.parametrize(
    ("language", "event", "approximate", "tail"),
    [
        (DE, an_event(), False, "heute · 7f3a"),
        (DE, an_event(day=TODAY.toordinal() - 1), False, "So, 22. November · 7f3a"),
        (DE, an_event(day=THURSDAY, weight=3), False, "Do, 12. November · hat etwas verändert · 7f3a"),
        (DE, an_event(day=date(2026, 9, 15).toordinal()), True, "ungefähr September 2026 · 7f3a"),
        (EN, an_event(asked=True), False, "today · asked for · 7f3a"),
        (EN, an_event(day=date(2025, 12, 20).toordinal()), False, "Sat, 20 December 2025 · 7f3a"),
        (EN, an_event(day=date(2026, 9, 15).toordinal()), True, "around September 2026 · 7f3a"),
    ],
)
def test_a_confirmation_says_what_is_not_in_the_sentence(
    language: str, event: Event, approximate: bool, tail: str
) -> None:
    """Day, weight, whether it was asked for, and the short id stand behind the sentence."""
    line = spoken(language, confirmation, event, NAMES["a"], "7f3a", TODAY, approximate=approximate)
    assert line == f"{TICK} {event_sentence(event, NAMES['a'])}   {tail}"


@pytest.mark.parametrize(
    ("language", "change", "sentences"),
    [
        (
            DE,
            Change(Entity.EVENT, "x", None, STORED_EVENT | {"note": "zu Mehmet"}),
            ["Du hast Alma Reuter einen Kontakt vermittelt: zu Mehmet (Do, 12. November)."],
        ),
        (
            EN,
            Change(Entity.EVENT, "x", None, STORED_EVENT | {"day": TODAY.toordinal(), "note": "really?"}),
            ["You made an introduction for Alma Reuter: really?"],
        ),
        (
            DE,
            Change(Entity.EVENT, "x", STORED_EVENT, None),
            ["„Du hast Alma Reuter einen Kontakt vermittelt“ (Do, 12. November) wurde entfernt."],
        ),
        (
            DE,
            edit(Entity.EVENT, STORED_EVENT | {"kind": "help"}, direction="received"),
            ["Aus „Du hast Alma Reuter geholfen“ wurde „Alma Reuter hat dir geholfen“."],
        ),
        (
            EN,
            edit(Entity.EVENT, STORED_EVENT | {"kind": "help"}, day=THURSDAY + 1, note="move", weight=2, asked=1),
            [
                "“You helped Alma Reuter”: marked as asked for.",
                "“You helped Alma Reuter”: day changed from Thu, 12 November to Fri, 13 November.",
                "“You helped Alma Reuter”: note “move” added.",
                "“You helped Alma Reuter”: weight changed from usual to noticeable.",
            ],
        ),
        (EN, edit(Entity.EVENT, STORED_EVENT, source="x"), ["“You made an introduction for Alma Reuter” was changed."]),
        (DE, Change(Entity.CONTACT, "n", None, {"name": "Neu"}), ["Neu kam neu dazu."]),
        (DE, Change(Entity.CONTACT, "n", {"name": "Alt"}, None), ["Alt wurde entfernt."]),
        (EN, edit(Entity.CONTACT, {"name": "Al"}, name="Alma Reuter"), ["Al was renamed to Alma Reuter."]),
        (EN, edit(Entity.CONTACT, {"name": "Alma"}, merged_into="b"), ["Alma was merged into Ben Okoro."]),
        (
            EN,
            edit(Entity.CONTACT, ALMA | {"merged_into": "b"}, merged_into=None),
            ["Alma Reuter was separated from Ben Okoro again."],
        ),
        (DE, edit(Entity.CONTACT, ALMA, birthday="--05-12"), ["Alma Reuter: Geburtstag 12. Mai ergänzt."]),
        (DE, edit(Entity.CONTACT, ALMA | {"note": "alt"}, note=""), ["Alma Reuter: Notiz „alt“ entfernt."]),
        (DE, edit(Entity.CONTACT, ALMA, no_balance=1), ["Bei Alma Reuter rechnet niemand auf."]),
        (
            DE,
            edit(Entity.CONTACT, ALMA | {"no_balance": 1}, no_balance=0),
            ["Bei Alma Reuter zählen Geben und Bekommen mit."],
        ),
        (EN, edit(Entity.CONTACT, ALMA, group=True), ["Alma Reuter counts as a group."]),
        (EN, edit(Entity.CONTACT, ALMA | {"group": 1}, group=0), ["Alma Reuter counts as one person."]),
        (EN, Change(Entity.ALIAS, "x", None, {"contact_id": "a", "text": "Al"}), ["Alma Reuter: alias “Al” added."]),
        (
            EN,
            Change(Entity.IDENTIFIER, "x", {"contact_id": "?", "text": "@a"}, None),
            ["someone: contact detail “@a” removed."],
        ),
        (
            DE,
            edit(Entity.CIRCLE, {"name": "Moor", "every": ""}, name="Heide"),
            ["Kreis „Moor“ heißt jetzt „Heide“."],
        ),
        (
            EN,
            Change(Entity.DISTINCT, "x", None, {"a_id": "a", "b_id": "b"}),
            ["Alma Reuter and Ben Okoro are not the same."],
        ),
        (
            EN,
            Change(Entity.MEMBERSHIP, "x", {"contact_id": "a", "circle_id": "m"}, None),
            ["Alma Reuter: circle “Moor” removed."],
        ),
        (
            EN,
            Change(Entity.CHECK, "x", None, {"day": THURSDAY}),
            ["You answered the ten questions (Thu, 12 November)."],
        ),
        (
            DE,
            Change(Entity.CHECK, "x", None, {"day": THURSDAY, "voice": "company"}),
            ["Du hast die zehn Fragen für dein Unternehmen beantwortet (Do, 12. November)."],
        ),
        (
            DE,
            Change(Entity.CHECK, "x", None, {"day": THURSDAY, "contact_id": "b"}),
            ["Du hast die Fragen zu Ben Okoro beantwortet (Do, 12. November)."],
        ),
        (
            EN,
            edit(Entity.CHECK, {"day": THURSDAY}, remark="!"),
            ["Your answers to the questions (Thu, 12 November) were changed."],
        ),
        (
            EN,
            Change(Entity.CHECK, "x", {"day": THURSDAY}, None),
            ["Your answers to the questions (Thu, 12 November) were removed."],
        ),
        (DE, Change(Entity.STEP, "x", None, {"text": "Ben fragen"}), ["Du hast dir vorgenommen: „Ben fragen“."]),
        (DE, Change(Entity.STEP, "x", {"text": "Ben fragen"}, None), ["Dein Schritt „Ben fragen“ wurde gestrichen."]),
        (EN, edit(Entity.STEP, {"text": "ask"}, done=THURSDAY), ["Your step “ask” is done."]),
        (EN, edit(Entity.STEP, {"text": "ask", "done": THURSDAY}, done=None), ["Your step “ask” is open again."]),
        (EN, edit(Entity.STEP, {"text": "ask"}, by=THURSDAY), ["“ask”: due date Thu, 12 November added."]),
        (EN, edit(Entity.STEP, {"text": "ask"}, contact_id="b"), ["Your step “ask” was changed."]),
        (DE, Change(Entity.GUIDE, "trust", None, {"text": "Zeit"}), ["Du hast eine Leitfrage beantwortet: „Zeit“."]),
        (EN, edit(Entity.GUIDE, {"text": "a"}, text="b"), ["You answered a question of the guide anew: “b”."]),
        (
            EN,
            Change(Entity.GUIDE, "x", {"text": "a"}, None),
            ["Your answer to a question of the guide was removed: “a”."],
        ),
    ],
)
def test_each_change_is_told(language: str, change: Change, sentences: list[str]) -> None:
    """A creation, an edit of any field and a deletion each have their sentence."""
    assert told(language, change) == sentences


def test_a_large_command_is_counted() -> None:
    """Many changes become one sentence with counts of each thing, few are told one by one."""
    made = [Change(Entity.EVENT, str(number), None, STORED_EVENT) for number in range(3)]
    counts = {
        (Deed.DELETED, Entity.EVENT): 1,
        (Deed.CREATED, Entity.EVENT): 30,
        (Deed.CREATED, Entity.CONTACT): 1,
        (Deed.EDITED, Entity.CONTACT): 2,
    }
    large = Command("c", "import", 0, undone=False, changes=made, size=34, counts=counts)
    assert spoken(DE, change_sentences, large, TODAY) == [
        "1 Mensch und 30 Einträge hinzugefügt; 2 Menschen geändert; 1 Eintrag entfernt."
    ]
    assert spoken(EN, change_sentences, large, TODAY) == [
        "1 person and 30 entries added; 2 people changed; 1 entry removed."
    ]
    assert len(told(EN, *made)) == 3


@pytest.mark.parametrize(
    ("birthday", "told_in_german"),
    [("1980-05-02", "2. Mai 1980"), ("--12-31", "31. Dezember"), ("", ""), ("1980-13-02", "1980-13-02")],
)
def test_a_birthday_needs_no_year(birthday: str, told_in_german: str) -> None:
    """A birthday is told with or without its year."""
    assert spoken(DE, birthday_text, birthday) == told_in_german


STORED: dict[Entity, dict[str, object]] = {
    Entity.CONTACT: {
        "name": "Zoë", "birthday": "--05-12", "note": "n", "no_balance": True, "group": True, "every": "6w",
        "snooze_until": TODAY.toordinal(), "ignored": True, "merged_into": "c1",
    },
    Entity.ALIAS: {"contact_id": "c1", "text": "Zed"},
    Entity.IDENTIFIER: {"contact_id": "c1", "text": "zoe@example.org"},
    Entity.KEY: {"contact_id": "c1", "text": "vcard:1"},
    Entity.CIRCLE: {"name": "Chöre", "every": "3m"},
    Entity.MEMBERSHIP: {"contact_id": "c1", "circle_id": "k1"},
    Entity.DISTINCT: {"a_id": "c1", "b_id": "c2"},
    Entity.EVENT: STORED_EVENT | {"contact_id": "c1", "note": "n", "asked": True},
    Entity.CHECK: {"day": THURSDAY, "voice": "person", "contact_id": None, "answers": {}, "notes": {}, "remark": ""},
    Entity.STEP: {"text": "call", "contact_id": "c1", "by": THURSDAY, "done": None, "check_id": None, "question": None},
    Entity.GUIDE: {"text": "gently"},
}  # fmt: skip
"""A stored value of each entity."""
OTHER: dict[str, object] = {
    "name": "before",
    "text": "before",
    "direction": "received",
    "kind": "feedback",
    "weight": 3,
    "day": THURSDAY - 1,
    "done": THURSDAY,
    "merged_into": None,
}
"""Another value of a field; of all others a text is empty, a flag not set, and a day none."""
CALLED = {"c1": "Zoë", "c2": "דוד", "k1": "Chöre"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("entity", Entity)
def test_each_thing_is_told_when_it_comes_and_goes(entity: Entity, language: str) -> None:
    """Whatever was made or taken away is told in whole sentences, in which no word of the program is left."""
    value = STORED[entity]
    guide = "approach" if entity is Entity.GUIDE else "x"
    for before, after, deed in ((None, value, Deed.CREATED), (value, None, Deed.DELETED)):
        changes = [Change(entity, guide, before, after)]
        command = Command("i", "edit", 0, False, changes, 1, {(deed, entity): 1}, names=CALLED)
        told = spoken(language, change_sentences, command, TODAY)
        assert told
        for sentence in told:
            assert sentence.endswith((".", "!", "?", "…"))
            assert not any(word in sentence for word in ("{", "}", "None", "_id", "c1", "k1"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("entity", "name", "value"),
    [
        (entity, name, value)
        for entity, stored in STORED.items()
        if entity not in {Entity.DISTINCT, Entity.CHECK, Entity.KEY, Entity.MEMBERSHIP}
        for name, value in stored.items()
        if name not in {"check_id", "question", "contact_id", "one_sided", "source"}
    ],
)
def test_each_change_of_a_field_is_told(entity: Entity, name: str, value: object, language: str) -> None:
    """A field that is set and unset again is told each time, in a sentence of its own."""
    other = OTHER.get(name, {str: "", bool: False}.get(type(value)))
    stored, changed = STORED[entity], STORED[entity] | {name: other}
    thing = "approach" if entity is Entity.GUIDE else "x"
    sentences = []
    for before, after in ((stored, changed), (changed, stored)):
        changes = [Change(entity, thing, before, after)]
        command = Command("i", "edit", 0, False, changes, 1, {(Deed.EDITED, entity): 1}, names=CALLED)
        told = spoken(language, change_sentences, command, TODAY)
        assert told
        assert not any(word in sentence for sentence in told for word in ("{", "}", "None", "_id"))
        sentences += told
    assert len(set(sentences)) == len(sentences)
