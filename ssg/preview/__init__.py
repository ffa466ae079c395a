"""The preview: a server that renders pages when they are asked for, and shows a change as soon as it is saved.

Imported only by `ssg serve`; a build knows nothing of it.
"""
