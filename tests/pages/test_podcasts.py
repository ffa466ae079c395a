"""Podcasts: what feedparser reads, what Apple and Podcasting 2.0 ask for, and what directories would refuse."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from PIL import Image

from tests.command import ssg
from tests.conftest import CONFIG, TinySite, article_file
from tests.test_feedparser import parsed
from tests.test_plain_pages import check_against_clean

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
OUTPUT = """
[publisher]
name = "Cơ quan & Báo"
[deploy]
keep = 0
[[outputs]]
name = "nghe"
path = "/podcast.xml"
title = "Nghe Báo"
description = "Mỗi sáng & tối"
has = "audio"
[outputs.podcast]
image = "/images/bia.png"
subcategory = "Daily News"
email = "nghe@example.vn"
"""


def cover(side: int = 1400, form: str = "PNG") -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (side, side), "red").save(data, form)
    return data.getvalue()


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    literal = article_file(
        "tin/a.md",
        title="'Kỳ <một> & hai'",
        date="2026-11-20 08:24",
        author="[Minh Hà, Lê An]",
        summary="Nghe & đọc.",
        audio='{src: tieng.mp3, duration: "1:02:03"}',
    )
    literal += article_file(
        "tin/b.md", title="Kỳ hai", date="2026-11-21", summary="Hai.", audio="'https://cdn.vn/b.m4a?x=1&y=2'"
    )
    literal += article_file("tin/c.md", title="Không nghe", date="2026-11-22")
    made = site(literal + "-- content/tin/tieng.mp3 --\nabcdefghi\n")
    made.write("site.toml", CONFIG + OUTPUT)
    made.write("static/images/bia.png", cover())
    made.build()
    return made


def channel(tiny: TinySite) -> ElementTree.Element:
    found = ElementTree.fromstring((tiny.public / "podcast.xml").read_bytes()).find("channel")  # noqa: S314
    assert found is not None
    return found


def test_what_apple_requires_of_a_show(tiny: TinySite) -> None:
    show = channel(tiny)
    assert [show.findtext(tag) for tag in ("title", "description", "language", "link")] == [
        "Nghe Báo",
        "Mỗi sáng & tối",
        "vi",
        "https://example.vn/",
    ]
    image, category = show.find(f"{ITUNES}image"), show.find(f"{ITUNES}category")
    assert image is not None
    assert image.get("href") == "https://example.vn/images/bia.png"
    assert category is not None
    below = category.find(f"{ITUNES}category")
    assert below is not None
    assert (category.get("text"), below.get("text")) == ("News", "Daily News")
    assert show.findtext(f"{ITUNES}explicit") == "false"
    assert show.findtext(f"{ITUNES}author") == "Cơ quan & Báo"
    assert show.findtext(f"{ITUNES}type") == "episodic"
    assert show.findtext(f"{ITUNES}owner/{ITUNES}email") == "nghe@example.vn"


def test_what_podcasting_2_asks_for(tiny: TinySite) -> None:
    """The UUID of the specification's own example is computed as it says, from the URL without its scheme."""
    from uuid import UUID, uuid5

    space = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
    assert str(uuid5(space, "podnews.net/rss")) == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    show = channel(tiny)
    assert show.findtext(f"{PODCAST}guid") == str(uuid5(space, "example.vn/podcast.xml"))
    assert show.findtext(f"{PODCAST}medium") == "podcast"
    locked = show.find(f"{PODCAST}locked")
    assert locked is not None
    assert (locked.text, locked.get("owner")) == ("yes", "nghe@example.vn")
    tiny.edit("site.toml", "subcategory", 'guid = "9b024349-ccf0-5f69-a609-6b82873eab3c"\nsubcategory')
    tiny.build()
    assert channel(tiny).findtext(f"{PODCAST}guid") == "9b024349-ccf0-5f69-a609-6b82873eab3c"


def test_episodes_have_one_enclosure_each_with_the_length_of_the_file(tiny: TinySite) -> None:
    items = channel(tiny).findall("item")
    assert [item.findtext("title") for item in items] == ["Kỳ hai", "Kỳ <một> & hai"]
    found = [[dict(one.attrib) for one in item.findall("enclosure")] for item in items]
    assert found[0] == [{"url": "https://cdn.vn/b.m4a?x=1&y=2", "length": "0", "type": "audio/mp4"}]
    ((own,),) = found[1:]
    assert re.fullmatch(r"https://example\.vn/media/tin/tieng\.[0-9a-f]{8}\.mp3", own["url"])
    assert (own["length"], own["type"]) == ("10", "audio/mpeg")
    assert (tiny.public / own["url"].removeprefix("https://example.vn/")).stat().st_size == 10
    assert items[1].findtext(f"{ITUNES}duration") == "3723"
    assert items[0].find(f"{ITUNES}duration") is None
    assert len({item.findtext("guid") for item in items}) == 2
    assert [person.text for person in items[1].findall(f"{PODCAST}person")] == ["Minh Hà", "Lê An"]


