"""A seed beside its text: in step line by line, and nothing of what was removed is on the page."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chromium import PHONE
from tests.site.conftest import ROOT, published
from tests.site.example import SPAM, document, library_of
from tests.site.links import look
from wenku.corpus import write_tree
from wenku.model import Block, BlockKind, Document, Metadata, Source
from wenku.model.beside import Row, rows_beside
from wenku.publish.site import Settings, build_site
from wenku.publish.site.beside import shown
from wenku.render import OWNED, ReadingCopies, render_tree
from wenku.trail import Certainty, Change, Edit, Trail, apply

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.chromium import Visitor
    from tests.site.conftest import Published


def made(original: str, *steps: tuple[str, Sequence[tuple[str, str]]]) -> Document:
    """A document whose trail replaces each text (found once) by another, stage by stage."""
    text, changes = original, []
    for stage, pairs in steps:
        edits = tuple(
            sorted(
                Edit(text.index(old), text.index(old) + len(old), old, new, family="spam")
                for old, new in pairs
            )
        )
        changes.append(Change(stage, "R", "family", Certainty.DETERMINED, edits))
        text = apply(text, edits)
    blocks = (Block(BlockKind.PARAGRAPH, 0, len(text), text, anchor="p1"),)
    source = Source("a.txt", "0" * 64, 1, "utf-8", "text/plain", "simplified")
    trail = Trail(original, tuple(changes))
    return Document("a", source, Metadata(title="题"), text, blocks, trail)


def told(row: Row) -> tuple[str, str, str]:
    """Lines, the seed as shown (removed in brackets, repaired in stars), and the text."""
    lines = [
        "".join(
            f"[{piece.family}]"
            if piece.family
            else f"*{piece.text}*" * piece.repaired or piece.text
            for piece in line
        )
        for line in row.seed
    ]
    removed = [f"[{family} {count}]" for family, count in row.removed]
    name = f"{row.first}-{row.last}"
    return name, "/".join([*lines, *removed]), "/".join(text for _, text in row.restored)


CASES = {
    "a repair": (
        made("甲yi乙\n\n丙", ("repair", [("yi", "")])),
        [("1-1", "甲*yi*乙", "甲乙"), ("3-3", "丙", "丙")],
    ),
    "lines removed together": (
        made("甲\n广告一\n广告二\n乙", ("prune", [("广告一\n广告二\n", "")])),
        [("1-1", "甲", "甲"), ("2-3", "[spam 2]", ""), ("4-4", "乙", "乙")],
    ),
    "a piece of a line removed": (
        made("甲广告乙", ("prune", [("广告", "")])),
        [("1-1", "甲[spam]乙", "甲乙")],
    ),
    "lines joined": (
        made("甲\n乙\n丙", ("repair", [("甲\n", "甲")])),
        [("1-2", "*甲*/乙", "甲乙"), ("3-3", "丙", "丙")],
    ),
    "what a repair took from the edge of a removed line is masked too": (
        made("甲\n##广告$$\n乙", ("repair", [("##", ""), ("$$", "")]), ("prune", [("广告\n", "")])),
        [("1-1", "甲", "甲"), ("2-2", "[spam 1]", ""), ("3-3", "乙", "乙")],
    ),
    "what a repair changed inside a removed line is masked too": (
        made("甲\n廣告\n乙", ("repair", [("廣", "广")]), ("prune", [("广告\n", "")])),
        [("1-1", "甲", "甲"), ("2-2", "[spam 1]", ""), ("3-3", "乙", "乙")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_rows(name: str) -> None:
    text, rows = CASES[name]
    assert [told(row) for row in rows_beside(text)] == rows


LINES = st.lists(st.text("甲乙 ", max_size=4), min_size=1, max_size=8)


@given(LINES, st.data())
def test_every_line_is_told_once_and_nothing_removed_is_shown(
    lines: list[str], data: st.DataObject
) -> None:
    original = "\n".join(f"{line}广" if number % 2 else line for number, line in enumerate(lines))
    widened = tuple(
        Edit(at, at + 1, "甲", data.draw(st.sampled_from(["", "丙", "丙丁"])))
        for at, char in enumerate(original)
        if char == "甲"
    )
    text = apply(original, widened)
    gone = tuple(Edit(at, at + 1, "广", "") for at, char in enumerate(text) if char == "广")
    changes = (
        Change("repair", "A", "a", Certainty.DETERMINED, widened),
        Change("prune", "B", "b", Certainty.DETERMINED, gone),
    )
    final = apply(text, gone)
    source = Source("a.txt", "0" * 64, 1, "utf-8", "text/plain", "simplified")
    rows = rows_beside(Document("a", source, Metadata(), final, (), Trail(original, changes)))
    pieces = [piece for row in rows for line in row.seed for piece in line]
    assert "广" not in "".join(piece.text for piece in pieces)
    restored = [text for row in rows for _, text in row.restored]
    assert restored == [line.strip() for line in final.split("\n") if line.strip()]
    named = [number for row in rows for number in range(row.first, row.last + 1)]
    assert len(set(named)) == len(named)
    filled = {at for at, line in enumerate(original.split("\n"), start=1) if line.strip()}
    assert filled <= set(named)


def test_signs_that_hide_or_turn_text_are_shown_by_name() -> None:
    assert shown("a\u202e\x00\ue5e5<b>") == (
        'a<span class="sign">U+202E</span><span class="sign">U+0000</span>'
        '<span class="sign">U+E5E5</span>&lt;b&gt;'
    )
    assert shown("甲\ufffd𠮷") == "甲\ufffd𠮷"


class TestPages:
    def test_each_document_leads_to_its_comparison_and_back(self, example: Published) -> None:
        pages = {path.stem for path in (example.site / "seeds").glob("*.html")}
        assert pages == {each.id for each in example.library.documents}
        page = example.site / "documents" / "002_jinan.html"
        assert "../seeds/002_jinan.html" in {target for _, target in look(page).targets}

    def test_search_engines_are_asked_to_leave_them_out(self, example: Published) -> None:
        for path in (example.site / "seeds").glob("*.html"):
            robots = [a for tag, a in look(path).tags if a.get("name") == "robots"]
            assert [a["content"] for a in robots] == ["noindex"]

    def test_all_restored_text_is_there_and_nothing_removed(self, example: Published) -> None:
        for each in example.library.documents:
            path = example.site / "seeds" / f"{each.id}.html"
            text = path.read_text(encoding="utf-8")
            assert SPAM not in text
            assert "删去1行" in text
            assert "%%" not in text
            plain = unescape(re.sub(r"<span class=\"sign\">.*?</span>|<[^>]*>", "", text))
            for block in each.body[:1]:
                assert block.text.split("\n")[0][:20] in plain

    def test_a_seed_is_only_text(self, example: Published, visitor: Visitor) -> None:
        page = visitor.open((example.site / "seeds" / "hostile.html").as_uri(), viewport=PHONE)
        assert page.locator("main script, main img, main iframe, main svg, main b").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    def test_a_number_leads_to_its_paragraph(self, example: Published, visitor: Visitor) -> None:
        page = visitor.open((example.site / "seeds" / "002_jinan.html").as_uri())
        page.click("td a >> nth=2")
        assert page.locator(":target .num").get_attribute("data-n") == "3"


def test_the_comparisons_are_in_no_sitemap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://user.example/repo/")
    site = published(library_of([document("a", ["正文。"], Metadata(title="题"))]), tmp_path).site
    assert "seeds/" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "canonical" not in (site / "seeds" / "a.html").read_text(encoding="utf-8")


def test_comparisons_are_kept_until_what_they_show_is_another(tmp_path: Path) -> None:
    documents = [made("發展", ("repair", [("發", "发")])), made("一\n二")]
    documents = [replace(each, id=name) for each, name in zip(documents, "ab", strict=True)]
    first = published(library_of(documents), tmp_path / "made")
    kept = {path.name: path for path in (first.site / "seeds").iterdir()}
    (first.site / "seeds" / "b.html").write_text("written by hand", encoding="utf-8")

    def again(*documents: Document) -> Path:
        library, site = library_of(documents), tmp_path / documents[0].metadata.title
        write_tree(first.docs, render_tree(library), OWNED)
        settings, copies = Settings(ROOT / "mkdocs.yml"), ReadingCopies(library)
        return build_site(library, first.docs, first.build, copies, settings=settings, site=site)

    site = again(*documents)
    assert (site / "seeds/a.html").samefile(kept["a.html"])
    assert "written by hand" not in (site / "seeds/b.html").read_text(encoding="utf-8")
    other = again(replace(documents[0], metadata=Metadata(title="另题")), documents[1])
    assert not (other / "seeds/a.html").samefile(kept["a.html"])
    assert "另题" in (other / "seeds/a.html").read_text(encoding="utf-8")
