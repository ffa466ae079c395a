"""What articles point to by file: links to other articles, pictures, documents. Resolved once all URLs are known. Pure.

The first pass is the Markdown stage, which leaves `NUL number NUL` in the text; `bodies.py` is the second.
"""

from __future__ import annotations

import itertools
import posixpath
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from ssg.content.markdown.box_use import KIND, use_of
from ssg.content.markdown.targets import decoded, file_name, split
from ssg.core.errors import Diagnostic, Place, error
from ssg.core.message import say
from ssg.core.model import PLAIN, Article, Brief, Ref
from ssg.index.boxes import Boxes, faults, pointing, values_of
from ssg.index.files import Files, folder_named
from ssg.index.places import CONTENT, STATIC, place_of
from ssg.index.related_faults import fault_in_box, fault_in_list, fault_of_link, fault_of_original
from ssg.index.suggestion import article_meant, article_of, nearest_file

# What may be published from beside the articles. Anything else (.html, .js, .php) would be code, not content.
MEDIA_TYPES = frozenset(
    "jpg jpeg jfif jpe pjp pjpeg png gif webp avif heic heif svg mp4 webm mov mp3 ogg oga m4a wav vtt".split()
    + "pdf doc docx xls xlsx ppt pptx odt ods csv txt zip".split()
)
PICTURE_TYPES = frozenset("jpg jpeg jfif jpe pjp pjpeg png gif webp avif heic heif svg".split())

Missing = dict[tuple[str, str], list[tuple[Place, str]]]
"""What is not there (`article`, `picture`, `file`) and its path → where it is named, and how."""


class Wanted(NamedTuple):
    """The files that public articles show, by path below `content/`, and diagnostics of references.

    Pictures of `static/` are among these, as `STATIC` says; its other files are published whatever articles show.

    `named` are files that articles name otherwise than by such a path: for what they write, as `target_path` resolves
    it, the path below `content/` or, as `STATIC` says, the one below `static/`. `doubtful` is what is nowhere to be
    found among files: it may still be the address of something that is made. `of_boxes` is what is
    wrong with uses of boxes: an article with such a use is not published.
    """

    media: tuple[str, ...]
    named: dict[str, str]
    doubtful: tuple[tuple[str, Diagnostic], ...]
    diagnostics: tuple[Diagnostic, ...]
    of_boxes: tuple[Diagnostic, ...] = ()


def is_remote(src: str) -> bool:
    """Return whether a picture or link lies elsewhere on the web."""
    return "://" in src or src.startswith("//")


def target_path(base: str, target: str) -> str:
    """Resolve a path as written in the article `base` to one below `content/`; empty where it leads out of it.

    One that leads into `static/`, which lies beside `content/`, begins with `STATIC`.
    """
    path = file_name(split(target)[0])
    joined = path.lstrip("/") if path.startswith("/") else posixpath.join(posixpath.dirname(base), path)
    normal = posixpath.normpath(joined)
    if normal.startswith(STATIC) and not path.startswith("/"):
        return normal
    return "" if normal.startswith("..") or normal in (".", "") else normal


def behind(target: str) -> str:
    """Return what follows the path of a target: a query, and a fragment."""
    return split(target)[1]


def fragment(target: str) -> str:
    """Return the `#part` of a target with its mark, or nothing."""
    mark, part = split(target)[1].partition("#")[1:]
    return mark + part


