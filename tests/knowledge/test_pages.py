"""The pages that survey the library: what they show, and that nothing is dropped unsaid."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.library.test_cooperation import document
from wenku import clean
from wenku.library import assemble
from wenku.model.address import address, document_path
from wenku.publish.knowledge import write_knowledge
from wenku.render import render_pages
from wenku.render.pages import sections

if TYPE_CHECKING:
    from pathlib import Path

    from wenku.model import Library


@pytest.fixture(scope="module")
def library(seeds: tuple[Path, ...]) -> Library:
    """The five seeds."""
    return assemble(clean(seed.read_bytes(), seed.name) for seed in seeds)


@pytest.fixture(scope="module")
def pages(library: Library) -> dict[str, str]:
    """Their generated pages."""
    return dict(render_pages(library))


def section(page: str, anchor: str) -> str:
    """The text of one section of a page."""
    return re.split(r"^## ", page.split(f"{{: #{anchor} }}")[1], maxsplit=1, flags=re.MULTILINE)[0]


def test_a_city_page_tells_all_kinds(pages: dict[str, str]) -> None:
    page = pages["cities/蚌埠市.md"]
    assert "强度" in section(page, "themes")
    assert "| 签约长三角地区知名专家 | > 110人 |  | 已达成 | [第4段]" in section(page, "indicators")
    assert "### 2022年" in section(page, "timeline")
    partners = section(page, "partners")
    assert "[上海市第十人民医院](../institutions/上海市第十人民医院.md)" in partners
    assert "签署《战略合作框架协议》" in partners
    assert "[怀远县人民医院](../institutions/怀远县人民医院.md)" in section(page, "institutions")


def test_partners_see_each_other(pages: dict[str, str]) -> None:
    assert "[宣城市](宣城市.md)" in section(pages["cities/嘉兴市.md"], "partners")
    page = pages["institutions/上海市第十人民医院.md"]
    assert "[蚌埠市卫健委](蚌埠市卫健委.md)" in section(page, "partners")


def test_a_theme_page_puts_cities_abreast(pages: dict[str, str]) -> None:
    abreast = section(pages["themes/中医药传承创新.md"], "abreast")
    assert abreast.count("<section>") == 5
    assert 'href="../cities/济南市.html"' in abreast


def test_the_matrix_counts_documents_and_leaves_gaps(
    library: Library, pages: dict[str, str]
) -> None:
    matrix = pages["compare.md"].split('class="matrix"')[1]
    cells = sum(len(each.annotations.themes) for each in library.documents)
    assert matrix.count("data-theme=") == cells
    themes = len(library.entities_of("theme"))
    assert matrix.count('class="gap"') == 5 * themes - cells


def test_every_indicator_is_listed_and_leads_to_its_paragraph(
    library: Library, pages: dict[str, str]
) -> None:
    page = pages["indicators.md"]
    total = sum(len(each.annotations.indicators) for each in library.documents)
    assert f"共{total}条" in page
    assert page.count("<tr>") == total + 1
    for each in library.documents:
        for indicator in each.annotations.indicators:
            anchor = each.blocks[indicator.block].anchor
            assert f'href="documents/{each.id}.html#{anchor}"' in page


def test_the_time_line_is_a_picture_and_a_table(library: Library, pages: dict[str, str]) -> None:
    page = pages["timeline.md"]
    years = (
        [one.year for one in each.annotations.indicators]
        + [one.year for one in each.annotations.milestones]
        for each in library.documents
    )
    dated = [year for found in years for year in found if year]
    for year in set(dated):
        assert f"## {year}年 {dated.count(year)}条" in page
        assert f">{year}</text>" in page
    assert "[济南市](cities/济南市.md) | 发布1" in page


def test_the_network_leads_to_passages(library: Library, pages: dict[str, str]) -> None:
    page = pages["network.md"]
    edges = re.findall(r'<a href="documents/([^"#]+)\.html#([^"]+)" aria-label="([^"]+)"', page)
    assert len(edges) == 11
    anchors = {(each.id, block.anchor) for each in library.documents for block in each.blocks}
    assert {(name, anchor) for name, anchor, _ in edges} <= anchors
    assert "宣城市与徐汇区：" in page


def test_pages_without_anything_to_survey_say_so() -> None:
    pages = render_pages(assemble([]))
    for name in ("compare.md", "indicators.md", "timeline.md", "network.md"):
        assert len(pages[name].split("\n\n")) == 2, name


def test_what_is_not_shown_is_counted() -> None:
    numbers = (sections.INDICATORS, sections.PARTNERS)
    figures = "".join(f"新增床位{at + 1}张。" for at in range(numbers[0] + 7))
    made = assemble([document("济南市卫生工作", figures)])
    statements = [s for d in made.documents for s in d.annotations.indicators]
    assert len(statements) == numbers[0] + 7
    page = render_pages(made)["cities/济南市.md"]
    assert "另有7条，见[指标](../indicators.md)" in page


def test_hostile_names_are_only_text() -> None:
    text = "济南市与<img src=x onerror=alert(1)>南京鼓楼医院签署“<script>”协议，新增床位20张。"
    for name, page in render_pages(assemble([document("济南市", text)])).items():
        assert "<img" not in page, name
        assert "<script" not in page, name


def test_data_scripts_hold_everything_once(library: Library, tmp_path: Path) -> None:
    write_knowledge(library, tmp_path)
    folder = tmp_path / "knowledge"
    file = content(folder / "indicators" / "0.js")
    index = content(folder / "indicators" / "index.js")
    assert len(file["rows"]) == index["total"] == sum(index["files"])
    by_address = {
        address(document_path(each.id)): {block.anchor for block in each.blocks}
        for each in library.documents
    }
    for *_, anchor, _, number in file["rows"]:
        where, title = file["documents"][number]
        assert anchor[1:] in by_address[where]
        assert title
    assert sum(city["n"] for city in index["city"].values()) == index["total"]
    listed = content(folder / "compare" / "documents.js")
    assert [row[0] for row in listed] == [each.id for each in library.documents]
    for row in listed:
        column = content(folder / "compare" / row[3])
        places = [place for _, found in column["themes"].values() for _, place, _ in found]
        assert {place[1:] for place in places} <= by_address[column["url"]]
    for name, path in content(folder / "compare" / "index.js")["cities"]:
        column = content(folder / "compare" / path)
        assert column["name"] == name
        assert column["themes"]
    again = {path: path.read_bytes() for path in folder.rglob("*.js")}
    write_knowledge(library, tmp_path)
    assert {path: path.read_bytes() for path in folder.rglob("*.js")} == again


def test_data_scripts_cannot_be_left(tmp_path: Path) -> None:
    text = "济南市新增</script><script>alert(1)</script>床位20张\u2028。"
    write_knowledge(assemble([document("济南市", text)]), tmp_path)
    for path in (tmp_path / "knowledge").rglob("*.js"):
        script = path.read_text(encoding="utf-8")
        assert "<" not in script
        assert "\u2028" not in script
        assert script.count("\n") == 1


def content(path: Path) -> Any:
    """What a data script hands over."""
    found = re.fullmatch(r'wenkuKnowledge\("[^"]*",(.*)\);\n', path.read_text(encoding="utf-8"))
    assert found
    return json.loads(found[1])
