"""The marks of other systems, by kind, and what to write in their place. Data only."""

from __future__ import annotations

import re
from typing import Final

from ssg.core.message import say
from ssg.core.patterns import pattern

LONGEST: Final = 500

KINDS: Final = (
    (say("shortcode of Hugo"), pattern(r"\{\{[<%]"), pattern(rf"\{{\{{[<%][^{{}}]{{0,{LONGEST}}}?[>%]\}}\}}")),
    (
        say("tag of Liquid"),
        pattern(r"\{[%{#]"),
        pattern(
            rf"(?<!\{{)\{{%[^{{}}]{{0,{LONGEST}}}?%\}}|\{{\{{(?![<%])[^\n{{}}]{{1,{LONGEST}}}\}}\}}"
            rf"|\{{#[^\n{{}}]{{1,{LONGEST}}}#\}}"
        ),
    ),
    (
        say("shortcode of WordPress"),
        pattern(r"\[[a-z/]"),
        pattern(
            rf"\[[a-z][\w-]{{1,30}}\s+[\w-]{{1,30}}=[^\[\]\n]{{1,{LONGEST}}}\]"
            r"|\[/(?!(?:url|img|quote|code|color|size|font|center|left|right|list)\])[a-z][\w-]{1,30}\]"
            r"|\[(?:gallery|embed|caption|playlist|audio|video)\]|\[(?:vc|et_pb|fusion|av|su|tdc)_[a-z_]{1,40}\]"
        ),
    ),
    (
        say("import of MDX"),
        pattern(r"(?:im|ex)port\s"),
        pattern(
            r"^(?:import\s[^\n]{1,200}\sfrom\s+|import\s+)['\"][^'\"\n]+['\"];?|^export\s(?:const|default)\s",
            re.MULTILINE,
        ),
    ),
    (say("tag of ERB or PHP"), pattern("<%"), pattern(rf"<%[^\n]{{0,{LONGEST}}}?%>")),
    (
        say("mark of a forum"),
        pattern(r"\[/"),
        pattern(r"\[/(?:b|i|u|s|url|img|quote|code|color|size|font|center|left|right|list)\]"),
    ),
    (
        say("table of contents of another system"),
        pattern(r"\[_?(?:toc|TOC)"),
        pattern(r"@?\[(?:toc|TOC)\](?![\[(:])|\[\[_?(?:toc|TOC)_?\]\]"),
    ),
    (
        say("admonition of another system"),
        pattern(r"!!!|\[!|::"),
        pattern(
            r"^!!!\+? \w[^\n]*|^\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]"
            r"|^::[ ]?(?:info|hộp|quote|trích|gallery|thư viện|video|embed|nhúng|related|note|tip|warning)\b[^\n:]*$",
            re.MULTILINE,
        ),
    ),
    (
        say("mark of another Markdown"),
        pattern(r"==|\+\+|[~^$]|:[a-z]|\n:|\*\[|\[[ xX]\]"),
        pattern(
            r"(?<!=)==(?=[^\s=])[^=\n]{0,200}(?<=[^\s=])==(?!=)"
            r"|(?<![\w+])\+\+(?=\w)[^+\n]{0,200}(?<=\w)\+\+(?![\w+])"
            r"|(?<=[a-zA-Z])~[0-9]{1,3}~|(?<=\w)\^[0-9]{1,3}\^|(?<![\w:/.]):[a-z][a-z_]{2,30}:(?![\w:/])"
            r"|(?<=[^\s\0]\n): {0,3}\S[^\n]{0,60}|^\*\[[^\[\]\n]{1,60}\]: \S[^\n]{0,60}|\A\[[ xX]\] (?=\S)"
            r"|\$\$[^$\n]{1,200}\$\$|(?<![\w$])\$(?=[^\s$0-9])[^$\n]{0,100}[\\^_{][^$\n]{0,100}\$(?![\w$])"
        ),
    ),
    (
        say("mark of a converter or of a preprocessor"),
        pattern("@@[A-Za-z]"),
        pattern(rf"(?<![\w@])@@[A-Za-z][\w-]{{0,40}}(?:\([^()\n]{{0,{LONGEST}}}\)|[^@\n]{{0,{LONGEST}}}@@)?"),
    ),
    (say("wiki link"), pattern(r"\[\["), pattern(r"!?\[\[(?!_?(?:toc|TOC)_?\]\])[^\[\]\n]{1,200}\]\]")),
    (
        say("attributes in braces behind a text"),
        pattern(r"\{[.#a-z]"),
        pattern(
            r"(?<=\S)\{(?:[.#][a-zA-Z][\w-]{0,60}(?: {1,3}[.#][\w-]{1,60}){0,8}"
            r"|(?:target|rel|class|style|id|title|lang|align|width|height|loading)=[^{}\n]{1,200})\}"
        ),
    ),
    (say("attribute list of Kramdown"), pattern(r"\{:"), pattern(r"\{:\s?[.#\w][^{}\n]{0,200}\}")),
)
"""What a kind is called, what each of its marks has in it, which `re` finds fast, and how they are written."""
SIGNS: Final = pattern(
    # By the first character, of a class that `re` looks for at the speed of `str.find`; then by what must be before it.
    r"[{\[<=+~^:$@](?:(?<=\{)[{%:#.a-z]|(?<=\[)|(?<=<)%|(?<==)=|(?<=\+)\+|(?<=\w[~^])[0-9]|(?<=:)[a-z]|(?<=\$)"
    r"|(?<=@)@[A-Za-z])"
)
BEGINNINGS: Final = pattern(r"\n(?:: |::|import\s|export\s|!!!)")
"""What every text has that may hold a mark: one of `SIGNS`, or one of these at the beginning of a line."""

