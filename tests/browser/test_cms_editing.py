"""An editor who knows neither Markdown nor YAML writes, previews, schedules and corrects articles, with Sveltia.

The CMS comes from npm into `tests/.cache`. Its back end for tests keeps the files in the browser; they are put there
from the site, and what it has written is built.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from benchmarks.cms import IN
from ssg.cli.app import run
from ssg.deploy.headers import cms_policy
from tests.browser.patience import eventually
from tests.browser.server import serve
from tests.conftest import CONFIG, TinySite
from tests.external.judges import judge

pytestmark = [pytest.mark.browser, pytest.mark.external, pytest.mark.slow]

SITE = f"""
-- site.toml --
{CONFIG}
[[categories]]
name = "Thời sự"
[[categories]]
name = "Đời sống"
-- content/thoi-su/2026/11/cau.md --
---
title: "Cầu Phù Sa: đóng một làn trong đêm"
date: 2026-11-20T08:00:00+07:00
category: Thời sự
slug: cau-phu-sa
author: Đỗ Anh Khoa
tags: [cầu, giao thông]
featured: 3
---

Đoạn đầu của bài.

::: note Lưu ý
Xe tải đi vòng.
:::
"""
NOTE_READS = """window.read = [];
const { getFile } = FileSystemFileHandle.prototype;
FileSystemFileHandle.prototype.getFile = function () {
  window.read.push(this.name);
  return getFile.call(this);
};"""
PREVIEWED = "p:not([contenteditable] p)"
OUT = """async () => {
  const files = {};
  const walk = async (folder, at) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") await walk(handle, `${at}${name}/`);
      else files[at + name] = await handle.getFile().then((file) => file.text(), () => null); // null: being written
    }
  };
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle("sveltia-cms-test"), "");
  return files;
}"""


def check_published(tiny: TinySite) -> None:
    """Build: the correction is out without a diagnostic, and the scheduled article when it is due."""
    tiny.build()
    assert tiny.diagnostics() == ()
    public = tiny.read("thoi-su/2026/11/cau-phu-sa/index.html")
    assert "đóng hai làn “trong đêm”" in re.sub("\u00a0", " ", public)
    assert not list(tiny.public.rglob("duong-de-dong-do*"))
    assert run(["build", "-C", str(tiny.root), "--now", "2026-12-01T06:30:00+07:00", "--quiet"]) == 0
    assert list(tiny.public.rglob("duong-de-dong-do*"))


class Desk:
    """The page of the CMS, and the site whose files it has."""

    def __init__(self, page: Page, tiny: TinySite, address: str) -> None:
        self.page, self.tiny = page, tiny
        self.address = f"{address}/admin/"
        page.goto(self.address)
        page.evaluate(IN, {file.relative_to(tiny.root).as_posix(): file.read_text("utf-8") for file in self.sources()})
        page.reload()
        page.get_by_role("button", name="Làm việc với kho mã nguồn").click()

    def sources(self) -> list[Path]:
        return sorted((self.tiny.root / "content").rglob("*.md"))

    def fill(self, label: str, kind: str, text: str) -> None:
        """Fill in the field below a label."""
        field = self.page.locator("section.field", has_text=label).filter(has=self.page.locator(kind)).first
        field.locator(kind).first.fill(text)

    def save(self) -> None:
        """Save, and bring what was written into the site."""
        before = self.page.evaluate(OUT)
        self.page.get_by_role("button", name="Lưu", exact=True).click()
        self.page.wait_for_url("**/collections/bai-2026-11")  # it leaves the form once all is written
        after = self.page.evaluate(OUT)
        assert after != before
        assert None not in after.values()
        for path, text in after.items():
            if path.startswith("content/") and path.endswith(".md"):
                self.tiny.write(path, text)


@pytest.fixture
def desk(site: Callable[[str], TinySite], browser: Browser) -> Iterator[Desk]:
    """The CMS of a site, in a browser whose clock is that of another country."""
    tiny = site(SITE)
    package = judge("@sveltia/cms") / "@sveltia/cms"
    made = ["cms", "sveltia", "--backend", "test-repo", "--lang", "vi", "--now", "2026-11-24", "--from", str(package)]
    assert run([*made, "-C", str(tiny.root)]) == 0
    said: list[str] = []
    with serve(tiny.root / "static", cms_policy("test-repo")) as address:
        context = browser.new_context(locale="vi-VN", timezone_id="Europe/Berlin", service_workers="block")
        context.set_default_timeout(60_000)
        page = context.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        yield Desk(page, tiny, address)
        context.close()
    assert said == []


def test_articles_of_old_months_are_not_read(desk: Desk) -> None:
    page = desk.page
    page.evaluate(IN, {"content/thoi-su/2019/01/bai-cu.md": "---\ntitle: Bài cũ\ndate: 2019-01-02\n---\nx\n"})
    page.add_init_script(NOTE_READS)
    page.reload()
    page.get_by_text("Cầu Phù Sa").wait_for()
    assert page.evaluate("window.read") == ["cau.md"]


def test_an_article_is_written_scheduled_and_corrected(desk: Desk) -> None:
    page, tiny = desk.page, desk.tiny
    page.get_by_text("Cầu Phù Sa").wait_for()
    page.goto(f"{desk.address}#/collections/bai-2026-11/new")
    title = page.locator("input[type=text]:visible:not([role=searchbox])").first
    title.fill('Đường đê Đông Đô: mở thêm 2 làn, "thông" trước Tết')
    page.locator("input[type=datetime-local]").first.fill("2026-12-01T06:30")
    page.locator("textarea:visible").first.fill("Người dân đi lại dễ hơn: giảm ùn tắc.")
    page.get_by_text("Nội dung", exact=True).first.scroll_into_view_if_needed()
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.type("Đoạn mở đầu: đường đê thông xe.")
    page.keyboard.press("Enter")
    page.keyboard.type("Đoạn hai – “ngoặc kép” và 1.200 m².")
    assert eventually(page, lambda: "1.200 m²" in page.locator("[contenteditable=true]").first.inner_text())
    expect(page.get_by_text('mở thêm 2 làn, "thông" trước Tết')).to_be_visible()  # in the preview; a form has values
    expect(page.locator(PREVIEWED, has_text="1.200 m²")).to_be_visible()
    desk.save()
    path = "content/thoi-su/2026/11/duong-de-dong-do-mo-them-2-lan-thong-truoc-tet.md"
    written = (tiny.root / path).read_text("utf-8")
    assert "date: 2026-12-01T06:30:00+07:00\n" in written
    assert written.endswith("\n\nĐoạn mở đầu: đường đê thông xe.\n\nĐoạn hai – “ngoặc kép” và 1.200 m².\n")

    page.get_by_text("Cầu Phù Sa").click()
    title.wait_for()
    assert page.locator("input[type=datetime-local]").first.input_value() == "2026-11-20T08:00"
    title.fill("Cầu Phù Sa: đóng hai làn “trong đêm”")
    desk.save()
    corrected = (tiny.root / "content/thoi-su/2026/11/cau.md").read_text("utf-8")
    assert "title: 'Cầu Phù Sa: đóng hai làn “trong đêm”'\n" in corrected
    for kept in ("slug: cau-phu-sa\n", "author: Đỗ Anh Khoa\n", "featured: 3\n", "date: 2026-11-20T08:00:00+07:00\n"):
        assert kept in corrected
    assert corrected.endswith("\nĐoạn đầu của bài.\n\n::: note Lưu ý\nXe tải đi vòng.\n:::\n")

    check_published(tiny)


def test_a_picture_lies_with_those_of_its_month(desk: Desk, tmp_path: Path) -> None:
    page, tiny = desk.page, desk.tiny
    picture = tmp_path / "duong-de.jpg"
    Image.new("RGB", (1200, 800), "#7a3b2e").save(picture)
    page.get_by_text("Cầu Phù Sa").click()
    page.get_by_text(re.compile("^Thêm.*Ảnh đại diện")).click()
    page.get_by_role("button", name="Mở rộng").first.click()
    page.get_by_role("button", name="Duyệt tệp").wait_for()
    page.locator("input[type=file]").first.set_input_files(picture)
    page.get_by_role("button", name="Đổi tên").wait_for()
    desk.save()
    article = (tiny.root / "content/thoi-su/2026/11/cau.md").read_text("utf-8")
    assert "image:\n  src: /anh/2026/11/duong-de.jpg\n" in article
    assert "content/anh/2026/11/duong-de.jpg" in page.evaluate(OUT)
    (tiny.root / "content/anh/2026/11").mkdir(parents=True)
    picture.rename(tiny.root / "content/anh/2026/11/duong-de.jpg")
    tiny.build()
    assert tiny.diagnostics() == ()
    assert "duong-de" in tiny.read("thoi-su/2026/11/cau-phu-sa/index.html")
