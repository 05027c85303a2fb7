"""What every caller tried and what came of it, one line of JSON each: `{t, client, op, key, outcome, …}`.

`ok`: a whole 2xx came back. `fail`: refused, nothing happened. `info`: no answer, a reset or a 5xx: it happened once
or not at all, and nobody was told.
"""

import threading
import time
from collections import Counter
from pathlib import Path

import orjson
import urllib3


class History:
    """Kept in memory for the checkers and, where `path` is given, on disk for people."""

    def __init__(self, path: Path | None = None):
        self.entries, self._counts, self._lock, self._begun = [], Counter(), threading.Lock(), time.monotonic()
        self._file = open(path, "wb") if path else None

    def note(self, client: str, op: str, key: str, outcome: str, **more) -> None:
        entry = {"t": round(time.monotonic() - self._begun, 4), "client": client, "op": op, "key": key}
        with self._lock:
            self.entries.append({**entry, "outcome": outcome, **more})
            self._counts[op, outcome] += 1
            if self._file:
                self._file.write(orjson.dumps(self.entries[-1]) + b"\n")

    def count(self, op: str, outcome: str) -> int:
        return self._counts[op, outcome]

    def close(self) -> None:
        if self._file:
            self._file.close()


class Caller:
    """One client, who writes down what it tries. The very same request goes out until it is answered."""

    def __init__(self, history: History, name: str, over: threading.Event):
        self.history, self.name, self.over = history, name, over

    def once(self, op: str, key: str, request) -> dict | None:
        """The answer of a 2xx, or None. `request()` → (status, body)."""
        try:
            status, body = request()
        except urllib3.exceptions.HTTPError:
            self.history.note(self.name, op, key, "info")
            return None
        if status in (200, 201):
            self.history.note(self.name, op, key, "ok", answer=_kept(op, body))
            return body
        unsure = status >= 500 or body["code"] == "in_progress"
        self.history.note(self.name, op, key, "info" if unsure else "fail", code=body["code"])
        if not unsure:
            raise Refused(op, body)
        return None

    def sure(self, op: str, key: str, request) -> dict:
        """However often it takes: the server may be dead, or not yet quite alive."""
        while True:
            answer = self.once(op, key, request)
            if answer is not None:
                return answer
            if self.over.is_set():
                raise TimeoutError(op)
            time.sleep(0.02)


class Refused(Exception):
    """An answer that no repetition mends."""


def _kept(op: str, body: dict) -> dict | None:
    """What a checker needs of an acknowledged answer."""
    if op != "order":
        return None
    order = body["order"]
    lines = {x["id"]: [x["item_id"], x["quantity"], x["line_total"]] for x in order["lines"]}
    return {"id": order["id"], "visit_id": order["visit_id"], "total": order["total"], "lines": lines}
