"""Encodings: right for every one that Chinese pages come in, whatever they declare."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenku.decode import MAX_BYTES, decode
from wenku.errors import SeedError

SIMPLIFIED = "各乡镇要结合实际，制定秋粮收购工作方案，确保农民增收。\n"
TRADITIONAL = "各鄉鎮要結合實際，制定秋糧收購工作方案，確保農民增收。\n"
SHORT = "关于印发通知"


@pytest.mark.parametrize(
    ("text", "encoding", "read_as"),
    [
        pytest.param(SIMPLIFIED, "utf-8", "utf-8", id="utf-8"),
        pytest.param(SIMPLIFIED, "utf-8-sig", "utf-8", id="utf-8 with mark"),
        pytest.param(SIMPLIFIED, "utf-16", "utf-16", id="utf-16 with mark"),
        pytest.param(SIMPLIFIED + "a b c d e f " * 5, "utf-16-le", "utf-16-le", id="utf-16-le"),
        pytest.param(SIMPLIFIED + "a b c d e f " * 5, "utf-16-be", "utf-16-be", id="utf-16-be"),
        pytest.param(SIMPLIFIED, "utf-32", "utf-32", id="utf-32"),
        pytest.param(SIMPLIFIED, "gbk", "gb18030", id="gbk"),
        pytest.param(SHORT, "gb2312", "gb18030", id="short gb2312"),
        pytest.param(SIMPLIFIED + "\U00020bb7", "gb18030", "gb18030", id="gb18030 of four bytes"),
        pytest.param(TRADITIONAL, "gbk", "gb18030", id="traditional in gbk"),
        pytest.param(TRADITIONAL, "big5", "big5hkscs", id="big5"),
        pytest.param("醫養結合", "big5", "big5hkscs", id="short big5"),
        pytest.param("plain ascii 123", "ascii", "utf-8", id="ascii"),
    ],
)
def test_text_comes_back(text: str, encoding: str, read_as: str) -> None:
    decoded = decode(text.encode(encoding), "page.txt")
    assert (decoded.text, decoded.encoding, decoded.replaced) == (text, read_as, 0)


@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "big5", "iso-8859-1"])
@pytest.mark.parametrize("true", ["gb18030", "utf-8"])
def test_a_declared_charset_is_not_believed(declared: str, true: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>{SIMPLIFIED}</p></body></html>'
    assert SIMPLIFIED.strip() in decode(page.encode(true), "page.html").text


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
def test_line_ends_become_one_kind(line_end: str) -> None:
    assert decode(f"甲{line_end}乙{line_end}".encode(), "a.txt").text == "甲\n乙\n"


def test_utf8_with_a_cut_character_is_still_utf8() -> None:
    decoded = decode((SIMPLIFIED * 5).encode()[:-5], "cut.txt")
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith(SIMPLIFIED)
    assert decoded.replaced == 1


def test_two_encodings_in_one_file_are_read_line_by_line() -> None:
    decoded = decode(SIMPLIFIED.encode() + SIMPLIFIED.encode("gbk"), "pasted.txt")
    assert decoded.text == SIMPLIFIED * 2
    assert decoded.replaced == 0


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(99), "PNG", id="picture"),
        pytest.param(b"PK\x03\x04" + bytes(99), "ZIP", id="archive"),
        pytest.param(bytes(range(256)) * 9, "encoding", id="noise"),
        pytest.param(bytes(64), "encoding", id="zeros"),
        pytest.param(b"%PDF-1.7 broken", "PDF", id="broken pdf"),
        pytest.param(b"PK\x03\x04 word/ broken", "Word", id="broken docx"),
        pytest.param(b"a" * (MAX_BYTES + 1), "larger", id="too large"),
    ],
)
def test_what_is_not_text_is_refused_with_file_and_remedy(data: bytes, says: str) -> None:
    with pytest.raises(SeedError, match=says) as caught:
        decode(data, "f.bin")
    assert caught.value.where == "f.bin"
    assert caught.value.remedy
    assert caught.value.exit_code == 2


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(SeedError):
        assert "\r" not in decode(data, "x.txt").text
