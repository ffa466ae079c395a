"""`CHECKS`: what `ssg check` says beyond what a build would. Habits of a good newsroom, never a reason not to publish.

To add one, write a function from the site (and its surroundings) to diagnostics, and a line in `CHECKS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from ssg.content.data import ADS
from ssg.content.markdown.reserved import IDS
from ssg.core.errors import Diagnostic, Place, notice, warning
from ssg.core.message import NOTHING, say
from ssg.core.model import PLAIN, Body
from ssg.core.text.near import likest
from ssg.core.text.slug import slugify
from ssg.core.theme import TemplateFile
from ssg.index import policies, starter
from ssg.index.deadlinks import Answers, Link, addresses, anchors_of, dead, is_anchor, plain, report
from ssg.index.model import Site
from ssg.index.namechecks import accents, colours, languages, names
from ssg.index.picturechecks import credentials, pictures, synthetic
from ssg.index.places import CONTENT, place_of
from ssg.index.targets import MEDIA_TYPES, PICTURE_TYPES, fragment, target_path
from ssg.index.template_links import html_of, links_of
from ssg.index.textchecks import texts
from ssg.index.timechecks import times
from ssg.index.urls import BASE_URL_HINT, NO_BASE_URL, output_path

_TITLE = 110  # characters: what search engines and social networks show of a headline at most
_SUMMARY = 300
CONFIG = "site.toml"
# Anchors that pages have around every article.
_OF_THE_PAGE = IDS | {"", "top"}
_MASTHEAD = ("name", "owner", "licence", "editor", "address", "phone", "email")


class Surroundings(NamedTuple):
    """What checks may look at besides the site.

    `files` are those beside the articles; `bodies` gives an article's body by its path, `text` the text of a file by
    its path in the site's folder ("" if it cannot be read), `source` the same without keeping it, `unpublished` the
    file of an article that is not public by its output path. `answers` knows all addresses of the site; `data` are the
    data files by name, `templates` those of the theme, `policy` is the value of the header Content-Security-Policy.
    """

    files: Collection[str]
    bodies: Callable[[str], Body]
    answers: Answers
    text: Callable[[str], str]
    source: Callable[[str], str]
    unpublished: Callable[[str], str]
    data: Mapping[str, object]
    templates: Mapping[str, TemplateFile]
    policy: str


def titles(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Headlines and summaries that will be cut elsewhere, or are missing."""
    for story in site.stories.values():
        article = story.article
        if len(article.title) > _TITLE:
            message = say(
                "title too long: {number} characters; search engines cut it at about {title}",
                number=len(article.title),
                title=_TITLE,
            )
            yield warning("W420", message, place_of(article, "title"))
        if len(article.summary) > _SUMMARY:
            message = say(
                "summary too long: {number} characters, more than {summary}",
                number=len(article.summary),
                summary=_SUMMARY,
            )
            yield warning("W421", message, place_of(article, "summary"))
        if not article.summary and article.type not in PLAIN:
            yield notice("N422", say("missing summary; the first paragraph is used"), place_of(article))


