"""Control characters, names of files, URLs: what must not get through."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.core.text import clash_key, control_characters, is_safe_url, safe_segment

REFUSED = (
    [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    + [0xD800, 0xDBFF, 0xDC00, 0xDFFF, *range(0xFDD0, 0xFDF0)]
    + [plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)]
)
TAKEN = "aếĐ~\u00a0\u00ad\u200b\u200c\u200d\u200e\u2027\u202f\u2065\u206a\ufe0f\ufdcf\ufdf0\ufffd\ufeff😀\U000e0100"


def test_control_characters() -> None:
    for point in REFUSED:
        assert control_characters(f"ế{chr(point)}") == [1], hex(point)
        assert control_characters(f"e{chr(point)}") == [1], hex(point)
    assert control_characters(TAKEN) == []
    assert control_characters("a\tb\nc\x00") == [1, 3, 5]
    assert control_characters("") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hà Nội.md", "Hà Nội.md"),
        (unicodedata.normalize("NFD", "Hà Nội.md"), "Hà Nội.md"),
        ('a<b>c:d"e/f\\g|h?i*j', "a-b-c-d-e-f-g-h-i-j"),
        ("a\x00b\nc\ud800d\u202ee", "a-b-c-d-e"),
        (" a. . ", "a"),
        ("...", "-"),
        ("", "-"),
        ("..", "-"),
        ("../x", "..-x"),
        (".htaccess", ".htaccess"),
        ("con", "con-1"),
        ("CON.tar.gz", "CON-1.tar.gz"),
        ("aux .txt", "aux-1.txt"),
        ("com¹", "com¹-1"),
        ("con.", "con-1"),
        ("consul", "consul"),
    ],
)
def test_safe_segment(text: str, name: str) -> None:
    assert safe_segment(text) == name


def test_a_long_name_is_cut_and_stays_unique() -> None:
    long = "Đường " * 60
    names = {safe_segment(f"{long}{number}.jpg") for number in range(100)}
    assert len(names) == 100
    for name in names:
        assert len(name.encode()) <= 200
        assert name.startswith("Đường Đường ")
        assert name.endswith(".jpg")
    assert safe_segment("ế" * 66 + "a") == "ế" * 66 + "a"
    assert safe_segment(unicodedata.normalize("NFD", long)) == safe_segment(long)
    # Marks that no precomposed letter holds stay with theirs: 9 letters of 3 bytes would leave a mark behind.
    assert (
        safe_segment("x\u0331\u0301" * 20, 32).count("x") * 2
        == safe_segment("x\u0331\u0301" * 20, 32).count("\u0331") * 2
    )


def test_too_small_a_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 32 bytes"):
        safe_segment("a", 31)


@given(st.text(st.characters(exclude_categories=()), max_size=300), st.integers(32, 220))
def test_safe_segment_properties(text: str, limit: int) -> None:
    name = safe_segment(text, limit)
    assert 0 < len(name.encode()) <= limit
    assert not set(name) & set('<>:"/\\|?*')
    assert control_characters(name) == []
    assert name[-1] not in ". "
    assert name == unicodedata.normalize("NFC", name)
    assert safe_segment(name, limit) == name


def test_clash_key() -> None:
    assert clash_key("tag/Hà-Nội/index.html") == clash_key(unicodedata.normalize("NFD", "TAG/hà-nội/Index.html"))
    assert clash_key("a/B.jpg") == "a/b.jpg"
    assert clash_key("tag/hoa") != clash_key("tag/hoà")


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.vn/a?b=c#d", True),
        ("HTTP://example.vn", True),
        ("https://báo.vn/ảnh đẹp.jpg", True),
        ("https://[::1]:8000/x", True),
        ("mailto:toasoan@example.vn?subject=x", True),
        ("tel:+84 24 3936 1234", True),
        ("/thu-do/", True),
        ("ảnh chợ.jpg", True),
        ("../a.jpg", True),
        ("#chan-trang", True),
        ("?q=a:b", True),
        ("./javascript:x", True),
        ("Hà Nội: chợ.jpg", True),
        ("", False),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("\x01javascript:alert(1)", False),
        ("\u00a0javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("vbscript:x", False),
        ("file:///etc/passwd", False),
        ("blob:https://example.vn/1", False),
        ("anh:1.jpg", False),
        ("//evil.example", False),
        ("///evil.example", False),
        ("/\\evil.example", False),
        ("\\\\evil.example", False),
        ("/\t/evil.example", False),
        ("https:evil.example", False),
        ("https:/evil.example", False),
        ("https:///evil.example", False),
        ("https://", False),
        ("https://vnexpress.net@evil.example/", False),
        ("https://ex ample.vn/", False),
        ("mailto:", False),
        ("mailto:a@b@c d", False),
        ("tel:", False),
        ("tel:javascript", False),
        ("/a\u202eb", False),
        ("/a\u3000b", False),
        ("/a\ud800", False),
        ("/a ", False),
    ],
)
def test_is_safe_url(url: str, safe: bool) -> None:
    assert is_safe_url(url) is safe
