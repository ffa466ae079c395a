"""Reader of feeds in files: RSS and Atom. It fetches nothing: a feed has only the newest articles of a site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import chain
from pathlib import Path
from typing import Final

from ssg.core.text.paths import parts_of
from ssg.importing.model import Export, Head, Item, Picture
from ssg.importing.names import name_of, plain_of, title_of
from ssg.importing.newest import OLDER, Newest
from ssg.importing.notes import Notes
from ssg.importing.times import time_of
from ssg.importing.xml import Element, elements, local, markup_of, text_of
from ssg.store.open import open_named

_ROOT: Final = re.compile(rb"<(?:[a-z]+:)?(rss|rdf|feed)\b", re.IGNORECASE)
_MEDIA: Final = "{http://search.yahoo.com/mrss/}"
_ABOUT_MEDIA: Final = (_MEDIA, "{http://www.itunes.com/dtds/podcast-1.0.dtd}")
_MAIL: Final = re.compile(r"[^\s@()]+@[^\s@()]+(?:\s*\((.*)\))?")


def read(paths: Sequence[Path], notes: Notes) -> Export:
    """Open feeds. Raises SiteProblem if a file is none, OSError."""
    newest = Newest()
    for path in paths if len(paths) > 1 else ():
        for item in _items(path, Notes()):
            newest.note(*_copy(item))
    items = chain.from_iterable(_newest(path, newest, notes) for path in paths)
    first = next(items, None)
    head = _head(paths[0], notes, first.url if first is not None else "")
    return Export(head, chain((first,), items) if first is not None else iter(()))


def _newest(path: Path, newest: Newest, notes: Notes) -> Iterator[Item]:
    for item in _items(path, notes):
        if newest.is_newer(*_copy(item)):
            notes.place = item.place
            notes.count(OLDER, item.title)
        else:
            yield item


def _copy(item: Item) -> tuple[str, int]:
    """Return the id of an item, and when it was changed last: RSS tells only when it was published."""
    changed = item.updated or item.date
    return item.id, int(changed.timestamp()) if changed is not None else 0


def _tag(path: Path) -> str:
    """Return the name of a feed's items: Atom's `entry`, or RSS's `item`."""
    with open_named(path) as file:  # RSS names the namespace of Atom, too
        head = file.read(65_536).replace(b"\x00", b"")
    found = _ROOT.search(head)
    return "entry" if found is not None and found[1].lower() == b"feed" else "item"


def _items(path: Path, notes: Notes) -> Iterator[Item]:
    tag = _tag(path)
    for element in elements(path, tag, (), notes):
        place = f"{path.name}:{element.sourceline or 0}"
        yield _entry(element, place) if tag == "entry" else _item(element, place)


def _head(path: Path, notes: Notes, url: str) -> Head:
    parts = parts_of(url)
    base = f"{parts.scheme}://{parts.netloc}" if parts is not None and parts.netloc else ""
    title = ""
    for element in elements(path, "title", (), notes):
        title = text_of(element)
        break
    return Head(title=title, base_url=base)


def _item(element: Element, place: str) -> Item:
    """Return an item of RSS."""
    found: dict[str, str] = {}
    categories: list[str] = []
    authors: list[str] = []
    picture = None
    sound = ""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name, text = local(child), text_of(child)
        if name == "category" and text:
            categories.append(name_of(text))
        elif name in ("creator", "author"):
            authors += _signed(name_of(text))
        elif name == "enclosure" and (child.get("type") or "").startswith(("audio", "video")):
            sound += f'<p><audio src="{escape(child.get("url") or "")}"></audio></p>'
        elif name in ("enclosure", "content", "group", "thumbnail"):
            picture = picture or _picture(child)
        elif text and name not in found and not child.tag.startswith(_ABOUT_MEDIA):
            found[name] = text
    body = found.get("encoded") or found.get("description", "")
    summary = plain_of(found.get("description", "")) if found.get("encoded") else ""
    return Item(
        id=found.get("guid") or found.get("link") or found.get("title", place),
        title=name_of(found.get("title", "")),
        body=body + sound,
        url=found.get("origLink") or found.get("link", ""),
        summary="" if _is_cut(summary, body) else summary,
        date=time_of(found.get("pubDate") or found.get("date", "")),
        authors=tuple(authors),
        categories=tuple(categories[:1]),
        tags=tuple(categories[1:]),
        picture=picture,
        place=place,
    )


def _picture(element: Element) -> Picture | None:
    """Return the picture of an enclosure, or of an element of Media RSS."""
    for one in element.iter():
        kind = one.get("type") or one.get("medium") or ("image" if local(one) == "thumbnail" else "")
        if one.get("url") and kind.startswith("image"):
            return Picture(one.get("url"), **_whose(element))
    return None


def _whose(element: Element) -> dict[str, str]:
    """Return whose a picture is, as Media RSS says within its element."""
    said: dict[str, str] = {}
    for part in element.iter():
        name = str(part.tag).removeprefix(_MEDIA) if isinstance(part.tag, str) else ""
        if name in ("credit", "copyright"):
            said.setdefault(name, text_of(part))
        elif name == "license":
            said.setdefault("licence", part.get("href") or "")
    return said


def _signed(text: str) -> list[str]:
    """Return the name of an author; RSS writes it after an e-mail address, which is left out."""
    found = _MAIL.fullmatch(text)
    return [name] if (name := ((found[1] or "") if found is not None else text).strip()) else []


def _is_cut(summary: str, body: str) -> bool:
    """Return whether a summary is nothing but the beginning of its text, as systems make one."""
    return not summary or summary.endswith(("…", "...", "[…]", "[...]")) or plain_of(body).startswith(summary)


def _entry(element: Element, place: str) -> Item:
    """Return an entry of Atom."""
    found: dict[str, Element] = {}
    authors: list[str] = []
    categories: list[str] = []
    url = ""
    for child in element:
        name = local(child)
        if name == "author":
            authors += [text_of(one) for one in child if local(one) == "name"]
        elif name == "category":
            categories.append(child.get("label") or child.get("term") or "")
        elif name == "link" and child.get("rel", "alternate") == "alternate":
            url = url or child.get("href") or ""
        elif name and name not in found:
            found[name] = child
    body = found.get("content", found.get("summary"))
    text = _markup(body) if body is not None else ""
    summary = plain_of(_markup(found["summary"])) if "content" in found and "summary" in found else ""
    texts = {name: text_of(one) for name, one in found.items() if name not in ("content", "summary")}
    names = [one for one in categories if one]
    return Item(
        id=texts.get("id") or url or place,
        title=title_of(texts.get("title", "")) if _is_html(found.get("title")) else texts.get("title", ""),
        body=text,
        summary="" if _is_cut(summary, text) else summary,
        url=url,
        date=time_of(texts.get("published") or texts.get("updated", "")),
        updated=time_of(texts.get("updated", "")),
        authors=tuple(filter(None, authors)),
        categories=tuple(names[:1]),
        tags=tuple(names[1:]),
        place=place,
    )


def _is_html(element: Element | None) -> bool:
    return element is not None and element.get("type") == "html"


def _markup(element: Element) -> str:
    """Return the HTML of a text: escaped, plain, or as elements."""
    kind = element.get("type", "text")
    if kind == "xhtml":
        return markup_of(element)
    text = text_of(element)
    return text if kind == "html" else escape(text, quote=False)
