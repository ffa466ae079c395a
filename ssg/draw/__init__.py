"""Draws pictures: cards for social networks, icons of one logo. Values in, bytes out; imports PIL, no disk."""
