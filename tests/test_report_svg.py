"""The report as a picture: what the terminal says, in a document that loads nothing."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import snapshot
from conftest import spoken
from netcheck.domain.report import PublishedReport
from netcheck.view.report_svg import picture
from report_samples import FULL
from test_report_any import NAMES, REPORTS
from test_report_html import DEMO, FORMS, HOSTILE, named
from test_report_view import drawn

if TYPE_CHECKING:
    from conftest import Run
    from netcheck.domain.report import Report

README_PICTURE = Path(__file__).parent.parent / "docs" / "report.svg"
SVG = "{http://www.w3.org/2000/svg}"
TAGS = {SVG + tag for tag in ("svg", "title", "desc", "style", "rect", "text", "line", "circle", "path")}
ATTRIBUTES = {
    "viewBox", "width", "height", "role", "aria-labelledby", "id", "class", "x", "y", "x1", "x2", "y1", "y2", "rx",
    "textLength", "cx", "cy", "r", "d",
}  # fmt: skip


def parsed(report: Report, language: str = "en", person: str = "") -> Element:
    """Return the picture of a report."""
    return fromstring(spoken(language, picture, PublishedReport(report, person)))  # noqa: S314 - our own document


def texts(root: Element) -> list[str]:
    """Return all texts in the order of reading."""
    return [text.text or "" for text in root.iter(SVG + "text")]


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_it_says_what_the_terminal_says(form: str, language: str) -> None:
    """Word for word the terminal's report at 80 columns; its blocks, dots and brackets are drawn."""
    words = re.sub(r"[▁-█│●○└─┘]", " ", drawn(FORMS[form], language)).split()
    root = parsed(FORMS[form], language)
    assert " ".join(texts(root)).split() == words
    assert (root[0].text or "").startswith("Dein Netzwerk, " if language == "de" else "Your network, ")


def test_bars_stand_for_blocks() -> None:
    """A full bar of the terminal is a rectangle as wide as its cells, and columns differ in height."""
    rows = drawn(FULL, "en").splitlines()
    bars = [rect for rect in parsed(FULL).iter(SVG + "rect") if rect.get("class") in {"received", "given"}]
    longest = max((run for row in rows for run in re.findall("█+", row)), key=len)
    assert max(float(bar.attrib["width"]) for bar in bars) == round(len(longest) * 9.6, 1)
    assert len(bars) == sum(len(re.findall("[▁-█]+", row)) for row in rows)
    assert len({bar.attrib["height"] for bar in bars}) > 4


def test_circles_stand_for_dots() -> None:
    """Each dot of both curves is a circle in the middle of its cell: filled now, hollow before."""
    rows = drawn(DEMO, "en").splitlines()
    for sign, hue in (("●", "received"), ("○", "ring")):
        cells = {(at, number) for number, row in enumerate(rows) for at, here in enumerate(row) if here == sign}
        circles = {
            (round((float(circle.attrib["cx"]) - 24) / 9.6 - 0.5, 2), (float(circle.attrib["cy"]) - 24) // 21)
            for circle in parsed(DEMO).iter(SVG + "circle")
            if circle.get("class") == hue
        }
        assert len(cells) > 10
        assert circles == cells


def test_a_line_stands_for_the_bracket() -> None:
    """It begins and ends with the columns of the twelve months, right below them."""
    rows = drawn(DEMO, "en").splitlines()
    number = next(number for number, row in enumerate(rows) if "└" in row)
    (path,) = parsed(DEMO).iter(SVG + "path")
    start, top, across = map(float, re.fullmatch(r"M([\d.]+) (\d+)v7h([\d.]+)v-7", path.attrib["d"]).groups())  # type: ignore[union-attr] # no match fails as well
    assert (top - 24) // 21 == number
    columns = [
        (float(bar.attrib["x"]), float(bar.attrib["x"]) + float(bar.attrib["width"]))
        for bar in parsed(DEMO).iter(SVG + "rect")
        if bar.get("class") == "given" and 24 + (number - 1) * 21 <= float(bar.attrib["y"]) < top
    ]
    assert len(columns) == 9
    assert (start, round(start + across, 1)) == (columns[4][0], round(columns[-1][1], 1))


def test_each_text_stands_in_its_column() -> None:
    """Places and widths are the terminal's cells, so that any monospaced font will do, wide signs included."""
    root = parsed(FULL.replaced(lively=("李小龙", "Ada")))
    for text in root.iter(SVG + "text"):
        assert 24 <= float(text.attrib["x"]) <= 24 + 80 * 9.6 - float(text.attrib["textLength"]) + 0.1
    line = next(text for text in root.iter(SVG + "text") if "李小龙" in (text.text or ""))
    assert float(line.attrib["textLength"]) == round(len("xxxxxx · Ada") * 9.6, 1)


@pytest.mark.parametrize("form", FORMS)
def test_it_loads_nothing(form: str) -> None:
    """No font, link, image or script: only shapes and texts, light or dark as the reader prefers."""
    text = spoken("en", picture, PublishedReport(FORMS[form]))
    assert text.count("http") == text.count('xmlns="http://www.w3.org/2000/svg"') == 1
    assert re.findall(r"url\(|@import|@font-face|href|<script|<image|<foreignObject", text) == []
    assert "@media (prefers-color-scheme: dark)" in text


@settings(max_examples=60)
@given(REPORTS | st.builds(named, st.text() | st.sampled_from([*HOSTILE, "\ufffe\uffff█│", "●○└──┘└"])), NAMES)
def test_any_report_is_a_sound_picture(report: Report, person: str) -> None:
    """Any numbers, codes and names give well-formed XML of our own elements and attributes."""
    root = parsed(report, "de", person)
    assert {element.tag for element in root.iter()} <= TAGS
    assert {name for element in root.iter() for name in element.attrib} <= ATTRIBUTES


def test_the_picture_in_the_readme(run: Run, home: Path) -> None:
    """It shows the report on the made-up log of this version: netcheck demo --keep, then report --svg."""
    run("demo", "--keep", str(home / "demo.db"))
    fresh = run("--db", str(home / "demo.db"), "report", "--svg", "-").out
    if os.environ.get(snapshot.UPDATE) == "1":
        README_PICTURE.write_text(fresh, encoding="utf-8", newline="\n")
    shown, wanted = (fromstring(text) for text in (README_PICTURE.read_text(encoding="utf-8"), fresh))  # noqa: S314 - as above
    assert texts(shown) == texts(wanted), f"run this test once with {snapshot.UPDATE}=1"
