"""The floor of a recompute: RB-SMDC2021 for one month, written by hand for exactly this month and nothing else.

It leaves sums by store and reason, what merchants' caps leave, stores and codes that have reached their goal. Every
order earns the same, so that caps need sums only; the product says which order each of them clipped.
"""

JUDGED = """
CREATE TEMP TABLE judged AS SELECT n, provider, merchant, store, payer, code, code_registered, day, month,
    CASE WHEN channel <> 'mini_program' THEN 2 ELSE 0 END + CASE WHEN wallet <> 'alipay' THEN 4 ELSE 0 END
    + CASE WHEN NOT enrolled THEN 8 ELSE 0 END + CASE WHEN paid < 500 THEN 16 ELSE 0 END
    + CASE WHEN refunded >= total THEN 32 ELSE 0 END + CASE WHEN NOT returned THEN 64 ELSE 0 END
    + CASE WHEN risk THEN 128 ELSE 0 END + CASE WHEN payer IS NULL THEN 256 ELSE 0 END AS own
FROM read_parquet('{path}')"""

STANDING = """
CREATE TEMP TABLE standing AS SELECT *, own + CASE WHEN min(CASE WHEN own = 0 THEN n END)
    OVER (PARTITION BY provider, merchant, payer, day) < n AND payer IS NOT NULL THEN 512 ELSE 0 END AS reasons
FROM judged"""

TOTALS = """
CREATE TEMP TABLE totals AS SELECT provider, merchant, store, month, reasons, count(*) AS orders,
    sum(CASE WHEN reasons = 0 THEN 50 ELSE 0 END) AS earned FROM standing GROUP BY ALL"""

BOOKED = """
SELECT sum(least(earned, 2000000)) FROM (SELECT sum(earned) AS earned FROM totals GROUP BY provider, merchant, month)"""

STORES = "SELECT provider, store FROM totals WHERE reasons = 0 GROUP BY ALL HAVING sum(orders) >= 20"

CODES = """
WITH coded AS (SELECT * FROM standing WHERE reasons = 0 AND code IS NOT NULL AND code_registered),
firsts AS (SELECT provider, store, code, min(n) AS first_n, arg_min(payer, n) AS first_payer, min(day) AS first_day
    FROM coded GROUP BY ALL)
SELECT provider, store, code FROM coded JOIN firsts USING (provider, store, code)
WHERE n > first_n AND day <= first_day + 30 AND payer <> first_payer
GROUP BY ALL HAVING count(DISTINCT payer) >= 4"""


def recompute(duck, path) -> tuple:
    """(orders, counted, booked, stores, codes)"""
    for statement in (JUDGED.format(path=path), STANDING, TOTALS):
        duck.execute(statement)
    (booked,) = duck.execute(BOOKED).fetchone()
    assert booked <= 600_000_000  # the provider's cap
    counted = "SELECT sum(orders), sum(orders) FILTER (WHERE reasons = 0) FROM totals"
    reached = [duck.execute(f"SELECT count(*) FROM ({query})").fetchone()[0] for query in (STORES, CODES)]
    return *map(int, duck.execute(counted).fetchone()), int(booked), *reached
