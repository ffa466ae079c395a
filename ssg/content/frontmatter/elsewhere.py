"""The meaning of keys of other systems (Jekyll, Hugo, Hexo, Pelican, Ghost, WordPress …). It never reads the body.

Most important are keys that hold an article back: they are obeyed if possible, and always reported. Keys and words are
compared without case, accents, spaces, hyphens and underscores.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple

import yaml

from ssg.content.frontmatter.notes import Notes
from ssg.content.frontmatter.plain import is_absent
from ssg.content.frontmatter.quoting import shown
from ssg.content.frontmatter.takedowns import OFTEN_ELSE, TAKEN_DOWN, TIMES_DOWN
from ssg.core.message import say
from ssg.core.text.dates import parse_time
from ssg.core.text.slug import slugify

_YES: Final = frozenset("true yes y on 1 co dung".split())
_NO: Final = frozenset("false no n off 0 khong sai never none".split())
_NEVER: Final = frozenset(("never", "none"))

# Switches: those that say "not public" when they are off, and when they are on. What other systems would still show to
# some (a page that no list names, one with a password) is kept back, too: here there is nothing between.
_OFF: Final = frozenset(
    "published publish ispublished public ispublic render online enabled active congkhai xuatban daxuatban "
    "phathanh lentrang".split()
)
# Likewise, but a time says when somebody did so, not when the article is published.
_OFF_UNDATED: Final = frozenset("ready approved isapproved duyet daduyet dadang".split())
_NOT_YET: Final = frozenset(("chua", "notyet"))
_OFF_PARTLY: Final = frozenset("listed visible isvisible show hienthi".split())
_ON: Final = TAKEN_DOWN | frozenset(
    "isdraft drafts private isprivate headless wip internal nhap bannhap riengtu noibo khongdang khongxuatban".split()
)
_ON_PARTLY: Final = frozenset(
    "hidden ishidden unlisted secret protected membersonly passwordprotected "
    "eleventyexcludefromcollections an anbai".split()
)
# States: the first kind always says whether an article is public, the second only if its word is one of those below.
_STATES: Final = frozenset(
    "status poststatus wpstatus visibility postvisibility publishstatus trangthai tinhtrang".split()
)
_MAYBE_STATES: Final = frozenset("state access workflow".split())
_NOT: Final = TAKEN_DOWN | frozenset(
    "draft drafts private pending autodraft internal wip "
    "review inreview needsreview pendingreview idea nhap bannhap bansoan riengtu noibo choduyet chobientap chosua "
    "chokiemtra choxuatban chuaduyet chuadang chuaxong chuahoanthanh chuaxuatban dangviet dangsoan dangsua "
    "dangchinhsua dangbientap khongdang".split()
)
_PARTLY: Final = frozenset(
    "hidden unlisted password passwordprotected protected members paid tiers subscribers archived archive an".split()
)
_PUBLIC: Final = frozenset(
    "publish published public live final active online visible done everyone all default future scheduled updated "
    "congkhai xuatban daxuatban dadang".split()
)
# Hidden from search engines, which does not mean that it is not public: if the word is "no", and if it is "yes".
_NOT_FOUND: Final = frozenset("noindex robots sitemap searchable indexed".split())
_FOUND_BY_NONE: Final = frozenset("noindex sitemapexclude excludefromsitemap sitemapignore sitemapdisable".split())
# What others show with a note, or no more: one cannot know.
_OVER: Final = frozenset("archived archive isarchived expired isexpired luutru daluutru".split())
_OUT_OF_SITEMAP: Final = frozenset("exclude disable ignore".split())
_EMBARGOES: Final = frozenset(
    "publishdate publishat publishon publishedat publishtime publishafter embargo embargountil scheduledat "
    "scheduledate scheduledfor goliveat golive golivedate publisheddate publishedtime firstpublished "
    "firstpublishedat datepublished pubdate postdate camvan hengio henngay lichdang dangvao dangluc ngaydang giodang "
    "thoigiandang ngayxuatban gioxuatban thoigianxuatban".split()
)
_QUOTES: Final = "'\""

# Kinds of articles that are plain articles here.
PLAIN_TYPES: Final = frozenset(
    "post posts blog blogs blogpost blogentry entry news newsarticle newsitem story stories articles standard default "
    "single tin tintuc bai baiviet baibao".split()
)
PAGE_TYPES: Final = frozenset("pages static staticpage plainpage standalone trang trangtinh trangdon".split())
"""What is a plain page here."""

_MEANT: Final[dict[str, str]] = {
    word: name
    for name, words in {
        "title": "posttitle headline tenbai",
        "category": "categories section sections danhmuc primarycategory postcategory",
        "summary": "excerpt abstract standfirst teaser dek deck lede lead customexcerpt postexcerpt metadescription "
        "seodescription ogdescription twitterdescription descriptionhtml tomtat mota gioithieu",
        "updated": "lastmod lastmodified lastmodifiedat modified modifiedat modifieddate updatedat dateupdated "
        "postmodified lastupdate lastupdated datemodified capnhat ngaycapnhat",
        "aliases": "redirectfrom redirects oldurl oldurls alias url path saveas duongdan",
        "image": "cover coverimage featuredimage featureimage thumbnail thumb banner hero heroimage ogimage "
        "teaserimage headerimage featuredmedia images imageurl socialimage anhdaidien anhbia hinhanh",
        "tags": "keywords labels tag nhan the primarytag posttags",
        "authors": "byline writer writers postauthor primaryauthor butdanh nguoiviet",
        "date": " ".join(("created createdat datecreated", *sorted(_EMBARGOES))),
        "expires": "expiration expirationdate unpublish unpublishon unpublishat unpublishafter offlineat offlineon "
        "publishuntil removeat removeon ngayhethan hethanluc ngaygo goluc ngayrut",
        "withdrawn": " ".join((TIMES_DOWN, *sorted(TAKEN_DOWN))),
        "slug": "postname basename",
        "featured": "sticky pinned top istop noibat",
        "topic": "sukien dongsukien chude",
        "source": "sourceurl nguonbai canonical canonicalurl originalurl",
        "corrections": "correction dinhchinh",
        "type": "posttype loai",
    }.items()
    for word in words.split()
}
# What resembles a key of ours by accident, and has another meaning.
_UNLIKE: Final = frozenset("resource resources collection collections updatedby authorbox authorbio".split())
# Further authors beside the first, in a key of their own.
_MORE_AUTHORS: Final = frozenset(
    "coauthor coauthors secondauthor otherauthors contributor contributors dongtacgia".split()
)
# Tables of other systems whose keys belong on the first level here.
_TABLES: Final = frozenset(("taxonomies", "seo", "meta", "metadata", "header", "opengraph", "yoast"))
# Those in which other systems keep what is a site's own, which may be a `draft` that only its templates know.
_OWN_TABLES: Final = _TABLES | {"params", "extra", "custom", "customfields", "options", "settings", "page"}


class Said(NamedTuple):
    """The meaning of one key: that the article is kept back, and until when (None: as long as the key is there)."""

    back: bool = False
    until: datetime | None = None


def folded(key: str) -> str:
    """Return the common form of all spellings of a key or a word of other systems."""
    return slugify(key).replace("-", "")


def meant(key: str) -> str:
    """Return our key with the meaning of a key of another system, or ""."""
    return _MEANT.get(folded(key), "")


def is_unlike(key: str) -> bool:
    """Return whether a key of another system only resembles one of ours."""
    return folded(key) in _UNLIKE


def redirects(key: str) -> bool:
    """Return whether a key of another system sends readers of an article elsewhere."""
    return folded(key) in ("redirectto", "redirect", "redirecturl", "chuyenhuong")


def names_more_authors(key: str) -> bool:
    """Return whether a key of another system names authors beside those of `authors`."""
    return folded(key) in _MORE_AUTHORS


def is_off(node: yaml.Node) -> bool:
    """Return whether a value is a word for "no", as in `permalink: false`, which keeps an article back elsewhere."""
    return isinstance(node, yaml.ScalarNode) and folded(node.value) in _NO


def switch(node: yaml.Node) -> bool | None:
    """Return what a word for "yes" or "no" means; None for all else. `never` is no answer to a yes-or-no question."""
    word = folded(node.value) if isinstance(node, yaml.ScalarNode) else ""
    return True if word in _YES else False if word in _NO - _NEVER else None


def is_table(key: str, node: yaml.Node) -> bool:
    """Return whether a key is a table of another system (`taxonomies`), whose keys are none of its own here."""
    return isinstance(node, yaml.MappingNode) and folded(key) in _TABLES


def read(notes: Notes, written: str, key_node: yaml.Node, node: yaml.Node) -> Said | None:
    """Read an unknown key, and report its effect; return None if it does not concern who may see the article."""
    key = folded(written)
    if isinstance(node, yaml.MappingNode):
        return _OF_TABLES.get(key, _table)(notes, written, key_node, node)
    if isinstance(node, yaml.SequenceNode):
        node = _weightiest(key, node)
    if not isinstance(node, yaml.ScalarNode) or is_absent(node):
        return None
    if key in _EMBARGOES or ((key in _OFF or key == "scheduled") and _is_time(notes, node.value)):
        return _embargo(notes, written, key_node, node)
    told = f"{written}: {'…' if key == 'password' else shown(node.value).strip(_QUOTES)}"
    return _heard(notes, told, key, key_node, node)


def _heard(notes: Notes, told: str, key: str, key_node: yaml.Node, node: yaml.ScalarNode) -> Said | None:
    """Return the meaning of a key that may say whether an article is public, and report it."""
    word = folded(node.value)
    weight = _weight(key, word)
    if weight in ("not", "partly"):
        return _back(notes, told, key_node, partly=weight == "partly", down=not TAKEN_DOWN.isdisjoint((key, word)))
    if weight == "unread" or (key in _OVER and _is_time(notes, node.value)):
        return _unread(notes, told, key_node)
    says_nothing = _MEANT.get(key) == "withdrawn" and (
        word in _NO or word in _NOT_YET or (key in OFTEN_ELSE and not _is_time(notes, node.value))
    )
    return Said() if weight or says_nothing else None


def _weightiest(key: str, node: yaml.SequenceNode) -> yaml.Node:
    """Return the item of a list that says most of who may see the article, as in `status: [draft]`; else the list."""
    heavy = [one for one in node.value if isinstance(one, yaml.ScalarNode) and _weight(key, folded(one.value))]
    return min(heavy, key=lambda one: _WEIGHTS.index(_weight(key, folded(one.value))), default=node)


def _table(notes: Notes, written: str, key_node: yaml.Node, node: yaml.MappingNode) -> Said | None:
    """Report what a table of a site's own may say of who sees the article: `params: {draft: true}`."""
    if folded(written) in _OWN_TABLES:
        for inner_node, value in node.value:
            if isinstance(inner_node, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode):
                inner, word = folded(inner_node.value), folded(value.value)
                if (inner == "draft" and word in _YES) or _weight(inner, word) not in ("", "plain"):
                    _unread(notes, f"{written}: {{{inner_node.value}: {value.value}}}", inner_node)
    return None


