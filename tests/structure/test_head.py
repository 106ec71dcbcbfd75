"""What belongs to the article though it looks like a line of metadata, and the other way round."""

from __future__ import annotations

import pytest

from wenku.model import Metadata, Page
from wenku.structure import structure
from wenku.trail import Trail

PROSE = "今年以来，各乡镇抓住农时，组织农机手下田作业，春播进度比去年同期快了三天，质量也好于往年。"


def read(*lines: str) -> tuple[Metadata, list[str]]:
    """Metadata of a page, and the lines of its article but for the prose."""
    text = "\n".join(PROSE if line == "P" else line for line in lines)
    metadata, blocks = structure(Page(text), Trail(text), "x.txt")
    return metadata, [block.text for block in blocks if block.in_body and block.text != PROSE]


BOOKS = ("《农具图谱》", "作者：沈一帆", "出版社：田野出版社", "《节气歌谣》", "作者：韩素")


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        pytest.param(("馆员荐书", "P", *BOOKS, "P"), "", id="books"),
        pytest.param(("馆员荐书", "P", "《农具图谱》", "作者：沈一帆", "P"), "", id="one book"),
        pytest.param(
            ("荐书", "P", "书名：节气歌谣", "作者：韩素", "定价：28元", "P"),
            "",
            id="labels of a book",
        ),
        pytest.param(
            ("获奖作品", "P", "作品名称：稻浪", "作者：马小雨", "指导教师：石岩", "P"),
            "",
            id="entries",
        ),
        pytest.param(
            (
                "诗三首",
                "麦",
                "作者：于一",
                "麦黄。",
                "雨",
                "作者：高二",
                "雨落。",
                "雪",
                "作者：石三",
                "P",
            ),
            "",
            id="poems",
        ),
    ],
)
def test_who_wrote_what_a_page_tells_of_is_not_its_author(
    lines: tuple[str, ...], author: str
) -> None:
    metadata, body = read(*lines)
    assert metadata.author == author
    assert [line for line in lines if line.startswith("作者")] == [
        line for line in body if line.startswith("作者")
    ]


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        pytest.param(("春播见闻", "作者：沈一帆", "P"), "沈一帆", id="below the title"),
        pytest.param(("《麦田》", "作者：沈一帆", "P"), "沈一帆", id="below a title in its marks"),
        pytest.param(("春播见闻", "P", "P", "作者：沈一帆"), "沈一帆", id="at the end"),
        pytest.param(
            ("春播见闻", "作者：沈一帆", "来源：田野报", "P"), "沈一帆", id="above the source"
        ),
        pytest.param(
            ("春播见闻", "作者：沈一帆", "P", "作者：沈一帆"), "沈一帆", id="twice the same"
        ),
        pytest.param(
            ("春播见闻", "P", "撰文：沈一帆", "摄影：韩素", "编辑：于一"), "沈一帆", id="credits"
        ),
    ],
)
def test_the_author_of_the_page_is_read(lines: tuple[str, ...], author: str) -> None:
    metadata, body = read(*lines)
    assert metadata.author == author
    assert body == []


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (
            ("活动一览", "2024-02-02 来源：某县文旅", "迎春音乐会", "时间：2月8日", "P"),
            "迎春音乐会",
        ),
        (("活动一览", "2024-02-02", "迎春音乐会", "地点：文化馆", "P"), "迎春音乐会"),
        (("活动一览", "2024-02-02", "农民运动会", "P"), "农民运动会"),
        (("活动一览", "2024-02-02", "市民健身中心", "地点：滨河路", "P"), "市民健身中心"),
        (("交通指南", "2024-02-02", "汽车南站", "P"), "汽车南站"),
        (("报到须知", "2024-02-02", "新生报到处", "P"), "新生报到处"),
        (("春播开局好", "2024-02-02 来源：田野报", "某县农业农村局", "P"), "某县农业农村局"),
    ],
)
def test_a_heading_or_a_second_body_below_the_date_stays(lines: tuple[str, ...], kept: str) -> None:
    assert kept in read(*lines)[1]


@pytest.mark.parametrize(
    ("lines", "source"),
    [
        (("春播开局好", "某县农业农村局", "2024年2月2日", "P"), "某县农业农村局"),
        (("春播开局好", "2024年2月2日", "某县供销合作联合会", "P"), "某县供销合作联合会"),
        (("春播开局好", "2024-02-02 来源：某县农机站", "某县农机站", "P"), "某县农机站"),
        (("春播开局好", "2024-02-02", "某镇农技推广站", "P"), "某镇农技推广站"),
    ],
)
def test_a_body_that_signs_below_the_title_is_the_source(
    lines: tuple[str, ...], source: str
) -> None:
    assert read(*lines)[0].source == source


@pytest.mark.parametrize(
    ("lines", "title", "body"),
    [
        (("视频直播", "春播现场会开到田头", "P"), "春播现场会开到田头", []),
        (("图文实录", "春播现场会开到田头", "P"), "春播现场会开到田头", []),
        (("春播现场会开到田头", "图文实录", "P"), "春播现场会开到田头", ["图文实录"]),
        (("视频直播带动春茶销售", "P"), "视频直播带动春茶销售", []),
        (("视频直播", "P"), "", ["视频直播"]),
    ],
)
def test_a_part_of_the_site_above_the_title_is_no_title(
    lines: tuple[str, ...], title: str, body: list[str]
) -> None:
    metadata, kept = read(*lines)
    assert (metadata.title, kept) == (title, body)


@pytest.mark.parametrize(
    ("line", "editor"),
    [
        ("【编辑：岳小禾】", "岳小禾"),
        ("[责任编辑 岳小禾]", "岳小禾"),
        ("（责编：岳小禾、于一）", "岳小禾、于一"),
        ("责任编辑：岳小禾", ""),
        ("（编辑：把稿子发给我）", ""),
        ("[编辑：岳小禾]：今年收成如何？", ""),
        ("（作者：岳小禾）", ""),
        ("[岳小禾]", ""),
    ],
)
def test_an_editor_in_brackets_is_no_part_of_the_text_around(line: str, editor: str) -> None:
    metadata, body = read("春播开局好", "P", line, "P", "P")
    assert (metadata.editor, body) == (editor, [] if editor else [line])


def test_a_translator_does_not_make_the_author_that_of_a_book() -> None:
    metadata, body = read("春播见闻", "作者：沈一帆", "译者：韩素", "P")
    assert (metadata.author, body) == ("沈一帆", ["译者：韩素"])
