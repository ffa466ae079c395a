"""All articles → `Site`: what is public now, in which order, under which URL, and what belongs together. Pure."""
