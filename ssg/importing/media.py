"""Where the pictures, files and links of a text are in the new site.

A picture of the old site is copied to `static/`, at the address that it had: that goes on working. One that was not
given stays where it is, as a whole URL, and is counted. Nothing outside the given folder is read.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Final, Protocol
from urllib.parse import quote, unquote, urljoin, urlsplit

from ssg.content.markdown.targets import kind_of
from ssg.core.digest import digest_bytes
from ssg.core.message import say
from ssg.core.text.paths import clash_key, is_safe_url, odd_name
from ssg.importing.model import Given, Head, Item
from ssg.importing.notes import Notes
from ssg.importing.packed import Packed
from ssg.importing.place import MADE, Places
from ssg.importing.trees.links import MISSING
from ssg.store.imported import Outcome, SiteFolder, read_within
from ssg.store.usable import unusable

STATIC: Final = "static"
_NUMBER: Final = re.compile(r"/(?:index\.php)?\?(?:[^#]*&)?(?:p|page_id|attachment_id)=(\d+)(?:&[^#]*)?(#.*)?\Z")
_FILE: Final = re.compile(
    r"\.(?:jpe?g|jfif|png|gif|webp|avif|svg|heic|heif|bmp|tiff?|ico|mp3|m4a|ogg|oga|wav|mp4|m4v|webm|pdf|docx?|xlsx?|pptx?"
    r"|odt|ods|zip|csv|txt|epub)\Z",
    re.IGNORECASE,
)
_DATA: Final = re.compile(r"data:image/(jpe?g|png|gif|webp|avif)(?:;[^,;]*)*;base64,(.*)", re.IGNORECASE | re.DOTALL)
_ENDINGS: Final = {"jpeg": "jpg", "jpg": "jpg", "png": "png", "gif": "gif", "webp": "webp", "avif": "avif"}
_ON_THE_COMPUTER: Final = re.compile(r"(?:data|blob|file):|[A-Za-z]:[\\/]", re.IGNORECASE)
_PLACEHOLDER: Final = 200
"""Bytes of a picture that is none: lazy ones have such a pixel for a source."""
_OWN: Final = frozenset(("index.html", "404.html"))


class Media(Protocol):
    """Where files of the old site come from: a folder, or the web.

    `resumes`: a file that the site has is not asked for again.
    """

    resumes: bool

    def has_host(self, host: str) -> bool:
        """Return whether files of another host than the old site's are wanted, too."""

    def data(self, url: str, path: str) -> bytes | None:
        """Return the bytes of a file of the old site, by its whole URL and its path; None if there is none."""


class Nothing:
    """No files were given."""

    resumes = False

    def has_host(self, host: str) -> bool:
        """Return False."""
        return False

    def data(self, url: str, path: str) -> bytes | None:
        """Return None."""
        return None


class Folder:
    """A folder with the files of the old site: all of it, or from some folder of it on (`uploads/`)."""

    resumes = False

    def has_host(self, host: str) -> bool:
        """Return False."""
        return False

    def __init__(self, root: Path, read: Callable[[Path, Path], bytes | None]) -> None:
        """Take the folder, and the function that reads a file inside of it."""
        self._root = root
        self._read = read

    def data(self, url: str, path: str) -> bytes | None:
        """Return a file: that of the whole path, else of the longest end of it that exists."""
        parts = PurePosixPath(path.lstrip("/")).parts
        for first in range(len(parts)):
            found = self._read(self._root.joinpath(*parts[first:]), self._root)
            if found is not None:
                return found
        return None


