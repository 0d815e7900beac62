"""Where things stand in the tree, as far as neither the linter nor the import contracts can tell."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "netcheck"
SQL = ("SELECT ", "INSERT ", "UPDATE ", "DELETE FROM ", "CREATE TABLE", "PRAGMA ", "BEGIN IMMEDIATE")


def sql_in(source: str) -> list[str]:
    """Return the texts in Python source that are SQL, those between the braces of f-strings too."""
    texts = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    return [text for text in texts if isinstance(text, str) and text.startswith(SQL)]


def test_sql_stands_only_in_the_store() -> None:
    """No module outside the store holds a statement of SQL, whatever connection it would be given to."""
    modules = [path for path in SOURCE.rglob("*.py") if "store" not in path.relative_to(SOURCE).parts]
    assert modules
    found = {str(path.relative_to(SOURCE)): sql_in(path.read_text(encoding="utf-8")) for path in modules}
    assert {module: statements for module, statements in found.items() if statements} == {}


@pytest.mark.parametrize("source", ["'SELECT 1 FROM t'", "f'INSERT INTO {table} VALUES (1)'"])
def test_sql_is_recognized(source: str) -> None:
    """Control: a statement is found in a plain text and in an f-string."""
    assert len(sql_in(source)) == 1
