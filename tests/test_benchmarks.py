"""The benchmarks' own command lines, the table of the bars on a small log, and the networks that are drawn."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from netcheck.domain.measures import Trend
from netcheck.domain.model import FUNCTION_OF, Direction, Function, Kind

if TYPE_CHECKING:
    from netcheck.domain.model import Event

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), (["--sizes"], 2), (["logs", "many"], 2)])
def test_options_are_no_folders(tmp_path: Path, arguments: list[str], code: int) -> None:
    """Help is shown, what is not understood is refused, and neither makes a folder."""
    ran = subprocess.run(
        [sys.executable, BENCHMARKS / "measure.py", *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == code
    assert "usage: measure.py" in ran.stdout + ran.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_bars_are_measured_for_two_trees(tmp_path: Path) -> None:
    """Each figure stands beside that of the other tree, or a dash for what that cannot do, its bar and a verdict."""
    pytest.importorskip("resource", reason="Windows does not account for ended processes")
    other = tmp_path / "python"
    other.write_text(f'#!/bin/sh\ncase "$*" in *" import git "*) exit 1;; esac\nexec {sys.executable} "$@"\n')
    other.chmod(0o755)
    small = ["--events", "300", "--runs", "1", "--starts", "1", "--before", str(other)]
    ran = subprocess.run(
        [sys.executable, BENCHMARKS / "bars.py", *small], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert ran.stderr == ""
    assert [*tmp_path.iterdir()] == [other]
    rows = {line[:40].strip(): line[40:].split() for line in ran.stdout.splitlines()[1:]}
    assert len(rows) == 20
    for name, (now, before, *barred) in rows.items():
        assert float(now) > 0, name
        assert before == "–" if name == "import git / git log" else float(before) > 0, name
        if barred:
            bar, verdict = barred
            assert verdict == ("pass" if float(now) <= float(bar) else "FAIL"), name
    assert all(len(cells) == 4 for cells in rows.values()), "each figure has a bar"


@pytest.mark.slow
def test_imports_are_measured(tmp_path: Path) -> None:
    """Each sort of file stands with its peak, and each reader beside the bare parser and the whole import."""
    pytest.importorskip("resource", reason="Windows does not account for ended processes")
    small = ["--mbox", "1", "--zip", "1", "--mails", "300", "--messages", "300", "--cards", "300", "--runs", "1"]
    ran = subprocess.run(
        [sys.executable, BENCHMARKS / "imports.py", *small], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert ran.stderr == ""
    assert [*tmp_path.iterdir()] == []
    peaks, ratios = (part.splitlines() for part in ran.stdout.split("\n\n"))
    assert [line[:32].strip() for line in peaks[1:]] == [
        "mbox of 1 MB",
        "300 mails",
        "WhatsApp zip of 1 MB",
        "LinkedIn zip of 1 MB",
        "Mastodon zip of 1 MB",
    ]
    assert [line[:32].strip() for line in ratios[1:]] == ["300 mails", "300 LinkedIn messages", "300 vCards"]
    for line in peaks[1:]:
        megabytes, bar, verdict = line[32:].split()
        assert (0 < float(megabytes) < float(bar), verdict) == (True, "pass")
    for line in ratios[1:]:
        ratio, bar, verdict, *seconds = line[32:].split()
        assert verdict == ("pass" if float(ratio) <= float(bar) else "FAIL")
        reader, bare, whole = (float(one.removesuffix("s")) for one in seconds)
        assert 0 < reader < whole
        assert bare > 0


def test_bare_parsers_read_what_readers_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A ratio means something only if both read the same: all mails, rows and cards."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    monkeypatch.delitem(sys.modules, "logs", raising=False)  # the tests have a module of that name, too
    imports = importlib.import_module("imports")
    (tmp_path / "linkedin").mkdir()
    for name, parts in imports.linkedin_files(40).items():
        (tmp_path / "linkedin" / name).write_text("".join(parts), encoding="utf-8")
    assert imports.bare_messages(tmp_path / "linkedin") == 1 + imports.CONNECTIONS + 40
    assert imports.bare_mails(imports.mails(tmp_path / "some.mbox", 40, 900)) == 40
    assert imports.bare_cards(imports.cards(tmp_path / "some.vcf", 40)) == 40
    assert imports.read("vcard", tmp_path / "some.vcf") == 40
    assert imports.read("linkedin", tmp_path / "linkedin") > imports.CONNECTIONS
    assert imports.read("mail", tmp_path / "some.mbox") > 40


@pytest.fixture
def honesty(monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - a script, which no type checker finds
    """Return the benchmark of false arrows as a module."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    return importlib.import_module("honesty")


