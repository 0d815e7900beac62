"""`netcheck undo`, `redo` and `history` from the command line: what they ask, say, refuse and show."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from conftest import spoken
from netcheck.i18n import LANGUAGES, _
from netcheck.store import contacts, ops
from netcheck.store.database import opened
from netcheck.view.failures import failure
from terminals import at_terminal, end_of

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Result, Run

NAMES = ["ada", "Zoë Ähren", "李小龍", "דוד", "Maximiliane von und zu Hohenstein-Wallerfang"]
"""In small letters, with accents, wide, from right to left, and long."""


def entries(count: int) -> str:
    """Return lines that log so many entries."""
    return "gave Ada help --new\n" * count


def there(run: Run) -> int:
    """Return how many entries there are."""
    return len(json.loads(run("list", "--json").out))


def told(run: Run, *options: str) -> list[dict[str, Any]]:
    """Return the history, the newest first."""
    found: list[dict[str, Any]] = json.loads(run("history", "--json", *options).out)
    return found


def netcheck(*arguments: str, **environment: str) -> Any:  # noqa: ANN401 - pexpect ships no types
    """Start netcheck at a terminal."""
    return at_terminal("-m", "netcheck", *arguments, **environment)


# The question before many entries


@pytest.mark.parametrize(
    ("language", "about", "back", "again", "yes"),
    [
        (
            "de",
            "Das betrifft 21 Einträge.",
            "Zurücknehmen?   [j]a   [n]ein ›",
            "Wiederherstellen?   [j]a   [n]ein ›",
            "j",
        ),
        ("en", "This affects 21 entries.", "Take it back?   [y]es   [n]o ›", "Do it again?   [y]es   [n]o ›", "y"),
    ],
)
@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_undoing_many_entries_is_asked_first(
    run: Run, language: str, about: str, back: str, again: str, yes: str, term: str
) -> None:
    """More than twenty entries go and come back only after a yes; a no leaves everything as it is."""
    run("log", "-", stdin=entries(21))
    enter = "\r" if term == "dumb" else ""
    for command, question, before, after in (("undo", back, 21, 0), ("redo", again, 0, 21)):
        with netcheck(command, NETCHECK_LANG=language, TERM=term) as child:
            child.expect_exact(f"{about} {question}")
            child.send(f"n{enter}")
            assert end_of(child) == 130
        assert there(run) == before
        with netcheck(command, NETCHECK_LANG=language, TERM=term) as child:
            child.expect_exact(f"{about} {question}")
            child.send(f"x{enter}{yes.upper()}{enter}")
            assert end_of(child) == 0
        assert there(run) == after


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_leaving_the_question_undoes_nothing(run: Run, key: str) -> None:
    """Ctrl-C and Ctrl-D at the question are a no."""
    run("log", "-", stdin=entries(21))
    with netcheck("undo") as child:
        child.expect_exact("[y]es")
        child.send(key)
        assert end_of(child) == 130
    assert there(run) == 21


@pytest.mark.parametrize(
    ("count", "options", "terminal"), [(20, (), True), (21, ("--yes",), True), (21, (), False), (300, (), False)]
)
def test_what_is_not_asked(run: Run, count: int, options: tuple[str, ...], terminal: bool) -> None:
    """Twenty entries, `--yes`, and nobody there to answer: undo and redo go ahead at once."""
    run("log", "-", stdin=entries(count))
    assert "[y]es" not in run("undo", *options, terminal=terminal).out
    assert there(run) == 0
    assert "[y]es" not in run("redo", *options, terminal=terminal).out
    assert there(run) == count


def test_only_entries_make_a_question(run: Run) -> None:
    """Thirty people in one command are taken back without a question."""
    lines = "".join(f'{{"type":"contact","id":"c{n}","name":"P{n}"}}\n' for n in range(30))
    run("import", "jsonl", "-", stdin=lines)
    assert "[y]es" not in run("undo", terminal=True).out
    assert run("contact", "list").out == ""


def test_many_removed_entries_are_asked_about_as_well(run: Run) -> None:
    """To take back a removal of more than twenty entries is asked, too: they would all be there again."""
    run("log", "-", stdin=entries(25))
    run("contact", "remove", "Ada", "--with-events")
    refused = run("undo", terminal=True, stdin="n\n", expect=130)
    assert "This affects 25 entries." in refused.out
    assert there(run) == 0
    assert "This affects 25 entries." in run("undo", terminal=True, stdin="y\n").out
    assert there(run) == 25


# One command of each sort

SETUP = (
    ("contact", "add", "Ada", "--alias", "Y", "--circle", "peers"),
    ("contact", "add", "Ben"),
    ("log", "gave", "Ada", "help", "slides"),
    ("step", "add", "write", "--with", "Ada"),
)


def short(run: Run) -> str:
    """Return the id of the newest entry."""
    return str(json.loads(run("list", "--json").out)[0]["id"])


COMMANDS: dict[str, tuple[str, ...]] = {
    "log": ("log", "got", "Ada", "feedback", "über „x“"),
    "log somebody new": ("log", "with", "Cleo", "talk", "--new"),
    "edit": ("edit", "ID", "--note", "other", "--weight", "3", "--got", "--on", "2026-01-02"),
    "edit whom": ("edit", "ID", "--with", "Ben"),
    "remove": ("remove", "ID"),
    "contact add": ("contact", "add", "Dora", "--alias", "D", "--identifier", "d@example.org", "--birthday", "12.5."),
    "contact edit": ("contact", "edit", "Ada", "--name", "Adele", "--note", "n", "--no-balance", "--group"),
    "contact elements": ("contact", "edit", "Ada", "--alias", "Z", "--no-alias", "Y", "--no-circle", "peers"),
    "contact every": ("contact", "edit", "Ada", "--every", "6w"),
    "contact snooze": ("contact", "edit", "Ada", "--snooze", "2026-12-24"),
    "contact ignore": ("contact", "edit", "Ada", "--ignore"),
    "contact merge": ("contact", "merge", "Ada", "Ben"),
    "contact remove": ("contact", "remove", "Ada", "--with-events"),
    "circle add": ("circle", "edit", "choir", "--add", "Ada", "--add", "Ben"),
    "circle every": ("circle", "edit", "peers", "--every", "3m"),
    "circle name": ("circle", "edit", "peers", "--name", "friends"),
    "circle remove": ("circle", "edit", "peers", "--remove", "Ada"),
    "step add": ("step", "add", "call", "--by", "2026-12-01"),
    "step done": ("step", "done", "1"),
    "step drop": ("step", "drop", "1"),
    "checklist": ("checklist", "--answers", ",".join("ypnypnypny")),
    "checklist company": ("checklist", "--company", "--answers", ",".join("y" * 10)),
    "checklist with": ("checklist", "--with", "Ada", "--answers", ",".join("p" * 7)),
}
"""A command line for each way of changing the log; ID is the newest entry."""


@pytest.fixture
def prepared(run: Run) -> Run:
    """Start from two people, an entry and a step."""
    for command in SETUP:
        run(*command)
    return run


def do(run: Run, name: str) -> Result:
    """Run one of COMMANDS."""
    return run(*[short(run) if word == "ID" else word for word in COMMANDS[name]])


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_taken_back_and_done_again(prepared: Run, name: str) -> None:
    """Undo brings back every line of the export, redo the changed ones; both can be repeated."""
    run = prepared
    before = run("export", "jsonl").out
    do(run, name)
    after = run("export", "jsonl").out
    for _again in range(2):
        run("undo")
        assert run("export", "jsonl").out == before
        run("redo")
        assert run("export", "jsonl").out == after
    assert after != before or name in {"contact every", "contact snooze", "contact ignore", "circle every"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_told_in_words(prepared: Run, name: str, language: str) -> None:
    """Confirmation, history, undo and redo tell a change in the same sentence, with no name of a field or code."""
    run = prepared
    do(run, name)
    (newest,) = told(run, "-n", "1", "--lang", language)
    assert newest["verb"] == " ".join(COMMANDS[name][: 2 if COMMANDS[name][0] in {"contact", "circle", "step"} else 1])
    assert newest["undone"] is False
    assert newest["sentences"]
    said = run("undo", "--lang", language).out
    for sentence in newest["sentences"]:
        assert spoken(language, _, "Taken back: {story}").format(story=sentence) in said
        assert not any(word in sentence for word in ("None", "_id", "{", "}", "  "))
    assert spoken(language, _, "To keep it after all: netcheck redo") in said
    again = run("redo", "--lang", language).out
    for sentence in newest["sentences"]:
        assert sentence in again
    assert spoken(language, _, "To take it back: netcheck undo") in again


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_named_by_its_id(prepared: Run, name: str) -> None:
    """Any command can be undone by the short id that history shows, in large letters too, and by its whole id."""
    run = prepared
    before = run("export", "jsonl").out
    do(run, name)
    run("step", "add", "later")
    whole = told(run)[1]["id"]
    last = run("export", "jsonl").out
    run("undo", whole.upper()[-8:])
    run("redo", whole)
    assert run("export", "jsonl").out == last
    run("undo")
    run("undo")
    assert run("export", "jsonl").out == before


@pytest.mark.parametrize("who", NAMES)
def test_names_of_any_sort_are_told(run: Run, who: str) -> None:
    """History, undo and redo show a name as it was typed, whatever its letters."""
    run("log", "gave", who, "help", "--new")
    assert who in " ".join(told(run)[0]["sentences"])
    assert who in run("undo").out
    assert who in run("redo").out
    assert who in run("history").out


# History


def test_history_counts_and_cuts(run: Run) -> None:
    """Ten commands are shown, as many as asked for with -n; the newest comes first."""
    for number in range(12):
        run("step", "add", f"step {number}")
    assert [one["sentences"][0].count("step 11") for one in told(run)] == [1] + [0] * 9
    assert len(told(run, "-n", "3")) == 3
    assert len(told(run, "-n", "100")) == 12
    assert "-n" in run("history", "-n", "0", expect=2).err


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_history_is_said(run: Run, language: str) -> None:
    """Before the first command there is nothing to show, to undo or to redo, and no log is made for it."""
    empty = run("history", "--lang", language).err.strip()
    assert empty == spoken(language, _, "Nothing has happened here yet. The shortest beginning: netcheck log")
    assert told(run) == []
    assert run("undo", "--lang", language, expect=1).err.strip() == spoken(language, failure, "nothing_to_undo", {})
    assert run("redo", "--lang", language, expect=1).err.strip() == spoken(language, failure, "nothing_to_redo", {})


def test_what_is_undone_is_marked(run: Run) -> None:
    """An undone command stays in the history as such, and stands again after redo; commands keep their ids."""
    run("step", "add", "one")
    run("step", "add", "two")
    ids = [one["id"] for one in told(run)]
    run("undo")
    assert [(one["id"], one["undone"]) for one in told(run)] == [(ids[0], True), (ids[1], False)]
    run("undo")
    assert [one["undone"] for one in told(run)] == [True, True]
    run("redo")
    assert [one["undone"] for one in told(run)] == [True, False]


def test_redo_goes_back_in_the_order_of_undo(run: Run) -> None:
    """What was undone last is redone first, also where commands were undone by id."""
    for word in ("one", "two", "three"):
        run("step", "add", word)
    three, _, one = told(run)
    run("undo", one["id"])
    run("undo", three["id"])
    assert "three" in run("redo").out
    assert "one" in run("redo").out
    assert run("redo", expect=1).err == "There is nothing to redo.\n"


def test_a_new_command_keeps_what_can_be_redone(run: Run) -> None:
    """Writing something after an undo leaves the undone command to be redone."""
    run("step", "add", "one")
    run("undo")
    run("step", "add", "two")
    run("redo")
    assert {step["text"] for step in json.loads(run("step", "list", "--json").out)} == {"one", "two"}


@pytest.mark.parametrize("json_", [(), ("--json",)])
def test_history_calls_people_and_circles_as_they_were_called(run: Run, json_: tuple[str, ...]) -> None:
    """A command is told with the names of its time, whatever they are now; so are its undo and redo."""
    run("log", "gave", "Ana", "help", "--new")
    run("contact", "edit", "Ana", "--name", "Berta", "--circle", "work")
    run("circle", "edit", "work", "--name", "Arbeit")
    run("log", "gave", "Berta", "feedback")
    run("contact", "add", "Cleo")
    run("contact", "merge", "Berta", "Cleo")
    run("log", "gave", "Cleo", "thanks")
    run("contact", "edit", "Cleo", "--name", "Dora")
    run("contact", "remove", "Dora", "--with-events")
    said = " ".join(run("history", *json_).out.split())
    for sentence in (
        "Ana was added.", "You helped Ana.", "Ana was renamed to Berta.", "Berta: circle “work” added.",
        "Circle “work” is called “Arbeit” now.", "You gave Berta feedback.", "Berta was merged into Cleo.",
        "You thanked Cleo.", "Cleo was renamed to Dora.", "“You thanked Dora” (Mon, 23 November) was removed.",
    ):  # fmt: skip
        assert sentence in said
    run("undo")
    edit = told(run)[-2]["id"]
    assert "Taken back: Berta: circle “work” added." in run("undo", edit).out
    assert "Done again: Berta: circle “work” added." in run("redo", edit).out


# What stands in the way


def ids(run: Run) -> list[str]:
    """Return the ids of all commands, the oldest first."""
    return [one["id"] for one in reversed(told(run, "-n", "1000"))]


@pytest.mark.parametrize(
    "has",
    [("--alias", "Y"), ("--circle", "peers"), ("--identifier", "ada@example.org"), ("--alias", "Y", "--note", "n")],
)
def test_a_removal_is_done_again_with_all_that_the_person_has(run: Run, has: tuple[str, ...]) -> None:
    """Aliases, identifiers and circles of a person are not in the way of removing them once more."""
    run("contact", "add", "Ada", *has)
    run("contact", "remove", "Ada")
    run("undo")
    run("redo")
    assert run("contact", "list").out == ""
    run("undo")
    assert "Ada" in run("contact", "list").out


IN_THE_WAY: dict[str, tuple[tuple[str, ...], str, str]] = {
    "alias": (("contact", "edit", "Ada", "--alias", "Y"), "alias “Y”", "weiterer Name „Y“"),
    "identifier": (("contact", "edit", "Ada", "--identifier", "@a"), "contact detail “@a”", "Kontaktdaten „@a“"),
    "membership": (
        ("contact", "edit", "Ada", "--circle", "peers"),
        "circle membership “peers”",
        "Kreis „peers“",
    ),
    "event": (
        ("log", "gave", "Ada", "help", "--on", "2026-11-20"),
        "entry {id} (Fri, 20 November)",
        "Eintrag {id} (Fr, 20. November)",
    ),
    "step": (("step", "add", "write", "--with", "Ada"), "step “write”", "Schritt „write“"),
    "check": (
        ("checklist", "--with", "Ada", "--answers", "y,y,y,y,y,y,y"),
        "round of questions (Mon, 23 November)",
        "Fragerunde (Mo, 23. November)",
    ),
    "contact": (("contact", "merge", "Bea", "Ada"), "person “Bea”", "Mensch „Bea“"),
}
"""A command that makes something about Ada, and how that is named in both languages."""


@pytest.mark.parametrize(("later", "english", "german"), IN_THE_WAY.values(), ids=IN_THE_WAY)
def test_what_was_added_later_keeps_its_person(run: Run, later: tuple[str, ...], english: str, german: str) -> None:
    """Making somebody is not taken back while something that came later is about them; the sentence names it."""
    run("contact", "add", "Bea")
    run("contact", "add", "Ada")
    run(*later)
    short_id = entry[0]["id"][-4:] if (entry := json.loads(run("list", "--json").out)) else ""
    made = ids(run)[1]
    refused = run("undo", made, expect=1).err
    assert refused == f"Nothing was changed, because Ada would be missing here: {english.format(id=short_id)}.\n"
    refused = run("undo", made, "--lang", "de", expect=1).err
    assert refused == f"Nichts geändert, denn Ada würde hier fehlen: {german.format(id=short_id)}.\n"
    run("undo")
    run("undo", made)
    assert "Ada" not in run("contact", "list").out


def test_pairs_and_keys_are_in_the_way(run: Run, home: Path) -> None:
    """What imports say of a person later keeps the first one."""
    for line in (
        '{"type":"contact","id":"a","name":"Ada"}',
        '{"type":"contact","id":"b","name":"Bea"}',
        '{"type":"distinct","id":"d","a_id":"a","b_id":"b"}',
    ):
        run("import", "jsonl", "-", stdin=line)
    with opened(home / "log.db", create=False) as connection, ops.writing(connection, "import") as writer:
        contacts.add_elements(writer, "keys", [("a", "vcard:1")])
    refused = run("undo", ids(run)[0], expect=1).err
    assert refused.endswith("would be missing here: a name used by a source and not being the same as “Bea”.\n")


@pytest.mark.parametrize(
    ("language", "first", "more"),
    [("en", "alias “Y”", " and 2 more.\n"), ("de", "weiterer Name „Y“", " und 2 weitere.\n")],
)
def test_three_things_in_the_way_are_named_and_the_others_counted(
    run: Run, language: str, first: str, more: str
) -> None:
    """However much is in the way, three things are named."""
    run("contact", "add", "Ada")
    for text in ("one", "two", "three", "four"):
        run("step", "add", text, "--with", "Ada")
    run("contact", "edit", "Ada", "--alias", "Y")
    refused = run("undo", ids(run)[0], "--lang", language, expect=1).err
    assert refused.endswith(more)
    assert sum(text in refused for text in ("one", "two", "three", "four")) == 3
    assert first not in refused


def test_a_circle_in_use_keeps_its_people_in_sight(run: Run) -> None:
    """Who joined a circle later is named where the circle would be missing."""
    run("contact", "add", "Bo")
    run("contact", "add", "Ana", "--circle", "work")
    run("contact", "edit", "Bo", "--circle", "work")
    refused = run("undo", ids(run)[1], expect=1).err
    assert refused == "Nothing was changed, because the circle “work” would be missing here: circle membership “Bo”.\n"


def test_an_alias_does_not_come_back_beside_another(run: Run) -> None:
    """A removed person whose alias somebody else bears by now stays removed until the other has given it up."""
    run("contact", "add", "Ada", "--alias", "Y")
    run("contact", "remove", "Ada")
    run("contact", "add", "Ben", "--alias", "y")
    removal = ids(run)[1]
    assert run("undo", removal, expect=1).err == "Nothing was changed, because the alias “y” would be there twice.\n"
    run("contact", "edit", "Ben", "--no-alias", "y")
    run("undo", removal)
    run("log", "gave", "Y", "help")
    assert json.loads(run("list", "--json").out)[0]["with"] == "Ada"


def test_the_alias_of_somebody_gone_is_free(run: Run) -> None:
    """What nobody bears any more is in nobody's way."""
    run("contact", "add", "Ada", "--alias", "Y")
    run("undo")
    run("contact", "add", "Ben", "--alias", "Y")
    run("contact", "remove", "Ben")
    run("redo", ids(run)[0])
    assert json.loads(run("contact", "list", "--json").out)[0]["aliases"] == ["Y"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_so_already_is_said(run: Run, language: str) -> None:
    """To undo what is undone, or redo what stands, is refused with the short id; nothing changes."""
    run("step", "add", "one")
    (only,) = ids(run)
    assert (
        spoken(language, failure, "stands_already", {"id": ""}) in run("redo", only, "--lang", language, expect=1).err
    )
    run("undo", only)
    assert (
        spoken(language, failure, "undone_already", {"id": ""}) in run("undo", only, "--lang", language, expect=1).err
    )
    assert [one["undone"] for one in told(run)] == [True]


@pytest.mark.parametrize("undone", [True, False])
def test_somebody_else_may_be_faster_than_the_answer(run: Run, undone: bool) -> None:
    """What is undone or redone elsewhere while one is asked about it is not turned twice, nor is another command."""
    run("step", "add", "one")
    run("log", "-", stdin=entries(21))
    command = "undo" if undone else "redo"
    if not undone:
        run("undo")
    with netcheck(command) as child:
        child.expect_exact("[y]es")
        run(command, "--yes")
        child.send("y")
        child.expect_exact("; nothing was changed.")
        assert end_of(child) == 1
    assert [one["undone"] for one in told(run)] == [undone, False]


def test_an_entry_does_not_come_back_beside_the_same_one(run: Run) -> None:
    """An import that was undone, and made anew since, is not redone: its entries are there already."""
    event = '{"type":"event","id":"e1","on":"2026-11-20","with":"Ben","direction":"given","kind":"help","source":"x:1"}'
    run("import", "jsonl", "-", stdin=event)
    run("undo")
    run("import", "jsonl", "-", stdin=event.replace("Ben", "Ada").replace("e1", "e2"))
    refused = run("redo", ids(run)[0], expect=1).err
    named = "entry e2 (Fri, 20 November)"
    assert refused == f"Nothing was changed, because this has come from the same source since: {named}.\n"
    assert there(run) == 1


def test_undo_by_id_leaves_later_commands_as_they_are(run: Run) -> None:
    """A command in the middle is taken back alone, and undo without an id goes on with the last that stands."""
    for word in ("one", "two", "three"):
        run("step", "add", word)
    run("undo", ids(run)[1])
    assert [step["text"] for step in json.loads(run("step", "list", "--json").out)] == ["one", "three"]
    run("undo")
    run("undo")
    assert run("undo", expect=1).err == "There is nothing to undo.\n"
    assert run("step", "list").out == ""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("contact", "edit", "Ada", "--note", "one"), ("contact", "edit", "Ada", "--note", "two")),
        (("contact", "edit", "Ada", "--every", "2w"), ("contact", "edit", "Ada", "--every", "6w")),
        (("contact", "edit", "Ada", "--name", "Adele"), ("contact", "edit", "Adele", "--name", "Ada")),
        (("circle", "edit", "peers", "--every", "1m"), ("circle", "edit", "peers", "--every", "3m")),
    ],
)
def test_the_later_change_of_a_field_holds(prepared: Run, first: tuple[str, ...], second: tuple[str, ...]) -> None:
    """Taken back under a later change, an earlier one makes no difference, which is said; redone, it wins nothing."""
    run = prepared
    run(*first)
    run(*second)
    earlier, after = ids(run)[-2], run("export", "jsonl").out
    assert "Nothing looks different" in run("undo", earlier).out
    assert "Nothing looks different" in run("redo", earlier).out
    assert run("export", "jsonl").out == after
    run("undo", earlier)
    run("undo")
    assert "one" not in run("contact", "show", "Ada").out


