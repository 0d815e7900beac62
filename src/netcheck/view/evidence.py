"""Draws what the log says to the answers of a check: a row or a sentence each, and how many agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.domain.evidence import EvidenceVerdict, gap
from netcheck.domain.measures import EVEN
from netcheck.domain.model import Answer, Check
from netcheck.view import report_text
from netcheck.view.number_format import likely
from netcheck.view.safe import safe
from netcheck.view.text import join_names, names_no_break, no_break, number, pad, percent, width, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from netcheck.domain.evidence import Bearer, Evidence
    from netcheck.domain.report import Gap
    from netcheck.words import Words

    Facts = Mapping[str, float]

_INDENT, _GAP = "  ", "  "


def speaks(found: Mapping[str, Evidence]) -> bool:
    """Say whether the log knows enough for any answer to be held against it."""
    return any(item.e is not None or item.undecided for item in found.values())


def evidence_block(
    check: Check, found: Mapping[str, Evidence], words: Words, *, cells: int, then: bool = False
) -> list[str]:
    """Return what the log says to all answers of a check: the rows, how many agree, and whom it names.

    `then` looks back at an earlier check. Where the log cannot speak to any answer yet, that is one line.
    """
    texts, found = words.evidence, {question: found[question] for question in check.answers if question in found}
    if not found:
        return []
    if not speaks(found):
        return wrap(texts.nothing_then if then else texts.nothing, cells)
    lines = [*wrap(texts.head_then if then else texts.head, cells), *_rows(found, check.answers, words, cells)]
    apart = gap(check)
    lines += wrap(agreement(apart, words), cells) if apart else []
    for item in found.values():
        lines += wrap(_named(item, words), cells)
    return [*lines, *wrap(texts.rest, cells)]


def evidence_sentence(item: Evidence, answer: Answer, words: Words) -> str:
    """Return what the log says to one answer, as a sentence."""
    texts = words.evidence
    if item.verdict is EvidenceVerdict.NOT_MEASURABLE:
        return texts.not_measurable
    if item.question not in _FACTS:
        return _named(item, words) or texts.unknown
    return texts.sentences[_stance(item, answer)].format(fact=_fact(item, words))


def agreement(found: Gap, words: Words) -> str:
    """Return how many answers agree with the log: "Von drei prüfbaren Antworten passen zwei zum Log.".

    Where some do not, that is put in a good light: either the user is the stricter, or the log may lack something.
    """
    sentences = [report_text.agreement(found, words)]
    sentences += [words.evidence.stricter] * bool(found.under) + [words.evidence.perhaps] * bool(found.over)
    return " ".join(sentences)


def _rows(found: Mapping[str, Evidence], answers: Mapping[str, Answer], words: Words, cells: int) -> list[str]:
    """Return a row for each answer that is, or might be, judged: the question, the verdict and what it rests on."""
    verdict_of = words.evidence.verdicts
    rows = [
        (_capital(words.checklist.short[question]), verdict_of[_stance(item, answers[question])], _fact(item, words))
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
    if item.e is None:
        return "open" if item.undecided else "little"
    clear = answer is Answer.YES
    if clear == bool(item.e):
        return "fits"
    return "other" if clear else "kinder"


def _named(item: Evidence, words: Words) -> str:
    """Return on whom most rests or to whom most was given; "" for anything else."""
    if item.verdict is not EvidenceVerdict.SHOWN or not item.people:
        return ""
    texts = words.evidence
    if item.question == "be_missed":
        return texts.be_missed.format(people=join_names(names_no_break(bearer.name for bearer in item.people), words))
    return texts.miss_them.format(people=join_names((_bearer(bearer, words) for bearer in item.people), words))


def _bearer(bearer: Bearer, words: Words) -> str:
    name, functions = no_break(safe(bearer.name)), [words.report.exchange.nouns[one] for one in bearer.functions]
    return words.evidence.bearer.format(name=name, functions=", ".join(functions)) if functions else name


def _fact(item: Evidence, words: Words) -> str:
    """Return what a verdict rests on; "" where it is not known: a file can hold a verdict alone."""
    tell = _FACTS.get(item.question)
    try:
        return tell(item, item.facts, words) if tell else ""
    except KeyError:
        return ""


def _dialogue(item: Evidence, facts: Facts, words: Words) -> str:
    texts = words.evidence
    if item.e is None:
        return texts.dialogue_little(round(facts["n"]), needed=number(facts["needed"], words))
    return _part(texts.dialogue, facts["both"], facts["n"], words)


def _sustainable(item: Evidence, facts: Facts, words: Words) -> str:
    texts = words.evidence
    if item.e is not None or item.undecided:
        kept = _part(texts.kept, facts["kept"], facts["n"], words)
        return texts.chance.format(fact=kept) if item.undecided else kept
    if facts["days"] < facts["days_needed"]:
        return texts.young
    return texts.kept_little(round(facts["n"]), needed=number(facts["needed"], words))


def _reciprocity(item: Evidence, facts: Facts, words: Words) -> str:
    if item.e is None and not item.undecided:
        return _too_little(facts, words)
    texts, given, received = words.evidence, facts["given"], facts["received"]
    fact = texts.balance.format(given=number(given, words), received=number(received, words))
    if not item.undecided:
        return fact
    if 2 * min(given, received) >= EVEN * (given + received):
        return texts.forward.format(fact=fact)
    return texts.more_given.format(fact=fact) if given > received else fact


def _same_extent(item: Evidence, facts: Facts, words: Words) -> str:
    if item.e is None and not item.undecided:
        return _too_little(facts, words)
    interval = likely(facts["low"], facts["high"], words)
    return words.evidence.share.format(share=percent(facts["value"], words), likely=interval)


def _too_little(facts: Facts, words: Words) -> str:
    texts, n = words.evidence, round(facts["n"])
    return texts.balance_little(n, needed=number(facts["needed"], words)) if n else texts.balance_none


_FACTS: Mapping[str, Callable[[Evidence, Facts, Words], str]] = {
    "dialogue": _dialogue,
    "sustainable": _sustainable,
    "reciprocity": _reciprocity,
    "same_extent": _same_extent,
}


def _part(texts: Mapping[str, str], part: float, whole: float, words: Words) -> str:
    """Return how many of how many, with words for none, one and all."""
    key = {0: "none", whole: "all", 1: "one"}.get(part, "some")
    return texts[key].format(part=number(part, words), n=number(whole, words))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