def _unread(notes: Notes, told: str, key_node: yaml.Node) -> Said:
    message = say("`{told}` is ignored: it hides the article neither from readers nor from search engines", told=told)
    notes.warning("W127", key_node, message, say("write `draft: true` if the article must not be public"))
    return Said()


def _sitemap(notes: Notes, written: str, key_node: yaml.Node, node: yaml.MappingNode) -> Said | None:
    """Read `sitemap: {exclude: true}`, as plugins of Jekyll and Eleventy and Hugo have it; priorities say nothing."""
    for key, value in node.value:
        if folded(str(key.value)) in _OUT_OF_SITEMAP and folded(str(value.value)) in _YES:
            return _unread(notes, f"{written}: {{{key.value}: {value.value}}}", key_node)
    return None


def _weight(key: str, word: str) -> str:
    """Return the meaning of a key and its word: `not` public, `partly`, `unread` (unknown), `plain`, or ""."""
    off, on = word in _NO, word in _YES
    state = key in _STATES or key in _MAYBE_STATES
    switch_off = key in _OFF or key in _OFF_UNDATED
    found: tuple[tuple[str, bool], ...] = (
        ("not", (off and (switch_off or key == "permalink")) or (on and key in _ON)),
        ("not", (state and word in _NOT) or (switch_off and (word in _NOT or word in _NOT_YET))),
        ("partly", (off and (key in _OFF_PARTLY or key in _STATES)) or (on and key in _ON_PARTLY)),
        ("partly", (state and word in _PARTLY) or key == "password"),
        ("unread", key in _STATES and not on and word not in _PUBLIC),
        ("unread", key in _NOT_FOUND and ("noindex" in word or (key != "noindex" and off))),
        ("unread", (key in _FOUND_BY_NONE or key in _OVER) and on),
    )
    return next((weight for weight, holds in found if holds), "")


