"""A theme that prints every view whole, so that a page that should have changed and did not is seen in its bytes."""

from __future__ import annotations

from pathlib import Path

from ssg.pages.blocks import BLOCKS
from ssg.pages.kinds import KINDS, PAGE_KINDS

_BLOCKS_ON = {
    "article": ["lien-quan", "nen-xem", "tin-khac", "topic", "latest", "breaking"],
    "home": ["lead", "ticker", "latest", "nen-xem", "most-read", "opinion", "breaking"],
}
_DETAILS = "".join(
    f"{{% for c in page.cards %}}{{{{ c.{field} }}}}{{% endfor %}}\n"
    for field in ("authors", "tags", "has_video", "gallery_count", "comments_url", "extra")
)
_ENTRIES = (
    "[{{ page|string|tojson }}"
    "{% for e in page.entries %}, {{ e.content|tojson }}, {{ e.text|tojson }}, {{ e.extra|string|tojson }}"
    "{% endfor %}]\n"
)
_SOLD = (
    '{% for slot in site.ads %}{{ block("ad", slot=slot.name) }}{% endfor %}'
    '{% if site.consent %}{{ block("consent") }}{% endif %}\n'
)
_SLOTS = {
    "home": "{#- slot lead: lead 1\n slot top: lead 3\n slot pick: picks 2\n slot opinion: opinion 1 -#}",
    "category": "{#- slot lead: list 1\n slot second: list 2 -#}",
}


def write_tiny_theme(folder: Path) -> None:
    """Write a template for each kind of page and block."""
    files = {"assets/css/site.css": "body { background: url(../a.svg) }\n", "assets/a.svg": "<svg/>\n"}
    for kind in (kind for kind in PAGE_KINDS if kind.template):
        blocks = "\n".join(f'{{{{ block("{name}") }}}}' for name in _BLOCKS_ON.get(kind.name, []))
        panels = (
            '{% for p in page.panels %}{{ block("panel", category=p.slug) }}{% endfor %}' if kind.name == "home" else ""
        )
        slots = _SLOTS.get(kind.name, "")
        details = _DETAILS if kind.name == "tag" else ""
        text = f'{slots}{{% include "part.html" %}}\n{{{{ page }}}}\n{blocks}\n{panels}\n{details}\n'
        by_ending = {"xml": f"<probe>{text}</probe>\n", "json": "{{ page|string|tojson }}\n"}
        files[kind.template] = by_ending.get(kind.template.rpartition(".")[2], text)
    files[KINDS["list-output"].template] = _ENTRIES
    files["part.html"] = f'<link href="{{{{ asset("css/site.css") }}}}"/>{{{{ site }}}}\n{_SOLD}'
    for block in BLOCKS:
        files[block.template] = f"<i>{block.name}: {{{{ block }}}}</i>\n"
    files["blocks/articles.html"] = "<i>{{ block }}</i>\n"
    files["blocks/deferred.html"] = '<i data-block="{{ block.url }}">{{ block }}</i>\n'
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
