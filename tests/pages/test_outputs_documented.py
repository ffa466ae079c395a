"""The examples of `docs/outputs.md`: all of them in one site, which is built without anything to say of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

from tests.conftest import CONFIG, TinySite, article_file
from tests.documents import DOCS, code_of, table

_TEMPLATE = re.compile(r"^`(templates/[^`]+)`:\n\n```jinja\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TOML = re.compile(r"^```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def documented() -> str:
    text = (DOCS / "outputs.md").read_text(encoding="utf-8")
    files = "".join(f"-- {name} --\n{body}" for name, body in _TEMPLATE.findall(text))
    config = "\n".join(_TOML.findall(text))
    return f'-- site.toml --\n{CONFIG}[[categories]]\nname = "Thủ đô"\n{config}{files}'


def test_the_examples_are_true(site: Callable[[str], TinySite]) -> None:
    titles = {2: "Bài 2", 3: "'Bài \"3\", a'", 4: "Bài 4"}
    articles = "".join(
        article_file(f"thu-do/{n}.md", title=titles[n], date=f"2026-11-2{n} 05:00", summary="Tóm tắt.")
        for n in range(2, 5)
    )
    tiny = site(documented() + articles)
    built = tiny.build()
    assert tiny.said(built) == ""
    for path in re.findall(r'^path = "(/?[^"{]*[^"{/])"$', documented(), re.MULTILINE):
        found = list(tiny.public.rglob(path.rpartition("/")[2]))
        assert found, path
    assert tiny.read("tieu-de.txt").startswith("24/11/2026 05:00 Bài 4\nhttps://example.vn/thu-do/2026/11/bai-4/\n")
    cells = [row[0] for row in csv.reader(io.StringIO(tiny.read("bang.csv")))]
    assert cells == ["Bài 4", 'Bài "3", a', "Bài 2"]
    # What is said of editions: from 06:00 to 06:00, published at its end, none without articles.
    assert [p.name for p in sorted((tiny.public / "ban-tin").glob("*.json"))] == [
        f"2026-11-{day}.json" for day in (22, 23, 24)
    ]


def test_every_shipped_template_is_documented() -> None:
    named = {name for row in table("outputs.md", "Outputs").rows for name in code_of(row[1])}
    shipped = {f"outputs/{file.name}" for file in (DOCS.parent / "templates/outputs").iterdir()}
    assert named == shipped | {"feeds/rss.xml", "feeds/atom.xml", "article.json"}
