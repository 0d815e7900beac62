"""Contacts that are likely one person: how they are found, listed, and decided about at a terminal."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcheck.domain.duplicates import Birthdays, Likeness, one_that_stays
from netcheck.domain.model import Contact
from netcheck.importers.duplicates import likely_pairs
from terminals import at_terminal, end_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conftest import Run
    from netcheck.domain.duplicates import Pair

KEYS = r"\[q\]uit ›"
OTHERS = [
    Contact(f"o{number}", name)
    for number, name in enumerate([
        "Ada Quandt", "Bela Ritter", "Cem Sauer", "Dora Thiel", "Emil Unger", "Finn Vogt", "Greta Wolf", "Hugo Zander",
        "Ida Becker", "Karl Dietz", "Lotte Engel", "Max Fuchs", "Nele Graf", "Otto Hahn", "Pia Jahn", "Rosa Kuhn",
    ])
]  # fmt: skip
"""Sixteen people of whom no two are alike."""


def person(key: str, name: str, birthday: str = "", *identifiers: str, **more: Any) -> Contact:  # noqa: ANN401 - the fields
    """Return a contact."""
    return Contact(key, name, birthday=birthday, identifiers=identifiers, **more)


def found(*contacts: Contact) -> list[Pair]:
    """Return the likely pairs among these and sixteen other people."""
    return likely_pairs([*OTHERS, *contacts])


# how alike two contacts are


def test_no_two_of_different_people_are_likely() -> None:
    """Sixteen names without anything in common are sixteen people."""
    assert likely_pairs(OTHERS) == []
    assert likely_pairs([]) == []


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        ("Ruth Amsel", "ruth amsel", Likeness.SAME),
        ("Jürgen Möwe", "Juergen Moewe", Likeness.SAME),
        ("Jürgen Möwe", "Jurgen Mowe", Likeness.SAME),
        ("Dr. Chloë Falk", "Chloe Falk", Likeness.SAME),
        ("Falk, Chloë", "Chloe Falk", Likeness.SAME),
        ("Anna-Lena Kern", "Annalena Kern", Likeness.SAME),
        ("Kern Anna", "Anna Kern", Likeness.ORDER),
        ("Bill O'Brien", "William O'Brien", Likeness.SHORT),
        ("Uschi Lamm", "Ursula Lamm", Likeness.SHORT),
        ("R. Amsel", "Ruth Amsel", Likeness.SHORT),
        ("Ruth Maria Amsel", "Ruth Amsel", Likeness.SHORT),
        ("Rtuh Amsel", "Ruth Amsel", Likeness.SPELLING),
        ("Ruth Amsell", "Ruth Amsel", Likeness.SPELLING),
        ("Carl Amsel", "Karl Amsel", Likeness.SPELLING),
    ],
)
def test_a_name_is_the_same(one: str, other: str, names: Likeness) -> None:
    """Accents, titles, order, short forms and a slip of typing leave a rare name the same, whoever is first."""
    for a, b in ((one, other), (other, one)):
        (pair,) = found(person("a", a), person("b", b))
        assert pair[:2] == ("a", "b")
        assert pair[2:5] == ((), names, Birthdays.NONE)


@pytest.mark.parametrize("other", ["Paul Amsel", "Ruth Specht", "Paul Specht", "Ruth"])
def test_a_name_is_another(other: str) -> None:
    """One word in common makes nobody the same."""
    assert found(person("a", "Ruth Amsel"), person("b", other)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ruth@example.org", "Ruth@Example.org"),
        ("https://www.linkedin.com/in/ruth-a/", "linkedin.com/in/Ruth-A?trk=x"),
        ("@ruth@moor.example", "https://moor.example/@ruth"),
        ("+49 30 123456", "0049 (30) 12 34 56"),
    ],
)
def test_an_identifier_is_the_same(one: str, other: str) -> None:
    """However it is written, whatever the names are; it is told as the first contact has it."""
    (pair,) = found(person("a", "Ruth Amsel", "", one), person("b", "Paul Specht", "1980-01-02", other))
    assert pair[2:5] == ((one,), Likeness.DIFFERENT, Birthdays.NONE)
    (pair,) = found(person("a", "Ruth Amsel", "", one, "r@x.org"), person("b", "Ruth Amsel", "", other))
    assert pair[2:5] == ((one,), Likeness.SAME, Birthdays.NONE)


def test_a_bare_handle_proves_nothing() -> None:
    """Two sites, two people."""
    assert found(person("a", "Ruth Amsel", "", "@ruth"), person("b", "Paul Specht", "", "@ruth")) == []


def test_the_address_of_an_office_proves_nothing() -> None:
    """What five people have is still shown; what more have is nobody's own."""
    staff = [one.replaced(identifiers=("office@moor.example",)) for one in OTHERS[:6]]
    assert len(likely_pairs(staff[:5])) == 10
    assert likely_pairs(staff) == []


