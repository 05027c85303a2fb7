"""The same compiled rule on Spark, in its local mode, over exported Parquet: row for row what DuckDB says."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from bench.month import make_month
from rebates.programmes.catalogue import PROGRAMMES
from rebates.recompute.compiling import statements
from rebates.recompute.dialects import DUCKDB, SPARK
from rebates.recompute.engine import run_all, working
from rebates.recompute.exporting import EXPORT
from tests.conftest import ROOT
from tests.rebates.cases import TIERS
from tests.rebates.columns import pour

PYSPARK = "4.3.0"  # 500 MB: its own environment, no part of what developing needs; wants Java 17
PYTHON = ROOT / "var" / "spark" / "bin" / "python"
SETTINGS = {"spark.sql.shuffle.partitions": "4"}
PLAIN = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # no compiler that pays only in long runs
SMALL = {"spark.sql.shuffle.partitions": "1", "spark.driver.extraJavaOptions": PLAIN}
TENTH = {"trades": 20_000}
ASKS = {
    "rows": "SELECT n, v, reasons, earned, booked FROM booked_standing ORDER BY n",
    "totals": "SELECT provider, place, store, month, booked FROM booked_totals ORDER BY 1, 2, 3, 4",
    "milestones": "SELECT provider, reward, store, code, amount, month FROM milestones ORDER BY 1, 2, 3, 4",
}


def run(report, trades: int = 200_000) -> None:
    """The section at full size; installs pyspark where it is not yet."""
    if not present():
        report.say("pyspark", f"installing {PYSPARK} into {PYTHON.parent.parent}")
        subprocess.run([sys.executable, "-m", "venv", PYTHON.parent.parent], check=True)
        subprocess.run([PYTHON, "-m", "pip", "install", "-q", f"pyspark=={PYSPARK}"], check=True)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.parquet"
        make_month(made, trades)
        for name, programme, path in (
            ("RB-SMDC2021, a made-up month", PROGRAMMES["RB-SMDC2021"], made),
            ("two versions, tiers, caps that bite", TIERS, tiers_file(Path(folder), min(trades, 5_000))),
        ):
            begun = time.monotonic()
            ours, theirs = on_duckdb(programme, path), on_spark(programme, path, Path(folder))
            problems = [f"{ask}: {differing(ours[ask], theirs[ask])}" for ask in ASKS if ours[ask] != theirs[ask]]
            counts = f"{len(ours['rows']):,} trades, {len(ours['milestones']):,} milestones"
            report.row(
                f"on Spark {PYSPARK}: {name}",
                f"{counts}, {len(problems)} differences; {time.monotonic() - begun:.0f} s",
                "the same rows as DuckDB",
                problems,
            )


def present() -> bool:
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", "import pyspark"], capture_output=True).returncode == 0


def on_duckdb(programme, path) -> dict:
    with working() as duck:
        duck.execute(f"CREATE VIEW trades AS SELECT * FROM read_parquet('{path}')")
        duck.execute(f"CREATE TABLE barred AS SELECT * FROM read_parquet('{_barred(path)}')")
        run_all(duck, statements(programme, DUCKDB))
        return {name: [list(row) for row in duck.execute(query).fetchall()] for name, query in ASKS.items()}


def on_spark(programme, path, folder, settings=SETTINGS) -> dict:
    job = folder / "job.json"
    content = {"trades": str(path), "barred": _barred(path), "statements": statements(programme, SPARK), "asks": ASKS}
    content["settings"] = settings
    job.write_text(json.dumps(content), encoding="utf-8")
    here = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SPARK"))}
    done = subprocess.run(
        [PYTHON, Path(__file__).with_name("on_spark.py"), job], capture_output=True, text=True, env=here, timeout=900
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(Path(f"{job}.out").read_text(encoding="utf-8"))


def tiers_file(folder: Path, trades: int, seed: int = 7) -> Path:
    """Trades of six weeks through the product's own numbering and export, with everything that the language knows."""
    chance, path = random.Random(seed), folder / "tiers.parquet"
    rows = [_trade(chance, n) for n in range(trades)]
    with working() as duck:
        pour(duck, folder, rows, {("S3", "opening"), ("S1", "code")})
        duck.execute(f"COPY ({EXPORT}) TO '{path}' (FORMAT parquet)")
        duck.execute(f"COPY barred TO '{path}.barred' (FORMAT parquet)")
    return path


def differing(ours, theirs) -> str:
    pairs = [(a, b) for a, b in zip(ours, theirs, strict=False) if a != b]
    return f"{len(ours)} rows here, {len(theirs)} there; first: {pairs[:2]}"


def _barred(path) -> str:
    """A made-up month has no papers that are missing."""
    target = f"{path}.barred"
    if not Path(target).exists():
        with duckdb.connect() as duck:
            none = "SELECT 0::INTEGER AS provider, 0::INTEGER AS store, '' AS reward WHERE false"
            duck.execute(f"COPY ({none}) TO '{target}' (FORMAT parquet)")
    return target


def _trade(chance, n) -> dict:
    at = datetime(2026, 7, 14, tzinfo=UTC) + timedelta(minutes=chance.randrange(60 * 24 * 70))
    day = (at + timedelta(hours=8)).date().isoformat()
    total, store = chance.choice([150, 500, 999, 5000, 12500, 30000, 100001]), chance.randrange(40)
    return {
        "id": f"{n:06}",
        "trade_no": f"{chance.randrange(9)}-{n:06}",
        "channel": chance.choice(["mini_program"] * 5 + ["h5"]),
        "wallet": chance.choice(["alipay"] * 5 + ["counter"]),
        "order_type": chance.choice(["dine_in"] * 5 + ["pickup"]),
        "paid": total,
        "total": total,
        "refunded": chance.choice([0] * 6 + [100, total]),
        "paid_at": at,
        "day": day,
        "month": day[:7],
        "payer": chance.choice([None, *(f"u{k}" for k in range(60))]),
        "merchant": f"M{store % 15}",
        "restaurant_id": f"S{store}",
        "table_code": chance.choice([None, f"{store}a", f"{store}b"]),
        "code_registered": chance.random() < 0.8,
        "returned": True,
        "risk": chance.random() < 0.02,
        "enrolled": True,
    }
