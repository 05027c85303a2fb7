"""A server that is told to end lets go of whoever only waits, and answers what was asked."""

import socket
import time
from http.client import HTTPConnection

import pytest

from tests.live.clients import clients
from tests.people import open_place_at
from tests.servers import serve


def asked(line, path):
    line.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())


@pytest.mark.parametrize("lets_go", [True, False], ids=["lets go", "twin: holds on"])
def test_phones_and_screens_that_wait_do_not_hold_it(lets_go):
    more = {} if lets_go else {"ZHUOMA_TEST_HOLDS_ON": "1"}
    with serve(program="tests.live.clinging:app", **more) as served, clients() as js:
        served.stop()
        served.graceful = 60
        served.start()
        place = open_place_at(served)
        js.open("board", served.base_url, place.screen().token)
        js.until("board", lambda shown: shown is not None, 20)
        kept, busy = HTTPConnection("127.0.0.1", served.port), socket.create_connection(("127.0.0.1", served.port))
        kept.request("GET", "/healthz")
        with kept.getresponse() as answer:  # its line is kept open
            assert answer.status == 200 and answer.read()
        idle = kept.sock
        asked(busy, "/slow")
        while not (served.folder / "slow").exists():
            time.sleep(0.02)
        served.process.terminate()
        if lets_go:
            served.process.wait(40)
            assert b"200 OK" in busy.recv(4096)
        else:
            assert b"200 OK" in busy.recv(4096)
            idle.settimeout(1)
            with pytest.raises(TimeoutError):
                idle.recv(1)
            served.kill()
        for line in (idle, busy):
            line.close()
