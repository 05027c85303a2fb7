"""A crowd that comes back at once is let in a few at a time, so that whoever orders meanwhile is not behind all of it.

Measured with 300 screens after a kill -9 on a busy machine: without this, every other request waited for a turn of all
of them (/healthz 6.5 s at p99), the pool of connections ran dry, and questions were answered that nobody awaited any
more, which made screens ask again.
"""

import threading
from contextlib import contextmanager

from core.errors import Unavailable


class Crowded(Unavailable):
    code, title = "crowded", "Too many ask at once"


class Door:
    """`at_once` may be inside; who stands in line for `patience` seconds has gone away by then and is told so."""

    def __init__(self, at_once: int, patience: float):
        self._places, self._patience = threading.Semaphore(at_once), patience

    @contextmanager
    def inside(self):
        if not self._places.acquire(timeout=self._patience):
            raise Crowded("Ask again in a moment.", headers={"Retry-After": "1"})
        try:
            yield
        finally:
            self._places.release()
