"""Reader of a site of Hexo: `source/`, `_posts`, `_drafts`, pages, nested categories, tag plugins, asset folders."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from ssg.core.message import say
from ssg.importing.model import Export, Head, Item, Status, Term
from ssg.importing.notes import Notes
from ssg.importing.trees.folder import Tree
from ssg.importing.trees.front import Source, is_no, is_yes, moment, names, text
from ssg.importing.trees.liquid import answered, unprotected, without_marks
from ssg.importing.trees.settings import settings_of, zone_of
from ssg.importing.trees.slugs import hexo as slugize
from ssg.importing.trees.system import TEXTS, System, ending, extra_of, markup_of, picture_of, without_ending

_PLACEHOLDER: Final = re.compile(r":([a-z_]+)")
_KNOWN: Final = frozenset(
    "title date updated layout comments tags categories permalink excerpt description author cover thumbnail photos "
    "published lang language keywords disablenunjucks slug toc top_img index_img banner_img".split()
)


def read(paths: Sequence[Path], notes: Notes) -> Export:
    """Open a folder."""
    return _Hexo(Tree(paths[0], notes, lambda path: path in ("public", "themes", "scaffolds")), notes).export()


class _Hexo(System):
    """One site."""

    def __init__(self, tree: Tree, notes: Notes) -> None:
        super().__init__(tree, notes)
        self.config = settings_of(tree, ("_config.yml", "_config.yaml", "_config.json"), notes)
        self.zone = zone_of(self.config.get("timezone"))
        self.base_url = text(self.config.get("url")).rstrip("/")
        self.source = text(self.config.get("source_dir")).strip("/") or "source"
        self.pattern = text(self.config.get("permalink")) or ":year/:month/:day/:title/"
        self.default = text(self.config.get("default_category")) or "uncategorized"
        self.case = int(self.config["filename_case"]) if self.config.get("filename_case") in (1, 2) else 0
        maps = {kind: self.config.get(f"{kind}_map") for kind in ("category", "tag")}
        self.maps = {kind: found if isinstance(found, dict) else {} for kind, found in maps.items()}
        self.lines: dict[str, tuple[str, ...]] = {}
        self.names = self._name_pattern(text(self.config.get("new_post_name")) or ":title.md")

    def _name_pattern(self, written: str) -> re.Pattern[str]:
        """Return the expression for names of files: `:year-:month-:day-:title.md`."""
        forms = {"year": r"(?P<year>\d{4})", "month": r"(?P<month>\d{2})", "day": r"(?P<day>\d{2})",
                 "i_month": r"(?P<month>\d{1,2})", "i_day": r"(?P<day>\d{1,2})", "title": "(?P<title>.+)"}  # fmt: skip
        parts = _PLACEHOLDER.split(without_ending(written))
        return re.compile("".join(forms.get(one, ".+?") if at % 2 else re.escape(one) for at, one in enumerate(parts)))

    def paths(self) -> Iterator[str]:
        for path in self.tree.below(self.source):
            hidden = any(one.startswith(("_", ".")) for one in path.split("/")[1:])
            if ending(path) in TEXTS and (not hidden or self._folder(path)):
                yield path

    def _folder(self, path: str) -> str:
        """Return `_posts` or `_drafts`, the folder that a text is in; "" for a page."""
        first = path.removeprefix(f"{self.source}/").split("/")[0]
        return first if first in ("_posts", "_drafts") else ""

    def item(self, source: Source, notes: Notes) -> Item | None:
        path, front, folder = source.path, source.front, self._folder(source.path)
        if not source.has_front:
            return None
        inner = without_ending(path.removeprefix(f"{self.source}/{folder}".rstrip("/") + "/"))
        found = self.names.fullmatch(inner) if folder else None
        groups = found.groupdict() if found else {}
        name = groups.get("title") or inner
        in_name = "-".join(groups[key] for key in ("year", "month", "day")) if "day" in groups else None
        date = moment(front.get("date") or in_name, self.zone, notes)
        if date is None and folder:
            notes.count(say("post without a date; it has that of its file"), path)
            date = self.tree.modified(path)
        line = self._categories(front.get("categories"))
        url = self._post_url(front, name, date, line) if folder else self._page_url(front, inner)
        return Item(
            id=path,
            kind="article" if folder else "page",
            status=self._status(front, folder),
            title=text(front.get("title")),
            body=source.body,
            markup="html" if markup_of(path) == "html" else "markdown",
            url="" if url == "/" else url,
            slug=posixpath.basename(name),
            date=date,
            updated=moment(front.get("updated"), self.zone, notes),
            summary=text(front.get("description")) or text(front.get("excerpt")),
            authors=names(front.get("author")),
            categories=line,
            tags=names(front.get("tags") or front.get("tag")),
            picture=picture_of(front, "cover", "thumbnail", "index_img", "banner_img", "top_img", "photos"),
            extra=extra_of(front, _KNOWN),
            place=path,
        )

    def _status(self, front: Any, folder: str) -> Status:  # noqa: ANN401 - front matter
        hidden = folder == "_drafts" or is_no(front.get("published")) or is_yes(front.get("draft"))
        return "draft" if hidden else "public"

    def _categories(self, value: object) -> tuple[str, ...]:
        """Return the innermost category of each line: a list is one line, a list of lists is several."""
        lines = (
            [names(one) for one in value]
            if isinstance(value, list) and any(isinstance(one, list) for one in value)
            else []
        )
        lines = [line for line in lines or [names(value)] if line]
        for line in lines:
            for at, name in enumerate(line):
                self.lines.setdefault(name, line[: at + 1])
                parent = line[at - 1] if at else ""
                term = Term(name=name, parent=parent, url=self.category_url(name))
                self.terms.categories.setdefault(name, term)
        return tuple(dict.fromkeys(line[-1] for line in lines))

    def _post_url(self, front: Any, name: str, date: datetime | None, line: tuple[str, ...]) -> str:  # noqa: ANN401
        given = text(front.get("permalink"))
        if given:
            return self._with_folder("/" + given.lstrip("/"))
        day = date or datetime(1970, 1, 1, tzinfo=UTC)
        title = slugize(text(front.get("title")), 1)
        category = (
            "/".join(self._part("category", one) for one in self.lines.get(line[-1], ())) if line else self.default
        )
        values = {
            "year": f"{day.year:04d}",
            "month": f"{day.month:02d}",
            "day": f"{day.day:02d}",
            "i_month": str(day.month),
            "i_day": str(day.day),
            "hour": f"{day.hour:02d}",
            "minute": f"{day.minute:02d}",
            "second": f"{day.second:02d}",
            "timestamp": str(int(day.timestamp())),
            "title": name,
            "name": posixpath.basename(name),
            "post_title": title,
            "category": category,
            "hash": hashlib.sha1(f"{name}{int(day.timestamp())}".encode(), usedforsecurity=False).hexdigest()[:12],
            **{key: text(value) for key, value in front.items() if text(value) and key not in ("title", "date")},
        }
        done = _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), self.pattern)
        return self._with_folder("/" + re.sub("/{2,}", "/", done).lstrip("/"))

    def _with_folder(self, url: str) -> str:
        """Return the address of a post, which is a folder if its files lie in it."""
        has_files = is_yes(self.config.get("post_asset_folder"))
        return f"{url}/" if has_files and not url.endswith(("/", ".html")) else url

    def _page_url(self, front: Any, inner: str) -> str:  # noqa: ANN401
        given = text(front.get("permalink"))
        if given:
            return f"/{given.lstrip('/')}"
        folder, name = posixpath.split(inner)
        start = f"/{folder}/" if folder else "/"
        return start if name == "index" else f"{start}{name}.html"

    def _part(self, kind: str, name: str) -> str:
        return slugize(text(self.maps[kind].get(name)) or name, self.case)

    def category_url(self, name: str) -> str:
        folder = text(self.config.get("category_dir")) or "categories"
        steps = "/".join(self._part("category", one) for one in self.lines.get(name, (name,)))
        return f"/{folder}/{steps}/"

    def tag_url(self, name: str) -> str:
        return f"/{text(self.config.get('tag_dir')) or 'tags'}/{self._part('tag', name)}/"

    def bundled(self, item: Item) -> Iterator[tuple[str, str]]:
        """Yield the files of a post's folder of assets, which has its name."""
        if is_yes(self.config.get("post_asset_folder")) and self._folder(item.id):
            folder = without_ending(item.id)
            base = item.url if item.url.endswith("/") else f"{without_ending(item.url)}/"
            for path in self.tree.below(folder):
                yield base + path.removeprefix(f"{folder}/"), path

    def static(self) -> Iterator[tuple[str, str]]:
        for path in self.tree.below(self.source):
            inner = path.removeprefix(f"{self.source}/")
            if ending(path) not in TEXTS and not any(one.startswith(("_", ".")) for one in inner.split("/")):
                yield f"/{inner}", path

    def head(self) -> Head:
        for folder in ("category_dir", "tag_dir"):
            name = text(self.config.get(folder)) or {"category_dir": "categories", "tag_dir": "tags"}[folder]
            self.redirects.setdefault(f"/{name}/", "/")
        archive = text(self.config.get("archive_dir")) or "archives"
        self.redirects.setdefault(f"/{archive}/", "/archive/")
        self.redirects.setdefault("/atom.xml", "/feed.xml")
        language = names(self.config.get("language"))
        return Head(
            title=text(self.config.get("title")),
            tagline=text(self.config.get("subtitle")) or text(self.config.get("description")),
            base_url=self.base_url,
            language=language[0] if language and re.fullmatch(r"[a-zA-Z]{2,3}(?:-\w+)*", language[0]) else "",
            timezone=self.zone.key if self.config.get("timezone") else "",
        )

    def coded(self, code: str) -> str:
        return unprotected(code)

    def without_marks(self, body: str) -> str:
        return without_marks(body)

    def marked(self, prose: str, item: Item, notes: Notes) -> str:
        return answered(prose, self.links, {"page.title": item.title}, notes) if "{" in prose else prose
