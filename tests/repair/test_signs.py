"""What rules look for among the odd signs of a page is odd; what is usual is not listed."""

from __future__ import annotations

from wenku.model import Page
from wenku.repair.chinese import holds, odd_signs
from wenku.repair.spacing import _ODD_BLANKS, _UNSEEN
from wenku.repair.width import _FULL_WIDTH_SIGNS


def test_every_sign_that_a_rule_asks_for_is_listed() -> None:
    asked = _UNSEEN | _ODD_BLANKS | _FULL_WIDTH_SIGNS
    assert odd_signs(Page("".join(sorted(asked)))) >= asked


def test_plain_prose_has_no_odd_signs() -> None:
    text = (
        "近年来\uff0c全市新增 1,200 张\uff08含社区\uff09\uff1b“医养结合”推进\u3002\n\u3000其次: A."
    )
    assert not odd_signs(Page(text))


def test_few_characters_are_looked_for_one_by_one() -> None:
    assert holds(Page("土地,房屋"), ",;")
    assert not holds(Page("土地\uff0c房屋"), ",;")
