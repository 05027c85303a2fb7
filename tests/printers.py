"""A network printer on loopback with its moods, and a restaurant that prints to it."""

import socket
import struct
import threading
from contextlib import contextmanager

from tests.paper import Paper, read_paper

STATUS, SENSOR = b"\x10\x04\x04", b"\x1dr\x01"
HANG_UP = struct.pack("ii", 1, 0)  # SO_LINGER: close says RST


class NetworkPrinter:
    """`mood`: prints · silent (prints and tells nothing) · no_paper · stalls (takes nothing) · drops (hangs up in the
    middle) · refuses · swallows (takes all, then says nothing more). `received`: what each connection brought."""

    def __init__(self, mood="prints"):
        self.mood, self.received, self._open = mood, [], []
        self._listening = socket.socket()
        self._listening.bind(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        if mood != "refuses":  # the port stays its own all the same
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
            threading.Thread(target=self._listen, args=(caller, self.mood), daemon=True).start()

    def _listen(self, caller, mood):
        if mood == "stalls":
            return
        self.received.append(b"")
        mine, answered = len(self.received) - 1, 0
        try:
            while said := caller.recv(64 if mood == "drops" else 4096):
                self.received[mine] += said
                asked = self.received[mine].count(STATUS) + self.received[mine].count(SENSOR)
                if mood in ("prints", "no_paper") or (mood == "swallows" and not answered):
                    for _ in range(asked - answered):
                        caller.sendall(b"\x72" if mood == "no_paper" else b"\x12")
                    answered = asked
                if mood == "drops" and len(self.received[mine]) > 100:
                    caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, HANG_UP)
                    break
        except OSError:
            pass
        caller.close()


@contextmanager
def printer(mood="prints"):
    made = NetworkPrinter(mood)
    try:
        yield made
    finally:
        made.close()
