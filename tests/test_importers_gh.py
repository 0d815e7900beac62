"""Who reviewed and merged whose pull requests, by the JSON of `gh pr list`."""

from __future__ import annotations

import io
import json
import sys
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcheck.domain.model import Contact, Event
from netcheck.errors import NetcheckError
from netcheck.importers import gh
from readings import FIXTURES, Reading, detected, folder, read, survives, survives_bytes

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject

FIXTURE = FIXTURES / "gh" / "prs.json"
EXPECTED = [
    "2026-03-01 received feedback https://github.com/olekw moor/kran#12 Seilzug prüfen",
    "2026-03-02 received feedback https://github.com/olekw moor/kran#12 Seilzug prüfen",
    "2026-03-05 received help https://github.com/kwame-ab moor/kran#13 Tippfehler",
    "2026-03-06 given feedback https://github.com/dunjap moor/kran#14 Neuer Haken",
    "2026-03-09 given help https://github.com/gwenp moor/kran#16 Farbe",
    "2026-03-02 received feedback https://github.com/olekw moor/handbuch#3 Handbuch",
]
DAY = "2026-03-02T23:30:00Z"


def by(login: str, **values: object) -> dict[str, object]:
    """Return an account."""
    return {"login": login, **values}


def review(login: str, day: str | None = DAY, state: str = "APPROVED") -> dict[str, object]:
    """Return a review; its author has nothing but a login."""
    return {"author": by(login), "submittedAt": day, "state": state, "body": "x"}


def request(author: object, *reviews: object, merged: object = None, **values: object) -> dict[str, Any]:
    """Return a pull request, merged if somebody merged it."""
    return {
        "number": 1, "title": "t", "url": "https://github.com/o/r/pull/1", "author": author, "reviews": reviews,
        "mergedBy": merged, "mergedAt": DAY if merged else None, "closedAt": DAY, **values,
    }  # fmt: skip


def found(path: Path, *lists: object, me: tuple[str, ...] = ("mia",), **options: object) -> Reading:
    """Read these lists, one after the other."""
    content = "\n".join(json.dumps(one) for one in lists)
    return read(gh, folder(path, {"prs.json": content}) / "prs.json", me=me, **options)


ME = by("Mia", name="Mia Moss", is_bot=False)
BEN = by("ben", name="Ben", is_bot=False)


def test_reviews_and_merges_of_two_repositories() -> None:
    """Two lists are one input; a review counts once a day, and whoever merges without one helps."""
    reading = read(gh, FIXTURE, me=["norafeld"])
    assert reading.events == EXPECTED
    assert reading.contacts == ["Olek Wiśniak", "Kwame Adjei-Boone", "dunjap", "Gwen Pascoe"]
    assert reading.values("dunjap")["identifiers"] == ("https://github.com/dunjap",)
    assert reading.findings.left_out == {"robot": 2, "others": 1, "deleted_account": 1}
    assert reading.findings.remarks == [("gh_and_git", {})]
    events = [draft.values for draft in reading.drafts if draft.record is Event]
    assert events[0]["source"] == "gh:moor/kran#12:review:olekw:2026-03-01"
    assert not any(one.get("one_sided") for one in events)


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a file is."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FIXTURE.read_bytes())))
    assert read(gh, Path("-"), me=["norafeld"]).events == EXPECTED


@pytest.mark.parametrize("me", ["norafeld", "@NoraFeld", "https://github.com/norafeld/", "nora feldmann"])
def test_ways_to_say_who_i_am(me: str) -> None:
    """The login, the profile, or the name that stands in the file."""
    assert read(gh, FIXTURE, me=[me]).events == EXPECTED


@pytest.mark.parametrize("me", [[], ["norafeldmann"]])
def test_who_i_am_has_to_be_known(me: list[str]) -> None:
    """Otherwise the likeliest are named: those who wrote the most, no robots."""
    with pytest.raises(NetcheckError) as refused:
        read(gh, FIXTURE, me=me)
    assert refused.value.code == "import_me_needed"
    assert refused.value.facts["names"] == ["norafeld", "dunjap", "gwenp", "olekw"]


@pytest.mark.parametrize(
    ("item", "events", "left_out"),
    [
        (request(ME, review("ben", state="DISMISSED"), review("ben")), ["received feedback ben"], {}),
        (request(ME, review("ben", state="PENDING"), review("ben", None)), [], {}),
        (request(ME, review("mia"), merged=ME), [], {}),
        (request(ME, review("ben"), merged=BEN), ["received feedback ben"], {}),
        (request(ME, review("ana"), merged=BEN), ["received feedback ana", "received help ben"], {}),
        (request(ME, review("ben", None, "PENDING"), merged=BEN), ["received help ben"], {}),
        (request(ME, merged=by("app/mergify", is_bot=True)), [], {"robot": 1}),
        (request(ME, merged=by("ghost")), [], {"deleted_account": 1}),
        (request(ME, merged=BEN, mergedAt=None), [], {}),
        (request(ME, review(""), review("ghost"), review("codecov")), [], {"deleted_account": 2, "robot": 1}),
        (request(BEN, review("mia"), review("ana")), ["given feedback ben"], {}),
        (request(BEN, review("mia"), merged=ME), ["given feedback ben"], {}),
        (request(BEN, review("ana"), merged=ME), ["given help ben"], {}),
        (request(BEN, review("ana"), merged=BEN), [], {"others": 1}),
        (request(by("ghost"), review("mia")), [], {"deleted_account": 1}),
        (request(None, review("mia")), [], {"deleted_account": 1}),
        (request(by("app/renovate", is_bot=True), review("mia")), [], {"robot": 1}),
        (request(by("x[bot]"), review("mia")), [], {"robot": 1}),
        (request(by("ci-user"), review("mia")), [], {"robot": 1}),
        (request(ME, review("ben", "2026-11-28T00:00:00Z"), review("ben", "x")), [], {"future": 1, "no_day": 1}),
        (request(ME, reviews=None), [], {}),
    ],
)
def test_what_a_pull_request_is(item: object, events: list[str], left_out: dict[str, int], tmp_path: Path) -> None:
    """Feedback for a review, help for a merge without one; nothing of one's own, of robots and of drafts."""
    reading = found(tmp_path, [item, request(ME)], excepted=["@CI-user"])
    said = [f"2026-03-02 {event.rpartition(' ')[0]} https://github.com/{event.split()[-1]} o/r#1 t" for event in events]
    assert reading.events == said
    assert reading.findings.left_out == left_out


