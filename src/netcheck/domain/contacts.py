"""The people of the log."""

from __future__ import annotations

from typing import NamedTuple


class Contact(NamedTuple):
    """One living contact, with everything that merged contacts brought along.

    `identifiers` are e-mail addresses, handles, URLs or phone numbers. `birthday` is "YYYY-MM-DD",
    "--MM-DD" without a year, or "". `no_balance` leaves the contact out of giving and receiving;
    `group` marks an audience rather than a person. `every` is how often to be reminded, as
    `domain.cadence` writes it, or ""; there is no reminder before the day `snooze_until`, an ordinal,
    and none at all if `ignored`.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    circles: tuple[str, ...] = ()
    birthday: str = ""
    note: str = ""
    no_balance: bool = False
    group: bool = False
    every: str = ""
    snooze_until: int | None = None
    ignored: bool = False
