"""No article stands twice on an article's page; and almost all pages of a section still share their blocks."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ssg.index.model import Site
from ssg.index.related.picked import picks
from ssg.pages.blocks import BLOCK
from ssg.pages.blocks.distinct import common_picks, first_but, related_to
from ssg.pages.reader import Reader
from ssg.request import Request
from tests.conftest import TinySite, article_file, parse_tree

CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Thủ đô"
[[categories]]
name = "Kinh tế"
[blocks]
distinct = true
[blocks.tin-khac]
count = 3
[blocks.nen-xem]
count = 2
[blocks.lien-quan]
count = 2
[blocks.topic]
count = 2
[blocks.latest]
count = 2
[blocks.most-read]
count = 2
"""
BLOCKS = ("topic", "lien-quan", "nen-xem", "tin-khac")
THEME = """-- templates/base.html --
{% block main %}{% endblock %}
-- templates/article.html --
{{ block("topic") }}{{ block("lien-quan") }}{{ block("nen-xem") }}{{ block("tin-khac") }}
""" + "".join(
    f"-- templates/blocks/{name}.html --\n<{name}>{{% for c in block.cards %}}{{{{ c.title }}}} {{% endfor %}}"
    f"</{name}>\n"
    for name in BLOCKS
)


def by_names(site: Site, path: str, count: int) -> tuple[str, ...]:
    """Related articles as these tests can foretell them: picked ones, then by topic (three) and tags, newest first."""
    brief, places = site.briefs[path], site.places
    groups = [site.topics[places.topics[brief.topic]]] * 3 if brief.topic else []
    groups += [site.tags[places.tags[tag]] for tag in brief.tags]
    weights = Counter(other for group in groups for other in group.paths if other != path)
    ranked = sorted(weights, key=lambda other: (weights[other], site.briefs[other].time), reverse=True)
    return tuple(dict.fromkeys((*picks(site, path), *ranked)))[:count]


@pytest.fixture(autouse=True)
def _foretold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssg.pages.recorder.related", by_names)
    monkeypatch.setattr("ssg.index.rows.related", by_names)


def article(number: int, category: str = "thu-do", **more: str) -> str:
    front = {"title": f"T{number}", "date": f"2026-01-01 {number // 60:02}:{number % 60:02}", **more}
    return article_file(f"{category}/{number:04}.md", **front)


def shown(tiny: TinySite, number: int, category: str = "thu-do") -> dict[str, list[str]]:
    page = tiny.read(f"{category}/2026/01/t{number}/index.html")
    return {name: found[1].split() if (found := re.search(f"<{name}>(.*?)</{name}>", page)) else [] for name in BLOCKS}


def busy(**more: str) -> str:
    """Ten articles: a topic of six, picks among the newest, tags in common."""
    literal = CONFIG + THEME
    for number in range(10):
        fields = {"tags": "chung"}
        if number % 2 == 0 or number == 9:
            fields["topic"] = "Mùa lũ"
        if number in (7, 8):
            fields["featured"] = "true"
        if number == 3:
            fields |= more
        literal += article(number, **fields)
    return literal


def test_each_block_leaves_out_what_stands_before_it(site: Callable[[str], TinySite]) -> None:
    tiny = site(busy())
    tiny.build()
    # The topic has 0, 2, 4, 6, 8 and 9; the picks are 8 and 7.
    assert shown(tiny, 0) == {
        "topic": ["T9", "T8"],
        "lien-quan": ["T6", "T4"],
        "nen-xem": ["T8", "T7"],
        "tin-khac": ["T9", "T5", "T3"],
    }
    # 8 itself is no pick here, and nothing that stands above comes again below.
    assert shown(tiny, 8) == {
        "topic": ["T9", "T6"],
        "lien-quan": ["T4", "T2"],
        "nen-xem": ["T7"],
        "tin-khac": ["T9", "T6", "T5"],
    }
    # Without a topic, what is related is the newest of the tag: 9 and 8.
    assert shown(tiny, 5) == {
        "topic": [],
        "lien-quan": ["T9", "T8"],
        "nen-xem": ["T7"],
        "tin-khac": ["T6", "T4", "T3"],
    }


def test_what_is_hand_picked_stands_where_the_editor_wants_it(site: Callable[[str], TinySite]) -> None:
    tiny = site(busy(related="[0009.md, 0008.md]", topic="Mùa lũ"))
    tiny.build()
    assert shown(tiny, 3)["lien-quan"] == ["T9", "T8"]
    assert shown(tiny, 3)["topic"] == ["T6", "T4"]
    assert shown(tiny, 3)["nen-xem"] == ["T7"]


