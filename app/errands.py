"""Who runs errands: one greenlet in the process, from the first request that it serves to the process's end."""

import atexit
import logging
import signal
import threading
import time

from flask import Flask, request

from app.live import socketio
from core.errands import run_due
from payments.errands import HANDLERS

EVERY = 1  # second
PATIENCE = 5  # seconds in which what runs at the end may finish; then its claim expires and another takes it up
log = logging.getLogger(__name__)


class Runner:
    """`stop` says that the end has come: nothing more is begun. `drain` waits for what runs."""

    def __init__(self, app: Flask):
        self._app, self._stopping, self._running = app, False, False

    def run(self) -> None:
        while not self._stopping:
            socketio.sleep(EVERY)
            self._running = True
            try:
                with self._app.app_context():
                    run_due(HANDLERS, stopping=lambda: self._stopping)
            except Exception:  # noqa: BLE001  a round that fails must not be the last: what is due stays due
                log.exception("errands wait")
            finally:
                self._running = False

    def stop(self) -> None:
        self._stopping = True

    def drain(self) -> None:
        self.stop()
        ends = time.monotonic() + PATIENCE
        while self._running and time.monotonic() < ends:
            socketio.sleep(0.02)


def register(app: Flask) -> None:
    """Started by a request to a real server: the command line and tests make an app too, and run no errands."""
    started, runner = threading.Lock(), Runner(app)
    _hear_the_end(runner)

    @app.before_request
    def start():
        if "SERVER_SOFTWARE" in request.environ and started.acquire(blocking=False):
            atexit.register(runner.drain)
            socketio.start_background_task(runner.run)


def _hear_the_end(runner):
    """A worker of gunicorn that is told to end (SIGTERM) lives on for as long as phones hold their connections, up to
    its graceful timeout, and may then be killed: nothing must be begun in that time."""
    before = signal.getsignal(signal.SIGTERM)
    if callable(before) and threading.current_thread() is threading.main_thread():

        def end(*told):
            runner.stop()
            before(*told)

        signal.signal(signal.SIGTERM, end)
