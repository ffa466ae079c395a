"""Writes an export into a site: the story of an import. It goes item by item; what it keeps is small.

Files are written whole, articles before `site.toml`, and the ledger as it goes: an import that is interrupted can be
run again. Nothing that somebody has edited is overwritten.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final, NamedTuple

import msgspec

from ssg.content.markdown import MarkdownOptions, render
from ssg.content.markdown.options import PASTED
from ssg.content.pasted.invisible import visible_text
from ssg.core.config import Config
from ssg.core.errors import Place, Severity, error
from ssg.core.message import NOTHING, Message, say
from ssg.core.text.paths import parts_of
from ssg.core.text.scripts import slug_of
from ssg.core.text.slug import clean, identity
from ssg.importing.document import document, line_of
from ssg.importing.html import Converter
from ssg.importing.ledger import Known, Ledger
from ssg.importing.media import Files, Media
from ssg.importing.model import Export, Item, Person, Picture
from ssg.importing.notes import Notes
from ssg.importing.packed import Packed
from ssg.importing.place import Places, Where
from ssg.importing.ready import Ready, ready
from ssg.importing.redirects import Rows, redirects, target_of
from ssg.importing.report import Report
from ssg.importing.settings import REDIRECTS, site_text, with_entries, with_redirects
from ssg.importing.terms import Categories
from ssg.importing.trees.prose import outside_code, with_targets, words_of
from ssg.store.imported import Outcome, SiteFolder

CONTENT: Final = "content"
SETTINGS: Final = "site.toml"
_LONG: Final = 30_000
"""Characters of a text that may pass a limit of builds, and is tried."""
_HAS_OWN: Final = re.compile(r"(?:data|blob|file):|[<\"'(][A-Za-z]:[\\/]", re.IGNORECASE)
"""What may be the address of something that only its writer's computer has."""
_TOGETHER: Final = 50
"""Items whose lines of the ledger are written together."""
_LONGEST: Final = 2_000_000
"""Bytes of a text; a build reads no longer one."""


class Target(NamedTuple):
    """The site that receives an import: its folder, its configuration if it has one, and where files come from."""

    site: SiteFolder
    config: Config | None
    media: Media
    now: datetime


def bring_in(source: str, export: Export, target: Target, notes: Notes, *, dry: bool = False) -> Report:
    """Write all items of an export, and return what happened. Raises OSError if the disk refuses."""
    one = _Import(source, export, target, notes, Report(source=source, dry_run=dry))
    try:
        return one.run()
    finally:
        one.ledger.close()


