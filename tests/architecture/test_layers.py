"""The one-way house: who may import whom, who may print, and how large a room may grow."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.architecture.sources import (
    PACKAGE,
    Module,
    dotted,
    functions,
    imported,
    length,
    modules,
    parsed,
    unit_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# From the top. A module imports from layers below its own, and from its own room; rooms that
# share a layer do not know each other. A new room gets its place here, on purpose.
LAYERS: tuple[frozenset[str], ...] = (
    frozenset({"__main__"}),
    frozenset({"cli"}),
    frozenset({"__init__"}),  # the library interface: loads what it offers on first use
    frozenset({"cluster"}),
    frozenset({"corpus", "preview"}),
    frozenset({"pipeline"}),
    frozenset(
        {
            "publish",
            "render",
            "library",
            "annotate",
            "structure",
            "curate",
            "prune",
            "repair",
            "decode",
        }
    ),
    frozenset({"vocab"}),
    frozenset({"rules"}),
    frozenset({"model"}),
    frozenset({"trail"}),
    frozenset({"text", "staging", "digests"}),
    frozenset({"errors"}),
)
LEVEL = {unit: len(LAYERS) - index for index, layer in enumerate(LAYERS) for unit in layer}

PRINTING_UNITS = frozenset({"cli"})
ENGINES = frozenset({"mkdocs", "material"})
VAGUE_NAMES = frozenset({"common", "helper", "helpers", "misc", "util", "utils"})
VAGUE_VERBS = ("handle_", "process_")
LONGEST_FUNCTION = 50


def forbidden_imports(module: Module) -> Iterator[str]:
    """What a module imports from its own layer or from above, one line each."""
    for name, line in imported(module):
        if name.split(".")[0] != PACKAGE:
            continue
        unit = unit_of(name)
        # `from wenku import clean`: a name of the library interface, not a room
        target = unit if unit in LEVEL else "__init__"
        if target != module.unit and LEVEL[target] >= LEVEL[module.unit]:
            yield f"{module.name}:{line} imports {name}"


def printing(module: Module) -> Iterator[str]:
    """Where a module writes to the terminal, one line each."""
    for node in ast.walk(module.tree):
        name = dotted(node) if isinstance(node, ast.Name | ast.Attribute) else ""
        speaks = name in {"print", "sys.stdout", "sys.stderr", "rich.print"}
        if speaks or (name.startswith("click.") and name.endswith("echo")):
            yield f"{module.name}:{node.lineno} uses {name}"  # type: ignore[attr-defined]


def vague_names(module: Module) -> Iterator[str]:
    """Names that do not say what a thing is for, one line each."""
    if VAGUE_NAMES & set(module.name.split(".")):
        yield module.name
    for function in functions(module):
        if function.name.lstrip("_").startswith(VAGUE_VERBS):
            yield f"{module.name}:{function.lineno} {function.name}"


def long_functions(module: Module) -> Iterator[str]:
    """Functions beyond the limit, one line each."""
    for function in functions(module):
        if length(function) > LONGEST_FUNCTION:
            yield f"{module.name}:{function.lineno} {function.name}: {length(function)} lines"


def unnamed_encodings(module: Module) -> Iterator[str]:
    """Text files read or written without naming how, one line each."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        keywords = {keyword.arg for keyword in node.keywords}
        needed = {"read_text": {"encoding"}, "write_text": {"encoding", "newline"}}.get(
            node.func.attr, set()
        )
        if needed - keywords:
            yield f"{module.name}:{node.lineno} {node.func.attr} without {needed - keywords}"


def clock_readings(module: Module) -> Iterator[str]:
    """Where the date of today could reach the output, one line each."""
    clocks = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time")
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and dotted(node.func).endswith(clocks):
            yield f"{module.name}:{node.lineno} calls {dotted(node.func)}"


