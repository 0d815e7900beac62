"""What an archive of a Mastodon account shows: shares, feedback and direct posts, by handle."""

from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcheck.domain.model import Event
from netcheck.errors import NetcheckError
from netcheck.importers import mastodon
from readings import FIXTURES, Reading, detected, folder, read, survives, survives_bytes, tarred, zipped

if TYPE_CHECKING:
    from pathlib import Path

    from hypothesis.strategies import DataObject

FIXTURE = FIXTURES / "mastodon"
ARCHIVE = next(FIXTURE.glob("archive-*"))
ME = "https://moor.example/users/nora"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
ACTOR = {"id": ME, "preferredUsername": "nora", "url": "https://moor.example/@nora"}
GIVEN = [
    "2025-02-01 given share @olek@heide.example ",
    "2025-02-01 given share @dunja@feld.example ",
    "2025-02-01 given share @kwame@wald.example ",
    "2025-02-02 given feedback @olek@heide.example das hilft",
    "2025-02-03 given feedback @gwen@moor.example ja",
    "2025-02-06 given feedback @ghost@weg.example schade",
    "2025-02-07 given share @olek@heide.example lest das",
]
TALKS = [
    "2025-02-05 mutual talk @dunja@feld.example Mastodon ×1",
    "2025-02-05 mutual talk @kwame@wald.example Mastodon ×1",
]


def boost(of: object, *cc: str, day: str = "2025-03-01T23:30:00Z") -> dict[str, Any]:
    """Return a boost of a status."""
    return {"type": "Announce", "published": day, "to": [PUBLIC], "cc": [*cc, f"{ME}/followers"], "object": of}


def post(content: str = "<p>ja</p>", *mentions: tuple[str, str], **values: object) -> dict[str, Any]:
    """Return a public post that mentions people, each by (href, name)."""
    tags = [{"type": "Mention", "href": href, "name": name} for href, name in mentions]
    note = {"type": "Note", "to": [PUBLIC], "cc": [f"{ME}/followers"], "content": content, "tag": tags} | values
    return {"type": "Create", "published": "2025-03-02T00:10:00Z", "object": note}


def direct(*mentions: tuple[str, str], **values: object) -> dict[str, Any]:
    """Return a post to those who are mentioned alone."""
    return post("<p>leise</p>", *mentions, to=[href for href, _ in mentions], cc=[], **values)


def outbox(path: Path, *items: object, actor: object = ACTOR, **options: object) -> Reading:
    """Read an archive with these items."""
    made = folder(path, {"outbox.json": json.dumps({"orderedItems": items})})
    if actor:
        folder(path, {"actor.json": json.dumps(actor)})
    return read(mastodon, made, **options)


OLEK = ("https://heide.example/users/olek", "@olek@heide.example")
MIRJA = ("https://insel.example/users/mirja", "@mirja@insel.example")
OLEKS = f"{OLEK[0]}/statuses/1"


def test_the_archive_gives_what_the_user_did() -> None:
    """Shares and feedback once for each person and day, seen from one side; a direct post is a talk with each."""
    found = read(mastodon, ARCHIVE)
    assert found.events == GIVEN + TALKS
    assert sorted(found.contacts) == sorted({line.split()[3] for line in GIVEN})
    assert found.findings.left_out == {"nobody": 1, "mention": 1, "reaction": 1, "bookmark": 1}
    assert not found.findings.problems
    assert not found.findings.remarks
    given = [draft.values for draft in found.drafts if draft.record is Event]
    assert all(one.get("one_sided", False) is (one["kind"] != "talk") for one in given)
    assert given[0]["source"] == "mastodon:share:@olek@heide.example:2025-02-01"
    assert not any(draft.listed for draft in found.drafts)


