"""Reader of a site of Nikola: posts and pages with `.. title:` lines, `.meta` files or front matter; files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ssg.core.message import say
from ssg.importing.model import Export, Head, Item, Status
from ssg.importing.notes import Notes
from ssg.importing.trees import marks
from ssg.importing.trees.folder import Tree
from ssg.importing.trees.front import Source, moment, names, text
from ssg.importing.trees.pyconf import assigned, slug_of
from ssg.importing.trees.settings import zone_of
from ssg.importing.trees.shortcodes import meaning_of
from ssg.importing.trees.system import System, count_rest, ending, extra_of, picture_of, without_ending

_TEXTS: Final = ("md", "markdown", "mkd", "html")
_META: Final = re.compile(r"^\.\. +([\w-]+): *(.*)$", re.MULTILINE)
_HEAD: Final = re.compile(r"\A\s*(?:<!--\s*\n)?((?:\.\. +[\w-]+:[^\n]*\n|[ \t]*\n(?=\.\.))+)(?:\s*-->[ \t]*\n?)?")
_MARK: Final = re.compile(r"\{\{%.*?%\}\}", re.DOTALL)
_KNOWN: Final = frozenset(
    "title slug date tags category link description type author updated status previewimage hidetitle nocomments "
    "template has_math wordcount".split()
)


def read(paths: Sequence[Path], notes: Notes) -> Export:
    """Open a folder."""
    return _Nikola(Tree(paths[0], notes, lambda path: path in ("output", "cache", "themes", "plugins")), notes).export()


class _Nikola(System):
    """One site."""

    def __init__(self, tree: Tree, notes: Notes) -> None:
        super().__init__(tree, notes)
        self.config = assigned(tree, ("conf.py",), notes)
        self.zone = zone_of(self.config.get("TIMEZONE"))
        self.base_url = text(self.config.get("SITE_URL")).rstrip("/")
        self.pretty = self.config.get("PRETTY_URLS", True) is not False
        self.posts = self._sources("POSTS", (("posts/*.md", "posts"),))
        self.pages = self._sources("PAGES", (("pages/*.md", ""), ("stories/*.md", "stories")))

    def _sources(self, name: str, usual: tuple[tuple[str, str], ...]) -> dict[str, str]:
        """Return the folders of posts or pages, and where each is published."""
        found = self.config.get(name)
        rows = found if isinstance(found, list | tuple) and found else usual
        pairs = (row for row in rows if isinstance(row, list | tuple) and len(row) > 1)
        return {posixpath.dirname(text(row[0])): text(row[1]).strip("/") for row in pairs}

    def paths(self) -> Iterator[str]:
        for folder in dict.fromkeys((*self.posts, *self.pages)):
            count_rest(self.tree.below(folder), self.notes)
            for path in self.tree.below(folder):
                if ending(path) in _TEXTS:
                    yield path

    def item(self, source: Source, notes: Notes) -> Item | None:
        path = source.path
        folder = max((one for one in (*self.posts, *self.pages) if path.startswith(f"{one}/")), key=len)
        is_post = folder in self.posts
        front, body = self._meta(source, notes)
        if not front:
            notes.count(say("text without metadata; Nikola ignores it, too"), path)
            return None
        date = moment(re.sub(r"\s*UTC(?=[+-])", "", text(front.get("date"))) or front.get("date"), self.zone, notes)
        inner = without_ending(path.removeprefix(f"{folder}/"))
        slug = text(front.get("slug")) or slug_of(posixpath.basename(inner))
        steps = (self.posts[folder] if is_post else self.pages[folder], posixpath.dirname(inner), slug)
        base = "/" + "/".join(one for one in steps if one)
        url = f"{base}/" if self.pretty else f"{base}.html"
        if slug == "index":
            url = base.removesuffix("index") if not self.pretty else posixpath.dirname(base).rstrip("/") + "/"
        tags = tuple(one for one in names(front.get("tags"), ",") if one.lower() not in ("draft", "private", "mathjax"))
        category = text(front.get("category"))
        return Item(
            id=path,
            kind="article" if is_post and date is not None else "page",
            status=self._status(front),
            title=text(front.get("title")),
            body=body,
            markup="html" if ending(path) == "html" else "markdown",
            url="" if url == "/" else url,
            slug=slug,
            date=date,
            updated=moment(front.get("updated"), self.zone, notes),
            summary=text(front.get("description")),
            authors=names(front.get("author"), ",") or names(self.config.get("BLOG_AUTHOR")) if is_post else (),
            categories=(category,) if category and is_post else (),
            tags=tags,
            picture=picture_of(front, "previewimage"),
            extra=extra_of(front, _KNOWN),
            place=path,
        )

    def _meta(self, source: Source, notes: Notes) -> tuple[Mapping[str, Any], str]:
        """Return the metadata of a text and its body: of front matter, of its first lines, or of a file beside it."""
        if source.has_front:
            return source.front, source.body
        beside = f"{without_ending(source.path)}.meta"
        if beside in self.tree:
            found = self.tree.text(beside, notes) or ""
            return {key.lower(): value.strip() for key, value in _META.findall(found)}, source.body
        head = _HEAD.match(source.body)
        if head is None:
            return {}, source.body
        return {key.lower(): value.strip() for key, value in _META.findall(head[1])}, source.body[head.end() :]

    def _status(self, front: Mapping[str, Any]) -> Status:
        words = {one.lower() for one in (*names(front.get("tags"), ","), text(front.get("status")))}
        return "private" if "private" in words else "draft" if "draft" in words else "public"

    def category_url(self, name: str) -> str:
        folder = text(self.config.get("CATEGORY_PATH")) or "categories"
        prefix = text(self.config["CATEGORY_PREFIX"]) if "CATEGORY_PREFIX" in self.config else "cat_"
        return self._list(f"/{folder}/{prefix}{slug_of(name)}")

    def tag_url(self, name: str) -> str:
        return self._list(f"/{text(self.config.get('TAG_PATH')) or 'categories'}/{slug_of(name)}")

    def author_url(self, name: str) -> str:
        if self.config.get("ENABLE_AUTHOR_PAGES") is False:
            return ""
        return self._list(f"/{text(self.config.get('AUTHOR_PATH')) or 'authors'}/{slug_of(name)}")

    def _list(self, base: str) -> str:
        return f"{base}/" if self.pretty else f"{base}.html"

    def static(self) -> Iterator[tuple[str, str]]:
        for folder, target in (("files", ""), ("images", "/images"), ("galleries", "/galleries")):
            for path in self.tree.below(folder):
                if ending(path) not in ("meta", "md"):
                    yield target + path.removeprefix(folder), path
        for folder in (*self.posts, *self.pages):
            for path in self.tree.below(folder):
                if ending(path) in ("png", "jpg", "jpeg", "gif", "webp", "svg", "pdf"):
                    yield f"/{path}", path

    def head(self) -> Head:
        for old, new in (("/archive.html", "/archive/"), ("/categories/", "/"), ("/authors/", "/"),
                         ("/sitemapindex.xml", "/sitemap.xml")):  # fmt: skip
            self.redirects.setdefault(old, new)
        for folder in ("galleries", "listings"):
            for path in self.tree.below(folder):
                self.notes.count(say("file of `{folder}/`, whose pages are not imported", folder=folder), path)
        return Head(
            title=text(self.config.get("BLOG_TITLE")),
            tagline=text(self.config.get("BLOG_DESCRIPTION")),
            base_url=self.base_url,
            language=(text(self.config.get("DEFAULT_LANG")) or "en").replace("_", "-"),
            timezone=self.zone.key if self.config.get("TIMEZONE") else "",
            feeds=("{list}.xml",),
            archives=(f"{self.base_url}/{{yyyy}}/", f"{self.base_url}/{{yyyy}}/{{mm}}/"),
        )

    def own_target(self, written: str, item: Item) -> str | None:
        """Return the address of `link://slug/ten-bai`."""
        if not written.startswith("link://"):
            return None
        kind, _, name = written.removeprefix("link://").partition("/")
        if kind == "tag":
            return self.tag_url(name)
        if kind == "category":
            return self.category_url(name)
        found = self.links.by_path.get(name) or self.links.named(name)
        if not found:
            self.notes.count(say("reference to a text that was not found"), written)
        return found or "/"

    def without_marks(self, body: str) -> str:
        return _MARK.sub(" ", body)

    def marked(self, prose: str, item: Item, notes: Notes) -> str:
        return marks.hugo(prose, lambda call: meaning_of(call, notes)) if "{{%" in prose else prose
