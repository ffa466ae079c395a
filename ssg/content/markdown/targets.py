"""Classifies the target of a link or picture: a file of the site, a page, something external, or a mistake.

Pure text; it never checks whether a file exists (a later stage does) and never changes what is shown.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from ssg.core.text.control import control_characters
from ssg.core.text.normal import normalized
from ssg.core.text.paths import is_host, is_markdown

PICTURES: Final = frozenset("jpg jpeg jfif jpe pjp pjpeg png gif webp avif svg".split())

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
_STAYS: Final = re.compile(r"%([01][0-9A-Fa-f]|23|25(?=23|25|3[Ff])|3[Ff]|7[Ff])")
_NAMED: Final = re.compile(r"%(?:25(?=23|25|3[Ff])|23|3[Ff])")


def kind_of(target: str) -> str:
    """Return what `target`, as written and not yet encoded, points to.

    `link` (an article's file), `file` (another file, or anything unknown), `page` (a URL of the site, or a part
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
    return _kind_of_path(split(target)[0])


def _kind_of_scheme(name: str, target: str) -> str:
    if name in ("http", "https"):
        return "external"
    if len(name) == 1:
        return "computer"
    return "host" if "." in name and is_host(target) else "scheme"  # `vnexpress.net:80/` has a port


def _kind_of_path(path: str) -> str:
    found = _EXTENSION.search(path)
    extension = found.group(1).lower() if found else ""
    if is_markdown(path):
        return "link"
    if extension in FILES:
        return "file"
    if path.startswith("/"):
        return "page"
    return "host" if is_host(path) else "file"


def split(target: str) -> tuple[str, str]:
    """Part a target into its path and what follows: a query and a fragment, with their marks.

    Editors have files named `ảnh #1.jpg`: where only the whole ends as a file does, it is a name.
    """
    cut = min((at for at in (target.find("#"), target.find("?")) if at >= 0), default=len(target))
    path, rest = target[:cut], target[cut:]
    if rest and path and not path.endswith("/") and "=" not in rest and _is_file(target) and not _is_file(path):
        return target, ""
    return path, rest


def _is_file(path: str) -> bool:
    found = _EXTENSION.search(path)
    return is_markdown(path) or (found is not None and found.group(1).lower() in FILES)


def file_name(path: str) -> str:
    """Return a path, as `decoded` and `split` leave it, as files are named: with `#` and `?` for `%23` and `%3F`."""
    return _NAMED.sub(lambda found: unquote(found[0]), path) if "%" in path else path


def decoded(target: str) -> str:
    """Return `target` as file names are written: percent signs decoded, NFC.

    `%23` and `%3F` stay: decoded they would read as the beginning of a fragment or a query. All percent signs stay if
    decoding makes a control character, which no file's name has.
    """
    name = target
    if "%" in target:
        name = unquote(_STAYS.sub(r"%25\1", target))
        if control_characters(name):
            name = target
    return normalized("NFC", name)


def scheme_in_html(value: str) -> str:
    """Return the scheme of a URL as a browser reads it: past control characters, tabs and line ends."""
    found = SCHEME.match(re.sub(r"[\t\n\r]", "", value).lstrip("".join(map(chr, range(0x21)))))
    return found.group(1).lower() if found else ""
