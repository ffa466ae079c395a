"""Checks the files and colours that `[theme]` of `site.toml` names. Pure; it makes nothing of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ssg.core.config import Config
from ssg.core.config.layout import KeyPath
from ssg.core.errors import Diagnostic, Place, error
from ssg.core.look import (
    FONT_FORMATS,
    LEAST_CONTRAST,
    LEAST_CONTRAST_OF_LINES,
    SHEET,
    Tokens,
    accents_of,
    colours_of,
    contrast,
    ending,
    given,
    sheets_of,
    tokens_of,
)
from ssg.core.message import say
from ssg.core.text.near import likest
from ssg.core.theme import AssetFile

_INSIDE: Final = re.compile(r"(?!.*(?:^|/)\.\.?(?:/|$))[^/:]+(?:/[^/:]+)*")
_FOLDER: Final = re.compile(r"/?(?:templates/)?(?:assets/)?")
_PLAIN: Final = re.compile(r"[\w./-]+")
_QUOTABLE: Final = re.compile(r"[^\s\"'<>&\\]+")
_PICTURES: Final = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")
# The logo, of which there are icons, and the fonts of pictures to share.
_TO_DRAW: Final[tuple[KeyPath, ...]] = (("logo",), ("share", "font"), ("share", "small_font"))
_PAIRS: Final = (
    *(
        ("ink", "paper"),
        ("quiet", "paper"),
        ("accent", "paper"),
        ("ink", "tint"),
        ("quiet", "tint"),
        ("accent", "tint"),
    ),
    *(("on_accent", "accent"), ("ink", "mark")),
)
"""Text, and what it stands on."""
_LINES: Final = (("line", "paper"), ("line", "tint"))
"""Lines that must be seen, such as the borders of fields and buttons, and what they lie on."""


def files_of(config: Config) -> list[tuple[KeyPath, str, tuple[str, ...]]]:
    """Return the files that `[theme]` names: where, and the endings that such a file may have."""
    theme = config.theme
    found: list[tuple[KeyPath, str, tuple[str, ...]]] = [
        (("theme", "logo"), theme.logo, _PICTURES),
        (("theme", "logo_dark"), theme.logo_dark, _PICTURES),
    ]
    found += [(("theme", "styles", n), name, (".css",)) for n, name in enumerate(theme.styles)]
    found += [(("theme", "scripts", n), name, (".js",)) for n, name in enumerate(theme.scripts)]
    for role in ("serif", "sans"):
        font = getattr(theme.fonts, role)
        for key in ("file", "bold", "italic"):
            found.append((("theme", "fonts", role, key), getattr(font, key), tuple(FONT_FORMATS)))
    return [one for one in found if one[1]]


def keys_of(config: Config) -> list[KeyPath]:
    """Return the keys of `[theme]` of which there may be something to say."""
    colours: list[KeyPath] = [
        ("theme", mode, name) for mode in ("colours", "dark") for name in given(getattr(config.theme, mode))
    ]
    colours += [("theme", "accents", name) for name in config.theme.accents]
    draws = config.logo or config.share.draw
    return [key for key, _, _ in files_of(config)] + colours + (list(_TO_DRAW) if draws else [])


def check_look(
    config: Config, assets: Mapping[str, AssetFile], places: Mapping[KeyPath, Place]
) -> Iterator[Diagnostic]:
    """Yield files that are missing or of another type, and colours that are hard to read. `places` has the keys'."""
    for key, name, endings in files_of(config):
        place = places.get(key, Place("site.toml"))
        if name not in assets:
            message = say("file not found in templates/assets/: `{name}`", name=name)
            known = [other for other in assets if ending(other) in endings]
            near = likest(_FOLDER.sub("", name, 1), known, 0.75)
            hint = say("create {file}", file=f"templates/assets/{name}")
            if near:
                hint = say("did you mean `{near}`?", near=near)
            elif not _INSIDE.fullmatch(name):
                hint = say("copy the file into templates/assets/ and write its path below it, such as `css/site.css`")
            yield error("E681", message, place, hint)
        elif ending(name) not in endings:
            message = say("`{name}` cannot be used here", name=name)
            yield error("E682", message, place, say("files for it end in {endings}", endings=", ".join(endings)))
        elif not (_PLAIN if key[1] == "fonts" else _QUOTABLE).fullmatch(name):
            message = say("`{name}` cannot be used here", name=name)
            yield error("E682", message, place, say("name the file with letters, digits, `-` and `_` alone"))
    if config.logo or config.share.draw:
        yield from _not_to_draw(config, assets, places)
    for key in places:
        if key[1:2] == ("fonts",) and not getattr(config.theme.fonts, str(key[2])).file:
            message = say("typeface without a regular file: `{key}`", key=".".join(map(str, key)))
            yield error(
                "E682", message, places[key], say("add a line `{name} = {example}`", name="file", example='"…"')
            )
    own = assets.get(SHEET)
    if (
        own is not None
        and own.label != "site.toml"
        and any(key[1:2] and key[1] in ("colours", "dark", "accents", "fonts") for key in places)
    ):
        message = say("`{name}` is the style sheet that ssg writes for [theme]", name=SHEET)
        yield error("E682", message, Place(own.label), say("give the file another name"))
    yield from _contrasts(config, tokens_of_theme(config, assets), places)