TWICE = "Nothing was changed, because {} would be there twice.\n"
ANAS = [
    # (the commands, which of them to take back or do again, counted from the first: the last of these is refused)
    (["contact add Ana", "undo", "contact add Ana", "undo"], ["redo 0", "redo 1"], "Ana"),
    (["contact add Ana", "contact edit Ana --name Anna", "contact add Ben --alias Ana"], ["undo 1"], "Ana"),
    (["contact add Ana", "undo", "contact add Ben --alias Ana"], ["redo 0"], "Ana"),
    (["contact add Ben", "contact edit Ben --alias Ana", "undo", "contact add Ana"], ["redo 1"], "Ana"),
    (["contact add Ana", "contact remove Ana", "contact add Ben --alias ana"], ["undo 1"], "ana"),
    (
        ["contact add Ana --alias Y", "undo", "contact add Ben --alias Y", "undo"],
        ["redo 0", "redo 1"],
        "the alias “Y”",
    ),
]


@pytest.mark.parametrize(("commands", "turns", "twice"), ANAS)
def test_nobody_comes_to_share_a_name(run: Run, commands: list[str], turns: list[str], twice: str) -> None:
    """A name and an alias that two people would bear, and never bore at once, is in the way, whoever had it first."""
    for command in commands:
        run(*command.split())
    made = ids(run)
    *before, last = turns
    for turn in before:
        run(turn.split()[0], made[int(turn.split()[1])])
    state = run("export", "jsonl").out
    refused = run(last.split()[0], made[int(last.split()[1])], expect=1)
    assert refused.err == TWICE.format(twice)
    assert run("export", "jsonl").out == state


