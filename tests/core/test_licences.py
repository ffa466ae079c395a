"""Names of licences: which there are, how they may be spelt, and what is proposed for another."""

from __future__ import annotations

import pytest

from ssg.core.catalogue import Catalogue
from ssg.core.licences import LICENCES, licence_hint, licence_page

CC = "https://creativecommons.org"


@pytest.mark.parametrize(
    ("written", "page"),
    [
        ("CC BY 4.0", f"{CC}/licenses/by/4.0/"),
        ("CC BY-SA 4.0", f"{CC}/licenses/by-sa/4.0/"),
        ("CC BY-NC-ND 4.0", f"{CC}/licenses/by-nc-nd/4.0/"),
        ("CC BY-NC-ND 1.0", f"{CC}/licenses/by-nd-nc/1.0/"),
        ("CC BY-SA 2.5", f"{CC}/licenses/by-sa/2.5/"),
        ("CC0", f"{CC}/publicdomain/zero/1.0/"),
        ("CC0-1.0", f"{CC}/publicdomain/zero/1.0/"),
        ("Public Domain Mark 1.0", f"{CC}/publicdomain/mark/1.0/"),
        ("cc-by-nc-4.0", f"{CC}/licenses/by-nc/4.0/"),
        ("Creative Commons  BY-SA 3.0", f"{CC}/licenses/by-sa/3.0/"),
        ("CC BY", ""),
        ("CC BY 5.0", ""),
        ("MIT", ""),
        ("", ""),
    ],
)
def test_a_name_stands_for_a_page(written: str, page: str) -> None:
    assert licence_page(written) == page


def test_each_name_is_read_as_it_is_proposed() -> None:
    assert all(licence_page(name) == page for name, page in LICENCES.items())


@pytest.mark.parametrize(
    ("written", "meant"),
    [("CC BY", "CC BY 4.0"), ("CC-BY-SA", "CC BY-SA 4.0"), ("CC BY 5.0", "CC BY 4.0"), ("MIT", "")],
)
def test_the_newest_like_it_is_proposed(written: str, meant: str) -> None:
    said = Catalogue("en")(licence_hint(written))
    assert said.startswith(f"did you mean `{meant}`?" if meant else "write the URL")
