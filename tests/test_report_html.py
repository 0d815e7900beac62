"""The report as a page: it says what the terminal says, loads nothing, and lets no text become markup."""

from __future__ import annotations

import re
import subprocess
import sys
from colorsys import rgb_to_hls
from functools import lru_cache
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import spoken
from netcheck.domain.demo import demo
from netcheck.domain.report import Bar, ComparedChecks, Exchange, Period, PublishedReport, Report, Signature
from netcheck.domain.report_builder import build
from netcheck.domain.windows import NotCompared
from netcheck.view.demo import demo_texts
from netcheck.view.report_html import filled, page
from netcheck.view.report_story import story
from report_samples import EMPTY, FULL, SMALL, TODAY
from test_report_any import NAMES, REPORTS
from test_report_view import drawn
from test_showing import LOG

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Run

MONTHS = tuple(
    Bar(2020 + month // 12, month % 12 + 1, 100 + month, 1, month == 80, (5, 1) if month >= 68 else None)
    for month in range(81)
)
DEMO = build(demo(TODAY, spoken("en", demo_texts)), TODAY)
FORMS = {
    "full": FULL,
    "small": SMALL,
    "empty": EMPTY,
    "demo": DEMO,
    "months": FULL.replaced(bars=MONTHS, period=Period.MONTH),
    "years": FULL.replaced(
        bars=(Bar(2025, 0, 5, 0, partial=False), Bar(2026, 0, 1, 0, partial=True)), period=Period.YEAR
    ),
    "moved": DEMO.replaced(
        questions=DEMO.questions.replaced(
            compared=ComparedChecks(("dialogue", "respect"), ("be_missed",), 1.0, clear=False)
        ),
    ),
    "not compared": DEMO.replaced(
        signature=Signature((0.5, 0.75, 0.875, 0.9375, 1.0), None),
        comparison=None,
        compared_days=None,
        not_compared=NotCompared.YOUNG,
        density=None,
        ties=None,
    ),
    "nothing passed": FULL.replaced(
        bars=(), exchanges=tuple(Exchange(row.function, 0, 0, 0, 0, None) for row in FULL.exchanges)
    ),
}
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=http://leak.example/x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</style></title></svg><iframe src=//leak.example>",
    "{{ 7 * 7 }}{% include 'report.css' %}",
    "&lt;b&gt; &amp;amp; <!--",
    "\u202egnp.exe\u2066\u0000\x1b[31m\x85",
    "javascript:alert(1)",
]
TWO_ROUNDS = """\
{"type": "check", "on": "2026-08-01", "voice": "person", "answers": {"dialogue": "yes", "respect": "partly"}}
{"type": "check", "on": "2026-11-01", "voice": "person", "answers": {"dialogue": "no", "respect": "yes"}}
"""
VOID = {"meta"}
TAGS = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "section", "div", "footer", "h1", "h2", "h3",
    "p", "span", "figure", "svg", "g", "desc", "text", "tspan", "rect", "line", "polyline", "circle", "details",
    "summary", "table", "caption", "thead", "tbody", "tr", "th", "td", "ul", "li", "dl", "dt", "dd",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "id", "role", "aria-labelledby", "aria-hidden",
    "scope", "style", "width", "height", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r",
    "dx", "points", "viewbox", "preserveaspectratio",
}  # fmt: skip


