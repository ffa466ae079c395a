"""Sites whose names, menus and front pages are as full, and as empty, as real ones are."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from tests.samples import NOW, run_build

TITLE = "Tạp chí Khoa học và Công nghệ Việt Nam"
TAGLINE = "Tiếng nói của trí thức khoa học, công nghệ cả nước ta"
SECTIONS = (
    *("Thời sự - Chính trị", "Khoa học - Công nghệ", "Kinh tế - Đầu tư", "Giáo dục - Đào tạo", "Y tế - Sức khỏe"),
    *("Văn hóa - Nghệ thuật", "Thể thao", "Pháp luật - Bạn đọc", "Quốc phòng - An ninh", "Tài nguyên - Môi trường"),
    *("Nông nghiệp - Nông thôn", "Doanh nghiệp - Doanh nhân", "Du lịch", "Thế giới", "Đời sống - Xã hội"),
)
CHILDREN = ("Tin trong ngày", "Phân tích - Bình luận", "Phóng sự - Điều tra", "Ảnh", "Đối thoại chính sách", "Hồ sơ")
HEADLINES = (
    "Hà Nội dự kiến hoàn thành toàn tuyến đường sắt đô thị số 5 trước thời hạn mười tám tháng",
    "Thí điểm hệ thống cảnh báo lũ sớm tại 214 km đê",
    "Nghị quyết mới về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia được thông qua",
    "Gặp người giữ nghề đúc đồng",
    "Vì sao giá nhà ở xã hội tại các thành phố lớn vẫn ngoài tầm với của người lao động thu nhập thấp?",
)
SAPO = (
    "Báo cáo của cơ quan chuyên môn cho thấy các chỉ tiêu chính đều vượt kế hoạch, song việc giải phóng mặt bằng "
    "ở bốn quận nội thành còn chậm và cần được tháo gỡ trong quý tới."
)


def _site(folder: Path, extra: str = "") -> None:
    folder.mkdir(parents=True)
    toml = f'title = "{TITLE}"\ntagline = "{TAGLINE}"\nbase_url = "https://tapchi.example"\n[pictures]\nwidths = []\n'
    toml += 'shapes = false\n[publisher]\nowner = "Cơ quan chủ quản: Liên hiệp các Hội Khoa học và Kỹ thuật"\n'
    toml += '[home]\nsections = ["lead", "opinion", "latest", "topic", "picks", "most-read", "photos", "videos", '
    toml += f'"panels", "topics"]\nlatest = 8\n{extra}'
    for section in SECTIONS:
        toml += f'[[categories]]\nname = "{section}"\nslug = "{_slug(section)}"\n'
        for child in CHILDREN:
            toml += f'[[categories]]\nname = "{child}"\nslug = "{_slug(section)}-{_slug(child)}"\n'
            toml += f'parent = "{_slug(section)}"\n'
    (folder / "site.toml").write_text(toml, encoding="utf-8")


def _slug(name: str) -> str:
    from ssg.core.text.slug import slugify

    return slugify(name)


def _article(folder: Path, number: int, front: str = "", section: str = "") -> None:
    section = section or SECTIONS[number % len(SECTIONS)]
    title = f"{HEADLINES[number % len(HEADLINES)]} ({number})"
    front += f"slug: bai-{number}\n"
    text = f"---\ntitle: {title!r}\ndate: 2026-11-{20 - number // 12:02} {22 - number % 12:02}:{number % 60:02}\n"
    text += f"category: {section}\nsummary: {SAPO!r}\nauthor: Nguyễn Thị Ngọc Ánh\n{front}---\n\nĐoạn văn.\n"
    path = folder / "content" / f"bai-{number:03}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def full_site(folder: Path, extra: str = "", *, pictures: bool = True, articles: int = 120) -> Path:
    """Build a newspaper with fifteen sections of six, long names and three breaking items."""
    _site(folder, extra)
    if pictures:
        for name, size in {"ngang": (960, 640), "doc": (640, 960), "nho": (240, 160)}.items():
            file = folder / "content" / f"{name}.jpg"
            file.parent.mkdir(exist_ok=True)
            Image.new("RGB", size, "#7a8b6e").save(file)
    for number in range(articles):
        front = f"image: /{('ngang', 'ngang', 'doc', 'nho')[number % 4]}.jpg\n" if pictures and number % 5 else ""
        front += "breaking: 2026-12-31\n" if number in (3, 4, 5) else ""
        front += "topic: Đường sắt đô thị\n" if number in (1, 16, 31, 46) else ""
        front += "topic: Mùa lũ muộn\n" if number in (6, 21, 36) else ""
        front += "layout: opinion\n" if number in (8, 50, 51) else ""
        front += "layout: photo\n" if number == 22 else "layout: video\n" if number == 23 else ""
        front += "featured: true\n" if number in (40, 41, 42) else ""
        _article(folder, number, front)
    data = folder / "data"
    data.mkdir()
    listed = ", ".join(f'"/content/bai-{number:03}.md"' for number in (60, 61, 2, 63, 64))
    (data / "most-read.json").write_text(f"[{listed}]".replace("/content/", ""), encoding="utf-8")
    return run_build(folder, NOW)


def young_site(folder: Path) -> Path:
    """Build a newspaper with the same sections and three articles without pictures."""
    _site(folder)
    for number in range(3):
        _article(folder, number)
    return run_build(folder, NOW)
