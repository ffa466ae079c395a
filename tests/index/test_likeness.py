"""The vector of one article, and what two articles share."""

from __future__ import annotations

from typing import Any

from ssg.content.likeness import TERMS, Content, category_label, vectors
from ssg.core.text.terms import pair, term
from ssg.core.vector import FULL, UNIT, Vector, unpack
from ssg.index.related.score import NEAR, shared

FLOOD = "Lũ trên sông Đáy lên nhanh, đê tả Đáy ở Ứng Hoà bị tràn, hàng trăm hộ dân phải sơ tán trong đêm."
MORE_FLOOD = "Nước lũ sông Đáy rút chậm. Đê tả Đáy đã được gia cố, người dân Ứng Hoà dọn bùn sau một đêm sơ tán."
MATCH = "Đội bóng chuyền nữ thắng ngược trong loạt đấu cuối, giành vé vào chung kết giải trẻ quốc gia."


def vector(text: str = "", title: str = "", **more: Any) -> Vector:
    return unpack(*vectors([Content(title, more.pop("summary", ""), text, **more)]))


def words(one: Vector, other: Vector) -> int:
    return shared(one, other)[1]


def labels(one: Vector, other: Vector) -> int:
    return shared(one, other)[2]


def test_what_is_alike_scores_more() -> None:
    flood, more, match = vector(FLOOD), vector(MORE_FLOOD), vector(MATCH)
    assert words(flood, more) == words(more, flood) > FULL // 20
    assert words(flood, match) < FULL // 100
    assert abs(words(flood, flood) - FULL) < FULL // 50
    assert words(flood, vector(FLOOD + " Tin sẽ được cập nhật.")) >= NEAR


def test_a_long_text_keeps_its_most_telling_terms() -> None:
    text = " ".join(f"vần{n} điệu{n} vần{n}" for n in range(400))
    kept = vector(text)
    assert len(kept.terms) == TERMS == kept.words
    assert abs(sum(w * w for w in kept.weights) - FULL) < FULL // 10


def test_words_of_the_title_come_first() -> None:
    weights = dict(zip(*vector("Một đoạn văn về zanzibar và kilimanjaro.", "Zanzibar")[:2], strict=True))
    assert weights[term("zanzibar")] > weights[term("kilimanjaro")]


def test_a_pair_that_comes_once_and_is_unknown_is_chance() -> None:
    once = vector("xanh tím vàng nâu")
    assert pair(term("tím"), term("vàng")) not in once.terms
    assert pair(term("tím"), term("vàng")) in vector("xanh tím vàng nâu. Lại tím vàng.").terms


def test_labels() -> None:
    tagged = vector(tags=("Đê điều", "Hà Nội"), topic="Lũ sông Đáy", category=category_label("", "Thủ đô"))
    assert tagged.words == 0
    assert len(tagged.terms) == 4
    assert labels(tagged, vector(topic="Lũ sông Đáy")) == 114 * 114 > FULL * 15 // 100
    assert labels(tagged, vector(category=category_label("thu-do/a.md", ""))) == 26 * 26
    rare, known = labels(tagged, vector(tags=("đê điều",))), labels(tagged, vector(tags=("hà nội",)))
    assert rare > known > 26 * 26
    assert labels(vector(tags=("cầu",)), vector(topic="cầu", category=category_label("", "cầu"))) == 0


def test_what_an_article_is_filed_under_takes_nothing_from_its_words() -> None:
    plain, filed = vector(FLOOD), vector(FLOOD, tags=("lũ", "đê"), topic="Lũ", category=category_label("", "tin"))
    assert filed.terms[: filed.words] == plain.terms
    assert filed.weights[: filed.words] == plain.weights


def test_a_language_without_a_table() -> None:
    one = vector("The reservoir overflowed and the embankment was damaged.", language="en")
    other = vector("Engineers inspected the embankment of the reservoir.", language="en")
    third = vector("The team has won the cup and the fans are out.", language="en")
    assert words(one, other) > 5 * words(one, third)
    assert min(one.weights) >= 1


def test_nothing_is_like_nothing() -> None:
    assert vector() == vector(language="en")
    assert len(vector().terms) == 0
    assert max(vector("zanzibar").weights) == UNIT


def test_articles_at_once_have_the_vectors_that_they_have_alone() -> None:
    articles = [
        *(Content(f"{FLOOD[:n]} {n}", MATCH[n:], FLOOD * (n % 4), ("Đê điều",) * (n % 2)) for n in range(30)),
        *(Content("", "", ""), Content("Một", "", "", language="en"), Content("Hai, hai ba", "", MATCH, language="xx")),
        *(Content("", "", " ", language="en"), Content("\ufffe \0", "a-b a-b", "\ud800", topic="Lũ")),
    ]
    assert vectors(articles) == [found for one in articles for found in vectors([one])]
    assert vectors([]) == []