TAG: Final = pattern(
    r"</?(?:o|w|v|m|x|g|fb|st1|svg|wp|content):[a-z][\w-]{0,30}(?:\s[^<>\n\0]{0,300})?>"
    r"|<(?:a|abbr|b|blockquote|div|em|font|h[1-6]|i|iframe|img|li|ol|p|span|strong|sub|sup|table|td|th|tr|u|ul|video)"
    r"\s{1,3}(?:href|src|class|style|id|title|target|lang|align|name|color|size|face|width|height|alt|rel|border)"
    r"\s?=[^<>\n\0]{0,40}"
    r"|<\s{0,2}/?\s{0,2}br\s{0,2}/?\s{0,2}>",
    re.IGNORECASE,
)
"""What is meant as a tag of HTML where Markdown reads text: of a word processor, or with a quotation mark too few."""

HINTS: Final = (
    (pattern(r"^</?\w+:"), say("remove it: it comes from a word processor")),
    (pattern(r"^<(?!%)"), say("close its quotation marks and the tag, or write it in Markdown")),
    (pattern(r"^::(?!:)"), say("write three colons: `:::`")),
    (pattern(r"^\{[a-z]+="), say("remove it: links and pictures have no such attributes here")),
    (pattern(r"^\{:\s?toc"), say("remove it: the page lists its headings itself")),
    (
        pattern(r"^\{[.#][a-zA-Z]"),
        say("write them on a line of their own before the paragraph, the list or the table"),
    ),
    (pattern(r"^\{:"), say("write `{{.class}}` or `{{#id}}`, without the colon")),
    (pattern(r"^\[/(?:b|i|u|s|url|img)\]"), say("write `**…**`, `*…*`, `[…](https://…)` or `![…](anh.jpg)`")),
    (pattern(r"^@?\[\[?_?toc", re.IGNORECASE), say("remove it: the page lists its headings itself")),
    (pattern(r"^!!!|^\[!"), say("write a box: `::: note`")),
    (pattern(r"^(?:==|\+\+)"), say("write `<mark>…</mark>` or `<ins>…</ins>`")),
    (pattern(r"^(?:~|\^)"), say("write `<sub>…</sub>` or `<sup>…</sup>`")),
    (pattern(r"^: "), say("write a list, with the word in bold: `- **…**: …`")),
    (pattern(r"^\*\["), say("write the long form in the text: `HTML (…)`")),
    (pattern(r"^\[[ xX]\]"), say("write it in words, or with a sign such as ✓")),
    (pattern(r"^:[a-z]"), say("write the emoji itself")),
    (pattern(r"^\$"), say("add `math` to `extensions` in `[markdown]`, or write the formula in words")),
    (pattern(r"^!\[\["), say("write `![…](anh.jpg)` with the name of the file")),
    (pattern(r"\b(?:post_url|ref|relref|link)\b|^\[\["), say("link to the file of the article: `[…](ten-bai.md)`")),
    (pattern(r"\b(?:youtube|vimeo|video)\b|^\[embed\]"), say("write `::: video` and the address of the video")),
    (pattern(r"\bgallery\b"), say("write `::: gallery` and a picture a line")),
    (
        pattern(r"\b(?:figure|caption|picture|image|img)\b"),
        say('write a picture with its caption: `![…](anh.jpg "…")`'),
    ),
    (
        pattern(r"\bsite\.(?:baseurl|url|base_url)\b|\|\s*(?:relative|absolute)_url"),
        say("write the path of the site, from `/` on"),
    ),
    (pattern(r"\b(?:end)?(?:highlight|raw)\b"), say("write a code block between lines of three backticks")),
)
"""What to write in place of a mark, by its words; the first that fits."""

HINT: Final = say("write it in Markdown or as a box, or remove it")
"""What to do about any other."""
