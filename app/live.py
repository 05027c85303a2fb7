"""Socket.IO: frames to rooms, catch-up, touches. Delivery itself is guaranteed by core.pushes, not here.

A client joins its rooms first and reads the database second, so nothing can fall between.
"""

import logging
import queue
import threading
from collections import defaultdict

import orjson
from flask import Flask, request
from flask_socketio import ConnectionRefusedError, SocketIO, join_room
from socketio import RedisManager
from sqlalchemy.exc import SQLAlchemyError

from app.catching_up import caught_up, streams_of
from app.door import Door
from app.listeners import Listener, heads_for, room, still_allowed
from app.messages import position, text, whole
from app.sockets import harden, write_at_once
from app.streams import StreamUnknown, note_ack, perform, perform_portions
from core.clock import now, rfc3339
from core.errors import Invalid, NotSignedIn, Problem, Unavailable
from core.identity import caller_of, caller_of_cookie
from kitchen.screens.contact import heard

NAMESPACE = "/live"
CHANNEL = "flask-socketio"
HEARTBEAT = 3  # seconds: who hears none for 4.5 asks; heads are promised every 5 s, and who is revoked is out by then
socketio = SocketIO()
log = logging.getLogger(__name__)


class Json:
    """orjson where Socket.IO wants a JSON module."""

    @staticmethod
    def dumps(value, **_spacing) -> str:
        return orjson.dumps(value).decode()

    loads = staticmethod(orjson.loads)


_listeners: dict[str, Listener] = {}
_door = Door(at_once=2, patience=4)  # a socket that stands in line longer would miss its ping
_beating = threading.Lock()
_abroad: queue.Queue | None = None


def register(app: Flask, redis_url: str) -> None:
    global _abroad
    harden()
    from gevent import monkey

    mode = "gevent" if monkey.is_module_patched("threading") else "threading"
    if mode == "gevent":
        write_at_once()
    manager = {}
    if redis_url:
        # A Redis that swallows packets must not hold anybody for longer than a second.
        once = {"socket_connect_timeout": 1}
        manager["client_manager"] = RedisManager(redis_url, channel=CHANNEL, redis_options=once)
        _abroad = queue.Queue(2000)
        abroad = RedisManager(redis_url, channel=CHANNEL, write_only=True, redis_options={**once, "socket_timeout": 1})
        abroad.host_id = manager["client_manager"].host_id  # so that our own process does not hear itself
    socketio.init_app(
        app,
        async_mode=mode,
        ping_interval=5,
        ping_timeout=5,
        max_http_buffer_size=65536,
        async_handlers=False,
        manage_session=False,  # nobody has a session of Flask's (app.factory)
        json=Json,
        **manager,
    )
    if redis_url:
        socketio.start_background_task(_tell_abroad, abroad)


def deliver(frames: list[dict]) -> None:
    """Called after COMMIT. A lost emit is caught up by number: it fails no request and never waits for Redis."""
    if socketio.server is None:
        return
    for f in frames:
        body = {k: f[k] for k in ("stream", "epoch", "seq", "kind", "body")}
        ready = {**body, "body": orjson.Fragment(f["text"])}  # serialised once, when it was stored
        to = room(f["restaurant_id"], f["stream"])
        socketio.server.emit("frame", ready, to=to, namespace=NAMESPACE, ignore_queue=True)
        if _abroad is not None:
            try:
                _abroad.put_nowait((body, to))
            except queue.Full:
                log.warning("Redis is slow: a frame for other processes was left to their heartbeats")
        if f["kind"] == "screen.changed" and f["body"]["revoked"]:
            _put_out([sid for sid, l in _listeners.items() if l.who.screen_id == f["body"]["id"]])


@socketio.on("connect", namespace=NAMESPACE)
def connect(auth):
    """`auth = {token, streams?: {name: {epoch, seq}}}`, or the cookie of who is signed in; answers `welcome`."""
    auth = auth if isinstance(auth, dict) else {}
    known = auth.get("streams") if isinstance(auth.get("streams"), dict) else {}
    try:
        with _door.inside():
            _let_in(auth.get("token"), known)
    except Unavailable as problem:  # says nothing about the token: a screen that believed so would forget its pairing
        raise ConnectionRefusedError(problem.code) from None
    except Problem:
        raise ConnectionRefusedError("not_signed_in") from None
    if _beating.acquire(blocking=False):
        socketio.start_background_task(_beat)


