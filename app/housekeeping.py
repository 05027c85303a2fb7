"""What nobody will ask for again is dropped: one greenlet of one process, under a lease, every ten minutes.

Little by little, each piece in a transaction of its own: on SQLite whoever writes keeps all others waiting.
"""

import logging
import threading
from datetime import datetime, timedelta

from flask import Flask, request

from app.live import socketio
from core import pushes
from core.clock import now
from core.leases import Lease
from core.transactions import again_on_conflict, reading, transaction
from kitchen.alarms.service import forget_alarms
from kitchen.slips.service import forget_slips
from kitchen.tickets.memory import forget_acts
from payments.fapiao.service import forget_names
from restaurants.profile.queries import all_restaurants

EVERY = 600  # seconds
FRAMES_KEPT = timedelta(days=2)  # whoever was away for longer is given a snapshot
KEPT = timedelta(days=30)
PIECE = 500  # rows
log = logging.getLogger(__name__)


def register(app: Flask) -> None:
    """Started by a request to a real server, as errands are."""
    started = threading.Lock()

    @app.before_request
    def start_tidying():
        if "SERVER_SOFTWARE" in request.environ and started.acquire(blocking=False):
            socketio.start_background_task(_run, app)


def tidy(at: datetime) -> int:
    """How many rows were dropped, or lost what was personal in them."""
    dropped = _piecemeal(lambda session: pushes.forget_before(session, at - FRAMES_KEPT, PIECE))
    with reading() as session:
        restaurants = all_restaurants(session)
    for restaurant_id in restaurants:
        for forget in (forget_slips, forget_alarms, forget_acts):
            dropped += _piecemeal(lambda session, f=forget, rid=restaurant_id: f(session, rid, at - KEPT, PIECE))
        dropped += _piecemeal(lambda session, rid=restaurant_id: forget_names(session, rid, at, PIECE))
    return dropped


def _piecemeal(forget) -> int:
    dropped = 0

    def piece():
        with transaction() as session:
            return forget(session)

    while gone := again_on_conflict(piece):
        dropped += gone
        socketio.sleep(0)
    return dropped


def _run(app):
    lease = Lease("housekeeping")
    while True:
        socketio.sleep(EVERY)
        try:
            if lease.held():
                with app.app_context():
                    tidy(now())
        except Exception:  # noqa: BLE001  a round that fails must not be the last: what is old is old the next time too
            log.exception("nothing is tidied")
