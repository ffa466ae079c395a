"""Pictures whose copies an image server makes: the same widths, no copies of ours, and no network in a build."""

from __future__ import annotations

import io
import re
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from PIL import Image

from ssg.core.errors import SiteProblem
from tests.conftest import TinySite

ARTICLE = "-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\nimage: cầu.jpg\n---\n![Cầu](cầu.jpg)\n"
SITE = """-- site.toml --
title = "Báo"
base_url = "https://bao.example/tin-tuc"
[deploy]
files = ["caddy"]
[[categories]]
name = "Tin"
[pictures]
service = "SERVICE"
"""


def made(site: Callable[[str], TinySite], service: str) -> TinySite:
    tiny = site(SITE.replace("SERVICE", service) + ARTICLE)
    Image.new("RGB", (2400, 1600), "#a12a1c").save(tiny.root / "content/tin/cầu.jpg", "JPEG")
    tiny.build()
    return tiny


def sources(tiny: TinySite) -> dict[str, str]:
    """The addresses in the `srcset` of the picture in the text, by width."""
    page = tiny.read("tin/2026/11/a/index.html")
    found = re.findall(r'<img[^>]* srcset="([^"]*)"', page)[-1].replace("&amp;", "&")
    return {width: url for url, width in (part.rsplit(" ", 1) for part in found.split(", "))}


def pictures(tiny: TinySite) -> list[str]:
    return [path for path in tiny.tree() if path.startswith("media/")]


SERVICES = {
    "imgproxy": (
        "https://img.example/insecure/rs:fill:{width}:{height}/plain/{url}",
        "https://img.example/insecure/rs:fill:640:427/plain/https%3A%2F%2Fbao.example%2Ftin-tuc%2Fmedia%2Ftin%2FNAME",
        "https://img.example",
    ),
    "cloudflare": (
        "/cdn-cgi/image/width={width},format=auto{path}",
        "/cdn-cgi/image/width=640,format=auto/tin-tuc/media/tin/NAME",
        "",
    ),
    "bunny": (
        "https://bao.b-cdn.net{path}?width={width}&quality=75",
        "https://bao.b-cdn.net/tin-tuc/media/tin/NAME?width=640&quality=75",
        "https://bao.b-cdn.net",
    ),
}


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_has_the_same_widths_and_nothing_is_copied(site: Callable[[str], TinySite], name: str) -> None:
    service, expected, host = SERVICES[name]
    tiny = made(site, service)
    (original,) = pictures(tiny)
    found = sources(tiny)
    assert [*found] == ["320w", "640w", "960w", "1280w"]
    assert found["640w"] == expected.replace("NAME", original.rsplit("/", 1)[1])
    (policy, *_) = (
        text for file in (tiny.root / "public-deploy").rglob("*.*") if "img-src" in (text := file.read_text())
    )
    assert re.findall(r"img-src ([^;]*);", policy)[0] == f"'self' https: data: {host}".rstrip()


def test_without_a_service_the_widths_are_the_same(site: Callable[[str], TinySite]) -> None:
    tiny = made(site, "")
    assert [*sources(tiny)] == ["320w", "640w", "960w", "1280w"]
    assert len(pictures(tiny)) > 6


def test_only_a_service_that_crops_is_asked_for_shapes(site: Callable[[str], TinySite]) -> None:
    crops = made(site, "https://img.example/{width}x{height}{path}").read("tin/2026/11/a/index.html")
    assert re.findall(r'property="og:image" content="([^"]*)"', crops)[0].startswith("https://img.example/1200x675/")
    whole = made(site, "https://img.example/{width}{path}").read("tin/2026/11/a/index.html")
    assert re.findall(r'property="og:image" content="([^"]*)"', whole)[0].startswith("https://img.example/2000/")


@contextmanager
def stand_in(folder: Path) -> Iterator[int]:
    """An image server of published originals: `/…?w=N`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            with Image.open(folder / unquote(asked.path).removeprefix("/tin-tuc/")) as picture:
                width = int(parse_qs(asked.query)["w"][0])
                found = io.BytesIO()
                picture.resize((width, round(picture.height * width / picture.width))).save(found, "WEBP")
            self.send_response(200)
            self.end_headers()
            self.wfile.write(found.getvalue())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def test_a_stand_in_answers_with_the_widths_that_srcset_names(site: Callable[[str], TinySite]) -> None:
    tiny = made(site, "http://127.0.0.1:1{path}?w={width}")  # nobody listens there: the build asks nobody
    with stand_in(tiny.public) as port:
        for width, url in sources(tiny).items():
            with urllib.request.urlopen(url.replace(":1/", f":{port}/"), timeout=60) as answer:  # noqa: S310
                assert f"{Image.open(io.BytesIO(answer.read())).width}w" == width


@pytest.mark.parametrize(
    ("service", "said"),
    [
        ("https://img.example/{path}", "must contain `{width}`, and `{path}` or `{url}`"),
        ("https://img.example/{width}", "must contain `{width}`, and `{path}` or `{url}`"),
        ("https://img.example/{width}{path}{url}", "must contain `{width}`, and `{path}` or `{url}`"),
        ("ftp://img.example/{width}{path}", "is not a URL with the fields"),
        ("//img.example/{width}{path}", "is not a URL with the fields"),
        ("https://img.example/{width}{path}{colour}", "is not a URL with the fields"),
        ("https://img.example/{width} {path}", "is not a URL with the fields"),
        ("https://img.example/{path}/{width},", "is not a URL with the fields"),
    ],
)
def test_what_is_no_service_is_refused(site: Callable[[str], TinySite], service: str, said: str) -> None:
    tiny = site(SITE.replace("SERVICE", service) + "-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n")
    with pytest.raises(SiteProblem) as raised:
        tiny.try_build()
    (problem,) = raised.value.diagnostics
    assert problem.code == "E505"
    assert said in str(problem.message)
