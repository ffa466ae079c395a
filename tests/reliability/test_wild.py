"""Whole sites at random: odd strings, payloads and pieces of Markdown in every field; each is built and looked at.

Longer hunts: `python -m tests.reliability.test_wild FIRST LAST`, a range of seeds.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from pathlib import Path

import pytest

from tests.markdown.test_markdown_properties import FRAGMENTS
from tests.reliability import hostile
from tests.reliability.naughty import every
from tests.reliability.test_injection import active

STRINGS = every()
DATES = (
    *("2026-11-24", "0001-01-01T12:00", "9999-12-30", "1970-01-01 07:00", "1911-01-01", "2026-11-24T08:00+15:00"),
    *("24/11/2026 08:24", "2027-01-01", "1969-12-31T23:59:59.999999Z"),
)
KEYS = (
    "summary category author authors tags image updated slug aliases featured related topic source draft expires type "
    "corrections breaking id permalink withdrawn x"
).split()
ARTICLES = 30


def text(r: random.Random) -> str:
    return json.dumps(r.choice((*STRINGS, *hostile.PAYLOADS)), ensure_ascii=False)


def value(r: random.Random, key: str) -> str:
    if key == "type":
        return r.choice(("live", "article"))
    if key in ("updated", "expires", "breaking", "withdrawn") and r.random() < 0.7:
        return r.choice(DATES)
    if key == "image":
        return r.choice(("anh.png", f"{{src: anh.png, focus: {text(r)}, alt: {text(r)}}}", text(r)))
    kinds = (
        text(r),
        text(r),
        r.choice(STRINGS),
        "true",
        "-1",
        "[]",
        "{}",
        "~",
        r.choice(DATES),
        f"[{text(r)}, {text(r)}]",
    )
    return r.choice(kinds)


def article(r: random.Random, number: int) -> str:
    lines = [f"title: {json.dumps(f'Bài {number}')}", f"date: {r.choice(DATES)}"]
    lines += [f"{key}: {value(r, key)}" for key in r.sample(KEYS, r.randint(0, 7))]
    body = "".join(r.choices(FRAGMENTS, k=r.randint(0, 30))).replace("@", r.choice(STRINGS)[:30])
    body = body.replace("(a.jpg", "(anh.png").replace("x.md", f"{r.randrange(ARTICLES)}.md")
    if r.random() < 0.2:
        body = f"## 08:00 A\n\n{body}\n\n## 09:30 24/11/2026 B {{.key}}\n\n{body}"
    return "---\n" + "\n".join(lines) + f"\n---\n{body}\n"


def look(seed: int, root: Path) -> list[str]:
    """Build one site; say what in it could run. Whatever is wrong with its articles, the others are published."""
    r = random.Random(seed)  # noqa: S311 - to find the same site again
    tiny = hostile.make(root, r.choice(("", "/bao")))
    for number in range(ARTICLES):
        tiny.write(f"content/tin/{number}.md", article(r, number))
    assert tiny.try_build(keep_going=True).published is not None, tiny.said(keep_going=True)
    tiny.said(keep_going=True)
    pages = [page for page in tiny.public.rglob("*.html") if b'class="page-' in page.read_bytes()]
    assert len(pages) > 50
    return [f"{page}: {said}" for page in pages for said in active(page.read_text("utf-8"))]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_a_site_at_random(seed: int, tmp_path: Path) -> None:
    assert look(seed, tmp_path / "site") == []


if __name__ == "__main__":
    for number in range(int(sys.argv[1]), int(sys.argv[2])):
        with tempfile.TemporaryDirectory() as folder:
            sys.stdout.write(f"{number}: {look(number, Path(folder) / 'site') or 'well'}\n")
            sys.stdout.flush()
