"""Feeds: what is in them, how it is escaped, which ids they give, and what they make of odd articles."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.conftest import TinySite

ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
TITLES = ["]]> & <b>x</b>", "</script><script>", "Dòng\u200d 👨\u200d👩\u200d👧 &amp; “ngoặc”", "1 < 2 > 0"]
TITLES += ["&#0; &nbsp;", "x]]&gt;"]
SITE = """-- site.toml --
title = "Báo <Thử> & Nghiệm"
base_url = "https://example.vn/bao"
[[categories]]
name = "Thủ đô"
[[categories]]
name = "Nhịp sống"
parent = "thu-do"
[[topics]]
name = "Lũ"
summary = "Nước & đê."
-- content/nhip-song/cau.md --
---
title: Cầu & đường
date: 2026-11-20 08:24
updated: 2026-11-21 09:00
summary: Tóm <tắt>.
author: [Minh Hà, Lê An]
tags: [cầu, đường]
topic: Lũ
image: {src: a.svg, alt: Cây "cầu", caption: Chú thích, credit: Ảnh}
---
[Bài](../khac.md#muc) và [trang](/lien-he/), [mục](#y), [ngoài](https://x.example/?a=1&b=2).

![Hình](a.svg)

<a href=/thu-do/ title='href="/x"'>thô</a> `href="/y"`

::: video https://www.youtube.com/watch?v=dQw4w9WgXcQ Phim
:::
-- content/nhip-song/a.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>
-- content/khac.md --
---
title: Khác
date: 2026-11-19
category: Thủ đô
id: "47"
---
"""


def atom(tiny: TinySite, path: str = "feed.xml") -> ElementTree.Element:
    return ElementTree.fromstring((tiny.public / path).read_bytes())  # noqa: S314 - our own


def rss(tiny: TinySite, path: str = "rss.xml") -> ElementTree.Element:
    channel = ElementTree.fromstring((tiny.public / path).read_bytes()).find("channel")  # noqa: S314
    assert channel is not None
    return channel


def feed(tiny: TinySite, path: str = "feed.json") -> dict[str, Any]:
    return dict(json.loads(tiny.read(path)))


def texts(element: ElementTree.Element, path: str) -> list[str]:
    return [found.text or "" for found in element.findall(path)]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    made = TinySite(tmp_path_factory.mktemp("feeds") / "site", SITE)
    made.build()
    return made


def test_every_list_of_news_has_its_feeds(tiny: TinySite) -> None:
    found = {path for path in tiny.tree() if path.endswith(("feed.xml", "rss.xml", "feed.json"))}
    folders = ["", "thu-do/", "nhip-song/", "topic/lu/", "author/minh-ha/", "author/le-an/"]
    assert found == {folder + name for folder in folders for name in ("feed.xml", "rss.xml", "feed.json")}
    for path in found:
        assert f'"https://example.vn/bao/{path}"' in tiny.read(path)


def test_atom(tiny: TinySite) -> None:
    root = atom(tiny)
    assert texts(root, f"{ATOM}id") == ["tag:example.vn,2026:/"]
    assert texts(root, f"{ATOM}title") == ["Báo <Thử> & Nghiệm"]
    assert texts(root, f"{ATOM}updated") == ["2026-11-21T09:00:00+07:00"]
    links = [dict(link.attrib) for link in root.findall(f"{ATOM}link")]
    assert [(link["rel"], link["href"]) for link in links] == [
        ("self", "https://example.vn/bao/feed.xml"),
        ("alternate", "https://example.vn/bao/"),
    ]
    entry = root.findall(f"{ATOM}entry")[0]
    assert texts(entry, f"{ATOM}id") == ["tag:example.vn,2026:content/nhip-song/cau.md"]
    assert texts(entry, f"{ATOM}title") == ["Cầu & đường"]
    assert texts(entry, f"{ATOM}summary") == ["Tóm <tắt>."]
    assert texts(entry, f"{ATOM}published") == ["2026-11-20T08:24:00+07:00"]
    assert texts(entry, f"{ATOM}author/{ATOM}name") == ["Minh Hà", "Lê An"]
    assert texts(entry, f"{ATOM}author/{ATOM}uri") == [
        f"https://example.vn/bao/author/{s}/" for s in ("minh-ha", "le-an")
    ]
    assert [c.get("term") for c in entry.findall(f"{ATOM}category")] == ["Thủ đô", "Nhịp sống", "cầu", "đường"]
    (enclosure,) = [link for link in entry.findall(f"{ATOM}link") if link.get("rel") == "enclosure"]
    assert (enclosure.get("type"), enclosure.get("length")) == ("image/svg+xml", "65")
    assert str(enclosure.get("href")).startswith("https://example.vn/bao/media/nhip-song/a.")


def test_addresses_in_a_text_are_absolute(tiny: TinySite) -> None:
    for content in (
        texts(atom(tiny), f"{ATOM}entry/{ATOM}content")[0],
        texts(rss(tiny), f"item/{CONTENT}encoded")[0],
        feed(tiny)["items"][0]["content_html"],
    ):
        page = "https://example.vn/bao/nhip-song/2026/11/cau-duong/"
        assert '<a href="https://example.vn/bao/thu-do/2026/11/khac/#muc">Bài</a>' in content
        assert '<a href="https://example.vn/bao/lien-he/">trang</a>' in content
        assert f'<a href="{page}#y">' in content
        assert '<a href="https://x.example/?a=1&amp;b=2"' in content
        assert content.count('<img src="https://example.vn/bao/media/nhip-song/a.') == 2
        assert '<a href="https://example.vn/bao/thu-do/" title="href=&quot;/x&quot;">thô</a>' in content
        assert '<code>href="/y"</code>' in content.replace("&quot;", '"')
        assert '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ" class="embed-link"' in content
        assert "\0" not in content


def test_links_of_a_page_lie_below_the_path_of_the_site(tiny: TinySite) -> None:
    page = tiny.read("nhip-song/2026/11/cau-duong/index.html")
    assert '<a href="/bao/lien-he/">trang</a>' in page
    assert '<a href="#y">' in page


def test_rss(tiny: TinySite) -> None:
    channel = rss(tiny, "thu-do/rss.xml")
    assert texts(channel, "title") == ["Thủ đô – Báo <Thử> & Nghiệm"]
    assert texts(channel, "link") == ["https://example.vn/bao/thu-do/"]
    assert texts(channel, "item/title") == ["Cầu & đường", "Khác"]
    assert texts(channel, "item/guid")[1] == "tag:example.vn,2026:id/47"
    assert [guid.get("isPermaLink") for guid in channel.findall("item/guid")] == ["false", "false"]
    assert texts(channel, "item/description") == ["Tóm &lt;tắt&gt;.", ""]
    when = parsedate_to_datetime(texts(channel, "item/pubDate")[0])
    assert when == datetime.fromisoformat("2026-11-20T08:24:00+07:00")
    (picture,) = channel.findall(f"item/{MEDIA}content")
    assert (picture.get("width"), picture.get("height")) == ("30", "20")
    assert texts(picture, f"{MEDIA}description") == ['Cây "cầu"']


def test_json_feed(tiny: TinySite) -> None:
    found = feed(tiny, "topic/lu/feed.json")
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert (found["description"], found["home_page_url"]) == ("Nước & đê.", "https://example.vn/bao/topic/lu/")
    (item,) = found["items"]
    assert item["authors"][0] == {"name": "Minh Hà", "url": "https://example.vn/bao/author/minh-ha/"}
    assert item["tags"] == ["Thủ đô", "Nhịp sống", "cầu", "đường"]
    assert item["attachments"][0]["size_in_bytes"] == 65
    assert (item["date_published"], item["date_modified"]) == ("2026-11-20T08:24:00+07:00", "2026-11-21T09:00:00+07:00")


def test_titles_come_out_as_they_went_in(site: Callable[[str], TinySite]) -> None:
    literal = "".join(
        f"-- content/t/{n}.md --\n---\ntitle: '{title}'\ndate: 2026-11-{20 - n} 08:00\n---\n{title}\n"
        for n, title in enumerate(TITLES)
    )
    made = site(literal)
    made.build()
    assert texts(atom(made), f"{ATOM}entry/{ATOM}title") == TITLES
    assert texts(rss(made), "item/title") == TITLES
    assert [item["title"] for item in feed(made)["items"]] == TITLES


def test_control_characters_in_a_text_are_left_out_and_said(site: Callable[[str], TinySite]) -> None:
    made = site("-- content/t/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nMột\x0bhai\x02ba &#12;\n\n\ufffex\n")
    built = made.build()
    assert (
        "content/t/a.md:5:4: warning[W756]: removed an invisible control character (U+000B), and 3 more"
        in made.said(built)
    )
    (content,) = texts(atom(made), f"{ATOM}entry/{ATOM}content")
    assert content.startswith("<p>Một haiba")
    rss(made)


def test_ids_survive_a_new_title_address_and_host(site: Callable[[str], TinySite]) -> None:
    made = site("-- content/t/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\n")
    made.write("site.toml", 'title = "T"\nbase_url = "https://a.example"\n[feeds]\ntag = "a.example,2025-03"\n')
    made.build()
    before = texts(atom(made), f".//{ATOM}id")
    assert before == ["tag:a.example,2025-03:/", "tag:a.example,2025-03:content/t/a.md"]
    made.edit("site.toml", "https://a.example", "https://b.example/x")
    made.edit("content/t/a.md", "title: A\ndate: 2026-11-20", "title: B\nslug: c\ncategory: D\ndate: 2026-10-20")
    made.build()
    assert texts(atom(made), f".//{ATOM}id") == before
    assert texts(rss(made), "item/guid") == before[1:] == [item["id"] for item in feed(made)["items"]]


def test_summaries_numbers_and_hub(site: Callable[[str], TinySite]) -> None:
    made = site(
        "".join(f"-- content/t/{n}.md --\n---\ntitle: B{n}\ndate: 2026-11-1{n}\n---\nVăn **{n}**.\n" for n in range(4))
    )
    made.write(
        "site.toml",
        'title = "T"\nbase_url = "https://a.example"\n[feeds]\nitems = 2\ncontent = "summary"\n'
        '[ping]\nhub = "https://hub.example/"\n',
    )
    made.build()
    assert texts(atom(made), f"{ATOM}entry/{ATOM}title") == ["B3", "B2"]
    assert texts(atom(made), f"{ATOM}entry/{ATOM}summary") == ["Văn 3.", "Văn 2."]
    assert atom(made).findall(f"{ATOM}entry/{ATOM}content") == rss(made).findall(f"item/{CONTENT}encoded") == []
    assert [item["content_text"] for item in feed(made)["items"]] == ["Văn 3.", "Văn 2."]
    assert feed(made)["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    assert '<link rel="hub" href="https://hub.example/"/>' in made.read("feed.xml")
    made.edit("site.toml", "items = 2", "items = 0")
    made.build()
    assert list(made.public.rglob("feed.*")) == list(made.public.rglob("rss.xml")) == []


def test_a_feed_without_articles(site: Callable[[str], TinySite]) -> None:
    made = site('-- site.toml --\ntitle = "T"\nbase_url = "https://a.example"\n[[categories]]\nname = "Trống"\n')
    made.build()
    assert texts(atom(made, "trong/feed.xml"), f"{ATOM}updated") == ["1970-01-01T00:00:00+00:00"]
    assert feed(made, "trong/feed.json")["items"] == []


@pytest.mark.parametrize("tag", ["example.vn", "Example.vn,2026", "example.vn,26", "-x.vn,2026", "example.vn,2026-1"])
def test_a_tag_that_is_none(site: Callable[[str], TinySite], tag: str) -> None:
    made = site(f'-- site.toml --\ntitle = "T"\n[feeds]\ntag = "{tag}"\n')
    assert "site.toml:3:7: error[E750]: `feeds.tag` is not a domain, a comma and a year" in made.said()
