"""The project's own sources as syntax trees: what they import, call and define."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = "wenku"
SOURCES = ROOT / "scripts"

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One source file.

    Attributes:
        name: Its dotted name (``wenku.text.width``; a package has its own, without ``__init__``).
        is_package: Whether relative imports start at the name itself.
        tree: Its syntax tree.
    """

    name: str
    is_package: bool
    tree: ast.Module

    @property
    def unit(self) -> str:
        """The room it belongs to (see `unit_of`)."""
        return unit_of(self.name)


def unit_of(dotted: str) -> str:
    """The part of a dotted name after ``wenku``; ``__init__`` for the package itself."""
    parts = dotted.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def parsed(name: str, text: str, *, is_package: bool = False) -> Module:
    """A module from its text, for tests that plant a fault."""
    return Module(name, is_package, ast.parse(text))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package, sorted by name."""
    return tuple(
        sorted(map(_read, SOURCES.glob(f"{PACKAGE}/**/*.py")), key=lambda module: module.name)
    )


def _read(path: Path) -> Module:
    parts = path.relative_to(SOURCES).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    return parsed(name, path.read_text(encoding="utf-8"), is_package=is_package)


def imported(module: Module) -> Iterator[tuple[str, int]]:
    """Every dotted name that a module imports, at any depth of it, with the line.

    ``from a import b`` gives ``a.b``, since ``b`` may be a module. ``import_module("a.b")`` counts.
    """
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(module, node)
            yield from ((f"{base}.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.Call):
            yield from ((name, node.lineno) for name in _imported_by_call(node))


def _absolute(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = module.name.split(".")
    kept = parts[: len(parts) - node.level + module.is_package]
    return ".".join([*kept, *([node.module] if node.module else [])])


def _imported_by_call(node: ast.Call) -> Iterator[str]:
    if dotted(node.func).rpartition(".")[2] in {"import_module", "__import__"}:
        first = node.args[0] if node.args else None
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def dotted(node: ast.expr) -> str:
    """``a.b.c`` for a name or a chain of attributes (without its start if that is neither)."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".lstrip(".")
    return node.id if isinstance(node, ast.Name) else ""


def functions(module: Module) -> Iterator[Function]:
    """Every function and method, nested ones too."""
    for node in ast.walk(module.tree):
        if isinstance(node, Function):
            yield node


def length(function: Function) -> int:
    """Lines of a function from ``def`` to its end, its docstring not counted."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is not None:
        docstring = function.body[0]
        lines -= (docstring.end_lineno or docstring.lineno) - docstring.lineno + 1
    return lines