@pytest.mark.parametrize(
    ("one", "other", "birthdays"),
    [
        ("1980-05-12", "1980-05-12", Birthdays.SAME),
        ("1980-05-12", "--05-12", Birthdays.SAME),
        ("1980-05-12", "1981-05-12", Birthdays.TWO_PARTS),
        ("1980-05-12", "1980-06-12", Birthdays.TWO_PARTS),
        ("1980-05-12", "1980-05-21", Birthdays.TWO_PARTS),
        ("1980-05-12", "1980-12-05", Birthdays.TWO_PARTS),
    ],
)
def test_a_birthday_joins(one: str, other: str, birthdays: Birthdays) -> None:
    """Two of three parts, or all that is known, make a similar name likelier than no birthday does."""
    (pair,) = found(person("a", "Ruth Amsel", one), person("b", "Rut Amsel", other))
    (without,) = found(person("a", "Ruth Amsel"), person("b", "Rut Amsel"))
    assert pair.birthdays == birthdays
    assert pair.score > without.score


def test_birthdays_that_contradict_separate() -> None:
    """A similar name is not enough then, and neither is one word of it with two parts of the birthday."""
    assert found(person("a", "Ruth Amsel", "1980-05-12"), person("b", "Rut Amsel", "1975-11-03")) == []
    assert found(person("a", "Ruth Amsel", "1980-05-12"), person("b", "Ruth Specht", "1980-05-13")) == []
    (pair,) = found(person("a", "Ruth Amsel", "1980-05-12"), person("b", "Ruth Specht", "1980-05-12"))
    assert pair[3:5] == (Likeness.DIFFERENT, Birthdays.SAME)


def test_a_birthday_that_many_have_joins_nobody() -> None:
    """Some programs fill in the first of January; what two have makes people of one first name a pair, not so that."""
    born = [one.replaced(birthday="1970-01-01") for one in OTHERS]
    two = [person("a", "Ruth Amsel", "1970-01-01"), person("b", "Ruth Specht", "1970-01-01")]
    assert len(found(*two)) == 1
    assert likely_pairs([*born, *two]) == []


def test_aliases_are_names() -> None:
    """Whoever goes by a name is found by it."""
    (pair,) = found(person("a", "Ruth Amsel", aliases=("Moorhexe Sieben",)), person("b", "Moorhexe Sieben"))
    assert pair.names == Likeness.SAME


def test_a_group_is_nobody() -> None:
    """An audience is compared with audiences only."""
    readers = person("a", "Moor Lesekreis", group=True)
    assert found(readers, person("b", "Moor Lesekreis")) == []
    assert len(found(readers, person("b", "Moor Lesekreis", group=True))) == 1


def test_common_names_weigh_less_in_a_large_log() -> None:
    """An equal name is one person among a few, and says nothing where many share its words; a rare one still does."""
    firsts = ["Anna", "Berta", "Carla", "Dora", "Elsa", "Frida", "Gerda", "Heidi", "Inge", "Jutta"]
    lasts = ["Ahrens", "Brandt", "Claus", "Dreyer", "Evers", "Fricke", "Gerken", "Harms", "Iden", "Jacobs"]
    crowd = [
        person(f"{number:04}", f"{first} {last}")
        for number, (first, last, _) in enumerate(product(firsts, lasts, range(8)))
    ]
    rare = [person("x", "Zenobia Quappe"), person("y", "Zenobia Quappe")]
    assert [pair[:2] for pair in likely_pairs([*crowd, *rare])] == [("x", "y")]
    assert len(found(crowd[0], crowd[1])) == 1


