"""What every kind of target can do, and how it says that it cannot. Types only."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from ssg.core.config import TargetConfig
from ssg.core.errors import Place, SiteProblem, error
from ssg.core.message import NOTHING, Message
from ssg.deploy.objects import Upload


class Found(NamedTuple):
    """A file of a target, and its version, by which it is replaced only if it is still the same."""

    data: bytes
    version: str


class Superseded(Exception):
    """Raised by `swap` if the file is of another version."""


class OutputChanged(Exception):
    """Raised by a reader of output files if one is not what was planned: a build has published meanwhile."""


class Target(Protocol):
    """A place that holds the site. Paths are those of output files. Every method raises SiteProblem if it fails."""

    def read(self, path: str) -> Found | None:
        """Return a file; None if it is missing."""

    def swap(self, path: str, data: bytes, version: str | None) -> str:
        """Replace a file that is of a version (None: missing) and return its new version. Raises Superseded."""

    def write(self, path: str, data: bytes) -> None:
        """Write a file whose name nobody else uses."""

    def send(self, uploads: Sequence[Upload], read: Callable[[Upload], bytes]) -> None:
        """Write files, in any order; each is whole or as before at every moment."""

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files, in any order. Missing ones are removed already."""

    def paths(self) -> Iterator[str]:
        """Yield the paths of all files. Only for a target whose manifest is missing."""

    def close(self) -> None:
        """Release what the target holds."""


class Request(NamedTuple):
    """What a target is opened with: its configuration, the output folder, the environment, seconds to retry for."""

    config: TargetConfig
    output: Path
    environment: Mapping[str, str]
    patience: float = 60.0


class TargetKind(NamedTuple):
    """A kind of target: the schemes of its addresses, whether it stores headers, what opens it.

    `atomic`: two deploys at once cannot both replace the manifest. `close`d by the caller.
    """

    schemes: tuple[str, ...]
    bucket: bool
    atomic: bool
    connect: Callable[[Request], Target]


def problem(url: str, message: Message, hint: Message = NOTHING, code: str = "E782") -> SiteProblem:
    """Return the exception for a target that cannot be used."""
    return SiteProblem(error(code, message, Place(url), hint))
