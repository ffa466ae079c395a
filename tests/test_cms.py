"""`ssg cms`: a form that follows the keys and the habits of a site, files that are ours, and what is left alone."""

from __future__ import annotations

import tarfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml

from ssg.authoring.cms.config import months
from ssg.authoring.cms.widgets import WIDGETS
from ssg.cli.app import run
from ssg.content.frontmatter.declared import FIELDS
from ssg.content.frontmatter.forms import Form
from ssg.core.config import load_config
from ssg.deploy.files import deploy_files
from ssg.deploy.headers import cms_policy
from tests.conftest import CONFIG, NOW, TinySite

SITE = f"""
-- site.toml --
{CONFIG}
[[categories]]
name = "Thời sự"
[[categories]]
name = "Đời sống"
-- content/thoi-su/2026/11/a.md --
---
title: A
date: 2026-11-20
author: Đỗ Anh Khoa
image: anh.jpg
tags: [a, b]
---
x
"""
SCRIPT = (
    "const a=`https://cdn.example/@sveltia/cms`,b=`${a}@${v}/locales`,c=`ar,bg,vi,zh-TW`.split(`,`),"
    "d='https://cdn.example/fontsource/fonts/material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2'"
)
Cms = Callable[..., tuple[int, str]]


def archive(path: Path, files: dict[str, str]) -> Path:
    """A package as `npm pack` makes it."""
    with tarfile.open(path, "w:gz") as made:
        for name, text in files.items():
            info = tarfile.TarInfo(f"package/{name}")
            info.size = len(text.encode())
            made.addfile(info, BytesIO(text.encode()))
    return path


@pytest.fixture
def tiny(site: Callable[[str], TinySite]) -> TinySite:
    return site(SITE)


