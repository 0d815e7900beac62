"""JSON of any size as a stream: the items of long lists one by one, in bounded memory."""

from __future__ import annotations

import codecs
import json
import re
from json import JSONDecodeError
from typing import TYPE_CHECKING, Any

from netcheck.errors import NetcheckError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

MOST_DEPTH = 100
"""So deep may lists and objects lie in each other."""
LONGEST = 1 << 24
"""So many characters may one value have that is no long list."""
_CHUNK = 1 << 16
_NEAR = 16
"""An error so near to the end of what was read may be the end itself: `tru`, `\\u12`."""
_PREFIX = 4096

_BLANK = re.compile(r"[ \t\r\n]*")
_ESCAPED = re.compile("[\udc80-\udcff]")
# Numbers stay as they are written: some have more digits than Python reads, and as ids they are compared as texts.
_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str, parse_constant=str)


class JsonStream:
    """One JSON text, or several one after the other, read once from front to back.

    `guessed` is the encoding that had to be guessed so far, "" for none. Numbers come as texts.
    """

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        """Begin to read a stream of a source whose `path` is named where it is refused."""
        self.guessed = ""
        self._stream = stream
        self._path = path
        first = stream.read(_CHUNK)
        encoding = json.detect_encoding(first)
        errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
        self._decoder = codecs.getincrementaldecoder(encoding)(errors)
        self._ended = False
        self._depth = 0
        self._buffer = self._decoded(first)
        self._at = 0

    def more(self) -> bool:
        """Return whether anything follows."""
        return bool(self._next())

    def begins(self) -> str:
        """Return the sign with which the next value begins, "[" for a list; "" at the end."""
        return self._next()

    def skip_past(self, sign: str) -> bool:
        """Go on behind the first such sign, and return whether there is one near."""
        while len(self._buffer) - self._at < _PREFIX and self._fill():
            pass
        found = self._buffer.find(sign, self._at, self._at + _PREFIX)
        self._at = found + len(sign) if found >= 0 else self._at
        return found >= 0

    def enter(self, key: str) -> bool:
        """Go to the value of a key of the object that begins here, and return whether there is one.

        Raises:
            NetcheckError: as `value`.
        """
        for name in self.members() if self._next() == "{" else ():
            if name == key:
                return True
            self.skip()
        return False

    def items(self) -> Iterator[object]:
        """Yield the items of the list that begins here.

        Raises:
            NetcheckError: as `value`.
        """
        for _ in self.steps():
            yield self.value()

    def steps(self) -> Iterator[None]:
        """Stop at each item of the list that begins here, which is then to be taken, entered or skipped.

        Raises:
            NetcheckError: as `value`.
        """
        return self._inside("[", "]")

    def members(self) -> Iterator[str]:
        """Stop at the value of each key of the object that begins here, to be taken, entered or skipped.

        Raises:
            NetcheckError: as `value`.
        """
        for _ in self._inside("{", "}"):
            key = self.value() if self._next() == '"' else None
            if not isinstance(key, str):
                raise self._damaged()
            self._take(":")
            yield key

    def skip(self) -> None:
        """Pass over the value that begins here, however large.

        Raises:
            NetcheckError: as `value`.
        """
        first = self._next()
        if first == "{":
            for _ in self.members():
                self.skip()
        elif first == "[":
            for _ in self.steps():
                self.skip()
        else:
            self.value()

    def _inside(self, opened: str, closed: str) -> Iterator[None]:
        self._take(opened)
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise NetcheckError("import_deep", what=self._path)
        if self._next() != closed:
            yield
            while self._next() == ",":
                self._at += 1
                yield
        self._take(closed)
        self._depth -= 1

    def _take(self, sign: str) -> None:
        if self._next() != sign:
            raise self._damaged()
        self._at += 1

    def value(self) -> object:
        """Return the value that begins here.

        Raises:
            NetcheckError: `import_damaged` or `import_deep`.
        """
        self._next()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._buffer, self._at)
            except RecursionError:
                raise NetcheckError("import_deep", what=self._path) from None
            except JSONDecodeError as error:
                broken = error.pos < len(self._buffer) - _NEAR and not error.msg.startswith("Unterminated")
                if broken or not self._fill():
                    raise self._damaged() from None
            else:
                if end < len(self._buffer) or self._buffer[end - 1] in '}]"' or not self._fill():
                    break
        brackets = self._buffer.count("{", self._at, end) + self._buffer.count("[", self._at, end)
        if brackets + self._depth > MOST_DEPTH and _deeper(value, MOST_DEPTH - self._depth):
            raise NetcheckError("import_deep", what=self._path)
        self._at = end
        return value

    def _next(self) -> str:
        while True:
            blank = _BLANK.match(self._buffer, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._fill():
                return ""

    def _fill(self) -> bool:
        """Read on, at least as much as what is there, and return whether there was more."""
        if self._ended:
            return False
        rest = self._buffer[self._at :]
        if len(rest) > LONGEST:
            raise self._damaged()
        data = self._stream.read(max(_CHUNK, len(rest)))
        self._ended = not data
        self._buffer, self._at = rest + self._decoded(data), 0
        return True

    def _decoded(self, data: bytes) -> str:
        text = self._decoder.decode(data, final=not data)
        if not text.isascii() and _ESCAPED.search(text):
            self.guessed = "cp1252"
            text = _ESCAPED.sub(_cp1252, text)
        return text

    def _damaged(self) -> NetcheckError:
        return NetcheckError("import_damaged", path=self._path)


def text(value: object) -> str:
    """Return a text without half characters; "" for what is no text."""
    if not isinstance(value, str):
        return ""
    return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def texts(value: object) -> list[str]:
    """Return the texts of a list, or a text alone as the only one."""
    return [text(one) for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def mapping(value: object) -> Mapping[str, Any]:
    """Return an object; an empty one for what is none."""
    return value if isinstance(value, dict) else {}


def mappings(value: object) -> Sequence[Mapping[str, Any]]:
    """Return the objects of a list; none for what is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _cp1252(found: re.Match[str]) -> str:
    return bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace")


def _deeper(value: object, most: int) -> bool:
    level: list[object] = [value]
    for _ in range(most):
        children = [child for one in level for child in (one.values() if isinstance(one, dict) else _listed(one))]
        level = [child for child in children if isinstance(child, dict | list)]
    return bool(level)


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()
