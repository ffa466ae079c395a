"""Filters of times, numbers and money: what they read, how they write it in each language, and what they refuse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ssg.core.i18n import translations
from ssg.core.message import Invalid
from ssg.core.theme import Theme
from ssg.render.environment import make_environment
from tests.conftest import TinySite, article_file
from tests.test_plain_pages import check_against_clean

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def shown(text: str, language: str = "vi", **values: Any) -> str:
    data: dict[str, Any] = {"gia": {"luc": datetime(2026, 11, 24, 1, 24, tzinfo=UTC), "ngay": date(2026, 11, 24)}}
    words = translations(language)
    environment = make_environment(Theme({}, {}), words, None, data, data.__getitem__, zone=lambda: HANOI)
    return environment.from_string(f"{{{{ {text} }}}}").render(**values)


@pytest.mark.parametrize(
    ("text", "vietnamese", "english"),
    [
        ("1234567|number", "1.234.567", "1,234,567"),
        ("999|number", "999", "999"),
        ("1000|number", "1.000", "1,000"),
        ("'-1234.50'|number", "-1.234,5", "-1,234.5"),
        ("0.1|number", "0,1", "0.1"),
        ("1e21|number", "1.000.000.000.000.000.000.000", "1,000,000,000,000,000,000,000"),
        ("2.5|number(0)", "3", "3"),
        ("-0.2|number(0)", "0", "0"),
        ("7|number(2)", "7,00", "7.00"),
        ("78500000|money", "78.500.000\xa0đồng", "78,500,000\xa0dong"),
        ("78500000.4|money", "78.500.000\xa0đồng", "78,500,000\xa0dong"),
        ("1234.5|money('USD')", "1.234,50\xa0USD", "1,234.50\xa0USD"),
        ("'1234'|money('EUR')", "1.234\xa0EUR", "1,234\xa0EUR"),
        ("1234.6|money('JPY')", "1.235\xa0JPY", "1,235\xa0JPY"),
        ("'24/11/2026 08:24'|stamp", "24/11/2026 08:24", "24/11/2026 08:24"),
        ("'2026-11-24'|stamp", "24/11/2026", "24/11/2026"),
        ("'<b> 25 km'|bind", "&lt;b&gt; 25\xa0km", "&lt;b&gt; 25\xa0km"),
        ("'2026-11-24'|iso", "2026-11-24", "2026-11-24"),
        ("'2026-11-24 08:24'|iso", "2026-11-24T08:24:00+07:00", "2026-11-24T08:24:00+07:00"),
        ("'2026-11-24T20:24:00-05:00'|clock", "08:24", "08:24"),
        ("'2026-11-24'|day", "Thứ ba, 24/11/2026", "Tuesday, 24/11/2026"),
        ("'2026-11-24 08:24'|rfc822", "Tue, 24 Nov 2026 08:24:00 +0700", "Tue, 24 Nov 2026 08:24:00 +0700"),
        ("data('gia').luc|stamp", "24/11/2026 08:24", "24/11/2026 08:24"),
        ("data('gia').ngay|stamp", "24/11/2026", "24/11/2026"),
        ("local|iso", "2026-11-24T08:24:00+07:00", "2026-11-24T08:24:00+07:00"),
        ("elsewhere|stamp", "24/11/2026 08:24", "24/11/2026 08:24"),  # a time of a page is in the site's zone already
    ],
)
def test_what_filters_write(text: str, vietnamese: str, english: str) -> None:
    elsewhere = datetime(2026, 11, 24, 8, 24, tzinfo=timezone(timedelta(hours=7)))
    values = {"local": datetime(2026, 11, 24, 8, 24), "elsewhere": elsewhere}  # noqa: DTZ001 - as TOML has them
    assert shown(text, "vi", **values) == vietnamese
    assert shown(text, "en", **values) == english


@pytest.mark.parametrize(
    "text",
    [
        *(
            "'78.500.000'|number",
            "'78.500'|number",
            "'1,5'|number",
            "''|number",
            "true|number",
            "none|number",
            "[1]|number",
            "'1e9'|number",
        ),
        *("1|number(-1)", "1|number(99)", "1|number(true)", "1|money('đồng')", "1|money('usd')"),
        *("'mai'|stamp", "''|iso", "5|stamp", "none|day", "'2026-11-24'|clock", "'2026-02-30'|stamp", "day|rfc822"),
    ],
)
def test_what_filters_refuse(text: str) -> None:
    with pytest.raises(Invalid):
        shown(text, day=date(2026, 11, 24))


def test_in_a_site(site: Callable[[str], TinySite]) -> None:
    literal = "-- data/gia.toml --\nluc = 2026-11-24T01:24:00Z\nvang = 78500000\nxang = '21.000'\n" + article_file(
        "tin/a.md", title="A", date="2026-11-20"
    )
    tiny = site(
        literal
        + '-- templates/404.html --\n{{ data("gia").luc|stamp }} {{ data("gia").vang|money }} {{ "2026-11-24"|iso }}\n'
        + '{{ "2026-11-24T01:24Z"|clock }}\n'
    )
    tiny.build()
    assert tiny.read("404.html") == "24/11/2026 08:24 78.500.000\xa0đồng 2026-11-24\n08:24\n"
    # The zone and the words of the site are read like all else: a new one reaches the page.
    tiny.edit("site.toml", "base_url", 'timezone = "Asia/Tokyo"\nbase_url')
    tiny.build()
    assert tiny.read("404.html").startswith("24/11/2026 10:24")
    assert tiny.read("404.html").endswith("10:24\n")
    tiny.write("site.toml", (tiny.root / "site.toml").read_text() + '[words]\n"1,234.5" = "1 234,5"\n"dong" = "₫"\n')
    tiny.build()
    assert "78 500 000\xa0₫" in tiny.read("404.html")
    check_against_clean(tiny)
    tiny.write("templates/404.html", '\n{{ data("gia").xang|money }}')
    (found,) = tiny.diagnostics()
    assert (found.code, found.place.line) == ("E678", 2)
    assert str(found.message).startswith("`21.000` is not a number: write it as 1234567 or 1234.5, while")
    tiny.write("templates/404.html", "{{ data('gia').khong_co|number }}")
    assert [d.code for d in tiny.diagnostics()] == ["E608"]
