"""What a newsroom does between two builds, done to a site's folder. Each round edits another article.

Articles of one middling section ("Kinh tế", a sixth of all) are edited, so that rounds compare. The retitled article is
none of the ten newest of its section: those stand in "Tin khác" on every page of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

from benchmarks.corpus import write
from benchmarks.layouts import LAYOUTS
from benchmarks.stories import Newsroom, Story
from benchmarks.tools import Tool
from benchmarks.vocabulary import CATEGORIES

SECTION = CATEGORIES[1][0]

Edit = Callable[[Tool, Path, Newsroom, int], None]


def nothing(tool: Tool, folder: Path, newsroom: Newsroom, number: int) -> None:
    """A build with nothing to do."""


def edit_body(tool: Tool, folder: Path, newsroom: Newsroom, number: int) -> None:
    """Add a paragraph to an article."""
    story = _story(newsroom, number)
    path, text = _file(tool, folder, story)
    path.write_text(f"{text}\nTòa soạn bổ sung lần {number + 1}: số liệu đã được kiểm tra lại.\n", encoding="utf-8")


def retitle(tool: Tool, folder: Path, newsroom: Newsroom, number: int) -> None:
    """Change a headline; its URL stays."""
    story = _story(newsroom, number + 20)
    path, text = _file(tool, folder, story)
    changed = re.sub(r'^((?:title|Title): .*?)("?)$', rf"\1, bản {number + 1}\2", text, count=1, flags=re.MULTILINE)
    if tool.layout == "ssg":  # the others name the page after the file
        changed = changed.replace("\ndate: ", f"\nslug: {story.slug}\ndate: ", 1)
    path.write_text(changed, encoding="utf-8")


def publish(tool: Tool, folder: Path, newsroom: Newsroom, number: int) -> None:
    """Add an article, newer than all."""
    news = (newsroom.story(-n) for n in count(1))
    stories = (story for story in news if story.main == SECTION and not story.featured)
    for _ in range(number):
        next(stories)
    write(folder, *LAYOUTS[tool.layout](next(stories)), set())


def edit_article_template(tool: Tool, folder: Path, newsroom: Newsroom, number: int) -> None:
    """Change the heading in the article's template."""
    _mark(folder / tool.article_template, "h1", number)


def edit_base_template(tool: Tool, folder: Path, newsroom: Newsroom, number: int) -> None:
    """Change the frame of all pages."""
    _mark(folder / tool.base_template, "body", number)


EDITS: Mapping[str, tuple[str, Edit]] = {
    "cold": ("Cold build", nothing),
    "noop": ("Nothing changed", nothing),
    "body": ("Edit one body", edit_body),
    "retitle": ("Retitle one", retitle),
    "publish": ("Publish one", publish),
    "article-template": ("Change the article template", edit_article_template),
    "base-template": ("Change the base template", edit_base_template),
}


def _story(newsroom: Newsroom, number: int) -> Story:
    """An article of the section, not among its ten newest."""
    found = (story for story in newsroom.stories() if story.main == SECTION)
    for _ in range(10 + number):
        next(found)
    return next(found)


def _file(tool: Tool, folder: Path, story: Story) -> tuple[Path, str]:
    path = folder / LAYOUTS[tool.layout](story)[0]
    return path, path.read_text(encoding="utf-8")


def _mark(path: Path, element: str, number: int) -> None:
    text = path.read_text(encoding="utf-8")
    marked, found = re.subn(rf'<{element}(?: data-round="\d+")?', f'<{element} data-round="{number}"', text, count=1)
    if not found:
        raise ValueError(f"no <{element}> in {path}")
    path.write_text(marked, encoding="utf-8")
