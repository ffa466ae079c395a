"""The 34 provinces and cities of Viet Nam since 1/7/2025, where each stands on a map of tiles, and former names. Data.

Hoàng Sa belongs to Đà Nẵng, Trường Sa to Khánh Hòa; both have tiles of their own.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from ssg.core.text.slug import slugify


class Tile(NamedTuple):
    """A tile: what is written on it, its column and row, and the province whose value it shows."""

    label: str
    column: int
    row: int
    province: str


_PLACED: Final = (
    *(("Lai Châu", 0, 0), ("Lào Cai", 1, 0), ("Tuyên Quang", 2, 0), ("Cao Bằng", 3, 0)),
    *(("Điện Biên", 0, 1), ("Sơn La", 1, 1), ("Phú Thọ", 2, 1), ("Thái Nguyên", 3, 1), ("Lạng Sơn", 4, 1)),
    *(("Hà Nội", 2, 2), ("Bắc Ninh", 3, 2), ("Quảng Ninh", 4, 2)),
    *(("Ninh Bình", 2, 3), ("Hưng Yên", 3, 3), ("Hải Phòng", 4, 3)),
    *(("Thanh Hóa", 2, 4), ("Nghệ An", 2, 5), ("Hà Tĩnh", 2, 6), ("Quảng Trị", 2, 7)),
    *(("Huế", 3, 8), ("Đà Nẵng", 3, 9), ("Quảng Ngãi", 3, 10), ("Gia Lai", 3, 11), ("Đắk Lắk", 3, 12)),
    *(("Lâm Đồng", 2, 13), ("Khánh Hòa", 3, 13)),
    *(("Tây Ninh", 1, 14), ("Đồng Nai", 2, 14)),
    *(("Đồng Tháp", 1, 15), ("TP Hồ Chí Minh", 2, 15)),
    *(("An Giang", 0, 16), ("Vĩnh Long", 1, 16), ("Cà Mau", 0, 17), ("Cần Thơ", 1, 17)),
)
_SHORT: Final = {"TP Hồ Chí Minh": "TP.HCM"}
NAMES: Final = tuple(name for name, _, _ in _PLACED)
"""The provinces, from the north to the south."""
TILES: Final = (
    *(Tile(_SHORT.get(name, name), column, row, name) for name, column, row in _PLACED),
    Tile("Hoàng Sa", 4, 9, "Đà Nẵng"),
    Tile("Trường Sa", 4, 13, "Khánh Hòa"),
)
"""The tiles of the map."""
MERGED: Final = {
    **dict.fromkeys(("Hà Giang",), "Tuyên Quang"),
    **dict.fromkeys(("Yên Bái",), "Lào Cai"),
    **dict.fromkeys(("Bắc Kạn",), "Thái Nguyên"),
    **dict.fromkeys(("Vĩnh Phúc", "Hòa Bình"), "Phú Thọ"),
    **dict.fromkeys(("Bắc Giang",), "Bắc Ninh"),
    **dict.fromkeys(("Thái Bình",), "Hưng Yên"),
    **dict.fromkeys(("Hải Dương",), "Hải Phòng"),
    **dict.fromkeys(("Hà Nam", "Nam Định"), "Ninh Bình"),
    **dict.fromkeys(("Quảng Bình",), "Quảng Trị"),
    **dict.fromkeys(("Quảng Nam",), "Đà Nẵng"),
    **dict.fromkeys(("Kon Tum",), "Quảng Ngãi"),
    **dict.fromkeys(("Bình Định",), "Gia Lai"),
    **dict.fromkeys(("Phú Yên",), "Đắk Lắk"),
    **dict.fromkeys(("Ninh Thuận",), "Khánh Hòa"),
    **dict.fromkeys(("Đắk Nông", "Bình Thuận"), "Lâm Đồng"),
    **dict.fromkeys(("Bình Phước",), "Đồng Nai"),
    **dict.fromkeys(("Bình Dương", "Bà Rịa - Vũng Tàu"), "TP Hồ Chí Minh"),
    **dict.fromkeys(("Long An",), "Tây Ninh"),
    **dict.fromkeys(("Tiền Giang",), "Đồng Tháp"),
    **dict.fromkeys(("Bến Tre", "Trà Vinh"), "Vĩnh Long"),
    **dict.fromkeys(("Sóc Trăng", "Hậu Giang"), "Cần Thơ"),
    **dict.fromkeys(("Bạc Liêu",), "Cà Mau"),
    **dict.fromkeys(("Kiên Giang",), "An Giang"),
}
"""The provinces that are parts of others since 1/7/2025."""
_BEFORE: Final = ("thanhpho", "tinh", "tp")
_AFTER: Final = ("city", "province")
_OTHERS: Final = {
    **dict.fromkeys(("ho chi minh", "tp hcm", "hcm", "hcmc", "sai gon"), "TP Hồ Chí Minh"),
    **dict.fromkeys(("thua thien hue",), "Huế"),
    **dict.fromkeys(("dac lac",), "Đắk Lắk"),
    **dict.fromkeys(("bac can",), "Bắc Kạn"),
    **dict.fromkeys(("ba ria", "vung tau"), "Bà Rịa - Vũng Tàu"),
}
"""Other names of provinces, and of former ones."""


def _letters(written: str) -> str:
    """Return a name without accents, spaces and marks: programs write `Hanoi`, `Ha Noi`, `HANOI`."""
    return slugify(written).replace("-", "")


_BY_LETTERS: Final = {
    **{_letters(name): name for name in (*NAMES, *MERGED)},
    **{_letters(other): name for other, name in _OTHERS.items()},
}


def province(written: str) -> str:
    """Return the province that a name in any spelling means; "" for none."""
    found = _meant(written)
    return "" if found in MERGED else found


def former(written: str) -> str:
    """Return the former province that a name means, a key of `MERGED`; "" for none."""
    found = _meant(written)
    return found if found in MERGED else ""


def _meant(written: str) -> str:
    letters = _letters(written)
    begin = next((one for one in _BEFORE if letters.startswith(one)), "")
    end = next((one for one in _AFTER if letters.endswith(one)), "")
    spellings = (
        letters,
        letters.removeprefix(begin),
        letters.removesuffix(end),
        letters[len(begin) :].removesuffix(end),
    )
    return next((_BY_LETTERS[one] for one in spellings if one in _BY_LETTERS), "")
