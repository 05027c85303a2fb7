"""The same caller, route and key: one effect and the same answer (IETF draft-ietf-httpapi-idempotency-key-header).

The key row is the first thing written in the transaction of its effect. Two twins meet on its primary key: the
second waits until the first has committed, then answers with what the first stored. Where that takes longer than a
lock may be waited for (3 s on PostgreSQL, core.db), it hears 409 in_progress instead. On SQLite writers stand in one
line, so a twin is never under way at the same time.
"""

import hashlib
from datetime import datetime

import orjson
from flask import Response, request
from sqlalchemy import Integer, LargeBinary, String, bindparam, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, mapped_column

from core.clock import now
from core.db import Base, Tenant, UtcDateTime
from core.errors import BadRequest, Conflict, Invalid
from core.statements import ahead, run, statement, write
from core.transactions import transaction
from core.web.describing import note


class KeyMissing(BadRequest):
    code, title = "idempotency_key_missing", "The Idempotency-Key header is missing"


class KeyReused(Invalid):
    code, title = "idempotency_key_reused", "This key was used for another request"


class InProgress(Conflict):
    code, title = "in_progress", "The same request is still under way"


class IdempotencyKey(Tenant, Base):
    """`id` is the hash of principal, route and key, so one index answers everything.

    `status` 0 is seen by nobody: it stands there until the effect is done, in the same transaction.
    """

    __tablename__ = "idempotency_keys"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    status: Mapped[int] = mapped_column(Integer)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


_OWN = (IdempotencyKey.restaurant_id == bindparam("restaurant"), IdempotencyKey.id == bindparam("key"))
CLAIM = statement(lambda dialect: dialect.insert(IdempotencyKey).on_conflict_do_nothing().returning(IdempotencyKey.id))
STORED = statement(select(IdempotencyKey.fingerprint, IdempotencyKey.status, IdempotencyKey.body).where(*_OWN))
DONE = statement(update(IdempotencyKey).where(*_OWN).values(status=bindparam("answered"), body=bindparam("answer")))


def keyed(view):
    """Says in the API's description that a call needs the header."""
    return note(view, keyed=True)


def once(principal: str, route: str, restaurant_id: str, body: dict, work, needs=()) -> Response:
    """Runs `work(session) -> (status, body)` once per key of the request; later calls get the stored answer.

    Problems raised by `work` are not stored: the transaction had no effect, so a retry runs afresh. `needs` are reads
    that `work` begins with (core.statements.ahead).
    """
    key = request.headers.get("Idempotency-Key", "")
    if not 16 <= len(key) <= 64 or not key.isascii() or not key.isprintable():
        raise KeyMissing("Send an Idempotency-Key of 16 to 64 characters, the same one for every retry.")
    row_id = hashlib.sha256(f"{principal}\n{route}\n{key}".encode()).hexdigest()
    fingerprint = hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()
    own = {"restaurant": restaurant_id, "key": row_id}
    with transaction() as session:
        ahead(session, *needs)
        if _claim(session, restaurant_id=restaurant_id, id=row_id, fingerprint=fingerprint):
            status, answer = work(session)
            content = orjson.dumps(answer)
            write(session, DONE(**own, answered=status, answer=content))
            stored = None
        else:
            stored = run(session, STORED(**own))[0][0]
    if stored is None:
        return Response(content, status, mimetype="application/json")
    if stored.fingerprint != fingerprint:
        raise KeyReused("Use a new key for a new request, or repeat the old request unchanged.")
    return Response(stored.body, stored.status, {"Idempotent-Replayed": "true"}, mimetype="application/json")


def _claim(session, **row) -> bool:
    """Whether this request is the first with its key. InProgress while the first has not finished."""
    try:
        return bool(run(session, CLAIM(**row, status=0, body=b"", at=now()))[0])
    except OperationalError as error:
        raise InProgress("Send the same request again in a moment.", headers={"Retry-After": "1"}) from error
