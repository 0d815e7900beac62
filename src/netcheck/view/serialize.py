"""Everything that leaves as JSON, JSONL or CSV."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from netcheck.domain.model import LINES, RECORDS, Check, Circle, Contact, Event, Step
from netcheck.domain.record import FieldType
from netcheck.value import Value
from netcheck.view.text import iso_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from netcheck.domain.command_log import Change, Command
    from netcheck.domain.compare_days import ComparedDays
    from netcheck.domain.duplicates import Pair
    from netcheck.domain.explain import Explained, Explanation
    from netcheck.domain.facts import FactsRow
    from netcheck.domain.model import GuideEntry, Kind, Ledger
    from netcheck.domain.names import Directory
    from netcheck.domain.record import Field, Record
    from netcheck.domain.report import CheckRow, ContactRow, Report, Reserve
    from netcheck.domain.series import Series
    from netcheck.domain.suggestions import Suggestion
    from netcheck.domain.whom_to_ask import Helper, Helpers
    from netcheck.domain.windows import Comparison

JsonObject = dict[str, object]

_AT_ONCE = 200
"""How many values of a long array become text at once."""


def dump(value: object) -> str:
    """Return the value as JSON text: letters stay letters, what cannot be seen is escaped.

    The keys of an object and the items of an array stand on lines of their own, each item on one.
    """
    lines = _lines(value, "\n")
    return lines if lines.replace("\n", "").isprintable() else "\n".join(map(_escaped, lines.split("\n")))


def _lines(value: object, end: str) -> str:
    """Return a value as text whose lines end, and begin, with `end`."""
    inner = end + "  "
    if value and isinstance(value, dict):
        return f"{{{','.join(f'{inner}{_ENCODE(key)}: {_lines(one, inner)}' for key, one in value.items())}{end}}}"
    if value and isinstance(value, (list, tuple)):
        return f"[{','.join(f'{inner}{_ENCODE(one)}' for one in value)}{end}]"
    return _ENCODE(value)


_ENCODE = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def dump_array(values: Iterable[object]) -> Iterator[str]:
    """Yield in pieces what `dump` returns for the list of all the values, and a newline."""
    before, coming = "[", iter(values)
    while some := list(islice(coming, _AT_ONCE)):
        yield f"{before}\n{dump(some)[2:-2]}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def csv_text(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the rows as lines of a table (RFC 4180), whose line ends must stay as they are."""
    from csv import writer

    line = io.StringIO(newline="")
    table = writer(line)
    for row in rows:
        table.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


_WRITTEN: Mapping[FieldType, Callable[[Any], object]] = {
    FieldType.DAY: iso_day,
    FieldType.PAST_DAY: iso_day,
    FieldType.FLAG: bool,
    FieldType.SET: list,
    FieldType.BY_QUESTION: dict,
    FieldType.MAPPING: dict,
}
"""What turns a value into one that JSON has; all others stay as they are."""


_NONE = object()


class _Column(NamedTuple):
    """A field as it is written: where its value is, its keys, and what its value becomes.

    `named` is the key of the contact's name, which stands before the contact's id, "" for none; in files only if the
    field has no default.
    """

    place: int
    key: str
    named: str
    default: object
    always: bool
    shown: bool
    written: Callable[[Any], object] | None


@cache
def _columns(record: type[Record]) -> list[_Column]:
    return [
        _Column(
            place,
            field.key,
            field.of if field.type is FieldType.CONTACT and field.of else "",
            _NONE if field.required else field.default,
            field.always,
            field.shown,
            _WRITTEN.get(field.type),
        )
        for place, field in enumerate(record.fields.values())
        if field.key
    ]


def record_json(record: type[Record], values: Sequence[Any], names: Mapping[str, str | None]) -> JsonObject:
    """Return a record with all its keys; `values` are those of its fields, `names` those of contacts by id."""
    row: JsonObject = {"type": record.entity}
    for place, key, named, _, _, shown, written in _columns(record):
        value = values[place]
        if named:
            row[named] = None if value is None else names[value]
        if shown:
            row[key] = written(value) if written else value
    return row


