"""A curator's corrections: ``seeds/<stem>.yml`` beside a seed.

Its keys are front matter fields to set, ``replacements`` (a list of ``{find, replace, why}``, each
``find`` standing exactly once in the cleaned text) and ``publish``. Anything else is an error that
names the line and the nearest valid key.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import yaml

from wenku.errors import SidecarError
from wenku.model import Annotations, EntityKind, Metadata, Page, Theme
from wenku.rules import after
from wenku.text.patterns import lazy
from wenku.trail import Certainty, Change, Edit, Trail
from wenku.vocab.gazetteer import gazetteer
from wenku.vocab.themes import theme_vocabulary

STAGE = "curate"
RULE = "CUR100"

METADATA_FIELDS = (
    "title",
    "date",
    "date_inferred",
    "source",
    "author",
    "editor",
    "url",
    "doc_type",
)
PLACE_FIELDS = ("subject_city", "province", "district")
LIST_FIELDS = ("cities", "districts", "themes", "institutions", "policies")
KEYS = (*METADATA_FIELDS, *PLACE_FIELDS, *LIST_FIELDS, "replacements", "publish")

_DATE = lazy(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_HALF_CHARACTER = lazy(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Replacement:
    """One correction of the text."""

    find: str
    replace: str
    why: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a curator decided about one seed."""

    where: str = ""
    """Name of the sidecar file, for messages."""
    fields: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    replacements: tuple[Replacement, ...] = ()
    publish: bool = True

    def applied(self, page: Page, trail: Trail) -> tuple[Page, Trail]:
        """Carry the text corrections out, one recorded change each.

        Raises:
            SidecarError: a ``find`` does not stand in the text exactly once.
        """
        for replacement in self.replacements:
            edit = self._edit(page.text, replacement)
            change = Change(STAGE, RULE, "curator", Certainty.DETERMINED, (edit,))
            page, trail = after(page, (edit,)), trail.extended([change])
        return page, trail

    def _edit(self, text: str, replacement: Replacement) -> Edit:
        times = text.count(replacement.find)
        if times != 1:
            raise SidecarError(
                f"find {replacement.find!r} stands in the cleaned text {times} times, not once",
                where=self.where,
                remedy="make `find` longer, or take the entry out if the rules now repair it",
            )
        start = text.index(replacement.find)
        end = start + len(replacement.find)
        return Edit(start, end, replacement.find, replacement.replace, note=replacement.why)


NO_CORRECTIONS = Corrections()


def read_corrections(source: str, where: str) -> Corrections:
    """Parse and validate a sidecar.

    Args:
        source: YAML text.
        where: file name for messages.

    Raises:
        SidecarError: not YAML, an unknown key, or a value of the wrong kind; names file and line.
    """
    try:
        node = yaml.compose(source, Loader=_Plain)
        loaded = yaml.load(source, Loader=_Plain) if node is not None else {}  # noqa: S506
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise _fault(where, _line_of(error), "is not YAML that can be read") from error
    if not isinstance(loaded, dict) or (node and not isinstance(node, yaml.MappingNode)):
        raise _fault(where, 1, "must hold `key: value` lines")
    lines = _lines(node) if isinstance(node, yaml.MappingNode) else {}
    return _validated(loaded, lines, where)


def correct_metadata(metadata: Metadata, corrections: Corrections) -> Metadata:
    """Metadata with the curator's fields set."""
    values: dict[str, Any] = {
        key: value for key, value in corrections.fields.items() if key in METADATA_FIELDS
    }
    return replace(metadata, **values) if values else metadata


def correct_annotations(annotations: Annotations, corrections: Corrections) -> Annotations:
    """Annotations with the curator's fields set; a theme set by hand has full strength."""
    values: dict[str, Any] = {
        **{key: value for key, value in corrections.fields.items() if key in PLACE_FIELDS},
        **{key: value for key, value in corrections.lists.items() if key != "themes"},
    }
    changed = replace(annotations, **values)
    if "themes" in corrections.lists:
        found = {theme.name: theme for theme in annotations.themes}
        named = corrections.lists["themes"]
        changed = replace(
            changed, themes=tuple(found.get(name, Theme(name, 1.0, ())) for name in named)
        )
    return changed


