"""Who helped whom, read from the trailers of small histories that are built commit by commit."""

from __future__ import annotations

import io
import itertools
import json
import subprocess
import tracemalloc
from contextlib import ExitStack
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import spoken
from gitrepo import Commit, build, git
from netcheck.domain.model import Contact, Event
from netcheck.errors import NetcheckError
from netcheck.i18n import LANGUAGES
from netcheck.importers.base import Draft, Findings, Options
from netcheck.importers.git import detect, parse, parse_each
from netcheck.importers.git_people import is_robot, person, read_people, read_person
from netcheck.importers.git_process import split
from netcheck.importers.git_trailers import TRAILERS, all_trailers
from netcheck.importers.source import opened_source
from netcheck.view import failures
from netcheck.view.import_plan import LEFT_OUT, REMARKS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from conftest import Run

TODAY = date(2026, 11, 23).toordinal()
ME = "Mia Moss <mia@example.org>"
ANA = "Ana Belić <ana@example.org>"
ZOE = "Zoë Ähren <zoe@example.org>"
MAILMAP = """\
Mia Moss <mia@example.org> <mia@old.example>
Ana Belić <ana@example.org> <ANA@old.example>
Ana Belić <ana@example.org> Nanna <home@example.org>
"""


def said(*trailers: str, subject: str = "parser: read more") -> str:
    """Return a message with a body and these trailers."""
    return "\n".join((subject, "", "Why it is so.", "", *trailers, ""))


def options(*me: str, since: int | None = None) -> Options:
    """Return the options of somebody who says who they are."""
    return Options(TODAY, since, me or ("mia@example.org",), me_said=True)


def read(path: Path, *me: str, since: int | None = None) -> tuple[list[Draft], Findings]:
    """Read the whole history; return what is left out as well."""
    findings = Findings()
    with opened_source(path) as source:
        return list(parse(source, options(*me, since=since), findings)), findings


def exchanges(drafts: Sequence[Draft]) -> list[str]:
    """Return each exchange as one line: day, direction, kind, with whom, the note."""
    return [
        "{} {direction} {kind} {} <{}> {note}".format(
            date.fromordinal(e["day"]), draft.with_name, draft.person, **e
        ).rstrip()
        for draft in drafts
        if draft.record is Event and (e := draft.values)
    ]


HISTORY = (
    Commit(ME, said(f"Reviewed-by: {ANA}", f"Helped-by: {ZOE}", f"Signed-off-by: {ME}"), on="2024-01-01 12:00"),
    Commit(
        ANA,
        said(f"Acked-by: {ME}", f"Reviewed-by: {ZOE}", subject="no part named"),
        on="2024-01-02 23:30",
        zone="+0100",
    ),
    Commit(ZOE, said("Co-authored-by: Mia Moss <MIA@old.example>", f"Co-authored-by: {ANA}"), on="2024-01-04 12:00"),
    Commit(ME, said(f"Reviewed-by: {ME}", f"Tested-by: {ME}"), on="2024-01-05 12:00"),
    Commit(
        "Mia <MIA@old.example>",
        said(f"Co-authored-by: {ZOE}", "Suggested-by: Nanna <HOME@example.org>"),
        on="2024-01-06 12:00",
    ),
    Commit(
        ME,
        said(f"Reviewed-by: {ANA}", "reviewed-by: ana belić <ana@old.example> # again", f"Tested-by: {ANA}"),
        on="2024-01-07 00:30",
        zone="-0500",
    ),
    Commit(ANA, said(f"Reviewed-by: {ZOE}"), on="2024-01-08 12:00"),
    Commit(ME, said(f"Acked-by: {ANA}", subject="Merge: all of it"), on="2024-01-09 12:00", merges=2),
    Commit(
        "Ana <ana@old.example>",
        "tests: more\n\nReported-by: Mia Moss\n <mia@example.org> (in a letter)\n",
        on="2024-01-10 12:00",
    ),
    Commit(
        "Zoë Ähren <ZOE@example.org>",
        said(f"Helped-by: {ME}", subject="für: Ä"),
        on="2024-01-11 12:00",
        encoding="latin-1",
    ),
    Commit(ME, "docs: nobody helped\n", on="2024-01-12 12:00"),
)

EXPECTED = [
    "2024-01-11 given help Zoë Ähren <zoe@example.org> für",
    "2024-01-10 given help Ana Belić <ana@example.org> tests",
    "2024-01-06 received feedback Ana Belić <ana@example.org> parser",
    "2024-01-06 received help Ana Belić <ana@example.org> parser",
    "2024-01-06 mutual help Zoë Ähren <zoe@example.org> parser",
    "2024-01-06 received inspiration Ana Belić <ana@example.org> parser",
    "2024-01-04 mutual help Zoë Ähren <zoe@example.org> parser",
    "2024-01-03 given recommendation Ana Belić <ana@example.org>",
    "2024-01-01 received feedback Ana Belić <ana@example.org> parser",
    "2024-01-01 received help Zoë Ähren <zoe@example.org> parser",
]


