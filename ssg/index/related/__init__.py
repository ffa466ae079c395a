"""Related articles: found by text, names and time; never stale, never computed twice.

`score.py` computes how related two articles are, which depends only on the two. All else follows from that: a list has
the best scores, so an added, removed or changed article affects only the lists in which its own score counts.
"""
