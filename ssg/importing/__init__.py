"""Bringing articles of other systems into a site: readers, one intermediate type, one writer, one report.

Nothing else of ssg needs this room; only `ssg import` loads it, and the libraries that its readers use. The source is
only read. Nothing in a site is overwritten that somebody has edited.
"""
