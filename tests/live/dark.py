"""A server in a house without screens: paper need not wait for them to come back after a start."""

from app import printing
from wsgi import app

printing.COME_BACK = 0
__all__ = ["app"]