def test_what_is_said_to_be_two_is_never_found() -> None:
    """The pair is left out, whoever of it comes first; others of the same people are not."""
    three = [person("a", "Ruth Amsel"), person("b", "Ruth Amsel"), person("c", "Ruth Amsel")]
    pairs = likely_pairs([*OTHERS, *three], [frozenset(("b", "a")), frozenset(("a", "o1"))])
    assert [pair[:2] for pair in pairs] == [("a", "c"), ("b", "c")]


def test_the_likeliest_come_first_whatever_the_order() -> None:
    """More in common comes before less; the order of the contacts changes nothing."""
    people = [
        *OTHERS,
        person("a", "Ruth Amsel", "1980-05-12", "r@x.org"), person("b", "Ruth Amsel", "1980-05-12", "r@x.org"),
        person("c", "Chloe Falk", "1970-01-02"), person("d", "Chloe Falk", "1970-01-02"),
        person("e", "Kalle Specht"), person("f", "Karl Specht"),
    ]  # fmt: skip
    pairs = likely_pairs(people)
    assert [pair[:2] for pair in pairs] == [("a", "b"), ("c", "d"), ("e", "f")]
    assert [pair.score for pair in pairs] == sorted((pair.score for pair in pairs), reverse=True)
    for seed in range(3):
        assert likely_pairs(Random(seed).sample(people, len(people))) == pairs  # noqa: S311 - a shuffle


