"""The words that readers see, from gettext catalogues in `ssg/locale/`. English is the language of the message ids.

Catalogues are compiled (`.mo`) and committed, so that no tool is needed to build a site.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

LANGUAGE_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""How a language is named, as in HTML's `lang`, in any letters: `normal_tag` gives those of the standard."""
_SCRIPT: Final = 4  # letters of a subtag that names a script
_REGION: Final = 2  # letters of one that names a country
# Codes of countries that are none of a language, as they are written by mistake.
_COUNTRIES: Final = dict(
    pair.split("/")
    for pair in ("vn/vi jp/ja cn/zh tw/zh kr/ko kh/km us/en gb/en au/en cz/cs dk/da gr/el ua/uk".split())
)
Words = gettext.NullTranslations
_FOLDER = Path(__file__).parent.parent / "locale"
_OWN_NAMES = {
    "de": "Deutsch",
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "ja": "日本語",
    "km": "ភាសាខ្មែរ",
    "ko": "한국어",
    "lo": "ພາສາລາວ",
    "ru": "Русский",
    "th": "ไทย",
    "vi": "Tiếng Việt",
    "zh": "中文",
}


def marked(message: str) -> str:
    """Return words that are translated elsewhere: this is how they come into the catalogues."""
    return message


class _Replaced(gettext.NullTranslations):
    """A catalogue of which a site has replaced some words."""

    def __init__(self, words: Mapping[str, str], others: gettext.NullTranslations) -> None:
        super().__init__()
        self._words = words
        self._others = others

    def _form(self, one: str, other: str, n: int) -> str:
        """Return the text of the form that the language has for a number: Vietnamese has one for all."""
        plural = getattr(self._others, "plural", None)
        return other if (plural(n) if callable(plural) else n != 1) else one

    def gettext(self, message: str) -> str:
        return self._words.get(message) or self._others.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._words.get(self._form(msgid1, msgid2, n)) or self._others.ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        return self._words.get(message) or self._others.pgettext(context, message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self._words.get(self._form(msgid1, msgid2, n)) or self._others.npgettext(context, msgid1, msgid2, n)


def normal_tag(written: str) -> str:
    """Return a language tag as BCP 47 writes it: `en-GB` for `EN_gb`, `zh-Hant` for `zh-hant`; "" if it is none.

    Letters of both cases are one tag: hence tags are compared in this form alone.
    """
    tag = written.replace("_", "-")
    if not LANGUAGE_TAG.fullmatch(tag):
        return ""
    first, *others = tag.lower().split("-")
    if first in _COUNTRIES:
        return ""
    letters = {_SCRIPT: str.title, _REGION: str.upper}
    return "-".join((first, *(letters.get(len(one) if one.isalpha() else 0, str)(one) for one in others)))


def of_country(written: str) -> str:
    """Return the language that was meant by the code of a country, `vi` for `vn`; "" for all else."""
    return _COUNTRIES.get(re.split("[-_]", written.lower())[0], "")


def is_same_language(one: str, other: str) -> bool:
    """Return whether readers of one language can read the other: `en` and `en-GB`, not `zh-Hans` and `zh-Hant`."""
    return f"{one}-".startswith(f"{other}-") or f"{other}-".startswith(f"{one}-")


def translations(language: str, words: Mapping[str, str] | None = None) -> gettext.NullTranslations:
    """Return the catalogue of a language tag such as `vi` or `en-GB`; an unsupported one returns the English ids.

    `words` replace its translations, by English text.
    """
    tag = language.replace("-", "_")
    found = gettext.translation("ssg", _FOLDER, languages=[tag, tag.split("_")[0]], fallback=True)
    return _Replaced(words, found) if words else found


@cache
def known_words() -> frozenset[str]:
    """Return all English texts of the catalogues, of those with two forms both."""
    texts: dict[object, str] = getattr(gettext.translation("ssg", _FOLDER, languages=["en"]), "_catalog", {})
    plain = (key[0] if isinstance(key, tuple) else key for key in texts)
    return frozenset((*(str(key).rpartition("\x04")[2] for key in plain), *texts.values())) - {"", texts.get("", "")}


def own_name(language: str) -> str:
    """Return what a language calls itself: `English` for `en-GB`; the tag of one that we do not know."""
    return _OWN_NAMES.get(language.partition("-")[0], language)
