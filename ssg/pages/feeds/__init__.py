"""Feeds of the site, each category, topic and author: Atom and RSS by templates of the theme, JSON Feed from code."""
