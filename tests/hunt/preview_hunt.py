"""An editor who looks at a newsroom's site through a preview that goes on and on, with drafts and all.

After each step every page that the preview prints is the page of a build from nothing, and what it says is what a
preview says that has just begun.
"""

from __future__ import annotations

from typing import ClassVar

from ssg.request import Choice
from tests.hunt.comparing import clean_tree, differences, tree_of
from tests.hunt.office import Office
from tests.hunt.settings import Table
from tests.previewing import Looking

NOT_PRINTED = (".png", ".webp", ".jpg", ".ico")  # what is drawn or made of pictures takes as long as many pages


class PreviewHunt(Office):
    """A preview shows what a build with drafts, scheduled and expired articles would publish."""

    # Whoever has no address yet is shown at that of the preview itself, and copies for servers are not made.
    every = 1
    fixed: ClassVar[Table] = {"base_url": "https://example.vn", "compress": [], "deploy.files": []}

    def __init__(self) -> None:
        super().__init__()
        self.looking: Looking | None = None
        self.seen: dict[str, bytes] = {}

    def teardown(self) -> None:
        try:
            super().teardown()
        finally:
            if self.looking is not None:
                self.looking.close()

    def publish_it(self, *, broken: bool = False) -> None:
        files = tree_of(self.tiny.root)
        changed = [name for name, _ in files.items() ^ self.seen.items()]
        self.seen = files
        if self.looking is None:
            self.looking = Looking(self.tiny)
        elif changed:
            self.looking.tell(*changed)
        problems = self.looking.problems()
        if problems == ["content E718"]:  # many are gone at once: the editor means it, and does as the hint says
            self.looking.close()
            self.looking = Looking(self.tiny)
            problems = self.looking.problems()
        assert broken or not problems, problems

    def compare(self) -> None:
        assert self.looking is not None
        choice = Choice(self.tiny.now, drafts=True, future=True, expired=True)
        wanted = clean_tree(self.tiny.root, choice, self.folder / "clean")
        new = Looking(self.tiny)
        new.close()
        assert self.looking.diagnostics() == new.diagnostics()
        self.judge(differences(_printed(self.looking.everything(wanted)), _printed(wanted)))


def _printed(tree: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in tree.items() if not name.endswith(NOT_PRINTED)}
