"""Makes what is published of ssg itself: `make dist`. Not part of the package."""
