"""The report of a log as it is stored and exported, compared with the second route."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from conftest import TODAY
from second_route import recompute
from test_second_route import differences, exported
from test_second_route_shapes import in_circles

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

LOGS: list[Any] = [path for path in os.environ.get("NETCHECK_TEST_LOGS", "").split(os.pathsep) if path] or [
    pytest.param("", marks=pytest.mark.skip(reason="NETCHECK_TEST_LOGS names no log"))
]
"""JSONL files of real exchanges to compare as well."""


def compare(run: Run, today: str) -> int:
    """Compare both routes on the log and return the number of its events."""
    report = json.loads(run("report", "--json").out)
    objects = [json.loads(line) for line in run("export", "jsonl").out.splitlines()]
    assert differences(report, recompute(objects, today)) == []
    return int(report["log"]["events"])


def test_the_demo_log_with_people_merged_removed_and_left_out_of_balance(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both routes agree on the demo log, and still do after each way in which people and entries change."""
    path = home / "demo.db"
    run("demo", "--keep", str(path))
    monkeypatch.setenv("NETCHECK_DB", str(path))
    whole = compare(run, "2026-11-23")
    run("contact", "merge", "Katrin Voss", "Lukas Thoma")
    run("contact", "edit", "Ana Belić", "--no-balance")
    run("contact", "edit", "Eva Lindner", "--group")
    assert compare(run, "2026-11-23") == whole
    run("contact", "remove", "Robert Haas", "--with-events")
    run("remove", *(entry["id"] for entry in json.loads(run("list", "--json", "-n", "3").out)))
    run("log", "gave", "Alma", "backing", "--huge", "--on", "-2m")
    assert 0 < compare(run, "2026-11-23") < whole


@pytest.mark.parametrize("seed", range(2))
def test_a_log_that_can_be_compared(run: Run, seed: int, tmp_path: Path) -> None:
    """Both routes agree on three years of entries, of people merged, in circles and alone, as of other days too."""
    path = tmp_path / "log.jsonl"
    lines = [
        {key: value for key, value in one.items() if key not in {"id", "with_id"}} for one in exported(in_circles(seed))
    ]
    path.write_text("".join(f"{json.dumps(one)}\n" for one in lines if one["type"] != "check"), encoding="utf-8")
    run("import", "jsonl", str(path))
    found = json.loads(run("report", "--json").out)
    assert found["log"]["events"] == 1200
    names = [person["name"] for person in found["contacts"]]
    for one, other in zip(names[:12:2], names[1:12:2], strict=True):
        run("contact", "merge", one, other)
    objects = [json.loads(line) for line in run("export", "jsonl").out.splitlines()]
    key = next(one["id"] for one in objects if one["type"] == "contact" and one["name"] == names[-1])
    for options, expected in (
        ((), recompute(objects, TODAY)),
        (("--until", "2026-03-01"), recompute(objects, "2026-03-01")),
        (("--circle", "work"), recompute(objects, TODAY, circle="work")),
        (("--with", names[-1]), recompute(objects, TODAY, whom=key)),
        (("--since", "2026-02-01", "--period", "month"), recompute(objects, TODAY, "month", "2026-02-01")),
    ):
        report = json.loads(run("report", "--json", *options).out)
        assert differences(report, expected) == [], options
        assert report["comparison"] or "--with" in options


@pytest.mark.parametrize("log", LOGS)
def test_real_logs(run: Run, log: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both routes agree on every log that NETCHECK_TEST_LOGS names, as of its end and of earlier days."""
    monkeypatch.setenv("NETCHECK_TODAY", "2026-11-23")
    run("import", "jsonl", log)
    objects = [json.loads(line) for line in run("export", "jsonl").out.splitlines()]
    for today in ("2026-11-23", "2026-08-07", "2020-02-29"):
        report = json.loads(run("report", "--json", "--until", today).out)
        assert differences(report, recompute(objects, today)) == []
