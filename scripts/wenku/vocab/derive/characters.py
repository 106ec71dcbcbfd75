"""Derive ``readings.txt`` and ``variants.txt`` from the dictionaries of two installed packages.

Run once, where pypinyin 0.55.0 and opencc-python-reimplemented 0.1.7 are installed::

    python -m wenku.vocab.derive.characters scripts/wenku/vocab
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from importlib import resources
from pathlib import Path


def main() -> None:
    """Read both packages' data and write the two tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    _write_readings(folder / "readings.txt")
    _write_variants(folder / "variants.txt")


def _write_readings(path: Path) -> None:
    source = resources.files("pypinyin").joinpath("pinyin_dict.json").read_bytes()
    first: defaultdict[str, list[str]] = defaultdict(list)
    other: defaultdict[str, list[str]] = defaultdict(list)
    for code, readings in sorted(json.loads(source).items(), key=lambda item: int(item[0])):
        char = chr(int(code))
        if not "\u4e00" <= char <= "\u9fff" or not _in_gbk(char):
            continue
        syllables = readings.split(",")
        first[syllables[0]].append(char)
        for syllable in sorted(set(syllables[1:]) - {syllables[0]}):
            other[syllable].append(char)
    lines = [
        "# Derived by wenku.vocab.derive.characters; do not edit.",
        "# Readings of the ideographs of GBK, from pypinyin 0.55.0 (MIT), pinyin_dict.json,",
        f"# sha256 {hashlib.sha256(source).hexdigest()}.",
        "# Syllable, characters whose first reading it is, characters that it is another one of.",
    ]
    lines += [
        f"{syllable}\t{''.join(first[syllable])}\t{''.join(other[syllable])}"
        for syllable in sorted(first.keys() | other.keys())
    ]
    _write(path, lines)


def _write_variants(path: Path) -> None:
    folder = resources.files("opencc").joinpath("dictionary")
    back = folder.joinpath("TSCharacters.txt").read_bytes()
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for line in back.decode().splitlines():
        traditional, _, simplified = line.partition("\t")
        target = simplified.split()[0]
        if target != traditional and _in_gbk(traditional) and _in_gbk(target):
            forms[target].append(traditional)
    lines = [
        "# Derived by wenku.vocab.derive.characters; do not edit.",
        "# Characters of GBK from opencc-python-reimplemented 0.1.7 (Apache-2.0),",
        f"# TSCharacters.txt sha256 {hashlib.sha256(back).hexdigest()}.",
        "# Simplified form, its Traditional forms; = where the former is usual in Traditional text",
        "# as well (level 1 of Big5).",
    ]
    for target, sources in sorted(forms.items()):
        lines.append(
            f"{target}\t{''.join(sorted(sources))}\t{'=' if _usual_in_big5(target) else ''}"
        )
    _write(path, lines)


def _usual_in_big5(char: str) -> bool:
    try:
        return char.encode("big5") < b"\xc9\x40"
    except UnicodeEncodeError:
        return False


def _in_gbk(text: str) -> bool:
    try:
        return bool(text.encode("gbk"))
    except UnicodeEncodeError:
        return False


def _write(path: Path, lines: list[str]) -> None:
    text = "\n".join(line.rstrip("\t") for line in lines) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
