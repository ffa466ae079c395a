"""`[theme]` of `site.toml`: logo, colours, typefaces, style sheets and scripts without a template; and the tokens."""

# ruff: noqa: E501 - a message is one line

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from ssg.core.config import load_config
from ssg.core.config.theme_keys import PRESETS, ColoursConfig, ThemeConfig
from ssg.core.look import Tokens, colours_of, contrast, lightened, style_sheet, text_on, tokens_of
from tests.command import ssg as run
from tests.conftest import TinySite, article_file
from tests.documents import ROOT, code_of, table
from tests.test_plain_pages import check_against_clean

CSS = ROOT / "templates/assets/css"
OWN = tokens_of((CSS / "site.css").read_text(encoding="utf-8"))
SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn/bao"
[search]
enabled = false
[deploy]
files = ["nginx"]
keep = 0
[theme]
logo = "img/bao.svg"
logo_dark = "img/bao-toi.svg"
styles = ["css/bao.css"]
scripts = ["js/bao.js"]
[theme.colours]
accent = "#0b6e4f"
paper = "#ffffff"
[theme.fonts.serif]
file = "fonts/bao.woff2"
italic = "fonts/bao-nghieng.woff2"
-- templates/assets/css/bao.css --
.title { color: var(--accent); }
-- templates/assets/js/bao.js --
document.body.dataset.own = "yes";
-- templates/assets/img/bao.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"/>
-- templates/assets/img/bao-toi.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><path d=""/></svg>
-- templates/assets/fonts/bao.woff2 --
wOF2
-- templates/assets/fonts/bao-nghieng.woff2 --
wOF2 italic
""" + article_file("tin/a.md", title="A", date="2026-11-20")


def asset(tiny: TinySite, stem: str) -> tuple[str, str]:
    """Return the URL and the text of a published asset."""
    (path,) = [path for path in tiny.tree() if re.fullmatch(rf"assets/{stem}\.[0-9a-f]{{8}}\.\w+", path)]
    return f"/bao/{path}", tiny.read(path)


def test_look(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    built = tiny.build()
    assert tiny.said(built) == ""
    page = tiny.read("tin/2026/11/a/index.html")
    head = page.partition("</head>")[0]
    look, text = asset(tiny, "look")
    names = {name: asset(tiny, name)[0] for name in ("css/bao", "js/bao", "fonts/bao", "img/bao", "img/bao-toi")}
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', head)
    assert sheets[2:] == [look, names["css/bao"]]
    assert f'<script src="{names["js/bao"]}" defer></script>' in head
    preloads = re.findall(r'<link rel="preload" href="([^"]+)" as="font" type="font/woff2" crossorigin>', head)
    assert preloads[0] == names["fonts/bao"]
    assert "be-vietnam-pro-400" in preloads[1]
    assert len(preloads) == 2
    assert f'<source srcset="{names["img/bao-toi"]}" media="(prefers-color-scheme: dark)">' in page
    assert f'<img src="{names["img/bao"]}" alt="Báo Thử">' in page
    assert '<meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)">' in head
    font = names["fonts/bao"].removeprefix("/bao/assets/")
    assert (
        f'@font-face {{ font-family: "Serif of the site"; src: url("{font}") format("woff2"); font-weight: 400 700;'
        in text
    )
    assert "font-style: italic" in text
    assert '--serif: "Serif of the site", "Noto Serif", Georgia, serif; --paper: #ffffff; --accent: #0b6e4f;' in text
    assert "style=" not in page  # as the policy wants it

    # What changes reaches the pages, and nothing else is made again.
    tiny.edit("templates/assets/css/bao.css", "accent", "ink")
    tiny.build()
    assert asset(tiny, "css/bao")[0] in tiny.read("tin/2026/11/a/index.html")
    assert tiny.work.rendered == 0
    tiny.edit("site.toml", "#0b6e4f", "#7a1fa2")
    tiny.build()
    assert "--accent: #7a1fa2" in asset(tiny, "look")[1]
    check_against_clean(tiny)
    tiny.edit("site.toml", 'styles = ["css/bao.css"]\n', "")
    tiny.build()
    assert "css/bao" not in tiny.read("tin/2026/11/a/index.html")
    check_against_clean(tiny)


def test_shapes() -> None:
    config, _ = load_config(
        'title = "B"\n[theme]\npreset = "nhanh"\ndensity = "calm"\ncorners = "round"\n[theme.fonts]\nheadline = "serif"\n'
    )
    assert config is not None
    assert style_sheet(config.theme, OWN, ()) == (
        "@layer look {\n  :root { --headline: var(--serif); --space: 1.25; --corner: .75rem; }\n}\n"
    )


@pytest.mark.parametrize("preset", [name for name, sheet in PRESETS.items() if sheet])
def test_presets(site: Callable[[str], TinySite], preset: str) -> None:
    plain = article_file("tin/a.md", title="A", date="2026-11-20")
    tiny = site(f'-- site.toml --\ntitle = "B"\nbase_url = "https://b.vn"\n[theme]\npreset = "{preset}"\n' + plain)
    built = tiny.build()
    assert tiny.said(built) == ""
    head = tiny.read("index.html").partition("</head>")[0]
    sheets = re.findall(r"/assets/css/([a-z-]+)\.", head)
    assert sheets == ["site", "front", f"preset-{preset}"]
    # Its colours are those of contrasts, and can be read.
    style = (CSS / f"preset-{preset}.css").read_text(encoding="utf-8")
    for own in tokens_of(style):
        pairs = (("ink", "paper"), ("quiet", "paper"), ("accent", "paper"), ("ink", "tint"), ("on_accent", "accent"))
        assert min(contrast(own[text], own[ground]) for text, ground in (*pairs, ("quiet", "tint"))) >= 4.5
    tiny.edit("site.toml", "[theme]", '[theme.colours]\npaper = "#000000"\n[theme]')
    said = [d.message for d in tiny.diagnostics()]
    ink = tokens_of(style).light["ink"]
    assert any(f"`ink` {ink} on `paper` #000000" in str(message) for message in said)
    tiny.edit("site.toml", preset, "song-hong")
    tiny.edit("site.toml", '[theme.colours]\npaper = "#000000"\n', "")
    tiny.build()
    assert "preset" not in tiny.read("index.html")


def test_nothing_without_a_look(site: Callable[[str], TinySite]) -> None:
    tiny = site(article_file("tin/a.md", title="A", date="2026-11-20"))
    tiny.build()
    page = tiny.read("tin/2026/11/a/index.html")
    assert "look" not in page.partition("</head>")[0]
    assert '<a href="/">Báo Thử</a></p>' in page


SIX = "write `#` and six digits, each 0-9 or a-f"
COPY = "copy the file into templates/assets/ and write its path below it, such as `css/site.css`"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            'logo = "img/bao.sgv"',
            "9:8 E681 file not found in templates/assets/: `img/bao.sgv` | did you mean `img/bao.svg`?",
        ),
        (
            'styles = ["css/bao.css", "templates/assets/css/bao.cs"]',
            "9:26 E681 file not found in templates/assets/: `templates/assets/css/bao.cs` | did you mean `css/bao.css`?",
        ),
        (
            'scripts = ["js/khong.js"]',
            "9:12 E681 file not found in templates/assets/: `js/khong.js` | create templates/assets/js/khong.js",
        ),
        ('scripts = ["css/bao.css"]', "9:12 E682 `css/bao.css` cannot be used here | files for it end in .js"),
        *(
            (f'styles = ["{path}"]', f"9:11 E681 file not found in templates/assets/: `{path}` | {COPY}")
            for path in ("../../x.css", "https://a.vn/x.css", "/x/y.css")
        ),
        (
            'colours = {accent = "red"}',
            f"9:21 E680 `theme.colours.accent` is not a colour such as `#a12a1c`: `red` | {SIX}",
        ),
        (
            'dark = {accent = "#12345"}',
            f"9:18 E680 `theme.dark.accent` is not a colour such as `#a12a1c`: `#12345` | {SIX}",
        ),
        ('colours = {acent = "#a12a1c"}', "9:12 E503 unknown key `theme.colours.acent` | did you mean `accent`?"),
        (
            'fonts = {serif = {italic = "fonts/bao.woff2"}}',
            '9:28 E682 typeface without a regular file: `theme.fonts.serif.italic` | add a line `file = "…"`',
        ),
        (
            'styles = ["css/a b.css"]',
            "9:11 E682 `css/a b.css` cannot be used here | name the file with letters, digits, `-` and `_` alone",
        ),
        (
            'fonts = {serif = {file = "fonts/mot hai.woff2"}}',
            "9:26 E682 `fonts/mot hai.woff2` cannot be used here | name the file with letters, digits, `-` and `_` alone",
        ),
        (
            'colours = {accent = "#ffd400"}',
            "9:21 E651 hard to read: `accent` #ffd400 on `paper` #fffdfa has a contrast of 1.4; text needs 4.5 | choose a darker or a lighter colour",
        ),
        (
            'colours = {line = "#cccccc"}',
            "9:19 E651 hard to see: `line` #cccccc on `paper` #fffdfa has a contrast of 1.6; borders of fields need 3 | choose a darker or a lighter colour",
        ),
        (
            'colours = {line = "#998d82"}',
            "9:19 E651 hard to see: `line` #998d82 on `tint` #f7f2ea has a contrast of 2.9; borders of fields need 3 | choose a darker or a lighter colour",
        ),
        (
            'accents = {lua = "#8a4b00", nang = "#ffd400"}',
            "9:36 E651 hard to read: `nang` #ffd400 on `paper` #fffdfa has a contrast of 1.4; text needs 4.5 | choose a darker or a lighter colour",
        ),
        ('accents = {lua = "nau"}', f"9:18 E680 `theme.accents.lua` is not a colour such as `#a12a1c`: `nau` | {SIX}"),
        (
            'accents = {"Lúa" = "#8a4b00"}',
            "9:12 E680 invalid name `theme.accents.Lúa` | write it with a-z, 0-9 and hyphens",
        ),
    ],
)
def test_what_cannot_be_used(site: Callable[[str], TinySite], lines: str, said: str) -> None:
    config, _, files = SITE.partition("[theme]\n")
    files = files[files.index("-- templates/assets/css/bao.css --") :]
    tiny = site(f"{config}[theme]\n{lines}\n{files}")
    tiny.write("templates/assets/fonts/mot hai.woff2", b"wOF2")
    tiny.write("templates/assets/img/bao.svg", "<svg/>")
    tiny.write("templates/assets/css/a b.css", "")
    found = [f"{d.place.line}:{d.place.column} {d.code} {d.message} | {d.hint}" for d in tiny.diagnostics()]
    assert found == [said]


def test_a_long_read_has_an_accent_of_its_own(site: Callable[[str], TinySite]) -> None:
    article = "-- content/tin/{0}.md --\n---\ntitle: {0}\ndate: 2026-11-20\nlayout: longread\naccent: {1}\n---\nx\n"
    config = '-- site.toml --\ntitle = "B"\nbase_url = "https://b.vn"\n[theme.accents]\nlua = "#8a4b00"\n'
    tiny = site(config + article.format("a", "lua") + article.format("b", "luaa"))
    tiny.build()
    assert 'class="story story-longread accent-lua"' in tiny.read("tin/2026/11/a/index.html")
    sheet = asset(tiny, "look")[1]
    assert ".accent-lua { --accent: #8a4b00; --on-accent: #ffffff; }" in sheet
    assert sheet.count(".accent-lua {") == 2  # and in dark mode
    said = run("check", "-C", tiny.root).stdout
    assert "content/tin/b.md:5:9: warning[W434]: unknown accent `luaa`" in said
    assert said.count("W434") == 1


def test_derived_colours() -> None:
    theme = ThemeConfig(colours=ColoursConfig(accent="#0b6e4f"))
    light, dark = colours_of(theme, OWN)
    assert light == {"accent": "#0b6e4f", "on_accent": "#ffffff"}
    assert contrast(dark["accent"], OWN.dark["paper"]) >= 5.5
    assert contrast(dark["on_accent"], dark["accent"]) >= 4.5
    assert text_on("#ffd400") == "#1c0f0b"
    assert lightened("#ffffff", "#000000") == "#ffffff"
    assert style_sheet(ThemeConfig(), OWN, ()) == ""
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert tokens_of("") == Tokens({}, {})


def test_drawn_pictures_have_the_accent() -> None:
    look = 'title = "B"\n[theme.colours]\naccent = "#0b6e4f"\n'
    accents = [load_config(look + more)[0] for more in ("", '[share]\naccent = "#123456"\n', "[share]\ndraw = false\n")]
    assert [config and config.share.accent for config in accents] == ["#0b6e4f", "#123456", "#0b6e4f"]
    assert load_config('title = "B"\ntheme = 1\n')[0] is None


def test_all_sizes_of_type_are_on_the_scale() -> None:
    """Eight steps and the text; what is relative to these, as large as a name allows, or for paper, is no size."""
    assert re.findall(r"--size-\d: ([\d.]+)rem", (CSS / "site.css").read_text(encoding="utf-8")) == [
        *(".8125", ".9375", "1.0625", "1.25", "1.5", "1.875", "2.375", "3")
    ]
    allowed = r"var\(--size-(?:\d|text)\)|inherit|[\d.]+(?:em|pt)|var\(--name\)"
    for sheet in sorted(CSS.glob("*.css")):
        style = re.sub(r"@font-face \{[^}]*\}", "", sheet.read_text(encoding="utf-8"))
        for size in re.findall(r"font-size: ([^;}]+?) ?[;}]", style):
            assert re.fullmatch(allowed, size), (sheet.name, size)
        for font in re.findall(r"\bfont: ([^;}]+?) ?[;}]", style):
            assert re.search(rf"(?:^|\s)(?:{allowed})(?:/|$)", font), (sheet.name, font)
        for name in re.findall(r"--name: ([^;}]+?) ?[;}]", style):
            assert re.fullmatch(rf"{allowed}|clamp\(var\(--size-\d\), [\d.]+vw, var\(--size-\d\)\)", name), name


def test_tokens_are_documented() -> None:
    style = (CSS / "site.css").read_text(encoding="utf-8")
    root = style[style.index(":root {") :].partition("}")[0]
    declared = re.findall(r"--([a-z\d-]+):", root)
    rows = table("templates.md", "Design tokens").rows
    assert [code_of(row[0])[0] for row in rows] == [f"--{name}" for name in declared]
    for row in rows:
        name = code_of(row[0])[0].removeprefix("--").replace("-", "_")
        if name in OWN.light:
            assert [*code_of(row[1]), *code_of(row[2])] == [OWN.light[name], OWN.dark[name]], name


def test_every_rule_lies_in_a_layer() -> None:
    """A site's own style lies in none, and wins."""
    for file in CSS.glob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        depth = 0
        for number, line in enumerate(text.split("\n"), 1):
            bare = line.strip()
            if not depth and bare:
                assert bare.startswith(("@layer", "@font-face", "}")), f"{file.name}:{number}: {bare[:80]}"
            depth += line.count("{") - line.count("}")
        assert depth == 0, file.name
        assert "!important" not in text.replace("[hidden] { display: none !important; }", ""), file.name


def test_a_colour_given_for_light_does_not_reach_dark_mode() -> None:
    """A site with its own paper had light letters on light paper there."""
    given = ColoursConfig(accent="#0b5c6b", paper="#f6f9f8", tint="#e8f0ef", ink="#101418")
    light, dark = colours_of(ThemeConfig(colours=given), OWN)
    assert light["paper"] == "#f6f9f8"
    assert {name: dark[name] for name in ("paper", "tint", "ink")} == {
        name: OWN.dark[name] for name in ("paper", "tint", "ink")
    }
    for text in ("ink", "accent"):
        assert contrast(dark[text], dark["paper"]) >= 4.5
    dark = colours_of(ThemeConfig(colours=given, dark=ColoursConfig(paper="#000000")), OWN).dark
    assert dark["paper"] == "#000000"
