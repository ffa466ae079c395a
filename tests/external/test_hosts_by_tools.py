"""The hosts' own tools read `_redirects` and `_headers` as `tests/external/hosts.py` does: Cloudflare's runtime for
Pages answers the whole table, Netlify's engine finds the rules and headers.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.external.hosts import Answer, Cloudflare, Netlify
from tests.external.judges import judge
from tests.external.servers import Client, free_port, running
from tests.external.table import TABLE, site_with_files

pytestmark = [pytest.mark.external, pytest.mark.slow, pytest.mark.xdist_group("hosts-tools")]

COMPATIBLE: Final = "2026-04-01"
"""No younger than the runtime that the tool brings."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cloudflare, Client]]:
    """Cloudflare's runtime for Pages, with the output folder of the table's site."""
    folder, port = tmp_path_factory.mktemp("pages"), free_port()
    public = site_with_files(folder / "site", "cloudflare").public
    command = [str(judge("wrangler") / ".bin" / "wrangler"), "pages", "dev", str(public), "--ip", "127.0.0.1"]
    command += ["--port", str(port), "--compatibility-date", COMPATIBLE]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WRANGLER_SEND_METRICS", "false")
        patch.setenv("CI", "1")
        with running("wrangler", command, folder, port):
            client = Client(port)
            yield Cloudflare(public), client
            client.close()


def test_cloudflare_answers_by_the_table(pages: tuple[Cloudflare, Client]) -> None:
    host, client = pages
    for path in TABLE:
        wanted, got = host.get(path), client.get(path, accept_encoding="identity")
        assert (got.status, got.headers.get("location", "")) == (wanted.status, wanted.location), path
        if wanted.output:
            assert got.body == (host.public / wanted.output).read_bytes(), path
        assert {key: got.headers.get(key) for key in wanted.headers} == wanted.headers, path


def test_netlify_finds_rules_and_headers(tmp_path: Path) -> None:
    public = site_with_files(tmp_path / "site", "netlify").public
    packages = [judge(name) / name for name in ("@netlify/redirects", "@netlify/headers")]
    done = subprocess.run(
        ["node", Path(__file__).with_name("netlify.mjs"), *packages, public],
        input="".join(f"{path}\n" for path in TABLE),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    host = Netlify(public)
    for path, line in zip(TABLE, done.stdout.splitlines(), strict=True):
        rule, headers = json.loads(line)
        bare, _, query = path.partition("?")
        wanted = host.redirected(bare, query)
        if wanted and wanted.output:  # documented as 404; the engine names the status of the rule
            wanted = Answer(410, location="/404.html" + {"": "", "x": "?x="}.get(query, f"?{query}"))
        assert rule == (wanted and [wanted.status, wanted.location, True]), path
        assert {key.lower(): value for key, value in headers.items()} == host.headers(bare), path
