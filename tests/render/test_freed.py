"""What a page was rendered with is freed at once: nothing searches for cycles while a build runs."""

from __future__ import annotations

import gc
from collections.abc import Callable

from ssg.build import build
from ssg.pages.views.article import ArticlePage
from ssg.pages.views.lists import CategoryPage
from ssg.work import Work
from tests.conftest import TinySite, article_file

SITE = (
    """-- site.toml --
title = "Báo Thử"
[search]
enabled = false
-- templates/macros/shown.html --
{% macro shown() %}{{ page.head.title }}{% endmacro %}
-- templates/partials/tools.html --
{% macro icon() %}{{ page.title }}{% endmacro %}
{% macro tool() %}{{ icon() }}{% endmacro %}
{% set twice = page.title ~ page.title %}
{{ tool() }}{{ twice }}
-- templates/article.html --
{% from "macros/shown.html" import shown with context %}
{% macro own() %}{{ page.title }}{% endmacro %}
{{ own() }}{{ shown() }}{% include "partials/tools.html" %}
-- templates/base.html --
{% macro above() %}{{ page.head.title }}{% endmacro %}
{{ above() }}{% block main %}{% endblock %}
-- templates/category.html --
{% extends "base.html" %}
{% macro below() %}{{ page.head.title }}{% endmacro %}
{% block main %}{% macro within() %}{{ below() }}{% endmacro %}{{ within() }}{% endblock %}
"""
    + article_file("tin/a.md", title="Bài A", date="2026-11-20")
    + article_file("kinh/b.md", title="Bài B", date="2026-11-19")
)


def alive() -> int:
    return sum(type(one) in (ArticlePage, CategoryPage) for one in gc.get_objects())


def test_no_page_outlives_its_rendering(site: Callable[[str], TinySite]) -> None:
    tiny = site(SITE)
    gc.collect()
    before = alive()
    gc.disable()
    try:
        build(tiny.request(), Work())
        assert alive() == before
    finally:
        gc.enable()
    assert "Bài ABài A" in tiny.read("tin/2026/11/bai-a/index.html")
    assert tiny.read("tin/index.html").count("Báo Thử") == 2
