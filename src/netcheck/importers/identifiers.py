"""Identifiers as they are stored and compared: e-mail addresses, profiles, handles and phone numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from netcheck.domain.names import fold
from netcheck.importers.text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

_ANGLED = re.compile(r"<([^<>]*)>")
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+\.[^\s@<>()\[\],;:\".]+")
_USUAL_EMAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)+[\w-]+", re.ASCII)
_HANDLE = re.compile(r"@?([\w.-]+)@([\w.-]+\.[\w-]+)")
_SCHEME = re.compile(r"^mailto:", re.IGNORECASE)
_AT = re.compile(r"\s+(?:at|\(at\)|\[at\])\s+", re.IGNORECASE)
_TEL = re.compile(r"^tel:", re.IGNORECASE)
_NO_DIGIT = re.compile(r"\D")
_GITHUB_MAIL = re.compile(r"(?:\d+\+)?([\w-]+)@users\.noreply\.github\.com")
_LINKEDIN = re.compile(r"https://(?:www\.)?linkedin\.com/in/([\w-]+)/?", re.ASCII)
_PHONE = re.compile(r"[+(]{0,2}\d[\d\s().\-/]{4,}\d")
_FEWEST_DIGITS = 5
_BEGINS_PHONE = {*"+(0123456789"}
_X_HOSTS = {"x.com", "twitter.com", "mobile.twitter.com", "mobile.x.com"}
_NO_FEDIVERSE = {"medium.com", "tiktok.com", "youtube.com", "m.youtube.com"}
"""Sites whose profiles look like those of the Fediverse."""
_RESERVED = {"home", "search", "i", "intent", "share", "hashtag", "explore", "settings"}


def email(text: str) -> str:
    """Return an e-mail address in lower case, of `Name <a@b.org>`, `mailto:…` or `a at b.org` too; "" for none."""
    if _USUAL_EMAIL.fullmatch(text):
        return text.lower()
    bare = tidy(text)
    if not bare:
        return ""
    if found := _ANGLED.search(bare):
        bare = found[1].strip()
    bare = _SCHEME.sub("", bare).partition("?")[0]
    bare = bare if "@" in bare else _AT.sub("@", bare)
    return bare.lower() if _EMAIL.fullmatch(bare) else ""


def phone(text: str) -> str:
    """Return a phone number as it is written, without `tel:`; "" for none."""
    bare = tidy(text)
    if bare[:1] in {"t", "T"}:
        bare = _TEL.sub("", bare)
    return bare if _PHONE.match(bare) and len(_NO_DIGIT.sub("", bare)) >= _FEWEST_DIGITS else ""


def digits(number: str) -> str:
    """Return what of a phone number is compared: its digits, and a + before them where 00 or + stands."""
    bare = _NO_DIGIT.sub("", number)
    international = number.strip().startswith(("+", "(+")) or bare.startswith("00")
    return f"+{bare.removeprefix('00')}" if international else bare


def profile(url: str) -> str:  # noqa: PLR0911 - one for each host
    """Return the one spelling of a profile's URL on a host that is known, or of a Fediverse handle; "" for another.

    LinkedIn, X, GitHub, Telegram and Bluesky; `https://h/@u` and `https://h/users/u` are the handle `@u@h`.
    """
    if usual := _LINKEDIN.fullmatch(url):
        return f"https://www.linkedin.com/in/{usual[1].lower()}"
    bare = tidy(url).replace("\\:", ":")
    if "://" not in bare:
        bare = f"https://{bare}"
    try:
        parts = urlsplit(bare)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    path = [unquote(part) for part in parts.path.split("/") if part]
    if not path or "." not in host:
        return ""
    first = tidy(path[0])
    if (host == "linkedin.com" or host.endswith(".linkedin.com")) and first.lower() == "in" and len(path) > 1:
        return f"https://www.linkedin.com/in/{tidy(path[1]).lower()}"
    if host in _X_HOSTS and re.fullmatch(r"@?\w{1,15}", first) and first.lower() not in _RESERVED:
        return f"https://x.com/{first.lstrip('@').lower()}"
    if host == "github.com" and re.fullmatch(r"[\w-]+", first) and len(path) == 1:
        return f"https://github.com/{first.lower()}"
    if host in {"t.me", "telegram.me"} and re.fullmatch(r"\w+", first):
        return f"https://t.me/{first.lower()}"
    if host == "bsky.app" and first == "profile" and len(path) > 1:
        return f"https://bsky.app/profile/{tidy(path[1]).lower()}"
    if first.startswith("@") and len(path) == 1 and host not in _NO_FEDIVERSE:
        return handle(f"{first}@{host}") if "@" not in first[1:] else handle(first)
    if first == "users" and len(path) == 2:  # noqa: PLR2004 - https://host/users/name
        return handle(f"@{tidy(path[1])}@{host}")
    return ""


def handle(text: str) -> str:
    """Return a Fediverse handle as `@user@host`, in lower case, the host in Unicode; "" for none."""
    found = _HANDLE.fullmatch(tidy(text))
    if not found:
        return ""
    host = ".".join(_unicode(label) for label in found[2].lower().split("."))
    return f"@{found[1].lower()}@{host}"


def _unicode(label: str) -> str:
    """Return a part of a host's name in Unicode; as it is where it cannot be read. Python's idna knows no ß."""
    try:
        plain = label[4:].encode("ascii").decode("punycode").lower() if label.startswith("xn--") else label
    except UnicodeError:
        return label
    return plain if re.fullmatch(r"[\w-]+", plain) else label


def identifier(text: str) -> str:
    """Return the one spelling of whatever identifies somebody; "" for what identifies nobody, like a bare `@user`."""
    bare = tidy(text)
    if found := _GITHUB_MAIL.fullmatch(bare.lower()):
        return f"https://github.com/{found[1]}"
    if bare.startswith("@"):
        return handle(bare)
    return email(bare) or (profile(bare) if "/" in bare else "") or phone(bare)


@lru_cache(maxsize=1 << 17)
def compared(stored: str) -> str:
    """Return by what an identifier, however it is stored, is the same as another; "" for what is no proof."""
    known = identifier(stored)
    return digits(known) if known and phone(known) == known and "@" not in known else known


def known_as(me: Iterable[str]) -> set[str]:
    """Return by what the user's names and addresses are recognised: an identifier as it is compared, a name folded."""
    return {key for text in me for key in (compared(text) or fold(tidy(text)),) if key}


