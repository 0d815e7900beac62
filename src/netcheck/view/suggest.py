"""Suggestions and whom to ask, in plain lines with the line to type."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netcheck import i18n
from netcheck.domain.contact_methods import contact_methods, shell_name
from netcheck.domain.lexicon import LEXICON
from netcheck.domain.model import Contact, Direction, Function, GuideEntry, Kind
from netcheck.domain.suggestions import DueStep, FunctionAtRisk, LongSilent, Unreturned
from netcheck.domain.whom_to_ask import ASKED, Tie
from netcheck.i18n import N_, NN_, PN_, _, ngettext, pgettext
from netcheck.view.kinds import FUNCTION_NAMES, KIND_NAMES
from netcheck.view.listing import NAME_CELLS
from netcheck.view.questions import GUIDE_SHORT
from netcheck.view.safe import safe
from netcheck.view.text import (
    NBSP,
    clip,
    date_of,
    gap_text,
    join_names,
    month_of,
    month_year,
    no_break,
    pad,
    width,
    wrap,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from netcheck.domain.model import Contact
    from netcheck.domain.names import Directory
    from netcheck.domain.report import Reserve
    from netcheck.domain.suggestions import Suggestion
    from netcheck.domain.whom_to_ask import Helper, Helpers


_GAVE = {
    Kind.INSPIRATION: N_("Encouraged you before"),
    Kind.THANKS: N_("Thanked you before"),
    Kind.CONTENT: N_("Sent you finds before"),
    Kind.SHARE: N_("Shared something of yours before"),
    Kind.RECOMMENDATION: N_("Recommended you before"),
    Kind.INTRODUCTION: N_("Introduced you to someone before"),
    Kind.FEEDBACK: N_("Gave you feedback before"),
    Kind.HELP: N_("Helped you before"),
    Kind.BUSINESS: N_("Brought you work before"),
    Kind.BACKING: N_("Backed you before"),
    Kind.OTHER: N_("Did something for you before"),
    Kind.TALK: N_("Talked with you before"),
}
OFFERS = {
    "inspiration": N_("a good word"),
    "content": N_("a find"),
    "share": N_("to share something of theirs"),
    "recommendation": N_("a recommendation"),
    "introduction": PN_("offered", "an introduction"),
    "feedback": N_("feedback"),
    "help": N_("help"),
}
_VIA = {
    Function.INSPIRATION: NN_("{names} has encouraged you before.", "{names} have encouraged you before."),
    Function.CURATION: NN_("{names} has sent you finds before.", "{names} have sent you finds before."),
    Function.REFERRAL: NN_("{names} has told others about you before.", "{names} have told others about you before."),
    Function.COMPETENCE: NN_("{names} has helped you along before.", "{names} have helped you along before."),
    Function.BUSINESS: NN_("{names} has brought you work before.", "{names} have brought you work before."),
    Function.BACKING: NN_("{names} has backed you before.", "{names} have backed you before."),
}


def kind_word(kind: Kind) -> str:
    """Return the usual word for a kind."""
    return LEXICON[i18n.language()].kinds[kind][0]


def log_line(direction: Direction, contacts: Iterable[Contact], kind: Kind | None, directory: Directory) -> str:
    """Return the line that logs something with these contacts; where no name is plain, the prompt, which takes any."""
    forms = [form for contact in contacts if (form := shell_name(contact, directory))]
    if not forms:
        return "netcheck log"
    parts = ["netcheck log", LEXICON[i18n.language()].verbs[direction][0], ", ".join(forms)]
    return " ".join([*parts, kind_word(kind)] if kind else parts)


_GUIDE_CELLS, _NOTE_CELLS = 150, 40
_WITHIN_DAYS = 45
"""So long ago, the day is told; before that, the month."""
_INDENT, _GAP = "  ", "   "


def suggestions(
    found: Sequence[Suggestion],
    guide: GuideEntry | None,
    directory: Directory,
    today: date,
    *,
    cells: int,
) -> str:
    """Return the user's own words, then each suggestion with its reason and the line to type."""
    heads = [clip(_head(one), NAME_CELLS) for one in found]
    room = max(map(width, heads), default=0)
    indent = " " * (room + len(_INDENT + _GAP))
    lines = own_words(guide, cells)
    for one, head in zip(found, heads, strict=True):
        lines += wrap(_why(one, today), cells, indent, first=f"{_INDENT}{pad(head, room)}{_GAP}")
        line = line_of(one, directory)
        lines.append(f"{indent if width(indent + line) <= cells else _INDENT * 2}{line}")
    return "\n".join(lines)


def own_words(guide: GuideEntry | None, cells: int) -> list[str]:
    """Return a sentence of the user's own guide, after its question in short, and a blank line; or nothing."""
    if guide is None:
        return []
    quoted = _("“{text}”").format(text=clip(safe(guide.text.strip()), _GUIDE_CELLS))
    return [*wrap(f"{_(GUIDE_SHORT[guide.id])} {no_break(_('(from your guide)'))}: {quoted}", cells), ""]