def test_feedparser_reads_it(tiny: TinySite) -> None:
    found = parsed(tiny, "podcast.xml")
    assert not found.bozo
    assert found.feed.title == "Nghe Báo"
    assert found.feed.image.href == "https://example.vn/images/bia.png"
    assert found.feed.itunes_explicit is False or found.feed.itunes_explicit is None
    entry = found.entries[1]
    assert (entry.title, entry.itunes_duration) == ("Kỳ <một> & hai", "3723")
    assert entry.enclosures[0].length == "10"
    assert entry.published_parsed[:5] == (2026, 11, 20, 1, 24)


def test_a_missing_file_is_an_error_and_no_episode(tiny: TinySite) -> None:
    tiny.remove("content/tin/tieng.mp3")
    assert "content/tin/a.md:6:14: error[E302]: file not found: tieng.mp3" in tiny.said()
    tiny.build(keep_going=True)
    assert [item.findtext("title") for item in channel(tiny).findall("item")] == ["Kỳ hai"]


@pytest.mark.slow
def test_incremental_builds_are_clean_builds(tiny: TinySite) -> None:
    steps: list[Callable[[], object]] = [
        lambda: tiny.write("content/tin/tieng.mp3", "khác hơn"),
        lambda: tiny.edit("content/tin/a.md", '"1:02:03"', '"1:02:04"'),
        lambda: tiny.edit("content/tin/c.md", "title", "audio: tieng.mp3\ntitle"),
        lambda: tiny.edit("content/tin/b.md", "audio: 'https://cdn.vn/b.m4a?x=1&y=2'\n", ""),
        lambda: tiny.edit("content/tin/a.md", "[Minh Hà, Lê An]", "Lê An"),
        lambda: tiny.edit("site.toml", "Daily News", "Politics"),
        lambda: tiny.remove("content/tin/a.md"),
    ]
    for step in steps:
        step()
        check_against_clean(tiny)


def checked(tiny: TinySite, *codes: str) -> list[str]:
    said = ssg("check", "-C", tiny.root, "--now", tiny.now.isoformat()).stdout
    return re.findall(rf"(\S+: \w+\[(?:{'|'.join(codes)})\]: .*)", said)


def shortly(tiny: TinySite, *codes: str) -> list[str]:
    return sorted(re.sub(r": warning\[(\w+)\]: ", r" \1 ", line) for line in checked(tiny, *codes))


def test_what_directories_refuse_is_said_by_check(tiny: TinySite) -> None:
    assert shortly(tiny, "W664") == sorted(
        [
            "content/tin/b.md:5:8 W664 podcast “nghe”: the size of a file elsewhere is not known; its feed says 0",
            "content/tin/b.md:5:8 W664 podcast “nghe”: an episode without a length",
        ]
    )
    tiny.edit("content/tin/b.md", "b.m4a", "b.ogg")
    tiny.write("static/images/bia.png", cover(1200))
    found = shortly(tiny, "W664")
    assert "site.toml:15:9 W664 the cover of a podcast is 1200 × 1200 pixels, not a square of 1400 to 3000" in found
    assert any("directories take MP3 and M4A, not `https://cdn.vn/b.ogg?x=1&y=2`" in line for line in found)
    tiny.write("static/images/bia.png", b"x")
    assert "site.toml:15:9 W664 the cover of a podcast is no JPEG or PNG: `images/bia.png`" in shortly(tiny, "W664")
    tiny.remove("static/images/bia.png")
    assert "site.toml:15:9 W664 file not found: `static/images/bia.png`" in shortly(tiny, "W664")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"Daily News"', '"Daily news"', "site.toml:16:15 W664 directories of podcasts have no `Daily news` in `News`"),
        (
            "subcategory",
            'category = "Tin tức"\nsubcategory',
            "site.toml:16:12 W664 directories of podcasts have no category `Tin tức`",
        ),
        ("nghe@example.vn", "nghe tại đây", "site.toml:17:9 W664 `email` of a podcast is no address: `nghe tại đây`"),
    ],
)
def test_what_directories_do_not_know_is_said_by_check(tiny: TinySite, old: str, new: str, said: str) -> None:
    assert said not in shortly(tiny, "W664")
    tiny.edit("site.toml", old, new)
    assert said in shortly(tiny, "W664")


