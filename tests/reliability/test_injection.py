"""Nothing that an article or `site.toml` says becomes code, in whatever the site consists of; all of it is text.

Here what is written is parsed; `tests/browser/test_enemy.py` has it looked at by a browser.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import html5lib
import pytest
import yaml

from ssg.content.frontmatter import read_front_matter
from ssg.content.markdown import MarkdownOptions
from ssg.content.markdown import render as render_text
from ssg.core.config import load_config
from ssg.core.text import is_safe_url
from ssg.index.addresses import absolute, below
from tests.conftest import TinySite
from tests.documents import ZONE
from tests.reliability import hostile

# What the theme and Markdown are made of. Anything else would have come out of a payload.
ELEMENTS = frozenset(
    "a abbr address article aside b blockquote body br button code dd details dialog div dl dt em figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hr html i img input label li link main meta nav noscript ol option "
    "output p path pre s script section select span strong summary sup svg table tbody td th thead time title tr ul "
    "video".split()
)
ADDRESSES = ("href", "src", "action", "formaction", "poster", "cite", "srcset", "background", "data", "xlink:href")
# Browsers take tabs and line ends out of an address, and leave out controls and spaces before it.
SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.\-]*):")
HOSTS = ("https://example.vn/", "https://www.facebook.com/", "https://www.youtube.com/", "https://www.google.com/")


@pytest.fixture(scope="module", params=["/bao", pytest.param("", marks=pytest.mark.slow)])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> TinySite:
    """The hostile newspaper, built; where it lies below a path, its addresses are rewritten."""
    tiny = hostile.make(tmp_path_factory.mktemp("hostile") / "site", request.param)
    tiny.build()
    return tiny


def elements(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Name, attributes and text of each element, as a browser reads the page; comments have the name `!`."""
    for element in html5lib.parse(text, namespaceHTMLElements=False).iter():
        name = element.tag if isinstance(element.tag, str) else "!"
        attributes = {str(key): value for key, value in element.attrib.items()}
        yield name.rpartition("}")[2], attributes, element.text or ""


def active(text: str) -> Iterator[str]:
    """Say what in a page could run, load or lead astray."""
    for name, attributes, inside in elements(text):
        if name not in ELEMENTS:
            yield f"<{name}> {inside}"
        if name == "script" and not ("/assets/js/" in attributes.get("src", "") or _is_data(attributes)):
            yield f"script {attributes} {inside}"
        if name in ("meta", "form", "button", "input"):
            yield from (f"{name} {key}" for key in ("http-equiv", "formaction") if key in attributes)
        for key, value in attributes.items():
            if key.startswith("on") or key in ("style", "srcdoc"):
                yield f"{key}={value}"
            if key in ADDRESSES and not harmless(name, value):
                yield f"{name} {key}={value}"


def _is_data(attributes: dict[str, str]) -> bool:
    return attributes == {"type": "application/ld+json"}


def harmless(name: str, value: str) -> bool:
    plain = re.sub(r"[\t\n\r]", "", value)
    found = SCHEME.match(plain)
    if found is None:
        # A link to another site by `//` is one that an editor may want; it is warned of (W220).
        return name == "a" or not plain.lstrip().startswith(("//", "/\\", "\\"))
    scheme = found[1].lower()
    return value.startswith(HOSTS) or (name == "a" and scheme in ("https", "mailto", "tel"))


def test_no_page_holds_what_was_not_meant(built: TinySite) -> None:
    pages = sorted(built.public.rglob("*.html"))
    found = {str(page): list(active(page.read_text("utf-8"))) for page in pages if _is_page(page)}
    assert len(found) > 80
    assert {page: said for page, said in found.items() if said} == {}


def _is_page(page: Path) -> bool:
    """Leave out the stubs that lead on: they have a `refresh`, to where it was meant."""
    text = page.read_text("utf-8")
    return not re.search(r'<meta http-equiv="refresh" content="0; url=/[^"<>]*">', text)


def test_what_is_looked_for_would_be_found() -> None:
    for payload in (*hostile.PAYLOADS[:7], *hostile.PAYLOADS[10:16]):
        assert list(active(f"<p title='{payload}'>x</p><p title=\"{payload}\">{payload}</p>")), payload


