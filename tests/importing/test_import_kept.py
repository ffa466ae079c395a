"""What an import once lost in silence: newer copies, pages of pictures, links in captions, text of builders, dates."""

from __future__ import annotations

import json
import random
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from ssg.importing.ghost.rows import Rows
from ssg.importing.packed import Packed
from ssg.importing.stored import Stored
from ssg.importing.trees.slugs import github
from tests.importing.imports import Moved, entry, feed
from tests.importing.test_import_blogger_ghost import post as ghost_post
from tests.importing.test_import_wordpress import WXR, bring, post
from tests.importing.trees import plant


@pytest.fixture
def moved(tmp_path: Path) -> Moved:
    return Moved(tmp_path)


def ghost(moved: Moved, *posts: dict[str, Any]) -> None:
    data = {"db": [{"data": {"settings": [{"key": "title", "value": "Báo"}], "posts": list(posts)}}]}
    (moved.folder / "ghost.json").write_text(json.dumps(data), encoding="utf-8")


def _changed(day: int) -> str:
    return f"<wp:post_modified_gmt>2020-12-{day:02} 00:00:00</wp:post_modified_gmt>"


@pytest.mark.parametrize("names", [("old.xml", "new.xml"), ("new.xml", "old.xml")])
def test_the_newest_copy_counts_whatever_the_order(moved: Moved, names: tuple[str, str]) -> None:
    texts = {
        "old.xml": (post(1, "Bản cũ.", more=_changed(1)), post(2, "Chỉ ở đây.")),
        "new.xml": (post(1, "Bản mới.", more=_changed(2)),),
    }
    for name, items in texts.items():
        (moved.folder / name).write_text(WXR.format(items="".join(items)), encoding="utf-8")
    moved.run("wordpress", *names)
    assert moved.body("Bài 1") == "Bản mới."
    assert moved.body("Bài 2") == "Chỉ ở đây."
    assert [one["kind"] for one in moved.report["not_understood"]] == [
        "older copy of an item; the newest one is imported"
    ]


def test_of_old_exports_the_one_made_last_counts(moved: Moved) -> None:
    for name, date, text in (("b.xml", "24", "Bản mới."), ("a.xml", "23", "Bản cũ.")):
        head = f"<pubDate>Tue, {date} Nov 2020 08:00:00 +0000</pubDate>"
        (moved.folder / name).write_text(WXR.format(items=head + post(1, text)), encoding="utf-8")
    moved.run("wordpress", "a.xml", "b.xml")
    assert moved.body("Bài 1") == "Bản mới."


def test_what_wordpress_kept_beside_its_texts(moved: Moved) -> None:
    media = moved.folder / "uploads"
    media.mkdir()
    plant(media, "-- a.png --\nx")
    pictures = "".join(
        post(number, kind="attachment", status="inherit", link=f"https://cu.example/{link}/").replace(
            "</item>",
            f"<wp:post_parent>{parent}</wp:post_parent>"
            f"<wp:attachment_url>https://cu.example/wp-content/uploads/{name}.png</wp:attachment_url></item>",
        )
        for number, link, parent, name in (
            (11, "2020/11/bai-1/anh", 1, "x"),
            (12, "anh-roi", 0, "a"),
            (13, "anh-cua-nhap", 2, "x"),
        )
    )
    body = (
        '<img src="https://cu.example/wp-content/uploads/a.png">'
        '[vc_btn title="Mua báo" link="url:https%3A%2F%2Fban.example%2Fmua|target:_blank"]'
        '[et_pb_blurb title="Tiêu đề khối" use_icon="on"]Ruột khối.[/et_pb_blurb][la_lam url="https://kia.example/x"]'
        "[vc_raw_html]JTNDcCUzRVRoJUMzJUI0JTNDJTJGcCUzRQ==[/vc_raw_html]"
    )
    bring_with = moved.folder / "wp.xml"
    items = post(1, body) + post(2, status="draft") + pictures
    bring_with.write_text(WXR.format(items=items), encoding="utf-8")
    moved.run("wordpress", "wp.xml", options=("--media", media))
    text = moved.body("Bài 1")
    for one in ("[Mua báo](https://ban.example/mua)", "Tiêu đề khối", "Ruột khối.", "(https://kia.example/x)", "Thô"):
        assert one in text, text
    assert "[vc_" not in text and "on" not in text.split()
    rows = moved.files()["redirects.csv"].splitlines()
    assert "/2020/11/bai-1/anh/,/2020/11/bai-1/" in rows
    assert "/anh-roi/,/wp-content/uploads/a.png" in rows
    assert not [row for row in rows if "anh-cua-nhap" in row]
    kinds = {one["kind"]: one["example"] for one in moved.report["not_understood"]}
    assert "anh-cua-nhap" in kinds["page of a picture, lost: neither it nor its article is on the site"]
    said = moved.build()
    assert "W745" not in said


