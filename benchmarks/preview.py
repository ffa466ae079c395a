"""Compare previews: `python -m benchmarks.preview` times the start, a save until a browser shows it, and memory.

Needs Chromium. Servers run one at a time, each on the same corpus in its own layout. A save adds a paragraph to an
article that is open in the browser; a script in the page notes the time at which the text is there, however the page
came to have it (put in, or loaded anew).
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Error, Page, sync_playwright

from benchmarks.machine import describe
from benchmarks.measure import memory_of
from benchmarks.stories import Newsroom
from benchmarks.tables import put_between
from benchmarks.tools import CACHE, ELEVENTY, HUGO, SEED, SSG, Tool, environment, forget, install, lay_out

DOCS = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
CHROMIUM = "/usr/bin/chromium"
LISTENERS = 200  # the server ends idle connections above 256
LONGEST = 300.0  # seconds that a server may take to start
# Notes when a text is first seen, in whatever document the tab holds.
EYE = """
const look = () => {
  for (const [, number] of (document.body?.innerText ?? "").matchAll(/Lần lưu thử (\\d+)\\./g)) {
    const key = "seen" + number;
    if (!sessionStorage.getItem(key)) sessionStorage.setItem(key, performance.timeOrigin + performance.now());
  }
};
new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
document.addEventListener("DOMContentLoaded", look);
"""

Command = Callable[[int], Sequence[str]]
SERVERS: Mapping[str, tuple[Tool, Command]] = {
    "ssg": (SSG, lambda port: [sys.executable, "-m", "ssg", "serve", "--port", str(port)]),
    "hugo": (
        HUGO,
        lambda port: [
            *HUGO.command()[:1], "server", "--port", str(port), "--bind", "127.0.0.1", *HUGO.command()[2:],
            "--baseURL", f"http://127.0.0.1:{port}/", "--appendPort=false",
        ],
    ),
    "eleventy": (ELEVENTY, lambda port: [*ELEVENTY.command(), "--serve", f"--port={port}"]),
}  # fmt: skip


class Result(NamedTuple):
    """What was measured of one server: seconds to the first page (`cold`: nothing remembered; `look`: until a browser
    sees articles then), saves in milliseconds, bytes, and milliseconds of a page while others listen (0: not tried).
    """

    look: float
    cold: float
    warm: float
    saves: tuple[float, ...]
    memory: int
    crowded: float = 0


Started = tuple[subprocess.Popen[bytes], float, float]


@contextmanager
def server(command: Sequence[str], folder: Path, port: int, log: Path) -> Iterator[Started]:
    """Start a server; give it, and the seconds until its front page showed articles, and until it was whole."""
    with log.open("wb") as output:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=dict(environment()), stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
    try:
        look = 0.0
        while True:
            found, text = asked(port, "/", {"Accept": "text/html"})
            passed = time.perf_counter() - begun
            look = look or (passed if found and "<progress" not in text else 0.0)  # else a page that waits
            if found == 200:
                break
            if process.poll() is not None or passed > LONGEST:
                raise RuntimeError(f"{command[0]} does not serve; see {log}")
            time.sleep(0.05)
        yield process, look, passed
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def status(port: int, path: str) -> int:
    """Ask for a path; 0 where nobody answers."""
    return asked(port, path, {})[0]


def asked(port: int, path: str, headers: Mapping[str, str]) -> tuple[int, str]:
    """Ask for a path; give the status, 0 where nobody answers, and the text."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    try:
        connection.request("GET", path, headers=dict(headers))
        reply = connection.getresponse()
        return reply.status, reply.read().decode("utf-8", "replace")
    except OSError:
        return 0, ""
    finally:
        connection.close()


def article(port: int, folder: Path) -> tuple[str, Path]:
    """Choose an article that the front page links to; give its URL and file."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/")
    front = connection.getresponse().read().decode()
    for path in re.findall(r'href="?(?:http://127[^/]*)?(/[^" >]*/\d{4}/\d{2}/[^" >]+/)', front):
        if files := list(folder.glob(f"content/**/{path.strip('/').rpartition('/')[2]}.md")):
            return path, files[0]
    raise RuntimeError("the front page links to no article")


def save_times(page: Page, port: int, folder: Path, saves: int) -> tuple[float, ...]:
    """Save an article again and again; give the milliseconds until each was seen."""
    url, file = article(port, folder)
    page.goto(f"http://127.0.0.1:{port}{url}", wait_until="load")
    time.sleep(2)
    text = file.read_text(encoding="utf-8")
    found: list[float] = []
    for number in range(saves + 1):
        begun = time.time() * 1000
        file.write_text(f"{text}\nLần lưu thử {number}.\n", encoding="utf-8")
        found.append(seen(page, number) - begun)
        time.sleep(0.5)
    file.write_text(text, encoding="utf-8")
    return tuple(found[1:])  # the first one warms up


def seen(page: Page, number: int) -> float:
    """Wait until a text has been seen; give the time at which it was."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        try:
            value = page.evaluate(f"sessionStorage.getItem('seen{number}')")
        except Error:  # between two documents
            value = None
        if value:
            return float(value)
        time.sleep(0.005)
    raise RuntimeError(f"save {number} was never seen")


