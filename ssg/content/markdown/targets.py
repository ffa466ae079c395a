"""Says what the target of a link or picture is: a file of the site, a page, something outside, or a slip of the pen.

Pure text; it never looks whether a file is there (a later stage does) and never changes what is shown.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from ssg.core.text.normal import normalized

PICTURES: Final = frozenset(("jpg", "jpeg", "png", "gif", "webp", "avif", "svg"))

# What makes a site-relative target (`/a/b.pdf`) a file rather than a page. `.html` is not here: pages end in it.
FILES: Final = PICTURES | frozenset(
    "pdf doc docx xls xlsx ppt pptx odt ods odp rtf txt csv tsv json geojson xml ics epub zip gz 7z rar "
    "mp3 m4a ogg oga opus wav flac mp4 m4v webm ogv mov vtt srt".split()
)

# What articles may link to. The parser itself refuses the four that can run or read; all others open programs.
SAFE_SCHEMES: Final = frozenset("http https mailto tel sms ftp geo webcal sip xmpp irc zalo viber".split())
UNSAFE_SCHEMES: Final = frozenset(("javascript", "vbscript", "data", "file"))

SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*+):")
_EXTENSION: Final = re.compile(r"\.([A-Za-z0-9]{1,7})$")
_STAYS: Final = re.compile(r"%([01][0-9A-Fa-f]|23|3[Ff]|7[Ff])")
_HOST: Final = re.compile(
    r"(?:www\.[^/\s]++|(?:[a-z0-9-]++\.)++(?:vn|com|net|org|info|edu|gov|asia|io|tv|me))(?::\d++)?(?:/|$)",
    re.IGNORECASE,
)


def kind_of(target: str) -> str:
    """Return what `target`, as written and not yet encoded, points to.

    `link` (an article's file), `file` (another file, or nothing that we know), `page` (a URL of the site, or a part
    of this page), `external` (http and https), `network` (`//host`), `scheme` (mailto, tel, …), `computer` (`C:\\…`),
    `host` (`vnexpress.net`, without https) or `empty`.
    """
    if not target.strip():
        return "empty"
    scheme = SCHEME.match(target)
    if scheme:
        return _kind_of_scheme(scheme.group(1).lower(), target)
    if target.startswith("//"):
        return "network"
    if target[0] in "#?":
        return "page"
    return _kind_of_path(target.partition("#")[0].partition("?")[0])


def _kind_of_scheme(name: str, target: str) -> str:
    if name in ("http", "https"):
        return "external"
    if len(name) == 1:
        return "computer"
    return "host" if "." in name and _HOST.match(target) else "scheme"  # `vnexpress.net:80/` has a port


def _kind_of_path(path: str) -> str:
    found = _EXTENSION.search(path)
    extension = found.group(1).lower() if found else ""
    if extension == "md":
        return "link"
    if extension in FILES:
        return "file"
    if path.startswith("/"):
        return "page"
    return "host" if _HOST.match(path) else "file"


def decoded(target: str) -> str:
    """Return `target` as file names are written: percent signs decoded, NFC.

    `%23` and `%3F` stay: decoded they would read as the beginning of a fragment or a query. So does what would decode
    to a control character, which no file's name has.
    """
    if "%" in target:
        target = unquote(_STAYS.sub(r"%25\1", target))
    return normalized("NFC", target)


def scheme_in_html(value: str) -> str:
    """Return the scheme of a URL as a browser reads it: past control characters, tabs and line ends."""
    found = SCHEME.match(re.sub(r"[\t\n\r]", "", value).lstrip("".join(map(chr, range(0x21)))))
    return found.group(1).lower() if found else ""
