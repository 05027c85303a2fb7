"""The same caller, route and key: one effect and the same answer (IETF draft-ietf-httpapi-idempotency-key-header).

The key row is written in the transaction of its effect. Two twins meet on its primary key: the second waits
for the first to commit, then answers with what the first stored.
"""

import hashlib
from datetime import datetime

import orjson
from flask import Response, request
from sqlalchemy import Integer, LargeBinary, String, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from core.clock import now
from core.db import Base, Tenant, UtcDateTime
from core.errors import BadRequest, Invalid
from core.transactions import reading, transaction


class KeyMissing(BadRequest):
    code, title = "idempotency_key_missing", "The Idempotency-Key header is missing"


class KeyReused(Invalid):
    code, title = "idempotency_key_reused", "This key was used for another request"


class IdempotencyKey(Tenant, Base):
    """`id` is the hash of principal, route and key, so one index answers everything."""

    __tablename__ = "idempotency_keys"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    status: Mapped[int] = mapped_column(Integer)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


def once(principal: str, route: str, restaurant_id: str, body: dict, work) -> Response:
    """Runs `work(session) -> (status, body)` once per key of the request; later calls get the stored answer.

    Problems raised by `work` are not stored: the transaction had no effect, so a retry runs afresh.
    """
    key = request.headers.get("Idempotency-Key", "")
    if not 16 <= len(key) <= 64 or not key.isascii() or not key.isprintable():
        raise KeyMissing("Send an Idempotency-Key of 16 to 64 characters, the same one for every retry.")
    row_id = hashlib.sha256(f"{principal}\n{route}\n{key}".encode()).hexdigest()
    fingerprint = hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()
    try:
        with transaction() as session:
            stored = _stored(session, restaurant_id, row_id)
            if stored is None:
                status, answer = work(session)
                content = orjson.dumps(answer)
                session.execute(
                    insert(IdempotencyKey),
                    {
                        "restaurant_id": restaurant_id,
                        "id": row_id,
                        "fingerprint": fingerprint,
                        "status": status,
                        "body": content,
                        "at": now(),
                    },
                )
        if stored is None:
            return Response(content, status, mimetype="application/json")
    except IntegrityError:
        with reading() as session:
            stored = _stored(session, restaurant_id, row_id)
        if stored is None:  # some other constraint spoke, not the key
            raise
    if stored.fingerprint != fingerprint:
        raise KeyReused("Use a new key for a new request, or repeat the old request unchanged.")
    return Response(stored.body, stored.status, {"Idempotent-Replayed": "true"}, mimetype="application/json")


def _stored(session, restaurant_id, row_id):
    return session.execute(
        select(IdempotencyKey.fingerprint, IdempotencyKey.status, IdempotencyKey.body).where(
            IdempotencyKey.restaurant_id == restaurant_id, IdempotencyKey.id == row_id
        )
    ).first()
