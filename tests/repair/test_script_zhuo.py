"""著 and 着 on converted pages."""

from __future__ import annotations

import pytest

from tests.damage.conversion import to_traditional
from tests.repair.stage import repaired
from wenku.repair.zhuo import PARTICLE, ZHU, keepers, means_zhu

PARTICLES = """
着力提升 着力点 着眼长远 着手建设 着重指出 着实不易 着想 着落 着陆 着急 着装 着色
着火 着凉 随着发展 有着非常广泛的基础 朝着目标 向着未来 看着孩子 沿着道路 跟着走 接着说
意味着改变 标志着进入 本着原则 怀着心情 围绕着中心 存在着问题 发挥着作用 活着的人 睡着了
用不着 摸不着头脑 对着干 胶着状态 附着力 执着追求 沉着应对 衣着朴素 穿着整齐
结合着力推进 创新着力点 理论着眼实际 高原着陆 谈论着问题 凸显着特色 彰显着魅力 翻译着文件
有着落 做着作业 冒着风险 看着书 带着名单 记着名字 写着有关内容 手拿着《新闻》
唱着《国歌》 写着“欢迎” 慰藉着心灵 拿着著名作家的著作
"""
ZHUS = """
著名医院 世界著名 著作等身 著作权 显著提高 显著成效 成效显著 专著出版 名著改编 四大名著
原著小说 论著选编 编著者 译著颇丰 巨著问世 遗著整理 土著居民 卓著功勋 成绩卓著 臭名昭著
见微知著 著称于世 以长寿著称 著述丰富 著录规则 著者索引 著书立说 拙著一本 合著的论文
新著《健康之路》 所著《本草纲目》 他著有《伤寒论》 等著名专家 《本草纲目》（李时珍著）
"""


@pytest.mark.parametrize("text", PARTICLES.split())
def test_the_particle_is_restored(text: str) -> None:
    damaged = text.replace(PARTICLE, ZHU)
    right = [means_zhu(damaged, at) for at, char in enumerate(damaged) if char == ZHU]
    assert right == [char == ZHU for char in text if char in (ZHU, PARTICLE)]


@pytest.mark.parametrize("text", ZHUS.split())
def test_words_with_zhu_keep_it(text: str) -> None:
    assert all(means_zhu(text, at) for at, char in enumerate(text) if char == ZHU)


@pytest.mark.parametrize("text", ["有著名医资源", "闪耀著名人智慧"])
@pytest.mark.xfail(reason="both readings are words; only the sense tells", strict=True)
def test_both_readings_are_words(text: str) -> None:
    assert not means_zhu(text, text.index(ZHU))


def test_the_list_is_used_on_converted_pages_only() -> None:
    simplified = "这本《本草》著力甚深，发展很快，我们随著走。"
    assert repaired(simplified) == simplified
    article = "隨著發展，这里有著名醫院和他們的著作，有著顯著成效。"
    assert repaired(article) == "随着发展，这里有著名医院和他们的著作，有着显著成效。"


def test_a_page_that_tells_both_apart_is_left_alone() -> None:
    hong_kong = "隨着社會發展，着重於長者的需要，醫護人員看着著名的病例。"
    assert repaired(hong_kong) == "随着社会发展，着重于长者的需要，医护人员看着著名的病例。"


def test_a_line_without_evidence_follows_its_page() -> None:
    page = to_traditional("这里的医疗服务正在发展，并且很好。") + "\n有著作用"
    assert repaired(page).endswith("有着作用")


def test_each_word_is_listed_once() -> None:
    words = [keeper.word for row in keepers().values() for keeper in row]
    assert len(words) == len(set(words))
    assert all(
        word[place] == ZHU
        for row in keepers().values()
        for word, place in ((keeper.word, keeper.place) for keeper in row)
    )