@pytest.fixture
def history(tmp_path: Path) -> tuple[Path, list[str]]:
    """Build the history above; return where it is, and the hashes of its commits."""
    return tmp_path / "repo", build(tmp_path / "repo", HISTORY, mailmap=MAILMAP)


@pytest.mark.parametrize("me", [["mia@example.org"], ["MIA@OLD.example"], ["mia moss"], ["Mia Moss <mia@old.example>"]])
def test_a_history_says_who_helped_whom(history: tuple[Path, list[str]], me: list[str]) -> None:
    """Each exchange appears once, on the author's day, with people as .mailmap has them, however I name myself."""
    drafts, findings = read(history[0], *me)
    assert exchanges(drafts) == EXPECTED
    assert findings == Findings()


def test_people_and_sources_are_named_for_the_log(history: tuple[Path, list[str]]) -> None:
    """Each person comes before the first exchange; each source names commit, trailer and person."""
    drafts, _ = read(history[0])
    # Nanna may be somebody else at that address.
    ana = ("ana@example.org", "ana@old.example")
    assert [draft for draft in drafts if draft.record is Contact] == [
        Draft(Contact, {"name": "Zoë Ähren", "identifiers": ("zoe@example.org",)}, person="zoe@example.org"),
        Draft(Contact, {"name": "Ana Belić", "identifiers": ana}, person="ana@example.org"),
    ]
    assert drafts[0].record is drafts[2].record is Contact
    sources = [draft.values["source"] for draft in drafts if draft.record is Event]
    assert sources[2] == f"git:{history[1][5]}:Reviewed-by:ana@example.org"
    assert len(set(sources)) == len(EXPECTED)


def test_a_bare_repository_brings_its_own_mailmap(tmp_path: Path) -> None:
    """Without a work tree the last commit's .mailmap holds."""
    build(tmp_path / "bare", HISTORY, mailmap=MAILMAP, bare=True)
    assert exchanges(read(tmp_path / "bare")[0]) == EXPECTED


def test_since_is_about_the_authors_day(history: tuple[Path, list[str]]) -> None:
    """Earlier exchanges are left out, that day's own are not."""
    drafts, _ = read(history[0], since=date(2024, 1, 6).toordinal())
    assert exchanges(drafts) == EXPECTED[:6]
    assert exchanges(read(history[0], since=TODAY)[0]) == []


@pytest.mark.parametrize(("trailer", "kind"), TRAILERS.items())
def test_each_trailer_has_its_kind(tmp_path: Path, trailer: str, kind: str) -> None:
    """What is received from a helper is given to an author, but for what both made together."""
    build(tmp_path / "repo", [Commit(ME, said(f"{trailer}: {ANA}")), Commit(ANA, said(f"{trailer.upper()}: {ME}"))])
    ways = ("mutual", "mutual") if trailer == "Co-authored-by" else ("given", "received")
    assert exchanges(read(tmp_path / "repo")[0]) == [
        f"2024-05-01 {way} {kind} Ana Belić <ana@example.org> parser" for way in ways
    ]


@pytest.mark.parametrize(
    ("value", "name", "email"),
    [
        ("Ana Belić <ana@example.org>", "Ana Belić", "ana@example.org"),
        ("  Ana   Belić<ana@example.org>(for the tests)", "Ana Belić", "ana@example.org"),
        ("Ana Belić <ana@example.org> # only the tests <x@y>", "Ana Belić", "ana@example.org"),
        ("Ana <ana@example.org>, Bo <bo@example.org>", "Ana", "ana@example.org"),
        ('"Belić, Ana" <ana@example.org>', "Belić, Ana", "ana@example.org"),
        ("<ana@example.org>", "", "ana@example.org"),
        ("ana@example.org", "", "ana@example.org"),
        ("Ana Belić (ana@example.org)", "Ana Belić", "ana@example.org"),
        ("Ana Belić ana@example.org [reviewed by mail]", "Ana Belić", "ana@example.org"),
        ("Ana Belić <ana@example.org", "Ana Belić", "ana@example.org"),
        ("Ana Belić (lists) [2x] # thanks, x@y", "Ana Belić", ""),
        ("Ana #1", "Ana", ""),
        ("Ana <>", "Ana", ""),
        ("Ana <at example org", "Ana", ""),
        ("Ana <somewhere, ana@example.org", "Ana", "ana@example.org"),
        ("Ana <<ana@example.org>>", "Ana", "ana@example.org"),
        ("O'Neil", "O'Neil", ""),
        ("'Ana'", "Ana", ""),
        ("", "", ""),
    ],
)
def test_people_are_written_in_many_ways(value: str, name: str, email: str) -> None:
    """Comments, quotes and missing brackets do not make another person."""
    assert read_person(value) == (name, email)


@pytest.mark.parametrize(
    ("value", "others"),
    [
        (", C D <cd@x.org>", ["C D <cd@x.org>"]),
        ("; <cd@x.org> and E <e@x.org> # at last, F <f@x.org>", [" <cd@x.org>", "E <e@x.org>"]),
        (" (for the tests) & C D, cd@x.org", ["C D <cd@x.org>"]),
        (", thanks", []),
        (" C D <cd@x.org>", []),
    ],
)
def test_one_line_may_name_several_people(value: str, others: list[str]) -> None:
    """Whoever has an address counts, as long as a comma or "and" joins them."""
    assert [f"{name} <{email}>" for name, email in read_people("A B <ab@x.org>" + value)] == ["A B <ab@x.org>", *others]


