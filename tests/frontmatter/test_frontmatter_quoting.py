"""Text in quotation marks comes back as it was; any line at all is the title, or something is said."""

from __future__ import annotations

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from ssg.content.frontmatter import quoted
from ssg.core.text.control import control_characters
from ssg.core.text.slug import clean
from tests.frontmatter.reading import with_date as read

# What stands after `title: `; the same text is the title.

TEXT = st.text(st.characters(codec="utf-8"), max_size=60)


@given(TEXT)
@example("\u2028\x85\ufeff\t\r\n\0\\\"'\x7f\U0001ffff")
def test_quoted_gives_the_text_back(text: str) -> None:
    form = quoted(text)
    assert "\n" not in form
    assert yaml.safe_load(f"a: {form}\nb: 1") == {"a": text, "b": 1}
    assert yaml.load(f"a: {form}", Loader=yaml.SafeLoader) == {"a": text}


def test_quoted_has_no_form_for_surrogates() -> None:
    assert quoted("a\ud800b") == '"a\ufffdb"'


@given(TEXT)
def test_quoted_title_is_the_title(text: str) -> None:
    split = read(f"title: {quoted(text)}")
    plain = clean(text)
    if control_characters(plain):
        assert [one.code for one in split.diagnostics] == ["E109"]
    elif not plain:
        assert [one.code for one in split.diagnostics] == ["E102"]
    else:
        assert split.diagnostics == ()
        assert split.front is not None
        assert split.front.title == plain


# Any line at all after `title: ` is the title, or is said to be something else: never silently less.
LINE = st.text(st.sampled_from("ab Ầđ:#'\"[]{}&*!|>%@`,-?\\0"), min_size=1, max_size=14).map(str.strip).filter(bool)


@given(LINE)
@example("a # b")
@example('"" ""')
@example("'a'#")
def test_any_line_is_the_title_or_something_is_said(text: str) -> None:
    split = read(f"title: {text}")
    if split.diagnostics:
        assert {one.code for one in split.diagnostics} <= {"N130", "N134", "W121", "W124", "E102", "E109"}
        return
    assert split.front is not None
    if text[0] == text[-1] and text[0] in "'\"":
        assert split.front.title == clean(yaml.safe_load(text))
    else:
        assert split.front.title == clean(text)
