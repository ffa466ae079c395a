"""What `ssg watch` holds between publications: the outputs are those of a clean build, and little is read again."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from ssg.build import build
from ssg.cli.log import Log
from ssg.cli.watched import Asked, Publications
from ssg.core.catalogue import Catalogue
from ssg.index.related.columns import Columns
from ssg.request import Choice, Request
from ssg.store.memo import Memo
from ssg.store.records import Record
from ssg.work import Work
from tests.conftest import NOW, TinySite, article_file
from tests.hunt.comparing import LATER, clean_tree, differences, tree_of

MONTHS = [f"2026-{month:02}" for month in range(2, 10)]


def text_of(number: int, chance: random.Random) -> str:
    """Give the literal of an article; some have warnings, some belong to nothing that others do."""
    words = " ".join(chance.choices("cầu đường sông lũ đê tàu ga phố chợ trường vé lúa thuyền".split(), k=30))
    date = f"{chance.choice(MONTHS)}-{chance.randrange(1, 28):02} 08:00"
    tags = chance.choice(["a, b", "b", "c", ""])
    front = {"title": f"Bài {chance.randrange(99)}", "date": date, "slug": f"s-{number}", "tags": f"[{tags}]"}
    front |= {"sumary": "Gần đúng"} if number % 7 == 0 else {}
    return article_file(f"tin/{number % 4}/{number}.md", f"{words}.", **front)


class Staying:
    """A process that stays, on a site, without its loop: the names of changed files are told to it."""

    def __init__(self, tiny: TinySite) -> None:
        self.tiny = tiny
        asked = Asked(tiny.root, None, None, None, 1, quiet=True, verbose=False)
        words = Catalogue("en")
        self.publications = Publications(asked, Log(words, "plain"), words, lambda: None, lambda _: None)

    def publish(self, *names: str) -> None:
        attempt = self.publications.publish({*names} if names else None)
        assert attempt is None or not attempt.problem

    def compare(self) -> None:
        wanted = clean_tree(self.tiny.root, Choice(NOW), self.tiny.root.parent / "clean")
        assert differences(tree_of(self.tiny.public), wanted) == ""


@pytest.fixture
def staying(site: Callable[[str], TinySite], monkeypatch: pytest.MonkeyPatch) -> Staying:
    chance = random.Random(0)  # noqa: S311
    tiny = site("".join(text_of(number, chance) for number in range(60)))
    monkeypatch.setattr("ssg.cli.watched.time.time_ns", lambda: LATER)  # times of files prove something at once
    found = Staying(tiny)
    found.publish()
    found.publish("content/tin/1/1.md")
    return found


def test_a_save_reads_nothing_of_the_size_of_the_archive(staying: Staying, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    records = Memo.records

    def records_of(memo: Memo, month: str) -> list[Record]:
        read.append(month)
        return records(memo, month)

    monkeypatch.setattr(Memo, "records", records_of)
    monkeypatch.setattr(Columns, "load", lambda columns, blobs: read.append("columns"))
    staying.tiny.edit("content/tin/2/2.md", "---\n", "---\nsummary: Khác\n")
    staying.publish("content/tin/2/2.md")
    assert len(read) <= 2, read  # the month of the article
    assert "columns" not in read
    staying.compare()


def test_what_another_build_has_changed_is_read_again(staying: Staying) -> None:
    tiny = staying.tiny
    tiny.edit("content/tin/2/2.md", "title: ", "title: Mới ")
    (tiny.root / "content/tin/3/3.md").unlink()
    assert build(Request(tiny.root, tiny.public, Choice(NOW), keep_going=True), Work()).published
    tiny.edit("content/tin/1/5.md", "title: ", "title: Mới ")
    staying.publish("content/tin/1/5.md", "content/tin/2/2.md", "content/tin/3/3.md")
    staying.compare()


def test_nothing_is_held_after_a_failure(staying: Staying, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny = staying.tiny
    tiny.edit("content/tin/2/2.md", "title: ", "title: Mới ")

    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Memo, "keep", fail)  # everything is changed, and nothing is committed
        with pytest.raises(KeyboardInterrupt):
            staying.publish("content/tin/2/2.md")
    tiny.edit("content/tin/1/5.md", "title: ", "title: Mới ")
    staying.publish("content/tin/1/5.md")
    staying.compare()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_after_any_series_the_outputs_are_those_of_a_clean_build(staying: Staying, seed: int) -> None:
    chance, tiny = random.Random(seed), staying.tiny  # noqa: S311
    content = tiny.root / "content"

    def step() -> set[str]:
        number = chance.randrange(66)
        known = {file.name: file for file in content.rglob("*.md")}
        name = f"content/{known[f'{number}.md'].relative_to(content)}" if f"{number}.md" in known else ""
        name = name or f"content/tin/{number % 4}/{number}.md"
        act = chance.randrange(10)
        if act < 4:
            tiny.write(name, text_of(number, chance).partition(" --\n")[2])
        elif act == 4:
            (tiny.root / name).unlink(missing_ok=True)
        elif act == 5:  # a folder moves: one event
            new = f"tin/x{chance.randrange(99)}"
            folder = next(one for one in sorted(content.glob("tin/*")) if one.is_dir())
            folder.rename(content / new)
            return {f"content/{folder.relative_to(content)}", f"content/{new}"}
        elif act == 6:
            broken = sorted(content.rglob("*.md"))[number % 9]
            text = broken.read_text(encoding="utf-8")
            broken.write_text("---\ntitle: [\n---\n", encoding="utf-8")
            staying.publish(str(broken.relative_to(tiny.root)))
            broken.write_text(f"{text}\nThêm.\n", encoding="utf-8")
            return {str(broken.relative_to(tiny.root))}
        elif act == 7:
            tiny.write("content/tin/anh.png", bytes([number]))  # no picture, and nobody shows it
            return {"content/tin/anh.png"}
        elif act == 8:
            config = (tiny.root / "site.toml").read_text("utf-8").partition("\n# ")[0]
            tiny.write("site.toml", f"{config}\n# {number}\n")
            return {"site.toml"}
        else:
            assert build(Request(tiny.root, tiny.public, Choice(NOW), keep_going=True), Work()).published
        return {name}

    for number in range(24):
        names = set().union(*(step() for _ in range(chance.randrange(1, 3))))
        staying.publish(*names)
        if number % 4 == 3:
            staying.compare()


def test_held_values_belong_to_one_state(tmp_path: Path) -> None:
    from ssg.store.held import Held

    held, file = Held(), tmp_path / "memo.sqlite"
    first = Memo(file, "a", held)
    first.to_hold["x"] = 1
    first.keep()
    first.close()
    Memo(file, "a", held).close()  # nothing was committed: what was taken is gone
    second = Memo(file, "a", held)
    assert second.held == {}
    second.to_hold["x"] = 2
    second.keep()
    second.close()
    other = Memo(file, "a")
    other.keep()
    other.close()
    third = Memo(file, "a", held)
    assert third.held == {}, "another build has written since"
    third.to_hold["x"] = 3
    third.keep()
    third.close()
    fourth = Memo(file, "b", held)
    assert fourth.held == {}, "made by other code"
    fourth.close()
