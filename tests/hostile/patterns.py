"""Every pattern of the project, also those that functions compile, and strings against it.

``python -m tests.hostile.patterns`` prints the patterns as JSON: it needs a process in which no
vocabulary has been read yet and no pattern compiled.
"""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import re
import string
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, permutations
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import wenku
from wenku.text.patterns import _Lazy

ROOT = Path(__file__).resolve().parents[2]
FOREIGN = "\u0001"
"""Stands in no pattern, so a match that has come far fails there."""

MANY = 8
"""Repetitions from which on a repeat is worth attacking."""

REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
CANDIDATES = (
    *string.printable,
    *"\u3000\u2022\u3001\u3002\uff0c\uff1a\uff1b\uff1f\uff08\uff09\u300a\u300b\u201c\u201d\u3014",
    *"\u3015\u3010\u3011\ufffd\ue000\u00e9\u0101\u01ce\uff5c\u2014\u2026\u4e00\u5e02\u7701\u8bb0",
    *"\u5e74\u6708\u65e5\u7b2c\u7ae0\u5341\u4ebf\u4e07\u7684\u7535\u5c4b\u77e5",
)


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern and where it is."""

    where: str
    source: str
    flags: int
    methods: tuple[str, ...]
    """How the module that holds it asks it; empty where that cannot be told."""


# --------------------------------------------------------------------------- collecting


def every_pattern() -> list[Found]:
    """The patterns of the package, collected in a process of its own."""
    command = [sys.executable, "-m", "tests.hostile.patterns"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return [Found(w, s, f, tuple(m)) for w, s, f, m in json.loads(done.stdout)]


def _collect() -> list[Found]:
    compiled: dict[tuple[str, int], str] = {}
    _watch(compiled)
    modules = list(_modules())
    held = {(f.source, f.flags): f for module in modules for f in _held(module)}
    for module in modules:
        _call_makers(module)
    _use()
    for (source, flags), where in compiled.items():
        if (source, flags) not in held and (source, flags | re.UNICODE) not in held:
            held[source, flags] = Found(where, source, flags, ())
    return sorted(held.values(), key=lambda found: (found.where, found.source))


def _watch(compiled: dict[tuple[str, int], str]) -> None:
    """Note every pattern that code of the package compiles from now on."""
    compiler = re._compiler  # type: ignore[attr-defined]
    original = compiler.compile

    def noting(source: Any, flags: int = 0) -> re.Pattern[str]:
        frame = inspect.currentframe()
        while frame is not None and frame.f_globals["__name__"].split(".")[0] in {"re", __name__}:
            frame = frame.f_back
        caller = frame.f_globals["__name__"] if frame is not None else ""
        if isinstance(source, str) and caller.startswith("wenku."):
            compiled[source, int(flags)] = caller
        made: re.Pattern[str] = original(source, flags)
        return made

    compiler.compile = noting
    re.purge()


def _modules() -> Iterator[ModuleType]:
    for module in pkgutil.walk_packages(wenku.__path__, "wenku."):
        if not module.name.endswith("__main__"):
            yield importlib.import_module(module.name)


def _held(module: ModuleType) -> Iterator[Found]:
    """Patterns that are the value of a name of the module."""
    source = inspect.getsource(module)
    held: list[tuple[str, Any]] = list(vars(module).items())
    for name, value in held:
        if type(value) in (_Lazy, re.Pattern) and type(value.pattern) is str:
            methods = re.findall(rf"\b{re.escape(name)}\.(\w+)\(", source)
            yield Found(f"{module.__name__}.{name}", value.pattern, value.flags, tuple(methods))


def _call_makers(module: ModuleType) -> None:
    """Call what computes a pattern once and keeps it."""
    for value in list(vars(module).values()):
        cached = hasattr(value, "cache_clear") and value.__module__ == module.__name__
        if cached and not inspect.signature(value).parameters:
            value()


def _use() -> None:
    """Ask all stages for the patterns that depend on what they are given."""
    from wenku.library import assemble
    from wenku.pipeline import clean
    from wenku.render import render_tree

    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    render_tree(assemble([clean(seed.read_bytes(), seed.name) for seed in seeds]))


# --------------------------------------------------------------------------- attacking


def attacks(found: Found, most: int) -> list[tuple[str, str, str]]:
    """Opening, part to repeat and ending of strings that may make a pattern go back often."""
    tree = parser.parse(found.source, found.flags)
    flags = found.flags | tree.state.flags
    units: dict[str, None] = {}
    openings: dict[str, None] = {"": None}
    for before, body in _repeats(tree, "", flags):
        units.update(dict.fromkeys(_texts(body, flags)))
        openings[before] = None
    whole = next(iter(_texts(tree, flags)), "")
    letters = list(islice(_alphabet(tree, flags), 8))
    units.update(dict.fromkeys((*letters, *map("".join, permutations(letters[:4], 2)))))
    units.update(
        dict.fromkeys((whole[:-1], whole, *(f"{o}{u}" for o in openings for u in letters)))
    )
    made = [
        (opening, unit, ending)
        for unit in units
        if unit
        for opening in list(openings)[:3]
        for ending in (FOREIGN,)
    ]
    step = max(1, len(made) // most)
    return made[::step]


def _repeats(tree: Iterable[Any], before: str, flags: int) -> Iterator[tuple[str, Any]]:
    """Each repeat that may go on for long: text that leads up to it, and its body."""
    for code, argument in tree:
        if code in REPEATS:
            _, most, body = argument
            if most >= MANY:
                yield before, body
            yield from _repeats(body, before, flags)
        elif code is not codes.ASSERT_NOT:
            for inner in _inner(code, argument):
                yield from _repeats(inner, before, flags)
        before += next(iter(_texts([(code, argument)], flags)), "")


def _inner(code: Any, argument: Any) -> list[Any]:
    """The sequences inside a node."""
    if code is codes.BRANCH:
        return list(argument[1])
    if code is codes.GROUPREF_EXISTS:
        return [each for each in argument[1:] if each]
    places = {codes.SUBPATTERN: 3, codes.ASSERT: 1, codes.ASSERT_NOT: 1}
    places |= dict.fromkeys(REPEATS, 2)
    if code in places:
        return [argument[places[code]]]
    return [argument] if code is codes.ATOMIC_GROUP else []


def _texts(tree: Iterable[Any], flags: int) -> Iterator[str]:
    """A few texts that a sequence may match; what they say of its surroundings is passed over."""
    texts = [""]
    for code, argument in tree:
        options = list(islice(_options(code, argument, flags), 3))
        texts = [text + option for text in texts for option in options][:6] if options else texts
    yield from dict.fromkeys(texts)


def _options(code: Any, argument: Any, flags: int) -> Iterator[str]:
    if code in REPEATS:
        least, _, body = argument
        yield from (text * max(least, 1) for text in _texts(body, flags))
    elif code is codes.BRANCH:
        for sequence in argument[1]:
            yield from islice(_texts(sequence, flags), 1)
    elif code is codes.SUBPATTERN:
        yield from _texts(argument[3], flags)
    elif code is codes.ATOMIC_GROUP:
        yield from _texts(argument, flags)
    elif code in (codes.LITERAL, codes.NOT_LITERAL, codes.IN, codes.ANY):
        yield from _characters(code, argument, flags)


def _characters(code: Any, argument: Any, flags: int) -> list[str]:
    """Some characters of a class: its own ends first, and common ones that it holds."""
    if code is codes.LITERAL:
        return [chr(argument)]
    own = []
    if code is codes.IN:
        for kind, value in argument:
            own += [chr(value)] if kind is codes.LITERAL else []
            own += [chr(value[0])] if kind is codes.RANGE else []
    tests = re._compiler.compile(_one(code, argument, flags), flags)  # type: ignore[attr-defined]
    return [each for each in (*own[:40:8], *CANDIDATES) if tests.fullmatch(each)][:3] or [FOREIGN]


def _one(code: Any, argument: Any, flags: int) -> Any:
    """A pattern of one node."""
    state = parser.State()
    state.flags = flags
    state.str = ""
    return parser.SubPattern(state, [(code, argument)])


def _alphabet(tree: Iterable[Any], flags: int) -> Iterator[str]:
    """Characters of the pattern, each once, those of long repeats first."""
    seen: set[str] = set()
    bodies = [body for _, body in _repeats(tree, "", flags)]
    for sequence in (*bodies, tree):
        for character in _letters(sequence, flags):
            if character not in seen:
                seen.add(character)
                yield character


def _letters(tree: Iterable[Any], flags: int) -> Iterator[str]:
    for code, argument in tree:
        if code in (codes.LITERAL, codes.NOT_LITERAL, codes.IN, codes.ANY):
            yield from _characters(code, argument, flags)[:2]
        for inner in _inner(code, argument):
            yield from _letters(inner, flags)


if __name__ == "__main__":
    rows = [(f.where, f.source, f.flags, f.methods) for f in _collect()]
    sys.stdout.buffer.write(json.dumps(rows).encode())
