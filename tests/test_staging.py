"""`ssg build --staging`: nothing of it is indexed or cached, on any server."""

from __future__ import annotations

import json

import pytest

from ssg.core.config import load_config
from ssg.deploy.headers import FRESH, HIDDEN, LASTING, PRIVATE
from tests.command import ssg
from tests.conftest import TinySite

SITE = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
[deploy]
files = ["nginx", "apache", "caddy", "HOST"]
[ping]
indexnow = "0123456789abcdef"
-- static/robots.txt --
User-agent: *
-- content/tin/a.md --
---
title: A
date: 2026-01-02
---
x
-- content/tin/b.md --
---
title: B
date: 2026-01-02
draft: true
---
x
"""


@pytest.mark.parametrize("host", ["netlify", "cloudflare"])
def test_nothing_is_indexed_or_cached(tmp_path_factory: pytest.TempPathFactory, host: str) -> None:
    tiny = TinySite(tmp_path_factory.mktemp("staging") / "site", SITE.replace("HOST", host))
    tiny.build(staging=True)
    pages = {path: data.decode() for path, data in tiny.tree().items() if path.endswith(".html")}
    assert len(pages) > 5
    for path, text in pages.items():
        assert '<meta name="robots" content="noindex' in text, path
    assert "tin/2026/01/b/index.html" not in pages
    assert "Disallow: /" in tiny.read("robots.txt").splitlines()
    beside = tiny.tree(tiny.root / "public-deploy")
    files = {path: data.decode() for path, data in beside.items() if "once" not in path}
    for path, text in {**files, "htaccess": tiny.read(".htaccess"), "_headers": tiny.read("_headers")}.items():
        assert "Strict-Transport" not in text, path
        assert LASTING not in text, path
        assert FRESH not in text, path
        if path != "nginx/http.conf":
            assert f"X-Robots-Tag: {HIDDEN}" in text or f'X-Robots-Tag "{HIDDEN}"' in text, path
        if path != "nginx/server.conf":
            assert PRIVATE in text, path
    tiny.build()
    assert "noindex" not in tiny.read("index.html")
    assert "Strict-Transport" in tiny.read("_headers")


def test_a_staging_build_says_so_and_tells_nobody(tmp_path_factory: pytest.TempPathFactory) -> None:
    tiny = TinySite(tmp_path_factory.mktemp("told") / "site", SITE.replace(', "HOST"', ""))
    report = tiny.root / "r.json"
    for _ in range(2):
        done = ssg("build", "-C", tiny.root, "--now", "2026-11-24", "--staging", "--report", report)
        assert "for a staging server: search engines are blocked, and nothing may be cached\n" in done.stdout
        assert json.loads(report.read_bytes())["preview_build"] is True
    told = ssg("ping", "-C", tiny.root, "--report", report)
    assert (told.returncode, told.stderr) == (
        0,
        "preview build with articles that are not public: no notifications sent\n",
    )


def test_a_site_cannot_be_a_staging_site_by_accident() -> None:
    _, said = load_config('title = "x"\n[deploy]\nstaging = true\n')
    assert [d.code for d in said if d.severity.value == "error"] == ["E503"]
