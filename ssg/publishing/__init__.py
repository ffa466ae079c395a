"""`ssg watch`, the publisher that stays: when to publish, what is still to deliver, and how it tells of its health.

How a publication is made, and what is said of it, is the caller's: there is one path for that (`ssg/build.py`).
"""
