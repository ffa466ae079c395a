"""A site of two thousand articles whose preview reads none of them before it is told, for tests of the first look."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from tests.conftest import TinySite
from tests.jobs.living import alive, read_until, start

MANY = 2_000
FIRST = datetime(2020, 1, 1)  # noqa: DTZ001 - as an editor writes it
ARTICLE = "-- content/tin/{0}.md --\n---\ntitle: Bài{0}\ndate: {1:%Y-%m-%d %H:%M}\n---\nVăn.\n"


def archive(folder: Path) -> TinySite:
    """Write the site: an article an hour from 2020 on, and the newest, which links to one that the first look lacks."""
    articles = "".join(ARTICLE.format(n, FIRST + timedelta(hours=n)) for n in range(MANY))
    newest = "-- content/tin/moi.md --\n---\ntitle: Tin mới nhất\ndate: 20/11/2026\n---\nXem [bài cũ](7.md).\n"
    return TinySite(folder, articles + newest)


@contextmanager
def unread(tiny: TinySite, told: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run a preview that reads when the file `told` is there; give its origin."""
    process = start("fork", f"parse_batch:until:{told}", "serve", "-C", tiny.root, "--port", 0, "--lang", "vi")
    try:
        printed = read_until(process, b"at work").decode()
        (origin,) = re.findall(r"xem trước: (http://\S+)/", printed)
        yield origin, process
    finally:
        for number in alive(process.pid):
            os.kill(number, signal.SIGKILL)
        process.communicate()
