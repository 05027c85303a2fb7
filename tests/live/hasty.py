"""A server that answers before it has committed: the twin that the kill -9 test must find out."""

import gevent
from flask import has_request_context, request
from sqlalchemy.orm import Session

from core import transactions
from wsgi import app

LATE = 0.2  # seconds between the answer and the commit


class Hasty(Session):
    """An order's commit and closing come later; SQLite's write lock stays held until then, so order is kept."""

    done = False

    def commit(self):
        if has_request_context() and request.path.endswith("/visit/orders"):
            self.done = True
        else:
            super().commit()

    def close(self):
        if self.done:
            gevent.spawn_later(LATE, self._really)
        else:
            super().close()

    def _really(self):
        super().commit()
        super().close()


transactions.Session = Hasty
__all__ = ["app"]