def test_tables_of_accounts_list_people() -> None:
    """Who is followed becomes a contact; the title of a list is a circle; a leading @ and empty lines are fine."""
    followed = read(mastodon, FIXTURE / "following_accounts.csv")
    assert followed.contacts == ["@olek@heide.example", "@mirja@insel.example", "@saskia@polder.example"]
    assert all(draft.listed for draft in followed.drafts)
    assert read(mastodon, FIXTURE / "old_following_accounts.csv").contacts == ["@chloe@կայք.example"]
    listed = read(mastodon, FIXTURE / "lists.csv")
    assert [draft.values["circles"] for draft in listed.drafts] == [("Werkstatt",), ("Werkstatt, Nord",)]


def test_the_user_follows_nobody_who_is_the_user(tmp_path: Path) -> None:
    """A former account, or the one that was said to be the user's, is no contact."""
    table = "Account address,Show boosts\nnora@alt.example,true\nida@wald.example,true\n"
    (tmp_path / "following_accounts.csv").write_text(table)
    alone = read(mastodon, tmp_path, me=["@Nora@alt.example"])
    actor = ACTOR | {"alsoKnownAs": ["https://alt.example/users/nora"]}
    for reading in (alone, outbox(tmp_path, actor=actor)):
        assert (reading.contacts, reading.findings.left_out) == (["@ida@wald.example"], {"me": 1})


def test_all_files_together_make_each_person_once(tmp_path: Path) -> None:
    """A folder, a zip and a tar archive with everything give the same."""
    for path in (FIXTURE, zipped(tmp_path / "all", FIXTURE), tarred(tmp_path / "all", FIXTURE)):
        assert detected(mastodon, path)
        found = read(mastodon, path)
        assert (len(found.contacts), found.events) == (8, GIVEN + TALKS)
        assert found.values("@olek@heide.example")["circles"] == ("Werkstatt",)


@pytest.mark.parametrize(
    ("item", "who"),
    [
        (boost(OLEKS, OLEK[0]), "@olek@heide.example"),
        (boost(OLEKS), "@olek@heide.example"),
        (boost("https://heide.example/@olek/17"), "@olek@heide.example"),
        (boost("https://heide.example/objects/a-b", OLEK[0]), "@olek@heide.example"),
        (boost("https://heide.example/objects/a-b", MIRJA[0], OLEK[0]), "@olek@heide.example"),
        (boost("https://threads.example/ap/users/mosse/post/3/"), "@mosse@threads.example"),
        (boost("https://xn--strae-oqa.example/users/ida/statuses/2"), "@ida@straße.example"),
        (boost("https://heide.example/objects/a-b"), None),
        (boost("https://heide.example/ap/users/17/statuses/2"), None),
        (boost(f"{ME}/statuses/3", ME), ""),
        (boost("https://moor.example/@nora/3"), ""),
        (boost("https://old.example/@nora/3", "https://old.example/users/nora"), ""),
        (boost({"type": "Note", "attributedTo": ME}), ""),
    ],
)
def test_whose_post_was_boosted(item: object, who: str | None, tmp_path: Path) -> None:
    """The author stands among the recipients, else in the address of the post; the user's own are nothing."""
    actor = ACTOR | {"alsoKnownAs": ["https://old.example/users/nora"]}
    found = outbox(tmp_path, item, actor=actor)
    assert found.events == ([f"2025-03-01 given share {who} "] if who else [])
    assert found.findings.left_out == ({"nobody": 1} if who is None else {})


