"""File names that every file system accepts, and safe URLs. It reads neither disk nor network."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from typing import Final
from urllib.parse import SplitResult, urlsplit

from ssg.core.message import NOTHING, Message, say
from ssg.core.patterns import pattern
from ssg.core.text.control import FORBIDDEN_CLASS, control_characters
from ssg.core.text.normal import normalized
from ssg.core.text.slug import DEVICE_NAMES

# What Windows forbids in a name (POSIX forbids only "/" and NUL), and invisible characters.
_REFUSED: Final = pattern(f'[<>:"/\\\\|?*{FORBIDDEN_CLASS}]')
_HASH_CHARACTERS: Final = 10
_LONGEST_EXTENSION: Final = 12
_LONGEST: Final = 255  # bytes of a name on every file system that matters

SECTION_FILE: Final = "_index.md"
"""The name of the file that holds the text of the section that its folder names."""

MARKDOWN_ENDINGS: Final = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".mdwn")

# Names that are plainly allowed: most are. No device of Windows has five letters.
_COMMON: Final = pattern(r"(?:(?:[0-9]{1,8}|[a-z0-9_-]{5,200})/)*+[a-z0-9_-]{5,200}(?:\.[a-z0-9]{1,5})?")
_SCHEME: Final = pattern(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_HOST: Final = pattern(r"https?://[^\s/?#@]++(?:[/?#]|$)", re.IGNORECASE)
_ADDRESS: Final = pattern(r"mailto:[^\s:/?#]+@[^\s:/#]+|tel:\+?[0-9 ().\-]+", re.IGNORECASE)
_BARE_HOST: Final = pattern(
    r"(?:www\.[^/\s]++|(?:[a-z0-9-]++\.)++(?:vn|com|net|org|info|edu|gov|asia|io|tv|me))(?::\d++)?(?:/|$)",
    re.IGNORECASE,
)
_ODD_SPACE: Final = pattern(r"[^\S ]")


def safe_segment(text: str, limit_bytes: int = 200) -> str:
    """Return `text` as one name of a file or folder for Linux, macOS and Windows, in NFC; never empty.

    Characters that are forbidden in a name become `-`. A name of more than `limit_bytes` of UTF-8 is cut between two
    characters: its extension stays, and a hash of the whole distinguishes it from others with the same beginning.
    Raises ValueError if `limit_bytes` leaves no room for that (under 32).
    """
    if limit_bytes < 32:
        raise ValueError(f"a name needs at least 32 bytes, not {limit_bytes}")
    name = _REFUSED.sub("-", normalized("NFC", text)).strip(" ").rstrip(". ")
    if len(name.encode()) > limit_bytes:
        name = _cut(name, limit_bytes, text)
    stem, dot, rest = name.partition(".")
    if stem.rstrip(" ").lower() in DEVICE_NAMES:
        name = f"{stem.rstrip(' ')}-1{dot}{rest}"
    return name or "-"


def _cut(name: str, limit_bytes: int, whole: str) -> str:
    """Cut `name` to `limit_bytes`, keeping its extension, with a hash of `whole` before it."""
    digest = blake2b(normalized("NFC", whole).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    stem, dot, extension = name.rpartition(".")
    if not (stem and extension.isalnum() and len(extension.encode()) <= _LONGEST_EXTENSION):
        stem, dot, extension = name, "", ""
    room = limit_bytes - _HASH_CHARACTERS - 1 - len((dot + extension).encode())
    kept = stem.encode()[:room].decode("utf-8", "ignore")
    # A mark belongs to its letter: cut before the letter, not between the two.
    while kept and unicodedata.combining(stem[len(kept)]):
        kept = kept[:-1]
    return f"{kept.rstrip(' .-')}-{digest[:_HASH_CHARACTERS]}{dot}{extension}"


def is_markdown(path: str) -> bool:
    """Return whether a file is Markdown by its extension, in upper or lower case."""
    return path.endswith(".md") or path.lower().endswith(MARKDOWN_ENDINGS)


def odd_name(path: str) -> str | None:
    """Return the first part of a path (decoded, with or without slashes around it) that no file may have; else None.

    A name must not be hidden, lead up, be empty, or differ between Linux, macOS and Windows; it may have 255 bytes in
    either Unicode form. U+FFFD replaces bytes that were not UTF-8.
    """
    path = path.strip("/")
    if _COMMON.fullmatch(path):
        return None
    for name in path.split("/"):
        composed = unicodedata.normalize("NFC", name)
        apart = unicodedata.normalize("NFD", name)
        fits = (
            len(composed.encode("utf-8", "surrogatepass")) <= _LONGEST
            and len(apart.encode("utf-8", "replace")) <= _LONGEST
        )
        if name.startswith(".") or "\ufffd" in name or not fits or safe_segment(composed, _LONGEST) != composed:
            return name
    return None


def unprintable(name: str) -> Message:
    """Return why no file may have a name: lists of files have a line for each, and a terminal obeys what it prints."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        return say("file name is not valid UTF-8: {shown}", shown=shown)
    if control_characters(name):
        return say("file name has a control character: {shown}", shown=repr(name))
    return NOTHING


def clash_key(path: str) -> str:
    """Return the key under which two paths are one file on a disk that ignores case or composition (macOS, Windows)."""
    if path.isascii():
        return path.lower()
    return normalized("NFC", normalized("NFC", path).casefold())


def parts_of(url: str) -> SplitResult | None:
    """Split a URL; None for an invalid one such as `https://[`, for which `urlsplit` raises ValueError."""
    try:
        return urlsplit(url)
    except ValueError:
        return None


def is_elsewhere(version: str) -> bool:
    """Return whether a version of a text or a section is a URL at another site: no path and no slug is one."""
    return "://" in version


def is_web_address(url: str) -> bool:
    """Return whether a URL is a whole one of the web, safe to publish: `https://…`."""
    return url.startswith(("https://", "http://")) and " " not in url and is_safe_url(url)


def is_host(url: str) -> bool:
    """Return whether a URL begins with the name of a host, without a scheme, as in `vnexpress.net/a`."""
    return _BARE_HOST.match(url) is not None


def is_safe_url(url: str) -> bool:
    """Return whether a URL from front matter is safe to publish.

    Safe are `http:`, `https:` (with a host, without a user name), `mailto:`, `tel:`, site-relative (`/x`) and relative
    ones, plain spaces inside them included. Not safe: "", any other scheme, `//host`, backslashes, control
    characters, white space that browsers strip before they read the scheme.
    """
    if not url or url.strip() != url or "\\" in url or _ODD_SPACE.search(url) or control_characters(url):
        return False
    scheme = _SCHEME.match(url)
    if scheme is None:
        return not url.startswith("//")
    if scheme[1].lower() in ("http", "https"):
        return _HOST.match(url) is not None and parts_of(url) is not None
    return _ADDRESS.fullmatch(url) is not None
