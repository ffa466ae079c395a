"""Compressed copies: of the right files, with the same bytes each time, made once, gone with their text."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable

import brotli
import pytest

from ssg.store import compress as module
from tests.conftest import TinySite
from tests.test_work import article

if sys.version_info >= (3, 14):
    from compression import zstd

    unzstd = zstd.decompress
else:
    import zstandard

    unzstd = zstandard.ZstdDecompressor().decompress

CONFIG = """-- site.toml --
compress = ["gzip", "br", "zstd"]
title = "Báo Thử"
[[categories]]
name = "Thủ đô"
[blocks.lien-quan]
count = 0
-- static/ads.txt --
short
"""
UNPACK: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.decompress, ".br": brotli.decompress, ".zst": unzstd}
PAGE = "thu-do/2026/10/bai-03/index.html"


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    made = site(CONFIG + "".join(article(n) for n in range(5)))
    made.build()
    return made


def copies(tiny: TinySite) -> dict[str, bytes]:
    return {path: data for path, data in tiny.tree().items() if path.endswith(tuple(UNPACK))}


def test_each_holds_its_text(tiny: TinySite) -> None:
    tree = tiny.tree()
    for path, data in copies(tiny).items():
        text, dot, ending = path.rpartition(".")
        assert UNPACK[dot + ending](data) == tree[text], path
    texts = (".html", ".css", ".js", ".txt", ".svg", ".xml", ".json")
    large = {p for p, d in tree.items() if len(d) >= 1024 and p.endswith(texts)}
    assert {path.rpartition(".")[0] for path in copies(tiny)} == large
    assert len(copies(tiny)) == 3 * len(large)


def test_the_same_text_gives_the_same_bytes(tiny: TinySite) -> None:
    from ssg.build import build
    from ssg.cli.workers import workers
    from ssg.work import Work

    other = tiny.root / "other"
    build(tiny.request(output=other)._replace(workers=workers(2)), Work())
    assert tiny.tree(other) == tiny.tree()
    data = tiny.tree()[f"{PAGE}.gz"]
    assert data[4:8] == b"\0\0\0\0"  # no time


def test_what_has_not_changed_is_not_compressed_again(tiny: TinySite, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = module._compressor

    def noting(encoding: str) -> Callable[[bytes], bytes]:
        work = real(encoding)

        def one(data: bytes) -> bytes:
            made.append(encoding)
            return work(data)

        return one

    tiny.write("site.toml", (tiny.root / "site.toml").read_text(encoding="utf-8") + "[feeds]\nitems = 0\n")
    tiny.build()
    monkeypatch.setattr(module, "_compressor", noting)
    tiny.build()
    assert made == []
    tiny.edit("content/thu-do/03.md", "Văn bản", "Đoạn văn")
    published = tiny.build().published
    assert published is not None
    assert list(published.written) == [PAGE, f"{PAGE}.gz", f"{PAGE}.br", f"{PAGE}.zst"]
    assert sorted(made) == ["br", "gzip", "zstd"]
    (tiny.public / f"{PAGE}.br").unlink()
    tiny.build()
    assert sorted(made) == ["br", "br", "gzip", "zstd"]


def test_they_go_with_their_text(tiny: TinySite) -> None:
    tiny.remove("content/thu-do/03.md")
    published = tiny.build().published
    assert published is not None
    assert published.removed == (PAGE, f"{PAGE}.br", f"{PAGE}.gz", f"{PAGE}.zst")
    tiny.edit("site.toml", '["gzip", "br", "zstd"]', '["gzip"]')
    tiny.build()
    assert {path.rpartition(".")[2] for path in copies(tiny)} == {"gz"}


def test_what_a_server_puts_together_has_none(tiny: TinySite) -> None:
    with (tiny.root / "site.toml").open("a", encoding="utf-8") as config:
        config.write('[blocks.tin-khac]\ndelivery = "ssi"\ncount = 2\n')
    tiny.build()
    found = {path.rpartition(".")[0] for path in copies(tiny)}
    assert PAGE not in found
    assert not [path for path in found if path.startswith("_blocks/")]
    assert "index.html" in found  # the front page has no “Tin khác”


def test_a_missing_library_is_said_before_anything_is_published(
    site: Callable[[str], TinySite], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "brotli", None)
    tiny = site(CONFIG + article(1))
    assert tiny.said() == (
        "site.toml:1:12: error[E749]: missing library for 'br' in `compress`\n"
        '    compress = ["gzip", "br", "zstd"]\n'
        "               ^\n"
        "    hint: run `pip install 'toasoan[compress]'`"
    )
    assert not tiny.public.exists()
