"""What the index can be asked, by plain arguments: lists, names, what is said of an article. Pure; records nothing.

Lists are named `all`, `picks`, `most-read`, `breaking`, `category/<slug>`, `tag/<slug>`, `author/<slug>`,
`topic/<slug>`, `series/<slug>`, `month/<yyyy-mm>`, those of `features.py`, and `query/<keys>` (`article_query.py`).
They hold paths, newest first. `public/` before a name leaves only what is public.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from itertools import islice, takewhile
from typing import Final, NamedTuple

from ssg.core.config import AuthorConfig, Config
from ssg.core.config.meant import category_languages
from ssg.core.digest import digest_of
from ssg.core.model import MediaFile
from ssg.core.picture_rights import NO_LIMITS
from ssg.core.text.slug import identity
from ssg.index.article_query import QUERY, query_of, select
from ssg.index.briefs import microseconds
from ssg.index.corrections import corrections, url_of
from ssg.index.features import FEATURE_KINDS
from ssg.index.layouts import promoted, templates_of_categories
from ssg.index.model import Group, Site
from ssg.index.moments import NEWS_AGE_US
from ssg.index.parts import part_of
from ssg.index.series import numbered
from ssg.index.targets import is_remote, target_path
from ssg.index.taxonomy import same_name

PUBLIC: Final = "public/"
"""Before the name of a list or a kind of lists: without what a build shows though it is not public."""
GROUPS: Final = ("tag", "author", "topic", "series")
"""The kinds of lists that articles name themselves into."""
MOST_RELATED: Final = 1_000
MOST_NEWS: Final = 1_000
"""Articles in the news sitemap at most, by Google's rules."""


def paths_of(site: Site, name: str) -> Sequence[str]:
    """Return a list by its name; a missing one is empty."""
    if name.startswith(PUBLIC):
        every = paths_of(site, name.removeprefix(PUBLIC))
        return [path for path in every if path not in site.hidden] if site.hidden else every
    kind, _, slug = name.partition("/")
    if kind in FEATURE_KINDS:
        return site.by_feature.get(name, ())
    if kind in ("category", "month"):
        return (site.by_category if kind == "category" else site.by_month).get(slug, ())
    if name.startswith(QUERY):
        return select(site, query_of(name), paths_of)
    if kind in GROUPS:
        return found.paths if (found := groups(site, kind).get(slug)) else ()
    return {"all": site.order, "picks": site.picks, "most-read": site.most_read, "breaking": site.breaking}[name]


def deciding(name: str) -> tuple[str, ...]:
    """Return the lists that alone decide a list: itself, unless it is that of a query."""
    if QUERY not in name:
        return (name,)
    lists = query_of(name.removeprefix(PUBLIC)).lists
    return (*lists, *(f"{PUBLIC}{one}" for one in lists)) if name.startswith(PUBLIC) else lists


def may_differ(name: str, lists: Container[str], articles: Collection[str]) -> bool:
    """Return whether a list may differ if these lists and articles do: a time may change while all orders stay."""
    if any(one in lists for one in deciding(name)):
        return True
    return bool(articles) and QUERY in name and query_of(name.removeprefix(PUBLIC)).is_timed


def list_names(site: Site) -> Iterator[str]:
    """Return the names of all lists that there are."""
    names = ["all", "picks", "most-read", "breaking"]
    of_kind = {"category": site.by_category, "month": site.by_month}
    names += [f"{kind}/{slug}" for kind, lists in of_kind.items() for slug in lists]
    names += site.by_feature
    names += [f"{kind}/{slug}" for kind in GROUPS for slug in groups(site, kind)]
    yield from (*names, *(f"{PUBLIC}{name}" for name in names if site.preview_build))


def groups(site: Site, kind: str) -> Mapping[str, Group]:
    """Return all tags, authors or topics by slug."""
    return {"tag": site.tags, "author": site.authors, "topic": site.topics, "series": site.series}[kind]


def after(site: Site, name: str, path: str, depth: int) -> Sequence[str]:
    """Return up to `depth` articles that follow one in a list: those that are older."""
    paths = paths_of(site, name)
    if path not in site.briefs:
        return ()
    key = _order(site, path)
    low, high = 0, len(paths)
    while low < high:
        middle = (low + high) // 2
        if _order(site, paths[middle]) >= key:
            low = middle + 1
        else:
            high = middle
    return paths[low : low + depth]


