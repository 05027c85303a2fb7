"""simple-websocket 1.1.0 writes with `send`: under gevent a slow reader and a large frame corrupt the stream.

Here every write is whole and alone, messages are capped before they are buffered, and dead peers time out.
"""

import socket
import threading

import simple_websocket
from engineio.async_drivers import _websocket_wsgi

MOST = 65536
DEAD_AFTER_MS = 30_000


class _WholeWrites:
    def __init__(self, raw):
        self._raw, self._lock = raw, threading.Lock()

    def send(self, data):
        with self._lock:
            self._raw.sendall(data)
        return len(data)

    def __getattr__(self, name):
        return getattr(self._raw, name)


class SafeServer(simple_websocket.Server):
    def handshake(self):
        self.max_message_size = MOST
        if self.sock.family != socket.AF_UNIX:
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD_AFTER_MS)
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = _WholeWrites(self.sock)
        super().handshake()


class _Replacement:
    Server = SafeServer
    ConnectionClosed = simple_websocket.ConnectionClosed


def harden() -> None:
    _websocket_wsgi.simple_websocket = _Replacement
