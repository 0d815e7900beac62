"""True sentences for commands: what each changed, after it, at undo and redo, and in the history."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, cast

from netcheck.domain.birthdays import read_birthday
from netcheck.domain.command_log import Change, Command, Deed, Entity
from netcheck.domain.model import Direction, Event, Kind
from netcheck.i18n import N_, NN_, _, ngettext
from netcheck.view.entry import NEW_CIRCLE, event_clause, event_sentence
from netcheck.view.kinds import WEIGHT_NAMES
from netcheck.view.listing import short_day
from netcheck.view.safe import safe
from netcheck.view.text import MONTHS, clip, every_text, join_names, pad, weekday_date, width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from netcheck.domain.command_log import Command, Thing

    Fields = Mapping[str, object]


LISTED = 12
"""Commands that changed more things than this are told in one sentence of counts."""

_QUOTED_CELLS = 60


_FIELDS = {
    "day": N_("day"),
    "note": N_("note"),
    "weight": N_("weight"),
    "birthday": N_("birthday"),
    "alias": N_("alias"),
    "identifier": N_("contact detail"),
    "circle": N_("circle"),
    "by": N_("due date"),
    "text": N_("wording"),
}
COUNTS = {
    Entity.CONTACT: NN_("{n} person", "{n} people"),
    Entity.ALIAS: NN_("{n} alias", "{n} aliases"),
    Entity.IDENTIFIER: NN_("{n} contact detail", "{n} contact details"),
    Entity.KEY: NN_("{n} name used by a source", "{n} names used by sources"),
    Entity.CIRCLE: NN_("{n} circle", "{n} circles"),
    Entity.MEMBERSHIP: NN_("{n} circle membership", "{n} circle memberships"),
    Entity.DISTINCT: NN_("{n} pair that is not one", "{n} pairs that are not one"),
    Entity.EVENT: NN_("{n} entry", "{n} entries"),
    Entity.CHECK: NN_("{n} round of questions", "{n} rounds of questions"),
    Entity.STEP: NN_("{n} step", "{n} steps"),
    Entity.GUIDE: NN_("{n} answer to the guide", "{n} answers to the guide"),
}
_STORIES = {
    "contact.created": N_("{name} was added."),
    "contact.deleted": N_("{name} was removed."),
    "contact.renamed": N_("{old} was renamed to {name}."),
    "contact.merged": N_("{name} was merged into {other}."),
    "contact.parted": N_("{name} was separated from {other} again."),
    "contact.no_balance": N_("With {name}, nobody keeps score."),
    "contact.balance": N_("With {name}, giving and receiving count."),
    "contact.group": N_("{name} counts as a group."),
    "contact.person": N_("{name} counts as one person."),
    "contact.every": N_("{name}: the reminder comes {every}."),
    "contact.no_every": N_("{name}: the reminder no longer has a fixed interval."),
    "contact.snoozed": N_("{name}: the reminder is paused until {day}."),
    "contact.woken": N_("{name}: the reminder is no longer paused."),
    "contact.ignored": N_("{name}: there will be no reminder."),
    "contact.remembered": N_("{name}: there can be a reminder again."),
    "circle.created": NEW_CIRCLE,
    "circle.renamed": N_("Circle {old} is called {circle} now."),
    "circle.every": N_("Circle {circle}: the reminder comes {every}."),
    "circle.no_every": N_("Circle {circle}: the reminder no longer has a fixed interval."),
    "distinct.created": N_("{name} and {other} are not the same."),
    "distinct.deleted": N_("{name} and {other} no longer count as not the same."),
    "event.deleted": N_("{quoted} ({day}) was removed."),
    "event.became": N_("{old} became {new}."),
    "event.asked": N_("{quoted}: marked as asked for."),
    "event.unasked": N_("{quoted}: no longer marked as asked for."),
    "check.created": N_("You answered the ten questions ({day})."),
    "check.company": N_("You answered the ten questions for your company ({day})."),
    "check.about": N_("You answered the questions about {name} ({day})."),
    "check.edited": N_("Your answers to the questions ({day}) were changed."),
    "check.deleted": N_("Your answers to the questions ({day}) were removed."),
    "step.created": N_("You planned a step: {quoted}."),
    "step.created_about": N_("You planned a step: {quoted} ({about})."),
    "step.deleted": N_("Your step {quoted} was dropped."),
    "step.done": N_("Your step {quoted} is done."),
    "step.reopened": N_("Your step {quoted} is open again."),
    "step.edited": N_("Your step {quoted} was changed."),
    "guide.created": N_("You answered a question of the guide: {quoted}."),
    "guide.edited": N_("You answered a question of the guide anew: {quoted}."),
    "guide.deleted": N_("Your answer to a question of the guide was removed: {quoted}."),
    "edited": N_("{subject} was changed."),
}
_DEEDS = {
    Deed.CREATED: N_("{things} added"),
    Deed.EDITED: N_("{things} changed"),
    Deed.DELETED: N_("{things} removed"),
}
_THINGS = {
    Entity.CONTACT: N_("person {quoted}"),
    Entity.ALIAS: N_("alias {quoted}"),
    Entity.IDENTIFIER: N_("contact detail {quoted}"),
    Entity.KEY: N_("a name used by a source"),
    Entity.MEMBERSHIP: N_("circle membership {quoted}"),
    Entity.DISTINCT: N_("not being the same as {quoted}"),
    Entity.EVENT: N_("entry {id} ({day})"),
    Entity.CHECK: N_("round of questions ({day})"),
    Entity.STEP: N_("step {quoted}"),
}


def change_sentences(command: Command, today: date) -> list[str]:
    """Return what the command did, a sentence for each change, or one with counts for a large command.

    What only a newer program knows is counted in a sentence of its own.
    """
    unknown = (
        [
            ngettext(
                "{n} thing that only a newer netcheck knows.",
                "{n} things that only a newer netcheck knows.",
                command.unknown,
            ).format(n=command.unknown)
        ]
        if command.unknown
        else []
    )
    known = command.size - command.unknown
    # A new circle takes none of the room of whoever joins it.
    told_apart = known - command.counts.get((Deed.CREATED, Entity.CIRCLE), 0)
    if told_apart > LISTED or known > len(command.changes):
        return [_summary(command), *unknown]
    teller = _Teller(command.names, today)
    told = [sentence for change in command.changes for sentence in teller.tell(change)]
    return [*(told or ([_summary(command)] if known else [])), *unknown]


def thing_named(thing: Thing, short_id: str, today: date) -> str:
    """Return words by which a thing is found: "entry 7f3a (Mon, 23 November)", "alias “Al”"."""
    quoted = _("“{text}”").format(text=clip(safe(thing.text), _QUOTED_CELLS))
    day = "" if thing.day is None else weekday_date(date.fromordinal(thing.day), today)
    return _(_THINGS[thing.entity]).format(id=safe(short_id), quoted=quoted, day=day)


def _summary(command: Command) -> str:
    """Return one sentence of counts: "2 Menschen und 40 Einträge hinzugefügt."."""
    parts = []
    for deed in Deed:
        things = [
            ngettext(*COUNTS[entity], count).format(n=count)
            for entity in Entity
            if (count := command.counts.get((deed, entity), 0))
        ]
        if things:
            parts.append(_(_DEEDS[deed]).format(things=join_names(things)))
    return f"{'; '.join(parts)}."


class _Teller(NamedTuple):
    names: Mapping[str, str]
    today: date

    def tell(self, change: Change) -> Iterator[str]:
        """Yield one sentence for the change, or for an edit one for each field that tells something."""
        by_entity = {
            Entity.CONTACT: self._contact,
            Entity.ALIAS: self._attached,
            Entity.IDENTIFIER: self._attached,
            Entity.KEY: self._key,
            Entity.CIRCLE: self._circle,
            Entity.MEMBERSHIP: self._membership,
            Entity.DISTINCT: self._distinct,
            Entity.EVENT: self._event,
            Entity.CHECK: self._check,
            Entity.STEP: self._step,
            Entity.GUIDE: self._guide,
        }
        yield from by_entity[change.entity](change)

    # what people are told about

    def _contact(self, change: Change) -> Iterator[str]:
        name = safe(_text(change.after or change.before or {}, "name"))
        if change.before is None:
            yield self._story("contact.created", name=name)
            after = change.after or {}
            yield from self._contact_edited(name, {"name": after.get("name")}, after)
        elif change.after is None:
            yield self._story("contact.deleted", name=name)
        else:
            yield from self._contact_edited(name, change.before, change.after)

    def _contact_edited(self, name: str, before: Fields, after: Fields) -> Iterator[str]:
        for field in sorted(_differing(before, after)):
            if field == "name":
                yield self._story("contact.renamed", old=safe(_text(before, field)), name=name)
            elif field == "merged_into":
                into = _text(after, field)
                story = "contact.merged" if into else "contact.parted"
                yield self._story(story, name=name, other=self._name(into or _text(before, field)))
            elif field == "no_balance":
                yield self._story("contact.no_balance" if after.get(field) else "contact.balance", name=name)
            elif field == "group":
                yield self._story("contact.group" if after.get(field) else "contact.person", name=name)
            elif field in {"every", "snooze_until", "ignored"}:
                yield self._reminded(name, field, after)
            else:
                yield self._field(name, field, before, after)

    def _reminded(self, name: str, field: str, after: Fields) -> str:
        """Tell when one is going to be reminded of somebody."""
        if field == "ignored":
            return self._story("contact.ignored" if after.get(field) else "contact.remembered", name=name)
        if field == "every":
            every = _text(after, field)
            return self._story("contact.every" if every else "contact.no_every", name=name, every=self._every(every))
        until = _number(after, field)
        return self._story("contact.snoozed" if until else "contact.woken", name=name, day=self._day(until or 1))

    def _circle(self, change: Change) -> Iterator[str]:
        """Tell of a new circle, how one is called now, and how often one is going to be reminded of its people."""
        before, after = change.before or {}, change.after or {}
        old, new = _text(before, "name"), _text(after, "name")
        if not old:
            yield self._story("circle.created", circle=self._quoted(new))
        if old and new and old != new:
            yield self._story("circle.renamed", old=self._quoted(old), circle=self._quoted(new))
        every = _text(after, "every")
        if every != _text(before, "every"):
            key = "circle.every" if every else "circle.no_every"
            yield self._story(key, circle=self._quoted(new if every else old or new), every=self._every(every))

    def _membership(self, change: Change) -> Iterator[str]:
        """Tell who joined or left a circle."""
        circles = [value and self.names.get(_text(value, "circle_id"), "") for value in (change.before, change.after)]
        name = self._name(_text(change.after or change.before or {}, "contact_id"))
        yield self._field(name, "circle", {"circle": circles[0]}, {"circle": circles[1]})

    def _distinct(self, change: Change) -> Iterator[str]:
        """Tell that two contacts are not one."""
        value = change.after or change.before or {}
        name, other = (self._name(_text(value, key)) for key in ("a_id", "b_id"))
        yield self._story("distinct.created" if change.after else "distinct.deleted", name=name, other=other)

    def _key(self, change: Change) -> Iterator[str]:
        """Tell that a source knows a contact, which shows nowhere else."""
        yield self._story("edited", subject=self._name(_text(change.after or change.before or {}, "contact_id")))

    def _attached(self, change: Change) -> Iterator[str]:
        """Tell of an alias or an identifier, each a thing of its own that belongs to a contact."""
        before, after = change.before or {}, change.after or {}
        name = self._name(_text(after or before, "contact_id"))
        yield self._field(name, change.entity, {change.entity: before.get("text")}, {change.entity: after.get("text")})

    def _event(self, change: Change) -> Iterator[str]:
        if change.before is None:
            told = _event_of(change.id, change.after or {})
            if told.day == self.today.toordinal():
                yield event_sentence(told, self._name(told.contact_id))
            else:
                yield f"{self._clause(told)} ({self._day(told.day)})."
        elif change.after is None:
            told = _event_of(change.id, change.before)
            yield self._story("event.deleted", quoted=self._quoted(self._clause(told)), day=self._day(told.day))
        else:
            yield from self._event_edited(change.id, change.before, change.after)

    def _event_edited(self, event_id: str, before: Fields, after: Fields) -> Iterator[str]:
        fields = _differing(before, after)
        old, new = _event_of(event_id, before), _event_of(event_id, after)
        if fields & {"kind", "direction", "contact_id"}:
            clauses = [self._quoted(self._clause(event, note=False)) for event in (old, new)]
            yield self._story("event.became", old=clauses[0], new=clauses[1])
        subject = self._quoted(self._clause(new, note="note" not in fields))
        for field in sorted(fields - {"kind", "direction", "contact_id"}):
            if field == "asked":
                yield self._story("event.asked" if new.asked else "event.unasked", quoted=subject)
            elif field == "weight":
                yield self._field(subject, field, {field: old.weight}, {field: new.weight})
            else:
                yield self._field(subject, field, before, after)

    # the questions and what follows from them

    def _check(self, change: Change) -> Iterator[str]:
        value = change.after or change.before or {}
        day = self._day(_number(value, "day"))
        if change.before is not None:
            yield self._story("check.edited" if change.after is not None else "check.deleted", day=day)
        elif value.get("contact_id"):
            yield self._story("check.about", name=self._name(_text(value, "contact_id")), day=day)
        else:
            yield self._story("check.company" if value.get("voice") == "company" else "check.created", day=day)

    def _step(self, change: Change) -> Iterator[str]:
        quoted = self._quoted(_text(change.before or change.after or {}, "text"))
        if change.before is None:
            about = self._about_step(change.after or {})
            yield self._story("step.created_about" if about else "step.created", quoted=quoted, about=about)
        elif change.after is None:
            yield self._story("step.deleted", quoted=quoted)
        else:
            for field in sorted(_differing(change.before, change.after)):
                if field == "done":
                    yield self._story("step.done" if change.after.get(field) else "step.reopened", quoted=quoted)
                elif field in _FIELDS:
                    yield self._field(quoted, field, change.before, change.after)
                else:
                    yield self._story("step.edited", quoted=quoted)

    def _about_step(self, fields: Fields) -> str:
        """Return with whom and by when: "Ruth Meier, by Fri, 28 November"."""
        contact, by = fields.get("contact_id"), fields.get("by")
        parts = [
            self._name(contact) if isinstance(contact, str) else "",
            _("by {date}").format(date=self._day(by)) if isinstance(by, int) else "",
        ]
        return ", ".join(filter(None, parts))

    def _guide(self, change: Change) -> Iterator[str]:
        deed = "created" if change.before is None else "deleted" if change.after is None else "edited"
        quoted = self._quoted(_text(change.after or change.before or {}, "text"))
        yield self._story(f"guide.{deed}", quoted=quoted)

    # pieces of sentences

    def _story(self, key: str, **facts: str) -> str:
        return _(_STORIES[key]).format(**facts)

    def _field(self, subject: str, field: str, before: Fields, after: Fields) -> str:
        """Tell of one field by its label, as added, changed or removed."""
        if field not in _FIELDS:
            return self._story("edited", subject=subject)
        old, new = (self._value(field, value.get(field)) for value in (before, after))
        template = (
            _("{subject}: {field} {new} added.")
            if not old
            else _("{subject}: {field} changed from {old} to {new}.")
            if new
            else _("{subject}: {field} {old} removed.")
        )
        return template.format(subject=subject, field=_(_FIELDS[field]), old=old, new=new)

    def _value(self, field: str, value: object) -> str:
        if not value:
            return ""
        if isinstance(value, int):
            return _(WEIGHT_NAMES[value]) if field == "weight" else self._day(value)
        text = str(value)
        return birthday_text(text) if field == "birthday" else self._quoted(text)

    def _day(self, ordinal: int) -> str:
        return weekday_date(date.fromordinal(ordinal), self.today)

    def _every(self, every: str) -> str:
        return every_text(every)

    def _clause(self, event: Event, *, note: bool = True) -> str:
        return event_clause(event, self._name(event.contact_id), note=note).removesuffix(".")

    def _quoted(self, text: str) -> str:
        return _("“{text}”").format(text=clip(safe(text), _QUOTED_CELLS))

    def _name(self, contact_id: str) -> str:
        return safe(self.names.get(contact_id) or _("someone"))


def birthday_text(birthday: str) -> str:
    """Return "12. Mai 1980" for "1980-05-12" and "12. Mai" for "--05-12"; anything else as it is."""
    found = read_birthday(birthday)
    if found is None:
        return safe(birthday)
    template = _("{day} {month}") if found.year is None else _("{day} {month} {year}")
    return template.format(day=found.day, month=_(MONTHS[found.month - 1]), year=str(found)[:4])


def _differing(before: Fields, after: Fields) -> set[str]:
    return {field for field in {**before, **after} if (before.get(field) or None) != (after.get(field) or None)}


def _event_of(event_id: str, value: Fields) -> Event:
    return Event(
        id=event_id,
        day=_number(value, "day"),
        contact_id=_text(value, "contact_id"),
        direction=Direction(_text(value, "direction")),
        kind=Kind(_text(value, "kind")),
        weight=_number(value, "weight") or 1,
        note=_text(value, "note"),
        asked=bool(value.get("asked")),
    )


def _text(value: Fields, field: str) -> str:
    return str(value.get(field) or "")


def _number(value: Fields, field: str) -> int:
    return cast("int", value.get(field) or 0)


def history(
    commands: Sequence[Command],
    short_ids: Mapping[str, str],
    today: date,
    *,
    cells: int,
) -> str:
    """Return what each command did and when, in the order given, each with its short id; undone ones are marked."""
    moments = [datetime.fromtimestamp(command.at / 1e6) for command in commands]  # noqa: DTZ006 - TZ may be beyond a day (UTC+99), for which no zone can be made
    days = [short_day(moment.date(), today) for moment in moments]
    verbs = [safe(command.verb) for command in commands]
    ids = [safe(short_ids[command.id]) for command in commands]
    day_room, verb_room, id_room = (max(map(width, texts), default=0) for texts in (days, verbs, ids))
    lines = []
    for command, moment, day, verb, short_id in zip(commands, moments, days, verbs, ids, strict=True):
        when = f"{pad(day, day_room, right=True)} {moment:%H:%M}"
        head = f"{when}  {pad(short_id, id_room)}  {pad(verb, verb_room)}  "
        sentences = change_sentences(command, today)
        if command.undone:
            sentences[-1] = f"{sentences[-1]} ({_('taken back')})"
        for number, sentence in enumerate(sentences):
            indent = " " * width(head)
            lines += wrap(sentence, cells, indent, first=indent if number else head)
    return "\n".join(lines)
