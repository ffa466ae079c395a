"""Measure the readers' search: `python -m benchmarks.search ARTICLES.jsonl.gz [--articles N] [--queries N]`.

Known items: questions are made of an article's own words, and the answer is right if that article comes first (or
among ten). What answers is the theme's own script, under Node, from the files that a build has written; SQLite's FTS5
answers the same questions for comparison. ARTICLES holds a JSON object a line, with `title`, `lead` and `paragraphs`;
where more are wanted than it has, further ones are put together of its sentences.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from ssg.core.text.search import words_of
from ssg.core.text.slug import fold
from ssg.pages.search.parts import LAYERS, spans
from ssg.plan import planning
from ssg.request import Choice, Request

ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT / "templates/assets/js/search-engine.js"
MONTHS, NOW = 72, "2027-01-01T00:00"
CONFIG = """title = "Báo"
base_url = "https://example.vn"
permalink = "/tin/{slug}.html"
per_page = 200
"""
SECTIONS = ("Thời sự", "Kinh tế", "Thế giới", "Văn hóa", "Giáo dục", "Thể thao", "Sức khỏe", "Khoa học")


class Item(NamedTuple):
    """An article to be found."""

    number: int
    title: str
    summary: str


def items(path: Path, wanted: int) -> list[Item]:
    """Read articles, and make more of their sentences if too few; in random order, the same each time."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        read = [json.loads(line) for line in lines]
    rnd = random.Random(1)  # noqa: S311
    pairs = [(plain(one["title"]), plain(one["lead"])) for one in read]
    sentences = [plain(s) for one in read for s in one["paragraphs"] if len(s.split()) > 8]
    while len(pairs) < wanted:
        words = rnd.choice(sentences).split()
        pairs.append((" ".join(words[: rnd.randint(8, 16)]), rnd.choice(sentences)[:200]))
    rnd.shuffle(pairs)
    return [Item(number, title, summary) for number, (title, summary) in enumerate(pairs[:wanted])]


def plain(text: str) -> str:
    """One line without control characters."""
    return " ".join("".join(c for c in text if c.isprintable() or c == " ").split())


def url_of(item: Item) -> str:
    """Where an item is published."""
    return f"/tin/{item.number}.html"


def write_site(folder: Path, found: list[Item]) -> None:
    """Write a site of all items: 72 months, the same number in each, and pages as small as they can be."""
    (folder / "templates").mkdir(parents=True)
    (folder / "site.toml").write_text(CONFIG, encoding="utf-8")
    for kind in ("article", "category", "month", "archive"):
        (folder / f"templates/{kind}.html").write_text("{{ page.head.title }}\n", encoding="utf-8")
    for item in found:
        month = item.number * MONTHS // len(found)
        day, hour = item.number % 28 + 1, item.number % 24
        date = f"{2020 + (month + 11) // 12}-{(month + 11) % 12 + 1:02}-{day:02} {hour:02}:{item.number % 60:02}"
        front = {"title": item.title, "date": date, "slug": str(item.number), "summary": item.summary}
        front["category"] = SECTIONS[item.number % len(SECTIONS)]
        lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items())
        file = folder / f"content/{month:02}/{item.number}.md"
        if not file.parent.exists():
            file.parent.mkdir(parents=True)
        file.write_text(f"---\n{lines}---\nVăn bản.\n", encoding="utf-8")


