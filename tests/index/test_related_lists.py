"""Lists of related articles: after any edits they are those of a clean start, and those of comparing all with all."""

from __future__ import annotations

import random
import struct
from collections.abc import Mapping
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ssg.index.related.finder
import ssg.index.related.matches
import ssg.index.related.update
from ssg.core.vector import FINDS, UNIT, pack, unpack
from ssg.index.related.blobs import MemoryBlobs
from ssg.index.related.finder import Finder
from ssg.index.related.score import NEAR, Rules
from ssg.index.related.update import Subject, Updated, update


def whole(weights: dict[int, int]) -> tuple[tuple[int, int], ...]:
    """Give words the length that those of a vector have."""
    length = sum(w * w for w in weights.values()) ** 0.5
    return tuple((term, int(w * UNIT / length)) for term, w in sorted(weights.items()))


class Text(NamedTuple):
    """An article as far as it matters here."""

    date: int
    words: tuple[tuple[int, int], ...]
    labels: tuple[tuple[int, int], ...]
    picks: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{hash(self):x}"


# Terms that lie in few shards, some in one.
WORDS = [number * 0x0404_0000 + 7 * number for number in range(14)]
LABELS = [(0xF000_0001, 114), (0xF000_0002, 60), (0xF000_0003, 26)]
PATHS = [f"{n}.md" for n in range(10)]
TEXTS = st.builds(
    Text,
    st.sampled_from([0, 0, 5, 100, 9_000]),
    st.dictionaries(st.sampled_from(WORDS), st.sampled_from([1, 2, 4]), max_size=5).map(whole),
    st.sets(st.sampled_from(LABELS), max_size=2).map(lambda s: tuple(sorted(s))),
    st.sampled_from([(), (), ("1.md",), ("2.md", "1.md")]),
)
CORPORA = st.dictionaries(st.sampled_from(PATHS), TEXTS, min_size=5, max_size=10)
RULES = st.builds(
    Rules,
    half_life=st.sampled_from([0, 50]),
    least=st.sampled_from([1_500, 9_000]),
    count=st.just(1),
    spare=st.just(0),
    strip=st.sampled_from([0, 0, 2]),
)