def test_what_looks_like_an_address_within_a_description_is_none() -> None:
    """Rewritten, it would end the description, and what follows in it would be attributes."""
    text = """<img alt="x src=/a onload=alert(1)" src="/b" title='y href=/c' data-src="/d"><a href=/e>src="/f"</a>"""
    assert below(text, "/bao") == (
        """<img alt="x src=/a onload=alert(1)" src="/bao/b" title='y href=/c' data-src="/d">"""
        '<a href="/bao/e">src="/f"</a>'
    )
    assert absolute(text, "https://a.vn/") == (
        """<img alt="x src=/a onload=alert(1)" src="https://a.vn/b" title='y href=/c' data-src="/d">"""
        '<a href="https://a.vn/e">src="/f"</a>'
    )


def test_servers_find_no_directives(built: TinySite) -> None:
    for name, data in built.tree().items():
        if name.endswith((".html", ".xml", ".txt")):
            assert b"<!--#" not in data, name
            assert b"<esi:" not in data, name


def test_all_that_was_written_is_there_as_text(built: TinySite) -> None:
    for number, payload in enumerate(hostile.PAYLOADS):
        front = yaml.safe_load(str(hostile.files()[f"content/tin/{number}.md"]).split("---\n")[1])
        (page,) = [p for p in built.public.rglob("index.html") if f"/bai-{number}-" in str(p)]
        said = [(name, attributes, text) for name, attributes, text in elements(page.read_text("utf-8"))]
        texts = [" ".join(text.split()) for _, _, text in said]
        for value in (front["title"], front["summary"], *front["authors"], front["tags"][0], front["topic"]):
            assert any(value in text for text in texts), (number, value)
        shown = " ".join(payload.split())
        assert sum(shown in text for text in texts) >= 6, payload
        assert any(attributes.get("alt") == payload for _, attributes, _ in said)
        (data,) = [text for name, attributes, text in said if name == "script" and _is_data(attributes)]
        assert front["title"] in [node.get("headline") for node in json.loads(data)]


def test_feeds_are_well_formed_and_their_texts_are_clean(built: TinySite) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    contents: list[str] = []
    titles: set[str] = set()
    for file in sorted(built.public.rglob("*.xml")):
        tree = ElementTree.parse(file)  # noqa: S314 - our own output
        for tag in (f".//{atom}content", ".//{http://purl.org/rss/1.0/modules/content/}encoded", ".//item/description"):
            contents += [element.text or "" for element in tree.iterfind(tag)]
        titles |= {element.text or "" for tag in (f".//{atom}title", ".//title") for element in tree.iterfind(tag)}
    feed = json.loads((built.public / "feed.json").read_text("utf-8"))
    contents += [item["content_html"] for item in feed["items"]]
    assert len(contents) > 60
    assert [said for content in contents for said in active(content)] == []
    assert {f"Bài {number} {payload}" for number, payload in enumerate(hostile.PAYLOADS)} <= titles


def test_the_searchs_files_are_data(built: TinySite) -> None:
    rows = [row for file in built.public.glob("search/rows/*/*.json") for row in json.loads(file.read_text("utf-8"))]
    assert {f"Bài {number} {payload}" for number, payload in enumerate(hostile.PAYLOADS)} <= {row[0] for row in rows}


def test_an_address_that_would_run_is_none() -> None:
    options = MarkdownOptions()
    for link in hostile.LINKS:
        for shape in hostile.SHAPES:
            text = shape.replace("{n}", "").replace("{}", link)
            rendered = render_text(text, path="a.md", first_line=1, options=options)
            for _, attributes, _ in elements(re.sub("\0[0-9]+\0", "/tep", rendered.html)):
                assert not any(key.startswith("on") for key in attributes), text
                for key, value in attributes.items():
                    assert key not in ADDRESSES or leads_elsewhere_at_most(value), (text, rendered.html)


def leads_elsewhere_at_most(value: str) -> bool:
    """Links may lead to another site, of which `//evil.example` is warned; to a program or a script never."""
    found = SCHEME.match(re.sub(r"[\t\n\r]", "", value))
    return found is None or found[1].lower() in ("https", "http", "mailto", "tel")


