"""A month recomputed from Parquet by the compiled rule, against the same month by SQL written for it alone.

Each in a process of its own, in turns; both must find the same. Ten times the rows may take twelve times as long.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from app.config import ROOT
from bench.figures import Figure
from bench.month import make_month

DATABASES = ()
SIZES = ((1_000_000, "1 M"), (10_000_000, "10 M"))
MEMORY = 700  # MB, of the whole process


def run(_hall, slices: int) -> list[Figure]:
    figures, seconds = [], {}
    with tempfile.TemporaryDirectory(prefix="zhuoma-bench-") as folder:
        for rows, name in SIZES:
            path = Path(folder) / f"{rows}.parquet"
            make_month(path, rows)
            ours, floors = [], []
            for _ in range(slices if rows < 5_000_000 else min(slices, 2)):
                ours.append(_alone("product", path))
                floors.append(_alone("floor", path))
                assert ours[-1]["found"] == floors[-1]["found"], (ours[-1], floors[-1])
            seconds[rows] = [o["seconds"] for o in ours]
            work = f"recompute a month of {name} orders"
            floor = [f["seconds"] for f in floors]
            figures.append(Figure(work, "s", seconds[rows], floor, promise=2.0))
            figures.append(Figure(f"{work}, memory", "MB", [o["peak_mb"] for o in ours], limit=MEMORY))
            path.unlink()
    small, large = (median(times) for times in seconds.values())
    figures.append(Figure("recompute, ten times the orders", "×", [large / small], limit=12))
    return figures


def _alone(which, path) -> dict:
    done = subprocess.run(
        [sys.executable, "-m", "bench.recomputing", which, str(path)], check=True, capture_output=True, cwd=ROOT
    )
    return json.loads(done.stdout)
