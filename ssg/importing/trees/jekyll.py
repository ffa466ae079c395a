"""Reader of a site of Jekyll: `_posts`, `_drafts`, pages, collections, Liquid, pictures and other files."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from ssg.core.message import say
from ssg.importing.model import Export, Head, Item, Person, Status
from ssg.importing.notes import Notes
from ssg.importing.trees import jekyll_urls as urls
from ssg.importing.trees.folder import Tree
from ssg.importing.trees.front import Source, day_of, is_no, is_yes, moment, names, table, text
from ssg.importing.trees.liquid import answered, unprotected, without_marks
from ssg.importing.trees.settings import settings_of, zone_of
from ssg.importing.trees.system import TEXTS, System, count_rest, ending, extra_of, markup_of, picture_of

_CONFIGS: Final = ("_config.yml", "_config.yaml", "_config.toml")
_POST: Final = re.compile(r"(?:.*/)?(\d{2,4}-\d{1,2}-\d{1,2})-([^/]+)\.[^./]+\Z")
_LEFT_OUT: Final = frozenset("gemfile gemfile.lock rakefile readme.md license license.md cname".split())
_KNOWN: Final = frozenset(
    "title date layout published draft categories category tags tag permalink slug excerpt description author authors "
    "image cover thumbnail header last_modified_at updated redirect_from redirect_to excerpt_separator toc comments "
    "lang sitemap summary".split()
)
_TEMPLATE: Final = re.compile(r"\{%-?\s*(?:for|if|unless|case|paginate|tablerow)\b")
_KRAMDOWN: Final = re.compile(
    r"^[ \t]*(?:[*-][ \t]+TOC[ \t]*\n[ \t]*)?\{:[^{}\n]*\}[ \t]*\n?|(?<=\S)\{:[^{}\n]*\}|\{::?[^{}\n]*/?\}",
    re.MULTILINE,
)


def read(paths: Sequence[Path], notes: Notes) -> Export:
    """Open a folder: a site of Jekyll, or the texts of one."""
    return _Jekyll(
        Tree(paths[0], notes, lambda path: path in ("_site", "_layouts", "_includes", "_sass")), notes
    ).export()


class _Jekyll(System):
    """One site."""

    def __init__(self, tree: Tree, notes: Notes) -> None:
        super().__init__(tree, notes)
        self.config = settings_of(tree, _CONFIGS, notes)
        self.zone = zone_of(self.config.get("timezone"))
        base = text(self.config.get("url")).rstrip("/")
        self.base_url = base + "/" + text(self.config.get("baseurl")).strip("/") if "://" in base else ""
        self.base_url = self.base_url.rstrip("/")
        self.pattern = text(self.config.get("permalink")) or "date"
        # A folder of posts alone, without a site around them.
        self.only_posts = not self.config and not any("_posts/" in path or "_drafts/" in path for path in tree.paths)
        found = self.config.get("collections")
        self.collections = {name: table(one) for name, one in table(found).items()} if isinstance(found, dict) else {}
        self.folder = text(self.config.get("collections_dir")).strip("/")
        self.excluded = tuple(one.strip("/") for one in names(self.config.get("exclude")))
        self.authors = {}
        for path in ("_data/authors.yml", "_data/authors.yaml"):
            if path in tree:
                self.authors = settings_of(tree, (path,), notes)

    def paths(self) -> Iterator[str]:
        count_rest(iter(self.tree.paths), self.notes)
        for path in self.tree.paths:
            if ending(path) in TEXTS and self._is_read(path):
                yield path

    def _is_read(self, path: str) -> bool:
        """Return whether Jekyll reads a file: not one with a name that begins with `_`, except in its collections."""
        if any(path == one or path.startswith(f"{one}/") for one in self.excluded) or path.lower() in _LEFT_OUT:
            return False
        steps = path.split("/")
        return all(not step.startswith(("_", ".", "#")) or self._collection(path) for step in steps)

    def _collection(self, path: str) -> str:
        """Return the collection of a file: `posts`, `drafts`, or one of the configuration; "" for a page."""
        if self.only_posts:
            return "posts" if _POST.match(path) else ""
        steps = path.split("/")[:-1]
        for name in ("posts", "drafts"):
            if f"_{name}" in steps:
                return name
        inner = steps[1:] if self.folder and steps[:1] == [self.folder] else steps
        first = inner[0].removeprefix("_") if inner and inner[0].startswith("_") else ""
        return first if first in self.collections else ""

    def item(self, source: Source, notes: Notes) -> Item | None:
        path, kind = source.path, self._collection(source.path)
        front = {**self._defaults(path, kind), **source.front}
        if not source.has_front and kind not in ("posts", "drafts"):
            return None
        if text(front.get("redirect_to")) or names(front.get("redirect_to")):
            self._redirected(path, front, kind, notes)
            return None
        found = _POST.match(path) if kind == "posts" else None
        if kind == "posts" and found is None and "date" not in front:
            notes.count(say("post without a date in its name; Jekyll ignores it, too"), path)
            return None
        date = moment(front.get("date") or (_full(found[1]) if found else None), self.zone, notes)
        if date is None and kind == "drafts":
            date = self.tree.modified(path)
        url = self._url(path, front, kind, date, found)
        if kind in ("", "pages") and _TEMPLATE.search(source.body):
            notes.count(say("page that a template fills; it leads to the front page"), path)
            self._lists(url)
            return None
        categories = self._categories(path, front, kind)
        return Item(
            id=path,
            kind="article" if kind in ("posts", "drafts") or (kind and date is not None) else "page",
            status=self._status(front, kind),
            title=text(front.get("title")),
            body=source.body,
            markup="html" if markup_of(path) == "html" else "markdown",
            url="" if url == "/" else url,
            aliases=(*map(_rooted, names(front.get("redirect_from"))), *_as_file(url)),
            slug=text(front.get("slug")) or (found[2] if found else ""),
            date=date,
            updated=moment(front.get("last_modified_at") or front.get("updated"), self.zone, notes),
            summary=text(front.get("description")) or text(front.get("excerpt")) or text(front.get("summary")),
            authors=self._signed(front),
            categories=categories,
            tags=names(front.get("tags") or front.get("tag"), " " if isinstance(front.get("tags"), str) else ""),
            picture=picture_of(front, "image", "cover", "thumbnail", "header"),
            language=text(front.get("lang")) if text(front.get("lang")) != text(self.config.get("lang")) else "",
            extra=extra_of(source.front, _KNOWN),
            place=path,
        )

    def _url(
        self, path: str, front: dict[str, Any], kind: str, date: datetime | None, found: re.Match[str] | None
    ) -> str:
        stem = found[2] if found else posixpath.basename(path).rpartition(".")[0]
        written = front.get("date") or (_full(found[1]) if found else "")
        day = day_of(written, date) if date is not None else datetime(1970, 1, 1, tzinfo=UTC)
        inner = path.split(f"_{kind}/", 1)[-1].rpartition(".")[0] if kind else ""
        dated = urls.Dated(stem, text(front.get("slug")), self._categories(path, front, kind), day, kind, inner)
        given = text(front.get("permalink"))
        if kind in ("posts", "drafts"):
            of_posts = text(self.collections.get("posts", {}).get("permalink"))
            return urls.given_url(given, dated) if given else urls.post_url(of_posts or self.pattern, dated)
        if given:
            return urls.given_url(given, dated)
        if kind:
            own = text(self.collections[kind].get("permalink"))
            return urls.document_url(own or (self.pattern if self.pattern == "pretty" else ""), dated)
        return urls.page_url(self.pattern, path)

    def _categories(self, path: str, front: dict[str, Any], kind: str) -> tuple[str, ...]:
        """Return the categories of a post: the folders above `_posts`, then those of its front matter."""
        folders: list[str] = []
        if kind == "posts" and not self.only_posts:
            above = path.split("_posts/", maxsplit=1)[0].strip("/")
            above = above.removeprefix(self.folder).strip("/") if self.folder else above
            folders = [one for one in above.split("/") if one]
        own = front.get("categories")
        many = names(own, " " if isinstance(own, str) else "")
        one = (text(front.get("category")),) if text(front.get("category")) else ()
        return tuple(dict.fromkeys((*folders, *one, *many)))

    def _defaults(self, path: str, kind: str) -> dict[str, Any]:
        """Return the values that the configuration gives a file (`defaults`); the narrower path counts."""
        found: list[tuple[int, dict[str, Any]]] = []
        given = self.config.get("defaults")
        for one in given if isinstance(given, list) else ():
            scope, values = table(table(one).get("scope")), table(table(one).get("values"))
            start, of = text(scope.get("path")).strip("/").rstrip("*").rstrip("/"), text(scope.get("type"))
            if of and of != (kind or "pages"):
                continue
            if not start or path == start or path.startswith(f"{start}/"):
                found.append((len(start), dict(values)))
        found.sort(key=lambda one: one[0])
        return {key: value for _, values in found for key, value in values.items()}

    def _status(self, front: dict[str, Any], kind: str) -> Status:
        out = kind in ("", "posts", "drafts") or is_yes(self.collections.get(kind, {}).get("output"))
        hidden = is_no(front.get("published")) or is_yes(front.get("draft")) or not out
        return "draft" if kind == "drafts" or hidden else "public"

    def _signed(self, front: dict[str, Any]) -> tuple[str, ...]:
        written = names(front.get("authors") or front.get("author"))
        return tuple(text(table(self.authors.get(one.lower())).get("name")) or one for one in written)

    def _redirected(self, path: str, front: dict[str, Any], kind: str, notes: Notes) -> None:
        """Keep a page that only leads elsewhere as a redirect."""
        found = _POST.match(path)
        date = moment(front.get("date") or (_full(found[1]) if found else None), self.zone, notes)
        old, new = self._url(path, front, kind, date, found), next(iter(names(front.get("redirect_to"))), "")
        self.redirects.setdefault(old, new)

    def _lists(self, url: str) -> None:
        if url != "/":
            self.redirects.setdefault(url, "/")

    def static(self) -> Iterator[tuple[str, str]]:
        """Yield all files that Jekyll copies: no texts, none whose path has a name that begins with `_`."""
        if self.only_posts:
            return
        for path in self.tree.paths:
            steps = path.split("/")
            hidden = any(step.startswith(("_", ".", "#")) or step.endswith("~") for step in steps)
            if hidden or path.lower() in _LEFT_OUT or any(path.startswith(f"{one}/") for one in self.excluded):
                continue
            if ending(path) in TEXTS:
                if path not in self.links.by_path and ending(path) in ("html", "htm") and not self._has_front(path):
                    yield f"/{path}", path
            elif not (ending(path) in ("scss", "sass", "css", "js", "xml", "json", "txt") and self._has_front(path)):
                yield f"/{path}", path

    def _has_front(self, path: str) -> bool:
        found = self.tree.text(path, Notes())
        return found is not None and found.lstrip("\ufeff").startswith("---\n")

    def head(self) -> Head:
        language = text(self.config.get("lang")) or text(self.config.get("locale")) or text(self.config.get("language"))
        author = self.config.get("author")
        return Head(
            title=text(self.config.get("title")) or text(self.config.get("name")),
            tagline=text(self.config.get("tagline")) or text(self.config.get("description")),
            base_url=self.base_url,
            language=language.replace("_", "-"),
            timezone=self.zone.key if self.config.get("timezone") else "",
            people=tuple(
                Person(name=text(one.get("name")), bio=text(one.get("bio")), website=text(one.get("url")))
                for one in map(table, (*self.authors.values(), author if isinstance(author, dict) else {}))
                if text(one.get("name"))
            ),
        )

    def coded(self, code: str) -> str:
        return unprotected(code)

    def without_marks(self, body: str) -> str:
        return without_marks(_KRAMDOWN.sub(" ", body))

    def marked(self, prose: str, item: Item, notes: Notes) -> str:
        if "{" not in prose:
            return prose
        prose = _KRAMDOWN.sub("", prose) if "{:" in prose else prose
        return answered(prose, self.links, self._value(item), notes)

    def _value(self, item: Item) -> dict[str, str]:
        site = {f"site.{key}": text(value) for key, value in self.config.items() if text(value)}
        page = {f"page.{key}": text(value) for key, value in item.extra.items() if text(value)}
        own = {
            "page.title": item.title,
            "page.url": item.url,
            "site.baseurl": "",
            "site.url": "",
            "site.github.url": "",
        }
        return {**site, **page, **own}


def _full(day: str) -> str:
    """Return the day of a file's name with a whole year: `08-11-24`."""
    year, month, of = day.split("-")
    return f"{year if len(year) > 2 else '20' + year.zfill(2)}-{month.zfill(2)}-{of.zfill(2)}"


def _rooted(path: str) -> str:
    return path if path.startswith("/") or "://" in path else f"/{path}"


def _as_file(url: str) -> tuple[str, ...]:
    """Return the address of the file that Jekyll writes for one without an ending and a last slash, such as `/a`."""
    return () if url.endswith("/") or "." in url.rpartition("/")[2] else (f"{url}.html",)
