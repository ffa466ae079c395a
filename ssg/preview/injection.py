"""Dresses a page for the preview: the bar, what is wrong, and the script that keeps it up to date, before `</body>`.

All of it stands in a shadow tree, so that neither the site's styles nor ours reach the other's, and all styles and
scripts are files: a policy that allows no inline code allows this.
"""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from ssg.core.digest import digest_bytes


class Injection(NamedTuple):
    """What is put into a page. `kind` and `subject` say what the page is about, should it move.

    `source` is the file that the page is made of, `epoch` the step that it belongs to, `built` the time of day.
    """

    bar: str
    overlay: str
    kind: str
    subject: str
    source: str
    epoch: str
    built: str


def digest_of_page(data: bytes, injection: Injection) -> str:
    """Name what is to be seen: equal in two epochs if the page need not be touched."""
    parts = (injection.bar, injection.overlay, injection.source)
    return digest_bytes(b"\0".join((data, *(part.encode() for part in parts))))


def injected(data: bytes, injection: Injection, digest: str) -> bytes:
    """Put it in before the end of the body, or at the end of what has none."""
    said = {
        "digest": digest,
        "epoch": injection.epoch,
        "kind": injection.kind,
        "subject": injection.subject,
        "source": injection.source,
        "built": injection.built,
    }
    attributes = "".join(f' data-{name}="{escape(value)}"' for name, value in said.items())
    added = (
        f"<ssg-preview{attributes}>"
        '<template shadowrootmode="open"><link rel="stylesheet" href="/_preview/preview.css">'
        f"{injection.bar}{injection.overlay}</template></ssg-preview>"
        '<script src="/_preview/idiomorph.js"></script><script src="/_preview/client.js"></script>'
    ).encode("utf-8", "replace")
    at = data.lower().rfind(b"</body>")
    return data + added if at < 0 else data[:at] + added + data[at:]


def bare(title: str, language: str, main: str) -> bytes:
    """Return a page of the preview's own."""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">'
        '<link rel="stylesheet" href="/_preview/preview.css"></head>'
        f'<body class="own"><main>{main}</main></body></html>\n'
    ).encode()
