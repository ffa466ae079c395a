"""Content types, as a web server gives them: from a table of our own, the same on every machine."""

from __future__ import annotations

import posixpath
from typing import Final

HTML: Final = "text/html; charset=utf-8"
PLAIN: Final = "text/plain; charset=utf-8"
_UNKNOWN = "application/octet-stream"
_TYPES: Final[dict[str, str]] = {
    ".html": HTML,
    ".htm": HTML,
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".txt": PLAIN,
    ".csv": "text/csv; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".jfif": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".mov": "video/quicktime",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".m4a": "audio/mp4",
    ".wav": "audio/wav",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".gz": "application/gzip",
    ".wasm": "application/wasm",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
# What outputs of a site may be, and servers do not know by themselves.
MORE: Final[dict[str, str]] = {
    "atom": "application/atom+xml",
    "geojson": "application/geo+json",
    "ics": "text/calendar",
    "jsonld": "application/ld+json",
    "md": "text/markdown",
    "ndjson": "application/x-ndjson",
    "opml": "text/x-opml",
    "rss": "application/rss+xml",
    "tsv": "text/tab-separated-values",
    "vcf": "text/vcard",
    "yaml": "application/yaml",
}
"""Types by ending."""
# Names that a server knows whatever their ending says.
_NAMES: Final = {
    "feed.xml": "application/atom+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "rss.xml": "application/rss+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}


def type_of(output: str) -> str:
    """Return the content type of an output path. A name without any ending (`CNAME`, `_headers`) is text."""
    name = posixpath.basename(output)
    ending = posixpath.splitext(name)[1].lower()
    return _NAMES.get(name) or _TYPES.get(ending) or _more(ending) or (_UNKNOWN if ending else PLAIN)


def is_known(ending: str) -> bool:
    """Return whether servers know an ending, or are told of it."""
    return f".{ending}" in _TYPES or ending in MORE


def _more(ending: str) -> str:
    found = MORE.get(ending.removeprefix("."), "")
    return f"{found}; charset=utf-8" if found.startswith("text/") else found
