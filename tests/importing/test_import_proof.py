"""What an import promises: a build publishes it with warnings only, no address is lost, and readers see every word."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path

from tests.command import ssg
from tests.importing.imports import Moved, entry, feed
from tests.importing.test_import_html import PAIRS
from tests.importing.test_import_wordpress import WXR, post

HOSTILE_LINKS = (
    "https://cu.example/readme.md /a/b.md#x /x.php?id=3 /x.json /x.exe /a.jpg ../rel.html rel.pdf /a.tar.gz ?p=3 #x "
    "javascript:x //cdn.example/x.js /a.markdown /x.ics /a:b/ ftp://x/y zalo://x mailto:a@b.vn /feed.xml"
).split()
HOSTILE_PICTURES = (
    "/a.jpg /a x.jpg data:image/png;base64,AA blob:x file:///c:/a.jpg https://khac.example/a.jpg //x.example/a.png"
).split()
HOSTILE_LINES = (
    "::: info", "{% x %} {{ y }} [[a]] [^1]", "[" * 60, "[x]: /y", "=====", "| a | b |", "1) x", "+++", "- - -", "```",
    "~~~", "# a", "> b", "    c", "$$x$$", "*[abc]: d", "&copy; &lt;b&gt; <!-- x -->", ": x", "{.a}", "---", "a\\",
    "\\",
)  # fmt: skip


def words_of(html: str) -> Counter[str]:
    """The words that a reader sees."""
    html = re.sub(r"<(script|style|template)\b.*?</\1>", " ", html, flags=re.DOTALL)
    html = re.sub(r"</?(?:a|b|i|em|strong|u|s|span|code|abbr|time|mark|small)\b[^>]*>", "", html)
    return Counter(re.findall(r"\w+", unescape(re.sub(r"<[^>]*>", " ", html))))


def test_what_a_large_part_of_the_web_writes(tmp_path: Path) -> None:
    """Every construct of the converter's tests, in both forms of WordPress, then built and looked at."""
    moved = Moved(tmp_path)
    texts = [html.replace("]]>", "]]&gt;") for html, _ in PAIRS.values()]
    items = [post(number, html) for number, html in enumerate(texts, 1)]
    blocks = [f"<!-- wp:html -->{html}<!-- /wp:html -->" for html in texts]
    items += [post(100 + number, html) for number, html in enumerate(blocks, 1)]
    (tmp_path / "wp.xml").write_text(WXR.format(items="\n".join(items)), encoding="utf-8")
    moved.run("wordpress", "wp.xml")
    assert moved.report["words"]["lost"] == 0
    moved.build()
    urls = [f"/2020/11/bai-{number}/" for first in (1, 101) for number in range(first, first + len(texts))]
    (tmp_path / "old.txt").write_text("\n".join(urls), encoding="utf-8")
    done = ssg("check", "-C", moved.site, "--moved", tmp_path / "old.txt")
    assert f"{len(urls)} old URLs: {len(urls)} answer, 0 redirect, 0 lost" in done.stdout
    wanted = missing = 0
    for html, url in zip([*texts, *texts], urls, strict=True):
        before = words_of(re.sub(r"https?://[^\s\"'<]+|<!--.*?-->", " ", html))
        page = (moved.site / f"public{url}index.html").read_text(encoding="utf-8")
        wanted += before.total()
        missing += (before - words_of(page)).total()
    assert missing <= wanted / 1000, (missing, wanted)


def test_no_text_stops_a_build(tmp_path: Path) -> None:
    """Links that lead nowhere, pictures that are none, and lines that are marks of Markdown."""
    moved = Moved(tmp_path)
    body = "".join(f'<p><a href="{link}">l</a></p>' for link in HOSTILE_LINKS)
    body += "".join(f'<p><img src="{source}" alt="i"></p>' for source in HOSTILE_PICTURES)
    body += '<table><tr><td><img src="/a.jpg"><a href="/x.md">y</a></td></tr><tr><td rowspan=2>z</td></tr></table>'
    body += "".join(f"<p>{line}</p><p>a<br>{line}<br>b</p><ul><li>{line}</li></ul>" for line in HOSTILE_LINES)
    (tmp_path / "feed.xml").write_text(feed(entry(1, body)), encoding="utf-8")
    moved.run("rss", "feed.xml")
    moved.build()
    page = (moved.site / "public/2020/bai-1.html").read_text(encoding="utf-8")
    assert not words_of(body.replace("<!-- x -->", "")) - words_of(page)


def test_a_text_that_no_build_reads_is_named_and_left_out(tmp_path: Path) -> None:
    moved = Moved(tmp_path)
    heavy = "<p>" + "*_[" * 80_000 + "</p>"
    (tmp_path / "feed.xml").write_text(feed(entry(1), entry(2, heavy), entry(3, "x" * 2_100_000)), encoding="utf-8")
    moved.run("rss", "feed.xml", status=1)
    assert moved.said.count("error[E802]") == 2
    assert moved.report["items"] == {"articles": 1}
    moved.build()
