"""A report without names or private answers, for showing to others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from netcheck.domain.report import PublishedReport
from netcheck.value import Value

if TYPE_CHECKING:
    from netcheck.domain.model import Contact, Ledger
    from netcheck.domain.report import Report


# Control characters, so that no other text of a report is taken for a code.
_PERSON, _GROUP = "\x01", "\x02"


class Labels(Value):
    """What stands for names: `person` and `group` hold {letter}, `archive` stands for where entries came from."""

    person: str
    group: str
    circle: str
    archive: str


def without_verdicts(ledger: Ledger) -> Ledger:
    """Return the ledger without the checks about one person, and without the steps that came from them."""
    about = {check.id for check in ledger.checks if check.contact_id is not None}
    return ledger.replaced(
        checks=[check for check in ledger.checks if check.id not in about],
        steps=[step for step in ledger.steps if step.check_id not in about],
    )


def pseudonymize(ledger: Ledger) -> Ledger:
    """Return the ledger with a code in place of each name, and without every text that may hold one.

    The codes sort as the hashes of the contacts' ids do: always alike, and saying nothing of anybody. The numbers are
    computed in the order of the names all the same, for they are to be those of the report with names.
    """
    from hashlib import sha256

    order = sorted(ledger.contacts, key=lambda key: sha256(key.encode("utf-8", "surrogatepass")).digest())
    contacts = {key: _pseudonymized(ledger.contacts[key], number) for number, key in enumerate(order)}
    names = {key: contact.name for key, contact in ledger.contacts.items()}
    return without_verdicts(ledger).replaced(contacts=contacts, steps=(), guide=(), true_names=names)


def relabel(shown: PublishedReport, masks: Labels) -> PublishedReport:
    """Return a report on a coded ledger with letters for codes: A, B, … for whom it names, then for the rest."""
    report = shown.report
    named = sorted({*_codes(report.replaced(contacts=())), *_codes(shown.person)})
    rest = [row.name for row in report.contacts if row.name not in set(named)]
    names: dict[str, str] = {}
    for mark, template in ((_PERSON, masks.person), (_GROUP, masks.group)):
        marked = [code for code in (*named, *rest) if code.startswith(mark)]
        names.update({code: template.format(letter=_letters(number)) for number, code in enumerate(marked)})
    rows = sorted((row.replaced(name=names[row.name]) for row in report.contacts), key=lambda row: row.name)
    found: Report = _renamed(report.replaced(contacts=()), names)
    # In the order of the letters: that of the names would tell of them.
    reserve = found.reserve.replaced(people=tuple(sorted(found.reserve.people)))
    return PublishedReport(
        found.replaced(
            contacts=tuple(rows),
            reserve=reserve,
            one_sided=(masks.archive,) if report.one_sided else (),
            sources=(),
        ),
        names.get(shown.person, ""),
        masks.circle if shown.circle else "",
    )


def _pseudonymized(contact: Contact, number: int) -> Contact:
    mark = _GROUP if contact.group else _PERSON
    return contact.replaced(
        name=f"{mark}{number:09}", aliases=(), identifiers=(), keys=(), circles=(), birthday="", note=""
    )


def _codes(value: object) -> Iterator[str]:
    """Yield every code in a value made of values, tuples and mappings."""
    if isinstance(value, Value):
        value = value.as_dict()
    if isinstance(value, str):
        if value.startswith((_PERSON, _GROUP)):
            yield value
    elif isinstance(value, (tuple, Mapping)):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _codes(part)


def _renamed(value: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401 - whatever a report is made of
    """Return a value made of values, tuples and mappings with names for codes."""
    if isinstance(value, Value):
        return type(value)(**_renamed(value.as_dict(), names))
    if isinstance(value, Mapping):
        return {key: _renamed(part, names) for key, part in value.items()}
    if isinstance(value, tuple):
        return tuple(_renamed(part, names) for part in value)
    return names.get(value, value) if isinstance(value, str) else value


def _letters(number: int) -> str:
    """Return A for 0, then B, …, Z, AA, AB and so on."""
    from string import ascii_uppercase

    letters = ""
    number += 1
    while number:
        number, place = divmod(number - 1, len(ascii_uppercase))
        letters = ascii_uppercase[place] + letters
    return letters
