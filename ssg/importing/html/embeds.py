"""What is embedded from elsewhere, and sound and video: as ssg's own embeds where it has them, else as a link.

The words of an embedded post become its title, so that none is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from ssg.content.markdown.embed_urls import embed_of, file_kind
from ssg.core.message import say
from ssg.core.text.paths import parts_of
from ssg.importing.html.escape import escaped, target
from ssg.importing.html.kept import visible
from ssg.importing.html.tree import Element

if TYPE_CHECKING:
    from ssg.importing.html.blocks import Blocks

_POSTS: Final = (
    "twitter-tweet",
    "twitter-video",
    "instagram-media",
    "tiktok-embed",
    "fb-post",
    "fb-video",
    "text-post-media",
)
_URL: Final = re.compile(r"https?://\S+")
_PLUGIN: Final = re.compile(
    r"https://www\.facebook\.com/plugins/[a-z]+\.php\?(?:[^#]*&)?href=(https%3A%2F%2F[^&#]+)", re.I
)
"""A frame of Facebook, which names the post or film that it shows."""
_PLAYED: Final = ("movie", "src", "url", "filename")
_SOURCES: Final = ("src", "data-src", "data-lazy-src", "data-litespeed-src", "data", "data-href", "cite")


class Embeds:
    """The embeds of one text."""

    def __init__(self, blocks: Blocks) -> None:
        """Take the blocks that they stand in."""
        self._blocks = blocks

    def frame(self, element: Element, depth: int) -> Iterator[str]:
        """Yield a frame, a sound or a video as a block."""
        source = self._source(element)
        words = element.get("title") or "" if element.tag == "iframe" else ""
        text = "" if element.tag == "iframe" else " ".join(visible(element).split())
        if source:
            yield self._shown(source, words)
        if text and element.tag in ("object", "video", "audio") and element.find(".//embed") is None:
            yield escaped(text)

    def link(self, element: Element) -> str:
        """Return a frame as a link in running text."""
        source = self._source(element)
        if not source:
            return escaped("".join(element.itertext()))
        known = embed_of(source)
        url = known.page if known is not None else self._blocks.target_of(source)
        words = element.get("title") or (known.name if known is not None else source)
        return f"[{escaped(words)}]({target(url)})" if url else escaped(source)

    def of_figure(self, figure: Element, caption: Element | None) -> str | None:
        """Return the embed that a figure holds: a frame, or nothing but an address (`wp:embed`)."""
        words = "" if caption is None else " ".join(visible(caption).split())
        for frame in figure.iter("iframe", "video", "audio", "embed"):
            source = self._source(frame)
            return self._shown(source, words or frame.get("title") or "") if source else None
        if "wp-block-embed" in (figure.get("class") or ""):
            found = _URL.match(visible(figure).strip())
            if found:
                return self._shown(found[0], words)
        return None

    def post(self, element: Element) -> str | None:
        """Return the embed of a post in a social network, which stands there as a quotation; None if it is none."""
        classes = (element.get("class") or "").split()
        if not any(name in classes for name in _POSTS):
            return None
        own = [
            element.get(name) or ""
            for name in ("cite", "data-href", "data-instgrm-permalink", "data-text-post-permalink")
        ]
        links = [*own, *(link.get("href") or "" for link in reversed(element.findall(".//a")))]
        url = next((link for link in links if embed_of(link) is not None), "")
        return self._shown(url, visible(element)) if url else None

    def bare(self, url: str, words: str = "") -> str:
        """Return an address that stands alone as an embed, if a provider has it; "" otherwise."""
        return self._shown(url, words) if embed_of(url) is not None else ""

    def _shown(self, url: str, words: str) -> str:
        """Return an address as an embed, or as a paragraph with a link, which is reported."""
        words = " ".join(words.split())
        found = embed_of(url)
        if found is not None:
            return f"::: embed {target(found.page)} {escaped(words)}".rstrip() + "\n:::"
        own = self._blocks.links.picture(url) if file_kind(url) else ""
        if own and file_kind(own):
            return f"::: embed {target(own)} {escaped(words)}".rstrip() + "\n:::"
        parts = parts_of(url)
        host = parts.netloc if parts is not None else ""
        self._blocks.notes.count(say("embed of {host}, now a link", host=host or "?"), url)
        link = self._blocks.target_of(url)
        return f"[{escaped(words or url)}]({target(link)})" if link else escaped(words or url)

    def _source(self, element: Element) -> str:
        found = next((element.get(name) or "" for name in _SOURCES if element.get(name)), "").strip()
        if not found or found.startswith("about:"):
            inner = element.find(".//source")
            inner = inner if inner is not None else element.find(".//embed")
            found = ((inner.get("src") or "") if inner is not None else _parameter(element)).strip()
        found = f"https:{found}" if found.startswith("//") else found
        plugin = _PLUGIN.match(found)
        return unquote(plugin[1]) if plugin is not None else found


def _parameter(element: Element) -> str:
    """Return what an `<object>` of Flash plays."""
    for one in element.iter("param"):
        if (one.get("name") or "").lower() in _PLAYED and one.get("value"):
            return str(one.get("value"))
    return ""