def examine(
    public: Sequence[Brief],
    articles: Callable[[Brief], Article],
    every: Mapping[str, bool],
    files: Files,
    photos: Iterable[tuple[str, Place]],
    boxes: Boxes,
) -> Wanted:
    """Look at all that the public articles point to, and at the authors' photos.

    `every` says of all articles that could be read, public or not, whether they are taken down; `articles` gives the
    article of a brief: only those with unusual references are read.
    """
    plain = {brief.path for brief in public if brief.type in PLAIN}
    look = _Look(every, {brief.path for brief in public}, files, boxes, plain)
    pictures = {path for path in files.content if ending(path) in PICTURE_TYPES}
    static = {path for path in files.static if ending(path) in PICTURE_TYPES} - pictures
    for src, place in photos:
        if not is_remote(src):
            look.file("", Ref("image", src), place)
    for brief in public:
        if brief.original and (brief.original == brief.path or brief.original not in look.shown):
            look.original(articles(brief))
        pointed = brief.links + brief.picks
        listed = brief.picks + brief.boxed
        unusual = pointed and (not look.shown.issuperset(pointed) or not look.no_picks(brief).isdisjoint(listed))
        if brief.boxes or unusual:
            look.at(articles(brief))
        elif pictures.issuperset(brief.files):
            look.wanted.update(dict.fromkeys(brief.files))
        elif all(path in pictures or path in static for path in brief.files):
            for path in brief.files:
                look.want(path, path if path in pictures else STATIC + path)
        else:
            look.at(articles(brief))
    look.said.extend(look.not_there(*one) for one in look.missing.items())
    doubtful = tuple((path, look.not_there((what, path), found)) for (what, path), found in look.doubtful.items())
    return Wanted(tuple(sorted(look.wanted)), look.named, doubtful, tuple(look.said), tuple(look.of_boxes))


