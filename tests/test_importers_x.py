"""What an archive of X shows: shares, feedback and messages, of people whom mentions name."""

from __future__ import annotations

import json
import tracemalloc
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcheck.domain.model import Contact, Event
from netcheck.errors import NetcheckError
from netcheck.importers import x
from readings import FIXTURES, Reading, detected, folder, read, survives, survives_bytes, tarred, zipped

if TYPE_CHECKING:
    from pathlib import Path

    from hypothesis.strategies import DataObject

MODERN = FIXTURES / "x" / "modern" / "twitter-2025-02-01-nora"
OLD = FIXTURES / "x" / "old"
GIVEN = [
    "2024-03-05 given feedback x:501 stimmt & danke",
    "2024-03-05 given share x:501 Ein guter Text",
    "2024-03-08 given feedback x:777 gute Frage",
    "2024-04-01 given share https://x.com/kwame_ab Seht selbst",
    "2024-04-02 given share x:501 Noch ein Text",
]
TALKS = ["2024-05-01 mutual talk x:501 X ×2", "2024-05-03 mutual talk x:501 X ×1"]
ME = {"account": {"accountId": "9001", "username": "Nora_Feld"}}
OLEK = {"name": "Olek Wiśniak", "screen_name": "olek_w", "id_str": "501"}
DAY = "Sun Mar 21 23:53:22 +0000 2021"


def js(name: str, items: object) -> str:
    """Return a file of an archive."""
    return f"window.YTD.{name}.part0 = {json.dumps(items)}"


def tweet(
    words: str, *mentions: object, day: str = DAY, urls: tuple[str, ...] = (), **values: object
) -> dict[str, Any]:
    """Return a post with mentions and links."""
    entities = {"user_mentions": mentions, "urls": [{"expanded_url": url} for url in urls]}
    return {"tweet": {"created_at": day, "full_text": words, "entities": entities, **values}}


def messages(pair: str, *sent: tuple[str, str, str]) -> dict[str, Any]:
    """Return a conversation of messages, each as sender, recipient and day."""
    said = [
        {"messageCreate": {"senderId": sender, "recipientId": to, "createdAt": f"{day}T23:00:00.000Z"}}
        for sender, to, day in sent
    ]
    return {"dmConversation": {"conversationId": pair, "messages": [*said, {"joinConversation": {}}]}}


def archive(path: Path, *tweets: object, me: object = ME, parts: dict[str, object] | None = None) -> Path:
    """Make an archive without a manifest."""
    files = {"data/account.js": js("account", [me]), "data/tweets.js": js("tweets", tweets)}
    return folder(path, files | {f"data/{name}.js": js("x", items) for name, items in (parts or {}).items()})


def found(path: Path, *tweets: object, parts: dict[str, object] | None = None, **options: object) -> Reading:
    """Read such an archive."""
    return read(x, archive(path, *tweets, parts=parts), **options)


def test_a_modern_archive() -> None:
    """Only what the manifest lists is read; people come from the mentions, accounts without a name are counted."""
    reading = read(x, MODERN)
    assert reading.events == GIVEN + TALKS
    assert sorted(reading.contacts) == ["@kwame_ab", "Dunja Perić", "Gwen Pascoe", "Olek Wiśniak"]
    assert [draft.values["name"] for draft in reading.drafts if draft.listed] == ["Olek Wiśniak", "Gwen Pascoe"]
    assert reading.values("Olek Wiśniak") == {
        "name": "Olek Wiśniak", "identifiers": ("https://x.com/olek_w",), "keys": ("x:501",),
    }  # fmt: skip
    assert reading.findings.left_out == {"nobody": 1, "number": 3, "mention": 1, "group": 1, "reaction": 1}
    assert not reading.findings.problems
    given = [draft.values for draft in reading.drafts if draft.record is Event]
    assert all(one.get("one_sided", False) is (one["kind"] != "talk") for one in given)


def test_an_old_archive() -> None:
    """There is no manifest, posts may lack their wrapper, and only the first `=` is no text."""
    reading = read(x, OLD)
    assert reading.events == ["2021-03-21 given feedback x:777 hallo", "2021-03-23 given share x:501 a = b & c"]
    assert reading.contacts == ["Dunja Perić", "Olek Wiśniak"]


def test_archives_are_read_like_folders(tmp_path: Path) -> None:
    """A zip or a tar archive, with its folder in front or without."""
    for path in (zipped(tmp_path / "a", MODERN), tarred(tmp_path / "a", MODERN), MODERN / "data", OLD):
        assert detected(x, path)
    assert read(x, zipped(tmp_path / "a", MODERN)).events == GIVEN + TALKS
    assert read(x, tarred(tmp_path / "a", MODERN)).events == GIVEN + TALKS