@pytest.mark.parametrize(
    ("item", "who"),
    [
        (post("ja", MIRJA, OLEK, inReplyTo=OLEKS), "@olek@heide.example"),
        (post("ja", OLEK, inReplyTo="https://heide.example/objects/a-b"), "@olek@heide.example"),
        (post("ja", OLEK, MIRJA, inReplyTo="https://weg.example/@ghost/3"), "@ghost@weg.example"),
        (post("ja", OLEK, MIRJA, inReplyTo="https://heide.example/objects/a-b"), None),
        (post("ja", inReplyTo="https://heide.example/objects/a-b"), None),
        (post("ja", inReplyTo={"id": OLEKS}), "@olek@heide.example"),
        (post("ja", ("https://moor.example/users/gwen", "@gwen"), inReplyTo="https://x.example"), "@gwen@moor.example"),
        (post("ja", ("https://social.heide.example/users/olek", "@olek@heide.example"),
              inReplyTo="https://social.heide.example/users/olek/statuses/4"), "@olek@heide.example"),
        (post("ja", ("https://wald.example/ap/users/7", "@kwame@wald.example"), MIRJA,
              inReplyTo="https://wald.example/ap/users/7/statuses/4"), "@kwame@wald.example"),
        (post("ja", MIRJA, ("https://social.heide.example/users/olek", "@olek@heide.example"),
              inReplyTo="https://social.heide.example/@olek/4"), "@olek@heide.example"),
        (post("ja", (ME, "@nora"), OLEK, inReplyTo="https://heide.example/objects/a-b"), "@olek@heide.example"),
        (post("ja", OLEK, inReplyTo=OLEKS, quote=f"{MIRJA[0]}/statuses/1"), "@olek@heide.example"),
        (post("ja", OLEK, inReplyTo=f"{ME}/statuses/3"), ""),
    ],
)  # fmt: skip
def test_whom_an_answer_is_to(item: object, who: str | None, tmp_path: Path) -> None:
    """The mention that fits the answered post, else the only one, else its address; own threads are nothing."""
    found = outbox(tmp_path, item)
    assert found.events == ([f"2025-03-02 given feedback {who} ja"] if who else [])
    assert found.findings.left_out == ({"nobody": 1} if who is None else {})


@pytest.mark.parametrize("key", ["quote", "quoteUri", "_misskey_quote"])
def test_a_quote_shares_what_another_wrote(key: str, tmp_path: Path) -> None:
    """A quote of one's own is nothing."""
    quotes = [post("<p>lest</p>", **{key: uri}) for uri in (OLEKS, f"{ME}/statuses/3")]
    assert outbox(tmp_path, *quotes).events == ["2025-03-02 given share @olek@heide.example lest"]


def test_an_address_leads_to_the_handle_that_a_mention_has(tmp_path: Path) -> None:
    """A server may have another host than its handles, and a person two addresses there."""
    mention = post("hallo", ("https://social.heide.example/users/olek", "@olek@heide.example"))
    uris = "https://social.heide.example/users/olek/statuses/1", "https://social.heide.example/@olek/2"
    days = "2025-03-01T00:00:00Z", "2025-03-02T00:00:00Z"
    boosts = [boost(uri, day=day) for uri, day in zip(uris, days, strict=True)]
    assert outbox(tmp_path, *boosts, mention).contacts == ["@olek@heide.example"]
    me = ACTOR | {"id": "https://social.moor.example/users/nora", "url": "https://social.moor.example/@nora"}
    mine = post("ich", ("https://social.moor.example/users/nora", "@nora@moor.example"))
    own = boost("https://social.moor.example/@nora/3"), boost("https://social.moor.example/users/nora/statuses/3")
    assert outbox(tmp_path, mine, *own, actor=me).drafts == []


def test_the_note_holds_own_words_of_what_is_public(tmp_path: Path) -> None:
    """Without markup and at most eighty characters; nothing of what only followers can read."""
    long = f"<p><span class='h-card'><a href='x'>@<span>olek</span></a></span> 1 &lt; 2<br>und</p><p>{'so ' * 40}</p>"
    unlisted = {"to": [f"{ME}/followers"], "cc": ["as:Public"], "inReplyTo": f"{MIRJA[0]}/statuses/1"}
    private = {"to": [f"{ME}/followers"], "cc": [], "inReplyTo": "https://weg.example/@ghost/3"}
    odd = {"inReplyTo": "https://odd.example/@odd/3"}
    found = outbox(
        tmp_path, post(long, inReplyTo=OLEKS), post("<p>ja</p>", **unlisted), post("<p>geheim</p>", **private),
        post("<![x[<b>doch</b>", **odd),
    )  # fmt: skip
    first, second, third, fourth = (draft.values["note"] for draft in found.drafts if draft.record is Event)
    assert first.startswith("1 < 2 und so so ")
    assert len(first) <= 80
    assert (second, third, fourth) == ("ja", "", "doch")


