"""The disk: sources, state and published files. The only room that opens files for writing."""
