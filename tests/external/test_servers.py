"""What a build writes for servers, before real ones: nginx, Apache and Caddy serve just what is meant."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.external.servers import BROTLI, Client, serve
from tests.samples import build_everything

pytestmark = [pytest.mark.external, pytest.mark.slow, pytest.mark.xdist_group("servers")]

TABLE = """from;to
/tin-tuc/bài cũ.html;/thu-do/
/Tin/A.html;/thu-do/
/tin/a.html;/kinh-te/
/p$1/{x};https://other.example/?a=$1
/tam/;/tin/a.html;302
/mat/;;410
/bai/;content/thu-do/du-thu.md
"""
CONFIG = """
[deploy.policy]
script-src = "https://stats.example"
[deploy]
"""
FULL = "/nhip-song-thu-do/2026/11/a-e-o-y-mot-bai-co-du-moi-thu-hon-the/"
LASTING = "public, max-age=31536000, immutable"
FRESH = "public, max-age=60, stale-while-revalidate=600"


class Built(NamedTuple):
    """A site whose blocks are put in by the server, and the same with blocks that are parts of pages."""

    ssi: Path
    caddy: Path
    inline: Path
    base: str


def site_at(folder: Path, base: str, blocks: str, deploy: str) -> Path:
    """Build the site with everything, to be served below `base`; gives the document root."""

    def edit(site: Path) -> None:
        config = site / "site.toml"
        text = config.read_text(encoding="utf-8").replace('.example"', f'.example{base}"', 1)
        top = 'redirects = "redirects.csv"\ncompress = ["gzip", "br"]\n'
        config.write_text(top + text + blocks + CONFIG + deploy, encoding="utf-8")
        (site / "redirects.csv").write_text(TABLE, encoding="utf-8")

    public = build_everything(folder, edit=edit)
    if not base:
        return public
    root = folder / "root"
    root.mkdir()
    public.rename(root / base.strip("/"))
    return root


@pytest.fixture(scope="module", params=["", "/bao"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("servers")
    names = ("tin-khac", "nen-xem", "latest", "masthead", "menu", "footer")
    ssi = "".join(f'[blocks.{name}]\ndelivery = "ssi"\n' for name in names)
    base = str(request.param)
    return Built(
        site_at(folder / "ssi", base, ssi, 'files = ["nginx", "apache"]\n'),
        site_at(folder / "caddy", base, ssi, 'files = ["caddy"]\nincludes = "caddy"\n'),
        site_at(folder / "inline", base, "", ""),
        base,
    )


@pytest.fixture(scope="module", params=["nginx", "apache", "caddy"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def client(kind: str, built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    root = built.caddy if kind == "caddy" else built.ssi
    site = root.parent
    with serve(kind, root, site / "public-deploy", tmp_path_factory.mktemp(kind) / "run") as client:
        yield client


def test_every_page_is_the_inline_page(client: Client, built: Built) -> None:
    pages = sorted(built.inline.rglob("*.html"))
    pages = [page for page in pages if page.name == "index.html" and "/cu/" not in str(page)]
    assert len(pages) > 30
    for page in pages:
        url = "/" + page.relative_to(built.inline).as_posix().removesuffix("index.html")
        answer = client.get(url)
        if "/access/" in url:  # without a rule that asks who the reader is, nobody may read it
            assert answer.status in (403, 404), url
            continue
        assert (answer.status, answer.headers["content-type"].lower()) == (200, "text/html; charset=utf-8"), url
        assert answer.body == page.read_bytes(), url


def test_headers(client: Client, built: Built) -> None:
    headers = client.get(built.base + FULL).headers
    assert headers["cache-control"] == FRESH
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["strict-transport-security"] == "max-age=31536000"
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["script-src"] == "'self' https://stats.example"
    assert policy["frame-src"] == " ".join(
        [
            "'self'",
            "https://open.spotify.com",
            "https://player.vimeo.com",
            "https://www.openstreetmap.org",
            "https://www.youtube-nocookie.com",
        ]
    )
    assert "unsafe" not in headers["content-security-policy"]
    (asset,) = (built.inline / built.base.strip("/")).glob("assets/css/site.*.css")
    answer = client.get(f"{built.base}/assets/css/{asset.name}")
    assert (answer.status, answer.headers["cache-control"]) == (200, LASTING)
    assert "x-robots-tag" not in answer.headers


def test_what_is_not_there(client: Client, built: Built, kind: str) -> None:
    page = (built.inline / built.base.strip("/") / "404.html").read_bytes()
    hidden = [".htaccess", ".well-known/none"] + (["_blocks/tin-khac/thu-do.html"] if kind == "nginx" else [])
    for path in ("khong/co/", "khong-co.html", "assets/css/khong-co.css", *hidden):
        answer = client.get(f"{built.base}/{path}")
        assert (answer.status, answer.body) == (404, page), path
        assert answer.headers["content-type"].lower().startswith("text/html")
        assert "max-age=3" not in answer.headers.get("cache-control", "")


def test_redirects(client: Client, built: Built) -> None:
    base = built.base
    moved = {
        "/cu/du-thu/": (301, f"{base}{FULL}"),
        "/cu/du-thu": (301, f"{base}{FULL}"),
        "/bai/": (301, f"{base}{FULL}"),
        "/tin-tuc/b%C3%A0i%20c%C5%A9.html": (301, f"{base}/thu-do/"),
        "/Tin/A.html": (301, f"{base}/thu-do/"),
        "/tin/a.html": (301, f"{base}/kinh-te/"),
        "/tam/": (302, f"{base}/kinh-te/"),
    }
    for old, (status, new) in moved.items():
        answer = client.get(base + old)
        assert (answer.status, plain(answer.headers["location"])) == (status, new), old
    answer = client.get(base + "/p$1/%7Bx%7D")
    assert (answer.status, answer.headers["location"].replace("%24", "$")) == (301, "https://other.example/?a=$1")
    assert client.get(base + "/mat/").status == 410
    assert client.get(base + "/cu/du-thu/them/").status == 404
    folder = client.get(base + FULL.rstrip("/"))
    assert (folder.status // 100, plain(folder.headers["location"])) == (3, base + FULL)


def plain(location: str) -> str:
    """Apache makes its redirects whole addresses."""
    return "/" + location.split("/", 3)[3] if "://127.0.0.1" in location or "://localhost" in location else location


def test_readers_keep_their_query(client: Client, built: Built) -> None:
    answer = client.get(f"{built.base}/cu/du-thu/?utm_source=zalo")
    assert plain(answer.headers["location"]) == f"{built.base}{FULL}?utm_source=zalo"


def test_compressed(client: Client, built: Built, kind: str) -> None:
    page = (built.inline / f"{built.base}{FULL}index.html".lstrip("/")).read_bytes()
    answer = client.get(built.base + FULL, Accept_Encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body) == page
    assert "accept-encoding" in answer.headers["vary"].lower()
    (asset,) = (built.inline / built.base.strip("/")).glob("assets/css/site.*.css")
    url = f"{built.base}/assets/css/{asset.name}"
    assert gzip.decompress(client.get(url, Accept_Encoding="gzip").body) == asset.read_bytes()
    if kind == "apache":
        return
    assert client.get(url, Accept_Encoding="gzip").body == asset.with_name(asset.name + ".gz").read_bytes()
    if kind == "caddy" or Path(BROTLI).exists():
        answer = client.get(url, Accept_Encoding="gzip, br")
        assert answer.headers["content-encoding"] == "br"
        assert answer.body == asset.with_name(asset.name + ".br").read_bytes()
