"""The page in Debian's Chromium: it fits, it can be read in both modes, it prints, and nothing leaves it."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

import browser
from conftest import spoken
from netcheck.domain.anonymize import PublishedReport
from netcheck.view.report_html import page
from netcheck.view.report_svg import picture
from report_samples import FULL
from test_report_html import FORMS, HOSTILE, contrast, named

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = browser.needed

LONG = "Aloysius-Bartholomäus" * 9
CROWDED = named(LONG).replaced(
    exchanges=tuple(row.replaced(received=9000 + row.received, given=9000, given_to=900) for row in FULL.exchanges)
)
PAGES = {form: spoken("de", page, PublishedReport(report)) for form, report in FORMS.items()} | {
    "English": spoken("en", page, PublishedReport(FULL)),
    "crowded": spoken("de", page, PublishedReport(CROWDED, LONG)),
    "hostile": spoken("en", page, PublishedReport(named("".join(HOSTILE)), "", HOSTILE[1])),
}
WIDTHS = (360, 768, 1200)
ASKING = "<img src=http://leak.example/x>"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_fits_and_can_be_read(tmp_path: Path, *, dark: bool) -> None:
    """From 360 to 1200 pixels nothing runs out of the page, no text is small or faint, and none covers another."""
    found = browser.measured(tmp_path, list(PAGES.values()), WIDTHS, dark=dark)
    cases = [(form, width) for form in PAGES for width in WIDTHS]
    for (form, width), seen in zip(cases, found, strict=True):
        assert (form, seen["width"], seen["scroll"]) == (form, width, width)
        assert (sum(numbers(seen["paper"])) < 300) == dark
        assert len(seen["texts"]) > 2
        for text in seen["texts"]:
            assert text["size"] >= 13
            assert contrast(code(text["colour"]), code(seen["paper"])) >= 4.5
            assert 0 <= text["box"][0] < text["box"][2] <= width
        drawn = [text for text in seen["texts"] if text["svg"]]
        assert [pair for pair in combinations(drawn, 2) if overlap(*pair)] == []


def test_overlap_is_seen() -> None:
    """Texts side by side or below each other do not overlap, texts upon each other do."""
    boxes = [[0, 0, 10, 10], [10, 0, 20, 10], [0, 10, 10, 20], [5, 5, 15, 15]]
    first, *others = ({"box": box} for box in boxes)
    assert [overlap(first, other) for other in others] == [False, False, True]


def test_it_prints_on_two_sheets(tmp_path: Path) -> None:
    """Two years fit on two sheets of paper, light even where the screen is dark."""
    file = tmp_path / "page.html"
    file.write_text(PAGES["demo"], encoding="utf-8")
    printed = tmp_path / "page.pdf"
    browser.browse(
        file, "--blink-settings=preferredColorScheme=0", "--no-pdf-header-footer", f"--print-to-pdf={printed}"
    )
    assert len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes())) == 2


def test_nothing_leaves_it(tmp_path: Path) -> None:
    """Whatever people are called, neither page nor picture asks anything of any host."""
    for kind, text in (
        ("html", PAGES["hostile"]),
        ("svg", spoken("en", picture, PublishedReport(named("".join(HOSTILE))))),
    ):
        file = tmp_path / f"report.{kind}"
        file.write_text(text, encoding="utf-8")
        assert browser.requested(file) == set()


def test_a_page_that_asks_is_seen(tmp_path: Path) -> None:
    """The same look at a page with a picture from elsewhere finds it out; the policy of ours would even stop that."""
    file = tmp_path / "asks.html"
    file.write_text(ASKING, encoding="utf-8")
    assert browser.requested(file) == {"leak.example"}
    file.write_text(PAGES["full"].replace("<main>", f"<main>{ASKING}"), encoding="utf-8")
    assert browser.requested(file) == set()


def overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Say whether two boxes share more than an edge."""
    (left, top, right, bottom), (other_left, other_top, other_right, other_bottom) = one["box"], other["box"]
    across = min(right, other_right) - max(left, other_left)
    down = min(bottom, other_bottom) - max(top, other_top)
    return bool(across > 0 and down > 0)


def numbers(colour: str) -> list[int]:
    """Return red, green and blue of "rgb(1, 2, 3)"."""
    return [int(part) for part in re.findall(r"\d+", colour)[:3]]


def code(colour: str) -> str:
    """Return "rgb(255, 0, 0)" as "ff0000"."""
    return bytes(numbers(colour)).hex()
