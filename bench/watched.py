"""The product as it is, with one thing added: it notes when each frame was committed, so that a push can be timed
from its commit. `GET /bench/commits` gives `{"stream seq": monotonic seconds}` and forgets them."""

import time

from wsgi import app

from app import live  # isort: skip — wsgi patches first
from core import transactions  # isort: skip

_commits: dict[str, float] = {}


def _deliver(frames) -> None:
    at = time.monotonic()
    for frame in frames:
        _commits[f"{frame['stream']} {frame['seq']}"] = at
    live.deliver(frames)


transactions.use_engine(app.extensions["engine"], _deliver)


@app.get("/bench/commits")
def commits():
    """For the generator."""
    known = dict(_commits)
    _commits.clear()
    return known
