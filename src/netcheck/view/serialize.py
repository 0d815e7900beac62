"""Everything that leaves as JSON, JSONL or CSV."""

from __future__ import annotations

import io
import json
from datetime import date
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from netcheck.domain.contact_summary import contact_summary
from netcheck.domain.model import Contact, Direction, Event
from netcheck.domain.record import FieldType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from netcheck.domain.command_log import Change, Command
    from netcheck.domain.compare_days import ComparedDays
    from netcheck.domain.explain import Explained, Explanation, Row
    from netcheck.domain.measures import Loss, Reciprocity, Retention, Share
    from netcheck.domain.model import Check, Contact, GuideEntry, Kind, Ledger, Step
    from netcheck.domain.names import Directory
    from netcheck.domain.report import CheckRow, ContactRow, Coverage, HistoryRow, Report, Spread, Totals
    from netcheck.domain.series import Series
    from netcheck.domain.suggestions import Suggestion
    from netcheck.domain.whom_to_ask import Helper, Helpers
    from netcheck.words import Words


_AT_ONCE = 200


def dump(value: object) -> str:
    """Return the value as JSON text: letters stay letters, what cannot be seen is escaped."""
    lines = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False).split("\n")
    return "\n".join(line if line.isprintable() else _escaped(line) for line in lines)


def dump_array(values: Iterable[object]) -> Iterator[str]:
    """Yield in pieces what `dump` returns for the list of all the values, and a newline."""
    before, coming = "[", iter(values)
    while some := list(islice(coming, _AT_ONCE)):
        yield f"{before}\n{dump(some)[2:-2]}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def event_json(event: Event, name: str) -> dict[str, object]:
    """Return an entry with all its keys; `name` is its contact's."""
    return {
        "type": "event",
        "id": event.id,
        "on": _iso(event.day),
        "with": name,
        "with_id": event.contact_id,
        "direction": event.direction,
        "kind": event.kind,
        "weight": event.weight,
        "note": event.note,
        "asked": event.asked,
        "one_sided": event.one_sided,
        "source": event.source,
    }


def contact_json(contact: Contact, events: Sequence[Event]) -> dict[str, object]:
    """Return a contact with all its keys and what its entries add up to, by direction and function."""
    sums = contact_summary(events)
    return {
        "type": "contact",
        "id": contact.id,
        "name": contact.name,
        "aliases": list(contact.aliases),
        "identifiers": list(contact.identifiers),
        "circles": list(contact.circles),
        "birthday": contact.birthday,
        "note": contact.note,
        "no_balance": contact.no_balance,
        "group": contact.group,
        "every": contact.every,
        "snooze_until": _iso(contact.snooze_until),
        "ignored": contact.ignored,
        "entries": sums.entries,
        **{direction.value: sum(event.direction == direction for event in events) for direction in Direction},
        "first": _iso(sums.first),
        "last": _iso(sums.last),
        "functions": {"received": sums.received, "given": sums.given},
    }


def command_json(command: Command, sentences: Sequence[str]) -> dict[str, object]:
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


def _change_json(change: Change) -> dict[str, object]:
    return {
        "entity": change.entity,
        "id": change.id,
        "before": None if change.before is None else dict(change.before),
        "after": None if change.after is None else dict(change.after),
    }


def _iso(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()


def _escaped(line: str) -> str:
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in line)


_EVENT_FIELDS = Event.fields.values()
_CONTACT = [field.type for field in _EVENT_FIELDS].index(FieldType.CONTACT)
_EVENT_KEYS = [field.key or "" for field in _EVENT_FIELDS]
_EVENT_KEYS.insert(_CONTACT, "with")
_AS_SHOWN: dict[FieldType, Callable[[Any], object]] = {FieldType.PAST_DAY: _iso, FieldType.FLAG: bool}
_SHOWN = [(field.key or "", _AS_SHOWN[field.type]) for field in _EVENT_FIELDS if field.type in _AS_SHOWN]


