"""The page in Debian's Chromium: it fits, it can be read in both modes, it prints, and nothing leaves it."""

from __future__ import annotations

import html
import json
import re
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

import pytest

import browser
from conftest import spoken
from netcheck.domain.report import PublishedReport
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
WIDTHS = (320, 640, 700, 1200)
BARS = """
onload = () => {
  const view = document.querySelector("iframe").contentWindow.document;
  const box = element => { const found = element.getBoundingClientRect();
    return {box: [found.left, found.top, found.right, found.bottom]}; };
  document.body.textContent = JSON.stringify([...view.querySelectorAll(".mirror g")].map(row =>
    [...row.querySelectorAll("rect"), ...row.querySelectorAll("text[y='35']")].map(box)));
};
"""
ASKING = "<img src=http://leak.example/x>"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_fits_and_can_be_read(tmp_path: Path, *, dark: bool) -> None:
    """From 320 to 1200 pixels nothing runs out of the page, no text is small or faint, and none covers another."""
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


@pytest.mark.parametrize("width", [320, 700])
def test_numbers_touch_no_bar_and_stand_beside_theirs(tmp_path: Path, width: int) -> None:
    """Each number begins within 12 pixels of the end of its bar, at its height, and covers neither bar nor number."""
    file = tmp_path / "frame.html"
    for form in ("demo", "English", "crowded"):
        frame = f'<iframe width="{width}" height="3000" srcdoc="{html.escape(PAGES[form])}"></iframe>'
        file.write_text(f"<!DOCTYPE html><body>{frame}<script>{BARS}</script>", encoding="utf-8")
        printed = browser.browse(file, "--dump-dom")
        rows = json.loads(printed[printed.index("[[") : printed.rindex("]]") + 2])
        assert len(rows) == 6
        for bar_left, bar_right, number_left, number_right in rows:
            assert 0 < bar_left["box"][0] - number_left["box"][2] < 12
            assert 0 < number_right["box"][0] - bar_right["box"][2] < 12
            assert bar_left["box"][1] - 4 < number_left["box"][1] < bar_left["box"][3]
        bars, counts = ([box for row in rows for box in row[part]] for part in (slice(2), slice(2, 4)))
        pairs = [*combinations(counts, 2), *product(bars, counts)]
        assert [pair for pair in pairs if overlap(*pair)] == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_it_prints_on_one_sheet(tmp_path: Path, language: str) -> None:
    """Two years fit on one sheet of A4, light even where the screen is dark."""
    file = tmp_path / "page.html"
    text = spoken(language, page, PublishedReport(FORMS["demo"]))
    file.write_text(text.replace("@page {", "@page { size: A4;"), encoding="utf-8")
    printed = tmp_path / "page.pdf"
    browser.browse(
        file, "--blink-settings=preferredColorScheme=0", "--no-pdf-header-footer", f"--print-to-pdf={printed}"
    )
    assert len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes())) == 1


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
    # Neighbouring parts of one text share an edge, up to rounding.
    return bool(across > 0.1 and down > 0)


def numbers(colour: str) -> list[int]:
    """Return red, green and blue of "rgb(1, 2, 3)"."""
    return [int(part) for part in re.findall(r"\d+", colour)[:3]]


def code(colour: str) -> str:
    """Return "rgb(255, 0, 0)" as "ff0000"."""
    return bytes(numbers(colour)).hex()
