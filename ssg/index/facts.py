"""`FACTS`: every kind of fact that something made may know of the site, each with its stamp. Pure.

A stamp is a short text that is equal as long as the fact's value is. Views never see this module: they read values
through `ssg/pages/reader.py`, which records the fact. What a reader's method gives must be decided by the stamp here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final, Literal, NamedTuple
from zoneinfo import ZoneInfo

from ssg.core.config.setting import setting
from ssg.core.digest import digest_of
from ssg.core.message import Message
from ssg.core.trace import BETWEEN, Fact, Signatures, Touched
from ssg.index import queries
from ssg.index.article_facts import ARTICLE_FACTS
from ssg.index.article_query import QUERY
from ssg.index.briefs import microseconds
from ssg.index.fields import FIELDS, field_of
from ssg.index.listed import PARTS, listed
from ssg.index.model import Site
from ssg.index.parts import part_of
from ssg.index.rows import list_signatures, row_of, signatures
from ssg.index.selected import Lists
from ssg.index.stamps import short as _short
from ssg.index.taxonomy import same_name

ABSENT: Final = ""
"""The stamp of a missing value. A lookup that found nothing is a fact, too."""
_FEW_LISTS: Final = 200  # that are looked up one by one among stored facts


class Theme(NamedTuple):
    """The stamps of what is not the index's: templates, assets, data files, and our own code."""

    templates: Mapping[str, str]
    assets: Mapping[str, str]
    data: Mapping[str, str]
    code: str
    drawing: str


class Facts:
    """The stamps of one edition, each computed when needed."""

    def __init__(
        self,
        site: Site,
        theme: Theme,
        site_view: str,
        touched: Touched | None = None,
        before: dict[Fact, str] | None = None,
    ) -> None:
        """Stamp the facts of `site`. `site_view` stamps what templates see as `site`; `before` are stamps to keep."""
        self.touched = touched
        self.site = site
        self.paths = Lists(site)
        self.theme = theme
        self.site_view = site_view
        self.now = microseconds(site.now)
        self._known: dict[Fact, str] = {}
        self._asked: AbstractSet[str] = frozenset()
        self._having: dict[str, bool] = {}  # whether a list has one of the articles that were asked for
        self._before: dict[Fact, str] = {} if before is None else before
        self.parts: dict[bool, Mapping[str, Sequence[str]]] = {}

    def keep(self, fact: Fact, stamp: str) -> None:
        """See `Stamps.keep`: only stamps of all articles of a list are worth it."""
        if _OF.get(fact[0]) == "articles":
            self._before[fact] = stamp

    def stamp(self, fact: Fact) -> str:
        """Return the stamp of a fact."""
        kind, key = fact
        if (of_article := _OF_ARTICLES.get(kind)) is not None:
            brief = self.site.briefs.get(key)
            return of_article(brief, row_of(self.site, key, self.now)) if brief else ABSENT
        make = _STAMPS.get(kind)
        if make is None:
            return "?"  # a kind that another version of ssg has noted
        found = self._known.get(fact) or self._before.get(fact)
        if found is None:
            found = self._known[fact] = make(self, key)
        return found

    def front(self, name: str, depth: int) -> str:
        """Return the paths of the first articles of a list, with `BETWEEN` between them."""
        return BETWEEN.join(self.paths(name)[:depth])

    def signatures(self, before: Signatures) -> Signatures:
        """Sign every article and every list; `before` are the kept signatures. Equal ones stand for equal facts."""
        if self.touched is not None and before.lists:
            return self._signed_again(before, self.touched)
        lists = list_signatures(self.site, queries.list_names(self.site))
        return Signatures(signatures(self.site, self.now, self.site.briefs), lists)

    def _signed_again(self, before: Signatures, touched: Touched) -> Signatures:
        """Return the signatures of everything that may have changed."""
        there = [path for path in touched.articles if path in self.site.briefs]
        articles = before.articles | signatures(self.site, self.now, there)
        for path in touched.articles.difference(there):
            articles.pop(path, None)
        return Signatures(articles, before.lists | (list_signatures(self.site, touched.lists) if touched.lists else {}))

    def of_article(self, path: str) -> tuple[str, ...]:
        """Return the stamps of one public article, in the order of `ARTICLE_KINDS` but for `AT_FRONT`."""
        brief, row = self.site.briefs[path], row_of(self.site, path, self.now)
        return tuple([stamp(brief, row) for stamp in _OF_ARTICLES.values()])

    def is_touched(self, fact: Fact, lists: Container[str], articles: AbstractSet[str]) -> bool:
        """Return whether a fact may have changed, as the signatures of these lists and articles have."""
        kind, key = fact
        of = _OF.get(kind, "")
        if kind == "QUERY":
            asked, *arguments = key.split(BETWEEN)
            key = queries.QUERIES[asked].of(*arguments) if asked in queries.QUERIES else ""
            of = "articles" if key else ""
        if of in ("", "names", "inputs"):
            return of == "" or self.touched is None or (of == "names" and bool(self.touched.lists))
        name, _, rest = key.partition(BETWEEN)
        decided_by = name if of == "article" else rest.partition(BETWEEN)[0] if of == "place" else ""
        if decided_by in articles or queries.may_differ(name, lists, articles):
            return True
        if of != "articles":
            return False
        if self._asked is not articles:
            self._asked, self._having = articles, {}
        if name not in self._having:  # several kinds of facts are of the same list
            self._having[name] = self.paths.have_any(name, articles)
        return self._having[name]

    def where_touched(self, lists: Collection[str]) -> Iterator[Fact]:
        """See `Stamps.where_touched`. Most facts are of lists, and most lists stay as they are."""
        begins = (*lists, QUERY, f"{queries.PUBLIC}{QUERY}") if len(lists) <= _FEW_LISTS else ("",)
        for kind in FACTS:
            if kind.of == "list":
                yield from ((kind.name, begin) for begin in begins)
            elif self.touched is None or not (kind.of == "inputs" or (kind.of == "names" and not self.touched.lists)):
                yield kind.name, ""


