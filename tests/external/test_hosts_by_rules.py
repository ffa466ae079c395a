"""Netlify, Cloudflare Pages and GitHub Pages answer the one table of requests, as far as their published rules go."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.documents import DOCS
from tests.external.hosts import Answer, Cloudflare, GitHubPages, Host, Netlify, with_query
from tests.external.table import ALWAYS, TABLE, A, site_with_files

pytestmark = [pytest.mark.external, pytest.mark.slow, pytest.mark.xdist_group("hosts-table")]

HOSTS: Final[dict[str, type[Host]]] = {"netlify": Netlify, "cloudflare": Cloudflare, "github-pages": GitHubPages}
UNSLASHED: Final = "A page without its last slash"
MOVED: Final = "An old URL, 301 or 302"
KEEPING: Final = "An old URL, 307 or 308"
QUERY: Final = "Its query"
FORMS: Final = "An old URL in the other Unicode form"
FOLDER: Final = "An old URL without the last slash"
SPACED: Final = "An old URL with a space"
LOST: Final = "An article or URL that is gone, 410"
NAMED: Final = "`/404.html`, a block or another file with `.html` in its URL"
DOTTED: Final = "A file whose name begins with a dot"
ASKED: Final = "An old URL with arguments"
SPACED_ARGUMENTS: Final = dict.fromkeys(
    (
        "/tin.aspx?trang=2&nhom=th%E1%BB%9Di+s%E1%BB%B1",
        "/tin.aspx?nhom=th%E1%BB%9Di%20s%E1%BB%B1&trang=2",
        "/tim?s=$1%20%7Bx%7D",
        "/tim/?s=%241+%7Bx%7D",
    ),
    "404 404.html",
)
KEPT_ARGUMENTS: Final = {
    path: f"{answer.status} {with_query(answer.what, path.partition('?')[2])}"
    for path, answer in TABLE.items()
    if path.startswith(("/?", "/Tin", "/tin.aspx?id")) and answer.status in (301, 302)
}
UNASKED: Final = {
    **dict.fromkeys((path for path in TABLE if path.startswith("/?")), "200 index.html"),
    **dict.fromkeys(("/Tin.aspx?id=Ab", "/tin.aspx?id=ab"), "404 404.html"),
    **SPACED_ARGUMENTS,
}
DOCUMENTED: Final = {ASKED, UNSLASHED, MOVED, KEEPING, QUERY, FORMS, FOLDER, SPACED, LOST, NAMED, DOTTED}
ACCENTED: Final = ("/b%C3%A0i%20c%C5%A9.html", "/chuy%E1%BB%87n-c%C5%A9-(1).html")
OTHERWISE: Final[dict[str, dict[str, dict[str, str]]]] = {
    "netlify": {
        KEEPING: {"/r307/": "302 /thoi-su/", "/r308/": "301 /thoi-su/"},
        SPACED: dict.fromkeys(("/b%C3%A0i%20c%C5%A9.html", "/ba%CC%80i%20cu%CC%83.html"), "404 404.html"),
        LOST: dict.fromkeys(("/r410/", "/r410", "/r410.html?x", "/thoi-su/2026/01/rut/", "/?p=15"), "404 404.html"),
        DOTTED: {"/.git-info": "200 .git-info"},
        ASKED: SPACED_ARGUMENTS | KEPT_ARGUMENTS,
    },
    "cloudflare": {
        ASKED: UNASKED,
        UNSLASHED: {"/thoi-su": "308 /thoi-su/", A[:-1]: f"308 {A}", f"{A[:-1]}?utm=1": f"308 {A}?utm=1"},
        LOST: dict.fromkeys(("/r410/", "/r410", "/r410.html?x", "/thoi-su/2026/01/rut/"), "404 404.html"),
        NAMED: {"/404.html": "308 /404"},
        DOTTED: {"/.git-info": "200 .git-info"},
    },
    "github-pages": {
        ASKED: UNASKED,
        MOVED: {
            **dict.fromkeys(("/r301/", "/r302/", "/Hoa/", *ACCENTED), "200 /thoi-su/"),
            "/ngoai/": "200 https://other.example/x",
            "/hoi/?a=1": "200 /thoi-su/?x=1",
            "/dau/": "200 /thoi-su/#dau",
            "/cu/Bai-A/": f"200 {A}",
        },
        KEEPING: dict.fromkeys(("/r307/", "/r308/"), "200 /thoi-su/"),
        QUERY: dict.fromkeys(("/r301/?a=1&b=%3D", "/chuy%E1%BB%87n-c%C5%A9-(1).html?a=1"), "200 /thoi-su/"),
        FORMS: {"/ba%CC%80i%20cu%CC%83.html": "404 404.html"},
        FOLDER: {"/r301": "301 /r301/", "/bao-cao": "301 /bao-cao/"},
        LOST: dict.fromkeys(("/r410/", "/r410", "/r410.html?x", "/thoi-su/2026/01/rut/"), "404 404.html"),
        DOTTED: {"/.git-info": "200 .git-info"},
    },
}
"""What a host answers otherwise, by the row of the table in docs/deploy.md that says so."""


@pytest.fixture(scope="module")
def publics(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {name: site_with_files(tmp_path_factory.mktemp(name) / "site", name).public for name in HOSTS}


def short(answer: Answer) -> str:
    return f"{answer.status} {answer.location or answer.output}"


@pytest.mark.parametrize("name", HOSTS)
def test_a_host_answers_by_the_table(name: str, publics: dict[str, Path]) -> None:
    host = HOSTS[name](publics[name])
    wanted = {path: f"{expected.status} {expected.what}" for path, expected in TABLE.items()}
    otherwise = {path: answer for row in OTHERWISE[name].values() for path, answer in row.items()}
    assert set(otherwise) <= set(wanted)
    assert {path: short(host.get(path)) for path in TABLE} == wanted | otherwise


@pytest.mark.parametrize("name", ["netlify", "cloudflare"])
def test_pages_and_errors_have_all_headers_once(name: str, publics: dict[str, Path]) -> None:
    host = HOSTS[name](publics[name])
    for path in ("/", A, "/khong/", "/tai-ve/bao-cao.pdf"):
        headers = host.get(path).headers
        assert {key for key, value in ALWAYS.items() if value not in (None, headers[key])} == set(), path
        assert "x-robots-tag" not in headers
        assert "cache-control" not in headers  # the host's own: it purges with each deploy
    block = next(publics[name].glob("_blocks/**/*.html")).relative_to(publics[name])
    answer = host.get(f"/{block.as_posix()}")
    answer = host.get(answer.location) if answer.status == 308 else answer
    assert (answer.status, answer.headers["x-robots-tag"]) == (200, "noindex")


def test_the_documentation_says_what_hosts_answer_otherwise() -> None:
    text = (DOCS / "deploy.md").read_text("utf-8").partition("### What hosts answer otherwise")[2].partition("\n#")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    assert [cell.strip("`") for cell in rows[0][1:]] == list(HOSTS)
    said = {row[0]: dict(zip(HOSTS, row[1:], strict=True)) for row in rows[2:]}
    assert set(said) == DOCUMENTED
    for name, reasons in OTHERWISE.items():
        assert {row for row in said if said[row][name]} == set(reasons), name


def test_rules_are_read_as_published(tmp_path: Path) -> None:
    (tmp_path / "_redirects").write_text(
        "# x\n/a/* /b/:splat 302\n/a/x /never\n"
        "/n/:year/:name /y/:year-:name\n/s id=:id /s/:id 301\n/co /c 301\n/ep /c 301!\n"
    )
    for name in ("co", "ep", "404.html"):
        (tmp_path / name).write_text("x")
    (tmp_path / "_headers").write_text("/*\n  A: 1\n  B: 2\n/c*\n  ! A\n  B: 3\n")
    netlify, cloudflare = Netlify(tmp_path), Cloudflare(tmp_path)
    assert short(netlify.get("/a/x/y?q=1")) == "302 /b/x/y?q=1"
    assert short(netlify.get("/n/2026/x/")) == "301 /y/2026-x"
    assert [short(netlify.get(path)) for path in ("/s?id=7", "/s", "/co", "/ep")] == [
        "301 /s/7",
        "404 404.html",
        "200 co",
        "301 /c",
    ]
    assert [short(cloudflare.get(path)) for path in ("/a/x", "/n/2026/x", "/co", "/s?id=7")] == [
        "302 /never",
        "302 /y/2026-x",
        "301 /c",
        "404 404.html",
    ]
    assert cloudflare.headers("/co") == {"b": "2, 3"}
