"""The places that entries and people come from: what each is called, and what it can see."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """A place by its name, and whether it sees what was given, what was received, and talks; people it always sees."""

    name: str
    given: bool = False
    received: bool = False
    talk: bool = False


PLACES = {
    "vcard": Place("vCard"),
    "abook": Place("abook"),
    "csv": Place("CSV", given=True, received=True, talk=True),
    "notes": Place("Notes"),
    "linkedin": Place("LinkedIn", given=True, received=True, talk=True),
    "mail": Place("Mail", talk=True),
    "ics": Place("iCalendar", talk=True),
    "git": Place("git", given=True, received=True),
    "gh": Place("GitHub", given=True, received=True),
    "mastodon": Place("Mastodon", given=True, talk=True),
    "x": Place("X", given=True, talk=True),
    "whatsapp": Place("WhatsApp", talk=True),
    "signal": Place("Signal", talk=True),
    "telegram": Place("Telegram", talk=True),
    "monica": Place("Monica", given=True, received=True, talk=True),
    "friends": Place("friends.md", talk=True),
}
"""By the word with which the `source` of an entry begins, which is the name of its format as well."""
