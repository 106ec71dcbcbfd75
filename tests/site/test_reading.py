"""What a reader does on a document's page: cites it and its paragraphs, reads it in Traditional."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.chromium import PHONE
from tests.site.conftest import published
from tests.site.example import example_library, library_of
from tests.site.links import look
from tests.site.test_in_the_browser import address, spy_on_copying
from wenku.publish.site.traditional import needed
from wenku.vocab.traditional import traditional

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.chromium import Visitor
    from tests.site.conftest import Published

NEWS = "documents/002_jinan.html"
PAGE = "documents/004_bengbu.html"


@pytest.fixture
def page(example: Published, visitor: Visitor) -> Page:
    """A newspaper article, from disk."""
    return visitor.open((example.site / NEWS).as_uri())


class TestCiting:
    def test_every_form_of_the_document_is_one_click_away(self, page: Page) -> None:
        copied = spy_on_copying(page)
        for button in page.locator("#cite .copy").all():
            button.click()
        forms = copied()
        assert len(forms) == 7
        assert forms[0].startswith("王丽. 济南重磅打造")
        assert forms[3].startswith("@article{")
        assert forms[4].startswith("TY  - NEWS\n")
        assert json.loads(forms[5])[0]["container-title"] == "生活日报"
        assert forms[6] == page.url

    def test_the_date_of_access_is_the_readers_day(self, visitor: Visitor, tmp_path: Path) -> None:
        documents = [each for each in example_library().documents if each.id == "004_bengbu"]
        patch = pytest.MonkeyPatch()
        patch.setenv("SITE_URL", "https://user.example/repo/")
        made = published(library_of(documents), tmp_path)
        patch.undo()
        page = visitor.page()
        page.clock.set_fixed_time("2026-11-20T08:00:00")
        page.goto((made.site / PAGE).as_uri())
        text = page.locator("#cite-gbt2015").inner_text()
        assert text.endswith(f"[2026-11-20]. https://user.example/repo/{PAGE}.") or (
            "[2026-11-20]. http" in text
        )
        assert page.locator("#cite-link").inner_text() == f"https://user.example/repo/{PAGE}"

    def test_every_form_of_a_paragraph_is_one_click_away(self, page: Page) -> None:
        number = page.locator("a.num").nth(1)
        anchor = number.get_attribute("href") or ""
        link = page.url + anchor
        copied = spy_on_copying(page)
        labels = ("复制链接", "复制引文", "GB/T 7714—2015", "普通文字", "BibTeX", "RIS", "CSL-JSON")
        number.click()
        assert page.locator(".tools button").all_inner_texts() == list(labels)
        for at, _ in enumerate(labels):
            number.click()
            page.locator(".tools button").nth(at).click()
            assert number.evaluate("element => element === document.activeElement")
        forms = dict(zip(labels, copied(), strict=True))
        assert forms["复制链接"] == link
        assert forms["复制引文"].endswith(f"[N]. 生活日报，2018-09-07. 第2段，{link}.")
        assert forms["GB/T 7714—2015"].endswith(f"[N]. 生活日报, 2018-09-07. 第2段，{link}.")
        assert forms["普通文字"].endswith(f"，第2段，{link}。")
        assert re.match(r"@article\{002_jinan-2,\n", forms["BibTeX"])
        assert forms["BibTeX"].endswith(f"  note = {{第2段，\\url{{{link}}}}},\n}}")
        assert forms["RIS"].split("\n")[-4:] == [
            "ID  - 002_jinan-2",
            "N1  - 第2段",
            f"UR  - {link}",
            "ER  - ",
        ]
        (item,) = json.loads(forms["CSL-JSON"])
        assert (item["id"], item["note"]) == ("002_jinan-2", f"第2段，{link}")

    def test_the_tools_fit_a_phone(self, example: Published, visitor: Visitor) -> None:
        page = visitor.open((example.site / NEWS).as_uri(), viewport=PHONE, has_touch=True)
        page.locator("a.num").nth(1).click()
        box = page.locator(".tools").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE["width"]
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


class TestWhatMachinesRead:
    def named(self, example: Published, path: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for tag, attributes in look(example.site / path).tags:
            if tag == "meta" and (name := attributes.get("name") or attributes.get("property")):
                found.setdefault(name, []).append(attributes["content"])
        return found

    def test_a_newspaper_article_is_told_as_one(self, example: Published) -> None:
        named = self.named(example, NEWS)
        assert named["DC.type"] == ["newspaperArticle"]
        assert named["prism.publicationName"] == ["生活日报"]
        assert named["citation_author"] == ["王丽"]
        assert named["citation_publication_date"] == ["2018/09/07"]
        assert named["citation_title"] == named["DC.title"] == named["og:title"]
        assert "citation_journal_title" not in named

    def test_a_web_page_has_no_field_that_makes_it_an_article_of_a_journal(
        self, example: Published
    ) -> None:
        named = self.named(example, PAGE)
        assert [name for name in named if name.startswith(("citation_", "prism."))] == []
        assert named["DC.title"] == named["og:title"]
        assert "DC.type" not in named

    def test_linked_data(self, example: Published) -> None:
        for each in example.library.documents:
            path = example.site / "documents" / f"{each.id}.html"
            text = path.read_text(encoding="utf-8")
            (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
            data = json.loads(block)
            assert data["headline"] == (each.metadata.title or each.id)
            assert data.get("datePublished", "") == each.metadata.date
            assert "javascript:" not in data.get("isBasedOn", "")


class TestTraditional:
    @pytest.mark.parametrize("where", ["http", "disk"])
    def test_there_and_back_and_remembered(
        self, example: Published, visitor: Visitor, serve: Callable[..., str], where: str
    ) -> None:
        page = visitor.open(f"{address(example, serve, where)}/{NEWS}")
        article = page.locator("article.text")
        before, heading = article.inner_html(), page.locator("h1").inner_text()
        assert page.locator("script[src*=traditional]").count() == 0
        page.click("button.script")
        page.wait_for_selector("article[lang=zh-Hant]")
        assert "濟南" in page.locator("h1").inner_text()
        assert "濟南" in article.inner_text()
        assert "济" not in article.inner_text()
        assert page.get_attribute("button.script", "aria-pressed") == "true"
        assert "济南" in page.locator("#cite-gbt2025").inner_text()
        page.reload()
        page.wait_for_selector("article[lang=zh-Hant]")
        assert "濟南" in article.inner_text()
        page.click("button.script")
        assert article.get_attribute("lang") is None
        assert article.inner_html() == before
        assert page.locator("h1").inner_text() == heading
        page.reload()
        assert article.inner_html() == before

    def test_the_page_says_what_the_tables_say(self, example: Published, visitor: Visitor) -> None:
        table = traditional()
        page = visitor.page()
        for each in example.library.documents:
            page.goto((example.site / "documents" / f"{each.id}.html").as_uri())
            if page.get_attribute("button.script", "aria-pressed") == "false":
                page.click("button.script")
            page.wait_for_selector("article[lang=zh-Hant]")
            for block in each.body:
                if not block.rows and block.anchor:
                    shown = page.evaluate(
                        "id => document.getElementById(id).textContent.trim()", block.anchor
                    )
                    assert table.convert(block.text).split() == shown.split(), each.id

    def test_marks_that_came_later_stay_and_the_text_comes_back(self, page: Page) -> None:
        page.click("button.script")
        page.wait_for_selector("article[lang=zh-Hant]")
        changed = page.evaluate(
            """() => {
                const block = [...document.querySelectorAll("article.text p")].at(-1);
                const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
                const node = walker.nextNode();
                const mark = document.createElement("mark");
                const middle = node.splitText(2);
                middle.splitText(2);
                middle.replaceWith(mark);
                mark.append(middle);
                document.querySelector("button.script").click();
                return block.textContent;
            }"""
        )
        page.reload()
        last = page.locator("article.text p").last
        assert last.evaluate("element => element.textContent") == changed

    def test_the_small_table_gives_what_the_whole_one_gives(self) -> None:
        whole = traditional()
        texts = [
            "头发发展，皇后之后，里程公里，干部晒干，理发店出发，征收台湾台阶",
            "系统联系，面条表面，制造制度，准备批准，松树放松，一只船只有一只",
            *(block.text for each in example_library().documents for block in each.body),
        ]
        small = needed(texts)
        assert [small.convert(text) for text in texts] == [whole.convert(text) for text in texts]
        assert len(small.phrases) < len(whole.phrases) / 100
        assert whole.convert("头发发展，皇后之后，为人民群众") == "頭髮發展，皇后之後，為人民群眾"

    def test_a_converted_text_is_as_long_as_before(self) -> None:
        whole = traditional()
        text = "".join(whole.characters) + "".join(whole.phrases) + "\U00020bb7\U00028000"
        units = len(text.encode("utf-16-le"))
        assert len(whole.convert(text).encode("utf-16-le")) == units

    def test_without_scripts_there_is_no_switch(self, example: Published, visitor: Visitor) -> None:
        page = visitor.open((example.site / NEWS).as_uri(), java_script_enabled=False)
        assert page.locator("button.script").is_hidden()