FIELDS = ("image: {!r}", "image: {{src: {!r}}}", "source: {!r}", "source: {{name: a, url: {!r}}}")
TABLES = (
    '[[menu]]\nname = "a"\nurl = {}\n',
    '[[authors]]\nname = "a"\nurl = {}\n',
    '[[authors]]\nname = "a"\nphoto = {}\n',
    '[[translations]]\nlanguage = "en"\nurl = {}\n',
    "[ping]\nhub = {}\n",
)


@pytest.mark.parametrize("link", [link for link in hostile.LINKS if not is_safe_url(link)])
def test_no_field_takes_an_address_that_would_run(link: str) -> None:
    for field in FIELDS:
        name, _, form = field.partition(": ")
        written = form.replace("{!r}", json.dumps(link)).replace("{{", "{").replace("}}", "}")
        split = read_front_matter(f"---\ntitle: T\ndate: 2026-11-24\n{name}: {written}\n---\n", path="a.md", zone=ZONE)
        front = split.front
        named = front is not None and front.source is not None and not front.source.url
        assert named or "E116" in {d.code for d in split.diagnostics}, field
    for table in TABLES:
        config, said = load_config(f'title = "a"\n{table.format(json.dumps(link))}')
        assert config is None, table
        assert {d.code for d in said} <= {"E505", "E506", "E507", "E515", "E758"}, table


def test_it_would_be_otherwise_in_trusted_html(site: Callable[[str], TinySite]) -> None:
    """`raw_html = "trust"`: who writes articles, writes code."""
    tiny = site(
        '-- site.toml --\ntitle = "a"\nbase_url = "https://example.vn"\n[markdown]\nraw_html = "trust"\n'
        "-- content/a.md --\n---\ntitle: <script>T\ndate: 2026-11-24\ncategory: x\n---\n<script>alert(1)</script>\n"
    )
    tiny.build()
    page = tiny.read("x/2026/11/script-t/index.html")
    assert [said for said in active(page) if said.startswith("script")] == ["script {} alert(1)"]
    assert "<h1>&lt;script&gt;T</h1>" in page


def test_files_for_servers_say_what_was_meant(built: TinySite) -> None:
    http = (built.root / "public-deploy/nginx/http.conf").read_text("utf-8")
    lines = re.split(r"map \$uri \$ssg_301_\w+ \{\n    volatile;\n", http)[1].partition("\n}")[0].splitlines()
    words = re.compile(r'    "(?:[^"\\]|\\.)*" "[^"\\$]*(?:\$is_args\$args)?";')
    assert lines[0] == '    default "";'
    assert [line for line in lines[1:] if not words.fullmatch(line)] == []
    for line in (built.public / "_redirects").read_text("utf-8").splitlines():
        old, new, status = line.split(" ")
        assert (old[0], status) == ("/", "301")
        assert not set(unquote(new)) & set("\r\n ")


def test_the_policy_stands_in_both(built: TinySite) -> None:
    server = (built.root / "public-deploy/nginx/server.conf").read_text("utf-8")
    (policy,) = re.findall(r'add_header Content-Security-Policy "([^"]*)" always;', server)
    assert f"  Content-Security-Policy: {policy}\n" in (built.public / "_headers").read_text("utf-8")
    said = dict(part.strip().split(" ", 1) for part in policy.split(";") if " " in part.strip())
    assert said["default-src"] == "'self'"
    assert not {"script-src", "style-src", "connect-src"} & said.keys()
    assert (said["object-src"], said["base-uri"]) == ("'none'", "'none'")
    assert said["form-action"] == "'self' https://www.google.com"
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("lines", "sources"),
    [
        ("", "'self'"),
        ('base_url = "https://example.vn"\n', "'self' https://www.google.com"),
        ('base_url = "https://example.vn"\n[search]\nengine = "duckduckgo"\n', "'self' https://duckduckgo.com"),
        ('base_url = "https://example.vn"\n[search]\nengine = "none"\n', "'self'"),
        ('base_url = "https://example.vn"\n[search]\nenabled = false\n', "'self'"),
    ],
)
def test_forms_go_where_the_search_goes(lines: str, sources: str) -> None:
    from ssg.deploy.headers import policy

    config: Any = load_config(f'title = "a"\n{lines}')[0]
    assert f"; form-action {sources}; " in policy(config)
