"""One file → one article: front matter, validation, Markdown → HTML. Nothing here knows that other articles exist."""
