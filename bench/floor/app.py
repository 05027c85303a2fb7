"""The floor server: bare Flask and Flask-SocketIO under the product's own gunicorn flags, and nothing else."""

from gevent import monkey

monkey.patch_all()

import os  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402

from flask import Flask, Response, request  # noqa: E402
from flask_socketio import SocketIO  # noqa: E402

from app.sockets import harden  # noqa: E402
from bench.floor import orders  # noqa: E402

harden()  # without it a slow reader corrupts the stream: a floor has to be right as well
app = Flask(__name__, static_folder=None)
socketio = SocketIO(app, async_mode="gevent")
CLIENT = Path(__file__).resolve().parents[2] / "node_modules/socket.io-client/dist/socket.io.min.js"
SCREEN = """<!doctype html><p data-line="1" class="queued">1</p><script src="/client.js"></script><script>
io("/live", {transports: ["websocket"]})
  .on("frame", () => document.querySelector("p").classList.toggle("ready"))
  .on("connect", () => document.body.classList.add("live"))</script>"""
_sent: list[float] = []
MENU = Path(os.environ["FLOOR_MENU"]).read_bytes() if os.environ.get("FLOOR_MENU") else b"{}"


@socketio.on("connect", namespace="/live")
def connect(_auth):
    """Everybody may listen."""


@app.get("/readyz")
def ready():
    return {"status": "ready"}


@app.get("/menu")
def menu():
    return Response(MENU, mimetype="application/json")


@app.post("/emit")
def emit():
    """The body goes to every client; it carries when it was sent off."""
    body = {"body": request.get_json(), "committed": time.monotonic()}
    _sent.append(body["committed"])
    socketio.emit("frame", body, namespace="/live")
    return {"ok": True}


@app.get("/bench/commits")
def commits():
    """When each emit was sent off, as bench.watched gives it."""
    sent = list(_sent)
    _sent.clear()
    return {"frames": {}, "touches": sent}


@app.get("/screen")
def screen():
    """The least page that draws a frame."""
    return SCREEN


@app.get("/client.js")
def client():
    return Response(CLIENT.read_bytes(), mimetype="text/javascript")


orders.register(app, lambda body: socketio.emit("frame", body, namespace="/live"))
