"""The frozen types of the theme settings in `site.toml`: `[theme]`. Data only, as `schema`."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

PRESETS: Final = {"song-hong": "", "nhanh": "css/preset-nhanh.css", "tap-chi": "css/preset-tap-chi.css"}
"""The presets, each with its style sheet; the first is the theme as it is."""


class ColoursConfig(msgspec.Struct, frozen=True, kw_only=True):
    """Design tokens of the style sheet that are colours: `[theme.colours]`, and `[theme.dark]` in dark mode.

    Each is a colour such as `#a12a1c`; the theme's own unless given.
    """

    paper: str = ""
    """The background of pages."""
    tint: str = ""
    """The background of boxes, the footer, and pictures that are not there yet."""
    ink: str = ""
    """Text."""
    quiet: str = ""
    """Secondary text: summaries, times, captions."""
    rule: str = ""
    """Fine lines between articles."""
    line: str = ""
    """Lines that must be seen, such as the borders of fields."""
    accent: str = ""
    """The colour of the brand: labels, links, the current section, the breaking bar."""
    on_accent: str = ""
    """Text on it; unless given, white or nearly black, whichever is easier to read."""
    mark: str = ""
    """The background of marked words."""


class FontConfig(msgspec.Struct, frozen=True, kw_only=True):
    """A typeface of the site's own: `[theme.fonts.serif]`, `[theme.fonts.sans]`."""

    file: str = ""
    """Its file below `templates/assets/`, e.g. `fonts/bao.woff2`: of all weights, or the regular one."""
    bold: str = ""
    """The file of its bold weight, if that is another one."""
    italic: str = ""
    """The file of its italic."""


class FontsConfig(msgspec.Struct, frozen=True, kw_only=True):
    """The typefaces of the site: `[theme.fonts]`."""

    serif: FontConfig = FontConfig()
    """Headlines, summaries, the text of articles and the name of the paper."""
    sans: FontConfig = FontConfig()
    """Everything else: menus, times, captions, labels."""
    headline: Literal["", "serif", "sans"] = ""
    """Which of the two headlines are set in; that of the preset unless given."""
    nameplate: Literal["", "serif", "sans"] = ""
    """The same for the name of the paper."""


class ThemeConfig(msgspec.Struct, frozen=True, kw_only=True):
    """What the site looks like: `[theme]`. Files are those below `templates/assets/`."""

    extends: str = ""
    """A theme between the site's own templates and the default theme: a folder such as `themes/xanh`, or a package."""
    preset: Literal["song-hong", "nhanh", "tap-chi"] = "song-hong"
    """A look to begin with: serif and calm, sans and dense, or led by pictures. All other keys replace parts of it."""
    density: Literal["", "calm", "usual", "dense"] = ""
    """How much space there is around things; that of the preset unless given."""
    corners: Literal["", "square", "soft", "round"] = ""
    """Corners of pictures and boxes; those of the preset unless given."""
    logo: str = ""
    """A picture instead of the name at the top of pages, e.g. `img/logo.svg`. The name is read out for it."""
    logo_dark: str = ""
    """The same for dark mode, if one picture does not fit both."""
    styles: tuple[str, ...] = ()
    """Style sheets for every page, in this order, e.g. `css/bao.css`. They win over the theme's own."""
    scripts: tuple[str, ...] = ()
    """Scripts for every page, run in this order once it is read, e.g. `js/bao.js`."""
    accents: dict[str, str] = {}
    """Accents of long reads by a name of yours, such as `lua = "#8a4b00"`; an article names one with `accent: lua`."""
    colours: ColoursConfig = ColoursConfig()
    dark: ColoursConfig = ColoursConfig()
    fonts: FontsConfig = FontsConfig()
