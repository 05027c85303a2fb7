"""The books against the rule, all of a programme at once: read, recomputed and compared in columns."""

import tempfile
from contextlib import contextmanager
from pathlib import Path

from rebates.programmes.eligibility import codes_of
from rebates.recompute import sources
from rebates.recompute.compiling import by_version, statements
from rebates.recompute.dialects import DUCKDB
from rebates.recompute.engine import run_all, working
from rebates.recompute.reading import load
from rebates.recompute.rows import BARRED, NUMBERED, RAW
from rebates.recompute.sources import Part


def check(session, part: Part) -> list[dict]:
    """What differs, as `{provider_id, restaurant_id, subject, found, expected}`; empty where the books are right.

    `subject` is a ledger subject (amounts), `verdict:…` (reasons), `unjudged:…` (a payment that nobody judged though
    the restaurant took part), `count:…` or `sum:…` (roll-ups). Of a month only its trades are looked at: milestones and
    roll-ups need all of them.
    """
    with (
        tempfile.TemporaryDirectory(prefix="zhuoma-rows-") as folder,
        loaded(session, part, folder) as duck,
    ):
        load(session, duck, Path(folder), sources.ledger(part))
        run_all(duck, statements(part.programme, DUCKDB))
        duck.execute(f"CREATE TABLE expected AS {_EXPECTED if part.month else f'{_EXPECTED} UNION ALL {_REACHED}'}")
        wrong = duck.execute(_AMOUNTS).fetchall()
        wrong += duck.execute(_verdicts(part.programme)).fetchall()
        wrong += duck.execute(_UNJUDGED).fetchall()
        if not part.month:
            for source in sources.roll_ups(part):
                load(session, duck, Path(folder), source)
            wrong += duck.execute(_COUNTS).fetchall() + duck.execute(_SUMS).fetchall()
    names = ("provider_id", "restaurant_id", "subject", "found", "expected")
    return [dict(zip(names, row, strict=True)) for row in sorted(wrong)]


@contextmanager
def loaded(session, part: Part, folder):
    """DuckDB with `trades` and their names, and `judged` beside them: money as payments have it, the rest as judged."""
    with working() as duck:
        load(session, duck, Path(folder), sources.judged(session, part))
        load(session, duck, Path(folder), sources.money(session, part))
        duck.execute(f"CREATE TABLE raw AS {_RAW}")
        duck.execute(BARRED)
        for row in sources.barred(session, part):
            duck.execute("INSERT INTO barred_names VALUES (?, ?, ?)", row)
        run_all(duck, NUMBERED)
        duck.execute("ALTER TABLE judged RENAME TO stands")
        duck.execute(f"CREATE TABLE taking_part ({_TAKING_PART})")
        for row in sources.taking_part(session, part):
            duck.execute("INSERT INTO taking_part VALUES (?, ?, ?, ?)", row)
        yield duck


_MONEY = {"channel": "channel", "wallet": "wallet", "paid": "own", "total": "amount", "refunded": "refunded"}
_RAW = f"""
SELECT {
    ", ".join(
        f"coalesce(money.{_MONEY[name]}, judged.{name}) AS {name}" if name in _MONEY else f"judged.{name}"
        for name in RAW
    )
}
FROM judged LEFT JOIN money ON money.restaurant_id = judged.restaurant_id AND money.payment_id = judged.payment_id"""

_EXPECTED = """
SELECT provider_id, restaurant_id, 'payment:' || payment_id AS subject, booked AS amount
FROM booked_standing JOIN trades USING (n) JOIN providers ON providers.provider = trades.provider
JOIN stores ON stores.store = trades.store"""

_REACHED = """
SELECT provider_id, restaurant_id,
    CASE WHEN milestones.code = 0 THEN 'store:' || restaurant_id ELSE 'code:' || table_code END, amount
FROM milestones JOIN providers USING (provider) JOIN stores USING (store)
LEFT JOIN codes ON codes.code = milestones.code"""

