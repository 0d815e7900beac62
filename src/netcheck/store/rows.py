"""How a record stands in the tables: its columns, and its values as cells and as the JSON of an op."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from netcheck.domain.model import RECORDS
from netcheck.domain.record import FieldType
from netcheck.store.ids import id_text, stored_id
from netcheck.store.schema import columns
from netcheck.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from enum import StrEnum

    from netcheck.domain.record import Field, Record
    from netcheck.store.ids import Stored

_IDS = {FieldType.ID, FieldType.CONTACT}
_OBJECTS = {FieldType.BY_QUESTION, FieldType.MAPPING}
_EMPTY: dict[FieldType, object] = {FieldType.DAY: 0, FieldType.PAST_DAY: 0, FieldType.FLAG: False, FieldType.NUMBER: 1}
"""What stands for a field without a default in a creation that does not have it; "" where nothing is said."""


class Layout(Value):
    """The columns of one record's table, by position. What is chosen from an enum is stored as its place there.

    `told` are the columns that the JSON of a creation may hold, each with its name and default.
    `contact` is the column that holds the contact which the thing is about: for a contact its own id; None for things
    that are about nobody.
    """

    record: type[Record]
    entity: str
    names: Sequence[str]
    ids: Sequence[int]
    objects: Sequence[int]
    choices: Mapping[int, Sequence[StrEnum]]
    told: Sequence[tuple[int, str, Any]]
    contact: int | None

    def cells(self, values: Sequence[Any]) -> list[Any]:
        """Return what the columns hold, for values in the order of the columns."""
        cells = list(values)
        for place in self.ids:
            if cells[place] is not None:
                cells[place] = stored_id(cells[place])
        for place in self.objects:
            cells[place] = encode(cells[place])
        for place, members in self.choices.items():
            cells[place] = members.index(cells[place])
        return cells

    def values(self, cells: Sequence[Any]) -> list[Any]:
        """Return the values of the cells of one row; flags stay numbers."""
        values = list(cells)
        for place in self.ids:
            if values[place] is not None:
                values[place] = id_text(values[place])
        for place in self.objects:
            values[place] = decode(values[place])
        for place, members in self.choices.items():
            values[place] = members[values[place]]
        return values

    def creation(self, values: Sequence[Any]) -> str:
        """Return the JSON of a creation: what is not at its default, without the id and the contact."""
        return encode({name: values[place] for place, name, default in self.told if values[place] != default})

    def subject(self, cells: Sequence[Any]) -> Stored | None:
        """Return the contact that the thing of these cells is about."""
        if self.contact is None:
            return None
        subject: Stored | None = cells[self.contact]
        return subject


_UNSET = object()


def encode(value: object) -> str:
    """Return a value as the JSON of an op or a cell."""
    return _encoder()(value)


def decode(text: str) -> Any:  # noqa: ANN401 - whatever JSON says
    """Return the value of the JSON of an op or a cell."""
    import json

    return json.loads(text)


@cache
def _encoder() -> Callable[[object], str]:
    import json  # takes a fiftieth of a short run, and who only looks mostly needs none of it

    return json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def empty(field: Field) -> object:
    """Return the value of a field that a creation leaves out."""
    if not field.required:
        return field.default
    if field.type is FieldType.CHOICE:
        return next(iter(field.of)).value
    return {} if field.type in _OBJECTS else _EMPTY.get(field.type, "")


def allowed(field: Field) -> Sequence[object] | None:
    """Return the values that a field, or each item of a mapping by question, may have; None if they are not listed."""
    if field.type is FieldType.NUMBER:
        return range(1, field.of + 1)
    chosen = field.type is FieldType.CHOICE or (field.type is FieldType.BY_QUESTION and field.of is not str)
    return [choice.value for choice in field.of] if chosen else None


@cache
def layout(entity: str) -> Layout:
    """Return the columns of a record's table."""
    record = RECORDS[entity]
    fields = columns(record)
    about = [place for place, field in enumerate(fields) if field.type is FieldType.CONTACT]
    contact = 0 if entity == "contact" else about[0] if about else None
    return Layout(
        record,
        entity,
        [field.name for field in fields],
        [place for place, field in enumerate(fields) if field.type in _IDS or field.name == "id"],
        [place for place, field in enumerate(fields) if field.type in _OBJECTS],
        {place: tuple(field.of) for place, field in enumerate(fields) if field.type is FieldType.CHOICE},
        [
            (place, field.name, _UNSET if field.required else field.default)
            for place, field in enumerate(fields)
            if place and place != contact
        ],
        contact,
    )


def record_values(record: Record) -> list[Any]:
    """Return the values of a record in the order of its columns."""
    return [getattr(record, name) for name in layout(record.entity).names]