class Read(HTMLParser):
    """A page as a reader of HTML sees it: every element must be closed where it was opened."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.declared: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    @property
    def text(self) -> str:
        """All text, with single blanks."""
        return " ".join(" ".join(self.words).split())

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of each element of that name."""
        return [attributes for name, attributes in self.elements if name == tag]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element; no attribute stands twice."""
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element of a picture that closes itself."""
        assert "svg" in self._open
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the latest element."""
        assert self._open.pop() == tag

    def handle_decl(self, decl: str) -> None:
        """Note the doctype."""
        self.declared.append(decl)

    def handle_comment(self, data: str) -> None:
        """Refuse comments: none is ours."""
        raise AssertionError(data)

    def handle_data(self, data: str) -> None:
        """Keep what is text."""
        if self._open and self._open[-1] != "style":
            self.words.append(data)


def read(report: Report, language: str = "en", person: str = "") -> Read:
    """Return the page of a report."""
    return Read(spoken(language, page, PublishedReport(report, person)))


def shown(report: Report, language: str = "en") -> str:
    """Return the text of the page without its folded tables and its descriptions."""
    text = spoken(language, page, PublishedReport(report))
    return Read(re.sub(r"<details>.*?</details>|<(title|desc) id.*?</\1>", "", text, flags=re.DOTALL)).text


def flat(text: str) -> str:
    """Return the text with single blanks."""
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_it_says_what_the_terminal_says(form: str, language: str) -> None:
    """Every sentence of the report stands on the page word for word, and every number of the terminal's picture."""
    report = FORMS[form]
    found, told = read(report, language), spoken(language, story, report)
    for sentence in (told.title, told.as_of, told.overview):
        assert flat(sentence) in found.text
    for section in told.sections:
        assert flat(section.head) in found.text
        assert flat(section.aside) in found.text
        for part in section.parts:
            assert not isinstance(part, str) or flat(part) in found.text
    assert set(re.findall(r"\d+", drawn(report, language))) <= set(re.findall(r"\d+", found.text))


