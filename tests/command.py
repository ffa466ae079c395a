"""`ssg(…)`: the command in a process of its own, as a user or a script calls it.

One server a run of tests has imported the code and built a site, and forks for each call: that saves half a second a
call. A call that sets variables of the environment that Python itself may read gets a fresh interpreter.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent

_SERVER = """
import gc, importlib, json, os, pkgutil, sys, tempfile, time, traceback
from datetime import datetime, timezone
from pathlib import Path
import ssg.cli.app, ssg.importing
for package in ssg.cli, ssg.importing:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)
from ssg.build import build
from ssg.request import Choice, Request
from ssg.work import Work
with tempfile.TemporaryDirectory() as folder:
    (root := Path(folder), (root / "content").mkdir())
    (root / "site.toml").write_text('title = "B"\\nbase_url = "https://b.example"')
    (root / "content/a.md").write_text("---\\ntitle: A\\ndate: 2026-11-20\\ncategory: B\\n---\\nx")
    assert ssg.cli.app.run(["build", "-q", "-C", folder]) == 0
    build(Request(root, None, Choice(datetime(2026, 11, 24, tzinfo=timezone.utc))), Work())
gc.collect()
gc.freeze()
clock = time.time_ns
for line in sys.stdin:
    call = json.loads(line)
    child = os.fork()
    if not child:
        try:
            os.environ.clear()
            os.environ.update(call["environment"])
            os.chdir(call["folder"])
            os.umask(call["umask"])
            time.time_ns = lambda: clock() + call["ahead"] * 1_000_000_000
            for number, name in enumerate((os.devnull, call["out"], call["err"])):
                opened = os.open(name, os.O_WRONLY | os.O_TRUNC if number else os.O_RDONLY) if name else os.dup(1)
                os.dup2(opened, number)
                os.close(opened)
            sys.stdin = open(0, encoding="utf-8", closefd=False)
            sys.argv = ["ssg", *call["arguments"]]
            ssg.cli.main()
        except SystemExit as left:
            sys.stdout.flush()
            os._exit(left.code or 0)
        except BaseException:
            traceback.print_exc()
            sys.stderr.flush()
        os._exit(1)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


AGED = 3
"""Seconds ahead at which a file that was written just now is not too young for its time to prove anything."""


OBEYED_LATER = {"SSG_LANG", "SSG_LOG", "SOURCE_DATE_EPOCH", "NO_COLOR"}
"""Variables that nothing reads before a command begins."""


def ssg(
    *arguments: str | Path, cwd: Path | None = None, ahead: int = 0, joined: bool = False, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `ssg` with these arguments and more variables of the environment, its clock some seconds ahead.

    `joined`: errors are printed to the standard output.
    """
    given = [str(one) for one in arguments]
    errors = subprocess.STDOUT if joined else subprocess.PIPE
    env = _environment() | environment
    if not environment.keys() <= OBEYED_LATER or not hasattr(os, "fork"):
        assert not ahead
        command = [sys.executable, "-W", "error", "-m", "ssg", *given]
        return subprocess.run(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, cwd=cwd, env=env, check=False, encoding="utf-8"
        )
    server = _server()
    assert server.stdin is not None
    assert server.stdout is not None
    with tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as err:
        call = {"arguments": given, "environment": env, "folder": str(cwd or Path.cwd()), "ahead": ahead}
        os.umask(umask := os.umask(0))  # which can only be read by setting it
        call |= {"umask": umask, "out": out.name, "err": "" if joined else err.name}
        server.stdin.write(json.dumps(call) + "\n")
        server.stdin.flush()
        status = int(server.stdout.readline())
        return subprocess.CompletedProcess(given, status, out.read().decode(), err.read().decode())


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


@cache
def _server() -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-c", _SERVER]
    server = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=_environment()
    )

    def end() -> None:
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.close()
        server.wait()
        server.stdout.close()

    atexit.register(end)
    return server
