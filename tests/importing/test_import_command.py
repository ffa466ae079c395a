"""`ssg import`: what it writes, that it can be run again, and that it never touches what somebody has edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import ssg
from tests.importing.imports import Moved, entry, feed


@pytest.fixture
def moved(tmp_path: Path) -> Moved:
    return Moved(tmp_path)


def write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


def test_articles_keep_their_addresses_and_the_site_builds(moved: Moved) -> None:
    more = "<category>Thời sự</category><category>lũ</category><dc:creator>Minh Hà</dc:creator>"
    source = write(moved.folder, "feed.xml", feed(entry(1, "<p>Nước <b>lên</b>.</p>", "Lũ: nước lên", more)))
    moved.run("rss", source)
    assert moved.files()["content/thoi-su/2020/11/lu-nuoc-len.md"] == (
        '---\ntitle: "Lũ: nước lên"\ndate: 2020-11-24T08:21:00+07:00\nslug: lu-nuoc-len\n'
        'permalink: "/2020/bai-1.html"\ncategory: "thoi-su"\nauthors: ["Minh Hà"]\ntags: ["lũ"]\n---\n\nNước **lên**.\n'
    )
    assert 'name = "Thời sự"' in moved.files()["site.toml"]
    said = moved.build()
    assert "warning" not in said
    assert moved.answers("/2020/bai-1.html")
    assert moved.report["addresses"] == {"answer": 1, "redirect": 0, "lost": []}
    assert moved.report["words"] == {"read": 2, "lost": 0}


def test_a_dry_run_writes_only_the_report(moved: Moved) -> None:
    source = write(moved.folder, "feed.xml", feed(entry(1)))
    moved.run("rss", source, options=("--dry-run",))
    assert moved.report["files"] == {"new": 1}
    assert not moved.site.exists()


def test_a_second_import_updates_what_nobody_has_edited(moved: Moved) -> None:
    moved.run("rss", write(moved.folder, "feed.xml", feed(*(entry(n) for n in (1, 2, 3, 4)))))
    before = moved.files()
    assert moved.run("rss", "feed.xml").report["files"] == {"unchanged": 4}
    assert moved.files() == before
    edited = moved.site / "content/tin-tuc/2020/11/bai-2.md"
    edited.write_text(edited.read_text(encoding="utf-8") + "\nSửa.\n", encoding="utf-8")
    (moved.site / "content/tin-tuc/2020/11/bai-4.md").unlink()
    newer = feed(*(entry(n, f"<p>{n}: mới</p>") for n in (5, 4, 3, 2, 1)))
    moved.run("rss", write(moved.folder, "feed.xml", newer))
    assert moved.report["files"] == {"new": 1, "updated": 2, "edited": 1, "removed": 1}
    assert moved.report["edited"] == ["content/tin-tuc/2020/11/bai-2.md"]
    assert moved.report["removed"] == ["content/tin-tuc/2020/11/bai-4.md"]
    assert moved.body("Bài 2") == "x\n\nSửa."
    assert moved.body("Bài 3") == "3: mới"
    assert not (moved.site / "content/tin-tuc/2020/11/bai-4.md").exists()


def test_an_import_that_was_killed_can_be_repeated(moved: Moved) -> None:
    """Files without a line in the ledger are taken over if they are what the import would write."""
    moved.run("rss", write(moved.folder, "feed.xml", feed(*(entry(n) for n in (1, 2, 3)))))
    before = moved.files()
    ledger = moved.site / "imported.jsonl"
    lines = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    ledger.write_text("".join(lines[:1]) + lines[1][:20], encoding="utf-8")
    (moved.site / "content/tin-tuc/2020/11/bai-3.md").unlink()
    (moved.site / "site.toml").unlink()
    assert moved.run("rss", "feed.xml").report["files"] == {"unchanged": 2, "new": 1}
    assert moved.files() == before


def test_a_file_of_somebody_else_stays(moved: Moved) -> None:
    mine = moved.site / "content/tin-tuc/2020/11/bai-1.md"
    mine.parent.mkdir(parents=True)
    mine.write_text("của tôi", encoding="utf-8")
    (moved.site / "site.toml").write_text(
        '# Giữ dòng này\ntitle = "Báo"\nbase_url = "https://cu.example"\n\n[[menu]]\nname = "Tìm"\nurl = "/search/"\n',
        encoding="utf-8",
    )
    moved.run("rss", write(moved.folder, "feed.xml", feed(entry(1))))
    assert mine.read_text(encoding="utf-8") == "của tôi"
    assert "content/tin-tuc/2020/11/bai-1-2.md" in moved.files()
    assert moved.files()["site.toml"].startswith('# Giữ dòng này\ntitle = "Báo"\n')
    assert moved.run("rss", "feed.xml").report["files"] == {"unchanged": 1}


def test_two_items_with_one_address_and_one_title(moved: Moved) -> None:
    one = entry(1)
    other = one.replace("<guid>1", "<guid>2")
    moved.run("rss", write(moved.folder, "feed.xml", feed(one, other)))
    assert [lost["url"] for lost in moved.report["addresses"]["lost"]] == ["https://cu.example/2020/bai-1.html"]
    assert len([name for name in moved.files() if name.endswith(".md")]) == 2
    moved.build()


def test_one_id_twice_is_an_error_and_the_first_counts(moved: Moved) -> None:
    moved.run("rss", write(moved.folder, "feed.xml", feed(entry(1), entry(1, title="Khác"))), status=1)
    assert "error[E801]" in moved.said
    assert moved.report["files"] == {"new": 1}


def test_a_category_with_a_reserved_name_leaves_the_tags_their_pages(moved: Moved) -> None:
    moved.run("rss", write(moved.folder, "feed.xml", feed(entry(1, more="<category>Tag</category>"))))
    assert 'slug = "tag-1"' in moved.files()["site.toml"]
    moved.build()
    assert moved.answers("/tag-1/")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '<!DOCTYPE rss [<!ENTITY a "aaaa">]><rss><item>&a;</item></rss>',
            "entities",
        ),
        ("Không phải XML", "cannot be read"),
        ("", "cannot be read"),
        ("PK\x03\x04", "packed (ZIP)"),
    ],
)
def test_what_is_no_export_is_one_line_and_nothing_is_written(moved: Moved, text: str, said: str) -> None:
    moved.run("rss", write(moved.folder, "feed.xml", text), status=1)
    assert "error[E803]" in moved.said
    assert said in moved.said
    assert not (moved.site / "content").exists()
    assert not (moved.site / "site.toml").exists()


def test_no_report_replaces_what_is_none(moved: Moved) -> None:
    file = moved.folder / write(moved.folder, "feed.xml", feed(entry(1)))
    before = file.read_bytes()
    done = ssg("import", "rss", file, "-C", moved.site, "--report", file)
    assert (done.returncode, file.read_bytes()) == (1, before)
    assert f"Error: cannot write {file}: the file has another content, which is kept" in done.stderr


@pytest.mark.parametrize("kind", ["wordpress", "ghost", "blogger"])
def test_each_kind_of_export_may_be_packed(moved: Moved, kind: str) -> None:
    moved.run(kind, write(moved.folder, "export.zip", "PK\x03\x04"), status=1)
    assert "error[E803]: file is packed (ZIP); unpack it first" in moved.said


def test_a_truncated_file_says_how_many_items_it_should_have(moved: Moved) -> None:
    whole = feed(*(entry(n, "<p>một hai ba</p>") for n in (1, 2, 3)))
    moved.run("rss", write(moved.folder, "feed.xml", whole[: whole.rindex("hai")]), status=1)
    assert "E804" in moved.said
    assert "2 of 3 items" in moved.said
    assert moved.report["files"] == {"new": 2}
    assert moved.run("rss", write(moved.folder, "feed.xml", whole)).report["files"] == {"unchanged": 2, "new": 1}


def test_entities_are_never_resolved(moved: Moved) -> None:
    """A name that is declared behind a long comment stays as it is written; an external DTD is not asked for."""
    many = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    head = f"<!--{'x' * 70_000}--><!DOCTYPE rss [<!ENTITY l0 'lol'>{many}]>"
    text = feed(entry(1, title="&l8;")).replace("<rss", f"{head}<rss").replace("<item>", '<item a="&l8;">')
    moved.run("rss", write(moved.folder, "feed.xml", text))
    assert moved.body("&l8;") == "x"
    assert not any("lollol" in text for text in moved.files().values())
    external = feed(entry(1)).replace("<rss", '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd"><rss')
    moved.run("rss", write(moved.folder, "feed.xml", external))
    assert moved.report["files"] == {"updated": 1}


def test_a_site_that_moved_to_https_is_the_same(moved: Moved) -> None:
    moved.run("rss", write(moved.folder, "feed.xml", feed(entry(1)).replace("https://cu", "http://www.cu")))
    assert moved.run("rss", write(moved.folder, "feed.xml", feed(entry(1)))).report["files"] == {"unchanged": 1}


def test_wrong_use(moved: Moved) -> None:
    source = write(moved.folder, "feed.xml", feed(entry(1)))
    for arguments in (("joomla", source), ("rss", "."), ("rss", source, "--media", "khong-co"), ("rss",)):
        assert ssg("import", *arguments, cwd=moved.folder).returncode == 2


def test_the_ledger_leads_nowhere(moved: Moved) -> None:
    """A line that somebody else has written names no file outside of the articles."""
    moved.site.mkdir()
    line = '{"id":"rss:cu.example:1","file":"../../x.md","digest":"%s"}\n'
    (moved.site / "imported.jsonl").write_text(line % ("0" * 32) + "\0rác\n", encoding="utf-8")
    moved.run("rss", write(moved.folder, "feed.xml", feed(entry(1))))
    assert "content/tin-tuc/2020/11/bai-1.md" in moved.files()
    assert not (moved.folder / "x.md").exists()


def test_a_link_that_leads_out_of_the_site_is_not_written_through(moved: Moved) -> None:
    (moved.folder / "outside").mkdir()
    (moved.site / "content").mkdir(parents=True)
    (moved.site / "content" / "tin-tuc").symlink_to(moved.folder / "outside", target_is_directory=True)
    moved.run("rss", write(moved.folder, "feed.xml", feed(entry(1))), status=1)
    assert list((moved.folder / "outside").iterdir()) == []


def test_what_is_in_the_way_of_a_file_stays(moved: Moved) -> None:
    folder = moved.site / "content/tin-tuc/2020/11"
    (folder / "bai-1.md").mkdir(parents=True)
    (folder / "bai-2.md").symlink_to("khong-co.md")
    moved.run("rss", write(moved.folder, "feed.xml", feed(entry(1), entry(2))))
    assert moved.report["files"] == {"new": 2}
    assert {"bai-1-2.md", "bai-2-2.md"} <= {file.name for file in folder.iterdir()}
    assert (folder / "bai-2.md").is_symlink()


def test_pictures_of_a_folder_keep_their_addresses(moved: Moved) -> None:
    from PIL import Image

    (moved.folder / "uploads/2020").mkdir(parents=True)
    Image.new("RGB", (900, 600), "red").save(moved.folder / "uploads/2020/a b.jpg")
    body = (
        '<p><img src="https://cu.example/wp-content/uploads/2020/a%20b.jpg" alt="A"></p>'
        '<p><img src="/wp-content/uploads/2020/khong.jpg" alt="B"></p>'
    )
    moved.run("rss", write(moved.folder, "feed.xml", feed(entry(1, body))), options=("--media", "uploads"))
    assert moved.body("Bài 1") == (
        "![A](/wp-content/uploads/2020/a%20b.jpg)\n\n![B](https://cu.example/wp-content/uploads/2020/khong.jpg)"
    )
    assert moved.report["pictures"] == {"found": 2, "copied": 1, "remote": 1}
    moved.build()
    assert moved.answers("/wp-content/uploads/2020/a b.jpg")
