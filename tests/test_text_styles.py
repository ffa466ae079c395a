"""What extensions of Markdown print, beyond the article: a style sheet where it is needed, feeds, search, edits."""

from __future__ import annotations

from collections.abc import Callable

from ssg.core.text.search import words_of
from tests.conftest import CONFIG, TinySite

MATH = f'-- site.toml --\n{CONFIG}[markdown]\nextensions = ["usual", "math"]\n'
ARTICLE = "---\ntitle: Bài {n}\ndate: 2026-11-{n:02}\n---\n\n{text}\n"
STYLES = "/css/text."


def article(number: int, text: str) -> str:
    return f"-- content/tin/{number}.md --\n{ARTICLE.format(n=number, text=text)}"


def page(tiny: TinySite, number: int) -> str:
    return tiny.read(f"tin/2026/11/bai-{number}/index.html")


def test_styles_are_loaded_where_they_are_needed(site: Callable[[str], TinySite]) -> None:
    tiny = site(MATH + article(1, "$5 và $10.") + article(2, "$x^2$") + article(3, "```python\nx = 1\n```"))
    tiny.write("content/lien-he.md", "---\ntype: page\ntitle: Liên hệ\n---\n\nGọi\n: 090\n")
    tiny.write("content/tin/_index.md", "---\n---\n\n- [x] xong\n")
    tiny.write("content/_index.md", "---\n---\n\nGDP\n\n*[GDP]: sản phẩm\n")
    tiny.build()
    assert [STYLES in page(tiny, n) for n in (1, 2, 3)] == [False, True, True]
    assert all(STYLES in tiny.read(f"{folder}index.html") for folder in ("lien-he/", "tin/", ""))


def test_a_text_that_comes_to_need_them(site: Callable[[str], TinySite]) -> None:
    tiny = site(MATH + article(1, "Giá 5.") + article(2, "Hai."))
    tiny.build()
    tiny.edit("content/tin/1.md", "Giá 5.", "$x^2$")
    before = tiny.tree()
    tiny.build()
    changed = {path for path, data in tiny.tree().items() if before[path] != data and path.endswith(".html")}
    assert changed >= {"tin/2026/11/bai-1/index.html"}
    assert "tin/2026/11/bai-2/index.html" not in changed
    assert STYLES in page(tiny, 1)
    assert tiny.tree() == clean(tiny)
    tiny.edit("content/tin/1.md", "$x^2$", "Giá 5.")
    tiny.build()
    assert STYLES not in page(tiny, 1)
    assert tiny.tree() == clean(tiny)


def clean(tiny: TinySite) -> dict[str, bytes]:
    output = tiny.root.parent / "clean"
    other = TinySite(output / tiny.root.name, "")
    for name, text in tiny.tree(tiny.root).items():
        if not name.startswith(("public/", ".ssg/")):
            other.write(name, text)
    other.build()
    return other.tree()


def test_feeds_have_the_source_of_formulas(site: Callable[[str], TinySite]) -> None:
    tiny = site(MATH + article(1, "Theo $a < b$ thì\n\n$$ x^2 $$"))
    tiny.build()
    for feed in ("feed.xml", "rss.xml", "feed.json"):
        text = tiny.read(feed)
        assert "math alttext" not in text
        assert "a &amp;lt; b" in text or "a &lt; b" in text or "a \\u0026lt; b" in text, feed


def test_the_search_finds_words_whole(site: Callable[[str], TinySite]) -> None:
    tiny = site(MATH + "[search]\nbody = true\n" + article(1, "Khí CO~2~ và GRDP\n\n*[GRDP]: sản phẩm"))
    tiny.build()
    index = b"".join(data for path, data in tiny.tree().items() if path.startswith("search/"))
    assert words_of("CO2")[0].encode() in index.lower() or b"co2" in index.lower()


def test_a_formula_that_cannot_be_read_holds_back_its_article_alone(site: Callable[[str], TinySite]) -> None:
    tiny = site(MATH + article(1, "$\\frac{1$") + article(2, "Hai."))
    built = tiny.try_build(keep_going=True)
    assert built.published is not None
    assert [(d.code, str(d.place)) for d in built.diagnostics] == [("E210", "content/tin/1.md:6:1")]
    assert (tiny.public / "tin/2026/11/bai-2/index.html").exists()
