"""The watcher itself: planted faults are noticed, and a sound page stays without complaint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.chromium import PHONE, Visitor, is_foreign

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

HEAD = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>t</title>'
SOUND = f"{HEAD}<p>安徽省</p>"
STRICT = (
    """<meta http-equiv="Content-Security-Policy" content="default-src 'self'; img-src data:">"""
)


@pytest.mark.parametrize(
    ("address", "foreign"),
    [
        ("http://127.0.0.1:8000/a.html", False),
        ("http://localhost/a.html", False),
        ("file:///srv/a.html", False),
        ("data:,x", False),
        ("blob:null/1", False),
        ("about:blank", False),
        ("https://127.0.0.1.example/a.js", True),
        ("//fonts.example/a.css", True),
        ("ws://example.org/", True),
    ],
)
def test_another_host_is_told_from_this_machine(address: str, foreign: bool) -> None:
    assert is_foreign(address) is foreign


def test_a_sound_page_gives_no_complaint(
    visitor: Visitor, serve: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_text(SOUND, encoding="utf-8")
    served = visitor.open(f"{serve(tmp_path, '/repo')}/a.html", viewport=PHONE)
    from_disk = visitor.open((tmp_path / "a.html").as_uri(), color_scheme="dark")
    for page in (served, from_disk):
        assert page.inner_text("p") == "安徽省"
    assert served.evaluate("innerWidth") == PHONE["width"]
    assert from_disk.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")


@pytest.mark.parametrize(
    ("planted", "complaint"),
    [
        ('<img src="https://example.org/a.png">', "foreign request: https://example.org/a.png"),
        (
            '<script src="http://example.org/a.js"></script>',
            "foreign request: http://example.org/a.js",
        ),
        (
            '<link rel="stylesheet" href="//example.org/a.css">',
            "foreign request: http://example.org/a.css",
        ),
        (
            "<script>new WebSocket('ws://example.org/s')</script>",
            "foreign request: ws://example.org/s",
        ),
        (
            '<script>fetch("https://example.org/f").catch(() => 0)</script>',
            "foreign request: https://",
        ),
        ("<script>console.error('oh')</script>", "error: oh"),
        ("<script>missing()</script>", "error: missing is not defined"),
        ("<script>alert('hello')</script>", "dialog: hello"),
        ('<img src="absent.png">', "error: Failed to load resource"),
        (f"{STRICT}<script>1</script>", "error: Executing inline script violates"),
    ],
)
def test_a_planted_fault_is_noticed(
    chromium: Browser, serve: Callable[..., str], tmp_path: Path, planted: str, complaint: str
) -> None:
    (tmp_path / "a.html").write_text(HEAD + planted, encoding="utf-8")
    with Visitor(chromium) as visitor:
        page = visitor.open(f"{serve(tmp_path)}/a.html")
        page.wait_for_timeout(100)
    assert any(line.startswith(complaint) for line in visitor.complaints()), visitor.complaints()


def test_only_what_lies_below_the_prefix_is_served(
    chromium: Browser, serve: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_text(SOUND, encoding="utf-8")
    address = serve(tmp_path, "/repo")
    with Visitor(chromium) as visitor:
        page = visitor.page()
        answers = [
            page.request.get(place).status
            for place in (f"{address}/a.html", f"{address[:-5]}/a.html")
        ]
    assert answers == [200, 404]
