"""Builds the index of a span of months: the articles and positions of each word. Pure; reads no file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from math import isqrt
from typing import Final, NamedTuple

from ssg.core.text.formulas import as_source
from ssg.core.text.search import term_of, words_of
from ssg.pages.reader import Reader
from ssg.pages.search.layout import Forms, Layer, lay_out
from ssg.pages.search.spans import Span

# Places of words. In titles: 0 to 22, 23 for all that follow; tags: 24 to 30, 31 likewise. In summaries: 0 to 62; 63
# stands for what follows, and for the body.
TITLE_BITS, TITLE_END, TAGS, TAGS_END = 5, 23, 24, 31
TEXT_BITS, TEXT_END = 6, 63
CATEGORY: Final = "@"
_TAG: Final = re.compile("<[^>]*>")
# HTML tags inside words (`H<sub>2</sub>O`) do not split them.
_IN_WORDS: Final = re.compile("</?(?:abbr|b|em|i|s|small|span|strong|sub|sup|u|wbr)(?: [^>]*)?>")


class Segment(NamedTuple):
    """The index of a span: the layer of titles, tags and categories, and the layer of summaries (and bodies)."""

    t: Layer
    s: Layer


def shard_counts(span: Span, *, body: bool) -> tuple[int | None, int | None]:
    """Return the number of shards of each layer of a span; None: those of the open month, whose bounds are fixed.

    About a kilobyte a shard in either layer, but for those of common words. Of 5,000 articles they hold 140 and 320 KB,
    of 45,000 1.2 and 2.7 MB, more and more of it in few common words: so the number grows as the power 3/4.
    """
    if span.is_open:
        return None, None
    count = isqrt(isqrt(span.total**3)) // 5 + 1
    return count, count * (8 if body else 2)


def index_span(read: Reader, span: Span) -> Segment:
    """Index the articles of a span, numbered from the oldest."""
    titles, texts = Ledger(TITLE_BITS), Ledger(TEXT_BITS)
    body = read.config.search.body
    lines = {slug: [CATEGORY + above for above in read.line(slug)] for slug in read.names("category")}
    paths = [path for month in span.months for path in reversed(read.whole(f"month/{month}", texts=body))]
    with read.recording():  # the whole months are recorded
        for number, path in enumerate(paths):
            article, filed = read.article(path), read.metadata(path)
            titles.add(number, words_of(article.title), 0, TITLE_END)
            for name in article.tags:
                titles.add(number, words_of(name), TAGS, TAGS_END)
            titles.add_plain(number, lines[filed.category])
            words = words_of(read.summary(article))
            texts.add(number, words, 0, TEXT_END)
            if body:
                rest = dict.fromkeys(_words_of_body(read, path))
                texts.add(number, [word for word in rest if word not in words], TEXT_END, TEXT_END)
    count_t, count_s = shard_counts(span, body=body)
    return Segment(lay_out(titles.lists(), count_t), lay_out(texts.lists(), count_s))


def _words_of_body(read: Reader, path: str) -> list[str]:
    return words_of(unescape(_TAG.sub(" ", _IN_WORDS.sub("", as_source(read.body(path).html)))))


class Ledger:
    """The lists of one layer, while articles are added in order.

    A list holds, for each occurrence, how many articles lie between it and the one before, and its place, in one
    number. A hundred thousand articles have five million of them: this is the loop that counts.
    """

    def __init__(self, bits: int) -> None:
        """Start empty; a position has `bits` bits."""
        self._bits = bits
        self._known: dict[str, tuple[list[int], bytearray]] = {}
        self._data: dict[tuple[str, int], tuple[list[int], bytearray]] = {}

    def add(self, number: int, words: Iterable[str], place: int, last: int) -> None:
        """Add consecutive words from position `place` on, none after `last`."""
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
