"""Catching up, for one client or for five hundred at the same moment.

Who comes back from an outage mostly knows everything: its numbers are held against the heads, in one read without a
transaction, and nothing is sent. What has to be sent is read and serialised once for all who ask alike: frames never
change, and a board changes by numbered frames only (promise 10), so that the same numbers are the same bytes.
"""

import threading
import time

import orjson

from app.streams import StreamUnknown, allowed_streams, catch_up_of
from core.identity import Caller
from core.pushes import heads_of
from core.transactions import glance, reading
from restaurants.stations.models import FLOOR

SILENT = {"epoch": 0, "seq": 0}


class Shared:
    """Answers of the last `seconds`, the oldest given up where they are more than `most` bytes."""

    def __init__(self, seconds: float = 10, most: int = 16_000_000):
        self._seconds, self._most, self._size = seconds, most, 0
        self._kept: dict[tuple, tuple[float, int, dict]] = {}
        self._lock = threading.Lock()

    def get(self, key: tuple) -> dict | None:
        ends, _, answer = self._kept.get(key, (0.0, 0, None))
        return answer if time.monotonic() < ends else None

    def put(self, key: tuple, answer: dict) -> dict:
        """`answer` with its bulk serialised."""
        bulk = {name: orjson.dumps(answer[name]) for name in ("frames", "snapshot") if name in answer}
        ready, size = {**answer, **{k: orjson.Fragment(v) for k, v in bulk.items()}}, sum(map(len, bulk.values()))
        at = time.monotonic()
        with self._lock:
            self._size -= self._kept.pop(key, (0, 0))[1]
            self._kept[key] = (at + self._seconds, size, ready)
            self._size += size
            while self._kept and (self._size > self._most or next(iter(self._kept.values()))[0] <= at):
                self._size -= self._kept.pop(next(iter(self._kept)))[1]
        return ready


shared = Shared()


def streams_of(who: Caller) -> dict[str, str]:
    """`{stream: restaurant_id}`; only a person's restaurants stand in the database and not in the token's answer."""
    if who.kind != "account":
        return allowed_streams(None, who)
    with reading() as session:
        return allowed_streams(session, who)


def caught_up(who: Caller, asked: dict[str, tuple[int, int]]) -> dict[str, dict]:
    """`asked`: stream → (epoch, after). For each `{epoch, seq}` with `frames` or a `snapshot`, ready for orjson, or the
    `code` of one that is not the caller's."""
    allowed = streams_of(who)
    own = {name: allowed[name] for name in asked if name in allowed}
    answers = {name: {"code": StreamUnknown.code} for name in asked if name not in allowed}
    heads = _heads(own)
    for name, restaurant_id in own.items():
        answers[name] = _at_hand(who, restaurant_id, name, heads[name], *asked[name])
    missing = [name for name, answer in answers.items() if answer is None]
    if missing:
        with reading() as session:
            for name in missing:
                answers[name] = _read(session, who, own[name], name, *asked[name])
    return answers


def _heads(streams: dict[str, str]) -> dict[str, dict]:
    """One read a restaurant; they may be moved on by the time that a board is read, which then says so itself."""
    heads = dict.fromkeys(streams, SILENT)
    with glance() as session:
        for restaurant_id in dict.fromkeys(streams.values()):
            names = [name for name, rid in streams.items() if rid == restaurant_id]
            heads |= heads_of(session, restaurant_id, names)
    return heads


def _at_hand(who, restaurant_id, stream, head, epoch, after) -> dict | None:
    """The answer where it needs no further read."""
    if (epoch, after) == (head["epoch"], head["seq"]):
        return {**head, "frames": []}
    return shared.get((restaurant_id, stream, who.station_kind, epoch, after, head["epoch"], head["seq"]))


def _read(session, who, restaurant_id, stream, epoch, after) -> dict:
    answer = catch_up_of(session, who, stream, epoch, after)
    if not _is_alike(who, stream):
        return answer
    key = (restaurant_id, stream, who.station_kind, epoch, after, answer["epoch"], answer["seq"])
    return shared.put(key, answer)


def _is_alike(who, stream) -> bool:
    """Whether all who ask for it are sent the same; what the floor shows moves by its restaurant's frames too."""
    return stream.endswith("/menu") or (stream.startswith("station:") and who.station_kind != FLOOR)