def _order(site: Site, path: str) -> tuple[int, str]:
    return site.times[path], path


def names(site: Site, kind: str, least: int) -> tuple[str, ...]:
    """Return the slugs of all categories, tags, authors, topics or months with at least `least` articles, in order."""
    if kind.startswith(PUBLIC):
        return _public_names(site, kind.removeprefix(PUBLIC), least)
    if kind == "category":
        return tuple(slug for slug, paths in site.by_category.items() if len(paths) >= least)
    if kind == "month":
        return tuple(month for month, paths in site.by_month.items() if len(paths) >= least)
    return tuple(slug for slug, group in groups(site, kind).items() if len(group.paths) >= least)


def _public_names(site: Site, kind: str, least: int) -> tuple[str, ...]:
    """Return public names: without categories that only hidden articles name; those of `site.toml` may be empty."""
    configured = {category.slug for category in site.config.categories}
    sizes = ((slug, len(paths_of(site, f"{PUBLIC}{kind}/{slug}"))) for slug in names(site, kind, least))
    return tuple(slug for slug, size in sizes if size >= max(least, slug not in configured))


def slug_of(site: Site, kind: str, name: str) -> str:
    """Return the slug of a category, tag, author or topic by a name in any spelling, or by the slug; empty for none."""
    if kind == "category":
        found = site.categories.values()
        named = (c.slug for c in found if name == c.slug or identity(name) == identity(c.name))
        return next(named, "")
    return name if name in groups(site, kind) else site.names[kind].get(same_name(name), "")


def author_config(config: Config, name: str) -> AuthorConfig | None:
    """Return what `site.toml` says of an author."""
    return next((author for author in config.authors if same_name(author.name) == same_name(name)), None)


def media(site: Site, path: str) -> MediaFile | None:
    """Return a file that an article names by a path, as `target_path` resolves it; None if no article shows it."""
    return site.media.get(path) or site.named.get(path)


def media_stamp(site: Site, path: str) -> str:
    """Name the bytes of a file that an article names by a path; empty where none is shown by it."""
    found = media(site, path) if path else None
    if found is None:
        return ""
    # An equal file of `static/` is at another address than one of `content/`; a caption is not in what is published.
    bytes_ = f"{found.url} {found.digest or found.size}" if found.copies or not found.digest else found.digest
    if any(found.rights) or found.permit != NO_LIMITS:
        return f"{bytes_} {digest_of((found.rights, found.permit))}"
    return bytes_


def photo(said: AuthorConfig | None) -> str:
    """Return the path below `content/` of an author's portrait; empty if there is none."""
    return target_path("", said.photo) if said and said.photo and not is_remote(said.photo) else ""


class Titled(NamedTuple):
    """What the search finds an article by besides its text: title, tags as written, and slugs of its categories."""

    title: str
    tags: tuple[str, ...]
    categories: tuple[str, ...]


def titles(site: Site, name: str) -> tuple[Titled, ...]:
    """Return the titles of all articles of a list, each with tags, and from the main category down to its own."""
    lines: dict[str, tuple[str, ...]] = {}
    for slug in site.categories:
        line = [slug]
        while above := site.categories[line[0]].parent:
            line.insert(0, above)
        lines[slug] = tuple(line)
    briefs, categories = site.briefs, site.places.categories
    found = ((briefs[path], categories[path]) for path in paths_of(site, name))
    return tuple(Titled(brief.title, brief.tags, lines[category]) for brief, category in found)


def _recent(site: Site) -> tuple[str, ...]:
    """Return the public articles of the last 48 hours."""
    since = microseconds(site.now) - NEWS_AGE_US
    recent = takewhile(lambda path: site.times[path] > since, paths_of(site, f"{PUBLIC}all"))
    return tuple(islice(promoted(site, "news-sitemap", recent), MOST_NEWS))


def _running_topics(site: Site, newest: str, most: str) -> tuple[str, ...]:
    """Return the topics of the newest articles, up to the given number."""
    named = dict.fromkeys(site.briefs[path].topic for path in site.order[: int(newest)])
    running = dict.fromkeys(site.places.topics[topic] for topic in named if topic)
    return tuple(running)[: int(most)]