@given(st.text(st.sampled_from("Aé <>@.()[]#\"',") | st.characters()))
def test_any_text_is_some_person_or_nobody(value: str) -> None:
    """No bracket is left in what is read, and what is read has no white space around it."""
    for part in itertools.chain(*read_people(value)):
        assert part == part.strip()
        assert "<" not in part
    assert read_people(value)[0] == read_person(value)


def test_a_name_that_cannot_be_seen_is_none() -> None:
    """The address stands for it; without one, it is nobody."""
    assert person("\u200b", "bo@example.org") == person("", "bo@example.org")
    assert person("\u200b", "") == person("\u00ad", "\u0301") == person("", "")


def test_odd_people_pass_through_the_mailmap(tmp_path: Path) -> None:
    """Whatever a trailer holds, the reading goes on: nobody, only a name, only an address, broken bytes."""
    odd = ["", "<>", "Bo", "<only@example.org>", "<a <b> c@d>", "x" * 70_000 + " <long@example.org>", "\x01\x02 <\t@>"]
    commits = [Commit(ME, said(f"Helped-by: {value}", f"Acked-by: {ANA}")) for value in odd]
    latin = Commit("Jörg <j@example.org>", said(f"Helped-by: {ME}", subject="größe: ß"), encoding="latin-1")
    build(tmp_path / "repo", [*commits, latin])
    raw = git(tmp_path / "repo", "cat-file", "commit", "main").replace(b"encoding latin-1\n", b"")
    broken = git(tmp_path / "repo", "hash-object", "-t", "commit", "-w", "--stdin", stdin=raw).strip()
    git(tmp_path / "repo", "update-ref", "refs/heads/main", broken.decode())
    drafts, findings = read(tmp_path / "repo")
    found = [line for line in exchanges(drafts) if "Ana" not in line]
    assert len(found) == len(exchanges(drafts)) - len(odd)
    assert found[0] == "2024-05-01 given help Jörg <j@example.org> größe"
    assert {
        "2024-05-01 received help Bo <bo> parser",
        "2024-05-01 received help only@example.org <only@example.org> parser",
    } < set(found)
    assert findings == Findings(remarks=[("encoding", {"file": tmp_path / "repo", "encoding": "cp1252"})])


def test_people_are_stored_as_every_source_writes_them(tmp_path: Path) -> None:
    """A name has no marks that nobody sees, and an address is the one by which other sources know the person."""
    trailers = [
        "Helped-by: \u202eAna\u200e Belić <ANA@example.org>",
        "Acked-by: Bo Lind <bo at example.org>",
        "Tested-by: Cem Öz <17+Cem@users.noreply.github.com>",
        "Tested-by: Root <root@localhost>",
    ]
    build(tmp_path / "repo", [Commit(ME, said(*trailers))])
    drafts, _ = read(tmp_path / "repo")
    assert [(draft.values["name"], *draft.values["identifiers"]) for draft in drafts if draft.record is Contact] == [
        ("Ana Belić", "ana@example.org"),
        ("Bo Lind", "bo@example.org"),
        ("Cem Öz", "https://github.com/cem"),
        ("Root", "root@localhost"),
    ]


def test_one_person_under_two_names_is_one_person(tmp_path: Path) -> None:
    """The same address is the same person, me included, even if I am known by a name used before or after."""
    build(
        tmp_path / "repo",
        [
            Commit(ME, said("Helped-by: Bo <bo@example.org>")),
            Commit("Bo Lind <BO@example.org>", said("Helped-by: M. <mia@example.org>")),
            Commit("M. <mia@example.org>", said("Helped-by: Bo <bo@example.org>", f"Acked-by: {ME}")),
        ],
    )
    for me in ("Mia Moss", "m.", "mia@example.org"):
        drafts, _ = read(tmp_path / "repo", me)
        ways = [(draft.values["direction"], draft.person) for draft in drafts if draft.record is Event]
        assert ways == [(way, "bo@example.org") for way in ("received", "given", "received")]


FOO = "Foo Bar <foo@x.org>"


@pytest.mark.parametrize(
    ("trailers", "expected"),
    [
        (["Foo Bar", FOO, "foo bar"], ["foo@x.org"]),
        ([f"{FOO}, {ANA}"], ["foo@x.org", "ana@example.org"]),
        (["Foo Bar", "Foo B. <FOO@x.org>"], ["foo@x.org"]),
        (["Foo Bar", FOO, "Foo Bar <foo@y.org>"], ["foo bar", "foo@x.org", "foo@y.org"]),
        (["Nanna", "Ana Belić"], ["ana@example.org"]),
        (["Mia Moss", "Mia", "me@example.org"], ["mia", "me@example.org"]),
    ],
)
def test_who_stands_without_an_address_is_who_has_that_name(
    tmp_path: Path, trailers: list[str], expected: list[str]
) -> None:
    """One name with one address, in .mailmap or in what was read, is one person; of several none is meant."""
    commit = Commit(ME, said(*(f"Helped-by: {value}" for value in trailers)))
    build(tmp_path / "repo", [commit, Commit("Foo Bar <foo@x.org>", "newest\n")], mailmap=MAILMAP)
    drafts, _ = read(tmp_path / "repo")
    assert [draft.person for draft in drafts if draft.record is Event] == expected
    assert [draft.person for draft in drafts if draft.record is Contact] == expected


