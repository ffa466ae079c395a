"""Charts of data in texts: static SVG that fits any width, and a table with the same data."""
