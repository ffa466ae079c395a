"""Finds the layers of a theme: the site's own folder, the themes that it extends, the default theme. Never runs code.

A theme is a folder, or an installed Python package of which only the location is looked up.
"""

from __future__ import annotations

import importlib.util
import keyword
import os
import tomllib
from pathlib import Path
from typing import Final, NamedTuple

from ssg import __version__
from ssg.core.errors import Diagnostic, Place, error
from ssg.core.message import NOTHING, Message, say, verbatim
from ssg.core.system import reason_of
from ssg.core.text.near import likest
from ssg.store.open import read_regular, real

DEFAULT: Final = "<theme>"
OWN: Final = "templates"
ABOUT: Final = "theme.toml"
_KEYS: Final = ("extends", "name", "version")
_MOST: Final = 100_000  # bytes of a `theme.toml`
_DEEPEST: Final = 8  # themes above one another; more is a mistake that is no circle


class Layer(NamedTuple):
    """A folder with templates and assets, what diagnostics call it, and the version of the theme."""

    folder: Path
    label: str
    version: str = ""


class Layers(NamedTuple):
    """The layers of a theme, the uppermost first; the folders that were named, found or not; and all problems."""

    layers: tuple[Layer, ...]
    folders: tuple[Path, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def default_theme_folder() -> Path:
    """Return the folder of the default theme: in the installed package, else at the top of the repository."""
    package = Path(__file__).parent.parent
    packaged = package / "theme"
    return packaged if packaged.is_dir() else package.parent / "templates"


def find_layers(site: Path, extends: str, place: Place) -> Layers:
    """Return the layers of the theme of a site that `extends` another; `place` is where it says so."""
    layers = [Layer(site / OWN, OWN)]
    folders: list[Path] = []
    said: list[Diagnostic] = []
    base, above = site, [real(site / OWN)]
    while extends:
        found = _find(site, base, extends)
        if isinstance(found, Path):
            folders.append(found)
        folder = _templates(found) if isinstance(found, Path) and found.is_dir() else None
        if folder is None or isinstance(found, Message):
            message = found if isinstance(found, Message) else say("theme not found: {theme}", theme=repr(extends))
            said.append(error("E623", message, place, _hint(site, extends)))
            break
        if real(folder) in above or real(folder) == real(site) or len(above) > _DEEPEST:
            names = [OWN, *(layer.label for layer in layers[1:]), _label(site, found, folder, extends)]
            message = say("circular themes: {themes}", themes=" → ".join(names))
            said.append(error("E623", message, place, say("a theme extends another one, and the last one none")))
            break
        label = _label(site, found, folder, extends)
        above.append(real(folder))
        if real(folder) != real(default_theme_folder()):
            layers.append(Layer(folder, label))
        base, place = found, Place(f"{_label(site, found, found, extends)}/{ABOUT}", 1)
        about = _about(found / ABOUT, place, said)
        layers[-1] = layers[-1]._replace(version=about.get("version", ""))
        extends = about.get("extends", "")
    default = default_theme_folder()
    if all(real(layer.folder) != real(default) for layer in layers):
        layers.append(Layer(default, DEFAULT, f"ssg {__version__}"))
    return Layers(tuple(layers), tuple(folders), tuple(said))


def folder_of(label: str) -> Path | None:
    """Return the folder of a layer that is a package, by the label of diagnostics: `<theme>`, `<name>`."""
    if label == DEFAULT:
        return default_theme_folder()
    found = _package(label.strip("<>"))
    return _templates(found) if found is not None else None


def _templates(folder: Path) -> Path:
    """Return where the templates of a theme lie: in a folder of that name, or in the theme's folder itself."""
    return folder / OWN if (folder / OWN).is_dir() else folder


def _find(site: Path, base: Path, extends: str) -> Path | Message:
    """Return the folder that a theme in `base` names, there or not, or why there can be none."""
    folder = base / extends
    is_path = "/" in extends or extends.startswith(".")
    if folder.is_dir() or is_path:
        if extends.startswith("/") or "\\" in extends or "\0" in extends:
            return say("theme must be a folder relative to the site, or a package: {theme}", theme=repr(extends))
        return Path(os.path.normpath(folder))
    found = _package(extends)
    return found if found is not None else site / extends


def _package(name: str) -> Path | None:
    """Return the folder of an installed package. Only its top is looked up: finding what lies deeper would run it."""
    if not name.isidentifier() or keyword.iskeyword(name):
        return None
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    places = (
        list(spec.submodule_search_locations or ()) if spec and spec.origin else []
    )  # any folder may be a namespace
    return next((Path(place) for place in places if Path(place).is_dir()), None)


def _label(site: Path, named: Path, folder: Path, extends: str) -> str:
    """Return what diagnostics call a folder of a theme: its path relative to the site, or the package."""
    if _package(extends) == named:
        return f"<{extends}>"
    return Path(os.path.relpath(folder, site)).as_posix()


def _hint(site: Path, extends: str) -> Message:
    """Return a hint for a missing theme."""
    if extends.isidentifier() and "/" not in extends:
        return say("no folder of the site and no installed package has this name")
    near = (site / extends).parent
    try:
        names = [entry.name for entry in os.scandir(near) if entry.is_dir()]
    except OSError:
        return say("the path is relative to the site")
    close = likest(Path(extends).name, names)
    known = (Path(extends).parent / close).as_posix() if close else ""
    return say("did you mean {close}?", close=repr(known)) if known else say("the path is relative to the site")


def _about(file: Path, place: Place, said: list[Diagnostic]) -> dict[str, str]:
    """Return what a `theme.toml` says; nothing where there is none."""
    try:
        data = tomllib.loads(read_regular(file, most=_MOST).decode("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except OSError as problem:
        said.append(error("E623", say("cannot read file: {strerror}", strerror=reason_of(problem)), place))
        return {}
    except (ValueError, RecursionError) as problem:
        message = say("invalid {file}: {problem}", file=ABOUT, problem=verbatim(str(problem)))
        said.append(error("E623", message, place))
        return {}
    for key, value in data.items():
        if key not in _KEYS:
            close = likest(key, _KEYS)
            hint = say("did you mean {close}?", close=repr(close)) if close else NOTHING
            said.append(error("E623", say("unknown key `{key}`", key=key), place, hint))
        elif not isinstance(value, str):
            said.append(error("E623", say("`{key}` must be text", key=key), place))
    return {key: value for key, value in data.items() if key in _KEYS and isinstance(value, str)}
