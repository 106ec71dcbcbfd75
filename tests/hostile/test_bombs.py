"""Small files that stand for much memory or much time: refused or read, in bounded memory."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.decode.test_documents import paragraph, word_file
from tests.hostile.corpus import ROOT, prose
from wenku.corpus import convert
from wenku.curate import read_corrections
from wenku.decode import decode
from wenku.errors import SeedError, SidecarError

ADDRESS_SPACE = 1500 * 2**20
"""Bytes that a process may reserve for any one of the files below."""

GUARDED = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({ADDRESS_SPACE}, {ADDRESS_SPACE}))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from wenku.decode import decode
from wenku.errors import WenkuError
try:
    print(len(decode(sys.stdin.buffer.read(), sys.argv[1]).text))
except WenkuError as error:
    print(error)
"""


def guarded(data: bytes, name: str) -> str:
    """What decoding says, in a process that may not take more than the bound."""
    done = subprocess.run(
        [sys.executable, "-c", GUARDED, name],
        input=data,
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-800:]
    return done.stdout.decode().strip()


def archive(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def packed(body: str) -> bytes:
    """A Word file, compressed."""
    with zipfile.ZipFile(io.BytesIO(word_file(body))) as made:
        return archive({name: made.read(name) for name in made.namelist()})


def pdf_file(objects: list[bytes]) -> bytes:
    """A PDF of these objects; readers mend the table that it lacks."""
    bodies = b"".join(b"%d 0 obj\n%s\nendobj\n" % (at + 1, each) for at, each in enumerate(objects))
    return b"%PDF-1.4\n" + bodies + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"


def stream(content: bytes, times: int = 1) -> bytes:
    filters = b"/FlateDecode " * times
    for _ in range(times):
        content = zlib.compress(content, 9)
    head = b"<< /Length %d /Filter [%s] >>" % (len(content), filters)
    return head + b"\nstream\n" + content + b"\nendstream"


def pages(content: bytes, kids: int = 1, count: int | None = None) -> bytes:
    """A PDF whose pages all show one stream."""
    listed = b" ".join(b"3 0 R" for _ in range(kids))
    font = b"<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    return pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /MediaBox [0 0 200 200] /Kids [%s] /Count %d >>"
            % (listed, count or kids),
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources %s >>" % font,
            content,
        ]
    )


SHOWN = b"BT /F 9 Tf 1 1 Td (abcdefgh) Tj ET\n"


