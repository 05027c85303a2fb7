"""A month of made-up trades in the columns that `flask rebates export` writes: 2,000 stores, a few of them busy."""

import duckdb

STORES, MERCHANTS = 2_000, 800
FIRST_DAY, DAYS = "2021-07-01", 31

# Time grows with the row, so that nothing has to be sorted. A quarter of the payers come again and again, to one store.
ROWS = """
SELECT n + 1 AS n, 1::INTEGER AS provider, (store * 37 % {merchants} + 1)::INTEGER AS merchant,
    (store + 1)::INTEGER AS store,
    CASE WHEN b % 100 < 6 THEN NULL WHEN b % 100 < 31 THEN store * 64 + c % 60
        ELSE 1000000 + c % ({rows} * 3 // 4 + 1) END::BIGINT AS payer,
    CASE WHEN c % 10 < 7 THEN store * 20 + d % 20 END::INTEGER AS code, c % 1000 < 900 AS code_registered,
    (DATE '{first_day}' + (n * {days} // {rows})::INTEGER) AS day, 202107::INTEGER AS month,
    CASE WHEN d % 100 < 85 THEN 'mini_program' WHEN d % 100 < 95 THEN 'h5' ELSE 'counter' END AS channel,
    CASE WHEN b % 200 < 190 THEN 'alipay' ELSE 'counter' END AS wallet, 'dine_in' AS order_type,
    total AS paid, total,
    CASE WHEN a % 100 = 0 THEN total WHEN a % 100 = 1 THEN 100 ELSE 0 END::BIGINT AS refunded,
    a % 1000 >= 20 AS returned, d % 1000 < 5 AS risk, true AS enrolled,
    'P' || lpad(n::VARCHAR, 35, '0') AS payment_id, '2021' || lpad(n::VARCHAR, 24, '0') AS trade_no,
    TIMESTAMP '{first_day} 00:00:00' + to_microseconds(n * {step}) AS paid_at
FROM (
    SELECT n, hash(n) // 8 AS a, hash(n + 1000000007) // 8 AS b, hash(n + 2000000011) // 8 AS c,
        hash(n + 3000000019) // 8 AS d, (300 + hash(n) % 20000)::BIGINT AS total,
        ({stores} * pow((hash(n + 4000000007) % 1000003) / 1000003.0, 2))::INTEGER % {stores} AS store
    FROM range({rows}) AS numbers(n)
) AS drawn"""


def make_month(path, rows: int) -> None:
    """A Parquet file of so many trades in time order."""
    step = DAYS * 86_400_000_000 // rows
    query = ROWS.format(rows=rows, step=step, stores=STORES, merchants=MERCHANTS, first_day=FIRST_DAY, days=DAYS)
    with duckdb.connect(config={"memory_limit": "400MB"}) as duck:
        duck.execute("SET enable_progress_bar = false")
        duck.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
