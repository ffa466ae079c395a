"""From one snapshot to the next: what is seen after each kind of change, and how many steps it takes."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from tests.conftest import TinySite
from tests.preview.test_answers import SITE
from tests.previewing import Looking

A = "content/tin/a.md"
URL = "/tin/2026/11/lu-ve/"


def test_a_save_is_seen(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    before = looking.see(URL)
    other = looking.see("/tin/")
    looking.tiny.edit(A, "Nước lên.", "Nước xuống.")
    assert looking.tell(A) == 1
    assert "Nước xuống." in looking.text(URL)
    assert looking.see(URL).digest != before.digest
    assert looking.see("/tin/").digest == other.digest


def test_a_page_is_never_older_than_its_file(site: Callable[[str], TinySite]) -> None:
    """The watcher needs a moment; whoever asks in that moment gets the new page all the same."""
    looking = Looking(site(SITE))
    looking.tiny.edit(A, "Nước lên.", "Nước xuống.")
    assert "Nước xuống." in looking.text(URL)
    assert len(looking.news) == 1
    assert looking.tell(A) == 0


def test_a_touch_is_no_step(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    looking.tiny.edit(A, "Nước lên.", "Nước lên.")
    assert looking.tell(A) == 0
    assert looking.tell("content", "templates", "data", "static", "site.toml") == 0
    looking.tiny.write("content/tin/4913", "")
    looking.tiny.write("content/tin/a.md~", "x")
    assert looking.tell("content/tin/.a.md.swp", "content/tin/4913", "content/tin/a.md~") == 0


def test_all_that_shows_a_title_shows_the_new_one(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    looking.tiny.edit(A, "title: Lũ về", "title: Lũ rút\nslug: lu-ve")
    assert looking.tell(A) == 1
    assert all("Lũ rút" in looking.text(url) for url in (URL, "/tin/", "/"))


def test_articles_come_go_and_move(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    assert looking.write("content/tin/c.md", "---\ntitle: Tin mới\ndate: 2026-11-22\n---\nx\n") == 1
    assert "Tin mới" in looking.text("/tin/")
    (looking.tiny.root / "content/tin/c.md").rename(looking.tiny.root / "content/tin/d.md")
    assert looking.tell("content/tin/c.md", "content/tin/d.md") == 1
    assert "content/tin/d.md" in looking.text("/tin/2026/11/tin-moi/")
    looking.tiny.remove("content/tin/d.md")
    assert looking.tell("content/tin/d.md") == 1
    assert looking.see("/tin/2026/11/tin-moi/").status == 404


def test_a_folder_that_is_moved_in_is_one_event(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    outside = looking.tiny.root / "ngoai"
    for number in range(3):
        looking.tiny.write(f"ngoai/2026/{number}.md", f"---\ntitle: Bài {number}\ndate: 2026-11-2{number}\n---\nx\n")
    outside.rename(looking.tiny.root / "content/kinh-te")
    assert looking.tell("content/kinh-te") == 1
    assert all(f"Bài {number}" in looking.text("/kinh-te/") for number in range(3))
    shutil.rmtree(looking.tiny.root / "content/kinh-te")
    assert looking.tell("content/kinh-te") == 1
    assert looking.see("/kinh-te/").status == 404


def test_the_whole_folder_is_replaced(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    looking.tiny.write("moi/tin/a.md", "---\ntitle: Khác hẳn\ndate: 2026-11-20\n---\nx\n")
    (looking.tiny.root / "content").rename(looking.tiny.root / "cu")
    (looking.tiny.root / "moi").rename(looking.tiny.root / "content")
    assert looking.tell("content") == 1
    assert "Khác hẳn" in looking.text("/tin/")
    assert looking.see(URL).status == 404


def test_a_storm_is_one_step(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    names = [f"content/tin/{number}.md" for number in range(60)]

    def storm() -> None:
        for number, name in enumerate(names):
            looking.tiny.write(name, f"---\ntitle: Bài {number}\ndate: 2026-11-20\n---\nx\n")
            looking.state.changed({name})
            time.sleep(0.003)

    looking.state.changed(set(names[:6]))  # as a watcher tells at first
    thread = threading.Thread(target=storm)
    thread.start()
    thread.join()
    looking.state.thread.submit(lambda: None).result(30)
    assert len(looking.news) <= 3  # not 60; one, unless this machine pauses in between
    assert looking.see("/tin/2026/11/bai-59/").status == 200


def test_an_article_with_an_error_stays_as_it_was(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    good = looking.text(URL)
    assert "overlay" not in good
    looking.write(A, "---\ntitle: Hỏng\ndate: 2026-13-45\n---\nx\n")
    broken = looking.text(URL)
    assert "Nước lên." in broken
    assert 'class="overlay"' in broken
    assert "date: <mark>2</mark>026-13-45" in broken
    assert looking.problems() == [f"{A}:3:7 E115"]
    assert 'class="overlay"' in looking.text("/tin/")
    looking.write("content/tin/b.md", "---\ntitle: Đê vững\ndate: 2026-11-21\n---\nĐê rất vững.\n")
    assert "Đê rất vững." in looking.text("/tin/2026/11/de-vung/")
    looking.write(A, "---\ntitle: Lũ về\ndate: 2026-11-20\n---\nXong.\n")
    assert "Xong." in looking.text(URL)
    assert 'class="overlay"' not in looking.text(URL)


def test_a_broken_template_leaves_the_last_good_pages(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    looking.text(URL)
    looking.write("templates/article.html", "{{ page.title }}\n{% if %}")
    assert looking.problems() == ["templates/article.html:2:7 E601"]
    assert "Nước lên." in looking.text(URL)
    assert 'class="overlay"' in looking.text(URL)
    looking.write("templates/article.html", "{{ page.title }} mới")
    assert "Lũ về mới" in looking.text(URL)
    assert looking.problems() == []


def test_a_template_that_fails_on_a_page_shows_what_the_page_was(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    looking.text(URL)
    looking.write("templates/article.html", "{{ page.khong_co }}")
    shown = looking.see(URL)
    assert shown.status == 200
    assert b"Nu\xcc\x9b" not in shown.data
    assert "Nước lên.".encode() in shown.data
    assert b"E608" in shown.data or b"E601" in shown.data or b"khong_co" in shown.data
    assert looking.see("/tin/2026/11/de-vung/").status == 500


def test_site_toml_breaks_and_is_mended(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    looking.write("site.toml", "title = \n")
    assert looking.problems() == ["site.toml:1:9 E501"]
    assert "Nước lên." in looking.text(URL)
    looking.write("site.toml", 'title = "Báo Khác"\n')
    assert "Báo Khác" in looking.text(URL)


def test_styles_and_data_are_seen(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    before = looking.see(URL).digest
    looking.write("templates/assets/css/site.css", "body { color: red }\n")
    assert looking.see(URL).digest != before
    assert looking.write("static/ads.txt", "khác\n") == 1
    copied = looking.see("/ads.txt").copied
    assert copied is not None
    assert copied.read() == "khác\n".encode()


def test_time_passes(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site("-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-24 12:30\n---\nx\n"))
    assert "Hẹn giờ 24/11/2026 12:30" in looking.text("/tin/2026/11/a/")
    assert not looking.state.due
    looking.tiny.now += timedelta(hours=1)
    assert looking.state.due
    assert looking.tell("site.toml") == 1
    assert "Hẹn giờ" not in looking.text("/tin/2026/11/a/")
    assert not looking.state.due


def test_the_memory_is_thrown_away_under_our_feet(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    shutil.rmtree(looking.tiny.root / ".ssg")
    assert "Nước lên." in looking.text(URL)


def test_builds_and_the_preview_share_what_they_remember(site: Callable[[str], TinySite]) -> None:
    looking = Looking(site(SITE))
    looking.text(URL)
    looking.tiny.build()
    assert looking.tiny.work.parsed == 0
    looking.tiny.edit(A, "Nước lên.", "Nước xuống.")
    looking.tiny.build()
    assert looking.tell(A) == 1
    assert "Nước xuống." in looking.text(URL)


def test_nothing_is_written_but_the_memory(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    before = set(tiny.tree(tiny.root))
    looking = Looking(tiny)
    looking.text(URL)
    looking.tiny.edit(A, "Nước lên.", "Nước xuống.")
    looking.tell(A)
    assert {name for name in tiny.tree(tiny.root) if name.split("/")[0] != ".ssg"} == before


def test_a_build_publishes_what_the_preview_has_read_already(site: Callable[[str], TinySite]) -> None:
    """Both share one memory: that the preview has taken an edit in does not mean that it was published."""
    tiny = site("-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\nsummary: s\n---\nMột.\n")
    tiny.build()
    tiny.edit("content/tin/a.md", "Một.", "Hai.")
    Looking(tiny)
    tiny.build()
    assert "Hai." in tiny.read("tin/2026/11/a/index.html")


def test_a_build_has_lists_of_its_own(site: Callable[[str], TinySite]) -> None:
    """The preview lists drafts as related; what it has found must not be taken for what is published."""
    lu = "Lũ trên sông Đáy lên nhanh, đê tả Đáy ở xã Viên An bị tràn, hàng trăm hộ dân phải sơ tán trong đêm."
    more = "Nước lũ sông Đáy rút chậm. Đê tả Đáy ở Viên An đã được gia cố, người dân dọn bùn sau một đêm sơ tán."
    tiny = site(
        f"-- content/tin/a.md --\n---\ntitle: Lũ lên sông Đáy\ndate: 2026-11-20\nsummary: s\n---\n{lu}\n"
        f"-- content/tin/b.md --\n---\ntitle: Sau lũ sông Đáy\ndate: 2026-11-21\nsummary: s\ndraft: true\n---\n{more}\n"
    )
    tiny.build()
    before = tiny.tree()
    assert "Sau lũ" in Looking(tiny).text("/tin/2026/11/lu-len-song-day/")
    tiny.build()
    assert tiny.tree() == before