def spread() -> bytes:
    """A page full of text, no two pieces at one place."""
    shown = b"BT /F 1 Tf 1 0 0 1 %d %d Tm (abcdefgh) Tj ET\n"
    return b"".join(shown % (at % 40 * 5, at // 40) for at in range(8_000))


MARKUP: dict[str, tuple[Callable[[], str], str]] = {
    "tags": (lambda: "<html><body>" + "<b>" * 500_000, "more than"),
    "spans": (lambda: "<html><table>" + "<tr><td colspan=100>a<td>b</tr>" * 3_000, "12000"),
    "one wide row": (
        lambda: "<html><table><tr>" + "<td>a" * 4_000 + "</tr>" + "<tr><td>b</tr>" * 4_000,
        "16000",
    ),
    "deep": (lambda: "<html><body>" + "<div><table><tr><td>" * 5_000 + "文字", "3"),
    "attributes": (lambda: "<html><body><p " + "a=1 " * 50_000 + ">文字", "3"),
    "one attribute": (lambda: "<html><body><p title='" + "a" * 2_000_000 + "'>文字", "3"),
    "no end of a tag": (lambda: "<html><body>文字" + "<p a='" * 10_000, "60003"),
    "no end of a comment": (lambda: "<html><body>文字" + "<!--" * 10_000, "40003"),
    "entities": (lambda: "<html><body>" + "&amp;" * 50_000, "50001"),
}


@pytest.mark.parametrize("case", MARKUP)
def test_markup_stays_within_bounds(case: str) -> None:
    make, says = MARKUP[case]
    assert says in guarded(make().encode(), "a.html")


WORD: dict[str, tuple[Callable[[], bytes], str]] = {
    "many tags": (lambda: packed("<w:p/>" * 1_100_000), "more than 1000000 tags"),
    "much text": (lambda: packed(paragraph("a" * 70_000_000)), "too much"),
    "deep": (
        lambda: packed("<w:tbl><w:tr><w:tc>" * 9_000 + "</w:tc></w:tr></w:tbl>" * 9_000),
        "read",
    ),
    "no archive": (lambda: b"PK\x03\x04word/" + bytes(100), "read"),
}


@pytest.mark.parametrize("case", WORD)
def test_word_files_are_refused_with_a_remedy(case: str) -> None:
    make, says = WORD[case]
    answer = guarded(make(), "a.docx")
    assert answer.startswith("a.docx: ")
    assert says in answer
    assert answer.endswith(")")


def test_a_word_file_asks_for_nothing_outside(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密的内容", encoding="utf-8")
    body = paragraph("各乡镇要结合实际制定方案。") + (
        '<w:p><w:hyperlink r:id="r9" xmlns:r="http://schemas.openxmlformats.org/officeDocument/'
        '2006/relationships"><w:r><w:t>点这里</w:t></w:r></w:hyperlink></w:p>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r9" TargetMode="External" Target="javascript:alert(1)" Type="http://'
        'schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/>'
        f'<Relationship Id="r8" TargetMode="External" Target="{secret.as_uri()}" Type="http://'
        'schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    )
    with zipfile.ZipFile(io.BytesIO(word_file(body))) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    parts |= {
        "word/_rels/document.xml.rels": relations.encode(),
        "../../outside.txt": b"x",
        "/outside.txt": b"x",
    }
    decoded = decode(archive(parts), "a.docx")
    assert decoded.text == "各乡镇要结合实际制定方案。\n点这里\n"
    assert not any("javascript" in hint.value for hint in decoded.hints)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret.txt"]


PDF: dict[str, tuple[Callable[[], bytes], str]] = {
    "pages that are said": (lambda: pages(stream(SHOWN), count=2_000_000_000), ""),
    "pages that are there": (lambda: pages(stream(SHOWN), kids=3_000), "more than 2000 pages"),
    "one stream of much": (lambda: pages(stream(SHOWN * 600_000)), "too much"),
    "a stream in a stream": (lambda: pages(stream(bytes(280_000_000), times=2)), "too much"),
    "much text again and again": (lambda: pages(stream(spread()), kids=1_900), "too much"),
    "deep": (lambda: pages(stream(b"q " * 100_000 + SHOWN)), ""),
    "nested arrays": (
        lambda: pages(stream(SHOWN)) + b"9 0 obj\n" + b"[" * 100_000 + b"\nendobj",
        "",
    ),
}


@pytest.mark.parametrize("case", PDF)
def test_pdf_files_stay_within_bounds(case: str) -> None:
    make, says = PDF[case]
    assert says in guarded(make(), "a.pdf")


REFERENCES = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)
MERGES = "a: &a {x: 1}\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} {{<<: [*{chr(97 + n)}, *{chr(97 + n)}]}}\n" for n in range(24)
)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(REFERENCES, id="references"),
        pytest.param(MERGES, id="merges"),
        pytest.param("title: " + "[" * 5_000, id="deep"),
        pytest.param("title: " + "{a: " * 5_000, id="deep mappings"),
        pytest.param("!!python/object/apply:os.system ['true']", id="tag"),
        pytest.param("title: !!python/name:os.system", id="tag of a value"),
        pytest.param("title: !local x", id="local tag"),
        pytest.param("title: !!binary aaaa", id="bytes"),
        pytest.param("? [a, b]\n: x", id="key that is a list"),
        pytest.param("a: 1\n---\nb: 2", id="two documents"),
        pytest.param("title: \x00", id="control character"),
        pytest.param("title: a\ntitle2: b", id="unknown key"),
    ],
)
def test_a_hostile_sidecar_is_one_line_of_complaint(source: str) -> None:
    with pytest.raises(SidecarError, match=r"^a\.yml: line \d+ ") as caught:
        read_corrections(source, "a.yml")
    assert len(str(caught.value)) < 500


def test_front_matter_of_a_seed_may_be_deep() -> None:
    decoded = decode(f"---\ntitle: {'[' * 5000}\n---\n正文的一行。\n", "a.md")
    assert "正文的一行。" in decoded.text
    assert not [hint for hint in decoded.hints if hint.value.startswith("title=")]


def test_one_bad_file_of_each_kind_stops_nobody(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    outside = tmp_path / "outside.txt"
    article = f"济南市推进养老工作\n\n{prose(1, '养老')}\n\n{prose(2, '医疗')}\n"
    outside.write_text(article, encoding="utf-8", newline="\n")
    (seeds / "good.txt").write_text(article, encoding="utf-8", newline="\n")
    (seeds / "leads_out.txt").symlink_to(outside)
    (seeds / "loop.txt").symlink_to("loop.txt")
    (seeds / "nowhere.txt").symlink_to("none.txt")
    (seeds / "device.txt").symlink_to("/dev/zero")
    (seeds / "folder.txt").mkdir()
    (seeds / "word.docx").write_bytes(WORD["many tags"][0]())
    (seeds / "pages.pdf").write_bytes(PDF["pages that are there"][0]())
    (seeds / "set.txt").write_text(article, encoding="utf-8", newline="\n")
    (seeds / "set.yml").write_text(REFERENCES, encoding="utf-8", newline="\n")
    result = convert(seeds, jobs=1)
    assert [document.id for document in result.library.documents] == ["good"]
    named = " ".join(sorted(fault.where for fault in result.faults))
    wanted = "device.txt folder.txt leads_out.txt loop.txt nowhere.txt pages.pdf set.yml word.docx"
    assert named == wanted


def test_a_seed_error_is_one() -> None:
    with pytest.raises(SeedError):
        decode(WORD["many tags"][0](), "a.docx")
