"""What is too long is refused with a sentence, and whatever comes is answered in time that grows with its length."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Run

SECONDS = 20
"""Ten times what the slowest of these takes; before they were mended, they took minutes."""

MOST_SAID = 5000
"""Characters of a refusal, with all that it repeats."""

LINE, NAME, TEXT = 128 * 1024, 200, 64 * 1024


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (["log", "gave", "Ada", "help", "x" * 60_000, "x" * 60_000, "x" * 60_000], "", "at most 128 KiB"),
        (["log", "gave", "Ada", "help", "x" * (TEXT + 1)], "", "at most 64 KiB"),
        (["log", "gave", "N" * (NAME + 1), "help", "--new"], "", "201 characters, and 200 is the most"),
        (["log", "gave", "help", "--new", "N" * (NAME + 1)], "", "201 characters, and 200 is the most"),
        (["log", "-"], f"gave Ada help\ngave Ada help {'x ' * LINE}\n", "Line 2: This line is too long"),
        (["contact", "add", "N" * (NAME + 1)], "", "201 characters"),
        (["contact", "add", "Bo", "--alias", "N" * (NAME + 1)], "", "201 characters"),
        (["contact", "add", "Bo", "--circle", "N" * (NAME + 1)], "", "201 characters"),
        (["contact", "edit", "Ada", "--name", "N" * (NAME + 1)], "", "201 characters"),
        (["contact", "edit", "Ada", "--note", "x" * (TEXT + 1)], "", "at most 64 KiB"),
        (["circle", "edit", "N" * (NAME + 1), "--add", "Ada"], "", "201 characters"),
        (["step", "add", "ä" * (TEXT // 2 + 1)], "", "at most 64 KiB"),
        (["import", "jsonl", "-"], json.dumps({"type": "contact", "name": "N" * (NAME + 1)}), "Line 1: “NNN"),
        (
            ["import", "jsonl", "-"],
            json.dumps({"type": "guide", "id": "trust", "text": "x" * (TEXT + 1)}),
            "Line 1: “x",
        ),
        (
            ["import", "jsonl", "-"],
            json.dumps({"type": "contact", "name": "Bo", "aliases": [f"B{n}" for n in range(1001)]}),
            "Line 1: These are 1001",
        ),
    ],
)
def test_what_is_too_long_is_refused(run: Run, arguments: list[str], stdin: str, said: str) -> None:
    """One sentence says what is too long and how long it may be; it repeats no more than the beginning."""
    run("contact", "add", "Ada")
    before = run("export", "jsonl").out
    refused = run(*arguments, stdin=stdin, expect=None)
    assert refused.code in {1, 2}
    assert said in refused.err
    assert len(refused.err) < 1000
    assert run("export", "jsonl").out == before


def test_the_longest_of_each_is_taken(run: Run) -> None:
    """A name of 200 characters and a note of 64 KiB come back as they were, from the export too."""
    name, note = "N" * NAME, "x" * TEXT
    run("contact", "add", name, "--note", note)
    run("log", "gave", name, "help", note)
    exported = run("export", "jsonl").out
    found = {line["type"]: line for line in map(json.loads, exported.splitlines())}
    assert (found["contact"]["name"], found["contact"]["note"], found["event"]["note"]) == (name, note, note)
    run("import", "jsonl", "-", stdin=exported)
    assert run("export", "jsonl").out == exported


def test_a_record_that_is_too_long_is_a_problem_of_its_own(run: Run, tmp_path: Path) -> None:
    """A source’s other people come in, and the one who is left out is said with the line."""
    cards = "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nEND:VCARD\r\n" for name in ("Ada", "N" * (NAME + 1), "Bo")
    )
    (tmp_path / "people.vcf").write_text(cards, encoding="utf-8")
    done = run("import", "vcard", str(tmp_path / "people.vcf"), "--yes")
    assert "201 characters, and 200 is the most" in done.out + done.err
    assert [one["name"] for one in json.loads(run("contact", "list", "--json").out)] == ["Ada", "Bo"]


HOSTILE: dict[str, tuple[list[str], Callable[[], bytes]]] = {
    "names": (["log", "-"], lambda: b"gave " + b", ".join(b"P%d" % n for n in range(1000)) + b" help --new"),
    "unknown names": (["log", "-"], lambda: b"gave " + b"Xa Yb, " * 15_000 + b"help"),
    "new names": (["log", "-"], lambda: b"".join(b"gave P%d help x --new\n" % n for n in range(2000))),
    "days in notes": (["log", "-"], lambda: b"".join(b"gave P%d help x on friday --new\n" % n for n in range(2000))),
    "empty lines": (["log", "-"], lambda: b"\n" * 10_000_000),
    "empty lines of JSON": (["import", "jsonl", "-"], lambda: b"\n" * 10_000_000),
    "words": (["log", "-"], lambda: b"gave Ada help " + b"a " * 30_000),
    "too many words": (["log", "-"], lambda: b"gave Ada help " + b"a " * 200_000),
    "names before a verb": (["log", "-"], lambda: b"Ada, " * 100 + b"gave " * 25_000),
    "no verb": (["log", "-"], lambda: b"x " * 60_000),
    "joiners": (["log", "-"], lambda: b"gave " + b"Ada and " * 15_000),
    "commas": (["log", "-"], lambda: b"gave " + b"a," * 60_000),
    "quotes": (["log", "-"], lambda: b"gave Ada help " + "„a“ ".encode() * 14_000),
    "options": (["log", "-"], lambda: b"gave Ada help " + b"--on x " * 18_000),
    "one long line": (["log", "-"], lambda: b"a" * 10_000_000),
    "lines that are none": (["log", "-"], lambda: b"x\n" * 5_000_000),
    "no text": (["log", "-"], lambda: bytes(range(256)) * 40_000),
    "long lines that are none": (["log", "-"], lambda: (b"x " * 60_000 + b"\n") * 80),
    "one key": (["import", "jsonl", "-"], lambda: b'{"type":"contact",' + b'"k":1,' * 50_000 + b'"k":1}'),
    "many keys": (
        ["import", "jsonl", "-"],
        lambda: b'{"type":"contact",' + b"".join(b'"k%d":1,' % n for n in range(50_000)) + b'"k9":1}',
    ),
    "a long object": (["import", "jsonl", "-"], lambda: b'{"type":"contact","aliases":["' + b'a","' * 2_500_000),
    "depth": (["import", "jsonl", "-"], lambda: b"[" * 10_000_000),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_input_is_answered_soon(run: Run, what: str) -> None:
    """Ten megabytes of the worst, and the longest line of it, are answered in seconds, by a sentence or an entry."""
    run("contact", "add", "Ada")
    arguments, data = HOSTILE[what]
    begun = time.process_time()
    done = run(*arguments, stdin=data(), expect=None)
    assert done.code in {0, 1}
    assert time.process_time() - begun < SECONDS
    assert len(done.err) < MOST_SAID


@pytest.mark.parametrize(
    "arguments",
    [
        ["X" * LINE],
        ["list", "X" * LINE],
        ["list", "--" + "x" * LINE],
        ["log", "Ada", "gave", "x " * (LINE // 4)],
        ["contact", "show", "X" * LINE],
        ["contact", "edit", "Ada", "--every", "9" * LINE],
        ["step", "add", "x", "--by", "x" * LINE],
    ],
    ids=lambda arguments: " ".join(arguments)[:20],
)
def test_what_is_long_is_not_repeated_whole(run: Run, arguments: list[str]) -> None:
    """A refusal repeats the beginning and the end of a very long text, and stays a sentence."""
    run("contact", "add", "Ada")
    refused = run(*arguments, expect=None)
    assert refused.code in {1, 2}
    assert " … " in refused.err
    assert len(refused.err) < MOST_SAID


def test_reading_stops_where_nothing_is_a_line_of_a_log(run: Run) -> None:
    """After a hundred lines that cannot be read, the rest is not tried, which is said."""
    refused = run("log", "-", stdin="x\n" * 1000, expect=1)
    assert "I do not understand 100 lines" in refused.err
    assert "What comes after line 100 was not read." in refused.err


def test_people_of_earlier_lines_are_known(run: Run) -> None:
    """Somebody new in one line of `log -` is the same person in the lines that follow."""
    run("log", "-", stdin='gave "Eva Klein" help --new\ngot Eva feedback\nwith "Eva Klein" coffee --new\n')
    assert len(json.loads(run("contact", "list", "--json").out)) == 1
