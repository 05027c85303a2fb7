"""Who prints: one greenlet looks every second for what waits and what no screen drew, and one more for each printer.

Started by a request to a real server, as errands are. A printer that is dead keeps nobody but its own slips waiting.
"""

import logging
import threading
import time

from flask import Flask, request

from app.live import socketio
from core.clock import now
from core.transactions import reading
from kitchen.slips.falling_back import fall_back
from kitchen.slips.queries import printers_to_run
from kitchen.slips.working import print_out

EVERY = 1  # second
COME_BACK = 10  # seconds after our own start in which screens may be heard again before paper stands in
log = logging.getLogger(__name__)
_busy: set[tuple[str, str]] = set()


def register(app: Flask) -> None:
    started = threading.Lock()

    @app.before_request
    def start():
        if "SERVER_SOFTWARE" in request.environ and started.acquire(blocking=False):
            socketio.start_background_task(_look, app)


def _look(app):
    began = time.monotonic()
    while True:
        socketio.sleep(EVERY)
        try:
            with app.app_context():
                if time.monotonic() - began > COME_BACK:
                    fall_back()
                with reading() as session:
                    waiting = printers_to_run(session, now())
            for printer in set(waiting) - _busy:
                _busy.add(printer)
                socketio.start_background_task(_print, app, printer)
        except Exception:  # noqa: BLE001  a round that fails must not be the last: what waits stays in the database
            log.exception("slips wait")


def _print(app, printer):
    try:
        with app.app_context():
            print_out(*printer)
    except Exception:  # noqa: BLE001  its slips stay in the queue; the next look begins again
        log.exception("printer %s", printer[1])
    finally:
        _busy.discard(printer)
