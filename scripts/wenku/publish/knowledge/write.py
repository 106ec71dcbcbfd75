"""Write the scripts below ``knowledge/`` of the site."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from wenku.model import Library
from wenku.publish.knowledge.columns import city_columns, document_column
from wenku.publish.knowledge.figures import Figures

FOLDER = "knowledge"
CALL = "wenkuKnowledge"
"""The function that the pages define before they load a script."""

# A script is read as JavaScript first: these end a line there, or could end the element.
_ESCAPES = {"\u2028": "\\u2028", "\u2029": "\\u2029", "<": "\\u003c"}


def write_knowledge(library: Library, site: Path) -> int:
    """Write columns and rows of a library below ``site``; returns the number of files."""
    shutil.rmtree(site / FOLDER, ignore_errors=True)
    compare, indicators = site / FOLDER / "compare", site / FOLDER / "indicators"
    cities = []
    written = 0
    for slug, column in city_columns(library):
        cities.append([column["name"], f"cities/{slug}.js"])
        written += _write(compare / "cities" / f"{slug}.js", f"city:{column['name']}", column)
    documents = []
    for document in library.documents:
        column = document_column(document)
        name = f"documents/{document.id}.js"
        documents.append([document.id, column["name"], column["note"], name])
        written += _write(compare / name, f"document:{document.id}", column)
    themes = [entity.name for entity in library.entities_of("theme")]
    written += _write(compare / "index.js", "compare", {"cities": cities, "themes": themes})
    written += _write(compare / "documents.js", "documents", documents)
    figures = Figures(library)
    for number, file in enumerate(figures.files()):
        written += _write(indicators / f"{number}.js", f"rows:{number}", file)
    return written + _write(indicators / "index.js", "indicators", figures.index())


def _write(path: Path, key: str, content: object) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{CALL}({_script(key)},{_script(content)});\n", encoding="utf-8", newline="\n")
    return 1


def _script(content: object) -> str:
    """A value as JSON that is JavaScript too; most hold none of the signs, which is soon seen."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _ESCAPES.items():
        text = text.replace(sign, escaped)
    return text