def is_known_as(me: AbstractSet[str], name: str, identifiers: Iterable[str]) -> bool:
    """Return whether somebody with these identifiers, as they are stored, is the user, whom `known_as` gave."""
    if not me.isdisjoint(identifiers):
        return True
    # Names and phone numbers take longer to compare than a card to be read, and most people say their address.
    others = any("@" not in key for key in me)
    return others and (fold(name) in me or not me.isdisjoint(map(_as_compared, identifiers)))


def _as_compared(stored: str) -> str:
    """Return what `compared` does of an identifier that has just been read, without reading it again."""
    return digits(stored) if stored[:1] in _BEGINS_PHONE and phone(stored) == stored else stored


class Owners:
    """By what a list knows its people: the first identifier of the first record that has one of theirs."""

    def __init__(self) -> None:
        self._owner: dict[str, str] = {}

    def person(self, identifiers: Sequence[str], otherwise: str) -> str:
        """Return the key of a record's person: `otherwise` if nothing identifies it, or what identifies several."""
        keys = [_as_compared(text) for text in identifiers]
        owners = {*map(self._owner.get, keys)} - {None}
        if len(owners) > 1 or not keys:
            return otherwise
        person = next(iter(owners), None) or identifiers[0]
        self._owner.update(dict.fromkeys(keys, person))
        return person


def site(stored: str) -> str:
    """Return of what sort an identifier is: "email", "phone", the host of a profile, "handle"; "" for none."""
    known = compared(stored)
    if not known:
        return ""
    if known.startswith("https://"):
        return known.split("/")[2]
    if known.startswith("@"):
        return "handle"
    return "email" if "@" in known else "phone"
