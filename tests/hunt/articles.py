"""Articles made at random, for the hunts: what each key of front matter may hold, and texts that are really related.

Everything is made of a `Random`, so that one small number stands for a whole site. Articles 0 to 9 are those that
others link to: a hunt may change them, but never removes or renames them, because a dead link is an error.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

from PIL import Image

from tests.conftest import TinySite

NOW = datetime(2026, 6, 24, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
LINKED = 10  # the articles that others may link to

Front = dict[str, str]
"""An article: its keys of front matter as they are written ("" for none), its `body`, its `name` if it was renamed."""

_SYLLABLES = "lũ sông đê bóng trận giải phở quán khách cầu đường xe vàng lãi vốn trường sách thi".split()
# Texts about one thing have words in common that no others have: what `lien-quan` finds is of the same subject. There
# are so many that some subjects have one article and some have more than the list shows.
SUBJECTS = [[f"{one}{other}" for other in _SYLLABLES] for one in _SYLLABLES]
TITLES = ["Bò", "Bơ", "Lũ về", "Đường mới", "A", "a", "Phở & <b>bún</b>", 'Tin "nóng"']
# Several spellings of one name, and names that want the same slug.
TAGS = ["hoà", "hòa", "Hòa", "bò", "bơ", "lũ", "đê", "phố", "giá", "xe", "thi", "giải", "hiếm"]
AUTHORS = ["Hà", "An", "Bình", "bình", "Đỗ Khoa", "Do Khoa", "Mai", "Ẩn danh"]
TOPICS = ["Mùa lũ", "mùa lũ", "Giải trẻ", "Vành đai", "Thi cử", "Một lần"]
CATEGORIES = ["Thủ đô", "nhip-song", "Phố cổ", "Kinh tế", "Chứng khoán", "Lạ", ""]
PICTURES = ["/hinh.png", "a.svg", "b.png", "b.png, focus: left", "b.png, caption: Chú thích"]
_ABROAD = "https://en.example.vn/a/"
_PICK = "{until: 2026-06-25 08:00, rank: 2}"
_REPEATED = ("lũ", "đê", "phố")  # many articles have one of these tags


def _sometimes(random: Random, share: float, value: str) -> str:
    return value if random.random() < share else ""


def _title(random: Random) -> str:
    return random.choice(TITLES) + random.choice(["", "", f" {random.randrange(40)}"])


def _date(random: Random) -> str:
    """Mostly of months 1 to 6; every fourth is of the last days, some are still to come."""
    hour = random.randrange(24)
    if random.random() < 0.25:
        return f"2026-06-{random.randint(20, 26)} {hour:02}:00"
    return f"2026-{random.randint(1, 6):02}-{random.randint(1, 23):02} {hour:02}:30"


def _tags(random: Random) -> str:
    often, others = random.choice([0, 1, 1]), random.choice([0, 1, 2])
    found = dict.fromkeys([*random.sample(_REPEATED, often), *random.sample(TAGS, others)])
    return f"[{', '.join(found)}]" if found else ""


def _link(random: Random) -> str:
    return random.choice([f"[x]({random.randrange(LINKED)}.md)", f"[y]({random.randrange(LINKED)}.md#muc)"])


def _body(random: Random) -> str:
    often, seldom = random.choice(SUBJECTS[:6]), random.choice(SUBJECTS)
    words = random.choice([often, seldom, seldom, [*seldom, *often[:6]]])
    text = " ".join(random.choice(words) for _ in range(random.randint(2, 14)))
    parts = [f"{text.capitalize()}."]
    for chance, part in (
        (0.3, _link(random)),
        (0.15, "## Mục\n\nĐoạn dưới."),
        (0.1, "Nóng 39 °C."),
        (0.1, "![hình](a.svg)"),
        (0.05, "![ảnh](b.png)"),
        (0.1, "![tĩnh](/hinh.png)"),
        (0.05, "[trang](../trang/0.md)"),
        (0.05, f"## 08:00 {_link(random)}\n\nTường thuật."),
    ):
        if random.random() < chance:
            parts.append(part)
    return "\n\n".join(parts)


def _corrections(random: Random) -> str:
    found = (f"{{date: 2026-06-{random.randint(1, 9):02}, text: Sai {random.randrange(30)}.}}" for _ in range(2))
    return f"[{', '.join(found)}]"


VALUES: Mapping[str, Callable[[Random], str]] = {
    "title": _title,
    "date": _date,
    "category": lambda random: random.choice([*CATEGORIES, *CATEGORIES[:4]]),
    "tags": _tags,
    "author": lambda random: random.choice(["", "", *AUTHORS, "Hà", "An", "[Hà, An]", "[Mai, bình]"]),
    "topic": lambda random: _sometimes(random, 0.5, random.choice(TOPICS)),
    "featured": lambda random: _sometimes(random, 0.15, random.choice(["true", "3", "7", _PICK])),
    "draft": lambda random: _sometimes(random, 0.06, "true"),
    "expires": lambda random: _sometimes(random, 0.06, random.choice(["2026-06-20", "2026-06-25 08:00", "2026-07-01"])),
    "related": lambda random: _sometimes(random, 0.1, f"[{random.randrange(LINKED)}.md]"),
    "image": lambda random: _sometimes(random, 0.15, f"{{src: {random.choice(PICTURES)}, alt: A}}"),
    "type": lambda random: _sometimes(random, 0.05, "live"),
    "ended": lambda random: _sometimes(random, 0.05, random.choice(["2026-06-24 20:00", "2026-06-26"])),
    "breaking": lambda random: _sometimes(random, 0.05, random.choice(["2026-06-24 20:00", "2026-06-26"])),
    "updated": lambda random: _sometimes(random, 0.1, f"2026-06-{random.randint(20, 24)} 11:00"),
    "summary": lambda random: _sometimes(random, 0.5, f"Sapo {random.randrange(30)}."),
    "alias": lambda random: _sometimes(random, 0.1, random.choice("ab")),
    "slug": lambda random: _sometimes(random, 0.1, "x"),
    "body": _body,
    "permalink": lambda random: _sometimes(
        random, 0.05, random.choice(["/rieng/{}/", "/Rieng-{}.html", "/{{section}}/{}"])
    ),
    "withdrawn": lambda random: _sometimes(random, 0.05, random.choice(["2026-06-20", "2026-06-25 08:00"])),
    "corrections": lambda random: _sometimes(random, 0.15, _corrections(random)),
    "access": lambda random: _sometimes(random, 0.1, random.choice(["paid", "registered", "free"])),
    "language": lambda random: _sometimes(random, 0.15, random.choice(["en", "EN", "lo", "en_gb", "vi"])),
    "translation_of": lambda random: _sometimes(
        random, 0.1, random.choice([_ABROAD, f"{random.randrange(LINKED)}.md"])
    ),
    "translations": lambda random: _sometimes(random, 0.05, f"[{_ABROAD}, https://anh.example.vn/b/]"),
}
"""What each key may hold. `alias`, `slug` and `permalink` are made one for each article when they are written."""

SAID = ("title", "tags", "author", "topic", "featured", "related", "image", "summary", "updated", "corrections", "body")
"""Keys that say something of an article, but not when or where it is."""


def random_of(seed: int) -> Random:
    """Give what everything is drawn from."""
    return Random(seed)  # noqa: S311 - the same seed must give the same site


def draw_front(random: Random) -> Front:
    """Make an article."""
    return {key: draw(random) for key, draw in VALUES.items()}


def draw_ad(random: Random, name: str) -> str:
    """Make an advertisement: its slot may be one that the site does not have, its picture may be missing."""
    lines = [
        f'slot = "{random.choice(["dau", "dau", "cot", "ben"])}"',
        f'title = "Quảng cáo {name}{random.randrange(9)}"',
    ]
    lines += random.choice([[], ['image = "/hinh.png"'], ['image = "khong.png"'], ["exclusive = true"], ["weight = 3"]])
    lines += random.choice([[], ["from = 2026-06-24T20:00:00"], ["from = 2026-06-20"]])
    lines += random.choice([['until = "open"'], ["until = 2026-06-25"], ["until = 2026-06-24T21:00:00"], ["until = 5"]])
    return "\n".join([*lines, random.choice(["", 'url = "/trang/0/"', 'url = "https://a.example/"']), ""])


def text_of(number: int, front: Front) -> str:
    """Write an article as its file."""
    name = front.get("name", str(number))
    own = {
        "slug": f"s{name}{front['slug']}",
        "alias": front["alias"] and f"[/cu/{front['alias']}{name}/]",
        "permalink": (permalink := front.get("permalink", "")) and repr(permalink.format(name)),
        "name": "",
    }
    names = {"alias": "aliases"}
    lines = [
        f"{names.get(key, key)}: {value if key != 'title' else repr(value)}"
        for key, value in (front | own).items()
        if value and key != "body"
    ]
    body = front["body"]
    if front["type"] == "live":  # whose headings begin with a time
        body = body.replace("## Mục", "## 09:00 Mục")
    return "---\n" + "\n".join(lines) + f"\n---\n{body}\n"


def path_of(number: int) -> str:
    """Name the file of an article."""
    return f"content/tin/{number}.md"


def write_pictures(tiny: TinySite, width: int) -> None:
    """Write one that stays as it is, and one of which smaller copies and other shapes are made."""
    tiny.write("content/tin/a.svg", f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="2"/>')
    picture = io.BytesIO()
    Image.new("P", (280 + width, 240)).save(picture, "PNG")
    tiny.write("content/tin/b.png", picture.getvalue())
    tiny.write("static/hinh.png", picture.getvalue())


PAGES = 4
"""The plain pages are `trang/0.md`, which is always there, and some others; so are the texts of sections."""
SECTIONS = ("_index.md", "thu-do/_index.md", "kinh-te/_index.md")


def draw_page(random: Random, number: int) -> str:
    """Make the file of a plain page."""
    keys = {
        "type": "page",
        "title": f"Trang {random.randrange(5)}",
        "slug": _sometimes(random, 0.2, f"ten-{number}"),
        "aliases": _sometimes(random, 0.2, f"[/trang-cu/{number}/]"),
        "draft": _sometimes(random, 0.1, "true"),
        "expires": _sometimes(random, 0.1, "2026-06-25 08:00"),
        "updated": _sometimes(random, 0.2, "2026-06-20"),
        "summary": _sometimes(random, 0.3, f"Sapo {random.randrange(5)}."),
        "image": _sometimes(random, 0.2, random.choice(["/hinh.png", "/tin/b.png"])),
        "layout": _sometimes(random, 0.2, "hep"),
    }
    return _file(keys, _page_body(random))


def draw_section(random: Random) -> str:
    """Make the file of a section's text."""
    keys = {
        "title": _sometimes(random, 0.5, f"Mục {random.randrange(3)}"),
        "summary": _sometimes(random, 0.5, f"Sapo {random.randrange(3)}."),
        "draft": _sometimes(random, 0.1, "true"),
        "layout": _sometimes(random, 0.2, "hep"),
        "aliases": _sometimes(random, 0.1, f"[/muc-cu/{random.randrange(99)}/]"),
    }
    return _file(keys, _page_body(random))


def _file(keys: Mapping[str, str], body: str) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in keys.items() if value) + f"---\n{body}\n"


def _page_body(random: Random) -> str:
    parts = [f"Văn bản {random.randrange(20)}.", f"[bài](/tin/{random.randrange(LINKED)}.md)", "[trang](/trang/0.md)"]
    return "\n\n".join(random.sample([*parts, "![tĩnh](/hinh.png)", "![ảnh](/tin/b.png)"], random.randint(1, 4)))