def missing(
    articles: Iterable[Article],
    public: Collection[str],
    every: Mapping[str, bool],
    files: Files,
    made: Collection[str],
    boxes: Boxes,
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of the references of articles; `made` are all output paths."""
    look = _Look(every, set(public), files, boxes)
    for article in articles:
        look.at(article)
    doubtful = {key: found for key, found in look.doubtful.items() if key[1] not in made}
    return (*look.said, *look.of_boxes, *(look.not_there(*one) for one in (*look.missing.items(), *doubtful.items())))


_WHAT: Final = {"article": say("article"), "picture": say("picture"), "file": say("file")}


class _Look:
    """What is found while articles are looked at."""

    def __init__(
        self, every: Mapping[str, bool], shown: set[str], files: Files, boxes: Boxes, plain: Collection[str] = ()
    ) -> None:
        self.shown = shown
        self._plain = frozenset(plain)
        self.wanted: dict[str, None] = {}
        self.named: dict[str, str] = {}
        self.missing: Missing = {}
        self.doubtful: Missing = {}
        self.said: list[Diagnostic] = []
        self.of_boxes: list[Diagnostic] = []
        self._boxes = boxes
        self._every = every
        self._files = files
        self._respelled = files.respelled()

    def no_picks(self, brief: Brief) -> frozenset[str]:
        """Return what may not be related to an article: itself, and whatever stands in no list."""
        return self._plain | {brief.path}

    def at(self, article: Article) -> None:
        """Look at all that one article points to."""
        if article.picture and article.picture.src and not is_remote(article.picture.src):
            self.file(article.path, Ref("image", article.picture.src), place_of(article, "image"))
        for ref in article.refs:
            place = Place(f"{CONTENT}/{article.path}", ref.line, ref.column)
            if ref.kind == "related":
                self.boxed(article.path, ref, place)
            elif ref.kind == "link":
                self.article(article.path, ref, place)
            elif ref.kind == KIND:
                self.box(article.path, ref, place)
            else:
                self.file(article.path, ref, place)
        if article.audio and not is_remote(article.audio.src):
            self.file(article.path, Ref("file", article.audio.src), place_of(article, "audio.src", "audio"))
        for number, target in enumerate(article.related):
            place = place_of(article, f"related[{number}]", "related")
            if fault := fault_in_list(target_path(article.path, target), article.path, target, self._plain, place):
                self.said.append(fault)
            self.article(article.path, Ref("related", target), place)

    def original(self, article: Article) -> None:
        """Look at what an article is a translation of."""
        path, target = target_path(article.path, article.translation_of), article.translation_of
        place = place_of(article, "translation_of")
        if fault := fault_of_original(path, article.path, target, self._every, place):
            self.said.append(fault)
        else:
            self.missing.setdefault(("article", path or target), []).append((place, target))

    def box(self, base: str, ref: Ref, place: Place) -> None:
        """Look at a use of a box: at its arguments, and at what they point to."""
        use = use_of(ref.target)
        if wrong := tuple(faults(self._boxes, use, place)):
            self.of_boxes.extend(wrong)
            return
        box = self._boxes[use.name]
        at = {argument.name: given.at for given in use.given if (argument := box.argument(given.name))}
        for name, value in values_of(box, use).items():
            kind = pointing(box, name, value)
            where = Place(place.path, place.line, place.column + at.get(name, 0) if place.column else 0)
            if kind == "link":
                self.article(base, Ref(kind, decoded(value)), where)
            elif kind:
                self.file(base, Ref(kind, decoded(value)), where)

    def boxed(self, base: str, ref: Ref, place: Place) -> None:
        """Look at an article in a box of a text."""
        path = target_path(base, ref.target)
        is_hidden = path in self._every and path not in self.shown
        if not ref.target:  # chosen when the page is made
            return
        gone = self._every.get(path, False)
        about = (path, base, ref.target, self._plain)
        if fault := fault_in_box(*about, is_hidden=is_hidden, is_withdrawn=gone, place=place):
            self.said.append(fault)
        else:
            self.article(base, ref, place)

    def article(self, base: str, ref: Ref, place: Place) -> None:
        """Look at a link to an article."""
        path = target_path(base, ref.target)
        if path in self.shown:
            return
        if path in self._every:
            self.said.append(fault_of_link(ref, place, is_withdrawn=self._every[path]))
            return
        if (found := self._files.find(path)).startswith(STATIC):
            self.want(path, found)
            return
        self.missing.setdefault(("article", path or ref.target), []).append((place, ref.target))

    def file(self, base: str, ref: Ref, place: Place) -> None:
        """Look at a picture, or at a link to another file."""
        path = target_path(base, ref.target)
        what = "picture" if ref.kind == "image" else "file"
        allowed = PICTURE_TYPES if ref.kind == "image" else MEDIA_TYPES
        found = self._files.find(path) or self._respelled.get(path, "")
        if not found and (found := self._files.meant(ref.target)):
            self.said.append(folder_named(ref.target, found, place))
        if not found:
            surely = path.startswith("..") or not path or (ref.kind == "image" and ending(path) not in allowed)
            missing = self.missing if surely else self.doubtful
            missing.setdefault((what, path or ref.target), []).append((place, ref.target))
            return
        if ending(found) not in allowed and (ref.kind == "image" or not found.startswith(STATIC)):
            hint = say("supported: {allowed}", allowed=", ".join(sorted(allowed)))
            form = (
                say("unsupported picture type .{ending}: {target}", ending=ending(found), target=ref.target)
                if ref.kind == "image"
                else say("unsupported file type .{ending}: {target}", ending=ending(found), target=ref.target)
            )
            self.said.append(error("E305", form, place, hint))
            return
        self.want(path, found)

    def want(self, path: str, found: str) -> None:
        """Note that a target resolves to a file."""
        if not found.startswith(STATIC) or ending(found) in PICTURE_TYPES:
            self.wanted[found] = None
        if path != found or found.startswith(STATIC):
            self.named[path] = found

    def not_there(self, name: tuple[str, str], found: list[tuple[Place, str]]) -> Diagnostic:
        """Report a missing target once, with all places that name it: it may have been deleted."""
        (what, path), ((first, target), *others) = name, sorted(found)
        also = tuple(dict.fromkeys(place for place, _ in others if place != first))
        message = say("{what} not found: {target}", what=_WHAT[what], target=target)
        if target.startswith("/") and what != "article" and not also:
            message = say(
                "{what} not found: {target}; there is neither content/{path} nor static/{path}",
                what=_WHAT[what],
                target=target,
                path=path.removeprefix("static/"),
            )
        if also:
            number = len(also) + 1
            message = say(
                "{what} not found: {path}, named in {number:,} places", what=_WHAT[what], path=path, number=number
            )
        if what == "article":
            return error("E301", message, first, article_meant(target, path, self._every), also)
        if what == "file" and (meant := article_of(path, self._every)):
            return error("E302", message, first, say("link to the file of the article: `/{meant}`", meant=meant), also)
        known = self._known(PICTURE_TYPES if what == "picture" else MEDIA_TYPES)
        in_static = any(target.startswith("/") for _, target in found)
        return error("E302", message, first, nearest_file(path, known, in_static=in_static), also)

    def _known(self, allowed: Collection[str]) -> list[str]:
        names = dict.fromkeys(itertools.chain(self._files.content, self._files.static))
        return [name for name in names if ending(name) in allowed]


def ending(path: str) -> str:
    """Return the ending of a file's name, in lower case and without its dot."""
    return path.rsplit(".", 1)[-1].lower() if "." in path else ""
