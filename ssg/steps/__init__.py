"""The steps of a build: each takes the result of the one before. `ssg/build.py` and `ssg/plan.py` call them."""
