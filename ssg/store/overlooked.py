"""Finds files below `content/` that look like articles but are ignored: other extensions, hidden names. Only reads.

It never decides what is published; it reads the first lines of files whose extensions say nothing, and follows no link.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from ssg.core.errors import Diagnostic, Place, notice, warning
from ssg.core.message import many, say
from ssg.core.text.normal import normalized
from ssg.core.text.paths import is_markdown
from ssg.store.open import read_regular
from ssg.store.source import FileEntry

# Text formats of other systems, which no article can show.
_TEXTS: Final = frozenset(
    "mdx mdtxt mdtext markdn rmd qmd text rst rest adoc asciidoc asc org textile wiki creole ipynb".split()
    + "html htm xhtml shtml".split()
)
# Files that articles show or link to, or that only machines read: no article has such an extension.
_OTHERS: Final = frozenset(
    "jpg jpeg jfif jpe pjp pjpeg png gif webp avif heic heif svg tif tiff bmp ico psd ai eps".split()
    + "mp4 m4v webm mov avi mkv mp3 m4a ogg oga ogv opus wav flac aac vtt srt".split()
    + "pdf doc docx xls xlsx ppt pptx odt ods odp epub zip gz 7z rar tar xz bz2".split()
    + "csv tsv json geojson xml toml yaml yml ics css js ts scss less map woff woff2 ttf otf".split()
    + "log orig rej old sav lock".split()
)
_LEFT_OVER: Final = frozenset("orig rej old sav lock".split())
_INNER: Final = re.compile(r"\.(?:md|markdown|mdown|mkdn?|mdwn)(?![a-z0-9])", re.IGNORECASE)
_FENCED: Final = re.compile(r"\s*(?:---|\+\+\+)[ \t]*\r?\n")
_TITLE: Final = re.compile(r"^[\"']?(?:title|tiêu đề)[\"']?\s*[:=]", re.IGNORECASE | re.MULTILINE)
_HEAD: Final = 4096
_MOST: Final = 2_000  # names that are listed in one hidden folder, and heads of files that are read there
_DRAFTS: Final = re.compile(r"_(?:drafts?|nháp|nhap|bản[ _-]nháp|ban[_-]nhap)", re.IGNORECASE)
_RENAME: Final = say("rename it to end with `.md` to publish it")


def overlooked(root: Path, files: Mapping[str, FileEntry], hidden: Sequence[str], label: str) -> tuple[Diagnostic, ...]:
    """Report each file that looks like an article and is ignored.

    `files` are those beside the articles, `hidden` the names that are ignored because they begin with `_` or `.`;
    `label` is the name of the folder `root` in messages.
    """
    said = [found for path, entry in files.items() if (found := _other_ending(root, path, entry, label))]
    return (*said, *_hidden(root, hidden, label))


def _other_ending(root: Path, path: str, entry: FileEntry, label: str) -> Diagnostic | None:
    """Report a file that is an article by its name or by its first lines."""
    name = path.rpartition("/")[2]
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    place = Place(f"{label}/{path}")
    inner = _INNER.search(name)
    if inner and ending not in _LEFT_OVER:
        hint = _RENAME
    elif ending in _TEXTS:
        hint = say("write it as Markdown in a file that ends with `.md`, or keep it outside content/")
    elif ending not in _OTHERS and _is_article(f"{root}/{entry.name}", root):
        hint = _RENAME
    else:
        return None
    return warning(
        "W721", say("file looks like an article but does not end with .md; ignored: {name}", name=name), place, hint
    )


def _is_article(file: str, root: Path) -> bool:
    """Return whether a file begins with front matter that has a title; false if it cannot be read."""
    try:
        head = read_regular(file, root, most=_HEAD, cut=True)
    except OSError:
        return False
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = normalized("NFC", head.decode("utf-16" if wide else "utf-8-sig", "replace"))
    return _FENCED.match(text) is not None and _TITLE.search(text) is not None


def _hidden(root: Path, hidden: Sequence[str], label: str) -> Iterator[Diagnostic]:
    """Report hidden articles: once for each folder, and once for all single files."""
    single: list[Place] = []
    for name in hidden:
        bare = name.rpartition("/")[2]
        place = Place(f"{label}/{_shown(name)}")
        if not os.path.isdir(f"{root}/{name}"):  # noqa: PTH112 - one of many
            if is_markdown(bare):
                single.append(place)
        elif not os.path.islink(f"{root}/{name}") and (count := sum(1 for _ in _articles_in(root, name))):  # noqa: PTH114
            message = many(
                "folder with {n:,} article is ignored because its name begins with {mark}",
                "folder with {n:,} articles is ignored because its name begins with {mark}",
                n=count,
                mark=bare[0],
            )
            if bare.startswith(".") or _DRAFTS.fullmatch(normalized("NFC", bare)):
                yield notice(
                    "N723", message, place, say("`draft: true` hides an article in any folder, and builds count it")
                )
            else:
                yield warning("W722", message, place, say("rename the folder"))
    if single:
        message = many(
            "article is ignored because the file name begins with `_` or `.`",
            "{n:,} articles are ignored because the file name begins with `_` or `.`",
            n=len(single),
        )
        hint = say("rename files to publish them; `draft: true` hides an article, and builds count it")
        yield notice("N723", message, single[0], hint, tuple(single[1:]))


def _shown(name: str) -> str:
    """Return a name in printable form: it may not be UTF-8."""
    return normalized("NFC", name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _articles_in(root: Path, name: str) -> Iterator[str]:
    """Yield the articles among the first files of a hidden folder, which may be of any size."""
    folders = [name]
    looked = 0
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(f"{root}/{folder}") as entries:
                for entry in entries:
                    looked += 1
                    if looked > _MOST:
                        return
                    if entry.is_symlink():
                        continue
                    if entry.is_dir():
                        folders.append(f"{folder}/{entry.name}")
                    elif _would_be_article(root, f"{folder}/{entry.name}"):
                        yield entry.name
        except OSError:
            continue


def _would_be_article(root: Path, name: str) -> bool:
    ending = name.rpartition(".")[2].lower()
    if is_markdown(name) or ending == "mdx":
        return True
    return ending in ("html", "htm", "txt") and _is_article(f"{root}/{name}", root)
