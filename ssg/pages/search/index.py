"""Builds the index of a span of months: the articles and positions of each word. Pure; reads no file.

It has two layers, made separately: a corrected headline leaves that of the summaries as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape
from math import isqrt
from typing import Final

from ssg.core.text.formulas import as_source
from ssg.core.text.search import term_of, words_of
from ssg.pages.reader import Reader
from ssg.pages.search.layout import Forms, Layer, lay_out

# Places of words. In titles: 0 to 22, 23 for all that follow; tags: 24 to 30, 31 likewise. In summaries: 0 to 62; 63
# stands for what follows, and for the body.
TITLE_BITS, TITLE_END, TAGS, TAGS_END = 5, 23, 24, 31
TEXT_BITS, TEXT_END = 6, 63
CATEGORY: Final = "@"
_TAG: Final = re.compile("<[^>]*>")
# HTML tags inside words (`H<sub>2</sub>O`) do not split them.
_IN_WORDS: Final = re.compile("</?(?:abbr|b|em|i|s|small|span|strong|sub|sup|u|wbr)(?: [^>]*)?>")


def shard_counts(articles: int, *, is_open: bool, body: bool) -> tuple[int | None, int | None]:
    """Return the number of shards of each layer of a span; None: those of the open month, whose bounds are fixed.

    About a kilobyte a shard in either layer, but for those of common words. Of 5,000 articles they hold 140 and 320 KB,
    of 45,000 1.2 and 2.7 MB, more and more of it in few common words: so the number grows as the power 3/4.
    """
    if is_open:
        return None, None
    count = isqrt(isqrt(articles**3)) // 5 + 1
    return count, count * (8 if body else 2)


def index_titles(read: Reader, months: Sequence[str], *, is_open: bool) -> Layer:
    """Index titles, tags and categories of the articles of some months, numbered from the oldest."""
    found = Ledger(TITLE_BITS)
    articles = (one for month in months for one in reversed(read.titles(f"month/{month}")))
    for number, article in enumerate(articles):
        found.add(number, words_of(article.title), 0, TITLE_END)
        for name in article.tags:
            found.add(number, words_of(name), TAGS, TAGS_END)
        found.add_plain(number, [CATEGORY + slug for slug in article.categories])
    return lay_out(found.lists(), shard_counts(found.articles, is_open=is_open, body=read.config.search.body)[0])


def index_texts(read: Reader, months: Sequence[str], *, is_open: bool) -> Layer:
    """Index the summaries of the articles of some months, and the bodies if `site.toml` says so; numbered alike."""
    found = Ledger(TEXT_BITS)
    body = read.config.search.body
    summaries = (summary for month in months for summary in reversed([*read.summaries(f"month/{month}")]))
    for number, summary in enumerate(() if body else summaries):
        found.add(number, words_of(summary), 0, TEXT_END)
    paths = [path for month in months if body for path in reversed(read.whole(f"month/{month}", texts=True))]
    with read.recording():  # the whole months are recorded
        for number, path in enumerate(paths):
            words = words_of(read.summary(read.article(path)))
            found.add(number, words, 0, TEXT_END)
            rest = dict.fromkeys(_words_of_body(read, path))
            found.add(number, [word for word in rest if word not in words], TEXT_END, TEXT_END)
    return lay_out(found.lists(), shard_counts(found.articles, is_open=is_open, body=body)[1])


def _words_of_body(read: Reader, path: str) -> list[str]:
    return words_of(unescape(_TAG.sub(" ", _IN_WORDS.sub("", as_source(read.body(path).html)))))


class Ledger:
    """The lists of one layer, while articles are added in order.

    A list holds, for each occurrence, how many articles lie between it and the one before, and its place, in one
    number. A hundred thousand articles have five million of them: this is the loop that counts.
    """

    def __init__(self, bits: int) -> None:
        """Start empty; a position has `bits` bits."""
        self.articles = 0
        self._bits = bits
        self._known: dict[str, tuple[list[int], bytearray]] = {}
        self._data: dict[tuple[str, int], tuple[list[int], bytearray]] = {}

    def add(self, number: int, words: Iterable[str], place: int, last: int) -> None:
        """Add consecutive words from position `place` on, none after `last`."""
        self.articles = number + 1
        known, bits = self._known, self._bits
        for word in words:
            run = known.get(word)
            if run is None:
                run = self._open(word, *term_of(word))
            before, data = run
            value = (number - before[0]) << bits | place
            before[0] = number
            while value > 127:
                data.append(value & 127 | 128)
                value >>= 7
            data.append(value)
            if place < last:
                place += 1

    def add_plain(self, number: int, terms: Iterable[str]) -> None:
        """Add terms that are not words of the text."""
        for term in terms:
            if term not in self._known:
                self._open(term, term, 0)
        self.add(number, terms, 0, 0)

    def _open(self, word: str, text: str, form: int) -> tuple[list[int], bytearray]:
        """Return the list of a word; two spellings may share it (`hoà`, `hòa`)."""
        run = self._known[word] = self._data.setdefault((text, form), ([0], bytearray()))
        return run

    def lists(self) -> dict[str, Forms]:
        """Return all lists by term and form."""
        found: dict[str, dict[int, bytearray]] = {}
        for (text, form), (_, data) in self._data.items():
            found.setdefault(text, {})[form] = data
        return dict(found)
