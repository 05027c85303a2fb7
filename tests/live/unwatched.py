"""A server that never looks after the kitchens' silence: the twin of alarms."""

from app import watching
from wsgi import app

watching.look_once = lambda: 0
__all__ = ["app"]
