"""Writing to sockets at once: whole frames in their order, however slowly the other side reads."""

import logging
import queue
import socket
import threading
import time
from types import SimpleNamespace

import engineio
import pytest
from engineio.packet import MESSAGE, Packet

from app.sockets import _Direct, _framed, _WholeWrites

FRAMES = [bytes([65 + n]) * (40_000 + n) for n in range(20)]


class _Careless(_WholeWrites):
    """The twin: what did not fit is gone."""

    def _send_rest(self, data):
        self._lock.release()


def read_slowly(end, heard):
    while piece := end.recv(3000):
        heard += piece


def said_and_heard(kind) -> tuple[bytes, bytes]:
    """20 frames to a reader that begins late; each at once where that is possible, else by a writer who waits."""
    here, there = socket.socketpair()
    with here, there:
        here.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 60_000)
        line, heard = kind(here), bytearray()
        at_once = [line.send_at_once(FRAMES[0]), line.send_at_once(FRAMES[1])]
        reader = threading.Thread(target=read_slowly, args=(there, heard))
        reader.start()
        for frame in FRAMES[sum(at_once) :]:
            if not line.send_at_once(frame):
                line.send(frame)
        with line._lock:  # whoever sends a rest has ended
            here.shutdown(socket.SHUT_WR)
        reader.join(20)
        return b"".join(FRAMES), bytes(heard)


def test_a_slow_reader_hears_whole_frames_in_their_order():
    said, heard = said_and_heard(_WholeWrites)
    assert heard == said


def test_twin_what_did_not_fit_is_missed():
    said, heard = said_and_heard(_Careless)
    assert heard != said


def test_nobody_waits_for_a_full_socket():
    here, there = socket.socketpair()
    with here, there:
        line = _WholeWrites(here)
        here.setblocking(False)
        while line.send_at_once(b"x" * 1000):
            pass
        assert not line.send_at_once(b"y")


@pytest.mark.parametrize(("size", "head"), [(100, 2), (70_000, 10), (1000, 4)])
def test_a_packet_is_framed_once_as_the_protocol_has_it(size, head):
    packet = Packet(MESSAGE, "汤" * (size // 3))
    framed = _framed(packet)
    assert framed is _framed(packet)
    assert framed[head:].decode() == "4" + "汤" * (size // 3)
    assert framed[0] == 0x81


def test_who_answers_no_ping_is_put_out_and_stops_nobody_else():
    """Said so that whoever tells many, the heartbeat above all, goes on to the next."""
    gone = []
    server = SimpleNamespace(
        create_queue=queue.Queue,
        ping_timeout=5,
        logger=logging.getLogger("quiet"),
        reason=engineio.Server.reason,
        _trigger_event=lambda *what, **how: gone.append(what),
    )
    dead = _Direct(server, "sid")
    dead.connected = dead.upgraded = True
    dead.last_ping = time.time() - 60
    dead.send(Packet(MESSAGE, "2"))
    assert gone == [("disconnect", "sid", engineio.Server.reason.PING_TIMEOUT)]
    assert dead.closed
