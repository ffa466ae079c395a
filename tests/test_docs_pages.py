"""The pages of the documentation as pages: links, pictures, table of contents, and what has no place in them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from ssg.core.config.theme_keys import PRESETS
from tests.documents import DOCS, PAGES, ROOT, running_text

# Code in running text; more backticks than one enclose code that has some itself.
CODE = re.compile(r"(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)|`[^`]*`")


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.*)$", running_text(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_links(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", CODE.sub("", running_text(page))):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        other = (page.parent / path).resolve() if path else page
        assert other.exists(), f"{page.name}: {target}"
        assert not anchor or anchor in anchors(other), f"{page.name}: {target}"


def test_pictures() -> None:
    pictures = re.findall(r'<img src="([^"]+)"[^>]* alt="[^"]+">', (ROOT / "README.md").read_text(encoding="utf-8"))
    presets = [f"docs/images/preset-{name}.webp" for name in PRESETS]
    assert pictures == ["docs/images/home.webp", "docs/images/article.webp", *presets]
    assert all((ROOT / picture).stat().st_size < 250_000 for picture in pictures)


def test_the_table_of_contents_is_whole() -> None:
    text = (DOCS / "index.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(([\w-]+\.md)\)", text))
    assert linked == {page.name for page in DOCS.glob("*.md")} - {"index.md"}
    decisions = {page.name for page in (DOCS / "decisions").glob("*.md")}
    assert decisions


# What has no place in a documentation: where and by whom it was written, and what is not there yet.
UNWANTED = (
    r"/work/|/tmp/|/root/|/home/\w",
    r"\bsession\b|\bissues?/\d|(?<![\w&])#\d+\b",
    r"pypi\.org|npmjs|files\.pythonhosted|localhost:\d+/simple",
)


@pytest.mark.parametrize("page", [*PAGES, *sorted((DOCS / "decisions").glob("*.md"))], ids=lambda page: str(page.name))
def test_nothing_unwanted(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    prose = re.sub(r"`[^`\n]*#\d[^`\n]*`|^\| `title: Đội.*$", "", running_text(page), flags=re.MULTILINE)
    for pattern in UNWANTED:
        assert not re.search(pattern, prose, re.IGNORECASE), f"{page.name}: {pattern}"
    assert unicodedata.is_normalized("NFC", text)
    if page in PAGES:
        assert max(len(line) for line in prose.split("\n") if not line.startswith("|")) <= 120
