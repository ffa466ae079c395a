"""What all readers of trees share: two passes over the files, first for their addresses, then for their texts.

A reader is a subclass: it lists its files, and returns the item of each, with addresses as paths from `/` of the old
site. Links, pictures, marks and words are handled here. Memory: the addresses, not the texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final
from urllib.parse import quote
from zoneinfo import ZoneInfo

import msgspec

from ssg.core.message import say
from ssg.core.text.slug import clean
from ssg.importing.model import Export, Given, Head, Item, Person, Picture, Term
from ssg.importing.notes import Notes
from ssg.importing.trees.folder import Tree
from ssg.importing.trees.front import Source, source_of
from ssg.importing.trees.links import MISSING, Links
from ssg.importing.trees.prose import outside_code, with_targets

_MORE: Final = re.compile(r"[ \t]*<!--\s*(?:more|excerpt|truncate|TEASER_END[^<>]*|end_excerpt)\s*-->[ \t]*\n?", re.I)
_HEADING: Final = re.compile(
    r"\s*#[ \t]+(\S[^\n]*?)(?:[ \t]+#+)?[ \t]*(?:\n|\Z)|\s*(\S[^\n]{0,200})\n={3,}[ \t]*(?:\n|\Z)"
)
_LINES: Final = re.compile(r"\n{3,}")
_SAFE: Final = "/:@!$&'()*+,;=-._~"
_MARKUP: Final = {"html": "html", "htm": "html"}
TEXTS: Final = ("md", "markdown", "mdown", "mkdown", "mkdn", "mkd", "html", "htm")
"""Endings of texts that are read."""


class Terms(msgspec.Struct):
    """The categories, tags and sections that items name: what was written, and the address of each list."""

    categories: dict[str, Term] = {}
    tags: dict[str, Term] = {}
    people: dict[str, Person] = {}


class System:
    """A reader of one generator. Subclasses fill in what is theirs."""

    base_url: str = ""
    zone: ZoneInfo = ZoneInfo("UTC")

    def __init__(self, tree: Tree, notes: Notes) -> None:
        """Take the tree; subclasses read the generator's configuration here."""
        self.tree, self.notes = tree, notes
        self.terms = Terms(categories={}, tags={}, people={})
        self.links = Links(tree)
        self.redirects: dict[str, str] = {}

    # What a subclass says.

    def paths(self) -> Iterator[str]:
        """Yield the files that may be articles or pages."""
        raise NotImplementedError

    def item(self, source: Source, notes: Notes) -> Item | None:
        """Return the item of a file, its addresses as paths from `/`; None for a file that is none."""
        raise NotImplementedError

    def static(self) -> Iterator[tuple[str, str]]:
        """Yield address and path of each file that is published as it is."""
        return iter(())

    def bundled(self, item: Item) -> Iterator[tuple[str, str]]:
        """Yield address and path of the files that are published with an item."""
        return iter(())

    def marked(self, prose: str, item: Item, notes: Notes) -> str:
        """Return prose with the generator's own marks replaced."""
        return prose

    def coded(self, code: str) -> str:
        """Return code without marks that protect it from the generator."""
        return code

    def without_marks(self, body: str) -> str:
        """Return a text without the generator's marks: what is left are the words that must be kept."""
        return body

    def head(self) -> Head:
        """Return what the configuration says of the site."""
        raise NotImplementedError

    def own_target(self, written: str, item: Item) -> str | None:
        """Return the address of what a link in the generator's own notation leads to; None if it is none."""
        return None

    # What is the same for all.

    def export(self) -> Export:
        """Open the tree."""
        quiet = Notes()
        for item, _ in self._items(quiet):
            self.links.add(item)
            for address, path in self.bundled(item):
                self.links.publish(address, path)
            if item.status == "public":
                self._gather(item)
        for address, path in self.static():
            self.links.publish(address, path)
        head = self.head()
        base = self.base_url.rstrip("/")
        head = msgspec.structs.replace(
            head,
            base_url=base or head.base_url,
            categories=(*head.categories, *(self._whole_term(one) for one in self.terms.categories.values())),
            people=(*head.people, *(self._whole_person(one) for one in self.terms.people.values())),
            tags=(*head.tags, *(self._whole_term(one) for one in self.terms.tags.values())),
            redirects=tuple((self.whole(old), self.whole(new)) for old, new in self.redirects.items()),
        )
        files = tuple(Given(address, self.tree.file(path)) for address, path in self.links.files.items())
        return Export(head, self._written(), files, self.tree.root)

    def whole(self, address: str) -> str:
        """Return an address of the old site, a path from `/`, as a URL."""
        if not address.startswith("/"):
            return address
        return f"{self.base_url.rstrip('/')}{quote(address, safe=_SAFE)}"

    def _whole_term(self, term: Term) -> Term:
        return msgspec.structs.replace(term, url=self.whole(term.url) if term.url else "")

    def _items(self, notes: Notes) -> Iterator[tuple[Item, Source]]:
        for path in self.paths():
            notes.place = path
            text = self.tree.text(path, notes)
            source = source_of(path, text, notes) if text is not None else None
            item = self.item(source, notes) if source is not None else None
            if item is not None and source is not None:
                yield _titled(item), source

    def _gather(self, item: Item) -> None:
        for name in item.categories:
            self.terms.categories.setdefault(name, Term(name=name, url=self.category_url(name)))
        for name in item.tags:
            self.terms.tags.setdefault(name, Term(name=name, url=self.tag_url(name)))

        for name in item.authors:
            self.terms.people.setdefault(name, Person(name=name, url=self.author_url(name)))

    def _whole_person(self, person: Person) -> Person:
        return msgspec.structs.replace(person, url=self.whole(person.url) if person.url else "")

    def author_url(self, name: str) -> str:
        """Return the address of an author's page; "" if there is none."""
        return ""

    def category_url(self, name: str) -> str:
        """Return the address of a category's list; "" if it has none."""
        return ""

    def tag_url(self, name: str) -> str:
        """Return the address of a tag's list; "" if it has none."""
        return ""

    def _written(self) -> Iterator[Item]:
        """Yield all items, with their texts as they are written into the new site."""
        for item, _ in self._items(self.notes):
            yield self._finished(item)

    def _finished(self, item: Item) -> Item:
        notes = self.notes
        target = self._target(item)
        body, before = item.body, self.without_marks(item.body)
        if item.markup == "markdown":
            body = _MORE.sub("\n", body) if "<!--" in body else body
            body = outside_code(body, lambda prose: _LINES.sub("\n\n", self.marked(prose, item, notes)), self.coded)
            body = outside_code(body, lambda prose: with_targets(prose, target))
        else:
            body = self.marked(body, item, notes)
        picture = item.picture
        if picture is not None:
            source = target(picture.src, True).removeprefix(MISSING)
            source = self.base_url.rstrip("/") + source if source.startswith("/") else source
            picture = msgspec.structs.replace(picture, src=source) if source else None
        return msgspec.structs.replace(
            item,
            body=body,
            source=before,
            url=self.whole(item.url) if item.url else "",
            aliases=tuple(self.whole(one) for one in item.aliases),
            picture=picture,
        )

    def _target(self, item: Item) -> Callable[[str, bool], str]:
        base = self.base_url.rstrip("/")

        def target(written: str, picture: bool) -> str:
            own = self.own_target(written, item)
            return self.links.target(own if own is not None else written, item, base, picture, self.notes)

        return target


