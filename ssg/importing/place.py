"""Where each item goes: its file, its permalink, the old URLs that lead to it. Pure, and the same for every run.

An address of the old site is kept as the permalink where ssg can publish it, as an alias where it cannot. What neither
can be, or what another page has already, is lost, and named. It never touches the disk: what exists there is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from ssg.content.redirects import old_problem
from ssg.core.message import Invalid, Message, say
from ssg.core.permalinks import OldAtMost, check_own
from ssg.core.text.arguments import canonical
from ssg.core.text.paths import clash_key, odd_name, parts_of, safe_segment
from ssg.core.text.scripts import slug_of
from ssg.core.text.slug import clean
from ssg.importing.ledger import Known
from ssg.importing.model import Item
from ssg.importing.packed import Packed
from ssg.importing.terms import Categories
from ssg.importing.times import time_of

MADE: Final = ("/feed.xml", "/rss.xml", "/sitemap.xml", "/feed.json")
"""Files that every build makes."""
_NOBODY: Final = 0
_NOT_IN_ALIAS: Final = ("\\", "?", "#", "//", "/./", "/../")


class Lost(NamedTuple):
    """An old address that nothing will answer, and why."""

    url: str
    why: Message


class Where(NamedTuple):
    """The place of an item in the new site.

    `category` is the slug of its main category, `others` the names of its others. `permalink` is the old address where
    it stays, `aliases` are those that lead to it, `asked` those that only the redirect table can have.
    """

    file: str
    title: str
    date: datetime | None
    category: str
    others: tuple[str, ...]
    slug: str
    permalink: str
    aliases: tuple[str, ...]
    lost: tuple[Lost, ...]
    asked: tuple[str, ...] = ()


class Places:
    """Gives each item its place; no two get one file or one address."""

    def __init__(self, base_url: str, base_path: str, categories: Categories, usual: str) -> None:
        """Take the old site's URL, the path of the new site, the categories, and one for articles without any."""
        old = parts_of(base_url)
        self._host = _host(old.netloc) if old is not None else ""
        self.origin = f"{old.scheme}://{old.netloc}" if old is not None and old.netloc else ""
        """Scheme and host of the old site; "" if they are not known."""
        self._base = base_path
        self._categories = categories
        self._usual = usual
        # Who has each file and each address: the hash of an item's key, or nobody.
        self._files = Packed()
        self._urls = Packed()
        for term in categories.all:
            self._urls.put(clash_key(f"/{term.slug}/"), _NOBODY)
        for path in MADE:
            self._urls.put(clash_key(_slashed(path)), _NOBODY)

    def reserve(self, key: str, known: Known) -> None:
        """Keep the file and the addresses that an earlier import gave an item."""
        self._files.put(clash_key(known.file), hash(key))
        for url in known.urls:
            self._urls.claim(clash_key(_slashed(url)), hash(key))

    def of(self, item: Item, key: str, known: Known | None, now: datetime) -> Where:
        """Return the place of an item. An article without a date keeps the one it got, or gets `now`."""
        title = clean(item.title)
        if item.kind == "section":
            slug = self._categories.of(item.categories[0]).slug
            return Where(f"{slug}/_index.md", title, None, slug, (), "", "", (), ())
        category = self._category(item)
        others = tuple(self._categories.of(one).name for one in item.categories[1:])
        slug = slug_of(unquote(item.slug)) or slug_of(title)
        date = item.date or (time_of(known.date) if known is not None else None) or now
        permalink, aliases, lost, asked = "", [], [], []
        for at, url in enumerate(dict.fromkeys((item.url, *item.aliases))):
            has_arguments = "?" in url and bool(urlsplit(url).query)
            kept = self._by_table(url, key) if has_arguments else self._address(url, key, may_stay=not at)
            if isinstance(kept, Lost):
                lost.append(kept)
            elif isinstance(kept, str):
                asked.append(kept)
            elif kept and not at and kept[1]:
                permalink = kept[0]
            elif kept:
                aliases.append(kept[0])
        # An address that an earlier import published is kept, whatever the item is called now.
        earlier = () if known is None else (url for url in known.urls if "%" not in url)
        aliases += [url for url in earlier if _slashed(url) != _slashed(permalink)]
        file = known.file if known else self._file(item, key, category, slug, permalink, date)
        if not permalink:  # two with one slug have two names, and so two addresses
            slug = PurePosixPath(file).stem
        aliases = list(dict.fromkeys(aliases))
        return Where(
            file,
            title,
            date,
            category,
            others,
            slug,
            permalink,
            tuple(aliases),
            tuple(lost),
            tuple(dict.fromkeys(asked)),
        )

    def _category(self, item: Item) -> str:
        """Return the slug of an item's main category, whose list keeps its address."""
        if item.kind == "page":
            return ""
        slug = self._categories.of(item.categories[0] if item.categories else self._usual).slug
        self._urls.claim(clash_key(f"/{slug}/"), _NOBODY)
        return slug

    def local(self, url: str) -> str:
        """Return the path below the new site's root of an address of the old site; "" for one of another site."""
        parts = parts_of(url.strip())
        if parts is None or parts.scheme not in ("", "http", "https"):
            return ""
        if parts.netloc and _host(parts.netloc) != self._host:
            return ""
        path = parts.path or "/"
        if not path.startswith("/"):
            return ""
        if self._base and not f"{path}/".startswith(f"{self._base}/"):
            return ""
        return path[len(self._base) :] or "/"

    def another(self, where: Where, key: str) -> Where:
        """Return a place with another file: there is one of somebody else's at the path."""
        self._files.put(clash_key(where.file), _NOBODY)
        base = where.file.removesuffix(".md")
        for file in _numbered(base):
            if self._files.claim(clash_key(file), hash(key)) == hash(key):
                return where._replace(file=file)
        raise AssertionError("names are numbered without end")

    def key(self, url: str) -> str:
        """Return an address of the old site in the one form for all of its spellings; "" for one of another site."""
        path = self.local(url)
        return clash_key(_slashed(unquote(path))) if path else ""

    def asked(self, url: str) -> str:
        """Return an address of the old site with arguments as the redirect table has it; "" for any other."""
        path, query = self.local(url), canonical(urlsplit(url).query)
        return f"{path}?{query}" if path and query else ""

    def is_free(self, path: str) -> bool:
        """Return whether no item and no category has an address."""
        return clash_key(_slashed(unquote(path))) not in self._urls

    def _address(self, url: str, key: str, *, may_stay: bool) -> tuple[str, bool] | str | Lost | None:
        """Return an old address as a path and whether it is kept as the permalink; None if it says nothing.

        One that no file can have on some disks (`/nuoi/con/`) is for the redirect table, as servers have no such limit.
        """
        path = self.local(url) if url else "/"
        if path == "/":
            return None  # the new front page answers
        if not path:
            return Lost(url, say("address of another site or folder"))
        stays, stored = False, unquote(path)
        try:
            stored, stays = check_own(path), True
        except OldAtMost:
            pass
        except Invalid as problem:
            return Lost(url, problem.message) if odd_name(stored) is None else self._by_table(url, key)
        if not stays and (any(odd in stored for odd in _NOT_IN_ALIAS) or odd_name(stored) is not None):
            return self._by_table(url, key)
        if self._urls.claim(clash_key(_slashed(stored)), hash(key)) != hash(key):
            return Lost(url, say("another page has this address"))
        return (stored, True) if stays and may_stay else (_quoted(stored), False)

    def _by_table(self, url: str, key: str) -> str | Lost:
        """Return an old address as the redirect table has it."""
        path = self.local(url)
        if not path:
            return Lost(url, say("address of another site or folder"))
        old = self.asked(url) if urlsplit(url).query else path
        if not old or old_problem(old):
            return Lost(url, say("no server can redirect this address"))
        if self._urls.claim(clash_key(_slashed(unquote(path))) if old == path else old, hash(key)) != hash(key):
            return Lost(url, say("another page has this address"))
        return old

    def _file(self, item: Item, key: str, category: str, slug: str, permalink: str, date: datetime) -> str:
        """Return a free file name below `content/`."""
        if item.kind == "page":
            parts = PurePosixPath(permalink).with_suffix("").parts[1:] if permalink.strip("/") else ()
            steps = [slug_of(unquote(part)) for part in parts]
            base = "/".join(step for step in steps if step) or slug or "page"
        else:
            name = slug or safe_segment(slug_of(item.id), 60)
            base = f"{category}/{date:%Y}/{date:%m}/{name}"
        # A page without its old address has that of its file, which may be the list of a category.
        own = item.kind == "page" and not permalink
        for file in _numbered(base):
            free = self._files.claim(clash_key(file), hash(key)) == hash(key)
            if free and (not own or self._may_have(f"/{file.removesuffix('.md')}/", key)):
                return file
        raise AssertionError("names are numbered without end")

    def _may_have(self, path: str, key: str) -> bool:
        """Return whether an item may have an address of the new site, and claim it."""
        try:
            check_own(path)
        except Invalid:
            return False
        return self._urls.claim(clash_key(path), hash(key)) == hash(key)


def _numbered(base: str) -> Iterator[str]:
    yield f"{base}.md"
    number = 2
    while True:
        yield f"{base}-{number}.md"
        number += 1


def _slashed(path: str) -> str:
    """Return the form in which `/a` and `/a/` are one address."""
    return path if path.endswith("/") else f"{path}/"


def _quoted(path: str) -> str:
    return path.replace("%", "%25")


def _host(netloc: str) -> str:
    """Return a host without `www.` and port, in lower case."""
    return netloc.rpartition("@")[2].lower().removesuffix(":80").removesuffix(":443").removeprefix("www.")
