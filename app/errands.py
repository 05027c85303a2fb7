"""Who runs errands: one greenlet in the process, from the first request that it serves."""

import logging
import threading

from flask import Flask, request

from app.live import socketio
from core.errands import run_due
from payments.errands import HANDLERS

EVERY = 1  # second
log = logging.getLogger(__name__)


def register(app: Flask) -> None:
    """Started by a request to a real server: the command line and tests make an app too, and run no errands."""
    started = threading.Lock()

    @app.before_request
    def start():
        if "SERVER_SOFTWARE" in request.environ and started.acquire(blocking=False):
            socketio.start_background_task(_run, app)


def _run(app):
    while True:
        socketio.sleep(EVERY)
        try:
            with app.app_context():
                run_due(HANDLERS)
        except Exception:  # noqa: BLE001  a round that fails must not be the last: what is due stays due
            log.exception("errands wait")
