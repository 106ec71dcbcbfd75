"""From Traditional to Simplified, where the text itself shows that it was converted.

Three readings of a Traditional character are told apart by evidence of the whole page:

* a page converted character by character leaves 于 后 并 里 and the like as they are; its GB2312
  characters come from the Simplified original, so 乾安 and 醣 stay;
* a page that is Traditional throughout, or was converted too far (體係, 製定, 於), has the other
  forms as well, and OpenCC's phrases decide (乾隆, 乾淨);
* a Simplified page that quotes Traditional text shows one of the two above only inside the
  quotation, and is left alone.

The rules on this page run in order: first 著, which needs the converted surroundings as evidence,
then the conversion.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import compress
from operator import ne
from typing import Literal, NamedTuple

from wenku.model.page import Page
from wenku.repair.simplified import (
    SIMPLIFIED_CHARACTERS,
    Phrases,
    character_table,
    converted,
    dictionary,
    library_phrases,
    phrases_of,
    to_simplified,
)
from wenku.repair.zhuo import PARTICLE, ZHU, means_zhu
from wenku.rules import rule
from wenku.text.han import is_han
from wenku.text.lines import Line, split_lines
from wenku.text.patterns import lazy
from wenku.trail import Certainty, Edit
from wenku.vocab.tables import table

Script = Literal["traditional", "simplified"]

CLEARLY = 4
"""How many times as much evidence one script needs for a line to count as written in it."""
FEW = 3
"""Traditional characters that prove nothing on a Simplified page when they are fewer: names."""
SHARE = 0.4
"""Share of a page's evidence from which Traditional lines are its article, not quotations."""
DISTINCT = 2
"""Different untouched forms that show a passage on a Simplified page to be converted."""
MAPPED = 5
"""How many times as many untouched forms as over-converted ones a mapped page has."""

_PROSE = lazy("[\u3002\uff0c\u3001\uff1b,;]")
_QUOTED = lazy(
    "\u300c[^\u300c\u300d\n]{0,500}\u300d|\u300e[^\u300e\u300f\n]{0,500}\u300f"
    "|\u201c[^\u201c\u201d\n]{0,500}\u201d|\u300a[^\u300a\u300b\n]{0,100}\u300b"
)
_CORNERED = lazy("\u300c[^\u300c\u300d\n]{0,500}\u300d|\u300e[^\u300e\u300f\n]{0,500}\u300f")


class Characters(NamedTuple):
    """Patterns and sets that serve as evidence, derived once."""

    traditional: re.Pattern[str]
    """A character that only Traditional text has."""
    simplified: re.Pattern[str]
    """A character that only Simplified text has."""
    simple: re.Pattern[str]
    complex: re.Pattern[str]
    shared: re.Pattern[str]
    dry: re.Pattern[str]
    """Words in which 乾 is a form of 干, and 幹, which shows that no 干 was left."""
    phrases: Phrases
    """OpenCC's, and those of ``vocab/script.tsv``."""
    mapped_phrases: Phrases
    """The same for mapped pages, where characters stay that no table makes."""


@cache
def characters() -> Characters:
    """Evidence from OpenCC's dictionaries and ``vocab/script.tsv``."""
    rows = table("script.tsv")
    phrases = _phrases(rows)
    changed = frozenset(map(chr, character_table()))
    traditional = {char for char in changed if not in_gb2312(char)}
    simplified = {
        char
        for char, candidates in dictionary(SIMPLIFIED_CHARACTERS).items()
        if char not in candidates and char not in changed
    } - set(rows["simple"])
    return Characters(
        traditional=_class_of(traditional),
        simplified=_class_of(simplified),
        simple=_class_of(rows["simple"]),
        complex=_class_of(rows["complex"]),
        shared=re.compile("|".join(rows["shared"])),
        dry=re.compile("|".join((*rows["dry"], "幹"))),
        phrases=phrases_of(phrases),
        mapped_phrases=phrases_of(_keeping(phrases, rows["standard"], rows["dry"])),
    )


def _phrases(rows: Mapping[str, Sequence[str]]) -> dict[str, str]:
    own = dict(pair.split("=") for pair in rows["right"])
    dry = {word: word.translate(character_table()) for word in rows["dry"]}
    return {**dry, **library_phrases().values, **own}


def _keeping(phrases: Mapping[str, str], kept: Sequence[str], dry: Sequence[str]) -> dict[str, str]:
    """The phrases that change none of the kept characters, and each of those by itself."""
    dropped = {
        phrase
        for phrase, value in phrases.items()
        if phrase not in dry
        and any(old in kept and old != new for old, new in zip(phrase, value, strict=True))
    }
    left = {phrase: value for phrase, value in phrases.items() if phrase not in dropped}
    return {**left, **{char: char for char in kept}}


