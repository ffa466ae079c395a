"""`site("…")`: a tiny site from one literal, to build, edit and look at, with the amount of work that it took."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from ssg.core.errors import SiteProblem
from ssg.work import Work

if TYPE_CHECKING:
    from ssg.build import Built
    from ssg.request import Request

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
CONFIG = 'title = "Báo Thử"\nbase_url = "https://example.vn"\n'


def parse_tree(literal: str) -> dict[str, str]:
    """Split `-- path --` sections into files; a site.toml is added where there is none."""
    files: dict[str, str] = {}
    name = ""
    for line in literal.splitlines(keepends=True):
        bare = line.rstrip("\n")
        if bare.startswith("-- ") and bare.endswith(" --"):
            name = bare[3:-3].strip()
            files[name] = ""
        elif name:
            files[name] += line
    return files


class TinySite:
    """A site in a temporary folder."""

    def __init__(self, root: Path, literal: str) -> None:
        self.root = root
        self.public = root / "public"
        self.work = Work()
        self.now = NOW
        root.mkdir(parents=True, exist_ok=True)
        for name, text in {"site.toml": CONFIG, **parse_tree(literal)}.items():
            self.write(name, text)

    def write(self, name: str, text: str | bytes) -> None:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new))

    def remove(self, name: str) -> None:
        (self.root / name).unlink()

    def request(self, *, output: Path | None = None, **options: bool) -> Request:
        from ssg.request import Choice, Request

        keep_going = options.pop("keep_going", False)
        return Request(self.root, output or self.public, Choice(self.now, **options), None, keep_going)

    def try_build(self, **options: Any) -> Built:
        """Build, whatever comes of it."""
        from ssg.build import build

        self.work = Work()
        return build(self.request(**options), self.work)

    def build(self, **options: bool) -> Built:
        """Build; an error is a failure of the test."""
        built = self.try_build(**options)
        assert built.published is not None, self.said(built)
        return built

    def said(self, built: Built | None = None, **options: bool) -> str:
        """Give all diagnostics as they are printed."""
        from ssg.cli.printing import describe, in_order

        try:
            diagnostics = (built or self.try_build(**options)).diagnostics
        except SiteProblem as problem:
            diagnostics = problem.diagnostics
        return "\n".join(describe(d, self.root) for d in in_order(diagnostics))

    def read(self, path: str) -> str:
        return (self.public / path).read_text(encoding="utf-8")

    def tree(self, root: Path | None = None) -> dict[str, bytes]:
        root = root or self.public
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}


@pytest.fixture
def site(tmp_path: Path) -> Callable[[str], TinySite]:
    numbers = itertools.count()
    return lambda literal: TinySite(tmp_path / f"site{next(numbers)}", literal)