def test_namesakes_of_old_may_come_back(run: Run) -> None:
    """Two people of one name who were there together are not in the way of one another."""
    for number in "12":
        run("import", "jsonl", "-", stdin=f'{{"type":"contact","id":"c{number}","name":"Ana","aliases":["Y"]}}')
    run("undo")
    run("redo")
    assert run("export", "jsonl").out.count('"Ana"') == 2


def test_one_person_from_two_imports_is_one(run: Run) -> None:
    """An import that was taken back, repeated and done again brings nobody twice, and no entry of one source."""
    person = '{"type":"contact","id":"p1","name":"Ana","aliases":["Y"]}\n'
    event = '{"type":"event","on":"2026-11-20","with":"Ana","direction":"given","kind":"help","source":"s:1"}\n'
    for _again in range(2):
        run("import", "jsonl", "-", stdin=person + event)
        run("undo")
    first, second = ids(run)
    run("redo", first)
    state = run("export", "jsonl").out
    assert run("redo", second).out.splitlines()[0].endswith(" Nothing looks different.")
    assert run("export", "jsonl").out == state
    assert state.count('"source":"s:1"') == 1


UNSEEN = {
    "de": ("Zu sehen ist davon nichts.", "Zu sehen ist davon nichts: Was später geändert wurde, gilt weiter."),
    "en": ("Nothing looks different.", "Nothing looks different: what was changed later still holds."),
}