def _last_change(site: Site, name: str, number: str, size: str) -> int:
    """Return when an article of a part of a list was last changed, in microseconds."""
    paths = paths_of(site, name)
    if site.changed is not None and (rows := getattr(paths, "rows", None)) is not None:  # of `Paths`: no brief is read
        return max(site.changed[part_of(rows, int(number), int(size))].tolist(), default=0)
    part = part_of(paths, int(number), int(size))
    return max((site.briefs[path].updated or site.times[path] for path in part), default=0)


def _fresh_picks(site: Site, microseconds_old: str) -> tuple[str, ...]:
    """Return the picks up to an age, which is measured against the newest article, not against the clock."""
    if not site.order:
        return ()
    newest = site.times[site.order[0]]
    return tuple(path for path in site.picks if newest - site.times[path] <= int(microseconds_old))


def _counts(site: Site, kind: str) -> tuple[tuple[str, int], ...]:
    """Return how many articles each month or category has; with `public/`, without those that have none."""
    if kind.startswith(PUBLIC):
        return tuple((slug, len(paths_of(site, f"{kind}/{slug}"))) for slug in names(site, kind, 1))
    found = site.by_month if kind == "month" else site.by_category
    return tuple((slug, len(paths)) for slug, paths in found.items())


def _pages(site: Site, name: str) -> tuple[str, ...]:
    """Return the plain pages by path; with `public/` before the name, those that are public."""
    return tuple(path for path in site.pages if not (name.startswith(PUBLIC) and path in site.hidden))


def _page_at(site: Site, url: str) -> str:
    """Return the plain page with a URL; empty for none."""
    return next((path for path in site.pages if site.places.urls[path] == url), "")


def _parts(site: Site, slug: str) -> tuple[tuple[str, int], ...]:
    """Return the articles of a series in the order of its parts, each with its number; see `numbered`."""
    return numbered([site.briefs[path] for path in paths_of(site, f"series/{slug}")])


def _corrections(site: Site, name: str, number: str, size: str) -> Sequence[tuple[str, int]]:
    """Return a page of the corrections of a list's articles, numbered like pages of lists."""
    return part_of(corrections(site, paths_of(site, name)), int(number), int(size))


class Query(NamedTuple):
    """A question, and the list whose articles alone decide the answer, by the same arguments ("": more than a list)."""

    answer: Callable[..., object]
    of: Callable[..., str] = lambda *_: ""


QUERIES: Final[dict[str, Query]] = {
    "recent": Query(_recent),
    "running-topics": Query(_running_topics),
    "last-change": Query(_last_change, lambda name, *_: name),
    "fresh-picks": Query(_fresh_picks),
    "may-lead": Query(lambda site, most: tuple(islice(promoted(site, "lead", site.order), int(most)))),
    "counts": Query(_counts),
    "pages": Query(_pages),
    "page-at": Query(_page_at),
    "section-text": Query(lambda site, slug: site.sections.get(slug, "")),
    "corrections": Query(_corrections, lambda name, *_: name),
    "corrections-count": Query(lambda site, name: len(corrections(site, paths_of(site, name))), lambda name, *_: name),
    "corrections-url": Query(lambda site, name: url_of(site) if paths_of(site, name) else ""),
    "parts": Query(_parts, lambda slug: f"series/{slug}"),
    "category-template": Query(lambda site, slug: templates_of_categories(site.config).get(slug, "")),
    "category-language": Query(
        lambda site, slug: category_languages(site.config.categories, site.config.language).get(slug, "")
    ),
    "linked-categories": Query(lambda site: tuple([c.slug for c in site.categories.values() if c.versions])),
    "output": Query(lambda site, name: next((one for one in site.config.outputs if one.name == name), None)),
    "slots": Query(lambda site, front: site.fronts.get(front, ())),
    "ads": Query(lambda site, slot: tuple((ad.name, ad.weight) for ad in site.ads.get(slot, ()))),
    "ad": Query(lambda site, slot, name: next((ad for ad in site.ads.get(slot, ()) if ad.name == name), None)),
}
"""Questions whose answers are short, whatever the archive's size."""
