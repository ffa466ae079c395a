"""Guarded articles: nothing of what only some may read is in any file but the guarded one; and what all others see."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest

from tests.conftest import CONFIG, TinySite, article_file
from tests.test_plain_pages import check_against_clean

ACCESS = '[access]\nsign_in = "https://id.example/?back={url}"\nsubscribe = "/thue-bao/"\n'
MORE = """[[categories]]
name = "Tin"
[[categories]]
name = "Kinh tế"
access = "paid"
[[categories]]
name = "Chứng khoán"
parent = "kinh-te"
[[outputs]]
name = "json"
kind = "article"
[deploy]
files = ["nginx", "caddy", "apache", "cloudflare"]
"""
FREE = MORE.replace('access = "paid"', "")
TEMPLATES = "feeds/rss.xml outputs/list.json outputs/llms.txt outputs/newsletter.html outputs/newsletter.txt"
LISTS = "".join(
    f'[[outputs]]\nname = "o{number}"\npath = "/o{number}.{name.rpartition(".")[2]}"\ntemplate = "{name}"\n'
    for number, name in enumerate(TEMPLATES.split())
)
WHOLE = f'compress = ["gzip"]\n{ACCESS}{MORE}{LISTS}[search]\nbody = true\n[related]\nin_text_after = 1\n'
HEAD = {"title": "Bài", "date": "2026-11-20", "tags": "[lũ]", "author": "An"}
PATH = "2026/11/bai"

# Every construct of a text; `kín` and a number mark what may be nowhere but in the guarded file.
REST = """Đoạn kín1.

## Mục kín2

- Mục kín3

> Trích kín4

![kín5](x.svg "kín6 | kín7")

::: gallery
![kín8](x.svg "kín9")
:::

::: info kín10
kín11
:::

::: quote kín12
kín13
:::

::: chu chu="kín14"
kín15
:::

::: embed https://youtu.be/aqz-KE-bpKQ kín16
:::

::: video phim.mp4 kín17
![kín18](x.svg)
:::

| kín19 | kín20 |
|---|---|
| kín21 | kín22 |

```python
kín23
```

