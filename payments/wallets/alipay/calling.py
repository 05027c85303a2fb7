"""One exchange over HTTP that ends in time, whatever the other side does: a byte now and then is no answer either."""

import contextlib
import socket
from http.client import HTTPConnection, HTTPSConnection, IncompleteRead
from threading import Event, Timer
from urllib.parse import urlsplit

PATIENCE = 5  # seconds for each step: to connect, to send, to wait for the next bytes
LONGEST = 12  # seconds for all of it, once it is connected


def exchange(
    method: str, address: str, body: bytes | None = None, headers=(), *, most: int, patience=PATIENCE, longest=LONGEST
) -> tuple[int, bytes]:
    """(status, up to `most` + 1 bytes of the answer). OSError, HTTPException."""
    where = urlsplit(address)
    kind = HTTPSConnection if where.scheme == "https" else HTTPConnection
    connection = kind(where.hostname, where.port, timeout=patience)
    try:
        connection.connect()
        with _in_time(connection.sock, longest):
            target = f"{where.path or '/'}?{where.query}"
            connection.request(method, target, body, {**dict(headers), "Connection": "close"})
            answer = connection.getresponse()
            content = answer.read(most + 1)
        if answer.length and len(content) <= most:
            raise IncompleteRead(content, answer.length)
        return answer.status, content
    finally:
        connection.close()


@contextlib.contextmanager
def _in_time(line: socket.socket, longest: float):
    """Hangs up when so many seconds are over; TimeoutError."""
    over = Event()

    def hang_up():
        over.set()
        with contextlib.suppress(OSError):  # the other side was quicker
            line.shutdown(socket.SHUT_RDWR)

    watch = Timer(longest, hang_up)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        if over.is_set():
            raise TimeoutError(f"no whole answer in {longest} s")
