"""How a rule is written, kept in order and run.

A rule is a function from a :class:`~wenku.model.Page` to proposed edits; it cannot return text, so
what it says it did is what it did. Writing it registers it; its id gives its place in the order of
its stage; its examples, obligatory in both directions, are its tests; its docstring explains it on
the generated page of rules.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from wenku.errors import TrailError
from wenku.model.page import Hint, Page
from wenku.text.han import HAN, count_han
from wenku.text.patterns import lazy
from wenku.trail import Certainty, Change, Edit, OffsetMap, apply

Propose = Callable[[Page], Iterable[Edit]]

STAGES = ("repair", "prune")

_IN_ORDER = attrgetter("start", "end", "before", "after")


@dataclass(frozen=True, slots=True)
class Rule:
    """One registered rule."""

    id: str
    """Stable; three letters for the stage and three digits, which give the order."""
    stage: str
    family: str
    """What the front matter counts it under (pinyin, conversion, byte-shift, navigation, …)."""
    propose: Propose
    repairs: Mapping[str, str]
    """Examples: text before and after this rule alone."""
    leaves_alone: tuple[str, ...]
    """Examples that look damaged and are sound, for this rule alone."""
    certainty: Certainty
    deletes_han: bool
    """Whether an edit may leave fewer ideographs than it found."""
    respects_protected: bool
    markup: bool
    """Whether the examples are HTML, for a rule that needs what the markup says."""
    summary: str
    """First line of the docstring."""
    explanation: str
    """The whole docstring: damage, cause, why sound text is safe, evidence."""


_REGISTRY: dict[str, Rule] = {}


def rule(  # noqa: PLR0913  (a rule is declared in one place, by keyword)
    identifier: str,
    *,
    stage: str,
    family: str,
    repairs: Mapping[str, str],
    leaves_alone: Sequence[str],
    certainty: Certainty = Certainty.DETERMINED,
    deletes_han: bool = False,
    respects_protected: bool = True,
    markup: bool = False,
) -> Callable[[Propose], Propose]:
    """Register the decorated function as a rule.

    Raises:
        ValueError: the id is taken, the stage unknown, or an example or the docstring is missing.
    """

    def register(propose: Propose) -> Propose:
        explanation = (propose.__doc__ or "").strip()
        if identifier in _REGISTRY or stage not in STAGES:
            raise ValueError(f"rule {identifier}: id taken or stage {stage!r} unknown")
        if not (repairs and leaves_alone and explanation):
            raise ValueError(f"rule {identifier}: needs examples of both kinds and a docstring")
        _REGISTRY[identifier] = Rule(
            identifier,
            stage,
            family,
            propose,
            repairs,
            tuple(leaves_alone),
            certainty,
            deletes_han,
            respects_protected,
            markup,
            explanation.splitlines()[0],
            explanation,
        )
        return propose

    return register


def rules_of(stage: str) -> tuple[Rule, ...]:
    """The rules of a stage in the order they run; the stage's package must be imported."""
    return tuple(_REGISTRY[key] for key in sorted(_REGISTRY) if _REGISTRY[key].stage == stage)


# URLs and mail addresses; numbers with separators or decimals; clock times; dates with hyphens;
# document numbers such as 〔2014〕7号. Inside them no mark is widened and no space is dropped.
_PROTECTED = lazy(
    r"(?=[\w.+\u3014\[(-])"  # what any of them begins with: most characters of a page are none
    r"(?:(?:https?://|www\.)[!-~]+"
    r"|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?!\d)"
    r"|(?:(?<!\d)\d+|\d{1,15})\.\d+"
    r"|[\u3014\[(]\d{4}[\u3015\])]\s?\d+\u53f7)",
    re.ASCII,
)


def protected_spans(page: Page) -> tuple[tuple[int, int], ...]:
    """Spans that no repair may touch from inside, in order."""
    return page.fact(_protected_spans)


def _protected_spans(page: Page) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _PROTECTED.finditer(page.text))


def run_rule(rule_: Rule, page: Page) -> Change | None:
    """The change that one rule makes to a page, or None.

    Raises:
        TrailError: the rule proposed edits that overlap, do not fit the text, or delete
            ideographs without having declared so.
    """
    edits = sorted(rule_.propose(page), key=_IN_ORDER)
    if rule_.respects_protected and edits:
        edits = _outside_protected(edits, protected_spans(page))
    if not edits:
        return None
    _check(rule_, page.text, edits)
    return Change(rule_.stage, rule_.id, rule_.family, rule_.certainty, tuple(edits))


def run_rules(rules: Iterable[Rule], page: Page) -> tuple[Page, tuple[Change, ...]]:
    """Run rules one after the other; each sees what the one before left.

    A pass that finds a page as a rule left it in the pass before takes what the rule said then.
    """
    changes: list[Change] = []
    for rule_ in rules:
        said = page.fact(_said)
        if rule_.id not in said:
            said[rule_.id] = run_rule(rule_, page)
        change = said[rule_.id]
        if change is not None:
            changes.append(change)
            page = after(page, change.edits)
    return page, tuple(changes)


def _said(_page: Page) -> dict[str, Change | None]:
    """What rules have said of this very page."""
    return {}


def after(page: Page, edits: Sequence[Edit]) -> Page:
    """The page that ``edits`` lead to, its hints carried along.

    A page that edits only flag is returned as it is, with the facts it has.
    """
    if all(edit.flags_only for edit in edits):
        return page
    return Page(apply(page.text, edits), _carried(page.hints, edits))


def _carried(hints: tuple[Hint, ...], edits: Sequence[Edit]) -> tuple[Hint, ...]:
    if not hints:
        return ()
    across = OffsetMap(edits)
    carried: list[Hint] = []
    for hint in hints:
        start, end = across.forward(hint.start), across.forward(hint.end)
        if end > start or hint.start == hint.end:
            carried.append(Hint(start, end, hint.kind, hint.value))
    return tuple(carried)


def _outside_protected(edits: Iterable[Edit], protected: tuple[tuple[int, int], ...]) -> list[Edit]:
    starts = [start for start, _ in protected]
    return [edit for edit in edits if not _inside(edit, protected, starts)]


def _inside(edit: Edit, protected: tuple[tuple[int, int], ...], starts: list[int]) -> bool:
    """Whether an edit lies in, or cuts into, a protected span; enclosing one whole is allowed."""
    index = bisect_right(starts, edit.end) - 1
    while index >= 0:
        start, end = protected[index]
        if end <= edit.start:
            return False
        encloses = edit.start <= start and end <= edit.end and edit.start != edit.end
        if start < edit.end and edit.start < end and not encloses:
            return True
        index -= 1
    return False


def _check(rule_: Rule, text: str, edits: Sequence[Edit]) -> None:
    position = 0
    for edit in edits:
        if edit.start < position or text[edit.start : edit.end] != edit.before:
            raise TrailError(f"{rule_.id}: edit at {edit.start} overlaps or does not fit")
        if not rule_.deletes_han and _loses_han(edit):
            raise TrailError(f"{rule_.id}: would delete ideographs: {edit.before!r}")
        position = edit.end


def _loses_han(edit: Edit) -> bool:
    """Whether fewer ideographs stand there afterwards; most edits hold none, or one for one."""
    if edit.before.isascii() or HAN.search(edit.before) is None:
        return False
    if len(edit.before) == 1 == len(edit.after):
        return HAN.match(edit.after) is None
    return count_han(edit.after) < count_han(edit.before)