def test_the_classic_layout(site: Callable[[str], TinySite]) -> None:
    tiny = site(busy().replace("distinct = true", "distinct = false"))
    tiny.build()
    assert shown(tiny, 0) == {
        "topic": ["T9", "T8"],
        "lien-quan": ["T9", "T8"],
        "nen-xem": ["T8", "T7"],
        "tin-khac": ["T9", "T8", "T7"],
    }


def test_a_block_that_the_theme_does_not_print_takes_nothing_away(site: Callable[[str], TinySite]) -> None:
    tiny = site(busy().replace('{{ block("topic") }}', "").replace('block("nen-xem")', 'block("nen-xem", count=1)'))
    tiny.build()
    assert shown(tiny, 0)["lien-quan"] == ["T9", "T8"]
    assert shown(tiny, 0)["nen-xem"] == ["T7"]
    assert shown(tiny, 0)["tin-khac"] == ["T6", "T5", "T4"]
    # A template that comes to print one more is seen, whatever was remembered.
    tiny.edit(
        "templates/article.html", '{{ block("lien-quan") }}', '{{ block("topic", count=1) }}{{ block("lien-quan") }}'
    )
    tiny.build()
    assert shown(tiny, 0)["topic"] == ["T9"]
    assert shown(tiny, 0)["lien-quan"] == ["T8", "T6"]


def test_the_strip_of_another_topic_takes_nothing_away(site: Callable[[str], TinySite]) -> None:
    tiny = site(busy().replace('block("topic")', 'block("topic", topic="Khác")'))
    tiny.build()
    assert shown(tiny, 0)["lien-quan"] == ["T9", "T8"]


def test_older_articles_are_distinct_as_well(site: Callable[[str], TinySite]) -> None:
    tiny = site(busy().replace("[blocks.tin-khac]", '[blocks.tin-khac]\norder = "older"'))
    tiny.build()
    assert shown(tiny, 9)["tin-khac"] == ["T6", "T5", "T3"]  # 8 and 7 are picks, 4 is related


def test_a_topic_of_one_article(site: Callable[[str], TinySite]) -> None:
    tiny = site(CONFIG + THEME + article(1, topic="Lẻ loi") + article(2))
    tiny.build()
    assert shown(tiny, 1)["topic"] == []
    assert "<topic>" not in tiny.read("thu-do/2026/01/t1/index.html")
    assert "T1" in tiny.read("topic/le-loi/index.html")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[blocks]\ndistinct = 1\n", "`blocks.distinct` must be true or false, not the number 1"),
        ("distinct = true\n", "unknown key `distinct`"),
        ("[blocks]\ndistinkt = true\n", "`blocks.distinkt` must be a table, not true"),
    ],
)
def test_what_else_is_written(site: Callable[[str], TinySite], text: str, said: str) -> None:
    tiny = site(f'-- site.toml --\ntitle = "T"\n{text}')
    assert said in tiny.said()


def archive(size: int) -> str:
    """An archive of two sections, in a literal: tags in common, a topic, picks."""
    literal = CONFIG + THEME
    for number in range(size):
        literal += article(number, "kinh-te" if number % 3 == 0 else "thu-do", tags=f"thẻ {number // 4}")
    literal += article(size, "thu-do", featured="true", topic="Mùa lũ", tags="mới")
    return literal + article(size + 1, "thu-do", topic="Mùa lũ", tags="mới")


def publishing(tiny: TinySite, number: int) -> int:
    """Publish one more article, and count the blocks that are rendered."""
    tiny.build()
    tiny.add(article(number, "thu-do", topic="Mùa lũ", tags="mới"))
    tiny.build()
    return tiny.work.blocks


def test_publishing_renders_as_many_blocks_in_an_archive_of_any_size(site: Callable[[str], TinySite]) -> None:
    few, many = (publishing(site(archive(size)), size + 2) for size in (40, 160))
    assert few == many <= 20


