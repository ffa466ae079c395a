"""`TARGET_KINDS`: every kind of place that `ssg deploy` brings a site to. A new one is a module and a line here."""

from __future__ import annotations

from ssg.deploy.targets import buckets, folder, rsync
from ssg.deploy.targets.model import Request, Target, TargetKind

__all__ = ["TARGET_KINDS", "Request", "Target", "TargetKind", "kind_of"]

TARGET_KINDS: tuple[TargetKind, ...] = (
    TargetKind(("s3", "gs", "az"), bucket=True, atomic=True, connect=buckets.open_bucket),
    TargetKind(("file",), bucket=False, atomic=True, connect=folder.open_folder),
    TargetKind(("rsync", "ssh"), bucket=False, atomic=False, connect=rsync.open_server),
)
"""The schemes are those of `SCHEMES` in `ssg/core/config/target.py`."""


def kind_of(url: str) -> TargetKind:
    """Return the kind of an address that `site.toml` allows."""
    scheme = url.partition(":")[0]
    return next(kind for kind in TARGET_KINDS if scheme in kind.schemes)
