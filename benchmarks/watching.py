"""How soon `ssg watch` publishes a save: from the end of the write until the page has the text.

`python -m benchmarks.watching DIR --saves N`, where DIR is a corpus of `benchmarks.corpus` that was built once.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

_PAUSE = 0.3  # seconds between two saves
_LOOK = 0.005


class Publisher:
    """A running `ssg watch`."""

    def __init__(self, root: Path) -> None:
        """Start it, and wait for its first publication."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "ssg", "watch", "-C", str(root), "--log", "plain", "--lang", "en"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        next(line for line in self.process.stdout or () if line.startswith("published"))

    @property
    def cpu(self) -> float:
        """Processor seconds until now."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / 100

    @property
    def memory(self) -> int:
        """Memory in use, in MB."""
        return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * 4 // 1024


def main() -> None:
    """Save some articles, one after the other."""
    parser = argparse.ArgumentParser(description="Measure ssg watch.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="the corpus, built")
    parser.add_argument("--saves", type=int, default=20, metavar="N", help="how many saves (default: 20)")
    given = parser.parse_args()
    pages = {page.parent.name: page for page in (given.folder / "public").rglob("index.html")}
    if not pages:
        parser.error(f"not built yet: {given.folder}")
    publisher = Publisher(given.folder)
    try:
        measure(publisher, given.folder, pages, given.saves)
    finally:
        publisher.process.terminate()
        publisher.process.wait()


def measure(publisher: Publisher, folder: Path, pages: Mapping[str, Path], saves: int) -> None:
    """Save articles, and print how long each takes to appear on its page."""
    time.sleep(3)  # the watcher begins, and looks at everything once
    begun, took = publisher.cpu, list[float]()
    for file in sorted((folder / "content").rglob("*.md")):
        text = file.read_text("utf-8")
        slug = re.search(r'^slug: *"?([\w-]+)', text, re.MULTILINE)
        page = pages.get(slug[1] if slug else file.stem)
        if page is None:
            continue
        mark = f"luu-{time.time_ns()}"
        file.write_text(f"{text}\n\n{mark}\n", "utf-8")
        saved = time.perf_counter()
        while mark.encode() not in page.read_bytes():
            time.sleep(_LOOK)
        took.append(time.perf_counter() - saved)
        time.sleep(_PAUSE)
        if len(took) == saves:
            break
    each = (publisher.cpu - begun) / len(took)
    print(f"seconds: median {statistics.median(took):.2f}, least {min(took):.2f}, most {max(took):.2f}")
    print(f"processor seconds a save: {each:.2f}; memory: {publisher.memory} MB")


if __name__ == "__main__":
    main()