@pytest.mark.parametrize("me", ["mia@example.org", "mia@old.example", "Mia Moss"])
def test_my_own_name_without_an_address_is_me(tmp_path: Path, me: str) -> None:
    """Names in trailers go through .mailmap, or the history, for the user as well."""
    thanks = Commit(ANA, said("Acked-by: mia moss"))
    for number, (commits, mailmap) in enumerate(
        [([Commit(ME, "old\n"), thanks], MAILMAP), ([thanks, Commit(ME, "new\n")], "")]
    ):
        build(tmp_path / str(number), commits, mailmap=mailmap)
        if mailmap or me != "mia@old.example":
            assert exchanges(read(tmp_path / str(number), me)[0]) == [
                "2024-05-01 given recommendation Ana Belić <ana@example.org> parser"
            ]


def test_a_source_stays_the_same_when_an_address_becomes_known(tmp_path: Path) -> None:
    """A person without an address is written into the source as the commit has it, so that it is seen again."""
    commits = [Commit(ME, said("Helped-by: Foo Bar")), Commit(FOO, "later\n")]
    sources = []
    for number in (1, 2):
        build(tmp_path / str(number), commits[:number])
        drafts, _ = read(tmp_path / str(number))
        sources += [(draft.values["source"], draft.person) for draft in drafts if draft.record is Event]
    assert sources[0][0] == sources[1][0]
    assert [person for _, person in sources] == ["foo bar", "foo@x.org"]


@pytest.mark.parametrize(("on", "since"), [("2027-01-01 12:00", None), ("2024-01-01 12:00", date(2024, 4, 1))])
def test_what_is_left_out_names_nobody(tmp_path: Path, on: str, since: date | None) -> None:
    """A commit before or after the days that count gives people no names, and names no addresses."""
    left_out = [
        Commit("Boo <bo@example.org>", said("Helped-by: Cy <cy@example.org>"), on=on),
        Commit(ME, said("Helped-by: Booo <bo@example.org>", "Helped-by: Foo <foo@x.org>"), on=on),
    ]
    told = Commit(ME, said("Helped-by: Bo <bo@example.org>", "Helped-by: Foo", "Helped-by: Cy"))
    build(tmp_path / "repo", [told, *left_out])
    drafts, _ = read(tmp_path / "repo", since=since.toordinal() if since else None)
    assert [(draft.values["name"], draft.person) for draft in drafts if draft.record is Contact] == [
        ("Bo", "bo@example.org"), ("Foo", "foo"), ("Cy", "cy"),
    ]  # fmt: skip


def test_tomorrow_elsewhere_is_today_and_later_is_left_out(tmp_path: Path) -> None:
    """The author's day may be ahead of ours by one; a clock that runs further ahead is told."""
    days = ["2026-11-23 12:00", "2026-11-23 18:00", "2026-11-26 12:00"]
    build(tmp_path / "repo", [Commit(ME, said(f"Helped-by: {ANA}"), on=day, zone="+1200") for day in days])
    drafts, findings = read(tmp_path / "repo")
    assert exchanges(drafts) == ["2026-11-23 received help Ana Belić <ana@example.org> parser"] * 2
    assert findings.left_out == {"future": 1}