def test_captions_of_galleries_keep_their_links(moved: Moved) -> None:
    figure = '<figure><img src="https://b.example/{0}.jpg"><figcaption>{1}</figcaption></figure>'
    linked = figure.format("a", 'Ảnh của <a href="https://b.example/lan">Lan</a>') + figure.format("b", "Hai")
    plain = figure.format("c", "Ba") + figure.format("d", "Bốn")
    bring(moved, post(1, "".join(f'<figure class="wp-block-gallery">{one}</figure>' for one in (linked, plain))))
    body = moved.body("Bài 1")
    assert "*Ảnh của [Lan](https://b.example/lan)*" in body
    assert '![](https://b.example/b.jpg "Hai")' in body
    assert body.count("::: gallery") == 1


def test_an_undated_draft_keeps_its_first_date(moved: Moved) -> None:
    (moved.folder / "f.xml").write_text(feed(entry(1).replace("pubDate", "x")), encoding="utf-8")
    moved.run("rss", "f.xml", options=("--now", "2026-11-24 08:00"))
    before = moved.files()
    moved.run("rss", "f.xml", options=("--now", "2026-12-25 09:00"))
    assert moved.report["files"] == {"unchanged": 1}
    assert moved.files() == before


def test_pictures_in_markdown_itself_become_files(moved: Moved) -> None:
    out = BytesIO()
    Image.effect_noise((32, 32), 90).save(out, "PNG")
    whole = b64encode(out.getvalue()).decode()
    tree = plant(
        moved.folder / "tree",
        f"-- _posts/2020-05-01-a.md --\n---\ntitle: A\n---\nMột ![hai](data:image/png;base64,{whole}) ba.\n\n"
        f"![hỏng](data:image/png;base64,!!) ![nhà](file:///C:/a.png) [mở](data:text/html,x)\n\n`data:image/png`\n",
    )
    moved.run("jekyll", tree)
    body = moved.body("A")
    assert "Một ![hai](/anh/" in body
    assert "base64," not in body
    assert "`data:image/png`" in body
    for word in ("hỏng", "nhà", "mở"):
        assert word in body
    assert len([name for name in moved.files() if name.startswith("static/anh/")]) == 1
    moved.build()


def test_cards_of_markdown_in_ghost(moved: Moved) -> None:
    cards = [["markdown", {"markdown": "## Mục\n\n- *một*\n- [hai](__GHOST_URL__/x/)\n\n| A |\n|---|\n| 1 |"}]]
    document = json.dumps({"cards": cards, "sections": [[10, 0]]})
    ghost(moved, ghost_post(1, html=None, mobiledoc=document))
    moved.run("ghost", "ghost.json")
    assert moved.body("Bài 1") == "## Mục\n\n- *một*\n- [hai](/x/)\n\n| A |\n|---|\n| 1 |"


def test_rows_are_found_in_pieces_of_any_size() -> None:
    posts = [{"id": 1, "html": 'a "b" {c} \\ [d]'}, {"id": 2, "tags": [{"id": 9}], "x": {"data": {"posts": [{}]}}}]
    tables = {"meta": {"a": [{"b": 1}]}, "posts": posts, "tags": [{"id": 3}], "other": [{"id": 4}], "users": []}
    data = json.dumps({"db": [{"meta": {}, "data": tables}]}).encode()

    class Slow(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(random.Random(self.tell()).randint(1, 7))  # noqa: S311 - no secret

    rows = Rows(Slow(data), ("posts", "tags", "users"))
    found = [(one.table, json.loads(data[one.begin : one.begin + one.length])) for one in rows]
    assert found == [("posts", posts[0]), ("posts", posts[1]), ("tags", {"id": 3})]
    assert rows.is_whole
    cut = Rows(BytesIO(data[:-40]), ("posts",))
    assert len(list(cut)) == 2
    assert not cut.is_whole


def test_an_export_of_ghost_that_ends_in_the_middle(moved: Moved) -> None:
    ghost(moved, ghost_post(1), ghost_post(2))
    file = moved.folder / "ghost.json"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole[: whole.index('"u2"')], encoding="utf-8")
    moved.run("ghost", "ghost.json", status=1)
    assert "file ends in the middle: 1 item could be read" in moved.said


def test_a_packed_table_is_a_dictionary() -> None:
    table, truth, choose = Packed(), dict[str, int](), random.Random(1)  # noqa: S311 - no secret
    for number in range(5000):
        name = str(choose.randrange(3000))
        if number % 3:
            table.put(name, -number)
            truth[name] = -number
        else:
            assert table.claim(name, number) == truth.setdefault(name, number)
    assert len(table) == len(truth)
    assert all(table.get(name) == number for name, number in truth.items())
    assert "x" not in table and table.get("x") is None


def test_stored_values_come_back() -> None:
    stored = Stored(str)
    places = [stored.put(str(number), f"{number} đ" * number) for number in range(300)]
    assert stored.get("299") == "299 đ" * 299 and stored.get("300") is None and "7" in stored
    assert stored.at(places[7]) == ("7", "7 đ" * 7)
    assert sum(1 for _ in stored.values()) == 300


def test_slugs_of_astro() -> None:
    assert github("Bài Ba! (mới)_x  y") == "bài-ba-mới_x--y"
