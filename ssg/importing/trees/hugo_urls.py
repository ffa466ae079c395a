"""The addresses of Hugo: where it publishes a file of `content/`, by its path, its front matter and `[permalinks]`.

The rules are those of Hugo 0.123 and later, for one language at the root of the site; compared with what Hugo itself
publishes. Pure.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

from ssg.importing.trees.front import is_yes, table, text
from ssg.importing.trees.slugs import hugo_path, hugo_title

_TOKEN: Final = re.compile(r":([a-z_]+)(\[[^\]]*\])?")
_MONTHS: Final = "January February March April May June July August September October November December".split()
_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class Named(NamedTuple):
    """What an address is made of: the file, its title, slug and `url`, its day, and the folders that are sections."""

    path: str
    title: str
    slug: str
    url: str
    day: datetime
    sections: tuple[str, ...]


class HugoUrls:
    """The rules of one configuration."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        """Take the configuration, its keys in lower case."""
        self.lower = not is_yes(config.get("disablepathtolower"))
        self.accents = not is_yes(config.get("removepathaccents"))
        ugly = config.get("uglyurls")
        self._ugly = {key.lower(): is_yes(value) for key, value in ugly.items()} if isinstance(ugly, Mapping) else {}
        self._all_ugly = is_yes(ugly)
        permalinks = table(config.get("permalinks"))
        self._pages = {key: text(value) for key, value in permalinks.items() if not isinstance(value, Mapping)}
        of_kind = {
            kind: {key: text(value) for key, value in table(permalinks.get(kind)).items()}
            for kind in ("page", "section", "term")
        }
        self._pages |= of_kind["page"]
        self._section, self._term = of_kind["section"], of_kind["term"]

    def part(self, name: str) -> str:
        """Return a name of a file or folder as a part of an address."""
        return hugo_path(name, lower=self.lower, accents=self.accents)

    def title(self, title: str) -> str:
        """Return a title as a part of an address."""
        return hugo_title(title, lower=self.lower, accents=self.accents)

    def page(self, named: Named) -> str:
        """Return the address of a page."""
        section = named.path.split("/")[0].lower() if "/" in named.path else ""
        if named.url:
            url = named.url if named.url.startswith("/") else f"/{named.url}"
            url = self._filled(url, named) if ":" in url else url
            return url if url.endswith((".html", ".htm", "/")) else self._finished(url, section)
        pattern = self._pages.get(section, "")
        if pattern:
            return self._finished("/" + self._filled(pattern, named).strip("/"), section)
        folder, stem = self._place(named.path)
        if named.slug:
            stem = hugo_title(named.slug, lower=self.lower, accents=self.accents, slash="/")
        return self._finished("/" + "/".join(filter(None, (folder, stem))), section)

    def section(self, path: str, url: str) -> str:
        """Return the address of the list of a folder, `posts/sub`."""
        if url:
            return url if url.startswith("/") else f"/{url}"
        pattern = self._section.get(path.split("/", maxsplit=1)[0].lower(), "") if path else ""
        if pattern and "/" not in path and ":" not in pattern:
            return "/" + pattern.strip("/") + "/"
        return "/" + "".join(f"{self.part(one)}/" for one in path.split("/") if one)

    def term(self, taxonomy: str, name: str) -> str:
        """Return the address of the list of a term: of `tags` and `Hà Nội`, `/tags/hà-nội/`."""
        pattern = self._term.get(taxonomy, "")
        if pattern:
            return (
                "/"
                + re.sub(
                    r":[a-z]+", hugo_title(name, lower=self.lower, accents=self.accents, slash="/"), pattern
                ).strip("/")
                + "/"
            )
        ending = ".html" if self._is_ugly(taxonomy) else "/"
        return f"/{taxonomy}/{self.part(re.sub(r'[ ]+', ' ', name.strip()))}{ending}"

    def alias(self, written: str, url: str, path: str) -> str:
        """Return an alias as a path from `/`: one without a slash begins in the folder of the page's section."""
        if not written.startswith("/"):
            stem = posixpath.dirname(path) if posixpath.basename(path).startswith("index.") else path
            folder = "/".join(self.part(one) for one in posixpath.dirname(stem).split("/"))
            written = posixpath.normpath(f"/{folder}/{written}")
        return written if written.endswith(("/", ".html", ".htm")) else f"{written}/"

    def _place(self, path: str) -> tuple[str, str]:
        """Return the folder and the name of a page in its address; a bundle's name is that of its folder."""
        folder, name = posixpath.split(path)
        stem = name.rpartition(".")[0]
        if stem == "index":
            folder, stem = posixpath.split(folder)
        return "/".join(self.part(one) for one in folder.split("/") if one), self.part(stem)

    def _is_ugly(self, section: str) -> bool:
        return self._all_ugly or self._ugly.get(section, False)

    def _finished(self, path: str, section: str) -> str:
        path = re.sub("/{2,}", "/", path)
        if path == "/":
            return path
        return f"{path.rstrip('/')}.html" if self._is_ugly(section) else f"{path.rstrip('/')}/"

    def _filled(self, pattern: str, named: Named) -> str:
        return _TOKEN.sub(lambda found: self._value(found, named), pattern)

    def _value(self, found: re.Match[str], named: Named) -> str:
        name, day = found[1], named.day
        stem = self._place(named.path)[1]
        slug = self.title(named.slug) if named.slug else ""
        values = {
            "year": f"{day.year:04d}",
            "month": f"{day.month:02d}",
            "monthname": _MONTHS[day.month - 1].lower() if self.lower else _MONTHS[day.month - 1],
            "day": f"{day.day:02d}",
            "weekday": str(day.isoweekday() % 7),
            "weekdayname": _DAYS[day.weekday()].lower() if self.lower else _DAYS[day.weekday()],
            "yearday": str(day.timetuple().tm_yday),
            "section": self.part(named.path.split("/")[0]) if "/" in named.path else "",
            "title": self.title(named.title),
            "slug": slug or self.title(named.title),
            "filename": stem,
            "contentbasename": stem,
            "slugorfilename": slug or stem,
            "slugorcontentbasename": slug or stem,
        }
        if name == "sections":
            return "/".join(self.part(one) for one in _slice(named.sections, found[2] or ""))
        return values[name] + (found[2] or "") if name in values else found[0]


def _slice(sections: tuple[str, ...], written: str) -> tuple[str, ...]:
    """Return the sections that `[1:]`, `[last]` or `[0]` names; all without one."""
    inner = written.strip("[]")
    if not inner:
        return sections
    last = len(sections) - 1
    ends = [part.strip().replace("last", str(last)) for part in inner.split(":")]
    try:
        if len(ends) == 1:
            at = int(ends[0])
            return sections[at : at + 1]
        return sections[int(ends[0] or 0) : int(ends[1]) + ("last" in inner.split(":")[1]) if ends[1] else None]
    except ValueError:
        return sections
