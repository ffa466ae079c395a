"""Real servers on a free port of 127.0.0.1, with nothing but the files that a build has written for them."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

NGINX = """daemon off; {user} worker_processes 1; pid {temp}/nginx.pid; error_log {temp}/error.log; {modules}
events {{ worker_connections 64; }}
http {{
  access_log off; client_body_temp_path {temp}/b; proxy_temp_path {temp}/p; fastcgi_temp_path {temp}/f;
  uwsgi_temp_path {temp}/u; scgi_temp_path {temp}/s;
  include /etc/nginx/mime.types;
  include {first}/nginx/once.conf;
  {tables}
  {servers}
}}
"""
SERVER = "server {{ listen 127.0.0.1:{port}; root {root}; include {deploy}/nginx/server.conf; {more} }}"
MODULES = "authz_core mime dir alias setenvif headers rewrite deflate filter include mpm_event".split()
APACHE = """ServerRoot {temp}
Listen 127.0.0.1:{port}
ServerName localhost
PidFile {temp}/apache.pid
ErrorLog {temp}/error.log
Mutex file:{temp}
{modules}
TypesConfig /etc/mime.types
DocumentRoot {root}
<Directory {root}>
AllowOverride All
Require all granted
</Directory>
"""
CADDY = """{{
\tadmin off
\tauto_https off
}}
import {deploy}/caddy/ssg.caddy
http://127.0.0.1:{port} {{
\troot * {root}
\timport ssg
}}
"""
BROTLI = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


class Client:
    """Asks one server, over one connection."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def head(self, path: str) -> Answer:
        return self.ask("HEAD", path)

    def ask(self, method: str, path: str, **headers: str) -> Answer:
        self._connection.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        answer = self._connection.getresponse()
        return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())

    def close(self) -> None:
        self._connection.close()


def find(tool: str, package: str) -> str:
    """Find a program, also where only root looks for one. A test without it is skipped."""
    found = shutil.which(tool, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if found is None:
        pytest.skip(f"needs {tool} (Debian: apt-get install {package})")
    return found


def nginx_of(temp: Path, sites: Sequence[tuple[Path, Path]], port: int = 8000) -> str:
    """Write a configuration of nginx for sites: the root of each, and the folder with its files for servers."""
    brotli = Path(BROTLI).exists()
    more = "brotli_static on;" if brotli else ""
    return NGINX.format(
        temp=temp,
        user="user root;" if os.geteuid() == 0 else "",
        modules=f"load_module {BROTLI};" if brotli else "",
        first=sites[0][1],
        tables="\n  ".join(f"include {deploy}/nginx/http.conf;" for _, deploy in sites),
        servers="\n  ".join(
            SERVER.format(port=port + number, root=root, deploy=deploy, more=more)
            for number, (root, deploy) in enumerate(sites)
        ),
    )


def _command(kind: str, root: Path, deploy: Path, temp: Path, port: int) -> list[str]:
    values: dict[str, object] = {"root": root, "deploy": deploy, "temp": temp, "port": port}
    config = temp / f"{kind}.conf"
    if kind == "nginx":
        program = find("nginx", "nginx-light")
        config.write_text(nginx_of(temp, [(root, deploy)], port), encoding="utf-8")
        return [program, "-p", str(temp), "-c", str(config)]
    if kind == "apache":
        program = find("apache2", "apache2-bin")
        lines = [f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in MODULES]
        values["modules"] = "\n".join(lines)
        config.write_text(APACHE.format_map(values), encoding="utf-8")
        return [program, "-f", str(config), "-X"]
    program = find("caddy", "caddy")
    config.write_text(CADDY.format_map(values), encoding="utf-8")
    return [program, "run", "--config", str(config), "--adapter", "caddyfile"]


def free_port() -> int:
    """Find a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def running(kind: str, command: Sequence[str], temp: Path, port: int) -> Iterator[None]:
    """Run a server until it answers at a port, and end it with the block."""
    env = {**os.environ, "HOME": str(temp), "XDG_DATA_HOME": str(temp), "XDG_CONFIG_HOME": str(temp)}
    with (temp / "said").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env=env)
    try:
        for _ in range(600):
            with socket.socket() as attempt:
                if process.poll() is not None or attempt.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        else:
            pytest.fail(f"{kind} does not answer")
        if process.poll() is not None:
            log = temp / "error.log"
            pytest.fail((temp / "said").read_text() + (log.read_text() if log.exists() else ""))
        yield
    finally:
        process.terminate()
        process.wait(60)


@contextmanager
def serve(kind: str, root: Path, deploy: Path, temp: Path) -> Iterator[Client]:
    """Let a server of a kind (nginx, apache, caddy) serve `root`, by the files in `deploy`."""
    temp.mkdir(parents=True)
    port = free_port()
    with running(kind, _command(kind, root, deploy, temp, port), temp, port):
        client = Client(port)
        try:
            yield client
        finally:
            client.close()
