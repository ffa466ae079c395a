"""Comparisons of `ssg` with other generators on one corpus; see docs/benchmarks.md. Not part of the package."""
