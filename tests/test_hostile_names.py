"""Names that would act on a terminal, a page, a picture or a shell: shown everywhere, they do nothing."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from promises import figure

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

PIECES = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</svg><script>1</script>", "]]>", "<!--",
    "&lt;b&gt;", "{{7*7}}", "{% raw %}", "[bold red]", "[/]", "\x1b[31m", "\x1b]0;owned\x07", "\x9b31m", "\x90q\x9c",
    "\x07", "\x08\x08", "\r", "\n", "\t", "\x00", "\x7f", "\u202e", "\u2066", "\u200f", "\u200b", "\ufeff", "\u2028",
    "$(touch owned)", "`touch owned`", "; touch owned", "| touch owned", "&& touch owned", "'", '"', "\\", "%0a", "%s",
    "=1+1", "@SUM(1)", "*", "~", "!!", "../../owned", "javascript:alert(1)", "e\u0301\u0301\u0301",
    "\U0001f469\u200d\U0001f4bb",
)  # fmt: skip
LOOKING = (
    "", "list", "contact list", "circle list", "step list", "history", "remind --names", "suggest", "suggest help",
    "suggest --give", "spread", "report", "report --explain", "report --measure core", "checklist --list",
    "contact dupes", "undo", "redo", "list --csv", "export csv -", "export jsonl -", "export vcard -", "report --json",
    "list --json", "contact list --json", "history --json",
)  # fmt: skip
RAW = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
"""What would act on a terminal, or hide."""


def names(number: int) -> list[str]:
    """Return so many names, each with two or three pieces that would act somewhere."""
    chance = random.Random(12)  # noqa: S311 - the same names each time
    return [f"Ann{n} {''.join(chance.choices(PIECES, k=chance.choice((2, 3))))} Z" for n in range(number)]


@pytest.fixture
def stored(run: Run) -> list[str]:
    """Store what can be stored of the names, with entries and a circle; return the names as the log has them."""
    for n, name in enumerate(names(figure(1000))):
        contact = {"type": "contact", "name": name, "circles": [f"c{n % 5} {name[4:]}"], "note": name}
        events = [
            {"type": "event", "on": f"2026-0{m}-1{n % 9}", "with": name, "direction": way, "kind": "help", "note": name}
            for m, way in ((3, "given"), (5, "received"), (9, "given"))
        ]
        lines = "".join(f"{json.dumps(line)}\n" for line in (contact, *events))
        done = run("import", "jsonl", "-", stdin=lines, expect=None)
        assert done.code in {0, 1}, name
        assert not RAW.search(done.out + done.err), name
    run("checklist", "--answers", "y,y,n,y,p,y,y,y,y,y")
    return [contact["name"] for contact in json.loads(run("contact", "list", "--json").out)]


def test_nothing_acts_on_a_terminal(run: Run, stored: list[str]) -> None:
    """Whatever looks at the log writes no character that a terminal would obey, and shows everybody."""
    assert len(stored) > figure(1000) // 2
    for command in LOOKING:
        shown = run(*command.split(), expect=None, terminal=True)
        assert not RAW.search(shown.out + shown.err), command
        assert shown.code == 0, command
    for name in stored[:: max(1, len(stored) // 50)]:
        for words in (("contact", "show"), ("report", "--with"), ("list", "--with")):
            shown = run(*words, name, expect=None, terminal=True)
            assert not RAW.search(shown.out + shown.err), (words, name)


class _Tags(HTMLParser):
    """Counts the elements of a page, each with the names of its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: Counter[tuple[str, ...]] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count one."""
        self.found[tag, *sorted(name for name, _ in attrs)] += 1


def tags(page: str) -> Counter[tuple[str, ...]]:
    """Return how often there is which element."""
    parser = _Tags()
    parser.feed(page)
    return parser.found


@pytest.mark.usefixtures("stored")
def test_nothing_acts_on_a_page_or_in_a_picture(run: Run, home: Path) -> None:
    """Page and picture have the same elements as those in which letters stand for the names."""
    for letters in ((), ("--no-names",)):
        for sort in ("html", "svg"):
            run("report", f"--{sort}", str(home / f"{len(letters)}.{sort}"), *letters)
    named, lettered = ((home / f"{n}.html").read_text(encoding="utf-8") for n in (0, 1))
    assert tags(named).keys() == tags(lettered).keys()
    assert not RAW.search(named)
    pictures = [ET.fromstring((home / f"{n}.svg").read_bytes()) for n in (0, 1)]  # noqa: S314 - our own
    elements = [{(one.tag, *sorted(one.attrib)) for one in picture.iter()} for picture in pictures]
    assert elements[0] == elements[1]


def test_a_name_that_acts_is_seen() -> None:
    """Control: what is handed on as it is shows up in each of the searches."""
    assert all(RAW.search(piece) for piece in ("\x1b[31m", "\x9b31m", "\u202e", "\0"))
    assert tags("<p>Ann <img src=x onerror=alert(1)></p>") != tags("<p>Ann</p>")
