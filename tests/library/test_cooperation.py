"""Who works with whom: sentences written beforehand, the seeds' partners, and no partners."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from wenku import clean
from wenku.annotate import annotate
from wenku.library.cooperation import cooperation_links, partners
from wenku.model import Block, BlockKind, Document, Metadata, Source
from wenku.trail import Trail

HERE = Path(__file__).parent
GOLDEN = HERE.parent / "golden" / "reference"
LEAST = 0.9
MISSED_IN_SEEDS = frozenset({"上海同济大学癌症中心", "浙大二院", "上海一院"})
"""Partners that the seeds name by a project or a branch of theirs only: known misses."""


def sentences(name: str) -> list[dict[str, Any]]:
    """Labelled sentences of one file."""
    loaded = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    assert isinstance(loaded, list)
    return loaded


def document(about: str, *paragraphs: str) -> Document:
    """A document with a title and paragraphs, annotated as the pipeline does it."""
    blocks, text = [Block(BlockKind.TITLE, 0, len(about), about)], about
    for number, paragraph in enumerate(paragraphs):
        start = len(text) + 1
        text = f"{text}\n{paragraph}"
        kind = BlockKind.PARAGRAPH
        blocks.append(Block(kind, start, len(text), paragraph, anchor=f"p{number}"))
    metadata = Metadata(title=about)
    source = Source("d.txt", "0" * 64, 1, "utf-8", "text/plain", "simplified")
    annotations = annotate(metadata, tuple(blocks))
    return Document("d", source, metadata, text, tuple(blocks), Trail(text), annotations)


def pairs(made: Document) -> set[tuple[str, str]]:
    """Names of the partners found."""
    return {(pair.source.name, pair.target.name) for pair in partners(made)}


@pytest.mark.parametrize("row", sentences("sentences_dev.yml"), ids=lambda row: row["text"][:16])
def test_sentences_it_was_written_with(row: dict[str, Any]) -> None:
    assert pairs(document(row["about"], row["text"])) == set(map(tuple, row["links"]))


def test_precision_and_recall_on_sentences_written_beforehand() -> None:
    held_out = sentences("sentences_held_out.yml")
    assert len(held_out) >= 30
    right = found = wanted = 0
    for row in held_out:
        got = pairs(document(row["about"], row["text"]))
        want = set(map(tuple, row["links"]))
        right, found, wanted = right + len(got & want), found + len(got), wanted + len(want)
    assert right / found >= LEAST
    assert right / wanted >= LEAST


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("00*.yml")), ids=lambda path: path.stem[:3])
def test_partners_of_the_seeds(path: Path, seeds: tuple[Path, ...]) -> None:
    seed = next(seed for seed in seeds if seed.stem == path.stem)
    reference = yaml.safe_load(path.read_text(encoding="utf-8"))
    wanted = {partner["name"] for partner in reference["partners"]} - MISSED_IN_SEEDS
    links = cooperation_links(clean(seed.read_bytes(), seed.name))
    named = {link.target for link in links}
    assert wanted <= named
    assert named - wanted <= {"蚌医一附院"}  # whom 浙大二院 sends its people to
    for link in links:
        assert link.quote
        assert link.anchor


def test_the_city_takes_part_in_what_its_houses_do() -> None:
    made = document("蚌埠市", "蚌埠市卫健委与上海市第十人民医院签署协议。")
    links = {(link.source, link.target) for link in cooperation_links(made)}
    assert links == {
        ("蚌埠市卫健委", "上海市第十人民医院"),
        ("蚌埠市", "上海市第十人民医院"),
    }


def test_the_quote_is_the_sentence_and_the_anchor_its_paragraph() -> None:
    made = document("阜阳市", "前一段。", "另一句。阜阳市与苏州市签署协议。后一句。")
    (link,) = cooperation_links(made)
    assert (link.anchor, link.quote) == ("p1", "阜阳市与苏州市签署协议。")


def test_headings_and_lists_of_many_make_no_partners() -> None:
    short = "合肥芜湖蚌埠淮南淮北铜陵安庆滁州阜阳宿州六安亳州池州宣城黄山"
    names = "、".join(f"{short[at : at + 2]}市" for at in range(0, len(short), 2))
    made = document("南京市", f"{names}联合发文。")
    assert pairs(made) == set()


@given(
    st.text(alphabet="与和同、，。联合签署合作共建上海市南京医院在由帮扶《》“”甲乙", max_size=120)
)
def test_any_text_is_read_without_harm(text: str) -> None:
    made = document("南京市", text)
    for pair in partners(made):
        assert pair.source.name != pair.target.name
        assert 0 <= pair.start < pair.end <= len(text)


def test_long_lists_of_signs_cost_little() -> None:
    made = document("南京市", "与上海市、" * 4000, "南京市" * 4000, "与同" * 8000)
    assert pairs(made) == set()
