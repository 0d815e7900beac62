"""What an import says before and after it: what it left out and why, and what a source cannot see."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck.domain.model import Direction, Kind
from netcheck.domain.places import PLACES
from netcheck.i18n import N_, NN_, _, ngettext
from netcheck.view.import_export import problem_lines
from netcheck.view.safe import safe
from netcheck.view.text import any_of, day_phrase, join_names, long_date, pad, width

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, Protocol

    from netcheck.domain.places import Place
    from netcheck.view.import_export import ImportProblem

    class Found(Protocol):
        """What readers left out."""

        left_out: Counter[str]
        names: dict[str, dict[str, None]]
        remarks: list[tuple[str, Mapping[str, object]]]

        @property
        def problems(self) -> Sequence[ImportProblem]:
            """What cannot be taken over."""

    class Planned(Protocol):
        """What an import would store."""

        matched: set[str]
        by_name: dict[str, None]
        apart: dict[str, None]
        seen: int
        left_out: Counter[str]
        names: dict[str, dict[str, None]]

        @property
        def new(self) -> Sequence[object]:
            """The people who would be made."""

        @property
        def ambiguous(self) -> Sequence[Named]:
            """Those who may be several people."""

        def sorts(self) -> Counter[tuple[Direction, Kind]]:
            """Count the new entries by direction and kind."""

        def days(self) -> tuple[int, int] | None:
            """Return their first and last day, ordinals."""

    class Named(Protocol):
        """Somebody who may be several people."""

        @property
        def name(self) -> str:
            """The name in the source."""

        @property
        def format(self) -> str:
            """The format of the source."""

        @property
        def file(self) -> str:
            """The name of the source, "" where there are several."""

        @property
        def line(self) -> int:
            """The line of the file, 0 for none."""

        @property
        def values(self) -> Mapping[str, Any]:
            """What the source says of that person."""

        @property
        def candidates(self) -> Mapping[str, Meant]:
            """Those who may be meant, by id."""

    class Meant(Protocol):
        """Somebody who may be meant."""

        @property
        def name(self) -> str:
            """The name."""

        @property
        def identifiers(self) -> Sequence[str]:
            """E-mail addresses, handles and so on."""

        @property
        def circles(self) -> Sequence[str]:
            """The circles."""

        @property
        def new(self) -> bool:
            """Whether it is somebody of this import."""


LEFT_OUT = {
    "future": NN_("{n} of a day to come", "{n} of days to come"),
    "no_day": NN_(
        "{n} without a day that can be read, or from before 1970",
        "{n} without a day that can be read, or from before 1970",
    ),
    "group": NN_("{n} group", "{n} groups"),
    "group_message": NN_("{n} message to several people", "{n} messages to several people"),
    "many_recipients": NN_("{n} to more than eight people", "{n} to more than eight people"),
    "draft": NN_("{n} draft", "{n} drafts"),
    "sponsored": NN_("{n} sponsored message", "{n} sponsored messages"),
    "spam": NN_("{n} as spam", "{n} as spam"),
    "deleted": NN_("{n} that was deleted", "{n} that were deleted"),
    "no_mail": NN_("{n} file that is no mail", "{n} files that are no mails"),
    "list": NN_("{n} of a mailing list", "{n} of mailing lists"),
    "robot": NN_("{n} of a robot", "{n} of robots"),
    "one_direction": NN_(
        "{n} with people of whom only one side is there", "{n} with people of whom only one side is there"
    ),
    "nobody": NN_("{n} with nobody that can be told", "{n} with nobody that can be told"),
    "own_notes": NN_("{n} chat with yourself", "{n} chats with yourself"),
    "channel": NN_("{n} channel", "{n} channels"),
    "others": NN_("{n} between others", "{n} between others"),
    "invitation": NN_("{n} invitation", "{n} invitations"),
    "bookmark": NN_("{n} bookmark", "{n} bookmarks"),
    "mention": NN_("{n} post that only mentions somebody", "{n} posts that only mention somebody"),
    "reaction": NN_("{n} like, favourite or reaction", "{n} likes, favourites and reactions"),
    "comment": NN_("{n} comment or post without an author", "{n} comments and posts without an author"),
    "cancelled": NN_("{n} cancelled or declined", "{n} cancelled or declined"),
    "system": NN_("{n} line of the program itself", "{n} lines of the program itself"),
    "no_connection": NN_("{n} with people who are no connections", "{n} with people who are no connections"),
    "not_visible": NN_("{n} recommendation that is not visible", "{n} recommendations that are not visible"),
    "not_accepted": NN_("{n} endorsement that was not accepted", "{n} endorsements that were not accepted"),
    "ambiguous": NN_("{n} under a name that several people have", "{n} under names that several people have"),
    "no_name": NN_("{n} person without a name", "{n} people without a name"),
    "coach": NN_("{n} message of an assistant", "{n} messages of an assistant"),
    "missed_call": NN_("{n} unanswered call", "{n} unanswered calls"),
    "deleted_account": NN_("{n} of a deleted account", "{n} of deleted accounts"),
    "twice": NN_("{n} that stands there twice", "{n} that stand there twice"),
    "removed": NN_("{n} entry with somebody whom you removed", "{n} entries with somebody whom you removed"),
    "number": NN_("{n} account that is only a number", "{n} accounts that are only numbers"),
    "birthday": NN_("{n} birthday without day and month", "{n} birthdays without day and month"),
    "birthday_to_come": NN_("{n} birthday that is still to come", "{n} birthdays that are still to come"),
    "me": NN_("{n} card of yourself", "{n} cards of yourself"),
    "partial": NN_("{n} relative without a card", "{n} relatives without a card"),
    "dead": NN_("{n} person who has died", "{n} people who have died"),
    "thing": NN_("{n} card of a place or a thing", "{n} cards of places and things"),
    "no_person": NN_("{n} note that is about no person", "{n} notes that are about no person"),
    "birthday_order": NN_(
        "{n} birthday that can be read day first or month first: say it with --dates dmy or --dates mdy",
        "{n} birthdays that can be read day first or month first: say it with --dates dmy or --dates mdy",
    ),
    "no_repository": NN_("{n} that is no git repository", "{n} that are no git repositories"),
    "empty_repository": NN_("{n} repository without a commit", "{n} repositories without a commit"),
    "not_mine": NN_("{n} repository in which nobody is you", "{n} repositories in which nobody is you"),
    "no_birthday": NN_("{n} birthday that cannot be read", "{n} birthdays that cannot be read"),
}
"""What is left out, by reason; a reader may add reasons here."""

REMARKS: dict[str, str] = {
    "encoding": N_("{file} does not say how it is encoded; it was read as {encoding}."),
    "no_sent_mail": N_("No sent mail found; add the Sent folder."),
    "middle_of_month": N_("{date} has no day; the 15th was taken."),
    "git_shallow": N_("{path} is a shallow clone; it sees only since {date}."),
    "me_unmatched": N_("Nobody there has a name or address that you gave as yours: {names}."),
    "gh_thirty": N_("There are exactly 30 pull requests, as many as gh gives without -L; for all of them: -L 5000"),
    "gh_and_git": N_("Reviews that stand in git trailers, too, come twice if the same project is imported with git."),
}
"""Further sentences about a source, by the key under which a reader says them."""

_SEEN = {
    (False, False, False): N_("{place} shows people only: no talks, and nothing that was given or received."),
    (False, False, True): N_("{place} shows people and talks, but nothing that was given or received."),
    (True, False, False): N_("{place} shows what you gave, but nothing that you received."),
    (True, False, True): N_("{place} shows talks and what you gave, but nothing that you received."),
    (True, True, False): N_("{place} shows what was given and what was received, but no talks."),
    (True, True, True): N_("{place} shows talks, what was given and what was received."),
}
_NAMES = 5


def plan_lines(
    plan: Planned, found: Found, places: Iterable[Place], *, files: bool, dry_run: bool = False
) -> list[str]:
    """Tell on one screen what an import would bring, what it leaves out and why, and what its sources cannot see."""
    lines = [*_people(plan), *_entries(plan)]
    if plan.seen:
        lines.append(
            ngettext("One entry is there already.", "{n} entries are there already.", plan.seen).format(n=plan.seen)
        )
    for one in plan.ambiguous[:_NAMES]:
        said = _("{name} may be {names}; until that is settled, nothing of it is taken over.")
        lines.append(said.format(name=where_it_stands(one), names=any_of(map(_told_apart, one.candidates.values()))))
    if (more := len(plan.ambiguous) - _NAMES) > 0:
        lines.append(ngettext("{n} more is open like that.", "{n} more are open like that.", more).format(n=more))
    lines += _left_out(plan, found)
    if found.problems:
        n = len(found.problems)
        lines.append(ngettext("One record cannot be read:", "{n} records cannot be read:", n).format(n=n))
        lines += problem_lines(found.problems, numbered=files)
    lines += [
        _(REMARKS[key]).format(**{k: safe(str(value)) for k, value in facts.items()}) for key, facts in found.remarks
    ]
    lines += [_(_SEEN[place.given, place.received, place.talk]).format(place=place.name) for place in places]
    if dry_run:
        lines.append(_("A dry run: nothing was stored."))
    return lines


def where_it_stands(one: Named) -> str:
    """Return somebody's name in a source, with what the source is, where it stands there, and what proves who it is."""
    place = f"{one.file}:{one.line}" if one.file and one.line else one.file
    name = PLACES[one.format].name
    details = ("" if name == one.file else name, place, *one.values.get("identifiers", ())[:1])
    return f"{safe(one.name)} ({', '.join(safe(detail) for detail in details if detail)})"


