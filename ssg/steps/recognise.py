"""Recognises a file that was only touched, or has the bytes of an earlier build. It never parses one."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from ssg.content.article import ParseOptions
from ssg.core.errors import SiteProblem
from ssg.core.model import Article
from ssg.index.briefs import brief_of
from ssg.inputs import CONTENT, Inputs
from ssg.steps.settled import is_settled, may_be_inherited
from ssg.steps.tasks import parse_key
from ssg.store.memo import Memo
from ssg.store.records import Record
from ssg.store.source import FileEntry, read_file

_ARTICLE = msgspec.json.Decoder(Article)


def recogniser(
    inputs: Inputs, memo: Memo, options: ParseOptions
) -> Callable[[FileEntry, Record | None], Record | None]:
    """Return what finds the record of a file by its bytes; the second argument is its record of the last build."""
    name, possible = options.name, options.language_rules.languages
    if options.access_rules.known:
        possible = may_be_inherited(options)

    def recognise(entry: FileEntry, before: Record | None) -> Record | None:
        try:
            data = read_file(inputs.content, entry, CONTENT)
        except SiteProblem:
            return None  # reported when it is read again for parsing
        # What the text has of its category follows from its front matter, which is not parsed here.
        keys = (parse_key(entry.path, data, name, inherited) for inherited in possible)
        found = (_found(key, entry, before, memo, options) for key in keys)
        return next(filter(None, found), None)

    return recognise


def _found(key: str, entry: FileEntry, before: Record | None, memo: Memo, options: ParseOptions) -> Record | None:
    """Return the record of a result, if the text would be parsed to the same now."""
    if before is not None and before.key == key:
        return before if before.brief is None or is_settled(options, before.brief) else None
    revived = memo.revive(key)
    if revived is None:
        return None
    article, said = _ARTICLE.decode(revived[0]), revived[1]
    if not is_settled(options, article):
        memo.leave([key])
        return None
    return Record(entry.path, 0, 0, 0, key, brief_of(article, key), said)
