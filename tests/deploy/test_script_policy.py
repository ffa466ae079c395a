"""The policy for scripts: by hosts, by nonces, by digests; third parties that are declared, and nobody else."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import get_args

import pytest

from ssg.core.config import Config, load_config
from ssg.core.config.provider_keys import SLOT_PROVIDERS, Provider, SlotProvider
from ssg.core.third_parties import THIRD_PARTIES, ThirdParty
from ssg.deploy.headers import policy, policy_of_preview
from ssg.deploy.script_policy import for_preview
from tests.browser import parties
from tests.conftest import TinySite
from tests.pages.test_fronts import is_clean


def config_of(one: ThirdParty) -> Config:
    lines = ['title = "A"', "[[providers]]", f'provider = "{one.name}"', 'purpose = "advertising"']
    lines += [f'id = "{one.example}"'] if "id" in one.needs else []
    lines += [f'url = "{parties.url_of(one.name)}"'] if "url" in one.needs else []
    config, said = load_config("\n".join(lines))
    assert config, said
    return config


def directives(text: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in text.split("; "))}


def scripts(tiny: TinySite, page: str = "index.html") -> list[str]:
    return re.findall(r"<script [^>]*src[^>]*>", tiny.read(page).replace("<!--", "").replace("-->", ""))


@pytest.fixture
def tiny(tmp_path: Path) -> TinySite:
    return parties.build(tmp_path / "site", "digests")


def test_names_of_the_table_are_those_of_the_schema() -> None:
    assert {one.name for one in THIRD_PARTIES} == set(get_args(Provider))
    assert set(SLOT_PROVIDERS) == set(get_args(SlotProvider)) - {""}


@pytest.mark.parametrize("one", THIRD_PARTIES, ids=lambda one: one.name)
def test_only_what_is_declared_is_allowed(one: ThirdParty) -> None:
    found = directives(policy(config_of(one)))
    nobody, _ = load_config('title = "A"')
    assert nobody
    before = directives(policy(nobody))
    assert "script-src" not in before
    added = {name: set(sources) - set(before.get(name, before["default-src"])) for name, sources in found.items()}
    if one.changing:
        assert not [one for one in found.get("script-src", ()) if one.startswith("http")]
    else:
        host = parties.SERVICE.format(one.name)
        assert {name: sources for name, sources in added.items() if sources} == {
            "script-src": {host},
            "connect-src": {host},
        }
    assert "'unsafe-inline'" not in found.get("script-src", ())


def test_pages_of_other_sites_stay_as_they_are(site: Callable[[str], TinySite]) -> None:
    tiny = site(parties.ARTICLE)
    tiny.build()
    assert all(re.fullmatch(r'<script (type="module" )?src="/assets/js/[^"]+"( defer)?>', one) for one in scripts(tiny))
    assert "consent" not in tiny.read("index.html")


def test_every_script_of_a_page_has_its_digest_in_the_policy(tiny: TinySite) -> None:
    known = directives(parties.policy_of(tiny))["script-src"]
    assert known[0] == "'strict-dynamic'"
    found = scripts(tiny) + scripts(tiny, "tin/2026/11/bai-a/index.html")
    assert len(found) > 4
    for one in found:
        match = re.search(r'src="/([^"]+)" integrity="([^"]+)"', one)
        assert match, one
        digest = b64encode(sha256((tiny.public / match[1]).read_bytes()).digest()).decode()
        assert match[2] == f"sha256-{digest}"
        assert f"'{match[2]}'" in known


def test_a_changed_script_changes_pages_and_policy(tiny: TinySite, tmp_path: Path) -> None:
    tiny.edit("site.toml", "[deploy]", "[deploy]\nkeep = 0")
    tiny.write("templates/assets/js/theme.js", '"use strict";\n')
    tiny.build()
    tiny.write("templates/assets/js/theme.js", '"use strict"; // mới\n')
    tiny.build()
    (script,) = (tiny.public / "assets/js").glob("theme.*.js")
    digest = f"sha256-{b64encode(sha256(script.read_bytes()).digest()).decode()}"
    assert f'integrity="{digest}"' in tiny.read("index.html")
    assert f"'{digest}'" in parties.policy_of(tiny)
    is_clean(tiny, tmp_path)


def test_each_change_of_the_way_gives_what_a_clean_build_gives(tiny: TinySite, tmp_path: Path) -> None:
    tiny.write("site.toml", "[deploy]\nkeep = 0".join(parties.config("digests").split("[deploy]")))
    for before, after in (("digests", "nonce"), ("nonce", "digests")):
        tiny.edit("site.toml", f'"{before}"', f'"{after}"')
        tiny.build()
        is_clean(tiny, tmp_path)
    tiny.edit("site.toml", 'purpose = "analytics"', 'purpose = "advertising"')
    tiny.build()
    is_clean(tiny, tmp_path)
    tiny.write("site.toml", 'title = "Báo Thử"\nbase_url = "http://example.vn"\n[deploy]\nkeep = 0\n')
    tiny.build()
    assert "consent" not in tiny.read("index.html")
    is_clean(tiny, tmp_path)


def test_pages_with_nonces_have_no_compressed_copies(tmp_path: Path) -> None:
    tiny = parties.build(tmp_path / "site", "nonce")
    assert not (tiny.public / "index.html.gz").exists()
    assert list((tiny.public / "assets/css").glob("site.*.css.gz"))
    assert "nonce='<!--#echo var=\"request_id\" -->'" in tiny.read("index.html")


def test_the_policy_of_the_preview_allows_no_third_party(tiny: TinySite) -> None:
    config, _ = load_config((tiny.root / "site.toml").read_text(encoding="utf-8"))
    assert config
    found = policy_of_preview(for_preview(config))
    assert directives(found)["default-src"] == ["'self'"]
    assert not re.search("strict-dynamic|example[.]vn|google|unsafe-eval", found)


def test_scripts_that_a_strict_policy_does_not_know_are_said(tiny: TinySite) -> None:
    from ssg.build import build
    from ssg.request import Choice, Request

    tiny.write("templates/assets/js/cua-bao.js", "1;\n")
    text = '{% extends "base.html" %}\n{% block head_extra %}\n'
    text += '<script src="{{ asset("js/cua-bao.js") }}"></script>\n<script {{ script("js/cua-bao.js") }}></script>\n'
    tiny.write("templates/404.html", text + "{% endblock %}\n")
    said = build(Request(tiny.root, None, Choice(tiny.now)), tiny.work).diagnostics
    assert [(d.code, str(d.place)) for d in said if d.code in ("W610", "W460")] == [("W610", "templates/404.html:3:1")]


def test_a_header_that_cloudflare_does_not_read_is_said(tmp_path: Path) -> None:
    tiny = parties.build(tmp_path / "site", "digests", '["cloudflare"]')
    assert max(map(len, tiny.read("_headers").splitlines())) < 2000
    for number in range(16):
        tiny.write(f"templates/assets/js/own{number}.js", f"{number};\n")
    (said,) = tiny.diagnostics()
    assert said.code == "W747"
    assert "digest" in str(said.hint)
