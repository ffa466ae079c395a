"""Stands before Python's own `ctypes`: there is none."""

raise ImportError("no ctypes here")