def _titled(item: Item) -> Item:
    """Return an item with a title: its own, or the heading that its text begins with, which is removed there."""
    found = _HEADING.match(item.body) if item.markup == "markdown" else None
    heading = clean(found[1] or found[2]) if found else ""
    if found and (not item.title or clean(item.title) == heading):
        return msgspec.structs.replace(item, title=item.title or heading, body=item.body[found.end() :])
    return item if item.title else msgspec.structs.replace(item, title=named(item.id))


def named(path: str) -> str:
    """Return a title made of the name of a file: for `a/ten-bai.md`, `Ten bai`."""
    *folders, name = path.split("/")
    stem = name.rpartition(".")[0] or name
    if stem.lower() in ("index", "_index", "readme") and folders:
        stem = folders[-1]
    stem = re.sub(r"^\d{4}-\d{1,2}-\d{1,2}[-_]?(?=.)", "", stem)
    words = stem.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or path


_OF_PICTURE: Final = ("alt", "caption", "credit", "creator", "copyright", "acquire")


def picture_of(front: Mapping[str, object], *keys: str) -> Picture | None:
    """Return the picture that front matter names under one of some keys."""
    for key in keys:
        value = front.get(key)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, Mapping):
            found = {str(name).lower(): one for name, one in value.items() if isinstance(one, str)}
            source = next(
                (found[name] for name in ("src", "image", "url", "path", "feature", "teaser") if name in found), ""
            )
            if source:
                words = {name: found.get(name, "") for name in _OF_PICTURE}
                return Picture(source.strip(), **words, licence=found.get("licence") or found.get("license", ""))
        elif isinstance(value, str) and value.strip():
            return Picture(value.strip())
    return None


def extra_of(front: Mapping[str, object], known: frozenset[str]) -> dict[str, object]:
    """Return what front matter says that has no place in an item."""
    return {key: value for key, value in front.items() if key not in known and value not in (None, "", [], {})}


def ending(path: str) -> str:
    """Return the ending of a file's name, in lower case."""
    return path.rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else ""


def without_ending(path: str) -> str:
    """Return a path without the ending of its name."""
    return path.rpartition(".")[0] if ending(path) else path


def markup_of(path: str) -> str:
    """Return how a text is written: `html` or `markdown`."""
    return _MARKUP.get(ending(path), "markdown")


def count_rest(paths: Iterator[str], notes: Notes) -> None:
    """Count texts in notations that are not read."""
    for path in paths:
        if ending(path) in (
            "rst",
            "adoc",
            "asciidoc",
            "org",
            "textile",
            "ipynb",
            "pug",
            "haml",
            "wiki",
            "rmd",
            "pandoc",
        ):
            notes.place = path
            notes.count(say("text in another notation (`.{ending}`); it is left out", ending=ending(path)), path)
