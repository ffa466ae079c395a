"""Watches a site's files with watchfiles, and tells which names have changed. The only place that imports it.

Folders are watched, with all that is in them, and the site's own folder by itself: what else lies there (`public/`,
`.git`, `node_modules`) may be large and is none of our business.
"""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from watchfiles import watch

from ssg.content.data import DATA
from ssg.core.message import Message, say
from ssg.inputs import CONTENT, STATIC
from ssg.store.open import real

FOLDERS = (CONTENT, "templates", DATA, STATIC)
_BESIDE = (".toml", ".csv", ".txt")  # `site.toml`, and the redirect table that it may name
_THEMES = "themes"  # what is told to have changed before it is known what has
_STEP_MS = 8  # quiet for so long, and what has changed is told
_MOST_MS = 400  # told even if it is never quiet: whoever is told waits for the end of a storm
_WAKE_MS = 400  # how often we look whether to stop
_LIMITS = (errno.ENOSPC, errno.EMFILE, errno.ENFILE)
_SLOW_MS = 300  # between two looks where the system tells nothing


class Watcher:
    """Tells `changed` the names of changed files and folders, relative to the site, from threads of its own.

    `trouble` is called with a sentence if the system cannot watch so many folders; then they are looked at in turn.
    `table` returns the path of the redirect table as `site.toml` names it now (empty: none), `themes` the folders of
    the themes that it extends, there or not.
    """

    def __init__(
        self,
        root: Path,
        changed: Callable[[set[str]], None],
        trouble: Callable[[Message], None],
        table: Callable[[], str] = lambda: "",
        themes: Callable[[], tuple[Path, ...]] = tuple,
        *,
        poll: bool = False,
    ) -> None:
        """Prepare to watch the site at `root`. `poll`: the system does not tell of changes, as on network disks."""
        self._root = real(root)
        self._changed = changed
        self._trouble = trouble
        self._table = table
        self._themes = themes
        self._over = threading.Event()
        self._again = threading.Event()
        self._slow = poll
        self._denied = False  # watchfiles that ignores folders which it may not read ignores the limit of watches, too
        loops = (self._top, self._below, self._aside, self._extended)
        self._threads = [threading.Thread(target=loop, daemon=True) for loop in loops]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Notify the threads to end."""
        self._over.set()
        self._again.set()

    def stop(self) -> None:
        """End, within a moment, whether it has begun or not."""
        self.end()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(2)

    def _top(self) -> None:
        """Watch the site's own folder: `site.toml`, and whether folders come, go or are replaced."""
        while not self._over.is_set():
            for names in self._watch([self._root], self._over, recursive=False):
                tops = {name for name in names if name in FOLDERS or name.endswith(_BESIDE)}
                if tops & set(FOLDERS):
                    self._again.set()  # what is watched may be another folder of the same name
                if tops:
                    self._changed(tops)

    def _below(self) -> None:
        """Watch the folders with all that is in them; begin again where one of them is not the same any more."""
        while not self._over.is_set():
            self._again.clear()
            folders = [folder for name in FOLDERS if (folder := self._root / name).is_dir()]
            if not folders:
                self._again.wait(1)
                continue
            began = False
            for names in self._watch(folders, self._again, recursive=True):
                if not began:  # something may have changed while nobody watched
                    self._changed(set(FOLDERS))
                    began = True
                if names:
                    self._changed(names)

    def _aside(self) -> None:
        """Watch the folder of the redirect table, where that is one that nobody else watches."""
        while not self._over.is_set():
            table = self._table()
            folder = (self._root / table).parent
            if not table or not self._is_alone(folder):
                self._over.wait(_WAKE_MS / 1000)
                continue
            began = False
            for names in self._watch([folder], self._over, recursive=False):
                if table in names or not began:
                    self._changed({table})
                    began = True
                if self._table() != table or not folder.is_dir():
                    break

    def _extended(self) -> None:
        """Watch the folders of themes, wherever they lie, but for those that are watched already."""
        while not self._over.is_set():
            named = self._themes()
            folders = [folder for folder in named if folder.is_dir() and not self._is_within(folder)]
            if not folders:
                self._over.wait(_WAKE_MS / 1000)
                continue
            began = False
            for names in self._watch(folders, self._over, recursive=True):
                if names or not began:  # something may have changed while nobody watched
                    self._changed(names or {_THEMES})
                    began = True
                if self._themes() != named or not all(folder.is_dir() for folder in folders):
                    break

    def _is_within(self, folder: Path) -> bool:
        """Return whether a folder lies in one that is watched anyhow."""
        inside = real(folder)
        return inside.is_relative_to(self._root) and inside.relative_to(self._root).parts[:1] in [
            (name,) for name in FOLDERS
        ]

    def _is_alone(self, folder: Path) -> bool:
        if not folder.is_dir() or not real(folder).is_relative_to(self._root):
            return False
        inside = real(folder).relative_to(self._root).parts
        return bool(inside) and inside[0] not in FOLDERS

    def _watch(self, folders: list[Path], stop: threading.Event, *, recursive: bool) -> Iterator[set[str]]:
        """Yield names that change, burst by burst, until `stop` is set; an empty set tells that we are watching."""
        while not stop.is_set():
            try:
                for changes in watch(
                    *folders,
                    watch_filter=None,
                    debounce=_MOST_MS,
                    step=_STEP_MS,
                    stop_event=stop,
                    rust_timeout=_WAKE_MS,
                    yield_on_timeout=True,
                    raise_interrupt=False,
                    force_polling=True if self._slow else None,
                    poll_delay_ms=_SLOW_MS,
                    recursive=recursive,
                    ignore_permission_denied=self._denied,
                ):
                    yield {self._relative(path) for _, path in changes} - {""}
            except (OSError, RuntimeError) as problem:  # the latter is watchfiles' own
                if self._slow:
                    stop.wait(1)  # a folder that went away this moment
                    yield set(FOLDERS)
                elif not self._denied and (isinstance(problem, PermissionError) or "ermission denied" in str(problem)):
                    self._denied = True
                elif _is_limit(problem):
                    self._slow = True
                    self._trouble(
                        say(
                            "the system cannot watch so many folders; polling instead, which is slower "
                            "(on Linux, raise fs.inotify.max_user_watches)"
                        )
                    )
                else:
                    stop.wait(0.2)
                    if any(not folder.is_dir() for folder in folders):
                        return

    def _relative(self, path: str) -> str:
        try:
            return Path(path).relative_to(self._root).as_posix()
        except ValueError:  # of a theme that lies elsewhere
            return Path(os.path.relpath(path, self._root)).as_posix()


def _is_limit(problem: Exception) -> bool:
    """Return whether the system has run out of watches, rather than the folder having gone.

    watchfiles has the number of some errors in its words only: of too many watchers of one user, for example.
    """
    said = str(problem)
    return (
        getattr(problem, "errno", None) in _LIMITS or "limit" in said or any(f"os error {n})" in said for n in _LIMITS)
    )
