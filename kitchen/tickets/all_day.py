"""汇总: how many of each dish over all open tickets: fired and unfinished. Pure."""

from kitchen.tickets.names import in_language
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
            "language": t["language"],
        }
        for t, line in _to_do(tickets)
    )
    return sorted(entries, key=lambda e: (-e["quantity"], e["oldest_placed_at"], e["item_id"]))


def entries_of(portions) -> list[dict]:
    """`portions`, oldest first: dicts of item_id, names, quantity, modifiers (with name), note, ticket_id, line_id,
    table, fired_at, language."""
    dishes: dict[str, dict] = {}
    for portion in portions:
        _count(dishes.setdefault(portion["item_id"], _dish(portion)), portion)
    return [{**dish, "options": list(dish["options"].values())} for dish in dishes.values()]


def _to_do(tickets):
    """A dish that several stations finish together is one dish, however many of them this board shows."""
    counted = set()
    for ticket in tickets:
        for line in ticket["lines"]:
            if line["status"] in TO_DO and line["order_line_id"] not in counted:
                yield ticket, line
                if line["together"]:
                    counted.add(line["order_line_id"])


def _dish(portion) -> dict:
    return {
        "item_id": portion["item_id"],
        "name": in_language(portion["names"], portion["language"]),
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
