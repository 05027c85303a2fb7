"""A crowd that comes back at once is let in a few at a time, so that whoever orders meanwhile is not behind all of it.

Measured with 300 screens after a kill -9 on a busy machine: without this, every other request waited for a turn of all
of them (/healthz 6.5 s at p99), the pool of connections ran dry, and questions were answered that nobody awaited any
more, which made screens ask again.
"""

import socket
import threading
from contextlib import contextmanager

from core.errors import Unavailable

ASKS_AGAIN = ("/api/v1/live", "/socket.io/")


class Porch:
    """Answers nobody who has gone away, where it is known that they ask again.

    While a server starts, its port takes questions already, and screens give one up after some seconds and ask
    another: what then waits before the door are mostly the dead. (A question of theirs changes nothing.)
    """

    def __init__(self, wsgi_app):
        self.wsgi_app = wsgi_app

    def __call__(self, environ, start_response):
        if environ.get("PATH_INFO", "").startswith(ASKS_AGAIN) and is_gone(environ.get("gunicorn.socket")):
            start_response("503 Service Unavailable", [("Content-Length", "0"), ("Connection", "close")])
            return [b""]
        return self.wsgi_app(environ, start_response)


def is_gone(connection) -> bool:
    """Whether the other side has hung up. Never waits."""
    if connection is None:
        return False
    plain = getattr(connection, "_sock", connection)  # gevent's would wait
    try:
        return plain.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


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
