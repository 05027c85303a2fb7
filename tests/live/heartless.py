"""A server without its heartbeat: the twin of what a dead Redis must not do to anybody."""

from app import live
from wsgi import app

live._beat = lambda: None
__all__ = ["app"]
