"""Articles of the benchmark corpus, each made of the seed and its number alone. Pure; must never read a file or clock.

Article 0 is the newest of the corpus at `NEWEST`, the others go back over some years. A negative number is newer:
what a newsroom publishes next.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from itertools import accumulate
from random import Random
from typing import NamedTuple

from benchmarks import vocabulary as words
from ssg.core.text.slug import slugify

HANOI = timezone(timedelta(hours=7))
NEWEST = datetime(2026, 11, 24, 6, 0, tzinfo=HANOI)
YEARS = 6
AUTHORS = 40
TAGS_OF_CATEGORY = 300

Pick = Callable[[], float]


class Story(NamedTuple):
    """One article. `main` is its main category, `category` that or one below it; `body` is Markdown."""

    number: int
    title: str
    slug: str
    date: datetime
    main: str
    category: str
    summary: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    topic: str
    featured: int
    body: str


class Ranks:
    """Things drawn by rank: the weight of rank r (from 0) is 1 / (r + offset)."""

    def __init__(self, things: tuple[str, ...], offset: float) -> None:
        """Rank `things` as they stand; a high offset makes the first less common."""
        self.things = things
        self._sums = list(accumulate(1 / (rank + offset) for rank in range(len(things))))

    def draw(self, rnd: Pick) -> int:
        """Draw a rank."""
        return bisect(self._sums, rnd() * self._sums[-1])


def _people(count: int, random: Random) -> tuple[str, ...]:
    """Names with slugs of their own."""
    found: dict[str, str] = {}
    while len(found) < count:
        name = f"{random.choice(words.FAMILY)} {random.choice(words.MIDDLE)} {random.choice(words.GIVEN)}"
        found.setdefault(slugify(name), name)
    return tuple(found.values())


def _tags(random: Random) -> list[Ranks]:
    """Tags of each category: its nouns, then nouns with a quality; no two of the corpus have one slug."""
    taken = dict.fromkeys(map(slugify, words.PLACES), "")
    pools: list[tuple[str, ...]] = []
    for nouns in words.NOUNS:
        pairs = [f"{noun} {quality}" for noun in nouns for quality in words.QUALITIES]
        random.shuffle(pairs)
        pool = tuple(tag for tag in (*nouns, *pairs) if taken.setdefault(slugify(tag), tag) == tag)
        pools.append(pool[:TAGS_OF_CATEGORY])
    return [Ranks(pool, 6) for pool in pools]


_SLOT = re.compile(r"\{(\S+?)\}")


def _pattern(text: str) -> tuple[str, tuple[str, ...]]:
    """Part a pattern into a %-format and the names of its slots."""
    return _SLOT.sub("%s", text.replace("%", "%%")), tuple(_SLOT.findall(text))


class Newsroom:
    """All that articles are drawn from."""

    def __init__(self, total: int, seed: int = 1, years: int = YEARS, length: float = 1.0) -> None:
        """Set up a corpus of `total` articles of some years; `length` is that of a body, 1 for some 5,000 bytes."""
        self.total, self._seed, self._length = total, seed, length
        random = Random(seed)  # noqa: S311 - no secret, but the same everywhere
        people = _people(AUTHORS + 400, random)
        self.authors = Ranks(people[:AUTHORS], 8)
        self._tags = _tags(random)
        self._places = Ranks(words.PLACES, 10)
        self._mains = Ranks(tuple(name for name, _ in words.CATEGORIES), 1.5)
        self._step = timedelta(days=365.25 * years) / max(total, 1)
        self._who = tuple(f"{random.choice(words.ROLES)} {name}" for name in people[AUTHORS:])
        self._sentences = tuple(_pattern(text) for text in words.SENTENCES)
        self._headlines = tuple(_pattern(text) for text in words.HEADLINES)
        self._headings = tuple(_pattern(text) for text in words.HEADINGS)
        self._slots = (
            {"q": words.QUALITIES, "b": words.BODIES, "v": words.VERBS, "who": self._who, "when": words.TIMES}
            | {"thing": words.THINGS, "deed": words.DEEDS, "why": words.REASONS, "unit": words.UNITS}
        )  # fmt: skip

    def stories(self) -> Iterator[Story]:
        """Every article from the newest, one at a time; no two have one slug."""
        slugs: set[str] = set()
        for number in range(self.total):
            story = self.story(number)
            attempt = 0
            while story.slug in slugs:
                attempt += 1
                story = self.story(number, attempt)
            slugs.add(story.slug)
            yield story

    def story(self, number: int, attempt: int = 0) -> Story:
        """Make one article; another `attempt` gives another with the same number."""
        random = Random(((self._seed * 1_000 + attempt) << 32) + number + 1_000_000)  # noqa: S311 - likewise
        rnd = random.random
        rank = self._mains.draw(rnd)
        main, children = words.CATEGORIES[rank]
        category = main if rnd() < 0.4 else children[int(rnd() * len(children))]
        place = words.PLACES[self._places.draw(rnd)]
        slots = {**self._slots, "n": words.NOUNS[rank], "p": (place, place, *words.PLACES)}
        title = self._headline(slots, rnd)
        back = self._step * (number + 0.8 * rnd()) if number >= 0 else timedelta(minutes=number)
        date = (NEWEST - back).replace(microsecond=0)
        tags = dict.fromkeys([place, *self._drawn_tags(rank, rnd)])
        return Story(
            number,
            title,
            slugify(title),
            date,
            main,
            category,
            self._summary(slots, rnd) if rnd() < 0.92 else "",
            tuple(dict.fromkeys(self.authors.things[self.authors.draw(rnd)] for _ in range(1 if rnd() < 0.9 else 2))),
            tuple(tags),
            f"{words.TOPICS[rank][(date.month - 1) // 3]} {date.year}" if rnd() < 0.15 else "",
            int(1 + rnd() * 5) if rnd() < 0.02 else 0,
            self._body(slots, random),
        )

    def _drawn_tags(self, rank: int, rnd: Pick) -> list[str]:
        pool = self._tags[rank]
        return [pool.things[pool.draw(rnd)] for _ in range(2 + int(rnd() * 3))]

    def _headline(self, slots: dict[str, tuple[str, ...]], rnd: Pick) -> str:
        pattern, names = self._headlines[int(rnd() * len(self._headlines))]
        return _filled(pattern, names, slots, rnd)

    def _sentence(self, slots: dict[str, tuple[str, ...]], rnd: Pick) -> str:
        pattern, names = self._sentences[int(rnd() * len(self._sentences))]
        return _filled(pattern, names, slots, rnd)

    def _summary(self, slots: dict[str, tuple[str, ...]], rnd: Pick) -> str:
        first, second = self._sentence(slots, rnd), self._sentence(slots, rnd)
        return f"{first} {second}" if len(first) + len(second) < 240 else first

    def _body(self, slots: dict[str, tuple[str, ...]], random: Random) -> str:
        """Paragraphs up to a length that varies as in real news; now and then a heading, list, table or quote."""
        rnd = random.random
        wanted = min(max(random.lognormvariate(8.36, 0.5), 1_200), 20_000) * self._length  # bytes
        long = wanted > 5_000
        parts: list[str] = []
        size = 0
        while size < wanted:
            chance = rnd()
            if parts and long and chance < 0.12:
                pattern, names = self._headings[int(rnd() * len(self._headings))]
                part = f"## {_filled(pattern, names, slots, rnd)}\n\n{self._paragraph(slots, rnd)}"
            elif parts and chance < 0.15:
                part = "\n".join(f"- {self._sentence(slots, rnd)}" for _ in range(3 + int(rnd() * 3)))
            elif parts and chance < 0.17:
                part = f"> {self._sentence(slots, rnd)}"
            elif parts and chance < 0.175:
                rows = (f"| {place} | {int(rnd() * 9_000)} |" for place in random.sample(words.PLACES, 4))
                part = "| Địa phương | Số lượng |\n|---|---|\n" + "\n".join(rows)
            else:
                part = self._paragraph(slots, rnd)
            parts.append(part)
            size += len(part.encode()) + 2
        return "\n\n".join(parts) + "\n"

    def _paragraph(self, slots: dict[str, tuple[str, ...]], rnd: Pick) -> str:
        found = [self._sentence(slots, rnd) for _ in range(1 + int(rnd() * 4))]
        chance = rnd()
        if chance < 0.05:
            found[0] = f"**{found[0]}**"
        elif chance < 0.08:
            found[-1] = f"*{found[-1]}*"
        elif chance < 0.11:
            found[-1] = f"{found[-1][:-1]} ([tài liệu](https://tulieu.example/{int(rnd() * 1e6)}))."
        return " ".join(found)


def _filled(pattern: str, names: tuple[str, ...], slots: dict[str, tuple[str, ...]], rnd: Pick) -> str:
    """Fill a pattern; the first letter is made large. `{#}` is a number, a slot in capitals begins with a capital."""
    values: list[str] = []
    for name in names:
        if name == "#":
            values.append(str(2 + int(rnd() ** 3 * 900)))
        elif name == "W":
            who = slots["who"]
            values.append(_capital(who[int(rnd() * len(who))]))
        elif name == "N":
            nouns = slots["n"]
            values.append(_capital(nouns[int(rnd() * len(nouns))]))
        else:
            things = slots[name]
            values.append(things[int(rnd() * len(things))])
    return _capital(pattern % tuple(values))


def _capital(text: str) -> str:
    at = 1 if text[0] == "“" else 0
    return text[:at] + text[at].upper() + text[at + 1 :]
