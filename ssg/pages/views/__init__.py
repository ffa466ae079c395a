"""The views: all that a template may see. Frozen, plain, and documented for theme authors in `docs/templates.md`.

A view never holds the site, an article's file or anything that other pages do not need: what is not in a view
cannot make a page stale. Each module holds the types of some kinds of page, and nothing else.
"""
