"""Related articles on the pages of a site: who is listed, who never is, and which pages an edit touches."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from ssg.cli.workers import workers
from ssg.index.related.postings import Postings, View
from tests.command import ssg
from tests.conftest import NOW, TinySite, article_file

CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
permalink = "/{slug}/"
-- templates/article.html --
<h1>{{ page.title }}</h1>{{ block("lien-quan") }}
-- templates/blocks/lien-quan.html --
{% for c in block.cards %}<a href="{{ c.url }}">{{ c.title }}</a>{% endfor %}
"""
LU = "Lũ trên sông Đáy lên nhanh, đê tả Đáy ở xã Viên An bị tràn, hàng trăm hộ dân phải sơ tán trong đêm."
LU_MAI = "Nước lũ sông Đáy rút chậm. Đê tả Đáy ở Viên An đã được gia cố, người dân dọn bùn sau một đêm sơ tán."
LU_XA = "Sông Đáy lại có lũ. Người dân Viên An nhớ trận tràn đê tả Đáy và cái đêm sơ tán."
BONG = "Đội bóng chuyền nữ thắng ngược trong loạt đấu cuối, giành vé vào chung kết giải trẻ quốc gia."
NGUOC = "Sau trận thắng ngược, đội bóng chuyền nữ được thưởng nóng trước chung kết giải trẻ quốc gia."
QUAN = "Quán phở gánh mở lúc ba giờ sáng ở phố cổ, khách xếp hàng ngồi ghế nhựa bên hè."


def article(name: str, title: str, body: str, days: int = 0, **more: str) -> str:
    date = NOW - timedelta(days + 4)
    front = {"title": title, "slug": name, "date": f"{date:%Y-%m-%d %H:%M}", "summary": f"{title}.", **more}
    return article_file(f"tin/{name}.md", body, **front)


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    literal = CONFIG + article("lu", "Lũ lên sông Đáy", LU) + article("lu-mai", "Sau lũ sông Đáy", LU_MAI, 1)
    return site(literal + article("bong", "Thắng ngược", BONG, 2) + article("quan", "Quán đêm", QUAN, 3))


def listed(tiny: TinySite, name: str) -> list[str]:
    return re.findall(r'<a href="/([^"]+)/">', tiny.read(f"{name}/index.html"))


def add(tiny: TinySite, name: str, title: str, body: str, days: int = 0, **more: str) -> None:
    tiny.add(article(name, title, body, days, **more))


def test_what_is_alike_is_listed_and_nothing_else(tiny: TinySite) -> None:
    tiny.build()
    assert [listed(tiny, name) for name in ("lu", "lu-mai", "bong", "quan")] == [["lu-mai"], ["lu"], [], []]


def test_a_new_article_touches_the_lists_that_it_enters(tiny: TinySite) -> None:
    tiny.build()
    assert tiny.work.related == 4
    add(tiny, "nguoc", "Thưởng nóng", NGUOC)
    published = tiny.build().published
    assert published is not None
    assert tiny.work.related == 2
    assert (listed(tiny, "nguoc"), listed(tiny, "bong")) == (["bong"], ["nguoc"])
    assert not {"lu/index.html", "lu-mai/index.html", "quan/index.html"} & set(published.written)
    tiny.remove("content/tin/nguoc.md")
    tiny.build()
    assert listed(tiny, "bong") == []


def test_an_edit_that_changes_no_list_joins_no_page(tiny: TinySite) -> None:
    tiny.build()
    tiny.edit("content/tin/quan.md", "ghế nhựa", "ghế gỗ")
    published = tiny.build().published
    assert published is not None
    pages = [path for path in published.written if path.endswith(".html")]  # feeds show the text
    assert (tiny.work.related, tiny.work.spliced, pages) == (1, 0, [])


def test_a_body_alone_may_change_lists_elsewhere(tiny: TinySite) -> None:
    tiny.build()
    tiny.edit("content/tin/quan.md", QUAN, LU_XA)
    tiny.build()
    assert listed(tiny, "lu") == ["lu-mai", "quan"]
    from ssg.build import build
    from ssg.work import Work

    build(tiny.request(output=tiny.root / "clean")._replace(fresh=True), Work())
    assert tiny.tree(tiny.root / "clean") == tiny.tree()


def test_who_is_not_public_is_not_listed(tiny: TinySite) -> None:
    add(tiny, "mai", "Lũ sông Đáy ngày mai", LU_XA, -6)
    add(tiny, "nhap", "Lũ sông Đáy, bản nháp", LU_XA, draft="true")
    add(tiny, "het", "Lũ sông Đáy đã qua", LU_XA, expires="2026-11-22")
    tiny.build()
    assert listed(tiny, "lu") == ["lu-mai"]
    tiny.now = NOW + timedelta(days=3)
    tiny.build()
    assert sorted(listed(tiny, "lu")) == ["lu-mai", "mai"]


def test_the_same_report_is_listed_once(tiny: TinySite) -> None:
    add(tiny, "lu-chep", "Sau lũ sông Đáy (cập nhật)", LU_MAI)
    tiny.build()
    assert listed(tiny, "lu") in (["lu-chep"], ["lu-mai"])
    assert listed(tiny, "lu-mai") == ["lu"]
    add(tiny, "lu", "Lũ lên sông Đáy", LU, related="[lu-mai.md, quan.md, lu-mai.md]")
    tiny.build()
    assert listed(tiny, "lu") == ["lu-mai", "quan"]  # the editor knows; what was found does not repeat it
    add(tiny, "lu", "Lũ lên sông Đáy", LU, related="[lu-mai.md, lu-chep.md]")
    tiny.build()
    assert listed(tiny, "lu") == ["lu-mai", "lu-chep"]


