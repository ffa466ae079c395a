"""What a layout makes of an article's text: its video taken out of it, its pictures numbered. HTML in, HTML out."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from markupsafe import Markup

from ssg.content.markdown.reserved import PHOTO, VIDEO
from ssg.core.model import Article
from ssg.index.briefs import shows_lead
from ssg.index.layouts import PHOTO as OF_PHOTOS
from ssg.pages.reader import Reader
from ssg.pages.texts import with_zoom
from ssg.pages.views.shared import PictureView
from ssg.pages.views.text import Text

_FIGURE: Final = re.compile(r"<(/?)figure\b[^>]*>")
_BLOCK: Final = re.compile(r"<(/?)(?:aside|blockquote|details|dl|div|figure|ol|section|table|ul)\b[^>]*>")
NONE: Final = Markup("")


class Shape(NamedTuple):
    """The parts of an article as its layout shows them."""

    body: Text
    video: Markup
    photos: int
    picture: PictureView | None


def shaped(read: Reader, article: Article, text: str, picture: PictureView | None) -> Shape:
    """Return the parts of an article by its layout; `text` is its HTML."""
    layout, text = read.metadata(article.path).layout, with_zoom(text)
    if layout == "video" and article.type != "live":
        video, rest = take_video(text)
        return Shape(Text(rest), Markup(video), 0, picture)  # noqa: S704 - sanitised in content/
    if layout == OF_PHOTOS and article.type != "live":
        leads = picture is not None and shows_lead(article)
        body, total = with_numbers(text, 1 + leads, read.gettext("Photo {number}/{total}"), article.photos)
        return Shape(Text(body), NONE, total, picture if leads else None)
    return Shape(Text(text), NONE, 0, picture)


def take_video(html: str) -> tuple[str, str]:
    """Return the first video of a text that stands in nothing else, and the text without it; "" if there is none."""
    begin = html.find(VIDEO)
    while begin >= 0:
        if not sum(-1 if found[1] else 1 for found in _BLOCK.finditer(html, 0, begin)):
            depth = 0
            for tag in _FIGURE.finditer(html, begin):
                depth += -1 if tag[1] else 1
                if not depth:
                    return html[begin : tag.end()], html[:begin] + html[tag.end() :].lstrip("\n")
            return "", html
        begin = html.find(VIDEO, begin + 1)
    return "", html


def with_numbers(html: str, first: int, label: str, count: int = 0) -> tuple[str, int]:
    """Return a text whose pictures are numbered from `first` on, and the number of the last.

    `label` is what stands at a picture: `{number}/{total}`; `count` is how many the whole text has, if this is a part.
    """
    total = first - 1 + max(count, html.count(PHOTO))
    parts, number = html.split(PHOTO), first
    for at, part in enumerate(parts[1:], 1):
        text = label.format(number=number, total=total)
        mark = f'<span class="photo-number">{text}</span>'
        inside, end, rest = part.partition("</figure>")
        if "<figcaption>" in inside:
            inside = inside.replace("<figcaption>", f"<figcaption>{mark} ", 1)
        else:
            inside += f"<figcaption>{mark}</figcaption>"
        parts[at] = inside + end + rest
        number += 1
    return PHOTO.join(parts), total