def candidate_lines(candidates: Mapping[str, Meant], last_days: Mapping[str, int], today: date) -> list[str]:
    """Return a line for each of those who may be meant, with what tells them apart; days are ordinals by id."""
    names = {key: safe(one.name) for key, one in candidates.items()}
    wide = max(map(width, names.values()))
    lines = []
    for key, one in candidates.items():
        day = last_days.get(key)
        last = _("last {day}").format(day=day_phrase(date.fromordinal(day), today)) if day else ""
        details = [*_details(one), last or (_("new here") if one.new else _("no entry yet"))]
        lines.append(f"{pad(names[key], wide)}   {' · '.join(details)}")
    return lines


def _told_apart(one: Meant) -> str:
    details = _details(one)
    return f"{safe(one.name)} ({', '.join(details)})" if details else safe(one.name)


def _details(one: Meant) -> list[str]:
    return [safe(text) for text in (*one.identifiers[:1], *one.circles[:1])]


def _people(plan: Planned) -> list[str]:
    new, matched = len(plan.new), len(plan.matched)
    parts = [ngettext("one new person", "{n} new people", new).format(n=new)] * bool(new)
    parts += [ngettext("one in your log already", "{n} in your log already", matched).format(n=matched)] * bool(matched)
    lines = [f"{join_names(parts)[:1].upper()}{join_names(parts)[1:]}."] if parts else []
    if plan.by_name:
        said = _("By the name alone the same: {names}.")
        lines.append(said.format(names=_some(plan.by_name)))
    if plan.apart:
        said = _("Of one name, but something tells them apart: {names}. Side by side: netcheck contact dupes")
        lines.append(said.format(names=_some(plan.apart)))
    return lines


