"""The workflow files of `docs/ci/`: valid by their schemas, and each step run as it is written, on a tiny site."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.conftest import article_file, parse_tree

FOLDER = Path(__file__).parent.parent / "docs/ci"
FILES = sorted(FOLDER.glob("*.yml"))
GOOD = article_file("tin/a.md", title="Bài A", date="2026-11-20", summary="Tóm tắt.") + article_file(
    "tin/mai.md", title="Bài mai", date="2026-11-25"
)
CONFIG = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[deploy.targets.production]
url = "file://{www}"
"""
TODAY, TOMORROW = "1795500000", "1795600000"  # 24 and 25 November 2026, in the afternoon


def test_there_is_a_file_for_each_forge() -> None:
    assert [file.stem for file in FILES] == ["forgejo", "github", "gitlab"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_is_valid_by_its_schema(file: Path) -> None:
    schema = ("vendor.gitlab-ci", "--data-transform", "gitlab-ci") if file.stem == "gitlab" else SCHEMA_OF_GITHUB
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", *schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


SCHEMA_OF_GITHUB = ("vendor.github-workflows",)


class Job(NamedTuple):
    """Scripts that are run one after another, with variables; and the statuses that are no failure but a warning."""

    scripts: tuple[str, ...]
    variables: dict[str, str]
    warnings: tuple[int, ...] = ()


def jobs(file: Path) -> dict[str, Job]:
    """Give the jobs of a workflow."""
    told: dict[Any, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return dict(_of_gitlab(told) if file.stem == "gitlab" else _of_github(told))


def _of_github(told: dict[Any, Any]) -> Iterator[tuple[str, Job]]:
    for name, job in told["jobs"].items():
        scripts = tuple(step["run"] for step in job["steps"] if "run" in step)
        yield name, Job(scripts, _plain(told["env"] | job.get("env", {})))


def _of_gitlab(told: dict[Any, Any]) -> Iterator[tuple[str, Job]]:
    for name in ("check", "publish", "scheduled"):
        own = told[name]
        job = told.get(own.get("extends"), {}) | own
        # A runner has one shell for all lines.
        script = "\n".join((*job.get("before_script", ()), *job["script"]))
        warnings = tuple(job.get("allow_failure", {}).get("exit_codes", ()))
        yield name, Job((script,), _plain(told["variables"] | job.get("variables", {})), warnings)


def _plain(variables: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in variables.items() if "${{" not in value and "$CI" not in value}


class Runner:
    """Runs jobs: each in a fresh checkout, with `pip` and `ssg` that are here, and folders in place of buckets."""

    def __init__(self, file: Path, folder: Path) -> None:
        self.jobs, self.folder, self.www = jobs(file), folder, folder / "www"
        self.files = parse_tree(CONFIG.format(www=self.www) + GOOD) | {"tools/toasoan-1-py3-none-any.whl": ""}
        self.checkouts = 0
        programs = folder / "bin"
        programs.mkdir(parents=True)
        self._program("ssg", f'exec "{sys.executable}" -m ssg "$@"')
        self._program("pip", f'echo "$@" >> "{folder}/pip.log"')

    def _program(self, name: str, line: str) -> None:
        (self.folder / "bin" / name).write_text(f"#!/bin/sh\n{line}\n")
        (self.folder / "bin" / name).chmod(0o755)

    def run(self, name: str, now: str = TODAY) -> tuple[int, str]:
        """Run a job; give its status and what it printed. `self.report` is that of the build."""
        self.checkouts += 1
        here, job = self.folder / f"checkout{self.checkouts}", self.jobs[name]
        for path, text in self.files.items():
            (here / path).parent.mkdir(parents=True, exist_ok=True)
            (here / path).write_text(text, encoding="utf-8")
        paths = {"PATH": f"{self.folder}/bin:{os.environ['PATH']}", "PYTHONPATH": str(FOLDER.parent.parent)}
        given = {"SSG_CACHE": str(self.folder / "cache"), "SOURCE_DATE_EPOCH": now}
        printed, status = "", 0
        for script in job.scripts:
            command = ["bash", "-e", "-o", "pipefail", "-c", script]
            env = {**os.environ, **job.variables, **paths, **given}
            done = subprocess.run(command, cwd=here, env=env, capture_output=True, text=True, check=False)
            printed, status = printed + done.stdout + done.stderr, done.returncode
            if status:
                break
        report = here / "report.json"
        self.report: dict[str, Any] = json.loads(report.read_text(encoding="utf-8")) if report.exists() else {}
        shutil.rmtree(here)
        return status, printed


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_week_of_a_newspaper(file: Path, tmp_path: Path) -> None:
    runner = Runner(file, tmp_path)
    article = runner.www / "tin/2026/11/bai-a/index.html"

    status, said = runner.run("check")
    assert status == 0, said
    assert not runner.www.exists()

    status, said = runner.run("publish")
    assert status == 0, said
    assert "nothing to pull: nobody has pushed this site yet" in said
    assert article.is_file()

    runner.files["content/tin/a.md"] = runner.files["content/tin/a.md"].replace("Văn bản.", "Văn bản!")
    status, said = runner.run("publish")
    assert status == 0, said
    assert "pulled" in said
    assert [path for path in runner.report["written"] if path.endswith("/index.html")] == [
        "tin/2026/11/bai-a/index.html"
    ]
    assert "Văn bản!" in article.read_text(encoding="utf-8")

    runner.files["content/tin/hong.md"] = "---\ntitle: Bài hỏng\ndate: hôm nào đó\n---\nx\n"
    status, said = runner.run("check")
    assert status == 1
    assert ("::error file=content/tin/hong.md" if file.stem == "github" else "error[") in said

    status, said = runner.run("scheduled", TOMORROW)
    assert status in (0, *runner.jobs["scheduled"].warnings), said
    assert runner.report["outcome"] == "published_with_held"
    assert "published, with articles held back" in said
    assert (runner.www / "tin/2026/11/bai-mai/index.html").is_file()

    runner.files["site.toml"] = "title ="
    status, said = runner.run("publish", TOMORROW)
    assert status == 1, said
    assert article.is_file()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_job_gets_ssg_and_uses_it(file: Path) -> None:
    for name, job in jobs(file).items():
        text = "\n".join(job.scripts)
        assert re.search(r"^pip install -c tools/constraints\.txt ", text, re.MULTILINE), name
        assert ("--if-due" in text + job.variables.get("IF_DUE", "")) == (name == "scheduled")
        assert ("ssg deploy" in text) == (name != "check")
