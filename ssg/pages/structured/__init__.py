"""Structured data (schema.org, as JSON-LD): typed builders, and one graph a page. Only search engines read it."""
