"""Who runs errands: a few workers in lanes, so that nobody waits for another's partner.

A lane is kinds of errands that may wait for each other; a slow partner fills its own lane and no other. Within a lane
restaurants take turns, and none has more than half of the workers.
"""

import logging
import threading
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from core import errands
from core.clock import now
from core.errands import Task, claim, due, renew, settle

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Lane:
    """`handlers[kind](task)` returns when to come again, or None when done."""

    handlers: dict
    workers: int

    @property
    def each(self) -> int:
        """Workers for one restaurant at a time."""
        return (self.workers + 1) // 2


class Pool:
    """`begin(work, *args)` runs it beside the others, in a thread or greenlet of its own."""

    def __init__(self, lanes, begin):
        self._lanes, self._begin = tuple(lanes), begin
        self._running: dict[str, tuple[Lane, Task, datetime]] = {}
        self._lock, self._changed, self._stopping = threading.Lock(), threading.Event(), False

    def begin_due(self, at: datetime | None = None) -> int:
        """Begins what is due and finds a worker; how many that were."""
        at = at or now()
        self._changed.clear()
        self._renew_claims(at)
        return sum(self._begin_lane(lane, at) for lane in self._lanes)

    def rest(self, seconds: float) -> None:
        """Until there is something to do again: the time is over, or a worker is free."""
        self._changed.wait(seconds)

    def stop(self) -> None:
        """Nothing is begun any more."""
        self._stopping = True
        self._changed.set()

    def drain(self, seconds: float, sleep) -> bool:
        """Gives what runs so long to end; whether it has. What is left is claimed again by another."""
        self.stop()
        for _ in range(int(seconds / 0.02)):
            if not self._running:
                return True
            sleep(0.02)
        return False

    def _begin_lane(self, lane, at) -> int:
        busy = Counter(task.restaurant_id for its, task, _ in list(self._running.values()) if its is lane)
        begun = 0
        if self._stopping or busy.total() >= lane.workers:
            return begun
        for row in due(lane.handlers, at, lane.each, 2 * lane.workers):
            if self._stopping or busy.total() >= lane.workers:
                break
            if row.id in self._running or busy[row.restaurant_id] >= lane.each:
                continue
            if task := claim(row, at):
                busy[row.restaurant_id] += 1
                begun += 1
                with self._lock:
                    self._running[task.id] = lane, task, at
                self._begin(self._do, lane, task)
        return begun

    def _do(self, lane, task) -> None:
        try:
            try:
                again, problem = lane.handlers[task.kind](task), None
            except Exception as error:  # noqa: BLE001  one that fails must not stop the others; it is kept and shown
                log.warning("errand %s %s failed: %s", task.kind, task.id, error)
                again, problem = None, f"{type(error).__name__}: {error}"
            settle(task, again, problem)
        except Exception:  # noqa: BLE001  its claim expires, and it is done again
            log.exception("how errand %s ended could not be kept", task.id)
        finally:
            with self._lock:
                del self._running[task.id]
            self._changed.set()

    def _renew_claims(self, at) -> None:
        for lane, task, since in list(self._running.values()):
            if at - since > errands.CLAIM / 3:
                renew(task, at)
                with self._lock:
                    if task.id in self._running:
                        self._running[task.id] = lane, task, at
