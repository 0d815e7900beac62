"""The sentences of the report: what each part of it says, and when it says nothing."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from netcheck.domain.measures import FEWEST_CONTACTS, FEWEST_EVENTS, FULL_AGE, YEAR, Verdict
from netcheck.domain.model import Direction, Function, Kind
from netcheck.domain.names import alphabetical
from netcheck.domain.places import PLACES
from netcheck.domain.reciprocity import passes_on
from netcheck.domain.report import Period
from netcheck.i18n import N_, NN_, _, ngettext
from netcheck.view.kinds import AREA_NOUNS
from netcheck.view.number_format import numeral
from netcheck.view.question_text import steps_sentence
from netcheck.view.safe import safe
from netcheck.view.text import (
    NBSP,
    date_of,
    entries_text,
    gap_text,
    join_names,
    month_of,
    month_year,
    names_no_break,
    no_break,
    people_text,
    percent,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netcheck.domain.report import (
        Coverage,
        Exchange,
        KindCount,
        Quiet,
        Report,
        Reserve,
        SmallLog,
    )


_VERDICTS = {
    Verdict.GIVING: N_("{given} given, {received} received: you give more."),
    Verdict.SLIGHTLY_GIVING: N_("{given} given, {received} received: you give somewhat more, within two to one."),
    Verdict.BALANCED: N_("{given} given, {received} received: balanced."),
    Verdict.SLIGHTLY_RECEIVING: N_("{given} given, {received} received: you receive somewhat more, within two to one."),
    Verdict.RECEIVING: N_("{given} given, {received} received: you receive more."),
    Verdict.OPEN: N_("{given} given, {received} received: still open."),
}
COUNTED_KINDS = {
    Kind.INSPIRATION: NN_("encouragement", "encouragement"),
    Kind.THANKS: NN_("thanks", "thanks"),
    Kind.CONTENT: NN_("a find", "finds"),
    Kind.RECOMMENDATION: NN_("a recommendation", "recommendations"),
    Kind.INTRODUCTION: NN_("an introduction", "introductions"),
    Kind.FEEDBACK: NN_("feedback", "feedback"),
    Kind.HELP: NN_("help", "help"),
    Kind.BUSINESS: NN_("a job", "jobs"),
    Kind.BACKING: NN_("backing", "backing"),
    Kind.OTHER: NN_("something else", "other things"),
    Kind.TALK: NN_("a talk", "talks"),
}
_SHARES = {
    Direction.GIVEN: N_("shared something by {names}"),
    Direction.RECEIVED: N_("shared by {names}"),
    Direction.MUTUAL: N_("shared both ways with {names}"),
}
_RESTS = {
    Function.INSPIRATION: N_("Encouragement and ideas come from one person only ({name})."),
    Function.CURATION: N_("Sources and finds come from one person only ({name})."),
    Function.REFERRAL: N_("Sharing and introductions come from one person only ({name})."),
    Function.COMPETENCE: N_("Help and feedback come from one person only ({name})."),
    Function.BUSINESS: N_("Work comes from one person only ({name})."),
    Function.BACKING: N_("Backing comes from one person only ({name})."),
}


def groups_left_out(report: Report) -> str:
    """Return how many entries of the year were with groups, which count in few places; "" for none."""
    n = report.log.groups
    if not n:
        return ""
    told = (
        ngettext(
            "{n} entry was with groups and is not counted here.",
            "{n} entries were with groups and are not counted here.",
            n,
        )
        if report.from_groups
        else ngettext(
            "{n} entry went to groups and is not counted here.",
            "{n} entries went to groups and are not counted here.",
            n,
        )
    )
    return told.format(n=n)


_WIDE = 0.10
"""An interval wider than ten points is told beside the share."""
_MOST_NAMES = 7


def overview(report: Report, *, person: bool = False) -> str:
    """Return "426 Einträge mit 33 Menschen seit Oktober 2024 · letzter Eintrag gestern"; no people for a `person`."""
    log = report.log
    day, today = date.fromordinal(log.last or report.day), date.fromordinal(report.today)
    near = {0: _("today"), 1: _("yesterday")}
    last = near.get((today - day).days) or _("on {date}").format(date=date_of(day, today))
    return (
        _("{entries} since {month} · last entry {last}")
        if person
        else _("{entries} {people} since {month} · last entry {last}")
    ).format(
        entries=entries_text(log.events),
        people=_with_contacts(report),
        month=month_year(date.fromordinal(log.first or report.day)),
        last=last,
    )


def with_people(people: int) -> str:
    """Return "mit 33 Menschen"; where there are none, all entries are with groups."""
    return ngettext("with one person", "with {n} people", people).format(n=people) if people else _("with groups")


def _with_contacts(report: Report) -> str:
    """Return "mit 33 Menschen und einer Gruppe", as all of them are among the entries of the log."""
    people, groups = with_people(report.people), report.group_contacts
    if not (report.people and groups):
        return people
    return ngettext("{people} and one group", "{people} and {n} groups", groups).format(people=people, n=groups)


def resting(report: Report) -> list[str]:
    """Return what rests on one person, how widely the rest is spread, and what is not seen.

    Of one person, or of groups alone, there is nothing to say.
    """
    if report.people <= 1:
        return []
    seen = [row for row in report.exchanges if row.received]
    sole = [row for row in seen if row.sole is not None]
    others = min((row.received_from for row in seen if row.sole is None), default=0)
    sentences = [_sole(sole)] if sole else []
    if others > 1:
        sentences.append(
            _("Everything else comes from {n} people or more.").format(n=numeral(others))
            if sole
            else ngettext(
                "The one area seen does not come from one person only.",
                "Of the {n} areas seen, none comes from one person only.",
                len(seen),
            ).format(n=numeral(len(seen)))
        )
    unseen = [row for row in report.exchanges if not row.received]
    if unseen:
        sentences.append(
            _("Not seen in your log for this time: {nouns} from others. That does not mean there is none.").format(
                nouns=join_names(_(AREA_NOUNS[row.function]) for row in unseen)
            )
        )
    return sentences


def ever(report: Report) -> str:
    """Return that backing has no window, where some of what is counted is older than the others' two years."""
    return _("Backing counts from the beginning.") if any(row.older for row in report.exchanges) else ""


