"""Floors: the least programs that do the work on the same stack."""
