"""One Chromium for all browser tests (of one worker, under pytest-xdist), and one build of each site."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.patience import LIMIT
from tests.browser.server import serve
from tests.samples import everything_once, sample_once

expect.set_options(timeout=1_000 * LIMIT)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
MISSING = "there is no Chromium at /usr/bin/chromium or as `chromium` on the PATH (Debian: apt-get install chromium)"


class Sites(NamedTuple):
    """Addresses, without a slash at the end, and folders of the built sites."""

    sample: str
    everything: str
    sample_folder: Path
    everything_folder: Path


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """Both sites, built and served."""
    sample, everything = sample_once(tmp_path_factory), everything_once(tmp_path_factory)
    with ExitStack() as stack:
        addresses = [stack.enter_context(serve(root)) for root in (sample, everything)]
        yield Sites(addresses[0], addresses[1], sample, everything)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium. Without one the test is skipped."""
    found = "/usr/bin/chromium" if Path("/usr/bin/chromium").exists() else shutil.which("chromium")
    if found is None:
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader in Hà Nội, with all pages' scripts at work. Its cache is shared: tests must leave nothing in it."""
    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", service_workers="block")
    context.set_default_timeout(1_000 * LIMIT)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """An empty tab."""
    page = context.new_page()
    yield page
    page.close()


@pytest.fixture
def still(browser: Browser) -> Iterator[Page]:
    """A tab that runs no JavaScript."""
    context = browser.new_context(locale="vi-VN", java_script_enabled=False)
    context.set_default_timeout(1_000 * LIMIT)
    yield context.new_page()
    context.close()
