"""A worker that is told to end lets go of whoever only waits: phones that keep a connection, screens on a socket.

gunicorn waits for every open connection until its graceful timeout, while its port is closed already: five seconds in
which nobody is served, for connections on which nothing happens. What was asked is still answered: only reading ends,
after what has arrived. Screens and phones come back to the next process by themselves.
"""

import contextlib
import signal
import socket
import threading
from weakref import WeakSet

from flask import Flask, request

from app.live import socketio

EVERY = 0.2  # seconds; until the port is closed some come back


class Lines:
    """WSGI middleware that knows who is connected."""

    def __init__(self, wsgi_app):
        self.wsgi_app, self._lines = wsgi_app, WeakSet()

    def __call__(self, environ, start_response):
        line = environ.get("gunicorn.socket")
        if line is not None:
            self._lines.add(line)
        return self.wsgi_app(environ, start_response)

    def let_go(self) -> None:
        for line in list(self._lines):
            with contextlib.suppress(OSError):  # it has gone by itself
                line.shutdown(socket.SHUT_RD)


def register(app: Flask) -> None:
    """Last of all, so that it stands before everything else."""
    app.wsgi_app = lines = Lines(app.wsgi_app)
    started, told = threading.Lock(), threading.Event()
    hear_the_end(told.set)

    def leave():
        told.wait()
        while True:
            lines.let_go()
            socketio.sleep(EVERY)

    @app.before_request
    def wait_for_the_end():
        if "SERVER_SOFTWARE" in request.environ and started.acquire(blocking=False):
            socketio.start_background_task(leave)


def hear_the_end(then) -> None:
    """A worker of gunicorn is told to end by SIGTERM."""
    before = signal.getsignal(signal.SIGTERM)
    if callable(before) and threading.current_thread() is threading.main_thread():

        def end(*told):
            then()
            before(*told)

        signal.signal(signal.SIGTERM, end)
