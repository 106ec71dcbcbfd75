"""Lines that state metadata, and lines that only look so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenku.structure.bylines import closing_byline, whole_byline
from wenku.structure.statements import statements_in
from wenku.structure.values import address_in, author_of, is_address, names_in, plain_value

WITH_BUTTONS = (
    "日期：2024-02-29 16:14 信息来源：蚌埠市卫健委 作者：罗笑 点击：350次 "
    "字体：【 大 中 小 】 打印 关闭"
)


def stated(line: str) -> dict[str, str]:
    return {part.field: part.value for part in statements_in(line) if part.value}


@pytest.mark.parametrize(
    ("line", "values"),
    [
        (
            WITH_BUTTONS,
            {"date": "2024-02-29", "source": "蚌埠市卫健委", "author": "罗笑"},
        ),
        (
            "2018-09-07 17:45:00来源：生活日报作者：王丽",
            {"date": "2018-09-07", "source": "生活日报", "author": "王丽"},
        ),
        ("行业资讯 | 2023-10-18", {"channel": "行业资讯", "date": "2023-10-18"}),
        ("责任编辑：徐玲", {"editor": "徐玲"}),
        ("本文地址：/guihua/huadong/8877.html", {"url": "/guihua/huadong/8877.html"}),
        ("作 者：张三 来 源：新华网", {"author": "张三", "source": "新华网"}),
        (
            "发布时间:2023-05-06 来源:掌医讯 浏览量: 字号:【加大】【减小】 手机上观看",
            {"date": "2023-05-06", "source": "掌医讯"},
        ),
        ('来源：<a href="http://x.cn">健康报</a>', {"source": "健康报"}),
        ("济南日报 2023-05-06", {"source": "济南日报", "date": "2023-05-06"}),
        (
            "2023-11-02 08:15 | 溪州新闻网 | 记者 周小满",
            {"date": "2023-11-02", "source": "溪州新闻网", "author": "周小满"},
        ),
        ("来源：新华网 2023-05-06 10:00", {"source": "新华网", "date": "2023-05-06"}),
        ("成文日期：2023年05月06日", {"written": "2023-05-06"}),
        ("标题：关于加强管理的通知", {"title": "关于加强管理的通知"}),
        ("二〇二三年五月六日", {"date": "2023-05-06"}),
        ("[ 编辑：admin | 时间：2020-01-02 |", {"editor": "admin", "date": "2020-01-02"}),
        ("文档序号：4400848阅读：144来源：国知局", {"source": "国知局"}),
        ("文丨陈秋实", {"author": "陈秋实"}),
        ("编辑 | 林小满", {"editor": "林小满"}),
        ("[责任编辑林小满]", {"editor": "林小满"}),
        ("（责任编辑 欧阳静）", {"editor": "欧阳静"}),
        ("[责任编辑制度]", {}),
        ("[责任编辑部]", {}),
        ("编辑 | 校对 | 审核", {}),
        ("新闻 | 林小满", {}),
        ("文学丨小说", {}),
    ],
)
def test_a_line_of_metadata_is_read(line: str, values: dict[str, str]) -> None:
    found = stated(line)
    found.pop("furniture", None)
    assert found == values


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("绿洲晚报2021年4月8日", {"source": "绿洲晚报", "date": "2021-04-08"}),
        ("2021年4月8日绿洲晚报", {"source": "绿洲晚报", "date": "2021-04-08"}),
        ("绿洲晚报2021年4月8日星期四", {"source": "绿洲晚报", "date": "2021-04-08"}),
        ("县林业局2021年4月8日印发", {"source": "县林业局", "date": "2021-04-08"}),
        ("2021年4月8日09时30分 来源：绿洲晚报", {"source": "绿洲晚报", "date": "2021-04-08"}),
        ("绿洲晚报2021年4月8日第A03版", {"source": "绿洲晚报", "date": "2021-04-08"}),
        ("发表于2021年4月8日 绿洲晚报", {"source": "绿洲晚报", "date": "2021-04-08"}),
        ("新华社贵阳2021年4月8日电", {"date": "2021-04-08"}),
        ("2021年4月8日下午3时", {"date": "2021-04-08"}),
        ("2021年4月8日发布", {"date": "2021-04-08"}),
        ("2021年4月8日（星期四）", {"date": "2021-04-08"}),
        ("发布时间2021年4月8日 09:30", {"date": "2021-04-08"}),
        ("2021年4月8日 09:30 | 图书馆动态", {"date": "2021-04-08"}),
        ("沙地种枣记 2021年4月8日", {"date": "2021-04-08"}),
        ("2021-04-08发布者", {"date": "2021-04-08"}),
    ],
)
def test_a_date_without_label_stands_apart_or_beside_who_printed_it(
    line: str, values: dict[str, str]
) -> None:
    found = stated(line)
    assert {name: found[name] for name in found if name in {"date", "source"}} == values


@pytest.mark.parametrize(
    "line",
    [
        "我县2021年4月8日启动春灌",
        "林草局2021年4月8日起受理申请",
        "气象台2021年4月8日17时发布的预报",
        "水利部2021年4月8日公告",
        "县林业局2021年4月8日公告",
        "2021年4月8日全县植树活动",
        "枣农协会章程2021年4月8日通过",
        "二〇二一年四月八日第三次会议纪要",
        "自2021年4月8日起施行",
    ],
)
def test_a_date_that_words_tell_of_is_no_statement(line: str) -> None:
    assert statements_in(line) == ()


@pytest.mark.parametrize(
    ("line", "values"),
    [
        (
            "原创 岳小禾 山乡茶事 2021-04-08 20:15 发表于贵州",
            {"author": "岳小禾", "source": "山乡茶事"},
        ),
        ("山乡茶事 2021-04-08 20:15 发表于贵州", {"source": "山乡茶事"}),
        ("原创 山乡茶事 2021年4月8日 20:15", {"source": "山乡茶事"}),
        ("春茶开采 山乡茶事 2021-04-08 发表于贵州", {"source": "山乡茶事"}),
        ("岳小禾 发表于 2021-4-8 20:15", {}),
        ("原创 岳小禾 2021-4-8 20:15", {}),
        ("2021-4-8 原创 山乡新闻网 岳小禾", {"source": "山乡新闻网"}),
        ("~发表于 2021-4-8 20:15", {}),
        ("2021年4月8日 来源:山乡茶事 参与互动", {"source": "山乡茶事"}),
        ("2021年4月8日 来源:山乡茶事 手机看新闻", {"source": "山乡茶事"}),
        ("来源：山乡社（遵义）", {"source": "山乡社（遵义）"}),
        ("【编辑：岳小禾】", {"editor": "岳小禾"}),
        ("[编辑：岳小禾]", {"editor": "岳小禾"}),
        ("（责编：岳小禾、于一）", {"editor": "岳小禾、于一"}),
        ("[责任编辑 岳小禾]", {"editor": "岳小禾"}),
        ("【责任编辑　岳小禾】", {"editor": "岳小禾"}),
        ("编辑丨采茶女", {"editor": "采茶女"}),
        ("审核 | 岳小禾", {"editor": "岳小禾"}),
        ("编辑|采茶女", {"editor": "采茶女"}),
        ("编辑 | 小禾", {"editor": "小禾"}),
        ("撰文丨岳小禾", {"author": "岳小禾"}),
        ("[责任编辑岳小禾]", {"editor": "岳小禾"}),
    ],
)
def test_lines_of_accounts_and_credits_are_read(line: str, values: dict[str, str]) -> None:
    found = stated(line)
    assert {name: found[name] for name in found if name not in {"date", "rest"}} == values


@pytest.mark.parametrize(
    "line",
    [
        "[编辑 推荐]",
        "[责任编辑制度]",
        "[责任编辑部]",
        "编辑 | 校对 | 审核",
        "编辑 | 删除",
        "初审 | 复审 | 终审",
        "来源 | 作者",
        "编辑 岳小禾",
        "作者 | 热门",
        "[记者] 请问今年春茶价格如何？",
        "文 | 图由茶农提供",
        "审核丨通过后发放补贴。",
        "| 编辑 | 岳小禾 |",
    ],
)
def test_bars_and_blanks_part_other_words_too(line: str) -> None:
    assert statements_in(line) == ()


@pytest.mark.parametrize(
    "line", ["初审编辑：", "发布时间： 浏览： 次 作者：", "统筹：", "点击：次"]
)
def test_empty_labels_are_metadata_that_state_nothing(line: str) -> None:
    assert statements_in(line)
    assert not stated(line)


@pytest.mark.parametrize(
    "line",
    [
        "记者：您怎么看待这个问题？",
        "数据来源：国家统计局",
        "资金来源：县财政统筹安排。",
        "报名时间：2022年6月1日至6月10日。",
        "时间：每周一上午",
        "地点：市图书馆二楼",
        "联系人：张三",
        "2023年5月6日，济南市举行发布会。",
        "到2025年",
        "2023年工作总结",
        "来源：一是财政拨款，二是社会捐赠；三是村集体自筹。",
        "作者认为，应当加强管理。",
        "经济来源：主要依靠农业",
        "编辑：把稿件发给我，我来看看。",
        "主要来源：有三",
        "济南日报",
        "",
        "来源" * 200,
    ],
)
def test_a_line_of_the_article_is_none(line: str) -> None:
    assert statements_in(line) == ()


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("（记者/卢永峰）", "卢永峰"),
        ("（记者 王丽）", "王丽"),
        ("(记者王丽)", "王丽"),
        ("本报记者 王丽", "王丽"),
        ("新华社记者 王丽", "王丽"),
        ("□ 本报记者 王丽 通讯员 张三", "王丽、张三"),
        ("文/图 王丽", "王丽"),
        ("作者|王丽", "王丽"),
        ("（文/小编）", ""),
    ],
)
def test_a_byline_is_read(line: str, author: str) -> None:
    byline = whole_byline(line)
    assert byline is not None
    assert byline.author == author


@pytest.mark.parametrize(
    "line",
    [
        "记者从市卫健委获悉",
        "记者调查",
        "通讯员制度",
        "文明实践",
        "记者 观察",
        "文化建设",
        "（含上海十院51人）",
        "作者简介",
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert whole_byline(line) is None


def test_a_byline_closes_a_paragraph() -> None:
    byline = closing_byline("带动农户5600户。（文/唐小芳）")
    assert byline is not None
    assert (byline.start, byline.author) == (10, "唐小芳")
    assert closing_byline("带动农户5600户（户均两亩）") is None
    assert closing_byline("（记者 王丽）") is None


@pytest.mark.parametrize(
    ("value", "author"),
    [
        ("王丽", "王丽"),
        ("王丽 张三", "王丽、张三"),
        ("本报记者 王丽 通讯员 张三", "王丽、张三"),
        ("欧阳明月", "欧阳明月"),
        ("阿依古丽·买买提", "阿依古丽·买买提"),
        ("市卫健委宣传处", "市卫健委宣传处"),
        ("John Smith", "John Smith"),
        ("admin", ""),
        ("Admin", ""),
        ("佚名", ""),
        ("小编", ""),
        ("本站", ""),
        ("", ""),
    ],
)
def test_an_author_is_a_name(value: str, author: str) -> None:
    assert author_of(value) == author


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("<script>alert(1)</script>健康报", "alert(1)健康报"),
        ("健康报\x00\x07\u202e", "健康报"),
        ("健康\n报\u3000网", "健康 报 网"),
        ("x" * 5000, "x" * 200),
    ],
)
def test_a_hostile_value_is_tamed(value: str, plain: str) -> None:
    assert plain_value(value) == plain


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "//evil.example",
        'http://x.cn/"onclick',
        "data:text/html,x",
        "http://x.cn/<b>",
        "ftp://x.cn",
        "x.html",
        "http://x.cn/a b",
    ],
)
def test_only_addresses_of_the_web_pass(value: str) -> None:
    assert not is_address(value)


def test_an_address_stands_at_the_end_of_its_value() -> None:
    assert address_in("某某标题 http://m.x.cn/newsview1.html") == "http://m.x.cn/newsview1.html"
    assert address_in("http://x.cn/a 某某标题") == ""


@given(st.text(max_size=120))
def test_any_line_can_be_read(line: str) -> None:
    for part in statements_in(line):
        assert part.value == plain_value(part.value)
    assert all(names_in(line))
