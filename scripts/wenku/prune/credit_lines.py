"""Lines that name a photographer or a picture: captions without their picture."""

from __future__ import annotations

from wenku.prune.shape import Shape
from wenku.prune.verdict import Reach, Reading, boilerplate_line
from wenku.text.han import HAN_CLASS
from wenku.text.patterns import lazy

LONGEST_CREDIT = 40
"""Characters of a line that only credits a picture."""
LONGEST_CAPTION = 160

_H = HAN_CLASS
_TAKEN = "(?:摄|摄影|供图|摄影报道|照片提供|图片提供|制图|绘制?)"
_ROLES = "(?:记者|通讯员|摄影|实习生|特约记者|摄影师|摄影者)"
_ONE = (
    rf"(?:[{_H}A-Za-z]{{0,14}}{_ROLES}[\s:\uff1a/]{{0,2}}[{_H}\u00b7\s]{{2,14}}"
    rf"|[{_H}\u00b7]{{1,8}}(?:\s[{_H}\u00b7]{{1,6}}){{0,3}}[\s/]"
    rf"|(?<=[\uff08(])[{_H}A-Za-z]{{2,14}})\s?{_TAKEN}"
)
_CREDIT = lazy(
    rf"[\uff08(\[\u3010]?\s?(?:{_ONE}|[{_H}]{{2,10}}供图)\s?[\uff09)\]\u3011]?"
    rf"(?:\s{{0,3}}[\uff08(\[\u3010]{_ONE}[\uff09)\]\u3011])?"
)
_PROVIDED = lazy(
    rf"(?:图|图片|照片|题图|头图|视频)\s?[:\uff1a/|丨\uff5c]\s?[{_H}\u00b7\s]{{2,14}}提供"
)
_CAPTION = lazy(
    rf"(?:图为|图片为|上图|下图|左图|右图|大图|小图|图片说明|图说|[\u25b2\u25b3\u2191\u25bc\u2193])"
    rf".{{0,120}}[\s\uff08(/]{{1,2}}(?:[{_H}A-Za-z]{{0,14}}{_ROLES})?[\s:\uff1a/]{{0,2}}[{_H}\u00b7\s]{{2,14}}{_TAKEN}\s?[\uff09)]?[\u3002]?"
)


def as_credit(bare: str, shape: Shape) -> Reading | None:
    """A line that says who took a picture, alone or behind what the picture showed.

    The picture is not in the text, so its caption says nothing there.
    """
    if "摄" not in bare[-4:] and "图" not in bare[-4:] and "提" not in bare[-4:]:
        return None
    short = len(bare) <= LONGEST_CREDIT and not shape.stops
    if short and (_CREDIT.fullmatch(bare) or _PROVIDED.fullmatch(bare)):
        return boilerplate_line(shape, "picture-credit", Reach.ANYWHERE)
    if len(bare) <= LONGEST_CAPTION and _CAPTION.fullmatch(bare):
        return boilerplate_line(shape, "picture-credit", Reach.ANYWHERE)
    return None
