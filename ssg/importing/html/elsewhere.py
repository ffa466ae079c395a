"""Elements that show pictures and embeds only by a script: those of AMP, of Facebook's kit, and what stands in
`noscript` for a picture that nothing else shows. They become elements that every browser knows.
"""

from __future__ import annotations

from typing import Any, Final

Element = Any
"""An element of lxml, which has no types."""

_MARKS: Final = ("<amp-", "<noscript", "fb-post", "fb-video")
_SAME: Final = {"amp-img": "img", "amp-anim": "img", "amp-iframe": "iframe", "amp-video": "video", "amp-audio": "audio"}
# The attribute that says which post or film it is, and the address of it.
_EMBEDS: Final = {
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v={}"),
    "amp-vimeo": ("data-videoid", "https://vimeo.com/{}"),
    "amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/video/{}"),
    "amp-facebook": ("data-href", "{}"),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/{}/"),
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/{}"),
    "amp-tiktok": ("data-src", "{}"),
    "amp-soundcloud": ("data-trackid", "https://api.soundcloud.com/tracks/{}"),
}
_FACEBOOK: Final = frozenset(("fb-post", "fb-video"))


def made_usual(root: Element, text: str) -> Element:
    """Return a tree, whose text is given, with such elements as usual ones."""
    if not any(mark in text for mark in _MARKS):
        return root
    for one in list(root.iter()):
        tag = one.tag
        if not isinstance(tag, str):
            continue
        if tag in _SAME:
            one.tag = _SAME[tag]
        elif tag in _EMBEDS:
            name, address = _EMBEDS[tag]
            _to_frame(one, address.format(one.get(name)) if one.get(name) else "")
        elif tag == "noscript" and _is_alone(one, text):
            one.tag = "span"
        elif tag == "div" and _is_facebook(one):
            _to_frame(one, one.get("data-href") or "")
    return root


def _to_frame(element: Element, source: str) -> None:
    if source:
        element.tag = "iframe"
        element.set("src", source)


def _is_facebook(element: Element) -> bool:
    return (
        bool(_FACEBOOK.intersection((element.get("class") or "").split())) and not "".join(element.itertext()).strip()
    )


def _is_alone(noscript: Element, text: str) -> bool:
    """Return whether a text names the picture in a `noscript` nowhere else: lazy pictures are there twice."""
    sources = [one.get("src") or "" for one in noscript.iter("img")]
    return any(source and text.count(source) == 1 for source in sources)
