"""The slots of front pages in the preview: what is shown, what is written, and what is refused."""

from __future__ import annotations

import http.client
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ssg.content.front_editing import Unreadable, empty, fill, swap
from tests.conftest import TinySite
from tests.previewing import Looking, Preview, preview

CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[[categories]]
name = "Tin"
[blocks.lead]
count = 3
"""
ARTICLES = "".join(
    f"-- content/tin/{name}.md --\n---\ntitle: Bài {name.upper()}\ndate: 2026-11-2{day} 08:00\n---\nx\n"
    for day, name in enumerate("abcd")
)
FILE = """# Trang chủ
theme = "tết"

[[slot]]
name = "lead"   # bài chính
article = "tin/a.md"
khac = 1

# Ô thứ hai
[[slot]]
name = "top-2"
article = "tin/b.md"
title = "Tít khác"
"""


@pytest.fixture
def looking(site: Callable[[str], TinySite]) -> Iterator[Looking]:
    tiny = site(f"{CONFIG}{ARTICLES}-- data/front/home.toml --\n{FILE}")
    found = Looking(tiny)
    yield found
    found.close()


def version(looking: Looking, front: str = "home") -> str:
    found = re.search(r'data-version="([^"]*)"', page(looking, front))
    assert found
    return found[1]


def page(looking: Looking, front: str = "home", find: str = "", *, writes: bool = True) -> str:
    answer = looking.responder.slots(front, find, "t" if writes else "")
    assert answer.status == 200
    return answer.data.decode()


def ask(looking: Looking, **change: Any) -> tuple[int, dict[str, str]]:
    body = {"front": "home", "version": version(looking), **change}
    answer = looking.responder.change(json.dumps(body).encode())
    return answer.status, json.loads(answer.data)


def written(looking: Looking, front: str = "home") -> dict[str, str]:
    text = (looking.tiny.root / f"data/front/{front}.toml").read_text(encoding="utf-8")
    return {slot["name"]: slot["article"] for slot in tomllib.loads(text).get("slot", [])}


def slots(text: str) -> dict[str, tuple[str, str]]:
    """Give the kind of each slot, and the headline in it."""
    found = re.findall(r'<li class="slot (\w+)" id="slot-([\w-]+)".*?</code> (.*?)</p>', text)
    return {name: (kind, re.sub("<[^>]+>", "", title)) for kind, name, title in found}


def test_the_page_shows_what_is_in_each_slot(looking: Looking) -> None:
    found = slots(page(looking))
    assert found["lead"] == ("pinned", "Bài A")
    assert found["top-2"] == ("pinned", "Tít khác")
    assert found["top-3"] == ("automatic", "Bài D")
    assert found["pick-1"] == ("automatic", "Chưa có bài")
    assert slots(page(looking, "tin"))["lead"] == ("automatic", "Bài D")
    assert "data-do" not in page(looking, writes=False)


def test_what_cannot_be_shown_is_said_there(looking: Looking) -> None:
    looking.write("data/front/home.toml", FILE.replace("tin/a.md", "tin/khong.md"))
    text = page(looking)
    assert slots(text)["lead"] == ("wrong", "Bài D")
    assert "không tìm thấy bài: tin/khong.md" in text


def test_changes_are_written_and_seen_at_once(looking: Looking) -> None:
    status, reply = ask(looking, do="pin", slot="top-3", article="tin/c.md")
    assert (status, reply["said"]) == (200, "top-3: Bài C")
    assert written(looking) == {"lead": "tin/a.md", "top-2": "tin/b.md", "top-3": "tin/c.md"}
    assert reply["version"] == version(looking)
    assert slots(page(looking))["top-3"] == ("pinned", "Bài C")
    assert ask(looking, do="move", slot="lead", to="top-2")[0] == 200
    assert written(looking) == {"lead": "tin/b.md", "top-2": "tin/a.md", "top-3": "tin/c.md"}
    assert slots(page(looking))["lead"] == ("pinned", "Tít khác")  # what is written of it goes with it
    assert ask(looking, do="unpin", slot="top-2")[0] == 200
    assert written(looking) == {"lead": "tin/b.md", "top-3": "tin/c.md"}
    assert slots(page(looking))["top-2"] == ("automatic", "Bài D")
    status, reply = ask(looking, do="edit", slot="top-2", title=" Tít  mới ", until="2026-11-25T09:00")
    assert (status, reply["said"]) == (200, "top-2: đã lưu, đến 25/11/2026 09:00")
    assert slots(page(looking))["top-2"] == ("pinned", "Tít mới")
    text = (looking.tiny.root / "data/front/home.toml").read_text(encoding="utf-8")
    assert "until = 2026-11-25T09:00:00\n" in text
    assert "# Trang chủ\n" in text
    assert 'theme = "tết"\n' in text
    assert "Tít mới" in looking.text("/")


def test_a_front_page_without_a_file_gets_one(looking: Looking) -> None:
    assert ask(looking, front="tin", version="", do="pin", slot="lead", article="tin/a.md")[0] == 200
    assert (looking.tiny.root / "data/front/tin.toml").read_text(encoding="utf-8") == (
        '[[slot]]\nname = "lead"\narticle = "tin/a.md"\n'
    )
    assert looking.text("/tin/").index("Bài A") < looking.text("/tin/").index("Bài D")


def test_an_article_that_is_pinned_elsewhere_is_moved(looking: Looking) -> None:
    assert ask(looking, do="pin", slot="lead", article="tin/b.md")[0] == 200
    assert written(looking) == {"lead": "tin/b.md", "top-2": "tin/a.md"}


def test_no_update_is_lost(looking: Looking) -> None:
    seen = version(looking)
    looking.tiny.write("data/front/home.toml", FILE.replace("tin/a.md", "tin/c.md"))
    status, reply = ask(looking, version=seen, do="unpin", slot="lead")
    assert (status, reply["version"]) == (409, "")
    assert "vừa được sửa" in reply["said"]
    assert written(looking) == {"lead": "tin/c.md", "top-2": "tin/b.md"}
    assert slots(page(looking))["lead"] == ("pinned", "Bài C")


@pytest.mark.parametrize(
    "change",
    [
        {"do": "pin", "slot": "lead", "article": "tin/khong.md"},
        {"do": "pin", "slot": "lead", "article": "../../etc/passwd"},
        {"do": "pin", "slot": "leed", "article": "tin/a.md"},
        {"do": "move", "slot": "lead", "to": "leed"},
        {"do": "edit", "slot": "lead", "until": "mai"},
        {"do": "edit", "slot": "pick-1"},
        {"do": "erase", "slot": "lead"},
        {"do": ["pin"], "slot": "lead"},
        {"do": "unpin", "slot": "lead", "front": "../home"},
        {"do": "unpin", "slot": "lead", "front": "khong"},
    ],
)
def test_what_makes_no_sense_is_refused(looking: Looking, change: dict[str, Any]) -> None:
    status, reply = ask(looking, **change)
    assert status == 400
    assert reply["said"]
    assert (looking.tiny.root / "data/front/home.toml").read_text(encoding="utf-8") == FILE


def test_a_file_with_errors_is_left_alone(looking: Looking) -> None:
    looking.write("data/front/home.toml", "[[slot]]\nname = lead\n")
    text = page(looking)
    assert "data-do" not in text
    assert slots(text)["lead"] == ("automatic", "Bài A")  # as it was when it could be read
    status, _ = ask(looking, do="unpin", slot="lead")
    assert status == 409


def test_a_link_is_not_written_through(looking: Looking) -> None:
    other = looking.tiny.root / "other.toml"
    other.write_text("", encoding="utf-8")
    (looking.tiny.root / "data/front/tin.toml").symlink_to(other)
    assert ask(looking, front="tin", version="", do="pin", slot="lead", article="tin/a.md")[0] in (409, 500)
    assert other.read_text(encoding="utf-8") == ""


def test_search_finds_words_of_headlines_without_accents(looking: Looking) -> None:
    found = re.findall(r'data-article="([^"]+)"', page(looking, find="bai c"))
    assert found == ["tin/c.md"]
    assert len(re.findall("data-article", page(looking))) == 4


def test_the_rest_of_a_file_stays() -> None:
    assert fill(FILE, "lead", {"title": "Mới"}) == FILE.replace("khac = 1\n", 'khac = 1\ntitle = "Mới"\n')
    assert fill(FILE, "top-2", {"title": None}) == FILE.replace('title = "Tít khác"\n', "")
    assert fill(FILE, "lead", {"article": "x.md"}) == FILE.replace("tin/a.md", "x.md")
    assert empty(FILE, "lead") == FILE.replace(
        '[[slot]]\nname = "lead"   # bài chính\narticle = "tin/a.md"\nkhac = 1\n\n', ""
    )
    assert swap(FILE, "lead", "top-2").count("# ") == 3
    assert fill("", "lead", {"article": "x.md"}) == '[[slot]]\nname = "lead"\narticle = "x.md"\n'
    with pytest.raises(Unreadable):
        fill("slot = [{}]\n", "lead", {})


# Who may write, over HTTP


@pytest.fixture
def running(site: Callable[[str], TinySite]) -> Iterator[Preview]:
    with preview(site(CONFIG + ARTICLES).root) as found:
        yield found


def post(running: Preview, path: str = "/_preview/front/", **headers: str | None) -> int:
    text = running.get("/_preview/front/").text
    token = re.search(r'data-token="([^"]*)"', text)
    assert token
    given: dict[str, str | None] = {
        "Content-Type": "application/json",
        "Origin": running.origin,
        "X-Preview-Token": token[1],
    }
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    body = json.dumps({"front": "home", "version": "", "do": "pin", "slot": "lead", "article": "tin/a.md"})
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=20)
    try:
        present = {name: value for name, value in given.items() if value is not None}
        connection.request("POST", path, body, present)
        return connection.getresponse().status
    finally:
        connection.close()


def test_only_the_page_of_this_machine_writes(running: Preview) -> None:
    assert post(running, X_Preview_Token=None) == 403
    assert post(running, **{"X-Preview-Token": "x"}) == 403
    assert post(running, Origin=None) == 403
    assert post(running, Origin="http://evil.example") == 403
    assert post(running, Origin=f"http://localhost:{running.port}") == 403
    assert post(running, Sec_Fetch_Site="cross-site") == 403
    assert post(running, Host="evil.example") == 403
    assert post(running, Content_Type="text/plain") == 415
    assert post(running, path="/") == 405
    assert post(running, path="/_preview/front/?x=1") == 405
    assert not (running.root / "data").exists()
    assert post(running) == 200
    assert (running.root / "data/front/home.toml").exists()


def test_a_read_only_preview_writes_nothing(site: Callable[[str], TinySite]) -> None:
    with preview(site(CONFIG + ARTICLES).root, "--read-only") as running:
        assert "data-do" not in running.get("/_preview/front/").text
        assert post(running) == 403
        assert not (running.root / "data").exists()
