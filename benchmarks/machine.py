"""What the benchmark ran on, for the record. Reads the system; Linux."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.tools import ROOT


def processor() -> str:
    """The processor's name."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return " ".join(line.partition(":")[2].split())
    return platform.machine()


def memory() -> int:
    """All of the memory, in bytes."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def commit() -> str:
    """The commit of this checkout, with `+` if its code is not what was committed; "" outside a repository."""
    found = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if found.returncode:
        return ""
    state = subprocess.run(["git", "diff", "--quiet", "HEAD", "--", "ssg", "templates"], cwd=ROOT, check=False)
    return found.stdout.strip() + ("+" if state.returncode else "")


def describe(versions: Mapping[str, str], load: tuple[float, float]) -> str:
    """Lines of a list: when, where, what. `load` is the load average before and after."""
    at = f" (commit {commit()})" if commit() else ""
    lines = [
        f"- {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores ({processor()}), {memory() / 1e9:.0f} GB, "
        f"Linux {platform.release()}, Python {platform.python_version()}",
        "- " + ", ".join(f"{name} {version}" for name, version in versions.items()) + at,
        f"- load average {load[0]:.1f} before the run, {load[1]:.1f} after it (the run itself is one or two of it)",
    ]
    return "\n".join(lines)