def circle_json(circle: Circle, members: Sequence[str]) -> JsonObject:
    """Return a circle with all its keys, and the names of its people."""
    return {**record_json(Circle, circle.row(), {}), "contacts": [*members]}


def step_json(number: int, step: Step, names: Mapping[str, str]) -> JsonObject:
    """Return a step with all its keys, and the number by which commands know it."""
    return {"type": Step.entity, "number": number, **record_json(Step, step.row(), names)}


def check_json(number: int, check: Check, names: Mapping[str, str]) -> JsonObject:
    """Return one round of questions with all its keys, its number, its count and its gap to the log.

    A contact who is not there any more has no name.
    """
    from netcheck.domain.checklist import clear_yes
    from netcheck.domain.evidence import gap

    known = {check.contact_id: names.get(check.contact_id)} if check.contact_id else {}
    apart = gap(check)
    return {
        "type": Check.entity,
        "number": number,
        **record_json(Check, check.row(), known),
        "yes": clear_yes(check),
        "of": len(check.answers),
        "gap": apart.value if apart else None,
    }


def event_json(event: Event, name: str) -> JsonObject:
    """Return an entry with all its keys; `name` is its contact's."""
    return record_json(Event, event.row(), {event.contact_id: name})


def contact_json(contact: Contact, entries: Sequence[int]) -> JsonObject:
    """Return a contact with all its keys and what its packed entries add up to, by direction and function."""
    from netcheck.domain.contact_summary import contact_summary

    sums = contact_summary(entries)
    return {
        **record_json(Contact, contact.row(), {}),
        "entries": sums.entries,
        **sums.by_direction,
        "first": iso_day(sums.first),
        "last": iso_day(sums.last),
        "functions": {"received": sums.received, "given": sums.given},
    }


def pair_json(pair: Pair, contacts: Mapping[str, Contact]) -> JsonObject:
    """Return two contacts who are likely one person: who they are, why, and how likely."""
    return {
        "a_id": pair.a_id,
        "a_name": contacts[pair.a_id].name,
        "b_id": pair.b_id,
        "b_name": contacts[pair.b_id].name,
        "reason": {"identifiers": list(pair.identifiers), "names": pair.names, "birthdays": pair.birthdays},
        "score": pair.score,
    }


def command_json(command: Command, sentences: Sequence[str]) -> JsonObject:
    """Return a command with its changes, and the sentences that tell them."""
    return {
        "id": command.id,
        "verb": command.verb,
        "at": command.at,
        "undone": command.undone,
        "size": command.size,
        "sentences": list(sentences),
        "changes": [_change_json(change) for change in command.changes],
    }


def _change_json(change: Change) -> JsonObject:
    return {
        "entity": change.entity,
        "id": change.id,
        "before": _values_json(change.entity, change.before),
        "after": _values_json(change.entity, change.after),
    }


def _values_json(entity: str, values: Mapping[str, Any] | None) -> JsonObject | None:
    """Return the fields of a thing as it was, under the keys that they have in files."""
    if values is None:
        return None
    fields = RECORDS[entity].fields
    written = ((fields[name], value) for name, value in values.items())
    return {field.key or field.name: _WRITTEN.get(field.type, _same)(value) for field, value in written}


def _same(value: object) -> object:
    return value


def _escaped(line: str) -> str:
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in line)


