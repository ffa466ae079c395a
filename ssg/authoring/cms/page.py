"""The page of the CMS, and how its files are recognised as ours: each bears the digest of what was written. Pure."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from ssg.core.digest import digest_bytes

FOLDER: Final = "static/admin"
PAGE: Final = "index.html"
CONFIG: Final = "config.yml"
_LENGTH: Final = 16
_MARK: Final = re.compile(r"\A(?:<!--|#) written by `ssg cms` \(([0-9a-f]{16})\)[^\n]*\n")
_KEPT: Final = re.compile(
    r"(sveltia-cms|decap-cms|material-symbols|locales)\.([0-9a-f]{8})(?:\.(?:js|woff2)|/vi\.json)"
)
# What Sveltia would load from elsewhere: its icons, its words, and how it asks for newer versions of itself.
_FONT_URL: Final = re.compile(rb"https://[a-z.]+/fontsource/fonts/material-symbols-outlined:vf@[0-9.]+/[a-z-]+\.woff2")

_LOCALES: Final = re.compile(rb"`\$\{\w+\}@\$\{\w+\}/locales`")
_LANGUAGES: Final = re.compile(rb"`ar,bg,[A-Za-z,-]+`")
_ELSEWHERE: Final = re.compile(rb"`https://[a-z.]+/@sveltia/cms`")


def marked(text: str, *, html: bool) -> str:
    """Return a text with its digest in a first line."""
    digest = digest_bytes(text.encode())[:_LENGTH]
    told = f"written by `ssg cms` ({digest}); once changed by hand, it is left alone"
    return (f"<!-- {told} -->\n" if html else f"# {told}\n") + text


def is_ours(name: str, data: bytes) -> bool:
    """Return whether a file is as `ssg cms` has written it."""
    if kept := _KEPT.fullmatch(name):
        return digest_bytes(data)[:8] == kept[2]
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    mark = _MARK.match(text)
    return mark is not None and digest_bytes(text[mark.end() :].encode())[:_LENGTH] == mark[1]


def named(stem: str, ending: str, data: bytes) -> str:
    """Return the name of a script, font or locale, which has the digest of its content."""
    return f"{stem}.{digest_bytes(data)[:8]}{ending}"


def stem_of(name: str) -> str:
    """Return what a kept file is, such as `sveltia-cms`; "" for other files."""
    kept = _KEPT.fullmatch(name)
    return kept[1] if kept else ""


def with_font(script: bytes, font: str) -> bytes:
    """Return a script that loads its icons from a file beside it."""
    return _FONT_URL.sub(font.encode(), script)


def with_words(script: bytes, locale: str) -> bytes | None:
    """Return the script of Sveltia with its Vietnamese in a file beside it; None for a script that works otherwise.

    Where it could not get its words, it would ask for them without end.
    """
    folder = locale.rpartition("/")[0]
    script, places = _LOCALES.subn(f"`{folder}`".encode(), script)
    script, lists = _LANGUAGES.subn(b"`en-US,vi`", script)
    return _ELSEWHERE.sub(b"`cms`", script) if (places, lists) == (1, 1) else None


def page(title: str, script: str, language: str) -> str:
    """Return the page of the CMS."""
    return f"""<!doctype html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="same-origin">
<title>{escape(title)}</title>
<link href="{CONFIG}" type="text/yaml" rel="cms-config-url">
</head>
<body>
<script src="{escape(script)}"></script>
</body>
</html>
"""
