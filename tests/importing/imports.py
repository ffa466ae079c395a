"""What tests of imports share: exports from one literal, the command, and what it wrote."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

from tests.command import ssg

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Báo Cũ</title><link>https://cu.example/</link>
{items}
</channel></rss>
"""


def feed(*items: str) -> str:
    """A feed with items, each given as its elements."""
    return RSS.format(items="\n".join(f"<item>{item}</item>" for item in items))


def entry(number: int, body: str = "<p>x</p>", title: str = "", more: str = "") -> str:
    """The elements of an item of RSS."""
    return (
        f"<title>{title or f'Bài {number}'}</title><link>https://cu.example/2020/bai-{number}.html</link>"
        f"<guid>{number}</guid><pubDate>Tue, 24 Nov 2020 08:2{number % 10}:00 +0700</pubDate>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded>{more}"
    )


class Moved:
    """A folder in which something was imported: the site, the report, what the command said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = folder / "site"
        self.said = ""
        self.report: dict[str, Any] = {}

    def files(self) -> dict[str, str]:
        """All files of the site, by path."""
        found = (file for file in self.site.rglob("*") if file.is_file() and ".ssg" not in file.parts)
        return {
            file.relative_to(self.site).as_posix(): file.read_text(encoding="utf-8", errors="replace") for file in found
        }

    def run(self, system: str, *sources: str | Path, status: int = 0, options: tuple[str | Path, ...] = ()) -> Moved:
        """Import sources, and read the report."""
        done = self.command(system, *sources, *options)
        self.said = done.stdout + done.stderr
        assert done.returncode == status, self.said
        assert "Traceback" not in self.said
        report = self.folder / "report.json"
        self.report = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {}
        return self

    def command(self, system: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run `ssg import` in the folder."""
        report = self.folder / "report.json"
        report.unlink(missing_ok=True)
        return ssg("import", system, *arguments, "-C", self.site, "--report", report, cwd=self.folder)

    def body(self, title: str) -> str:
        """The text of the article with a title, without front matter."""
        return self.article(title).partition("\n---\n")[2].strip("\n")

    def article(self, title: str) -> str:
        """The file of the article with a title."""
        (found,) = [t for t in self.files().values() if re.search(rf'^title: "{re.escape(title)}"$', t, re.MULTILINE)]
        return found

    def build(self) -> str:
        """Build the site; it must publish."""
        done = ssg("build", "-C", self.site, "--now", "2026-11-24 12:00")
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def answers(self, url: str) -> bool:
        """Whether the published site has a page or a redirect at a path."""
        path = self.site / "public" / url.strip("/")
        return path.is_file() or (path / "index.html").is_file()
