"""Normal forms: as Unicode says wherever a language is written, and linear where somebody only means harm."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.content.frontmatter import decode
from ssg.core.text import slugify
from ssg.core.text.collate import collation_key
from ssg.core.text.normal import LONGEST_RUN, Form, normalized
from ssg.core.text.search import words_of
from ssg.core.text.slug import clean, fold, identity

FORMS: tuple[Form, ...] = ("NFC", "NFD", "NFKD")
SORTED = "\u0316" * 130_000 + "\u0300" * 130_000
MIXED = "\u0300\u0316" * 130_000  # sorted by insertion: a minute


@given(st.text(st.sampled_from("aeđ ế\u0300\u0302\u0316\u0323\u0344가\u1100\u1161"), max_size=1200))
def test_it_is_unicodes_where_no_run_is_absurd(text: str) -> None:
    assert all(normalized(form, text) == unicodedata.normalize(form, text) for form in FORMS)


@pytest.mark.parametrize("before", range(LONGEST_RUN - 3, LONGEST_RUN + 3))
def test_no_letter_is_parted_from_its_marks(before: int) -> None:
    text = unicodedata.normalize("NFD", "x" * before + "Nhịp sống Thủ đô ở phường Khuê Mỹ " * 40)
    assert normalized("NFC", text) == unicodedata.normalize("NFC", text)
    longest = "x" * before + "a" + "\u0316\u0300" * (LONGEST_RUN // 2) + "b"
    assert normalized("NFD", longest) == unicodedata.normalize("NFD", longest)


def test_absurd_runs_are_sorted_in_pieces_and_nothing_is_lost() -> None:
    text = f"Một{MIXED}hai"
    begun = time.process_time()
    found = normalized("NFD", text)
    assert time.process_time() - begun < 5  # by insertion it takes a minute
    assert sorted(found) == sorted(unicodedata.normalize("NFD", "Một") + MIXED + "hai")
    assert normalized("NFD", f"a{SORTED}") == f"a{SORTED}"


def test_all_that_keys_are_made_of_goes_by_it() -> None:
    text = "a" + MIXED
    begun = time.process_time()
    assert slugify(text) == "a"
    assert fold(text).startswith("a")
    assert identity(text)[0] == clean(text)[0] == words_of(text)[0][0] == "à"
    assert collation_key(text)
    assert decode(f"---\ntitle: {text}\n---\n".encode(), "a.md")[0]
    assert time.process_time() - begun < 10