class FactKind(NamedTuple):
    """A kind of fact: its name, how its stamp is found by a key, and what it is called in words.

    The key of one that is `of` a list begins with the list's name. Its stamp depends on which articles the list has, in
    which order, and on nothing else; if it is of a list's `articles`, on theirs besides; if it is of an article's
    `place` in a list, which the key names next, on when that was published. One of `names` depends on lists and files,
    one of `inputs` on neither. The key of one that is `of` an `article` begins with its path, which alone decides it.
    """

    name: str
    stamp: Callable[[Facts, str], str]
    words: str
    of: Literal["", "list", "articles", "place", "article", "names", "inputs"] = ""


def _config(facts: Facts, name: str) -> str:
    value = setting(facts.site.config, name)
    return str(value) if isinstance(value, ZoneInfo) else digest_of(value)


def _at_front(facts: Facts, key: str) -> str:
    name, path, depth = key.split(BETWEEN)
    paths = facts.front(name, int(depth)).split(BETWEEN)
    return str(paths.index(path)) if path in paths else ABSENT


def _field(facts: Facts, key: str) -> str:
    path, name = key.split(BETWEEN)
    known = path in facts.site.briefs and name in FIELDS
    return _short(digest_of(field_of(facts.site, path, name))) if known else ABSENT


def _media(facts: Facts, path: str) -> str:
    return queries.media_stamp(facts.site, path) or ABSENT


def _name(facts: Facts, key: str) -> str:
    kind, slug = key.split(BETWEEN)
    site = facts.site
    if kind == "category":
        return digest_of(site.categories[slug]) if slug in site.categories else ABSENT
    group = queries.groups(site, kind).get(slug)
    if group is None:
        return ABSENT
    return digest_of((group.name, _said_of(facts, kind, group.name)))


def _said_of(facts: Facts, kind: str, name: str) -> object:
    """Return what `site.toml` says of an author or a topic, with the picture that it names."""
    config = facts.site.config
    if kind == "author":
        said = queries.author_config(config, name)
        return said, _media(facts, queries.photo(said))
    return next((t for t in config.topics if same_name(t.name) == same_name(name)), None) if kind == "topic" else None


def _names(facts: Facts, key: str) -> str:
    kind, least = key.split(BETWEEN)
    return digest_of(queries.names(facts.site, kind, int(least)))


def _listed(facts: Facts, key: str) -> str:
    public, _, part = key.partition(BETWEEN)
    if bool(public) not in facts.parts:
        facts.parts[bool(public)] = listed(facts.site, public=bool(public))
    parts = facts.parts[bool(public)]
    return digest_of(parts.get(part)) if part != PARTS else digest_of([*parts])


