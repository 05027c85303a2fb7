"""The load generator: a process of its own (`python -m bench.load`), one greenlet per connection.

The bench asks it by `drive("closed", …)`; arguments and results travel as pickles.
"""

import pickle
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import gevent
from gevent.event import Event
from gevent.queue import Queue


@dataclass
class Taken:
    """What one slice gave: the answers' times in ms, how many answered what, and how long it took."""

    times: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    seconds: float = 0.0
    heard: list[float] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)
    lost: int = 0

    def note(self, status: int, started: float) -> None:
        self.times.append((time.monotonic() - started) * 1000)
        self.statuses[status] = self.statuses.get(status, 0) + 1

    def rate(self, wanted: int) -> float:
        """Answers per second. RuntimeError where some answer was another: a refusal is quick and worth nothing."""
        if set(self.statuses) != {wanted}:
            raise RuntimeError(f"not only {wanted}: {self.statuses}")
        return len(self.times) / self.seconds


def drive(scenario: str, **arguments):
    """Runs a scenario in a process of its own and gives back what it returned."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        input=pickle.dumps((scenario, arguments)),
        stdout=subprocess.PIPE,
        check=True,
    )
    return pickle.loads(done.stdout)  # noqa: S301 — our own child


def closed(port: int, requests: list[bytes], connections: int, seconds: float) -> Taken:
    """As fast as it goes: each connection sends its next request when it has its answer. Each request goes once;
    a single one is repeated."""
    from bench.wire import Line

    taken, left = Taken(), iter(requests) if len(requests) > 1 else iter(lambda: requests[0], None)
    lines = [Line(port) for _ in range(connections)]
    begun = time.monotonic()

    def work(line):
        for content in left:
            started = time.monotonic()
            if started - begun > seconds:
                return
            taken.note(line.ask(content)[0], started)

    gevent.joinall([gevent.spawn(work, line) for line in lines], raise_error=True)
    taken.seconds = time.monotonic() - begun
    return taken


def arriving(port: int, requests: list[bytes], rate: float, tokens: list[str], order_of_frame: str) -> Taken:
    """Orders arrive at fixed moments, whether or not the last was answered; three of the screens hear each.

    Times count from the moment an order was due. `order_of_frame` is the path of the order's id in a frame.
    """
    import orjson

    from bench.wire import Line, Screen

    screens, taken = [Screen(port, token) for token in tokens], Taken()
    due_of, heard_at = {}, {}
    path = order_of_frame.split(".")

    def heard(at, frame):
        for step in path:
            frame = frame.get(step) if frame else None
        if frame:
            heard_at.setdefault(frame, []).append(at)

    ears = [gevent.spawn(screen.listen, heard) for screen in screens]
    idle = Queue(items=[Line(port) for _ in range(64)])  # beyond that many they queue here, and their time runs
    begun = time.monotonic() + 0.1

    def one(content, due):
        line = idle.get()
        status, body = line.ask(content)
        taken.note(status, due)
        idle.put(line)
        due_of[orjson.loads(body)["order"]["id"]] = due

    going = []
    for n, content in enumerate(requests):
        due = begun + n / rate
        gevent.sleep(max(0.0, due - time.monotonic()))
        going.append(gevent.spawn(one, content, due))
    gevent.joinall(going, raise_error=True)
    taken.seconds = time.monotonic() - begun
    gevent.sleep(0.5)
    gevent.killall(ears)
    for order_id, due in due_of.items():
        times = heard_at.get(order_id, [])
        taken.lost += 3 - len(times)
        if len(times) == 3:
            taken.heard.append((max(times) - due) * 1000)
    return taken


def pushed(port: int, requests: list[bytes], tokens: list[str], kind: str | None = None, pause: float = 0.01) -> Taken:
    """One push after another to many screens; `heard` is from the commit to the last screen, `sent` the commits.

    `kind` of frame is the touch itself: what follows in the same transaction is not waited for twice. The floor's
    frames have none and say when they were sent off.
    """
    import orjson

    from bench.wire import Line, Screen, request

    screens, ears, taken, line = [], [], Taken(), Line(port)
    for token in tokens:  # each listens at once: whoever answers no ping for 5 s is put out
        screens.append(Screen(port, token))
        ears.append(gevent.spawn(screens[-1].listen))
    gevent.sleep(0.2)
    orjson.loads(line.ask(request("GET", "/bench/commits"))[1])
    begun = time.monotonic()
    for content in requests:
        started = time.monotonic()
        taken.note(line.ask(content)[0], started)
        gevent.sleep(pause)
    taken.seconds = time.monotonic() - begun
    gevent.sleep(0.3 + len(tokens) / 500)
    gevent.killall(ears)
    known = orjson.loads(line.ask(request("GET", "/bench/commits"))[1])
    taken.sent = known["touches"]
    frames = [[f for f in screen.frames if f[1].get("kind") == kind] for screen in screens]
    counts = [len(each) for each in frames]
    taken.lost = sum(len(requests) - count for count in counts)
    for heard in zip(*frames, strict=False):
        frame = heard[0][1]
        sent = known["frames"][f"{frame['stream']} {frame['seq']}"] if kind else frame["committed"]
        taken.heard.append((max(at for at, _ in heard) - sent) * 1000)
    return taken


def weighed(port: int, tokens: list[str], pid: int, seconds: float = 12.0) -> float:
    """KB of the process `pid` for each socket that is open and has heard two heartbeats."""
    from bench.wire import Screen

    before, ears = _private_kb(pid), []
    for token in tokens:
        ears.append(gevent.spawn(Screen(port, token).listen))
    gevent.sleep(seconds)
    weight = (_private_kb(pid) - before) / len(tokens)
    gevent.killall(ears)
    return weight


def _private_kb(pid: int) -> int:
    rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(row.split()[1]) for row in rows if row.startswith("Private_"))


def parties(port: int, kind: str, tables: list, screen_tokens: list[str], seconds: float) -> Taken:
    """Whole tables, several at once: menu, three adds, place, ticket on a screen. See bench.party."""
    from bench import party
    from bench.wire import Line, Screen

    screens, taken, arrived = [Screen(port, token) for token in screen_tokens], Taken(), {}

    def heard(_at, frame):
        order_id = party.ORDER_OF_FRAME[kind](frame)
        if order_id:
            arrived.setdefault(order_id, Event()).set()

    ears = [gevent.spawn(screen.listen, heard) for screen in screens]
    left, begun = iter(tables), time.monotonic()

    def work():
        line = Line(port)
        for table in left:
            started = time.monotonic()
            if started - begun > seconds:
                return
            order_id = party.DINE[kind](line, table)
            if not arrived.setdefault(order_id, Event()).wait(5):
                taken.lost += 1
            taken.note(201, started)

    gevent.joinall([gevent.spawn(work) for _ in range(8)], raise_error=True)
    taken.seconds = time.monotonic() - begun
    gevent.killall(ears)
    return taken


SCENARIOS = {f.__name__: f for f in (closed, arriving, pushed, weighed, parties)}

if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()
    from bench import load  # the pickles name this module, not __main__

    name, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 — our own parent
    sys.stdout.buffer.write(pickle.dumps(load.SCENARIOS[name](**arguments)))
