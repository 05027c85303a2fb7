"""Things that happen at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier


def at_once(*works) -> list:
    """Runs the works together; returns what they returned, in their order."""
    gate = Barrier(len(works))

    def run(work):
        gate.wait(10)
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return [done.result() for done in [pool.submit(run, work) for work in works]]
