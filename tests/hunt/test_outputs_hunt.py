"""A hunt for stale outputs by the templates of the theme: random edits on all that outputs go by, each compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest

from tests.conftest import CONFIG, TinySite
from tests.hunt.lengths import TIMES
from tests.test_plain_pages import check_against_clean

pytestmark = pytest.mark.slow

OUTPUTS = """
[deploy]
keep = 0
[[categories]]
name = "Thủ đô"
[[categories]]
name = "English"
language = "en"
[[outputs]]
name = "app"
path = "/api/thu-do.json"
category = "Thủ đô"
count = 3
[[outputs]]
name = "zalo"
path = "/zalo.xml"
profile = "zalo"
tag = "lũ"
featured = false
count = 4
[[outputs]]
name = "nghe"
path = "/podcast.xml"
has = "audio"
[outputs.podcast]
image = "/bia.jpg"
[[outputs]]
name = "thu"
path = "/thu/{yyyy}-{mm}-{dd}.html"
template = "outputs/newsletter.html"
every = "day"
keep = 5
count = 3
[[outputs]]
name = "tuan"
path = "/tuan/{yyyy}-{mm}-{dd}.txt"
template = "outputs/newsletter.txt"
every = "week"
weekday = "tuesday"
category = "English"
[[outputs]]
name = "nhung"
path = "/nhung/"
template = "outputs/widget.html"
has = "picture"
count = 2
[[outputs]]
name = "may"
path = "/llms.txt"
template = "outputs/llms.txt"
order = "oldest"
count = 2
[[outputs]]
name = "chu"
kind = "article"
template = "outputs/article.txt"
path = "bai.txt"
"""
LINES: dict[str, tuple[str, ...]] = {
    "title": ("Một", "Hai & ba", "'Bốn: <năm>'"),
    "summary": ("Tóm tắt.", "Khác “hẳn”.", ""),
    "category": ("Thủ đô", "English"),
    "tags": ("[lũ]", "[đê, lũ]", "[]"),
    "audio": ("", "tieng.mp3", "https://cdn.vn/a.m4a"),
    "image": ("", "a.svg", "{src: a.svg, alt: Cây}"),
    "featured": ("", "true"),
    "draft": ("", "true"),
    "expires": ("", "2026-11-26 07:00"),
    "author": ("", "Hà", "[Hà, An]"),
}
FILES = {"a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="20"/>', "tieng.mp3": "abc{}"}


def text_of(chance: Random, number: int) -> str:
    """Give an article: most of its lines are as they are usually."""
    front = {key: chance.choice(values) if chance.random() < 0.4 else values[0] for key, values in LINES.items()}
    front["slug"] = f"s{number}"
    front["date"] = f"2026-11-{chance.randint(18, 28):02} {chance.randint(0, 23):02}:00"
    lines = "".join(f"{key}: {value}\n" for key, value in front.items() if value)
    return f"---\n{lines}---\nVăn bản {chance.randrange(3)} **đậm**.\n"


@pytest.mark.parametrize("seed", range(2 * TIMES))
def test_no_output_is_stale(site: Callable[[str], TinySite], seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - the same each time
    tiny = site("")
    tiny.write("site.toml", CONFIG + OUTPUTS)
    for number in range(10):
        tiny.write(f"content/thu-do/{number}.md", text_of(chance, number))
    for name, text in FILES.items():
        tiny.write(f"content/thu-do/{name}", text.format(1))
    check_against_clean(tiny, allow_removals=True)
    for _ in range(14):
        for _ in range(chance.choice((1, 1, 2))):
            change(tiny, chance)
        check_against_clean(tiny, allow_removals=True)


def change(tiny: TinySite, chance: Random) -> None:
    """Change something: an article, a file beside it, the time, a key."""
    what, number = chance.random(), chance.randrange(12)
    path = f"content/thu-do/{number}.md"
    if what < 0.55:
        tiny.write(path, text_of(chance, number))
    elif what < 0.65 and (tiny.root / path).exists():
        tiny.remove(path)
    elif what < 0.75:
        name = chance.choice([*FILES])
        tiny.write(f"content/thu-do/{name}", FILES[name].format(chance.randint(2, 9)))
    elif what < 0.9:
        tiny.now += timedelta(hours=chance.choice((1, 7, 24, 31)))
    else:
        config = (tiny.root / "site.toml").read_text(encoding="utf-8")
        old, new = chance.choice([("count = 3", "count = 2"), ("count = 2", "count = 3"), ("keep = 5", "keep = 4")])
        tiny.write("site.toml", config.replace(old, new))
