"""Citations say what a document states, in the forms of the standards, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.site.example import document
from wenku.model import Metadata
from wenku.publish.citation import ACCESSED, Reference, citations, reference_of

NEWS = Metadata(title="题名", date="2018-09-07", source="生活日报", author="王丽")
ONLINE_NEWS = Metadata(
    title="题名", date="2018-09-07", source="生活日报", author="王丽", url="http://a.cn/1.html"
)
PAGE = Metadata(title="题名", date="2024-02-29", source="蚌埠市卫健委", url="https://a.cn/1.html")
BARE = Metadata(title="题名")


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
