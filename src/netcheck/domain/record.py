"""A small base class for records: frozen values whose fields are declared once, with what stores and files need."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar, Self, dataclass_transform

_REQUIRED: Any = object()
_set = object.__setattr__


class FieldType(StrEnum):
    """What a field holds. Each room has one table by these: columns, values for JSON, checks of a file's line."""

    ID = "id"
    """Who or what this is, or which other thing is meant: text."""
    CONTACT = "contact"
    """The id of the contact that the thing is about; `of` is the key under which JSON has the contact's name.

    A file has the name too if the field must be there, and then may say the name alone.
    """
    TEXT = "text"
    """Any text."""
    NAME = "name"
    """Text of which something can be seen."""
    BIRTHDAY = "birthday"
    """"YYYY-MM-DD", "--MM-DD" without a year, or ""."""
    INTERVAL = "interval"
    """How often to be reminded, as `domain.cadence` writes it, or ""."""
    DAY = "day"
    """A proleptic Gregorian ordinal (`datetime.date.toordinal`); None if that is the default and it is not set."""
    PAST_DAY = "past_day"
    """A day that is not after today."""
    FLAG = "flag"
    NUMBER = "number"
    """A whole number from 1 to `of`."""
    CHOICE = "choice"
    """A member of the enum `of`."""
    QUESTION = "question"
    """The id of one of the ten questions, or None."""
    GUIDE_QUESTION = "guide_question"
    """The id of one of the questions of the guide."""
    BY_QUESTION = "by_question"
    """A mapping from ids of the ten questions to `of`: an enum, or any text."""
    MAPPING = "mapping"
    """A mapping from text to anything that JSON can hold."""
    SET = "set"
    """Sorted texts without repetition; each is stored as a record `of` its own."""


class Field:
    """One field of a record.

    `name` is given by the class. `key` is its name in files, "" for what never leaves the store; `always` says that it
    stands in a file even at its default; `shown` is False for what is exported but printed nowhere. `of` depends on
    the type.
    """

    __slots__ = ("_named_alike", "always", "default", "key", "kw_only", "name", "of", "shown", "type")

    def __init__(
        self,
        type_: FieldType,
        *,
        default: object = _REQUIRED,
        key: str | None = None,
        of: object = None,
        always: bool = False,
        shown: bool = True,
        kw_only: bool = False,
        name: str = "",
    ) -> None:
        self._named_alike = key is None
        self.key = key or name
        self.name = name
        self.type = type_
        self.default: Any = default
        self.of: Any = of
        self.always, self.shown, self.kw_only = always, shown, kw_only

    def belong(self, name: str) -> None:
        """Take the name that stands in the class."""
        self.name = name
        if self._named_alike:
            self.key = name

    @property
    def required(self) -> bool:
        """Whether there is no default."""
        return self.default is _REQUIRED


def field(type_: FieldType, **how: Any) -> Any:  # noqa: ANN401 - stands where the value will be
    """Declare a field, as `Field` takes it; without `key` it has its own name in files."""
    return Field(type_, **how)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class _Declared(type):
    """Turns the fields of a class body into slots."""

    def __new__(mcs, name: str, bases: tuple[type, ...], body: dict[str, Any], *, entity: str = "") -> _Declared:
        found = {key: value for key, value in body.items() if isinstance(value, Field)}
        for key, value in found.items():
            value.belong(key)
        kept = {key: value for key, value in body.items() if key not in found}
        slots = {"__slots__": tuple(found), "entity": entity, "fields": found}
        defaults = {key: value.default for key, value in found.items() if not value.required}
        positional = tuple(key for key, value in found.items() if not value.kw_only)
        return super().__new__(mcs, name, bases, {**kept, **slots, "defaults": defaults, "positional": positional})


class Record(metaclass=_Declared):
    """A frozen value with named fields, compared by class and fields.

    `entity` is the word under which things of this class are stored. Making a record takes about 2 µs: what
    handles a hundred thousand of them passes rows on instead.
    """

    entity: ClassVar[str]
    fields: ClassVar[dict[str, Field]]
    defaults: ClassVar[dict[str, Any]]
    positional: ClassVar[tuple[str, ...]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - any value of any field
        values = dict(zip(self.positional, args, strict=False))
        if len(args) < len(self.fields):
            values = {**self.defaults, **kwargs, **values}
        if len(values) != len(self.fields):
            raise TypeError(f"{type(self).__name__} does not consist of {[*values]}")
        for name, value in values.items():
            _set(self, name, value)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name}")

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.fields)

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, name) for name in self.fields)))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.fields)
        return f"{type(self).__name__}({values})"

    def replaced(self, **changes: Any) -> Self:  # noqa: ANN401 - any value of any field
        """Return this record with some fields changed."""
        return type(self)(**(self.values() | changes))

    def values(self) -> dict[str, Any]:
        """Return the fields' values by name."""
        return {name: getattr(self, name) for name in self.fields}

    def row(self) -> list[Any]:
        """Return the fields' values in order."""
        return [getattr(self, name) for name in self.fields]
