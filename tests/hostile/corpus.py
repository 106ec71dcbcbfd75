"""Seeds that carry the table of payloads in every field that a seed can reach."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import cycle, islice
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
PAYLOADS: Mapping[str, list[str]] = json.loads(
    (Path(__file__).parent / "payloads.json").read_text(encoding="utf-8")
)
"""Own list by family, in escapes: some are no text that an editor shows."""

NAMES = (
    "<b onclick=alert(1)>.txt",
    "{{ 7*7 }}'\"&amp;$(id).txt",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd.txt",
    "a#b?c=d&e;f.txt",
    "=1+1,@x.txt",
    "\u202etxt.exe\u202c.txt",
    "-rf --help.txt",
    "javascript:alert(1).txt",
    "CON.txt",
    "x" * 200 + ".txt",
)
"""File names; their stems become ids, addresses and file names of what is published."""

SUBJECTS = tuple(
    re.findall("..", "养老医疗教育农业环保交通文旅体育水利林业渔业商贸科技气象消防住房电力物流")
)


def prose(number: int, subject: str) -> str:
    """A sentence that belongs to an article of its own."""
    return (
        f"今年以来，济南市持续推进{subject}服务体系建设，新建{subject}站点{number + 12}个，"
        f"完成投资{number + 2}亿元，第{number + 1}批项目已经投入使用，群众办事更加方便。"
    )


def write_seeds(folder: Path) -> None:
    """Fill a folder: families as text, as HTML, with sidecars, and with hostile names."""
    folder.mkdir(parents=True)
    for number, (family, payloads) in enumerate(PAYLOADS.items()):
        subject = SUBJECTS[number]
        texts = {f"{family}.txt": as_text(number, subject, payloads)}
        texts[f"{family}_page.html"] = as_html(number, f"{subject}保障", payloads)
        texts[f"{family}_set.txt"] = as_text(number + 50, f"{subject}监管", ["平常的一行文字"])
        texts[f"{family}_set.yml"] = as_sidecar(payloads)
        for name, text in texts.items():
            (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    for number, name in enumerate(NAMES):
        text = as_text(number + 80, f"{SUBJECTS[number]}改革", [Path(name).stem])
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def as_text(number: int, subject: str, payloads: list[str]) -> str:
    """Payloads as title, address, source, author, heading, items, and between paragraphs."""
    title, source, author, editor, address, heading = islice(cycle(payloads), 6)
    stated = f"2024-01-02 10:00 来源：{source} 作者：{author} 责任编辑：{editor}"
    lines = [f"济南市推进{subject}工作 {title}", stated, f"原文链接：https://example.com/{address}"]
    lines += [prose(number, subject), f"一、{heading}"]
    lines += [line for each in payloads for line in (each, f"文中的{each}一段，后面还有文字。")]
    lines += [f"（{at}）{each}" for at, each in zip("一二三四五六", payloads, strict=False)]
    lines += [prose(number + 7, f"{subject}设施"), f"《{title}》由{source}印发。"]
    return "\n\n".join(lines) + "\n"


def as_html(number: int, subject: str, payloads: list[str]) -> str:
    """Payloads escaped in the fields of a page, as cells, and raw in its markup."""
    shown = [escape(each) for each in payloads]
    title, source, author = islice(cycle(shown), 1, 4)
    rows = "".join(f"<tr><td>{each}</td><td>{at}</td></tr>" for at, each in enumerate(shown))
    items = "".join(f"<li>{each}</li>" for each in shown)
    return (
        f'<html><head><title>{title}</title><meta name="ContentSource" content="{source}">'
        f'<meta name="author" content="{author}"><meta name="PubDate" content="2024-03-04">'
        f'<meta name="url" content="javascript:alert(1)"></head><body><h1>{subject} {title}</h1>'
        f"<p>{prose(number, subject)}</p><h2>{shown[0]}</h2><p>{shown[-1]}，正文的一段。</p>"
        f"<table><tr><th>名称</th><th>数量</th></tr>{rows}</table><ul>{items}</ul>"
        f"<blockquote>{shown[0]}</blockquote><pre>{shown[-1]}</pre>"
        f"<p>{prose(number + 3, subject)}</p>{''.join(payloads)}</body></html>"
    )


def as_sidecar(payloads: list[str]) -> str:
    """Payloads as what a curator set; a value that no line of YAML can hold is left out."""
    lines = [each for each in payloads if _holds(each)]
    keys = ("title", "source", "author", "editor", "url", "doc_type")
    fields: dict[str, object] = dict(zip(keys, cycle(lines), strict=False))
    fields |= {"institutions": lines[:3], "policies": lines[-3:]}
    return yaml.safe_dump(fields, allow_unicode=False)


def _holds(value: str) -> bool:
    return len(value.splitlines()) == 1 and value.strip() == value


def fragments() -> Iterator[str]:
    """Pieces of payloads to type into the search."""
    for payloads in PAYLOADS.values():
        yield from payloads[:2]