def windows(honesty: Any, days: int = 365, runs: int = 8, **network: Any) -> tuple[list[Event], list[Event]]:  # noqa: ANN401
    """Return the entries of the earlier and of the later window of some runs of a network."""
    drawn = honesty.Network("test", 30, 600)._replace(**network)
    events = [event for seed in range(runs) for event in honesty.draw(drawn, days, Random(seed)).events]  # noqa: S311
    between = honesty.TODAY - days
    earlier = [event for event in events if between - days < event.day <= between]
    return earlier, [event for event in events if between < event.day <= honesty.TODAY]


def share(events: list[Event], *directions: Direction) -> float:
    """Return which part of some entries goes in one of some directions."""
    return sum(event.direction in directions for event in events) / len(events)


def test_a_network_is_what_it_claims(honesty: Any) -> None:  # noqa: ANN401
    """A fifth is mutual, a coin gives the direction of the others, the windows are alike, all kinds but talk occur."""
    earlier, later = windows(honesty)
    for events in (earlier, later):
        assert len(events) / 8 == pytest.approx(600, rel=0.06)
        assert share(events, Direction.MUTUAL) == pytest.approx(0.2, abs=0.03)
        assert share(events, Direction.GIVEN) == pytest.approx(0.4, abs=0.03)
        assert {event.weight for event in events} == {1, 2, 3}
        assert {event.kind for event in events} == set(Kind) - {Kind.TALK}


@pytest.mark.parametrize("days", [182, 365])
def test_a_log_is_as_old_as_its_windows(honesty: Any, days: int) -> None:  # noqa: ANN401
    """One entry stands on the day before the two windows, and all others in them, in order of day and id."""
    ledger = honesty.draw(honesty.Network("test", 10, 200, burst=3), days, Random(1))  # noqa: S311
    first, *others = [event.day for event in ledger.events]
    assert first == honesty.TODAY - 2 * days
    assert first < min(others) <= max(others) <= honesty.TODAY
    assert list(ledger.events) == sorted(ledger.events, key=lambda event: (event.day, event.id))


def test_a_seed_draws_the_same_log(honesty: Any) -> None:  # noqa: ANN401
    """The same seed gives the same log, another one another."""
    network = honesty.UNCHANGING[0]
    one, same, other = (honesty.draw(network, 182, Random(seed)) for seed in (1, 1, 2))  # noqa: S311
    assert one == same
    assert one != other


@pytest.mark.parametrize("factor", [0.5, 1.4, 3])
def test_logging_more_is_only_more(honesty: Any, factor: float) -> None:  # noqa: ANN401
    """The later window has so many times the entries of the earlier."""
    earlier, later = windows(honesty, logging=factor)
    assert len(later) / len(earlier) == pytest.approx(factor, rel=0.1)
    assert share(later, Direction.GIVEN) == pytest.approx(share(earlier, Direction.GIVEN), abs=0.04)


def test_talk_is_mutual(honesty: Any) -> None:  # noqa: ANN401
    """Of all entries nine tenths are talks, and each talk is mutual."""
    earlier, later = windows(honesty, talk=0.9)
    talks = [event for event in earlier + later if event.kind is Kind.TALK]
    assert len(talks) / len(earlier + later) == pytest.approx(0.9, abs=0.02)
    assert {event.direction for event in talks} == {Direction.MUTUAL}


def test_bursts_come_within_days(honesty: Any) -> None:  # noqa: ANN401
    """Bursts leave the number of entries as it is, and more often bring a contact again within days."""

    def again(events: list[Event]) -> float:
        days: dict[str, list[int]] = {}
        for event in events:
            days.setdefault(event.contact_id, []).append(event.day)
        gaps = [later - day for found in days.values() for day, later in pairwise(found)]
        return sum(gap < int(honesty.BURST_DAYS) for gap in gaps) / len(gaps)

    steady, _ = windows(honesty, runs=1, yearly=150)
    bursts, _ = windows(honesty, runs=1, yearly=150, burst=3)
    assert again(bursts) > again(steady) + 0.3
    assert len(windows(honesty, burst=3)[0]) / 8 == pytest.approx(600, rel=0.1)


