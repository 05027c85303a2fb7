"""A network printer on loopback with its moods, and a restaurant that prints to it."""

import socket
import struct
import threading
import time
from contextlib import contextmanager

from tests.paper import Paper, read_paper

STATUS, SENSOR = b"\x10\x04\x04", b"\x1dr\x01"
HANG_UP = struct.pack("ii", 1, 0)  # SO_LINGER: close says RST
LATE = 0.7  # seconds


class NetworkPrinter:
    """`mood`: prints · late (prints, and answers each question after LATE) · silent (prints and tells nothing) ·
    no_paper · stalls (takes nothing) · drops (hangs up in the middle) · swallows (takes all, then says nothing more) ·
    refuses · black_hole (nobody answers at all). `received`: what each connection brought.
    """

    def __init__(self, mood="prints", ports=(0,)):
        self.mood, self.received, self._open = mood, [], []
        self._listening = socket.socket()
        self.port = _first_free(self._listening, ports)
        if mood == "black_hole":
            self._listening.listen(0)
            self._open += [_knock(self.port) for _ in range(2)]
        elif mood != "refuses":  # the port stays its own all the same
            self._listening.listen()
            threading.Thread(target=self._serve, daemon=True).start()

    @property
    def connection(self) -> dict:
        return {"kind": "network", "host": "127.0.0.1", "port": self.port}

    @property
    def paper(self) -> Paper:
        return read_paper(b"".join(self.received))

    def close(self):
        self._listening.close()
        for each in self._open:
            each.close()

    def _serve(self):
        while True:
            try:
                caller, _ = self._listening.accept()
            except OSError:
                return
            self._open.append(caller)
            if self.mood != "stalls":
                self.received.append(b"")
                mine = len(self.received) - 1
                threading.Thread(target=self._listen, args=(caller, self.mood, mine), daemon=True).start()

    def _listen(self, caller, mood, mine):
        answered = 0
        try:
            while said := caller.recv(64 if mood == "drops" else 4096):
                self.received[mine] += said
                asked = self.received[mine].count(STATUS) + self.received[mine].count(SENSOR)
                if mood in ("prints", "late", "no_paper") or (mood == "swallows" and not answered):
                    time.sleep(LATE if mood == "late" and asked > answered else 0)
                    for _ in range(asked - answered):
                        caller.sendall(b"\x72" if mood == "no_paper" else b"\x12")
                    answered = asked
                if mood == "drops" and len(self.received[mine]) > 100:
                    caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, HANG_UP)
                    break
        except OSError:
            pass
        caller.close()


def _first_free(listening, ports) -> int:
    """OSError where all are taken."""
    for port in ports:
        try:
            listening.bind(("127.0.0.1", port))
            return listening.getsockname()[1]
        except OSError:
            continue
    raise OSError("no free port")


def _knock(port):
    """Takes a place in the queue of those that nobody lets in; when it is full, no packet is answered any more."""
    caller = socket.socket()
    caller.setblocking(False)
    caller.connect_ex(("127.0.0.1", port))
    return caller


@contextmanager
def printer(mood="prints", ports=(0,)):
    made = NetworkPrinter(mood, ports)
    try:
        yield made
    finally:
        made.close()