def summing_up(report: Report) -> str:
    """Return the two questions in one sentence: what comes from several people, and how many had something from you.

    After it stand the next steps, where there are any.
    """
    told = (
        ngettext(
            "In {n} of 6 areas something comes from two people or more, and {m} person had something from you.",
            "In {n} of 6 areas something comes from two people or more, and {m} people had something from you.",
            report.given_to,
        )
        if report.given_to
        else _(
            "In {n} of 6 areas something comes from two people or more; your log shows nobody who had something from "
            "you in two years."
        )
    ).format(n=several(report.coverage), m=report.given_to)
    steps = report.questions.steps
    return f"{told} {steps_sentence(steps, report.today)}" if steps else told


def several(found: Coverage) -> int:
    """Return how many areas two people or more serve."""
    return round(found.two * len(found.functions))


def not_in_table(report: Report) -> str:
    """Return how many of all entries the table of areas does not hold, by what they are; "" where it holds them all."""
    left = report.left_out
    parts = [
        ngettext("{n} talk", "{n} talks", left.talks).format(n=left.talks) if left.talks else "",
        ngettext("{n} other thing", "{n} other things", left.other).format(n=left.other) if left.other else "",
        ngettext("{n} older entry", "{n} older entries", left.older).format(n=left.older) if left.older else "",
    ]
    told = join_names(filter(None, parts))
    missing = [_("Not counted here: {what}.").format(what=told)] if told else []
    if left.both:
        missing.append(
            ngettext(
                "{n} entry was mutual and counts on both sides.",
                "{n} entries were mutual and count on both sides.",
                left.both,
            ).format(n=left.both)
        )
    if left.groups:
        missing.append(
            ngettext(
                "{n} entry here is with a group, not with a person.",
                "{n} entries here are with groups, not with people.",
                left.groups,
            ).format(n=left.groups)
        )
    return " ".join(missing)