def test_direct_posts_are_talk(tmp_path: Path) -> None:
    """One a day with each who is mentioned, also where one answers the other; nobody of more than eight."""
    many = [(f"https://h.example/users/u{n}", f"@u{n}@h.example") for n in range(9)]
    found = outbox(
        tmp_path, direct(OLEK, id="1"), direct(OLEK, (ME, "@nora"), id="2", inReplyTo=OLEKS), direct(OLEK, id="2"),
        direct(*many, id="3"), direct(id="4"),
    )  # fmt: skip
    assert found.events == ["2025-03-02 mutual talk @olek@heide.example Mastodon ×2"]
    assert found.findings.left_out == {"many_recipients": 1}


def test_days_that_cannot_be(tmp_path: Path) -> None:
    """The day is the one that is written; none, one before 1970 and one to come are left out."""
    days = ("2026-11-28T00:00:00Z", "1969-12-31T23:00:00Z", "", "2025-13-01T00:00:00Z", "2025-03-01T00:30:00+02:00")
    found = outbox(tmp_path, *(boost(OLEKS, day=day) for day in days))
    assert found.events == ["2025-03-01 given share @olek@heide.example "]
    assert found.findings.left_out == {"future": 1, "no_day": 3}


def test_who_the_user_is_without_the_actor(tmp_path: Path) -> None:
    """The items say it; else it has to be said."""
    items = boost(OLEKS), boost("https://moor.example/@nora/3")
    assert outbox(tmp_path / "a", *({"actor": ME, **item} for item in items), actor=None).contacts == [OLEK[1]]
    assert outbox(tmp_path / "b", *items, actor=None, me=["@nora@moor.example"]).contacts == [OLEK[1]]
    with pytest.raises(NetcheckError) as refused:
        outbox(tmp_path / "c", *items, actor=None)
    assert refused.value.code == "import_me_needed"


def test_a_bad_record_stops_nothing(tmp_path: Path) -> None:
    """It is named by its number, also if it does not say of what; other sorts of activities are passed over."""
    objects: list[object] = [None, [], 5]
    nothing = [{"type": "Create", "object": "x"}, *(boost(of, OLEKS) for of in objects), {"type": ["Create"]}]
    found = outbox(tmp_path, 7, {"type": "Delete"}, *nothing, boost(OLEKS))
    assert [(problem.line, problem.code, problem.file) for problem in found.findings.problems] == [
        (number, "import_bad_record", "outbox.json") for number in (1, 3, 4, 5, 6, 7)
    ]
    assert found.contacts == ["@olek@heide.example"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("outbox.json", "{}", "import_not_format"),
        ("outbox.json", "", "import_not_format"),
        ("outbox.json", '{"orderedItems":"x"}', "import_not_format"),
        ("outbox.json", '{"orderedItems":[1,2]}', "import_not_format"),
        ("outbox.json", '{"actor":1,"orderedItems":[{"actor":"https://h/@u"},{"a', "import_damaged"),
        ("outbox.json", '{"orderedItems":[' + "[" * 2000, "import_deep"),
        ("outbox.json", '{"orderedItems":[' + "[" * 101 + "]" * 101 + "]}", "import_deep"),
        ("readme.txt", "hello", "import_not_format"),
        ("blocked_accounts.csv", "a@b.example\n", "import_not_format"),
        ("muted_accounts.csv", "Account address,Hide notifications\na@b.example,true\n", "import_not_format"),
        ("following_accounts.csv", "Account address,Show boosts\n", "import_not_format"),
    ],
)
def test_what_is_refused(name: str, content: str, code: str, tmp_path: Path) -> None:
    """Another format, a file that ends too early, and one that is nested without end."""
    with pytest.raises(NetcheckError) as refused:
        read(mastodon, folder(tmp_path, {name: content}) / name, me=["@nora@moor.example"])
    assert refused.value.code == code


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    """Also where its parts cannot be unpacked."""
    content = bytearray(zipped(tmp_path / "all", FIXTURE).read_bytes())
    start = content.index(b"outbox.json") + 20
    content[start : start + 60] = b"\xff" * 60
    damaged = folder(tmp_path, {"damaged.zip": bytes(content)}) / "damaged.zip"
    with pytest.raises(NetcheckError) as refused:
        read(mastodon, damaged)
    assert refused.value.code == "import_damaged"