@pytest.mark.parametrize("form", FORMS)
def test_it_is_one_self_contained_page(form: str) -> None:
    """Only known elements and attributes, none that loads or runs, and a policy that forbids both."""
    text = spoken("de", page, PublishedReport(FORMS[form]))
    found = Read(text)
    assert text.startswith("<!DOCTYPE html>\n")
    assert found.declared == ["DOCTYPE html"]
    assert {tag for tag, _ in found.elements} <= TAGS
    assert {name for _, attributes in found.elements for name in attributes} <= ATTRIBUTES
    assert found.named("html") == [{"lang": "de"}]
    policy = next(
        meta["content"] for meta in found.named("meta") if meta.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert re.findall(r"https?:|//|url\(|@import|@font-face", text) == []


@pytest.mark.parametrize("form", FORMS)
def test_it_can_be_heard(form: str) -> None:
    """One first heading and no level left out; each picture has a title, a text and a table, or is hidden."""
    found = read(FORMS[form])
    levels = [int(tag[1]) for tag, _ in found.elements if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [str(attributes["id"]) for _, attributes in found.elements if "id" in attributes]
    assert len(set(ids)) == len(ids)
    pictures = [svg for svg in found.named("svg") if svg.get("role")]
    assert {svg["role"] for svg in pictures} <= {"img"}
    assert [name for svg in pictures for name in str(svg["aria-labelledby"]).split()] == ids
    assert len(pictures) == len(found.named("table")) == len(found.named("caption")) == len(found.named("figure"))
    assert {th["scope"] for th in found.named("th")} <= {"col", "row"}


def test_pictures_are_told_in_words() -> None:
    """The description of a picture holds what the picture shows."""
    assert (
        "Work: you receive 3× from one person, you give 1× to one person; "
        "Backing: you receive 3× from 3 people, you give 0×." in read(FULL).text
    )
    assert "quarter 4 of 2024: 16 received, 27 given; quarter 1 of 2025: 14 received" in read(FULL).text
    assert "4. Quartal 2026*: 15 bekommen, 9 gegeben." in read(FULL, "de").text
    assert "April 2025: 1 received, 163 given" in read(FORMS["months"]).text
    assert "you receive 3×, you give 1×;" in read(FULL.replaced(people=1)).text
    assert (
        "with one person: 17% now, 10% the year before; with 2 people: 30% now, 18% the year before" in read(DEMO).text
    )
    assert "with 15 people: 97% now, 75% the year before." in read(DEMO).text
    assert "with one person: 50% now; with 2 people: 75% now" in read(FORMS["not compared"]).text


def test_a_long_course_shows_its_latest_periods() -> None:
    """Of months, a year and a half is shown; on narrow screens every other label gives way, and the counts do."""
    found = read(FORMS["months"])
    assert "March 2025" not in found.text
    assert len(found.named("rect")) - 2 * len(FULL.exchanges) == 2 * 18
    assert any(svg.get("class") == "dense" for svg in found.named("svg"))
    assert not any(svg.get("class") == "dense" for svg in read(FULL).named("svg"))
    assert sum("spare" in str(text.get("class")) for text in found.named("text")) >= 9


def test_a_full_bar_is_the_largest_number() -> None:
    """Bars of both sides have one measure, and the longest leaves its number room within its half."""
    bars = [(str(rect["class"]), float(str(rect["width"]).rstrip("%"))) for rect in read(FULL).named("rect")][:12]
    full = max(width for _, width in bars)
    assert 15 < full <= 36
    assert bars[4][0] == "received"
    assert bars[4][1] == pytest.approx(full * 54 / 69, abs=0.01)
    assert bars[5] == ("given", full)
    assert bars[11] == ("given", 0)


def test_numbers_stand_beside_their_bars() -> None:
    """How often and from or to how many begins where the bar ends; never leaves the room to a dash."""
    found = read(FULL)
    ends = [float(str(text["x"]).rstrip("%")) for text in found.named("text") if text.get("y") == "35"]
    lengths = [float(str(rect["width"]).rstrip("%")) for rect in found.named("rect")][:12]
    assert ends == [
        pytest.approx(50 + side * length) for length, side in zip(lengths, (-1, 1) * len(FULL.exchanges), strict=True)
    ]
    assert "Encouragement, ideas 16× from 7 people from 7 people 16× to 11 people" in shown(FULL)
    assert "you give 0×." in found.text
    assert "3 people –" in shown(FULL)


def curve(found: Read, name: str) -> list[tuple[float, float]]:
    """Return the points of a curve of the page, from the top left in percent; none where it is not drawn."""
    lines = [str(line["points"]).split() for line in found.named("polyline") if line["class"] == name]
    return [(float(across), float(down)) for line in lines for across, down in (point.split(",") for point in line)]


def test_the_higher_curve_is_the_exchange_with_fewer_people() -> None:
    """Both curves have a point for each number of people, and the denser one lies above the other."""
    assert DEMO.signature
    assert DEMO.signature.before
    denser = read(DEMO)
    now, before = curve(denser, "now"), curve(denser, "before")
    assert len(now) == len(before) == 15
    assert [across for across, _ in now] == [across for across, _ in before]
    assert all(high < low for (_, high), (_, low) in zip(now, before, strict=True))
    assert now[0][1] == pytest.approx(100 - 100 * DEMO.signature.now[0], abs=0.01)
    assert all(one[0] < other[0] and one[1] >= other[1] for one, other in pairwise(now))
    broader = read(DEMO.replaced(signature=Signature(DEMO.signature.before, DEMO.signature.now)))
    assert (curve(broader, "now"), curve(broader, "before")) == (before, now)


def test_curves_are_told_apart_without_colour() -> None:
    """The legend names both in words with a sample of each, one dashed and hollow, and says what higher means."""
    assert "now the year before higher: with fewer people 100% 50% 0%" in shown(DEMO)
    assert "now the half year before higher: with fewer people" in shown(DEMO.replaced(compared_days=182))
    assert "jetzt das Jahr davor höher: mit weniger Menschen" in shown(DEMO, "de")
    css = spoken("en", page, PublishedReport(DEMO))
    assert re.search(r"line\.before \{ stroke-dasharray", css)
    assert re.search(r"circle\.before \{ fill: var\(--page\)", css)


def test_one_curve_is_compared_with_nothing() -> None:
    """Without a comparison there is one curve, as long as there are people, and no word of what was before."""
    found = read(FORMS["not compared"])
    assert len(curve(found, "now")) == 5
    assert curve(found, "before") == []
    assert "the year before" not in found.text
    assert "higher" not in found.text
    assert "Part of the exchange now with one person 50% with 2 people 75%" in found.text
    nothing = read(DEMO.replaced(signature=Signature((), None)))
    assert nothing.named("polyline") == []
    assert "people, strongest first" not in nothing.text


@pytest.mark.parametrize("form", FORMS)
def test_heads_are_capitals_to_the_eye_alone(form: str) -> None:
    """Heads stand in normal case in the page, for copying and for screen readers; CSS draws them as capitals."""
    text = spoken("en", page, PublishedReport(FORMS[form]))
    assert re.search(r"\nh2 \{[^}]*text-transform: uppercase", text)
    assert re.search(r"\n\.aside \{[^}]*text-transform: none", text)
    for head in re.findall(r"<h2>([^<]+)", text):
        assert not head.isupper()


def test_received_stands_above_given() -> None:
    """In both charts, their tables and descriptions what came is told first."""
    found = read(DEMO)
    assert "Period received given quarter 4 of 2024 5 16" in found.text
    assert "Area you receive you give Encouragement, ideas 15× from 7 people 12× to 7 people" in found.text
    tops = {
        hue: {float(str(rect["y"])) for rect in found.named("rect")[12:] if rect["class"] == hue}
        for hue in ("received", "given")
    }
    assert max(tops["received"]) < min(tops["given"])
    names = [text.get("class") for text in found.named("text") if text.get("x") == "0"]
    assert names == ["times received", "times given"]


def brackets(report: Report) -> list[tuple[float, float]]:
    """Return from where to where brackets below the chart by period reach, in percent of its width."""
    lines = [
        [float(str(line[end]).rstrip("%")) for end in ("x1", "x2")]
        for line in read(report).named("line")
        if "%" in str(line["x1"]) and line["y1"] == line["y2"] and line["x1"] != line["x2"]
    ]
    return [(first, last) for first, last in lines]


def columns(report: Report) -> list[float]:
    """Return where the columns of the chart by period stand, in percent of its width."""
    return [float(str(svg["x"]).rstrip("%")) for svg in read(report).named("svg") if "x" in svg]


def test_a_bracket_marks_the_twelve_months() -> None:
    """It reaches from the first to the last column with days of the twelve months, whatever is shown before them."""
    for report, inside in ((DEMO, 5), (FORMS["months"], 13)):
        ((first, last),) = brackets(report)
        middles = columns(report)
        assert sum(first < middle < last for middle in middles) == inside
        assert middles[-inside - 1] < first < middles[-inside]
        assert middles[-1] < last <= 100
    assert "past twelve months * so far" in shown(DEMO)
    assert "The bracket marks the twelve months from 24 November 2025 on" in shown(DEMO)


def test_no_bracket_marks_everything() -> None:
    """Where all periods lie within the twelve months, there is none, and no sentence about one."""
    report = DEMO.replaced(bars=DEMO.bars[-5:])
    assert brackets(report) == []
    assert "bracket" not in read(report).text


def test_questions_that_moved_are_listed() -> None:
    """Beside the rounds stand the questions that became a clear yes, and those that no longer are one."""
    assert (
        "Clear since the round before dialogue Are you online for honest conversations that go on, rather than to "
        "broadcast? respect Do you treat people online with respect and sincerity, even when you disagree? "
        "No longer clear leaving a gap Does it" in read(FORMS["moved"]).text
    )
    found = read(DEMO)
    assert "Clear since the round before same extent Do you" in found.text
    assert "No longer clear" not in found.text
    still = read(DEMO.replaced(questions=DEMO.questions.replaced(compared=ComparedChecks((), (), 1.0, clear=False))))
    assert [dl.get("class") for dl in found.named("dl")] == ["moved"]
    assert still.named("dl") == []


def test_moved_questions_come_from_answers(run: Run) -> None:
    """What the page lists comes from the two latest rounds in the log."""
    run("import", "jsonl", "-", stdin=TWO_ROUNDS)
    found = Read(run("report", "--html", "-").out).text
    assert "Clear since the round before respect Do you treat" in found
    assert "No longer clear dialogue Are you online" in found


@pytest.mark.slow
@settings(max_examples=60)
@given(REPORTS, st.sampled_from(["de", "en"]), NAMES)
def test_any_report_is_a_sound_page(report: Report, language: str, name: str) -> None:
    """Any numbers, codes and names give balanced elements, and only ours."""
    found = read(report, language, name)
    assert {tag for tag, _ in found.elements} <= TAGS
    assert {attribute for _, attributes in found.elements for attribute in attributes} <= ATTRIBUTES


def named(name: str) -> Report:
    """Return a report with this name, circle or text wherever it holds one."""
    return FULL.replaced(
        exchanges=tuple(row.replaced(sole=row.sole and name) for row in FULL.exchanges),
        lively=(name, name),
        quiet=tuple(person.replaced(name=name) for person in FULL.quiet),
        one_sided=(name,),
        questions=FULL.questions.replaced(
            steps=tuple(step.replaced(text=name, name=name) for step in FULL.questions.steps)
        ),
    )


@lru_cache(maxsize=8)
def page_about(name: str, person: str, circle: str) -> str:
    """Return the page of one person or of one circle, with this name wherever it holds one."""
    return spoken("en", page, PublishedReport(named(name), person, circle))


@pytest.mark.slow
@settings(max_examples=60)
@given(st.sampled_from(HOSTILE) | st.text() | st.text("<>&\"'/= a"))
def test_no_name_becomes_markup(name: str) -> None:
    """A page has the same elements and attributes whatever people are called, and no sign that acts."""
    for person, circle in (("", name), (name, "")):
        text = page_about(name, person, circle)
        assert Read(text).elements == Read(page_about("Ada", person and "Ada", circle and "Ada")).elements
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)


def test_a_name_is_shown_as_it_is_written() -> None:
    """What looks like markup is read as text."""
    assert "<script>alert(1)</script> · <script>" in read(named(HOSTILE[0])).text.replace("\xa0", " ")


def test_a_missing_value_is_no_empty_text() -> None:
    """A template that asks for what is not there fails, so no page silently lacks a part."""
    with pytest.raises(Exception, match="undefined"):
        filled("report.html.j2")


def test_colours_are_told_apart_and_readable() -> None:
    """Texts reach 4.5:1 on paper in both modes (WCAG 2.2, 1.4.3); given is ochre, received teal, and none is red."""
    for palette in palettes():
        assert min(contrast(palette[name], palette["page"]) for name in ("ink", "quiet", "received", "given")) >= 4.5
        assert 165 < hue(palette["received"]) < 195
        assert 30 < hue(palette["given"]) < 45


def palettes() -> list[dict[str, str]]:
    """Return the colours by name: light, dark, and in print."""
    css = spoken("en", page, PublishedReport(EMPTY))
    blocks = [dict(re.findall(r"--(\w+): #(\w+);", block)) for block in re.findall(r":root \{(.*?)\}", css, re.DOTALL)]
    assert len(blocks) == 3
    return [
        {name: code * 2 if len(code) == 3 else code for name, code in (blocks[0] | block).items()} for block in blocks
    ]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(code: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(code[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def hue(code: str) -> float:
    """Return the hue of a colour in degrees, red being 0."""
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return 360 * rgb_to_hls(red, green, blue)[0]


def test_a_file_is_private_and_whole(run: Run, home: Path) -> None:
    """The page lies in a file that only its owner reads, an old one is replaced, and where it is stands in a remark."""
    run("import", "jsonl", "-", stdin=LOG)
    target = home / "page.html"
    target.write_text("old", encoding="utf-8")
    done = run("report", "--html", str(target), "--svg", str(home / "picture.svg"))
    assert done.out == ""
    assert done.err.splitlines() == [f"✓ Report in {target}", f"✓ Report in {home / 'picture.svg'}"]
    assert "help from Ada Quill" in Read(target.read_text(encoding="utf-8")).text.replace("\xa0", " ")
    assert {path.stat().st_mode & 0o777 for path in (target, home / "picture.svg")} == {0o600}


def test_standard_output(run: Run, home: Path) -> None:
    """The file - is standard output, which takes one answer only; a folder is none."""
    assert run("report", "--html", "-", "--lang", "de").out.startswith('<!DOCTYPE html>\n<html lang="de">')
    for options in (["--html", "-", "--svg", "-"], ["--json", "--html", "-"], ["--json", "--svg", str(home / "x")]):
        refused = run("report", *options, expect=2)
        assert (refused.out, refused.err) == ("", f"Only one of these at a time: {', '.join(said(options))}.\n")
    assert "cannot be written" in run("report", "--html", str(home), expect=1).err


def test_templates_are_loaded_only_for_pages() -> None:
    """The report on the terminal needs none."""
    program = "import sys; from netcheck.main import main; main(); print('jinja2' in sys.modules)"
    for options, needs in (([], "False"), (["--no-names"], "False"), (["--html", "-"], "True")):
        done = subprocess.run([sys.executable, "-c", program, "report", *options], check=True, capture_output=True)
        assert done.stdout.decode().split()[-1] == needs


def said(options: list[str]) -> list[str]:
    """Return options as a refusal names them."""
    return (
        ["--html -", "--svg -"]
        if "--json" not in options
        else [option for option in options if option.startswith("--")]
    )
