"""Links to addresses of the own site that nothing answers, and to anchors that are not there: for `ssg check`. Pure.

What is an address of the site, what answers it, and which is near to one that nothing answers. Links to files are
another matter (`targets.py`): they are resolved in every build.
"""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator
from html import unescape
from itertools import takewhile
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from ssg.core.errors import Diagnostic, Place, warning
from ssg.core.message import say
from ssg.core.text.normal import normalized
from ssg.core.text.slug import slugify
from ssg.index.urls import output_path

_TAG: Final = re.compile(
    r"<(?:a|area|img|audio|video|source|iframe|embed|form|link|script)\s(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>", re.I
)
_ADDRESS: Final = re.compile(r"""\s(?:href|src|poster|action)\s*=\s*(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++))""", re.I)
_ID: Final = re.compile(r"""<[a-zA-Z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_ID_OF: Final = re.compile(r"""\s(?:id|name)\s*=\s*(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++))""", re.I)
_INDEX: Final = "index.html"
_MOST_NEAR: Final = 50  # addresses for which a near one is searched; each search looks through some hundred names
_MOST_GUESSES: Final = 2_000
_PLACES: Final = 20


class Link(NamedTuple):
    """An address as it is written, and the file of the site's folder in which it is; `base`: a path before all others.

    Templates write the path of `base_url`, articles do not.
    """

    url: str
    path: str
    base: str = ""


class Dead(NamedTuple):
    """An address of the site, without its path of `base_url`, that nothing answers, and all that lead to it."""

    path: str
    links: list[Link]


class Answers:
    """Knows what the site answers: the files of its output, and the old paths that servers redirect."""

    def __init__(self, outputs: Iterable[str], moved: Iterable[str], base_url: str, base_path: str) -> None:
        """Take all output paths, all old paths (with their slashes), and where the site will be."""
        self._outputs = frozenset(outputs)
        self._moved = frozenset(path.rstrip("/") for path in moved)
        self._host = _host(urlsplit(base_url).netloc)
        self._base = base_path
        self._by_name: dict[str, list[str]] = {}
        self._by_folder: dict[str, list[str]] = {}
        self._names: list[str] = []

    def own(self, url: str, *, below: bool = True) -> str | None:
        """Return the path and query of an address of this site, or None for any other.

        `below`: an address that begins with a slash is written without the path of `base_url`, as in articles.
        """
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        if parts.scheme not in ("", "http", "https") or (parts.scheme and not parts.netloc):
            return None
        if not parts.netloc:
            return parts.path if below and parts.path.startswith("/") else None
        if not self._host or _host(parts.netloc) != self._host:
            return None
        path = parts.path or "/"
        if self._base and not f"{path}/".startswith(f"{self._base}/"):
            return None
        return path.removeprefix(self._base) or "/"

    def has(self, path: str) -> bool:
        """Return whether anything answers the path: a page, a file, or a redirect."""
        path = plain(path)
        inside = path.lstrip("/")
        if path.rstrip("/") in self._moved:
            return True
        if not inside or inside.endswith("/"):
            return f"{inside}{_INDEX}" in self._outputs
        return not self._outputs.isdisjoint((inside, f"{inside}/{_INDEX}", f"{inside}.html"))

    def nearest(self, path: str, *, search: bool = True) -> str:
        """Return the address that was perhaps meant, or "".

        `search`: if none has its name, find one with a similar name, which takes time.
        """
        path = plain(path)
        if not self._by_name:
            self._sort()
        if conventional := self._conventional(path):
            return conventional
        is_file = _FILE.search(path) is not None
        folder, name = _parted(path)
        stem = name.rsplit(".", 1)[0]
        wanted = slugify(_OF_WORDPRESS.sub("", stem) if is_file else stem)
        found: list[str] = []
        for exact in (slugify(name), slugify(stem), wanted, *self._cut(wanted)):
            found = [url for url in self._by_name.get(exact, ()) if exact and _are_alike(url, is_file=is_file)]
            if found:
                return min(found, key=lambda url: (-_in_common(url, path), len(url), url))
        if not search:
            return ""
        beside = [url for url in self._by_folder.get(folder.lower(), ()) if _are_alike(url, is_file=is_file)]
        by_stem = {_parted(url)[1].rsplit(".", 1)[0]: url for url in beside[:_MOST_GUESSES]}
        if close := difflib.get_close_matches(stem, list(by_stem), 1, 0.7):
            return by_stem[close[0]]
        names = [
            known
            for known in self._names
            if known[:2] == wanted[:2]
            and abs(len(known) - len(wanted)) <= _MOST_APART
            and any(_are_alike(url, is_file=is_file) for url in self._by_name[known])
        ]
        for known in difflib.get_close_matches(wanted, names[:_MOST_GUESSES], 1, 0.85):
            found = [url for url in self._by_name[known] if _are_alike(url, is_file=is_file)]
        return min(found, key=lambda url: (len(url), url), default="")

    def _conventional(self, path: str) -> str:
        """Return our address of what other systems have at a fixed one, such as `/feed/`."""
        folder, name = _parted(path)
        for ours in _CONVENTIONAL.get(name.lower(), ()):
            if self.has(f"{folder}/{ours}"):
                return f"{folder}/{ours}"
        return ""

    def _cut(self, wanted: str) -> list[str]:
        """Return the one long name of which a name is the beginning, or the other way round, if it is one only."""
        if len(wanted) < _LONG:
            return []
        begin = wanted[:_LONG]
        first = bisect_left(self._names, begin)
        alike = list(takewhile(lambda name: name.startswith(begin), self._names[first : first + _MOST_GUESSES]))
        cut = [name for name in alike if name.startswith(wanted) or wanted.startswith(name)]
        return cut if len(cut) == 1 else []

    def above(self, path: str) -> str:
        """Return the nearest page above a missing one, or "" where only the front page is."""
        while "/" in path.strip("/"):
            path = f"{path.rstrip('/').rpartition('/')[0]}/"
            if self.has(path):
                return path
        return ""

    def _sort(self) -> None:
        for output in self._outputs:
            url = (
                f"/{output.removesuffix(_INDEX)}" if output.endswith(f"/{_INDEX}") or output == _INDEX else f"/{output}"
            )
            folder, name = _parted(url)
            if name:
                self._by_name.setdefault(slugify(name.rsplit(".", 1)[0]), []).append(url)
                self._by_folder.setdefault(folder.lower(), []).append(url)
        for urls in self._by_folder.values():
            urls.sort()
        self._names = sorted(self._by_name)


def addresses(html: str) -> Iterator[str]:
    """Yield the addresses that a text's HTML leads to or shows; those of files are still markers, and left out."""
    if "<" not in html:
        return
    for tag in _TAG.finditer(html):
        for found in _ADDRESS.finditer(tag[0]):
            url = unescape(next(filter(None, found.groups()), "")).strip()
            if url and "\0" not in url:
                yield url


