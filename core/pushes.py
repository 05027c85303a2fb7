"""Numbered pushes: delivery is ours, the socket is only a hint.

Every stream has a head row. A push takes its number just before COMMIT, while the head is locked, so the
order of numbers is the order of commits and there are no holes. Frames are kept, so whoever missed some
asks for them by number. An epoch names one history: a restored backup starts another.
"""

import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import orjson
from sqlalchemy import BigInteger, Index, Integer, String, bindparam, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.clock import now
from core.db import Base, Json, Tenant, UtcDateTime, drop, unique
from core.ids import new_id
from core.statements import run, statement, write

RETAINED = 500  # a reader that is further behind gets a snapshot
Big = BigInteger().with_variant(Integer, "sqlite")


class Stream(Tenant, Base):
    """`id` is the stream's name, `station:<id>`, `visit:<id>` or `restaurant:<id>`."""

    __tablename__ = "streams"
    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    epoch: Mapped[int] = mapped_column(Big)
    head: Mapped[int] = mapped_column(Big)


class Frame(Tenant, Base):
    __tablename__ = "frames"
    __table_args__ = (unique("stream", "seq"), Index("ix_frames_at", "at"))
    stream: Mapped[str] = mapped_column(String(60))
    seq: Mapped[int] = mapped_column(Big)
    kind: Mapped[str] = mapped_column(String(40))
    body: Mapped[dict] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


def _upsert(dialect):
    inserted = dialect.insert(Stream)
    return inserted.on_conflict_do_update(
        index_elements=[Stream.restaurant_id, Stream.id], set_={"head": Stream.head + inserted.excluded.head}
    ).returning(Stream.epoch, Stream.head)


ADVANCE = statement(_upsert)
STORE = statement(insert(Frame))
HEAD = statement(
    select(Stream.epoch, Stream.head).where(
        Stream.restaurant_id == bindparam("restaurant"), Stream.id == bindparam("stream")
    )
)


@dataclass(frozen=True, slots=True)
class Push:
    restaurant_id: str
    stream: str
    kind: str
    body: dict | Callable[[], dict]


def push(session: Session, restaurant_id: str, stream: str, kind: str, body: dict | Callable[[], dict]) -> None:
    """Stored with this transaction, sent after it. `body` is the whole object in its REST shape.

    A sum over what several transactions write is only true while the others wait: give a function, and it is called
    when the stream's head is locked.
    """
    session.info.setdefault("pushes", []).append(Push(restaurant_id, stream, kind, body))


def told(session: Session, restaurant_id: str, stream: str, kind: str) -> dict | None:
    """The last body of `kind` that this transaction will send on `stream`, so that nobody reads it a second time."""
    named = (restaurant_id, stream, kind)
    waiting = reversed(session.info.get("pushes", []))
    return next((p.body for p in waiting if (p.restaurant_id, p.stream, p.kind) == named), None)


def number(session: Session) -> list[dict]:
    """Numbers and stores the waiting pushes; gives all that this transaction numbered.

    Heads are locked by name: everyone in the same order, last of all. Each body is serialised once, here: `text` is
    what is stored and what screens are sent.
    """
    waiting, frames = session.info.pop("pushes", []), session.info.setdefault("frames", [])
    if not waiting:
        return frames
    counts = Counter((p.restaurant_id, p.stream) for p in waiting)
    heads = _advance(session, sorted(counts.items()))
    at, fresh = now(), []
    for p in waiting:
        key = p.restaurant_id, p.stream
        (epoch, head), counts[key] = heads[key], counts[key] - 1
        body = p.body() if callable(p.body) else p.body
        fresh.append(
            {
                "restaurant_id": p.restaurant_id,
                "id": new_id(),
                "stream": p.stream,
                "seq": head - counts[key],
                "kind": p.kind,
                "body": body,
                "at": at,
                "epoch": epoch,
                "text": orjson.dumps(body),
            }
        )
    write(session, STORE.many([{**f, "body": orjson.Fragment(f["text"])} for f in fresh]))
    frames += fresh
    session.info["numbered"] = {stream: head for (_, stream), (_, head) in heads.items()}
    return frames


def head_of(session: Session, restaurant_id: str, stream: str) -> dict:
    """`{stream, epoch, seq}`; a stream that nobody has pushed to stands at epoch 0, number 0."""
    rows = run(session, HEAD(restaurant=restaurant_id, stream=stream))[0]
    return {"stream": stream, "epoch": rows[0].epoch if rows else 0, "seq": rows[0].head if rows else 0}


def head_after(session: Session, restaurant_id: str, stream: str) -> int:
    """The number at which `stream` stands after this transaction. Numbers what waits, so it is asked last of all."""
    number(session)
    known = session.info.get("numbered", {}).get(stream)
    return head_of(session, restaurant_id, stream)["seq"] if known is None else known


def heads_of(session: Session, restaurant_id: str, streams) -> dict[str, dict]:
    """`{stream: {epoch, seq}}` of many streams in one round trip; nothing of those that nobody has pushed to."""
    names = sorted(streams)  # each by its key: given a list, SQLite walks through all of the restaurant's
    found = run(session, *(HEAD(restaurant=restaurant_id, stream=name) for name in names)) if names else []
    return {
        name: {"epoch": rows[0].epoch, "seq": rows[0].head} for name, rows in zip(names, found, strict=True) if rows
    }


def frames_after(session: Session, head: dict, restaurant_id: str, epoch: int, after: int) -> list[dict] | None:
    """The frames between `after` and `head`, as `head_of` gave it a moment ago: the reader will stand at that number.

    Whoever saw the stream before its first push stands at epoch 0, number 0, and is given all that followed.
    None when the reader needs a snapshot instead (epoch, distance, retention).
    """
    stream, seq = head["stream"], head["seq"]
    if (epoch != head["epoch"] and (epoch, after) != (0, 0)) or after > seq or seq - after > RETAINED:
        return None
    if after == seq:
        return []
    rows = session.execute(
        select(Frame.seq, Frame.kind, Frame.body)
        .where(Frame.restaurant_id == restaurant_id, Frame.stream == stream, Frame.seq > after, Frame.seq <= seq)
        .order_by(Frame.seq)
    ).all()
    if len(rows) != seq - after:
        return None
    return [{"stream": stream, "epoch": head["epoch"], "seq": r.seq, "kind": r.kind, "body": r.body} for r in rows]


def forget_before(session: Session, at: datetime, most: int) -> int:
    """Drops at most so many old frames of everybody's; readers that far behind get a snapshot."""
    return drop(session, Frame, Frame.at < at, most=most)


def begin_epochs(session: Session) -> int:
    """Another history for every stream: after a restore, whoever knows later numbers gets a snapshot."""
    streams = session.execute(select(Stream.restaurant_id, Stream.id)).all()
    for restaurant_id, stream in streams:
        session.execute(
            update(Stream)
            .where(Stream.restaurant_id == restaurant_id, Stream.id == stream)
            .values(epoch=secrets.randbits(47) + 1)
        )
    return len(streams)


def _advance(session: Session, counts) -> dict[tuple, tuple[int, int]]:
    """Moves heads on, in the order given, and keeps their rows locked until COMMIT: key → (epoch, head)."""
    asked = [
        ADVANCE(restaurant_id=restaurant_id, id=stream, epoch=secrets.randbits(47) + 1, head=count)
        for (restaurant_id, stream), count in counts
    ]
    return {key: rows[0] for (key, _), rows in zip(counts, run(session, *asked), strict=True)}
