"""Who looks after the kitchens' silence: one greenlet of one process, under a lease, every second.

It stands apart from errands, which may wait for a partner; it needs the database alone.
"""

import logging
import threading
from datetime import timedelta

from flask import Flask, request
from sqlalchemy.exc import IntegrityError

from app.live import socketio
from core.clock import now
from core.leases import Lease
from core.transactions import again_on_conflict, reading, transaction
from kitchen.alarms.queries import out_of_step
from kitchen.alarms.service import settle_alarms

EVERY = 1  # second
COME_BACK = timedelta(seconds=10)  # after our own start, screens have this long to be heard again
log = logging.getLogger(__name__)


def register(app: Flask) -> None:
    """Started by a request to a real server, as errands are."""
    started = threading.Lock()

    @app.before_request
    def start_watching():
        if "SERVER_SOFTWARE" in request.environ and started.acquire(blocking=False):
            socketio.start_background_task(_run, app)


def look_once() -> int:
    """Puts right what is out of step; returns at how many restaurants."""
    with reading() as session:
        wrong = out_of_step(session, now())
    for restaurant_id in wrong:

        def settle(restaurant_id=restaurant_id):
            with transaction() as session:
                return settle_alarms(session, restaurant_id)

        try:
            while again_on_conflict(settle):
                continue
        except IntegrityError:
            log.info("another process raised the alarms of %s", restaurant_id)
    return len(wrong)


def _run(app):
    begun, lease = now(), Lease("alarms")
    while True:
        socketio.sleep(EVERY)
        try:
            if now() - begun >= COME_BACK and lease.held():
                with app.app_context():
                    look_once()
        except Exception:  # noqa: BLE001  a round that fails must not be the last: the rows still say what is due
            log.exception("alarms wait")
