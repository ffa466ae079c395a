"""ssg: a static news-site generator. A build is a pure function of its inputs, remembered by content."""

__version__ = "0.1.0"