def not_in_balance(report: Report) -> list[str]:
    """Return which entries giving and receiving leave out, with their numbers."""
    told, alone, kept = [groups_left_out(report)], report.one_sided_entries, report.no_balance_entries
    if alone and report.one_sided:
        told.append(
            ngettext(
                "{n} entry ({sources}) shows only what you did yourself; giving and receiving leave it out.",
                "{n} entries ({sources}) show only what you did yourself; giving and receiving leave them out.",
                alone,
            ).format(n=alone, sources=join_names(names_no_break(map(_place, report.one_sided))))
        )
    elif alone:
        told.append(
            ngettext(
                "{n} entry shows only what you did yourself; giving and receiving leave it out.",
                "{n} entries show only what you did yourself; giving and receiving leave them out.",
                alone,
            ).format(n=alone)
        )
    if kept:
        told.append(
            ngettext(
                "{n} entry is with somebody with whom nobody keeps accounts, and is not counted here.",
                "{n} entries are with people with whom nobody keeps accounts, and are not counted here.",
                kept,
            ).format(n=kept)
        )
    return list(filter(None, told))


def balance(report: Report) -> list[str]:
    """Return the year's giving and receiving with its verdict, and how much that may be trusted."""
    share, too_little = report.giving_share, report.too_little
    if share is None:
        return [_("Nothing that counts here is logged for this time.")]
    if too_little:
        sentences = [
            _("{given} given, {received} received. Your log knows too little yet for a verdict ({fact}).").format(
                given=share.given, received=share.received, fact=_lately(report)
            )
        ]
    else:
        sentences = [_(_VERDICTS[share.verdict]).format(given=share.given, received=share.received)]
    if share.high - share.low > _WIDE:
        sentences.append(
            _("{p} from you; with so few entries it could also be {low} to {high}.").format(
                p=percent(share.value), low=percent(share.low), high=percent(share.high)
            )
        )
    else:
        sentences.append(_("{p} from you.").format(p=percent(share.value)))
    return sentences


_OF_THAT = {
    Period.MONTH: N_(
        "The bracket marks the twelve months from {date} on; of that month, {received} received and {given} given "
        "count."
    ),
    Period.QUARTER: N_(
        "The bracket marks the twelve months from {date} on; of that quarter, {received} received and {given} given "
        "count."
    ),
    Period.YEAR: N_(
        "The bracket marks the twelve months from {date} on; of that year, {received} received and {given} given count."
    ),
}


def twelve_months(report: Report) -> str:
    """Return what the bracket below the chart by period marks, and how much of its first period.

    "" without a bracket: where all periods are within the twelve months, or nothing in these counts.
    """
    first = next((bar for bar in report.bars if bar.inside), None)
    if report.giving_share is None or first is None or first.inside is None or first is report.bars[0]:
        return ""
    given, received = first.inside
    start, today = date.fromordinal(report.day - YEAR + 1), date.fromordinal(report.today)
    return _(_OF_THAT[report.period]).format(date=no_break(date_of(start, today)), given=given, received=received)


def forward(report: Report) -> str:
    """Return that much is passed on to others than those it came from, which is no fault; "" where it is not so."""
    found = report.reciprocity
    if report.too_little or found is None or not passes_on(found):
        return ""
    return _(
        "What you give and what you get meet in the same people less often than chance would have it: you pass much "
        "on to others. That counts too."
    )


def reserve(report: Report) -> str:
    """Return who has been there in more than one way or in a crisis, and is in touch."""
    return reserve_sentence(report.reserve)


