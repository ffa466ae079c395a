"""The one table of requests and answers: what every server sends for a site, and hosts as far as they can."""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

from tests.conftest import TinySite

SITE = """-- site.toml --
redirects = "redirects.csv"
compress = ["gzip"]
title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Thời sự"
[blocks.tin-khac]
delivery = "client"
[deploy]
files = ["nginx", "apache", "caddy"]
-- content/thoi-su/a.md --
---
title: Bài A
date: 2026-01-02
aliases: [/cu/Bai-A/]
---
Văn bản.
-- content/thoi-su/b.md --
---
title: Bài B
date: 2026-01-02
---
Văn bản.
-- content/thoi-su/rut.md --
---
title: Bài rút
date: 2026-01-02
withdrawn: 2026-01-03
slug: rut
---
Văn bản.
-- static/media/anh.jpg --
x
-- static/tai-ve/bao-cao.pdf --
x
-- static/tai-ve/đề án.pdf --
x
-- static/assets/ma.1f2e3d4c.css --
a{}
-- static/ung-dung.webmanifest --
{}
-- static/.well-known/security.txt --
Contact: mailto:a@example.vn
Expires: 2027-01-01T00:00:00Z
-- static/.git-info --
x
-- redirects.csv --
from,to,status
/r301/,/thoi-su/
/r302/,/thoi-su/,302
/r307/,/thoi-su/,307
/r308/,/thoi-su/,308
/r410/,,410
/r410.html,,410
/ngoai/,https://other.example/x
/hoi/,/thoi-su/?x=1
/dau/,/thoi-su/#dau
/bài cũ.html,/thoi-su/
/chuyện-cũ-(1).html,/thoi-su/
/Hoa/,/thoi-su/
/bao-cao,/tai-ve/bao-cao.pdf
/?p=12,/thoi-su/
/?p=13,content/thoi-su/a.md
/?p=14,/thoi-su/?x=1,302
/?p=15,,410
/?p=12&lang=en,/thoi-su/#en
/?p=120,https://other.example/120
/?p=99,/?p=12
/Tin.aspx?id=Ab,/thoi-su/
/tin.aspx?id=ab,content/thoi-su/a.md
/tin.aspx?nhom=thời%20sự&trang=2,/thoi-su/
/tim/?s=$1 {x},/thoi-su/
"""
FRESH: Final = "public, max-age=60, stale-while-revalidate=600"
LASTING: Final = "public, max-age=31536000, immutable"
HTML: Final = "text/html; charset=utf-8"
A: Final = "/thoi-su/2026/01/bai-a/"
ALWAYS: Final = {
    "content-security-policy": None,
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": None,
    "cross-origin-opener-policy": "same-origin",
    "strict-transport-security": "max-age=31536000",
}


class Expected(NamedTuple):
    """An answer: status, file in the output folder or location, caching, type; robots; whether it is compressed."""

    status: int
    what: str = ""
    cache: str = FRESH
    kind: str = HTML
    robots: str = ""
    packed: bool = False


def page(output: str, **more: str | bool) -> Expected:
    return Expected(200, output, **more)  # type: ignore[arg-type]


def moved(status: int, to: str) -> Expected:
    return Expected(status, to, FRESH, "")


