"""What is withdrawn is in no file of the output, compressed or not, however many pages, lists and files showed it."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import brotli
from PIL import Image

from ssg.deploy.ping import changed_pages
from tests.command import ssg
from tests.conftest import TinySite

FILES = """-- site.toml --
title = "Báo Thử"
base_url = "https://example.vn"
compress = ["gzip", "br"]
[search]
body = true
[share]
draw = true
[deploy]
includes = "ssi"
files = ["nginx"]
keep = 7
[deploy.targets.may-chu]
url = "file:///tmp/server"
[[authors]]
name = "Lò Thị Mận"
[[categories]]
name = "Thời sự"
[[pages]]
url = "/co-anh/"
title = "Có ảnh"
has = "picture"
[[outputs]]
name = "json"
kind = "article"
[[outputs]]
name = "doi-tac"
path = "/doi-tac.xml"
profile = "google-news"
[[outputs]]
name = "thu"
template = "outputs/newsletter.html"
path = "/thu/{yyyy}-{mm}-{dd}.html"
every = "day"
[[outputs]]
name = "nhung"
template = "outputs/widget.html"
path = "/nhung/"
tag = "gió lốc"
-- data/most-read.json --
["/thoi-su/2026/11/con-bao-ra-khoi-gio-giat-mua/"]
-- data/front/home.toml --
[[slot]]
name = "lead"
article = "thoi-su/bao.md"
-- content/thoi-su/bao.md --
---
title: Con bão ra khơi, gió giật & mưa
date: 2026-11-23 08:00
summary: Gió giật cấp mười bảy.
image: {src: anh-bao.jpg, alt: Cây đổ, caption: Cây đổ ngang đường}
authors: [Lò Thị Mận]
tags: [gió lốc]
topic: Mùa gió
series: {name: Ký sự gió, part: 1}
featured: true
breaking: 2026-11-29
aliases: [/cu/con-bao/]
corrections:
  - {date: 2026-11-23 10:00, text: Gió cấp mười sáu thôi.}
---
Nhà bay mái.

![Mái tôn](mai-ton.png)
-- content/thoi-su/khac.md --
---
title: Tin khác
date: 2026-11-22 08:00
related: [bao.md]
tags: [mưa]
---
Xem [bài trước](bao.md).
-- content/thoi-su/en.md --
---
title: The storm
date: 2026-11-23 09:00
language: en
translation_of: bao.md
---
Wind.
"""
WORDS = ("Con bão ra khơi", "con-bao", "anh-bao", "mai-ton", "Gió giật", "Gió cấp", "Nhà bay mái", "Cây đổ", "gio-loc")
URL = "/thoi-su/2026/11/con-bao-ra-khoi-gio-giat-mua/"
"""Its title, addresses, pictures, texts; names that no other article has."""


def picture(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (660, 400), colour).save(file, "JPEG")
    return file.getvalue()


def texts(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield the names and contents of all files, decompressed, also with the escapes of JSON undone."""
    decompress = {"gz": gzip.decompress, "br": brotli.decompress}
    for path, data in files.items():
        text = decompress.get(path.rpartition(".")[2], bytes)(data).decode("utf-8", "replace")
        yield path, f"{path}\n{text}\n{json.loads(text) if path.endswith('.json') else ''}"


def shown(files: dict[str, bytes]) -> set[str]:
    """Return the files that show something of the article."""
    words = {*WORDS, *map(quote, WORDS), *(json.dumps(word)[1:-1] for word in WORDS)}
    return {path for path, text in texts(files) if any(word in text for word in words)}


def test_it_is_in_no_file(site: Callable[[str], TinySite], tmp_path: Path) -> None:
    """Neither in the output, nor in what is to be uploaded, nor on the server after the next deploy."""
    tiny, server = site(FILES), tmp_path / "server"
    tiny.write("content/thoi-su/anh-bao.jpg", picture("red"))
    tiny.write("content/thoi-su/mai-ton.png", picture("blue"))
    tiny.edit("site.toml", "file:///tmp/server", server.as_uri())
    now = ("-C", tiny.root, "--now", tiny.now.isoformat())
    assert ssg("build", *now, "--delta", tiny.root / "delta").returncode == 0
    before = shown(tiny.tree())
    assert len(before) > 100
    assert ssg("deploy", "-C", tiny.root).returncode == 0
    assert shown(tiny.tree(server)) >= before

    tiny.edit("content/thoi-su/bao.md", "featured", "withdrawn: {date: 2026-11-24 07:00, reason: Sai nguồn}\nfeatured")
    assert ssg("build", *now, "--delta", tiny.root / "delta", "--report", tiny.root / "report.json").returncode == 0
    assert not shown(tiny.tree())
    delta = tiny.tree(tiny.root / "delta")
    removed = set(delta.pop(".removed").decode().split())
    assert not shown(delta)
    assert removed >= before - tiny.tree().keys()
    report = json.loads((tiny.root / "report.json").read_text())
    gone = {f"https://example.vn{url}" for url in (URL, URL[:-1], "/cu/con-bao/", "/tag/gio-loc/")}
    assert gone <= set(report["urls_changed"]), "what a cache must forget"
    assert set(changed_pages("https://example.vn", report["written"], report["removed"])) >= gone - {
        f"https://example.vn{URL[:-1]}"
    }
    assert "removed" in ssg("deploy", "-C", tiny.root).stdout
    kept = tiny.tree(server)
    manifest = kept.pop(".ssg-deploy/head.json.gz")
    assert not shown(kept)
    assert b"con-bao" not in gzip.decompress(manifest)


def test_explain_proves_it_or_names_what_is_left(site: Callable[[str], TinySite]) -> None:
    tiny = site(FILES)
    tiny.edit("content/thoi-su/bao.md", "featured", "withdrawn: 2026-11-24 07:00\nfeatured")
    tiny.build()
    asked = ("explain", "--shows", "content/thoi-su/bao.md", "-C", tiny.root, "--now", tiny.now.isoformat())
    proof = ssg(*asked)
    assert (proof.returncode, proof.stderr) == (0, "")
    assert f"withdrawn since 24/11/2026 07:00; gone (410): {URL}, /cu/con-bao/\n" in proof.stdout
    assert "nothing shows it: " in proof.stdout
    elsewhere = ssg(*asked, "-o", tiny.root / "pubic")
    assert (elsewhere.returncode, elsewhere.stdout) == (1, "")
    assert "nothing was searched: " in elsewhere.stderr
    tiny.edit("content/thoi-su/khac.md", "Xem", f"[Đây]({URL})")
    tiny.write("static/cu.html", "<p>Con bão ra khơi, gi&#243; giật &amp; mưa</p>")
    tiny.build()
    found = ssg(*asked)
    assert (found.returncode, found.stdout) == (1, "")
    assert "still shown or named: /cu.html" in found.stderr
    assert "still shown or named: /thoi-su/2026/11/tin-khac/" in found.stderr