def test_tables_without_header_and_with_slips(tmp_path: Path) -> None:
    """Any encoding and line end; what is no account is named by its row; one person in two lists has two circles."""
    table = "ana@b.example,true\r\rolek\r@ANA@B.example,false\r".encode("utf-16")
    found = read(mastodon, folder(tmp_path, {"following_accounts.csv": table}) / "following_accounts.csv")
    assert found.contacts == ["@ana@b.example"]
    assert [(problem.line, problem.facts) for problem in found.findings.problems] == [(3, {"value": "olek"})]
    lists = "Büro,a@b.example\nChor,a@b.example\n".encode("cp1252")
    listed = read(mastodon, folder(tmp_path, {"lists.csv": lists}) / "lists.csv")
    assert listed.values("@a@b.example")["circles"] == ("Büro", "Chor")
    assert listed.findings.remarks == [("encoding", {"file": "lists.csv", "encoding": "cp1252"})]


def test_an_outbox_in_another_encoding(tmp_path: Path) -> None:
    """It is read, and what was guessed is said."""
    content = json.dumps({"orderedItems": [{"actor": ME}, post("schön", inReplyTo=OLEKS)]}, ensure_ascii=False)
    for encoding, remarks in (("cp1252", 1), ("utf-16", 0), ("utf-8-sig", 0)):
        found = read(mastodon, folder(tmp_path, {"outbox.json": content.encode(encoding)}))
        assert found.events == ["2025-03-02 given feedback @olek@heide.example schön"]
        assert len(found.findings.remarks) == remarks


def test_what_is_detected(tmp_path: Path) -> None:
    """Its own files, and none of another program."""
    assert all(detected(mastodon, path) for path in (ARCHIVE, *FIXTURE.glob("*.csv"), ARCHIVE / "outbox.json"))
    others = folder(
        tmp_path, {"a.json": "[]", "likes.json": '{"type": "OrderedCollection"}', "b.csv": "Name,a@b.org\n"}
    )
    assert not any(detected(mastodon, path) for path in (tmp_path, *others.iterdir()))


def test_a_large_outbox_needs_little_memory(tmp_path: Path) -> None:
    """Items are read one by one."""
    items = ",".join(json.dumps({"actor": ME, **boost(OLEKS), "x": "y" * 20_000}) for _ in range(300))
    path = folder(tmp_path, {"outbox.json": f'{{"orderedItems":[{items}]}}'})
    tracemalloc.start()
    try:
        assert len(read(mastodon, path).events) == 1
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


@settings(max_examples=50)
@given(st.data())
def test_broken_archives(data: DataObject) -> None:
    """Whatever is broken in one, nothing but our own failures leaves."""
    survives(mastodon, FIXTURE, data)


@settings(max_examples=50)
@given(st.binary(max_size=60) | st.sampled_from([b"a@b.example,", b'"', b"{", b'{"orderedItems":[{}]}']))
def test_any_bytes(content: bytes) -> None:
    """Whatever they are, nothing but our own failures leaves."""
    survives_bytes(mastodon, content)