MISSING: Final = Expected(404, "404.html")
GONE: Final = Expected(410, "404.html")
TABLE: Final[dict[str, Expected]] = {
    # Pages, and other ways to ask for them
    "/": page("index.html"),
    "/thoi-su/": page("thoi-su/index.html"),
    A: page(f"{A[1:]}index.html"),
    f"{A}?utm_source=zalo": page(f"{A[1:]}index.html"),
    "/thoi-su/2026/01/b%61i-a/": page(f"{A[1:]}index.html"),
    "/thoi-su": moved(301, "/thoi-su/"),
    A[:-1]: moved(301, A),
    f"{A[:-1]}?utm=1": moved(301, f"{A}?utm=1"),
    "/Thoi-Su/": MISSING,
    # Folders without a page, cut and missing addresses
    "/thoi-su/2026/": MISSING,
    "/thoi-su/2026/01/": MISSING,
    "/assets/": MISSING,
    "/tag/": MISSING,
    "/trong/": MISSING,
    "/khong/co/": MISSING,
    "/khong.html": MISSING,
    "/thoi-su/2026/01/bai-": MISSING,
    "/assets/khong.1a2b3c4d.css": MISSING,
    "/404.html": page("404.html"),
    # Redirects of each status, with query, case and encoded letters
    "/r301/": moved(301, "/thoi-su/"),
    "/r301": moved(301, "/thoi-su/"),
    "/r301/?a=1&b=%3D": moved(301, "/thoi-su/?a=1&b=%3D"),
    "/R301/": MISSING,
    "/HOA/": MISSING,
    "/r301/them/": MISSING,
    "/r302/": moved(302, "/thoi-su/"),
    "/r307/": moved(307, "/thoi-su/"),
    "/r308/": moved(308, "/thoi-su/"),
    "/ngoai/": moved(301, "https://other.example/x"),
    "/hoi/?a=1": moved(301, "/thoi-su/?x=1"),
    "/dau/": moved(301, "/thoi-su/#dau"),
    "/b%C3%A0i%20c%C5%A9.html": moved(301, "/thoi-su/"),
    "/ba%CC%80i%20cu%CC%83.html": moved(301, "/thoi-su/"),
    "/chuy%E1%BB%87n-c%C5%A9-(1).html": moved(301, "/thoi-su/"),
    "/chuy%E1%BB%87n-c%C5%A9-(1).html?a=1": moved(301, "/thoi-su/?a=1"),
    "/Hoa/": moved(301, "/thoi-su/"),
    "/bao-cao": moved(301, "/tai-ve/bao-cao.pdf"),
    "/cu/Bai-A/": moved(301, A),
    # Old URLs with arguments: whatever else a request has, and in any order
    "/?p=12": moved(301, "/thoi-su/"),
    "/?utm_source=zalo&p=12&x=": moved(301, "/thoi-su/"),
    "/?p=13": moved(301, A),
    "/?p=14": moved(302, "/thoi-su/?x=1"),
    "/?p=15": GONE,
    "/?p=12&lang=en": moved(301, "/thoi-su/#en"),
    "/?lang=en&p=12": moved(301, "/thoi-su/#en"),
    "/?p=120": moved(301, "https://other.example/120"),
    "/?p=99": moved(301, "/thoi-su/"),
    "/?p=1": page("index.html"),
    "/?p=": page("index.html"),
    "/?q=12": page("index.html"),
    "/?xp=12": page("index.html"),
    "/?P=12": page("index.html"),
    "/thoi-su/?p=12": page("thoi-su/index.html"),
    "/Tin.aspx?id=Ab": moved(301, "/thoi-su/"),
    "/tin.aspx?id=ab": moved(301, A),
    "/Tin.aspx?id=ab": MISSING,
    "/tin.aspx": MISSING,
    "/tin.aspx?trang=2&nhom=th%E1%BB%9Di+s%E1%BB%B1": moved(301, "/thoi-su/"),
    "/tin.aspx?nhom=th%E1%BB%9Di%20s%E1%BB%B1&trang=2": moved(301, "/thoi-su/"),
    "/tin.aspx?nhom=th%E1%BB%9Di%20s%E1%BB%B1": MISSING,
    "/tim?s=$1%20%7Bx%7D": moved(301, "/thoi-su/"),
    "/tim/?s=%241+%7Bx%7D": moved(301, "/thoi-su/"),
    # Gone
    "/r410/": GONE,
    "/r410": GONE,
    "/r410.html?x": GONE,
    "/thoi-su/2026/01/rut/": GONE,
    # Files
    "/assets/ma.1f2e3d4c.css": page("assets/ma.1f2e3d4c.css", cache=LASTING, kind="text/css; charset=utf-8"),
    "/media/anh.jpg": page("media/anh.jpg", kind="image/jpeg"),
    "/tai-ve/bao-cao.pdf": page("tai-ve/bao-cao.pdf", kind="application/pdf"),
    "/tai-ve/%C4%91%E1%BB%81%20%C3%A1n.pdf": page("tai-ve/đề án.pdf", kind="application/pdf"),
    "/ung-dung.webmanifest": page("ung-dung.webmanifest", kind="application/manifest+json"),
    "/feed.xml": page("feed.xml", kind="text/xml; charset=utf-8"),
    "/rss.xml": page("rss.xml", kind="text/xml; charset=utf-8"),
    "/feed.json": page("feed.json", kind="application/json"),
    "/tep/a.mjs": page("tep/a.mjs", kind="text/javascript; charset=utf-8"),
    "/tep/a.js": page("tep/a.js", kind="text/javascript; charset=utf-8"),
    "/tep/a.vtt": page("tep/a.vtt", kind="text/vtt; charset=utf-8"),
    "/tep/a.csv": page("tep/a.csv", kind="text/csv; charset=utf-8"),
    "/tep/a.ico": page("tep/a.ico", kind="image/vnd.microsoft.icon"),
    "/tep/a.m4a": page("tep/a.m4a", kind="audio/mp4"),
    "/tep/a.bin": page("tep/a.bin", kind="application/octet-stream"),
    "/tep/a.avif": page("tep/a.avif", kind="image/avif"),
    "/tep/khong.mjs": MISSING,
    "/robots.txt": page("robots.txt", kind="text/plain; charset=utf-8"),
    "/sitemap.xml": page("sitemap.xml", kind="text/xml; charset=utf-8"),
    # Names that begin with a dot
    "/.htaccess": MISSING,
    "/.git-info": MISSING,
    "/.git/config": MISSING,
    "/.well-known/security.txt": page(".well-known/security.txt", kind="text/plain; charset=utf-8"),
    "/.well-known/": MISSING,
}


def site_with_files(folder: Path, *hosts: str) -> TinySite:
    """Build the site of the table, with a file of each type, for servers and hosts."""
    built = TinySite(folder, SITE)
    built.edit("site.toml", '"nginx", "apache", "caddy"', ", ".join(f'"{host}"' for host in hosts))
    for ending in ("mjs", "js", "vtt", "csv", "ico", "m4a", "bin", "avif"):
        built.write(f"static/tep/a.{ending}", "x")
    built.build()
    (built.public / "trong").mkdir()
    return built