def anchors_of(html: str) -> set[str]:
    """Return all anchors of a text's HTML: headings, entries, and whatever else has an id."""
    found = (part for tag in _ID.finditer(html) for part in _ID_OF.finditer(tag[0]))
    return {unescape(next(filter(None, part.groups()), "")) for part in found}


def is_anchor(fragment: str, known: Collection[str]) -> bool:
    """Return whether a fragment (without its mark) leads to a known anchor; the top of a page and text always do."""
    if fragment in ("", "top") or fragment.startswith((":~:", "!")):
        return True
    name = fragment.partition(":~:")[0]
    return name in known or normalized("NFC", unquote(name)) in known


def plain(path: str) -> str:
    """Return a path of an address without query and fragment, decoded, in NFC, with its dots resolved."""
    path = normalized("NFC", unquote(re.split("[?#]", path, maxsplit=1)[0]))
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part != ".":
            parts.append(part)
    return re.sub("/{2,}", "/", "/" + "/".join(parts).lstrip("/"))


def dead(links: Iterable[Link], answers: Answers) -> list[Dead]:
    """Return the addresses of the site that nothing answers, each once, with all links that lead there."""
    found: dict[str, Dead] = {}
    known: dict[str, bool] = {}
    for link in links:
        path = answers.own((link.url.removeprefix(link.base) or "/") if link.base else link.url)
        if path is None:
            continue
        if path not in known:
            known[path] = answers.has(path)
        if not known[path]:
            found.setdefault(plain(path), Dead(plain(path), [])).links.append(link)
    return list(found.values())