def test_a_picked_article_that_changes(tiny: TinySite) -> None:
    add(tiny, "lu", "Lũ lên sông Đáy", LU, related="[quan.md]")
    tiny.build()
    assert listed(tiny, "lu") == ["quan", "lu-mai"]
    add(tiny, "quan", "Sau lũ sông Đáy", LU_MAI)
    tiny.build()
    assert listed(tiny, "lu") == ["quan"]


def test_tags_and_topics_count(site: Callable[[str], TinySite]) -> None:
    tiny = site(
        CONFIG
        + article("a", "Một", "Ảnh.", topic="Lũ 2026")
        + article("b", "Hai", "Phim.", 1, topic="Lũ 2026")
        + article("c", "Ba", "Thơ.", 2, tags="[Lũ ống, Đê Đáy]")
        + article("d", "Bốn", "Nhạc.", 3, tags="[đê đáy, lũ ống]")
    )
    tiny.build()
    assert [listed(tiny, name) for name in "abcd"] == [["b"], ["a"], ["d"], ["c"]]


def test_a_list_is_full_beside_its_running_story(site: Callable[[str], TinySite]) -> None:
    """The strip shows the newest of the story, which are also what is most related: then others follow."""
    printed = '{{ block("topic", topic=page.topic.name) }}<hr>{{ block("lien-quan") }}'
    literal = CONFIG.replace('{{ block("lien-quan") }}', printed).replace(
        'permalink = "/{slug}/"', 'permalink = "/{slug}/"\n[blocks.lien-quan]\ncount = 3\n[blocks.topic]\ncount = 4'
    )
    literal += "-- templates/blocks/topic.html --\n{% for c in block.cards %}<a href={{ c.url }}>{% endfor %}\n"
    words = ("đê", "kè", "cống", "đập", "phao", "xuồng", "bao cát", "trạm bơm", "tràn", "mưa")
    for number, word in enumerate(words):
        literal += article(f"b{number}", f"Lũ và {word} {number}", f"Chuyện {word} {word}.", number, topic="Mùa lũ")
    tiny = site(literal)
    tiny.build()
    strip = re.findall(r"<a href=/([^>]+)/>", tiny.read("b0/index.html"))
    assert strip == ["b1", "b2", "b3", "b4"]
    assert len(listed(tiny, "b0")) == 3
    assert not set(listed(tiny, "b0")) & {"b0", *strip}
    assert set(listed(tiny, "b9")) <= {"b4", "b5", "b6", "b7", "b8"}


def test_age_counts_as_much_as_is_asked_for(tiny: TinySite) -> None:
    add(tiny, "lu-xa", "Lại lũ sông Đáy", LU_XA, 4_000)
    tiny.build()
    assert listed(tiny, "lu") == ["lu-mai"]
    config = (tiny.root / "site.toml").read_text()
    tiny.write("site.toml", f"{config}[blocks.lien-quan]\nhalf_life = 0\n")
    tiny.build()
    assert sorted(listed(tiny, "lu")) == ["lu-mai", "lu-xa"]
    tiny.write("site.toml", f"{config}[blocks.lien-quan]\nhalf_life = 0\nleast = 90\n")
    tiny.build()
    assert listed(tiny, "lu") == []
    tiny.write("site.toml", f"{config}[blocks.lien-quan]\ncount = 0\n")
    tiny.build()
    assert (listed(tiny, "lu"), tiny.work.related) == ([], 0)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_find_the_same(tiny: TinySite, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    from ssg.build import build
    from ssg.work import Work

    read_by = tiny.root / "read-by"

    def whole(self: Postings, of: Callable[[Postings], View] = Postings.whole) -> View:
        with read_by.open("a") as file:
            file.write(f"{os.getpid()}\n")
        return of(self)

    monkeypatch.setattr(Postings, "whole", whole)
    for number in range(8):
        add(
            tiny,
            f"them{number}",
            f"Lũ sông Đáy {number}",
            f"{LU_XA} {BONG if number % 2 else QUAN} Số {number}.",
            number,
        )
    tiny.build()
    monkeypatch.setattr("ssg.steps.relations._BATCH", 1)  # as many as it takes for workers to be called
    work = Work()
    help_ = workers(2, method)
    build(tiny.request(output=tiny.root / "other")._replace(workers=help_, fresh=True), work)
    assert work.related == 12
    assert tiny.tree(tiny.root / "other") == tiny.tree()
    if method == "fork":  # forks share what this process has read
        assert read_by.read_text() == f"{os.getpid()}\n"


def test_related_to_itself(tiny: TinySite) -> None:
    add(tiny, "lu", "Lũ lên sông Đáy", LU, related="[lu.md, quan.md]")
    assert "content/tin/lu.md:6:11: notice[N720]: article lists itself as related; ignored" in tiny.said(tiny.build())
    assert listed(tiny, "lu") == ["quan", "lu-mai"]


def test_explain_says_why(tiny: TinySite) -> None:
    add(tiny, "lu", "Lũ lên sông Đáy", LU, related="[quan.md]", tags="[Lũ]")
    add(tiny, "lu-mai", "Sau lũ sông Đáy", LU_MAI, 1, tags="[lũ]")
    tiny.build()
    done = ssg("explain", "-C", tiny.root, "--now", "2026-11-24", "content/tin/lu.md")
    lines = [line.split(maxsplit=1)[1] for line in done.stdout.splitlines() if line.startswith("related")]
    assert lines[0].startswith("/quan/ picked by hand; ")
    assert lines[0].endswith("the category; 3 days apart")
    wanted = r"/lu-mai/ \d\d of 100: the words .*viên an.* and \d+ more; the tag Lũ; the category; 1 day apart"
    assert re.fullmatch(wanted, lines[1]), lines[1]
