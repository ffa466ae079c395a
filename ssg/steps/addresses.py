"""Reports the URLs of public articles that an edition loses, and stores them for later builds.

No output depends on lost URLs. A build reports each once, when it happens; a check, the preview and
`ssg fix --addresses` report it as long as nothing answers the URL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, Protocol
from urllib.parse import unquote

import msgspec

from ssg.core.errors import Diagnostic, Place
from ssg.core.model import Brief
from ssg.core.trace import BETWEEN
from ssg.index.briefs import microseconds
from ssg.index.losses import Around, said_of
from ssg.index.moved import Compared, Lost, compare
from ssg.index.permalinks import Permalinks
from ssg.index.places import place_of
from ssg.index.publicity import status
from ssg.index.redirects import bare
from ssg.index.stamps import link_stamp
from ssg.index.urls import output_path
from ssg.inputs import Inputs
from ssg.render.assets import Assets
from ssg.request import Request
from ssg.steps.answered import note_answered
from ssg.steps.edition import Edition, outputs_beside
from ssg.steps.texts import Texts
from ssg.store.memo import Memo
from ssg.store.nodes import Nodes
from ssg.store.outputs import name_of
from ssg.store.seal import Damaged

# New articles that are compared with each removed one.
_MOST_ALIKE = 200


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """What the state has of one output folder: URLs that nothing answers, and articles that only a preview shows."""

    lost: tuple[Lost, ...] = ()
    hidden: tuple[str, ...] = ()


class Addresses(NamedTuple):
    """Diagnostics, all URLs that nothing answers, and what to store (None: no change).

    `renamed` has the paths of removed files whose articles exist under another name.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    lost: tuple[Lost, ...] = ()
    kept: Kept | None = None
    renamed: frozenset[str] = frozenset()


class Planned(Protocol):
    """A plan: the edition, what it was planned from, and the articles with errors (`bad`)."""

    @property
    def inputs(self) -> Inputs:
        """The inputs that were read."""

    @property
    def texts(self) -> Texts:
        """All articles."""

    @property
    def edition(self) -> Edition:
        """The edition to publish."""

    @property
    def assets(self) -> Assets:
        """The theme's files."""

    @property
    def memo(self) -> Memo:
        """The state, open."""

    @property
    def bad(self) -> AbstractSet[str]:
        """Articles with errors, by path."""


_KEPT = msgspec.msgpack.Decoder(Kept)


def watch_addresses(request: Request, planned: Planned, *, every: bool = True) -> Addresses:
    """Compare an edition with the last publication in the same folder; without a folder, in the default one.

    `every`: report all lost URLs, not only those that this edition would lose. Articles omitted because of errors are
    not reported: their errors are. Raises MemoryDamaged.
    """
    inputs, edition, memo = planned.inputs, planned.edition, planned.memo
    if edition.touched is not None and not edition.leaves:
        return Addresses()
    output = name_of(request.root, request.output or request.root / inputs.config.output)
    nodes, kept = memo.nodes(output), recalled(memo, output)
    site = edition.site
    before, aliases = _published(nodes, kept)
    others = site.hidden.union(site.sections.values())  # the text of a section has the URL of a list
    urls = {path: url for path, url in site.places.urls.items() if path not in others}
    found = compare(before, urls, _Heirs(nodes, site.briefs, before))
    known = tuple(Lost(found.renamed.get(one.path, one.path), one.url) for one in kept.lost)
    expired, withdrawn = set(site.left_out.expired), set(site.left_out.withdrawn)
    left = (*found.left, *_aliases_left(aliases, found, site.briefs))
    gone = [one for one in dict.fromkeys((*known, *left)) if one.path not in withdrawn]
    if gone:
        answered = _Answers(inputs, edition, planned.assets)
        gone = [one for one in gone if not answered.has(one)]
    silent = expired | planned.bad
    new = set(left)
    told = [one for one in gone if one.path not in silent and (every or one in new)]
    around = _around(inputs, planned.texts, edition, urls)
    said = tuple(said_of(told, found.taken, around, strict=request.choice.strict))
    hidden = tuple(sorted(site.hidden))
    lost = tuple(one for one in gone if one.path not in expired or one not in new)
    return Addresses(said, lost, Kept(lost, hidden), frozenset(found.renamed))


def recalled(memo: Memo, output: str) -> Kept:
    """Return what the state has of an output folder. Raises MemoryDamaged."""
    noted = memo.recall(_note(output))
    try:
        return _KEPT.decode(noted) if noted else Kept()
    except msgspec.MsgspecError as problem:
        raise Damaged(str(problem)) from problem


