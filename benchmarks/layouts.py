"""One article, as the file that each generator expects. Pure.

The text is the same for all; the front matter says the same in each one's own spelling.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from benchmarks.stories import AUTHORS, Newsroom, Story
from benchmarks.vocabulary import CATEGORIES
from ssg.core.text.slug import slugify

TITLE = "Báo Thử Máy"
BASE_URL = "https://baothumay.example"


def _text(value: str) -> str:
    """A quoted text, for YAML, JSON and TOML alike."""
    return json.dumps(value, ensure_ascii=False)


def _list(values: tuple[str, ...]) -> str:
    return json.dumps(values, ensure_ascii=False)


def ssg(story: Story) -> tuple[str, str]:
    """Path and text below `content/`."""
    lines = [f"title: {_text(story.title)}", f"date: {story.date.isoformat()}", f"category: {_text(story.category)}"]
    if story.summary:
        lines.append(f"summary: {_text(story.summary)}")
    lines += [f"authors: {_list(story.authors)}", f"tags: {_list(story.tags)}"]
    if story.topic:
        lines.append(f"topic: {_text(story.topic)}")
    if story.featured:
        lines.append(f"featured: {story.featured}")
    return _path(story, slugify(story.category)), _fenced(lines, story)


def hugo(story: Story) -> tuple[str, str]:
    """Sections are folders: a child lies in its parent's. Topics, authors and months are taxonomies."""
    lines = [f"title: {_text(story.title)}", f"date: {story.date.isoformat()}"]
    if story.summary:
        lines.append(f"summary: {_text(story.summary)}")
    lines += [f"authors: {_list(story.authors)}", f"tags: {_list(story.tags)}"]
    if story.topic:
        lines.append(f"topics: {_list((story.topic,))}")
    lines.append(f"months: {_list((f'{story.date:%Y-%m}',))}")
    if story.featured:
        lines.append(f"featured: {story.featured}")
    folder = slugify(story.main)
    if story.category != story.main:
        folder += f"/{slugify(story.category)}"
    return _path(story, folder), _fenced(lines, story)


def eleventy(story: Story) -> tuple[str, str]:
    """`tags` would make a collection of each; so they are called `keywords` and gathered once, in the configuration."""
    lines = [f"title: {_text(story.title)}", f"date: {story.date.isoformat()}", f"section: {slugify(story.main)}"]
    lines.append(f"sectionName: {_text(story.main)}")
    lines += [f"category: {slugify(story.category)}", f"categoryName: {_text(story.category)}"]
    lines += [f"summary: {_text(story.summary)}", f"authors: {_list(story.authors)}", f"keywords: {_list(story.tags)}"]
    lines += [f"topic: {_text(story.topic)}", f"featured: {story.featured}"]
    return _path(story, slugify(story.category)), _fenced(lines, story)


def pelican(story: Story) -> tuple[str, str]:
    """Metadata of Python-Markdown; lists are parted by commas or, for authors, semicolons."""
    lines = [f"Title: {story.title}", f"Date: {story.date.isoformat()}", f"Category: {story.category}"]
    lines += [f"Slug: {story.slug}", f"Section: {story.main}", f"Authors: {'; '.join(story.authors)}"]
    lines += [f"Tags: {', '.join(story.tags)}", f"Summary: {story.summary}"]
    if story.topic:
        lines.append(f"Topic: {story.topic}")
    if story.featured:
        lines.append(f"Featured: {story.featured}")
    return _path(story, slugify(story.category)), "\n".join(lines) + "\n\n" + story.body


LAYOUTS: dict[str, Callable[[Story], tuple[str, str]]] = {
    "ssg": ssg,
    "hugo": hugo,
    "eleventy": eleventy,
    "astro": eleventy,
    "pelican": pelican,
}


def _path(story: Story, folder: str) -> str:
    return f"content/{folder}/{story.date:%Y}/{story.date:%m}/{story.slug}.md"


def _fenced(lines: list[str], story: Story) -> str:
    return "---\n" + "\n".join(lines) + "\n---\n\n" + story.body


def site_files(tool: str, newsroom: Newsroom) -> Iterator[tuple[str, str]]:
    """What belongs to the site beside its articles: names of categories, as each tool wants to be told."""
    if tool == "ssg":
        yield "site.toml", _site_toml(newsroom)
    elif tool == "hugo":
        for weight, (main, children) in enumerate(CATEGORIES, 1):
            yield f"content/{slugify(main)}/_index.md", _section(main, weight)
            for place, child in enumerate(children, 1):
                yield f"content/{slugify(main)}/{slugify(child)}/_index.md", _section(child, place)
    else:
        table = [
            {"name": main, "slug": slugify(main), "children": [{"name": c, "slug": slugify(c)} for c in children]}
            for main, children in CATEGORIES
        ]
        where = "_data/categories.json" if tool in ("eleventy", "astro") else "categories.json"
        yield where, json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def _section(name: str, weight: int) -> str:
    """Without a weight, Hugo would sort the menu by each section's newest article, and change every page with it."""
    return f"---\ntitle: {_text(name)}\nweight: {weight}\n---\n"


def _site_toml(newsroom: Newsroom) -> str:
    lines = [f"title = {_text(TITLE)}", f"base_url = {_text(BASE_URL)}"]
    for main, children in CATEGORIES:
        lines += ["", "[[categories]]", f"name = {_text(main)}"]
        for child in children:
            lines += ["", "[[categories]]", f"name = {_text(child)}", f"parent = {_text(slugify(main))}"]
    for name in newsroom.authors.things[:AUTHORS]:
        lines += ["", "[[authors]]", f"name = {_text(name)}"]
    return "\n".join(lines) + "\n"