_BOOKED = """
SELECT provider_id, restaurant_id, subject, sum(amount)::BIGINT AS amount FROM ledger
WHERE subject LIKE 'payment:%' OR subject LIKE 'store:%' OR subject LIKE 'code:%' GROUP BY ALL"""

_DIFFER = """
SELECT coalesce(booked.provider_id, expected.provider_id), coalesce(booked.restaurant_id, expected.restaurant_id),
    coalesce(booked.subject, expected.subject), coalesce(booked.amount, 0), coalesce(expected.amount, 0)
FROM ({booked}) AS booked FULL JOIN expected ON expected.provider_id = booked.provider_id
    AND expected.restaurant_id = booked.restaurant_id AND expected.subject = booked.subject
WHERE coalesce(booked.amount, 0) <> coalesce(expected.amount, 0)"""

_AMOUNTS = _DIFFER.format(booked=_BOOKED)


_TAKING_PART = "provider_id VARCHAR, restaurant_id VARCHAR, since TIMESTAMP, ended_at TIMESTAMP"

_UNJUDGED = """
SELECT taking_part.provider_id, money.restaurant_id, 'unjudged:' || money.payment_id, 0, 0
FROM money JOIN taking_part ON taking_part.restaurant_id = money.restaurant_id
    AND money.paid_at >= since AND (ended_at IS NULL OR money.paid_at < ended_at)
LEFT JOIN stands ON stands.restaurant_id = money.restaurant_id AND stands.payment_id = money.payment_id
WHERE stands.payment_id IS NULL"""


def _verdicts(programme) -> str:
    """Reasons as they stand against those of the rule, both as one text."""
    named = [
        "concat_ws(',', "
        + ", ".join(f"CASE WHEN (reasons >> {k}) & 1 = 1 THEN '{code}' END" for k, code in enumerate(codes_of(rules)))
        + ")"
        for rules in programme["versions"]
    ]
    return f"""
SELECT stands.provider_id, stands.restaurant_id, 'verdict:' || stands.payment_id, stood, said FROM (
    SELECT *, regexp_replace(reasons, '[\\[\\]" ]', '', 'g') AS stood FROM stands
) AS stands
JOIN (
    SELECT payment_id, restaurant_id, {by_version(named)} AS said
    FROM standing JOIN trades USING (n) JOIN stores ON stores.store = trades.store
) AS ours ON ours.restaurant_id = stands.restaurant_id AND ours.payment_id = stands.payment_id
WHERE stood <> said"""


_ROLLED = """
SELECT coalesce(here.provider_id, due.provider_id), coalesce(here.restaurant_id, due.restaurant_id),
    '{name}:' || coalesce(here.month, due.month) || ':' || coalesce(here.what, due.what, ''),
    coalesce(here.how_much, 0), coalesce(due.how_much, 0)
FROM (
    SELECT provider_id, restaurant_id, month, coalesce(what, '') AS what, how_much FROM {table}
) AS here FULL JOIN ({due}) AS due ON due.provider_id = here.provider_id AND due.restaurant_id = here.restaurant_id
    AND due.month = here.month AND due.what = here.what
WHERE coalesce(here.how_much, 0) <> coalesce(due.how_much, 0)"""

_COUNTS = _ROLLED.format(
    name="count",
    table="counts",
    due="""
    SELECT provider_id, restaurant_id, strftime(day, '%Y-%m') AS month,
        coalesce(split_part(regexp_replace(reasons, '[\\[\\]" ]', '', 'g'), ',', 1), '') AS what, count(*) AS how_much
    FROM stands GROUP BY ALL""",
)
_SUMS = _ROLLED.format(
    name="sum",
    table="sums",
    due="""
    SELECT provider_id, restaurant_id, month, kind AS what, sum(amount)::BIGINT AS how_much FROM ledger GROUP BY ALL""",
)
