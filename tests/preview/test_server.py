"""The server as a process: what the command prints, how it ends, what it answers over bare sockets."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import ssg
from tests.conftest import TinySite
from tests.preview.test_answers import SITE
from tests.previewing import REPOSITORY, Preview, preview, wait_for

URL = "/tin/2026/11/lu-ve/"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    tiny = TinySite(tmp_path_factory.mktemp("preview") / "site", SITE)
    (tiny.root / "secret.txt").write_text("bí mật", encoding="utf-8")
    with preview(tiny.root) as found:
        yield found


def raw(port: int, text: str | bytes) -> tuple[int, str]:
    """Send bytes as they are; give the status and all that comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as link:
        link.sendall(text if isinstance(text, bytes) else text.encode())
        answer = b""
        while chunk := link.recv(65_536):
            answer += chunk
    found = re.match(rb"HTTP/1\.1 (\d{3})", answer)
    assert found, answer
    return int(found[1]), answer.decode("utf-8", "replace")


def status(port: int, line: str, *headers: str) -> int:
    host = () if any(h.lower().startswith("host:") for h in headers) else (f"Host: 127.0.0.1:{port}",)
    return raw(port, "\r\n".join((line, *host, *headers, "Connection: close", "", "")))[0]


def test_it_listens_on_this_machine_only(running: Preview) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            pytest.skip("this machine has no other address")
        address = probe.getsockname()[0]
    if address.startswith("127."):
        pytest.skip("this machine has no other address")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((address, running.port), timeout=5).close()


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.nip.example", "localhost@evil.example"])
@pytest.mark.parametrize("path", ["/", "/_preview/", "/_preview/events", "/_preview/client.js", "/ads.txt"])
def test_another_host_gets_nothing(running: Preview, host: str, path: str) -> None:
    assert status(running.port, f"GET {path} HTTP/1.1", f"Host: {host}") == 403


def test_a_request_without_a_host_or_with_two_gets_nothing(running: Preview) -> None:
    assert raw(running.port, "GET / HTTP/1.0\r\n\r\n")[0] == 403
    both = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    assert raw(running.port, both)[0] in (400, 403)


def test_localhost_is_ours(running: Preview) -> None:
    assert status(running.port, "GET / HTTP/1.1", f"Host: localhost:{running.port}") == 200


@pytest.mark.parametrize("path", ["/", "/_preview/events", "/_preview/unpublished", "/ads.txt"])
@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1", "http://10.0.0.1:8000"])
def test_another_origin_gets_nothing(running: Preview, path: str, origin: str) -> None:
    assert status(running.port, f"GET {path} HTTP/1.1", f"Origin: {origin}") == 403


def test_our_own_origin_is_answered(running: Preview) -> None:
    assert status(running.port, "GET / HTTP/1.1", f"Origin: http://127.0.0.1:{running.port}") == 200


@pytest.mark.parametrize(
    "line",
    [
        "GET http://127.0.0.1/ HTTP/1.1",
        "GET http://evil.example/ HTTP/1.1",
        "GET //evil.example/ HTTP/1.1",
        "GET /tin#x HTTP/1.1",
        "GET /tin?a#x HTTP/1.1",
        "GET * HTTP/1.1",
        "GET /..%2fsecret.txt HTTP/1.1",
        "GET /%2e%2e/secret.txt HTTP/1.1",
        "GET /../secret.txt HTTP/1.1",
        "GET /..%5csecret.txt HTTP/1.1",
        "GET /..\\secret.txt HTTP/1.1",
        "GET /ads.txt%00.html HTTP/1.1",
        "GET /%c0%ae%c0%ae/secret.txt HTTP/1.1",
        "GET /%ff HTTP/1.1",
    ],
)
def test_odd_targets_are_refused(running: Preview, line: str) -> None:
    code, answer = raw(running.port, f"{line}\r\nHost: 127.0.0.1:{running.port}\r\nConnection: close\r\n\r\n")
    assert code == 400
    assert "bí mật" not in answer
    assert "location:" not in answer.lower()


