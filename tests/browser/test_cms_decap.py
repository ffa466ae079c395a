"""An editor writes, previews, schedules and corrects articles with Decap, whose local server writes real files.

Decap and `decap-server` come from npm into `tests/.cache`. The tests of Decap's own back end in the browser know no
folders in folders, so the files are those of the disk, by the line `local_backend` that Decap's documentation names.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ssg.cli.app import run
from ssg.deploy.headers import cms_policy
from tests.browser.patience import eventually
from tests.browser.server import serve
from tests.browser.test_cms_editing import SITE, check_published
from tests.conftest import TinySite
from tests.external.judges import judge
from tests.external.servers import free_port

pytestmark = [pytest.mark.browser, pytest.mark.external, pytest.mark.slow]

NEW = "content/thoi-su/2026/11/duong-de-dong-do-mo-them-2-lan-thong-truoc-tet.md"


@contextmanager
def files_server(root: Path) -> Iterator[int]:
    """Run decap-server on the files of a site; gives its port."""
    program, port = judge("decap-server") / "decap-server/dist/index.js", free_port()
    told = {"PORT": str(port), "BIND_HOST": "127.0.0.1", "GIT_REPO_DIRECTORY": str(root)}
    with subprocess.Popen(
        ["node", program], env={**os.environ, **told}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        try:
            assert any("listening on" in line for line in server.stdout or ())
            yield port
        finally:
            server.kill()


class Desk:
    """The page of Decap, and the site that it edits."""

    def __init__(self, page: Page, tiny: TinySite, address: str) -> None:
        self.page, self.tiny = page, tiny
        self.address = f"{address}/admin/"
        page.goto(self.address)
        page.get_by_role("button", name="Đăng nhập").click()

    def publish(self, file: str, what: str) -> str:
        """Publish, and give the text of the file once it has what was written."""
        self.page.get_by_role("button", name="Công bố").click()
        self.page.get_by_role("menuitem", name="Công bố", exact=False).first.click()
        path = self.tiny.root / file
        assert eventually(self.page, lambda: path.exists() and what in path.read_text("utf-8"))
        return path.read_text("utf-8")


@pytest.fixture
def desk(site: Callable[[str], TinySite], browser: Browser) -> Iterator[Desk]:
    """Decap of a site, in the browser of an editor in Hà Nội: it has no zone but that of the browser."""
    tiny = site(SITE)
    package = judge("decap-cms") / "decap-cms"
    made = ["cms", "decap", "--backend", "test-repo", "--lang", "vi", "--now", "2026-11-24", "--from", str(package)]
    assert run([*made, "-C", str(tiny.root)]) == 0
    said: list[str] = []
    with files_server(tiny.root) as port:
        files = f"http://localhost:{port}"
        with (tiny.root / "static/admin/config.yml").open("a", encoding="utf-8") as config:
            config.write(f"local_backend: {{url: '{files}/api/v1'}}\n")
        policy = cms_policy("test-repo").replace("connect-src", f"connect-src {files}")
        policy = policy.replace("script-src", "script-src 'unsafe-eval'")  # docs/editors.md says so
        with serve(tiny.root / "static", policy) as address:
            context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", service_workers="block")
            context.set_default_timeout(60_000)
            page = context.new_page()
            page.on("pageerror", lambda error: said.append(str(error)))
            yield Desk(page, tiny, address.replace("127.0.0.1", "localhost"))
            context.close()
    assert said == []


def test_decap_writes_previews_schedules_and_corrects(desk: Desk) -> None:
    page, tiny = desk.page, desk.tiny
    page.get_by_text("Cầu Phù Sa").wait_for()
    page.goto(f"{desk.address}#/collections/bai-2026-11-thoi-su/new")
    page.get_by_label("Tiêu đề").first.fill('Đường đê Đông Đô: mở thêm 2 làn, "thông" trước Tết')
    page.locator("input[type=datetime-local]").first.fill("2026-12-01T06:30")
    page.get_by_label("Sapo").fill("Người dân đi lại dễ hơn: giảm ùn tắc.")
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.type("Đoạn mở đầu: đường đê thông xe.")
    page.keyboard.press("Enter")
    page.keyboard.type("Đoạn hai – “ngoặc kép” và 1.200 m².")
    preview = page.frame_locator("#preview-pane")
    expect(preview.get_by_role("heading", name='mở thêm 2 làn, "thông" trước Tết')).to_be_visible()
    expect(preview.locator("p", has_text="1.200 m²")).to_be_visible()
    written = desk.publish(NEW, "1.200 m²")
    assert "date: 2026-12-01T06:30:00+07:00\n" in written
    assert written.endswith("---\nĐoạn mở đầu: đường đê thông xe.\n\nĐoạn hai – “ngoặc kép” và 1.200 m².\n")

    page.locator("a[href='#/collections/bai-2026-11-thoi-su']").click()
    page.get_by_text("Cầu Phù Sa").click()
    title = page.get_by_label("Tiêu đề").first
    expect(title).to_have_value("Cầu Phù Sa: đóng một làn trong đêm")
    title.fill("Cầu Phù Sa: đóng hai làn “trong đêm”")
    corrected = desk.publish("content/thoi-su/2026/11/cau.md", "đóng hai làn")
    for kept in ("slug: cau-phu-sa\n", "author: Đỗ Anh Khoa\n", "featured: 3\n", "date: 2026-11-20T08:00:00+07:00\n"):
        assert kept in corrected
    assert corrected.endswith("---\n\nĐoạn đầu của bài.\n\n::: note Lưu ý\nXe tải đi vòng.\n:::\n")

    check_published(tiny)