def build(folder: Path) -> float:
    """Build a site; gives the seconds."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "ssg", "build", "-q", "--now", NOW, "-C", str(folder)], check=True, cwd=ROOT)
    return time.perf_counter() - begun


def index_seconds(folder: Path) -> float:
    """Index all spans of a site that has been built, and write nothing; gives the seconds."""
    now = datetime.fromisoformat(NOW).astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    with planning(Request(folder, None, Choice(now))) as planned:
        read = planned.context.read
        begun = time.perf_counter()
        for span in spans(read):
            for index in LAYERS.values():
                index(read, span.months, is_open=span.is_open)
        return time.perf_counter() - begun


# Questions


def folded(text: str) -> str:
    """As typed in a hurry."""
    return fold(text)


def half(text: str) -> str:
    """The first half of the words."""
    words = text.split()
    return " ".join(words[: (len(words) + 1) // 2])


def slip(text: str, rnd: random.Random) -> str:
    """One letter too few, too many, wrong, or two in the wrong order, in a word of four letters or more."""
    words = text.split()
    long = [at for at, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    if not long:
        return text
    at = rnd.choice(long)
    word, place = words[at], rnd.randrange(1, len(words[at]) - 1)
    kinds = (
        word[:place] + word[place + 1 :],
        word[:place] + word[place] + word[place:],
        word[:place] + rnd.choice("aeghinout") + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    )
    words[at] = rnd.choice(kinds)
    return " ".join(words)


def some(text: str, count: int, rnd: random.Random) -> str:
    """So many words that follow one another."""
    words = text.split()
    start = rnd.randrange(max(len(words) - count, 0) + 1)
    return " ".join(words[start : start + count])


def questions(found: list[Item], rnd: random.Random) -> dict[str, list[tuple[str, Item]]]:
    """Make a question of each kind of each item."""
    kinds: dict[str, Callable[[Item], str]] = {
        "title": lambda item: item.title,
        "title, no marks": lambda item: folded(item.title),
        "title, NFD": lambda item: unicodedata.normalize("NFD", item.title),
        "title, d for đ": lambda item: item.title.replace("đ", "d").replace("Đ", "D"),
        "title, one slip": lambda item: slip(folded(item.title), rnd),
        "half a title": lambda item: half(item.title),
        "half a title, no marks": lambda item: folded(half(item.title)),
        "half a title, one slip": lambda item: slip(folded(half(item.title)), rnd),
        "6 words of the summary, no marks": lambda item: folded(some(item.summary, 6, rnd)),
    }
    return {name: [(make(item), item) for item in found] for name, make in kinds.items()}


# Answers


class Answer(NamedTuple):
    """URLs in their order, and what the answer cost."""

    urls: list[str]
    cost: dict[str, float]


def ask_theme(public: Path, asked: list[str], *, warm: bool) -> Iterator[Answer]:
    """Ask the theme's script."""
    lines = "".join(json.dumps({"query": query}) + "\n" for query in asked)
    script = ROOT / "benchmarks/search_ask.mjs"
    command = ["node", str(script), str(ENGINE), str(public), *(["--warm"] if warm else [])]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        found: dict[str, Any] = json.loads(line)
        yield Answer(found.pop("urls"), found)


class Fts:
    """SQLite's FTS5, marks removed, đ made d beforehand; titles count three times."""

    def __init__(self, found: list[Item]) -> None:
        """Index all items."""
        self.db = sqlite3.connect(":memory:")
        self.db.execute("create virtual table t using fts5(title, summary, tokenize='unicode61 remove_diacritics 2')")
        rows = ((item.number, d_of(item.title), d_of(item.summary)) for item in found)
        self.db.executemany("insert into t (rowid, title, summary) values (?, ?, ?)", rows)

    def ask(self, query: str) -> Answer:
        """All words; any, where that gives fewer than ten."""
        begun = time.perf_counter()
        words = [f'"{word}"' for word in words_of(d_of(query))]
        numbers: list[int] = []
        for operator in (" AND ", " OR "):
            order = "select rowid from t where t match ? order by bm25(t, 3.0, 1.0) limit 10"
            numbers += [
                number for (number,) in self.db.execute(order, (operator.join(words),)) if number not in numbers
            ]
            if len(numbers) >= 10:
                break
        return Answer([f"/tin/{n}.html" for n in numbers[:10]], {"work": (time.perf_counter() - begun) * 1000})


def d_of(text: str) -> str:
    """FTS5 does not know that đ is a d."""
    return unicodedata.normalize("NFC", text).replace("đ", "d").replace("Đ", "D").replace("Ð", "D")