@pytest.fixture
def cms(tiny: TinySite, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cms:
    """Run the command with a package; its status and what it said."""
    package = archive(tmp_path / "cms.tgz", {"dist/sveltia-cms.js": SCRIPT, "locales/vi.json": '{"a": "Á"}'})
    icons = archive(tmp_path / "icons.tgz", {"files/material-symbols-outlined-latin-wght-normal.woff2": "font"})

    def call(*arguments: str, name: str = "sveltia", sources: tuple[Path, ...] = (package, icons)) -> tuple[int, str]:
        given = [part for source in sources for part in ("--from", str(source))]
        status = run(["cms", name, *given, "-C", str(tiny.root), "--now", "2026-11-24", *arguments])
        return status, "".join(capsys.readouterr())

    return call


def config_of(tiny: TinySite) -> Any:
    return yaml.safe_load((tiny.root / "static/admin/config.yml").read_text(encoding="utf-8"))


def fields_of(tiny: TinySite) -> dict[str, Any]:
    return {field["name"]: field for field in config_of(tiny)["collections"][0]["fields"]}


def test_what_sveltia_is_told(tiny: TinySite, cms: Cms) -> None:
    assert cms("--repo", "bao/trang")[0] == 0
    config = config_of(tiny)
    assert config["backend"] == {"name": "github", "repo": "bao/trang", "branch": "main"}
    assert config["publish_mode"] == "editorial_workflow"
    assert [(c["name"], c.get("path"), c.get("create")) for c in config["collections"]] == [
        ("bai-2026-11", "{{category}}/2026/11/{{slug}}", True),
        ("bai-2026-10", "{{category}}/2026/10/{{slug}}", False),
        ("bai-2026-09", "{{category}}/2026/09/{{slug}}", False),
        ("trang", None, True),
        ("trang-chu", None, None),
    ]
    article = config["collections"][0]
    assert (article["media_folder"], article["public_folder"]) == ("/content/anh/2026/11", "/anh/2026/11")
    assert [config["media_folder"], *(c.get("media_folder") for c in config["collections"][-2:])] == [
        "content/anh/trang",  # and for none "" or a folder above articles, of which Sveltia would read all
        None,
        None,
    ]
    assert article["preview_path"] == "{{category}}/{{year}}/{{month}}/{{slug}}/"
    fields = fields_of(tiny)
    assert fields["date"] | {"hint": ""} == {
        "name": "date",
        "label": "Date",
        "hint": "",
        "required": True,
        "widget": "datetime",
        "input_timezone": "Asia/Ho_Chi_Minh",
        "default": "{{now}}",
    }
    assert [option["value"] for option in fields["category"]["options"]] == ["Thời sự", "Đời sống"]
    assert [file["file"] for file in config["collections"][-1]["files"]] == [
        "data/front/home.toml",
        "data/front/thoi-su.toml",
        "data/front/doi-song.toml",
    ]


def test_what_decap_is_told(tiny: TinySite, cms: Cms, tmp_path: Path) -> None:
    package = archive(tmp_path / "decap.tgz", {"dist/decap-cms.js": "decap"})
    assert cms("--backend", "test-repo", "--lang", "vi", name="decap", sources=(package,))[0] == 0
    config = config_of(tiny)
    assert (config["backend"], config["locale"]) == ({"name": "test-repo"}, "vi")
    assert [c["folder"] for c in config["collections"][:2]] == ["content/thoi-su/2026/11", "content/doi-song/2026/11"]
    assert fields_of(tiny)["date"]["format"] == "YYYY-MM-DDTHH:mm:ssZ"
    assert fields_of(tiny)["title"]["label"] == "Tiêu đề"
    defaults = {
        c["name"]: f["default"] for c in config["collections"][:2] for f in c["fields"] if f["name"] == "category"
    }
    assert defaults == {"bai-2026-11-thoi-su": "Thời sự", "bai-2026-11-doi-song": "Đời sống"}


def test_decap_requires_nothing_of_a_group_that_is_left_alone(tiny: TinySite, cms: Cms, tmp_path: Path) -> None:
    package = archive(tmp_path / "decap.tgz", {"dist/decap-cms.js": "decap"})
    (tiny.root / "content/thoi-su/2026/11/a.md").unlink()
    assert cms("--backend", "test-repo", name="decap", sources=(package,))[0] == 0
    fields = fields_of(tiny)
    assert [part["required"] for part in fields["image"]["fields"]] == [False] * 9
    assert "rights" not in [
        part["name"] for part in fields["image"]["fields"]
    ]  # it would ask for them without an image
    assert fields["corrections"]["default"] == []
    assert [part["required"] for part in fields["corrections"]["fields"]] == [True, True]
    assert (fields["withdrawn"]["widget"], fields["withdrawn"]["default"]) == ("datetime", "")
    tiny.write("content/thoi-su/2026/11/a.md", "---\ntitle: A\nwithdrawn: {date: 2026-11-20}\n---\nx\n")
    said = cms("--backend", "test-repo", name="decap", sources=(package,))[1]
    assert "withdrawn" not in fields_of(tiny)
    assert "several ways" not in said
    assert cms("--backend", "test-repo")[0] == 0
    assert fields_of(tiny)["withdrawn"]["widget"] == "object"


def test_the_script_asks_nobody_else(tiny: TinySite, cms: Cms) -> None:
    assert cms("--backend", "test-repo")[0] == 0
    folder = tiny.root / "static/admin"
    (script,) = folder.glob("sveltia-cms.*.js")
    text = script.read_text(encoding="utf-8")
    assert "https:" not in text
    assert "`en-US,vi`" in text
    (font,) = folder.glob("material-symbols.*.woff2")
    (words,) = folder.glob("locales.*/vi.json")
    assert font.name in text
    assert f"`{words.parent.name}`" in text
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert script.name in page
    assert '<meta name="robots" content="noindex">' in page
    tiny.write("content/thoi-su/2026/11/a.md", "---\ntitle: A\ndate: 2026-11-20\n---\nx\n")
    tiny.build()
    assert (tiny.public / "admin/index.html").read_text(encoding="utf-8") == page


def test_a_form_keeps_what_the_site_has_written(tiny: TinySite, cms: Cms) -> None:
    """A widget that does not know the shape of a value would lose it."""
    cms("--backend", "test-repo")
    fields = fields_of(tiny)
    assert (fields["image"]["widget"], fields["tags"]["widget"], fields["author"]["widget"]) == (
        "image",
        "list",
        "string",
    )
    tiny.write(
        "content/thoi-su/2026/11/b.md", "---\ntitle: B\nimage: {src: b.jpg}\nauthors: [A, B]\ntác giả: [C]\n---\n"
    )
    said = cms("--backend", "test-repo")[1]
    assert "`image` is written in several ways" in said
    assert "`authors` is written in several ways" in said
    assert not {"image", "author", "authors"} & fields_of(tiny).keys()
    (tiny.root / "content/thoi-su/2026/11/a.md").unlink()
    cms("--backend", "test-repo")
    fields = fields_of(tiny)
    assert (fields["image"]["widget"], fields["authors"]["widget"]) == ("object", "list")
    parts = {part["name"]: part for part in fields["image"]["fields"]}
    assert list(parts) == [*"src alt caption credit focus creator copyright licence acquire rights".split()]
    rights = {part["name"]: part for part in parts["rights"]["fields"]}
    assert {name: part["widget"] for name, part in rights.items()} == {
        "until": "datetime",
        "regions": "list",
        "partners": "boolean",
    }
    assert rights["partners"]["default"] is True
    assert not parts["rights"]["required"]


def test_what_somebody_has_changed_is_left_alone(tiny: TinySite, cms: Cms, tmp_path: Path) -> None:
    folder = tiny.root / "static/admin"
    assert cms("--backend", "test-repo")[0] == 0
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert cms("--backend", "test-repo", sources=())[0] == 0
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before
    config = folder / "config.yml"
    config.write_text(config.read_text("utf-8").replace("ascii", "unicode"), "utf-8")
    (folder / "rieng.css").write_text("x", "utf-8")
    mine = config.read_bytes()
    newer = archive(tmp_path / "newer.tgz", {"dist/sveltia-cms.js": SCRIPT + ";1", "locales/vi.json": "{}"})
    status, said = cms("--backend", "test-repo", sources=(newer,))
    assert (status, config.read_bytes()) == (1, mine)
    assert "static/admin/config.yml was changed by hand; it was left alone" in said
    assert (folder / "rieng.css").exists()
    assert len(list(folder.glob("sveltia-cms.*.js"))) == len(list(folder.glob("*/vi.json"))) == 1


@pytest.mark.parametrize(
    ("arguments", "sources", "said"),
    [
        ((), None, "name the repository: `--repo owner/name`"),
        (("--backend", "test-repo"), (), "no script yet: run `npm pack @sveltia/cms`"),
        (("--backend", "test-repo", "--since", "8/2026"), None, "write a month such as 2026-08"),
        (("--backend", "test-repo"), {"dist/decap-cms.js": "x"}, "is not the package @sveltia/cms"),
        (("--backend", "test-repo"), {"dist/sveltia-cms.js": "x"}, "this version of Sveltia is not supported"),
    ],
)
def test_what_cannot_be(
    tiny: TinySite, cms: Cms, tmp_path: Path, arguments: tuple[str, ...], sources: Any, said: str
) -> None:
    given = {"sources": (archive(tmp_path / "x.tgz", sources),)} if isinstance(sources, dict) else {}
    status, text = cms(*arguments, **({"sources": ()} if sources == () else given))
    assert status in (1, 2)
    assert said in text
    assert not (tiny.root / "static").exists()


def test_months() -> None:
    today = NOW.date().replace(month=1)
    assert [f"{one:%Y-%m}" for one in months(today, None)] == ["2026-01", "2025-12", "2025-11"]
    assert len(months(NOW.date(), NOW.date().replace(year=2025, day=1))) == 13
    assert len(months(NOW.date(), NOW.date().replace(year=2030, day=1))) == 3


def test_every_form_is_decided() -> None:
    assert set(WIDGETS) == set(Form)
    assert {field.form for field in FIELDS} <= set(WIDGETS)


def deployed(line: str) -> dict[str, str]:
    """The files of all servers."""
    hosts = "files = ['nginx', 'apache', 'caddy', 'cloudflare']"
    config, said = load_config(f"title = 'A'\nbase_url = 'https://example.vn/bao'\n[deploy]\n{hosts}\n{line}")
    assert config is not None, said
    files = deploy_files(config, ())
    return {**files.inside, **files.beside}


def test_servers_give_the_cms_a_policy_of_its_own() -> None:
    policy = cms_policy("github")
    assert "connect-src 'self' data: blob: https://api.github.com" in policy
    assert "unsafe-eval" not in policy
    files = deployed("cms = 'github'")
    assert f'    "~^/bao/admin/" "{policy}";' in files["nginx/http.conf"]
    assert "add_header Content-Security-Policy $ssg_cms_0_" in files["nginx/server.conf"]
    when = '"expr=%{REQUEST_URI} =~ m#^/bao/admin/#"'
    assert f'Header always set Content-Security-Policy "{policy}" {when}\n' in files[".htaccess"]
    caddy = files["caddy/site.caddy"]
    assert "@pages not path /bao/admin/*\nheader @pages Content-Security-Policy" in caddy
    assert f'header /bao/admin/* Content-Security-Policy "{policy}"\n' in caddy
    assert "/bao/admin/*\n  ! Content-Security-Policy\n" in files["_headers"]
    assert f"\n  Content-Security-Policy: {policy}\n" in files["_headers"]
    assert "admin" not in "".join(deployed("").values())


def test_netlify_cannot() -> None:
    _, said = load_config("title = 'A'\n[deploy]\nfiles = ['netlify']\ncms = 'github'\n")
    assert [(one.code, str(one.message)) for one in said] == [
        ("E505", "netlify cannot give the CMS a policy of its own: `cms` is for other servers")
    ]
