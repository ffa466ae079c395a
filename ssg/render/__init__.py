"""Views → text: the Jinja environment, blocks and the splice. The only place that imports jinja2."""
