"""Bring the catalogues up to date with the texts in the code: `python .ci/catalogue.py`.

New texts stand empty in locale/*/LC_MESSAGES/netcheck.po afterwards, changed ones are marked as fuzzy, and what is no
longer said is gone.
"""

from __future__ import annotations

import ast
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import polib
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from netcheck.cli.localize_click import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "netcheck"
REWORDED = "en"
"""The language of the code: its catalogue holds only what we say otherwise than click does."""

_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "NN_": (1, 2),
    "pgettext": ((1, "c"), 2),
    "PN_": ((1, "c"), 2),
}
_LITERALS = {"_": 1, "N_": 1, "ngettext": 2, "NN_": 2, "pgettext": 2, "PN_": 2}
_MARKS = {"N_", "NN_", "PN_"}

Message = tuple[int, str, str | tuple[str, ...], list[str]]


class NoLiteralError(Exception):
    """Something else than a text in quotation marks is marked to be translated."""


def python(
    fileobj: IO[bytes],
    keywords: object,  # noqa: ARG001 - Babel names what it gives
    comment_tags: object,  # noqa: ARG001 - as above
    options: object,  # noqa: ARG001 - as above
) -> Iterator[Message]:
    """Yield the marked texts of a module, and the docstrings of its commands, as Babel takes them.

    What `_` is given as a name was marked elsewhere.

    Raises:
        NoLiteralError: a mark holds no literal, or `_` an f-string or an expression that makes a text.
    """
    for node in ast.walk(ast.parse(fileobj.read())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _LITERALS:
            name = node.func.id
            said = node.args[: _LITERALS[name]]
            texts = [part.value for part in said if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            if len(texts) == _LITERALS[name]:
                yield node.lineno, name, texts[0] if len(texts) == 1 else tuple(texts), []
            elif (
                name in _MARKS or texts or any(isinstance(part, ast.JoinedStr | ast.BinOp | ast.IfExp) for part in said)
            ):
                raise NoLiteralError(f"line {node.lineno}: {ast.unparse(node)}")
        elif isinstance(node, ast.FunctionDef) and any(map(_is_command, node.decorator_list)):
            yield node.lineno, "_", paragraphs(ast.get_docstring(node) or ""), []


def extracted() -> Catalog:
    """Return all texts that the code marks, without translations."""
    found = Catalog()
    methods: Any = [("**.py", python), ("**.j2", babel_extract)]  # typed for names alone, but functions will do
    rows: Any = extract_from_dir(PACKAGE, methods, keywords=_KEYWORDS)
    for file, _, message, _, context in rows:
        place: Any = (f"src/netcheck/{Path(file).as_posix()}", None)  # no line: it would change with each commit
        found.add(message, context=context, locations=[place])
    return found


def catalogues() -> dict[str, Path]:
    """Return the file of each language."""
    return {path.parent.parent.name: path for path in sorted(PACKAGE.glob("locale/*/LC_MESSAGES/netcheck.po"))}


def main() -> None:
    """Update each catalogue."""
    texts = extracted()
    for language, path in catalogues().items():
        with path.open("rb") as file:
            known = read_po(file, locale=language)
        if language != REWORDED:
            known.update(texts)
        written = BytesIO()
        write_po(written, known, sort_output=True, ignore_obsolete=True)
        made = polib.pofile(written.getvalue().decode(), wrapwidth=120)
        made.metadata = polib.pofile(str(path)).metadata  # without the dates of each run
        made.save(str(path))


def _is_command(decorator: ast.expr) -> bool:
    return (
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and (decorator.func.attr in {"command", "callback"})
    )


if __name__ == "__main__":
    main()
