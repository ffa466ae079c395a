"""What a word comes down to for the search; `tests/external/test_search_engine.py` asks the theme's script the same."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.core.text.search import LONGEST, Term, term_of, words_of
from ssg.core.text.slug import fold

EXAMPLES = json.loads(Path(__file__).with_name("terms.json").read_text(encoding="utf-8"))
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs"])


@pytest.mark.parametrize(("text", "terms"), EXAMPLES, ids=lambda value: str(value)[:20])
def test_examples(text: str, terms: list[list[object]]) -> None:
    assert [list(term_of(word)) for word in words_of(text)] == terms


@pytest.mark.slow
@given(st.text(LETTERS, max_size=30))
def test_how_a_text_was_composed_does_not_count(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    composed = unicodedata.normalize("NFC", text)
    assert [term_of(word) for word in words_of(apart)] == [term_of(word) for word in words_of(composed)]


@given(st.text(LETTERS, max_size=60))
def test_terms_are_folded_words_and_a_byte(text: str) -> None:
    for word in words_of(text):
        term = term_of(word)
        assert term.text == fold(word[:LONGEST])
        assert 0 <= term.form < 192


@given(st.sampled_from("bcdghklmnprstvx"), st.sampled_from("aăâeêioôơuưy"), st.sampled_from("aăâeêioôơuưy"))
def test_the_place_of_the_tone_does_not_count(first: str, one: str, two: str) -> None:
    for tone in "\u0300\u0301\u0303\u0309\u0323":
        forms = {term_of(words_of(first + one + tone + two)[0]), term_of(words_of(first + one + two + tone)[0])}
        assert len(forms) == 1


def test_forms_tell_syllables_apart() -> None:
    vowels = [v + t for v in "aăâeêioôơuưy" for t in ("", *"\u0300\u0301\u0303\u0309\u0323")]
    words = {unicodedata.normalize("NFC", d + v + "n") for d in "dđ" for v in vowels}
    assert len({term_of(word) for word in words}) == len(words)
    assert term_of("dan") == Term("dan", 0)