def reserve_sentence(found: Reserve) -> str:
    """Return who has been there in more than one way or in a crisis, and is in touch; of many, some by name."""
    if not found.n:
        return _("Your log shows nobody for this yet. That does not mean there is nobody.")
    names = names_no_break(sorted(found.people, key=alphabetical))
    if len(names) > _MOST_NAMES + 1:
        more = len(names) - _MOST_NAMES
        names = [*names[:_MOST_NAMES], ngettext("one more", "{n} more", more).format(n=more)]
    told = ngettext(
        "One person has been there for you in more than one way, or in a crisis, and is in touch with you: {names}.",
        "{n} people have been there for you in more than one way, or in a crisis, and are in touch with you: {names}.",
        found.n,
    ).format(n=found.n, names=join_names(names))
    if not found.backed:
        return told
    if found.n == 1:
        return f"{told} {_('This person has backed you.')}"
    backed = ngettext("{n} of them has backed you.", "{n} of them have backed you.", found.backed)
    return f"{told} {backed.format(n=found.backed)}"


def asked(report: Report) -> str:
    """Return who came with a request, and what came because one asked; "" for neither."""
    found, sentences = report.asked, []
    if found.came:
        sentences.append(
            ngettext(
                "One person came to you with a request.", "{n} people came to you with a request.", found.came
            ).format(n=found.came)
        )
    if found.asked:
        source = ngettext("from one person", "from {n} people", found.asked).format(n=found.asked)
        sentences.append(
            ngettext(
                "Something came once because you asked, {source}.",
                "Something came {n} times because you asked, {source}.",
                found.asked_times,
            ).format(n=found.asked_times, source=source)
        )
    return " ".join(sentences)


def quiet_line(people: Sequence[Quiet], today: int, *, of: int = 0) -> str:
    """Return who is longer without an entry than ever, each with the last month and the longest gap; "" for nobody.

    Of so many in all (`of`), those who are not named are counted.
    """
    if not people:
        return ""
    day = date.fromordinal(today)
    parts = [
        _("{name} (last in {month}; the longest gap was {gap})").format(
            name=no_break(safe(person.name)),
            month=month_of(date.fromordinal(person.last), day),
            gap=no_break(gap_text(person.gap)),
        )
        for person in people
    ]
    told, more = ", ".join(parts), of - len(people)
    if more > 0:
        told = f"{told} {ngettext('and one more', 'and {n} more', more).format(n=more)}"
    told = _("Longer without an entry than ever before: {people}.").format(people=told)
    if any(person.paused for person in people):
        return f"{told} {_('Breaks of the whole log count as no gap.')}"
    return told


def _sole(rows: Sequence[Exchange]) -> str:
    names = names_no_break(row.sole or "" for row in rows)
    nouns = [_(AREA_NOUNS[row.function]) for row in rows]
    if len(rows) == 1:
        return _(_RESTS[rows[0].function]).format(name=names[0])
    if len(set(names)) == 1:
        sentence = _("{nouns} come from one person only ({name}).").format(nouns=join_names(nouns), name=names[0])
    else:
        pairs = (f"{noun} ({name})" for noun, name in zip(nouns, names, strict=True))
        sentence = _("{nouns} each come from one person only.").format(nouns=join_names(pairs))
    return sentence[0].upper() + sentence[1:]


def _lately(report: Report) -> str:
    """Return "in zwölf Monaten 13 Einträge mit 4 Menschen, nötig sind 30 mit 5", or what of this alone is missing."""
    found = report.lately
    if found.contacts >= FEWEST_CONTACTS:
        return _("{entries} in twelve months, of the {needed} it takes").format(
            entries=entries_text(found.events), needed=FEWEST_EVENTS
        )
    if found.events >= FEWEST_EVENTS:
        return _("{people} in twelve months, of the {needed} it takes").format(
            people=people_text(found.contacts), needed=FEWEST_CONTACTS
        )
    return _("{entries} {people} in twelve months, of the {events} with {needed} it takes").format(
        entries=entries_text(found.events),
        people=ngettext("with one person", "with {n} people", found.contacts).format(n=found.contacts),
        events=FEWEST_EVENTS,
        needed=FEWEST_CONTACTS,
    )


_LONG_SPAN = 60


