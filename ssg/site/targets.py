"""What articles point to by file: links to other articles, pictures, documents. Resolved once all URLs are known. Pure.

The first pass is the Markdown stage, which leaves `NUL number NUL` in the text; `resolve_body` is the second.
"""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from ssg.core.errors import Diagnostic, Place, error, notice, warning
from ssg.core.model import Article, Brief, Ref
from ssg.site.places import CONTENT, place_of

# What may be published from beside the articles. Anything else (.html, .js, .php) would be code, not content.
MEDIA_TYPES = frozenset(
    "jpg jpeg png gif webp avif svg mp4 webm mov mp3 ogg oga m4a wav vtt".split()
    + "pdf doc docx xls xlsx ppt pptx odt ods csv txt zip".split()
)
PICTURE_TYPES = frozenset("jpg jpeg png gif webp avif svg".split())

_MARKER = re.compile(r' ([a-z-]+)="\0(\d+)\0"')


class Wanted(NamedTuple):
    """The files that public articles show, by path below `content/`, and what is wrong with what they point to."""

    media: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def is_remote(src: str) -> bool:
    """Say whether a picture or link lies elsewhere on the web."""
    return "://" in src or src.startswith("//")


def target_path(base: str, target: str) -> str:
    """Resolve a path as written in the article `base` to one below `content/`; empty where it leads out of it."""
    path = target.split("#", 1)[0].split("?", 1)[0]
    joined = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(base), path)
    normal = posixpath.normpath(joined)
    return "" if normal.startswith("..") or normal in (".", "") else normal


def fragment(target: str) -> str:
    """Give the `#part` of a target with its mark, or nothing."""
    return "#" + target.split("#", 1)[1] if "#" in target else ""


def examine(
    public: Sequence[Brief],
    articles: Callable[[Brief], Article],
    every: Collection[str],
    files: Collection[str],
    photos: Iterable[tuple[str, Place]],
) -> Wanted:
    """Look at all that the public articles point to, and at the authors' photos.

    `every` holds the paths of all articles that could be read, public or not; `files` those of all other files.
    `articles` gives the article of a brief: only those are read that point to something out of the common.
    """
    wanted: dict[str, None] = {}
    said: list[Diagnostic] = []
    shown = {brief.path for brief in public}
    pictures = {path for path in files if _ending(path) in PICTURE_TYPES}
    for src, place in photos:
        if not is_remote(src):
            _file("", Ref("image", src), place, files, wanted, said)
    for brief in public:
        pointed = brief.links + brief.picks
        if pointed and (not shown.issuperset(pointed) or brief.path in brief.picks):
            _look(articles(brief), shown, every, files, wanted, said)
        elif brief.files:
            if pictures.issuperset(brief.files):
                wanted.update(dict.fromkeys(brief.files))
            else:
                _look(articles(brief), shown, every, files, wanted, said)
    return Wanted(tuple(sorted(wanted)), tuple(said))


def _look(
    article: Article,
    shown: Collection[str],
    every: Collection[str],
    files: Collection[str],
    wanted: dict[str, None],
    said: list[Diagnostic],
) -> None:
    """Look at all that one article points to."""
    if article.picture and article.picture.src and not is_remote(article.picture.src):
        _file(article.path, Ref("image", article.picture.src), place_of(article, "image"), files, wanted, said)
    for ref in article.refs:
        place = Place(f"{CONTENT}/{article.path}", ref.line, ref.column)
        if ref.kind == "link":
            _article(article.path, ref, place, shown, every, said)
        else:
            _file(article.path, ref, place, files, wanted, said)
    for number, target in enumerate(article.related):
        place = place_of(article, f"related[{number}]", "related")
        if target_path(article.path, target) == article.path:
            said.append(notice("N720", "this article is its own related article", place, "Take the line out."))
        _article(article.path, Ref("link", target), place, shown, every, said)


def _article(
    base: str, ref: Ref, place: Place, shown: Collection[str], every: Collection[str], said: list[Diagnostic]
) -> None:
    path = target_path(base, ref.target)
    if path in shown:
        return
    if path in every:
        hint = "It appears as plain text until that article is published."
        said.append(warning("W303", f"this links to an article that is not public now: {ref.target}", place, hint))
        return
    said.append(error("E301", f"there is no article {ref.target}", place, _nearest(path, every)))


def _file(
    base: str, ref: Ref, place: Place, files: Collection[str], wanted: dict[str, None], said: list[Diagnostic]
) -> None:
    path = target_path(base, ref.target)
    what = "picture" if ref.kind == "image" else "file"
    allowed = PICTURE_TYPES if ref.kind == "image" else MEDIA_TYPES
    if path not in files:
        known = [name for name in files if _ending(name) in allowed]
        said.append(error("E302", f"there is no {what} {ref.target}", place, _nearest(path, known)))
        return
    if _ending(path) not in allowed:
        hint = f"Use one of these: {', '.join(sorted(allowed))}."
        said.append(error("E305", f"a {what} of the type .{_ending(path)} is not published: {ref.target}", place, hint))
        return
    wanted[path] = None


def _ending(path: str) -> str:
    return path.rsplit(".", 1)[-1].lower() if "." in path else ""


def _nearest(path: str, known: Collection[str]) -> str:
    """Suggest what was meant: the same name elsewhere, or a name much like it in the same folder."""
    if not path:
        return f"The path leads out of {CONTENT}/."
    name, folder = posixpath.basename(path), posixpath.dirname(path)
    elsewhere = sorted(p for p in known if posixpath.basename(p).casefold() == name.casefold())
    if elsewhere:
        return f"Did you mean /{elsewhere[0]}?"
    beside = sorted(posixpath.basename(p) for p in known if posixpath.dirname(p) == folder)
    close = difflib.get_close_matches(name, beside, 1, 0.6)
    return f"Did you mean {close[0]}?" if close else f"No file of this name lies below {CONTENT}/."


def resolve_body(html: str, values: Mapping[int, str | None]) -> str:
    """Put the resolved values (ready for an attribute, escaped) in the places of the markers.

    An attribute whose value is None is left out: a link to an article that is not public becomes plain text.
    """

    def put(found: re.Match[str]) -> str:
        value = values.get(int(found[2]))
        return "" if value is None else f' {found[1]}="{value}"'

    return _MARKER.sub(put, html) if "\0" in html else html