[kín24](b.md "kín25") và [kín26](https://a.vn/?kín27) `kín28` TTKT.

*[TTKT]: kín29

kín30
: kín31

<details><summary>kín32</summary>kín33</details>

Hết[^1] và ^[kín34].

[^1]: kín35
"""
FILES = f"""-- templates/boxes/chu.html --
{{#- chu: text -#}}
<p class="chu">{{{{ args["chu"] }}}} {{{{ content }}}}</p>
-- content/tin/x.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>
-- content/tin/phim.mp4 --
x
{article_file("tin/b.md", **{**HEAD, "title": "B"})}"""
OPEN = "Đoạn mở một.\n\nĐoạn mở hai.\n\n"
WORDS = {f"kín{number}" for number in range(1, 36)}


def body_of(tiny: TinySite) -> dict[str, str]:
    """Give every file of the output as text, the compressed copies too."""
    found = {}
    for path, data in tiny.tree().items():
        found[path] = (gzip.decompress(data) if path.endswith(".gz") else data).decode("utf-8", "replace")
    return found


def words_in(text: str) -> set[str]:
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)
    return set(re.findall(r"kín[0-9]+", unquote(plain)))


def leaks(tiny: TinySite) -> dict[str, set[str]]:
    """Give the guarded words by the file that has them, but for the guarded files."""
    folded = {word.replace("í", "i") for word in WORDS}
    found = {}
    for path, text in body_of(tiny).items():
        has = (words_in(text) & WORDS) | (folded & set(re.findall(r"\bkin[0-9]+\b", text)))
        if has and not path.startswith("access/"):
            found[path] = has
    return found


def guarded(tiny: TinySite) -> list[str]:
    return sorted(path for path in tiny.tree() if path.startswith("access/"))


@pytest.mark.parametrize("layout", ["standard", "photo", "video", "longread", "opinion"])
def test_the_rest_is_in_the_guarded_file_alone(site: Callable[[str], TinySite], layout: str) -> None:
    front = {**HEAD, "access": "paid", "layout": layout, "image": "x.svg", "featured": 1, "series": "Loạt"}
    tiny = site(f"-- site.toml --\n{CONFIG}{WHOLE}{FILES}{article_file('tin/a.md', OPEN + REST, **front)}")
    tiny.build()
    assert leaks(tiny) == {}
    path = f"access/paid/tin/{PATH}/index.html"
    assert guarded(tiny) == [path, f"{path}.gz"]
    for text in (tiny.read(path), gzip.decompress((tiny.public / f"{path}.gz").read_bytes()).decode()):
        missing = WORDS - words_in(text) - {"kín29"}
        assert missing == set(), layout
        assert "Đoạn mở hai." in text
        assert '<meta name="robots" content="noindex">' in text
    assert "Đoạn mở hai." in tiny.read(f"tin/{PATH}/index.html")
    assert "kín" not in tiny.read(f"tin/{PATH}/index.html")
    files = body_of(tiny).items()
    assert not [name for name, text in files if re.search("sitemap|robots|feed|rss", name) and "/access/" in text]


def test_a_guarded_live_report_has_its_entries_in_the_guarded_file(site: Callable[[str], TinySite]) -> None:
    text = f"{OPEN}## 8:00 kín1 {{.key}}\n\nkín2\n\n## 9:00 kín3\n\n{REST.replace('## Mục', '### Mục')}"
    front = {**HEAD, "access": "registered", "type": "live"}
    tiny = site(f"-- site.toml --\n{CONFIG}{WHOLE}{FILES}{article_file('tin/a.md', text, **front)}")
    assert "content/tin/a.md:6:9: warning[W475]" in tiny.said()
    tiny.build()
    assert leaks(tiny) == {}
    assert not [path for path in tiny.tree() if path.endswith("live.html")]
    assert {"kín1", "kín2", "kín3", "kín35"} <= words_in(tiny.read(f"access/registered/tin/{PATH}/index.html"))
    page = tiny.read(f"tin/{PATH}/index.html")
    assert "LiveBlogPosting" not in page
    assert "js/live" not in page


@pytest.mark.parametrize("more", ['paid_body = "omit"\n', 'default = "paid"\nparagraphs = 0\npaid_body = "omit"\n'])
def test_an_omitted_rest_is_nowhere(site: Callable[[str], TinySite], more: str) -> None:
    front = {**HEAD, "access": "paid"}
    literal = f"-- site.toml --\n{CONFIG}[access]\n{more}{MORE}{FILES}{article_file('tin/a.md', OPEN + REST, **front)}"
    tiny = site(literal.replace("Đoạn mở", "Đoạn kín1") if "= 0" in more else literal)
    tiny.build()
    assert leaks(tiny) == {}
    assert guarded(tiny) == []
    page = tiny.read(f"tin/{PATH}/index.html")
    assert "Subscribers" not in page
    assert 'class="gate"' in page
    assert "data-rest" not in page
    assert ("Đoạn mở hai." in page) is ("= 0" not in more)


def test_files_of_an_omitted_rest_are_not_published(site: Callable[[str], TinySite]) -> None:
    """A recording is the whole text, and whatever lies in `/media/` is open to everybody."""
    files = "".join(f"-- content/tin/{name} --\nx\n" for name in ("doc.mp3", "tep.pdf", "mo.pdf", "rieng.svg"))
    files = files.replace(
        "rieng.svg --\nx", 'rieng.svg --\n<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>'
    )
    text = "Một [mở](mo.pdf).\n\nHai [b](b.md).\n\nBa [kín1](tep.pdf).\n\n![kín2](rieng.svg)\n\n[kín3](khong-co.pdf)"
    front = {**HEAD, "access": "paid", "audio": "doc.mp3"}
    tiny = site(f"-- site.toml --\n{CONFIG}{ACCESS}{FILES}{files}{article_file('tin/a.md', text, **front)}")
    assert "E302" in tiny.said()
    tiny.edit("site.toml", "[access]", '[access]\npaid_body = "omit"')
    tiny.build()
    check_against_clean(tiny)
    assert leaks(tiny) == {}
    named = sorted(path.rpartition("/")[2].partition(".")[0] for path in tiny.tree() if path.startswith("media/"))
    assert named == ["mo"]
    page = tiny.read(f"tin/{PATH}/index.html")
    assert 'href="/media/tin/mo.' in page
    assert 'href="/tin/2026/11/b/"' in page
    tiny.edit("content/tin/a.md", "khong-co.pdf", "mo.pdf")
    tiny.edit("site.toml", 'paid_body = "omit"', "")
    tiny.build()
    check_against_clean(tiny)
    assert {"doc", "tep", "rieng"} <= {path.rpartition("/")[2].partition(".")[0] for path in tiny.tree()}


@pytest.mark.parametrize("access", ["free", "registered"])
def test_what_is_left_out_from_now_on_does_not_stay_for_a_while(site: Callable[[str], TinySite], access: str) -> None:
    """Other files whose names carry a digest do; these are the text itself, as it was read aloud, or its pictures."""
    files = "".join(f"-- content/tin/{name} --\nx{name}\n" for name in ("doc.mp3", "tep.pdf", "mo.pdf"))
    text = "Một [mở](mo.pdf).\n\nHai.\n\nBa [kín1](tep.pdf). ![kín2](x.svg)"
    article = article_file("tin/a.md", text, **HEAD, access=access, audio="doc.mp3")
    tiny = site(f"-- site.toml --\n{CONFIG}{WHOLE}{FILES}{files}{article}")
    tiny.edit("site.toml", "[access]", "[access]\nparagraphs = 2")
    tiny.build()
    tiny.edit("site.toml", "paragraphs = 2", 'paragraphs = 2\npaid_body = "omit"')
    tiny.edit("content/tin/a.md", f"access: {access}", "access: paid")
    tiny.build()
    assert leaks(tiny) == {}
    named = {path.rpartition("/")[2].partition(".")[0] for path in tiny.tree() if path.startswith("media/")}
    assert named == {"mo"}
    check_against_clean(tiny)


def test_a_text_that_leaves_little_to_guard_is_said(site: Callable[[str], TinySite]) -> None:
    table = "| Mặt hàng | Giá |\n|---|---|\n" + "".join(f"| Hàng {n} | {n} đồng |\n" for n in range(40))
    text = f"Một.\n\n{table}\nHai.\n\nBa kín1.\n"
    tiny = site(f"-- site.toml --\n{CONFIG}{ACCESS}{article_file('tin/a.md', text, **HEAD, access='paid')}")
    assert "content/tin/a.md:6:9: warning[W474]: only 2 of 167 words of a guarded text are guarded" in tiny.said()
    tiny.edit("content/tin/a.md", "Ba kín1.", "Ba kín1. " * 25)
    assert "W474" not in tiny.said()


@pytest.mark.parametrize(
    ("deploy", "said"),
    [
        ('files = ["netlify", "nginx"]', "netlify: shows /access/ to everybody"),
        ('files = ["cloudflare"]\n[deploy.targets.kho]\nurl = "s3://kho/bao"', "cloudflare, kho: shows /access/"),
        ('files = ["nginx"]\n[deploy.targets.may]\nurl = "rsync://may/bao/"', ""),
    ],
)
def test_places_that_show_everything_are_named(site: Callable[[str], TinySite], deploy: str, said: str) -> None:
    text = f"-- site.toml --\n{CONFIG}{ACCESS}[deploy]\n{deploy}\n{FILES}"
    assert (said or "N765") in site(text).said() or not said
    assert "N765" not in site(text.replace("[access]", '[access]\npaid_body = "omit"')).said()
    assert said or "N765" not in site(text).said()


def test_what_readers_and_search_engines_get(site: Callable[[str], TinySite]) -> None:
    free = article_file("tin/c.md", OPEN + "Ba.", **{**HEAD, "title": "C"})
    article = article_file("tin/a.md", OPEN + REST, **HEAD, access="paid")
    tiny = site(f"-- site.toml --\n{CONFIG}{WHOLE}{FILES}{article}{free}")
    tiny.build()
    page = tiny.read(f"tin/{PATH}/index.html")
    (graph,) = re.findall(r'ld\+json">(.*?)</script>', page)
    news = next(one for one in json.loads(graph) if one["@type"] == "NewsArticle")
    assert news["isAccessibleForFree"] is False
    assert news["hasPart"] == [{"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"}]
    assert f'<div class="paywall" data-rest="/access/paid/tin/{PATH}/">' in page
    assert f'href="https://id.example/?back=https%3A%2F%2Fexample.vn%2Ftin%2F{PATH.replace("/", "%2F")}%2F"' in page
    assert '<a class="button" href="/thue-bao/">' in page
    assert f'<a href="/access/paid/tin/{PATH}/" rel="nofollow">' in page
    assert "sign-locked" in tiny.read("index.html")
    assert "sign-locked" not in tiny.read("tin/2026/11/c/index.html").partition("</main>")[0].partition("<aside")[0]
    entry = next(one for one in json.loads(tiny.read("feed.json"))["items"] if one["title"] == "Bài")
    assert entry["content_html"].endswith(f'<p><a href="https://example.vn/tin/{PATH}/">Đọc tiếp</a></p>\n')
    assert json.loads(tiny.read(f"tin/{PATH}/index.json"))["access"] == "paid"
    other = tiny.read("tin/2026/11/c/index.html")
    assert '"isAccessibleForFree":true' in other.replace(": ", ":")
    assert "access.js" not in other
    assert "paywall" not in other


def test_the_article_read_aloud_is_guarded_too(site: Callable[[str], TinySite]) -> None:
    front = {**HEAD, "access": "paid", "audio": "doc.mp3"}
    sound = "-- content/tin/doc.mp3 --\nx\n"
    shown = '[outputs.podcast]\nimage = "/x.jpg"\ncategory = "News"\n'
    podcast = f'[[outputs]]\nname = "p"\npath = "/p.xml"\nhas = "audio"\n{shown}'
    free = article_file("tin/c.md", **{**HEAD, "title": "C", "audio": "nghe.mp3"}) + "-- content/tin/nghe.mp3 --\nx\n"
    article = article_file("tin/a.md", OPEN + REST, **front)
    tiny = site(f"-- site.toml --\n{CONFIG}{ACCESS}{podcast}{FILES}{sound}{article}{free}")
    tiny.build()
    assert re.findall("<title>(C|Bài)</title>", tiny.read("p.xml")) == ["C"]
    assert "/media/tin/nghe." in tiny.read("p.xml")
    named = {path for path, text in body_of(tiny).items() if "doc" in text and "/media/tin/doc" in text}
    assert named == {f"access/paid/tin/{PATH}/index.html"}


@pytest.mark.parametrize(
    ("path", "front", "level"),
    [
        ("tin/a.md", {}, ""),
        ("tin/a.md", {"access": "registered"}, "registered"),
        ("kinh-te/a.md", {}, "paid"),
        ("kinh-te/a.md", {"access": "free"}, ""),
        ("chung-khoan/a.md", {}, "paid"),
        ("x/a.md", {"category": "Chứng khoán"}, "paid"),
        ("kinh-tee/a.md", {}, "paid"),  # misspelt: read as the category that is meant
        ("kinh-te/a.md", {"access": "Registered"}, "registered"),
    ],
)
def test_who_may_read(site: Callable[[str], TinySite], path: str, front: dict[str, str], level: str) -> None:
    tiny = site(f"-- site.toml --\n{CONFIG}{ACCESS}{MORE}{article_file(path, OPEN + 'Ba.', **HEAD, **front)}")
    tiny.build()
    assert [name.split("/")[1] for name in guarded(tiny)] == ([level] if level else [])


@pytest.mark.slow
def test_changed_rules_are_as_in_a_clean_build(site: Callable[[str], TinySite]) -> None:
    files = "".join(
        article_file(f"{folder}/{n}.md", OPEN + f"Ba {n}.\n\nBốn.", **{**HEAD, "title": f"{folder} {n}"}, **more)
        for folder in ("tin", "kinh-te", "chung-khoan")
        for n, more in ((1, {}), (2, {"access": "paid"}), (3, {"access": "free"}))
    )
    tiny = site(f"-- site.toml --\n{CONFIG}{ACCESS}{MORE}{files}")
    tiny.build()
    changes = (
        ("site.toml", "[access]\n", "[access]\nparagraphs = 1\n", 5),
        ("site.toml", 'access = "paid"', 'access = "registered"', 2),
        ("site.toml", 'name = "Kinh tế"\naccess = "registered"', 'name = "Kinh tế"', 2),
        ("site.toml", "[access]\n", '[access]\ndefault = "registered"\n', 3),
        ("content/tin/3.md", "access: free", "access: paid", 1),
        ("content/tin/3.md", "access: paid\n", "", 1),
        ("site.toml", "[access]\n", '[access]\npaid_body = "omit"\n', 7),
        ("site.toml", 'paid_body = "omit"\n', 'paid_text = "Mời <đọc>"\n', 7),
        ("site.toml", "Mời <đọc>", "Mời & <đọc>", 0),
        ("site.toml", 'default = "registered"\nparagraphs = 1\n', "paragraphs = 3\n", 9),
    )
    for name, old, new, parsed in changes:
        tiny.edit(name, old, new)
        tiny.build()
        assert tiny.work.parsed <= parsed, new
        check_against_clean(tiny)
    assert "Mời &amp; &lt;đọc&gt;" in tiny.read("tin/2026/11/tin-2/index.html")


def test_a_new_guarded_article_is_as_in_a_clean_build(site: Callable[[str], TinySite]) -> None:
    files = "".join(article_file(f"tin/{n}.md", OPEN + "Ba.", **{**HEAD, "title": f"Tin {n}"}) for n in range(5))
    tiny = site(f"-- site.toml --\n{CONFIG}{ACCESS}{files}")
    tiny.build()
    tiny.add(article_file("tin/9.md", OPEN + "Ba kín1.", **{**HEAD, "title": "Mới", "access": "paid"}))
    tiny.build()
    assert len(guarded(tiny)) == 1
    check_against_clean(tiny)
    tiny.edit("content/tin/9.md", "access: paid", "access: free")
    tiny.build()
    assert guarded(tiny) == []
    check_against_clean(tiny)
    tiny.edit("content/tin/9.md", "access: free", "access: registered\ndraft: true")
    tiny.build()
    assert leaks(tiny) == {}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Một kín1.", ""),
        ("Một.\n\nHai kín1.", "Một."),
        ("::: info\nkín1\n:::\n\nMột kín2.", ""),
        ("", ""),
        ("## Mục\n\nMột.\n\n- kín1", ""),
    ],
)
def test_something_is_always_left(site: Callable[[str], TinySite], text: str, shown: str) -> None:
    tiny = site(f"-- site.toml --\n{CONFIG}{ACCESS}{article_file('tin/a.md', text, **HEAD, access='paid')}")
    assert "content/tin/a.md:6:9: warning[W474]" in tiny.said()
    tiny.build()
    assert leaks(tiny) == {}
    assert shown in tiny.read(f"tin/{PATH}/index.html")


def test_the_beginning_stands_in_for_a_summary_only_if_everybody_may_read_it(site: Callable[[str], TinySite]) -> None:
    tiny = site(f"-- site.toml --\n{CONFIG}{ACCESS}{article_file('tin/a.md', OPEN + 'Ba.', **HEAD, access='paid')}")
    tiny.build()
    assert 'name="description" content="Đoạn mở một."' in tiny.read(f"tin/{PATH}/index.html")
    tiny.edit("site.toml", "[access]", "[access]\nparagraphs = 0")
    tiny.build()
    assert not [path for path, text in body_of(tiny).items() if "mở một" in text and not path.startswith("access/")]


def test_html_that_is_trusted_and_broken_guards_more(site: Callable[[str], TinySite]) -> None:
    text = "<div>\n\nMột kín1.\n\nHai kín2.\n\nBa kín3.\n"
    trusted = f"-- site.toml --\n{CONFIG}{ACCESS}" + '[markdown]\nraw_html = "trust"\n'
    tiny = site(trusted + article_file("tin/a.md", text, **HEAD, access="paid"))
    tiny.try_build()
    assert leaks(tiny) == {}


@pytest.mark.parametrize(
    ("config", "front", "said"),
    [
        ("", "access: paid", "content/tin/a.md:4:9: error[E473]: `access: paid`, but readers cannot sign in"),
        ("[access]\nparagraphs = 1\n", "access: paid", "content/tin/a.md:4:9: error[E473]"),
        (
            ACCESS,
            "access: piad",
            "content/tin/a.md:4:9: error[E114]: `access` must be `free` or `registered` or `paid`",
        ),
        (ACCESS, "access: true", "content/tin/a.md:4:9: error[E114]"),
        (ACCESS, "access: [paid]", "content/tin/a.md:4:9: error[E1"),
        (ACCESS, "access: paid\ntype: page", "content/tin/a.md:4:9: error[E154]: `access: paid` in a text that"),
        ('[access]\ndefault = "paid"\n', "x: 1", "site.toml:4:11: error[E504]: missing `access.sign_in`"),
        (
            '[[categories]]\nname = "A"\naccess = "paid"\n',
            "x: 1",
            "site.toml:5:10: error[E504]: missing `access.sign_in`",
        ),
        (
            '[access]\ndefault = "all"\n',
            "x: 1",
            'error[E505]: `access.default` must be one of "free", "paid", "registered"',
        ),
        ('[access]\nsign_in = "javascript:x"\n', "x: 1", "error[E507]: `access.sign_in` must begin with"),
        ('[access]\nsign_in = "https://a.vn/{back}"\n', "x: 1", "error[E507]: `access.sign_in` may contain only"),
        (f'{ACCESS}[deploy]\nfiles = ["github-pages"]\n', "x: 1", "error[E505]: github-pages shows every file to"),
    ],
)
def test_bad_input(site: Callable[[str], TinySite], config: str, front: str, said: str) -> None:
    tiny = site(
        f"-- site.toml --\n{CONFIG}{config}-- content/tin/a.md --\n---\ntitle: A\ndate: 2026-11-20\n{front}\n---\nx\n"
    )
    assert said in tiny.said()
    assert not tiny.public.exists() or not tiny.tree()


def test_signing_in_is_noticed_without_an_edit_of_the_article(site: Callable[[str], TinySite]) -> None:
    tiny = site(f"-- site.toml --\n{CONFIG}{article_file('tin/a.md', OPEN + 'Ba.', **HEAD, access='paid')}")
    assert "E473" in tiny.said()
    tiny.write("site.toml", CONFIG + ACCESS)
    tiny.build()
    assert len(guarded(tiny)) == 1
    tiny.write("site.toml", CONFIG)
    assert "E473" in tiny.said()


def test_an_error_does_not_bring_back_a_text_that_is_guarded_by_now(site: Callable[[str], TinySite]) -> None:
    files = article_file("kinh-te/a.md", OPEN + "Ba kín1.", **HEAD) + article_file("tin/b.md", **{**HEAD, "title": "B"})
    tiny = site(f"-- site.toml --\n{CONFIG}{ACCESS}{FREE}{files}")
    tiny.build()
    assert leaks(tiny) != {}
    tiny.write("site.toml", CONFIG + ACCESS + MORE)
    tiny.edit("content/kinh-te/a.md", "title: Bài", "title: Bài\nupdated: 2026-13-13")
    tiny.build(keep_going=True)
    assert leaks(tiny) == {}


def test_servers_keep_guarded_files_from_caches(site: Callable[[str], TinySite]) -> None:
    tiny = site(f"-- site.toml --\n{CONFIG}{WHOLE}{FILES}")
    tiny.build()
    beside = {path.name: path.read_text() for path in (tiny.root / "public-deploy").rglob("*") if path.is_file()}
    assert '"~^[0-9]+ /access/" "private, no-store";' in beside["http.conf"]
    assert "location ^~ /access/ { return 403; }" in beside["server.conf"]
    assert 'header /access/* Cache-Control "private, no-store"' in beside["site.caddy"]
    assert "/access/*\n  Cache-Control: private, no-store\n  X-Robots-Tag: noindex\n" in tiny.read("_headers")
    assert 'Header always set Cache-Control "private, no-store" "expr=%{REQUEST_URI} =~ m#^/access/#"' in tiny.read(
        ".htaccess"
    )
    plain = site(f"-- site.toml --\n{CONFIG}{FREE}{FILES}")
    plain.build()
    texts = [path.read_text() for path in (plain.root / "public-deploy").rglob("*") if path.is_file()]
    assert not any("/access/" in text for text in (*texts, plain.read("_headers"), plain.read(".htaccess")))
