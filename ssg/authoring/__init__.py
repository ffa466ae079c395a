"""What tools for editors are told of a site's files: JSON Schemas, the configuration of a CMS. Pure.

All of it follows the declarations that read the files: `FIELDS` of front matter, the types of `site.toml`, `KEYS` of
slots. Nothing here has a list of keys of its own.
"""