def _build(notes: Notes, written: str, key_node: yaml.Node, node: yaml.MappingNode) -> Said | None:
    """Read Hugo's `_build: {render: never, list: never}`."""
    parts = {folded(str(key.value)): folded(str(value.value)) for key, value in node.value}
    if parts.get("render") in _NO:
        return _back(notes, f"{written}: {{render: {parts['render']}}}", key_node, partly=False)
    if parts.get("list") in {*_NO, "local"}:
        return _back(notes, f"{written}: {{list: {parts['list']}}}", key_node, partly=True)
    return None


def _embargo(notes: Notes, written: str, key_node: yaml.Node, node: yaml.ScalarNode) -> Said | None:
    try:
        return Said(until=parse_time(node.value, notes.zone))
    except ValueError:
        message = say("`{written}` is ignored: {value} is not a valid time", written=written, value=shown(node.value))
        notes.warning("W127", key_node, message, say("write the time of publication as `date:`"))
        return Said()


def _is_time(notes: Notes, value: str) -> bool:
    """Return whether a value is a time: `published: 2030-01-01` is no switch."""
    try:
        parse_time(value, notes.zone)
    except ValueError:
        return False
    return True


def _back(notes: Notes, told: str, key_node: yaml.Node, *, partly: bool, down: bool = False) -> Said:
    """Report that the article is kept back; `down`: it was public."""
    if partly:
        message = say(
            "`{told}` is read as `draft: true`: ssg cannot show an article to some readers or in some lists only",
            told=told,
        )
        notes.warning("W126", key_node, message, say("remove the key to publish the article, or write `draft: true`"))
    else:
        hint = say("write `draft: true`")
        if down:
            hint = say("write `draft: true`, or, to take it down for good, `withdrawn:` and the day")
        notes.notice("N136", key_node, say("`{told}` is read as `draft: true`", told=told), hint)
    return Said(back=True)


_OF_TABLES: Final = {"build": _build, "sitemap": _sitemap}
_WEIGHTS: Final = ("not", "partly", "unread")