def report(
    found: Iterable[Dead],
    answers: Answers,
    places: Callable[[Link], list[Place]],
    hidden: Callable[[str], str],
    withdrawn: Collection[str],
) -> Iterator[Diagnostic]:
    """Yield a warning for each dead address, at all places that name it.

    `places` finds a link in its file; `hidden` returns the file of an article that is not public by its URL, or "";
    `withdrawn` are the files of those that are taken down.
    """
    for number, one in enumerate(found):
        every: list[Place] = []
        for link in dict.fromkeys(one.links):
            every.extend(places(link)[: _PLACES - len(every)])
        first, *also = sorted(dict.fromkeys(every))
        article = hidden(output_path(one.path))
        url = one.links[0].url
        message = say("link to a page that does not exist: {url}", url=url)
        if _FILE.search(one.path):
            message = say("link to a file that does not exist: {url}", url=url)
        if len(one.links) > _PLACES:
            message = say("{message}, {number:,} times", message=message, number=len(one.links))
        if article in withdrawn:
            message = say("link to a withdrawn article: {url}", url=one.links[0].url)
            hint = say("remove the link: {article} is taken down", article=article)
        elif article:
            message = say("link to an article that is not public: {url}", url=one.links[0].url)
            hint = say(
                "link to its file, {article}: it is shown as text until the article is published", article=article
            )
        elif near := answers.nearest(one.path, search=number < _MOST_NEAR):
            hint = say("did you mean {near}?", near=near)
        elif above := answers.above(one.path):
            hint = say("correct it, or link to {above}, or add the address to the redirect table", above=above)
        else:
            hint = say("correct it, remove it, or add the address to the redirect table")
        yield warning("W429", message, first, hint, tuple(also))


_FILE: Final = re.compile(r"\.(?!html?$)[a-z][a-z0-9]{1,4}$", re.IGNORECASE)


# Of copies of a picture: `cau-300x200.jpg`, `cau-scaled.jpg`.
_OF_WORDPRESS: Final = re.compile(r"-(?:[0-9]{2,5}x[0-9]{2,5}|scaled|e[0-9]{10,13})\Z")
_MOST_APART: Final = 2  # letters that a name may have more or less than the one that is meant
# What other systems call a feed, a sitemap, the search, and what it is called here.
_CONVENTIONAL: Final = {
    **dict.fromkeys(("feed", "atom", "atom.xml"), ("feed.xml", "rss.xml")),
    **dict.fromkeys(("rss", "rss2", "index.xml"), ("rss.xml", "feed.xml")),
    **dict.fromkeys(("sitemap", "sitemap_index.xml", "sitemap-index.xml", "wp-sitemap.xml"), ("sitemap.xml",)),
    **dict.fromkeys(("tim-kiem", "timkiem"), ("search/",)),
}
_LONG: Final = 30  # letters of a name that another system, or ssg, may have cut


def _are_alike(url: str, *, is_file: bool) -> bool:
    """Return whether an address is what a dead one was: a file such as a picture, or a page."""
    return (_FILE.search(url) is not None) == is_file


def _host(netloc: str) -> str:
    host = netloc.rpartition("@")[2].lower().removeprefix("www.")
    return host.removesuffix(":80").removesuffix(":443")


def _parted(url: str) -> tuple[str, str]:
    """Part a path into the folder, without its last slash, and the name."""
    folder, _, name = url.rstrip("/").rpartition("/")
    return folder, name


def _in_common(one: str, other: str) -> int:
    """Return how many parts two paths share."""
    return len({*one.split("/")} & {*other.split("/")})