def test_turnover_replaces_people(honesty: Any) -> None:  # noqa: ANN401
    """A fifth of the people is replaced within a year, so with 100 contacts some 45 come within two years."""
    drawn = [honesty.draw(honesty.Network("test", 100, 200, turnover=0.2), 365, Random(n)) for n in range(20)]  # noqa: S311
    assert sum(len(ledger.contacts) - 100 for ledger in drawn) / 20 == pytest.approx(44.6, rel=0.15)


@pytest.mark.parametrize("name", ["STEADY", "SUMMER_FRIENDS", "IN_SEASON"])
def test_a_season_keeps_the_mean_rate(honesty: Any, name: str) -> None:  # noqa: ANN401
    """Over a year a season gives the mean rate, and never more than its peak."""
    season = getattr(honesty, name)
    rates = [season.rate(turn / 10_000) for turn in range(10_000)]
    assert sum(rates) / 10_000 == pytest.approx(1, abs=0.001)
    assert max(rates) <= season.peak


def test_what_changes_is_what_is_said(honesty: Any) -> None:  # noqa: ANN401
    """Weight moves to the strongest fifth, the giving share rises, a function is lost, new people come; all later."""
    earlier, later = windows(honesty, runs=1, denser=4)
    strongest = [contact for contact, _ in Counter(event.contact_id for event in earlier).most_common(6)]
    parts = [sum(event.contact_id in strongest for event in events) / len(events) for events in (earlier, later)]
    assert parts[1] > parts[0] + 0.1
    assert len(later) == pytest.approx(len(earlier), rel=0.2)
    earlier, later = windows(honesty, giving=0.65)
    assert share(earlier, Direction.GIVEN) == pytest.approx(0.4, abs=0.03)
    assert share(later, Direction.GIVEN) == pytest.approx(0.8 * 0.65, abs=0.03)
    earlier, later = windows(honesty, lost=Function.COMPETENCE, still_given=True)
    helping = [[event for event in some if FUNCTION_OF[event.kind] is Function.COMPETENCE] for some in (earlier, later)]
    assert {event.direction for event in helping[0]} == set(Direction)
    assert {event.direction for event in helping[1]} == {Direction.GIVEN}
    earlier, later = windows(honesty, runs=1, newcomers=10)
    assert len({event.contact_id for event in later} - {event.contact_id for event in earlier}) >= 8


def test_bars_are_judged_as_printed(honesty: Any) -> None:  # noqa: ANN401
    """Both bars hold within the printed error; what was not compared shows no arrow."""
    up = honesty.Reading(compared=True, arrows={"ties": Trend.UP})
    none = honesty.Reading(compared=True, arrows={})
    silent = honesty.Reading(compared=False, arrows={})
    change = honesty.Change(honesty.UNCHANGING[0], "ties", Trend.UP, {365: 80})
    for shown, kept in ((18, True), (19, False)):  # 9.0 ± 4.0 and 9.5 ± 4.1 of 200
        row = honesty.summarize([up] * shown + [none] * (200 - shown) + [silent] * 50, None)
        assert (row.runs, row.compared) == (250, 200)
        assert honesty.broken(row, None, 365) is not kept
    for shown, kept in ((148, True), (147, False)):  # 74.0 ± 6.1 and 73.5 ± 6.1 of 200
        row = honesty.summarize([up] * shown + [none] * (200 - shown), change)
        assert honesty.broken(row, change, 365) is not kept
        assert not honesty.broken(row, change, 182)
    assert honesty.broken(honesty.summarize([silent], change), change, 365)


def test_false_arrows_are_counted(tmp_path: Path) -> None:
    """A tiny run prints one line for each network and length of windows."""
    tiny = ["--runs", "2", "--only", "10c 200"]
    ran = subprocess.run(
        [sys.executable, BENCHMARKS / "honesty.py", *tiny], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.stderr == ""
    lines = [line.split() for line in ran.stdout.splitlines() if line.startswith("10c 200")]
    assert [line[2:5] for line in lines] == [["365", "2", "100%"], ["182", "2", "100%"]]
    assert ran.returncode == any(line[-1] == "FAIL" for line in lines)
    assert list(tmp_path.iterdir()) == []