@pytest.mark.parametrize(
    ("date_line", "reason"),
    [("253402300800 +0000", "future"), ("soon", "no_day"), ("-1 +0000", "no_day"), ("3600 -0200", "no_day")],
)
def test_a_commit_without_a_day_is_left_out_and_told(tmp_path: Path, date_line: str, reason: str) -> None:
    """A broken date in one commit does not stop the reading of the others, nor one at which git itself gives up."""
    path = tmp_path / "repo"
    (hash_,) = build(path, [Commit(ME, said(f"Helped-by: {ANA}"))])
    raw = git(path, "cat-file", "commit", "main").decode().replace("author " + ME, f"parent {hash_}\nauthor {ME}", 1)
    lines = [f"author {ME} {date_line}" if line.startswith("author") else line for line in raw.split("\n")]
    broken = git(path, "hash-object", "-t", "commit", "--literally", "-w", "--stdin", stdin="\n".join(lines).encode())
    git(path, "update-ref", "refs/heads/main", broken.decode().strip())
    drafts, findings = read(path)
    assert exchanges(drafts) == ["2024-05-01 received help Ana Belić <ana@example.org> parser"]
    assert findings.left_out == {reason: 1}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Why.\n\nReviewed-by: A <a@x>\n\nSigned-off-by: B <b@x>\n", ["Reviewed-by: A <a@x>"]),
        ("Reviewed-by: A <a@x>\n\n\n \nAcked-by: B <b@x>\n(cherry picked from commit 1)\n\nTested-by: C <c@x>",
         ["Reviewed-by: A <a@x>", "Acked-by: B <b@x>", "Tested-by: C <c@x>"]),
        ("Reviewed-by: A <a@x>\n\n(Merged from https://x.org/1)\n\nLink: x\n", ["Reviewed-by: A <a@x>"]),
        ("Reviewed-by: A <a@x>\n\n[mia: a slip]\nSigned-off-by: B <b@x>\n", ["Reviewed-by: A <a@x>"]),
        ("Reviewed-by: A\n <a@x>\n\nAcked-by: B <b@x>", ["Reviewed-by: A <a@x>", "Acked-by: B <b@x>"]),
        ("Why.\n\nReviewed-by(main): A <a@x>\n", ["Reviewed-by: A <a@x>"]),
        ("Why.\n\nAcked-by: B <b@x>\nReviewed-by(6.1-y): A <a@x>\nSigned-off-by: B <b@x>\n",
         ["Acked-by: B <b@x>", "Reviewed-by: A <a@x>"]),
        ("Reviewed-by: A <a@x>\n\nIn between.\n\nAcked-by: B <b@x>\n", ["Acked-by: B <b@x>"]),
        ("Reviewed-by: A <a@x>\nand more\n\nAcked-by: B <b@x>\n", ["Acked-by: B <b@x>"]),
        ("Reviewed-by: A <a@x>\n\nThat was all.\n", []),
        ("> Reviewed-by: A <a@x>\n\nAcked-by: B <b@x>\n", ["Acked-by: B <b@x>"]),
        ("    Reviewed-by: A <a@x>\n\nAcked-by: B <b@x>\n", ["Acked-by: B <b@x>"]),
        ("Link: x\n  Reviewed-by: A <a@x>\n\nAcked-by: B <b@x>\n", ["Acked-by: B <b@x>"]),
        ("Reviewed-by: A <a@x>\n\nhttps://x.org/a\n\nAcked-by: B <b@x>\n", ["Acked-by: B <b@x>"]),
    ],
)  # fmt: skip
def test_trailers_may_stand_in_paragraphs_before_the_last(tmp_path: Path, body: str, expected: list[str]) -> None:
    """They count as long as nothing else is there; quoted and indented ones never do."""
    build(tmp_path / "repo", [Commit(ME, f"parser: read more\n\n{body}")])
    kept = [f"--format=%b%x00%(trailers:{','.join(f'key={trailer}' for trailer in TRAILERS)},unfold)"]
    raw, own = git(tmp_path / "repo", "log", "-1", *kept).removesuffix(b"\n").split(b"\0")
    assert sorted(all_trailers(raw, own).decode().splitlines()) == sorted(expected)
    people = {line.partition(" <")[0][-1] for line in expected}
    drafts, _ = read(tmp_path / "repo")
    assert {draft.values["name"] for draft in drafts if draft.record is Contact} == people


@given(st.text(st.sampled_from("Acked-by: x<>@\n\n\t()#")) | st.binary().map(lambda some: some.decode("latin-1")))
def test_any_body_has_some_trailers_or_none(body: str) -> None:
    """Each comes on a line of its own, under a key that is known."""
    for line in all_trailers(body.encode(), b"").splitlines():
        assert line.split(b":")[0].decode().capitalize() in TRAILERS


@pytest.mark.parametrize(
    ("name", "email", "robot"),
    [
        ("kernel test robot", "lkp@example.org", True),
        ("dependabot[bot]", "49+dependabot[bot]@users.noreply.github.com", True),
        ("CI", "ci-bot@example.org", True),
        ("Some Tool", "noreply@example.org", True),
        ("Some Tool", "do-not-reply@example.org", True),
        ("syzbot", "syzbot+1@example.org", True),
        ("Coverity Scan", "", True),
        ("Jenkins", "jenkins@example.org", True),
        ("Ana K", "12+ana@users.noreply.github.com", False),
        ("Tim Jenkins", "tim@example.org", False),
        ("Abbot Robotnik", "abbot@example.org", False),
    ],
)
def test_robots_are_no_people(name: str, email: str, *, robot: bool) -> None:
    """Whole words say it, or an address that takes no answer."""
    assert is_robot(name, email) is robot


def test_robots_and_words_for_nobody_are_counted(tmp_path: Path) -> None:
    """They are passed over with their number, on either side, and only where the user is on the other."""
    nobody = ("none", "N/A", "tbd", "All", "https://example.org/a@b.org/1")
    robot = "kernel test robot <lkp@example.org>"
    commits = [
        Commit(ME, said(*(f"Reported-by: {value}" for value in (*nobody, robot)), f"Acked-by: {ANA}")),
        Commit(robot, said(f"Reviewed-by: {ME}", f"Acked-by: {ANA}")),
        Commit(ANA, said(f"Reported-by: {robot}", "Reported-by: none")),
        Commit("My Bot <me@example.org>", said(f"Tested-by: {ANA}", "Tested-by: none"), on="2020-01-01 12:00"),
    ]
    build(tmp_path / "repo", commits)
    since = date(2024, 1, 1).toordinal()
    drafts, findings = read(tmp_path / "repo", "mia@example.org", "me@example.org", since=since)
    assert exchanges(drafts) == ["2024-05-01 received recommendation Ana Belić <ana@example.org> parser"]
    assert findings.left_out == {"robot": 2, "no_name": 5}
    assert findings.left_out.keys() <= LEFT_OUT.keys()
    drafts_of_all, _ = read(tmp_path / "repo", "me@example.org")
    assert exchanges(drafts_of_all) == ["2020-01-01 received help Ana Belić <ana@example.org> parser"]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("me", ["Mia Moss", "mia@example.org", "M. M."])