@pytest.fixture(autouse=True, params=[16, 0], ids=["dense", "sparse"])
def small(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Terms are common soon; postings are added up in either way."""
    monkeypatch.setattr(ssg.index.related.matches, "_SPARSE", request.param)
    monkeypatch.setattr(ssg.index.related.matches, "COMMON", 4)
    monkeypatch.setattr(ssg.index.related.update, "COMMON", 4)


PACKED: dict[str, bytes] = {}


def packed(text: Text) -> bytes:
    terms = struct.pack(f"<{len(text.words)}I", *[term for term, _ in text.words])
    return pack(terms, bytes(weight for _, weight in text.words), text.labels)


def finder_of(blobs: MemoryBlobs, rules: Rules) -> Finder:
    return Finder(blobs, rules, PACKED.__getitem__)


def bring(finder: Finder, corpus: Mapping[str, Text]) -> Updated:
    PACKED.update({text.key: packed(text) for text in corpus.values()})
    return update(finder, {path: Subject(x.key, x.date, picks(corpus, path)) for path, x in corpus.items()})


def picks(corpus: Mapping[str, Text], path: str) -> tuple[str, ...]:
    return tuple(pick for pick in corpus[path].picks if pick in corpus and pick != path)


def started(corpus: Mapping[str, Text], rules: Rules) -> Finder:
    finder = finder_of(MemoryBlobs(), rules)
    bring(finder, corpus)
    return finder


def shown(finder: Finder) -> dict[str, list[str]]:
    columns = finder.columns
    return {p: list(columns.shown(at)) for at, p in enumerate(columns.paths) if p}


def by_reason(corpus: Mapping[str, Text], rules: Rules) -> dict[str, list[str]]:
    """The same by comparing each with each, as the rules say it in words."""
    common = [
        t for t in WORDS + [t for t, _ in LABELS] if sum(t in dict(x.words + x.labels) for x in corpus.values()) > 4
    ]

    def product(one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...], but: list[int]) -> int:
        return sum(w * dict(other)[t] for t, w in one if t in dict(other) and t not in but)

    lists = {}
    for path, text in corpus.items():
        found = []
        for other, its in corpus.items():
            finding = [(t, w) for t, w in text.labels if w >= FINDS]
            meets = product(text.words, its.words, common) + product(tuple(finding), its.labels, common)
            value = product(text.words, its.words, common) + product(text.labels, its.labels, [])
            apart = abs(text.date - its.date)
            score = value * rules.half_life // (rules.half_life + apart) if rules.half_life else value
            if other != path and meets and score >= rules.least and product(text.words, its.words, []) < NEAR:
                found.append((-score, -its.date, other))
        kept = [other for _, _, other in sorted(found)[: rules.kept]]
        chosen = list(picks(corpus, path))
        first = len(chosen)
        for other in kept:
            if not any(product(corpus[other].words, corpus[c].words, []) >= NEAR or other == c for c in chosen):
                chosen.append(other)
        wanted = rules.count + (rules.strip if LABELS[0] in text.labels else 0)
        lists[path] = chosen[first : first + wanted]
    return lists


@given(CORPORA, RULES)
@settings(max_examples=150, deadline=None)
def test_a_list_is_the_best_of_all_pairs(corpus: dict[str, Text], rules: Rules) -> None:
    assert shown(started(corpus, rules)) == by_reason(corpus, rules)


@pytest.mark.slow
@given(CORPORA, RULES, st.sampled_from([1, 2, 80]))
@settings(max_examples=150, deadline=None)
def test_all_postings_and_those_of_each_list_give_the_same(corpus: dict[str, Text], rules: Rules, best: int) -> None:
    by_list = started(corpus, rules)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssg.index.related.finder, "MANY", 1)
        patch.setattr(ssg.index.related.finder, "_AT_ONCE", best)
        at_once = started(corpus, rules)
    assert shown(at_once) == shown(by_list)
    for number in range(len(corpus)):
        assert at_once.blobs.get("lists", number) == by_list.blobs.get("lists", number)


EDITS = st.lists(st.dictionaries(st.sampled_from(PATHS), st.none() | TEXTS, min_size=1, max_size=2), max_size=4)


@pytest.mark.slow
@given(CORPORA, EDITS, RULES, st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_brought_up_to_date_is_made_anew(
    corpus: dict[str, Text], edits: list[dict[str, Text | None]], rules: Rules, dice: random.Random
) -> None:
    finder = started(corpus, rules)
    for edit in edits:
        before = shown(finder)
        order = [(path, text) for path, text in (corpus | edit).items() if text is not None]
        dice.shuffle(order)
        corpus = dict(order)
        assert isinstance(finder.blobs, MemoryBlobs)
        finder = finder_of(finder.blobs, rules)  # as the next build finds it
        changed = bring(finder, corpus).changed
        now = shown(finder)
        assert now == shown(started(corpus, rules))
        assert changed == {path for path in now if now[path] != before.get(path, [])}


@given(CORPORA, TEXTS, RULES)
def test_adding_and_removing_one_changes_nothing(corpus: dict[str, Text], text: Text, rules: Rules) -> None:
    finder = started(corpus, rules)
    before = shown(finder)
    bring(finder, corpus | {"new.md": text})
    bring(finder, corpus)
    assert shown(finder) == before


def test_numbers_come_back_from_bytes() -> None:
    vector = unpack(pack(b"\7\0\0\0\xff\xff\xff\xff", b"\xff\1", [(3, 26)]))
    assert (list(vector.terms), list(vector.weights), vector.words) == ([7, 0xFFFFFFFF, 3], [255, 1, 26], 2)
    assert unpack(b"").words == 0