_LINE_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def jsonl_lines(ledger: Ledger, events: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yield one JSON object a line, without its newline, sorted by type and id; what cannot be seen is escaped.

    `events` are the values of all events, in order of id; those of the ledger are passed over. Keys stand in the order
    of the fields; what has its default value is left out, except the note.
    """
    names = {contact.id: contact.name for contact in ledger.contacts.values()}
    things: dict[str, Iterable[Record]] = {
        "check": ledger.checks,
        "circle": ledger.circles,
        "contact": ledger.contacts.values(),
        "distinct": ledger.distinct,
        "guide": ledger.guide,
        "step": ledger.steps,
    }
    for entity, record in LINES.items():
        found = sorted(things.get(entity, ()), key=attrgetter("id"))
        rows = events if record is Event else (thing.row() for thing in found)
        for values in rows:
            line = _LINE_ENCODER.encode(_line(record, values, names))
            yield line if line.isprintable() else _escaped(line)


def _line(record: type[Record], values: Sequence[Any], names: Mapping[str, str]) -> JsonObject:
    """Return what a line of a file says of a record."""
    row: JsonObject = {"type": record.entity}
    for place, key, named, default, always, _, written in _columns(record):
        value = values[place]
        if named and default is _NONE:
            row[named] = names[value]
        if always or value != default:
            row[key] = written(value) if written else value
    return row


def csv_rows(events: Iterable[Sequence[Any]], names: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield the cells of the header and of each event, for `csv.writer` (RFC 4180).

    `events` are the values of events, `names` those of contacts by id. Days are ISO, flags 1 or empty; the contact is
    named, and the id comes last. A cell that a spreadsheet might take for a formula gets an apostrophe in front, which
    `netcheck import csv` takes away again.
    """
    from netcheck.domain.spreadsheet import as_text

    identity, *others = Event.fields.values()
    yield [str(field.of) if field.type is FieldType.CONTACT else field.key for field in [*others, identity]]
    for event_id, *values in events:
        cells = [_cell(field, value, names) for field, value in zip(others, values, strict=True)]
        yield [as_text(cell) for cell in [*cells, event_id]]


def _cell(field: Field, value: Any, names: Mapping[str, str]) -> str:  # noqa: ANN401 - any value of any field
    if field.type is FieldType.CONTACT:
        return names[value]
    if field.type is FieldType.FLAG:
        return "1" if value else ""
    return str(_WRITTEN.get(field.type, _same)(value))


SCHEMA = 2


def report_json(report: Report) -> dict[str, Any]:
    """Return the report as a JSON value."""
    from netcheck.domain.registry import MEASURES

    return {
        "schema": SCHEMA,
        "today": iso_day(report.day),
        "half_life_days": report.half_life_days,
        "log": report.log.as_dict() | {"first": iso_day(report.log.first), "last": iso_day(report.log.last)},
        "measures": {row.measure: _plain(getattr(report, row.measure)) for row in MEASURES if row.value},
        "contacts": [_contact_row(row) for row in report.contacts],
        "too_little": report.too_little,
        "effort_changed": report.effort_changed,
        "density": report.density,
        "compared_days": report.compared_days,
        "not_compared": report.not_compared,
        "comparison": _comparison_json(report.comparison),
        "checks": [_check_row(row) for row in report.checks],
        "history": [{"on": iso_day(row.day), **row.values, "events": row.events} for row in report.history],
    }


def _plain(value: object) -> object:
    """Return a measure as a JSON value; the fields of its object are its keys."""
    if isinstance(value, Value):
        return {key: _plain(part) for key, part in value.as_dict().items()}
    return dict(value) if isinstance(value, Mapping) else value


def _comparison_json(found: Comparison | None) -> dict[str, Any] | None:
    from netcheck.domain.windows import Changing

    if found is None:
        return None
    told: dict[str, Any] = {key: compared and compared.as_dict() for key, compared in found.compared.items()}
    # How many came and went stands among the measures.
    told[Changing.TIES] = {"p": told[Changing.TIES]["p"]}
    return {"events": list(found.events), "compared_on": found.compared_on, **told}


def _contact_row(row: ContactRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "strength": row.strength,
        "silence": row.silence,
        "quiet": row.quiet,
        "lapsed": row.lapsed,
        "given": row.given,
        "received": row.received,
        "share": row.share,
        "low": row.low,
        "high": row.high,
        "verdict": row.verdict,
        "last": iso_day(row.last),
    }


def _check_row(row: CheckRow) -> dict[str, Any]:
    return {
        "on": iso_day(row.day),
        "voice": row.voice,
        "with": row.name,
        "yes": row.yes,
        "of": row.of,
        "gap": row.gap.value if row.gap else None,
    }


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """Return every measure with the numbers that go in and come out, of two windows, and without one person."""
    report = explanation.report
    return {
        "schema": SCHEMA,
        "today": iso_day(report.day),
        "events": report.lately.events,
        "contacts": report.lately.contacts,
        "too_little": report.too_little,
        "compared_days": report.compared_days,
        "not_compared": report.not_compared,
        "without": explanation.without,
        "measures": {explained.measure: _explained(explained) for explained in explanation.measures},
    }


def series_json(series: Series) -> dict[str, Any]:
    """Return one measure over time, under its key; `period` is null where the points are no ends of periods."""
    return {
        "schema": SCHEMA,
        "measure": series.key,
        "period": series.period,
        "series": [{"on": iso_day(point.day), "value": point.value} for point in series.points],
    }


def against_json(two: ComparedDays) -> dict[str, Any]:
    """Return both reports, and what the windows up to them tell of each other."""
    from netcheck.domain.report_builder import density_of
    from netcheck.domain.windows import Changing, Comparison

    found = two.comparison if isinstance(two.comparison, Comparison) else None
    return {
        "schema": SCHEMA,
        "then": report_json(two.then.report),
        "now": report_json(two.now.report),
        "change": dict(found.changes) if found else dict.fromkeys(Changing),
        "density": density_of(found),
        "compared_days": found.windows.days if found else None,
        "comparison": _comparison_json(found),
    }


def _explained(explained: Explained) -> dict[str, Any] | None:
    if not explained.facts:
        return None
    return {
        "facts": dict(explained.facts),
        "rows": [_row(row) for row in explained.rows],
        "verdict": explained.code or None,
        "contact": explained.name or None,
        "change": explained.change,
        "compared": explained.compared and explained.compared.as_dict(),
        "without": dict(explained.without) or None,
        "without_contact": explained.without_name or None,
    }


def _row(row: FactsRow) -> dict[str, Any]:
    label = {"of": row.key} if row.key else {}
    name = {"name": row.name} if row.name else {}
    return label | name | {"facts": dict(row.facts)}


def suggestions_json(found: Iterable[Suggestion], guide: GuideEntry | None, directory: Directory) -> JsonObject:
    """Return the user's own words, or null, and the suggestions: what all have in common, then what each needs."""
    from netcheck.view.suggest import line_of

    return {
        "guide": _guide_entry_json(guide),
        "suggestions": [
            {"reason": one.reason, **_who_json(one.contact), "line": line_of(one, directory), **_facts_json(one)}
            for one in found
        ],
    }


def asking_json(found: Iterable[Helpers], kind: Kind, guide: GuideEntry | None, reserve: Reserve | None) -> JsonObject:
    """Return the lists of people who could be asked for something of a kind, and for a crisis who has been there."""
    return {
        "kind": kind,
        "reserve": reserve and _plain(reserve),
        "guide": _guide_entry_json(guide),
        "lists": [{"tie": helpers.tie, "people": [_helper_json(one) for one in helpers.people]} for helpers in found],
    }


def _guide_entry_json(guide: GuideEntry | None) -> dict[str, str] | None:
    return None if guide is None else {"id": guide.id, "text": guide.text}


def _who_json(contact: Contact | None) -> JsonObject:
    if contact is None:
        return {"with": None, "with_id": None, "identifiers": []}
    return {"with": contact.name, "with_id": contact.id, "identifiers": list(contact.identifiers)}


def _facts_json(one: Suggestion) -> JsonObject:
    from netcheck.domain.suggestions import DueStep, FunctionAtRisk, LongSilent, Unreturned

    match one:
        case LongSilent():
            return {"last": iso_day(one.last), "longest_days": one.gap, "kinds": list(one.kinds), "offer": one.offer}
        case Unreturned():
            return {"event": one.entry and event_json(one.entry, one.contact.name), "offer": one.offer}
        case DueStep():
            return {"number": one.number, "step_id": one.step.id, "text": one.step.text, "by": iso_day(one.step.by)}
        case FunctionAtRisk():
            others = [contact.name for contact in one.others]
            return {"function": one.function, "sole": one.sole, "via": one.via, "others": others}


def _helper_json(one: Helper) -> JsonObject:
    return {
        **_who_json(one.contact),
        "kind": one.kind,
        "first": iso_day(one.first),
        "once": one.once,
        "last": iso_day(one.last),
    }
