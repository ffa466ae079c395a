"""An incremental build is byte for byte a clean build: after any edits, in any order, with anything remembered.

The machine is in `newsroom.py`. The long hunt is `-m slow`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis.stateful import run_state_machine_as_test

from tests.hunt.lengths import long, short
from tests.hunt.newsroom import Newsroom


class Thorough(Newsroom):
    """The same, and each build is compared."""

    every = 1


Newsroom.TestCase.settings = short(1, 14)
TestNewsroom = Newsroom.TestCase


@pytest.mark.slow
def test_a_long_hunt() -> None:
    run_state_machine_as_test(Thorough, settings=long(2, 25))


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    """A newsroom with a site of a hundred articles that has been published."""
    found = Newsroom()
    found.begin(size=100, seed=1, distinct=True, body=False, full=True)
    yield found
    found.sound = False
    found.teardown()


def test_much_can_happen_on_the_site(newsroom: Newsroom) -> None:
    """Some lists of related articles are full, others are not; groups are small and large; lists have pages."""
    public = newsroom.tiny.root / "public"
    pages = [file.read_text(encoding="utf-8") for file in public.rglob("s[0-9]*/index.html")]
    related = [text.partition("<i>lien-quan: ")[2].partition("</i>")[0].count("Card(") for text in pages]
    assert min(related.count(number) for number in range(4)) >= 5
    tags = [len(list(folder.rglob("index.html"))) for folder in (public / "tag").iterdir()]
    assert min(tags) == 1
    assert max(tags) >= 5
    for folder in ("author", "topic", "tag/lu/page", "thu-do/page", "pho-co/page", "archive/2026", "cu"):
        assert len(list((public / folder).glob("*"))) >= 2, folder


def test_what_is_stale_is_seen(newsroom: Newsroom) -> None:
    """Pages that are others than they should be, though the build has every reason to trust them."""
    public = newsroom.tiny.root / "public"
    pages = [next(iter(sorted(public.rglob(name)))) for name in ("index.html", "feed.xml", "s[1-9]*/index.html")]
    for page in pages:
        before = page.stat()
        page.write_bytes(page.read_bytes().replace(b"a", b"b"))
        os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    newsroom.step()
    with pytest.raises(AssertionError) as seen:
        newsroom.compare()
    for page in pages:
        assert f"stale: {page.relative_to(public).as_posix()}\n" in str(seen.value)
