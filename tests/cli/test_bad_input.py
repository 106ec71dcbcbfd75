"""Bad input: never a traceback, never live markup, never a stop for the others."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup

from wenku import clean, to_markdown
from wenku.decode import MAX_BYTES
from wenku.errors import Rejection, WenkuError
from wenku.publish.edition import settle

ARTICLE = (
    "全县推进农村道路建设\n\n"
    "今年以来，全县新建改建农村公路120公里，完成投资2亿元，群众出行更加方便。\n\n"
    "下一步，县交通运输局将继续实施危桥改造，力争年底前全面完成任务。\n"
)
SPAM = "国产精品一区二区三区|久久精品国产亚洲|欧美日韩无码av|91精品国产在线观看|麻豆成人免费视频\n"
BOILERPLATE = "首页 > 新闻中心 > 通知公告\n打印 关闭\n分享到：\n上一篇：没有了\n下一篇：没有了\n"


def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "wenku", *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=False)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b" \n\t\n \xe3\x80\x80\n", "empty", id="only white space"),
        pytest.param(bytes(range(256)) * 50, "encoding", id="binary"),
        pytest.param(bytes(5000), "encoding", id="NUL bytes only"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG", id="picture"),
        pytest.param(SPAM.encode() * 5, "spam", id="only spam"),
        pytest.param(BOILERPLATE.encode(), "boilerplate", id="only boilerplate"),
        pytest.param(b"a" * (MAX_BYTES + 1), "larger", id="too large"),
    ],
)
def test_clean_says_in_one_line_what_is_wrong(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "bad seed.txt"
    path.write_bytes(content)
    result = run("clean", str(path))
    message = result.stderr.decode()
    assert result.returncode == 2
    assert result.stdout == b""
    assert message.startswith("wenku: bad seed.txt: ")
    assert says in message
    assert message.count("\n") == 1


def test_what_has_no_end_is_not_read_to_its_end() -> None:
    endless = Path("/dev/zero")
    with endless.open("rb") as stream:
        for file in (str(endless), "-"):
            command = [sys.executable, "-m", "wenku", "clean", file]
            result = subprocess.run(command, stdin=stream, capture_output=True, check=False)
            assert result.returncode == 2
            assert b"is larger than 32 MB" in result.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SITE_URL", 'http://a/"><script>alert(1)</script>'),
        ("SITE_URL", "http://a b/"),
        ("SITE_URL", "ftp://example.org/"),
        ("SITE_URL", "https://example.org/\nx"),
        ("SITE_URL", "https://user:word@example.org/"),
        ("SITE_URL", "https://example.org:99999999/"),
        ("SITE_URL", "https://example.org/?a=b"),
        ("SITE_URL", "//example.org/"),
        ("SOURCE_DATE_EPOCH", "abc"),
        ("SOURCE_DATE_EPOCH", "-5"),
        ("SOURCE_DATE_EPOCH", "1e9"),
        ("SOURCE_DATE_EPOCH", "\uff11\uff12"),
        ("SOURCE_DATE_EPOCH", "99999999999999"),
    ],
)
def test_an_environment_that_cannot_be_meant_is_refused(name: str, value: str) -> None:
    with pytest.raises(WenkuError) as refused:
        settle({name: value})
    assert (refused.value.where, bool(refused.value.remedy)) == (name, True)


@pytest.mark.parametrize(
    "value", ["https://example.org/a-b/~c/", "http://127.0.0.1:8000", "https://[::1]:80/文库/"]
)
def test_addresses_of_a_site_are_taken(value: str) -> None:
    environment = {"SITE_URL": f" {value} ", "SOURCE_DATE_EPOCH": " "}
    settle(environment)
    assert environment == {"SITE_URL": value}


def test_a_build_tells_of_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "javascript:alert(1)")
    result = run("build")
    assert result.returncode == 1
    assert result.stderr.startswith(b"wenku: SITE_URL: ")


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.txt"):
        result = run("clean", str(path))
        assert result.returncode == 2
        assert result.stderr.decode().startswith(f"wenku: {path.name}: cannot be read")


def test_nul_bytes_in_text_go_and_the_text_stays() -> None:
    document = clean(ARTICLE.replace("公路", "公\x00路").encode(), "a.txt")
    assert "农村公路120公里" in document.body_text


def test_a_line_of_a_million_characters_is_cleaned() -> None:
    line = "全县新建改建农村公路，完成投资，群众出行更加方便。" * 40_000
    assert clean(line, "long.txt").body_text == line


def test_fifty_megabytes_are_refused_at_once() -> None:
    with pytest.raises(WenkuError, match="larger than"):
        clean(b"\xe5\x85\xa8" * 17_000_000, "huge.txt")


HOSTILE = [
    "---",
    "title: 假标题",
    "---",
    "{{ config.site_name }} {% include 'x' %} ${7*7} #{7*7}",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "正文里的一段话{: onclick=alert(1) .x #y}，后面还有字。",
    "[点这里](javascript:alert(1)) ![图](javascript:alert(2)) <javascript:alert(3)>",
    "[ref]: javascript:alert(4)",
    "*[HTML]: <b onmouseover=alert(5)>",
    "[^1]: 脚注 <script>alert(6)</script>",
    "<!-- 注释 --> &lt;script&gt; &#60;script&#62;",
    "``` <b>代码</b> ``` ~~~ x ~~~",
    '!!! note "标题"',
    "\u202e反转的文字\u202c 和 \u2066隔离\u2069 的文字在这一行里。",
]


@pytest.mark.parametrize("payload", HOSTILE)
def test_nothing_of_a_seed_becomes_markup(payload: str) -> None:
    before, after = ARTICLE.split("\n\n", 1)
    document = clean(f"{before}\n\n{payload}\n\n{after}", "a.txt")
    source = to_markdown(document)
    front, body = re.fullmatch(r"---\n(.*?)\n---\n(.*)", source, re.DOTALL).groups()  # type: ignore[union-attr]
    assert "假标题" not in front
    page = markdown.markdown(
        body, extensions=["attr_list", "tables", "footnotes", "abbr", "md_in_html", "admonition"]
    )
    soup = BeautifulSoup(page, "html.parser")
    assert {tag.name for tag in soup.find_all(True)} <= {"h1", "h2", "h3", "p", "table"}
    assert not any(tag.attrs for tag in soup.find_all(True))
    assert "{{" not in page
    assert "{%" not in page


def test_a_hostile_name_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "<b>a&b;{{x}}'\"`$(id).txt"
    path.write_text(ARTICLE, encoding="utf-8", newline="\n")
    result = run("clean", str(path))
    assert result.returncode == 0
    assert "农村公路120公里" in result.stdout.decode()


def test_standard_input_with_and_without_a_name() -> None:
    page = f"<html><body><h1>题</h1><p>{ARTICLE}</p></body></html>".encode("gbk")
    for arguments in (("clean", "-"), ("clean", "-", "--name", "page.html")):
        result = run(*arguments, given=page)
        assert result.returncode == 0, result.stderr
        assert "农村公路120公里" in result.stdout.decode()


def test_a_rejection_is_not_a_fault_of_reading() -> None:
    with pytest.raises(Rejection):
        clean(BOILERPLATE, "b.txt")
