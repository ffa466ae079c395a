"""`site.toml` for the hunts: small fronts and blocks, and all that each key may be set to, one at a time."""

from __future__ import annotations

from typing import Any

Table = dict[str, Any]

CATEGORIES: list[Table] = [
    {"name": "Thủ đô"},
    {"name": "Nhịp sống", "slug": "nhip-song", "parent": "thu-do"},
    {"name": "Phố cổ", "parent": "thu-do"},
    {"name": "Kinh tế"},
    {"name": "Chứng khoán", "parent": "kinh-te", "description": "Sàn hôm nay"},
]

PAGES: list[Table] = [
    {"url": "/anh/", "title": "Ảnh", "has": "picture", "feed": True},
    {"url": "/kinh-te/moi/", "title": "Mới", "category": "Kinh tế", "since": "2026-03-01"},
    {"url": "/nen-xem/", "title": "Nên xem", "order": "featured", "count": 3, "type": "article"},
]

OUTPUTS: list[Table] = [
    {"name": "json", "kind": "article"},
    {"name": "app", "path": "/api/anh.json", "has": "picture", "count": 3},
    {"name": "nghe", "path": "/api/nghe.json", "category": "Thủ đô", "featured": False, "order": "oldest", "count": 4},
    {"name": "ky", "path": "/ky/{yyyy}-{mm}-{dd}.json", "every": "day", "at": "08:00", "keep": 3},
    {"name": "tuan", "path": "/tuan/{yyyy}{mm}{dd}.json", "every": "week", "weekday": "friday", "category": "Kinh tế"},
]

SLOTS: list[Table] = [
    {"name": "dau", "place": "masthead", "sizes": {"0": "320x100"}},
    {"name": "cot", "place": "rail", "sizes": {"0": "none", "640": "300x250"}},
]

MATOMO: Table = {"provider": "matomo", "purpose": "analytics", "id": "1", "url": "https://stats.example"}

CONFIG: Table = {
    "title": "Báo Thử",
    "base_url": "https://example.vn",
    "per_page": 3,
    "categories": CATEGORIES,
    "pages": PAGES,
    "outputs": OUTPUTS,
    "home.latest": 3,
    "home.picks": 2,
    "home.panel": 2,
    "blocks.tin-khac.count": 2,
    "blocks.lien-quan.count": 3,
    "blocks.lien-quan.least": 30,
    "blocks.nen-xem.count": 2,
    "blocks.topic.count": 2,
    "blocks.latest.count": 3,
    "blocks.lead.count": 2,
    "blocks.most-read.count": 2,
    "ads.slots": SLOTS,
    "blocks.so-anh.has": "picture",
    "blocks.so-anh.count": 2,
    "feeds.items": 3,
    "pictures.widths": [20, 60],
    "redirects": "redirects.csv",
    "access.sign_in": "https://id.example/{url}",
}
"""Keys by their dotted names."""