@pytest.mark.parametrize(
    "path", ["/secret.txt", "/site.toml", "/content/tin/a.md", "/.ssg/memo.sqlite", "/%252e%252e/secret.txt"]
)
def test_files_of_the_site_that_are_not_published_are_not_there(running: Preview, path: str) -> None:
    assert status(running.port, f"GET {path} HTTP/1.1") == 404


@pytest.mark.parametrize("query", ["raw", "import&raw??", "../../secret.txt", "url=/secret.txt", "path=/../secret.txt"])
def test_a_query_never_changes_what_is_read(running: Preview, query: str) -> None:
    asked = running.get(f"/ads.txt?{query}")
    assert (asked.status, asked.data) == (200, b"x\n")
    assert running.get(f"/_preview/client.js?{query}").data == running.get("/_preview/client.js").data


def test_what_is_shown_is_chosen_by_each_browser(running: Preview) -> None:
    reply = running.get("/_preview/view?show=all&to=/tin/")
    assert (reply.status, reply.headers["location"]) == (302, "/tin/")
    assert reply.headers["set-cookie"] == "ssg-view=all; HttpOnly; Path=/; SameSite=strict"
    for odd in ("//evil.example/", "/%5Cevil.example", "https://evil.example/", ""):
        assert not running.get(f"/_preview/view?show=all&to={odd}").headers["location"].startswith(("//", "http"))
    assert "set-cookie" not in running.get("/_preview/view?show=evil&to=/").headers