@pytest.mark.parametrize("language", UNSEEN)
def test_a_reason_is_given_only_where_it_is_so(run: Run, language: str) -> None:
    """That something changed later holds is said where it does: of the same thing, or of the person whose it is."""
    alone, later = UNSEEN[language]
    for _again in range(2):
        run("import", "jsonl", "-", stdin='{"type":"contact","id":"p1","name":"Ana"}')
        run("undo")
    first, second = ids(run)
    run("redo", first)
    assert run("redo", second, "--lang", language).out.splitlines()[0].endswith(f" {alone}")
    run("contact", "edit", "Ana", "--alias", "Y")
    run("contact", "remove", "Ana")
    assert run("undo", ids(run)[2], "--lang", language).out.splitlines()[0].endswith(f" {later}")


@pytest.mark.parametrize("has", [("--alias", "Y"), ("--circle", "work"), ("--identifier", "ana@example.org")])
def test_what_a_person_had_who_is_gone_is_seen_by_nobody(run: Run, has: tuple[str, str]) -> None:
    """Taking back the making of somebody who was removed since changes nothing, and says so."""
    run("contact", "add", "Ana", *has)
    run("contact", "remove", "Ana")
    state = run("export", "jsonl").out
    assert UNSEEN["en"][1] in run("undo", ids(run)[0]).out
    assert run("export", "jsonl").out == state
