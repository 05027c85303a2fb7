"""Milestones as SQL: stores from the totals, table codes row by row."""

from rebates.programmes.rewards import milestone
from rebates.recompute.dialects import Dialect


def milestone_statements(programme: dict, dialect: Dialect) -> list[str]:
    """They leave `milestones`: provider, reward, store, code (0 of a store), amount, month.

    `barred` says which stores' papers keep which reward back: provider, store, reward.
    """
    stores = [milestone(rules, "new_store") for rules in programme["versions"]]
    codes = [milestone(rules, "table_code") for rules in programme["versions"]]
    found, made = [], []
    if any(stores):
        found.append(_stores(stores, dialect))
    if any(codes):
        made = [
            f"{dialect.table} code_starts AS {_starts(codes)}",
            f"{dialect.view} code_further AS {_further(codes, dialect)}",
        ]
        found.append(_codes(codes))
    reached = " UNION ALL ".join(found) or _NOTHING
    return [*made, f"{dialect.table} milestones AS {_unbarred(reached)}"]


_NOTHING = "SELECT provider, '' AS reward, store, 0 AS code, 0 AS amount, month FROM totals WHERE FALSE"


def _unbarred(reached) -> str:
    return f"""
SELECT reached.* FROM ({reached}) AS reached LEFT JOIN barred
ON barred.provider = reached.provider AND barred.store = reached.store AND barred.reward = reached.reward
WHERE barred.reward IS NULL"""


def _stores(rewards, dialect) -> str:
    """Months are counted from that of the store's first counted trade, whose version's reward it is."""
    ordinal = "({} * 12 + {}.month % 100)"
    begun = ordinal.format(dialect.divided("starts.month", 100), "starts")
    this = ordinal.format(dialect.divided("counts.month", 100), "counts")
    return f"""
SELECT provider, reward, store, 0 AS code, amount, min(month) AS month FROM (
    SELECT counts.provider, {_of(rewards, "code")} AS reward, counts.store, {_of(rewards, "amount")} AS amount,
        counts.month
    FROM (
        SELECT provider, store, month, sum(orders) AS orders FROM totals WHERE reasons = 0
        GROUP BY provider, store, month
    ) AS counts
    JOIN (
        SELECT provider, store, min(month) AS month, min(v) AS v FROM totals WHERE reasons = 0 GROUP BY provider, store
    ) AS starts ON starts.provider = counts.provider AND starts.store = counts.store
    WHERE counts.orders >= {_of(rewards, "orders")} AND {this} < {begun} + {_of(rewards, "months")}
) AS enough GROUP BY provider, reward, store, amount"""


_CODED = "reasons = 0 AND standing.code IS NOT NULL"


def _starts(rewards) -> str:
    """A code's first counted trade, where its version has a reward for codes."""
    return f"""
SELECT standing.provider, standing.store, standing.code, standing.n, standing.payer, standing.day, standing.v
FROM standing JOIN (
    SELECT min(n) AS n FROM standing WHERE {_CODED} GROUP BY provider, store, code
) AS firsts ON firsts.n = standing.n
WHERE {_of(rewards, "days")} IS NOT NULL"""


def _further(rewards, dialect) -> str:
    """Counted trades of a code within the days after its first."""
    last = dialect.days_later("starts.day", _of(rewards, "days", "starts.v"))
    return f"""
SELECT standing.provider, standing.store, standing.code, standing.n, standing.payer, standing.month,
    starts.payer AS first_payer, {_of(rewards, "code", "starts.v")} AS reward,
    {_of(rewards, "amount", "starts.v")} AS amount, {_of(rewards, "orders", "starts.v")} AS orders,
    {_of(rewards, "payers", "starts.v")} AS payers
FROM standing JOIN code_starts AS starts
    ON starts.provider = standing.provider AND starts.store = standing.store AND starts.code = standing.code
WHERE {_CODED} AND standing.n > starts.n AND standing.day <= {last}"""


def _codes(rewards) -> str:
    """Reached by the later of the last order that was wanting and the last other user that was wanting."""
    wanted = [reward for reward in rewards if reward]
    if all(reward["payers"] == reward["orders"] for reward in wanted):
        return f"SELECT provider, reward, store, code, amount, month FROM {_BY_PAYERS}"
    if all(reward["payers"] == 0 for reward in wanted):
        return f"SELECT provider, reward, store, code, amount, month FROM {_BY_ORDERS}"
    return f"""
SELECT by_orders.provider, by_orders.reward, by_orders.store, by_orders.code, by_orders.amount,
    greatest(by_orders.month, coalesce(by_payers.month, 0)) AS month
FROM {_BY_ORDERS} LEFT JOIN {_BY_PAYERS}
    ON by_payers.provider = by_orders.provider AND by_payers.store = by_orders.store
        AND by_payers.code = by_orders.code
WHERE by_orders.payers = 0 OR by_payers.month IS NOT NULL"""


_BY_ORDERS = """(
    SELECT * FROM (
        SELECT *, row_number() OVER (PARTITION BY provider, store, code ORDER BY n) AS place FROM code_further
    ) AS in_order WHERE place = orders
) AS by_orders"""

# So many other users make at least so many orders: where as many of both are wanted, users alone decide.
_BY_PAYERS = """(
    SELECT * FROM (
        SELECT *, row_number() OVER (PARTITION BY provider, store, code ORDER BY n) AS place FROM (
            SELECT provider, store, code, payer, reward, amount, payers, min(n) AS n, min(month) AS month
            FROM code_further WHERE payer IS NOT NULL AND (first_payer IS NULL OR payer <> first_payer)
            GROUP BY provider, store, code, payer, reward, amount, payers
        ) AS others
    ) AS in_order WHERE place = payers
) AS by_payers"""


def _of(rewards, field: str, v: str = "v") -> str:
    """A field of the version's reward; NULL where it has none."""
    values = ["NULL" if r is None else f"'{r[field]}'" if isinstance(r[field], str) else str(r[field]) for r in rewards]
    if len(set(values)) == 1:
        return values[0]
    return f"CASE {v} {' '.join(f'WHEN {k} THEN {value}' for k, value in enumerate(values))} END"
