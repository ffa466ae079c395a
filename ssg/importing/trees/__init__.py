"""Readers of other generators' folders: Markdown with front matter. A module for each, and what they share.

Nothing of a tree is run, changed, or followed out of it. A reader computes addresses exactly as its generator does;
where it cannot, it says so.
"""
