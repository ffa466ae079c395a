"""`site.toml`: what is read out of a good one, and every problem of a bad one with its place."""

from __future__ import annotations

import time
import unicodedata
from datetime import date
from datetime import time as clock
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssg.content.markdown.options import ALL, USUAL
from ssg.core.codes import CODES
from ssg.core.config import (
    BLOCK_COUNTS,
    AuthorConfig,
    BlockConfig,
    CategoryConfig,
    Config,
    HomeConfig,
    MarkdownConfig,
    MenuItem,
    Publisher,
    TopicConfig,
    load_config,
    normal_base_url,
)
from ssg.core.config.usable import usable_config
from ssg.core.errors import Severity

FULL = """
title = "Báo  Sông Hồng "
tagline = "Nhịp sống đôi bờ"
base_url = "https://Example.vn/bao/"
language = "en-GB"
timezone = "Europe/Paris"
permalink = "/{category}/{slug}-{id}.html"
per_page = 30
output = "./dist/web/"

[markdown]
raw_html = "trust"
extensions = ["table", "footnote"]
typography = true

[[categories]]
name = "Thủ đô"
description = '''
Hà Nội
và vùng'''
panel = false

[[categories]]
name = "Nhịp sống Thủ đô"
parent = "thủ  ĐÔ"

[[categories]]
name = "Phố"
slug = "pho_co"
parent = "nhip-song-thu-do"
panel = true

[[menu]]
name = "Thủ đô"
category = "Thủ Đô"

[[menu]]
name = "Liên hệ"
url = "/lien-he/"

[home]
latest = 12
picks = 0

[blocks.tin-khac]
count = 7

[publisher]
name = "Báo Sông Hồng"
licence_date = "24/11/2026"
address = "1 Tràng Tiền\\nHà Nội"

[[authors]]
name = "Nguyễn Văn A"
role = "Phóng viên"
url = "https://a.example"
photo = "ảnh/a.jpg"

[[topics]]
name = "Bão số 3"
summary = "Yagi"

[params]
colour = "red"
opened = 2024-11-24
nested = { list = [1, 2.5, { at = 08:24:00 }], "khoá lạ" = true }
"""


def test_everything_that_can_be_said() -> None:
    config, problems = load_config(FULL)
    assert problems == ()
    assert config == Config(
        title="Báo Sông Hồng",
        tagline="Nhịp sống đôi bờ",
        base_url="https://example.vn/bao",
        language="en-GB",
        timezone="Europe/Paris",
        permalink="/{category}/{slug}-{id}.html",
        per_page=30,
        output="dist/web",
        markdown=MarkdownConfig(raw_html="trust", extensions=("table", "footnote"), typography=True),
        categories=(
            CategoryConfig(name="Thủ đô", slug="thu-do", description="Hà Nội\nvà vùng", panel=False),
            CategoryConfig(name="Nhịp sống Thủ đô", slug="nhip-song-thu-do", parent="thu-do", panel=False),
            CategoryConfig(name="Phố", slug="pho_co", parent="nhip-song-thu-do", panel=True),
        ),
        menu=(MenuItem(name="Thủ đô", category="thu-do"), MenuItem(name="Liên hệ", url="/lien-he/")),
        home=HomeConfig(latest=12, picks=0, panel=5),
        blocks={
            **{name: BlockConfig(count=count) for name, count in BLOCK_COUNTS.items()},
            "tin-khac": BlockConfig(count=7),
        },
        publisher=Publisher(name="Báo Sông Hồng", licence_date="24/11/2026", address="1 Tràng Tiền\nHà Nội"),
        authors=(AuthorConfig(name="Nguyễn Văn A", role="Phóng viên", url="https://a.example", photo="ảnh/a.jpg"),),
        topics=(TopicConfig(name="Bão số 3", summary="Yagi", slug="bao-so-3"),),
        params={
            "colour": "red",
            "opened": date(2024, 11, 24),
            "nested": {"list": [1, 2.5, {"at": clock(8, 24)}], "khoá lạ": True},
        },
    )
    assert config is not None
    assert (config.zone, config.base_path) == (ZoneInfo("Europe/Paris"), "/bao")


