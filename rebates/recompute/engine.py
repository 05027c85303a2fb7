"""DuckDB for one piece of work: a file in a folder of its own that goes away with it, and a limit to its memory."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

MEMORY = "560MB"  # what lies beyond goes to the folder; the process stays below 700 MB (docs/performance.md)


@contextmanager
def working(memory: str = MEMORY):
    """A connection. Kept tables are compressed in the file; no extension is ever fetched."""
    import duckdb  # 35 MB that a server which never recomputes has no use for

    with tempfile.TemporaryDirectory(prefix="zhuoma-recompute-") as folder:
        config = {
            "memory_limit": memory,
            "temp_directory": str(Path(folder) / "spill"),
            "preserve_insertion_order": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
        connection = duckdb.connect(str(Path(folder) / "work.duckdb"), config=config)
        connection.execute("SET enable_progress_bar = false")
        try:
            yield connection
        finally:
            connection.close()


def run_all(connection, statements) -> None:
    for statement in statements:
        connection.execute(statement)
