"""Plain text for programs: each document's Markdown at its address, and ``llms.txt``."""

from __future__ import annotations

from pathlib import Path

from wenku.model import Library
from wenku.model.address import encoded

NAME = "llms.txt"


def write_plain(library: Library, docs: Path, site: Path) -> list[Path]:
    """Copy the Markdown of every document beside its page, and write the list of them.

    Raises:
        FileNotFoundError: ``docs`` does not hold a document of the library.
    """
    folder = site / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for document in library.documents:
        target = folder / f"{document.id}.md"
        target.write_bytes((docs / "documents" / target.name).read_bytes())
        written.append(target)
    listing = site / NAME
    listing.write_text(_listing(library), encoding="utf-8", newline="\n")
    return [*written, listing]


def _listing(library: Library) -> str:
    lines = [
        "# 康养文库",
        "",
        "> 康养与卫生健康政策文献：整理过的全文，每篇有 YAML 元数据，段落有固定锚点。",
        "",
        "## 数据",
        "",
        "- [documents.jsonl](data/documents.jsonl): 全部文献，每行一篇",
        "- [indicators.json](data/indicators.json): 量化表述",
        "- [links.json](data/links.json): 带类型的联系",
        "",
        "## 文献",
        "",
    ]
    for document in library.documents:
        title = _one_line(document.metadata.title or document.id)
        address = encoded(f"documents/{document.id}.md")
        about = "，".join(
            part for part in (document.metadata.date, document.annotations.subject_city) if part
        )
        lines.append(f"- [{title}]({address}){': ' + about if about else ''}")
    return "\n".join(lines) + "\n"


def _one_line(title: str) -> str:
    return " ".join(title.split()).replace("[", "\\[").replace("]", "\\]")
