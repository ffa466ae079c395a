"""What feeds and exports of blogs really hold: several namespaces, leads, sound, mail addresses, cards and labels."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ssg.importing.media import Nothing
from ssg.importing.model import Export, Head, Item
from ssg.importing.notes import Notes
from ssg.importing.report import Report
from ssg.importing.web import Answer, Web
from ssg.importing.writer import Target, bring_in
from ssg.store.imported import Outcome, SiteFolder
from tests.importing.imports import Moved, entry, feed

NOW = datetime(2026, 11, 24, tzinfo=UTC)
SPACES = (
    '<rss xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


@pytest.fixture
def moved(tmp_path: Path) -> Moved:
    return Moved(tmp_path)


def bring(moved: Moved, *items: str) -> Moved:
    """Import a feed that names the namespaces that feeds of WordPress and of newspapers do."""
    (moved.folder / "a.xml").write_text(feed(*items).replace("<rss", SPACES, 1), encoding="utf-8")
    return moved.run("rss", "a.xml")


def test_a_feed_that_names_atom_is_rss(moved: Moved) -> None:
    assert bring(moved, entry(1)).report["items"] == {"articles": 1}


def test_a_lead_beside_a_text_is_the_summary(moved: Moved) -> None:
    lead = "<description><![CDATA[Lời <b>dẫn</b> &amp; sapo]]></description>"
    cut = "<description>Toàn văn của [...]</description>"
    bring(moved, entry(1, more=lead), entry(2, "<p>Toàn văn của bài</p>", more=cut), entry(3, "<p>Một hai</p>"))
    assert 'summary: "Lời dẫn & sapo"' in moved.article("Bài 1")
    assert "summary:" not in moved.article("Bài 2")
    assert "summary:" not in moved.article("Bài 3")


def test_a_summary_of_atom_stays(moved: Moved) -> None:
    (moved.folder / "a.xml").write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><id>1</id>'
        '<title type="html">Lũ &amp;amp; &lt;b&gt;lụt&lt;/b&gt;</title><link href="https://cu.example/x.html"/>'
        "<published>2020-11-24T08:00:00+07:00</published><summary>Sapo</summary>"
        '<content type="html">&lt;p&gt;Toàn văn&lt;/p&gt;</content></entry></feed>',
        encoding="utf-8",
    )
    assert 'summary: "Sapo"' in moved.run("atom", "a.xml").article("Lũ & lụt")


def test_what_is_said_of_a_picture_is_not_the_article(moved: Moved) -> None:
    more = (
        '<media:group><media:content url="https://cu.example/g.jpg" type="image/jpeg"/></media:group>'
        "<media:description>Ảnh chụp</media:description>"
    )
    bring(moved, "<media:title>Ảnh</media:title><itunes:title>Tập</itunes:title>" + entry(1, more=more))
    assert 'src: "https://cu.example/g.jpg"' in moved.article("Bài 1")
    assert "summary:" not in moved.article("Bài 1")


def test_sound_of_a_feed_stays(moved: Moved) -> None:
    bring(moved, entry(1, more='<enclosure url="https://cu.example/a.mp3" type="audio/mpeg" length="9"/>'))
    assert moved.body("Bài 1") == "x\n\n::: embed https://cu.example/a.mp3\n:::"


def test_mail_addresses_of_authors_are_left_out(moved: Moved) -> None:
    bring(moved, entry(1, more="<author>ha@cu.example (Minh Hà)</author>"), entry(2, more="<author>a@b.vn</author>"))
    assert 'authors: ["Minh Hà"]' in moved.article("Bài 1")
    assert "authors:" not in moved.article("Bài 2")
    assert "@" not in moved.files()["site.toml"]


def test_an_article_that_a_service_counts_readers_of_has_its_own_address(moved: Moved) -> None:
    own = "<feedburner:origLink>https://cu.example/goc.html</feedburner:origLink>"
    bring(moved, entry(1).replace("https://cu.example/2020", "https://feeds.example/~r") + own)
    assert 'permalink: "/goc.html"' in moved.article("Bài 1")


def test_the_list_of_the_first_label_goes_on_working(moved: Moved) -> None:
    labels = "".join(f"<category scheme='http://www.blogger.com/atom/ns#' term='{x}'/>" for x in ("Thể thao", "lũ"))
    (moved.folder / "a.xml").write_text(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>B</title><entry><id>1</id><title>Một</title>"
        "<category scheme='http://schemas.google.com/g/2005#kind' term='x#post'/>" + labels + "<content>x</content>"
        "<link rel='alternate' href='https://cu.example/2020/11/mot.html'/>"
        "<published>2020-11-24T08:00:00+07:00</published></entry></feed>",
        encoding="utf-8",
    )
    moved.run("blogger", "a.xml")
    rows = moved.files()["redirects.csv"].splitlines()
    assert "/search/label/Thể thao,/the-thao/" in rows
    assert "/search/label/lũ,/tag/lu/" in rows


def ghost(moved: Moved, *, name: str = "g.json", tag: str = "tin", **post: Any) -> None:
    """Write an export of Ghost with one post."""
    row = {
        "id": "1", "uuid": f"u-{tag}", "slug": f"bai-{tag}", "title": f"Bài {tag}", "status": "published",
        "published_at": "2020-11-24T01:00:00.000Z", **post,
    }  # fmt: skip
    data = {
        "posts": [row],
        "tags": [{"id": "1", "name": tag, "slug": tag}],
        "posts_tags": [{"post_id": "1", "tag_id": "1"}],
    }
    (moved.folder / name).write_text(json.dumps({"db": [{"data": data}]}), encoding="utf-8")


def test_lists_of_every_export_of_ghost_go_on_working(moved: Moved) -> None:
    ghost(moved, html="<p>x</p>")
    ghost(moved, name="h.json", tag="nhac", html="<p>x</p>")
    moved.run("ghost", "g.json", "h.json")
    assert moved.files()["redirects.csv"].splitlines()[1:5:2] == ["/tag/tin/,/tin/", "/tag/nhac/,/nhac/"]


def test_players_of_ghost_leave_no_clocks(moved: Moved) -> None:
    html = (
        '<figure class="kg-card kg-video-card"><video src="https://cu.example/v.mp4"></video>'
        '<div class="kg-video-overlay"><button>x</button></div><div class="kg-video-player-container">0:00 / 1:23</div>'
        '<figcaption>Phim</figcaption></figure><div class="kg-card kg-audio-card"><img alt="audio-thumbnail" '
        'class="kg-audio-thumbnail"><audio src="https://cu.example/a.mp3"></audio><div class="kg-audio-title">Tin</div>'
        '<div class="kg-audio-player">0:00</div></div>sau'
    )
    ghost(moved, html=html)
    moved.run("ghost", "g.json")
    assert moved.body("Bài tin") == (
        "::: embed https://cu.example/v.mp4 Phim\n:::\n\n::: embed https://cu.example/a.mp3\n:::\n\nTin\n\nsau"
    )


def test_words_of_cards_stay(moved: Moved) -> None:
    cards: list[dict[str, Any]] = [
        {"type": "embed", "url": "https://youtu.be/dQw4w9WgXcQ", "caption": "Lễ"},
        {"type": "bookmark", "url": "https://b.example", "caption": "Dưới", "metadata": {"title": "Tựa"}},
        {"type": "codeblock", "code": "x", "caption": "Mã"},
        {"type": "file", "src": "https://b.example/f", "fileTitle": "Tệp", "fileCaption": "Số 1"},
        {"type": "call-to-action", "textValue": "<p>Mời</p>", "buttonText": "Đi"},
        {"type": "product", "productTitle": "Sách", "productDescription": "Hay"},
        {
            "type": "list",
            "listType": "number",
            "start": 3,
            "children": [{"type": "listitem", "children": [{"type": "text", "text": "ba"}]}],
        },
        {
            "type": "paragraph",
            "children": [{"type": "text", "text": "a"}, {"type": "tab"}, {"type": "text", "text": "b"}],
        },
    ]
    ghost(moved, lexical=json.dumps({"root": {"children": cards}}))
    moved.run("ghost", "g.json")
    assert moved.body("Bài tin") == (
        "::: embed https://www.youtube.com/watch?v=dQw4w9WgXcQ Lễ\n:::\n\n[Tựa](https://b.example)\n\n*Dưới*\n\n"
        "```\nx\n```\n\n*Mã*\n\n[Tệp](https://b.example/f)\n\n*Số 1*\n\nMời\n\nĐi\n\nSách\n\nHay\n\n3. ba\n\na b"
    )


BAD = "https://[bad/x.jpg"


def test_addresses_that_are_none_stop_no_import(moved: Moved) -> None:
    body = f'<a href="{BAD}">một</a> <img src="{BAD}"> <iframe src="{BAD}"></iframe> hai'
    item = entry(1, body).replace("https://cu.example/2020/bai-1.html", "https://[bad/")
    (moved.folder / "a.xml").write_text(feed(item, entry(2)), encoding="utf-8")
    moved.run("rss", "a.xml")
    assert moved.report["items"] == {"articles": 2}
    assert moved.body("Bài 1").startswith("một")
    moved.build()


class Failing(SiteFolder):
    """A site on a disk that takes no more than some files, or at which the import is killed then."""

    left = 1_000

    def put(self, name: str, data: bytes, believed: str = "") -> Outcome:
        """Write a file, unless the disk is full."""
        self.left -= 1
        if self.left < 0:
            raise OSError(28, "No space left on device")
        return super().put(name, data, believed)


@pytest.mark.parametrize("left", [0, 1, 2])
def test_an_import_that_ends_in_the_middle_can_be_repeated(tmp_path: Path, left: int) -> None:
    """Otherwise the next one would take its own files for somebody's, and write each article a second time."""

    def run(text: str, left: int = 1_000) -> Report:
        items = (Item(id=f"{n}", title=f"Bài {n}", body=text, url=f"/bai-{n}/", date=NOW) for n in range(3))
        site = Failing(tmp_path)
        site.left = left
        return bring_in("rss", Export(Head(title="B"), items), Target(site, None, Nothing(), NOW), Notes())

    with pytest.raises(OSError, match="No space"):
        run("một", left)
    run("hai")
    with pytest.raises(OSError, match="No space"):
        run("ba", left)
    files = sorted(tmp_path.rglob("*.md"))
    files[0].write_text("Sửa tay", encoding="utf-8")
    files[2].unlink()
    report = run("bốn")
    assert report.files == {"edited": 1, "updated": 1, "removed": 1}
    assert [file.name for file in sorted(tmp_path.rglob("*.md"))] == ["bai-0.md", "bai-1.md"]
    assert files[1].read_text(encoding="utf-8").endswith("bốn\n")
    assert b"begun" not in (tmp_path / "imported.jsonl").read_bytes()


