"""Reader of a site of Astro: collections in `src/content/`, pages in `src/pages/`, `public/`. No script is run.

The address of a collection is that of the route that asks for it: `src/pages/blog/[...slug].astro`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from ssg.core.message import say
from ssg.importing.model import Export, Head, Item
from ssg.importing.notes import Notes
from ssg.importing.trees.folder import Tree
from ssg.importing.trees.front import Source, is_no, is_yes, moment, names, text
from ssg.importing.trees.mdx import without_code
from ssg.importing.trees.slugs import github
from ssg.importing.trees.system import System, ending, extra_of, named, picture_of, without_ending

_CONFIGS: Final = tuple(f"astro.config.{form}" for form in ("mjs", "js", "ts", "cjs", "mts"))
_CONSTANTS: Final = ("src/consts.ts", "src/config.ts", "src/site.config.ts")
_ASKS: Final = re.compile(r"getCollection\(\s*[\"'](\w[\w-]*)[\"']")
_LOADER: Final = re.compile(
    r"(?:const\s+(\w+)\s*=\s*defineCollection|(\w+)\s*:\s*defineCollection)\s*\(\s*\{[^}]*?base\s*:\s*[\"']\.?/?([^\"']+)[\"']"
)
_DATES: Final = ("date", "pubdate", "pubdatetime", "publishdate", "publisheddate", "published", "publishedat")
_KNOWN: Final = frozenset(
    "title description date pubdate pubdatetime publishdate publisheddate published publishedat updateddate "
    "moddatetime updated lastmod heroimage image cover ogimage tags categories category author authors draft slug "
    "layout excerpt summary".split()
)


def read(paths: Sequence[Path], notes: Notes) -> Export:
    """Open a folder."""
    return _Astro(Tree(paths[0], notes, lambda path: path in ("dist", ".astro")), notes).export()


class _Astro(System):
    """One site."""

    def __init__(self, tree: Tree, notes: Notes) -> None:
        super().__init__(tree, notes)
        script = next((tree.text(path, notes) or "" for path in _CONFIGS if path in tree), "")
        site, base = (re.search(rf"\b{key}\s*:\s*[\"']([^\"']+)[\"']", script) for key in ("site", "base"))
        self.base_url = site[1].rstrip("/") + (f"/{base[1].strip('/')}" if base else "") if site else ""
        self.slash = "" if re.search(r"trailingSlash\s*:\s*[\"']never", script) else "/"
        self.folders = self._collections()
        self.routes = self._routes()

    def _collections(self) -> dict[str, str]:
        """Return the collections and their folders."""
        found = {path.split("/")[2]: f"src/content/{path.split('/')[2]}" for path in self.tree.below("src/content")
                 if path.count("/") > 2}  # fmt: skip
        for path in (
            "src/content.config.ts",
            "src/content/config.ts",
            "src/content.config.mjs",
            "src/content.config.js",
        ):
            text_of = self.tree.text(path, Notes()) if path in self.tree else None
            for one, two, folder in _LOADER.findall(text_of or ""):
                found[one or two] = folder.strip("/")
        return found

    def _routes(self) -> dict[str, str]:
        """Return the path below which each collection is published, by the routes that ask for it."""
        found: dict[str, str] = {}
        for path in self.tree.below("src/pages"):
            if ending(path) != "astro" or "[" not in path:
                continue
            route = path.removeprefix("src/pages/").partition("[")[0].strip("/")
            for name in _ASKS.findall(self.tree.text(path, Notes()) or ""):
                if re.search(r"\[(?:\.\.\.)?(?:slug|id|post|path)\]", path):
                    found.setdefault(name, route)
        return found

    def paths(self) -> Iterator[str]:
        for folder in dict.fromkeys((*self.folders.values(), "src/pages")):
            for path in self.tree.below(folder):
                if ending(path) in ("md", "mdx", "markdown") and not any(
                    one.startswith("_") for one in path.split("/")
                ):
                    yield path

    def item(self, source: Source, notes: Notes) -> Item | None:
        path, front = source.path, source.front
        kind = next((name for name, folder in self.folders.items() if path.startswith(f"{folder}/")), "")
        key = next((one for one in _DATES if front.get(one) not in (None, "") and not isinstance(front[one], bool)), "")
        date = moment(front.get(key), self.zone, notes) if key else None
        url = self._url(path, front, kind, notes)
        return Item(
            id=path,
            kind="page" if date is None else "article",
            status="draft" if is_yes(front.get("draft")) or is_no(front.get("published")) else "public",
            title=text(front.get("title")),
            body=without_code(source.body, notes),
            markup="markdown",
            url="" if url == "/" else url,
            slug=text(front.get("slug")) or posixpath.basename(without_ending(path)),
            date=date,
            updated=moment(
                front.get("updateddate") or front.get("moddatetime") or front.get("updated"), self.zone, notes
            ),
            summary=text(front.get("description")) or text(front.get("excerpt")) or text(front.get("summary")),
            authors=names(front.get("author") or front.get("authors")),
            categories=names(front.get("category") or front.get("categories"))
            or ((named(kind),) if kind and kind not in ("blog", "posts", "post", "articles", "news") else ()),
            tags=names(front.get("tags")),
            picture=picture_of(front, "heroimage", "image", "cover", "ogimage"),
            extra=extra_of(front, _KNOWN),
            place=path,
        )

    def _url(self, path: str, front: Mapping[str, Any], kind: str, notes: Notes) -> str:
        if not kind:
            inner = without_ending(path.removeprefix("src/pages/")).removesuffix("index").strip("/")
            return f"/{inner}{self.slash}" if inner else "/"
        inner = without_ending(path.removeprefix(f"{self.folders[kind]}/")).removesuffix("/index")
        steps = [github(one) for one in inner.split("/")]
        if kind not in self.routes:
            notes.count(say("collection without a route; its name is taken for its address"), kind)
        base = self.routes.get(kind, kind)
        done = text(front.get("slug")).strip("/") or "/".join(steps)
        return "/" + "/".join(one for one in (base, done) if one) + self.slash

    def bundled(self, item: Item) -> Iterator[tuple[str, str]]:
        """Yield the pictures beside texts: Astro gives them names of its own; here they have their paths."""
        folder = posixpath.dirname(item.id)
        for path in self.tree.below(folder):
            if ending(path) in ("png", "jpg", "jpeg", "gif", "webp", "svg", "avif"):
                yield f"/anh/{path.removeprefix('src/')}", path

    def static(self) -> Iterator[tuple[str, str]]:
        for path in self.tree.below("public"):
            yield path.removeprefix("public"), path
        for folder in ("src/assets", "src/images"):
            for path in self.tree.below(folder):
                yield f"/anh/{path.removeprefix('src/')}", path

    def head(self) -> Head:
        constants = next((self.tree.text(one, Notes()) or "" for one in _CONSTANTS if one in self.tree), "")
        title = re.search(r"(?:SITE_TITLE\s*=|\btitle\s*:)\s*[\"']([^\"'\n]+)[\"']", constants)
        tagline = re.search(r"(?:SITE_DESCRIPTION\s*=|\b(?:description|desc)\s*:)\s*[\"']([^\"'\n]+)[\"']", constants)
        for route in dict.fromkeys(self.routes.values()):
            if route:
                self.redirects.setdefault(f"/{route}/", "/")
        return Head(
            title=title[1] if title else "",
            tagline=tagline[1] if tagline else "",
            base_url=self.base_url,
            language=(re.search(r"\blang\s*:\s*[\"']([\w-]+)[\"']", constants) or ["", ""])[1],
        )
