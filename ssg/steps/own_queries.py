"""Checks queries against the site: names that nothing has, in `site.toml` and as literals in templates; times that are
none. Writes nothing.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Collection, Iterator
from typing import Final

from ssg.core.config.layout import KeyPath
from ssg.core.config.query_keys import NAMES
from ssg.core.errors import Diagnostic, Place, Severity, error, warning
from ssg.core.message import say
from ssg.core.theme import TemplateFile
from ssg.index.library import Library
from ssg.index.model import Site
from ssg.index.own_pages import check_sources
from ssg.inputs import CONFIG_FILE, Inputs
from ssg.pages.queries import QueryProblem, asked_for, without_articles
from ssg.pages.reader import Reader
from ssg.pages.source import NO_DATA, Source, no_original

_NEVER: Final = say("`until` is not after `since`; the query shows nothing")
_COMMENT: Final = re.compile(r"\{#.*?#\}", re.DOTALL)
_CALL: Final = re.compile(r"\barticles\(([^()]*)\)")
_NAMED: Final = re.compile(rf"""\b({"|".join(NAMES)})\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def check_own_queries(
    inputs: Inputs, site: Site, library: Library, words: gettext.NullTranslations, every: Collection[str]
) -> Iterator[Diagnostic]:
    """Report the queries of pages and blocks that cannot be answered, and the texts that cannot be shown."""
    pages = inputs.config.pages
    queries: list[tuple[KeyPath, dict[str, str | int]]] = [
        *((("pages", number), page.given) for number, page in enumerate(pages)),
        *((("outputs", number), output.given) for number, output in enumerate(inputs.config.outputs)),
        *((("blocks", name), block.given) for name, block in inputs.config.blocks.items() if name != "tin-khac"),
    ]
    yield from check_sources(pages, inputs.places, site, every)
    templates = inputs.theme.templates
    asking = [file for file in templates.values() if "articles(" in file.text]
    if not (asking or any(given for _, given in queries)):
        return
    read = Reader(Source(site, library, words, NO_DATA, NO_DATA, NO_DATA, no_original, templates=templates))
    # A value that no query can have: reading `site.toml` has named its line.
    is_said = any(one.place.path == CONFIG_FILE and one.severity is Severity.ERROR for one in inputs.diagnostics)
    for path, given in queries:
        problems = list(without_articles(read, given))
        try:
            query = asked_for(read, given).query
        except QueryProblem as unanswered:
            problems.append(unanswered)
        else:
            if query is not None and query.since is not None and query.until is not None and query.since >= query.until:
                problems.append(QueryProblem("W661", _NEVER, key="until"))
        for problem in problems:
            place = inputs.places.get((*path, problem.key), Place(CONFIG_FILE, 1))
            if problem.code == "E636" and is_said and (*path, problem.key) not in inputs.places:
                continue
            as_said = warning if problem.code.startswith("W") else error
            yield as_said(problem.code, problem.message, place, problem.hint)
    for file in asking:
        yield from _check_literals(read, file)


def _check_literals(read: Reader, file: TemplateFile) -> Iterator[Diagnostic]:
    """Report names that a template writes into a query; what it computes is not known before it is rendered."""
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), file.text)
    for call in _CALL.finditer(text):
        for named in _NAMED.finditer(call[1]):
            line = text.count("\n", 0, call.start(1) + named.start()) + 1
            for problem in without_articles(read, {named[1]: named[2] or named[3]}):
                yield warning(problem.code, problem.message, file.place(line), problem.hint)
