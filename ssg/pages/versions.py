"""The same text, or the same section, in other languages: for readers, search engines and sitemaps. Views only."""

from __future__ import annotations

from ssg.core.i18n import is_same_language, marked, own_name
from ssg.core.text.paths import is_elsewhere
from ssg.index.urls import category_url
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
        Version(
            language,
            _name(read, filed.language, language),
            other if is_elsewhere(other) else read.href(read.address(other)),
        )
        for language, other in filed.versions
        if other != path
    )


def category_versions(read: Reader, slug: str, page: str) -> tuple[Version, ...]:
    """Return the other versions of a category, in the words of the language of its page; "" is the site's."""
    return tuple(
        Version(language, _name(read, page, language), other if is_elsewhere(other) else read.href(category_url(other)))
        for language, other in read.category_of(slug).versions
        if other != slug
    )


def section_versions(read: Reader, path: str) -> tuple[Version, ...]:
    """Return the sections of an article in each language that it is not in itself: the nearest that there is.

    They are no translations, so search engines are not told of them.
    """
    filed = read.metadata(path)
    known = {filed.language or read.config.language, *(language for language, _ in filed.versions)}
    found: dict[str, Version] = {}
    for slug in reversed(read.line(filed.category)):
        for language, other in read.category_of(slug).versions:
            if other != slug and not any(is_same_language(language, one) for one in known):
                found.setdefault(language, _section(read, language, other, slug))
    return tuple(found.values())


def alternates(read: Reader, path: str) -> tuple[Translation, ...]:
    """Return all versions with absolute URLs, itself included; the original is for those of any other language."""
    return _every(read, [(language, absolute(read, other)) for language, other in read.metadata(path).versions])


def category_alternates(read: Reader, slug: str) -> tuple[Translation, ...]:
    """Return all versions of a category likewise."""
    versions = read.category_of(slug).versions
    urls = [(one, url if is_elsewhere(url) else read.absolute_url(category_url(url))) for one, url in versions]
    return _every(read, urls)


def absolute(read: Reader, version: str) -> str:
    """Return the absolute URL of a version of a text: of a file, or at another site."""
    return version if is_elsewhere(version) else read.absolute_url(read.address(version))


def _section(read: Reader, language: str, version: str, slug: str) -> Version:
    """Return a version of a section; one at another site has the name that it has here."""
    there = is_elsewhere(version)
    section = read.category(slug if there else version)
    return Version(language, f"{section.name} ({own_name(language)})", version if there else section.url)


def _every(read: Reader, found: list[tuple[str, str]]) -> tuple[Translation, ...]:
    if not found or not read.config.base_url:
        return ()
    every = [Translation(language, url) for language, url in found]
    return (*every, Translation("x-default", every[0].url))


def _name(read: Reader, page: str, language: str) -> str:
    known = _READ_IN.get(language.partition("-")[0])
    if known is None:
        return read.gettext_in(page, "Read in another language ({language})").format(language=language)
    return read.gettext_in(page, known)
