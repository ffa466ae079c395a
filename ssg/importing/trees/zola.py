"""Reader of a site of Zola: `content/`, files beside texts, `_index.md`, `@/…` links, shortcodes, `static/`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from ssg.core.message import say
from ssg.core.text.slug import slugify
from ssg.importing.model import Export, Head, Item, Term
from ssg.importing.notes import Notes
from ssg.importing.trees import marks
from ssg.importing.trees.folder import Tree
from ssg.importing.trees.front import Source, is_no, is_yes, moment, names, table, text
from ssg.importing.trees.settings import settings_of
from ssg.importing.trees.shortcodes import meaning_of
from ssg.importing.trees.system import System, ending, extra_of, named, picture_of

_CONTENT: Final = "content"
_DATED: Final = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:T[0-9:.Z+-]*)?[-_](.+)\Z")
_MARK: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_NOT_SAFE: Final = re.compile(r"[<>:/|?*#\n\"\\()\[\]]")
_KNOWN: Final = frozenset(
    "title description date updated draft slug path aliases authors taxonomies weight template render in_search_index "
    "insert_anchor_links sort_by transparent paginate_by page_template generate_feeds generate_feed".split()
)
_PLAIN_SECTIONS: Final = frozenset("post posts blog article articles news".split())


def read(paths: Sequence[Path], notes: Notes) -> Export:
    """Open a folder."""
    return _Zola(Tree(paths[0], notes, lambda path: path in ("public", "themes")), notes).export()


class _Zola(System):
    """One site."""

    def __init__(self, tree: Tree, notes: Notes) -> None:
        super().__init__(tree, notes)
        self.config = settings_of(tree, ("config.toml", "zola.toml"), notes)
        self.base_url = text(self.config.get("base_url")).rstrip("/")
        style = table(self.config.get("slugify"))
        self.paths_style = text(style.get("paths")) or "on"
        self.keeps_dates = is_yes(style.get("paths_keep_dates"))
        self.terms_style = text(style.get("taxonomies")) or "on"
        self.main = text(self.config.get("default_language"))
        self.languages = frozenset(table(self.config.get("languages")))
        given = self.config.get("taxonomies")
        found = [table(one) for one in given] if isinstance(given, list) else []
        self.taxonomies = frozenset(text(one.get("name")) for one in found)
        self.with_assets = {posixpath.dirname(path) for path in tree.paths if re.search(r"/index\.(?:\w+\.)?md$", path)}

    def paths(self) -> Iterator[str]:
        return (path for path in self.tree.below(_CONTENT) if ending(path) == "md")

    def item(self, source: Source, notes: Notes) -> Item | None:
        path = source.path.removeprefix(f"{_CONTENT}/")
        front, extra = source.front, table(source.front.get("extra"))
        if not source.has_front:
            return None
        folder, name = posixpath.split(path)
        stem, language = self._language(name.rpartition(".")[0])
        is_section = stem == "_index"
        dated = _DATED.match(posixpath.basename(folder) if stem == "index" else stem)
        date = moment(front.get("date") or (dated[1] if dated else None), self.zone, notes)
        url = self._url(source, folder, stem, is_section=is_section)
        terms = table(front.get("taxonomies"))
        section = folder.split("/")[0] if stem != "index" or "/" in folder else ""
        hidden = is_yes(front.get("draft")) or is_no(front.get("render"))
        item = Item(
            id=source.path,
            kind="page" if date is None or is_section else "article",
            status="draft" if hidden else "public",
            title=text(front.get("title")),
            body=source.body,
            markup="markdown",
            url=f"/{language}{url}" if language else url,
            aliases=tuple(f"/{one.lstrip('/')}" for one in names(front.get("aliases"))),
            slug=text(front.get("slug")),
            date=date,
            updated=moment(front.get("updated"), self.zone, notes),
            summary=text(front.get("description")),
            authors=names(front.get("authors")) or names(terms.get("authors")) or names(extra.get("author")),
            categories=names(terms.get("categories")) or self._section_name(section),
            tags=names(terms.get("tags")),
            picture=picture_of({**extra, **front}, "image", "cover", "thumbnail", "banner", "featured_image"),
            language=language,
            extra=extra_of(front, _KNOWN),
            place=source.path,
        )
        return self._of_section(item, folder, notes) if is_section else item

    def _language(self, stem: str) -> tuple[str, str]:
        base, mark, language = stem.rpartition(".")
        return (base, "" if language == self.main else language) if mark and language in self.languages else (stem, "")

    def _url(self, source: Source, folder: str, stem: str, *, is_section: bool) -> str:
        given = text(source.front.get("path"))
        if given:
            return f"/{given.strip('/')}/"
        steps = [self._part(one) for one in folder.split("/") if one]
        if stem == "index" and steps:
            last = posixpath.basename(folder)
            steps.pop()
            stem = last
        if not is_section and stem not in ("index", "_index"):
            dated = _DATED.match(stem)
            name = dated[2] if dated and not self.keeps_dates else stem
            steps.append(self._part(text(source.front.get("slug")) or name))
        return "/" + "".join(f"{one}/" for one in steps if one)

    def _part(self, name: str) -> str:
        return _slug(name, self.paths_style)

    def _section_name(self, section: str) -> tuple[str, ...]:
        if not section or section.lower() in _PLAIN_SECTIONS:
            return ()
        found = self.links.titles.get(f"{_CONTENT}/{section}/_index.md", "")
        return (found or named(section),)

    def _of_section(self, item: Item, folder: str, notes: Notes) -> Item | None:
        if not folder:
            if not item.body.strip():
                return None
            notes.count(say("text of the front page; it became a page of its own"), item.id)
            return msgspec.structs.replace(item, url="")
        self.links.titles[item.id] = item.title
        of_category = self._section_name(folder) if "/" not in folder and not item.language else ()
        if of_category and item.status == "public":
            self.terms.categories.setdefault(of_category[0], Term(name=of_category[0], url=item.url))
            return msgspec.structs.replace(item, kind="section", categories=of_category) if item.body.strip() else None
        if not item.body.strip():
            self.redirects.setdefault(item.url, "/")
            return None
        return item

    def category_url(self, name: str) -> str:
        return f"/categories/{_slug(name, self.terms_style)}/" if "categories" in self.taxonomies else ""

    def tag_url(self, name: str) -> str:
        return f"/tags/{_slug(name, self.terms_style)}/" if "tags" in self.taxonomies else ""

    def bundled(self, item: Item) -> Iterator[tuple[str, str]]:
        """Yield the files beside a text in a folder of its own."""
        folder, name = posixpath.split(item.id)
        if re.fullmatch(r"index\.(?:\w+\.)?md", name) and folder != _CONTENT:
            for path in self.tree.below(folder):
                if ending(path) != "md":
                    yield item.url.rstrip("/") + path.removeprefix(folder), path

    def static(self) -> Iterator[tuple[str, str]]:
        for path in self.tree.below("static"):
            yield path.removeprefix("static"), path
        for path in self.tree.below(_CONTENT):
            folder = posixpath.dirname(path)
            if ending(path) != "md" and folder not in self.with_assets:
                inner = folder.removeprefix(_CONTENT).strip("/")
                steps = "".join(f"{self._part(one)}/" for one in inner.split("/") if one)
                yield f"/{steps}{posixpath.basename(path)}", path

    def head(self) -> Head:
        for kind in self.taxonomies:
            self.redirects.setdefault(f"/{kind}/", "/")
        for name in ("atom.xml", "rss.xml"):
            if name in (names(self.config.get("feed_filenames")) or ("atom.xml",)) and name != "rss.xml":
                self.redirects.setdefault(f"/{name}", "/feed.xml")
        return Head(
            title=text(self.config.get("title")),
            tagline=text(self.config.get("description")),
            base_url=self.base_url,
            language=self.main or "en",
        )

    def own_target(self, written: str, item: Item) -> str | None:
        """Return the address of `@/blog/a.md#x`."""
        if not written.startswith("@/"):
            return None
        path, mark, anchor = written[2:].partition("#")
        found = self.links.by_path.get(f"{_CONTENT}/{path}")
        if found is None and path.endswith("_index.md"):
            found = "/" + "".join(f"{self._part(one)}/" for one in posixpath.dirname(path).split("/") if one)
        if found is None:
            self.notes.count(say("reference to a text that was not found"), written)
            found = f"/{path.removesuffix('.md')}/"
        return found + mark + anchor

    def without_marks(self, body: str) -> str:
        return _MARK.sub(" ", body)

    def marked(self, prose: str, item: Item, notes: Notes) -> str:
        return marks.zola(prose, lambda call: meaning_of(call, notes)) if "{" in prose else prose


def _slug(name: str, style: str) -> str:
    """Return a part of an address in a style of Zola: `on`, `safe` or `off`."""
    if style == "on":
        return slugify(name.replace(".", " "), 1_000)
    safe = _NOT_SAFE.sub("", name).strip(" .") if style == "safe" else name
    return re.sub(r"\s+", "_", safe) if style == "safe" else safe
