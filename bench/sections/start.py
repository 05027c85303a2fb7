"""The second start of `make run`, and what the server weighs when nobody is there."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from bench.figures import Figure
from bench.servers import ROOT, started

DATABASES = ()


def run(_hall, slices: int) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="zhuoma-start-") as folder:
        settings = {"DATABASE_URL": f"sqlite:///{folder}/demo.db", "ZHUOMA_VAR": folder}
        _demo(settings)
        times, weights = [], []
        for _ in range(slices):
            begun = time.perf_counter()
            _demo(settings)
            with started("wsgi:app", **settings) as (_port, process):
                times.append(time.perf_counter() - begun)
                time.sleep(1)
                weights.append(_weight(process.pid))
    return [
        Figure("start to ready, second time", "s", times, limit=5),
        Figure("memory at rest (both processes, shared pages once)", "MB", weights, limit=120),
    ]


def _demo(settings):
    subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "demo"],
        cwd=ROOT,
        env={**os.environ, "SECRET_KEY": "bench-secret-" * 4, **settings},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _weight(pid: int) -> float:
    """Proportional set size of gunicorn's master and worker, in MB."""
    family = [pid, *(child.pid for child in psutil.Process(pid).children(recursive=True))]
    rows = (line for p in family for line in Path(f"/proc/{p}/smaps_rollup").read_text().splitlines())
    return sum(int(line.split()[1]) for line in rows if line.startswith("Pss:")) / 1000
