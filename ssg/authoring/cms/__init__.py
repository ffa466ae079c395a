"""The configuration of a CMS that edits the site in a browser: Sveltia, Decap. Pure.

A form follows `FIELDS`: labels, hints and parts are those of the schemas. Nothing here has a list of keys of its own.
"""