def test_the_least_that_must_be_said() -> None:
    config, problems = load_config('title = "Báo"')
    assert problems == ()
    assert config == Config(title="Báo")
    assert config.base_url == config.base_path == config.tagline == ""
    assert config.zone == ZoneInfo("Asia/Ho_Chi_Minh")
    assert config.permalink == "/{category}/{yyyy}/{mm}/{slug}/"
    assert (config.language, config.per_page, config.output) == ("vi", 20, "public")
    assert config.markdown == MarkdownConfig(
        raw_html="sanitise",
        extensions=("usual",),
        typography=False,
    )
    assert set(config.markdown.enabled) == set(USUAL) == set(ALL) - {"math"}
    assert MarkdownConfig(extensions=("math", "usual", "table")).enabled == ("math", *config.markdown.enabled)
    assert config.home == HomeConfig(latest=10, picks=4, panel=5)
    assert {name: block.count for name, block in config.blocks.items()} == {
        "tin-khac": 10,
        "lien-quan": 5,
        "nen-xem": 5,
        "lead": 5,
        "latest": 10,
        "topic": 8,
        "most-read": 5,
        "breaking": 3,
        "ticker": 5,
        "opinion": 4,
        "photos": 4,
        "videos": 4,
        "ad": 1,
        "masthead": 1,
        "menu": 1,
        "footer": 1,
    }


def test_a_config_can_be_told_apart_and_stored() -> None:
    config, _ = load_config(FULL)
    assert msgspec.msgpack.encode(config, order="deterministic") == msgspec.msgpack.encode(
        load_config(FULL)[0], order="deterministic"
    )
    with pytest.raises(AttributeError):
        config.title = "x"  # type: ignore[misc,union-attr]


