"""The product as it is, with one thing added: it notes when each frame was committed, so that a push can be timed
from its commit. `GET /bench/commits` gives `{"stream seq": monotonic seconds}` and forgets them."""

import time

from wsgi import app

from core import transactions  # isort: skip — wsgi patches first

_commits: dict[str, float] = {}
_send = transactions._deliver


def _deliver(frames) -> None:
    at = time.monotonic()
    for frame in frames:
        _commits[f"{frame['stream']} {frame['seq']}"] = at
    _send(frames)


transactions._deliver = _deliver


@app.get("/bench/commits")
def commits():
    """For the generator."""
    known = dict(_commits)
    _commits.clear()
    return known