def event_row_json(values: Sequence[Any], names: Mapping[str, str]) -> dict[str, object]:
    """Return what `event_json` does, for an entry's values in the order of its fields; `names` are the contacts'."""
    told = [*values[:_CONTACT], names[values[_CONTACT]], *values[_CONTACT:]]
    row: dict[str, object] = {"type": Event.entity, **dict(zip(_EVENT_KEYS, told, strict=True))}
    for key, shown in _SHOWN:
        row[key] = shown(row[key])
    return row


def csv_cells(entry: Mapping[str, object]) -> tuple[str, ...]:
    """Return the cells below CSV_HEADER of an entry that `event_row_json` returned, as `csv_rows` does."""
    cells = [("1" if value else "") if isinstance(value, bool) else str(value) for value in map(entry.get, CSV_HEADER)]
    return tuple("'" + cell if cell.startswith(_FORMULA) else cell for cell in cells)


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


JsonObject = dict[str, object]

_LINE_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def jsonl_lines(ledger: Ledger) -> Iterator[str]:
    """Yield one JSON object a line, without its newline, sorted by type and id; to be written as UTF-8.

    Keys stand in a fixed order; what has its default value is left out, except the note.
    """
    contacts = ledger.contacts
    by_id = attrgetter("id")
    for check in sorted(ledger.checks, key=by_id):
        yield _LINE_ENCODER.encode(_check_line(check))
    for contact in sorted(contacts.values(), key=by_id):
        yield _LINE_ENCODER.encode(_contact_line(contact))
    for event in sorted(ledger.events, key=by_id):
        yield _LINE_ENCODER.encode(_event_line(event, contacts))
    for entry in sorted(ledger.guide, key=by_id):
        yield _LINE_ENCODER.encode(_guide_line(entry))
    for step in sorted(ledger.steps, key=by_id):
        yield _LINE_ENCODER.encode(_step_line(step))


def _check_line(check: Check) -> JsonObject:
    row: JsonObject = {"type": "check", "id": check.id, "on": _iso(check.day), "voice": check.voice}
    _add_present(row, with_id=check.contact_id)
    if check.question_set != 1:
        row["set"] = check.question_set
    row["answers"] = dict(check.answers)
    return _add_present(row, notes=dict(check.notes), evidence=dict(check.evidence), remark=check.remark)


def _contact_line(contact: Contact) -> JsonObject:
    row: JsonObject = {"type": "contact", "id": contact.id, "name": contact.name}
    _add_present(row, aliases=contact.aliases, identifiers=contact.identifiers, circles=contact.circles)
    _add_present(row, birthday=contact.birthday)
    row["note"] = contact.note
    return _add_present(row, no_balance=contact.no_balance, group=contact.group)


def _event_line(event: Event, contacts: Mapping[str, Contact]) -> JsonObject:
    row: JsonObject = {
        "type": "event",
        "id": event.id,
        "on": _iso(event.day),
        "with": contacts[event.contact_id].name,
        "with_id": event.contact_id,
        "direction": event.direction,
        "kind": event.kind,
    }
    if event.weight != 1:
        row["weight"] = event.weight
    row["note"] = event.note
    return _add_present(row, asked=event.asked, one_sided=event.one_sided, source=event.source)


def _guide_line(entry: GuideEntry) -> JsonObject:
    return {"type": "guide", "id": entry.id, "text": entry.text}


def _step_line(step: Step) -> JsonObject:
    row: JsonObject = {"type": "step", "id": step.id, "text": step.text}
    _add_present(row, with_id=step.contact_id, by=step.by and _iso(step.by), done=step.done and _iso(step.done))
    return _add_present(row, check_id=step.check_id, question=step.question)


def _add_present(row: JsonObject, **values: object) -> JsonObject:
    """Add the values that are not empty, false or missing."""
    row.update((key, value) for key, value in values.items() if value)
    return row


