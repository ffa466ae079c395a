"""Related articles: found by what they say, what they are filed under and when; never stale, never found twice.

`score.py` says how related two articles are, which depends on the two alone. All else follows from that: a list is the
best of such scores, so an article that comes, goes or changes touches only the lists in which its own score counts.
"""
