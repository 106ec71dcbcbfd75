"""Anything at all given to each stage: the project's own errors or a sound document.

Quick in the suite; ``make fuzz`` looks further, at random, for minutes (``FUZZ_EXAMPLES``).
"""

from __future__ import annotations

import io
import os
import random
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.decode.test_documents import paragraph, word_file
from tests.hostile.corpus import PAYLOADS, prose
from tests.hostile.test_bombs import SHOWN, pages, stream
from wenku.curate import KEYS, read_corrections
from wenku.decode import decode
from wenku.errors import Rejection, SeedError, SidecarError, VocabularyError, WenkuError
from wenku.model import Decoded, Document
from wenku.model.fields import fields_of
from wenku.pipeline import clean, restore
from wenku.render.document import render_document
from wenku.render.frontmatter import front_matter
from wenku.rules import rules_of, run_rules
from wenku.vocab import boilerplate, spam
from wenku.vocab.files import vocabulary_text
from wenku.vocab.mappings import parsed
from wenku.vocab.statements import read_wordings
from wenku.vocab.themes import read_themes
from wenku.vocab.units import read_units

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "50"))
quick = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))

PIECES = (
    *(payload for family in PAYLOADS.values() for payload in family),
    *(
        "\n",
        "\n\n",
        "\t",
        "  ",
        "\u3000",
        "\r\n",
        "？",
        "??",
        "(fā)",
        "(yī)",
        "（zhǎng)",
        "發(fā)展",
    ),
    *(
        "来源：",
        "作者：",
        "责任编辑：",
        "2024-02-29 16:14",
        "日期：",
        "点击：350次",
        "一、",
        "（一）",
    ),
    *(
        "1.",
        "1.1.1",
        "第一章",
        "首页 > 新闻",
        "上一篇：",
        "打印 关闭",
        "1,234.5",
        "3.5亿元",
        "《",
        "》",
    ),
    *(
        "（",
        "）",
        "“",
        "”",
        "〔2014〕7号",
        "a@b.cn",
        "https://a.cn/b",
        "锛屾",
        "鍏昏€",
        "Ã©",
        "\ufffd",
    ),
    *("济南市", "康养", "医养结合", "到2025年，床位达到3万张", "平方公里", "%", "百分之", "万人次"),
    *(
        "<p>",
        "</p>",
        "<table><tr><td>",
        "</table>",
        "<li>",
        "<b>",
        "<!--",
        "-->",
        "<pre>",
        "&#x",
        "&",
    ),
    prose(1, "养老"),
    prose(2, "农业"),
)
"""What rules look at, and what they should not be led astray by."""

pieced = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40).map("".join)
texts = pieced | st.text(max_size=300)
names = st.sampled_from(["a.txt", "a.html", "a.md", "a", "x.docx", "x.pdf"])


def names_it(error: WenkuError, where: str) -> None:
    """The error says which file it is about, and what is wrong in one line."""
    assert error.where == where
    assert str(error).startswith(f"{where}: ")


def sound(document: Document) -> None:
    """The invariants, and front matter that reads back as the fields."""
    trail = document.trail
    assert trail.replay() == document.text
    assert trail.undo(document.text) == trail.original
    starts = [block.start for block in document.blocks]
    ends = [block.end for block in document.blocks]
    between = zip([0, *ends], [*starts, len(document.text)], strict=True)
    assert not any(document.text[end:start].strip() for end, start in between)
    written = render_document(document)
    written.encode()
    front = re.match(r"---\n(.*?\n)---\n", written, re.DOTALL)
    assert front
    assert yaml.safe_load(front[1]) == fields_of(document)


@quick
@given(data=st.binary(max_size=400), name=names)
def test_bytes(data: bytes, name: str) -> None:
    try:
        decoded = decode(data, name)
    except SeedError as error:
        names_it(error, name)
        return
    within(decoded)


@quick
@given(text=texts, name=names, encoding=st.sampled_from(["utf-8", "gb18030", "big5", "utf-16"]))
def test_text_in_any_encoding(text: str, name: str, encoding: str) -> None:
    try:
        within(decode(text.encode(encoding, "replace"), name))
    except SeedError as error:
        names_it(error, name)


def within(decoded: Decoded) -> None:
    """Hints lie in the text, and lines end in one way."""
    assert "\r\n" not in decoded.text
    for hint in decoded.hints:
        assert 0 <= hint.start <= hint.end <= len(decoded.text)


@quick
@given(text=texts, name=st.sampled_from(["a.txt", "a.html", "a.md"]))
@example(text="a\x00b.html", name="a.html")  # a text that looks like the name of a file
def test_a_document_is_sound_or_refused(text: str, name: str) -> None:
    try:
        document = clean(text, name)
    except (Rejection, SeedError):
        return
    sound(document)
    assert clean(text, name) == document


