"""Entities: one file for each name, the city of an institution, and the documents they cite."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.library.test_cooperation import document
from wenku.library import assemble, entities
from wenku.library.entities import entities_in, slugs_of
from wenku.model import Metadata
from wenku.model.address import has_page
from wenku.render import render_tree


@given(st.lists(st.text(min_size=1, max_size=90), unique=True, max_size=12))
def test_no_two_names_share_a_file(names: list[str]) -> None:
    slugs = slugs_of(("policy", name) for name in names)
    folded = [slug.casefold() for slug in slugs.values()]
    assert len(set(folded)) == len(names)
    for slug in slugs.values():
        assert slug
        assert slug != "index"
        assert "/" not in slug
        assert len(f"{slug}.html".encode()) < 255


def test_a_name_keeps_its_wording_whatever_else_there_is() -> None:
    alone = slugs_of([("policy", "甲乙")])
    both = slugs_of([("policy", "甲乙"), ("policy", "甲乙?"), ("city", "甲乙")])
    assert alone["policy", "甲乙"] == both["policy", "甲乙"] == both["city", "甲乙"] == "甲乙"
    assert both["policy", "甲乙?"].startswith("甲乙-")


def test_long_names_that_begin_alike_are_told_apart() -> None:
    names = [("policy", "长" * 100 + end) for end in "甲乙"]
    first, second = slugs_of(names).values()
    assert first != second


def test_an_institution_lies_in_the_city_its_mentions_agree_on() -> None:
    made = document("蚌埠市", "蚌埠市第一人民医院与南京鼓楼医院合作，清华大学派员参加。")
    cities = {e.name: (e.city, e.province) for e in entities_in([made]) if e.kind == "institution"}
    assert cities["南京鼓楼医院"] == ("南京市", "江苏省")
    assert cities["蚌埠市第一人民医院"] == ("蚌埠市", "安徽省")
    assert cities["清华大学"] == ("", "")


def test_in_a_large_library_what_one_document_names_has_no_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    both, once = "蚌埠医科大学", "怀远县人民医院"
    documents = [
        dataclasses.replace(document("蚌埠市", f"{both}与{once}签约。"), id="a"),
        dataclasses.replace(document("蚌埠市", f"{both}招收新生。"), id="b"),
    ]

    def paged() -> dict[str, bool]:
        return {each.name: has_page(each) for each in entities_in(documents)}

    assert paged()[both]
    assert paged()[once]
    monkeypatch.setattr(entities, "SMALL_LIBRARY", 1)
    assert paged()[both]
    assert not paged()[once]
    assert paged()["蚌埠市"]
    pages = render_tree(assemble(documents))
    assert f"institutions/{both}.md" in pages
    assert f"institutions/{once}.md" not in pages
    assert once in pages["documents/a.md"]
    assert f"{once}.md" not in "".join(pages.values())
    assert "另有1个机构提到较少" in pages["institutions/index.md"]


def test_a_document_that_cites_another_by_its_title_is_linked_to_it() -> None:
    title = "关于建设国际医疗康养名城的意见"
    own = dataclasses.replace(
        document("济南市"), id="a", metadata=Metadata(title=f"（济南市）{title}")
    )
    citing = document("济南市", "前言。", f"济南市印发《{title}》。")
    library = assemble([own, dataclasses.replace(citing, id="b")])
    (link,) = [link for link in library.links if link.relation == "cites"]
    assert (link.source, link.target, link.document, link.anchor) == ("b", "a", "b", "p1")
    assert link.quote == f"济南市印发《{title}》。"


def test_a_derived_title_is_cited_by_nobody() -> None:
    title = "关于建设国际医疗康养名城的意见"
    stated = Metadata(title=title, title_derived=True)
    own = dataclasses.replace(document("济南市"), id="a", metadata=stated)
    citing = dataclasses.replace(document("济南市", f"印发《{title}》。"), id="b")
    assert [link for link in assemble([own, citing]).links if link.relation == "cites"] == []
