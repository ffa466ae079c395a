"""Everything that a build reads, gathered from the disk before anything is made of it. Never writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import msgspec

from ssg.content.ads import AdFile
from ssg.content.data import DATA, read_data
from ssg.content.front import FrontFile
from ssg.content.hand_made import NOTHING_MADE, read_hand_made
from ssg.content.permits import Permitted
from ssg.content.redirects import Row, Table, read_redirects
from ssg.core.ad_rooms import with_rooms
from ssg.core.config import Config, load_config, places_of
from ssg.core.config.layout import KeyPath
from ssg.core.config.robot_keys import IN_ROBOTS_TXT, RobotsConfig
from ssg.core.errors import Diagnostic, Place, SiteProblem, error, warning
from ssg.core.look import SHEET, style_sheet
from ssg.core.message import say
from ssg.core.model import PAGE
from ssg.core.silence import silence_faults
from ssg.core.system import reason_of
from ssg.core.theme import AssetFile, Theme
from ssg.index.layouts import ARTICLE, CATEGORY, LIST_OUTPUT, LISTING, OUTPUT, Named, check_templates
from ssg.index.look import check_look, keys_of, tokens_of_theme
from ssg.store.open import read_regular
from ssg.store.originals import Originals
from ssg.store.overlooked import overlooked
from ssg.store.source import FileEntry, Listing, is_there, list_folder, read_file, split
from ssg.store.theme import read_theme

CONFIG_FILE = "site.toml"
CONTENT = "content"
STATIC = "static"
ROBOTS = "robots.txt"
_MOST = 64_000_000  # bytes of a redirect table: a million lines; more is a mistake


class Inputs(NamedTuple):
    """The site's files: configuration, articles (not yet read), files beside them, theme, data and static files.

    `redirects` are the rows of the redirect table. `menu` has the place where each menu entry names its page, `themes`
    the folders of the themes that the site's own extends. `fronts` are the hand-made front pages, `ads` the house
    advertisements, `permits` the rights of pictures. `places` says where the keys of queries and pages stand. `changed`
    are the paths below `content/` of all files that may differ from those of the last build, if that is known.
    """

    root: Path
    config: Config
    articles: Sequence[FileEntry]
    files: dict[str, FileEntry]
    theme: Theme
    data: dict[str, Any]
    static: tuple[FileEntry, ...]
    diagnostics: tuple[Diagnostic, ...]
    redirects: tuple[Row, ...] = ()
    menu: tuple[Place, ...] = ()
    themes: tuple[Path, ...] = ()
    fronts: tuple[FrontFile, ...] = ()
    ads: tuple[AdFile, ...] = ()
    permits: tuple[Permitted, ...] = ()
    layouts: tuple[Named, ...] = ()
    places: Mapping[KeyPath, Place] = MappingProxyType({})
    changed: frozenset[str] | None = None

    @property
    def originals(self) -> Originals:
        """The files that articles may show."""
        static = {entry.path: entry for entry in self.static}
        return Originals(self.content, self.files, self.root / STATIC, static)

    @property
    def content(self) -> Path:
        """The folder of the articles."""
        return self.root / CONTENT


def read_inputs(
    root: Path,
    base_url: str | None = None,
    content: Listing | None = None,
    *,
    may_lack_articles: bool = False,
    config: Config | None = None,
) -> Inputs:
    """Read the configuration, list the folders, read theme and data. `base_url` replaces the one of `site.toml`.

    `content` is the listing of `content/` if it is known already; so is `config`.

    Raises SiteProblem without a usable `site.toml`, as nothing can be checked without it; and if the folder of articles
    is missing, unless `may_lack_articles`: a disk that is not mounted looks like a site without articles.
    """
    config, said = read_config(root, base_url) if config is None else (config, ())
    content = content or list_folder(root / CONTENT, CONTENT)
    articles, files, changed = content.split or (*split(content.files), None)
    if not (articles or files or may_lack_articles or is_there(root / CONTENT)):
        raise SiteProblem(no_articles())
    extends = config.theme.extends
    theme = read_theme(root, extends, places_in_config(root, [("theme", "extends")]) if extends else ())
    data_files = list_folder(root / DATA, DATA)
    files_of_data = [(entry.path, read_file(root / DATA, entry, DATA)) for entry in data_files.files]
    data = read_data(files_of_data)
    hand_made = read_hand_made(files_of_data, config.zone) if files_of_data else NOTHING_MADE
    static = list_folder(root / STATIC, STATIC, all_names=True)
    redirects = read_table_of_redirects(root, config)
    return Inputs(
        root=root,
        config=config,
        articles=articles,
        files=files,
        theme=_with_look(theme.theme, config),
        data=data.data,
        static=static.files,
        diagnostics=(
            *said,
            *(d for part in (content, theme, data_files, data, static, redirects) for d in part.diagnostics),
            *hand_made.diagnostics,
            *check_look(config, theme.theme.assets, _places_of_look(root, config)),
            *check_templates(_named_templates(root, config), theme.theme.templates),
            *overlooked(root / CONTENT, files, content.hidden, CONTENT),
            *(_own_robots(root, config.robots, static.files) if config.robots else ()),
        ),
        redirects=redirects.rows,
        menu=_places_of_menu(root, config),
        themes=theme.folders,
        fronts=hand_made.fronts,
        ads=hand_made.ads,
        permits=hand_made.permits,
        layouts=_named_layouts(root, config),
        places=_places_of_queries(root, config),
        changed=changed,
    )


def no_articles() -> Diagnostic:
    """Report that the folder of articles is missing."""
    message = say("missing folder {content}/ with the articles", content=CONTENT)
    hint = say("check that the checkout is complete; to publish a site without articles, create an empty folder")
    return error("E717", message, Place(CONTENT), hint)


def _own_robots(root: Path, rules: RobotsConfig, static: tuple[FileEntry, ...]) -> tuple[Diagnostic, ...]:
    """Report rules of `[robots]` that readers of robots.txt do not get, because the site has its own."""
    ruled = [name for name in IN_ROBOTS_TXT if getattr(rules, name) not in (None, "", ())]
    if not ruled or not any(entry.path == ROBOTS for entry in static):
        return ()
    places = places_in_config(root, [("robots", name) for name in ruled])
    message = say(
        "{keys} of `[robots]` not used: the site has its own {file}",
        keys=", ".join(f"`{name}`" for name in ruled),
        file=f"{STATIC}/{ROBOTS}",
    )
    hint = say("remove that file, or write the rules into it")
    return (warning("W464", message, places[0], hint),)


def without_robots(inputs: Inputs, *, staging: bool = False) -> Inputs:
    """Omit the site's own `robots.txt`, which admits crawlers, from a build that is not for them.

    `staging`: servers must not let anybody keep what they show either.
    """
    inputs = inputs._replace(static=tuple(entry for entry in inputs.static if entry.path != ROBOTS))
    if staging:
        from ssg.deploy.headers import for_staging  # Markdown too, which a build without work never needs

        inputs = inputs._replace(config=for_staging(inputs.config))
    return inputs


def read_table_of_redirects(root: Path, config: Config) -> Table:
    """Read the redirect table, if `site.toml` names one."""
    if not config.redirects:
        return Table()
    try:
        data = read_regular(root / config.redirects, root, most=_MOST)
    except OSError as problem:
        message = say("cannot read redirect table: {strerror}", strerror=reason_of(problem))
        return Table((), (error("E742", message, Place(config.redirects)),))
    return read_redirects(config.redirects, data, config.base_url)


def _places_of_menu(root: Path, config: Config) -> tuple[Place, ...]:
    """Return the place where each menu entry names its page; nothing if none does."""
    if not any(item.page for item in config.menu):
        return ()
    return places_in_config(root, [("menu", number, "page") for number in range(len(config.menu))])


def _places_of_queries(root: Path, config: Config) -> dict[KeyPath, Place]:
    """Return where the keys of pages and blocks of `site.toml` stand that the site may contradict."""
    keys: list[KeyPath] = [
        ("pages", number, key) for number, page in enumerate(config.pages) for key in ("url", "source", *page.given)
    ]
    for number, one in enumerate(config.outputs):
        podcast = (("podcast", key) for key in ("image", "category", "subcategory", "email"))
        keys += [("outputs", number, *key) for key in (("path",), ("count",), *podcast)]
        keys += [("outputs", number, key) for key in one.given]
    keys += [("blocks", name, key) for name, block in config.blocks.items() for key in block.given]
    return dict(zip(keys, places_in_config(root, keys), strict=False)) if keys else {}


def _named_layouts(root: Path, config: Config) -> tuple[Named, ...]:
    """Return the layouts that `site.toml` names."""
    return _named(
        root,
        [(one.layout, ARTICLE, ("categories", number, "layout")) for number, one in enumerate(config.categories)]
        + [(layout, PAGE if kind == PAGE else ARTICLE, ("layouts", kind)) for kind, layout in config.layouts.items()],
    )


def _named_templates(root: Path, config: Config) -> tuple[Named, ...]:
    """Return the templates of pages and outputs that `site.toml` names."""
    tables = (("categories", CATEGORY), ("pages", LISTING))
    names: list[tuple[str, str, KeyPath]] = [
        (one.template, kind, (table, number, "template"))
        for table, kind in tables
        for number, one in enumerate(getattr(config, table))
    ]
    for number, output in enumerate(config.outputs):
        kind = OUTPUT if output.kind == "article" else LIST_OUTPUT
        names.append((output.template, kind, ("outputs", number, "template")))
    return _named(root, names)


def _named(root: Path, names: list[tuple[str, str, KeyPath]]) -> tuple[Named, ...]:
    """Return names with the places of their keys; an empty one names nothing."""
    names = [one for one in names if one[0]]
    places = places_in_config(root, [key for _, _, key in names]) if names else ()
    return tuple(Named(name, kind, place) for (name, kind, _), place in zip(names, places, strict=False))


def _places_of_look(root: Path, config: Config) -> dict[KeyPath, Place]:
    """Return where `[theme]` names files and colours."""
    keys = keys_of(config)
    return dict(zip(keys, places_in_config(root, keys), strict=False)) if keys else {}


def _with_look(theme: Theme, config: Config) -> Theme:
    """Return a theme with the style sheets that `[theme]` and `[ads]` of `site.toml` ask for."""
    style = style_sheet(config.theme, tokens_of_theme(config, theme.assets), theme.assets)
    if config.ads.slots:
        theme = with_rooms(theme, config.ads)
    if not style:
        return theme
    sheet = AssetFile(SHEET, style.encode(), CONFIG_FILE)
    return msgspec.structs.replace(theme, assets={**theme.assets, SHEET: sheet})


def places_in_config(root: Path, keys: list[KeyPath]) -> tuple[Place, ...]:
    """Return where keys of `site.toml` stand."""
    try:
        text = read_regular(root / CONFIG_FILE, most=_MOST).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):  # it was read a moment ago
        return ()
    return places_of(text, keys, CONFIG_FILE)


def read_config(root: Path, base_url: str | None) -> tuple[Config, tuple[Diagnostic, ...]]:
    """Read `site.toml`; `base_url` replaces the one in it.

    Raises SiteProblem where it cannot be used.
    """
    place = Place(CONFIG_FILE)
    try:
        text = read_regular(root / CONFIG_FILE, most=_MOST).decode("utf-8-sig")
    except FileNotFoundError:
        hint = say("every site needs this file; `ssg init DIR` creates one")
        raise SiteProblem(
            error("E520", say("missing {config_file} in {root}", config_file=CONFIG_FILE, root=str(root)), place, hint)
        ) from None
    except UnicodeDecodeError as problem:
        raise SiteProblem(error("E520", say("{config_file} is not UTF-8", config_file=CONFIG_FILE), place)) from problem
    except OSError as problem:
        raise SiteProblem(
            error(
                "E520",
                say("cannot read {config_file}: {strerror}", config_file=CONFIG_FILE, strerror=reason_of(problem)),
                place,
            )
        ) from problem
    config, said = load_config(text, CONFIG_FILE)
    if config is None:
        raise SiteProblem(*said)
    if base_url is not None:
        config = msgspec.structs.replace(config, base_url=base_url)
    return config, (*said, *silence_faults(text, CONFIG_FILE)) if "ssg" in text else said
