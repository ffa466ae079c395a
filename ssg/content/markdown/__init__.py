"""Markdown text of one article → HTML. The only place that imports markdown_it, mdit_py_plugins or nh3.

`render` is the way in; `rules.MARKDOWN_RULES` is the list of what it knows.
"""

from ssg.content.markdown.options import ALL, Labels, MarkdownOptions, Rendered
from ssg.content.markdown.render import render

__all__ = ["ALL", "Labels", "MarkdownOptions", "Rendered", "render"]
