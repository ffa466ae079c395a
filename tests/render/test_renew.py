"""New texts of blocks on pages whose blocks stay the same: which they are is told by what they were."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssg.pages.blocks.names import identity_of
from ssg.render.renew import NO_TEXTS, texts_of
from tests.conftest import TinySite, article_file

A, B, C = (identity_of("latest", (count, "")) for count in (1, 2, 3))
OTHER = identity_of("menu", ())


@pytest.mark.parametrize(
    ("known", "changed", "found"),
    [
        ({A: "1", B: "2", OTHER: "1"}, {A: "9"}, {("latest", "1"): A}),
        ({A: "1", B: "2", OTHER: "1"}, {A: "9", OTHER: "8"}, {("latest", "1"): A, ("menu", "1"): OTHER}),
        ({A: "1", B: "2", OTHER: "1"}, {C: "9"}, NO_TEXTS),
        ({A: "1", B: "1", OTHER: "1"}, {A: "9"}, NO_TEXTS),
        ({A: "1", B: "1", OTHER: "1"}, {OTHER: "9"}, {("menu", "1"): OTHER}),
        ({A: "1", B: "2", OTHER: "1"}, {A: "9", B: ""}, NO_TEXTS),
        ({B: "2", OTHER: "1"}, {A: "9"}, NO_TEXTS),
    ],
    ids=["one", "two", "none", "alike", "alike but unchanged", "cannot be rendered", "unknown"],
)
def test_what_the_parts_of_a_page_tell(known: dict[str, str], changed: dict[str, str], found: object) -> None:
    assert texts_of([A, B, OTHER], known, changed) == found


ARTICLES = "".join(
    article_file(f"tin/{n}.md", title=f"Bài {n}", date=f"2026-10-{n:02} 08:00", **({"topic": "Bão"} if n > 22 else {}))
    for n in range(1, 25)
)
# Blocks of one name, of which two have the same text until the topic has a third article.
TWICE = """-- templates/blocks/topic.html --
({% for card in block.cards %}{{ card.title }} {% endfor %})
-- templates/article.html --
{{ page.title }} {{ block("topic", topic="Bão", count=2) }} {{ block("topic", topic="Bão", count=5) }}
{{ block("tin-khac") }} {{ block("topic", topic="Bão", count=2) }}
"""


def test_pages_with_new_texts_are_those_of_a_clean_build(site: Callable[[str], TinySite]) -> None:
    tiny = site(ARTICLES + TWICE)
    tiny.build()
    for n in (25, 26, 27):
        topic = {"topic": "Bão"} if n == 26 else {}
        tiny.add(article_file(f"tin/{n}.md", title=f"Tin nóng {n}", date=f"2026-11-{n - 24:02} 08:00", **topic))
        tiny.build()
        assert tiny.work.rendered < 20 < tiny.work.spliced  # all other articles, for their blocks alone
        assert_clean(tiny)
    old = tiny.read("tin/2026/10/bai-1/index.html")
    assert "(Tin nóng 26 Bài 24 )\n (Tin nóng 26 Bài 24 Bài 23 )" in old
    tiny.edit("content/tin/25.md", "Tin nóng 25", "Tin rất nóng, và dài hơn")
    tiny.build()
    assert "Tin rất nóng, và dài hơn" in tiny.read("tin/2026/10/bai-1/index.html")
    assert_clean(tiny)


def assert_clean(tiny: TinySite) -> None:
    """Compare with a build into a folder into which nothing was published before."""
    folder = tiny.root / f"clean{len(list(tiny.root.glob('clean*')))}"
    assert tiny.try_build(output=folder).published is not None
    assert tiny.tree() == tiny.tree(folder)
