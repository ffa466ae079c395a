"""The same text in other languages: for readers, search engines and sitemaps. Views only."""

from __future__ import annotations

from ssg.core.i18n import marked
from ssg.pages.reader import Reader
from ssg.pages.views.shared import Translation, Version

_READ_IN = {
    "de": marked("Read in German"),
    "en": marked("Read in English"),
    "es": marked("Read in Spanish"),
    "fr": marked("Read in French"),
    "ja": marked("Read in Japanese"),
    "km": marked("Read in Khmer"),
    "ko": marked("Read in Korean"),
    "lo": marked("Read in Lao"),
    "ru": marked("Read in Russian"),
    "th": marked("Read in Thai"),
    "vi": marked("Read in Vietnamese"),
    "zh": marked("Read in Chinese"),
}


def versions(read: Reader, path: str) -> tuple[Version, ...]:
    """Return the other versions of an article or a plain page, in the words of its own language."""
    filed = read.metadata(path)
    return tuple(
        Version(language, _name(read, filed.language, language), read.href(read.address(other)))
        for language, other in filed.versions
        if other != path
    )


def alternates(read: Reader, path: str) -> tuple[Translation, ...]:
    """Return all versions with absolute URLs, itself included; the original is for those of any other language."""
    found = read.metadata(path).versions
    if not found or not read.config.base_url:
        return ()
    every = [Translation(language, read.absolute_url(read.address(other))) for language, other in found]
    return (*every, Translation("x-default", every[0].url))


def _name(read: Reader, page: str, language: str) -> str:
    known = _READ_IN.get(language.partition("-")[0])
    if known is None:
        return read.gettext_in(page, "Read in another language ({language})").format(language=language)
    return read.gettext_in(page, known)
