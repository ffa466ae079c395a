"""Pictures with their captions and galleries. Lazy pictures, larger ones in `srcset` and behind links are found.

A caption that has links stands below its picture in italics, which a build reads as the caption; any other is the
picture's title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ssg.importing.html.escape import escaped, target, title
from ssg.importing.html.inline import flat, running
from ssg.importing.html.kept import visible
from ssg.importing.html.tree import Element

if TYPE_CHECKING:
    from ssg.importing.html.blocks import Blocks

_LAZY: Final = ("data-orig-file", "data-full-url", "data-src", "data-lazy-src", "data-original", "data-hi-res-src")
_SETS: Final = ("srcset", "data-srcset", "data-lazy-srcset")
_PICTURE: Final = re.compile(r"\.(?:jpe?g|jfif|png|gif|webp|avif)(?:[?#]|$)", re.IGNORECASE)
_CAPTIONS: Final = frozenset("figcaption wp-caption-text caption gallery-caption image-caption tr-caption".split())


class Figures:
    """The pictures of one text."""

    def __init__(self, blocks: Blocks) -> None:
        """Take the blocks that they stand in."""
        self._blocks = blocks

    def inline(self, element: Element, caption: str = "", larger: str = "") -> str:
        """Return a picture as Markdown; its alternative text if it has no source."""
        source = self.source(element, larger)
        alt = " ".join((element.get("alt") or "").split())
        if not source:
            return escaped(alt)
        after = f" {title(caption)}" if caption else ""
        return f"![{escaped(alt)}]({target(source)}{after})"

    def source(self, element: Element, larger: str = "") -> str:
        """Return where a picture is; "" if nowhere. One that is in the text itself counts if there is no other."""
        given = (element.get("src") or "").strip()
        others = [one for one in (larger, *_others(element)) if one]
        if given.startswith(("blob:", "about:")) or (given.startswith("data:") and others):
            given = ""
        return self._blocks.links.picture(given or next(iter(others), ""), tuple(others))

    def enlarged(self, link: Element, href: str) -> str:
        """Return a linked picture: the larger one, if the link leads to a picture; "" if it is no linked picture."""
        pictures = link.findall(".//img")
        if len(pictures) != 1 or "".join(link.itertext()).strip():
            return ""
        if _PICTURE.search(href):
            return self.inline(pictures[0], larger=href)
        url = self._blocks.target_of(href)
        inner = self.inline(pictures[0])
        return f"[{inner}]({target(url)})" if url and inner.startswith("!") else inner

    def figure(self, element: Element, depth: int) -> Iterator[str]:
        """Yield a figure: a picture, a gallery, an embed, or a box around other blocks."""
        caption = _caption(element)
        if (embed := self._blocks.embeds.of_figure(element, caption)) is not None:
            yield embed
            return
        pictures = [one for one in element.iter("img") if not _within(one, caption)]
        if not pictures or any(one.tag == "table" for one in element.iterdescendants()) or _has_text(element, caption):
            yield from self._around(element, caption, depth)
        elif len(pictures) == 1 and (caption is None or _own_caption(pictures[0], caption) is None):
            yield from self.single(pictures[0], caption if caption is not None else _own_caption(pictures[0], None))
        elif any(own is not None and own.find(".//a") is not None for own in self._captions(pictures, caption)):
            # A gallery's captions are plain: pictures whose captions have links stand one by one.
            for picture in pictures:
                yield from self.single(picture, _own_caption(picture, caption))
            if caption is not None and (text := flat(running(self._blocks, caption))):
                yield _italic(text)
        else:
            yield self._gallery(pictures, caption)

    def _captions(self, pictures: list[Element], caption: Element | None) -> Iterator[Element | None]:
        yield caption
        yield from (_own_caption(picture, caption) for picture in pictures)

    def _around(self, element: Element, caption: Element | None, depth: int) -> Iterator[str]:
        """Yield other blocks with their caption below them, in italics."""
        if caption is not None and caption.getparent() is not None:
            tail, parent = caption.tail, caption.getparent()
            parent.remove(caption)
            if tail and tail.strip():
                parent.text = (parent.text or "") + tail
        yield from self._blocks.of(element, depth)
        if caption is not None and (text := flat(running(self._blocks, caption))):
            yield _italic(text)

    def single(self, picture: Element, caption: Element | None) -> Iterator[str]:
        """Yield a picture with its caption."""
        link = picture.getparent()
        href = (link.get("href") or "").strip() if link is not None and link.tag == "a" else ""
        larger = href if _PICTURE.search(href) else ""
        rich = caption is not None and caption.find(".//a") is not None
        words = "" if caption is None or rich else " ".join(visible(caption).split())
        done = self.inline(picture, words, larger)
        if done:
            yield done
        if (
            caption is not None
            and (rich or not done.startswith("!"))
            and (text := flat(running(self._blocks, caption)))
        ):
            yield _italic(text)

    def _gallery(self, pictures: list[Element], caption: Element | None) -> str:
        lines = []
        for picture in pictures:
            own = _own_caption(picture, caption)
            words = "" if own is None else " ".join(visible(own).split())
            link = picture.getparent()
            href = (link.get("href") or "") if link.tag == "a" else ""
            line = self.inline(picture, words, href if _PICTURE.search(href) else "")
            lines += [line] if line else []
        head = "" if caption is None else flat(escaped(" ".join(visible(caption).split())))
        return "\n".join((f"::: gallery {head}".rstrip(), *lines, ":::"))


def _others(element: Element) -> Iterator[str]:
    """Yield larger and lazy sources of a picture, the largest first."""
    found: list[tuple[float, str]] = []
    for name in _SETS:
        for part in (element.get(name) or "").split(", "):
            url, _, size = part.strip().rstrip(",").partition(" ")
            number = re.match(r"[0-9.]+", size.strip())
            if url and not url.startswith("data:"):
                found.append((float(number[0]) if number and number[0].strip(".") else 1, url))
    for name in _LAZY:
        if (value := (element.get(name) or "").strip()) and not value.startswith("data:"):
            yield value
    yield from (url for _, url in sorted(found, key=lambda one: -one[0]))


def _caption(element: Element) -> Element | None:
    """Return the caption of a figure, not of a figure in it."""
    for one in element.iterdescendants():
        if _is_caption(one) and _holder(one, element) is element:
            return one
    return None


def _own_caption(picture: Element, other: Element | None) -> Element | None:
    """Return the caption of a picture within a gallery, not that of the gallery."""
    return next((c for c in map(_caption, _ancestors(picture)) if c is not None and c is not other), None)


def _holder(caption: Element, outer: Element) -> Element:
    return next(up for up in caption.iterancestors() if up is outer or up.tag in ("figure", "dl", "li"))


def _ancestors(picture: Element) -> Iterator[Element]:
    for above in picture.iterancestors():
        yield above
        if above.tag in ("figure", "li", "dl"):
            return


def _within(element: Element, other: Element | None) -> bool:
    return other is not None and any(above is other for above in element.iterancestors())


def _has_text(element: Element, caption: Element | None) -> bool:
    """Return whether a figure has text beside its captions."""
    inside = "".join(element.itertext())
    captions = "".join("".join(one.itertext()) for one in element.iter() if _is_caption(one))
    return len("".join(inside.split())) > len("".join(captions.split()))


def _is_caption(element: Element) -> bool:
    return isinstance(element.tag, str) and (
        element.tag == "figcaption" or bool(_CAPTIONS & set((element.get("class") or "").split()))
    )


def _italic(text: str) -> str:
    return f"*{text}*" if "*" not in text else f"<em>{text}</em>"
