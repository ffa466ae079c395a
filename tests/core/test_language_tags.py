"""Language tags: one form for all ways to write them."""

from __future__ import annotations

import pytest

from ssg.core.i18n import is_same_language, normal_tag

TAGS = [
    ("vi", "vi"),
    ("VI", "vi"),
    ("en_gb", "en-GB"),
    ("zh-hant-tw", "zh-Hant-TW"),
    ("ZH-HANT", "zh-Hant"),
    ("es-419", "es-419"),
    ("de-1901", "de-1901"),
    ("sl-ROZAJ-Biske", "sl-rozaj-biske"),
    ("tiếng Anh", ""),
    ("x-default", ""),
    ("e", ""),
    ("", ""),
    ("en-", ""),
    ("en\n", ""),
]


@pytest.mark.parametrize(("written", "tag"), TAGS)
def test_every_tag_has_one_form(written: str, tag: str) -> None:
    assert normal_tag(written) == tag
    assert normal_tag(tag) == tag


def test_a_language_is_that_of_its_regions() -> None:
    assert is_same_language("en", "en-GB")
    assert is_same_language("en-GB", "en")
    assert not is_same_language("en-GB", "en-US")
    assert not is_same_language("zh-Hans", "zh-Hant")
    assert not is_same_language("en", "enm")
