"""Tells by the names of a table's columns what they likely hold, in German and in English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from netcheck.importers.text import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMES = {
    "name": (
        *("name", "full name", "fullname", "display name", "contact", "contact name", "person", "who", "with"),
        *("vollständiger name", "ganzer name", "voller name", "anzeigename", "kontakt", "wer", "mit", "mensch"),
        *("vor und nachname", "name vorname", "vorname nachname", "vorname name"),
    ),
    "given": ("given name", "first name", "firstname", "forename", "vorname", "vornamen"),
    "family": ("family name", "last name", "lastname", "surname", "nachname", "familienname", "zuname"),
    "email": (
        *("e mail", "email", "mail", "e mail address", "email address", "mail address", "emails", "e mails"),
        *("e mail adresse", "emailadresse", "mailadresse", "mail adresse"),
    ),
    "phone": (
        *("phone", "phone number", "telephone", "tel", "mobile", "mobile phone", "cell", "cell phone"),
        *("telefon", "telefonnummer", "mobil", "mobiltelefon", "mobilnummer", "handy", "handynummer", "rufnummer"),
    ),
    "on": ("date", "day", "on", "when", "datum", "am", "wann"),
    "direction": ("direction", "richtung"),
    "kind": ("kind", "type", "art", "typ"),
    "weight": ("weight", "gewicht"),
    "birthday": (
        *("birthday", "birthdate", "birth date", "date of birth", "dob", "born"),
        *("geburtstag", "geburtsdatum", "geburtstage", "geboren", "geboren am", "geb"),
    ),
    "circle": (
        *("circle", "circles", "group", "groups", "category", "categories", "label", "labels", "tags"),
        *("kreis", "kreise", "gruppe", "gruppen", "kategorie", "kategorien", "schlagwörter"),
    ),
    "alias": ("alias", "aliases", "nickname", "nick", "spitzname", "rufname"),
    "url": (
        *("url", "website", "web page", "web site", "homepage", "profile", "profile url", "linkedin", "link"),
        *("webseite", "internet", "profil"),
    ),
    "note": (
        *("note", "notes", "comment", "comments", "remark", "remarks", "description", "subject", "text"),
        *("notiz", "notizen", "kommentar", "kommentare", "bemerkung", "bemerkungen", "anmerkung", "anmerkungen"),
        *("beschreibung", "betreff"),
    ),
}
"""By field the names of its column, without case and marks. "Tag" is none: a day in German, a circle in English."""

_FURTHER_WORDS = ("email", "phone", "birthday")
"""Fields whose column may have a word more: `E-Mail (privat)`, `work phone`."""


def plain(column: str) -> str:
    """Return a column's name without case and marks, and with # for figures: `E-mail 2 - Value` is `e mail # value`."""
    words = re.sub(r"[\W_]+", " ", normalize("NFC", tidy(column)).casefold()).split()
    return " ".join("#" if word.isdigit() else word for word in words)


def likely_columns(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Return by field the column that likely holds it, no column twice; `rows` are cells of the first rows."""
    found: dict[str, str] = {}
    for words_more in (False, True):
        for field, names in _NAMES.items():
            for column in columns:
                free = field not in found and column not in found.values()
                if free and _is_called(plain(column), names, words_more=words_more and field in _FURTHER_WORDS):
                    found[field] = column
    if "name" in found and "given" in found and "family" not in found:
        name, given = (columns.index(found[field]) for field in ("name", "given"))
        whole = any(row[given] and row[given] in row[name] for row in rows)
        # `Name, Vorname` is usual in German tables.
        if not whole:
            found["family"] = found.pop("name")
    return found


def _is_called(column: str, names: Sequence[str], *, words_more: bool) -> bool:
    bare = column.replace("#", "").strip()
    return bare in names or (words_more and any(bare.startswith(f"{n} ") or bare.endswith(f" {n}") for n in names))