def _not_to_draw(
    config: Config, assets: Mapping[str, AssetFile], places: Mapping[KeyPath, Place]
) -> Iterator[Diagnostic]:
    """Yield that the logo or a font is missing, of which pictures are made."""
    share = config.share if config.share.draw else None
    names = (config.logo, share.font if share else "", share.small_font if share else "")
    for key, name in zip(_TO_DRAW, names, strict=True):
        if not name or name in assets:
            continue
        message = say("font of `[share]` not found in the theme: {name}", name=name)
        hint = say("name a font in templates/assets/, or set `draw = false`")
        if key == _TO_DRAW[0]:
            message = say("`logo` not found in the theme: {name}", name=name)
            hint = say("name a square PNG of at least 512 pixels in templates/assets/")
        if near := likest(_FOLDER.sub("", name, 1), [one for one in assets if ending(one) == ending(name)], 0.75):
            hint = say("did you mean `{near}`?", near=near)
        yield error("E759", message, places.get(key, Place("site.toml")), hint)


def tokens_of_theme(config: Config, assets: Mapping[str, AssetFile]) -> Tokens:
    """Return the colours of the theme's own style sheet, and of the preset's, which wins."""
    found = Tokens({}, {})
    for name in sheets_of(config.theme):
        if name in assets:
            light, dark = tokens_of(assets[name].data.decode("utf-8", "replace"))
            found = Tokens({**found.light, **light}, {**found.dark, **dark})
    return found


def _contrasts(config: Config, own: Tokens, places: Mapping[KeyPath, Place]) -> Iterator[Diagnostic]:
    """Yield colours of the site that text cannot be read in, or on, and lines that cannot be seen.

    A colour is chosen once, so it is an error. Rings around what has the focus are the accent's, or the text's on it.
    """
    for mode, theirs, usual in zip(("colours", "dark"), colours_of(config.theme, own), own, strict=True):
        colours = {**usual, **theirs}
        said: set[KeyPath] = set()
        for text, ground in (*_PAIRS, *_LINES):
            key = next((("theme", mode, one) for one in (text, ground) if ("theme", mode, one) in places), None)
            if key is None or key in said or text not in colours or ground not in colours:
                continue
            for problem in _hard_to_read((text, colours[text]), (ground, colours[ground]), places[key]):
                said.add(key)
                yield problem
    light, dark = ({**usual, **theirs} for usual, theirs in zip(own, colours_of(config.theme, own), strict=True))
    for name, accent in accents_of(config.theme, own).items():
        for colours, its in ((light, accent.light), (dark, accent.dark)):
            grounds = [(ground, colours[ground]) for ground in ("paper", "tint") if ground in colours]
            found = [
                one for ground in grounds for one in _hard_to_read((name, its["accent"]), ground, places[_at(name)])
            ]
            yield from found[:1]


def _at(accent: str) -> KeyPath:
    return ("theme", "accents", accent)


def _hard_to_read(text: tuple[str, str], ground: tuple[str, str], place: Place) -> Iterator[Diagnostic]:
    """Yield that a colour cannot be read, or a line not be seen, on another, if so. Each is its name and its value."""
    ratio = contrast(text[1], ground[1])
    values: dict[str, str | float] = {"one": text[1], "ground": ground[0], "other": ground[1], "ratio": ratio}
    if (text[0], ground[0]) in _LINES:
        if ratio >= LEAST_CONTRAST_OF_LINES:
            return
        message = say(
            "hard to see: `line` {one} on `{ground}` {other} has a contrast of {ratio:.1f}; borders of fields need 3",
            **values,
        )
    elif ratio < LEAST_CONTRAST:
        message = say(
            "hard to read: `{text}` {one} on `{ground}` {other} has a contrast of {ratio:.1f}; text needs 4.5",
            text=text[0],
            **values,
        )
    else:
        return
    yield error("E651", message, place, say("choose a darker or a lighter colour"))
