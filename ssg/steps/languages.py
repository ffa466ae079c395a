"""Whether unchanged files still have the language of their category: `site.toml` decides that too. Pure but for a note.

A text that has another language now is parsed again; the others are not.
"""

from __future__ import annotations

from ssg.content.languages import LanguageRules, language_by_category
from ssg.core.digest import digest_of
from ssg.core.model import Article, Brief
from ssg.store.memo import Memo

_NOTE = "languages of categories"


def are_noted(language_rules: LanguageRules, memo: Memo) -> bool:
    """Return whether the categories are those that all stored texts have their languages of."""
    return (memo.recall(_NOTE) or b"") == _named(language_rules)


def note(language_rules: LanguageRules, memo: Memo) -> None:
    """Record that all stored texts have their languages of these categories."""
    if not are_noted(language_rules, memo):
        memo.note(_NOTE, _named(language_rules))


def is_settled(language_rules: LanguageRules, text: Brief | Article) -> bool:
    """Return whether a text has the language that it would be parsed in now."""
    if text.language and not text.language_inherited:
        return True
    return language_by_category(language_rules, text.path, text.category, text.type) == text.language


def _named(language_rules: LanguageRules) -> bytes:
    return digest_of(language_rules).encode() if language_rules.categories else b""
