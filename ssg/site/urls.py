"""Every URL of the site, as a pure function of names. Site-relative (the sub-path of `base_url` is added in views).

Output paths follow from URLs: `/a/b/` is the file `a/b/index.html`, `/a.html` the file `a.html`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import blake2b

from ssg.core.config import Config
from ssg.core.model import Brief

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


def permalinks(config: Config) -> Callable[[Brief, str], str]:
    """Give the function that fills in the site's permalink pattern for an article and its category."""
    pieces = re.split(r"\{(\w+)\}", config.permalink)
    wanted = pieces[1::2]
    pieces[::2] = [text.replace("{", "{{").replace("}", "}}") for text in pieces[::2]]
    pieces[1::2] = [f"{{{name}}}" for name in wanted]
    pattern = "".join(pieces)

    def url(brief: Brief, category: str) -> str:
        day = brief.day
        number = brief.id or (stable_id(brief.path) if "id" in wanted or not brief.slug else "")
        return pattern.format(
            category=category,
            yyyy=f"{day // 10_000:04d}",
            mm=f"{day // 100 % 100:02d}",
            dd=f"{day % 100:02d}",
            slug=brief.slug or f"bai-{stable_id(brief.path)}",
            id=number,
        )

    return url


def stable_id(path: str) -> str:
    """Number an article that has no `id`: nine digits from its file's path, so that a new title keeps its URL."""
    number = int.from_bytes(blake2b(path.encode(), digest_size=8).digest()) % 900_000_000
    return str(100_000_000 + number)


def share_url(page: str) -> str:
    """`/share/thu-do/2026/11/cau-long-bien.png`: the drawn picture of the article at `page`; the site's own is `/`."""
    return f"/share/{page.strip('/') or 'site'}.png"


def category_url(slug: str) -> str:
    """`/thu-do/`."""
    return f"/{slug}/"


def tag_url(slug: str) -> str:
    """`/tag/lu-lut/`."""
    return f"/tag/{slug}/"


def author_url(slug: str) -> str:
    """`/author/minh-ha/`."""
    return f"/author/{slug}/"


def topic_url(slug: str) -> str:
    """`/topic/mua-lu/`."""
    return f"/topic/{slug}/"


def year_url(year: int) -> str:
    """`/archive/2026/`."""
    return f"{ARCHIVE}{year:04d}/"


def month_url(year: int, month: int) -> str:
    """`/archive/2026/11/`."""
    return f"{ARCHIVE}{year:04d}/{month:02d}/"


def numbered_url(list_url: str, number: int) -> str:
    """`/thu-do/page/1/`: pages of a list are numbered from the oldest. 0 is the front page itself."""
    return f"{list_url}page/{number}/" if number else list_url


def output_path(url: str) -> str:
    """Give the file, relative to the output folder, that a server shows for a site-relative URL."""
    path = url.lstrip("/")
    if not path or path.endswith("/"):
        return f"{path}index.html"
    return path if "." in path.rsplit("/", 1)[-1] else f"{path}/index.html"


def live_url(article: str) -> str:
    """The file with the entries of a live article, beside its page: `/a/b/live.html`, or `/a/b.live.html`."""
    if article.endswith("/"):
        return f"{article}live.html"
    stem, dot, ending = article.rpartition(".")
    return f"{stem}.live.{ending}" if dot and "/" not in ending else f"{article}.live.html"
