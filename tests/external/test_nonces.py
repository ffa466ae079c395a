"""Nonces that real servers put into pages, and what csp_evaluator of Google says of the policies."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ssg.core.config import load_config
from ssg.core.third_parties import THIRD_PARTIES
from ssg.deploy.headers import policy
from ssg.deploy.script_policy import NONCE, with_digests
from tests.browser import parties
from tests.external.judges import judge
from tests.external.servers import Client, find, serve

pytestmark = pytest.mark.slow

HIGH = 10
JUDGE = """
import { createRequire } from "node:module";
const require = createRequire(process.argv[2] + "/");
const { CspEvaluator } = require("csp_evaluator/dist/evaluator.js");
const { CspParser } = require("csp_evaluator/dist/parser.js");
const policies = JSON.parse(process.argv[3]);
console.log(JSON.stringify(policies.map((text) => new CspEvaluator(new CspParser(text).csp).evaluate())));
"""


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def client(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    kind = str(request.param)
    find(kind, {"nginx": "nginx-light"}.get(kind, kind))
    folder = tmp_path_factory.mktemp(kind)
    tiny = parties.build(folder / "site", "nonce", f'["{kind}"]')
    with serve(kind, tiny.public, tiny.root / "public-deploy", folder / "run") as client:
        yield client


def nonces(client: Client, path: str) -> tuple[str, set[str], int]:
    """Return the nonce of the policy, those of the page, and the number of its scripts that are run."""
    answer = client.get(path, Accept_Encoding="identity")
    (header,) = re.findall(r"'nonce-([A-Za-z0-9+/_=-]+)'", answer.headers["content-security-policy"])
    text = answer.body.decode()
    scripts = re.findall(r"<script(?![^>]*ld\+json)[^>]*>", text)
    return header, set(re.findall(r"<script[^>]* nonce='([^']*)'", text)), len(scripts)


@pytest.mark.parametrize("path", ["/", "/tin/2026/11/bai-a/", "/khong-co/"])
def test_every_response_has_a_nonce_of_its_own(client: Client, path: str) -> None:
    seen = set()
    for _ in range(3):
        header, found, number = nonces(client, path)
        assert found == {header}
        assert number >= 3
        assert len(header) >= 32
        assert header != NONCE
        seen.add(header)
    assert len(seen) == 3


def test_no_cache_gives_one_to_several_readers(client: Client) -> None:
    for path in ("/", "/khong-co/"):
        assert client.get(path).headers["cache-control"] == "private, max-age=60"


def test_what_is_compressed_has_one_too(client: Client) -> None:
    answer = client.get("/", Accept_Encoding="gzip")
    (header,) = re.findall(r"'nonce-([^']+)'", answer.headers["content-security-policy"])
    body = gzip.decompress(answer.body) if answer.headers.get("content-encoding") == "gzip" else answer.body
    assert set(re.findall(r"<script[^>]* nonce='([^']*)'", body.decode())) == {header}


def test_included_advertisements_have_the_nonce_of_the_page(tmp_path: Path) -> None:
    find("nginx", "nginx-light")
    tiny = parties.build(tmp_path / "site", "nonce")
    tiny.edit("site.toml", "[search]", '[ads]\nchoose = "reader"\n[blocks.ad]\ndelivery = "ssi"\n[search]')
    tiny.write("data/ads/b.toml", 'slot = "masthead"\ntitle = "B"\nuntil = "open"\n')
    tiny.build()
    with serve("nginx", tiny.public, tiny.root / "public-deploy", tmp_path / "run") as client:
        page = "/tin/2026/11/bai-a/"
        header, found, _ = nonces(client, page)
        body = client.get(page, Accept_Encoding="identity").body.decode()
        assert client.get("/_blocks/ad/").status == 404
    assert found == {header}
    assert "/assets/js/ads." in body
    assert "<!--#" not in body


def judged(policies: list[str], tmp_path: Path) -> list[list[dict[str, Any]]]:
    script = tmp_path / "judge.mjs"
    script.write_text(JUDGE, encoding="utf-8")
    command = [find("node", "nodejs"), str(script), str(judge("csp_evaluator")), json.dumps(policies)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: list[list[dict[str, Any]]] = json.loads(done.stdout)
    return found


def test_no_policy_has_a_grave_fault(tmp_path: Path) -> None:
    policies = []
    for scripts in ("nonce", "digests"):
        config, said = load_config(parties.config(scripts))
        assert config, said
        policies.append(policy(with_digests(config, {"js/a.js": b"1;\n"})).replace(NONCE, "0123456789abcdef"))
    for one in (one for one in THIRD_PARTIES if not one.changing):
        lines = ['title = "A"', "[[providers]]", f'provider = "{one.name}"', 'purpose = "analytics"']
        lines += [f'id = "{one.example}"'] if "id" in one.needs else []
        config, said = load_config("\n".join([*lines, f'url = "{parties.url_of(one.name)}"']))
        assert config, said
        policies.append(policy(config))
    plain, _ = load_config('title = "A"')
    assert plain
    found = judged([*policies, policy(plain)], tmp_path)
    assert [one for each in found for one in each if one["severity"] == HIGH] == []


def test_the_judge_sees_grave_faults(tmp_path: Path) -> None:
    (found,) = judged(
        ["default-src 'self'; script-src 'self' https://www.googletagmanager.com 'unsafe-inline'"], tmp_path
    )
    assert HIGH in [one["severity"] for one in found]