def masthead(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Yield the missing entries of the masthead that the press law of Vietnam requires on every page."""
    missing = [name for name in _MASTHEAD if not getattr(site.config.publisher, name)]
    if missing and site.config.in_vietnam:
        message = say("incomplete masthead: missing {missing} in `[publisher]`", missing=", ".join(missing))
        yield warning(
            "W425", message, Place("site.toml", 1), say("required by Vietnamese press law on a newspaper's site")
        )


def consent(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Yield third parties about which readers cannot learn anything before they agree."""
    if site.config.providers and not site.config.consent.policy:
        line = around.text(CONFIG).partition("[[providers]]")[0].count("\n") + 1
        hint = say('write one, and name it below `[consent]`: `policy = "/toa-soan/rieng-tu/"`')
        yield warning("W476", say("third parties, and no page about personal data"), Place(CONFIG, line), hint)


def placeholders(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Yield placeholders of `ssg init` that readers would see."""
    yield from starter.placeholders(site, around.text(CONFIG), _MASTHEAD)


def orphans(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Pictures and other files beside the articles that nothing public shows or links to."""
    for path in sorted(around.files):
        ending = path.rsplit(".", 1)[-1].lower()
        if path not in site.media and ending in MEDIA_TYPES:
            what = say("shows this picture") if ending in PICTURE_TYPES else say("links to this file")
            yield notice("N426", say("no public article {what}", what=what), Place(f"{CONTENT}/{path}"))


def links(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Addresses of the site that nothing answers, in articles, the menu and data; links to missing anchors."""
    found: list[Link] = []
    inside: list[tuple[str, str, str]] = []
    of_url = {output_path(url): path for path, url in site.places.urls.items()}
    for path in site.briefs:
        body = around.bodies(path)
        if body.source is not None and body.source.url:
            found.append(Link(body.source.url, f"{CONTENT}/{path}"))
        for url in addresses(_whole(body)):
            own = around.answers.own(url)
            if own is not None:
                found.append(Link(url, f"{CONTENT}/{path}"))
            wanted = url.partition("#")[2]
            if wanted and (own is not None or url.startswith("#")):
                inside.append((path, of_url.get(output_path(plain(own)), "") if own is not None else path, url))
    found.extend(Link(item.url, CONFIG) for item in site.config.menu if item.url)
    policies, consent = site.config.policies, site.config.consent
    named = (policies.corrections, policies.ethics, policies.masthead, consent.policy)
    found.extend(Link(url, CONFIG) for url in named if url)
    found.extend(Link(ad.keys.url, f"data/{ADS}{ad.name}") for ads in site.ads.values() for ad in ads if ad.keys.url)
    found.extend(Link(url, f"data/{name}") for name, value in around.data.items() for url in _urls(name, value))
    found.extend(links_of(around.templates.values(), site.config.base_path))
    withdrawn = frozenset(f"{CONTENT}/{path}" for path in site.left_out.withdrawn)
    lost = dead(found, around.answers)
    yield from report(lost, around.answers, lambda link: _places(link, around), around.unpublished, withdrawn)
    yield from _anchors(site, around, inside)


def _whole(body: Body) -> str:
    """Return a whole text, with what only some readers may read."""
    return body.html + body.rest


def _anchors(site: Site, around: Surroundings, inside: list[tuple[str, str, str]]) -> Iterator[Diagnostic]:
    """Yield links to a missing anchor of an article: `inside` are articles, the article that they name, and how."""
    known: dict[str, set[str]] = {}

    def has(path: str, wanted: str) -> bool:
        if path not in known:
            known[path] = anchors_of(_whole(around.bodies(path)))
        return is_anchor(wanted, known[path])

    for story in site.stories.values():
        for ref in story.article.refs:
            other = target_path(story.path, ref.target) if ref.kind == "link" else ""
            wanted = fragment(ref.target)[1:]
            if wanted not in _OF_THE_PAGE and other in site.briefs and not has(other, wanted):
                place = Place(f"{CONTENT}/{story.path}", ref.line, ref.column)
                yield _no_anchor(wanted, other, place, known[other])
    for path, other, url in dict.fromkeys(inside):
        wanted = url.partition("#")[2]
        if other and not has(other, wanted) and wanted not in _OF_THE_PAGE:
            first, *also = _places(Link(url, f"{CONTENT}/{path}"), around)
            yield _no_anchor(wanted, other, first, known[other], tuple(also))


def _no_anchor(
    wanted: str, path: str, place: Place, known: Collection[str], also: tuple[Place, ...] = ()
) -> Diagnostic:
    plain_name = slugify(unquote(wanted))
    near = plain_name if plain_name in known else likest(plain_name, known, 0.7)
    hint = say("did you mean #{near}?", near=near) if near else NOTHING
    return warning(
        "W427",
        say("heading not found: #{wanted} in {content}/{path}", wanted=wanted, content=CONTENT, path=path),
        place,
        hint,
        also,
    )


def _urls(name: str, value: object) -> Iterator[str]:
    """Yield the addresses in a data file, by the names of their keys; logs of what was read hold many old ones."""
    if name == "most-read":
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if isinstance(inner, str):
                if key in ("url", "href", "link"):
                    yield inner
            else:
                yield from _urls("", inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _urls("", inner)


def _places(link: Link, around: Surroundings) -> list[Place]:
    """Find all places of an address in its file; the file itself if it is written otherwise there."""
    paths = [link.path]
    if link.path.startswith("data/"):
        paths = [f"{link.path}.{ending}" for ending in ("toml", "json", "yaml", "yml")]
    for path in paths:
        text = _text(path, around)
        bare = link.url.partition("://")[2] or link.url  # `www.…`, which becomes a link by itself
        spellings = dict.fromkeys((link.url, unquote(link.url), link.url.replace("&", "&amp;"), bare))
        wanted = re.compile(rf"(?<![\w/{{])(?:{'|'.join(map(re.escape, spellings))})(?![\w/%#?-]|\.\w)")
        found = [Place(path, *_position(text, match.start())) for match in wanted.finditer(text)] if text else []
        if found:
            return found
    return [Place(next((path for path in paths if around.text(path)), link.path), 1)]


def _text(path: str, around: Surroundings) -> str:
    """Return the text of a file; of a template, without what is no HTML."""
    template = next((one for one in around.templates.values() if one.label == path), None)
    return html_of(template) if template else around.text(path)


def _position(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def reach(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Yield missing settings that feeds and search engines need."""
    config, place = site.config, Place("site.toml", 1)
    if not config.base_url:
        yield warning("W752", NO_BASE_URL, place, BASE_URL_HINT)
    elif config.feeds.items and not config.feeds.tag:
        host = urlsplit(config.base_url).hostname
        message = say("feed entry ids contain the host; if the host changes, feed readers show all entries as new")
        yield notice(
            "N753",
            message,
            place,
            say('fix them with `tag = "{host},{year}"` in `[feeds]`', host=host or "", year=site.now.year),
        )


def ids(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Yield articles with the same `id`, of which feed readers show only one."""
    first: dict[str, str] = {}
    for path, brief in site.briefs.items():
        other = first.setdefault(brief.id, path) if brief.id else path
        if other != path:
            place = place_of(site.stories[path].article, "id")
            yield warning(
                "W754",
                say("duplicate id {id}; also used by {content}/{other}", id=brief.id, content=CONTENT, other=other),
                place,
                say("feed readers show only one of them"),
            )


def own_policy(site: Site, around: Surroundings) -> Iterator[Diagnostic]:
    """Yield what the site's own Content-Security-Policy blocks, and where it is too broad."""
    bodies = ((f"{CONTENT}/{path}", _whole(around.bodies(path))) for path in site.briefs)
    yield from policies.of_texts(site.config, around.policy, bodies, around.text)
    yield from policies.of_templates(site.config, around.policy, around.templates)
    yield from policies.of_settings(site.config, around.text(CONFIG))


CHECKS: tuple[Callable[[Site, Surroundings], Iterator[Diagnostic]], ...] = (
    titles,
    pictures,
    credentials,
    synthetic,
    masthead,
    consent,
    placeholders,
    orphans,
    links,
    reach,
    ids,
    times,
    names,
    accents,
    colours,
    languages,
    texts,
    own_policy,
)
