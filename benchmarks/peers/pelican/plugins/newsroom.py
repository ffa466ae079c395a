# ruff: noqa: ANN001, ANN201 - Pelican has no types
"""What Pelican lacks for a newspaper: sections with their children's articles, topics, related articles, a menu."""

import json
from pathlib import Path

from pelican import signals
from pelican.urlwrappers import Category

NEWEST = 100  # the newest articles of a tag or topic that may be related


def newest_first(articles):
    """Sort by time."""
    return sorted(articles, key=lambda article: article.date, reverse=True)


def gather(generator):
    """Add main sections and topics to the categories; give each article its section's block and related articles."""
    settings = generator.settings
    table = json.loads((Path(generator.path).parent / "categories.json").read_text(encoding="utf-8"))
    by_slug = {category.slug: (category, list(articles)) for category, articles in generator.categories}
    topics = {}
    for article in generator.articles:
        if hasattr(article, "topic"):
            topics.setdefault(article.topic, []).append(article)
    sections = {}
    for main in table:
        category, own = by_slug.get(main["slug"]) or (Category(main["name"], settings), [])
        below = [a for child in main["children"] for a in by_slug.get(child["slug"], (None, []))[1]]
        by_slug[main["slug"]] = (category, newest_first([*own, *below]))
        sections[main["name"]] = by_slug[main["slug"]][1]
    generator.categories = list(by_slug.values())
    for name, articles in topics.items():
        topic = Category(name, settings)
        topic.slug = f"topic/{topic.slug}"
        topics[name] = newest_first(articles)
        for article in articles:
            article.topic_url = topic.url
        generator.categories.append((topic, topics[name]))
    tags = {tag: newest_first(articles)[:NEWEST] for tag, articles in generator.tags.items()}
    for article in generator.articles:
        article.section_news = sections[article.section]
        article.related = related(article, tags, topics)
    generator.context["menu"] = table
    generator.context["sections"] = sections


def related(article, tags, topics):
    """Five articles: a topic weighs as much as three tags."""
    weights = {}
    if hasattr(article, "topic"):
        for other in topics[article.topic][:NEWEST]:
            weights[other] = weights.get(other, 0) + 3
    for tag in getattr(article, "tags", []):
        for other in tags[tag]:
            weights[other] = weights.get(other, 0) + 1
    weights.pop(article, None)
    ranked = sorted(weights.items(), key=lambda found: (found[1], found[0].date), reverse=True)
    return [other for other, _ in ranked[:5]]


def register():
    """Pelican calls this."""
    signals.article_generator_finalized.connect(gather)
