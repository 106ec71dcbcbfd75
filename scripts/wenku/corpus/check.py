"""What is still wrong in the generated Markdown: leftover damage and links that lead nowhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from wenku.text.han import HAN_CLASS


@dataclass(frozen=True, slots=True)
class Finding:
    """One place to look at."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """As editors and terminals know it: file, line, message."""
        return f"{self.file}:{self.line}: {self.message}"


_TONED = (
    "\u00e0\u00e1\u00e8\u00e9\u00ec\u00ed\u00f2\u00f3\u00f9\u00fa\u00fc\u0101\u0113\u011b"
    "\u012b\u014d\u016b\u01ce\u01d0\u01d2\u01d4\u01d6\u01d8\u01da\u01dc"
)
_DAMAGE = {
    "a reading in brackets after its character": re.compile(
        rf"[{HAN_CLASS}][(\uff08][a-z]{{0,5}}[{_TONED}][a-z]{{0,4}}\s?[)\uff09]"
    ),
    "a run of question marks": re.compile(r"[?\uff1f]{2}"),
    "a replacement character": re.compile("\ufffd"),
    "a private-use character": re.compile("[\ue000-\uf8ff]"),
    "a Bopomofo letter": re.compile("[\u3105-\u3129]"),
    "half-width punctuation between ideographs": re.compile(rf"[{HAN_CLASS}][,;!?][{HAN_CLASS}]"),
    "a tag of the seed's markup": re.compile(
        r"</?(?:div|span|p|br|td|tr|font|strong)[\s/>]", re.IGNORECASE
    ),
}
_LINK = re.compile(r"\]\(([^()\s]{1,500})\)")


def check_docs(docs: Path) -> list[Finding]:
    """Findings in all Markdown below ``docs``, by file and line."""
    findings: list[Finding] = []
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs.parent).as_posix() if docs.name else str(path)
        lines = path.read_text(encoding="utf-8").split("\n")
        findings.extend(_broken_links(path, lines, name))
        if path.parent.name == "documents" and path.stem != "index":
            findings.extend(_leftovers(lines, name))
    return findings


def _leftovers(lines: list[str], name: str) -> Iterator[Finding]:
    body = lines.index("---", 1) + 1 if lines[0] == "---" and "---" in lines[1:] else 0
    for number, line in enumerate(lines[body:], start=body + 1):
        shown = html.unescape(line)
        for what, pattern in _DAMAGE.items():
            match = pattern.search(shown)
            if match:
                yield Finding(name, number, f"{what}: {match[0]}")


def _broken_links(path: Path, lines: list[str], name: str) -> Iterator[Finding]:
    for number, line in enumerate(lines, start=1):
        for target in _LINK.findall(line):
            file = unquote(target.partition("#")[0])
            if file.endswith(".md") and not (path.parent / file).is_file():
                yield Finding(name, number, f"a link to {file}, which is not there")
