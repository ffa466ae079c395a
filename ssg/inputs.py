"""Everything that a build reads, gathered from the disk before anything is made of it. Never writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from ssg.content.data import DATA, read_data
from ssg.content.redirects import Row, Table, read_redirects
from ssg.core.config import Config, load_config
from ssg.core.errors import Diagnostic, Place, SiteProblem, error
from ssg.core.theme import Theme
from ssg.store.source import FileEntry, Listing, list_folder, read_file
from ssg.store.theme import read_theme

CONFIG_FILE = "site.toml"
CONTENT = "content"
STATIC = "static"


class Inputs(NamedTuple):
    """The site's files: configuration, articles (not yet read), files beside them, theme, data and static files.

    `redirects` are the rows of the table of old addresses.
    """

    root: Path
    config: Config
    articles: tuple[FileEntry, ...]
    files: dict[str, FileEntry]
    theme: Theme
    data: dict[str, Any]
    static: tuple[FileEntry, ...]
    diagnostics: tuple[Diagnostic, ...]
    redirects: tuple[Row, ...] = ()

    @property
    def content(self) -> Path:
        """The folder of the articles."""
        return self.root / CONTENT


def read_inputs(root: Path, base_url: str | None = None, content: Listing | None = None) -> Inputs:
    """Read the configuration, list the folders, read theme and data. `base_url` replaces the one of `site.toml`.

    `content` is the listing of `content/`, where it is known already.

    Raises SiteProblem where there is no usable `site.toml`: nothing can be said without it.
    """
    config, said = read_config(root, base_url)
    content = content or list_folder(root / CONTENT, CONTENT)
    theme = read_theme(root / "templates")
    data_files = list_folder(root / DATA, DATA)
    data = read_data((entry.path, read_file(root / DATA, entry, DATA)) for entry in data_files.files)
    static = list_folder(root / STATIC, STATIC, all_names=True)
    redirects = read_table_of_redirects(root, config)
    listed = (content, theme, data_files, data, static, redirects)
    return Inputs(
        root=root,
        config=config,
        articles=tuple(f for f in content.files if f.path.endswith(".md")),
        files={f.path: f for f in content.files if not f.path.endswith(".md")},
        theme=theme.theme,
        data=data.data,
        static=static.files,
        diagnostics=(*said, *(d for part in listed for d in part.diagnostics)),
        redirects=redirects.rows,
    )


def read_table_of_redirects(root: Path, config: Config) -> Table:
    """Read the table of old addresses, if `site.toml` names one."""
    if not config.redirects:
        return Table()
    try:
        data = (root / config.redirects).read_bytes()
    except OSError as problem:
        message = f"this table of old addresses cannot be read: {problem.strerror}"
        return Table((), (error("E742", message, Place(config.redirects)),))
    return read_redirects(config.redirects, data, config.base_url)


def read_config(root: Path, base_url: str | None) -> tuple[Config, tuple[Diagnostic, ...]]:
    """Read `site.toml`; `base_url` replaces the one in it.

    Raises SiteProblem where it cannot be used.
    """
    place = Place(CONFIG_FILE)
    try:
        text = (root / CONFIG_FILE).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        hint = "A site begins with this file; `ssg init DIR` makes one."
        raise SiteProblem(error("E520", f"there is no {CONFIG_FILE} in {root}", place, hint)) from None
    except UnicodeDecodeError as problem:
        raise SiteProblem(error("E520", f"{CONFIG_FILE} is not UTF-8", place)) from problem
    except OSError as problem:
        raise SiteProblem(error("E520", f"{CONFIG_FILE} cannot be read: {problem.strerror}", place)) from problem
    config, said = load_config(text, CONFIG_FILE)
    if config is None:
        raise SiteProblem(*said)
    if base_url is not None:
        config = msgspec.structs.replace(config, base_url=base_url)
    return config, said
