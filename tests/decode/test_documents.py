"""Markdown, Word and PDF."""

from __future__ import annotations

import io
import zipfile

import pytest
import typst

from wenku.decode import decode
from wenku.errors import SeedError
from wenku.model import HintKind


def test_markdown_loses_its_marks_and_keeps_what_they_say() -> None:
    source = (
        "---\ntitle: 题\ndate: 2024-01-02\n---\n# 题\n\n1. 甲\n2. 乙\n\n**重点**正文\n\n"
        "| 年 | 数 |\n|---|---|\n| 2023 | 1 |\n"
    )
    decoded = decode(source, "a.md")
    assert decoded.text == "题\n1. 甲\n2. 乙\n重点正文\n年\t数\n2023\t1\n"
    assert {hint.value for hint in decoded.hints if hint.kind is HintKind.META} == {
        "title=题",
        "date=2024-01-02",
    }


_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/'
    '2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)


def word_file(body: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    opening = f'<?xml version="1.0"?><w:document xmlns:w="{namespace}"><w:body>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", f"{opening}{body}</w:body></w:document>")
    return buffer.getvalue()


def paragraph(text: str, bold: bool = False) -> str:
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f"<w:p><w:r>{weight}<w:t>{text}</w:t></w:r></w:p>"


def test_word() -> None:
    decoded = decode(word_file(paragraph("重点", bold=True) + paragraph("正文。")), "a.docx")
    assert decoded.text == "重点\n正文。\n"
    assert [h.kind for h in decoded.hints] == [HintKind.STRONG]


def test_an_entity_bomb_in_word_is_refused() -> None:
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 9}">' for n in range(9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "x">{levels}]><w>&e9;</w>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", bomb)
    with pytest.raises(SeedError, match="Word"):
        decode(buffer.getvalue(), "bomb.docx")


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(300 * 1024 * 1024))
    with pytest.raises(SeedError, match="too much"):
        decode(buffer.getvalue(), "bomb.docx")


PAGE = """
#set page(width: 120mm, height: 80mm, margin: 15mm)
#set page(header: [秋粮收购工作方案], footer: context [— #counter(page).display() —])
#set par(first-line-indent: (amount: 2em, all: true))
#set text(font: "Noto Serif CJK SC", size: 10pt, lang: "zh")
"""
FIRST = (
    "各乡镇要结合实际制定秋粮收购工作方案，确保农民增收，并把仓容调配、质量检验和资金结算三件事逐一落实到人。"
    * 2
)
SECOND = "收购期间实行日报制度，由县粮食和物资储备局汇总后报市局备案，遇有重大情况随时报告。" * 6


def test_pdf_lines_become_paragraphs_and_margins_are_marked() -> None:
    source = f"{PAGE}\n{FIRST}\n\n{SECOND}\n\n{FIRST}"
    decoded = decode(typst.compile(source.encode()), "a.pdf")
    lines = decoded.text.split("\n")
    chrome = {decoded.text[h.start : h.end] for h in decoded.hints if h.kind is HintKind.CHROME}
    assert FIRST in lines
    assert "秋粮收购工作方案" in chrome
    assert any(line.startswith("— 1") for line in chrome)


def test_pdf_without_text_is_refused() -> None:
    with pytest.raises(SeedError, match="text layer"):
        decode(typst.compile(b"#rect(width: 1cm)"), "scan.pdf")
