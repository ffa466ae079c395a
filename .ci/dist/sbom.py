"""A bill of materials (CycloneDX) of the wheels in `ssg.pyz`: names, versions, licences, digests, what needs what."""

from __future__ import annotations

import hashlib
import zipfile
from datetime import UTC, datetime
from email.message import Message
from email.parser import Parser
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def sbom_of(folder: Path, main: str, when: int) -> str:
    """Return the JSON for the wheels in a folder, of which `main` is ours, dated `when` (seconds since 1970)."""
    wheels = {file.name: _metadata(file) for file in sorted(folder.glob("*.whl"))}
    parts = {_name(told): _component(folder / file, told, ours=file == main) for file, told in wheels.items()}
    ours = parts[_name(wheels[main])]
    bom = Bom(components=[part for part in parts.values() if part is not ours])
    bom.metadata.timestamp = datetime.fromtimestamp(when, UTC)
    bom.metadata.component = ours
    digests = "".join(hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in wheels)
    bom.serial_number = uuid5(NAMESPACE_URL, digests)
    for told in wheels.values():
        bom.register_dependency(parts[_name(told)], [parts[name] for name in _needs(told) if name in parts])
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as opened:
        name = next(name for name in opened.namelist() if name.endswith(".dist-info/METADATA"))
        return Parser().parsestr(opened.read(name).decode("utf-8"))


def _name(told: Message) -> str:
    return canonicalize_name(str(told["Name"]))


def _needs(told: Message) -> list[str]:
    needed = [Requirement(line) for line in told.get_all("Requires-Dist", [])]
    return sorted(canonicalize_name(one.name) for one in needed if one.marker is None or one.marker.evaluate())


def _component(wheel: Path, told: Message, *, ours: bool) -> Component:
    name, version = _name(told), str(told["Version"])
    url = PackageURL("pypi", name=name, version=version)
    licence = str(told["License-Expression"] or told["License"] or "").strip().partition("\n")[0]
    return Component(
        name=name,
        version=version,
        type=ComponentType.APPLICATION if ours else ComponentType.LIBRARY,
        description=str(told["Summary"] or "") or None,
        purl=url,
        bom_ref=str(url),
        licenses=[DisjunctiveLicense(name=licence)] if licence else [],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=hashlib.sha256(wheel.read_bytes()).hexdigest())],
    )
