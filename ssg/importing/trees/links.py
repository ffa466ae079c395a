"""Where the links of a tree lead: its texts by path and by name, its files by address. Reads nothing from the disk."""

from __future__ import annotations

import posixpath
import re
from typing import Final
from urllib.parse import quote, unquote, urljoin, urlsplit

from ssg.core.message import say
from ssg.core.text.paths import is_markdown
from ssg.importing.model import Item
from ssg.importing.notes import Notes
from ssg.importing.trees.folder import Tree

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_SAFE: Final = "/:@!$&'*+,;=-._~"
_FILE: Final = re.compile(r"\.(?:[a-z0-9]{2,5})\Z", re.IGNORECASE)
_PAGE: Final = re.compile(r"\.(?:html?|php|aspx?|shtml)\Z", re.IGNORECASE)


_TEXTS: Final = ("", "/index.md", "/_index.md")
MISSING: Final = "\ue004"
"""Begins the target of a file that is not there."""


class Links:
    """The addresses of the old site."""

    def __init__(self, tree: Tree) -> None:
        """Begin without any."""
        self._tree = tree
        self.by_path: dict[str, str] = {}
        """Addresses of texts by their paths in the tree."""
        self._by_name: dict[str, str] = {}
        self._urls: set[str] = set()
        self.files: dict[str, str] = {}
        """Paths of published files by their addresses."""
        self._address: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        """Titles of texts of sections, by their paths."""

    def add(self, item: Item) -> None:
        """Add a text."""
        if not item.url:
            return
        self.by_path[item.id] = item.url
        self._urls.add(item.url.rstrip("/"))
        stem = item.id.rpartition(".")[0].lower()
        name = posixpath.basename(stem)
        if name in ("index", "_index"):
            name = posixpath.basename(posixpath.dirname(stem))
        for key in (item.id.lower(), stem, name, re.sub(r"^\d{4}-\d\d?-\d\d?-", "", name), item.slug.lower()):
            self._by_name.setdefault(key, item.url)

    def publish(self, address: str, path: str) -> None:
        """Add a file that is published at an address; the first at one counts."""
        self.files.setdefault(address, path)
        self._address.setdefault(path, address)

    def named(self, name: str) -> str:
        """Return the address of a text by its path, its name or its slug, with or without ending; "" if it is none."""
        name = re.sub(r"/_?index(?:\.\w+)?\Z", "", unquote(name.strip().strip("/")).lower())
        found = self._by_name.get(name) or self._by_name.get(name.rpartition(".")[0] if is_markdown(name) else name)
        if found is None and "/" in name:
            last = name.rpartition("/")[2]
            found = self._by_name.get(last.rpartition(".")[0] if is_markdown(last) else last)
        return found or ""

    def target(self, written: str, item: Item, base: str, picture: bool, notes: Notes) -> str:
        """Return the target of a link in the new site: a path from `/`, or what was written for another site.

        A file that does not exist is looked for at the old site; where that is not known, `MISSING` begins the target.
        """
        written = written.strip()
        if base and (written == base or written.startswith((f"{base}/", f"{base}#"))):
            written = written[len(base) :] or "/"
        path, mark, rest = _parted(written)
        if not path or _SCHEME.match(written):
            return f"https:{written}" if written.startswith("//") else written
        address = self._address_of(unquote(path), item, base)
        done = quote(address, safe=_SAFE) + mark + rest
        if address in self.files or address.rstrip("/") in self._urls:
            return done
        if is_markdown(address):
            notes.count(say("link to a text that was not found"), written)
            return quote(address.rpartition(".")[0], safe=_SAFE) + "/" + mark + rest
        if picture or (_FILE.search(address) and not _PAGE.search(address)):
            kind = say("picture that was not found") if picture else say("linked file that was not found")
            notes.count(kind, written)
            return f"{base}{done}" if base else f"{MISSING}{done}"
        return done

    def _address_of(self, path: str, item: Item, base: str) -> str:
        """Return the address of a path as a browser reads it, or else as one of the tree, relative to the file."""
        if path.startswith("/"):
            root = urlsplit(base).path
            if root and f"{path}/".startswith(f"{root}/"):
                path = path[len(root) :] or "/"
            return self.by_path.get(path.lstrip("/"), path)
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(item.id), path))
        joined = urljoin(item.url or "/", path)
        of_text = next((self.by_path[beside + end] for end in _TEXTS if beside + end in self.by_path), "")
        if of_text or joined in self.files or joined.rstrip("/") in self._urls:
            return of_text or joined
        return self._address.get(beside) or (self.named(path) if is_markdown(path) else "") or joined


def _parted(url: str) -> tuple[str, str, str]:
    """Return the path of a URL, the character behind it, and the rest."""
    for at, character in enumerate(url):
        if character in "?#":
            return url[:at], character, url[at + 1 :]
    return url, "", ""
