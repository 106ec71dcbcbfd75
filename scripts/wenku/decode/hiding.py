"""Elements of HTML that are not shown: taken at their word, or only veiled until a script runs.

``display: none`` and text moved out of the window hide for good. ``visibility: hidden`` and
``opacity: 0`` also stand on what a script shows once the page has loaded: a saved page keeps them
on its whole article (the reader of WeChat, paragraphs that fade in). So they are believed only
where what stays visible is more of an article than what they hide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bs4 import Tag

from wenku.model import Hint, HintKind
from wenku.text.han import count_han
from wenku.text.patterns import lazy

_GONE = lazy(
    r"display\s*:\s*none|font-size\s*:\s*0(?![.\d])"
    r"|text-indent\s*:\s*-\d{3}|(?:left|top)\s*:\s*-\d{4}",
    re.IGNORECASE,
)
_VEILED = lazy(r"visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])", re.IGNORECASE)
_ARTICLE = lazy(
    r"(?:^|\s)(?:js_content|img-content|rich_media_content|artibody|endText|TRS_Editor|vsb_content\w{0,8}"
    r"|UCAP-CONTENT|article[-_]?(?:body|content|text|con)?)(?:\s|$)",
    re.IGNORECASE,
)
"""What systems name the element that holds an article, as id or class."""
_STOP = lazy("[\u3002\uff01\uff1f\uff1b]")
_ASIDE = frozenset([HintKind.HIDDEN, HintKind.CHROME, HintKind.LINK])
"""Text that says nothing of where the article is."""


def is_gone(tag: Tag) -> bool:
    """Whether an element is never shown."""
    return tag.has_attr("hidden") or bool(_GONE.search(str(tag.get("style") or "")))


def is_veiled(tag: Tag) -> bool:
    """Whether an element is hidden in a way that scripts undo, and no article by its name."""
    veiled = tag.has_attr("style") and _VEILED.search(str(tag["style"]))
    return bool(veiled) and not _holds_article(tag)


def _holds_article(tag: Tag) -> bool:
    """Whether an element has a name that only articles have."""
    names = tag.get("class")
    listed = " ".join(names) if isinstance(names, list) else str(names or "")
    return bool(_ARTICLE.search(f"{tag.get('id') or ''} {listed}"[:500]))


def believed(text: str, veils: Sequence[tuple[int, int]], hints: Iterable[Hint]) -> Iterator[Hint]:
    """Hints of the veiled elements that hide indeed.

    Args:
        text: the page, with what is hidden.
        veils: start and end of the text of each veiled element.
        hints: what else the markup says, the elements that are gone among it.
    """
    if not veils:
        return
    aside = [(hint.start, hint.end) for hint in hints if hint.kind in _ASIDE]
    shown = _weight(_outside(text, [*aside, *veils]))
    prose, letters = _weight(_outside(text, aside))
    if shown >= (prose - shown[0], letters - shown[1]):
        for start, end in veils:
            yield Hint(start, end, HintKind.HIDDEN)


def _outside(text: str, spans: Iterable[tuple[int, int]]) -> str:
    kept, position = [], 0
    for start, end in sorted(spans):
        if start > position:
            kept.append(text[position:start])
        position = max(position, end)
    return "".join([*kept, text[position:]])


def _weight(text: str) -> tuple[int, int]:
    """Ideographs in lines that hold a sentence, and ideographs at all."""
    lines = [(count_han(line), _STOP.search(line) is not None) for line in text.split("\n")]
    return sum(count for count, stops in lines if stops), sum(count for count, _ in lines)
