"""What the benchmark of related articles measures with: rivals, recall, the maker of the table of rarities."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

import benchmarks.related as module
from benchmarks.background import frequencies, table, texts
from benchmarks.related import hunt, quality, recall
from benchmarks.rivals import Bm25, Hugo, SharedTags, keywords
from ssg.core.text.background import unpack
from ssg.core.text.terms import pair, term

FLOOD = "Đê sông Đáy vỡ. Đê sông Đáy được đắp lại. Lũ lên, lũ rút."
MORE = "Đê sông Đáy thấp. Đê sông Đáy cần cao hơn. Lũ chưa rút, lũ còn lên."
MATCH = "Đội bóng chuyền thắng. Đội bóng chuyền vào chung kết."


class Fixed:
    """A rival that finds what it is told to."""

    def __init__(self, found: dict[int, float]) -> None:
        self._found = found

    def scores(self, text: str) -> dict[int, float]:
        return self._found


def test_recall_shares_a_place_among_equals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "QUERIES", 1)
    assert recall(Fixed({0: 3, 1: 2}), ["x"]) == [1, 1, 1]
    assert recall(Fixed({0: 2, 1: 3, 2: 2}), ["x"]) == [0, 1, 1]
    assert recall(Fixed({0: 2, 1: 2}), ["x"]) == [0.5, 1, 1]
    assert recall(Fixed({1: 2}), ["x"]) == [0, 0, 0]


def test_rivals_find_what_is_alike() -> None:
    assert pair(term("sông"), term("đáy")) in keywords(FLOOD, 5)
    for make in (SharedTags, Hugo, Bm25):
        found = make([MORE, MATCH]).scores(FLOOD)
        assert found[0] > found.get(1, 0)


def test_hugo_adds_weights_and_has_a_threshold() -> None:
    shared = len(set(keywords(FLOOD, 15)) & set(keywords(MORE, 15)))
    tags = len(set(keywords(FLOOD, 5)) & set(keywords(MORE, 5)))
    assert Hugo([MORE]).scores(FLOOD) == {0: 100 * shared + 80 * tags}
    assert Hugo([MORE])._is_enough(80, 1) is False
    assert Hugo([MORE])._is_enough(100, 1) is True


def corpus(folder: Path, articles: int) -> Path:
    file = folder / "corpus.jsonl.gz"
    with gzip.open(file, "wt", encoding="utf-8") as out:
        for n in range(articles):
            article = {"title": f"Tin {n}", "lead": f"Đê {n}.", "paragraphs": [f"Sông{n} lên. Sông{n} xuống."]}
            out.write(json.dumps(article) + "\n")
    return file


def test_halves_and_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "QUERIES", 2)
    monkeypatch.setattr(module, "OTHERS", 3)
    cut = hunt(corpus(tmp_path, 6), 1)
    assert (len(cut.asking), len(cut.texts)) == (2, 5)
    number = cut.asking[0].split()[1].rstrip(".")
    assert (cut.asking[0], cut.texts[0]) == (f"Đê {number}. Sông{number} xuống.", ("", "", f"Sông{number} lên."))
    rows = list(quality(corpus(tmp_path, 6), 1))
    assert [row.split(" | ")[0] for row in rows[2:]][-1] == "| BM25 on syllables"
    assert rows[2].startswith("| `ssg` | 1.000 | 1.000 | 1.000 |")


def test_the_table_of_rarities(tmp_path: Path) -> None:
    made = unpack(table(*frequencies(texts(corpus(tmp_path, 40)))))
    assert made.get(term("tin"), -1) == 0
    assert made.get(term("sông1"), -1) == -1
    assert made.unseen == round(16 * 1.4271164)
