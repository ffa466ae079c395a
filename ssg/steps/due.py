"""What the manifest of an output folder says of a build: whether one is due, and since when articles are held back.

`ssg build --if-due` asks this first. It reads no article and no published file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime

from ssg.core.errors import Diagnostic, Severity, SiteProblem
from ssg.inputs import CONTENT, Inputs
from ssg.request import STATE, Request
from ssg.steps.unchanged import is_young
from ssg.store.files import cannot_write
from ssg.store.manifest import Held, Manifest, manifest_file, read_manifest, write_manifest

_DISK = "E707"  # what cannot be written has nothing to do with an article


def last_publication(request: Request) -> Manifest | None:
    """Return the manifest of the output folder of a request."""
    if request.output is None:
        return None
    return read_manifest(manifest_file(request.root, request.root / STATE, request.output))


def is_due(request: Request, name: str, last: Manifest | None) -> bool:
    """Return whether a build may publish anything; `name` is that of its inputs (`unchanged.name_of`).

    It may not if the last build published the same inputs, with the same options and the same version of ssg, and since
    then no article has become public, expired or changed otherwise by time alone; nor has its output folder gone.
    """
    if last is None or not last.inputs or last.inputs != name or request.output is None or request.fresh:
        return True
    now = request.choice.now
    return now < last.now or (last.next_change is not None and last.next_change <= now) or not request.output.is_dir()


def name_to_keep(request: Request, inputs: Inputs, name: str) -> str:
    """Return the name of the inputs, or nothing if a file is too young for its time to prove anything later."""
    return "" if is_young(request, (*inputs.articles, *inputs.files.values(), *inputs.static)) else name


def note_publication(request: Request, manifest: Manifest) -> None:
    """Store what was published last.

    Raises SiteProblem if the disk refuses.
    """
    if request.output is None:
        return
    file = manifest_file(request.root, request.root / STATE, request.output)
    try:
        write_manifest(file, manifest)
    except OSError as problem:
        raise SiteProblem(cannot_write(file, problem)) from problem


def held_by(
    said: Iterable[Diagnostic],
    bad: AbstractSet[str],
    public: Collection[str],
    last: Manifest | None,
    now: datetime,
) -> tuple[Held, ...]:
    """Return the files with errors of a publication. `bad` are the articles that are held back, below `content/`.

    `public` are the articles that are published, in whatever version. A file that was held by the `last` publication
    has been so since then.
    """
    since = {one.file: one.since for one in last.held} if last else {}
    files = {d.place.path for d in said if d.severity is Severity.ERROR and d.code != _DISK}
    held = {f"{CONTENT}/{path}": path for path in bad}
    return tuple(
        Held(
            file,
            min(since.get(file, now), now),
            "degraded" if file not in held else "previous" if held[file] in public else "omitted",
        )
        for file in sorted(files | held.keys())
    )