def test_the_way_to_another_time_stays_on_this_site(running: Preview) -> None:
    asked = running.get("/_preview/go?now=2026-11-24T08:00&path=//evil.example/")
    assert asked.status == 302
    assert asked.headers["location"].startswith("/_preview/at/2026-11-24T08:00/")
    asked = running.get("/_preview/go?now=&path=//evil.example/%0d%0aX:y")
    assert not asked.headers["location"].startswith("//")
    assert "x" not in asked.headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_nothing_but_reading_is_allowed(running: Preview, method: str) -> None:
    answer = running.get("/", method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_head_is_get_without_the_body(running: Preview) -> None:
    for path in (URL, "/ads.txt", "/_preview/", "/khong/"):
        whole, head = running.get(path), running.get(path, "HEAD")
        assert (head.status, head.data) == (whole.status, b"")
        assert head.headers["content-length"] == whole.headers["content-length"]


PATHS = [URL, "/tin", "/ads.txt", "/khong/", "/_preview/", "/_preview/client.js", "/_preview/unpublished", "/#x"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_keeps_other_sites_out(running: Preview, path: str) -> None:
    headers = running.get(path).headers
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert not any(name.startswith("access-control") for name in headers)


def test_the_stream_of_events(running: Preview) -> None:
    with socket.create_connection(("127.0.0.1", running.port), timeout=60) as link:
        link.sendall(f"GET /_preview/events HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\n\r\n".encode())
        said = b""
        while said.count(b"data: ") < 1:
            said += link.recv(4096)
        head = said.decode().lower()
        assert "content-type: text/event-stream" in head
        assert "cross-origin-resource-policy: same-origin" in head
        assert "access-control" not in head
        file = running.root / "content/tin/a.md"
        file.write_text(file.read_text(encoding="utf-8") + "\nThêm.\n", encoding="utf-8")
        while said.count(b"data: ") < 2:
            said += link.recv(4096)
    news = json.loads(said.decode().rpartition("data: ")[2].partition("\n")[0])
    assert "content/tin/a.md" in news["changed"]
    assert "Thêm." in running.get(URL).text


def test_an_unchanged_page_is_not_sent_again(running: Preview) -> None:
    tag = running.get(URL).headers["etag"]
    assert running.get(URL, If_None_Match=tag).status == 304
    assert running.get(URL, If_None_Match='"x"').status == 200


def test_parts_of_files_can_be_asked_for(running: Preview) -> None:
    answer = running.get("/CNAME", Range="bytes=0-2")
    assert (answer.status, answer.data) == (206, b"bao")


@pytest.mark.parametrize("way", ["in place", "renamed over", "vim", "temporary file"])
def test_editors_ways_of_saving(running: Preview, way: str) -> None:
    file = running.root / "content/tin/b.md"
    text = f"---\ntitle: Đê vững\ndate: 2026-11-21\n---\nLưu kiểu {way}.\n"
    if way == "in place":
        file.write_text(text, encoding="utf-8")
    elif way == "renamed over":
        other = file.with_name(".b.md.goutputstream-X")
        other.write_text(text, encoding="utf-8")
        other.replace(file)
    elif way == "vim":
        (file.parent / "4913").write_text("")
        (file.parent / "4913").unlink()
        file.rename(file.with_name("b.md~"))
        file.write_text(text, encoding="utf-8")
        file.with_name("b.md~").unlink()
    else:
        other = file.with_name("b.md.tmp")
        other.write_text(text, encoding="utf-8")
        file.unlink()
        other.rename(file)
    wait_for(lambda: f"Lưu kiểu {way}." in running.get("/tin/2026/11/de-vung/").text)


def test_a_pipe_is_left_alone(running: Preview) -> None:
    import os

    os.mkfifo(running.root / "content/tin/ong.md")
    file = running.root / "content/tin/b.md"
    file.write_text("---\ntitle: Đê vững\ndate: 2026-11-21\n---\nSau ống.\n", encoding="utf-8")
    wait_for(lambda: "Sau ống." in running.get("/tin/2026/11/de-vung/").text)
    (running.root / "content/tin/ong.md").unlink()


def test_a_redirect_table_in_a_folder_of_its_own(tmp_path: Path) -> None:
    tiny = TinySite(tmp_path / "site", SITE)
    tiny.write("cu/dia-chi.csv", "/x/,/tin/\n")
    text = (tiny.root / "site.toml").read_text(encoding="utf-8")
    tiny.write("site.toml", f'redirects = "cu/dia-chi.csv"\n{text}')
    with preview(tiny.root) as found:
        wait_for(lambda: found.get("/x/").status == 302)
        tiny.write("cu/dia-chi.csv", "/y/,/tin/\n")
        wait_for(lambda: found.get("/y/").status == 302)
        (tiny.root / "cu").rename(tiny.root / "moi")
        tiny.write("moi/dia-chi.csv", "/z/,/tin/\n")
        tiny.write("site.toml", f'redirects = "moi/dia-chi.csv"\n{text}')
        wait_for(lambda: found.get("/z/").status == 302)
        tiny.write("moi/dia-chi.csv", "/t/,/tin/\n")
        wait_for(lambda: found.get("/t/").status == 302)


def test_folders_come_and_are_replaced(tmp_path: Path) -> None:
    tiny = TinySite(tmp_path / "site", SITE)
    with preview(tiny.root) as running:
        assert running.get(URL).status == 200
        tiny.write("data/a.json", "{}")
        tiny.write("templates/article.html", "MỚI {{ page.title }}")
        wait_for(lambda: "MỚI" in running.get(URL).text)
        tiny.write("khac/tin/a.md", "---\ntitle: Khác hẳn\ndate: 2026-11-20\n---\nx\n")
        (tiny.root / "content").rename(tiny.root / "cu")
        (tiny.root / "khac").rename(tiny.root / "content")
        wait_for(lambda: "Khác hẳn" in running.get("/tin/").text)
        tiny.write("content/tin/a.md", "---\ntitle: Lại khác\ndate: 2026-11-20\n---\nx\n")
        wait_for(lambda: "Lại khác" in running.get("/tin/").text)


@pytest.mark.parametrize("folder", ["themes/xanh", "../chung"])
def test_the_theme_that_a_site_extends_is_watched(tmp_path: Path, folder: str) -> None:
    """In the site or beside it, there or not yet."""
    tiny = TinySite(tmp_path / "site", SITE)
    tiny.write(f"{folder}/article.html", "CON {{ page.title }}")
    tiny.write("site.toml", f'title = "Báo"\n[theme]\nextends = "{folder}"\n')
    with preview(tiny.root) as running:
        assert "CON" in running.get(URL).text
        tiny.write(f"{folder}/article.html", "CHÁU {{ page.title }}")
        wait_for(lambda: "CHÁU" in running.get(URL).text)
        tiny.write("site.toml", 'title = "Báo"\n[theme]\nextends = "themes/sau"\n')
        wait_for(lambda: "E623" in running.get("/_preview/").text)
        tiny.write("themes/sau/article.html", "CHẮT {{ page.title }}")
        wait_for(lambda: "CHẮT" in running.get(URL).text)


def test_failing_templates_are_listed_with_the_page(tmp_path: Path) -> None:
    """Those of pages that were asked for, and of the first page of each kind; a template that is mended is not."""
    tiny = TinySite(tmp_path / "site", SITE)
    with preview(tiny.root) as running:
        assert "E608" not in running.get("/_preview/").text
        tiny.write("templates/archive.html", "\n{{ page.titel }}")
        wait_for(lambda: "templates/archive.html:2" in running.get("/_preview/").text)
        tiny.write("templates/article.html", "{{ page.titel }}")
        wait_for(lambda: "titel" in running.get(URL).text)
        listed = running.get("/_preview/").text
        assert "content/tin/a.md" in listed
        assert "templates/article.html:1" in listed
        tiny.write("templates/article.html", "{{ page.title }}")
        tiny.remove("templates/archive.html")
        wait_for(lambda: "E608" not in running.get("/_preview/").text)


def test_ctrl_c_ends_it_quietly(tmp_path: Path) -> None:
    tiny = TinySite(tmp_path / "site", SITE)
    with preview(tiny.root) as running, socket.create_connection(("127.0.0.1", running.port), timeout=60) as link:
        link.sendall(f"GET /_preview/events HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\n\r\n".encode())
        assert link.recv(15) == b"HTTP/1.1 200 OK"
        assert running.stop() == (130, "")


def test_a_port_that_is_taken(tmp_path: Path, running: Preview) -> None:
    tiny = TinySite(tmp_path / "site", SITE)
    command = [sys.executable, "-m", "ssg", "serve", "-C", str(tiny.root), "--port", str(running.port)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"cannot listen on 127.0.0.1:{running.port}" in done.stderr
    assert "without --port, ssg uses the next free port" in done.stderr


@pytest.mark.parametrize("host", ["nope.invalid", "a..b", "x" * 70, "192.0.2.77"])
def test_a_host_that_is_none_of_this_machine(tmp_path: Path, host: str) -> None:
    tiny = TinySite(tmp_path / "site", SITE)
    done = ssg("serve", "-C", tiny.root, "--host", host)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert f"cannot listen on {host}:8000: " in done.stderr
    assert "(--host takes an address of this machine, such as 127.0.0.1 or 0.0.0.0)" in done.stderr


def test_the_next_port_is_taken(running: Preview) -> None:
    from ssg.preview.server import Taken, listen

    found = listen("127.0.0.1", running.port, exactly=False)
    found.socket.close()
    assert running.port < found.port < running.port + 20
    with pytest.raises(Taken):
        listen("127.0.0.1", running.port, exactly=True)


def test_the_whole_network_is_warned_of(tmp_path: Path) -> None:
    tiny = TinySite(tmp_path / "site", SITE)
    with preview(tiny.root, "--host", "0.0.0.0") as running:  # noqa: S104
        assert status(running.port, "GET / HTTP/1.1", f"Host: 127.0.0.1:{running.port}") == 200
        assert status(running.port, "GET / HTTP/1.1", "Host: evil.example") == 403
        _, printed = running.stop()
    assert not printed or "can read drafts" in printed


def test_who_is_asked_for_by_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    from ssg.preview import server

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: [(0, 0, 0, "", ("192.168.1.7", 0))])
    assert "192.168.1.7" in server.own_addresses()
    assert not any(address.startswith("127.") for address in server.own_addresses())


def test_a_build_knows_nothing_of_the_server(tmp_path: Path) -> None:
    tiny = TinySite(tmp_path / "site", SITE)
    code = (
        "import sys\nfrom ssg.cli.app import run\n"
        f"assert run(['build', '-q', '-C', {str(tiny.root)!r}]) == 0\n"
        "heavy = {'starlette', 'uvicorn', 'watchfiles', 'segno', 'anyio'}\n"
        "print(sorted({n.split('.')[0] for n in sys.modules} & heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
