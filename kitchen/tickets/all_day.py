"""汇总: how many of each dish over all open tickets: fired and unfinished. Pure."""

from core.languages import said
from kitchen.tickets.states import TO_DO


def all_day(tickets: list[dict]) -> list[dict]:
    """`[{item_id, name, names, quantity, oldest_placed_at, tables, options}]`, most first.

    `quantity` is what is left to make. `options` splits the dish by what was chosen: `[{modifiers, note, quantity,
    portions}]`, and a portion is one line of one ticket: `{ticket_id, line_id, table, quantity}`, oldest first.
    """
    entries = entries_of(
        {
            **line,
            "quantity": line["quantity"] - line["done"],
            "ticket_id": t["id"],
            "line_id": line["id"],
            "table": t["table"],
            "fired_at": t["fired_at"],
        }
        for t in tickets
        for line in t["lines"]
        if line["status"] in TO_DO
    )
    return sorted(entries, key=lambda e: (-e["quantity"], e["oldest_placed_at"], e["item_id"]))


def entries_of(portions) -> list[dict]:
    """`portions`, oldest first: dicts of item_id, names, quantity, modifiers (with name), note, ticket_id, line_id,
    table, fired_at."""
    dishes: dict[str, dict] = {}
    for portion in portions:
        _count(dishes.setdefault(portion["item_id"], _dish(portion)), portion)
    return [{**dish, "options": list(dish["options"].values())} for dish in dishes.values()]


def _dish(portion) -> dict:
    return {
        "item_id": portion["item_id"],
        "name": said(portion["names"], "zh"),
        "names": portion["names"],
        "quantity": 0,
        "oldest_placed_at": portion["fired_at"],
        "tables": [],
        "options": {},
    }


def _count(dish, portion):
    dish["quantity"] += portion["quantity"]
    if portion["table"] not in dish["tables"]:
        dish["tables"].append(portion["table"])
    chosen = portion["modifiers"]
    key = (portion["note"], *sorted((m["name"], m.get("quantity", 1)) for m in chosen))
    option = dish["options"].setdefault(
        key, {"modifiers": chosen, "note": portion["note"], "quantity": 0, "portions": []}
    )
    option["quantity"] += portion["quantity"]
    option["portions"].append({name: portion[name] for name in ("ticket_id", "line_id", "table", "quantity")})
