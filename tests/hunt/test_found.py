"""What the hunts have found, each as the smallest site that shows it."""

from __future__ import annotations

from collections.abc import Callable

from ssg.request import Choice
from tests.conftest import CONFIG, TinySite
from tests.hunt.comparing import clean_tree, differences, tree_of
from tests.previewing import Looking

ARTICLE = "---\ntitle: {0}\nslug: {0}\ndate: 2026-11-{1}\nauthor: {2}\n---\nVăn bản.\n"


def stale(tiny: TinySite) -> str:
    """Build, and say what is not as a clean build makes it."""
    tiny.build()
    return differences(tree_of(tiny.public), clean_tree(tiny.root, Choice(tiny.now), tiny.root.with_name("clean")))


def test_an_article_in_another_file(site: Callable[[str], TinySite]) -> None:
    """Ids in feeds are made of the file's name."""
    config = f'{CONFIG}[feeds]\ncontent = "summary"\n'
    tiny = site(f"-- site.toml --\n{config}-- content/tin/a.md --\n{ARTICLE.format('a', 20, 'A')}")
    tiny.build()
    (tiny.root / "content/tin/a.md").rename(tiny.root / "content/tin/b.md")
    assert stale(tiny) == ""


def test_what_is_related_in_a_preview(site: Callable[[str], TinySite]) -> None:
    """“Có thể bạn quan tâm” goes by texts, in a preview as in a build."""
    flood = "Lũ trên sông Đáy lên nhanh, đê tả Đáy ở xã Viên An bị tràn, hàng trăm hộ dân phải sơ tán trong đêm."
    other = "Quán phở gánh mở lúc ba giờ sáng ở phố cổ, khách xếp hàng ngồi ghế nhựa bên hè."
    articles = (
        ARTICLE.format(name, 20, "A").replace("Văn bản.", f"Mở đầu.\n\n{text}")
        for name, text in (("a", flood), ("b", other))
    )
    config = f"-- site.toml --\n{CONFIG}[blocks.lien-quan]\nleast = 30\n"
    literal = "".join(f"-- content/tin/{name}.md --\n{text}" for name, text in zip("ab", articles, strict=True))
    tiny = site(config + literal)
    tiny.write("templates/article.html", "{{ block('lien-quan') }}")
    looking = Looking(tiny)
    assert "/tin/2026/11/a/" not in looking.text("/tin/2026/11/b/")
    tiny.edit("content/tin/b.md", other, flood)
    looking.tell("content/tin/b.md")
    found, new = looking.everything(), Looking(tiny)
    assert differences(found, new.everything()) == ""
    for one in (looking, new):
        one.close()


def test_texts_that_are_read_otherwise(site: Callable[[str], TinySite]) -> None:
    """The file is as it was, but what lists show of it is not: `site.toml` says how it is read."""
    theme = "-- templates/category.html --\n{% for c in page.cards %}<p>{{ c.summary }}</p>{% endfor %}\n"
    text = ARTICLE.format("a", 20, "A").replace("Văn bản.", 'Ông nói "có" -- rồi đi.')
    tiny = site(f"-- site.toml --\n{CONFIG}[markdown]\ntypography = false\n{theme}-- content/tin/a.md --\n{text}")
    tiny.build()
    before = tiny.read("tin/index.html")
    tiny.edit("site.toml", "typography = false", "typography = true")
    assert stale(tiny) == ""
    assert tiny.read("tin/index.html") != before