class _Plain(yaml.SafeLoader):
    """Reads every scalar as a string but booleans: a date stays the characters that were typed.

    What refers to another place of the file is refused: ten lines of references to references
    stand for more than memory holds. So is half of a surrogate pair, which no file can hold.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "holds a reference", mark)
        node = super().compose_node(parent, index)
        if isinstance(node, yaml.ScalarNode) and _HALF_CHARACTER.search(node.value):
            raise yaml.composer.ComposerError(None, None, "holds half a character", node.start_mark)
        return node


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _lines(node: yaml.MappingNode) -> dict[str, int]:
    """The line of each key, and of each entry of its list as ``key[0]``."""
    lines: dict[str, int] = {}
    for key, value in node.value:
        lines[key.value] = key.start_mark.line + 1
        if isinstance(value, yaml.SequenceNode):
            for at, entry in enumerate(value.value):
                lines[f"{key.value}[{at}]"] = entry.start_mark.line + 1
    return lines


def _validated(
    loaded: Mapping[object, object], lines: Mapping[str, int], where: str
) -> Corrections:
    fields: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for key, value in loaded.items():
        line = lines.get(str(key), 1)
        if key not in KEYS:
            raise _fault(where, line, f"has an unknown key {str(key)!r}{_nearest(str(key), KEYS)}")
        if key in LIST_FIELDS:
            lists[str(key)] = _strings(value, str(key), line, where)
            for at, name in enumerate(lists[str(key)]):
                _require_known(str(key), name, lines.get(f"{key}[{at}]", line), where)
        elif key not in {"replacements", "publish"}:
            fields[str(key)] = _string(value, str(key), line, where)
            _require_known(str(key), fields[str(key)], line, where)
    publish = loaded.get("publish", True)
    if not isinstance(publish, bool):
        raise _fault(where, lines["publish"], "`publish` must be true or false")
    replacements = _replacements(loaded.get("replacements", []), lines, where)
    return Corrections(where, fields, lists, replacements, publish)


def _string(value: object, key: str, line: int, where: str) -> str:
    if not isinstance(value, str) or len(value.splitlines()) > 1:
        raise _fault(where, line, f"`{key}` must be one line of text")
    if key in {"date", "date_inferred"} and value and not _DATE.fullmatch(value):
        raise _fault(where, line, f"`{key}` must be a date such as 2023-10-18, not {value!r}")
    return value.strip()


def _strings(value: object, key: str, line: int, where: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _fault(where, line, f"`{key}` must be a list, one entry a line after `- `")
    return tuple(_string(entry, key, line, where) for entry in value)


def _require_known(key: str, name: str, line: int, where: str) -> None:
    """Refuse a place or a theme that the vocabularies do not have; an empty name clears a field.

    Raises:
        SidecarError: the name is unknown; the nearest known one is in the message.
    """
    known = _known(key) if name and key in CHECKED else frozenset({name})
    if name not in known:
        near = difflib.get_close_matches(name, sorted(known), n=12, cutoff=0.3)
        # Of those equally near, one that begins alike: endings of places say little.
        near.sort(key=lambda one: (-_likeness(one, name), one[0] != name[0]))
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise _fault(where, line, f"`{key}` knows no {name!r}{hint}")


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()


CHECKED: Mapping[str, EntityKind | None] = {
    "cities": EntityKind.CITY,
    "subject_city": EntityKind.CITY,
    "districts": EntityKind.DISTRICT,
    "district": EntityKind.DISTRICT,
    "province": EntityKind.PROVINCE,
    "themes": None,
}
"""Fields whose values are names of a vocabulary, with the kind of place."""


@cache
def _known(key: str) -> frozenset[str]:
    """The names that a field may hold; vocabularies are read when a sidecar asks for them."""
    kind = CHECKED[key]
    if kind is None:
        return frozenset(theme_vocabulary().names)
    places = gazetteer().by_name
    return frozenset(name for name in places if any(place.kind is kind for place in places[name]))


def _replacements(value: object, lines: Mapping[str, int], where: str) -> tuple[Replacement, ...]:
    line = lines.get("replacements", 1)
    if not isinstance(value, list):
        raise _fault(where, line, "`replacements` must be a list of {find, replace, why}")
    return tuple(_replacement(entry, line, where) for entry in value)


def _replacement(entry: object, line: int, where: str) -> Replacement:
    wanted = ("find", "replace", "why")
    if (
        not isinstance(entry, dict)
        or set(entry) != set(wanted)
        or not all(isinstance(entry[key], str) for key in wanted)
        or not entry["find"]
    ):
        raise _fault(where, line, "each replacement needs `find`, `replace` and `why`, all texts")
    return Replacement(entry["find"], entry["replace"], entry["why"])


def _nearest(word: str, choices: Sequence[str]) -> str:
    near = difflib.get_close_matches(word, choices, n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else f"; valid keys: {', '.join(choices)}"


def _line_of(error: Exception) -> int:
    mark = getattr(error, "problem_mark", None)
    return mark.line + 1 if mark is not None else 1


def _fault(where: str, line: int, message: str) -> SidecarError:
    return SidecarError(f"line {line} {message}", where=where)
