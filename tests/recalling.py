"""A build that starts from the plan of the last one, beside one of the same sources from nothing."""

from __future__ import annotations

import shutil

from ssg.build import Built, build
from ssg.index.losses import CODES
from ssg.jobs.workers import Workers
from ssg.work import Work
from tests.conftest import TinySite

LATER = 2**62  # the time of day at which every file is old enough for its time to prove something


def built_twice(tiny: TinySite, clock_ns: int = LATER, workers: Workers | None = None) -> tuple[Built, Built]:
    """Build, and build from nothing: files, diagnostics and counts are the same. Give both results."""
    found = build(tiny.request()._replace(clock_ns=clock_ns, workers=workers), Work())
    assert found.published is not None, tiny.said(found)
    clean = TinySite(tiny.root.with_name("clean"), "")
    shutil.rmtree(clean.root)
    shutil.copytree(tiny.root, clean.root, ignore=shutil.ignore_patterns(".ssg", "public"))
    clean.now = tiny.now
    other = build(clean.request()._replace(clock_ns=LATER), Work())
    assert tiny.tree() == clean.tree()
    said = found._replace(diagnostics=tuple(d for d in found.diagnostics if d.code not in CODES))
    assert tiny.said(said) == clean.said(other)
    for name in ("articles", "pages", "left_out", "next_change"):
        assert getattr(found.tally, name) == getattr(other.tally, name)
    shutil.rmtree(clean.root)
    return found, other
