"""Finds outputs with the same path, on any file system that the site may be copied to. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from ssg.core.errors import Diagnostic, error
from ssg.core.message import Message, both, say
from ssg.core.text.paths import clash_key
from ssg.index.model import Claim
from ssg.index.places import CONTENT


class Clashes(NamedTuple):
    """Diagnostics of clashes, and separately those with aliases only: the site can omit those `left_out`."""

    diagnostics: tuple[Diagnostic, ...]
    aliases: tuple[Diagnostic, ...]
    left_out: tuple[Claim, ...]


def clashing(outputs: Collection[str]) -> bool:
    """Return whether there is any clash, without diagnostics: a twentieth of the work."""
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


def find_clashes(claims: Iterable[Claim]) -> Clashes:
    """Report all owners of one path (ignoring case and Unicode form), and files that are folders of others.

    Claims that no article decides come first in the diagnostics, then articles in the order of the claims, then
    aliases.
    """
    owners: dict[str, list[Claim]] = {}
    for claim in claims:
        owners.setdefault(clash_key(claim.output), []).append(claim)
    said: list[Diagnostic] = []
    aliases: list[Diagnostic] = []
    left_out: list[Claim] = []
    for found in owners.values():
        if len(found) > 1:
            found.sort(key=_rank)
            solid = [claim for claim in found if not claim.alias]
            if len(solid) > 1:
                said.append(_same(solid))
            if light := [claim for claim in found[1:] if claim.alias]:
                aliases.append(_same([found[0], *light]))
                left_out += light
    for key, found in owners.items():
        cut = key.find("/")
        while cut != -1:
            if (folder := owners.get(key[:cut])) is not None:
                pair = [claim for claim in (folder[0], found[0]) if claim.alias]
                (aliases if pair else said).append(_file_and_folder(folder[0], found[0]))
                left_out += pair[-1:]
            cut = key.find("/", cut + 1)
    return Clashes(tuple(said), tuple(aliases), tuple(left_out))


def _rank(claim: Claim) -> int:
    return 2 if claim.alias else int(claim.place.path.startswith(f"{CONTENT}/"))


def _same(found: list[Claim]) -> Diagnostic:
    first, *rest = found
    names = both(claim.owner for claim in found)
    hint = _another(first) or say("give one of them a different `slug`, or remove the alias")
    also = tuple(place for claim in rest for place in (claim.place, *claim.also))
    return error(
        "E401",
        say("duplicate output path /{output}: {names}", output=first.output, names=names),
        first.place,
        hint,
        also,
    )


def _file_and_folder(file: Claim, inside: Claim) -> Diagnostic:
    message = say(
        "/{output} of {owner} is also the folder of /{output2} of {owner2}",
        output=file.output,
        owner=file.owner,
        output2=inside.output,
        owner2=inside.owner,
    )
    also = (inside.place, *inside.also)
    hint = _another(file) or say("give one of them a different `slug` or path")
    return error("E401", message, file.place, hint, also)


def _another(claim: Claim) -> Message | None:
    """Return how to settle a clash where `site.toml` says the path of the first that claims it."""
    return say("choose another `{key}`", key=claim.key) if claim.key else None
