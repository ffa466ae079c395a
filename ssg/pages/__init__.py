"""`Site` → what to write: a small module for each kind of page, and the views, which are all that templates see."""
