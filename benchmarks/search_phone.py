"""Measure what a question is to a telephone: `python -m benchmarks.search_phone ARTICLES.jsonl.gz --keep DIR`.

DIR is a site that `benchmarks.search --keep DIR` has built. Its search is asked in Chromium, on the main thread, whose
processor is slowed down; what is counted is the work of a question whose files are all at hand. Readers have it done in
a worker, beside the page.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.search import folded, half, items, some, spread

CHROMIUM = "/usr/bin/chromium"
RATES = (1, 4, 6)
ASK = """async ([engine, base, questions]) => {
  const { searchAt } = await import(engine);
  const times = [];
  for (const query of questions) {
    const search = searchAt(base);
    await search.search({ query });
    const begun = performance.now();
    await search.search({ query });
    times.push(performance.now() - begun);
  }
  return times;
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder, at the address that is given."""
    answers = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def main() -> None:
    """Ask, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search_phone", description="The search on a telephone.")
    parser.add_argument("file", type=Path, metavar="ARTICLES", help="the articles of the site")
    parser.add_argument("--keep", type=Path, metavar="DIR", required=True, help="the site that was built of them")
    parser.add_argument("--articles", type=int, default=12_000, metavar="N", help="how many (default: 12000)")
    parser.add_argument("--queries", type=int, default=60, metavar="N", help="questions of each kind (default: 60)")
    options = parser.parse_args()
    rnd = random.Random(3)  # noqa: S311
    chosen = rnd.sample(
        [item for item in items(options.file, options.articles) if len(item.title.split()) > 5], options.queries
    )
    kinds = {
        "two words": [folded(some(item.title, 2, rnd)) for item in chosen],
        "half a title": [folded(half(item.title)) for item in chosen],
        "6 words of the summary": [folded(some(item.summary, 6, rnd)) for item in chosen],
    }
    public = options.keep / "public"
    engine = next((public / "assets/js").glob("search-engine.*.js")).relative_to(public).as_posix()
    print(f"| {options.articles:,} articles: ms of work | median | 19 in 20 | most |\n|---|---:|---:|---:|")
    with served(public) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{address}/search/")
        session = page.context.new_cdp_session(page)
        for rate in RATES:
            session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
            for name, questions in kinds.items():
                times = page.evaluate(ASK, [f"{address}/{engine}", f"{address}/search/", questions])
                print(f"| {name}, processor slowed {rate} × | " + " | ".join(f"{t:.0f}" for t in spread(times)) + " |")
        browser.close()


if __name__ == "__main__":
    main()
