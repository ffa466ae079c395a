"""Reader of a site of Pelican: Markdown with a header or front matter, `pelicanconf.py` (which is not run), files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ssg.core.message import say
from ssg.importing.model import Export, Head, Item, Status
from ssg.importing.notes import Notes
from ssg.importing.trees.folder import Tree
from ssg.importing.trees.front import Source, day_of, moment, names, text
from ssg.importing.trees.liquid import answered, without_marks
from ssg.importing.trees.pyconf import assigned, filled, slug_of
from ssg.importing.trees.settings import zone_of
from ssg.importing.trees.system import System, count_rest, ending, extra_of, picture_of

_TEXTS: Final = ("md", "markdown", "mkd", "mdown")
_LINE: Final = re.compile(r" {0,3}([A-Za-z0-9_-]+):\s*(.*)")
_LINK: Final = re.compile(r"[{|](filename|static|attach|tag|category|author|index|page|article)[}|](.*)", re.DOTALL)
_ATTACHED: Final = re.compile(r"[{|]attach[}|]([^\s()\"'<>]+)")
_DAY: Final = re.compile(r"(\d{4}-\d{2}-\d{2})")
_KNOWN: Final = frozenset(
    "title date modified tags keywords category slug author authors summary lang status translation url save_as "
    "template description image cover".split()
)


def read(paths: Sequence[Path], notes: Notes) -> Export:
    """Open a folder."""
    return _Pelican(
        Tree(paths[0], notes, lambda path: path in ("output", "theme", "themes", "plugins")), notes
    ).export()


class _Pelican(System):
    """One site."""

    def __init__(self, tree: Tree, notes: Notes) -> None:
        super().__init__(tree, notes)
        self.config = assigned(tree, ("pelicanconf.py", "publishconf.py"), notes)
        self.zone = zone_of(self.config.get("TIMEZONE"))
        self.base_url = text(self.config.get("SITEURL")).rstrip("/")
        self.base_url = self.base_url if "://" in self.base_url else ""
        self.content = text(self.config.get("PATH")).strip("/") or ("content" if any(tree.below("content")) else "")
        self.pages = self._folders("PAGE_PATHS", ("pages",))
        self.articles = self._folders("ARTICLE_PATHS", ("",))
        self.static_folders = self._folders("STATIC_PATHS", ("images",))

    def _folders(self, name: str, usual: tuple[str, ...]) -> tuple[str, ...]:
        found = self.config.get(name)
        return tuple(text(one).strip("/") for one in found) if isinstance(found, list | tuple) else usual

    def _inner(self, path: str) -> str:
        return path.removeprefix(f"{self.content}/") if self.content else path

    def paths(self) -> Iterator[str]:
        count_rest(self.tree.below(self.content), self.notes)
        for path in self.tree.below(self.content):
            if ending(path) in _TEXTS and (_is_below(self._inner(path), (*self.pages, *self.articles))):
                yield path

    def item(self, source: Source, notes: Notes) -> Item | None:
        path, inner = source.path, self._inner(source.path)
        front, body = (source.front, source.body) if source.has_front else _header(source.body)
        if not front:
            notes.count(say("text without a header; Pelican ignores it, too"), path)
            return None
        is_page = _is_below(inner, self.pages)
        in_name = _DAY.match(posixpath.basename(inner))
        written = front.get("date") or (in_name[1] if in_name else None)
        date = moment(written, self.zone, notes)
        if date is None and not is_page:
            notes.count(say("article without a date; Pelican ignores it, too"), path)
            return None
        folder = posixpath.basename(posixpath.dirname(inner)) if self.config.get("USE_FOLDER_AS_CATEGORY", True) else ""
        category = text(front.get("category")) or folder or text(self.config.get("DEFAULT_CATEGORY")) or "misc"
        source_of = text(self.config.get("SLUGIFY_SOURCE")) or "title"
        stem = posixpath.basename(inner).rpartition(".")[0]
        slug = text(front.get("slug")) or slug_of(stem if source_of == "basename" else text(front.get("title")) or stem)
        authors = (
            names(front.get("authors"), ";")
            if ";" in text(front.get("authors"))
            else names(front.get("authors") or front.get("author") or self.config.get("AUTHOR"), ",")
        )
        status = self._status(text(front.get("status")).lower())
        hidden = text(front.get("status")).lower() == "hidden"
        if hidden:
            notes.count(say("text that no list names; it is a page here"), path)
        values = {
            "slug": slug,
            "lang": text(front.get("lang")) or text(self.config.get("DEFAULT_LANG")) or "en",
            "category": slug_of(category),
            "author": slug_of(authors[0]) if authors else "",
            "title": text(front.get("title")),
        }
        kind = "PAGE" if is_page else "ARTICLE"
        usual = "pages/{slug}.html" if is_page else "{slug}.html"
        pattern = text(front.get("url")) or text(self.config.get(f"{kind}_URL")) or usual
        url = "/" + filled(pattern, values, day_of(written, date) if date else None).lstrip("/").removesuffix(
            "index.html"
        )
        return Item(
            id=path,
            kind="page" if is_page or hidden else "article",
            status=status,
            title=text(front.get("title")),
            body=body,
            markup="markdown",
            url="" if url == "/" else url,
            slug=slug,
            date=date,
            updated=moment(front.get("modified"), self.zone, notes),
            summary=text(front.get("summary")) or text(front.get("description")),
            authors=() if is_page else authors,
            categories=() if is_page else (category,),
            tags=names(front.get("tags") or front.get("keywords"), "," if isinstance(front.get("tags"), str) else ""),
            picture=picture_of(front, "image", "cover"),
            extra=extra_of(front, _KNOWN),
            place=path,
        )

    def _status(self, status: str) -> Status:
        usual = text(dict(self.config.get("DEFAULT_METADATA") or {}).get("status")).lower()
        return "draft" if (status or usual) in ("draft", "skip") else "public"

    def category_url(self, name: str) -> str:
        return self._list_url("CATEGORY", "category/{slug}.html", name)

    def tag_url(self, name: str) -> str:
        return self._list_url("TAG", "tag/{slug}.html", name)

    def _list_url(self, kind: str, usual: str, name: str) -> str:
        return "/" + filled(text(self.config.get(f"{kind}_URL")) or usual, {"slug": slug_of(name)}, None).lstrip("/")

    def author_url(self, name: str) -> str:
        return self._list_url("AUTHOR", "author/{slug}.html", name)

    def bundled(self, item: Item) -> Iterator[tuple[str, str]]:
        """Yield the files that a text attaches: they are published beside it."""
        for found in _ATTACHED.finditer(item.body):
            path = self._file(found[1], item)
            if path:
                yield self._attached(path, item), path

    def _attached(self, path: str, item: Item) -> str:
        """Return where a file is published that a text attaches: beside it, below its own folder."""
        inner = posixpath.relpath(path, posixpath.dirname(item.id) or ".")
        inner = posixpath.basename(path) if inner.startswith("..") else inner
        return posixpath.join(posixpath.dirname(item.url), inner)

    def _file(self, written: str, item: Item) -> str:
        """Return the path of a file that a text names: from the content's folder with a slash, else beside the text."""
        folder = self.content if written.startswith("/") else posixpath.dirname(item.id)
        path = posixpath.normpath(posixpath.join(folder, written.lstrip("/")))
        return path if path in self.tree else ""

    def static(self) -> Iterator[tuple[str, str]]:
        moved = self.config.get("EXTRA_PATH_METADATA")
        moved = moved if isinstance(moved, dict) else {}
        for path in self.tree.below(self.content):
            inner = self._inner(path)
            if ending(path) not in _TEXTS and _is_below(inner, self.static_folders):
                own = moved.get(inner)
                yield "/" + (text(own.get("path")) if isinstance(own, dict) else "" or inner).lstrip("/"), path

    def head(self) -> Head:
        for old, new in (("/archives.html", "/archive/"), ("/tags.html", "/"), ("/categories.html", "/"),
                         ("/authors.html", "/"), ("/feeds/all.atom.xml", "/feed.xml")):  # fmt: skip
            self.redirects.setdefault(old, new)
        self.redirects.setdefault(f"/feeds/all-{text(self.config.get('DEFAULT_LANG')) or 'en'}.atom.xml", "/feed.xml")
        for name in (*self.terms.categories, *self.terms.people):
            for form in ("atom", "rss"):
                self.redirects.setdefault(f"/feeds/{slug_of(name)}.{form}.xml", "/feed.xml")
        return Head(
            title=text(self.config.get("SITENAME")),
            tagline=text(self.config.get("SITESUBTITLE")),
            base_url=self.base_url,
            language=(text(self.config.get("DEFAULT_LANG")) or "en").replace("_", "-"),
            timezone=self.zone.key if self.config.get("TIMEZONE") else "",
        )

    def own_target(self, written: str, item: Item) -> str | None:
        """Return the address of `{filename}b.md`, `{static}/images/a.png`, `{tag}lũ`."""
        found = _LINK.fullmatch(written)
        if found is None:
            return None
        kind, (path, mark, anchor) = found[1], found[2].partition("#")
        if kind in ("tag", "category", "author"):
            usual = f"{kind}/{{slug}}.html"
            return self._list_url(kind.upper(), usual, path)
        if kind == "index":
            return "/"
        file = self._file(path.replace("%20", " "), item)
        if kind == "attach" and file:
            return self._attached(file, item)
        if file in self.links.by_path:
            return self.links.by_path[file] + mark + anchor
        return (f"/{self._inner(file)}" if file else f"/{path.lstrip('/')}") + mark + anchor

    def without_marks(self, body: str) -> str:
        return without_marks(body)

    def marked(self, prose: str, item: Item, notes: Notes) -> str:
        return answered(prose, self.links, {}, notes) if "{%" in prose else prose


def _header(body: str) -> tuple[Mapping[str, Any], str]:
    """Return the lines `Key: value` that a text begins with, and what comes after the empty line behind them."""
    found: dict[str, str] = {}
    key = ""
    lines = body.lstrip("\n").split("\n")
    for at, line in enumerate(lines):
        named = _LINE.match(line)
        if not line.strip():
            return found, "\n".join(lines[at + 1 :])
        if named:
            key = named[1].lower()
            found.setdefault(key, named[2].strip())
        elif key and line.startswith("    "):
            found[key] += f" {line.strip()}"
        else:
            return found, "\n".join(lines[at:])
    return found, ""


def _is_below(path: str, folders: Sequence[str]) -> bool:
    return any(not folder or path == folder or path.startswith(f"{folder}/") for folder in folders)
