"""What the site's own policy stops in trusted HTML and in templates is told, with the line that allows it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssg.build import build
from ssg.cli.printing import describe
from ssg.core.config import load_config
from ssg.deploy.headers import policy
from ssg.index.ownpolicy import stopped, too_open, without_jinja
from ssg.work import Work
from tests.conftest import TinySite


def checked(tiny: TinySite) -> str:
    """Return what `ssg check` prints."""
    request = tiny.request()._replace(output=None)
    return "\n".join(describe(d, tiny.root) for d in build(request, Work()).diagnostics)


def found(html: str, **given: str) -> list[tuple[str, str]]:
    """Return what is stopped, and the hints; `given` is `[deploy.policy]`, with `_` for `-`."""
    lines = "".join(f'{name.replace("_", "-")} = "{sources}"\n' for name, sources in given.items())
    config, said = load_config(f'title = "B"\nbase_url = "https://b.vn"\n[deploy.policy]\n{lines}')
    assert config is not None, said
    every = stopped(html, policy(config), config.deploy.policy, config.base_url)
    return [(str(one.what), str(one.hint)) for one in every]


@pytest.mark.parametrize(
    ("html", "what", "hint"),
    [
        ('<iframe src="https://maps.vn/x?a=1&amp;b=2"></iframe>', "<iframe>", '`frame-src = "https://maps.vn"`'),
        ("<IFRAME SRC=//maps.vn/x></IFRAME>", "<iframe>", '`frame-src = "https://maps.vn"`'),
        ('<script async src="https://cdn.vn/x.js"></script>', "<script>", '`script-src = "https://cdn.vn"`'),
        ("<script>alert(1)</script>", "inline script", "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"),
        ('<script type="module">alert(1)</script>', "inline script", "script-src"),
        ("<style>p{color:red}</style>", "inline style sheet", "style-src"),
        ('<link rel="stylesheet" href="https://cdn.vn/x.css">', "<link>", '`style-src = "https://cdn.vn"`'),
        ('<p style="color:red">x</p>', "`style`", "class"),
        ('<p onclick="x()">x</p>', "`onclick`", "addEventListener"),
        ('<a href="javascript:x()">x</a>', "script in `href`", "addEventListener"),
        ('<object data="https://a.vn/x.swf"></object>', "<object>", "link"),
        ('<form action="https://a.vn/gui"></form>', "<form>", '`form-action = "https://a.vn"`'),
        ('<iframe src="data:text/html,x"></iframe>', "<iframe>", "link"),
        ('<base href="/x/">', "<base>", "remove"),
    ],
)
def test_stopped(html: str, what: str, hint: str) -> None:
    ((said, help_),) = found(html)
    assert what in said
    assert hint in help_


@pytest.mark.parametrize(
    "html",
    [
        '<iframe src="/ban-do/"></iframe> <iframe src="https://b.vn/x"></iframe> <iframe srcdoc="x"></iframe>',
        '<script type="application/ld+json">{"a": 1}</script><script src="/js/x.js"></script><script></script>',
        '<script type="text/template"><p onclick="x"></p></script>',
        '<!-- <iframe src="https://maps.vn"></iframe> -->',
        '<p class="a" title="onclick=x">style="x"</p>',
        '<form action="/search/"></form><form></form>',
        '<iframe src="\0003\000"></iframe>',
    ],
)
def test_allowed(html: str) -> None:
    assert found(html) == []


@pytest.mark.parametrize(
    ("html", "given"),
    [
        ('<iframe src="https://maps.vn/x"></iframe>', {"frame_src": "https://maps.vn"}),
        ('<iframe src="https://a.maps.vn/x"></iframe>', {"frame_src": "https://*.maps.vn"}),
        ('<iframe src="https://maps.vn/x/y"></iframe>', {"frame_src": "https://maps.vn/x/"}),
        ('<iframe src="https://maps.vn/x"></iframe>', {"frame_src": "maps.vn"}),
        ('<script src="https://cdn.vn/x.js"></script>', {"default_src": "https://cdn.vn"}),
        ("<script>alert(1)</script>", {"script_src": "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"}),
    ],
)
def test_allowed_by_the_site(html: str, given: dict[str, str]) -> None:
    assert found(html, **given) == []


def test_the_line_keeps_what_is_there() -> None:
    ((_, hint),) = found('<iframe src="https://maps.vn/x"></iframe>', frame_src="https://a.vn")
    assert '`frame-src = "https://a.vn https://maps.vn"`' in hint


@pytest.mark.parametrize(
    ("directive", "sources", "wrong"),
    [
        ("script-src", "*", True),
        ("script-src", "https://a.vn https:", True),
        ("script-src", "https://*", True),
        ("script-src", "https://*.vn", True),
        ("script-src", "data:", True),
        ("frame-src", "*", True),
        ("default-src", "http:", True),
        ("script-src", "'nonce-abc'", True),
        ("script-src", "'strict-dynamic'", True),
        ("script-src", "https://a.vn https://*.a.vn", False),
        ("img-src", "data: blob: https:", False),
        ("media-src", "https:", False),
        ("font-src", "data:", False),
    ],
)
def test_too_open(directive: str, sources: str, wrong: bool) -> None:
    assert bool(too_open(directive, sources)) is wrong


def test_templates_are_read_without_jinja() -> None:
    html = without_jinja('<p {% if x %}onclick="y()"{% endif %} class="{{ z }}">\n{# <script>x</script> #}</p>')
    assert [what for what, _ in found(html)] == ["event handler `onclick`"]


def test_told_with_their_places(site: Callable[[str], TinySite]) -> None:
    tiny = site(
        '-- site.toml --\ntitle = "B"\nbase_url = "https://b.vn"\n[markdown]\nraw_html = "trust"\n'
        '[deploy.policy]\nscript-src = "https:"\n'
        "-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nMột.\n\n"
        '<iframe src="https://maps.vn/x" height="450"></iframe>\n'
        '-- templates/tag.html --\n<p>\n  <b onclick="x()">x</b></p>\n'
    )
    said = checked(tiny)
    assert "content/tin/a.md:7:1: warning[W460]" in said
    assert "templates/tag.html:2:3: warning[W610]" in said
    assert "site.toml:6:1: warning[W461]" in said


def test_the_default_theme_is_within_its_policy(site: Callable[[str], TinySite]) -> None:
    tiny = site("-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\nx\n")
    assert "W610" not in checked(tiny)
