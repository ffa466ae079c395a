"""The first load of an article on a telephone: how many bytes, of what, as a server sends them."""

from __future__ import annotations

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Response

from tests.browser.conftest import Sites
from tests.browser.kinds import KINDS, address

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST = 130_000
PACKED = (".woff2", ".webp", ".jpg", ".png")
"""What a server does not compress once more."""


def sent(answer: Response) -> int:
    """Return the bytes of an answer's body, its text compressed."""
    body = answer.body()
    return len(body) if urlsplit(answer.url).path.endswith(PACKED) else len(gzip.compress(body, 6))


@pytest.mark.parametrize("kind", ["article", "opinion"])
def test_an_article_is_light_on_a_telephone(kind: str, browser: Browser, sites: Sites) -> None:
    """In Chromium, on a screen of 390 by 844 points of 1.75 pixels, that of Lighthouse's telephone."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, device_scale_factor=1.75, is_mobile=True, has_touch=True
    )
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.__setitem__(answer.url.rpartition("/")[2], sent(answer)))
    page.goto(address(sites, KINDS[kind]), wait_until="networkidle")
    context.close()
    assert sum(sizes.values()) <= MOST, sizes
    assert sum(size for name, size in sizes.items() if name.endswith(".js")) <= 8192