def test_me_is_the_same_whichever_commit_is_newer(tmp_path: Path, me: str, *, turned: bool) -> None:
    """An address beside my name, and a name beside my address, are mine in older and in newer commits."""
    commits = [
        Commit(ME, said(f"Helped-by: {ANA}")),
        Commit("M. M. <mia@example.org>", said(f"Tested-by: {ANA}")),
        Commit(ANA, said("Acked-by: mia moss", "Acked-by: M. M.", "Reported-by: M. M.", "Reported-by: Other")),
    ]
    build(tmp_path / "repo", commits[::-1] if turned else commits)
    drafts, _ = read(tmp_path / "repo", me)
    who = "Ana Belić <ana@example.org> parser"
    assert sorted(exchanges(drafts)) == [
        f"2024-05-01 given help {who}", f"2024-05-01 given recommendation {who}",
        f"2024-05-01 received help {who}", f"2024-05-01 received help {who}",
    ]  # fmt: skip
    sources = [draft.values["source"] for draft in drafts if draft.record is Event]
    assert len(set(sources)) == 4


def test_a_shallow_clone_and_an_unknown_name_are_remarked(history: tuple[Path, list[str]], tmp_path: Path) -> None:
    """A clone of the newest commits is named with its first day; a name that nobody has, too."""
    git(tmp_path, "clone", "--quiet", "--depth=3", history[0].as_uri(), str(tmp_path / "shallow"))
    _, findings = read(tmp_path / "shallow", "mia@example.org", "Nobody Known")
    assert findings.remarks == [
        ("git_shallow", {"path": tmp_path / "shallow", "date": "2024-01-10"}),
        ("me_unmatched", {"names": "Nobody Known"}),
    ]
    assert all(REMARKS[key].format_map(facts) for key, facts in findings.remarks)
    assert read(history[0])[1] == Findings()


def test_what_git_advises_is_handed_on_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as how a directory of somebody else is made safe."""
    git(tmp_path / "repo", "init", "--quiet", ".")
    said_so = (
        "detected dubious ownership in repository at '/x' To add an exception for this directory, call: "
        "git config --global --add safe.directory /x"
    )
    (tmp_path / "bin").mkdir()
    stand_in = tmp_path / "bin" / "git"
    stand_in.write_text(
        "#!/bin/sh\nprintf \"fatal: detected dubious ownership in repository at '/x'\\n"
        'To add an exception for this directory, call:\\n\\n\\tgit config --global --add safe.directory /x\\n" >&2\n'
        "exit 128\n",
        encoding="utf-8",
    )
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert failure(tmp_path / "repo") == ("git_failed", said_so)


def test_namesakes_are_told_apart_by_their_addresses(tmp_path: Path) -> None:
    """Known by an address I am nobody else; known by a name I am all who bear it, so that nobody helps herself."""
    namesake = "Mia Moss <moss@example.net>"
    build(tmp_path / "repo", [Commit(ME, said(f"Helped-by: {namesake}")), Commit(namesake, said(f"Acked-by: {ANA}"))])
    assert exchanges(read(tmp_path / "repo", "Mia Moss <MIA@example.org>")[0]) == [
        "2024-05-01 received help Mia Moss <moss@example.net> parser"
    ]
    expected = ["2024-05-01 received recommendation Ana Belić <ana@example.org> parser"]
    assert exchanges(read(tmp_path / "repo", "mia moss")[0]) == expected
    assert exchanges(read(tmp_path / "repo", "mia@example.org", "moss@example.net")[0]) == expected


def test_a_directory_inside_stands_for_its_repository(history: tuple[Path, list[str]]) -> None:
    """The history and the .mailmap are those of the whole repository."""
    (history[0] / "src").mkdir()
    assert exchanges(read(history[0] / "src")[0]) == EXPECTED


def test_a_long_history_is_read_in_little_memory(tmp_path: Path) -> None:
    """Ten thousand commits with long subjects, three megabytes of log, need less than one of memory."""
    trailer = said(f"Helped-by: {ANA}", subject="parser: " + "x" * 250)
    build(tmp_path / "repo", [Commit(ME, trailer) for _ in range(10_000)])
    tracemalloc.start()
    with opened_source(tmp_path / "repo") as source:
        number = sum(1 for _ in parse(source, options(), Findings()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert number == 10_001
    assert peak < 1_000_000


@given(st.lists(st.lists(st.binary().map(lambda field: field.replace(b"\0", b"")), min_size=3, max_size=3)), st.data())
def test_records_are_the_same_however_they_arrive(records: list[list[bytes]], data: st.DataObject) -> None:
    """A pipe cuts anywhere; what git did not finish is left out."""
    stream = b"".join(field + b"\0" for record in records for field in record)
    torn = data.draw(st.sampled_from([b"", b"one", b"one\0two\0th"]))
    pipe = io.BytesIO(stream + torn)
    sizes = data.draw(st.lists(st.integers(1, 9), min_size=1))
    counter = itertools.cycle(sizes)
    assert list(split(lambda _: pipe.read(next(counter)), 3)) == records


def test_the_users_settings_do_not_change_the_result(
    history: tuple[Path, list[str]], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Colours, signatures, encodings, another mailmap, another repository: all of it stays outside."""
    (home / "other").write_text("Evil <evil@example.org> <ana@example.org>\n", encoding="utf-8")
    settings = {
        "color.ui": "always",
        "log.showSignature": "true",
        "log.mailmap": "false",
        "i18n.logOutputEncoding": "latin-1",
        "trailer.separators": "%",
        "mailmap.file": str(home / "other"),
        "core.commentChar": "R",
        "format.pretty": "oneline",
    }
    for name, value in settings.items():
        git(home, "config", "--global", name, value)
    git(history[0], "config", "mailmap.blob", "main:other")
    monkeypatch.setenv("GIT_DIR", str(home))
    monkeypatch.setenv("GIT_TRACE", "1")
    monkeypatch.setenv("GIT_PAGER", "false")
    monkeypatch.setenv("LANGUAGE", "de")
    assert exchanges(read(history[0])[0]) == EXPECTED