@pytest.mark.parametrize(
    ("item", "event"),
    [
        (tweet("RT @olek_w: so = ja"), "share https://x.com/olek_w so = ja"),
        (tweet("RT @OLEK_W: ja", OLEK), "share x:501 ja"),
        (tweet("RT @nora_feld: ja"), None),
        (tweet("Ein RT @olek_w: ja"), None),
        (tweet("@a @olek_w 1 &lt; 2 https://t.co/a1", in_reply_to_screen_name="olek_w"),
         "feedback https://x.com/olek_w 1 < 2"),
        (tweet("ja", OLEK, in_reply_to_user_id_str="501"), "feedback x:501 ja"),
        (tweet("ja", OLEK, in_reply_to_user_id=501), "feedback x:501 ja"),
        (tweet("ja", in_reply_to_user_id_str="9001"), None),
        (tweet("ja", in_reply_to_screen_name="NORA_FELD"), None),
        (tweet("ja", urls=("https://mobile.twitter.com/olek_w/status/1?s=20",)), "share https://x.com/olek_w ja"),
        (tweet("ja", urls=("https://x.com/olek_w/status/1",), in_reply_to_screen_name="ida"),
         "feedback https://x.com/ida ja"),
        (tweet("ja", urls=("https://x.com/Nora_Feld/status/1", "https://x.com/i/web/status/2")), None),
        (tweet("ja", urls=("https://x.com/nora_feld/status/1", "https://x.com/ida/status/2")),
         "share https://x.com/ida ja"),
        (tweet("ja", urls=("https://x.com/olek_w",)), None),
        (tweet("ja" * 90, in_reply_to_screen_name="ida"), f"feedback https://x.com/ida {'ja' * 39}j…"),
    ],
)  # fmt: skip
def test_what_a_post_is(item: object, event: str | None, tmp_path: Path) -> None:
    """A repost, an answer to another, else a link to what another wrote; nothing that is the user's own."""
    assert found(tmp_path, item).events == ([f"2021-03-21 given {event}"] if event else [])


def test_an_answer_to_nobody_who_is_known_is_counted(tmp_path: Path) -> None:
    """The number alone tells nothing."""
    reading = found(tmp_path, tweet("ja", in_reply_to_user_id_str="7"), tweet("ja", in_reply_to_status_id_str="7"))
    assert reading.findings.left_out == {"nobody": 2}
    assert not reading.drafts


def test_a_person_keeps_the_key_under_a_new_handle(tmp_path: Path) -> None:
    """The newest name and handle count, and whoever had the handle before is the same; my own former name is me."""
    renamed = OLEK | {"name": "Olek W.", "screen_name": "olek_neu"}
    me = {"name": "Nora", "screen_name": "nora_alt", "id_str": "9001"}
    later = "Mon Mar 22 08:00:00 +0000 2021"
    reading = found(
        tmp_path, tweet("ich", renamed, me, day=later), tweet("alt", OLEK), tweet("RT @olek_w: ja"),
        tweet("RT @olek_neu: doch"), tweet("da", urls=("https://x.com/nora_alt/status/1",)),
    )  # fmt: skip
    assert reading.events == ["2021-03-21 given share x:501 ja"]
    assert reading.values("Olek W.")["identifiers"] == ("https://x.com/olek_neu",)


def test_messages_are_talk_if_both_sides_wrote(tmp_path: Path) -> None:
    """Of one side alone they count only for those who are known already, or followed; the user alone is nobody."""
    seen = [{"name": name, "screen_name": name, "id_str": n} for name, n in (("ida", "1"), ("udo", "2"), ("eva", "3"))]
    sent = [
        messages("1-9001", ("1", "9001", "2021-03-01"), ("9001", "1", "2021-03-02"), ("9001", "1", "2021-03-02")),
        messages("2-9001", ("2", "9001", "2021-03-03")),
        messages("3-9001", ("9001", "3", "2021-03-04")),
        messages("9001-9001", ("9001", "9001", "2021-03-05")),
        messages("4-5", ("4", "5", "2021-03-05")),
        messages("6-9001", ("6", "9001", "2021-03-05"), ("9001", "6", "2030-01-01")),
    ]
    following = [{"following": {"accountId": "3"}}, {"following": {"accountId": "9001"}}]
    reading = found(tmp_path, tweet("ja", *seen), parts={"direct-messages": sent, "following": following})
    assert reading.events == [
        "2021-03-01 mutual talk x:1 X ×1", "2021-03-02 mutual talk x:1 X ×2",
        "2021-03-03 mutual talk x:2 X ×1", "2021-03-04 mutual talk x:3 X ×1",
    ]  # fmt: skip
    contacts = [draft for draft in reading.drafts if draft.record is Contact]
    assert [(draft.person, draft.listed, draft.unless_known) for draft in contacts] == [
        ("x:3", True, ""), ("x:1", False, ""), ("x:2", False, "one_direction"),
    ]  # fmt: skip
    assert reading.findings.left_out == {"mention": 1, "number": 1}


