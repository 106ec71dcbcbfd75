"""The rules: what each repairs or removes, with its examples, and how often it fired here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from wenku.model.tally import counts
from wenku.render import markdown
from wenku.render.shelf import Shelf
from wenku.rules import Rule
from wenku.vocab.families import removal_label, repair_family

HERE = "rules.md"

EXAMPLES = 3
"""Examples of a rule that are shown; the tests run all of them."""

NOT_SHOWN = frozenset({"spam", "hidden", "advert", "brand"})
"""Families whose examples are spam themselves; a page never quotes it."""

_STAGES = {"repair": "修复", "prune": "删去非正文"}
_INTRO = """\
每一处改动都由一条规则提出，规则只能提出改动，不能直接改写文字。规则按编号依次执行，直到文字不再变化。
每条规则都附有应当改动和不应当改动的例子，例子同时是它的测试。"""


def rules_page(shelf: Shelf, rules: Sequence[Rule]) -> str:
    """All rules in the order they run."""
    fired = _fired(shelf)
    parts = ["# 规则", _INTRO]
    for stage, title in _STAGES.items():
        parts.append(markdown.section(title, stage))
        for rule in rules:
            if rule.stage == stage:
                parts.extend(_rule(rule, fired[rule.id]))
    return markdown.paragraphs(parts)


def _fired(shelf: Shelf) -> Counter[str]:
    """Edits by rule over the corpus; flags of open questions count too."""
    fired: Counter[str] = Counter()
    for document in shelf.library.documents:
        for rule, edits in counts(document.trail).edits:
            fired[rule] += edits
    return fired


def _rule(rule: Rule, fired: int) -> Iterator[str]:
    label = removal_label(rule.family)
    if rule.stage == "repair":
        label = repair_family(rule.family).label
    yield f"### {rule.id}　{markdown.escape(label)} {{: #{rule.id.lower()} }}"
    how = repair_family(rule.family).how if rule.stage == "repair" else ""
    yield f"{markdown.escape(how)}本文库中共 {fired:,} 处。"
    if rule.family in NOT_SHOWN:
        yield "例子本身是垃圾文字，不在这里列出。"
        return
    rows = [
        [_shown(before), _shown(after)] for before, after in list(rule.repairs.items())[:EXAMPLES]
    ]
    yield markdown.table(["改动前", "改动后"], rows)
    sound = "；".join(_shown(text) for text in rule.leaves_alone[:EXAMPLES])
    yield f"不改动：{sound}"


def _shown(text: str) -> str:
    """An example on one line, its line ends and blanks made visible, nothing of it live."""
    plain = "".join("↵" if char == "\n" else char if char.isprintable() else "·" for char in text)
    shortened = plain if len(plain) <= 80 else f"{plain[:40]}……{plain[-36:]}"  # noqa: PLR2004
    return markdown.escape(shortened) or "（无）"