def _class_of(members: Iterable[str]) -> re.Pattern[str]:
    """One character of a set; rare planes are left out, which would make the pattern slow."""
    members = (char for char in members if char <= "\uffff")
    return re.compile("[" + "".join(sorted(members)) + "]")


def in_gb2312(char: str) -> bool:
    """Whether a character belongs to the standard set of Simplified Chinese."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


class Weight(NamedTuple):
    """How much a line shows of either script, and how much of it stands outside quotations."""

    line: Line
    traditional: int
    simplified: int


def script_of(text: str) -> Script:
    """The script that most of a seed's prose is written in.

    Lines without any punctuation of prose (navigation, lists of links) count only where there is
    no prose. Without evidence a text is Simplified, as nearly all seeds are.
    """
    weights = _weights(split_lines(text)) if characters().traditional.search(text) else []
    prose = [weight for weight in weights if _PROSE.search(weight.line.text)]
    counted = prose if _total(prose) else weights
    traditional = sum(weight.traditional for weight in counted)
    return "traditional" if traditional * 2 > _total(counted) else "simplified"


def _total(weights: Iterable[Weight]) -> int:
    return sum(weight.traditional + weight.simplified for weight in weights)


def _weights(lines: Iterable[Line]) -> list[Weight]:
    known = characters()
    return [
        Weight(
            line,
            len(known.traditional.findall(line.text)),
            len(known.simplified.findall(line.text)),
        )
        for line in lines
    ]


def _mapped(text: str) -> bool:
    """Whether Traditional text shows that it was made character by character from Simplified."""
    known = characters()
    text = known.shared.sub("", text)
    complex_forms = len(known.complex.findall(text))
    return len(known.simple.findall(text)) >= max(1, complex_forms * MAPPED)


class Conversion(NamedTuple):
    """Which spans of a page were converted, and how."""

    spans: tuple[tuple[int, int], ...]
    mapped: bool
    keeps_qian: bool = False
    """Whether 乾 is no form of 干 here: the page has 干 itself, and 乾 in no word for dry."""


def conversion(page: Page) -> Conversion:
    """What of a page is to be made Simplified (a fact, computed once for a page)."""
    return page.fact(_conversion)


def _conversion(page: Page) -> Conversion:
    if characters().traditional.search(page.text) is None:
        return Conversion((), mapped=False)
    if script_of(page.text) == "traditional":
        mapped = _mapped(_CORNERED.sub("", page.text))
        spans = tuple(_around_quotations(page.text, mapped=mapped))
        return Conversion(spans, mapped, keeps_qian=_keeps_qian(page.text))
    lines = _converted_lines(page.lines)
    return Conversion(tuple((line.start, line.end) for line in lines), mapped=True)


def _keeps_qian(text: str) -> bool:
    return "干" in text and "乾" in text and characters().dry.search(text) is None


def _around_quotations(text: str, *, mapped: bool) -> Iterator[tuple[int, int]]:
    """The whole text but for corner-quoted passages that no character-by-character table made."""
    position = 0
    for quotation in _CORNERED.finditer(text) if mapped else ():
        if characters().complex.search(quotation.group()):
            yield position, quotation.start()
            position = quotation.end()
    yield position, len(text)


def _converted_lines(lines: Iterable[Line]) -> list[Line]:
    """Lines of a Simplified page that are Traditional and not quotations.

    They are the article, or a good part of it, amid Simplified boilerplate; or they show by
    several untouched forms that a table made them. One line of verse proves neither.
    """
    found: list[Line] = []
    evidence = 0
    total = 0
    for weight in _weights(lines):
        total += weight.traditional + weight.simplified
        if weight.traditional >= FEW and _clearly_traditional(weight.line.text):
            found.append(weight.line)
            evidence += weight.traditional
    text = "\n".join(line.text for line in found)
    simple = set(characters().simple.findall(text))
    table_made = len(simple) >= DISTINCT and characters().complex.search(text) is None
    return found if table_made or evidence >= SHARE * total else []


def _clearly_traditional(text: str) -> bool:
    known = characters()
    outside = _QUOTED.sub("", text)
    traditional = len(known.traditional.findall(outside))
    return traditional >= max(FEW, CLEARLY * len(known.simplified.findall(outside)))


_OTHER_SHAPE = lazy("[\u2e80-\u2fd5\uf900-\ufaff]")


@rule(
    "REP507",
    stage="repair",
    respects_protected=False,
    family="conversion",
    repairs={
        "\u2f63产\u2f24\u2f72共\u2fbf": "生产大禾共鬯",
        "\u2ed3三角的\uf9e4\u2f45": "长三角的理方",
    },
    leaves_alone=("部首\u2f00、\u2f01、\u2f02", "\ufa0e\ufa0f"),
)
def unify_shapes(page: Page) -> Iterable[Edit]:
    """Replace radicals and compatibility forms by the characters they look like.

    Damage: the text layer of many PDF files names glyphs by radicals (U+2F63 for 生), which looks
    right and is found by no search. Unicode itself says which character each stands for. Where one
    stands alone the page is about radicals, and only those inside of words go.
    """
    places = [match.start() for match in _OTHER_SHAPE.finditer(page.text)]
    beside = {place: _text_beside(page.text, place) for place in places}
    needed = 2 if 0 in beside.values() else 1
    for place in places:
        before = page.text[place]
        after = _shapes().get(before) or unicodedata.normalize("NFKC", before)
        if after != before and all(map(is_han, after)) and beside[place] >= needed:
            yield Edit(place, place + 1, before, after)


@cache
def _shapes() -> Mapping[str, str]:
    return {pair[0]: pair[2] for pair in table("script.tsv")["radicals"]}


def _text_beside(text: str, place: int) -> int:
    """How many neighbours of a character are ideographs, in whatever shape."""
    around = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
    return sum(is_han(char) or _OTHER_SHAPE.match(char) is not None for char in around)


@rule(
    "REP510",
    stage="repair",
    respects_protected=False,
    family="conversion",
    certainty=Certainty.INFERRED,
    repairs={
        "隨著經濟發展,著力提升服務能力": "隨着經濟發展,着力提升服務能力",
        "有著顯著成效的專著": "有着顯著成效的專著",
    },
    leaves_alone=(
        "這部著作是著名醫學專著,療效顯著",
        "随着经济发展，他的著作越来越著名",
    ),
)
def restore_particle(page: Page) -> Iterable[Edit]:
    """Write the particle 着 where a converted page has 著.

    Damage: the conversion to Traditional wrote both 着 and 著 as 著, and the way back through
    OpenCC leaves it. The words that keep 著 (著作, 显著, 名著) are a closed list; anything else is
    the particle. Sound text is safe because only converted passages are looked at, and a page that
    tells both apart (Hong Kong usage) is left alone.
    """
    text = page.text
    if ZHU not in text:
        return
    for start, end in conversion(page).spans:
        if text.count(PARTICLE, start, end) > text.count(ZHU, start, end):
            continue
        piece = to_simplified(text[start:end])
        place = piece.find(ZHU)
        while place >= 0:
            if not means_zhu(piece, place):
                yield Edit(start + place, start + place + 1, ZHU, PARTICLE)
            place = piece.find(ZHU, place + 1)


@rule(
    "REP520",
    stage="repair",
    respects_protected=False,
    family="conversion",
    repairs={
        "積極發展高端醫療,為產業賦能": "积极发展高端医疗,为产业赋能",
        "製定醫療體係,重癥患者": "制定医疗体系,重症患者",
        "乾隆年間的乾淨環境與乾安縣": "乾隆年间的干净环境与乾安县",
        "臺灣於潛縣位於浙江": "台湾於潜县位于浙江",
        "環境衛生基于乾凈的水,乾安縣的醣類產業": "环境卫生基于干净的水,乾安县的醣类产业",
    },
    leaves_alone=(
        "乾县、乾安县位于陕西、吉林，於潜在浙江。",
        "孔子说：「學而時習之，不亦說乎」，这句话流传很广。",
        "毕昇发明了活字印刷术，朱鎔基曾任国务院总理。",
    ),
)
def convert_to_simplified(page: Page) -> Iterable[Edit]:
    """Convert Traditional passages back to Simplified, as OpenCC's ``t2s`` does.

    Damage: the page was mapped to Traditional, character by character or by phrases, on the way.
    Evidence is the script of whole lines outside of quotations (see the module). Sound text is
    safe: a Simplified page keeps its quotations and names, and a mapped page keeps the GB2312
    characters that its original must have had.
    """
    found = conversion(page)
    if not found.spans:
        return
    known = characters()
    phrases = known.mapped_phrases if found.mapped else known.phrases
    for start, end in found.spans:
        piece = page.text[start:end]
        after = converted(piece, phrases)
        yield from _differences(piece, after, start, "乾" if found.keeps_qian else "")


def _differences(before: str, after: str, offset: int, kept: str) -> Iterator[Edit]:
    """One edit for each run of characters that differ; both texts have the same length."""
    places = compress(range(len(before)), map(ne, before, after))
    start = end = -1
    for place in places:
        if before[place] in kept:
            continue
        if place != end:
            if end >= 0:
                yield Edit(offset + start, offset + end, before[start:end], after[start:end])
            start = place
        end = place + 1
    if end >= 0:
        yield Edit(offset + start, offset + end, before[start:end], after[start:end])
