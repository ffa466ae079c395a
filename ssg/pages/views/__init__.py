"""The views: everything that templates see. Frozen, plain, and documented for theme authors in `docs/templates.md`.

A view never contains the site, an article's file or anything that its page does not show: what is not in a view cannot
make a page stale. Each module has the types of some kinds of page, and nothing else.
"""