def _let_in(token, known):
    """Rooms first, the database second. Problem."""
    who = caller_of(token) if isinstance(token, str) else caller_of_cookie()
    if who is None:
        raise NotSignedIn()
    streams = streams_of(who)
    for name, restaurant_id in streams.items():
        join_room(room(restaurant_id, name))
    welcome = caught_up(who, {name: position(known.get(name)) for name in streams})
    _listeners[request.sid] = Listener(who, streams)
    hello = {"streams": welcome, "server_time": rfc3339(now())}
    socketio.server.emit("welcome", hello, to=request.sid, namespace=NAMESPACE, ignore_queue=True)


@socketio.on("disconnect", namespace=NAMESPACE)
def disconnect(_reason=None):
    _listeners.pop(request.sid, None)


@socketio.on("catch_up", namespace=NAMESPACE)
def catch_up(message=None):
    """`{stream, epoch, after}` → `{frames}` or `{snapshot, epoch, seq}`."""

    def work(who, asked):
        stream = text(asked, "stream")
        answer = caught_up(who, {stream: (whole(asked, "epoch", -1), whole(asked, "after"))})[stream]
        if "code" in answer:
            raise StreamUnknown()
        return answer

    return _answer(work, message)


@socketio.on("ack", namespace=NAMESPACE)
def ack(message=None):
    """A screen has drawn everything up to `seq`; orders on it become accepted."""
    return _answer(lambda who, m: note_ack(who, text(m, "stream"), whole(m, "seq")) or {"ok": True}, message)


@socketio.on("act", namespace=NAMESPACE)
def act(message=None):
    """`{do, ticket_id, line_id?, request_id}` → `{ok, ticket}` or a problem: the HTTP calls' use cases.

    `{do: "portions", item_id, quantity, request_id, …}` → `{ok, tickets}`.
    """

    def work(who, touch):
        if not still_allowed({"it": _listeners[request.sid]}):
            raise NotSignedIn("This screen was turned off.")
        if touch.get("do") == "portions":
            asked = {name: value for name, value in touch.items() if name not in ("do", "item_id")}
            return {"ok": True, "tickets": perform_portions(who, text(touch, "item_id"), asked)}
        for name in ("do", "ticket_id", "request_id", *(n for n in ("line_id", "undoes") if touch.get(n) is not None)):
            text(touch, name)
        return {"ok": True, "ticket": perform(who, touch)}

    return _answer(work, message)


def _answer(work, message):
    """Problems come back as the acknowledgement."""
    listener = _listeners.get(request.sid)
    try:
        if listener is None:
            raise NotSignedIn()
        if not isinstance(message, dict):
            raise Invalid("The message must be an object.")
        return work(listener.who, message)
    except Problem as problem:
        return {"ok": False, "problem": problem.body()}
    except SQLAlchemyError:
        log.exception("a message on the socket failed")
        return {"ok": False, "problem": Problem().body()}


def _tell_abroad(manager):
    """The only place that talks to Redis; it may wait, requests may not."""
    while True:
        body, to = _abroad.get()
        manager.emit("frame", body, namespace=NAMESPACE, room=to)


def _beat():
    """Each socket of this process hears its heads, read from the database, never through Redis.

    The same look puts out who has been revoked. Whatever goes wrong, it goes on: without it a lost frame stays lost.
    """
    while True:
        socketio.sleep(HEARTBEAT)
        try:
            _beat_once(dict(_listeners))
        except (Problem, SQLAlchemyError) as error:
            log.warning("the heartbeat could not read the database: %s", error)
        except Exception:  # a mistake of ours in one round must not silence every screen of this process
            log.exception("the heartbeat stumbled")


def _beat_once(listening):
    if not listening:
        return
    kept = still_allowed(listening)
    heads = heads_for({sid: l for sid, l in listening.items() if sid in kept})
    _put_out(listening.keys() - kept)
    heard(*(listening[sid].who for sid in kept))  # a living socket is contact too
    alike = defaultdict(list)
    for sid, streams in heads.items():
        alike[tuple((name, h["epoch"], h["seq"]) for name, h in streams.items())].append(sid)
    for streams, sids in alike.items():
        for start in range(0, len(sids), 50):  # a thousand sockets must not keep a request waiting
            _say_heads(sids[start : start + 50], streams)
            socketio.sleep(0)


def _say_heads(sids, streams):
    body = {
        "server_time": rfc3339(now()),
        "epoch": max((epoch for _, epoch, _ in streams), default=0),
        "epochs": {name: epoch for name, epoch, _ in streams},
        "streams": {name: seq for name, _, seq in streams},
    }
    socketio.server.emit("heads", body, to=sids, namespace=NAMESPACE, ignore_queue=True)


def _put_out(sids):
    for sid in sids:
        _listeners.pop(sid, None)
        socketio.server.disconnect(sid, namespace=NAMESPACE)
