"""Find all lists of the made-up corpus, then of one article more and one less; print the seconds of each as JSON.

A process of its own, for `benchmarks/related.py` to measure. Vectors are made one after another; lists are found with
two workers, as a build does on two cores. One more and one less are what a later build does, from opening the memory
to having everything kept.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from benchmarks.stories import Newsroom, Story
from ssg.cli.workers import workers
from ssg.content.likeness import Content, category_label, vectors
from ssg.index.related.finder import Finder
from ssg.index.related.score import Rules
from ssg.index.related.update import Subject, update
from ssg.steps.relations import finding
from ssg.store.memo import Memo
from ssg.store.records import ReadText
from ssg.work import Work


def row(story: Story) -> ReadText:
    """What is remembered of an article, as far as it matters here."""
    category = category_label("", story.category)
    (vector,) = vectors([Content(story.title, story.summary, story.body, story.tags, story.topic, category)])
    return ReadText("", story.slug, vector=vector)


def subject(story: Story) -> Subject:
    """An article as it is."""
    return Subject(story.slug, int(story.date.timestamp()))


def processor() -> float:
    """Seconds of processors so far, of this process and of workers that have ended."""
    return sum(resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def run(articles: int, folder: Path) -> dict[str, float]:
    """Do it all, and give the seconds."""
    file = folder / "memo.sqlite"
    memo = Memo(file, "benchmark")
    newsroom = Newsroom(articles)
    now: dict[str, Subject] = {}
    spent = 0.0
    for story in newsroom.stories():
        begun = time.process_time()
        made = row(story)
        spent += time.process_time() - begun
        memo.add_texts([made])
        now[story.slug] = subject(story)
    took = {"vectors": spent}
    begun, used = time.perf_counter(), processor()
    update(Finder(memo.blobs(), Rules(), memo.vector), now, finding(memo, workers(2), Work()))
    memo.keep()
    took |= {"cold": time.perf_counter() - begun, "processor": processor() - used}
    memo.close()
    fresh = newsroom.story(-1)
    for name in ("add", "remove"):
        begun = time.perf_counter()
        memo = Memo(file, "benchmark")
        if name == "add":
            memo.add_texts([row(fresh)])
            now[fresh.slug] = subject(fresh)
        else:
            del now[fresh.slug]
        update(Finder(memo.blobs(), Rules(), memo.vector), now)
        memo.keep()
        memo.close()
        took[name] = time.perf_counter() - begun
    return took | {"kept": float(file.stat().st_size)}


if __name__ == "__main__":
    print(json.dumps(run(int(sys.argv[1]), Path(sys.argv[2]))))
