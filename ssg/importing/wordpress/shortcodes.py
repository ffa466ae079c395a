"""Shortcodes of WordPress as HTML: captions, galleries, embeds, sound, code. What is not known is counted.

A word in brackets is a shortcode only if it is a known one, has attributes or an end: "[sic]" is text. The tags of an
unknown one go, what stands between them stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Final

from ssg.core.message import say
from ssg.importing.notes import Notes
from ssg.importing.wordpress.survey import Attachment

_CODE: Final = re.compile(r"\[(/?)([A-Za-z][\w-]*)((?:[^\[\]\"']|\"[^\"]*\"|'[^']*')*?)(/?)\]")
_ATTRIBUTE: Final = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))|(\S+)")
_LANGUAGES: Final = frozenset("bash c cpp csharp css html java javascript js php python ruby sql xml".split())
_CODES: Final = frozenset(("code", "sourcecode", "source", "highlight")) | _LANGUAGES
_PICTURE: Final = re.compile(r"<(?:a\b[^>]*>\s*)?<?img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
_MEDIA: Final = ("src", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav")

Given = Mapping[str, str]


class Shortcodes:
    """Replaces the shortcodes of texts."""

    def __init__(self, library: Mapping[str, Attachment], children: Mapping[str, list[str]], notes: Notes) -> None:
        """Take the library of pictures, those that belong to each item, and whom to tell."""
        self._library, self._children, self._notes = library, children, notes
        self._number = ""

    def replaced(self, text: str, number: str) -> str:
        """Return the text of an item, by its number, with its shortcodes as HTML."""
        if "[" not in text:
            return text
        self._number = number
        text = text.replace("[[", "&#91;").replace("]]", "&#93;") if "[[" in text else text
        found = list(_CODE.finditer(text))
        if not found:
            return text
        ends = {one[2].lower() for one in found if one[1]}
        out: list[str] = []
        at = 0
        for one in found:
            if one.start() < at or one[1]:
                if one[1] and one.start() >= at and one[2].lower() in ends and self._is_code(one, ends):
                    out.append(text[at : one.start()])
                    at = one.end()
                continue
            if not self._is_code(one, ends):
                continue
            name, given = one[2].lower(), _attributes(one[3])
            end = _end(text, one, name) if name in ends and not one[4] else None
            inner = text[one.end() : end.start()] if end is not None else ""
            html = self._html(name, given, inner)
            out.append(text[at : one.start()])
            if html is None:
                self._notes.count(say("shortcode `[{name}]`", name=name), one[0])
                at = one.end()  # what stands between the tags is looked through as well
            else:
                out.append(html)
                at = end.end() if end is not None else one.end()
        return "".join(out) + text[at:]

    def _is_code(self, found: re.Match[str], ends: set[str]) -> bool:
        name = found[2].lower()
        return name in _KNOWN or name in _CODES or name in ends or "=" in found[3] or "_" in name

    def _html(self, name: str, given: Given, inner: str) -> str | None:
        if name in _CODES:
            if not inner:
                return None
            language = given.get("lang") or given.get("language") or (name if name in _LANGUAGES else "")
            return f'<pre><code class="language-{escape(language)}">{_as_text(inner)}</code></pre>'
        known = _KNOWN.get(name)
        return known(self, given, inner) if known is not None else None

    def _caption(self, given: Given, inner: str) -> str:
        picture = _PICTURE.search(inner)
        if picture is None:
            return inner
        words = given.get("caption") or (inner[: picture.start()] + inner[picture.end() :]).strip()
        return f"\n\n<figure>{picture[0]}<figcaption>{words}</figcaption></figure>\n\n"

    def _gallery(self, given: Given, inner: str) -> str | None:
        numbers = re.findall(r"\d+", given.get("ids") or given.get("include") or "")
        numbers = numbers or self._children.get(self._number, [])
        pictures = [self._library[one] for one in numbers if one in self._library]
        if not pictures:
            return None
        return '\n\n<div class="gallery">' + "".join(map(_figure, pictures)) + "</div>\n\n"

    def _embed(self, given: Given, inner: str) -> str | None:
        url = (inner or given.get("url") or given.get("src") or given.get("") or "").strip()
        return f"\n\n{escape(url)}\n\n" if url.startswith("http") else None

    def _youtube(self, given: Given, inner: str) -> str | None:
        url = (inner or given.get("url") or given.get("id") or given.get("") or "").strip().lstrip("=")
        url = url.replace("&amp;", "&")
        if re.fullmatch(r"[\w-]{11}", url):
            url = f"https://www.youtube.com/watch?v={url}"
        return self._embed({}, url)

    def _vimeo(self, given: Given, inner: str) -> str | None:
        url = (inner or given.get("url") or given.get("id") or given.get("") or "").strip()
        return self._embed({}, f"https://vimeo.com/{url}" if url.isdigit() else url)

    def _sound(self, given: Given, inner: str) -> str | None:
        url = next((given[name] for name in _MEDIA if given.get(name)), given.get("", ""))
        return f'\n\n<video src="{escape(url)}"></video>\n\n' if url else None


def _end(text: str, begin: re.Match[str], name: str) -> re.Match[str] | None:
    return re.compile(rf"\[/{re.escape(name)}\]", re.IGNORECASE).search(text, begin.end())


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes of a shortcode; its first value without a name is ""."""
    found: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(text.replace("&quot;", '"').replace("”", '"').replace("″", '"')):
        if one[1]:
            found.setdefault(one[1].lower(), next((value for value in one.groups()[1:4] if value is not None), ""))
        else:
            found.setdefault("", one[5])
    return found


def _figure(one: Attachment) -> str:
    alt, words = escape(one.alt), escape(one.caption)
    return f'<figure><img src="{escape(one.url)}" alt="{alt}"><figcaption>{words}</figcaption></figure>'


def _as_text(code: str) -> str:
    return code.strip("\n").replace("<", "&lt;").replace(">", "&gt;")


_KNOWN: Final[dict[str, Callable[[Shortcodes, Given, str], str | None]]] = {
    "caption": Shortcodes._caption,
    "wp_caption": Shortcodes._caption,
    "gallery": Shortcodes._gallery,
    "embed": Shortcodes._embed,
    "tweet": Shortcodes._embed,
    "soundcloud": Shortcodes._embed,
    "facebook": Shortcodes._embed,
    "instagram": Shortcodes._embed,
    "youtube": Shortcodes._youtube,
    "vimeo": Shortcodes._vimeo,
    "video": Shortcodes._sound,
    "audio": Shortcodes._sound,
}
