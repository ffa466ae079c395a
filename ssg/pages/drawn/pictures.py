"""Smaller copies of the pictures beside the articles, and lead pictures cropped to other shapes.

Each copy is an output of its own, whose URL and identity name everything that it is made of: it is made once, and again
only if the picture, its settings in `site.toml` or the code that makes it change.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.errors import Place, SiteProblem, error
from ssg.core.message import say
from ssg.core.shown import file_of
from ssg.draw import resize
from ssg.index.pictures import Variant, largest, narrower, shapes
from ssg.pages.model import Page
from ssg.pages.reader import Planner, Reader


def pages(read: Planner, path: str) -> Iterator[Page]:
    """Yield all copies of a picture that is shown."""
    config, media = read.config.pictures, read.media(path)
    if media is None or config.service:
        return
    found = {one.url: one for one in narrower(media, config)}
    if (widest := largest(media, config)) is not None:
        found[widest.url] = widest
    for focus in read.focuses(media.url) if config.shapes else ():
        found.update((one.url, one) for one in shapes(media, focus, config))
    found.pop(media.url, None)
    owner = file_of(media.path)
    for url, one in found.items():
        subject = (media.path, one.width, one.height, one.format, one.halved, *one.box)
        yield Page("picture", url, url[1:], subject, say("a copy of {owner}", owner=owner), Place(owner))


def view(read: Reader, page: Page) -> bytes:
    """Create a copy.

    Raises SiteProblem if the picture can no longer be read, or turns out to be damaged.
    """
    media, made, quality = read.media(str(page.subject[0])), _variant(page), read.config.pictures.quality
    if media is None:
        raise LookupError(page.subject[0])
    whole, size = (media.width, media.height), (made.width, made.height)
    try:
        original = read.in_a_row(f"picture {media.path}", lambda: resize.read(read.original(media.path), made.halved))
        return resize.made(original, whole, made.box, size, made.format, quality)
    except SiteProblem:
        raise
    except Exception as problem:
        message = say(
            "cannot create smaller copies of this picture: {value}", value=str(problem or type(problem).__name__)
        )
        raise SiteProblem(error("E762", message, page.place, say("save it again in a picture editor"))) from problem


def _variant(page: Page) -> Variant:
    _, width, height, written, halved, *box = page.subject
    left, top, right, bottom = (int(side) for side in box)
    return Variant(page.url, int(width), int(height), str(written), (left, top, right, bottom), int(halved))
