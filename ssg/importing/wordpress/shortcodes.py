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
from ssg.importing.wordpress.builders import encoded, kept
from ssg.importing.wordpress.paragraphs import whole
from ssg.importing.wordpress.survey import Attachment, Library

_CODE: Final = re.compile(r"\[(/?)([A-Za-z][A-Za-z0-9_-]*)((?:[^\[\]\"']|\"[^\"]*\"|'[^']*')*?)(/?)\]")
# Old editors have made `&quot;` or `”` of the marks around a value; within `"` both are text.
_ATTRIBUTE: Final = re.compile(
    r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(?:&quot;|[“”″])(.*?)(?:&quot;|[”″])|([^\s\"']+))|(\S+)", re.DOTALL
)
_ASSIGNED: Final = re.compile(r"(?:^|\s)[\w-]+\s*=")
_LANGUAGES: Final = frozenset("bash c cpp csharp css html java javascript js php python ruby sql xml".split())
_CODES: Final = frozenset(("code", "sourcecode", "source", "highlight")) | _LANGUAGES
_PICTURE: Final = re.compile(r"<(?:a\b[^>]*>\s*)?<?img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
_IS_PICTURE: Final = re.compile(r"\.(?:jpe?g|jfif|png|gif|webp|avif)(?:[?#]|\Z)", re.IGNORECASE)
_IDS: Final = ("ids", "include", "images", "image")
_MEDIA: Final = ("src", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav")

Given = Mapping[str, str]


class Shortcodes:
    """Replaces the shortcodes of texts."""

    def __init__(self, library: Library, notes: Notes) -> None:
        """Take the library of pictures, and whom to tell."""
        self._library, self._notes = library, notes
        self._number = ""

    def replaced(self, text: str, number: str) -> str:
        """Return the text of an item, by its number, with its shortcodes as HTML."""
        if "[" not in text:
            return text
        self._number = number
        return self._within(text)

    def _within(self, text: str) -> str:
        text = text.replace("[[", "&#91;").replace("]]", "&#93;") if "[[" in text else text
        found = list(_CODE.finditer(text))
        if not found:
            return text
        ends = {one[2].lower() for one in found if one[1]}
        quoted = whole(text, ("pre", "code"))
        out: list[str] = []
        at = 0
        for one in found:
            if one.start() < at or one[1]:
                if one[1] and one.start() >= at and _is_code(one, ends, quoted):
                    out.append(text[at : one.start()])
                    at = one.end()
                continue
            if not _is_code(one, ends, quoted):
                continue
            name, given = one[2].lower(), _attributes(one[3])
            end = _end(text, one, name) if name in ends and not one[4] else None
            inner = text[one.end() : end.start()] if end is not None else ""
            html = self._html(name, given, inner)
            out.append(text[at : one.start()])
            if html is None:
                self._notes.count(say("shortcode `[{name}]`", name=name), one[0])
                out.append(kept(name, given))
                at = one.end()  # what stands between the tags is looked through as well
            else:
                out.append(html)
                at = end.end() if end is not None else one.end()
        return "".join(out) + text[at:]

    def _html(self, name: str, given: Given, inner: str) -> str | None:
        if name in _CODES:
            if not inner:
                return None
            language = given.get("lang") or given.get("language") or (name if name in _LANGUAGES else "")
            return f'<pre><code class="language-{escape(language)}">{_as_text(inner)}</code></pre>'
        if (html := encoded(name, inner)) is not None:
            return html
        known = _KNOWN.get(name)
        return known(self, given, inner) if known is not None else None

    def _caption(self, given: Given, inner: str) -> str:
        picture = _PICTURE.search(inner)
        if picture is None:
            return f"\n\n{self._within(inner)}\n\n"
        words = given.get("caption") or (inner[: picture.start()] + inner[picture.end() :]).strip()
        words = self._within(words)
        return f"\n\n<figure>{picture[0]}<figcaption>{words}</figcaption></figure>\n\n"

    def _gallery(self, given: Given, inner: str) -> str | None:
        if any(given.get(name) for name in _IDS):
            pictures = self._chosen(given)
        else:
            pictures = [one for one in self._library.of(given.get("id") or self._number) if _IS_PICTURE.search(one.url)]
        if not pictures:
            return None
        return '\n\n<div class="gallery">' + "".join(map(_figure, pictures)) + "</div>\n\n"

    def _chosen(self, given: Given) -> list[Attachment]:
        """Return the items of the library that a shortcode names; one that the export lacks is counted."""
        numbers = re.findall(r"\d+", next((given[name] for name in _IDS if given.get(name)), ""))
        pictures = {one: self._library.get(one) for one in numbers}
        for one, picture in pictures.items():
            if picture is None:
                self._notes.count(say("picture that was not found"), one)
        return [picture for one in numbers if (picture := pictures[one]) is not None]

    def _playlist(self, given: Given, inner: str) -> str | None:
        found = self._chosen(given)
        return "".join(f'\n\n<video src="{escape(one.url)}"></video>\n\n' for one in found) or None

    def _single(self, given: Given, inner: str) -> str | None:
        found = self._chosen(given)
        return f"\n\n{''.join(map(_figure, found))}\n\n" if found else None

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


def _is_code(found: re.Match[str], ends: set[str], quoted: list[tuple[int, int]]) -> bool:
    """Return whether words in brackets are a shortcode, not text: "[Ảnh: a=b]", an index in code, a query."""
    name, given = found[2].lower(), found[3]
    if name in _KNOWN or name in _CODES:
        return True
    if given and not given[0].isspace() and given[0] != "=":
        return False
    if any(start < found.start() < end for start, end in quoted):
        return False
    before = found.string[found.start() - 1 : found.start()]
    in_word = before.isascii() and (before.isalnum() or before in "_?&")
    return name in ends or _ASSIGNED.search(given) is not None or ("_" in name and not (before and in_word))


def _end(text: str, begin: re.Match[str], name: str) -> re.Match[str] | None:
    return re.compile(rf"\[/{re.escape(name)}\]", re.IGNORECASE).search(text, begin.end())


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes of a shortcode; its first value without a name is ""."""
    found: dict[str, str] = {}
    for one in _ATTRIBUTE.finditer(text):
        if one[1]:
            found.setdefault(one[1].lower(), next((value for value in one.groups()[1:5] if value is not None), ""))
        else:
            found.setdefault("", one[6])
    return found


def _figure(one: Attachment) -> str:
    """Return a picture of the library; its caption is HTML."""
    url, alt = escape(one.url), escape(one.alt)
    return f'<figure><img src="{url}" alt="{alt}"><figcaption>{one.caption}</figcaption></figure>'


def _as_text(code: str) -> str:
    return code.strip("\n").replace("<", "&lt;").replace(">", "&gt;")


_KNOWN: Final[dict[str, Callable[[Shortcodes, Given, str], str | None]]] = {
    "caption": Shortcodes._caption,
    "wp_caption": Shortcodes._caption,
    "gallery": Shortcodes._gallery,
    "vc_gallery": Shortcodes._gallery,
    "vc_single_image": Shortcodes._single,
    "ux_image": lambda codes, given, inner: codes._single({"ids": given.get("id", "")}, inner),
    "ux_gallery": Shortcodes._gallery,
    "playlist": Shortcodes._playlist,
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
