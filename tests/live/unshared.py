"""The same where nothing is shared: the twin whose cost a storm must find out."""

from app import catching_up
from tests.live.counting import app

catching_up.shared = catching_up.Shared(seconds=0)
__all__ = ["app"]
