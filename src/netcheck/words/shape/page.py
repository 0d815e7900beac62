"""The shape of what a report says as a page or a picture, beside its own sentences."""

from __future__ import annotations

from netcheck.value import Value


class PageWords(Value):
    """Heads of tables, names of periods, and what stands for names that are not to be shown."""

    as_table: str
    area: str
    span: str
    quarter: str
    quarter_short: str
    each: str
    footer: str
    nameless: str
    person: str
    group: str
    circle: str
    archive: str
    written: str
