"""simple-websocket 1.1.0 writes with `send`: under gevent a slow reader and a large frame corrupt the stream.

Here every write is whole and alone, messages are capped before they are buffered, and dead peers time out.

A frame to a hundred screens is encoded once and written by whoever sends it, where a socket takes it without waiting.
Engine.IO would queue it a hundred times, wake a hundred writers and encode it in each, after the sender has answered
its own request: 1.7 × a bare emit to one screen. Who does not read fast enough is still left to its own writer.
"""

import socket
import threading

import engineio.socket
import simple_websocket
from engineio.async_drivers import _websocket_wsgi
from engineio.packet import MESSAGE

MOST = 65536
DEAD_AFTER_MS = 30_000


class _WholeWrites:
    def __init__(self, raw):
        self._raw, self._lock = raw, threading.Lock()
        self._plain = getattr(raw, "_sock", raw)  # gevent's would wait

    def send(self, data):
        with self._lock:
            self._raw.sendall(data)
        return len(data)

    def send_at_once(self, data: bytes) -> bool:
        """Whether it is on its way: False where somebody is writing or the socket is full. Never waits."""
        if not self._lock.acquire(blocking=False):
            return False
        sent = 0
        try:
            sent = self._plain.send(data, socket.MSG_DONTWAIT)
        except OSError:
            return False  # full, or gone: its writer will find out
        finally:
            if not 0 < sent < len(data):
                self._lock.release()
        if sent < len(data):
            threading.Thread(target=self._send_rest, args=(data[sent:],)).start()
        return True

    def _send_rest(self, data):
        """The lock is held since the first half was sent."""
        try:
            self._raw.sendall(data)
        except OSError:
            self._raw.close()  # half a frame: nothing that follows could be read
        finally:
            self._lock.release()

    def __getattr__(self, name):
        return getattr(self._raw, name)


class SafeServer(simple_websocket.Server):
    def handshake(self):
        self.max_message_size = MOST
        if self.sock.family != socket.AF_UNIX:
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD_AFTER_MS)
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = _WholeWrites(self.sock)
        # Compressing costs 300 KB of memory a connection, and every screen would be sent other bytes.
        self.environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        super().handshake()

    def close(self, reason=None, message=None):
        try:
            super().close(reason, message)
        except OSError:
            self.connected = False  # the other side has gone without a word


class _Replacement:
    Server = SafeServer
    ConnectionClosed = simple_websocket.ConnectionClosed


class _Direct(engineio.socket.Socket):
    """Writes what nothing waits before. Pings take the queue: its writer ends when it has nothing to do for 10 s."""

    _line = None

    def _websocket_handler(self, ws):
        self._line = ws.ws.sock
        return super()._websocket_handler(ws)

    def send(self, pkt):
        if pkt.packet_type != MESSAGE or pkt.binary or not self.upgraded or not self.queue.empty():
            super().send(pkt)
        elif self.check_ping_timeout() and not self._line.send_at_once(_framed(pkt)):
            self.queue.put(pkt)


def harden() -> None:
    _websocket_wsgi.simple_websocket = _Replacement


def write_at_once() -> None:
    """For gevent, where nothing comes between a writer's taking a packet from its queue and its writing it."""
    engineio.socket.Socket = _Direct


def _framed(pkt) -> bytes:
    """The packet as a whole websocket message of a server, kept with it: every socket is sent the same one."""
    framed = getattr(pkt, "framed", None)
    if framed is None:
        data = pkt.encode().encode()
        size = len(data)
        if size < 126:
            head = bytes((0x81, size))
        elif size < 65536:
            head = b"\x81\x7e" + size.to_bytes(2)
        else:
            head = b"\x81\x7f" + size.to_bytes(8)
        framed = pkt.framed = head + data
    return framed
