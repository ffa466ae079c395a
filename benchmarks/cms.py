"""Time Sveltia: `python -m benchmarks.cms PACKAGE --articles N --runs R` opens the articles of the newest month.

PACKAGE is the folder of `@sveltia/cms`, as for `ssg cms --from`. Needs Chromium, whose own file system gets the files
of the site: Sveltia reads them as it reads a folder of the disk. A run begins with an empty page, and signs in.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final, NamedTuple

from playwright.sync_api import CDPSession, Page, sync_playwright

from benchmarks.corpus import write_corpus
from benchmarks.preview import CHROMIUM, free_port, status
from benchmarks.stories import Newsroom
from benchmarks.tools import NOW, SEED, environment

AT_ONCE: Final = 500  # files that go into the browser by one call
LONGEST: Final = 120_000  # milliseconds
IN: Final = """async (files) => {
  let root = await navigator.storage.getDirectory();
  root = await root.getDirectoryHandle("sveltia-cms-test", { create: true });
  for (const [path, text] of Object.entries(files)) {
    const parts = path.split("/");
    const name = parts.pop();
    let folder = root;
    for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true });
    const writer = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await writer.write(text);
    await writer.close();
  }
}"""


class Opening(NamedTuple):
    """Seconds until one may sign in, from there until the list is shown, and those of all processors for that."""

    page: float
    listed: float
    cpu: float


def cpu(session: CDPSession) -> float:
    """Processor seconds of all processes of the browser."""
    told = session.send("SystemInfo.getProcessInfo")
    return sum(float(process["cpuTime"]) for process in told["processInfo"])


def opening(page: Page, session: CDPSession, address: str) -> Opening:
    """Open the CMS as an editor does who is not signed in; the page is that of the CMS already."""
    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    begun = time.perf_counter()
    page.goto(address)
    enter = page.get_by_role("button", name="Làm việc với kho mã nguồn")
    enter.wait_for()
    shown, before = time.perf_counter(), cpu(session)
    enter.click()
    page.locator("[role=row]").nth(5).wait_for()
    return Opening(shown - begun, time.perf_counter() - shown, cpu(session) - before)


def measure(root: Path, runs: int) -> list[Opening]:
    """Put the files of a site into a browser, and open its CMS again and again."""
    files = sorted((root / "content").rglob("*.md"))
    port = free_port()
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory"]
    server = subprocess.Popen([*command, str(root / "static")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            session = browser.new_browser_cdp_session()
            page = browser.new_page(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
            page.set_default_timeout(LONGEST)
            while status(port, "/admin/") != 200:
                time.sleep(0.05)
            address = f"http://127.0.0.1:{port}/admin/"
            page.goto(address)
            for first in range(0, len(files), AT_ONCE):
                some = files[first : first + AT_ONCE]
                page.evaluate(IN, {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in some})
            found = [opening(page, session, address) for _ in range(runs)]
            browser.close()
            return found
    finally:
        server.kill()
        server.wait()


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cms", description="Time Sveltia.")
    parser.add_argument("package", type=Path, metavar="PACKAGE", help="the package @sveltia/cms")
    parser.add_argument("--articles", type=int, default=10_000, metavar="N", help="how many articles (10000)")
    parser.add_argument("--runs", type=int, default=5, metavar="R", help="how often it is opened (5)")
    given = parser.parse_args()
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        write_corpus(root, "ssg", Newsroom(given.articles, SEED))
        command = [sys.executable, "-m", "ssg", "cms", "sveltia", "--backend", "test-repo", "--lang", "vi"]
        command += ["--now", NOW, "--from", str(given.package.resolve()), "-C", str(root)]
        subprocess.run(command, env=dict(environment()), check=True, stdout=subprocess.DEVNULL)
        found = measure(root, given.runs)
    print(f"load average {before:.1f} before the run, {os.getloadavg()[0]:.1f} after it")
    for one in found:
        print(f"page {one.page:.2f} s, list {one.listed:.2f} s, {one.cpu:.2f} processor seconds")
    print(f"median: list {statistics.median(one.listed for one in found):.2f} s")


if __name__ == "__main__":
    main()
