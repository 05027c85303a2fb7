"""A month's statement: what the ledger says, restaurant by restaurant and line by line. Add the lines up again."""

import hashlib
from collections import defaultdict

import orjson

from core.clock import now, rfc3339
from rebates.books.models import OURS
from rebates.books.queries import counts_of, ledger_rows
from rebates.members.queries import provider_name
from rebates.programmes.catalogue import PROGRAMMES

KINDS = OURS


def statement_of(session, provider_id: str, month: str) -> dict:
    """`state` is "open": it follows the ledger. `sha256` is over the lines, so that two prints can be compared.

    `confirmed` and `paid` are None until the platform's own figures are imported; they are never guessed.
    """
    lines = ledger_rows(session, provider_id, month)
    totals = _by_restaurant(lines)
    counts = counts_of(session, provider_id, sorted({rid for rid, _ in totals}), month)
    summary = [
        {
            "restaurant_id": rid,
            "restaurant": sums["restaurant"],
            "programme": programme,
            "title": PROGRAMMES[programme]["title"],
            "orders": sum(counts.get((rid, programme), {}).values()),
            "counted": counts.get((rid, programme), {}).get("", 0),
            **{kind: sums[kind] for kind in KINDS},
            "estimated": sum(sums[kind] for kind in KINDS),
            "confirmed": None,
            "paid": None,
        }
        for (rid, programme), sums in sorted(totals.items())
    ]
    return {
        "month": month,
        "number": None,
        "state": "open",
        "provider": provider_name(session, provider_id),
        "currency": "CNY",
        "made_at": rfc3339(now()),
        "summary": summary,
        "lines": lines,
        "estimated": sum(line["amount"] for line in lines),
        "confirmed": None,
        "paid": None,
        "sha256": hashlib.sha256(orjson.dumps(lines, option=orjson.OPT_SORT_KEYS)).hexdigest(),
    }


def _by_restaurant(lines) -> dict:
    totals: dict = defaultdict(lambda: dict.fromkeys(KINDS, 0))
    for line in lines:
        sums = totals[line["restaurant_id"], line["programme"]]
        sums["restaurant"] = line["restaurant"]
        sums[line["kind"]] += line["amount"]
    return totals