def crowded(port: int) -> float:
    """Milliseconds that a page takes, at the median, while many listen."""
    links = [socket.create_connection(("127.0.0.1", port)) for _ in range(LISTENERS)]
    try:
        for link in links:
            link.sendall(f"GET /_preview/events HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        for link in links:
            link.recv(4096)
        times = []
        for _ in range(20):
            begun = time.perf_counter()
            status(port, "/")
            times.append((time.perf_counter() - begun) * 1000)
        return statistics.median(times)
    finally:
        for link in links:
            link.close()


def measure(name: str, articles: int, saves: int, page: Page, port: int) -> Result:
    """Lay out a site, and put one server through it all."""
    tool, command = SERVERS[name]
    folder, log = CACHE / "sites" / f"preview-{articles}" / name, CACHE / f"preview-{name}.log"
    shutil.rmtree(folder, ignore_errors=True)
    lay_out(tool, folder, Newsroom(articles, SEED))
    forget(tool, folder)
    try:
        with server(command(port), folder, port, log) as (_, look, cold):
            say(f"  {name}: nothing remembered: articles after {look:.2f} s, the first page after {cold:.2f} s")
        with server(command(port), folder, port, log) as (process, _, warm):
            say(f"  {name}: first page: {warm:.2f} s")
            times = save_times(page, port, folder, saves)
            say(f"  {name}: saves, ms: {' '.join(f'{t:.0f}' for t in times)}")
            memory = sum(memory_of(process.pid))
            many = crowded(port) if name == "ssg" else 0
            say(
                f"  {name}: {memory / 1e6:.0f} MB"
                + (f"; a page with {LISTENERS} listeners: {many:.0f} ms" if many else "")
            )
        return Result(look, cold, warm, times, memory, many)
    finally:
        shutil.rmtree(folder)


def table(results: Mapping[str, Result]) -> str:
    """Everything as Markdown."""
    rows = {
        "Articles are seen, nothing remembered, s": [f"{r.look:.2f}" for r in results.values()],
        "First page, nothing remembered, s": [f"{r.cold:.2f}" for r in results.values()],
        "First page after an earlier run, s": [f"{r.warm:.2f}" for r in results.values()],
        "A save is seen, median, ms": [f"{statistics.median(r.saves):,.0f}" for r in results.values()],
        "A save is seen, 95th percentile, ms": [f"{percentile(r.saves, 95):,.0f}" for r in results.values()],
        "Memory, MB": [f"{r.memory / 1e6:,.0f}" for r in results.values()],
        f"A page while {LISTENERS} listen, ms": [f"{r.crowded:.0f}" if r.crowded else "–" for r in results.values()],
    }
    lines = ["| | " + " | ".join(SERVERS[name][0].label for name in results) + " |", "|---|" + "---:|" * len(results)]
    lines += [f"| {label} | {' | '.join(cells)} |" for label, cells in rows.items()]
    return "\n".join(lines)


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that is not below `percent` of all."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def say(line: str) -> None:
    """Tell how far we are; the tables alone go to standard output."""
    print(line, file=sys.stderr, flush=True)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    """Read the command line, and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.preview", description="Compare previews.")
    parser.add_argument("--articles", default="1000,10000", metavar="N,N", help="sizes of the corpus (1000,10000)")
    parser.add_argument("--tools", default=",".join(SERVERS), metavar="A,B", help=f"of {', '.join(SERVERS)}")
    parser.add_argument("--saves", type=int, default=20, metavar="S", help="how often an article is saved (20)")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    options = parser.parse_args()
    names = options.tools.split(",")
    install(names)
    for articles in map(int, options.articles.split(",")):
        before = os.getloadavg()[0]
        say(f"{articles:,} articles")
        results: dict[str, Result] = {}
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            for name in names:
                context = browser.new_context()
                context.add_init_script(EYE)
                results[name] = measure(name, articles, options.saves, context.new_page(), free_port())
                context.close()
            browser.close()
        about = describe({name: SERVERS[name][0].version() for name in names}, (before, os.getloadavg()[0]))
        text = f"{about}\n\n{table(results)}"
        print(f"### {articles:,} articles, preview\n\n{text}\n", flush=True)
        if options.write:
            whole = DOCS.read_text(encoding="utf-8")
            DOCS.write_text(put_between(whole, f"{articles:,} articles, preview", text), encoding="utf-8")


if __name__ == "__main__":
    main()
