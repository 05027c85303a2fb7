"""`python -m bench.recomputing product|floor FILE`: one recompute in a process of its own, so that its memory is known.

Prints `{seconds, peak_mb, found}`; `found` is (orders, counted, booked, stores, codes) and must be the same of both.
"""

import json
import resource
import sys
import time

import duckdb

from bench.floor import recompute as floor
from rebates.programmes.catalogue import PROGRAMMES
from rebates.recompute.compiling import statements
from rebates.recompute.dialects import DUCKDB
from rebates.recompute.engine import run_all, working


def product(path):
    with working() as duck:
        begun = time.perf_counter()
        duck.execute(f"CREATE VIEW trades AS SELECT * FROM read_parquet('{path}')")
        duck.execute("CREATE TABLE barred (provider INTEGER, store INTEGER, reward VARCHAR)")
        run_all(duck, statements(PROGRAMMES["RB-SMDC2021"], DUCKDB))
        counted = "SELECT sum(orders), sum(orders) FILTER (WHERE reasons = 0) FROM totals"
        reached = "SELECT count(*) FILTER (WHERE reward = '{}') FROM milestones"
        booked = duck.execute("SELECT sum(booked) FROM booked_totals").fetchone()
        rewards = [duck.execute(reached.format(code)).fetchone()[0] for code in ("new_store", "table_code")]
        return time.perf_counter() - begun, (*map(int, duck.execute(counted).fetchone() + booked), *rewards)


def least(path):
    with duckdb.connect() as duck:
        duck.execute("SET enable_progress_bar = false")
        begun = time.perf_counter()
        found = floor.recompute(duck, path)
        return time.perf_counter() - begun, found


if __name__ == "__main__":
    seconds, found = {"product": product, "floor": least}[sys.argv[1]](sys.argv[2])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak, "found": found}))
