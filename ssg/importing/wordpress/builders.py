"""What page builders (WPBakery, Divi, Flatsome and their like) keep in the attributes of shortcodes, as HTML. Pure.

Their shortcodes are not understood, and are counted. But links, pictures and words that readers saw must not be lost
with them.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import Final
from urllib.parse import unquote

_BUILDERS: Final = ("vc_", "et_pb_", "fusion_", "av_", "nectar_", "wpb_", "ux_", "tdc_", "mk_", "us_")
_FLATSOME: Final = frozenset(("button", "title", "featured_box", "testimonial", "team_member", "message_box"))
_WORDS: Final = frozenset(
    "title heading text content subtitle subheading label caption button_text name description author quote".split()
)
_URL: Final = re.compile(r"(?:https?://|/(?!/))[^\s\"'<>]+")
_PICTURE: Final = re.compile(r"\.(?:jpe?g|jfif|png|gif|webp|avif)(?:[?#]|\Z)", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
_NOT_WORDS: Final = frozenset("true false yes no on off none default left right center".split())


def kept(name: str, given: Mapping[str, str]) -> str:
    """Return the links, pictures and words in the attributes of a shortcode that is not known."""
    words = list(_words(name, given))
    links: list[str] = []
    pictures: list[str] = []
    for value in given.values():
        url, own = _linked(unescape(value))
        if url and _PICTURE.search(url):
            pictures.append(f'<figure><img src="{escape(url)}" alt="{escape(given.get("alt", ""))}"></figure>')
        elif url:
            shown = own or (words.pop() if words else "") or url
            links.append(f'<p><a href="{escape(url)}">{escape(shown)}</a></p>')
    texts = [f"<p>{escape(one)}</p>" for one in words]
    return "".join(f"\n\n{one}\n\n" for one in (*pictures, *texts, *links))


def encoded(name: str, inner: str) -> str | None:
    """Return the HTML that a shortcode of WPBakery holds in base 64; None if it holds none."""
    if name not in ("vc_raw_html", "vc_raw_js"):
        return None
    try:
        html = unquote(b64decode(inner.strip(), validate=True).decode("utf-8", "replace"))
    except ValueError:
        return inner
    return html if name == "vc_raw_html" else ""


def _words(name: str, given: Mapping[str, str]) -> Iterator[str]:
    if not name.startswith(_BUILDERS) and name not in _FLATSOME:
        return
    for key, value in given.items():
        text = unescape(unquote(value) if "%" in value else value)
        own = key in _WORDS and _LETTERS.search(text) is not None and text.lower() not in _NOT_WORDS
        if own and not _URL.fullmatch(text):
            yield re.sub(r"<[^<>]*>", " ", text).replace("``", '"').strip()


def _linked(value: str) -> tuple[str, str]:
    """Return the address in a value, and the words of its link: WPBakery writes `url:https%3A%2F%2F…|title:Xem`."""
    if value.startswith("url:"):
        parts = dict(part.partition(":")[::2] for part in value.split("|"))
        url = unquote(parts.get("url", ""))
        return (url, unquote(parts.get("title", ""))) if _URL.fullmatch(url) else ("", "")
    return (value, "") if _URL.fullmatch(value) else ("", "")
