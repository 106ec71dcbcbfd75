"""Lines of hidden advertising, and lines that share words with them."""

from __future__ import annotations

import pytest

import wenku.prune  # noqa: F401  (registers its rules)
from wenku.model import Page
from wenku.prune.listings import is_spam_list
from wenku.prune.spam import is_spam
from wenku.rules import rules_of, run_rules

SPAM = (
    "国产成人精品一区二区三区_亚洲日韩欧美在线观看_无码人妻久久",
    "久久精品二区| 青青青国产精品一区二区| 精品日产一区二区三区手机|",
    "欧美日韩一区在线，人妻中文字幕，免费毛片网站，麻豆传媒在线观看，成人午夜影院",
    "老司机福利在线视频 91精品国产 亚洲av天堂 丁香五月激情",
    "亚博全站app官网",
    "乐鱼体育官网登录入口",
    "澳门威尼斯人赌场-真人百家乐-棋牌app下载",
    "必威体育betway网页版",
)
SOUND = (
    "国产设备首次进入欧美市场，亚洲订单增长三成",
    "精品课程在线观看人数超过一万",
    "成人教育、性健康教育、青少年教育三项工程",
    "一区二区三区的污水管网改造分期实施",
    "体育彩票公益金支持乡镇健身广场建设",
    "棋牌室、阅览室、书画室免费开放",
    "国家体育总局官网",
    "乳腺癌、宫颈癌免费筛查项目",
    "生殖健康与优生优育咨询热线",
    "激情广场大家唱，午夜文艺晚会",
    "久久为功推进荒漠化治理",
    "日韩机电产品进口关税调整表",
    "在线免费观看红色电影的方法",
    "视频监控、高清探头、在线监测",
    "中医药治疗女性更年期综合征",
    "澳门特别行政区政府旅游局",
    "金沙县人民政府官方网站",
    "app下载与注册说明",
    "真人图书馆活动预告",
    "电竞产业园招商方案",
    "91个村、99户家庭、3级医院",
)
LISTS = (
    "凤凰城娱乐官方网站，777真人注册，银河城app下载",
    "龙虎娱乐登录|大满贯棋牌官网|好运彩票app下载",
    "白癜风医院哪家好 治疗癫痫的偏方 某地军民医院 牛皮癣专科",
    "人流多少钱、男科医院哪家好、治疗脱发的秘方",
)
NO_LISTS = (
    "社保app下载，医保app注册，公积金官方网站",
    "江苏体育彩票站点，福利彩票站点，彩票销售点",
    "癫痫专科 白癜风专科 牛皮癣专科",
    "哪家好 哪里好 多少钱",
    "国际合作 娱乐活动 棋牌比赛",
    "治疗癫痫的偏方靠得住吗",
    "| 项目 | 费用 | 价格 |",
    "挂号费用 床位费用 陪护价格",
    "真人图书馆、真人秀、真人演出",
)
SENTENCES = {
    "蜂蜜收购价每斤十二元，开云体育app官网下载比去年高两元。": (
        "蜂蜜收购价每斤十二元，比去年高两元。"
    ),
    "今年雨水足，万博体育官网登录入口，枣子个头大。": "今年雨水足，枣子个头大。",
}
SUBJECTS = (
    "记者发现，亚博体育app官网下载页面已经无法打开。",
    "市网信办通报，开云体育app官网下载链接涉嫌诈骗。",
    "国家队备战，体育官网公布了名单。",
)
BODY = "油茶是山区群众的摇钱树，可是很多老林子种了三四十年，一亩收不到二十斤果。"


@pytest.mark.parametrize("line", SPAM)
def test_spam_is_seen(line: str) -> None:
    assert is_spam(line)
    page, changes = run_rules(rules_of("prune"), Page(f"{line}\n某市油茶\n{BODY}\n{line}\n"))
    assert page.text == f"某市油茶\n{BODY}\n"
    assert {change.family_of(edit) for change in changes for edit in change.edits} == {"spam"}


@pytest.mark.parametrize("line", SOUND)
def test_what_shares_words_with_spam_stays(line: str) -> None:
    assert not is_spam(line)
    for text in (f"{line}\n{BODY}\n", f"{BODY}\n{line}\n{BODY}甲\n", f"{line}。\n"):
        assert run_rules(rules_of("prune"), Page(text))[0].text == text


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("6686体育网页版" + BODY, BODY),
        ("乐鱼体育官网入口" + BODY, BODY),
        (BODY + "国产精品久久久久_亚洲无码在线", BODY),
        ("某市油茶低产林改造_亚博app官网下载", "某市油茶低产林改造"),
        ("国家体育总局官网发布通知，" + BODY, "国家体育总局官网发布通知，" + BODY),
        ("新浪体育官网近日报道，" + BODY, "新浪体育官网近日报道，" + BODY),
        ("2023体育课程标准发布，" + BODY, "2023体育课程标准发布，" + BODY),
    ],
)
def test_glued_names(line: str, left: str) -> None:
    assert run_rules(rules_of("prune"), Page(line))[0].text == left


@pytest.mark.parametrize("line", LISTS)
def test_a_short_list_of_search_words_is_seen(line: str) -> None:
    assert is_spam_list(line)
    page, changes = run_rules(rules_of("prune"), Page(f"某市油茶\n{BODY}\n{line}\n{BODY}甲\n"))
    assert page.text == f"某市油茶\n{BODY}\n{BODY}甲\n"
    assert {change.family_of(edit) for change in changes for edit in change.edits} == {"spam"}


@pytest.mark.parametrize("line", NO_LISTS)
def test_a_list_of_something_else_stays(line: str) -> None:
    assert not is_spam_list(line)
    text = f"某市油茶\n{BODY}\n{line}\n{BODY}甲\n"
    assert run_rules(rules_of("prune"), Page(text))[0].text == text


@pytest.mark.parametrize(("line", "left"), SENTENCES.items())
def test_a_name_between_two_clauses_goes(line: str, left: str) -> None:
    text = f"某市油茶\n{BODY}\n{line}\n{BODY}甲\n"
    assert run_rules(rules_of("prune"), Page(text))[0].text == text.replace(line, left)


@pytest.mark.parametrize("line", SUBJECTS)
def test_a_name_that_the_sentence_is_about_stays(line: str) -> None:
    text = f"某市油茶\n{BODY}\n{line}\n{BODY}甲\n"
    assert run_rules(rules_of("prune"), Page(text))[0].text == text