def small_log_overview(report: Report, beginning: SmallLog) -> str:
    """Return "7 Einträge mit 4 Menschen in 12 Tagen. Ein Anfang."; after two years it is none."""
    span = ngettext("on one day", "in {n} days", beginning.span_days).format(n=beginning.span_days)
    if beginning.span_days > _LONG_SPAN:
        first = date.fromordinal(report.log.first or report.day)
        span = _("since {month}").format(month=month_year(first))
    entries = entries_text(report.log.events)
    told = f"{entries} {_with_contacts(report)} {span}."
    return told if _is_old(beginning) else f"{told} {_('A beginning.')}"


def by_direction(beginning: SmallLog) -> list[tuple[Direction, str]]:
    """Return for each direction with an entry who gave what: "Feedback von Alma Reuter (2×), …"."""
    order = [Direction.RECEIVED, Direction.GIVEN, Direction.MUTUAL]
    kinds = sorted(beginning.kinds, key=lambda kind: order.index(kind.direction))
    return [
        (direction, ", ".join(_kind(kind) for kind in group))
        for direction, group in groupby(kinds, key=lambda kind: kind.direction)
    ]


_SIDES = {
    (True, True): NN_("{places} shows both sides", "{places} show both sides"),
    (True, False): NN_("{places} shows only what you gave", "{places} show only what you gave"),
    (False, False): NN_("{places} shows only talks", "{places} show only talks"),
}
"""By whether a place sees what was given and what was received."""


def sides_seen(report: Report) -> str:
    """Return which side the places see that the year's entries came from, as far as that is known; "" for none."""
    by_side: dict[tuple[bool, bool], list[str]] = {side: [] for side in _SIDES}
    for key in report.sources:
        place = PLACES.get(key)
        # A table sees what its columns say.
        if place and key != "csv":
            by_side[place.given, place.received].append(no_break(place.name))
    parts = [
        ngettext(*_SIDES[side], len(names)).format(places=join_names(names)) for side, names in by_side.items() if names
    ]
    return _("Imported: {parts}.").format(parts="; ".join(parts)) if parts else ""


def _place(key: str) -> str:
    return PLACES[key].name if key in PLACES else key


def not_yet(report: Report, beginning: SmallLog) -> str:
    """Return which functions have no entry, and that at first one mostly gives more."""
    sentences = []
    if beginning.unseen:
        sentences.append(
            _("Not in your log yet: {nouns}. That does not mean there is none.").format(
                nouns=join_names(_(AREA_NOUNS[seen]) for seen in beginning.unseen)
            )
        )
    # An archive of what one did oneself would always say so.
    if report.log.given > report.log.received and not (report.one_sided_entries or _is_old(beginning)):
        sentences.append(_("At first one mostly gives more than comes back; that is part of it."))
    return " ".join(sentences)


def what_follows(beginning: SmallLog) -> list[tuple[str, str]]:
    """Return what the report will say later, each with its when."""
    rows = [(_("from 30 entries with 5 people"), _("how giving and receiving are spread"))]
    if beginning.span_days <= YEAR:
        rows.append((_("after one year"), _("what is changing")))
    if not _is_old(beginning):
        rows.append((_("after two years"), _("who has stayed")))
    return rows


def _is_old(beginning: SmallLog) -> bool:
    return beginning.span_days > FULL_AGE


def _kind(kind: KindCount) -> str:
    names = names_no_break(name for name, _times in kind.people)
    told = [
        f"{name} ({n}×)".replace(" (", f"{NBSP}(") if n > 1 else name
        for name, (_name, n) in zip(names, kind.people, strict=True)
    ]
    if kind.kind is Kind.SHARE:
        return _(_SHARES[kind.direction]).format(names=join_names(told))
    what = ngettext(*COUNTED_KINDS[kind.kind], kind.total).format(n=kind.total)
    return _passed(kind).format(what=what, names=join_names(told))


def _passed(kind: KindCount) -> str:
    """Return how what went this way is said: "{what} für {names}"."""
    match kind.direction:
        case Direction.MUTUAL:
            return _("{what} with {names}")
        case Direction.GIVEN:
            return _("{what} to {names}") if kind.kind is Kind.THANKS else _("{what} for {names}")
        case Direction.RECEIVED:
            return _("{what} by {names}") if kind.kind is Kind.INTRODUCTION else _("{what} from {names}")
