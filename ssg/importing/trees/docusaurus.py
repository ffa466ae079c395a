"""Reader of a site of Docusaurus: `blog/`, `docs/`, pages in Markdown, authors, `static/`. Its script is not run."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ssg.importing.model import Export, Head, Item, Person
from ssg.importing.notes import Notes
from ssg.importing.trees.folder import Tree
from ssg.importing.trees.front import Source, day_of, is_yes, moment, names, table, text
from ssg.importing.trees.kebab import kebab
from ssg.importing.trees.mdx import without_code
from ssg.importing.trees.settings import settings_of
from ssg.importing.trees.system import System, ending, extra_of, picture_of, without_ending

_CONFIGS: Final = tuple(f"docusaurus.config.{form}" for form in ("js", "ts", "mjs", "cjs"))
_DATED: Final = re.compile(
    r"(?P<start>.*/)?(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})[-/](?P<name>.+)\Z"
)
_NUMBER: Final = re.compile(r"^\d+\s*[-_.]+\s*(?=[^-_.\s])")
_KNOWN: Final = frozenset(
    "title date slug authors author tags draft unlisted description image id last_update hide_table_of_contents "
    "keywords sidebar_label sidebar_position truncate toc_max_heading_level author_title author_url".split()
)


def read(paths: Sequence[Path], notes: Notes) -> Export:
    """Open a folder."""
    return _Docusaurus(Tree(paths[0], notes, lambda path: path in ("build", ".docusaurus")), notes).export()


class _Docusaurus(System):
    """One site."""

    def __init__(self, tree: Tree, notes: Notes) -> None:
        super().__init__(tree, notes)
        self.script = next((tree.text(path, notes) or "" for path in _CONFIGS if path in tree), "")
        base = self._setting("baseUrl").strip("/")
        self.base_url = "/".join(one for one in (self._setting("url").rstrip("/"), base) if one)
        self.base_url = self.base_url if "://" in self.base_url else ""
        self.blog, self.docs = self._route("blog"), self._route("docs")
        self.authors = table(settings_of(tree, ("blog/authors.yml", "blog/authors.yaml"), notes))

    def _setting(self, name: str) -> str:
        found = re.search(rf"\b{name}\s*:\s*(?:\"([^\"\n]*)\"|'([^'\n]*)'|`([^`$\n]*)`)", self.script)
        return next((one for one in found.groups() if one), "") if found else ""

    def _route(self, name: str) -> str:
        """Return the path below which the blog or the docs are published: `routeBasePath` in their settings."""
        found = re.search(rf"\b{name}\s*:\s*\{{[^{{}}]*?\brouteBasePath\s*:\s*[\"']([^\"']*)[\"']", self.script)
        return found[1].strip("/") if found else name

    def paths(self) -> Iterator[str]:
        for folder in ("blog", "docs", "src/pages"):
            for path in self.tree.below(folder):
                if ending(path) in ("md", "mdx") and not any(one.startswith("_") for one in path.split("/")):
                    yield path

    def item(self, source: Source, notes: Notes) -> Item | None:
        path, front = source.path, source.front
        folder = "src/pages" if path.startswith("src/pages/") else path.split("/")[0]
        inner = without_ending(path.removeprefix(f"{folder}/"))
        dated = _DATED.match(inner.removesuffix("/index")) if folder == "blog" else None
        in_name = "-".join((dated["year"], dated["month"], dated["day"])) if dated else None
        written = front.get("date") or in_name
        date = moment(written, self.zone, notes) if folder == "blog" else None
        if date is None and folder == "blog":
            date = self.tree.modified(path)
        last = table(front.get("last_update"))
        return Item(
            id=path,
            kind="article" if folder == "blog" and not is_yes(front.get("unlisted")) else "page",
            status="draft" if is_yes(front.get("draft")) else "public",
            title=text(front.get("title")) or text(front.get("sidebar_label")),
            body=without_code(source.body, notes),
            markup="markdown",
            url=self._url(front, folder, inner, dated, day_of(written, date).strftime("%Y/%m/%d") if date else ""),
            slug=text(front.get("slug")).strip("/").rpartition("/")[2],
            date=date,
            updated=moment(last.get("date"), self.zone, notes),
            summary=text(front.get("description")),
            authors=self._signed(front),
            tags=names(front.get("tags")),
            picture=picture_of(front, "image"),
            extra=extra_of(front, _KNOWN),
            place=path,
        )

    def _url(self, front: Mapping[str, Any], folder: str, inner: str, dated: re.Match[str] | None, day: str) -> str:
        given = text(front.get("slug"))
        if folder == "blog":
            if given:
                return _joined(self.blog, given)
            name = dated["name"] if dated else inner.removesuffix("/index")
            start = (dated["start"] or "") if dated else ""
            return _joined(self.blog, f"{day}/{start}{name}" if dated else name)
        if folder == "docs":
            steps = [_NUMBER.sub("", one) for one in inner.split("/")]
            if given.startswith("/"):
                return _joined(self.docs, given)
            if steps[-1].lower() in ("index", "readme") or (len(steps) > 1 and steps[-1] == steps[-2]):
                steps.pop()
            elif given or text(front.get("id")):
                steps[-1] = given or text(front.get("id"))
            return _joined(self.docs, "/".join(steps))
        return _joined("", inner.removesuffix("index").rstrip("/"))

    def _signed(self, front: Mapping[str, Any]) -> tuple[str, ...]:
        written = names(front.get("authors") or front.get("author"))
        return tuple(text(table(self.authors.get(one.lower())).get("name")) or one for one in written)

    def tag_url(self, name: str) -> str:
        return f"/{self.blog}/tags/{kebab(name)}"

    def bundled(self, item: Item) -> Iterator[tuple[str, str]]:
        """Yield the pictures beside a text: Docusaurus gives them names of its own; here they lie below the text."""
        folder = posixpath.dirname(item.id)
        for path in self.tree.below(folder):
            if ending(path) in ("png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "pdf"):
                yield f"/anh/{path}", path

    def static(self) -> Iterator[tuple[str, str]]:
        for path in self.tree.below("static"):
            yield path.removeprefix("static"), path

    def head(self) -> Head:
        for old, new in ((f"/{self.blog}", "/"), (f"/{self.blog}/archive", "/archive/"), (f"/{self.blog}/tags", "/"),
                         (f"/{self.blog}/authors", "/"),
                         (f"/{self.blog}/rss.xml", "/rss.xml"), (f"/{self.blog}/atom.xml", "/feed.xml")):  # fmt: skip
            if old != "/":
                self.redirects.setdefault(old, new)
        locale = self._setting("defaultLocale")
        people = (table(one) for one in self.authors.values())
        return Head(
            title=self._setting("title"),
            tagline=self._setting("tagline"),
            base_url=self.base_url,
            language=locale or "en",
            people=tuple(
                Person(name=text(one.get("name")), bio=text(one.get("title")), website=text(one.get("url")))
                for one in people
                if text(one.get("name"))
            ),
        )


def _joined(base: str, rest: str) -> str:
    return "/" + "/".join(one for one in (base.strip("/"), rest.strip("/")) if one)
