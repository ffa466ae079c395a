"""Which requests are answered: names of the machine, origins, methods, paths. Pure."""

from __future__ import annotations

import pytest

from ssg.resident.gate import Refused, admit, host_of

HOSTS = frozenset(("127.0.0.1", "localhost", "[::1]"))


def ask(target: bytes = b"/", *headers: tuple[str, str], method: str = "GET", query: bytes = b"") -> str | int:
    given = [(name.encode(), value.encode()) for name, value in (headers or (("Host", "127.0.0.1:8000"),))]
    found = admit(method, target, query, given, HOSTS)
    return found.status if isinstance(found, Refused) else found


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("localhost", "localhost"),
        ("LocalHost:8000", "localhost"),
        ("127.0.0.1:1", "127.0.0.1"),
        ("[::1]", "[::1]"),
        ("[::1]:8000", "[::1]"),
        ("localhost:", ""),
        ("localhost:80:80", ""),
        ("localhost:x", ""),
        ("[::1]x", ""),
        ("a@localhost", "a@localhost"),
    ],
)
def test_the_name_in_a_host_header(header: str, name: str) -> None:
    assert host_of(header) == name


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "localhost.", "0.0.0.0", "127.0.0.2", "", "user@localhost"],  # noqa: S104
)
def test_another_name_for_this_machine_is_refused(host: str) -> None:
    assert ask(b"/", ("Host", host)) == 403


def test_one_host_is_named() -> None:
    assert ask(b"/", ("X", "y")) == 403
    assert ask(b"/", ("Host", "localhost"), ("Host", "127.0.0.1")) == 403
    assert ask(b"/", ("Host", "localhost:8000")) == "/"


@pytest.mark.parametrize(
    ("origin", "answer"),
    [
        ("http://127.0.0.1:8000", "/"),
        ("http://127.0.0.1:8001", 403),
        ("http://127.0.0.1", 403),
        ("https://127.0.0.1:8000", 403),
        ("http://localhost:8000", 403),
        ("http://192.168.1.9", 403),
        ("http://evil.example", 403),
        ("http://127.0.0.1:8000.evil.example", 403),
        ("null", 403),
        ("", 403),
    ],
)
def test_an_origin_is_compared_whole(origin: str, answer: str | int) -> None:
    assert ask(b"/", ("Host", "127.0.0.1:8000"), ("Origin", origin)) == answer


@pytest.mark.parametrize(
    ("site", "mode", "answer"),
    [
        ("cross-site", "no-cors", 403),
        ("same-site", "cors", 403),
        ("cross-site", "navigate", "/"),
        ("same-origin", "cors", "/"),
        ("none", "navigate", "/"),
    ],
)
def test_what_the_browser_says_of_the_asker(site: str, mode: str, answer: str | int) -> None:
    assert ask(b"/", ("Host", "localhost"), ("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode)) == answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "get", "CONNECT"])
def test_nothing_but_reading(method: str) -> None:
    assert ask(method=method) == 405
    assert ask(method="HEAD") == "/"


@pytest.mark.parametrize(
    "target",
    [
        b"http://127.0.0.1:8000/",
        b"*",
        b"//evil.example/",
        b"/a#b",
        b"/a%00b",
        b"/a\\b",
        b"/a%5cb",
        b"/a%5Cb",
        b"/a%2fb",
        b"/a%2Fb",
        b"/..",
        b"/../site.toml",
        b"/a/../b",
        b"/a/%2e%2e/b",
        b"/%2e/b",
        b"/a%0ab",
        b"/a%7fb",
        b"/%ff",
    ],
)
def test_odd_paths_are_refused(target: bytes) -> None:
    assert ask(target) == 400


def test_a_path_is_decoded_once() -> None:
    assert ask(b"/%C4%91%C3%AA/") == "/đê/"
    assert ask("/đe%CC%82".encode().replace(b"\xc4\x91", b"%C4%91")) == "/đê"  # NFC
    assert ask(b"/%252e%252e/") == "/%2e%2e/"
    assert ask(b"/a%20b/...") == "/a b/..."


def test_a_fragment_in_the_query_is_refused() -> None:
    assert ask(b"/", query=b"a#b") == 400
    assert ask(b"/", query=b"../../etc") == "/"