CSV_HEADER = ("on", "with", "direction", "kind", "weight", "note", "asked", "one_sided", "source", "id")

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_rows(ledger: Ledger) -> Iterator[tuple[str, ...]]:
    """Yield the cells of the header and of each event, in order of (day, id), for `csv.writer` (RFC 4180).

    Days are ISO, flags 1 or empty. A cell that a spreadsheet would take for a formula (it begins
    with =, +, -, @, a tab or a carriage return) gets an apostrophe in front (OWASP, CSV injection),
    so CSV is for reading; only JSONL comes back as it was.
    """
    yield CSV_HEADER
    for event in ledger.events:
        cells = (
            date.fromordinal(event.day).isoformat(),
            ledger.contacts[event.contact_id].name,
            event.direction,
            event.kind,
            str(event.weight),
            event.note,
            "1" if event.asked else "",
            "1" if event.one_sided else "",
            event.source,
            event.id,
        )
        yield tuple("'" + cell if cell.startswith(_FORMULA) else cell for cell in cells)


SCHEMA = 1


def report_json(report: Report) -> dict[str, Any]:
    """Return the report as a JSON value."""
    return {
        "schema": SCHEMA,
        "today": _iso(report.day),
        "half_life_days": report.half_life_days,
        "log": _log_totals(report.log),
        "measures": {
            "effective_contacts": _spread(report.effective_contacts),
            "depth": _spread(report.depth),
            "giving_share": _share(report.giving_share),
            "reciprocity": _reciprocity(report.reciprocity),
            "coverage": _coverage(report.coverage),
            "contribution": _coverage(report.contribution),
            "worst_loss": _loss(report.worst_loss),
            "retention": _retention(report.retention),
            "multiplexity": report.multiplexity,
            "rhythm": report.rhythm._asdict(),
        },
        "contacts": [_contact_row(row) for row in report.contacts],
        "too_little": report.too_little,
        "effort_changed": report.effort_changed,
        "density": report.density,
        "checks": [_check_row(row) for row in report.checks],
        "history": [_period(row) for row in report.history],
    }


def _log_totals(log: Totals) -> dict[str, Any]:
    return {
        "events": log.events,
        "given": log.given,
        "received": log.received,
        "mutual": log.mutual,
        "contacts": log.contacts,
        "first": _iso(log.first),
        "last": _iso(log.last),
    }


def _spread(spread: Spread | None) -> dict[str, Any] | None:
    if spread is None:
        return None
    return {
        "value": spread.value,
        "low": spread.low,
        "high": spread.high,
        "n": spread.n,
        "change": spread.change,
    }


def _share(share: Share | None) -> dict[str, Any] | None:
    if share is None:
        return None
    return {
        "value": share.value,
        "low": share.low,
        "high": share.high,
        "given": share.given,
        "received": share.received,
        "verdict": share.verdict,
        "change": share.change,
    }


def _reciprocity(found: Reciprocity | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "value": found.value,
        "evenness": found.evenness,
        "matching": found.matching,
        "expected": found.expected,
        "p_below": found.p_below,
        "n": found.n,
        "change": found.change,
    }


def _loss(loss: Loss | None) -> dict[str, Any] | None:
    if loss is None:
        return None
    return {
        "contact": loss.contact,
        "value": loss.value,
        "sole": dict(loss.sole),
        "bus_factor": loss.bus_factor,
    }


