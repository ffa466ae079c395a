"""Whether unchanged files are still as they would be parsed now: `site.toml` decides some of it by category.

That is the language of a text, and who may read it whole. A text of which this has changed is parsed again; the others
are not. Pure but for a note.
"""

from __future__ import annotations

from ssg.content.access import guard_of
from ssg.content.article import ParseOptions
from ssg.content.languages import language_by_category
from ssg.core.digest import digest_of
from ssg.core.model import Article, Brief
from ssg.store.memo import Memo

_NOTE = "rules of categories"


def are_noted(options: ParseOptions, memo: Memo) -> bool:
    """Return whether all stored texts were parsed by these rules."""
    return (memo.recall(_NOTE) or b"") == _named(options)


def note(options: ParseOptions, memo: Memo) -> None:
    """Record that all stored texts are parsed by these rules."""
    if not are_noted(options, memo):
        memo.note(_NOTE, _named(options))


def is_settled(options: ParseOptions, text: Brief | Article) -> bool:
    """Return whether a text has the language and the guard that it would be parsed with now."""
    if (options.access_rules.known or text.access or text.guard) and not has_guard(options, text):
        return False
    if text.language and not text.language_inherited:
        return True
    if not options.language_rules.categories:
        return text.language == ""
    return language_by_category(options.language_rules, text.path, text.category, text.type) == text.language


def has_guard(options: ParseOptions, text: Brief | Article) -> bool:
    """Return whether a text has the guard that it would be parsed with now."""
    return text.guard == guard_of(options.access_rules, text.path, text.category, text.type, text.access)


def inherited(text: Article) -> str:
    """Return what of a result is not decided by its file and `ParseOptions.name`, for its key."""
    return f"{text.language if text.language_inherited else ''}{text.guard and f' {text.guard}'}"


def may_be_inherited(options: ParseOptions) -> tuple[str, ...]:
    """Return all values of `inherited`: which one a file has is known only when it is parsed."""
    languages = options.language_rules.languages
    return tuple(f"{one}{guard and f' {guard}'}" for one in languages for guard in options.access_rules.guards)


def _named(options: ParseOptions) -> bytes:
    language, access = options.language_rules, options.access_rules
    return digest_of((language, access)).encode() if language.categories or access.known else b""
