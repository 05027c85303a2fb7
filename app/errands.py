"""Who runs errands in this process, from the first request that it serves to the process's end.

On PostgreSQL every process does; on SQLite one, by a lease: its file has one writer anyway.
"""

import atexit
import logging
import threading

from flask import Flask, request

from app.leaving import hear_the_end
from app.live import socketio
from core.errand_pool import Lane, Pool
from core.leases import Lease
from payments.errands import ASKING, AT_HOME, WITH_PARTNERS

EVERY = 1  # second
PATIENCE = 5  # seconds in which what runs at the end may finish; then its claim expires and another takes it up
LANES = (Lane(ASKING, 8), Lane(WITH_PARTNERS, 4), Lane(AT_HOME, 2))
log = logging.getLogger(__name__)


class Runner:
    """`stop` says that the end has come: nothing more is begun. `drain` waits for what runs."""

    def __init__(self, app: Flask):
        self._app, self._stopping, self._pool = app, False, Pool(LANES, self._beside)
        self._lease = Lease("errands") if app.extensions["engine"].dialect.name == "sqlite" else None

    def run(self) -> None:
        while not self._stopping:
            self._pool.rest(EVERY)
            try:
                with self._app.app_context():
                    self.round()
            except Exception:  # noqa: BLE001  a round that fails must not be the last: what is due stays due
                log.exception("errands wait")

    def round(self) -> int:
        """Begins what is due, if that is this process's work; how many that were."""
        mine = not self._stopping and (self._lease is None or self._lease.held())
        return self._pool.begin_due() if mine else 0

    def stop(self) -> None:
        self._stopping = True
        self._pool.stop()

    def drain(self) -> None:
        self.stop()
        self._pool.drain(PATIENCE, socketio.sleep)
        if self._lease is not None:
            self._lease.release()

    def _beside(self, work, *args) -> None:
        socketio.start_background_task(self._in_context, work, *args)

    def _in_context(self, work, *args) -> None:
        with self._app.app_context():
            work(*args)


def register(app: Flask) -> None:
    """Started by a request to a real server: the command line and tests make an app too, and run no errands."""
    started, runner = threading.Lock(), Runner(app)
    hear_the_end(runner.stop)

    @app.before_request
    def start():
        if "SERVER_SOFTWARE" in request.environ and started.acquire(blocking=False):
            atexit.register(runner.drain)
            socketio.start_background_task(runner.run)
