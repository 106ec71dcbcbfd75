"""Front matter as YAML."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

_Safe: type[yaml.SafeDumper] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Plain(_Safe):  # type: ignore[misc,valid-type]
    """Writes a list twice where it is used twice: a reference would puzzle readers and scripts."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def front_matter(fields: Mapping[str, object]) -> str:
    """Fields between their two lines of hyphens; every value can be read back as it was."""
    written = yaml.dump(
        dict(fields), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=2**20
    )
    return f"---\n{written}---\n"
