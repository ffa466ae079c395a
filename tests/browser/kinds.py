"""One page of each kind, to look at: `sample:` in the repository's newsroom, `everything:` in `tests/everything`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.browser.conftest import Sites

FULL = "everything:/nhip-song-thu-do/2026/11/a-e-o-y-mot-bai-co-du-moi-thu-hon-the/"
MISSING = "sample:/khong-co/trang/nay/"
REDIRECT = "everything:/cu/du-thu/"

KINDS = {
    "home": "sample:/",
    "article": "sample:/di-san/2026/11/bay-tram-ngay-ha-giai-mot-ngoi-dinh/",
    "photo story": "sample:/nhip-song-thu-do/2026/11/mot-vong-ha-noi-buoi-som-dau-dong/",
    "article with everything": FULL,
    "live article": "everything:/kinh-te/2026/11/tuong-thuat-truc-tiep-phien-cho/",
    "category": "sample:/thoi-su/",
    "numbered page": "everything:/thu-do/page/1/",
    "tag": "sample:/tag/di-san/",
    "author": "sample:/author/minh-ha/",
    "topic": "sample:/topic/mua-lu-song-hong-2026/",
    "archive": "sample:/archive/",
    "month": "sample:/archive/2026/11/",
    "search": "sample:/search/",
    "404": MISSING,
}


def address(sites: Sites, place: str) -> str:
    """Give the address of `site:/path`."""
    site, _, path = place.partition(":")
    return {"sample": sites.sample, "everything": sites.everything}[site] + path
