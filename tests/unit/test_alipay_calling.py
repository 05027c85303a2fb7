"""An exchange ends in time and whole, or it is none: partners that trickle, stall and break off."""

import contextlib
import socket
import threading
import time
from http.client import HTTPException

import pytest

from payments.wallets.alipay.calling import exchange

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n"


@pytest.fixture
def partner():
    """`partner(way)` → an address at which `way(line)` answers whoever calls."""
    open_, over = [], threading.Event()

    def serving(way):
        listening = socket.create_server(("127.0.0.1", 0))
        open_.append(listening)

        def serve():
            with contextlib.suppress(OSError):
                line, _ = listening.accept()
                with line:
                    line.recv(4096)
                    way(line, over)
                    line.shutdown(socket.SHUT_WR)
                    while line.recv(4096):
                        pass

        thread = threading.Thread(target=serve)
        thread.start()
        open_.append(thread)
        return f"http://127.0.0.1:{listening.getsockname()[1]}/gateway.do?a=b"

    yield serving
    over.set()
    for each in open_:
        each.join(10) if isinstance(each, threading.Thread) else each.close()


def trickles(line, over):
    """Never silent for long, and never done."""
    line.sendall(HEAD)
    while not over.wait(0.05):
        line.sendall(b"x")


def trickles_headers(line, over):
    line.sendall(b"HTTP/1.1 200 OK\r\n")
    while not over.wait(0.05):
        line.sendall(b"X-More: x\r\n")


def stalls(line, over):
    line.sendall(HEAD)
    over.wait(10)


def breaks_off(line, over):
    line.sendall(HEAD + b"half")


@pytest.mark.parametrize("way", [trickles, trickles_headers, stalls], ids=lambda way: way.__name__)
def test_it_ends_in_time(partner, way):
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        exchange("POST", partner(way), b"{}", most=1000, longest=0.5)
    assert time.monotonic() - began < 5


def test_half_an_answer_is_none(partner):
    with pytest.raises(HTTPException):
        exchange("POST", partner(breaks_off), b"{}", most=1000)


def test_a_whole_answer(partner):
    address = partner(lambda line, over: line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))
    assert exchange("POST", address, b"{}", most=1000) == (200, b"ok")
    endless = partner(lambda line, over: line.sendall(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 5000))
    assert exchange("GET", endless, most=1000) == (200, b"x" * 1001)
