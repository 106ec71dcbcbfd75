"""Lines that name a photographer or a picture: captions without their picture."""

from __future__ import annotations

import re

from wenku.prune.shape import Shape
from wenku.prune.verdict import Reach, Reading, boilerplate_line
from wenku.text.han import HAN_CLASS

LONGEST_CREDIT = 40
"""Characters of a line that only credits a picture."""
LONGEST_CAPTION = 160

_H = HAN_CLASS
_TAKEN = "(?:\u6444|\u6444\u5f71|\u4f9b\u56fe|\u6444\u5f71\u62a5\u9053|\u7167\u7247\u63d0\u4f9b|\u56fe\u7247\u63d0\u4f9b|\u5236\u56fe|\u7ed8\u5236?)"
_ROLES = "(?:\u8bb0\u8005|\u901a\u8baf\u5458|\u6444\u5f71|\u5b9e\u4e60\u751f|\u7279\u7ea6\u8bb0\u8005|\u6444\u5f71\u5e08|\u6444\u5f71\u8005)"
_CREDIT = re.compile(
    rf"[\uff08(\[\u3010]?\s?(?:[{_H}A-Za-z]{{0,14}}{_ROLES}[\s:\uff1a/]{{0,2}}[{_H}\u00b7\s]{{2,14}}"
    rf"|[{_H}\u00b7]{{1,8}}(?:\s[{_H}\u00b7]{{1,6}}){{0,3}}[\s/])\s?{_TAKEN}\s?[\uff09)\]\u3011]?"
)
_CAPTION = re.compile(
    rf"(?:\u56fe\u4e3a|\u56fe\u7247\u4e3a|\u4e0a\u56fe|\u4e0b\u56fe|\u5de6\u56fe|\u53f3\u56fe|\u5927\u56fe|\u5c0f\u56fe|\u56fe\u7247\u8bf4\u660e|\u56fe\u8bf4|[\u25b2\u25b3\u2191\u25bc\u2193])"
    rf".{{0,120}}[\s\uff08(/]{{1,2}}(?:[{_H}A-Za-z]{{0,14}}{_ROLES})?[\s:\uff1a/]{{0,2}}[{_H}\u00b7\s]{{2,14}}{_TAKEN}\s?[\uff09)]?[\u3002]?"
)


def as_credit(bare: str, shape: Shape) -> Reading | None:
    """A line that says who took a picture, alone or behind what the picture showed.

    The picture is not in the text, so its caption says nothing there.
    """
    if "\u6444" not in bare[-4:] and "\u56fe" not in bare[-4:] and "\u63d0" not in bare[-4:]:
        return None
    if len(bare) <= LONGEST_CREDIT and not shape.stops and _CREDIT.fullmatch(bare):
        return boilerplate_line(shape, "picture-credit", Reach.ANYWHERE)
    if len(bare) <= LONGEST_CAPTION and _CAPTION.fullmatch(bare):
        return boilerplate_line(shape, "picture-credit", Reach.ANYWHERE)
    return None