@quick
@given(text=pieced)
def test_articles_are_published_and_sound(text: str) -> None:
    article = f"济南市推进养老工作\n\n{prose(1, '养老')}\n{text}\n{prose(2, '医疗')}\n"
    try:
        sound(clean(article, "a.txt"))
    except (Rejection, SeedError):
        return


@quick
@given(text=texts)
def test_text_at_rest_stays(text: str) -> None:
    page, trail = restore(Decoded(text, "str", "", "text/plain"))
    assert trail.replay() == page.text
    assert trail.undo(page.text) == trail.original
    _, changes = run_rules((*rules_of("repair"), *rules_of("prune")), page)
    assert all(edit.flags_only for change in changes for edit in change.edits)


values = st.text(max_size=40) | st.sampled_from([p for each in PAYLOADS.values() for p in each])
well_formed = values.map(lambda text: text.encode("utf-8", "ignore").decode())


@quick
@given(
    fields=st.dictionaries(
        st.sampled_from(("title", "source", "author", "url", "doc_type")),
        well_formed | st.lists(well_formed, max_size=4) | st.integers() | st.booleans(),
    )
)
def test_front_matter_reads_back_as_it_was(fields: dict[str, object]) -> None:
    written = front_matter(fields)
    found = re.fullmatch(r"---\n(.*?\n)---\n", written, re.DOTALL)
    assert found
    assert yaml.safe_load(found[1]) == fields


yaml_marks = [": ", "\n", "  ", "- ", "[", "]", "{", "}", "&a ", "*a", "!!str ", "|", ">", "'", '"']
yaml_words = [
    "find: a",
    "replace: b",
    "why: c",
    "2024-01-02",
    "济南市",
    "true",
    "---",
    "...",
    "<<: ",
]
yaml_pieces = st.sampled_from([*KEYS, *yaml_marks, *yaml_words])


@quick
@given(source=st.lists(yaml_pieces, max_size=25).map("".join) | st.text(max_size=80))
def test_sidecars(source: str) -> None:
    try:
        corrections = read_corrections(source, "a.yml")
    except SidecarError as error:
        names_it(error, "a.yml")
        return
    try:
        sound(clean(f"{prose(1, '养老')}\n{prose(2, '医疗')}\n", "a.txt", corrections))
    except SidecarError as error:
        names_it(error, "a.yml")


LOADERS: dict[str, Callable[[str], object]] = {
    "themes.yml": lambda text: read_themes(text, "a.yml"),
    "statements.yml": lambda text: read_wordings(text, "a.yml"),
    "units.yml": lambda text: read_units(text, "a.yml"),
    "boilerplate.txt": boilerplate.parse,
    "spam.txt": spam.parse,
}


@pytest.mark.parametrize("name", LOADERS)
@quick
@given(data=st.data())
def test_damaged_vocabularies(name: str, data: st.DataObject) -> None:
    lines = vocabulary_text(name).split("\n")[:60]
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        cut = data.draw(st.integers(0, len(lines[at])))
        lines[at] = f"{lines[at][:cut]}{data.draw(yaml_pieces)}{lines[at][cut:]}"
    with suppress(VocabularyError):
        LOADERS[name]("\n".join(lines))


@pytest.mark.parametrize(
    "text", ["a: " + "[" * 5_000, "? [a]\n: b", "!!python/name:x y", "a: 2020-13-45", "a: !!int x"]
)
def test_a_vocabulary_that_is_no_yaml_is_named(text: str) -> None:
    with pytest.raises(VocabularyError, match=r"^a\.yml"):
        parsed(text, "a.yml")


def mutated(data: bytes, seed: int) -> bytes:
    """Bytes with some changed, cut or doubled."""
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(changed))
        match chance.randrange(3):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at : at + chance.randrange(1, 20)]
            case _:
                changed[at:at] = changed[at : at + 20]
    return bytes(changed)


def repacked(data: bytes, seed: int) -> bytes:
    """A Word file whose parts are damaged, in an archive that is whole."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(buffer, "w") as made:
        for name in whole.namelist():
            content = whole.read(name)
            made.writestr(name, mutated(content, seed) if name.startswith("word/") else content)
    return buffer.getvalue()


WORD = word_file(paragraph("重点", bold=True) + paragraph("各乡镇要结合实际制定方案。" * 5))
PRINTED = pages(stream(SHOWN * 20), kids=3)


@pytest.mark.parametrize("damage", [mutated, repacked], ids=["archive", "parts"])
@quick
@given(seed=st.integers(0, 2**32))
def test_damaged_word_files(damage: object, seed: int) -> None:
    assert callable(damage)
    try:
        within(decode(damage(WORD, seed), "a.docx"))
    except WenkuError as error:
        names_it(error, "a.docx")


@quick
@given(seed=st.integers(0, 2**32))
def test_damaged_pdf_files(seed: int) -> None:
    try:
        within(decode(mutated(PRINTED, seed), "a.pdf"))
    except WenkuError as error:
        names_it(error, "a.pdf")
