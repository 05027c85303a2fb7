"""HTTP and Socket.IO by hand on plain sockets, so that the generator costs a twentieth of what it measures."""

import os
import socket
import struct
import time
import zlib

import orjson


def request(method: str, path: str, body=None, token: str = "", **headers) -> bytes:
    """A whole request, ready to be sent."""
    content = orjson.dumps(body) if body is not None else b""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    if body is not None:
        lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + content


def ask_once(port: int, content: bytes) -> tuple[int, bytes]:
    """On a connection of its own."""
    line = Line(port)
    try:
        return line.ask(content)
    finally:
        line.socket.close()


class Line:
    """One keep-alive connection."""

    def __init__(self, port: int):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rest = b""

    def ask(self, content: bytes) -> tuple[int, bytes]:
        """(status, body)"""
        self.socket.sendall(content)
        head = self._until(b"\r\n\r\n")
        status = int(head[9:12])
        length = head.lower().find(b"content-length:")
        if status in (204, 304) or length < 0:
            return status, b""
        body = self._exactly(int(head[length + 15 :].split(b"\r\n", 1)[0]))
        return status, zlib.decompress(body, 31) if body[:2] == b"\x1f\x8b" else body

    def _until(self, mark: bytes) -> bytes:
        while mark not in self.rest:
            self._more()
        head, self.rest = self.rest.split(mark, 1)
        return head

    def _exactly(self, length: int) -> bytes:
        while len(self.rest) < length:
            self._more()
        body, self.rest = self.rest[:length], self.rest[length:]
        return body

    def _more(self):
        data = self.socket.recv(262144)
        if not data:
            raise ConnectionError("the server hung up")
        self.rest += data


class Screen(Line):
    """A websocket in namespace /live. Every frame is kept with the moment at which it was here, whole; it is read when
    somebody asks: a hundred screens in one process must not wait for each other's JSON."""

    def __init__(self, port: int, token: str = ""):
        super().__init__(port)
        self._kept: list[tuple[float, bytes]] = []
        self.socket.sendall(
            b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
            b"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
        self._until(b"\r\n\r\n")
        self._message()
        self._say("40/live," + orjson.dumps({"token": token}).decode())
        while not self._message().startswith(b"40/live"):
            pass

    @property
    def frames(self) -> list[tuple[float, dict]]:
        return [(at, orjson.loads(text[8:])[1]) for at, text in self._kept]

    def listen(self, heard=None) -> None:
        """Until the server hangs up; `heard(at, body)` is called for each frame."""
        while True:
            try:
                text = self._message()
            except ConnectionError:
                return  # what it misses now is counted as lost
            if text == b"2":
                self._say("3")
            elif text.startswith(b'42/live,["frame"'):
                at = time.monotonic()
                self._kept.append((at, text))
                if heard:
                    heard(at, orjson.loads(text[8:])[1])

    def _message(self) -> bytes:
        first, length = self._exactly(2)
        if length == 126:
            (length,) = struct.unpack(">H", self._exactly(2))
        elif length == 127:
            (length,) = struct.unpack(">Q", self._exactly(8))
        data = self._exactly(length)
        if first & 15 == 8:
            raise ConnectionError("the server closed the socket")
        return data

    def _say(self, text: str):
        data, mask = text.encode(), os.urandom(4)
        head = bytes([0x81, 0x80 | len(data)]) if len(data) < 126 else b"\x81\xfe" + struct.pack(">H", len(data))
        self.socket.sendall(head + mask + bytes(b ^ mask[i & 3] for i, b in enumerate(data)))
