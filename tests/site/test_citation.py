"""Citations say what a document states, in the forms of the standards, and nothing else."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.site.example import document
from wenku.model import Metadata
from wenku.publish.citation import (
    ACCESSED,
    Reference,
    citations,
    csl,
    names_in,
    reference_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

CITEPROC = Path(__file__).parent / "citeproc"

NEWS = Metadata(title="题名", date="2018-09-07", source="生活日报", author="王丽")
ONLINE_NEWS = Metadata(
    title="题名", date="2018-09-07", source="生活日报", author="王丽", url="http://a.cn/1.html"
)
PAGE = Metadata(title="题名", date="2024-02-29", source="蚌埠市卫健委", url="https://a.cn/1.html")
BARE = Metadata(title="题名")
TWO = Metadata(title="题名", date="2018-09-07", source="生活日报", author="王丽、李明")
FOUR = Metadata(title="题名", source="生活日报", author="王丽、李明、张三、赵四")
NOBODY = Metadata(title="题名", date="2018-09-07", source="生活日报", url="http://a.cn/1.html")
UNDATED = Metadata(title="题名", source="蚌埠市卫健委", url="https://a.cn/1.html")
SIGNED = Metadata(title="题名", date="2024-02", author="王丽 李明")


def cited(stated: Metadata, key: str, site: str = "") -> str:
    """One form of the citation of a document that states this."""
    reference = reference_of(document("a_1", ["文。"], stated), site)
    return next(form.text for form in citations(reference) if form.key == key)


@pytest.mark.parametrize(
    ("stated", "key", "text"),
    [
        (NEWS, "gbt2025", "王丽. 题名[N]. 生活日报，2018-09-07."),
        (NEWS, "gbt2015", "王丽. 题名[N]. 生活日报, 2018-09-07."),
        (
            ONLINE_NEWS,
            "gbt2025",
            "王丽. 题名[N/OL]. 生活日报，2018-09-07. http://a.cn/1.html.",
        ),
        (
            ONLINE_NEWS,
            "gbt2015",
            f"王丽. 题名[N/OL]. 生活日报, 2018-09-07{ACCESSED}. http://a.cn/1.html.",
        ),
        (
            PAGE,
            "gbt2025",
            f"蚌埠市卫健委. 题名[EB/OL]. （2024-02-29）{ACCESSED}. https://a.cn/1.html.",
        ),
        (
            PAGE,
            "gbt2015",
            f"蚌埠市卫健委. 题名[EB/OL]. (2024-02-29){ACCESSED}. https://a.cn/1.html.",
        ),
        (BARE, "gbt2025", "题名[EB/OL]."),
        (BARE, "gbt2015", "题名[EB/OL]."),
        (TWO, "gbt2025", "王丽，李明. 题名[N]. 生活日报，2018-09-07."),
        (TWO, "gbt2015", "王丽, 李明. 题名[N]. 生活日报, 2018-09-07."),
        (FOUR, "gbt2025", "王丽，李明，张三，等. 题名[N]. 生活日报."),
        (FOUR, "gbt2015", "王丽, 李明, 张三, 等. 题名[N]. 生活日报."),
        (NOBODY, "gbt2025", "题名[N/OL]. 生活日报，2018-09-07. http://a.cn/1.html."),
        (NOBODY, "gbt2015", f"题名[N/OL]. 生活日报, 2018-09-07{ACCESSED}. http://a.cn/1.html."),
        (UNDATED, "gbt2025", f"蚌埠市卫健委. 题名[EB/OL]. {ACCESSED}. https://a.cn/1.html."),
        (UNDATED, "gbt2015", f"蚌埠市卫健委. 题名[EB/OL]. {ACCESSED}. https://a.cn/1.html."),
        (SIGNED, "gbt2025", "王丽，李明. 题名[EB/OL]. （2024-02）."),
        (SIGNED, "gbt2015", "王丽, 李明. 题名[EB/OL]. (2024-02)."),
        (BARE, "plain", "《题名》。"),
        (NEWS, "plain", "王丽，生活日报，《题名》，2018年9月7日。"),
    ],
)
def test_the_forms_of_the_standard(stated: Metadata, key: str, text: str) -> None:
    assert cited(stated, key) == text


def test_an_address_that_is_none_is_not_cited() -> None:
    for url in ("/guihua/8877.html", "javascript:alert(1)", "www.a.cn"):
        stated = Metadata(title="题名", url=url)
        assert url not in cited(stated, "gbt2025")
        assert cited(stated, "gbt2025", "https://s.example/a.html").endswith(
            f"{ACCESSED}. https://s.example/a.html."
        )


def test_what_is_stated_of_the_origin_comes_before_our_own_address() -> None:
    assert "s.example" not in cited(PAGE, "gbt2025", "https://s.example/a.html")


def test_bibtex() -> None:
    assert cited(ONLINE_NEWS, "bibtex").splitlines() == [
        "@article{a_1,",
        "  title = {{题名}},",
        "  author = {{王丽}},",
        "  journaltitle = {生活日报},",
        "  date = {2018-09-07},",
        "  url = {http://a.cn/1.html},",
        "  langid = {chinese},",
        "}",
    ]
    assert cited(PAGE, "bibtex").startswith("@online{a_1,\n")


def test_ris() -> None:
    assert cited(NEWS, "ris").splitlines() == [
        "TY  - NEWS",
        "TI  - 题名",
        "AU  - 王丽",
        "T2  - 生活日报",
        "DA  - 2018/09/07",
        "PY  - 2018",
        "LA  - zh-CN",
        "ID  - a_1",
        "ER  - ",
    ]


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("", ()),
        ("王丽", ("王丽",)),
        ("王 丽", ("王丽",)),
        ("王丽、李晓明", ("王丽", "李晓明")),
        ("王丽 李晓明", ("王丽", "李晓明")),
        ("王丽，李明；张三", ("王丽", "李明", "张三")),
        ("John Smith", ("John Smith",)),
        ("阿·买买提 王丽", ("阿·买买提", "王丽")),
        ("市卫健委办公室", ("市卫健委办公室",)),
    ],
)
def test_names_of_a_byline(author: str, names: tuple[str, ...]) -> None:
    assert names_in(author) == names


def test_several_authors_stay_apart_in_every_form() -> None:
    assert "author = {{王丽} and {李明}}" in cited(TWO, "bibtex")
    assert [line for line in cited(TWO, "ris").split("\n") if line.startswith("AU")] == [
        "AU  - 王丽",
        "AU  - 李明",
    ]
    (item,) = json.loads(cited(TWO, "csl"))
    assert item["author"] == [{"literal": "王丽"}, {"literal": "李明"}]


def test_csl() -> None:
    assert json.loads(cited(ONLINE_NEWS, "csl")) == [
        {
            "id": "a_1",
            "type": "article-newspaper",
            "title": "题名",
            "language": "zh-CN",
            "author": [{"literal": "王丽"}],
            "container-title": "生活日报",
            "issued": {"date-parts": [[2018, 9, 7]]},
            "URL": "http://a.cn/1.html",
        }
    ]
    (page,) = json.loads(cited(PAGE, "csl"))
    assert (page["type"], page["publisher"]) == ("webpage", "蚌埠市卫健委")
    assert "author" not in page


ACCESS_DATE = "2026-11-20"


@pytest.fixture(scope="session")
def processor() -> Callable[[Metadata], str]:
    """citeproc-js, from wherever node finds it, with a small style of our own for 2015."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    found = subprocess.run([node, "-e", "require('citeproc')"], capture_output=True, check=False)
    if found.returncode:
        pytest.skip("node has no package citeproc: npm install citeproc, and name it in NODE_PATH")

    def format_item(stated: Metadata) -> str:
        item = csl(reference_of(document("a_1", ["文。"], stated)))
        accessed = [[int(part) for part in ACCESS_DATE.split("-")]]
        item["accessed"] = {"date-parts": accessed}
        command = [node, str(CITEPROC / "format.cjs"), str(CITEPROC)]
        run = subprocess.run(
            command, input=json.dumps(item), capture_output=True, text=True, check=True
        )
        return run.stdout.strip()

    return format_item


@pytest.mark.parametrize(
    "stated", [NEWS, ONLINE_NEWS, PAGE, BARE, TWO, FOUR, NOBODY, UNDATED, SIGNED]
)
def test_a_citation_processor_says_the_same(
    processor: Callable[[Metadata], str], stated: Metadata
) -> None:
    ours = cited(stated, "gbt2015").replace(ACCESSED, f"[{ACCESS_DATE}]")
    assert processor(stated) == ours


FIELDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20)


@given(FIELDS, FIELDS, FIELDS, st.booleans())
def test_no_field_breaks_out_of_its_form(
    title: str, author: str, publisher: str, newspaper: bool
) -> None:
    reference = Reference("k", title, author, publisher, "", "", newspaper)
    forms = {form.key: form.text for form in citations(reference)}
    for line in forms["ris"].split("\n"):
        assert re.match(r"[A-Z][A-Z0-9]  - ", line)
    unescaped = re.sub(r"\\.", "", forms["bibtex"])
    assert unescaped.count("{") == unescaped.count("}")
    assert unescaped.split("\n")[-1] == "}"