def closing() -> str:
    """Return what else can be suggested, each with the line to type."""
    rows = (
        ("netcheck suggest --give", _("who you could offer something to")),
        (f"netcheck suggest {kind_word(Kind.BACKING)}", _("who stands by you when times are hard")),
    )
    room = max(width(line) for line, _ in rows)
    return "\n".join(f"{_INDENT}{pad(line, room)}{_GAP}{text}" for line, text in rows)


def line_of(one: Suggestion, directory: Directory) -> str:
    """Return the line to type for a suggestion; names that a shell might read its own way are left to the prompt."""
    match one:
        case DueStep():
            return f"netcheck step done {one.number}"
        case FunctionAtRisk():
            return f"netcheck suggest {kind_word(ASKED[one.function])}"
        case LongSilent(offer=None):
            return log_line(Direction.MUTUAL, [one.contact], None, directory)
        case _:
            return log_line(Direction.GIVEN, [one.contact], one.offer or Kind.THANKS, directory)


def _head(one: Suggestion) -> str:
    if isinstance(one, FunctionAtRisk):
        return _(FUNCTION_NAMES[one.function])
    return safe(one.contact.name) if one.contact else _("Your step")


def _why(one: Suggestion, today: date) -> str:
    match one:
        case DueStep():
            return _step(one, today)
        case FunctionAtRisk():
            return _resting(one)
        case LongSilent():
            text = _quiet(one, today)
        case Unreturned():
            text = _came(one, today)
    reach = contact_methods(one.contact.identifiers)
    return f"{text} · {no_break(safe(reach[0]))}" if reach else text


def _step(one: DueStep, today: date) -> str:
    text = safe(one.step.text)
    said = _("your step: {text}").format(text=text) if one.contact else text
    if one.step.by is None or one.step.by < today.toordinal():
        return said
    return _("{step} (by {date})").format(step=said, date=date_of(date.fromordinal(one.step.by), today))


def _quiet(one: LongSilent, today: date) -> str:
    last = date.fromordinal(one.last)
    recent = (today - last).days <= _WITHIN_DAYS
    when = (
        _("on {date}").format(date=date_of(last, today))
        if recent
        else _("in {month}").format(month=month_of(last, today))
    )
    quiet = _("last {last}; the longest gap was {gap}").format(gap=gap_text(one.gap), last=when)
    if one.offer:
        return _("{quiet}; you could offer {offer}").format(quiet=quiet, offer=_(OFFERS[one.offer]))
    kinds = ", ".join(_(KIND_NAMES[kind]) for kind in one.kinds)
    return _("{quiet}; mostly {kinds}").format(quiet=quiet, kinds=kinds) if kinds else quiet


def _came(one: Unreturned, today: date) -> str:
    day = date.fromordinal(one.event.day)
    near = {0: _("today"), 1: _("yesterday")}.get((today - day).days)
    kind = _("something") if one.event.kind is Kind.OTHER else _(KIND_NAMES[one.event.kind])
    if one.event.kind is Kind.SHARE:
        template = pgettext("today or yesterday", "shared {date}") if near else _("shared on {date}")
    else:
        template = pgettext("today or yesterday", "{kind} from {date}") if near else _("{kind} from {date}")
    what = template.format(kind=kind, date=near or date_of(day, today))
    if one.entry is not None and one.entry.note:
        what = f"{what} ({clip(safe(one.entry.note), _NOTE_CELLS)})"
    if one.offer is None:
        return _("you could say thank you: {what}").format(what=what)
    return _("{what}; you could offer {offer}").format(what=what, offer=_(OFFERS[one.offer]))


def _resting(one: FunctionAtRisk) -> str:
    ever = one.function is Function.BACKING
    if one.sole is None:
        said = (
            _("not in your log yet, which does not mean there is none.")
            if ever
            else _("not in your log lately, which does not mean there is none.")
        )
    else:
        said = (_("so far only from {name}.") if ever else _("lately only from {name}.")).format(
            name=no_break(safe(one.sole))
        )
    if one.via is None:
        return said
    names = join_names(no_break(safe(contact.name)) for contact in one.others)
    return f"{said} {ngettext(*_VIA[one.via], len(one.others)).format(n=len(one.others), names=names)}"


_WAYS = 2
"""So many ways to reach someone are shown."""


