"""Noise inside of lines: entities, tags, copy protection."""

from __future__ import annotations

import pytest

from tests.repair.stage import repaired
from wenku.model import Hint, HintKind

COMMA, STOP = "\uff0c", "\u3002"

IN_THE_WILD = [
    ("在改革过程中。9 W. C% @)", "在改革过程中。"),
    ("完善服务体系。\n4 d8 _) }7 Q$ K! c# s8\n推进医养结合。", "完善服务体系。\n\n推进医养结合。"),
    ("完善医疗本文来自织梦卫生服务体系", "完善医疗卫生服务体系"),
    ("推进改革,内容来自dedecms促进发展", f"推进改革{COMMA}促进发展"),
    ("各地要织梦好,好织梦加强领导", "各地要加强领导"),
    (f",日前,南宁市召开会议{STOP}", f"日前{COMMA}南宁市召开会议{STOP}"),
    (
        '<del id="smkke"><dfn id="smkke"></dfn></del>\n  • <strike id="smkke"></strike>近年来',
        "\n  • 近年来",
    ),
    ('来源：<a href="http://www.example.com/">健康报</a>', "来源：健康报"),
]

SYNTHETIC = [
    ("打造&ldquo;健康中国&rdquo;品牌&hellip;&hellip;", "打造“健康中国”品牌……"),
    ("马可&#183;奥勒留&amp;middot;沉思录", "马可·奥勒留·沉思录"),
    ("第一段<br />第二段<br>第三段", "第一段\n第二段<br>第三段"),
    ('<span style="color:red" title="重点">重点</span>工作', "重点工作"),
    ("加强<strong>组织</strong>领导", "加强组织领导"),
    ("隨著發展,本文來自織夢提升能力", f"随着发展{COMMA}提升能力"),
    ("完善copyright dedecms体系dedecms.com建设", "完善体系建设"),
]

UNTOUCHED = [
    pytest.param("R&D;投入，AT&T公司，年龄&lt;65岁", id="ampersands"),
    pytest.param("转义&lt;script&gt;后安全", id="signs of markup"),
    pytest.param('网页用<p>标签分段，<b>字</b>加粗，图片写<img src="a.png">', id="lesson"),
    pytest.param("`<br/>` 与 `&nbsp;` 的写法", id="code"),
    pytest.param("若a<b且c>d，则a<d", id="comparison"),
    pytest.param("织梦内容管理系统（dedecms）是一种建站软件", id="about the system"),
    pytest.param("分为 A B C D 四级，比分 3 : 2", id="grades"),
    pytest.param("已知 a + b = c 且 x < y，i ++ ;", id="formula"),
    pytest.param("加快推进医养结合\n，完善服务体系。", id="comma of an open line"),
    pytest.param("、加强领导", id="lost number"),
    pytest.param("维生素 B1 B2 B6 C D 均有", id="vitamins"),
    pytest.param("选项 A. B. C. D. 中选一", id="options"),
]


@pytest.mark.parametrize(("damaged", "right"), IN_THE_WILD + SYNTHETIC)
def test_noise_goes(damaged: str, right: str) -> None:
    assert repaired(damaged) == right


@pytest.mark.parametrize("text", UNTOUCHED)
def test_sound_text_is_left_alone(text: str) -> None:
    assert repaired(text) == text


def test_tags_in_code_stay() -> None:
    text = '<a href="x">健康</a>'
    assert repaired(text, (Hint(0, len(text), HintKind.CODE),)) == text


@pytest.mark.parametrize("name", ["script", "img", "iframe", "svg"])
def test_no_entity_becomes_a_tag(name: str) -> None:
    for text in (f"&lt;{name}&gt;", f"&#60;{name} onerror=x&#62;", f"&amp;lt;{name}&amp;gt;"):
        assert "<" not in repaired(f"说明{text}如下")