@pytest.mark.parametrize("prefix", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_byte_order_mark_line_ends_and_composition_change_nothing(
    prefix: str, line_end: str, form: Literal["NFC", "NFD"]
) -> None:
    def written(text: str) -> str:
        return prefix + unicodedata.normalize(form, text).replace("\n", line_end)

    assert load_config(written(FULL)) == load_config(FULL)
    _, problems = load_config(written('title = "Hà Nội"\nkhoa = {"ệệ" = 1}\nx = {"ệệ" = 1, tiếp=2}\nhome.ệ=1\n'))
    _, composed = load_config('title = "Hà Nội"\nkhoa = {"ệệ" = 1}\nx = {"ệệ" = 1, tiếp=2}\nhome.ệ=1\n')
    assert problems == composed


PROBLEMS = [
    # No key hides another, and each is at its own place.
    (
        'titel = "x"\nper_page = 0\ntagline = 3\n[home]\nlatest = "ten"\npicks = true\n[markdown]\ntypography = "no"',
        "1:1 E503 unknown key `titel` | did you mean `title`?",
        '1:1 E504 missing `title` | add a line `title = "…"`',
        "2:12 E505 `per_page` must be a whole number from 1 to 200, not the number 0",
        '3:11 E502 `tagline` must be text in quotes, not the number 3 | put it in quotes: `tagline = "3"`',
        '5:10 E502 `home.latest` must be a whole number from 0 to 100, not the text "ten"',
        "6:9 E502 `home.picks` must be a whole number from 0 to 100, not true",
        '8:14 E502 `markdown.typography` must be true or false, not the text "no"',
    ),
    # Dates and times where text is wanted.
    (
        "title = 2026-11-24\ntagline = 08:24:00\n[publisher]\nlicence_date = 2026-11-24T08:24:00Z\nphone = 024",
        "5:10 E501 invalid TOML: Expected newline or end of document after a statement",
    ),
    (
        "title = 2026-11-24\ntagline = 08:24:00\n[publisher]\nlicence_date = 2026-11-24T08:24:00Z\nphone = 24.5",
        '1:9 E502 `title` must be text in quotes, not the date 2026-11-24 | put it in quotes: `title = "2026-11-24"`',
        '2:11 E502 `tagline` must be text in quotes, not the time 08:24:00 | put it in quotes: `tagline = "08:24:00"`',
        "4:16 E502 `publisher.licence_date` must be text in quotes, not the time 2026-11-24T08:24:00+00:00"
        ' | put it in quotes: `licence_date = "2026-11-24T08:24:00+00:00"`',
        '5:9 E502 `publisher.phone` must be text in quotes, not the number 24.5 | put it in quotes: `phone = "24.5"`',
    ),
    # Lists and tables mistaken for each other.
    (
        'title = "x"\nmenu = 1\nparams = []\n[[home]]\n[categories]\nname = "x"\n[[publisher]]\n',
        "2:8 E502 `menu` must be a list of tables, not the number 1 | begin each entry with `[[menu]]`",
        "3:10 E502 `params` must be a table, not a list | begin the table with `[params]`",
        "4:1 E502 `home` must be a table, not a list | begin the table with `[home]`",
        "5:1 E502 `categories` must be a list of tables, not a table | begin each entry with `[[categories]]`",
        "7:1 E502 `publisher` must be a table, not a list | begin the table with `[publisher]`",
    ),
    (
        'title = "x"\nmarkdown.extensions = "table"\nblocks.topic = 3\ncategories = [{name = "A"}, 3, {name = "A"}]',
        '2:23 E502 `markdown.extensions` must be a list of texts, not the text "table"'
        ' | put it in brackets: `extensions = ["table"]`',
        "3:16 E502 `blocks.topic` must be a table, not the number 3 | begin the table with `[blocks.topic]`",
        "4:29 E502 `categories[]` must be a table, not the number 3",
        "4:40 E511 duplicate slug `a` | give one of them a different `slug` | also 4:23",
    ),
    (
        'title = "x"\n[markdown]\nraw_html = "sanitize"\nextensions = ["table", "tabel", 3]',
        '3:12 E505 `markdown.raw_html` must be one of "sanitise", "trust", not the text "sanitize"'
        " | did you mean `sanitise`?",
        '4:24 E505 `markdown.extensions[]` must be one of "abbreviation", "attributes", "autolink",'
        ' "containers", "definition-list", "embeds", "figures", "first-column", "footnote", "heading-ids",'
        ' "highlight", "math",'
        ' "strikethrough", "subscript", "superscript", "table", "task-list", "usual", not the text "tabel"'
        " | did you mean `table`?",
        '4:33 E502 `markdown.extensions[]` must be one of "abbreviation", "attributes", "autolink",'
        ' "containers", "definition-list", "embeds", "figures", "first-column", "footnote", "heading-ids",'
        ' "highlight", "math",'
        ' "strikethrough", "subscript", "superscript", "table", "task-list", "usual", not the number 3',
    ),
    # Unknown keys.
    (
        'title = "x"\nfoo = 1\n[home]\nlanguage = "vi"\nlatset = 3\n[blocks.tin_khac]\ncount = 1\n'
        "[blocks.x]\ncount = 1\n[blocks.topic]\n[[menu]]\nname = 'M'\nlink = '/x'\n[publisher]\nx.y = 1",
        "2:1 E503 unknown key `foo` | settings of a theme belong under `[params]`",
        "4:1 E503 unknown key `home.language` | `language` is a setting of the whole site: move it above the"
        " first line in brackets",
        "5:1 E503 unknown key `home.latset` | did you mean `latest`?",
        "6:9 E503 unknown block `tin_khac` | did you mean `tin-khac`?",
        "8:9 E503 unknown block `x` | blocks: tin-khac, lien-quan, nen-xem, lead, latest, topic, most-read, breaking,"
        " ticker, opinion, photos, videos, ad, masthead, menu, footer",
        "11:1 E515 menu entry without `category`, `page` or `url`",
        "13:1 E503 unknown key `menu.link`",
        "15:1 E503 unknown key `publisher.x`",
    ),
    # Settings of blocks.
    (
        'title = "x"\n[blocks.tin-khac]\norder = "newest"\ndelivery = "esi"\n[blocks.lead]\norder = "oldest"',
        '3:9 E505 `blocks.tin-khac.order` must be one of "latest", "older", not the text "newest"',
        '4:12 E505 `blocks.tin-khac.delivery` must be one of "client", "inline", "ssi", not the text "esi"'
        " | did you mean `ssi`?",
        "6:1 E503 block `lead` has no key `order` | only tin-khac, latest, ticker, opinion, photos, videos accepts it",
    ),
    # Text.
    (
        'title = " "\ntagline = "a\\u0000b\\u202e"\n[params]\nx = ["ok\\n", "\\u2028"]\n"k\\u0007" = 1\n'
        "[[authors]]\nname = ''\nbio = \"a\\n\\tb\"\nurl = 'javascript:alert(1)'\nphoto = '//evil.example/x'",
        "1:9 E505 `title` must not be empty",
        "2:11 E506 `tagline` contains invisible control characters (U+0000, U+202E)",
        "4:14 E506 `params.x[]` contains invisible control characters (U+2028)",
        "5:1 E506 the name of `params.k\\u0007` contains control characters",
        "7:8 E505 `authors.name` must not be empty",
        '9:7 E507 `authors.url` is not a safe URL: the text "javascript:alert(1)"'
        " | write `https://…`, `mailto:…`, or a path of this site such as `/lien-he/`",
        '10:9 E507 `authors.photo` is not a safe URL: the text "//evil.example/x"'
        " | write `https://…`, `mailto:…`, or a path of this site such as `/lien-he/`",
    ),
    # URLs that lead nowhere, and nothing else about an entry whose URL is wrong.
    (
        'title = "x"\nlanguage = "vn"\n[[menu]]\nname = "M"\nurl = "vnexpress.net/a"\n'
        '[[menu]]\nname = "N"\nurl = "https:/a.vn"\n[[authors]]\nname = "A"\nurl = "www.a.vn"',
        "2:12 E505 `language` is a country, not a language: `vn`; write `vi`",
        '5:7 E507 `menu.url` is a host without `https://`: the text "vnexpress.net/a"'
        " | write `https://vnexpress.net/a`, or a path of this site from `/` on",
        '8:7 E507 `menu.url` is not a safe URL: the text "https:/a.vn"'
        " | write `https://…`, `mailto:…`, or a path of this site such as `/lien-he/`",
        '11:7 E507 `authors.url` is a host without `https://`: the text "www.a.vn"'
        " | write `https://www.a.vn`, or a path of this site from `/` on",
    ),
    ("title = 'x'\n[search]\nenabled = yes # có", "3:11 E501 invalid TOML: Invalid value | write `true`"),
    # Free data that could not be stored.
    (
        'title = "x"\n[params]\na = [1, nan]\nb = 1e999\nc = {d = 0xFFFFFFFFFFFFFFFFF}\ne = -9223372036854775808',
        "3:9 E505 `params.a[]` is not a finite number",
        "4:5 E505 `params.b` is not a finite number",
        "5:10 E505 `params.c.d` does not fit into 64 bits",
    ),
    (
        f'title = "x"\nper_page = 0x{"F" * 9000}\n[home]\nlatest = 99999999999999999999',
        "2:12 E505 `per_page` must be a whole number from 1 to 200, not a very large number",
        "4:10 E505 `home.latest` must be a whole number from 0 to 100, not the number 99999999999999999999",
    ),
    # Categories.
    (
        'title = "x"\n'
        '[[categories]]\nname = "Thủ đô"\nparent = "The thao"\n'
        '[[categories]]\nname = "thu do"\n'
        '[[categories]]\nname = "…"\n'
        '[[categories]]\nname = "X"\nslug = "Thể thao"\n'
        '[[categories]]\nname = "Thể thao"\nparent = "thủ-đô"\n'
        '[[categories]]\nslug = "y"\n'
        '[[categories]]\nname = "Tag"\n'
        '[[categories]]\nname = "Con"\n'
        '[[categories]]\nname = "Z"\nslug = "nul"',
        "4:10 E512 unknown category `The thao` | did you mean `the-thao`?",
        "6:8 E511 duplicate slug `thu-do` | give one of them a different `slug` | also 3:8",
        '8:8 E514 cannot derive a slug from `…` | add a line `slug = "…"`',
        "11:8 E514 invalid slug `Thể thao` (use a-z, 0-9 and single hyphens) | write `the-thao`",
        "14:10 E512 unknown category `thủ-đô` | did you mean `thủ đô`?",
        '15:1 E504 missing `categories.name` | add a line `name = "…"`',
        '18:8 E514 slug `tag` is reserved: ssg publishes its own pages in /tag/ | for example `slug = "tag-1"`',
        "23:8 E514 invalid slug `nul` (use a-z, 0-9 and single hyphens) | write `nul-1`",
    ),
    (
        'title = "x"\n'
        '[[categories]]\nname = "A"\nparent = "b"\n'
        '[[categories]]\nname = "B"\nparent = "c"\n'
        '[[categories]]\nname = "C"\nparent = "b"\n'
        '[[categories]]\nname = "D"\nparent = "D"\n'
        '[[categories]]\nname = "E"\nparent = "d"\n',
        "7:10 E513 circular category parents: b → c → b | remove one `parent`",
        "13:10 E513 circular category parents: d → d | remove one `parent`",
    ),
    (
        'title = "x"\n'
        '[[categories]]\nname = "Tin"\nslug = "tin-1"\n'
        '[[categories]]\nname = "TIN"\nslug = "tin-2"\n'
        '[[categories]]\nname = "C"\nparent = "tin"\n'
        '[[categories]]\nname = "D"\nparent = "tin-2"\n'
        '[[menu]]\nname = "M"\ncategory = "x"\n[[menu]]\nname = "N"\ncategory = "c"\nurl = "/"\n'
        '[[menu]]\nname = "O"\n[[menu]]\nname = "P"\ncategory = "Tin"\n',
        "10:10 E512 ambiguous category name `tin` | write the slug of the category",
        "16:12 E515 unknown category `x` | write the slug or the name of an entry of `[[categories]]`",
        "20:7 E515 menu entry with both `category` and `url`: keep one",
        "21:1 E515 menu entry without `category`, `page` or `url`",
        "25:12 E515 ambiguous category name `Tin` | write the slug of the category",
    ),
    # Topics and authors.
    (
        'title = "x"\n[[topics]]\nname = "Bão"\n[[topics]]\nname = "bao"\n[[topics]]\nname = "Tag"\n'
        '[[authors]]\nname = "An"\n[[authors]]\nname = "Ân"\n[[authors]]\nrole = "x"\n',
        "5:8 E511 duplicate slug `bao` | give one of them a different `slug` | also 3:8",
        "11:8 E511 duplicate author `Ân` | keep one | also 9:8",
        '12:1 E504 missing `authors.name` | add a line `name = "…"`',
    ),
    # Broken TOML.
    ("a = 1\n[b]\nc=1\n[b]", "4:1 E501 duplicate key `b` | keep one | also 2:1"),
    ('title = "x"\n title = "y"', "2:2 E501 duplicate key `title` | keep one | also 1:1"),
    ("a = {b = 1, b = 2}", "1:13 E501 duplicate key `a.b` | keep one | also 1:6"),
    ("title = “x”", '1:9 E501 invalid TOML: Invalid value | use straight quotes: `"`'),
    ("x = 1\ntitle = Hà Nội", '2:9 E501 invalid TOML: Invalid value | put text in quotes: `key = "value"`'),
    ("a = [1,\n2", "2:2 E501 invalid TOML: Unclosed array at the end of the file"),
    (
        "a = 2026-02-30",
        "1:5 E501 invalid TOML: Invalid date or datetime | check the date; put text in quotes",
    ),
    (
        r'a = "c:\dir"',
        r"1:8 E501 invalid TOML: Unescaped '\' in a string"
        " | double the backslash, or put the text in single quotes",
    ),
    (
        'a = 1\nb = "x\\\n"',
        r"2:7 E501 invalid TOML: Unescaped '\' in a string"
        " | double the backslash, or put the text in single quotes",
    ),
    ("a = 1\nb = " + "9" * 5000, "2:5 E501 number with thousands of digits"),
    ("a = " + "[" * 65536, "1:37 E501 tables and lists nested more than 32 levels deep"),
    ("a = " + "{a=" * 20000, "1:99 E501 tables and lists nested more than 32 levels deep"),
    ("a" + ".a" * 40000 + " = 1", "1:65 E501 tables and lists nested more than 32 levels deep"),
    ("[" + "a." * 33 + "a]", "1:66 E501 tables and lists nested more than 32 levels deep"),
    ("#" * 1_000_001, "0:0 E501 file longer than 1,000,000 characters"),
    ("title = 'x'\r", "1:12 E501 invalid TOML: Expected newline or end of document after a statement"),
    ("", '1:1 E504 missing `title` | add a line `title = "…"`'),
]


@pytest.mark.parametrize("case", PROBLEMS, ids=lambda case: case[0][:40])
def test_problems(case: tuple[str, ...]) -> None:
    text, *expected = case
    config, problems = load_config(text, "báo/site.toml")
    assert config is None
    found = []
    for problem in problems:
        assert (problem.severity, problem.place.path) == (Severity.ERROR, "báo/site.toml")
        assert problem.code in CODES
        line = f"{problem.place.line}:{problem.place.column} {problem.code} {problem.message}"
        also = [f"also {place.line}:{place.column}" for place in problem.also]
        found.append(" | ".join([line, *filter(None, [str(problem.hint)]), *also]))
    assert found == expected


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        (
            'base_url = "example.vn"',
            "E508",
            "`base_url` must begin with https:// or http:// | write `https://example.vn`",
        ),
        (
            'timezone = "Asia/Hanoi"',
            "E509",
            "`timezone` is not a time zone: `Asia/Hanoi` | Viet Nam's time zone is `Asia/Ho_Chi_Minh`",
        ),
        (
            'timezone = "UTC+7"',
            "E509",
            "`timezone` is not a time zone: `UTC+7` | Viet Nam's time zone is `Asia/Ho_Chi_Minh`",
        ),
        (
            'timezone = "Europe/Pari"',
            "E509",
            "`timezone` is not a time zone: `Europe/Pari` | did you mean `Europe/Paris`?",
        ),
        *(
            (f'timezone = "{name}"', "E509", f"`timezone` is not a time zone: `{name}` | {{}}")
            for name in [
                "",
                "Asia",
                "../UTC",
                "/etc/localtime",
                "localtime",
                "posix/UTC",
                "right/Asia/Tokyo",
                "A/" + "b" * 50,
            ]
        ),
        ('language = "Tiếng Việt"', "E505", "`language` is not a language tag such as `vi` or `en-GB`: `Tiếng Việt`"),
        ('permalink = ""', "E510", "`permalink` must begin with `/` | {}"),
        ('permalink = "{slug}/"', "E510", "`permalink` must begin with `/` | {}"),
        (
            'permalink = "/{title}/"',
            "E510",
            "`permalink` has an unknown field `{title}`; known: {category}, {section}, {yyyy}, {mm}, {dd}, "
            "{slug}, {id}, {name}, {path} | {}",
        ),
        ('permalink = "/{slug/"', "E510", "`permalink` has an unmatched brace | {}"),
        ('permalink = "/{{slug}}/"', "E510", "`permalink` has an unmatched brace | {}"),
        (
            'permalink = "/b i/{slug}/"',
            "E510",
            "`permalink` may contain only letters, digits and -._~+@,/ outside braces | {}",
        ),
        ('permalink = "/a//{slug}/"', "E510", "`permalink` must not contain `//`, `/./` or `/../` | {}"),
        ('permalink = "//{slug}/"', "E510", "`permalink` must not contain `//`, `/./` or `/../` | {}"),
        ('permalink = "/../{slug}/"', "E510", "`permalink` must not contain `//`, `/./` or `/../` | {}"),
        (
            'permalink = "/{category}/{yyyy}/"',
            "E510",
            "`permalink` must contain `{slug}` or `{id}` or `{name}` or `{path}`; otherwise all articles would share "
            "one URL | {}",
        ),
        (
            'permalink = "/"',
            "E510",
            "`permalink` must contain `{slug}` or `{id}` or `{name}` or `{path}`; otherwise all articles would share "
            "one URL | {}",
        ),
        ('permalink = "/{slug}"', "E510", "`permalink` must end with `/` or an extension such as `.html` | {}"),
        ('permalink = "/{slug}.{id}"', "E510", "`permalink` must end with `/` or an extension such as `.html` | {}"),
        ('output = ""', "E516", "`output` must be a folder inside the site's folder, such as `public` | {}"),
        ('output = "/var/www"', "E516", "`output` must be a folder inside the site's folder, such as `public` | {}"),
        ('output = "C:/www"', "E516", "`output` must be a folder inside the site's folder, such as `public` | {}"),
        ('output = "a/../../b"', "E516", "`output` must be a folder inside the site's folder, such as `public` | {}"),
        ('output = "./"', "E516", "`output` must not be the site's folder itself | {}"),
        ('output = "Content/x"', "E516", "`output` must not be inside `Content`, which contains source files | {}"),
    ],
)
def test_values_of_a_form(line: str, code: str, message: str) -> None:
    config, problems = load_config(f'title = "x"\n{line}')
    assert config is None
    assert len(problems) == 1
    said, _, hint = message.partition(" | ")
    assert (problems[0].code, str(problems[0].message)) == (code, said)
    assert (problems[0].place.line, problems[0].place.column) == (2, line.index("=") + 3)
    if hint == "{}":
        assert problems[0].hint
    else:
        assert str(problems[0].hint) == hint


