"""What a report says as a page or a picture, in English."""

from netcheck.words.shape.page import PageWords

TEXTS = PageWords(
    as_table="As a table",
    area="Area",
    span="Period",
    quarter="quarter {part} of {year}",
    quarter_short="Q{part}",
    each="{what}: {first}, {second}",
    footer="Drawn by netcheck from your log. This page loads nothing and sends nothing.",
    nameless="People go by letters here; their order means nothing.",
    person="Person {letter}",
    group="Group {letter}",
    circle="a circle",
    archive="An archive",
    written="✓ Report in {path}",
)
