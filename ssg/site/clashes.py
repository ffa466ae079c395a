"""No two things may want one output path, on any file system that the site may be copied to. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ssg.core.errors import Diagnostic, error
from ssg.core.text.paths import clash_key
from ssg.site.model import Claim


def clashing(outputs: Collection[str]) -> bool:
    """Say whether anything clashes at all, without saying what: a twentieth of the work."""
    keys = {output if output.isascii() and output == output.lower() else clash_key(output) for output in outputs}
    if len(keys) < len(outputs):
        return True
    folders = {key.rpartition("/")[0] for key in keys}
    for folder in tuple(folders):
        above = folder.rpartition("/")[0]
        while above and above not in folders:
            folders.add(above)
            above = above.rpartition("/")[0]
    return not keys.isdisjoint(folders)


def find_clashes(claims: Iterable[Claim]) -> tuple[Diagnostic, ...]:
    """Name all owners of one path (case and Unicode form do not count), and files that are others' folders."""
    owners: dict[str, list[Claim]] = {}
    for claim in claims:
        owners.setdefault(clash_key(claim.output), []).append(claim)
    said = [_same(found) for found in owners.values() if len(found) > 1]
    for key, found in owners.items():
        cut = key.find("/")
        while cut != -1:
            if (folder := owners.get(key[:cut])) is not None:
                said.append(_file_and_folder(folder[0], found[0]))
            cut = key.find("/", cut + 1)
    return tuple(said)


def _same(found: list[Claim]) -> Diagnostic:
    first, *rest = found
    names = " and ".join(claim.owner for claim in found)
    hint = "Give one of them another `slug` (or remove the alias)."
    return error(
        "E401", f"these want the same place, /{first.output}: {names}", first.place, hint, tuple(c.place for c in rest)
    )


def _file_and_folder(file: Claim, inside: Claim) -> Diagnostic:
    message = f"/{file.output} of {file.owner} would be a file and the folder of /{inside.output} of {inside.owner}"
    return error("E401", message, file.place, "Give one of them another `slug` or path.", (inside.place,))
