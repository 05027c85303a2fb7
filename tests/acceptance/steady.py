"""Minutes of mixed load: memory, descriptors, the write-ahead log and p99 stay flat. (Promise 32 in small)"""

import threading
import time
from pathlib import Path
from statistics import median

from tests.acceptance.history import History
from tests.acceptance.kill import DINERS, Cook, Diner, two_stations
from tests.acceptance.storm import at, memory_of, worker_of
from tests.live.clients import clients
from tests.people import open_place_at
from tests.servers import serve

EVERY, SCREENS, PAUSE = 10, 20, 0.5  # seconds, screens, seconds between two rounds of a table
TENTH = {"minutes": 1}


def looked(served, took: list[float]) -> dict:
    """Memory (MB), open descriptors, MB of the write-ahead log, p99 (ms) of the requests since the last look."""
    wal = served.folder / "zhuoma.db-wal"
    latest = sorted(took[:])
    took.clear()
    return {
        "memory": memory_of(served) / 1024,
        "descriptors": len(list(Path(f"/proc/{worker_of(served)}/fd").iterdir())),
        "wal": wal.stat().st_size / 2**20 if wal.exists() else 0,
        "p99": at(latest, 0.99) * 1000 if latest else 0,
    }


def trend(looks: list[dict], name: str) -> tuple[float, float]:
    """(median of the second quarter, of the last): the first quarter is for warming up."""
    quarter = max(1, len(looks) // 4)
    return median(x[name] for x in looks[quarter : 2 * quarter]), median(x[name] for x in looks[-quarter:])


def rising(looks: list[dict]) -> list[str]:
    """Pure: what did not stay flat."""
    limits = {"memory": (1.1, 10), "descriptors": (1.05, 5), "wal": (1.5, 16), "p99": (1.5, 20)}
    problems = []
    for name, (times, more) in limits.items():
        before, after = trend(looks, name)
        if after > before * times + more:
            problems.append(f"{name} rose from {before:.1f} to {after:.1f}")
    return problems


class Timed(Diner):
    """Says how long each request took."""

    def __init__(self, *who, took, **more):
        super().__init__(*who, **more)
        self.took = took

    def once(self, op, key, request):
        begun = time.monotonic()
        answer = super().once(op, key, request)
        self.took.append(time.monotonic() - begun)
        return answer


def run(report, minutes: int = 5) -> None:
    """The section at full size."""
    history, over, took, looks = History(), threading.Event(), [], []
    with serve() as served, clients(poll=15000) as js:
        place = open_place_at(served)
        two_stations(place)
        screen = place.screen()
        for n in range(SCREENS):
            js.open(f"s{n}", served.base_url, screen.token)
        calm = threading.Event()
        people = [Timed(history, f"diner {n}", over, place, n, calm, pause=PAUSE, took=took) for n in range(DINERS)]
        people.append(Cook(history, over, screen, calm))
        threads = [threading.Thread(target=each.run, daemon=True) for each in people]
        for thread in threads:
            thread.start()
        for _ in range(minutes * 60 // EVERY):
            time.sleep(EVERY)
            looks.append(looked(served, took))
            report.say("steady", ", ".join(f"{name} {value:.1f}" for name, value in looks[-1].items()))
        over.set()
        for thread in threads:
            thread.join(30)
    change = {name: trend(looks, name) for name in looks[0]}
    report.row(
        f"{minutes} minutes of mixed load, {SCREENS} screens",
        f"{history.count('order', 'ok'):,} orders; "
        + "; ".join(f"{name} {before:.0f} → {after:.0f}" for name, (before, after) in change.items())
        + " (MB, descriptors, MB, ms)",
        "memory, descriptors, write-ahead log and p99 flat",
        rising(looks),
    )