@pytest.mark.parametrize("consumed", [1, None])
def test_git_has_ended_when_nobody_reads_on(
    history: tuple[Path, list[str]], monkeypatch: pytest.MonkeyPatch, consumed: int | None
) -> None:
    """Whether a part or all was read, and also on Ctrl-C, no process is left behind."""
    started: list[subprocess.Popen[bytes]] = []

    class Spy(subprocess.Popen[bytes]):
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)  # type: ignore[call-overload]  # handed through
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Spy)

    def read_and_interrupt() -> None:
        with opened_source(history[0]) as source:
            drafts = parse(source, options(), Findings())
            assert len(list(itertools.islice(drafts, consumed))) == (
                len(EXPECTED) + 2 if consumed is None else consumed
            )
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_and_interrupt()
    assert len(started) == 4
    assert all(process.returncode is not None for process in started)


def test_progress_is_told(history: tuple[Path, list[str]]) -> None:
    """At the end it is the number of commits without merges."""
    told: list[int] = []
    with opened_source(history[0]) as source:
        drafts = [*parse(source, options()._replace(progress=told.append), Findings())]
    assert len(drafts) == len(EXPECTED) + 2
    assert told == [len(HISTORY) - 1]


def failure(path: Path, *me: str) -> tuple[str, object]:
    """Return the code of the failure to read a history, and its one fact."""
    with pytest.raises(NetcheckError) as caught:
        read(path, *me)
    assert all(spoken(language, failures.failure, caught.value.code, caught.value.facts) for language in LANGUAGES)
    return caught.value.code, next(iter(caught.value.facts.values()), None)


