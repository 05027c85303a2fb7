"""A server that answers before it has committed: the twin that the kill -9 test must find out."""

import gevent
from flask import has_request_context, request

from core import writers
from wsgi import app

LATE = 0.2  # seconds between the answer and the commit
_lead = writers.GroupCommit._lead


def _an_order() -> bool:
    return has_request_context() and request.path.endswith("/visit/orders")


class Hasty(writers.threading.Event):
    """Orders do not wait for the COMMIT that they share."""

    def wait(self, timeout=None):
        return True if _an_order() else super().wait(timeout)


class Group(writers._Group):
    def __init__(self):
        super().__init__()
        self.done = Hasty()


def _lead_late(self, group):
    """An order that leads commits for all of its group, but later."""
    if _an_order():
        gevent.spawn_later(LATE, _lead, self, group)
    else:
        _lead(self, group)


writers._Group, writers.GroupCommit._lead = Group, _lead_late
__all__ = ["app"]
