"""Workers on other machines, which share no disk with us, give the same site as one process."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from PIL import Image

from ssg.build import build
from ssg.jobs.sending import Sender
from ssg.jobs.workers import Workers as Way
from ssg.store.salt import versions
from ssg.work import Work
from tests.conftest import TinySite
from tests.elsewhere.strangers import Workers, strangers, touch


def jpeg(width: int, height: int) -> bytes:
    found = io.BytesIO()
    Image.new("RGB", (width, height), "#a12a1c").save(found, "JPEG")
    return found.getvalue()


SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://bao.example"
language = "vi"
compress = ["gzip"]
[[categories]]
name = "Tin"
[share]
draw = true
-- content/tin/_index.md --
---
title: Về mục này
---
Lời của mục.
-- content/lien-he.md --
---
title: Liên hệ
type: page
---
Gọi chúng tôi.
""" + "".join(
    f"-- content/tin/{n:03}.md --\n---\ntitle: Bài {n} về nước\ndate: 2026-11-{1 + n % 20:02}\ntags: [t{n % 7}]\n"
    f"image: anh.jpg\n---\nVăn bản {n} về mưa và nước. [x](000.md)\n"
    for n in range(60)
)


def way_of(sender: Sender) -> Way:
    def none() -> Executor:
        raise AssertionError("not used")

    return Way(none, worth_texts=1, worth_pages=1, connect=lambda: sender)


@contextlib.contextmanager
def sending(executor: Executor) -> Iterator[Sender]:
    with executor:
        yield Sender(Workers(executor), "a build", versions)


@pytest.mark.slow
def test_strangers_make_the_same_site(site: Callable[[str], TinySite], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ssg.jobs.sending.LATE", 600.0)  # however busy this machine is
    monkeypatch.setattr("ssg.steps.relations._BATCH", 5)  # so that related articles are found by workers
    one, other = site(SITE), site(SITE)
    for tiny in (one, other):
        (tiny.root / "content/tin/anh.jpg").write_bytes(jpeg(1200, 800))
    one.build()
    work = Work()
    with sending(strangers(other.root)) as sender:
        built = build(other.request()._replace(workers=way_of(sender)), work)
        assert built.published is not None
        assert other.tree() == one.tree()
        assert (work.parsed, work.rendered) == (one.work.parsed, one.work.rendered)
        assert sender.traffic.here == 0
        assert sender.traffic.again <= 6  # three values, each to two workers
        for tiny in (one, other):
            tiny.edit("content/tin/003.md", "title: Bài 3", "title: Bài ba")
        one.build()
        build(other.request()._replace(workers=way_of(sender)), Work())
    assert other.tree() == one.tree()


def test_strangers_really_cannot_open_the_site(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    with strangers(tmp_path, 1) as executor, pytest.raises(BrokenProcessPool):
        executor.submit(touch, str(tmp_path / "a.txt")).result()


def test_errors_in_pages_are_said_as_by_one_process(site: Callable[[str], TinySite]) -> None:
    text = "-- templates/boxes/bang.html --\n{# n: number #}\n{{ 1 // args.n }}\n"
    literal = text + SITE + "-- content/tin/hong.md --\n---\ntitle: Hỏng\ndate: 2026-11-01\n---\n::: bang n=0\n:::\n"
    one, other = site(literal), site(literal)
    for tiny in (one, other):
        (tiny.root / "content/tin/anh.jpg").write_bytes(jpeg(1200, 800))
    expected = one.try_build().diagnostics
    with sending(ThreadPoolExecutor(2)) as sender:
        found = build(other.request()._replace(workers=way_of(sender)), Work())
    assert found.published is None
    assert found.diagnostics == expected
