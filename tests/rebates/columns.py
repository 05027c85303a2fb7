"""Trades as the compiled rule sees them: through the same file and the same numbering as in the product."""

import csv
from pathlib import Path

from rebates.programmes.closed_form import Milestone, Standing
from rebates.recompute.compiling import decoded, statements
from rebates.recompute.dialects import DUCKDB
from rebates.recompute.engine import run_all
from rebates.recompute.rows import BARRED, NUMBERED, RAW


def pour(connection, folder: Path, trades: list[dict], barred=()) -> None:
    """`trades` and its tables of names, from facts as the pure rules take them; one provider."""
    path = folder / "raw.csv"
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        for trade in trades:
            row = {
                **trade,
                "provider_id": trade.get("provider_id", "P"),
                "merchant_id": trade["merchant"],
                "payment_id": trade["id"],
                "paid_at": trade["paid_at"].replace(tzinfo=None).isoformat(" "),
                "payer_key": trade["payer"],
            }
            writer.writerow(["" if row[name] is None else row[name] for name in RAW])
    run_all(connection, [f"CREATE TABLE raw AS SELECT * FROM {_read(path)}", BARRED])
    providers = {trade["restaurant_id"]: trade.get("provider_id", "P") for trade in trades}
    for restaurant_id, reward in barred:
        row = [providers.get(restaurant_id, "P"), restaurant_id, reward]
        connection.execute("INSERT INTO barred_names VALUES (?, ?, ?)", row)
    run_all(connection, NUMBERED)


def _read(path) -> str:
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in RAW.items())
    return f"read_csv('{path}', columns={{{columns}}}, header=false, nullstr='', auto_detect=false)"


def by_sql(connection, programme: dict) -> tuple[dict[str, Standing], set]:
    """What the compiled rule says of what was poured, in the shapes of the closed form."""
    run_all(connection, statements(programme, DUCKDB))
    rows = connection.execute(
        "SELECT payment_id, v, reasons, earned, booked FROM booked_standing JOIN trades USING (n)"
    ).fetchall()
    standings = {i: Standing(decoded(programme, v, bits), earned, booked) for i, v, bits, earned, booked in rows}
    return standings, milestones(connection)


def milestones(connection) -> set:
    rows = connection.execute(
        "SELECT reward, restaurant_id, coalesce(table_code, ''), amount, month "
        "FROM milestones JOIN stores USING (store) LEFT JOIN codes USING (code)"
    ).fetchall()
    return {(*row[:4], f"{row[4] // 100}-{row[4] % 100:02}") for row in rows}


def told(reached: list[Milestone]) -> set:
    """The closed form's milestones in the same shape."""
    return {(m.reward, m.subject[1], m.subject[2], m.amount, m.month) for m in reached}
