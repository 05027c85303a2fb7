"""Caps as SQL. Sums tell where one bites; only those months are gone through row by row, in time order.

A merchant's cap comes first, over what its trades earn; the provider's then, over what is left. Where the version, and
with it the cap, changes in mid-month, what earlier versions left is gone from the later one's room.
"""

from rebates.programmes.rewards import cap_of
from rebates.recompute.dialects import Dialect

NO_CAP = 10**18


def cap_statements(programme: dict, dialect: Dialect) -> list[str]:
    versions = programme["versions"]
    merchant, provider = ([cap_of(rules, per) for rules in versions] for per in ("merchant", "provider"))
    left = " UNION ALL ".join(
        f"SELECT provider, month, {k} AS v, left_{k} AS amount FROM merchant_rooms" for k in range(len(versions))
    )
    return [
        f"{dialect.table} merchant_rooms AS {_rooms(merchant, 'provider, place, month', _EARNED)}",
        f"{dialect.table} provider_rooms AS {_rooms(provider, 'provider, month', left)}",
        f"{dialect.table} touched AS {_TOUCHED}",
        f"{dialect.view} clipped AS {_clipped(len(versions))}",
        f"{dialect.view} booked_standing AS {_BOOKED}",
        f"{dialect.table} booked_totals AS {_BOOKED_TOTALS}",
    ]


_EARNED = "SELECT provider, place, month, v, earned AS amount FROM totals WHERE reasons = 0"


def _rooms(caps, key, source) -> str:
    """Per key: `room_k` for version k's trades, `left_k` what they get, `bites` whether any of them gets less."""
    sums = ", ".join(
        f"CAST(sum(CASE WHEN v = {k} THEN amount ELSE 0 END) AS BIGINT) AS sum_{k}" for k in range(len(caps))
    )
    query = f"SELECT {key}, {sums} FROM ({source}) AS amounts GROUP BY {key}"
    for k, cap in enumerate(caps):
        gone = " - ".join(f"left_{before}" for before in range(k))
        room = NO_CAP if cap is None else f"greatest(0, {cap}{f' - {gone}' if gone else ''})"
        query = f"SELECT *, {room} AS room_{k} FROM ({query}) AS summed_{k}"
        query = f"SELECT *, least(sum_{k}, room_{k}) AS left_{k} FROM ({query}) AS with_room_{k}"
    bites = " OR ".join(f"sum_{k} > room_{k}" for k in range(len(caps)))
    return f"SELECT *, ({bites}) AS bites FROM ({query}) AS with_left"


_TOUCHED = """
SELECT merchant_rooms.provider, merchant_rooms.place, merchant_rooms.month
FROM merchant_rooms JOIN provider_rooms
    ON provider_rooms.provider = merchant_rooms.provider AND provider_rooms.month = merchant_rooms.month
WHERE merchant_rooms.bites OR provider_rooms.bites"""


def _clipped(versions: int) -> str:
    """`(n, booked)` of every earning trade in a month that a cap touches."""
    return f"""
SELECT n, greatest(0, least(amount, room - (so_far - amount))) AS booked FROM (
    SELECT n, amount, {_room("provider_rooms", versions)} AS room,
        sum(amount) OVER (PARTITION BY kept.provider, kept.month, v ORDER BY n) AS so_far
    FROM (
        SELECT n, provider, month, v, greatest(0, least(earned, room - (so_far - earned))) AS amount FROM (
            SELECT n, standing.provider, standing.month, v, earned, {_room("merchant_rooms", versions)} AS room,
                sum(earned) OVER (PARTITION BY standing.provider, standing.place, standing.month, v ORDER BY n)
                    AS so_far
            FROM standing
            JOIN touched ON touched.provider = standing.provider AND touched.place = standing.place
                AND touched.month = standing.month
            JOIN merchant_rooms ON merchant_rooms.provider = standing.provider
                AND merchant_rooms.place = standing.place AND merchant_rooms.month = standing.month
            WHERE earned > 0
        ) AS ordered
    ) AS kept
    JOIN provider_rooms ON provider_rooms.provider = kept.provider AND provider_rooms.month = kept.month
) AS kept_ordered"""


def _room(rooms, versions) -> str:
    cases = " ".join(f"WHEN {k} THEN {rooms}.room_{k}" for k in range(versions))
    return f"CASE v {cases} END"


_BOOKED = """
SELECT standing.*, coalesce(clipped.booked, standing.earned) AS booked
FROM standing LEFT JOIN clipped ON clipped.n = standing.n"""

# Where no cap touches a month, what is booked is what was earned, and no row is looked at again.
_BOOKED_TOTALS = """
SELECT provider, place, store, month, CAST(sum(booked) AS BIGINT) AS booked FROM (
    SELECT totals.provider, totals.place, totals.store, totals.month, totals.earned AS booked
    FROM totals LEFT JOIN touched ON touched.provider = totals.provider AND touched.place = totals.place
        AND touched.month = totals.month
    WHERE touched.month IS NULL
    UNION ALL
    SELECT standing.provider, standing.place, standing.store, standing.month, clipped.booked
    FROM clipped JOIN standing ON standing.n = clipped.n
) AS together GROUP BY provider, place, store, month"""
