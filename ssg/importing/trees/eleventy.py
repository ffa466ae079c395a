"""Reader of a site of Eleventy: Markdown with front matter and data files, permalinks without code, copied files.

Its configuration is JavaScript, which is not run: folders are looked for by their usual names, and by what it returns
as literals.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from ssg.core.message import say
from ssg.core.text.slug import slugify
from ssg.importing.model import Export, Head, Item, Status
from ssg.importing.notes import Notes
from ssg.importing.trees.folder import Tree
from ssg.importing.trees.front import Source, day_of, is_no, is_yes, lowered, moment, names, text
from ssg.importing.trees.liquid import answered, unprotected, without_marks
from ssg.importing.trees.settings import settings_at
from ssg.importing.trees.system import System, ending, extra_of, picture_of

_CONFIGS: Final = tuple(
    f"{name}.{form}" for name in (".eleventy", "eleventy.config") for form in ("js", "cjs", "mjs", "ts")
)
_DATED: Final = re.compile(r"(\d{4}-\d{2}-\d{2})-(.+)")
_INPUT: Final = re.compile(r"\binput\s*:\s*[\"']([^\"']+)[\"']")
_COPIED: Final = re.compile(r"addPassthroughCopy\(\s*[\"']([^\"']+)[\"']\s*\)")
_MOVED: Final = re.compile(r"addPassthroughCopy\(\s*\{\s*[\"']?([^\"':]+)[\"']?\s*:\s*[\"']([^\"']*)[\"']")
_VARIABLE: Final = re.compile(r"\{\{-?\s*([^{}]+?)\s*-?\}\}")
_TEMPLATE: Final = re.compile(r"\{%-?\s*(?:for|if|set|include|import|macro|block|extends)\b")
_NOT_INPUT: Final = frozenset(
    "_site node_modules dist public _includes _layouts readme.md changelog.md license.md".split()
)
_KNOWN: Final = frozenset(
    "title date layout tags permalink description summary excerpt author authors category categories draft image "
    "cover updated lastmod modified eleventyexcludefromcollections eleventynavigation templateengineoverride "
    "thumbnail".split()
)
_KINDS: Final = frozenset("post posts blog page pages all nav article articles".split())


def read(paths: Sequence[Path], notes: Notes) -> Export:
    """Open a folder."""
    return _Eleventy(Tree(paths[0], notes, lambda path: path in ("_site", "dist")), notes).export()


class _Eleventy(System):
    """One site."""

    def __init__(self, tree: Tree, notes: Notes) -> None:
        super().__init__(tree, notes)
        found = (tree.text(path, notes) or "" for path in _CONFIGS if path in tree)
        self.script = next(found, "")
        given = _INPUT.search(self.script)
        self.folder = given[1].strip("./") if given else self._usual()
        self.site = self._data("site") | self._data("metadata") | self._data("meta")
        self.base_url = text(self.site.get("url") or self.site.get("baseurl") or self.site.get("base_url")).rstrip("/")

    def _usual(self) -> str:
        """Return the folder of the texts where the configuration says none."""
        return next((one for one in ("src", "content") if any(self.tree.below(f"{one}/_data"))), "")

    def _data(self, name: str) -> dict[str, Any]:
        for path in (f"{self.folder}/_data/{name}.json".lstrip("/"), f"_data/{name}.json"):
            if path in self.tree:
                return settings_at(self.tree, path, self.notes)
        return {}

    def _inner(self, path: str) -> str:
        return path.removeprefix(f"{self.folder}/") if self.folder else path

    def paths(self) -> Iterator[str]:
        for path in self.tree.below(self.folder):
            steps = self._inner(path).split("/")
            hidden = any(one.startswith((".", "_")) for one in steps) or steps[0].lower() in _NOT_INPUT
            if ending(path) in ("md", "markdown") and not hidden:
                yield path

    def _given(self, path: str) -> dict[str, Any]:
        """Return the data of the folders above a text, the nearest counting: `posts/posts.json`."""
        found: dict[str, Any] = {}
        folder, steps = self.folder, posixpath.dirname(self._inner(path)).split("/")
        for step in (one for one in steps if one):
            folder = f"{folder}/{step}".lstrip("/")
            for end in (".json", ".11tydata.json"):
                if f"{folder}/{step}{end}" in self.tree:
                    found |= settings_at(self.tree, f"{folder}/{step}{end}", self.notes)
            for end in (".11tydata.js", ".11tydata.cjs", ".11tydata.mjs"):
                if f"{folder}/{step}{end}" in self.tree:
                    found |= _literals(self.tree.text(f"{folder}/{step}{end}", self.notes) or "")
        return found

    def item(self, source: Source, notes: Notes) -> Item | None:
        given = self._given(source.path)
        front = {**given, **source.front}
        if not source.has_front and not given:
            return None
        inner = self._inner(source.path).rpartition(".")[0]
        folder, stem = posixpath.split(inner)
        dated = _DATED.match(stem)
        written = front.get("date") if _is_day(front.get("date")) else (dated[1] if dated else None)
        date = moment(written, self.zone, notes)
        slug = dated[2] if dated else posixpath.basename(folder) if stem == "index" else stem
        url = self._url(front, folder, stem, slug, date, written, notes)
        tags = tuple(one for one in (*names(given.get("tags")), *names(source.front.get("tags"))))
        if _TEMPLATE.search(source.body) and date is None:
            notes.count(say("page that a template fills; it leads to the front page"), source.path)
            self.redirects.setdefault(url, "/")
            return None
        return Item(
            id=source.path,
            kind="page" if date is None else "article",
            status=self._status(front),
            title=text(front.get("title")),
            body=source.body,
            markup="markdown",
            url="" if url == "/" else url,
            slug=slug,
            date=date,
            updated=moment(front.get("updated") or front.get("lastmod") or front.get("modified"), self.zone, notes),
            summary=text(front.get("description")) or text(front.get("summary")) or text(front.get("excerpt")),
            authors=names(front.get("author") or front.get("authors")),
            categories=names(front.get("category") or front.get("categories")),
            tags=tuple(dict.fromkeys(one for one in tags if one.lower() not in _KINDS)),
            picture=picture_of(front, "image", "cover", "thumbnail"),
            extra=extra_of(source.front, _KNOWN),
            place=source.path,
        )

    def _status(self, front: Mapping[str, Any]) -> Status:
        return "draft" if is_yes(front.get("draft")) or is_no(front.get("permalink")) else "public"

    def _url(
        self,
        front: Mapping[str, Any],
        folder: str,
        stem: str,
        slug: str,
        date: datetime | None,
        day: object,
        notes: Notes,
    ) -> str:
        """Return the address: by `permalink`, if it says no more than names and dates, or by the path of the file."""
        usual = f"/{folder}/" if stem == "index" else f"/{folder}/{stem}/"
        given = text(front.get("permalink"))
        if not given:
            return re.sub("/{2,}", "/", usual)
        when = day_of(day, date) if date is not None else None
        stem_path = f"/{folder}/{slug}".replace("//", "/") if stem != "index" else f"/{folder}/index".replace("//", "/")
        values = {"page.fileslug": slug, "page.filepathstem": stem_path, "title": text(front.get("title")),
                  "slug": text(front.get("slug"))}  # fmt: skip
        done = _VARIABLE.sub(lambda found: _value(found[1], values, when) or found[0], given)
        if "{{" in done or "{%" in done:
            notes.count(say("permalink that a template computes; the address may differ"), given)
            done = usual
        done = re.sub("/{2,}", "/", f"/{done}")
        return done.removesuffix("index.html") if done.endswith("/index.html") else done

    def static(self) -> Iterator[tuple[str, str]]:
        for one in _COPIED.findall(self.script):
            start = one.strip("./").partition("*")[0].rstrip("/")
            for path in self.tree.below("") if not start else (start, *self.tree.below(start)):
                if path in self.tree and ending(path) not in ("md", "njk", "liquid"):
                    yield f"/{self._inner(path)}", path
        for source, target in _MOVED.findall(self.script):
            start = source.strip().strip("./")
            for path in (start, *self.tree.below(start)):
                if path in self.tree:
                    rest = path.removeprefix(start)
                    base = target.strip("./")
                    yield (
                        re.sub("/{2,}", "/", f"/{base}{rest}" if rest else f"/{base or posixpath.basename(path)}"),
                        path,
                    )

    def head(self) -> Head:
        return Head(
            title=text(self.site.get("title") or self.site.get("name")),
            tagline=text(self.site.get("description")),
            base_url=self.base_url,
            language=text(self.site.get("language") or self.site.get("lang")),
        )

    def tag_url(self, name: str) -> str:
        return f"/tags/{slugify(name, 1_000)}/"

    def coded(self, code: str) -> str:
        return unprotected(code)

    def without_marks(self, body: str) -> str:
        return without_marks(body)

    def marked(self, prose: str, item: Item, notes: Notes) -> str:
        values = {"title": item.title, "page.url": item.url}
        return answered(prose, self.links, values, notes) if "{%" in prose or "{{" in prose else prose


def _value(written: str, values: Mapping[str, str], day: datetime | None) -> str:
    """Return the value of a variable of a permalink; "" where it says more than names and dates."""
    name, *filters = (part.strip() for part in written.split("|"))
    key = name.lower()
    if key in ("page.date", "date") and filters and day is not None:
        form = re.search(r"[\"']([^\"']+)[\"']", filters[0])
        return re.sub(r"%[YmdHM]", lambda found: day.strftime(found[0]), form[1]) if form and "%" in form[1] else ""
    value = values.get(key, "")
    for one in filters:
        if re.match(r"slug(?:ify)?\b", one):
            value = slugify(value, 1_000)
        elif one.startswith(("downcase", "lower")):
            value = value.lower()
        else:
            return ""
    return value


def _is_day(value: object) -> bool:
    return value is not None and text(value).lower() not in (
        "last modified",
        "created",
        "git last modified",
        "git created",
    )


def _literals(script: str) -> dict[str, Any]:
    """Return `key: "text"` pairs of a script: what is computed is not read."""
    pairs = re.findall(r"[\"']?(\w+)[\"']?\s*:\s*(?:\"([^\"\n]*)\"|'([^'\n]*)'|`([^`$\n]*)`)", script)
    return lowered({key: one or two or three for key, one, two, three in pairs}) if pairs else {}
