"""Numbered pushes: delivery is ours, the socket is only a hint.

Every stream has a head row. A push takes its number just before COMMIT, while the head is locked, so the
order of numbers is the order of commits and there are no holes. Frames are kept, so whoever missed some
asks for them by number. An epoch names one history: a restored backup starts another.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer, String, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.clock import now
from core.db import Base, Json, Tenant, UtcDateTime, unique
from core.ids import new_id

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


@dataclass(frozen=True)
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


def number(session: Session) -> list[dict]:
    """Numbers and stores the waiting pushes. Heads are locked by name: everyone in the same order, last of all."""
    waiting = session.info.pop("pushes", [])
    if not waiting:
        return []
    counts: dict[tuple, int] = {}
    for p in waiting:
        counts[p.restaurant_id, p.stream] = counts.get((p.restaurant_id, p.stream), 0) + 1
    heads = {key: _advance(session, *key, count) for key, count in sorted(counts.items())}
    at, frames = now(), []
    for p in waiting:
        epoch, head = heads[p.restaurant_id, p.stream]
        counts[p.restaurant_id, p.stream] -= 1
        frames.append(
            {
                "restaurant_id": p.restaurant_id,
                "id": new_id(),
                "stream": p.stream,
                "seq": head - counts[p.restaurant_id, p.stream],
                "kind": p.kind,
                "body": p.body() if callable(p.body) else p.body,
                "at": at,
                "epoch": epoch,
            }
        )
    session.execute(insert(Frame), [{k: v for k, v in f.items() if k != "epoch"} for f in frames])
    session.info["numbered"] = {stream: head for (_, stream), (_, head) in heads.items()}
    return frames


def head_of(session: Session, restaurant_id: str, stream: str) -> dict:
    """`{stream, epoch, seq}`; a stream that nobody has pushed to stands at epoch 0, number 0."""
    row = session.execute(
        select(Stream.epoch, Stream.head).where(Stream.restaurant_id == restaurant_id, Stream.id == stream)
    ).first()
    return {"stream": stream, "epoch": row.epoch if row else 0, "seq": row.head if row else 0}


def head_after(session: Session, restaurant_id: str, stream: str) -> int:
    """The number that `stream` will stand at once this transaction's waiting pushes are numbered."""
    waiting = sum(p.stream == stream and p.restaurant_id == restaurant_id for p in session.info.get("pushes", []))
    return head_of(session, restaurant_id, stream)["seq"] + waiting


def heads_of(session: Session, restaurant_id: str, streams) -> dict[str, dict]:
    """`{stream: {epoch, seq}}` of many streams in one read; of those that nobody has pushed to, nothing is said."""
    rows = session.execute(
        select(Stream.id, Stream.epoch, Stream.head).where(
            Stream.restaurant_id == restaurant_id, Stream.id.in_(sorted(streams))
        )
    )
    return {row.id: {"epoch": row.epoch, "seq": row.head} for row in rows}


def frames_after(session: Session, head: dict, restaurant_id: str, epoch: int, after: int) -> list[dict] | None:
    """The frames between `after` and `head`, as `head_of` gave it a moment ago: the reader will stand at that number.

    Whoever saw the stream before its first push stands at epoch 0, number 0, and is given all that followed.
    None when the reader needs a snapshot instead (epoch, distance, retention).
    """
    stream, seq = head["stream"], head["seq"]
    if (epoch != head["epoch"] and (epoch, after) != (0, 0)) or after > seq or seq - after > RETAINED:
        return None
    rows = session.execute(
        select(Frame.seq, Frame.kind, Frame.body)
        .where(Frame.restaurant_id == restaurant_id, Frame.stream == stream, Frame.seq > after, Frame.seq <= seq)
        .order_by(Frame.seq)
    ).all()
    if len(rows) != seq - after:
        return None
    return [{"stream": stream, "epoch": head["epoch"], "seq": r.seq, "kind": r.kind, "body": r.body} for r in rows]


def forget_before(session: Session, at: datetime) -> int:
    """Drops old frames; readers that far behind get a snapshot."""
    return session.execute(delete(Frame).where(Frame.at < at)).rowcount


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


def _advance(session: Session, restaurant_id: str, stream: str, count: int) -> tuple[int, int]:
    """Moves a head on and keeps its row locked until COMMIT. Returns (epoch, head)."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    statement = dialect.insert(Stream).values(
        restaurant_id=restaurant_id, id=stream, epoch=secrets.randbits(47) + 1, head=count
    )
    statement = statement.on_conflict_do_update(
        index_elements=[Stream.restaurant_id, Stream.id], set_={"head": Stream.head + count}
    )
    return tuple(session.execute(statement.returning(Stream.epoch, Stream.head)).one())