def note_addresses(request: Request, found: Addresses, planned: Planned) -> None:
    """Store what was found when an edition was published. Raises MemoryDamaged."""
    if request.output is None or found.kept is None:
        return
    output, memo = name_of(request.root, request.output), planned.memo
    note_answered(request, planned.edition, planned.texts, memo)
    if found.kept != recalled(memo, output):
        memo.note(_note(output), msgspec.msgpack.encode(found.kept))


def _published(nodes: Nodes, kept: Kept) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return the URLs at which articles were public by path, and the URLs that led to them, each with the path."""
    hidden, articles, aliases = set(kept.hidden), dict[str, str](), list[tuple[str, str]]()
    for identity in nodes.identities().values():
        kind, _, rest = identity.partition(BETWEEN)
        if kind in ("article", "page", "redirect"):
            url, path = rest.split(BETWEEN)
            if path in hidden:
                continue
            if kind == "redirect":
                aliases.append((url, path))
            else:
                articles[path] = url
    return articles, aliases


def _note(output: str) -> str:
    return f"addresses {output}"


def _aliases_left(aliases: Iterable[tuple[str, str]], found: Compared, briefs: Mapping[str, Brief]) -> Iterator[Lost]:
    """Yield the URLs that redirected to articles and are no longer among their aliases."""
    for url, path in aliases:
        now = found.renamed.get(path, path)
        if now not in briefs or url not in briefs[now].aliases:
            yield Lost(now, unquote(url), alias=True)


class _Heirs:
    """Finds a removed article among the new ones: by its URL and title, or most often by its file name."""

    def __init__(self, nodes: Nodes, briefs: Mapping[str, Brief], before: Mapping[str, str]) -> None:
        self._nodes, self._briefs, self._before = nodes, briefs, before
        self._by_name: dict[str, list[str]] = {}

    def __call__(self, path: str, new: Sequence[str]) -> str:
        """Return the new path of the article that was at `path`, or ""."""
        if not self._by_name:
            for other in new:
                self._by_name.setdefault(_own_name(other), []).append(other)
        stamp = self._nodes.link(path)
        named = self._by_name.get(_own_name(path), [])
        for few in (named[:_MOST_ALIKE], new if len(new) <= _MOST_ALIKE else ()):
            titles = ((other, self._briefs[other].title) for other in few)
            found = [other for other, title in titles if stamp and link_stamp(self._before[path], title) == stamp]
            if len(found) == 1:
                return found[0]
        return ""


def _own_name(path: str) -> str:
    """Return the name of a file; of `index.md`, with its folder."""
    parts = path.split("/")
    return "/".join(parts[-2:] if parts[-1].lower().startswith(("index.", "_index.")) else parts[-1:])


class _Answers:
    """The URLs that the site answers: with a page, a public file or a redirect."""

    def __init__(self, inputs: Inputs, edition: Edition, assets: Assets) -> None:
        site = edition.site
        self._pages, self._briefs = edition.pages, site.briefs
        self._others = frozenset(outputs_beside(inputs, site, assets))
        self._moved = {bare(path) for move in edition.moves for path in (move.old, *move.paths)}
        hidden = ((site.places.urls[path], *map(unquote, site.briefs[path].aliases)) for path in site.hidden)
        self._hidden = {output_path(url) for urls in hidden for url in urls}

    def has(self, one: Lost) -> bool:
        """Return whether a URL is answered. An alias has no page if it differs from another URL only in case."""
        output = output_path(one.url)
        if output in self._others or bare(one.url) in self._moved:
            return True
        if output not in self._hidden and self._pages.kind_of(output):
            return True
        own = self._briefs[one.path].aliases if one.path in self._briefs else ()
        return any(bare(unquote(alias)) == bare(one.url) for alias in own)


def _around(inputs: Inputs, texts: Texts, edition: Edition, urls: Mapping[str, str]) -> Around:
    links, now = Permalinks(inputs.config), microseconds(edition.site.now)

    site = edition.site

    def place(path: str, keys: tuple[str, ...]) -> Place:
        return place_of(texts.article(site.briefs.get(path) or texts.briefs[path]), *keys)

    return Around(
        urls=urls,
        status=lambda path: status(texts.briefs[path], now) if path in texts.briefs else "",
        decided=lambda path, url: links.decided_by(url, site.briefs[path], site.places.categories.get(path, "")),
        place=place,
    )
