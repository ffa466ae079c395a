"""Kinds of pages and blocks that somebody might write, as text: each reads in a way that is easily left out of account.

They are put into a copy of the package. A view is given a reader and a page, and nothing else; what it reads is what it
depends on.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.hunt.recipes import add_import, add_line, write
from tests.hunt.series import NEXT


class Trap(NamedTuple):
    """A kind of page or a block: its name (an identifier) and the source of its module."""

    name: str
    source: str


_HEAD = '''"""A trap."""

from __future__ import annotations

from collections.abc import Iterator

from ssg.core.errors import Place
from ssg.pages.model import Page
from ssg.pages.reader import Reader

NAME = "{name}"


def page(subject: str) -> Page:
    """A text file."""
    output = f"bay/{{NAME}}/{{subject.removesuffix('.md')}}.txt"
    return Page(NAME, f"/{{output}}", output, (subject,), f"the trap {{NAME}}", Place("site.toml", 1))


def every(read: Reader, name: str) -> tuple[str, ...]:
    """A list whole."""
    return tuple(read.front(name, read.count(name)))


def groups(read: Reader, path: str):
    """Where an article is filed."""
    return (getattr(read, "groups", None) or read.metadata)(path)


'''

_KINDS = {
    "copy": '''
def pages(read: Reader) -> Iterator[Page]:
    """A plain copy of each article."""
    yield from map(page, every(read, "all"))


def view(read: Reader, page: Page) -> bytes:
    """Its title and its text."""
    path = page.subject[0]
    return f"{read.article(path).title}\\n{read.body(path).html}\\n".encode()
''',
    "by_author": '''
def pages(read: Reader) -> Iterator[Page]:
    """Each author."""
    yield from map(page, read.names("author"))


def view(read: Reader, page: Page) -> bytes:
    """What is said of an author, and the headlines of the three newest articles."""
    slug = page.subject[0]
    titles = [read.card(path).title for path in read.front(f"author/{slug}", 3)]
    return f"{read.person(slug)} {titles}\\n".encode()
''',
    "by_tag": '''
def pages(read: Reader) -> Iterator[Page]:
    """Each tag."""
    yield from map(page, read.names("tag"))


def view(read: Reader, page: Page) -> bytes:
    """How many articles there are, the addresses of those on the front, and the cards of the oldest."""
    name = f"tag/{page.subject[0]}"
    front = [read.address(path) for path in read.slice(name, 0)]
    oldest = [read.card(path) for path in read.slice(name, 1)]
    return f"{read.count(name)} {front} {oldest}\\n".encode()
''',
    "by_month": '''
def pages(read: Reader) -> Iterator[Page]:
    """Each month."""
    yield from map(page, read.names("month"))


def view(read: Reader, page: Page) -> bytes:
    """All articles with the first letters of their texts."""
    paths = every(read, f"month/{page.subject[0]}")
    return "".join(f"{read.address(path)} {read.body(path).html[:40]}\\n" for path in paths).encode()
''',
    "by_topic": '''
def pages(read: Reader) -> Iterator[Page]:
    """Each topic that has more than two articles: whether there is a page depends on a count."""
    yield from (page(slug) for slug in read.names("topic") if read.count(f"topic/{slug}") > 2)


def view(read: Reader, page: Page) -> bytes:
    """The newest two, and the authors of all."""
    name = f"topic/{page.subject[0]}"
    authors = sorted({slug for path in every(read, name) for slug in groups(read, path).authors})
    names = [read.person(slug).name for slug in authors]
    return f"{[read.card(path).date for path in read.front(name, 2)]} {names}\\n".encode()
''',
    "by_category": '''
FIXED = ("tin/2.md", "tin/17.md", "tin/NEXT.md")


def pages(read: Reader) -> Iterator[Page]:
    """Each category."""
    yield from map(page, read.names("category"))


def view(read: Reader, page: Page) -> bytes:
    """Which of some articles are among the four newest; one of them is published only later."""
    name = f"category/{page.subject[0]}"
    there = [read.at_front(name, path, 4) for path in FIXED]
    return f"{there} {[read.exists(path) for path in FIXED]}\\n".encode()
''',
    "everything": '''
def pages(read: Reader) -> Iterator[Page]:
    """One."""
    yield page("all")


def view(read: Reader, page: Page) -> bytes:
    """Everything that can be counted or listed."""
    kinds = ("tag", "author", "topic", "category", "month")
    lines = [f"{kind} {slug} {read.count(f'{kind}/{slug}')}" for kind in kinds for slug in read.names(kind)]
    lines += [f"{read.card(path)} {groups(read, path)}" for path in every(read, "all")]
    lines += [f"{name} {read.front(name, 4)}" for name in ("picks", "most-read", "breaking")]
    return "\\n".join(lines).encode()
''',
}

_BLOCK = '''
import msgspec

from ssg.pages.blocks.model import Arguments, Key


class TrapBlock(msgspec.Struct, frozen=True):
    """What the block shows."""

    name: str
    text: str


def article_of(page: Page) -> str:
    """The article whose page this is."""
    return str(page.subject[0]) if page.kind == "article" else ""


'''

_BLOCKS = {
    "of_author": '''
def key(read: Reader, page: Page, given: Arguments) -> Key:
    """The article."""
    return (article_of(page),)


def view(read: Reader, key: Key) -> TrapBlock | None:
    """Other articles of its authors: all is read here."""
    path = str(key[0])
    if not path:
        return None
    found = [p for slug in groups(read, path).authors for p in read.front(f"author/{slug}", 4) if p != path]
    return TrapBlock(NAME, str([read.card(p).title for p in found[:3]]))
''',
    "of_tag": '''
def key(read: Reader, page: Page, given: Arguments) -> Key:
    """Other articles of its first tag: all is decided here."""
    path = article_of(page)
    tags = groups(read, path).tags if path else ()
    return tuple([p for p in read.front(f"tag/{tags[0]}", 4) if p != path][:3]) if tags else ()


def view(read: Reader, key: Key) -> TrapBlock | None:
    """What they are called and where they are."""
    cards = [read.card(str(path)) for path in key]
    return TrapBlock(NAME, str([(card.title, card.url) for card in cards])) if cards else None
''',
    "of_month": '''
def key(read: Reader, page: Page, given: Arguments) -> Key:
    """The month, and the article if it is one of those that are shown."""
    path = article_of(page)
    if not path:
        return ("", "")
    month = f"{read.card(path).date:%Y-%m}"
    place = read.at_front(f"month/{month}", path, 3)
    return (month, "" if place is None or place is False else path)


def view(read: Reader, key: Key) -> TrapBlock | None:
    """The newest of the month but for that article."""
    found = [path for path in read.front(f"month/{key[0]}", 3) if path != key[1]][:2] if key[0] else []
    return TrapBlock(NAME, str([read.card(path) for path in found])) if found else None
''',
    "of_topic": '''
def key(read: Reader, page: Page, given: Arguments) -> Key:
    """The topic alone: pages share the block."""
    path = article_of(page)
    return (groups(read, path).topic if path else "",)


def view(read: Reader, key: Key) -> TrapBlock | None:
    """The newest article, by its text."""
    paths = read.front(f"topic/{key[0]}", 1) if key[0] else ()
    return TrapBlock(NAME, read.body(paths[0]).html) if paths else None
''',
    "number": '''
def key(read: Reader, page: Page, given: Arguments) -> Key:
    """Nothing: there is one such block."""
    return ()


def view(read: Reader, key: Key) -> TrapBlock:
    """How many articles there are."""
    return TrapBlock(NAME, str(read.count("all")))
''',
    "fixed": '''
def key(read: Reader, page: Page, given: Arguments) -> Key:
    """Nothing: there is one such block."""
    return ()


def view(read: Reader, key: Key) -> TrapBlock:
    """The headlines of articles that may not be there: one is drafted, one comes later, one never."""
    found = []
    for path in ("tin/9.md", "tin/NEXT.md", "tin/never.md"):
        try:
            found.append(read.article(path).title)
        except KeyError:
            found.append("")
    return TrapBlock(NAME, str(found))
''',
    "fixed_if_it_exists": '''
def key(read: Reader, page: Page, given: Arguments) -> Key:
    """The path, if it is public: whether it is decides which block is shown."""
    return tuple(path for path in ("tin/9.md", "tin/NEXT.md") if read.exists(path))


def view(read: Reader, key: Key) -> TrapBlock:
    """Their headlines and addresses."""
    return TrapBlock(NAME, str([(read.card(str(path)).title, read.address(str(path))) for path in key]))
''',
}


def _module(name: str, *parts: str) -> Trap:
    source = _HEAD.format(name=name) + "".join(parts).replace("tin/NEXT.md", f"tin/{NEXT}.md")
    return Trap(name, source)


KINDS = {name: _module(name, source) for name, source in _KINDS.items()}
BLOCKS = {name: _module(f"trap_{name}", _BLOCK, source) for name, source in _BLOCKS.items()}


def set_kind(trap: Trap, root: Path) -> None:
    """Add a kind of page to the copy at `root`: a file for machines, whose bytes the view gives."""
    write(root / f"ssg/pages/trap_{trap.name}.py", trap.source)
    kinds = root / "ssg/pages/kinds.py"
    add_import(kinds, f"from ssg.pages import trap_{trap.name}")
    module = f"trap_{trap.name}"
    add_line(kinds, "PAGE_KINDS", f'PageKind("{trap.name}", "", {module}.pages, {module}.view)')


def set_block(trap: Trap, root: Path) -> dict[str, str]:
    """Add a block to the copy at `root`; give its template."""
    write(root / f"ssg/pages/blocks/{trap.name}.py", trap.source)
    blocks = root / "ssg/pages/blocks/__init__.py"
    add_import(blocks, f"from ssg.pages.blocks import {trap.name}")
    add_line(blocks, "BLOCKS", f'Block("{trap.name}", (), {trap.name}.key, {trap.name}.view)')
    return {f"blocks/{trap.name}.html": "{{ block }}\n"}