@pytest.mark.parametrize("pattern", ["/{slug}/", "/{id}.html", "/a-b_c/{yyyy}{mm}{dd}/{slug}-{id}.htm", "/{id}/"])
def test_permalinks_that_can_be(pattern: str) -> None:
    config, problems = load_config(f'title = "x"\npermalink = "{pattern}"')
    assert problems == ()
    assert config is not None
    assert config.permalink == pattern


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("", ""),
        ("https://example.vn", "https://example.vn"),
        ("HTTPS://Example.VN/", "https://example.vn"),
        ("http://localhost:8000//", "http://localhost:8000"),
        ("https://example.vn/a/b-c/", "https://example.vn/a/b-c"),
        ("https://báo.vn", "https://xn--bo-mia.vn"),
        ("http://127.0.0.1", "http://127.0.0.1"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
    ],
)
def test_base_url(written: str, kept: str) -> None:
    assert normal_base_url(written) == kept
    assert normal_base_url(kept) == kept


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("ftp://example.vn", "must begin with https:// or http://"),
        ("//example.vn", "must begin with https:// or http://"),
        ("/bao", "must begin with https:// or http://"),
        ("https://", "has no host"),
        ("https:/example.vn", "has no host"),
        ("https://exa mple.vn", "contains white space, a backslash or a control character"),
        ("https://example.vn\\x", "contains white space, a backslash or a control character"),
        ("https://example.vn\n", "contains white space, a backslash or a control character"),
        ("https://example.vn?", "must not contain `?` or `#`"),
        ("https://example.vn/#a", "must not contain `?` or `#`"),
        ("https://me@example.vn", "must not contain a user name or password"),
        ("https://example.vn:99999", "is not a URL (Port out of range 0-65535)"),
        ("https://example_.vn", "has an invalid domain name: `example_.vn`"),
        ("https://-a.vn", "has an invalid domain name: `-a.vn`"),
        ("https://a..vn", "has an invalid domain name: `a..vn`"),
        ("https://á..vn", "has an invalid domain name: `á..vn`"),
        (
            "https://example.vn/a//b",
            "has an invalid path `/a//b` (use letters, digits and -._~ between single slashes)",
        ),
        (
            "https://example.vn/../b",
            "has an invalid path `/../b` (use letters, digits and -._~ between single slashes)",
        ),
    ],
)
def test_no_base_url(written: str, problem: str) -> None:
    with pytest.raises(ValueError) as caught:
        normal_base_url(written)
    assert str(caught.value) == problem


@pytest.mark.parametrize("case", PROBLEMS, ids=lambda case: case[0][:40])
def test_what_is_right_of_an_invalid_file_can_be_used(case: tuple[str, ...]) -> None:
    config = usable_config(case[0]).config
    assert config.title
    assert all(category.slug for category in config.categories)
    assert config.zone


@given(st.text(st.sampled_from("ab =.[]{}\"'#\n\r\\,0-:T“ế\u0000\ufeff"), max_size=80))
def test_no_text_is_too_odd(text: str) -> None:
    config, problems = load_config(text)
    assert config is None
    assert problems
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1


@pytest.mark.parametrize(
    "text",
    [
        'a = "' + "\\" * 300_000,
        "[[a]]\n" * 50_000,
        'a="""\n' * 50_000,
        "a='\n" * 100_000,
        "a." * 200_000,
        "a=[\n" * 100_000,
    ],
    ids=lambda text: text[:6],
)
def test_reading_is_not_quadratic(text: str) -> None:
    start = time.process_time()
    load_config(text)
    assert time.process_time() - start < 3
