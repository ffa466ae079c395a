"""`Site` → what to write: one small module for each kind of page, and the views, which are all that a template may see."""
