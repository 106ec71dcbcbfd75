"""Values of metadata: what a hostile page may put into a field, and what is let through."""

from __future__ import annotations

import functools
import re
import unicodedata

from wenku.text.patterns import lazy
from wenku.vocab import forms

LONGEST = 200
"""Characters of any value."""
LONGEST_BYLINE = 40

LETTER = r"[^\W\d_A-Za-z]"
"""A letter that is not Latin, so an ideograph; a range of them takes a hundred times as long to
compile."""

_TAG = lazy(r"<[^<>]{0,500}>")
_ADDRESS = lazy(r"(?:https?://|/(?!/))[\w.~:/?#@!$&'()*+,;=%-]{1,500}", re.ASCII)
_NAME = lazy(
    f"{LETTER}{{2,4}}|{LETTER}{{1,8}}(?:\u00b7{LETTER}{{1,8}}){{1,3}}"
    r"|[A-Z][A-Za-z.'-]{0,20}(?: [A-Z][A-Za-z.'-]{0,20}){0,3}"
)
_BETWEEN_NAMES = lazy(r"[\s\u3000,\uff0c\u3001/;\uff1b&|\uff5c]+")
_NOT_A_BODY = lazy(r"[\u3002\uff1b\uff01\uff1f\uff0c?!;\u201c\u201d]")


def plain_value(value: str) -> str:
    r"""A value as one line of text: no tags, no control characters, no runs of white space.

    >>> plain_value('<a href="http://x">健康报</a>\n 网')
    '健康报 网'
    """
    visible = "".join(
        " " if char.isspace() else char
        for char in _TAG.sub("", value[: 10 * LONGEST])
        if char.isspace() or unicodedata.category(char)[0] != "C"
    )
    return " ".join(visible.split())[:LONGEST].strip()


PAIRS = {"\u3010": "\u3011", "[": "]", "(": ")", "\uff08": "\uff09", "\u3014": "\u3015"}
"""Brackets that stand around metadata, each with its partner."""


def without_lone_brackets(value: str) -> str:
    """A value without a bracket at its end or start whose partner stands outside of it.

    >>> without_lone_brackets("周小满]"), without_lone_brackets("溪州社 (贵阳)")
    ('周小满', '溪州社 (贵阳)')
    """
    for opening, closing in PAIRS.items():
        if value.endswith(closing) and value.count(closing) > value.count(opening):
            value = value[:-1].rstrip()
        if value.startswith(opening) and value.count(opening) > value.count(closing):
            value = value[1:].lstrip()
    return value


def is_address(value: str) -> bool:
    """Whether a value is a web address or the path of one, and nothing else."""
    return _ADDRESS.fullmatch(value) is not None


def address_in(value: str) -> str:
    """The address that a value is or ends with, or an empty string."""
    last = value.rpartition(" ")[2]
    return last if is_address(last) else ""


def is_nobody(value: str) -> bool:
    """Whether a value stands where a name should and names nobody (admin, 佚名, 本站)."""
    return value.casefold().strip(" -_/.") in forms.labels().nobody


@functools.cache
def _role_pattern() -> re.Pattern[str]:
    roles = sorted(forms.labels().roles, key=lambda role: (-len(role), role))
    known = "|".join(map(re.escape, roles))
    return re.compile(
        rf"(?:{known}|{LETTER}{{1,6}}(?:记者|通讯员))[\s:\uff1a/\uff0f|\uff5c\u4e28]*"
    )


def names_in(value: str) -> tuple[str, ...]:
    """The names in a by-line, without what their bearers are; empty where it holds something else.

    >>> names_in("本报记者 王丽 通讯员 张三"), names_in("记者/卢永峰"), names_in("近日召开会议")
    (('王丽', '张三'), ('卢永峰',), ())
    """
    if len(value) > LONGEST_BYLINE:
        return ()
    bare = _role_pattern().sub(" ", value).strip(" \u3000()\uff08\uff09\u25a1\u25a0")
    if _NAME.fullmatch(bare):
        return (bare,)
    names = [name for name in _BETWEEN_NAMES.split(bare) if name]
    return tuple(names) if names and all(map(_NAME.fullmatch, names)) else ()


def is_person(name: str) -> bool:
    """Whether a name begins with a family name, or is not written in ideographs.

    >>> is_person("王丽"), is_person("欧阳修"), is_person("制度")
    (True, True, False)
    """
    surnames = forms.labels().surnames
    return name[0] in surnames or name[:2] in surnames or name.isascii() or "\u00b7" in name


def looks_like_names(value: str) -> bool:
    """Whether a value can be an author: names, or a body that has no sentence in its name."""
    return bool(names_in(value)) or (
        len(value) <= LONGEST_BYLINE and _NOT_A_BODY.search(value) is None
    )


def author_of(value: str) -> str:
    """An author as stated, several names parted by the ideographic comma; empty for nobody."""
    names = [name for name in names_in(value) if not is_nobody(name)]
    if names:
        return "\u3001".join(dict.fromkeys(names))
    if is_nobody(value) or names_in(value):
        return ""
    return value.strip("()\uff08\uff09 ")