def front(site: Site, read: Reader) -> frozenset[str]:
    """Every article that a block shows on pages that have nothing of their own.

    An article's page that is none of these and lists none of them as related has the keys of its section and its topic.
    """
    blocks = site.config.blocks
    found = {*site.most_read[: blocks["most-read"].count], *site.order[: blocks["latest"].count], *site.breaking}
    found.update(site.picks[: max(blocks["nen-xem"].count, read.printed("nen-xem"))])
    others, common = max(blocks["tin-khac"].count, read.printed("tin-khac")), set(common_picks(read))
    for slug, category in site.categories.items():
        if category.section == slug:
            found.update(first_but(site.by_category[slug], common, others), common)
    strips = max(blocks["topic"].count, read.printed("topic"))
    for group in site.topics.values():
        found.update(group.paths[:strips])
    return frozenset(found)


NUMBERS = st.integers(0, 13)
SITES = st.lists(
    st.fixed_dictionaries(
        {
            "category": st.sampled_from(["thu-do", "kinh-te"]),
            "tags": st.sampled_from(["a", "b", "[a, b]", ""]),
            "topic": st.sampled_from(["", "", "x", "y"]),
            "featured": st.sampled_from(["", "", "", "true", "2"]),
            "related": st.one_of(st.just(""), NUMBERS.map(lambda n: f"[/tin/{n}.md]")),
        }
    ),
    min_size=14,
    max_size=14,
)


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(fields=SITES)
def test_pages_away_from_the_front_have_the_keys_of_their_section(
    fields: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    from ssg.plan import planning

    tiny = TinySite(tmp_path_factory.mktemp("site"), CONFIG + THEME)
    for number, one in enumerate(fields):
        lines = "".join(f"{key}: {value}\n" for key, value in one.items() if value)
        tiny.write(f"content/tin/{number}.md", f"---\ntitle: T{number}\ndate: 2026-01-{number + 1:02}\n{lines}---\nx\n")
    request: Request = tiny.request()._replace(output=None)
    with planning(request) as planned:
        read, site = planned.context.read, planned.edition.site
        at_front = front(site, read)
        for page in (page for page in planned.edition.pages if page.kind == "article"):
            path = str(page.subject[0])
            listed = {*related_to(read, path, 2), *site.briefs[path].picks}
            blocks = []
            for name in ("topic", "lien-quan", "nen-xem", "tin-khac"):
                view = BLOCK[name].view(read, BLOCK[name].key(read, page, {}))
                urls = {read.card(other).url: other for other in site.briefs}
                blocks.append([urls[card.url] for card in view.cards] if view else [])
            three = [other for block in blocks[1:] for other in block]
            assert len(set(three)) == len(three)
            assert path not in three + blocks[0]
            assert not set(blocks[0]) & set(blocks[1])
            if path in at_front or listed & at_front:
                continue
            keys = {
                name: BLOCK[name].key(read, page, {})
                for name in ("nen-xem", "tin-khac", "topic", "most-read", "latest")
            }
            assert keys == {
                "nen-xem": ("", 2, 0),
                "tin-khac": (read.metadata(path).section, "", 3, 0),
                "topic": (read.metadata(path).topic, "", 2, 0),
                "most-read": ("", 2, 0),
                "latest": ("", "", 2, 0),
            }


def test_most_read_repeats_nothing_of_the_page(site: Callable[[str], TinySite]) -> None:
    """What is read most is usually what everything else on the page shows, too; then come the next ones."""
    printed = "".join(f'{{{{ block("{name}") }}}}' for name in (*BLOCKS, "most-read"))
    tiny = site(CONFIG + THEME)
    tiny.write("templates/article.html", printed)
    tiny.write(
        "templates/blocks/most-read.html", "<most-read>{% for c in block.cards %}{{ c.title }} {% endfor %}</most-read>"
    )
    names = range(14)
    for number in names:
        front = f"category: Thủ đô\ntopic: {'x' if number % 3 else 'y'}\nfeatured: {'true' if number > 10 else '0'}\n"
        text = f"---\ntitle: T{number}\ndate: 2026-01-{number + 1:02}\n{front}---\nx\n"
        tiny.write(f"content/tin/{number:02}.md", text)
    tiny.write("data/most-read.json", json.dumps([f"tin/{number:02}.md" for number in reversed(names)]))
    tiny.build()
    for number in names:
        page = tiny.read(f"thu-do/2026/01/t{number}/index.html")
        others, _, most_read = page.partition("<most-read>")
        shown = re.findall(r"T\d+", most_read)
        assert len(shown) == 2
        assert not {*shown, f"T{number}"} & {*re.findall(r"T\d+", others)}, number


def test_the_literal_is_what_it_seems() -> None:
    assert set(parse_tree(busy())) >= {"site.toml", "templates/article.html", "content/thu-do/0009.md"}
