"""A fixed series of edits on a site of 60 articles, each build compared with one from nothing.

Run as a process of its own with a changed copy of the package first on the path: `python -m tests.hunt.series FOLDER N`
lays the templates in FOLDER over those of the hunts, and does N edits to a build. It prints what is stale, and ends
with 1 if anything is.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import ssg
from tests.hunt.newsroom import Newsroom

SIZE = 60
NEXT = SIZE  # the number of the article that is published first

Edit = Callable[[Newsroom], None]


def _set(key: str, value: object) -> Edit:
    return lambda newsroom: newsroom.configure_one((key, value))


def _give(number: int, **keys: str) -> Edit:
    """Set keys of an article by its number, not by its place."""
    return lambda newsroom: newsroom.write(number, newsroom.fronts[number] | keys)


def _nothing(newsroom: Newsroom) -> None:
    """Leave everything as it is."""


def _drop(*numbers: int) -> Edit:
    def drop(newsroom: Newsroom) -> None:
        for number in numbers:
            newsroom.gone[number] = newsroom.fronts.pop(number)
            newsroom.tiny.remove(f"content/tin/{number}.md")

    return drop


def _back(number: int) -> Edit:
    return lambda newsroom: newsroom.write(number, newsroom.gone.pop(number))


EDITS: tuple[tuple[str, Edit], ...] = (
    ("a text", _give(20, body="Văn bản mới, lũ sông đê tràn. Nóng 40 °C.")),
    ("the text of the newest", lambda newsroom: newsroom.reword(0, 5)),
    ("a headline", _give(7, title="Tựa khác")),
    ("a headline in capitals", _give(8, title="HỌP BÁO")),
    ("one more, now", lambda newsroom: newsroom.publish(3, 1, 0)),
    ("and it is gone", _drop(NEXT)),
    ("and there again", _back(NEXT)),
    ("its headline", _give(NEXT, title="Bài mới sửa tựa", author="Hà", tags="[lũ, hiếm]", topic="Mùa lũ")),
    ("one more, in the past", lambda newsroom: newsroom.publish(4, 1, 100)),
    ("another author", _give(5, author="Người mới")),
    ("no author", _give(6, author="")),
    ("all articles of an author", lambda newsroom: newsroom.respell("An", "Bình")),
    ("a name in another spelling", lambda newsroom: newsroom.respell("Hà", "Hạ")),
    ("an author gone", lambda newsroom: newsroom.respell("Mai", "")),
    ("more tags", _give(11, tags="[lũ, đê, mới tinh]")),
    ("no tags", _give(12, tags="")),
    ("a tag gone", lambda newsroom: newsroom.respell("lũ", "")),
    ("into a topic", _give(13, topic="Mùa lũ")),
    ("a topic gone", lambda newsroom: newsroom.respell("Mùa lũ", "Chuyện khác")),
    ("another category", _give(14, category="Kinh tế")),
    ("a category of its own", _give(15, category="Chuyên mục mới")),
    ("another month", _give(16, date="2026-02-02 09:00")),
    ("to the front", _give(17, date="2026-06-24 11:30")),
    ("into the future", _give(17, date="2026-06-26 11:30")),
    ("a live article", _give(18, type="live")),
    ("no longer live", _give(18, type="")),
    ("a draft", _give(9, draft="true")),
    ("no draft", _give(9, draft="")),
    ("another address", _give(4, slug="khac")),
    ("many gone", _drop(30, 33, 41, 42, 50, 51, 55)),
    ("time passes", lambda newsroom: newsroom.wait(50)),
    ("time goes back", lambda newsroom: newsroom.wait(-24 * 40)),
    ("time is as it was", lambda newsroom: newsroom.wait(0)),
    ("pages of another size", _set("per_page", 2)),
    ("no feeds", _set("feeds.items", 0)),
    ("authors are listed", _set("authors", [{"name": "Hạ", "role": "Phóng viên"}])),
    ("another language", _set("language", "en")),
    ("below a path", _set("base_url", "https://example.vn/bao")),
    ("a parameter", _set("params.mau", "xanh")),
    ("data", lambda newsroom: newsroom.count_readers(82, [1, 2, 3])),
    ("a template", lambda newsroom: newsroom.design(("tag.html", "!"))),
    ("the part of all templates", lambda newsroom: newsroom.design(("part.html", "!"))),
    ("a name that was there before", _give(21, author="Mai", tags="[lũ]", topic="Mùa lũ")),
    ("everything deleted, and built", lambda newsroom: newsroom.lose("both")),
)


def run(templates: Path, at_once: int) -> list[str]:
    """Do all edits, so many to a build; give what was stale after each build."""
    newsroom = Newsroom()
    shutil.copytree(templates, newsroom.theme, dirs_exist_ok=True)
    said: list[str] = []
    try:
        newsroom.begin(size=SIZE, seed=2026, distinct=True, body=True, full=True)
        for number, (name, edit) in enumerate((("the first build", _nothing), *EDITS)):
            edit(newsroom)
            if number % at_once and number < len(EDITS):
                continue
            try:
                newsroom.step()
                newsroom.compare()
            except AssertionError as problem:
                said.append(f"after “{name}”: {problem}")
    finally:
        newsroom.sound = False
        newsroom.teardown()
    return said


if __name__ == "__main__":
    assert Path(ssg.__file__).is_relative_to(Path.cwd()), "the copy of the package must come first"
    found = run(Path(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.write("\n".join([*found, ""]))
    sys.exit(bool(found))