NAMES = st.lists(
    st.sampled_from(
        ["Ruth", "Rut", "R.", "Jürgen", "Juergen", "Amsel", "Amsell", "Bill", "William", "Möwe", "李", "-", "’"]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)
DAYS = st.sampled_from(["", "1980-05-12", "1980-12-05", "--05-12", "1981-05-12", "1999-01-01"])
PROOFS = st.lists(st.sampled_from(["a@b.org", "+49 30 123456", "@x", "@u@h.org"]), max_size=2, unique=True)
PEOPLE = st.lists(st.tuples(NAMES, DAYS, PROOFS, st.booleans()), max_size=7)


@given(PEOPLE)
def test_a_pair_is_two_people_once_and_has_no_first(drawn: list[tuple[str, str, list[str], bool]]) -> None:
    """Nobody is a pair with oneself, no pair comes twice, and other ids find the same pairs with the same scores."""
    keys = [f"{at:02}" for at in range(len(drawn))]
    people = [
        person(key, name, day, *proofs, group=group)
        for key, (name, day, proofs, group) in zip(keys, drawn, strict=True)
    ]
    turned = dict(zip(keys, reversed(keys), strict=True))
    pairs = likely_pairs(people)
    assert all(pair.a_id < pair.b_id and 0.5 <= pair.score <= 1 for pair in pairs)
    assert len({pair[:2] for pair in pairs}) == len(pairs)
    other_way = likely_pairs([one.replaced(id=turned[one.id]) for one in people])
    scores = {frozenset(pair[:2]): (pair.birthdays, pair.score) for pair in pairs}
    assert {frozenset(map(turned.get, pair[:2])): (pair.birthdays, pair.score) for pair in other_way} == scores


def test_who_stays() -> None:
    """Whoever has more entries stays; else whoever more is known of, else the older one."""
    one, other = person("a", "Ruth Amsel"), person("b", "Ruth Amsel", "1980-05-12")
    assert one_that_stays(one, other, {"a": 1}) == (one, other)
    assert one_that_stays(one, other, {}) == (other, one)
    assert one_that_stays(other.replaced(birthday=""), one, {"a": 2, "b": 2})[0] == one


# the command


def card(name: str, **more: object) -> str:
    """Return a line of a file with a contact."""
    return json.dumps({"type": "contact", "name": name, **more}) + "\n"


AMSELS = card("Jürgen Amsel", id="4" * 32, birthday="1980-05-12") + card(
    "Juergen Amsel", id="3" * 32, birthday="1980-05-12"
)
LINDS = card("Eva Lind", id="1" * 32) + card("Eva Lind", id="2" * 32, identifiers=["eva@example.org"])
BILLS = card("Bill O'Brien", id="6" * 32) + card("William O'Brien", id="5" * 32)
ENTRY = json.dumps({
    "type": "event", "on": "2026-11-01", "with_id": "3" * 32, "with": "Juergen Amsel", "direction": "given",
    "kind": "help", "note": "moving",
})  # fmt: skip


@pytest.fixture
def twice(run: Run) -> None:
    """Start from three pairs, the likeliest first."""
    run("import", "jsonl", "-", stdin=AMSELS + LINDS + BILLS + ENTRY)


def pairs_of(run: Run) -> list[tuple[str, str]]:
    """Return the names of the pairs that the command lists."""
    return [(pair["a_name"], pair["b_name"]) for pair in json.loads(run("contact", "dupes", "--json").out)]


def dupes(**environment: str) -> Any:  # noqa: ANN401 - pexpect ships no types
    """Start the command at a terminal."""
    return at_terminal("-m", "netcheck", "contact", "dupes", **environment)


def press(child: Any, keys: Sequence[tuple[str, str]]) -> None:  # noqa: ANN401 - as above
    """Wait for what a pair begins with, and press a key."""
    for place, key in keys:
        child.expect_exact(f"{place}   ")
        child.expect(KEYS)
        child.send(key)


@pytest.mark.usefixtures("twice")
def test_pairs_are_listed_with_lines_that_merge(run: Run) -> None:
    """Each line can be copied into a shell, also where only an id tells two people of one name apart."""
    listed = run("contact", "dupes").out.splitlines()
    assert listed == [
        "Jürgen Amsel · Juergen Amsel   same name, same birthday",
        "  netcheck contact merge 44444444 33333333",
        "Eva Lind · Eva Lind   same name",
        "  netcheck contact merge 11111111 eva@example.org",
        "Bill O'Brien · William O'Brien   same name in a shorter form",
        '  netcheck contact merge "Bill O\'Brien" "William O\'Brien"',
    ]
    for line in listed[1::2]:
        run(*shlex.split(line)[1:])
    assert run("contact", "dupes").out == ""
    assert len(json.loads(run("contact", "list", "--json").out)) == 3


@pytest.mark.usefixtures("twice")
def test_pairs_as_json(run: Run) -> None:
    """Ids, names, reason and score; nothing is asked."""
    first, second, _third = json.loads(run("contact", "dupes", "--json").out)
    assert {first["a_name"], first["b_name"]} == {"Jürgen Amsel", "Juergen Amsel"}
    assert first["reason"] == {"identifiers": [], "names": "same", "birthdays": "same"}
    assert (second["a_id"], second["b_id"]) == ("1" * 32, "2" * 32)
    assert 0.5 < second["score"] <= first["score"] <= 1


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_nobody_is_there_twice(run: Run, home: Path, arguments: list[str]) -> None:
    """An empty log is told so, and stays unmade."""
    said = run("contact", "dupes", *arguments)
    assert said.out == ("[]\n" if arguments else "")
    assert said.err == ("" if arguments else "No two contacts look like one person.\n")
    assert not (home / "log.db").exists()


@pytest.mark.usefixtures("twice")
def test_one_key_for_each_pair(run: Run) -> None:
    """Side by side with the last entries; merged, told apart or left for the next time, each a command of its own."""
    before = run("export", "jsonl").out
    with dupes(NO_COLOR="1") as child:
        child.expect_exact("3 pairs look like one person each.")
        child.expect_exact("1 of 3   same name, same birthday")
        child.expect(r"Juergen Amsel +Jürgen Amsel")
        child.expect(r"birthday +12 May 1980 +12 May 1980")
        child.expect(r"entries +1 entry +no entry yet")
        child.expect_exact("1 Nov → help moving")
        child.expect(KEYS)
        child.send("m")
        child.expect_exact("✓ Jürgen Amsel was merged into Juergen Amsel.")
        press(child, [("2 of 3", "D")])
        child.expect_exact("✓ Eva Lind and Eva Lind are not the same.")
        press(child, [("3 of 3", "\r")])
        child.expect_exact("2 decisions are stored. One pair is left: netcheck contact dupes")
        assert end_of(child) == 0
    ((one, other),) = pairs_of(run)
    assert {one, other} == {"Bill O'Brien", "William O'Brien"}
    assert '"type":"distinct"' in run("export", "jsonl").out
    assert run("undo").out.startswith("Taken back: Eva Lind and Eva Lind are not the same.")
    assert len(pairs_of(run)) == 2
    run("undo")
    assert run("export", "jsonl").out == before


@pytest.mark.usefixtures("twice")
def test_going_back_takes_a_decision_back(run: Run) -> None:
    """The pair is asked about again; leaving by any way keeps what was decided."""
    with dupes() as child:
        press(child, [("1 of 3", "m"), ("2 of 3", "b")])
        child.expect_exact("Taken back: Jürgen Amsel was merged into Juergen Amsel.")
        press(child, [("1 of 3", "d"), ("2 of 3", "l"), ("3 of 3", "b"), ("2 of 3", "q")])
        child.expect_exact("One decision is stored. 2 pairs are left: netcheck contact dupes")
        assert end_of(child) == 0
    assert len(pairs_of(run)) == 2
    with dupes() as child:
        press(child, [("1 of 2", "m"), ("2 of 2", "\x03")])
        child.expect_exact("One decision is stored. One pair is left: netcheck contact dupes")
        assert end_of(child) == 130
    with dupes(TERM="dumb") as child:
        child.expect_exact("One pair looks like one person.")
        press(child, [("1 of 1", "m\r")])
        child.expect_exact("One decision is stored.")
        assert end_of(child) == 0
    assert pairs_of(run) == []


def test_what_is_settled_is_not_asked(run: Run) -> None:
    """Of three who are one, two decisions leave no third question."""
    run("import", "jsonl", "-", stdin="".join(card("Eva Lind", id=str(number) * 32) for number in (1, 2, 3)))
    with dupes() as child:
        press(child, [("1 of 3", "m"), ("2 of 3", "m")])
        child.expect_exact("2 decisions are stored.")
        assert "left" not in child.buffer
        assert end_of(child) == 0
    assert len(json.loads(run("contact", "list", "--json").out)) == 1


def test_names_from_outside_act_nowhere(run: Run) -> None:
    """Control characters and what a shell acts on are shown and quoted."""
    wild = "Eva $(rm) \u202eLind\x1b[31m"
    run(
        "import",
        "jsonl",
        "-",
        stdin=card(wild, id="1" * 32) + card(wild, id="2" * 32) + card("Eva `x` Kern") + card("Eva `x` Kerm"),
    )
    listed = run("contact", "dupes").out
    assert "\u202e" not in listed
    assert "\x1b" not in listed
    assert "  netcheck contact merge 22222222 11111111\n" in listed
    assert "'Eva `x` Ker" in listed


def test_an_id_is_long_enough(run: Run) -> None:
    """Fewer than eight characters are a name, and an end that two ids have names nobody."""
    run("import", "jsonl", "-", stdin=LINDS)
    assert "“1111111”" in run("contact", "merge", "1111111", "eva@example.org", expect=1).err
    run("contact", "merge", "11111111", "22222222")
    assert json.loads(run("contact", "list", "--json").out)[0]["id"] == "2" * 32


# the benchmark


def test_the_benchmark_measures_labelled_rows(tmp_path: Path) -> None:
    """It reads what lies in a folder, imports it, and counts what the command lists; rows without a name count too."""
    rows = ["rec_id, given_name, surname, date_of_birth"]
    for number, (first, last) in enumerate(combinations(("ruth", "paul", "ida", "emil"), 2)):
        rows.append(f"rec-{number}-org, {first}, {last}mann, 19{number}00512")
    rows += ["rec-0-dup-0, rut, paulmann, 19000512", "rec-1-dup-0, , , 19100512"]
    (tmp_path / "dataset1.csv").write_text("\n".join(rows), "utf-8")
    script = Path(__file__).parent.parent / "benchmarks" / "duplicates.py"
    ran = subprocess.run([sys.executable, script, tmp_path], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[1].split()[:9] == [
        "febrl1", "8", "2", "1.0000", "0.5000", "0.6667", "–", "0", "0",
    ]  # fmt: skip
