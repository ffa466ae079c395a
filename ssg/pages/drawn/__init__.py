"""Files that are drawn: pictures to share articles with, icons of one logo, and the web manifest that names these."""
