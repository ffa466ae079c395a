"""Smaller copies of the pictures beside the articles, and lead pictures cut to other shapes.

Each copy is an output of its own, whose address and key name all that it is made of: it is made once, and never again
while the picture, its settings in `site.toml` and the code that makes it are what they were.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.errors import Place, SiteProblem, error
from ssg.draw import resize
from ssg.pages.desk import Desk
from ssg.pages.model import Page
from ssg.pages.stamps import Stamps
from ssg.site.model import Site
from ssg.site.pictures import Variant, narrower, shapes
from ssg.site.places import CONTENT


def plan(site: Site) -> Iterator[Page]:
    """All copies of all pictures that are shown, those of a picture one after the other."""
    config = site.config.pictures
    if not site.media or not (config.widths or config.shapes):
        return
    leads: dict[str, dict[str, None]] = {}
    for brief in site.briefs.values() if config.shapes else ():
        if brief.picture:
            leads.setdefault(brief.picture, {})[brief.focus] = None
    for media in site.media.values():
        found = {one.url: one for one in narrower(media, config)}
        for focus in leads.get(media.path, ()):
            found.update((one.url, one) for one in shapes(media, focus, config))
        found.pop(media.url, None)
        owner = f"{CONTENT}/{media.path}"
        for url, one in found.items():
            subject = (media.path, one.width, one.height, one.format, one.halved, *one.box)
            yield Page("picture", url, url[1:], subject, f"a copy of {owner}", Place(owner))


PARTS = ("the picture", "size, shape and quality")


def key(stamps: Stamps, page: Page) -> tuple[str, ...]:
    """The bytes of the picture, and what is to be made of it."""
    quality = stamps.desk.config.pictures.quality
    return stamps.media(str(page.subject[0])), " ".join(map(str, (quality, *page.subject[1:])))


def view(desk: Desk, page: Page) -> bytes:
    """Make one.

    Raises SiteProblem where the picture cannot be read any more, or is damaged in a way that was not seen before.
    """
    media, made, quality = desk.site.media[str(page.subject[0])], _variant(page), desk.config.pictures.quality
    whole, size = (media.width, media.height), (made.width, made.height)
    try:
        original = desk.shared(f"picture {media.path}", lambda: resize.read(desk.original(media.path), made.halved))
        return resize.made(original, whole, made.box, size, made.format, quality)
    except SiteProblem:
        raise
    except Exception as problem:
        message = f"no copies can be made of this picture: {problem or type(problem).__name__}"
        raise SiteProblem(error("E762", message, page.place, "Save it again in a picture editor.")) from problem


def _variant(page: Page) -> Variant:
    _, width, height, written, halved, *box = page.subject
    left, top, right, bottom = (int(side) for side in box)
    return Variant(page.url, int(width), int(height), str(written), (left, top, right, bottom), int(halved))
