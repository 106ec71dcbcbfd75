"""Front matter as YAML."""

from __future__ import annotations

from collections.abc import Mapping

import yaml

_Dumper: type[yaml.SafeDumper] = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def front_matter(fields: Mapping[str, object]) -> str:
    """Fields between their two lines of hyphens; every value can be read back as it was."""
    written = yaml.dump(
        dict(fields), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**20
    )
    return f"---\n{written}---\n"
