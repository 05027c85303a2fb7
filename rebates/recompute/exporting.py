"""A month's trades as one Parquet file, for DuckDB, Spark or whatever reads columns."""

import json
import tempfile
from pathlib import Path

from rebates.recompute.checking import loaded
from rebates.recompute.sources import Part

# Numbers for the rule, names for people. Diners are numbers that mean nothing outside of this file.
EXPORT = """
SELECT trades.*, provider_id, merchant_id, restaurant_id, table_code
FROM trades JOIN providers USING (provider) JOIN merchants USING (merchant) JOIN stores USING (store)
LEFT JOIN codes USING (code) ORDER BY n"""


def export_month(session, part: Part, path: Path) -> int:
    """How many trades went into the file. The programme goes with them, in the file's own metadata."""
    told = json.dumps(part.programme, ensure_ascii=False).replace("'", "''")
    target = str(path).replace("'", "''")
    with (
        tempfile.TemporaryDirectory(prefix="zhuoma-rows-") as folder,
        loaded(session, part, folder) as duck,
    ):
        duck.execute(
            f"COPY ({EXPORT}) TO '{target}' (FORMAT parquet, COMPRESSION zstd, "
            f"KV_METADATA {{programme: '{told}', month: '{part.month}'}})"
        )
        return duck.execute("SELECT count(*) FROM trades").fetchone()[0]