def _entries(plan: Planned) -> list[str]:
    sorts = plan.sorts()
    if not sorts:
        return []
    total = sorts.total()
    talks = sum(n for (_direction, kind), n in sorts.items() if kind is Kind.TALK)
    parts = [ngettext("one talk", "{n} talks", talks).format(n=talks)] * bool(talks)
    given, received, both = (
        sum(n for (has, kind), n in sorts.items() if has is direction and kind is not Kind.TALK)
        for direction in (Direction.GIVEN, Direction.RECEIVED, Direction.MUTUAL)
    )
    parts += [_("{n} given").format(n=given)] * bool(given) + [_("{n} received").format(n=received)] * bool(received)
    parts += [_("{n} for both sides").format(n=both)] * bool(both)
    said = ngettext("One new entry: {parts}.", "{n} new entries: {parts}.", total)
    lines = [said.format(n=total, parts=join_names(parts))]
    if days := plan.days():
        first, last = (long_date(date.fromordinal(day)) for day in days)
        lines.append(
            (_("All on {first}.") if first == last else _("From {first} to {last}.")).format(first=first, last=last)
        )
    return lines


def _left_out(plan: Planned, found: Found) -> list[str]:
    """Return a line for each reason, with its number and some of those whom it concerns."""
    counts = plan.left_out + found.left_out
    lines = []
    for reason, n in counts.items():
        names = plan.names.get(reason, {}) | found.names.get(reason, {})
        said = ngettext(*LEFT_OUT[reason], n).format(n=n)
        lines.append(f"  {said} ({_some(names)})" if names else f"  {said}")
    for reason, names in plan.names.items():
        if reason not in counts and reason == "removed":
            removed = ngettext("{n} person whom you removed", "{n} people whom you removed", len(names))
            lines.append(f"  {removed.format(n=len(names))} ({_some(names)})")
    return [_("Left out:"), *lines] if lines else []


def _some(names: Iterable[str]) -> str:
    every = [safe(name) for name in names]
    if len(every) <= _NAMES:
        return ", ".join(every)
    return _("{names} and {n} more").format(names=", ".join(every[:_NAMES]), n=len(every) - _NAMES)
