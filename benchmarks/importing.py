"""How fast an export is imported, and in how much memory: `python -m benchmarks.importing [--items N]`.

An export of WordPress is made of the articles of the other benchmarks: half of them of the block editor, half classic,
with links, pictures, captions and lists; a sixth of the items are pictures of the library. `ssg import` runs in a
process of its own, twice: into a new site, and again when nothing has changed.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.machine import describe
from benchmarks.measure import measure
from benchmarks.stories import Newsroom, Story
from benchmarks.tools import ROOT

SEED = 1
PARAGRAPHS = 5
"""Of each text: an item has 2 KB, of which half is what the reader sees."""
HOST = "https://cu.example"
HEAD = f"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Báo Cũ</title><link>{HOST}</link><language>vi</language>
<wp:base_site_url>{HOST}</wp:base_site_url><wp:base_blog_url>{HOST}</wp:base_blog_url>
"""


def write_export(file: Path, items: int) -> None:
    """Write an export with a number of items."""
    newsroom = Newsroom(items, SEED)
    with file.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for number in range(items):
            out.write(picture(number) if number % 6 == 5 else post(newsroom.story(number)))
        out.write("</channel></rss>\n")


def post(story: Story) -> str:
    """An article as an item of WXR."""
    html = list(paragraphs(story))
    if story.number % 2:
        body = "\n\n".join(f"<!-- wp:paragraph -->\n<p>{one}</p>\n<!-- /wp:paragraph -->" for one in html)
    else:
        body = "\r\n\r\n".join(html)
    labels = [("category", story.category), *(("post_tag", tag) for tag in story.tags)]
    terms = "".join(
        f'<category domain="{kind}" nicename="{escape(slug(name))}"><![CDATA[{name}]]></category>'
        for kind, name in labels
    )
    date = story.date
    return (
        f"<item><title>{escape(story.title)}</title><link>{HOST}/{date:%Y/%m}/{story.slug}-{story.number}/</link>"
        f"<dc:creator><![CDATA[{story.authors[0] if story.authors else 'x'}]]></dc:creator>"
        f"<guid>{HOST}/?p={story.number + 1}</guid><content:encoded><![CDATA[{body}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[{story.summary}]]></excerpt:encoded><wp:post_id>{story.number + 1}</wp:post_id>"
        f"<wp:post_date>{date:%Y-%m-%d %H:%M:%S}</wp:post_date><wp:post_name>{story.slug}-{story.number}</wp:post_name>"
        f"<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>{terms}"
        f"<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>{story.number // 6 * 6 + 6}"
        "</wp:meta_value></wp:postmeta></item>\n"
    )


def paragraphs(story: Story) -> Iterator[str]:
    """The text of a story as HTML, with a picture, a link and a list."""
    text = re.sub(r"[#>*_`\[\]]", "", story.body)
    for number, one in enumerate([part for part in text.split("\n\n") if part.strip()][:PARAGRAPHS]):
        words = escape(" ".join(one.split()))
        if number == 1:
            yield f'<img class="size-full" src="{HOST}/wp-content/uploads/{story.number}-300x200.jpg" alt="Ảnh" />'
        first, _, rest = words.partition(" ")
        yield f'<strong>{first}</strong> {rest} <a href="{HOST}/?p={story.number}">Xem thêm</a>.'
    yield "<ul><li>một</li><li>hai</li></ul>"


def picture(number: int) -> str:
    """A picture of the library."""
    return (
        f"<item><title>anh-{number}</title><link>{HOST}/anh-{number}/</link><wp:post_id>{number + 1}</wp:post_id>"
        "<wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>"
        f"<excerpt:encoded><![CDATA[Chú thích]]></excerpt:encoded>"
        f"<wp:attachment_url>{HOST}/wp-content/uploads/{number}.jpg</wp:attachment_url></item>\n"
    )


def slug(name: str) -> str:
    """The slug of a term, as WordPress would make one."""
    return re.sub(r"\s+", "-", name.lower())


def main() -> None:
    """Make the export, import it twice, and print a line for each."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--items", type=int, default=10_000)
    given = options.parse_args()
    load = os.getloadavg()[:2]
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_export(folder / "export.xml", given.items)
        size = (folder / "export.xml").stat().st_size
        print(f"{given.items:,} items, {size / 1e6:,.1f} MB")
        command = [sys.executable, "-m", "ssg", "import", "wordpress", "export.xml", "-C", "site", "-q"]
        for run in ("into a new site", "again"):
            cost = measure(command, folder, {**os.environ, "PYTHONPATH": str(ROOT)}, folder / "log")
            each = cost.wall / given.items * 1000
            print(
                f"{run}: {cost.wall:.1f} s, {each:.2f} ms an item ({cost.cpu / given.items * 1000:.2f} ms of the "
                f"processor), at most {cost.peak / 1e6:,.0f} MB"
            )
    print(describe({}, load))


if __name__ == "__main__":
    main()
