"""What a publication costs a process that stays, by stage: `python -m benchmarks.resident DIR --saves 16`.

DIR is a site of `benchmarks.growth --keep` or another corpus. Its articles are edited one after the other, and each is
published in this process, as `ssg watch` does without its loop. Processor seconds, for other work on the machine makes
seconds of a clock say little.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from ssg.cli import watched
from ssg.cli.log import Log
from ssg.core.catalogue import Catalogue

_FIRST = 3  # saves that are not counted: modules are loaded, and files are young


def main() -> None:
    """Publish some edits."""
    parser = argparse.ArgumentParser(description="Measure a publication of a process that stays.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="the site")
    parser.add_argument("--saves", type=int, default=16, metavar="N", help="how many saves (default: 16)")
    given = parser.parse_args()
    works: list[watched.WatchedWork] = []

    class Timed(watched.WatchedWork):
        """Work whose stages are counted in processor time."""

        def __init__(self, _: Callable[[], float], entering: Callable[[str], None]) -> None:
            super().__init__(time.process_time, entering=entering)
            works.append(self)

    watched.WatchedWork = Timed  # type: ignore[misc, assignment]
    asked = watched.Asked(given.folder, None, None, None, 1, quiet=True, verbose=False)
    words = Catalogue("en")
    publications = watched.Publications(asked, Log(words, "plain"), words, lambda: None, lambda _: None)
    publications.publish(None)
    files = sorted((given.folder / "content").rglob("*.md"))
    took: list[float] = []
    for number, file in enumerate(random.Random(7).sample(files, given.saves + _FIRST)):  # noqa: S311 - no secret
        with file.open("a", encoding="utf-8") as opened:
            opened.write(f"\n\nLưu {number}.\n")
        begun = time.process_time()
        publications.publish({file.relative_to(given.folder).as_posix()})
        took.append(time.process_time() - begun)
    took, works = took[_FIRST:], works[-given.saves :]
    memory = int(Path("/proc/self/statm").read_text().split()[1]) * 4 // 1024
    print(f"processor seconds a save: least {min(took):.3f}, median {statistics.median(took):.3f}; memory: {memory} MB")
    for stage in works[-1].seconds:
        times = [1000 * work.seconds.get(stage, 0.0) for work in works]
        print(f"{stage}: least {min(times):.1f} ms, median {statistics.median(times):.1f} ms")


if __name__ == "__main__":
    main()
