"""Reports broken links and missing pictures of articles with errors: editors see all problems at once.

Such an article is not part of the edition, so nothing else has checked its pictures and links.
"""

from __future__ import annotations

from collections.abc import Iterator

from ssg.content.article import pointing
from ssg.core.errors import Diagnostic, SiteProblem
from ssg.core.model import Article
from ssg.index.boxes import declared
from ssg.index.files import Files
from ssg.index.targets import missing
from ssg.inputs import CONTENT, Inputs
from ssg.steps.edition import Edition
from ssg.steps.labels import parse_options
from ssg.steps.texts import Texts
from ssg.store.source import read_file

_MOST = 200  # articles: if more have errors, they share a cause


def said_of_unread(inputs: Inputs, texts: Texts, edition: Edition) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of links and pictures of articles that could not be read."""
    articles = list(_unread(inputs, texts))
    if not articles:
        return ()
    every = {entry.path: False for entry in inputs.articles} | dict.fromkeys(edition.site.left_out.withdrawn, True)
    static = {entry.path for entry in inputs.static}
    made = {page.output for page in edition.pages}
    return missing(
        articles, edition.site.briefs, every, Files(inputs.files, static), made, declared(inputs.theme.templates).boxes
    )


def _unread(inputs: Inputs, texts: Texts) -> Iterator[Article]:
    options = parse_options(inputs.config)
    unread = [entry for entry in inputs.articles if entry.path not in texts.briefs]
    for entry in unread[:_MOST]:
        try:
            article = pointing(entry.path, read_file(inputs.content, entry, CONTENT), options)
        except SiteProblem:  # reported already
            continue
        if article is not None:
            yield article