def test_groups_are_left_out_unless_asked_for(tmp_path: Path) -> None:
    """Then it is a talk with each who wrote on a day on which the user wrote, too, at most eight."""
    seen = [{"name": f"u{n}", "screen_name": f"u{n}", "id_str": str(n)} for n in range(1, 10)]
    small = messages(
        "7", ("1", "", "2021-03-01"), ("9001", "", "2021-03-01"), ("2", "", "2021-03-02"), ("77", "", "2021-03-01")
    )
    large = messages("8", ("9001", "", "2021-03-01"), *((str(n), "", "2021-03-01") for n in range(1, 10)))
    parts: dict[str, object] = {"direct-messages-group": [small, large]}
    without = found(tmp_path / "a", tweet("ja", *seen), parts=parts)
    assert (without.events, without.findings.left_out) == ([], {"mention": 1, "group": 2})
    with_ = found(tmp_path / "b", tweet("ja", *seen), parts=parts, groups=True)
    assert with_.events == ["2021-03-01 mutual talk x:1 X ×1"]
    assert with_.findings.left_out == {"mention": 1, "many_recipients": 1, "number": 1}


def test_days_that_cannot_be(tmp_path: Path) -> None:
    """The day is the one that is written; none, one before 1970 and one to come are left out."""
    days = (
        "Sat Nov 28 00:00:01 +0000 2026", "Wed Dec 31 23:00:00 +0000 1969", "Xyz", "Sun Xyz 21 12:53:22 +0000 2021",
        "Sun Mar 32 12:53:22 +0000 2021", DAY,
    )  # fmt: skip
    reading = found(tmp_path, *(tweet("RT @ida: ja", day=day) for day in days))
    assert reading.events == ["2021-03-21 given share https://x.com/ida ja"]
    assert reading.findings.left_out == {"future": 1, "no_day": 4}


def test_a_bad_record_of_any_file_is_told(tmp_path: Path) -> None:
    """Not only of the posts: conversations and those who are followed, too, each with its file and number."""
    sent = messages("9001-501", ("9001", "501", "2021-03-01"), ("501", "9001", "2021-03-01"))
    parts: dict[str, object] = {
        "direct-messages": [7, sent, {"dmConversation": {}}],
        "direct-messages-group": [None],
        "following": [{"following": {"accountId": "501"}}, {"following": {}}],
    }
    reading = found(tmp_path, tweet("@olek_w", OLEK), parts=parts)
    assert reading.events == ["2021-03-01 mutual talk x:501 X ×2"]
    assert [(problem.file, problem.line, problem.code) for problem in reading.findings.problems] == [
        ("data/following.js", 2, "import_bad_record"),
        ("data/direct-messages.js", 1, "import_bad_record"),
        ("data/direct-messages.js", 3, "import_bad_record"),
        ("data/direct-messages-group.js", 1, "import_bad_record"),
    ]


@pytest.mark.parametrize("manifest", ["[1]", "{}", '{"dataTypes": 7}'])
def test_a_manifest_that_lists_nothing_is_told(manifest: str, tmp_path: Path) -> None:
    """The names of the files decide then."""
    path = archive(tmp_path, tweet("RT @ida: ja"))
    (path / "data" / "manifest.js").write_text(f"window.__THAR_CONFIG = {manifest}")
    reading = read(x, path)
    assert reading.events == ["2021-03-21 given share https://x.com/ida ja"]
    assert [(problem.file, problem.code) for problem in reading.findings.problems] == [
        ("data/manifest.js", "import_bad_record")
    ]


def test_a_name_that_cannot_be_seen(tmp_path: Path) -> None:
    """The handle stands for it."""
    assert found(tmp_path, tweet("RT @olek_w: ja", OLEK | {"name": "\u200e \ud800"})).contacts == ["\ufffd"]
    assert found(tmp_path, tweet("RT @olek_w: ja", OLEK | {"name": "\u200e "})).contacts == ["@olek_w"]