def test_what_cannot_be_read_is_said(
    history: tuple[Path, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No directory, no repository, no commit, nobody of that name, a lost commit, no git: each has its sentence."""
    path, hashes = history
    assert failure(path, "Nobody") == ("import_me_needed", ["Mia Moss", "Ana Belić", "Zoë Ähren"])
    assert failure(tmp_path / "missing") == ("file_unreadable", tmp_path / "missing")
    assert failure(tmp_path / ("a" * 300))[0] == "file_unreadable"
    (tmp_path / "plain").mkdir()
    assert failure(tmp_path / "plain") == ("git_no_repository", tmp_path / "plain")
    git(tmp_path / "new", "init", "--quiet", ".")
    assert failure(tmp_path / "new") == ("git_empty", tmp_path / "new")
    (path / ".git/objects" / hashes[0][:2] / hashes[0][2:]).unlink()
    assert failure(path)[0] == "git_failed"
    monkeypatch.setenv("PATH", "")
    assert failure(path) == ("git_missing", None)


def test_a_repository_shows_what_it_is(history: tuple[Path, list[str]], tmp_path: Path) -> None:
    """With a work tree or bare; a plain directory is none."""
    for path, is_one in ((history[0], True), (history[0] / ".git", True), (tmp_path, False)):
        with opened_source(path) as source:
            assert detect(source) is is_one


@pytest.mark.usefixtures("history")
def test_several_clones_are_told_apart_by_their_notes(tmp_path: Path) -> None:
    """The note names the project; what is no repository, is empty, or not of the user is passed over and counted."""
    (tmp_path / "plain").mkdir()
    git(tmp_path / "new", "init", "--quiet", ".")
    build(tmp_path / "other", [Commit(ANA, said(f"Acked-by: {ZOE}"))])
    build(tmp_path / "bare.git", HISTORY[1:2], mailmap=MAILMAP, bare=True)
    findings = Findings()
    with ExitStack() as stack:
        names = ("plain", "new", "other", "repo", "bare.git")
        sources = [stack.enter_context(opened_source(tmp_path / name)) for name in names]
        whole, bare = parse_each(sources, options("mia@example.org", "Nobody", "Zo"), findings)
        with pytest.raises(NetcheckError) as refused:
            list(parse_each(sources[:3], options(), Findings()))
    assert exchanges(whole)[0] == "2024-01-11 given help Zoë Ähren <zoe@example.org> repo: für"
    assert exchanges(bare) == ["2024-01-03 given recommendation Ana Belić <ana@example.org> bare"]
    assert findings.left_out == {"no_repository": 1, "empty_repository": 1, "not_mine": 1}
    assert findings.names["not_mine"] == {str(tmp_path / "other"): None}
    assert findings.remarks == [("me_unmatched", {"names": "Nobody, Zo"})]
    assert findings.left_out.keys() <= LEFT_OUT.keys()
    assert (refused.value.code, refused.value.facts["names"]) == ("import_me_needed", ["Ana Belić"])


def test_without_me_i_am_who_git_says(history: tuple[Path, list[str]], home: Path) -> None:
    """Of each clone its own settings, else those of the user; what is remembered from elsewhere counts as well."""
    git(home, "config", "--global", "user.name", "Somebody Else")
    said_nothing = Options(TODAY, me=["Jo of the chats"])
    git(history[0], "config", "user.email", "MIA@example.org")
    with opened_source(history[0]) as source:
        findings = Findings()
        assert exchanges([*parse(source, said_nothing, findings)]) == EXPECTED
        assert findings == Findings()
        git(history[0], "config", "user.email", "zoe@example.org")
        assert "received help Mia Moss" in exchanges([*parse(source, said_nothing, Findings())])[0]
        git(history[0], "config", "user.email", "")
        with pytest.raises(NetcheckError, match="import_me_needed"):
            list(parse(source, said_nothing, Findings()))
        assert exchanges([*parse(source, Options(TODAY, me=["mia moss"]), Findings())]) == EXPECTED


@pytest.mark.parametrize("lost", [0, 1])
def test_a_damaged_clone_does_not_stop_the_others(tmp_path: Path, lost: int) -> None:
    """What git says of it is told with its path, also if HEAD itself is lost; nothing of it is counted."""
    hashes = build(tmp_path / "lost", [Commit(ME, said("Helped-by: none", f"Acked-by: {ZOE}"))] * 2)
    (tmp_path / "lost/.git/objects" / hashes[lost][:2] / hashes[lost][2:]).unlink()
    build(tmp_path / "whole", [Commit(ME, said(f"Helped-by: {ANA}"))])
    findings = Findings()
    with ExitStack() as stack:
        sources = [stack.enter_context(opened_source(tmp_path / name)) for name in ("lost", "whole")]
        (drafts,) = parse_each(sources, options(), findings)
        with pytest.raises(NetcheckError) as refused:
            list(parse_each(sources[:1] * 2, options(), Findings()))
    assert exchanges(drafts) == ["2024-05-01 received help Ana Belić <ana@example.org> whole: parser"]
    assert [(problem.code, problem.file) for problem in findings.problems] == [("git_failed", str(tmp_path / "lost"))]
    assert (findings.left_out, refused.value.code) == ({}, "git_failed")


def test_an_address_of_github_and_another_are_one_person(tmp_path: Path, run: Run) -> None:
    """A name with an address, and again with that of GitHub, is one person: a history is no list of people."""
    github = "Ana Belić <17+anab@users.noreply.github.com>"
    build(
        tmp_path / "repo",
        [
            Commit(ME, said(f"Reviewed-by: {ANA}"), on="2024-01-01 12:00"),
            Commit(ME, said(f"Reviewed-by: {github}"), on="2024-01-02 12:00"),
            Commit(ME, said("Reviewed-by: Ida <ida@a.example>"), on="2024-01-03 12:00"),
            Commit(ME, said("Reviewed-by: Ida <ida@b.example>"), on="2024-01-04 12:00"),
        ],
    )
    arguments = ("import", "git", str(tmp_path / "repo"), "--me", "mia@example.org")
    out = run(*arguments).out
    assert "3 new people." in out
    assert "By the name alone the same: Ana Belić." in out
    (ana,) = (one for one in json.loads(run("contact", "list", "--json").out) if one["name"] == "Ana Belić")
    assert sorted(ana["identifiers"]) == ["ana@example.org", "https://github.com/anab"]
    assert "Nothing new." in run(*arguments).out


def test_a_wrong_me_is_named(tmp_path: Path, run: Run) -> None:
    """Whoever said to be somebody who is not there reads that name again, beside those who are there."""
    build(tmp_path / "repo", [*HISTORY])
    told = run("import", "git", str(tmp_path / "repo"), "--me", "Mai Moss", expect=1).err
    assert told.startswith("Nobody there is Mai Moss. Who of them are you?")
    assert "Mia Moss" in told.splitlines()[1]
