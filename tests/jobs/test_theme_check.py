"""A worker checks the theme while this process plans: what is found is the same, whatever becomes of the worker."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ssg.plan
from ssg.build import build
from ssg.cli.workers import workers
from ssg.steps.theme_check import check
from ssg.work import Work
from tests.conftest import TinySite
from tests.test_memory import literal

US = os.getpid()
FAULT = "-- templates/404.html --\n<h1>{{ page.titel|khong_co }}</h1>\n"


def elsewhere_only(*given: Any) -> bytes:
    assert os.getpid() != US
    return check(*given)


def here_only(*given: Any) -> bytes:
    if os.getpid() != US:
        os.kill(os.getpid(), signal.SIGKILL)
    return check(*given)


@pytest.mark.slow
@pytest.mark.parametrize("where", [elsewhere_only, here_only])
def test_a_worker_finds_what_this_process_finds(
    site: Callable[[str], TinySite], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: Callable[..., bytes]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "no" / "cache"))
    one, other = site(literal(4) + FAULT), site(literal(4) + FAULT)
    alone = build(one.request(), Work())
    monkeypatch.setattr(ssg.plan, "check", where)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "no" / "other"))
    together = build(other.request()._replace(workers=workers(2, "fork")), Work())
    assert "E6" in {d.code[:2] for d in alone.diagnostics}, alone.diagnostics
    assert together.diagnostics == alone.diagnostics
    assert together.published is alone.published is None