class Files:
    """The files of one import: each is copied once."""

    def __init__(self, media: Media, site: SiteFolder, places: Places, head: Head, notes: Notes) -> None:
        """Take where files come from and where they go, and what the source says of its site."""
        self.by_number = head.by_number
        self._media, self._site, self._places, self._notes = media, site, places, notes
        self._given: set[str] = set()
        self._known = Packed()
        """Files that texts name, by URL: whether the site has them."""
        self._paths = Packed()
        """Hashes of names, by those under which they would be one file."""
        self.found = self.copied = self.remote = 0

    def of(self, item: Item) -> ItemLinks:
        """Return the links of one item."""
        return ItemLinks(self, self._places, item, self._notes)

    def address(self, url: str) -> str:
        """Return where a file of the old site is now, by its whole URL or a path from `/`."""
        path = self._places.local(url)
        if self._given and unquote(path) in self._given:
            return path
        name = unquote(path).lstrip("/") or self._elsewhere(url)
        found = url if "://" in url else f"{self._places.origin}{url}" if self._places.origin else ""
        has = self._known.get(url)
        if has is None:
            has = self._known.claim(url, self._copied(url, name))
            self.found += bool(path)
            self.copied += has
            self.remote += bool(path and found and not has)
        return quote(f"/{name}") if has else found

    def copied_to(self, url: str) -> str:
        """Return where a file is that was copied for a text; "" for one that was not."""
        return self.address(url) if self._known.get(url) else ""

    def give(self, given: Given, root: Path | None) -> None:
        """Copy a file that the old site publishes as it is, unless ssg has a page of its own there."""
        name = given.address.lstrip("/")
        if odd_name(name.replace("/.", "/")) is not None or name in _OWN:
            self._notes.count(say("file that cannot be published at its address"), given.address)
            return
        self.found += 1
        data = read_within(given.file, root) if root is not None else None
        if data is None or not self._is_own(name):
            self._notes.count(say("file that could not be copied"), given.address)
            return
        self._site.put(f"{STATIC}/{name}", data)
        self._given.add(f"/{name}")
        self.copied += 1

    def embedded(self, url: str) -> str:
        """Return where a picture is that a text itself holds, as `data:`; "" for a placeholder, and for damage."""
        found = _DATA.match(url)
        try:
            data = b64decode(unquote(found[2]), validate=False) if found is not None else b""
        except ValueError:
            data = b""
        if found is not None and 0 < len(data) < _PLACEHOLDER:
            return ""
        self.found += 1
        if found is None or not data:
            self._notes.count(say("picture without a usable URL"), url[:80])
            return ""
        name = f"anh/{digest_bytes(data)[:16]}.{_ENDINGS[found[1].lower()]}"
        if why := unusable(name, data):
            self._notes.count(say("picture that cannot be published: {why}", why=why), url[:80])
            return ""
        self._site.put(f"{STATIC}/{name}", data)
        self.copied += 1
        return f"/{name}"

    def _copied(self, url: str, name: str) -> bool:
        """Return whether the site has a file, which is copied if it can be had."""
        if not name or odd_name(name) is not None or not _FILE.search(name):
            return False
        return self._is_own(name) and self._have(url, name)

    def _is_own(self, name: str) -> bool:
        """Return whether no file with another name would be the same one on some disks."""
        return self._paths.claim(clash_key(name), hash(name)) == hash(name)

    def _elsewhere(self, url: str) -> str:
        """Return the name of a file of another host that is wanted: below a folder of the host's name."""
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        return f"{host}/{unquote(parts.path).lstrip('/')}" if host and self._media.has_host(host) else ""

    def _have(self, url: str, name: str) -> bool:
        """Return whether the site has a file, which is copied if it has not; one that no build accepts is not."""
        if self._media.resumes and self._site.exists(f"{STATIC}/{name}"):
            return True
        whole = url if "://" in url else f"{self._places.origin}{url}"
        data = self._media.data(whole, unquote(urlsplit(url).path))
        if data is None:
            return False
        if why := unusable(name, data):
            self._notes.count(say("picture that cannot be published: {why}", why=why), url)
            return False
        try:
            return self._site.put(f"{STATIC}/{name}", data) is not Outcome.REMOVED
        except (NotADirectoryError, FileExistsError):
            self._notes.count(say("file below a path that is a file itself"), url)
            return False


class ItemLinks:
    """The links and pictures of one item, resolved against its address. See `Links` of the converter."""

    def __init__(self, files: Files, places: Places, item: Item, notes: Notes) -> None:
        """Take the item."""
        self._files, self._places, self._item, self._notes = files, places, item, notes
        self._base = item.base or item.url

    def link(self, url: str) -> str:
        """Return the target of a link: files of the old site where they are now, its pages as paths."""
        whole = self._whole(url)
        if not is_safe_url(whole):
            self._notes.count(say("link with an unsafe or invalid URL; its text stays"), url)
            return ""
        path = self._places.local(whole)
        if not path:
            return self._files.address(whole) if _FILE.search(urlsplit(whole).path) else whole
        if (number := _NUMBER.search(whole)) and (numbered := self._files.by_number(number[1])):
            path = self._places.local(numbered)
            whole = path + (number[2] or "")
        if path not in MADE and kind_of(path) in ("file", "link"):
            return self._file(whole, path)
        parts = urlsplit(whole)
        query = f"?{parts.query}" if parts.query else ""
        return path + query + (f"#{parts.fragment}" if parts.fragment else "")

    def _file(self, url: str, path: str) -> str:
        """Return where a file is that a text leads to; a build takes a path for a file that it has."""
        if _FILE.search(unquote(path)):
            found = self._files.address(url)
        else:
            found = f"{self._places.origin}{path}" if self._places.origin else ""
        if not found:
            self._notes.count(say("link to a file that was not found; its text stays"), url)
        return found

    def written(self, url: str, picture: bool) -> str:
        """Return the target of a link or picture of Markdown: `MISSING` for what only its writer's computer has."""
        if not _ON_THE_COMPUTER.match(url):
            return url
        if picture and url[:5].lower() == "data:" and (found := self._files.embedded(url)):
            return found
        if not picture or url[:5].lower() != "data:":
            self._notes.count(say("link or picture that only its writer's computer has"), url[:80])
        return f"{MISSING}{url.partition(',')[0][:80]}"

    def picture(self, url: str, larger: tuple[str, ...] = ()) -> str:
        """Return the source of a picture; "" if it has none that a page may show.

        The first of `larger` that was copied takes its place. All of them go on working.
        """
        if not url:
            return ""
        if url.startswith("data:"):
            return self._files.embedded(url)
        whole = self._whole(url)
        if not is_safe_url(whole) or not whole.startswith(("http://", "https://", "/")):
            self._notes.count(say("picture without a usable URL"), url)
            return ""
        found = self._files.address(whole)
        for other in larger:
            given = self._whole(other)
            if given != whole and is_safe_url(given) and self._places.local(given):
                copied = self._files.address(given)
                if copied.startswith("/"):
                    found = copied
                    break
        if not found:
            self._notes.count(say("picture that was not found"), url)
        return found

    def _whole(self, url: str) -> str:
        """Return a URL resolved against the item's address, with `https:` where only the host is written."""
        url = url.strip()
        if url.startswith("//"):
            return f"https:{url}"
        if "://" in url[:12] or not self._base or url.startswith(("#", "mailto:", "tel:")):
            return url
        try:
            return urljoin(self._base, url)
        except ValueError:
            return url
