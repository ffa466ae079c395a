"""Follows `docs/theming.md` step by step: each block of code is a file, or tables that take the place of others."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path
from typing import NamedTuple

from tests.documents import DOCS, ROOT

TUTORIAL = DOCS / "theming.md"
FINISHED = DOCS / "portal"
KEPT = ("[[categories]]", "[[topics]]", "[[authors]]")
"""Tables of the sample's `site.toml` that the tutorial keeps."""


class Step(NamedTuple):
    """A step of the tutorial: its heading, and its blocks of code by the name of the file."""

    title: str
    files: dict[str, str]

    @property
    def lines(self) -> int:
        """How many lines of templates and configuration it takes."""
        counted = [text for name, text in self.files.items() if name.endswith((".html", "site.toml"))]
        return sum(1 for text in counted for line in text.splitlines() if line.strip())


def read_steps() -> list[Step]:
    """Read all steps."""
    _, *parts = re.split(r"^## (?=[0-9])", TUTORIAL.read_text(encoding="utf-8"), flags=re.MULTILINE)
    code = re.compile(r"^`([^`\n]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    return [Step(part.split("\n", 1)[0], dict(code.findall(part))) for part in parts]


def begin(folder: Path) -> None:
    """Lay out what there is before the first step."""
    for name in ("content", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("_studio", "ads"))
    shutil.copytree(FINISHED / "templates/assets/img", folder / "templates/assets/img")
    tables = _tables((ROOT / "site.toml").read_text(encoding="utf-8"))
    kept = "\n".join(text for (header, _), text in tables.items() if header in KEPT)
    (folder / "site.toml").write_text(kept, encoding="utf-8")


def take(step: Step, folder: Path) -> None:
    """Do a step."""
    for name, text in step.files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(merged(file.read_text(encoding="utf-8"), text) if name == "site.toml" else text, "utf-8")


def merged(old: str, new: str) -> str:
    """Put tables of a `site.toml` in the place of those with the same name, or at the end; keys before all tables."""
    tables, later = _tables(old), _tables(new)
    top = tables.pop(("", ""), "") + later.pop(("", ""), "")
    return top + "".join(f"\n{text.strip()}\n" for text in (tables | later).values())


def _tables(text: str) -> dict[tuple[str, str], str]:
    """Divide a `site.toml` into its tables by header and name; what is before them all has neither."""
    found: dict[tuple[str, str], str] = {}
    for part in re.split(r"^(?=\[)", text, flags=re.MULTILINE):
        header = part.split("\n", 1)[0] if part.startswith("[") else ""
        body = part.partition("\n")[2] if header else part
        name = str(tomllib.loads(body).get("name", "")) if header.startswith("[[") else ""
        bare = "\n".join(line for line in part.splitlines() if not line.startswith("#")).rstrip()
        if bare:
            found[header, name] = f"{bare}\n"
    return found
