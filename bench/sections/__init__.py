"""One file per kind of work; each has `run(hall, slices) -> list[Figure]`."""
