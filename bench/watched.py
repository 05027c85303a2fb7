"""The product as it is, with one thing added: it notes when each frame was committed, so that a push can be timed
from its commit. `GET /bench/commits` gives them and forgets them: `{frames: {"stream seq": monotonic seconds},
touches: [seconds]}`, of which touches are the commits that changed a ticket."""

import time

from wsgi import app

from app import live  # isort: skip — wsgi patches first
from core import transactions  # isort: skip

_commits: dict[str, float] = {}
_touches: list[float] = []


def _deliver(frames) -> None:
    at = time.monotonic()
    for frame in frames:
        _commits[f"{frame['stream']} {frame['seq']}"] = at
    if any(frame["kind"] == "ticket.changed" for frame in frames):
        _touches.append(at)
    live.deliver(frames)


transactions.use_engine(app.extensions["engine"], _deliver)


@app.get("/bench/commits")
def commits():
    """For the generator."""
    known = {"frames": dict(_commits), "touches": list(_touches)}
    _commits.clear()
    _touches.clear()
    return known
