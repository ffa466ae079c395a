"""The newspapers that the gate looks at: full ones with real names, one without pictures, one of three articles."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.browser.fronts import HEADLINES, SAPO, full_site, young_site
from tests.samples import NOW, run_build

AUTHOR = "Nguyễn Thị Ngọc Ánh"
EXTRA = f"""[[authors]]
name = "{AUTHOR}"
role = "Phóng viên thường trú khu vực Đồng bằng sông Cửu Long và Đông Nam Bộ"
bio = "Hai mươi năm viết về đê điều, thủy lợi và đời sống của những người sống bên các dòng sông lớn."
email = "ngoc.anh@tapchi.example"
photo = "/doc.jpg"
"""
COLUMNS = ("Địa phương", "Diện tích (km²)", "Dân số (nghìn người)", "Mật độ", "2021", "2022", "2023", "2024", "Ghi chú")
ROWS = (
    *(
        "Thành phố Hồ Chí Minh | 6.772,6 | 14.002,6 | 2.067 | 1.372 | 1.480 | 1.621 | 1.778 | Gồm Bình Dương".split(
            "|"
        ),
    ),
    *(
        "Bà Rịa - Vũng Tàu (cũ) | 1.982,6 | 1.187,5 | 599 | 345 | 390 | 389 | 417 | Nay thuộc TP. Hồ Chí Minh".split(
            "|"
        ),
    ),
)
TABLE = "\n".join(
    [
        f"| {' | '.join(COLUMNS)} |",
        f"|{'---|' * len(COLUMNS)}",
        *(f"| {' | '.join(cell.strip() for cell in row)} |" for row in ROWS * 4),
    ]
)
PARAGRAPH = (
    "Ngày 6-6-2027, tại TP. Hồ Chí Minh, PGS.TS Nguyễn Văn Hiệp cho biết mật độ trung bình là 214/km², cao hơn 12,5 % "
    "so với năm 2025; tổng mức đầu tư 1.200 tỉ đồng – tương đương 46 triệu USD – sẽ được giải ngân trong 18 tháng."
)
TEXT = f"""
{PARAGRAPH}

## Một đề mục phụ dài như trong các bài phân tích, có số 1.200 tỉ đồng và dấu hỏi ở cuối phải không?

{PARAGRAPH}

![Chân dung](/doc.jpg "Ông Nguyễn Văn Hiệp, nguyên Viện trưởng Viện Khoa học Thủy lợi miền Nam | Ảnh: TTXVN")

{TABLE}

> {SAPO}

::: info Bạn cần biết
- {PARAGRAPH}
- Đường dây nóng: 090 000 0026
:::

![](/nho.jpg "Tranh nhỏ | Ảnh: TTXVN")

### Một đề mục nhỏ hơn

{PARAGRAPH}

{PARAGRAPH}
"""
LIVE = f"""
{SAPO}

- {PARAGRAPH}

## 08:24 ngày 20-11-2026 Khai mạc phiên họp toàn thể của Hội đồng Khoa học và Công nghệ quốc gia {{.chinh}}

{PARAGRAPH}

## 09:10 Thảo luận tại hội trường

{PARAGRAPH}
"""

VIDEO = f"::: video https://www.youtube.com/watch?v=SongHong026 {SAPO[:80]}\n:::\n\n{PARAGRAPH}\n"

PRESETS = ("nhanh", "tap-chi")


class Sites(NamedTuple):
    """The folders to serve."""

    full: Path
    plain: Path
    young: Path
    quick: Path
    magazine: Path


def built(folder: Path) -> Sites:
    """Give the output folders of all of them, built in `folder`."""
    return Sites(*(folder / name / "public" for name in ("full", "plain", "young", *PRESETS)))


def build(folder: Path) -> None:
    """Build all of them."""
    full_site(folder / "full", EXTRA, articles=90)
    article(folder / "full", "bang", f"image: /ngang.jpg\nauthor: {AUTHOR}\nsource: Thông tấn xã Việt Nam\n", TEXT)
    article(folder / "full", "chan-dung", f"image: /doc.jpg\nlayout: opinion\nauthor: {AUTHOR}\n", TEXT)
    article(folder / "full", "truc-tiep", "type: live\nimage: /ngang.jpg\n", LIVE)
    article(folder / "full", "dai", f"layout: longread\nimage: /ngang.jpg\nauthor: {AUTHOR}\n", TEXT)
    for number in range(1, 6):
        article(folder / "full", f"phim-{number}", "layout: video\n" + "image: /ngang.jpg\n" * (number < 4), VIDEO)
    run_build(folder / "full", NOW)
    full_site(folder / "plain", pictures=False, articles=40)
    young_site(folder / "young")
    for name in PRESETS:
        full_site(folder / name, f'{EXTRA}[theme]\npreset = "{name}"\n', articles=30)


def article(folder: Path, slug: str, front: str, text: str) -> None:
    """Write an article of the section that has all pages."""
    front += f"slug: {slug}\ntags: [Biến đổi khí hậu, Đồng bằng sông Cửu Long, Thủy lợi]\n"
    head = f"title: {HEADLINES[2]!r}\ndate: 2026-11-20 23:00\ncategory: Khoa học - Công nghệ\nsummary: {SAPO!r}\n"
    file = folder / "content" / f"{slug}.md"
    file.write_text(f"---\n{head}{front}---\n{text}", encoding="utf-8")