_COUNTS = (0, 1, 2, 3)
_DELIVERIES = ("inline", "ssi", "client")
SETTINGS: dict[str, tuple[Any, ...]] = {
    "title": ("Báo Thử", "Báo & Khác"),
    "tagline": ("", "Mỗi ngày"),
    "base_url": ("https://example.vn", "https://example.vn/bao", ""),
    "language": ("vi", "en"),
    "timezone": ("Asia/Ho_Chi_Minh", "Asia/Tokyo", "America/New_York"),
    "permalink": ("/{category}/{yyyy}/{mm}/{slug}/", "/{slug}.html", "/{yyyy}/{id}/"),
    "permalinks.live": (None, "/truc-tiep/{slug}/"),
    "per_page": (2, 3, 4),
    "title_pattern": ("{title} – {site}", "{title}"),
    "redirects": ("redirects.csv", ""),
    "compress": ([], ["gzip"]),
    "markdown.typography": (False, True),
    "markdown.raw_html": ("sanitise", "trust"),
    "markdown.extensions": (None, ["table", "figures"], ["usual", "math"]),
    "categories": (
        CATEGORIES,
        [{"name": "Hà Nội", "slug": "thu-do"}, *CATEGORIES[1:]],
        CATEGORIES[::-1],
        [*CATEGORIES[:1], *CATEGORIES[2:]],
        [*CATEGORIES[:2], {"name": "Phố cổ"}, *CATEGORIES[3:]],
        [*CATEGORIES[:3], {"name": "Kinh tế", "panel": False}, *CATEGORIES[4:]],
        [*CATEGORIES[:4], {"name": "Chứng khoán", "slug": "ck", "parent": "kinh-te"}],
        [{**CATEGORIES[0], "language": "en"}, {**CATEGORIES[1], "language": "vi"}, *CATEGORIES[2:]],
        [{**CATEGORIES[0], "access": "paid"}, {**CATEGORIES[1], "access": "free"}, *CATEGORIES[2:]],
        [{**CATEGORIES[0], "language": "km"}, *CATEGORIES[1:4], {**CATEGORIES[4], "language": "en"}],
        [*CATEGORIES[:3], {**CATEGORIES[3], "language": "en", "translation_of": "thu-do"}, *CATEGORIES[4:]],
    ),
    "menu": (
        [],
        [{"name": "Nhà", "url": "/"}, {"name": "KT", "category": "Kinh tế"}],
        [{"name": "Trang", "page": "content/trang/0.md"}, {"name": "T", "page": "trang/0.md", "place": "footer"}],
    ),
    "outputs": (
        OUTPUTS,
        [],
        [{"name": "json", "kind": "article", "path": "bai.json"}, *OUTPUTS[2:]],
        [{**OUTPUTS[1], "has": "audio", "path": "/api/tieng.json"}, {**OUTPUTS[3], "keep": 2, "at": "20:15"}],
    ),
    "pages": (
        PAGES,
        [],
        [*PAGES[1:], {"url": "/anh/", "title": "Tiếng", "has": "audio"}],
        [{**PAGES[0], "feed": False, "layout": "standard"}, {"url": "/trang/0/", "title": "T", "source": "trang/0.md"}],
    ),
    "home.latest": _COUNTS,
    "home.sections": (None, ["ticker", "so-anh", "lead", "opinion", "topics", "topic", "picks"], ["latest"]),
    "home.topic": _COUNTS,
    "home.picks": _COUNTS,
    "home.panel": _COUNTS,
    **{f"blocks.{name}.count": _COUNTS for name in ("tin-khac", "lien-quan", "nen-xem", "topic", "latest", "breaking")},
    **{f"blocks.{name}.count": _COUNTS for name in ("lead", "most-read")},
    **{f"blocks.{name}.delivery": _DELIVERIES for name in ("tin-khac", "nen-xem", "lien-quan", "latest", "topic")},
    "blocks.so-anh.title": ("", "Ảnh"),
    "blocks.so-anh.category": (None, "Kinh tế"),
    "blocks.so-anh.order": ("latest", "oldest", "featured"),
    "blocks.so-anh.delivery": _DELIVERIES,
    "blocks.latest.type": (None, "article"),
    "blocks.opinion.featured": (None, True, False),
    "blocks.tin-khac.order": ("latest", "older"),
    "blocks.lien-quan.half_life": (365, 0, 20),
    "blocks.lien-quan.least": (30, 20, 5),
    "distinct": (True, False),
    "search.enabled": (True, False),
    "search.body": (False, True),
    "search.engine": ("google", "none"),
    "publisher.name": ("", "Nhà báo"),
    "feeds.items": (0, 2, 3, 30),
    "feeds.content": ("full", "summary"),
    "feeds.tag": ("", "example.vn,2020"),
    "pictures.widths": ([20, 60], [], [20]),
    "pictures.format": ("webp", "same"),
    "pictures.quality": (75, 40),
    "pictures.sizes": ("100vw", "50vw"),
    "pictures.shapes": (True, False),
    "share.account": ("", "@bao"),
    "access.default": (None, "registered", "paid"),
    "access.sign_in": ("https://id.example/{url}", "/vao/"),
    "access.paragraphs": (None, 0, 1),
    "access.paid_body": (None, "omit"),
    "access.paid_text": (None, "Mời đọc"),
    "robots.search": (None, True, False),
    "robots.ai_input": (None, True, False),
    "robots.ai_train": (None, False),
    "robots.allow": ([], ["GPTBot"]),
    "robots.license_url": ("", "https://example.vn/license.xml"),
    "robots.max_snippet": (-1, 0, 160),
    "robots.max_image_preview": ("large", "none"),
    "robots.types.live.max_snippet": (None, 50),
    "share.google_news": ("", "https://news.google.com/publications/CAAq"),
    "translations": (
        [],
        [{"language": "en", "url": "https://en.example.vn/"}],
        [{"language": "EN", "url": "https://anh.example.vn/"}, {"language": "lo", "url": "https://en.example.vn/"}],
    ),
    "ads.slots": (
        SLOTS,
        [],
        SLOTS[:1],
        [{**SLOTS[0], "sizes": {"0": "320x50"}}, {**SLOTS[1], "name": "ben"}],
    ),
    "ads.choose": ("page", "reader"),
    "ads.label": ("", "Tài trợ"),
    "blocks.ad.count": (None, 0, 1),
    "blocks.ad.delivery": ("inline", "ssi"),
    "providers": ([], [MATOMO], [{**MATOMO, "id": "2", "name": "Đếm"}]),
    "consent.text": (None, "Cho phép?"),
    "consent.days": (180, 30),
    "consent.policy": (None, "/trang/0/"),
    "deploy.scripts": ("hosts", "digests"),
    "authors": ([], [{"name": "Hà", "role": "Phóng viên"}, {"name": "An", "bio": "Viết."}]),
    "topics": ([], [{"name": "Mùa lũ", "summary": "Nước lên."}, {"name": "Thi cử", "slug": "thi"}]),
    "deploy.files": ([], ["nginx"]),
    "deploy.includes": ("ssi", "caddy"),
    "deploy.keep": (7, 0, 1),
    "ping.hub": ("", "https://hub.example/"),
    "params.mau": ("đỏ", "xanh"),
}
"""What each key is set to."""


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_value(inner)}' for key, inner in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def toml_of(config: Table) -> str:
    """Write `site.toml`. A key whose value is None is left out."""
    plain: list[str] = []
    tables: dict[str, list[str]] = {}
    lists: list[str] = []
    for dotted, value in config.items():
        table, _, key = dotted.rpartition(".")
        if value is None:
            continue
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for entry in value:
                lists += [f"[[{dotted}]]", *(f"{name} = {_value(inner)}" for name, inner in entry.items())]
        elif key == "distinct":  # stands in the table of all blocks
            tables.setdefault("blocks", []).append(f"distinct = {_value(value)}")
        elif table:
            tables.setdefault(table, []).append(f"{key} = {_value(value)}")
        else:
            plain.append(f"{key} = {_value(value)}")
    sections = [line for name in sorted(tables) for line in (f"[{name}]", *tables[name])]
    return "\n".join([*plain, *sections, *lists, ""])
