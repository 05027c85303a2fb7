"""Processes of the bench: the product, the floor and a durable PostgreSQL, on ports of their own."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from tests.servers import free_port, postgres

ROOT = Path(__file__).resolve().parent.parent
DURABLE = ("fsync=on", "synchronous_commit=on", "full_page_writes=on")
FLAGS = "-k gevent -w 1 --worker-connections 5000 --no-control-socket --graceful-timeout 1 --keep-alive 75".split()


@contextmanager
def durable_postgres():
    """A server that has every commit on disk before it says so; yields a URL without a database name."""
    with postgres(DURABLE) as url:
        yield url


@contextmanager
def serve(module: str, **environment):
    """gunicorn with the flags of `make run`; yields its port once it is ready."""
    with started(module, **environment) as (port, _process):
        yield port


@contextmanager
def started(module: str, **environment):
    """The same; yields (port, process)."""
    port = free_port()
    env = {**os.environ, "PORT": str(port), "SECRET_KEY": "bench-secret-" * 4, **environment}
    env.pop("ZHUOMA_THREADS", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *FLAGS, "--log-level", "error", "-b", f"127.0.0.1:{port}", module],
        cwd=ROOT,
        env=env,
    )
    try:
        wait_ready(port, process)
        yield port, process
    finally:
        process.terminate()
        process.wait(20)


def wait_ready(port: int, process) -> None:
    """RuntimeError when the process ends first."""
    while process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.02)
    raise RuntimeError(f"the server on port {port} did not start")