def _slug(facts: Facts, key: str) -> str:
    kind, name = key.split(BETWEEN)
    return queries.slug_of(facts.site, kind, name)


def _slice(facts: Facts, key: str) -> str:
    name, *numbers = key.split(BETWEEN)
    return digest_of(part_of(facts.paths(name), *map(int, numbers)))


def _count(facts: Facts, key: str) -> str:
    return str(len(facts.paths(key)))


def _front(facts: Facts, key: str) -> str:
    name, depth = key.split(BETWEEN)
    return digest_of(facts.front(name, int(depth)))


def _after(facts: Facts, key: str) -> str:
    name, path, depth = key.split(BETWEEN)
    return digest_of(queries.after(facts.site, name, path, int(depth)))


def _texts(facts: Facts, name: str) -> str:
    return digest_of([facts.site.briefs[p].key for p in facts.paths(name)])


def _audience(facts: Facts, _: str) -> str:
    return "preview" if facts.site.preview_build else "readers"


def _query(facts: Facts, key: str) -> str:
    name, *arguments = key.split(BETWEEN)
    known = queries.QUERIES.get(name)
    return digest_of(known.answer(facts.site, *arguments)) if known else "?"  # as of kinds of facts


FACTS: Final = (
    FactKind("AT_FRONT", _at_front, "the place at the front of a list"),
    FactKind("FIELD", _field, "a field of", "article"),
    FactKind("MEDIA", _media, "the file", "names"),
    FactKind("NAME", _name, "the name", "names"),
    FactKind("NAMES", _names, "which there are", "names"),
    FactKind("LISTED", _listed, "the lists of", "names"),
    FactKind("SLUG", _slug, "the slug of a name", "names"),
    FactKind("SLICE", _slice, "a page of the list", "list"),
    FactKind("COUNT", _count, "the number of articles", "list"),
    FactKind("FRONT", _front, "the newest articles", "list"),
    FactKind("AFTER", _after, "the articles that follow", "place"),
    FactKind(
        "CARDS",
        lambda f, key: digest_of([(f.stamp(("CARD", path)), f.site.briefs[path].tags) for path in f.paths(key)]),
        "what lists show of all articles",
        "articles",
    ),
    FactKind("TEXTS", _texts, "the texts of all articles", "articles"),
    FactKind(
        "TITLES",
        lambda f, key: digest_of(queries.titles(f.site, key)),
        "the titles and tags of all articles",
        "articles",
    ),
    FactKind(
        "SUMMARIES",
        lambda f, key: digest_of([f.site.briefs[path].summary for path in f.paths(key)]),
        "the summaries of all articles",
        "articles",
    ),
    FactKind("QUERY", _query, "the result"),
    FactKind("CONFIG", _config, "site.toml:", "inputs"),
    FactKind("AUDIENCE", _audience, "whether drafts are shown", "inputs"),
    FactKind("SITE", lambda f, _: f.site_view, "the menu and masthead of site.toml", "inputs"),
    FactKind("TEMPLATE", lambda f, key: f.theme.templates.get(key, ABSENT), "the template", "inputs"),
    FactKind("ASSET", lambda f, key: f.theme.assets.get(key, ABSENT), "the asset", "inputs"),
    FactKind("DATA", lambda f, key: f.theme.data.get(key, ABSENT), "the data file", "inputs"),
    FactKind("CODE", lambda f, _: f.theme.code, "ssg itself", "inputs"),
    FactKind("DRAWING", lambda f, _: f.theme.drawing, "what ssg draws with", "inputs"),
)
"""Every other kind of fact, once."""

_STAMPS: Final = {kind.name: kind.stamp for kind in FACTS}
OF_ALL_ARTICLES: Final = frozenset(kind.name for kind in FACTS if kind.of == "articles")
"""The kinds of facts whose key is a list, and whose value is something of each of its articles."""
_OF: Final = {kind.name: kind.of for kind in FACTS}
_OF_ARTICLES: Final = {kind.name: kind.stamp for kind in ARTICLE_FACTS}
WORDS: Final = {kind.name: Message(kind.words) for kind in (*ARTICLE_FACTS, *FACTS)}
