"""Real orders, read from where they lie: dine-in tabs of one restaurant in August, and choices of another."""

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path

ROUND_GAP = 60  # seconds: lines that were entered within a minute went to the kitchen together


@dataclass
class Tab:
    """`rounds`: lists of lines as the file has them; `seat`: the table, and which of its parties at that moment."""

    id: str
    seat: str
    opened: datetime
    locked: datetime
    paid: bool
    total: int
    covers: int
    rounds: list = field(default_factory=list)


def tabs(folder: Path) -> list[Tab]:
    """In the order of sitting down. Two parties who share a table at one moment get two seats."""
    lines = defaultdict(list)
    for line in _rows(folder / "dinein_zh_lines_given.csv"):
        lines[line["order_id"]].append(line)
    found, free = [], defaultdict(list)
    for row in sorted(_rows(folder / "dinein_zh_orders_given.csv"), key=lambda row: _at(row["use_start_time"])):
        if not lines[row["order_id"]]:
            continue
        rounds = _rounds(lines[row["order_id"]])
        opened = min(_at(row["use_start_time"]), _at(rounds[0][0]["place_order_time"]))
        last = _at(rounds[-1][-1]["place_order_time"])
        locked = max(_at(row["lock_time"]), last) if row["lock_time"] else last
        seats = free[row["dining_table_id"]]
        part = next((n for n, until in enumerate(seats) if until < opened), len(seats))
        seats[part : part + 1] = [locked]
        seat, total = f"{row['dining_table_id']}.{part}", int(row["expenditure"]) * 100
        covers = max(1, int(row["number_consumers"]))
        found.append(Tab(row["order_id"], seat, opened, locked, row["order_status"] == "1", total, covers, rounds))
    return found


def menu_of(found: list[Tab]) -> dict:
    """Each dish at each price that it was sold for; its name ends in `dish-price`, which `dish_of` gives for a line."""
    sold = {dish_of(line): line for tab in found for round_ in tab.rounds for line in round_}
    items = [_item(key, f"{line['dishes_name']} {key}", line["amounts"]) for key, line in sold.items()]
    return {"categories": [{"id": "all", "name": "菜单", "items": items}]}


def dish_of(line) -> str:
    return f"{line['dishes_id']}-{line['amounts']}"


@dataclass(frozen=True)
class Choice:
    """One line of chipotle.tsv: `choices` top level first, `fillings` from the inner brackets."""

    item: str
    quantity: int
    unit: str
    choices: tuple
    fillings: tuple


def choice_orders(folder: Path) -> dict[str, list[Choice]]:
    found = defaultdict(list)
    with open(folder / "chipotle.tsv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            price, quantity = Decimal(row["item_price"].strip(" $")), int(row["quantity"])
            unit = price / quantity
            outer, inner = _brackets(row["choice_description"])
            found[row["order_id"]].append(Choice(row["item_name"], quantity, f"{unit:.2f}", outer, inner))
    return dict(found)


def choice_menu(orders: dict[str, list[Choice]]) -> dict:
    """Each dish once: its prices as variants, its choices and fillings as two groups."""
    dishes = defaultdict(list)
    for line in (line for lines in orders.values() for line in lines):
        dishes[line.item].append(line)
    items = []
    for name, lines in dishes.items():
        units = sorted({line.unit for line in lines}, key=Decimal)
        variants = [{"id": unit, "name": f"${unit}", "price": unit} for unit in units]
        groups = [_group(name, kind, [getattr(line, kind) for line in lines]) for kind in ("choices", "fillings")]
        items.append(_item(name, name, units[0], variants if len(units) > 1 else [], [g for g in groups if g]))
    return {"currency": "USD", "categories": [{"id": "all", "name": "Menu", "items": items}]}


def _group(dish, kind, lists):
    names = list(dict.fromkeys(name for each in lists for name in each))
    most = max((max(Counter(each).values(), default=0) for each in lists), default=0)
    if not names:
        return None
    options = [{"id": f"{kind}:{name}", "name": name, "price": "0.00", "max_quantity": most} for name in names]
    return {
        **{"id": f"{dish}:{kind}", "name": kind, "min": 0, "max": max(map(len, lists)), "options": options},
    }


def _item(key, name, price, variations=(), groups=()) -> dict:
    return {"id": key, "name": name, "price": price, "variations": list(variations), "option_groups": list(groups)}


def _brackets(text) -> tuple[tuple, tuple]:
    """`[a, [b, c]]` → (("a",), ("b", "c")); choices hold commas inside round brackets only."""
    if text == "NULL":
        return (), ()
    inner = re.search(r"\[([^\[\]]*)\]\]$", text)
    outer = (text[: inner.start()] if inner else text).strip("[], ")
    names = lambda part: tuple(filter(None, re.split(r",\s*(?![^()]*\))", part)))  # noqa: E731
    return names(outer), names(inner.group(1)) if inner else ()


def _rounds(lines) -> list[list]:
    """Lines in the order of time, cut where the table paused."""
    rounds = []
    for line in sorted(lines, key=lambda line: (_at(line["place_order_time"]), int(line["detail_id"]))):
        last = rounds and _at(rounds[-1][-1]["place_order_time"])
        if last and (_at(line["place_order_time"]) - last).total_seconds() <= ROUND_GAP:
            rounds[-1].append(line)
        else:
            rounds.append([line])
    return rounds


def _rows(path) -> list[dict]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _at(text) -> datetime:
    return datetime.strptime(text, "%Y/%m/%d %H:%M:%S" if text.count(":") == 2 else "%Y/%m/%d %H:%M")