def faults(find: Callable[[Module], Iterator[str]]) -> list[str]:
    """What a check finds in the whole package."""
    return [fault for module in modules() for fault in find(module)]


def test_every_room_has_its_layer() -> None:
    assert {module.unit for module in modules()} <= set(LEVEL)


def test_imports_go_downwards_only() -> None:
    assert faults(forbidden_imports) == []


def test_only_the_command_line_prints() -> None:
    speaking = {
        fault for fault in faults(printing) if unit_of(fault.split(":")[0]) not in PRINTING_UNITS
    }
    assert speaking == set()


def test_at_most_one_module_knows_the_site_engine() -> None:
    knowing = {
        module.name
        for module in modules()
        for name, _ in imported(module)
        if name.split(".")[0] in ENGINES
    }
    assert len(knowing) <= 1, knowing


def test_names_say_what_a_thing_is_for() -> None:
    assert faults(vague_names) == []


def test_functions_stay_short() -> None:
    assert faults(long_functions) == []


def test_text_files_name_their_encoding_and_line_ends() -> None:
    assert faults(unnamed_encodings) == []


def test_the_clock_is_not_read() -> None:
    assert faults(clock_readings) == []


@pytest.mark.parametrize(
    ("module", "text", "found"),
    [
        ("wenku.text.width", "from wenku import errors", False),
        ("wenku.text.width", "from wenku.text import spans", False),
        ("wenku.text.width", "from . import spans", False),
        ("wenku.pipeline", "from wenku import decode, repair", False),
        ("wenku.cli", "from wenku import __version__, corpus", False),
        ("wenku", "def __getattr__(name):\n    from wenku.pipeline import clean", False),
        ("wenku.decode", "from wenku import __version__", True),
        ("wenku", "from wenku.cli import main", True),
        ("wenku.trail", "from wenku.model import Page", True),
        ("wenku.repair.rules", "import re, json, mkdocs", False),
        ("wenku.text.width", "import wenku.model", True),
        ("wenku.text.width", "from wenku import model", True),
        ("wenku.text.width", "from ..model import Edit", True),
        ("wenku.text.width", "def f():\n    from wenku.trail import Change", True),
        ("wenku.text.width", "if TYPE_CHECKING:\n    from wenku.trail import Change", True),
        ("wenku.text.width", "importlib.import_module('wenku.cli')", True),
        ("wenku.repair.pinyin", "from wenku.prune import lines", True),
        ("wenku.decode", "from wenku.pipeline import clean", True),
    ],
)
def test_an_import_is_judged_by_where_it_leads(module: str, text: str, *, found: bool) -> None:
    assert bool(list(forbidden_imports(parsed(module, text)))) is found


@pytest.mark.parametrize(
    ("find", "text"),
    [
        (printing, "print('x')"),
        (printing, "import sys\nsys.stderr.write('x')"),
        (printing, "click.secho('x')"),
        (vague_names, "def _process_line(): ..."),
        (long_functions, "def f():\n" + "    x = 1\n" * 50),
        (unnamed_encodings, "path.read_text()"),
        (unnamed_encodings, "path.write_text(x, encoding='utf-8')"),
        (clock_readings, "datetime.datetime.now(tz=UTC)"),
    ],
)
def test_a_planted_fault_is_found(find: Callable[[Module], Iterator[str]], text: str) -> None:
    assert list(find(parsed("wenku.text.planted", text)))


@pytest.mark.parametrize(
    ("find", "text"),
    [
        (printing, "fingerprint(x)"),
        (long_functions, "def f():\n    '''one\n" + "\n" * 60 + "    '''\n    return 1"),
        (unnamed_encodings, "path.write_text(x, encoding='utf-8', newline='\\n')"),
        (clock_readings, "time.monotonic()"),
    ],
)
def test_what_is_sound_is_left_alone(find: Callable[[Module], Iterator[str]], text: str) -> None:
    assert not list(find(parsed("wenku.text.planted", text)))