def asking(
    found: Sequence[Helpers],
    kind: Kind,
    guide: GuideEntry | None,
    directory: Directory,
    today: date,
    *,
    cells: int,
    reserve: Reserve | None = None,
) -> str:
    """Return the lists of people, how to reach them, and a word on asking; no own words on a crisis day.

    `reserve` are the people who have been there, for a crisis.
    """
    crisis = kind is Kind.BACKING
    if not found:
        return "\n".join(wrap(_nobody(crisis=crisis), cells))
    lines = [] if crisis else own_words(guide, cells)
    if not crisis and found[0].tie is not Tie.GAVE:
        lines += [*wrap(_("Nobody in your log has given you this yet. That does not mean there is no one."), cells), ""]
    people = [helper for helpers in found for helper in helpers.people]
    drawn = iter(_ask_people([_ask_facts(helper, today, crisis=crisis) for helper in people], cells))
    for helpers in found:
        lines.append(_ask_common(helpers, kind))
        for _person in helpers.people:
            lines += next(drawn)
        if helpers.more:
            lines.append(_INDENT + ngettext("and one more", "and {n} more", helpers.more).format(n=helpers.more))
    # Nobody to count on would gainsay the people named above.
    if reserve is not None and reserve.n:
        from netcheck.view.report_text import reserve_sentence

        lines += ["", *wrap(reserve_sentence(reserve), cells)]
    lines += ["", *wrap(_how_to_ask(crisis=crisis), cells)]
    first = [helper.contact for helper in found[0].people]
    lines += _ask_told(_("To log it later:  {line}"), _ask_later(first, kind, directory), cells)
    if not crisis and not any(helper.contact.identifiers for helper in people):
        form = shell_name(first[0], directory) or "…"
        lines += _ask_told(_("To add an address:  {line}"), f"netcheck contact edit {form} --identifier …", cells)
    return "\n".join(lines)


def _nobody(*, crisis: bool) -> str:
    if crisis:
        return _("Your log knows nobody yet. Who would you call at night? That is the answer.")
    return _("Your log knows nobody yet. Who would you ask? That is the answer.")


def _how_to_ask(*, crisis: bool) -> str:
    if crisis:
        return _("A request may be short: what is going on and what would help now.")
    return _("A request may be short, and a no is allowed.")


def _ask_common(helpers: Helpers, kind: Kind) -> str:
    heads = {
        Tie.GAVE: _(_GAVE[kind]),
        Tie.SIMILAR: _("Perhaps also"),
        Tie.KNOW_YOU: ngettext(
            "Has known you long, and from several sides",
            "Have known you long, and from several sides",
            len(helpers.people),
        ).format(n=len(helpers.people)),
        Tie.IN_LOG: _("People in your log"),
    }
    return heads[helpers.tie]


def _ask_facts(helper: Helper, today: date, *, crisis: bool) -> tuple[str, ...]:
    """Return name, since when, how to reach, and the last day."""
    reach = " · ".join(
        no_break(safe(text)) for text in contact_methods(helper.contact.identifiers, by_voice=crisis)[:_WAYS]
    )
    return (
        clip(safe(helper.contact.name), NAME_CELLS),
        _ask_since(helper),
        reach,
        _ask_last(helper, today),
    )


def _ask_since(helper: Helper) -> str:
    if helper.first is None:
        return ""
    since = (_("in {month}") if helper.once else _("since {month}")).format(
        month=month_year(date.fromordinal(helper.first))
    )
    return f"{_(KIND_NAMES[helper.kind])} {since}" if helper.kind else since


def _ask_last(helper: Helper, today: date) -> str:
    if helper.last is None:
        return ""
    ago = today.toordinal() - helper.last
    if ago in {0, 1}:
        return _("last entry {day}").format(day=_("yesterday") if ago else _("today"))
    return _("last {day}").format(day=date_of(date.fromordinal(helper.last), today))


def _ask_people(rows: Sequence[tuple[str, ...]], cells: int) -> list[list[str]]:
    """Return each person's lines: one line each where all fit, else how to reach them stands below everyone."""
    rooms = [max(map(width, column)) for column in zip(*rows, strict=True)]
    if sum(rooms) + len(_INDENT) * sum(room > 0 for room in rooms) <= cells:
        return [[_ask_columns(row, rooms)] for row in rows]
    longest = max(width(reach) for row in rows for reach in row[2].split(" "))
    indent = " " * (rooms[0] + 2 * len(_INDENT))
    if width(indent) + longest > cells:
        indent = 2 * _INDENT
    return [
        [_ask_columns((name, since, last), (*rooms[:2], rooms[3])), *wrap(reach, cells, indent)]
        for name, since, reach, last in rows
    ]


def _ask_columns(row: Sequence[str], rooms: Sequence[int]) -> str:
    cells = (_INDENT + pad(text, room) for text, room in zip(row, rooms, strict=True) if room)
    return "".join(cells).replace(NBSP, " ").rstrip()


def _ask_told(template: str, line: str, cells: int) -> list[str]:
    """Return the text with the line to type, which is never broken."""
    whole = template.format(line=line)
    return [whole] if width(whole) <= cells else [template.format(line="").rstrip(), _INDENT + line]


def _ask_later(first: Sequence[Contact], kind: Kind, directory: Directory) -> str:
    """Return the line that logs what was asked for, once it has come."""
    if kind is Kind.TALK:
        return log_line(Direction.MUTUAL, first[:1], None, directory)
    return log_line(Direction.RECEIVED, first[: 1 + (kind is Kind.BACKING)], kind, directory)
