"""What `[theme]` of `site.toml` makes of the look: a style sheet with the site's colours and typefaces. Pure.

It lies in the layer `look`, behind the tokens of the theme and before the rules for print. A colour that is not given
is the theme's own, but for those that follow from the accent: text on it, and the accent of dark mode.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from ssg.core.config.theme_keys import PRESETS, ColoursConfig, FontConfig, ThemeConfig

SHEET: Final = "look.css"
"""The asset that is written for a site with colours or typefaces of its own."""
THEME_SHEET: Final = "css/site.css"
"""The style sheet of the default theme, which declares the tokens."""
LEAST_CONTRAST: Final = 4.5
"""The contrast that text needs to be read with weak eyes, by WCAG 2.2."""
LEAST_CONTRAST_OF_LINES: Final = 3
"""The contrast that borders of fields need to be seen, by the same."""
FONT_FORMATS: Final = {".woff2": "woff2", ".woff": "woff", ".ttf": "truetype", ".otf": "opentype"}
FAMILIES: Final = {
    "serif": ("Serif of the site", '"Noto Serif", Georgia, serif'),
    "sans": ("Sans of the site", "system-ui, sans-serif"),
}
TOKENS: Final = tuple(ColoursConfig.__struct_fields__)
DENSITIES: Final = {"calm": "1.25", "usual": "1", "dense": ".7"}
"""The token `--space`: what the spaces between things are multiplied by."""
CORNERS: Final = {"square": "0", "soft": ".25rem", "round": ".75rem"}
"""The token `--corner`."""
_ROOT: Final = re.compile(r":root\s*\{([^}]*)\}")
_TOKEN: Final = re.compile(r"--([a-z-]+):\s*(#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3})\s*;")
_DARK: Final = "prefers-color-scheme: dark"
_LIGHT_INK, _DARK_INK = "#ffffff", "#1c0f0b"
_WANTED: Final = 5.5  # the contrast of a derived accent: a little more than it needs
_STEPS: Final = 20


class Tokens(NamedTuple):
    """Colours by the name of their token, in light and in dark mode."""

    light: dict[str, str]
    dark: dict[str, str]


def tokens_of(style: str) -> Tokens:
    """Return the colours that a style sheet declares in its first `:root`, and in that for dark mode."""
    before, _, after = style.partition(_DARK)
    light, dark = _ROOT.search(before), _ROOT.search(after)
    found = (dict(_TOKEN.findall(part[1])) if part else {} for part in (light, dark))
    first, second = ({name.replace("-", "_"): _six(colour) for name, colour in one.items()} for one in found)
    return Tokens(first, second)


def given(colours: ColoursConfig) -> dict[str, str]:
    """Return the colours that a site gives, by token."""
    return {name: colour for name in TOKENS if (colour := str(getattr(colours, name)))}


def colours_of(theme: ThemeConfig, own: Tokens) -> Tokens:
    """Return the colours of a site: those that it gives, those that follow from its accent, and the theme's own dark
    ones in place of those that are given for light alone.
    """
    light, dark = given(theme.colours), given(theme.dark)
    paper = dark.get("paper") or own.dark.get("paper") or "#000000"
    if "accent" in light:
        light.setdefault("on_accent", text_on(light["accent"]))
        dark.setdefault("accent", lightened(light["accent"], paper))
    if "accent" in dark:
        dark.setdefault("on_accent", text_on(dark["accent"]))
    dark |= {name: own.dark[name] for name in light if name in own.dark and name not in dark}
    return Tokens(light, dark)


def accents_of(theme: ThemeConfig, own: Tokens) -> dict[str, Tokens]:
    """Return the accents of long reads with what follows from each, by name: text on it, and both in dark mode."""
    paper = theme.dark.paper or own.dark.get("paper") or "#000000"
    found = {}
    for name, colour in theme.accents.items():
        pale = lightened(colour, paper)
        light, dark = ({"accent": one, "on_accent": text_on(one)} for one in (colour, pale))
        found[name] = Tokens(light, dark)
    return found


def style_sheet(theme: ThemeConfig, own: Tokens, assets: Container[str]) -> str:
    """Return the style sheet of a site's look; "" for one that has none. Fonts that are not there are left out."""
    light, dark = colours_of(theme, own)
    faces = [face for role in FAMILIES for face in _faces(role, getattr(theme.fonts, role), assets)]
    families = {
        role: f'"{name}", {others}'
        for role, (name, others) in FAMILIES.items()
        if getattr(theme.fonts, role).file in assets
    }
    rules = []
    if values := {**families, **_shapes(theme), **light}:
        rules.append(_root(values))
    if dark:
        rules.append(f"@media ({_DARK}) {{ {_root(dark)} }}")
    for name, accent in accents_of(theme, own).items():
        rules.append(_root(accent.light, f".accent-{name}"))
        rules.append(f"@media ({_DARK}) {{ {_root(accent.dark, f'.accent-{name}')} }}")
    if not rules:
        return ""
    return "\n".join([*faces, "@layer look {", *(f"  {rule}" for rule in rules), "}", ""])


def sheets_of(theme: ThemeConfig) -> tuple[str, ...]:
    """Return the style sheets that declare the tokens of a site's look, the last of which wins."""
    return tuple(filter(None, (THEME_SHEET, PRESETS[theme.preset])))


def _shapes(theme: ThemeConfig) -> dict[str, str]:
    """Return the tokens that are no colours: which typeface is where, space, corners."""
    found = {name: f"var(--{role})" for name in ("headline", "nameplate") if (role := getattr(theme.fonts, name))}
    if theme.density:
        found["space"] = DENSITIES[theme.density]
    if theme.corners:
        found["corner"] = CORNERS[theme.corners]
    return found


def _root(values: Mapping[str, str], selector: str = ":root") -> str:
    tokens = " ".join(f"--{name.replace('_', '-')}: {value};" for name, value in values.items())
    return f"{selector} {{ {tokens} }}"


def _faces(role: str, font: FontConfig, assets: Container[str]) -> Iterator[str]:
    if font.file not in assets:
        return
    regular = "400" if font.bold else "400 700"
    for file, weight, style in ((font.file, regular, ""), (font.bold, "600 700", ""), (font.italic, "400", "italic")):
        if file in assets:
            source = f'src: url("{file}") format("{FONT_FORMATS.get(ending(file), "woff2")}");'
            slope = f" font-style: {style};" if style else ""
            family = f'font-family: "{FAMILIES[role][0]}";'
            yield f"@font-face {{ {family} {source} font-weight: {weight};{slope} font-display: swap; }}"


def ending(file: str) -> str:
    """Return the ending of a file's name, in lower case."""
    return PurePosixPath(file).suffix.lower()


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2.2: from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_on(ground: str) -> str:
    """Return white or nearly black, whichever is easier to read on a colour."""
    return max((_LIGHT_INK, _DARK_INK), key=lambda ink: contrast(ink, ground))


def lightened(colour: str, paper: str) -> str:
    """Return a colour mixed with as much white as it needs to be read on dark paper."""
    for step in range(_STEPS + 1):
        mixed = "#" + "".join(f"{part + (255 - part) * step // _STEPS:02x}" for part in _parts(colour))
        if contrast(mixed, paper) >= _WANTED:
            return mixed
    return _LIGHT_INK


def _six(colour: str) -> str:
    return colour.lower() if len(colour) == 7 else "#" + "".join(part * 2 for part in colour[1:].lower())


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _parts(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
