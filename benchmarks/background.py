"""Make the table of how rare terms are: `python -m benchmarks.background CORPUS.jsonl.gz [--language vi]`.

CORPUS has an article a line: JSON with `title`, `lead` and `paragraphs`. Of it, only numbers that stand for terms and
how rare each is are kept: no text can be read back out of the table.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.tools import ROOT
from ssg.core.text.background import STEP, pack
from ssg.core.text.terms import terms

AT_LEAST = 16
"""Articles that must have a term for it to be in the table: with fewer, how rare it is would be chance."""
TOO_MANY = 0.1
"""The part of all articles from which on a term says nothing."""
FOLDER = ROOT / "ssg" / "core" / "text" / "background"


def texts(corpus: Path) -> Iterator[str]:
    """Give the text of each article."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            yield "\n".join((article["title"], article["lead"], *article["paragraphs"]))


def frequencies(articles: Iterable[str]) -> tuple[Counter[int], int]:
    """Count in how many articles each term is, and the articles."""
    found: Counter[int] = Counter()
    total = 0
    for text in articles:
        singles, pairs = terms(text)
        found.update({*singles.tolist(), *pairs.tolist()})
        total += 1
    return found, total


def table(found: Counter[int], total: int) -> bytes:
    """Make the table of the frequencies."""
    rarity = {
        number: 0 if count > TOO_MANY * total else min(255, round(STEP * math.log(total / count)))
        for number, count in found.items()
        if count >= AT_LEAST
    }
    return pack(rarity, min(255, round(STEP * math.log(total / (0.6 * AT_LEAST)))))


def main() -> None:
    """Write the table into the package."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.background", description="Make a table of rarities.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--language", default="vi")
    options = parser.parse_args()
    data = table(*frequencies(texts(options.corpus)))
    file = FOLDER / f"{options.language}.terms"
    file.write_bytes(data)
    print(f"{file.name}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
