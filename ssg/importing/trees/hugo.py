"""Reader of a site of Hugo: `content/`, bundles, `_index.md`, `[permalinks]`, shortcodes, `static/`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import msgspec

from ssg.core.message import say
from ssg.importing.model import Export, Head, Item, Status, Term
from ssg.importing.notes import Notes
from ssg.importing.trees import marks
from ssg.importing.trees.folder import Tree
from ssg.importing.trees.front import Source, day_of, is_no, is_yes, moment, names, source_of, table, text
from ssg.importing.trees.hugo_urls import HugoUrls, Named
from ssg.importing.trees.marks import Call
from ssg.importing.trees.settings import merged, settings_at, settings_of, zone_of
from ssg.importing.trees.shortcodes import meaning_of
from ssg.importing.trees.system import (
    TEXTS,
    System,
    count_rest,
    ending,
    extra_of,
    markup_of,
    named,
    picture_of,
    without_ending,
)

_CONFIGS: Final = tuple(f"{name}.{form}" for name in ("hugo", "config") for form in ("toml", "yaml", "yml", "json"))
_DATES: Final = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")
_KNOWN: Final = frozenset(
    "title date publishdate pubdate published lastmod modified expirydate unpublishdate draft slug url aliases "
    "description summary author authors tags categories weight menu menus type layout markup headless build _build "
    "cover image images featured_image featuredimage thumbnail feature resources toc linktitle keywords outputs "
    "iscjklanguage cascade sitemap".split()
)
_PLAIN_SECTIONS: Final = frozenset("post posts blog article articles news entry entries".split())
_MARK: Final = re.compile(r"\{\{[<%].*?[>%]\}\}", re.DOTALL)


def read(paths: Sequence[Path], notes: Notes) -> Export:
    """Open a folder. Raises SiteProblem if it is no site of Hugo, OSError."""
    output = ("public", "resources", "themes", "node_modules")
    return _Hugo(Tree(paths[0], notes, lambda path: path in output), notes).export()


class _Hugo(System):
    """One site."""

    def __init__(self, tree: Tree, notes: Notes) -> None:
        super().__init__(tree, notes)
        self.config = self._settings()
        self.urls = HugoUrls(self.config)
        self.zone = zone_of(self.config.get("timezone"))
        self.base_url = text(self.config.get("baseurl")).rstrip("/")
        if "://" not in self.base_url:
            self.base_url = ""
        folder = text(self.config.get("contentdir")).strip("/")
        self.content = folder or ("content" if any(tree.below("content")) else "")
        self.params = table(self.config.get("params"))
        found = [path.removeprefix(f"{self.content}/") for path in tree.below(self.content)]
        self.sections = {posixpath.dirname(path) for path in found if posixpath.basename(path).startswith("_index.")}
        self.leaves = {
            posixpath.dirname(path) for path in found if re.match(r"index\.(?:[\w-]+\.)?\w+$", path.rpartition("/")[2])
        }
        self.leaves.discard("")
        if "taxonomies" in self.config:
            self.taxonomies = {one for one in map(text, table(self.config["taxonomies"]).values()) if one}
        else:
            self.taxonomies = {"tags", "categories"}
        self.titles = {folder: self._title_of(folder) for folder in self.sections if folder and "/" not in folder}
        self.languages = tuple(table(self.config.get("languages")))
        self.main = text(self.config.get("defaultcontentlanguage")).lower() or (self.languages or ("",))[0]

    def _settings(self) -> dict[str, Any]:
        config = settings_of(self.tree, _CONFIGS, self.notes)
        for path in self.tree.below("config/_default"):
            name, _, form = posixpath.basename(path).partition(".")
            if form in ("toml", "yaml", "yml", "json"):
                data = settings_at(self.tree, path, self.notes)
                config = merged(config, data if name in ("hugo", "config") else {name.lower(): data})
        return config

    def paths(self) -> Iterator[str]:
        count_rest(self.tree.below(self.content), self.notes)
        for path in self.tree.below(self.content):
            if ending(path) in TEXTS:
                yield path

    def item(self, source: Source, notes: Notes) -> Item | None:
        path = source.path.removeprefix(f"{self.content}/") if self.content else source.path
        folder, name = posixpath.split(path)
        leaf = self._leaf(folder)
        if leaf is not None and not (folder == leaf and name.startswith("index.")):
            notes.count(say("text within a bundle, which has no page of its own; it is left out"), path)
            return None
        if not source.has_front and ending(path) in ("html", "htm"):
            return None
        front = source.front
        plain, language = self._language(path)
        date_key = next((key for key in _DATES if front.get(key) not in (None, "")), "")
        date = moment(front.get(date_key), self.zone, notes) if date_key else None
        published = moment(front.get("publishdate"), self.zone, notes)
        is_section = name.startswith("_index.")
        url = self._url(source, plain, date, date_key, is_section=is_section)
        if language:
            url = f"/{language}{url}"
        aliases = tuple(self.urls.alias(one, url, plain) for one in names(front.get("aliases")))
        section = plain.split("/")[0] if "/" in plain else ""
        item = Item(
            id=source.path,
            kind="page" if date is None or is_section or self._is_unlisted(source) else "article",
            status=self._status(source, leaf, notes),
            title=text(front.get("title")),
            body=source.body,
            markup="html" if markup_of(path) == "html" else "markdown",
            url=url,
            aliases=aliases,
            slug=text(front.get("slug")),
            date=max(date, published) if date is not None and published is not None else date,
            updated=moment(front.get("lastmod") or front.get("modified"), self.zone, notes),
            expires=moment(front.get("expirydate") or front.get("unpublishdate"), self.zone, notes),
            summary=text(front.get("description")) or text(front.get("summary")),
            authors=names(front.get("authors") or front.get("author")),
            categories=names(front.get("categories")) or self._section_name(section),
            tags=names(front.get("tags")),
            picture=picture_of(
                front, "cover", "image", "featured_image", "featuredimage", "images", "thumbnail", "feature"
            ),
            language=language,
            extra=extra_of(front, _KNOWN),
            place=source.path,
        )
        return self._of_section(item, plain, notes) if is_section else item

    def _leaf(self, folder: str) -> str | None:
        """Return the bundle that a folder is in, itself or one above it."""
        while folder:
            if folder in self.leaves:
                return folder
            folder = posixpath.dirname(folder)
        return None

    def _language(self, path: str) -> tuple[str, str]:
        """Return a path without the language in its name, and that language; "" for the main one."""
        stem, dot, form = path.rpartition(".")
        base, mark, language = stem.rpartition(".")
        if mark and language.lower() in self.languages:
            return base + dot + form, "" if language.lower() == self.main else language.lower()
        return path, ""

    def _url(self, source: Source, path: str, date: datetime | None, key: str, *, is_section: bool) -> str:
        front = source.front
        if is_section:
            return self.urls.section(posixpath.dirname(path), text(front.get("url")))
        day = day_of(front.get(key), date) if date is not None else datetime(1, 1, 1, tzinfo=self.zone)
        title = text(front.get("title"))
        return self.urls.page(
            Named(path, title, text(front.get("slug")), text(front.get("url")), day, self._sections_of(path))
        )

    def _sections_of(self, path: str) -> tuple[str, ...]:
        """Return the folders of a page that are sections: the first one, and those below it with an `_index`."""
        folder = posixpath.dirname(path)
        if posixpath.basename(path).startswith("index."):
            folder = posixpath.dirname(folder)
        steps = folder.split("/") if folder else []
        return tuple(step for at, step in enumerate(steps) if not at or "/".join(steps[: at + 1]) in self.sections)

    def _is_unlisted(self, source: Source) -> bool:
        build = table(source.front.get("build") or source.front.get("_build"))
        return text(build.get("list")) in ("never", "local") or is_no(build.get("list"))

    def _status(self, source: Source, leaf: str | None, notes: Notes) -> Status:
        front = source.front
        build = table(front.get("build") or front.get("_build"))
        if is_yes(front.get("draft")):
            return "draft"
        if (
            is_yes(front.get("headless"))
            or is_no(build.get("render"))
            or text(build.get("render")) in ("never", "link")
        ):
            return "private"
        if self._is_unlisted(source):
            notes.count(say("text that no list names; it is a page here"), source.path)
        return "public"

    def _title_of(self, folder: str) -> str:
        """Return the title that the text of a section gives it."""
        quiet = Notes()
        for path in self.tree.below(f"{self.content}/{folder}"):
            if posixpath.dirname(path) == f"{self.content}/{folder}".strip("/") and "_index." in path:
                text_of = self.tree.text(path, quiet)
                source = source_of(path, text_of, quiet) if text_of is not None else None
                return text(source.front.get("title")) if source is not None else ""
        return ""

    def _section_name(self, section: str) -> tuple[str, ...]:
        if not section or section.lower() in _PLAIN_SECTIONS:
            return ()
        return (self.titles.get(section) or named(section),)

    def _of_section(self, item: Item, path: str, notes: Notes) -> Item | None:
        """Return the text of a list: that of a category, or a page below one; None where there is only a title."""
        folder = posixpath.dirname(path)
        if not folder:
            if not item.body.strip():
                return None
            notes.count(say("text of the front page; it became a page of its own"), item.id)
            return msgspec.structs.replace(item, url="")
        of_category = self._section_name(folder) if "/" not in folder and not item.language else ()
        if of_category and item.status == "public":
            self.terms.categories.setdefault(of_category[0], Term(name=of_category[0], url=item.url))
            return msgspec.structs.replace(item, kind="section", categories=of_category) if item.body.strip() else None
        if not item.body.strip() and item.status == "public":
            self.redirects.setdefault(item.url, "/")
        return item if item.body.strip() else None

    def category_url(self, name: str) -> str:
        return self.urls.term("categories", name) if "categories" in self.taxonomies else ""

    def tag_url(self, name: str) -> str:
        return self.urls.term("tags", name) if "tags" in self.taxonomies else ""

    def bundled(self, item: Item) -> Iterator[tuple[str, str]]:
        """Yield the files of a bundle: they are published below its page."""
        if not posixpath.basename(item.id).startswith("index."):
            return
        folder = posixpath.dirname(item.id)
        if folder in ("", self.content):
            return
        base = item.url if item.url.endswith("/") else without_ending(item.url) + "/"
        for path in self.tree.below(folder):
            if ending(path) not in TEXTS:
                yield base + path.removeprefix(f"{folder}/"), path

    def static(self) -> Iterator[tuple[str, str]]:
        found = self.config.get("staticdir")
        for folder in names(found) if isinstance(found, list) else (text(found) or "static",):
            for path in self.tree.below(folder):
                yield "/" + path.removeprefix(f"{folder.strip('/')}/"), path
        if not self.content:
            return
        for path in self.tree.below(self.content):
            inner = path.removeprefix(f"{self.content}/")
            if ending(path) not in TEXTS and self._leaf(posixpath.dirname(inner)) is None:
                folder, name = posixpath.split(inner)
                steps = "".join(f"{self.urls.part(one)}/" for one in folder.split("/") if one)
                yield f"/{steps}{name}", path

    def head(self) -> Head:
        language = text(self.config.get("locale")) or text(self.config.get("languagecode")) or self.main
        for kind in ("categories", "tags"):
            if kind in self.taxonomies and (self.terms.categories if kind == "categories" else self.terms.tags):
                self.redirects.setdefault(f"/{kind}/", "/")
        for section in {path.split("/")[0] for path in self._content_paths() if "/" in path}:
            if section.lower() in _PLAIN_SECTIONS:
                old = self.urls.section(section, "")
                self.redirects |= {old: "/", f"{old.rstrip('/')}/index.xml": "/rss.xml"}
        self.redirects.setdefault("/index.xml", "/rss.xml")
        return Head(
            title=text(self.config.get("title")),
            tagline=text(self.params.get("description")),
            base_url=self.base_url,
            language=language.replace("_", "-"),
            timezone=self.zone.key if self.config.get("timezone") else "",
            feeds=("{list}/index.xml",),
        )

    def _content_paths(self) -> Iterator[str]:
        return (path.removeprefix(f"{self.content}/") for path in self.links.by_path)

    def without_marks(self, body: str) -> str:
        return _MARK.sub(" ", body)

    def marked(self, prose: str, item: Item, notes: Notes) -> str:
        return marks.hugo(prose, lambda call: self._answer(call, item, notes)) if "{{" in prose else prose

    def _answer(self, call: Call, item: Item, notes: Notes) -> str:
        """Return what a shortcode says: references and parameters here, all else by the table."""
        if call.name in ("ref", "relref"):
            target, mark, anchor = call.first("path", "0").partition("#")
            found = self.links.by_path.get(f"{self.content}/{target.lstrip('/')}") or self.links.named(target)
            if not target:
                return mark + anchor
            if not found:
                notes.count(say("reference to a text that was not found"), call.written)
            return (found or f"/{target.strip('/')}/") + mark + anchor
        name = call.arguments[0].lower() if call.name == "param" and call.arguments else ""
        return text(item.extra.get(name, self.params.get(name))) or meaning_of(call, notes)
