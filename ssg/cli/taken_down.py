"""`ssg explain --shows` of a withdrawn article: searches all published files for what could still show it.

The cache knows what pages were made of, but not what editors write by hand: a link to its URL, its headline in a file
of `static/`. Reads the output folder; writes nothing.
"""

from __future__ import annotations

import gzip
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from ssg.core.i18n import translations
from ssg.core.message import Message, many, say
from ssg.core.model import Brief
from ssg.core.text.dates import stamp
from ssg.index.briefs import moment
from ssg.index.urls import escaped
from ssg.index.withdrawn import gone_moves
from ssg.plan import Plan
from ssg.store.open import read_regular
from ssg.store.source import list_folder

_TEXTS: Final = (".html", ".xml", ".json", ".txt", ".css", ".js", ".svg", ".csv", ".webmanifest")
_SERVERS: Final = ("_redirects", "_headers", ".htaccess")
"""Files that say to servers that its URLs are gone, and so name them."""
_TELLING: Final = 20
"""A shorter headline (“Tin vắn”) may stand elsewhere by chance: it is not looked for."""


def told(planned: Plan, brief: Brief, output: Path, pages: list[str]) -> tuple[list[Message], bool]:
    """Return what is to be said of a withdrawn article, and whether nothing shows it; `pages` are known to."""
    config = planned.edition.site.config
    fallback = translations(config.language, config.words).gettext("News")
    moves = gone_moves([brief.path], planned.texts.briefs, config, fallback, (), ())
    urls = [config.base_path + move.old for move in moves]
    time = stamp(moment(brief.withdrawn).astimezone(config.zone))
    said = [say("withdrawn since {time}; gone (410): {urls}", time=time, urls=", ".join(map(escaped, urls)))]
    needles = _needles(brief, urls)
    files = [entry.name for entry in list_folder(output, str(output), all_names=True).files]
    if not files:
        return [*said, say("nothing was searched: {folder} has no files", folder=str(output))], False
    found = dict.fromkeys([*pages, *_naming(output, files, needles)])
    said += [say("still shown or named: {file}", file=file) for file in found]
    if not found:
        number = len(files)
        said.append(many("nothing shows it: {n:,} file searched", "nothing shows it: {n:,} files searched", n=number))
    return said, not found


def _needles(brief: Brief, urls: list[str]) -> re.Pattern[str]:
    """Return a pattern of its URLs, its pictures and its headline, in any spelling."""
    spellings = {form for url in urls for form in (url, unquote(url), escaped(unquote(url)), quote(unquote(url)))}
    texts = [re.escape(form.rstrip("/")) + r"(?![\w.~-])" for form in spellings if len(form) > 1]
    texts += [re.escape(f"media/{path.rpartition('.')[0]}") + r"(?:-[\w]+)*\.[0-9a-f]{8}\." for path in brief.files]
    if len(brief.title) >= _TELLING:
        texts.append(re.escape(html.unescape(brief.title)))
    return re.compile("|".join(texts))


def _naming(output: Path, files: list[str], needles: re.Pattern[str]) -> Iterator[str]:
    """Yield the URLs of files whose name or text has one of the needles."""
    for name in files:
        url = "/" + name.removesuffix("index.html")
        is_text = name not in _SERVERS and name.removesuffix(".gz").endswith(_TEXTS)
        if any(map(needles.search, (f"/{name}", url, _text(output / name) if is_text else ""))):
            yield url


def _text(file: Path) -> str:
    """Return the text of a file, decompressed, without escapes; "" if it is gone meanwhile."""
    try:
        data = read_regular(file)
        data = gzip.decompress(data) if file.suffix == ".gz" else data
    except (OSError, EOFError):
        return ""
    return html.unescape(data.decode("utf-8", "replace")).replace("\u00a0", " ")
