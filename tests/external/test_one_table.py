"""One table of requests, answered alike by nginx, Apache and Caddy: status, body, and all headers that matter."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import TinySite
from tests.external.servers import Answer, Client, serve
from tests.external.table import ALWAYS, LASTING, TABLE, A, Expected, page, site_with_files

pytestmark = [pytest.mark.external, pytest.mark.slow, pytest.mark.xdist_group("servers-table")]

KINDS: Final = ("nginx", "apache", "caddy")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    return site_with_files(tmp_path_factory.mktemp("table") / "site", *KINDS)


@pytest.fixture(scope="module")
def clients(tiny: TinySite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Client]]:
    with ExitStack() as stack:
        yield {
            kind: stack.enter_context(
                serve(kind, tiny.public, tiny.root / "public-deploy", tmp_path_factory.mktemp(kind) / "run")
            )
            for kind in KINDS
        }


def faults(answer: Answer, expected: Expected, public: Path) -> Iterator[str]:
    """Yield how an answer differs from what is expected."""
    headers = answer.headers
    if answer.status != expected.status:
        yield f"status {answer.status}"
        return
    if expected.status in (301, 302, 307, 308):
        location = re.sub(r"^http://(127\.0\.0\.1|localhost)(:\d+)?", "", headers["location"])
        if location != expected.what:
            yield f"leads to {location}"
    else:
        wanted = (public / expected.what).read_bytes()
        body = gzip.decompress(answer.body) if headers.get("content-encoding") == "gzip" else answer.body
        if body != wanted:
            yield f"body {body[:40]!r}"
        if expected.kind and headers.get("content-type", "").lower() != expected.kind:
            yield f"type {headers.get('content-type')}"
        if ("content-encoding" in headers) != expected.packed:
            yield f"encoding {headers.get('content-encoding')}"
    if headers.get("cache-control") != expected.cache:
        yield f"caching {headers.get('cache-control')}"
    if headers.get("x-robots-tag", "") != expected.robots:
        yield f"robots {headers.get('x-robots-tag')}"
    for name, value in ALWAYS.items():
        if name not in headers or value not in (None, headers[name]):
            yield f"{name}: {headers.get(name)}"


def test_all_servers_answer_by_the_table(clients: dict[str, Client], tiny: TinySite) -> None:
    (css,) = (path for path in tiny.tree() if re.fullmatch(r"assets/css/site\.[0-9a-f]{8}\.css", path))
    block = next(path for path in tiny.tree() if path.startswith("_blocks/") and path.endswith(".html"))
    table = TABLE | {
        f"/{css}": page(css, cache=LASTING, kind="text/css; charset=utf-8"),
        f"/{css}?v=1": page(css, cache=LASTING, kind="text/css; charset=utf-8"),
        f"/{block}": page(block, robots="noindex"),
    }
    found = [
        f"{kind} {path}: {fault}"
        for path, expected in table.items()
        for kind, client in clients.items()
        for fault in faults(client.get(path), expected, tiny.public)
    ]
    assert not found, "\n".join(found)


def test_compressed_copies(clients: dict[str, Client], tiny: TinySite) -> None:
    found = []
    for kind, client in clients.items():
        for path, output in ((A, f"{A[1:]}index.html"), ("/feed.xml", "feed.xml")):
            answer = client.get(path, Accept_Encoding="gzip")
            expected = page(output, kind="", packed=True)
            found += [f"{kind} {path}: {fault}" for fault in faults(answer, expected, tiny.public)]
            if "accept-encoding" not in answer.headers.get("vary", "").lower():
                found.append(f"{kind} {path}: no vary")
    assert not found, "\n".join(found)


def test_the_policy_is_the_same_everywhere(clients: dict[str, Client]) -> None:
    for name in ("content-security-policy", "permissions-policy"):
        assert len({client.get(path).headers[name] for client in clients.values() for path in (A, "/khong/")}) == 1


def test_other_methods(clients: dict[str, Client]) -> None:
    for kind, client in clients.items():
        answers = {path: client.head(path) for path in (A, "/khong/", "/r301/", "/r410/")}
        assert [answer.status for answer in answers.values()] == [200, 404, 301, 410], kind
        assert not any(answer.body for answer in answers.values()), kind
