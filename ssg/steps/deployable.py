"""What is deployed: the files that the last build published, if it ended well and they are as it left them.

Reads the state and the output folder; decides nothing about targets.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from ssg.core.config import TargetConfig
from ssg.core.digest import digest_bytes
from ssg.core.errors import Place, SiteProblem, error
from ssg.core.message import NOTHING, Message, many, say
from ssg.core.trace import BETWEEN
from ssg.deploy.objects import Source, Upload
from ssg.deploy.targets.model import OutputChanged
from ssg.request import MEMO, STATE
from ssg.steps.answered import answered_in
from ssg.store.last_build import OutputFile, last_build, output_files
from ssg.store.open import read_regular
from ssg.store.outputs import name_of
from ssg.store.seal import MemoryDamaged
from ssg.store.text_reader import TextReader


def deployable(root: Path, output: Path, target: TargetConfig) -> list[Source]:
    """Return the files of an output folder.

    Raises SiteProblem if the last build did not end well, is a preview build, or its files have changed since.
    """
    name = name_of(root, output)
    place = Place(os.path.relpath(output, root))
    build = last_build(root / STATE, name)
    again = say("run `ssg build`")
    if build is None or not (root / STATE / MEMO).is_file():
        raise _refused(place, say("no build of this folder is known"), again)
    if build.state == "begun":
        raise _refused(place, say("the last build was interrupted"), again)
    if build.state == "failed":
        raise _refused(
            place,
            say("the last build failed, and published nothing"),
            say("mend the errors that `ssg check` prints, and build"),
        )
    if build.preview and not target.staging:
        hint = say("build without `--drafts`, `--future` or `--staging`, or set `staging = true` for the target")
        raise _refused(place, say("preview or staging build"), hint)
    if target.staging and not build.preview:
        raise _refused(
            place,
            say("not a preview or staging build, as the target wants"),
            say("build with `--drafts` or `--staging`"),
        )
    try:
        files = list(output_files(root / STATE / MEMO, name))
    except MemoryDamaged as problem:
        raise _refused(place, say("build cache was corrupt"), again) from problem
    changed = [file.path for file in files if not _is_as_left(f"{output}/{file.path}", file)]
    if changed or not files:
        raise _refused(place, _changed(sorted(changed)), again)
    return [Source(file.path, _kind(file.identity), file.digest, file.size) for file in files]


def _changed(paths: list[str]) -> Message:
    if not paths:
        return say("the last build published nothing")
    first, n = paths[0], len(paths)
    return many(
        "{n:,} file is not as the build left it: {first}",
        "{n:,} files are not as the build left them, the first is {first}",
        n=n,
        first=first,
    )


def _kind(identity: str) -> str:
    """Return the kind of a page, the encoding of a compressed copy; empty for other files."""
    kind = identity.partition(BETWEEN)[0]
    return kind.partition(" ")[0]


def _is_as_left(path: str, file: OutputFile) -> bool:
    try:
        info = os.lstat(path)
        if not stat.S_ISREG(info.st_mode) or not file.digest:
            return False
        if (info.st_size, info.st_mtime_ns) == (file.size, file.mtime_ns):
            return True
        # Copied or restored: its bytes decide.
        return digest_bytes(read_regular(path, follow=False)) == file.digest
    except OSError:
        return False


def answered_outputs(root: Path, output: Path) -> Iterable[str]:
    """Return output paths of former articles that are redirected, withdrawn or expired."""
    try:
        return answered_in(TextReader(root / STATE / MEMO), name_of(root, output))
    except MemoryDamaged:
        return ()


def reader_of(output: Path, upload: Upload) -> bytes:
    """Return the bytes of an upload. Raises OutputChanged if they are not those that were planned."""
    try:
        data = read_regular(output / upload.source, follow=False)
    except OSError as problem:
        raise OutputChanged from problem
    if digest_bytes(data) != upload.digest:
        raise OutputChanged
    return data


def _refused(place: Place, message: Message, hint: Message = NOTHING) -> SiteProblem:
    said = say("nothing was deployed: {reason}", reason=message)
    return SiteProblem(error("E781", said, place, hint))
