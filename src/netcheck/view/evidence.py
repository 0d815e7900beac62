"""Draws what the log says to the answers of a check: a row or a sentence each, and how many agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.evidence import EvidenceVerdict, gap
from netcheck.domain.model import Answer, Check
from netcheck.i18n import N_, _, ngettext
from netcheck.view import question_text
from netcheck.view.kinds import FUNCTION_NAMES
from netcheck.view.number_format import likely
from netcheck.view.questions import SHORT_NAMES
from netcheck.view.safe import safe
from netcheck.view.text import join_names, names_no_break, no_break, number, pad, percent, width, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netcheck.domain.evidence import Bearer, Evidence
    from netcheck.domain.report import Gap

    Facts = Mapping[str, float]

_INDENT, _GAP = "  ", "  "


_VERDICTS = {
    "fits": N_("nothing against it"),
    "same": N_("says the same"),
    "other": N_("looks different"),
    "kinder": N_("kinder"),
    "shown": N_("not judged"),
    "open": N_("still open"),
    "little": N_("too little yet"),
}
_DIALOGUE = {
    "none": N_("both ways with none of {n} people with several entries in a year"),
    "one": N_("both ways with one of {n} people with several entries in a year"),
    "some": N_("both ways with {part} of {n} people with several entries in a year"),
    "all": N_("both ways with all {n} people with several entries in a year"),
}
_KEPT = {
    "none": N_("none stayed of {n} with entries on three days or more the year before"),
    "one": N_("one stayed of {n} with entries on three days or more the year before"),
    "some": N_("{part} stayed of {n} with entries on three days or more the year before"),
    "all": N_("all {n} with entries on three days or more the year before stayed"),
}
_SENTENCES = {
    "fits": N_("Nothing in your log speaks against it: {fact}."),
    "same": N_("Your log says the same: {fact}."),
    "other": N_("Your log looks different: {fact}. Perhaps something is not in it, perhaps it is worth a thought."),
    "kinder": N_("Your log is kinder than you are: {fact}."),
    "shown": N_("Your log shows this and does not judge it: {fact}."),
    "open": N_("Your log leaves this open for now: {fact}."),
    "little": N_("Your log knows too little of this yet ({fact})."),
}


def speaks(found: Mapping[str, Evidence]) -> bool:
    """Say whether the log knows enough for any answer to be held against it."""
    return any(item.e is not None or item.undecided for item in found.values())


def evidence_block(check: Check, found: Mapping[str, Evidence], *, cells: int, then: bool = False) -> list[str]:
    """Return what the log says to all answers of a check: the rows, how many agree, and whom it names.

    `then` looks back at an earlier check. Where the log cannot speak to any answer yet, that is one line.
    """
    found = {question: found[question] for question in check.answers if question in found}
    if not found:
        return []
    if not speaks(found):
        return wrap(
            _("Your log could not speak to this yet.")
            if then
            else _("Your log cannot speak to this yet; the questions do not need a full log."),
            cells,
        )
    lines = [
        *wrap(
            _("What your log said to this on that day. It knows only what you noted.")
            if then
            else _("What your log can say to this. It knows only what you noted."),
            cells,
        ),
        *_rows(found, check.answers, cells),
    ]
    apart = gap(check)
    lines += wrap(agreement(apart), cells) if apart else []
    for item in found.values():
        lines += wrap(_named(item), cells)
    return [*lines, *wrap(_("No log can answer the other questions, only you."), cells)]


def evidence_sentence(item: Evidence, answer: Answer) -> str:
    """Return what the log says to one answer, as a sentence."""
    if item.verdict is EvidenceVerdict.NOT_MEASURABLE:
        return _("No log can answer this, only you.")
    if item.question not in _FACTS:
        return _named(item) or _("Your log knows nothing of this yet.")
    return _(_SENTENCES[_stance(item, answer)]).format(fact=_fact(item))


def agreement(found: Gap) -> str:
    """Return how many answers agree with the log: "Von drei prüfbaren Antworten passen zwei zum Log.".

    Where some do not, that is put in a good light: either the user is the stricter, or the log may lack something.
    """
    sentences = [question_text.agreement(found)]
    sentences += [_("Where it is kinder, you are stricter with yourself than your log is.")] * bool(found.under) + [
        _("Where it looks different, something may not be in the log; perhaps it is worth a thought.")
    ] * bool(found.over)
    return " ".join(sentences)


def _rows(found: Mapping[str, Evidence], answers: Mapping[str, Answer], cells: int) -> list[str]:
    """Return a row for each answer that is, or might be, judged: the question, the verdict and what it rests on."""
    rows = [
        (_capital(_(SHORT_NAMES[question])), _(_VERDICTS[_stance(item, answers[question])]), _fact(item))
        for question, item in found.items()
        if question in _FACTS or item.e is not None or item.undecided
    ]
    labels, verdicts = (max(width(row[column]) for row in rows) for column in (0, 1))
    indent = " " * (width(_INDENT) + labels + verdicts + 2 * width(_GAP))
    lines = []
    for label, verdict, fact in rows:
        head = f"{_INDENT}{pad(label, labels)}{_GAP}{pad(verdict, verdicts)}{_GAP}"
        lines += wrap(fact, cells, indent, first=head) or [head.rstrip()]
    return lines


def _stance(item: Evidence, answer: Answer) -> str:
    """Return how the log stands to an answer, of which only a clear yes counts as one."""
    if item.verdict is EvidenceVerdict.SHOWN:
        return "shown"
    if item.e is None:
        return "open" if item.undecided else "little"
    clear = answer is Answer.YES
    if clear == bool(item.e):
        return "fits" if clear else "same"
    return "other" if clear else "kinder"


def _named(item: Evidence) -> str:
    """Return on whom most rests or to whom most was given; "" for anything else."""
    if item.verdict is not EvidenceVerdict.SHOWN or not item.people:
        return ""
    if item.question == "be_missed":
        return _("Averaged over the areas, the largest part of what you give goes to: {people}.").format(
            people=join_names(names_no_break(bearer.name for bearer in item.people))
        )
    return _("Averaged over the areas, most comes from: {people}.").format(
        people=join_names(_bearer(bearer) for bearer in item.people)
    )


def _bearer(bearer: Bearer) -> str:
    name, functions = no_break(safe(bearer.name)), [_(FUNCTION_NAMES[one]) for one in bearer.functions]
    return "{name} ({functions})".format(name=name, functions="; ".join(functions)) if functions else name


def _fact(item: Evidence) -> str:
    """Return what a verdict rests on; "" where it is not known: a file can hold a verdict alone."""
    tell = _FACTS.get(item.question)
    try:
        return tell(item, item.facts) if tell else ""
    except KeyError:
        return ""


def _dialogue(item: Evidence, facts: Facts) -> str:
    if item.e is None:
        return ngettext(
            "{n} person with several entries in a year, of the {needed} it takes",
            "{n} people with several entries in a year, of the {needed} it takes",
            round(facts["n"]),
        ).format(n=round(facts["n"]), needed=number(facts["needed"]))
    told, unseen = _part(_DIALOGUE, facts["both"], facts["n"]), round(facts.get("one_sided", 0))
    if not unseen:
        return told
    more = ngettext("for one more it shows only your side", "for {n} more it shows only your side", unseen)
    return f"{told}; {more.format(n=unseen)}"


def _sustainable(item: Evidence, facts: Facts) -> str:
    if item.e is not None or item.undecided:
        kept = _part(_KEPT, facts["kept"], facts["n"])
        return _("{fact}; that may be chance").format(fact=kept) if item.undecided else kept
    if facts["days"] < facts["days_needed"]:
        return _("your log does not go back two years yet")
    return ngettext(
        "{n} person with entries on three days or more the year before, of the {needed} it takes",
        "{n} people with entries on three days or more the year before, of the {needed} it takes",
        round(facts["n"]),
    ).format(n=round(facts["n"]), needed=number(facts["needed"]))


def _reciprocity(item: Evidence, facts: Facts) -> str:
    if item.verdict is EvidenceVerdict.TOO_LITTLE and facts["n"] < facts["needed"]:
        return _too_little(facts)
    given, received = number(facts["given"]), number(facts["received"])
    fact = _("{given} given, {received} received").format(given=given, received=received)
    if item.verdict is EvidenceVerdict.TOO_LITTLE and "needed_each" in facts:
        return _("{fact} in twelve months, of the {needed} it takes each way").format(
            fact=fact, needed=number(facts["needed_each"])
        )
    if item.verdict is EvidenceVerdict.SHOWN:
        return _("{fact}; less than by chance meets in the same people, and passing on is no fault").format(fact=fact)
    if "value" in facts and "expected" in facts:
        return _("{fact}; {value} of it met with the same person, {expected} by chance").format(
            fact=fact, value=percent(facts["value"]), expected=percent(facts["expected"])
        )
    return fact


def _same_extent(item: Evidence, facts: Facts) -> str:
    if item.e is None and not item.undecided:
        return _too_little(facts)
    interval = likely(facts["low"], facts["high"])
    return _("{share} came from you ({likely})").format(share=percent(facts["value"]), likely=interval)


def _too_little(facts: Facts) -> str:
    n = round(facts["n"])
    return (
        ngettext(
            "given or received once in twelve months, of the {needed} times it takes",
            "given or received {n} times in twelve months, of the {needed} it takes",
            n,
        ).format(n=n, needed=number(facts["needed"]))
        if n
        else _("nothing given or received in twelve months")
    )


_FACTS: Mapping[str, Callable[[Evidence, Facts], str]] = {
    "dialogue": _dialogue,
    "sustainable": _sustainable,
    "reciprocity": _reciprocity,
    "same_extent": _same_extent,
}


def _part(texts: Mapping[str, str], part: float, whole: float) -> str:
    """Return how many of how many, with words for none, one and all."""
    key = {0: "none", whole: "all", 1: "one"}.get(part, "some")
    return _(texts[key]).format(part=number(part), n=number(whole))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
