"""Every URL of the site, as a pure function of names. Site-relative (the sub-path of `base_url` is added in views).

Output paths follow from URLs: `/a/b/` is the file `a/b/index.html`, `/a.html` the file `a.html`.
"""

from __future__ import annotations

from hashlib import blake2b
from urllib.parse import quote

from ssg.core.message import say
from ssg.core.model import MediaFile
from ssg.core.shown import address_of

HOME = "/"
FAVICON = "/favicon.ico"
TOUCH_ICON = "/apple-touch-icon.png"
ICON_32, ICON_192, ICON_512 = "/icons/32.png", "/icons/192.png", "/icons/512.png"
MASKABLE = "/icons/maskable.png"
MANIFEST = "/manifest.webmanifest"
FEEDS = {"atom": "feed.xml", "rss": "rss.xml", "json-feed": "feed.json"}
"""Kinds of feeds, and the name of the file of each in the folder of its list."""
ARCHIVE = "/archive/"
SEARCH = "/search/"
GUARDED = "access"
"""The folder of texts that servers guard."""
NO_BASE_URL = say("missing `base_url` in site.toml")
BASE_URL_HINT = say('add `base_url = "https://…"`: feeds, sitemaps and social networks need absolute URLs')


def stable_id(path: str) -> str:
    """Number an article that has no `id`: nine digits from its file's path, so that a new title keeps its URL."""
    number = int.from_bytes(blake2b(path.encode(), digest_size=8).digest()) % 900_000_000
    return str(100_000_000 + number)


def share_url(page: str) -> str:
    """Return `/share/thu-do/2026/11/cau-long-bien.png`: the drawn picture of the page at `page` (`/`: of the site)."""
    return f"/share/{page.strip('/') or 'site'}.png"


def category_url(slug: str) -> str:
    """Return `/thu-do/`."""
    return f"/{slug}/"


def tag_url(slug: str) -> str:
    """Return `/tag/lu-lut/`."""
    return f"/tag/{slug}/"


def author_url(slug: str) -> str:
    """Return `/author/minh-ha/`."""
    return f"/author/{slug}/"


def series_url(slug: str) -> str:
    """Return the page of a series."""
    return f"/series/{slug}/"


def topic_url(slug: str) -> str:
    """Return `/topic/mua-lu/`."""
    return f"/topic/{slug}/"


def year_url(year: int) -> str:
    """Return `/archive/2026/`."""
    return f"{ARCHIVE}{year:04d}/"


def month_url(year: int, month: int) -> str:
    """Return `/archive/2026/11/`."""
    return f"{ARCHIVE}{year:04d}/{month:02d}/"


def numbered_url(list_url: str, number: int) -> str:
    """Return `/thu-do/page/1/`: pages of a list are numbered from the oldest. 0 is the front page itself."""
    return f"{list_url}page/{number}/" if number else list_url


def as_it_lies(path: str, size: int) -> MediaFile:
    """Describe a file that is published under its own path (`images/a.png`), such as one of `static/`."""
    return MediaFile(path, address_of(path), "", size)


def escaped(url: str) -> str:
    """Return a URL with the letters of other scripts as percent escapes, as links, feeds and sitemaps have it."""
    return quote(url, safe="/%?#&=+@,:;!$'()*-._~")


def output_path(url: str) -> str:
    """Return the file, relative to the output folder, that a server shows for a site-relative URL."""
    path = url.lstrip("/")
    if not path or path.endswith("/"):
        return f"{path}index.html"
    return path if "." in path.rsplit("/", 1)[-1] else f"{path}/index.html"


def guarded_url(level: str, article: str) -> str:
    """Return `/access/paid/thu-do/2026/11/cau-long-bien/`: the file with the whole text of a guarded article."""
    return f"/{GUARDED}/{level}{article}"


def live_url(article: str) -> str:
    """Return the file with the entries of a live article, beside its page: `/a/b/live.html`, or `/a/b.live.html`."""
    if article.endswith("/"):
        return beside(article, "live.html")
    stem, dot, ending = article.rpartition(".")
    return f"{stem}.live.{ending}" if dot and "/" not in ending else f"{article}.live.html"


def beside(article: str, file: str) -> str:
    """Return a file beside the page of an article: `/a/b/index.json`; of `/a/b.html`, `/a/b.index.json`."""
    if article.endswith("/"):
        return f"{article}{file}"
    stem, dot, ending = article.rpartition(".")
    return f"{stem if dot and '/' not in ending else article}.{file}"