def test_a_file_of_somebody_is_never_taken_for_one_of_an_import(tmp_path: Path) -> None:
    own = tmp_path / "content/tin-tuc/2026/11/bai.md"
    own.parent.mkdir(parents=True)
    own.write_text("của tôi", encoding="utf-8")
    item = Item(id="1", title="Bài", body="x", url="/bai/", date=NOW)
    for left, files in ((0, 1), (9, 2), (9, 2)):
        site = Failing(tmp_path)
        site.left = left
        with suppress(OSError):
            bring_in("rss", Export(Head(title="B"), iter([item])), Target(site, None, Nothing(), NOW), Notes())
        assert own.read_text(encoding="utf-8") == "của tôi"
        assert len(list(own.parent.iterdir())) == files


@pytest.mark.parametrize("location", ["https://[bad/", "https://cu.example:port/", "https://cu.example:99999/", ""])
def test_a_host_that_redirects_to_no_address_stops_no_import(location: str) -> None:
    def ask(host: str, target: str) -> Answer:
        return Answer(302, {"location": location}, b"")

    assert Web(["cu.example"], Notes(), lambda _: None, ask).data("https://cu.example/a.jpg", "/a.jpg") is None


def test_an_address_of_an_earlier_import_leads_to_its_article(moved: Moved) -> None:
    def bring_as(link: str) -> None:
        text = entry(1).replace("https://cu.example/2020/bai-1.html", f"https://cu.example/{link}")
        (moved.folder / "a.xml").write_text(feed(text), encoding="utf-8")
        moved.run("rss", "a.xml")

    bring_as("cu/")
    bring_as("moi/")
    assert 'permalink: "/moi/"\naliases: ["/cu/"]' in moved.article("Bài 1")
    bring_as("moi/")
    assert moved.report["files"] == {"unchanged": 1}
    bring_as("cu/")
    assert 'permalink: "/cu/"\naliases: ["/moi/"]' in moved.article("Bài 1")


def test_whose_a_picture_is_stays(moved: Moved) -> None:
    more = (
        '<media:content url="https://cu.example/g.jpg" type="image/jpeg"><!-- x -->'
        '<media:credit role="photographer">Ảnh: Minh Hà</media:credit><media:copyright>© Báo Cũ</media:copyright>'
        '<media:license href="https://cu.example/giay-phep/">CC BY</media:license></media:content>'
    )
    bring(moved, entry(1, more=more), entry(2, more=more.replace("https://cu.example/giay-phep/", "CC BY")))
    whole = moved.article("Bài 1")
    for line in ('credit: "Ảnh: Minh Hà"', 'copyright: "© Báo Cũ"', 'licence: "https://cu.example/giay-phep/"'):
        assert f"  {line}\n" in whole
    assert "licence:" not in moved.article("Bài 2")