@pytest.mark.parametrize("name", ["tieng.wav", "tieng.OGG"])
def test_a_file_of_another_kind_is_no_episode_for_directories(tiny: TinySite, name: str) -> None:
    said = f"content/tin/a.md:6:8 W664 podcast “nghe”: directories take MP3 and M4A, not `{name}`"
    assert said not in shortly(tiny, "W664")
    tiny.write(f"content/tin/{name}", "x")
    tiny.edit("content/tin/a.md", "tieng.mp3", name)
    assert said in shortly(tiny, "W664")


def test_an_empty_file_is_no_episode_for_directories(tiny: TinySite) -> None:
    tiny.write("content/tin/tieng.mp3", b"")
    assert "content/tin/a.md:6:8 W664 podcast “nghe”: the file `tieng.mp3` is empty" in shortly(tiny, "W664")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('has = "audio"\n', "", '13:10 E648 a podcast needs `has = "audio"`: its episodes are articles to listen to'),
        (
            "/images/bia.png",
            "images/bia.png",
            "15:9 E648 invalid cover of a podcast: `images/bia.png`",
        ),
        ('image = "/images/bia.png"\n', "", "14:10 E504 missing `outputs.podcast.image`"),
        ("subcategory", 'guid = "x"\nsubcategory', "16:8 E648 `guid` is no UUID: `x`"),
        ("email", "emial", "17:1 E503 unknown key `outputs.podcast.emial`"),
    ],
)
def test_wrong_keys(tiny: TinySite, old: str, new: str, said: str) -> None:
    tiny.edit("site.toml", old, new)
    (found,) = tiny.diagnostics()
    assert f"{found.place.line}:{found.place.column} {found.code} {found.message}".startswith(said)


def test_the_template_needs_its_table(site: Callable[[str], TinySite]) -> None:
    tiny = site("")
    tiny.write("site.toml", CONFIG + '[[outputs]]\nname = "a"\npath = "/a.xml"\ntemplate = "outputs/podcast.xml"\n')
    (found,) = tiny.diagnostics()
    assert (found.code, found.place.line) == ("E648", 6)


LIMITED = """
[[outputs]]
name = "doi-tac"
path = "/doi-tac.xml"
profile = "zalo"
count = 3
[outputs.limits]
items = 2
item_bytes = 200
bytes = 250
picture_side = 100
"""


def test_limits_of_a_partner_are_compared_with_their_places(site: Callable[[str], TinySite]) -> None:
    long = "dài " * 40
    literal = article_file("tin/a.md", title=f"Bài {long}", date="2026-11-20", summary="x " * 151, image="a.png")
    literal += article_file("tin/b.md", long * 2, title="B", date="2026-11-21", summary="Hai.")
    literal += article_file("tin/c.md", title="C", date="2026-11-22", summary="Ba.")
    literal += article_file("tin/cu.md", title=f"Cũ {long}", date="2026-11-01", summary="Không có trong danh sách.")
    tiny = site(literal)
    data = io.BytesIO()
    Image.effect_noise((1400, 90), 100).save(data, "PNG")
    tiny.write("content/tin/a.png", data.getvalue() + b"")
    tiny.write("site.toml", CONFIG + LIMITED)
    tiny.build()
    assert shortly(tiny, "W662", "W663") == sorted(
        [
            "site.toml:8:9 W663 output “doi-tac”: 3 articles; zalo takes 2 at most",
            "site.toml:8:9 W663 output “doi-tac”: 445 bytes of text; zalo takes 250 at most",
            "content/tin/b.md:1 W662 407 bytes of text; zalo takes 200 at most (output “doi-tac”)",
            "content/tin/a.md:2:8 W662 163 characters of the title; zalo takes 150 at most (output “doi-tac”)",
            "content/tin/a.md:4:10 W662 301 characters of the summary; zalo takes 300 at most (output “doi-tac”)",
            "content/tin/a.md:5:8 W662 lead picture is 90 pixels on its shorter side; "
            "zalo takes 100 at least (output “doi-tac”)",
        ]
    )
