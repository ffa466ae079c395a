"""Finds placeholders of `ssg init` that readers would see: for `ssg check`. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ssg.core.errors import Diagnostic, Place, warning
from ssg.core.message import say
from ssg.index.model import Site
from ssg.index.places import CONTENT, place_of

# Values of `ssg/starter/`: a test compares them.
_TITLE: Final = "Báo Mới Của Tôi"
_EMAIL: Final = "toasoan@example.vn"
_HOST: Final = "example.vn"
_COMMENT: Final = "# The site as a whole. Every key is described in docs/configuration.md of ssg."
_ARTICLES: Final = {
    "thoi-su/chao-ban-doc.md": "Chào bạn đọc",
    "doi-song/bua-com-cuoi-tuan.md": "Bữa cơm cuối tuần: ba món cho ngày trở lạnh",
}
_CONFIG: Final = "site.toml"


def placeholders(site: Site, text: str, names: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Yield values that are those of `ssg init`. `text` is that of `site.toml`, `names` are keys of the masthead."""
    config = site.config
    found = [("title", config.title)] if config.title == _TITLE else []
    values = ((f"publisher.{name}", str(getattr(config.publisher, name))) for name in names)
    found += [(key, value) for key, value in values if "…" in value or value in (_TITLE, _EMAIL)]
    if _COMMENT in text:  # the host of examples is a placeholder in a file of `ssg init` only
        found += [("base_url", config.base_url)] if config.base_url == f"https://{_HOST}" else []
        found += [("feeds.tag", config.feeds.tag)] if config.feeds.tag.startswith(f"{_HOST},") else []
    for key, value in found:
        at = re.search(rf'^\s*{key.rpartition(".")[2]}\s*=\s*["\']{re.escape(value)}', text, re.MULTILINE)
        place = Place(_CONFIG, text.count("\n", 0, at.start()) + 1 if at else 1)
        message = say("`{key}` is the placeholder of `ssg init`: “{value}”", key=key, value=value)
        yield warning("W433", message, place, say("write your own"))
    for path, title in _ARTICLES.items():
        story = site.stories.get(path)
        if story is not None and story.article.title == title:
            message = say("this article is an example of `ssg init`; it would be published")
            hint = say("write your own and remove {file}", file=f"{CONTENT}/{path}")
            yield warning("W433", message, place_of(story.article, "title"), hint)
