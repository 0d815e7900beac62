"""The gates: format, lint, types, layers, the README's help texts, and the shape of the tree."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "netcheck"
MODULES = sorted(SOURCE.rglob("*.py"))

MAX_FILE = 400
MAX_FUNCTION = 60
MAX_BRANCHES = 12

_BRANCHES = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.IfExp, ast.match_case)
_SQL = ("SELECT ", "INSERT ", "UPDATE ", "DELETE FROM ", "CREATE TABLE", "PRAGMA ", "BEGIN IMMEDIATE")


@pytest.mark.parametrize(
    "gate",
    [
        ["ruff", "format", "--check", "--quiet", "."],
        ["ruff", "check", "--quiet", "."],
        ["mypy"],
        ["importlinter.cli"],
        ["cogapp", "--check", "README.md"],
    ],
    ids=lambda gate: gate[0],
)
def test_gate(gate: list[str]) -> None:
    """Each tool is content with the tree."""
    program = ["lint-imports"] if gate == ["importlinter.cli"] else [sys.executable, "-m", *gate]
    if program == ["lint-imports"]:
        program = [str(Path(sys.executable).with_name("lint-imports"))]
    run = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_shape(module: Path) -> None:
    """Files, functions and their branches stay small, and SQL lives in the store."""
    text = module.read_text(encoding="utf-8")
    assert text.count("\n") <= MAX_FILE
    assert list(_complaints(ast.parse(text), in_store="store" in module.parts)) == []


def test_shape_can_fail() -> None:
    """The shape test sees a long function, one of many branches, and SQL."""
    long = "def f():\n    '''F.'''\n" + "    pass\n" * MAX_FUNCTION
    branched = "def f(x):\n    '''F.'''\n" + "    if x: pass\n" * MAX_BRANCHES
    for text in (long, branched, "q = 'SELECT 1 FROM t'"):
        assert list(_complaints(ast.parse(text), in_store=False))


def _complaints(tree: ast.Module, *, in_store: bool) -> list[str]:
    complaints: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            complaints += _function_complaints(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and not in_store:
            complaints += [f"SQL: {node.value}"] * node.value.startswith(_SQL)
    return complaints


def _function_complaints(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    length = (node.end_lineno or node.lineno) - node.lineno + 1
    branches = 1 + sum(map(_ways, ast.walk(node)))
    complaints = [f"{node.name} has {length} lines"] * (length > MAX_FUNCTION)
    return complaints + [f"{node.name} has {branches} branches"] * (branches > MAX_BRANCHES)


def _ways(node: ast.AST) -> int:
    """Return how many further ways through a function a node opens (McCabe 1976)."""
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    return len(node.ifs) if isinstance(node, ast.comprehension) else int(isinstance(node, _BRANCHES))
