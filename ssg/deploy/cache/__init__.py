"""A shared cache: what builds keep, by content, in a folder or bucket that machines share."""
