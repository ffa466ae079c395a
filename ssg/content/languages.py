"""Which language a text has: its own, or that of its category. Pure; nothing else decides it.

The language is settled when a file is parsed, so that all that depends on it finds it in the article. It is a part of
the key of the result: a category with another language changes its own texts alone.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache

import msgspec

from ssg.core.config import CategoryConfig
from ssg.core.config.meant import category_languages, known_categories, meant_category, written_category
from ssg.core.model import PAGE, SECTION
from ssg.core.text.scripts import slug_of
from ssg.core.text.slug import identity


class LanguageRules(msgspec.Struct, frozen=True):
    """What gives texts a language that they do not say: categories, none unless one of them has a `language`.

    `language` is the site's, `fallback` the name of the category of articles that name none.
    """

    categories: tuple[CategoryConfig, ...] = ()
    language: str = ""
    fallback: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages that a text may have from its category; empty is the site's."""
        return tuple(dict.fromkeys(("", *category_languages(self.categories, self.language).values())))


def language_by_category(language_rules: LanguageRules, path: str, category: str, kind: str) -> str:
    """Return the language of a text's category; empty where it is the site's.

    `category` is as the text at `path` writes it, `kind` its type. The text of a section is in the language of that, a
    plain page has no category.
    """
    if not language_rules.categories or kind == PAGE:
        return ""
    if kind == SECTION:
        return _of_section(language_rules, posixpath.basename(posixpath.dirname(path)))
    return _of_category(language_rules, written_category(path, category))


@lru_cache(1_000)
def _of_category(language_rules: LanguageRules, written: str) -> str:
    slug = meant_category(written, language_rules.categories, language_rules.fallback)
    return category_languages(language_rules.categories, language_rules.language).get(slug, "")


@lru_cache(1_000)
def _of_section(language_rules: LanguageRules, folder: str) -> str:
    known = known_categories(language_rules.categories)
    slug = (known.get(identity(folder)) or known.get(slug_of(folder), "")) if folder else ""
    return category_languages(language_rules.categories, language_rules.language).get(slug, "")
