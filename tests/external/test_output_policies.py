"""Real servers frame an output where it says so and nowhere else, allow its styles, and know what its file is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import TinySite
from tests.external.servers import Client, serve

pytestmark = [pytest.mark.external, pytest.mark.slow, pytest.mark.xdist_group("output-policies")]

SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[deploy]
files = ["nginx", "apache", "caddy"]
[[outputs]]
name = "nhung"
template = "outputs/widget.html"
path = "/nhung/moi/"
frames = ["https://doi-tac.example", "https://*.khac.example"]
[[outputs]]
name = "thu"
template = "outputs/newsletter.html"
path = "/thu/{yyyy}-{mm}-{dd}.html"
every = "day"
styles = true
[[outputs]]
name = "lich"
template = "lich.txt"
path = "/lich.ics"
[[outputs]]
name = "la"
template = "lich.txt"
path = "/la.laf"
content_type = "text/x-la"
[[outputs]]
name = "moi"
template = "lich.txt"
path = "/moi.jfeed"
content_type = "application/feed+json"
-- templates/lich.txt --
{{ "Tiếng Việt " * 200 }}
-- content/tin/a.md --
---
title: A
date: 2026-11-24 05:00
---
x
"""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    built = TinySite(tmp_path_factory.mktemp("output-policies") / "site", SITE)
    built.build()
    return built


@pytest.fixture(scope="module", params=("nginx", "apache", "caddy"))
def client(
    request: pytest.FixtureRequest, tiny: TinySite, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Client]:
    temp = tmp_path_factory.mktemp(request.param) / "run"
    with serve(request.param, tiny.public, tiny.root / "public-deploy", temp) as found:
        yield found


def policy(client: Client, path: str) -> dict[str, str]:
    answer = client.get(path)
    assert answer.status == 200, path
    parts = (one.strip().partition(" ") for one in answer.headers["content-security-policy"].split(";"))
    return {name: sources for name, _, sources in parts}


def test_an_output_is_framed_where_it_says_so_and_nothing_else_is(client: Client) -> None:
    framed = policy(client, "/nhung/moi/")
    assert framed["frame-ancestors"] == "'self' https://doi-tac.example https://*.khac.example"
    assert "style-src" not in framed
    for path in ("/", "/tin/", "/thu/2026-11-24.html", "/lich.ics"):
        assert policy(client, path)["frame-ancestors"] == "'self'"


def test_styles_are_allowed_in_the_newsletter_alone(client: Client) -> None:
    assert policy(client, "/thu/2026-11-24.html")["style-src"] == "'self' 'unsafe-inline'"
    for path in ("/", "/nhung/moi/"):
        assert "style-src" not in policy(client, path)


def test_files_with_other_endings_have_their_type(client: Client) -> None:
    for path, kind in (("/lich.ics", "text/calendar"), ("/la.laf", "text/x-la")):
        answer = client.get(path)
        assert answer.headers["content-type"].lower().replace(" ", "") == f"{kind};charset=utf-8"


def test_text_of_any_type_is_compressed_by_every_server(client: Client) -> None:
    for path in ("/lich.ics", "/la.laf", "/moi.jfeed", "/"):
        assert client.get(path, accept_encoding="gzip").headers["content-encoding"] == "gzip", path
