"""Socket.IO: frames to rooms, catch-up, heartbeats. Delivery itself is guaranteed by core.pushes, not here.

A client joins its rooms first and reads the database second, so nothing can fall between.
"""

import threading

from flask import Flask, request
from flask_socketio import ConnectionRefusedError, SocketIO, emit, join_room

from app.sockets import harden
from app.streams import allowed_streams, catch_up_of, note_ack, perform
from core.clock import now, rfc3339
from core.errors import NotSignedIn, Problem
from core.identity import caller_of
from core.pushes import head_of
from core.transactions import reading

NAMESPACE = "/live"
HEARTBEAT = 5
socketio = SocketIO()
_callers: dict[str, tuple] = {}


def register(app: Flask, redis_url: str) -> None:
    harden()
    from gevent import monkey

    mode = "gevent" if monkey.is_module_patched("threading") else "threading"
    socketio.init_app(
        app,
        async_mode=mode,
        message_queue=redis_url or None,
        ping_interval=5,
        ping_timeout=5,
        max_http_buffer_size=65536,
        async_handlers=False,
    )
    app.extensions["heartbeat"] = threading.Event()


def deliver(frames: list[dict]) -> None:
    """Called after COMMIT. A lost emit is caught up by number, so it never fails a request."""
    if socketio.server is None:
        return
    for f in frames:
        socketio.emit(
            "frame",
            {k: f[k] for k in ("stream", "epoch", "seq", "kind", "body")},
            to=f"{f['restaurant_id']}/{f['stream']}",
            namespace=NAMESPACE,
        )


@socketio.on("connect", namespace=NAMESPACE)
def connect(auth):
    """`auth = {token, streams?: {name: {epoch, seq}}}`; answers `welcome`."""
    who = caller_of(str((auth or {}).get("token", "")))
    if who is None:
        raise ConnectionRefusedError("not_signed_in")
    streams = allowed_streams(who)
    for name in streams:
        join_room(f"{who.restaurant_id}/{name}")
    _callers[request.sid] = (who, auth["token"], streams)
    known = (auth or {}).get("streams") or {}
    with reading() as session:
        welcome = {name: catch_up_of(session, who, name, **_position(known.get(name))) for name in streams}
    emit("welcome", {"streams": welcome, "server_time": rfc3339(now())})
    _start_heartbeat()


@socketio.on("disconnect", namespace=NAMESPACE)
def disconnect(_reason=None):
    _callers.pop(request.sid, None)


@socketio.on("catch_up", namespace=NAMESPACE)
def catch_up(message):
    """`{stream, epoch, after}` → `{frames}` or `{snapshot, epoch, seq}`."""
    return _answer(lambda who, streams: _caught_up(who, streams, message))


@socketio.on("ack", namespace=NAMESPACE)
def ack(message):
    """A screen has drawn everything up to `seq`; orders on it become accepted."""
    return _answer(
        lambda who, streams: note_ack(who, str(message.get("stream")), int(message.get("seq", 0))) or {"ok": True}
    )


@socketio.on("act", namespace=NAMESPACE)
def act(message):
    """`{do, ticket_id, line_id?, request_id}` → `{ok, ticket}` or a problem: the HTTP calls' use cases."""
    return _answer(lambda who, streams: {"ok": True, "ticket": perform(who, message)})


def _caught_up(who, streams, message):
    if message.get("stream") not in streams:
        raise NotSignedIn("Not a stream of yours.")
    with reading() as session:
        return catch_up_of(session, who, message["stream"], int(message.get("epoch", 0)), int(message.get("after", 0)))


def _answer(work):
    """Whoever is no longer known is put out; problems come back as the acknowledgement."""
    known = _callers.get(request.sid)
    try:
        if known is None:
            raise NotSignedIn()
        return work(known[0], known[2])
    except Problem as problem:
        return {"ok": False, "problem": problem.body()}
    except (TypeError, ValueError, AttributeError, KeyError):
        return {"ok": False, "problem": {"status": 422, "code": "invalid", "title": "The message cannot be read"}}


def _position(known) -> dict:
    try:
        return {"epoch": int(known["epoch"]), "after": int(known["seq"])}
    except (TypeError, KeyError, ValueError):
        return {"epoch": -1, "after": 0}


_beating = threading.Lock()


def _start_heartbeat():
    if _beating.acquire(blocking=False):
        socketio.start_background_task(_beat)


def _beat():
    """Every 5 s each socket of this process hears its heads, read from the database, never through Redis.

    The same look puts out who has been revoked.
    """
    while True:
        socketio.sleep(HEARTBEAT)
        for sid, (_, token, streams) in list(_callers.items()):
            who = caller_of(token)
            if who is None:
                _callers.pop(sid, None)
                socketio.server.disconnect(sid, namespace=NAMESPACE)
                continue
            with reading() as session:
                heads = {name: head_of(session, who.restaurant_id, name) for name in streams}
            epochs = {h["epoch"] for h in heads.values()}
            socketio.server.emit(
                "heads",
                {
                    "server_time": rfc3339(now()),
                    "epoch": max(epochs, default=0),
                    "epochs": {name: h["epoch"] for name, h in heads.items()},
                    "streams": {name: h["seq"] for name, h in heads.items()},
                },
                to=sid,
                namespace=NAMESPACE,
                ignore_queue=True,
            )
