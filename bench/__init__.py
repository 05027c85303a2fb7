"""The program's own benchmark: each figure beside the least program that does the same work, in the same run."""
