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
    "video": "sample:/di-san/2026/11/phuong-roi-dong-cac-dien-lai-tich-tro-vang-bong-sau-muoi-nam/",
    "opinion": "sample:/tuyen-sinh/2026/11/ba-mon-thi-va-nhung-bua-com-toi-vang-tieng-cuoi/",
    "long read": "sample:/moi-truong/2026/11/nhung-canh-rung-di-ra-bien/",
    "brief": "sample:/giao-thong/2026/11/pho-ben-nuoc-di-mot-chieu/",
    "sponsored content": "sample:/thi-truong/2026/11/gach-phu-sa-lo-nung-khong-khoi/",
    "boxes and embeds": "sample:/giao-thong/2026/11/cau-phu-sa-hop-long-truoc-han-47-ngay/",
    "part of a series": "sample:/khoa-hoc/2026/10/doc-con-nuoc-phan-2-phep-tinh-truoc-binh-minh/",
    "series": "sample:/series/doc-con-nuoc/",
    "article with everything": FULL,
    "live article": "everything:/kinh-te/2026/11/tuong-thuat-truc-tiep-phien-cho/",
    "plain page": "sample:/toa-soan/chinh-sach-bao-mat/",
    "plain page with a picture": "sample:/toa-soan/",
    "category": "sample:/thoi-su/",
    "section with a text": "everything:/thu-do/",
    "numbered page": "everything:/thu-do/page/1/",
    "tag": "sample:/tag/di-san/",
    "author": "sample:/author/minh-ha/",
    "topic": "sample:/topic/mua-lu-song-hong-2026/",
    "page of the site's own": "everything:/tuong-thuat/",
    "archive": "sample:/archive/",
    "month": "sample:/archive/2026/11/",
    "search": "sample:/search/",
    "404": MISSING,
}


def address(sites: Sites, place: str) -> str:
    """Give the address of `site:/path`."""
    site, _, path = place.partition(":")
    return {"sample": sites.sample, "everything": sites.everything}[site] + path
