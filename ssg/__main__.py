"""`python -m ssg`: the same as the command `ssg`."""

from ssg.cli import main

if __name__ == "__main__":
    main()
