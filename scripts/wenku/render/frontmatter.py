"""Front matter as YAML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import yaml

_Safe: type[yaml.SafeDumper] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

# Letters, ideographs and Chinese marks, and what means nothing in YAML when it stands after them.
# Most values are such words; what else there is, the library writes.
_FIRST = (
    "0-9A-Za-z\u4e00-\u9fff\u3001\u3002\u300a\u300b\u2014\u201c\u201d\uff08\uff09\uff0c\uff1a\uff1b"
)
_WORD = re.compile(f"[{_FIRST}][{_FIRST}_.\u00b7-]{{0,200}}")
LONGEST_KEY = 40
"""Characters, which may be three bytes each; YAML knows other forms for what exceeds 128."""


class _Plain(_Safe):  # type: ignore[misc,valid-type]
    """Writes a list twice where it is used twice: a reference would puzzle readers and scripts."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def front_matter(fields: Mapping[str, object]) -> str:
    """Fields between their two lines of hyphens; every value can be read back as it was."""
    written = "".join([_field(name, value) for name, value in fields.items()])
    return f"---\n{written or _by_the_library({})}---\n"


def _field(name: str, value: object) -> str:
    """A field as the library writes it, which takes its time for each."""
    key, written = _key(name), _written(value)
    return f"{key}:{written}" if key and written else _by_the_library({name: value})


def _written(value: object) -> str:
    """What stands behind the colon of a field; empty where the library has to write it."""
    if isinstance(value, list):
        words = [_word(each) for each in value]
        return "".join(["\n", *(f"- {word}\n" for word in words)]) if words and all(words) else ""
    if isinstance(value, dict):
        pairs = [(_key(key), _word(each)) for key, each in value.items()]
        filled = pairs and all(key and word for key, word in pairs)
        return "".join(["\n", *(f"  {key}: {word}\n" for key, word in pairs)]) if filled else ""
    word = _word(value)
    return f" {word}\n" if word else ""


def _key(name: object) -> str:
    """A key; empty where it is too long to stand before a colon without more ado."""
    return _word(name) if len(str(name)) <= LONGEST_KEY else ""


def _word(value: object) -> str:
    """A scalar, in quotation marks where YAML would read another kind of value; empty if unsure."""
    if type(value) is str:
        return _quoted(value)
    return str(value) if type(value) is int else ""


@lru_cache(maxsize=4096)
def _quoted(value: str) -> str:
    """A string as :func:`_word` has it; many documents name the same things."""
    if not _WORD.fullmatch(value):
        return ""
    readings = _Plain.yaml_implicit_resolvers.get(value[0], ())
    return f"'{value}'" if any(like.match(value) for _, like in readings) else value


def _by_the_library(fields: Mapping[str, object]) -> str:
    return str(
        yaml.dump(dict(fields), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=2**20)
    )
