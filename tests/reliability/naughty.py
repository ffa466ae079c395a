"""Strings that have broken other people's programs, by kind. Written for this project; each is on one line."""

from __future__ import annotations

KINDS: dict[str, tuple[str, ...]] = {
    "words of programs": ("null", "NULL", "None", "nil", "undefined", "NaN", "Infinity", "true", "False", "yes", "no"),
    "off and on": ("on", "off", "~", "y", "n", "No", "TRUE", "const", "function", "__proto__", "constructor"),
    "numbers": ("0", "-1", "1e1000", "0x7f", "0777", "1_000", "1.", ".5", "٣٤", "１２３", "²", "½", "9" * 400, "1,5"),
    "times": ("2026-02-30", "10:30", "24:00", "1/1", "2026-11-24", "12:30:45", "0000-00-00", "99999-12-31"),
    "signs": ("!", "?!", "…", "---", "***", "___", "===", "#", "##", "%", "&", "*", "|", ">", "<", "`", "@", "\\", ";"),
    "YAML": ("- a", "a: b", "[a]", "{a: b}", "*a", "&a", "!a", "| a", "> a", "? a", "%a", "@a", "`a`", "'a", '"a'),
    "paths": ("/", "//", "..", "../..", "./a", "/etc/passwd", "C:\\Windows", "\\\\host\\a", ".htaccess"),
    "names that files cannot have": ("CON", "con.txt", "NUL", "aux", "COM1", "lpt9.md", "a.", "a ", "feed"),
    "formats": ("%s%n%d", "%00", "{0}", "{name}", "{{ a }}", "{% a %}", "$(id)", "<%= a %>", "%(a)s", "\\n"),
    "queries": ("'; DROP TABLE a; --", "1' OR '1'='1", "$ne", "*)(uid=*", "a%27b", "/*", "--", "\\'"),
    "controls in other words": ("&#x1f;", "&#xFFFE;", "&#13;", "%1F", "%C2%85", "%000%00", "\\x00", "\\u0000"),
    "markup": ("<b>a</b>", "&amp;", "&#0;", "&lt;", "<!--", "]]>", "<?xml?>", "<![CDATA[", "</script>", "<br/>"),
    "letters with marks": ("e\u0301", "Ở\u0323", "a" + "\u0300" * 40, "Z\u0351\u036b\u0343a\u0319l", "\u0301a"),
    "letters that grow": ("ﬃ", "ß", "İ", "ŉ", "ΐ", "ǰ", "ﷺ", "㍿", "㎏", "ſ", "K", "Å", "Ω"),
    "emoji": ("😀", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇻🇳", "👍🏽", "1️⃣", "☺︎", "🫠🫡", "❤️‍🔥"),
    "other scripts": ("漢字", "한국어", "العربية", "עברית", "Ελλάδα", "Русский", "𠮷野", "𝕳𝖊𝖑𝖑𝖔"),
    "full width": ("Ｈà Ｎội", "ＡＢＣ", "！", "／", "＜ｂ＞", "．．", "　a　"),
    "what is not seen": ("a\u200bb", "a\u200db", "a\u2060b", "a\u00adb", "\u200b", "\u2060", "\u3164", "a\ufe0f"),
    "directions": ("\u200fa\u200e", "\u061ca", "שלום a", "a مرحبا"),
    "spaces": ("a\u00a0b", "a\u3000b", "a\u2003b", "a\u202fb", "a\u1680b", "a  b", "\u00a0"),
    "quotes": ('"', "'", "''", '"a" b', "“a”", "«a»", "‘a’", "a\"b'c`d", '\\"', "'\"'"),
    "long": ("a" * 300, "ế" * 300, "a " * 200, "-" * 300, "Nguyễn" * 60, "😀" * 120, "a-" * 150),
    "twins": ("Hà Nội", "Ha\u0300 Nô\u0323i", "HÀ NỘI", "hà nội", "Đà Nẵng", "Ðà Nẵng", "hoà", "hòa", "Hà  Nội"),
}  # fmt: skip
# What no line of metadata may hold: the editor is told, and the file is left out.
REFUSED = (
    *("a\0b", "a\x07b", "\x1b[31ma", "a\x7fb", "a\x85b", "a\u2028b", "a\u2029b", "a\u202eb\u202c", "a\u2066b\u2069"),
    *("a\ufffeb", "a\ufdd0b", "a\U0001ffffb", "a\x0bb", "a\x0cb"),
)
# Bytes that are no UTF-8.
BYTES = (
    *(b"\xed\xa0\x80", b"\xed\xa0\xbd\xed\xb8\x80", b"\xc0\x80", b"\xf8\x88\x80\x80\x80", b"\xff", b"\xe1\xba"),
    *(b"\x80", b"\xf4\x90\x80\x80", "Hà Nội".encode("cp1258", "replace"), "Hà Nội".encode("utf-16")),
)  # fmt: skip


def every() -> list[str]:
    """All strings that are text."""
    return [text for kind in KINDS.values() for text in kind]