def test_who_the_user_is_without_an_account_file(tmp_path: Path) -> None:
    """Has to be said; a handle, or the address of a profile."""
    sent = [messages("9001-501", ("9001", "501", "2021-03-01"), ("501", "9001", "2021-03-01"))]
    me = {"name": "Nora", "screen_name": "nora_feld", "id_str": "9001"}
    path = archive(tmp_path, tweet("@olek_w", OLEK, me), parts={"direct-messages": sent})
    (path / "data" / "account.js").unlink()
    with pytest.raises(NetcheckError) as refused:
        read(x, path)
    assert refused.value.code == "import_me_needed"
    for said in ("@Nora_Feld", "https://twitter.com/nora_feld"):
        assert read(x, path, me=[said]).events == ["2021-03-01 mutual talk x:501 X ×2"]


def test_the_manifest_decides(tmp_path: Path) -> None:
    """Who the user is, too; a part that is missing is told, and another program's manifest is none."""
    types = {"tweets": {"files": [{"fileName": "data/tweets.js"}, {"fileName": "data/tweets-part1.js"}]}}
    config = {"userInfo": {"accountId": "9001", "userName": "nora_feld"}, "dataTypes": types}
    files = {
        "twitter/assets/manifest.js": "x = {}",
        "twitter/data/manifest.js": f"window.__THAR_CONFIG = {json.dumps(config)}",
        "twitter/data/tweets.js": js(
            "tweets", [tweet("RT @ida: ja"), 7, tweet("@nora_feld", in_reply_to_user_id=9001)]
        ),
    }
    reading = read(x, folder(tmp_path, files))
    assert reading.events == ["2021-03-21 given share https://x.com/ida ja"]
    problems = [(problem.line, problem.code, problem.file) for problem in reading.findings.problems]
    assert problems == [(0, "import_part_missing", ""), (2, "import_bad_record", "twitter/data/tweets.js")]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"data/js/tweets/2012_03.js": "Grailbird.data = []", "tweets.csv": '"tweet_id"'}, "import_old_x"),
        ({"data/like.js": js("like", [])}, "import_not_format"),
        ({"data/tweets.js": "hello"}, "import_not_format"),
        ({"data/tweets.js": "x = 7"}, "import_not_format"),
        ({"data/tweets.js": "x = [1, 2]"}, "import_not_format"),
        ({"data/tweets.js": 'x = [{"tweet": {}}, {"tw'}, "import_damaged"),
        ({"data/tweets.js": "x = [{} {}]"}, "import_damaged"),
        ({"data/tweets.js": "x = [" + "[" * 5000}, "import_deep"),
        ({"data/manifest.js": "window.__THAR_CONFIG = {}"}, "import_not_format"),
    ],
)
def test_what_is_refused(files: dict[str, str], code: str, tmp_path: Path) -> None:
    """The archive of the oldest form, another format, and what is damaged."""
    with pytest.raises(NetcheckError) as refused:
        read(x, folder(tmp_path, files), me=["nora_feld"])
    assert refused.value.code == code


def test_what_is_detected(tmp_path: Path) -> None:
    """An archive of any age, and no other scripts."""
    oldest = folder(tmp_path / "a", {"data/js/tweet_index.js": "var tweet_index = []"})
    others = folder(tmp_path / "b", {"manifest.js": "export default {}", "data/tweets.json": "[]"})
    assert [detected(x, path) for path in (MODERN, OLD, oldest, others)] == [True, True, True, False]


def test_a_large_archive_needs_little_memory(tmp_path: Path) -> None:
    """Posts are read one by one, also where one of them is longer than what is read at once."""
    path = archive(tmp_path, *(tweet("RT @olek_w: ja", OLEK, x="y" * 20_000) for _ in range(300)), tweet("z" * 300_000))
    tracemalloc.start()
    try:
        assert len(read(x, path).events) == 1
        assert tracemalloc.get_traced_memory()[1] < 6_000_000
    finally:
        tracemalloc.stop()


@settings(max_examples=50)
@given(st.data())
def test_broken_archives(data: DataObject) -> None:
    """Whatever is broken in one, nothing but our own failures leaves."""
    survives(x, data.draw(st.sampled_from([MODERN, OLD])), data, groups=True)


@settings(max_examples=50)
@given(st.binary(max_size=60) | st.sampled_from([b"window.YTD.tweets.part0 = [", b"=[{}]", b"="]))
def test_any_bytes(content: bytes) -> None:
    """Whatever they are, nothing but our own failures leaves."""
    survives_bytes(x, content, name="tweets.js", me=["nora_feld"])