def _retention(found: Retention | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "turnover": found.turnover,
        "before": found.before,
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {"one": coverage.one, "two": coverage.two, "functions": dict(coverage.functions)}


def _contact_row(row: ContactRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "strength": row.strength,
        "silence": row.silence,
        "given": row.given,
        "received": row.received,
        "share": row.share,
        "low": row.low,
        "high": row.high,
        "verdict": row.verdict,
        "last": _iso(row.last),
    }


def _check_row(row: CheckRow) -> dict[str, Any]:
    return {
        "on": _iso(row.day),
        "voice": row.voice,
        "with": row.name,
        "yes": row.yes,
        "of": row.of,
        "gap": row.gap.value if row.gap else None,
    }


def _period(row: HistoryRow) -> dict[str, Any]:
    return {
        "on": _iso(row.day),
        "effective_contacts": row.effective_contacts,
        "depth": row.depth,
        "giving_share": row.giving_share,
        "reciprocity": row.reciprocity,
        "coverage_two": row.coverage_two,
        "retention": row.retention,
        "events": row.events,
    }


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """Return every measure with the numbers that go in and come out, then and without the most important person."""
    report = explanation.report
    return {
        "schema": SCHEMA,
        "today": _iso(report.day),
        "events": explanation.events,
        "contacts": explanation.contacts,
        "too_little": report.too_little,
        "without": explanation.without,
        "measures": {explained.measure: _explained(explained) for explained in explanation.measures},
    }


def series_json(series: Series) -> dict[str, Any]:
    """Return one measure over time, under its key; `period` is null where the points are no ends of periods."""
    return {
        "schema": SCHEMA,
        "measure": series.measure,
        "period": series.period,
        "series": [{"on": _iso(point.day), "value": point.value} for point in series.points],
    }


def against_json(two: ComparedDays) -> dict[str, Any]:
    """Return both reports, and what changed from one to the other."""
    trends = two.trends._asdict()
    density = trends.pop("density")
    return {
        "schema": SCHEMA,
        "then": report_json(two.then),
        "now": report_json(two.now),
        "change": trends,
        "density": density,
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
        "year_ago": dict(explained.before) or None,
        "without": dict(explained.without) or None,
        "without_contact": explained.without_name or None,
    }


def _row(row: Row) -> dict[str, Any]:
    label = {"of": row.key} if row.key else {}
    name = {"name": row.name} if row.name else {}
    return label | name | {"facts": dict(row.facts)}


def suggestions_json(
    found: Iterable[Suggestion], guide: GuideEntry | None, directory: Directory, words: Words
) -> dict[str, object]:
    """Return the user's own words, or null, and the suggestions: what all have in common, then what each needs."""
    from netcheck.view.suggest import line_of

    return {
        "guide": _guide_entry_json(guide),
        "suggestions": [
            {"reason": one.reason, **_who_json(one.contact), "line": line_of(one, directory, words), **_facts_json(one)}
            for one in found
        ],
    }


def asking_json(found: Iterable[Helpers], kind: Kind, guide: GuideEntry | None) -> dict[str, object]:
    """Return the lists of people who could be asked for something of a kind."""
    return {
        "kind": kind,
        "guide": _guide_entry_json(guide),
        "lists": [{"tie": helpers.tie, "people": [_helper_json(one) for one in helpers.people]} for helpers in found],
    }


def _guide_entry_json(guide: GuideEntry | None) -> dict[str, str] | None:
    return None if guide is None else {"id": guide.id, "text": guide.text}


def _who_json(contact: Contact | None) -> dict[str, object]:
    if contact is None:
        return {"with": None, "with_id": None, "identifiers": []}
    return {"with": contact.name, "with_id": contact.id, "identifiers": list(contact.identifiers)}


def _facts_json(one: Suggestion) -> dict[str, object]:
    from netcheck.domain.suggestions import Came, Quiet, Resting, ToDo

    match one:
        case Quiet():
            return {"last": _iso(one.last), "usual_days": one.gap, "kinds": list(one.kinds), "offer": one.offer}
        case Came():
            return {"event": event_json(one.event, one.contact.name), "offer": one.offer}
        case ToDo():
            return {"number": one.number, "step_id": one.step.id, "text": one.step.text, "by": _iso(one.step.by)}
        case Resting():
            others = [contact.name for contact in one.others]
            return {"function": one.function, "sole": one.sole, "via": one.via, "others": others}


def _helper_json(one: Helper) -> dict[str, object]:
    return {
        **_who_json(one.contact),
        "kind": one.kind,
        "first": _iso(one.first),
        "once": one.once,
        "last": _iso(one.last),
    }