def test_exactly_thirty_are_probably_not_all(tmp_path: Path) -> None:
    """So many come from gh without -L; it is said once."""
    thirty, more = [request(ME)] * 30, [request(ME)] * 31
    assert found(tmp_path, more, thirty, thirty).findings.remarks == [("gh_thirty", {})]
    assert found(tmp_path, more, [request(ME)] * 29, []).findings.remarks == []


def test_another_host_than_github(tmp_path: Path) -> None:
    """Its people are no people of github.com, and its repositories others; a single object is a list of one."""
    reading = found(tmp_path, request(ME, review("ben"), url="https://git.firm.example/o/r/pull/7"))
    assert reading.events == ["2026-03-02 received feedback https://git.firm.example/ben git.firm.example/o/r#7 t"]
    assert "identifiers" not in reading.values("ben")


def test_a_bad_record_stops_nothing(tmp_path: Path) -> None:
    """It is named by its place in all the lists."""
    bare = request(BEN)
    del bare["reviews"]
    reading = found(tmp_path, [7, bare], [request(ME, url="x"), request(ME, review("ben"))])
    problems = [(problem.line, problem.code, problem.facts) for problem in reading.findings.problems]
    assert problems == [
        (1, "import_bad_record", {}), (2, "import_missing_key", {"key": "reviews"}), (3, "import_bad_record", {}),
    ]  # fmt: skip
    assert reading.contacts == ["ben"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "import_not_format"),
        ("[]", "import_not_format"),
        ("hello", "import_not_format"),
        ('[{"a": 1}]', "import_not_format"),
        ("[[]]", "import_not_format"),
        (json.dumps([request(ME)])[:-5], "import_damaged"),
        (json.dumps([request(ME)]) + "]", "import_not_format"),
        ("[" * 3000, "import_deep"),
    ],
)
def test_what_is_refused(content: str, code: str, tmp_path: Path) -> None:
    """Another format, nothing at all, and what ends too early."""
    with pytest.raises(NetcheckError) as refused:
        read(gh, folder(tmp_path, {"prs.json": content}) / "prs.json", me=["mia"])
    assert refused.value.code == code


def test_what_is_detected(tmp_path: Path) -> None:
    """A list of pull requests, and no other JSON."""
    others = folder(tmp_path, {"a.json": "[]", "b.json": '[{"author": "x", "title": "y"}]', "c.txt": "reviews"})
    assert detected(gh, FIXTURE)
    assert not any(detected(gh, path) for path in (tmp_path, *others.iterdir()))


def test_long_lists_need_little_memory(tmp_path: Path) -> None:
    """Pull requests are read one by one."""
    path = folder(tmp_path, {"prs.json": json.dumps([request(ME, review("ben"), body="y" * 20_000)] * 300)})
    tracemalloc.start()
    try:
        assert len(read(gh, path, me=["mia"]).events) == 1
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


@settings(max_examples=50)
@given(st.data())
def test_broken_lists(data: DataObject) -> None:
    """Whatever is broken in one, nothing but our own failures leaves."""
    survives(gh, FIXTURE.parent, data, me=["norafeld"])


@settings(max_examples=50)
@given(st.binary(max_size=60) | st.sampled_from([b"[{", b"[1e999, 9]", b"[" + b"9" * 5000 + b"]"]))
def test_any_bytes(content: bytes) -> None:
    """Whatever they are, nothing but our own failures leaves."""
    survives_bytes(gh, content, me=["mia"])


def test_what_powershell_wrote_is_recognised(tmp_path: Path) -> None:
    """A list in UTF-16, as a redirection there writes it, is recognised and read."""
    path = tmp_path / "prs.json"
    path.write_bytes(FIXTURE.read_text("utf-8").encode("utf-16"))
    assert detected(gh, path)


def test_two_accounts_elsewhere_are_two_people(tmp_path: Path) -> None:
    """Logins of another host tell two people of one name apart, as those of github.com do."""
    request_by = [
        request(by(login, name="Ana K"), review("mia"), number=n, url=f"https://ghe.corp.example/o/r/pull/{n}")
        for n, login in enumerate(("a1", "a2"), 1)
    ]
    drafts = [draft for draft in found(tmp_path / "prs.json", request_by).drafts if draft.record is Contact]
    assert [draft.values["keys"] for draft in drafts] == [
        ("gh:ghe.corp.example/a1",),
        ("gh:ghe.corp.example/a2",),
    ]
