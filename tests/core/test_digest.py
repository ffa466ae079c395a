"""Digests in names of files: servers tell them from dates by their letters."""

from __future__ import annotations

import pytest

from ssg.core.digest import digest_bytes, in_name


@pytest.mark.parametrize(
    ("digest", "name"),
    [
        ("1f2e3d4c" + "0" * 24, "1f2e3d4c"),
        ("20261128" + "a" * 24, "0261128a"),
        ("0123456789" + "b" * 22, "3456789b"),
        ("9" * 32, "a9999999"),
    ],
)
def test_a_digest_in_a_name_never_looks_like_a_date(digest: str, name: str) -> None:
    assert in_name(digest) == name


def test_of_many_names_none_looks_like_a_date() -> None:
    names = {in_name(digest_bytes(str(number).encode())) for number in range(2_000)}
    assert len(names) == 2_000
    assert not any(name.isdigit() for name in names)
