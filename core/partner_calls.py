"""The same caller, route and key, where the effect needs a partner: intent, commit, call, answer, commit.

A partner is never called inside a transaction, so the key's row is committed with the intent (status 0, the body names
the subject) and gets the answer afterwards. A twin meanwhile hears 409 in_progress. A request that died in between
leaves its row behind: after LEASE the next one with the key carries on with the same subject, which the partner takes
for the same request, since it carries the same number.
"""

import hashlib
from datetime import timedelta

import orjson
from flask import Response, request
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from core.clock import now
from core.errors import Conflict
from core.idempotency import IdempotencyKey, KeyMissing, KeyReused
from core.transactions import again_on_conflict, reading, transaction

LEASE = timedelta(seconds=30)
UNDER_WAY = 0


class InProgress(Conflict):
    code, title = "in_progress", "The same request is still under way"


def once_with_partner(
    principal: str, route: str, restaurant_id: str, body: dict, *, intend, call, save, prepare=None
) -> Response:
    """Once per key of the request.

    `prepare()` runs before anything, for a fresh key only; `intend(session) -> subject` is committed with the key;
    `call(subject) -> outcome` speaks with the partner; `save(session, subject, outcome) -> (status, body)` is committed
    with the answer. Problems of `intend` are not stored. A problem of `call` leaves the key under way: the same request
    may come again at once.
    """
    key = request.headers.get("Idempotency-Key", "")
    if not 16 <= len(key) <= 64 or not key.isascii() or not key.isprintable():
        raise KeyMissing("Send an Idempotency-Key of 16 to 64 characters, the same one for every retry.")
    row_id = hashlib.sha256(f"{principal}\n{route}\n{key}".encode()).hexdigest()
    fingerprint = hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()
    stored = _stored(restaurant_id, row_id)
    if stored is None:
        if prepare:
            prepare()
        subject, stored = again_on_conflict(lambda: _begin(restaurant_id, row_id, fingerprint, intend))
    if stored is not None:
        if stored.fingerprint != fingerprint:
            raise KeyReused("Use a new key for a new request, or repeat the old request unchanged.")
        if stored.status != UNDER_WAY:
            return _answer(stored.status, stored.body, replayed=True)
        subject = again_on_conflict(lambda: _take_over(restaurant_id, row_id, stored))
    try:
        outcome = call(subject)
    except BaseException:  # also of a greenlet that is killed: the same request need not wait for the lease to expire
        again_on_conflict(lambda: _set(restaurant_id, row_id, at=now() - LEASE))
        raise
    return _answer(*again_on_conflict(lambda: _finish(restaurant_id, row_id, subject, outcome, save)))


def _begin(restaurant_id, row_id, fingerprint, intend):
    """(subject, None), or (None, what a twin has stored meanwhile)."""
    try:
        with transaction() as session:
            subject = intend(session)
            session.execute(
                insert(IdempotencyKey),
                {
                    "restaurant_id": restaurant_id,
                    "id": row_id,
                    "fingerprint": fingerprint,
                    "status": UNDER_WAY,
                    "body": orjson.dumps(subject),
                    "at": now(),
                },
            )
    except IntegrityError:
        stored = _stored(restaurant_id, row_id)
        if stored is None:  # some other constraint spoke, not the key
            raise
        return None, stored
    return subject, None


def _take_over(restaurant_id, row_id, stored):
    """The subject of a request that died; InProgress while it may still be alive."""
    if stored.at > now() - LEASE or not _set(restaurant_id, row_id, seen=stored.at, at=now()):
        raise InProgress("Send the same request again in a moment.", headers={"Retry-After": "1"})
    return orjson.loads(stored.body)


def _finish(restaurant_id, row_id, subject, outcome, save):
    with transaction() as session:
        status, answer = save(session, subject, outcome)
        content = orjson.dumps(answer)
        session.execute(_own(restaurant_id, row_id).values(status=status, body=content, at=now()))
    return status, content


def _set(restaurant_id, row_id, seen=None, **values) -> bool:
    with transaction() as session:
        statement = _own(restaurant_id, row_id).where(IdempotencyKey.status == UNDER_WAY)
        if seen is not None:
            statement = statement.where(IdempotencyKey.at == seen)
        return bool(session.execute(statement.values(**values)).rowcount)


def _stored(restaurant_id, row_id):
    with reading() as session:
        return session.execute(
            select(IdempotencyKey.fingerprint, IdempotencyKey.status, IdempotencyKey.body, IdempotencyKey.at).where(
                IdempotencyKey.restaurant_id == restaurant_id, IdempotencyKey.id == row_id
            )
        ).first()


def _own(restaurant_id, row_id):
    return update(IdempotencyKey).where(IdempotencyKey.restaurant_id == restaurant_id, IdempotencyKey.id == row_id)


def _answer(status, content, replayed=False) -> Response:
    kind = "application/json" if status < 400 else "application/problem+json"
    return Response(content, status, {"Idempotent-Replayed": "true"} if replayed else {}, mimetype=kind)
