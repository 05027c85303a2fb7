"""How far a store or a table code is towards its reward. Pure; `closed_form.py` says the same of a whole set."""

from datetime import date, timedelta

from rebates.books.months import after


def store_progress(reward: dict, counts: dict[str, int]) -> dict | None:
    """`{first, until, goal, reached}`, months as ISO text; None before anything counted.

    `counts`: month → counted orders of the store. Months count from that of the first counted order.
    """
    first = min((month for month, orders in counts.items() if orders > 0), default=None)
    if first is None:
        return None
    months = [first]
    while len(months) < reward["months"]:
        months.append(after(months[-1]))
    reached = next((month for month in months if counts.get(month, 0) >= reward["orders"]), None)
    return {"first": first, "until": months[-1], "goal": reward["orders"], "reached": reached}


def code_progress(reward: dict, trades) -> dict | None:
    """`{first, until, goal, others, orders, payers, reached}`, days as ISO text; None before anything counted.

    `trades`: those counted at the code in time order, only as many are read as are needed. The first one opens the
    window; `orders` further ones by `others` other diners close it.
    """
    trades = iter(trades)
    first = next(trades, None)
    if first is None:
        return None
    until = (date.fromisoformat(first.day) + timedelta(days=reward["days"])).isoformat()
    orders, others, reached = 0, set(), None
    for trade in trades:
        if trade.day > until:
            break
        orders += 1
        others |= {trade.payer} - {first.payer, None}
        if orders >= reward["orders"] and len(others) >= reward["payers"]:
            reached = trade.day
            break
    goal = {"goal": reward["orders"], "others": reward["payers"]}
    return {"first": first.day, "until": until, **goal, "orders": orders, "payers": len(others), "reached": reached}
