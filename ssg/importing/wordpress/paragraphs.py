"""What WordPress does with a text before it shows it: paragraphs for classic texts, comments of blocks. Pure.

Texts of the block editor have their paragraphs; in older ones an empty line ends one, and the end of a line is a break.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from typing import Final

from ssg.core.message import say
from ssg.importing.notes import Notes

_BLOCKS: Final = (
    "table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address|"
    "style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|details|menu|"
    "summary|iframe|video|audio|object"
)
_BEFORE: Final = re.compile(rf"(<(?:{_BLOCKS})[\s/>])", re.IGNORECASE)
_AFTER: Final = re.compile(rf"(</(?:{_BLOCKS})>|<hr\s*/?>)", re.IGNORECASE)
_WHOLE: Final = ("pre", "script", "style", "textarea")
_KEPT: Final = "\x02"  # no text may have it, while icon fonts use the private characters
_TAG: Final = re.compile(r"(<[^>]*>)")
_BLOCK: Final = re.compile(r"<!--\s+wp:([a-z0-9/-]+)\s+(\{.*?\}\s+)?(/)?-->", re.DOTALL)
_BEGINS_WITH_BLOCK: Final = re.compile(rf"</?(?:{_BLOCKS})[\s/>]", re.IGNORECASE)
_SILENT: Final = frozenset(
    ("more", "nextpage", "spacer", "separator", "footnotes", "block", "core/block", "post-title")
)


def with_paragraphs(text: str) -> str:
    """Return a classic text with `<p>` and `<br>`; one of the block editor as it is."""
    if "<!-- wp:" in text or "\n" not in text.strip():
        return text
    kept: list[str] = []

    text = text.replace(_KEPT, "").replace("\r\n", "\n").replace("\r", "\n")
    parts: list[str] = []
    at = 0
    for start, end in whole(text, _WHOLE):
        parts += (text[at:start], f"\n\n{_KEPT}{len(kept)}{_KEPT}\n\n")
        kept.append(text[start:end])
        at = end
    text = "".join(parts) + text[at:]
    text = _BEFORE.sub(r"\n\n\1", text)
    text = _AFTER.sub(r"\1\n\n", text)
    chunks = (chunk.strip() for chunk in re.split(r"\n[ \t]*\n", text))
    html = "\n".join(_paragraph(chunk) for chunk in chunks if chunk)
    return re.sub(rf"{_KEPT}(\d+){_KEPT}", lambda found: kept[int(found[1])], html)


def whole(text: str, names: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return where elements are that are closed, the outermost ones, in their order. Time is linear in the text."""
    found: list[tuple[int, int]] = []
    for name in names if "<" in text else ():
        ends = [one.end() for one in re.finditer(rf"</{name}\s*>", text, re.IGNORECASE)]
        pattern = re.compile(rf"<{name}\b.*?</{name}\s*>", re.IGNORECASE | re.DOTALL)
        found += [one.span() for one in pattern.finditer(text, 0, ends[-1])] if ends else []
    found.sort()
    out: list[tuple[int, int]] = []
    for start, end in found:
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out


def _paragraph(chunk: str) -> str:
    if chunk.startswith(_KEPT):
        return chunk
    parts = _TAG.split(chunk)
    lines = "".join(part if at % 2 else part.replace("\n", "<br>\n") for at, part in enumerate(parts))
    return lines if _BEGINS_WITH_BLOCK.match(chunk) else f"<p>{lines}</p>"


def with_blocks(text: str, reusable: Mapping[str, str], notes: Notes) -> str:
    """Return a text with reusable blocks in place; blocks without any HTML of their own are counted."""
    if "<!-- wp:" not in text:
        return text

    def put(found: re.Match[str]) -> str:
        name = found[1].removeprefix("core/")
        if name == "block":
            inner = reusable.get(str(_data(found[2]).get("ref", "")))
            if inner is not None:
                return inner
            notes.count(say("reusable block that the export does not have"), found[0])
        elif name == "social-link" and (url := str(_data(found[2]).get("url") or "")):
            return f'<li><a href="{escape(url)}">{escape(str(_data(found[2]).get("service") or url))}</a></li>'
        elif found[3] and name not in _SILENT:
            notes.count(say("block `{name}`", name=name), found[0])
        return found[0]

    return _BLOCK.sub(put, text)


def _data(text: str | None) -> Mapping[str, object]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def footnotes(meta: str) -> str:
    """Return the footnotes of the block editor, which are kept beside the text, as a list at its end."""
    try:
        found = json.loads(meta)
    except ValueError:
        return ""
    notes = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    items = "".join(f'<li id="{one.get("id", "")}">{one.get("content", "")}</li>' for one in notes)
    return f'<ol class="wp-block-footnotes">{items}</ol>' if items else ""
