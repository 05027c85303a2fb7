"""A Python that has imported the rooms once and forks a gunicorn for each server that a test wants.

Nearly all of what a start costs is imports, two seconds of processor time, and the tests start a hundred servers. The
forked process then does all that `python -m gunicorn` does. Full-size acceptance starts cold, as a restaurant does.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Nothing of `app`: it reads its folder from the environment when it is imported, and each server has its own.
ROOMS = (
    "gunicorn.app.wsgiapp gunicorn.workers.ggevent alembic.command flask_socketio flask_smorest prometheus_client "
    "kitchen.boards.routes kitchen.slips.routes kitchen.times.routes ordering.table.staff_order_routes "
    "ordering.menu.editing.routes payments.routes payments.bill_routes payments.receipt_routes qr.print_routes "
    "rebates.portal.routes restaurants.accounts.routes restaurants.profile.routes pypinyin"
).split()


class Warm:
    """The tests' side: `start` gives something that can be polled, waited for and signalled like a Popen."""

    def __init__(self):
        self._lock, self._process = threading.Lock(), None

    def start(self, arguments: list[str], env: dict, log: Path) -> "Forked":
        return Forked(self, self.ask({"arguments": arguments, "env": env, "log": str(log)}))

    def ask(self, question: dict):
        with self._lock:
            self._process = self._process or self._begun()  # only where a test wants a server
            self._process.stdin.write(json.dumps(question) + "\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())

    def _begun(self):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        process = subprocess.Popen([sys.executable, "-m", "tests.warm"], cwd=ROOT, **pipes)
        atexit.register(process.stdin.close)
        return process


class Forked:
    """What `subprocess.Popen` has of a process, for a child of another one."""

    def __init__(self, warm: Warm, pid: int):
        self._warm, self.pid, self.returncode = warm, pid, None

    def poll(self) -> int | None:
        if self.returncode is None:
            self.returncode = self._warm.ask({"poll": self.pid})
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        ends = time.monotonic() + (timeout or 1e9)
        while self.poll() is None:
            if time.monotonic() > ends:
                raise subprocess.TimeoutExpired("gunicorn", timeout)
            time.sleep(0.01)
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(15)

    def kill(self) -> None:
        self.send_signal(9)


def main() -> None:
    from gevent import monkey

    # What `wsgi` does before anything else, and our own children are waited for by us, not by gevent.
    fork, waitpid = os.fork, os.waitpid
    monkey.patch_all()
    import gc
    import importlib

    for room in ROOMS:
        importlib.import_module(room)
    gc.freeze()  # or the first collection in each child would copy every page
    for line in sys.stdin:
        asked = json.loads(line)
        if "poll" in asked:
            pid, status = waitpid(asked["poll"], os.WNOHANG)
            answer = os.waitstatus_to_exitcode(status) if pid else None
        elif answer := fork():
            pass
        else:
            _become(**asked)
        print(json.dumps(answer), flush=True)


def _become(arguments: list[str], env: dict, log: str) -> None:
    """`python -m gunicorn …` in this process."""
    import gevent

    gevent.reinit()
    os.setsid()
    out, nothing = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT), os.open(os.devnull, os.O_RDONLY)
    for number, to in ((nothing, 0), (out, 1), (out, 2)):
        os.dup2(number, to)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = ["gunicorn", *arguments]
    from gunicorn.app.wsgiapp import run

    try:
        run()
    finally:
        atexit._run_exitfuncs()  # as a Python of its own would: what errands do is finished there
        sys.stdout.flush()
        os._exit(0)


if __name__ == "__main__":
    main()