# Results

COSTS = (
    ("KB as sent", "sent", 1e3),
    ("KB on the disk", "bytes", 1e3),
    ("requests", "files", 1),
    ("ms of work", "work", 1),
)


def scores(answers: list[Answer], asked: list[tuple[str, Item]]) -> tuple[float, float, float]:
    """Mean reciprocal rank, and how often the item is first, and among ten."""
    ranks = [
        answer.urls.index(url_of(item)) + 1 if url_of(item) in answer.urls else 0
        for answer, (_, item) in zip(answers, asked, strict=True)
    ]
    count = len(ranks)
    return (
        sum(1 / rank for rank in ranks if rank) / count,
        sum(rank == 1 for rank in ranks) / count,
        sum(0 < rank <= 10 for rank in ranks) / count,
    )


def spread(values: list[float]) -> tuple[float, float, float]:
    """Median, nineteen in twenty, most."""
    ordered = sorted(values)
    return median(ordered), ordered[len(ordered) * 19 // 20], ordered[-1]


def size_of(folder: Path) -> tuple[int, int]:
    """Files and bytes."""
    sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()]
    return len(sizes), sum(sizes)


def compare(public: Path, found: list[Item], count: int) -> None:
    """Print the tables."""
    rnd = random.Random(2)  # noqa: S311
    titles: dict[str, int] = {}
    for item in found:
        titles[folded(item.title)] = titles.get(folded(item.title), 0) + 1
    single = [item for item in found if titles[folded(item.title)] == 1 and len(item.title.split()) > 5]
    asked = questions(rnd.sample(single, count), rnd)
    fts = Fts(found)
    head = f"{len(found):,} articles, {count} questions of each kind"
    print(f"\n| {head} | MRR | first | in ten | FTS5: MRR | first | in ten |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    costs: list[dict[str, float]] = []
    for name, pairs in asked.items():
        answers = list(ask_theme(public, [query for query, _ in pairs], warm=True))
        costs += [answer.cost for answer in answers]
        ours, theirs = scores(answers, pairs), scores([fts.ask(query) for query, _ in pairs], pairs)
        print(f"| {name} | " + " | ".join(f"{value:.3f}" for value in (*ours, *theirs)) + " |")
    short = [folded(some(item.title, 2, rnd)) for item in rnd.sample(single, count)]
    cold = [answer.cost for answer in ask_theme(public, short, warm=False)]
    later = [answer.cost for answer in ask_theme(public, short, warm=True)]
    print("\n| What a question costs | median | 19 in 20 | most |\n|---|---:|---:|---:|")
    kinds = {"two words, first question": cold, "two words, later ones": later, "known items, later ones": costs}
    for name, rows in kinds.items():
        for label, key, scale in COSTS:
            row = spread([cost[key] / scale for cost in rows])
            print(f"| {name}: {label} | " + " | ".join(f"{value:.1f}" for value in row) + " |")


def main() -> None:
    """Read the arguments, build, ask."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description="Measure the readers' search.")
    parser.add_argument("file", type=Path, metavar="ARTICLES", help="articles, a JSON object a line, gzipped")
    parser.add_argument("--articles", type=int, default=12_000, metavar="N", help="how many (default: 12000)")
    parser.add_argument("--queries", type=int, default=200, metavar="N", help="questions of each kind (default: 200)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="build here, or ask what was built here before")
    options = parser.parse_args()
    found = items(options.file, options.articles)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch) / "site"
        if not folder.exists():
            write_site(folder, found)
            print(f"cold build of the site: {build(folder):.1f} s")
        print(f"indexing alone, one process: {index_seconds(folder):.1f} s")
        (files, size), (row_files, rows) = size_of(folder / "public/search"), size_of(folder / "public/search/rows")
        print(f"{files:,} files, {size / 1e6:.1f} MB; of it rows {row_files:,} files, {rows / 1e6:.1f} MB")
        compare(folder / "public", found, options.queries)


if __name__ == "__main__":
    main()
