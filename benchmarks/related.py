"""How good and how fast related articles are: `python -m benchmarks.related CORPUS.jsonl.gz [--size N,N]`.

Quality, on real text without labels: each of 2,000 articles is cut into two halves, sentence by sentence in turn; one
half is hidden among 10,000 other articles, and the other asks for what is related to it. CORPUS has an article a line:
JSON with `title`, `lead` and `paragraphs`. Speed, on the made-up corpus of the other benchmarks, in a process of its
own for each size.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np

from benchmarks.measure import measure
from benchmarks.rivals import Bm25, Hugo, Rival, SharedTags
from benchmarks.tools import ROOT
from ssg.content.likeness import Content, vectors
from ssg.core.vector import Vector, unpack
from ssg.index.related.blobs import MemoryBlobs
from ssg.index.related.matches import matches
from ssg.index.related.postings import Postings
from ssg.index.related.score import Rules

QUERIES, OTHERS = 2_000, 10_000
RANKS = (1, 5, 10)
_SENTENCE = re.compile(r"(?<=[.!?…]) ")


class Hunt(NamedTuple):
    """What is hidden, and who looks for it: the halves that ask, and all texts, those that they look for first.

    A text is title, summary and body; halves have a body alone.
    """

    asking: list[str]
    texts: list[tuple[str, str, str]]


def hunt(corpus: Path, seed: int) -> Hunt:
    """Cut and hide."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    random.Random(seed).shuffle(articles)  # noqa: S311 - no secret
    asking, hidden = [], []
    for article in articles[:QUERIES]:
        parts = (article["lead"], *article["paragraphs"])
        sentences = [one for part in parts for one in _SENTENCE.split(part) if one.strip()]
        asking.append(" ".join(sentences[::2]))
        hidden.append(("", "", " ".join(sentences[1::2])))
    others = [(a["title"], a["lead"], "\n".join(a["paragraphs"])) for a in articles[QUERIES : QUERIES + OTHERS]]
    return Hunt(asking, hidden + others)


class Ours:
    """What a site does, but for time and near-duplicates: the halves have no dates, and are each other's."""

    def __init__(self, texts: list[tuple[str, str, str]]) -> None:
        """Index all texts."""
        self._postings = Postings(MemoryBlobs())
        self._dates = np.zeros(len(texts) + 1, dtype=np.int64)
        self._postings.fill(((number, vector(*text)) for number, text in enumerate(texts)), len(texts))
        self._view = self._postings.whole()

    def scores(self, text: str) -> dict[int, float]:
        """Score as for a list, without a least score."""
        rules = Rules(half_life=0, least=1)
        return dict(matches(self._view, self._dates, -1, vector("", "", text), rules).scores)


def vector(title: str, summary: str, text: str) -> Vector:
    """The vector of a text without labels."""
    return unpack(*vectors([Content(title, summary, text)]))


def recall(rival: Rival, asking: list[str]) -> list[float]:
    """Say how often the other half is among the first so many; where scores are equal, how likely it is."""
    sums = [0.0] * len(RANKS)
    for own, text in enumerate(asking):
        found = rival.scores(text)
        mine = found.get(own, 0)
        if not mine:
            continue
        rest = [score for number, score in found.items() if number >= QUERIES]
        before, equal = sum(score > mine for score in rest), sum(score == mine for score in rest) + 1
        for at, rank in enumerate(RANKS):
            sums[at] += min(1.0, max(0.0, (rank - before) / equal))
    return [value / len(asking) for value in sums]


def quality(corpus: Path, seed: int) -> Iterator[str]:
    """Measure all, and give the lines of a table."""
    asking, texts = hunt(corpus, seed)
    plain = ["\n".join(filter(None, text)) for text in texts]
    ways: Mapping[str, Callable[[], Rival]] = {
        "`ssg`": lambda: Ours(texts),
        "Hugo's Related": lambda: Hugo(plain),
        "Shared tags": lambda: SharedTags(plain),
        "BM25 on syllables": lambda: Bm25(plain),
    }
    yield f"| Recall | {' | '.join(f'@{rank}' for rank in RANKS)} | ms a query |"
    yield "|---|---:|---:|---:|---:|"
    for name, make in ways.items():
        rival = make()
        begun = time.process_time()
        found = recall(rival, asking)
        spent = (time.process_time() - begun) / len(asking) * 1e3
        yield f"| {name} | {' | '.join(f'{value:.3f}' for value in found)} | {spent:.2f} |"


def speed(articles: int) -> str:
    """Measure the made-up corpus of so many articles in a process of its own, and give a row of a table."""
    with TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        command = [sys.executable, "-m", "benchmarks.related_speed", str(articles), folder]
        cost = measure(command, ROOT, os.environ, log)
        took = json.loads(log.read_text())
    cells = [f"{took[name]:.2f}" for name in ("vectors", "cold", "processor", "add", "remove")]
    return f"| {articles:,} | {' | '.join(cells)} | {cost.peak / 1e6:.0f} | {took['kept'] / 1e6:.0f} |"


def main() -> None:
    """Measure what was asked for, and print tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.related", description="Measure related articles.")
    parser.add_argument("corpus", type=Path, nargs="?", help="real articles, for quality")
    parser.add_argument("--size", default="", metavar="N,N", help="sizes of the made-up corpus, for speed")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    if options.corpus:
        for line in quality(options.corpus, options.seed):
            print(line, flush=True)
    if options.size:
        names = "Vectors, cpu s | All lists, s | cpu s | One more, s | One less, s | Peak, MB | Kept, MB"
        print(f"\n| Articles | {names} |\n|{'---:|' * 8}", flush=True)
        for size in options.size.split(","):
            print(speed(int(size)), flush=True)


if __name__ == "__main__":
    main()