class _Import:
    """One import."""

    def __init__(self, source: str, export: Export, target: Target, notes: Notes, report: Report) -> None:
        self.head, self.items, self.given, self.root = export
        self.site, self.config, self.now = target.site, target.config, target.now
        self.notes, self.report = notes, report
        self.guards = _guards(self.config)
        self.style = self.config.slugs.style if self.config is not None else "auto"
        self.ledger = Ledger(self.site)
        self.categories = Categories(self.head.categories, self.config)
        parts = parts_of(self.head.base_url)
        path = parts.path.rstrip("/") if parts is not None else ""
        base = self.config.base_path if self.config is not None else path
        language = self.config.language if self.config is not None else self.head.language or "vi"
        usual = "Tin tức" if language == "vi" else "News"
        old = self.head.base_url or (self.config.base_url if self.config is not None else "")
        # Without the scheme: a site that has moved to `https:` since the last export is the same.
        self.prefix = f"{source}:{self.head.base_url.partition('://')[2].removeprefix('www.') or self.head.title}:"
        self.places = Places(old, base, self.categories, usual)
        self.files = Files(target.media, self.site, self.places, self.head, notes)
        self.converter = Converter(notes)
        self.people: dict[str, Person] = {identity(one.name): one for one in self.head.people}
        self.signed: dict[str, Person] = {}
        self.met = Packed()
        """What items hold, as a number each, by their keys."""
        self.answers = Packed()
        """Addresses of public items."""
        self.months: set[tuple[str, str]] = set()
        self.asked = Rows()
        """Addresses of public items that have arguments."""
        self.used: set[str] = set()
        """Tags and people of public items, as `tag/slug` and `author/identity`."""

    def run(self) -> Report:
        for key, known in self.ledger.read():
            self.places.reserve(key, known)
        for given in self.given:
            self.files.give(given, self.root)
        for group in _grouped(self.items):
            found = list(self._ready(group))
            # Said before it is done: an import that is killed, or meets a full disk, knows its files all the same.
            self.ledger.add((one.key, one.begun) for one in found if one.differs)
            self.ledger.add(self._written(found))
        self.ledger.compact()
        self._settings()
        report = self.report
        report.pictures.update(found=self.files.found, copied=self.files.copied, remote=self.files.remote)
        report.findings, report.problems = self.notes.findings, tuple(self.notes.problems)
        return report

    def _written(self, items: Iterable[Ready]) -> Iterator[tuple[str, Known]]:
        """Write items; yield their lines of the ledger."""
        for one in items:
            now = self._put(one)
            if one.differs or now != one.known:
                yield one.key, now

    def _ready(self, items: Iterable[Item]) -> Iterator[Ready]:
        """Yield what is to be written of each item; nothing of one that is left out."""
        for item in items:
            self.notes.place = item.place or item.url or item.id
            key = self.prefix + item.id
            holds = hash((item.title, item.body, item.url, item.status))
            if (before := self.met.get(key)) == holds:
                continue  # exports that overlap
            if before is not None:
                message = say("two items with the id {id}; the second is left out", id=item.id)
                self.notes.problem(error("E801", message, Place(item.place or "")))
                continue
            self.met.put(key, holds)
            if item.status == "trash" and self.ledger.get(key) is None:
                self.notes.count(say("item in the trash or never saved"), item.title)
                continue
            if (one := self._of(self._whole(item), key)) is not None:
                yield one

    def _of(self, item: Item, key: str) -> Ready | None:
        """Return what is to be written of an item; None if no build could read it."""
        known = self.ledger.get(key)
        where = self.places.of(item, key, known, self.now)
        body, picture = self._text(item)
        data = document(item, where, body, picture).encode("utf-8", "replace")
        if len(data) > _LONGEST:
            message = say("text longer than {longest:,} bytes; it is left out", longest=_LONGEST)
            self.notes.problem(error("E802", message, Place(item.place or item.id)))
            return None
        if len(body) > _LONG and (why := _unreadable(body)):
            message = say("no build could read the text: {why}; it is left out", why=why)
            self.notes.problem(error("E802", message, Place(item.place or item.id)))
            return None
        while known is None and self._is_taken(f"{CONTENT}/{where.file}", data):
            where = self.places.another(where, key)
        return ready(item, key, known, where, data)

    def _is_taken(self, name: str, data: bytes) -> bool:
        """Return whether there is somebody's own file of a name."""
        try:
            return self.site.exists(name) and self.site.read(name) != data
        except OSError:  # a link or a folder
            return True

    def _put(self, one: Ready) -> Known:
        """Write one item; return its line of the ledger."""
        known, name = one.known, f"{CONTENT}/{one.where.file}"
        outcome = self.site.put(name, one.data, known.digest if known is not None else "")
        if known is not None and known.begun:
            if outcome in (Outcome.EDITED, Outcome.REMOVED):  # it was not written then
                outcome = self.site.put(name, one.data, known.was)
            known = Known(known.file, known.was or known.digest, known.urls)
        self._count(one.item, one.where, outcome)
        if known is not None and outcome in (Outcome.EDITED, Outcome.REMOVED):
            return known
        return one.line

    def _whole(self, item: Item) -> Item:
        """Return an item with a title; an article without a date is a draft of now."""
        changes: dict[str, object] = {"authors": tuple(map(line_of, item.authors))}
        if not line_of(item.title):
            self.notes.count(say("item without a title; it has its id or its slug as one"), item.id)
            changes["title"] = item.slug or item.id
        else:
            changes["title"] = line_of(item.title)
        if item.date is None and item.kind == "article":
            self.notes.count(say("article without a date; it is a draft"), item.title)
            changes["status"] = "draft" if item.status == "public" else item.status
        if item.guard and (item.kind != "article" or not self.guards):
            changes["guard"] = ""
        elif item.guard and item.status == "members":
            message = say("article for some readers, now `access: {access}`; all see its beginning", access=item.guard)
            self.notes.count(message, item.title)
            changes["status"] = "draft" if item.date is None else "public"
        for name in item.authors:
            signature = identity(name)
            if signature and signature not in self.signed:
                self.signed[signature] = self.people.get(signature) or Person(name=clean(name))
        return msgspec.structs.replace(item, **changes)

    def _text(self, item: Item) -> tuple[str, Picture | None]:
        """Return the Markdown of an item and its picture, with the addresses of the new site."""
        links = self.files.of(item)
        body = item.body
        if item.markup == "html":
            body, words, lost = self.converter(body, links)
            self._kept(words, lost)
            if "`" not in body:  # every build would report them
                body = visible_text(body)
        elif _HAS_OWN.search(body):
            body = outside_code(body, lambda prose: with_targets(prose, links.written))
        if item.markup == "markdown" and item.source:
            before = words_of(item.source)
            self._kept(before.total(), before - words_of(body))
        picture = item.picture
        if picture is not None:
            source = links.picture(picture.src)
            picture = msgspec.structs.replace(picture, src=source) if source else None
        return body, picture

    def _kept(self, words: int, lost: Counter[str]) -> None:
        self.report.words += words
        self.report.words_lost += lost.total()
        if lost:
            self.notes.count(say("word that is not in the Markdown"), " ".join(lost), lost.total())

    def _count(self, item: Item, where: Where, outcome: Outcome) -> None:
        report, name = self.report, outcome.name.lower()
        report.items["articles" if item.kind == "article" else "pages"] += 1
        is_later = item.status == "public" and item.date is not None and item.date > self.now
        if is_later or item.status != "public":
            report.items["scheduled" if is_later else item.status] += 1
        report.files[name] += 1
        if outcome is Outcome.EDITED:
            report.edited.append(f"{CONTENT}/{where.file}")
        elif outcome is Outcome.REMOVED:
            report.removed.append(f"{CONTENT}/{where.file}")
        if item.kind == "article":
            self.categories.use(where.category)
        if item.status == "public":
            report.answer += bool(where.permalink)
            if "?" not in item.url:
                self.answers.put(self.places.key(item.url), 1)
            self.asked.add(where.asked, f"{CONTENT}/{where.file}" if is_later else target_of(where, CONTENT))
            if not is_later:  # no list of the new site shows others yet
                self.used.update(f"tag/{slug_of(name, self.style)}" for name in (*item.tags, *where.others))
                self.used.update(f"author/{identity(name)}" for name in item.authors)
                if item.kind == "article" and where.date is not None:
                    self.months.add((f"{where.date:%Y}", f"{where.date:%m}"))
            report.redirect += len(where.aliases) + len(where.asked)
            report.lost.extend(where.lost)

    def _settings(self) -> None:
        """Write what `site.toml` and the redirect table lack."""
        table = with_redirects(self.site.read(REDIRECTS) or b"", redirects(self.head, self, self.notes))
        if table is not None:
            self.site.replace(REDIRECTS, table)
        found = self.site.read(SETTINGS)
        text = site_text(self.head, "") if found is None else found.decode("utf-8-sig")
        new = with_entries(text, self.categories.used, tuple(self.signed.values()), table is not None)
        if new is None:
            self.notes.count(say("site.toml has its categories or authors within brackets; none were added"))
        elif found is None or new != text:
            self.site.replace(SETTINGS, new.encode())


def _guards(config: Config | None) -> bool:
    """Return whether a site guards articles: otherwise nothing says for whom, and they stay drafts."""
    access = config.access if config is not None else None
    return access is not None and bool(access.sign_in or access.paid_body == "omit")


def _unreadable(body: str) -> Message:
    """Return why a build would refuse a text; nothing if it would not. Missing files and articles do not count."""
    rendered = render(body, path=CONTENT, first_line=1, options=MarkdownOptions(pasted=PASTED))
    errors = (one for one in rendered.diagnostics if one.severity is Severity.ERROR)
    return next((one.message for one in errors if one.code not in ("E301", "E302")), NOTHING)


def _grouped(items: Iterator[Item]) -> Iterator[list[Item]]:
    group: list[Item] = []
    for item in items:
        group.append(item)
        if len(group) == _TOGETHER:
            yield group
            group = []
    if group:
        yield group
