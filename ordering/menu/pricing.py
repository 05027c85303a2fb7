"""The price of a line: the menu's rows and a guest's choices in, what is owed out. Pure."""

from core.errors import Conflict, Invalid, NotFound


class ItemUnknown(NotFound):
    code, title = "item_unknown", "This dish is not on the menu"


class ItemSoldOut(Conflict):
    code, title = "item_sold_out", "Sold out"


class ChoiceMissing(Invalid):
    code, title = "choice_missing", "A choice is missing"


class TooManyChoices(Invalid):
    code, title = "too_many_choices", "Too many choices"


class ChoiceUnknown(Invalid):
    code, title = "choice_unknown", "The dish has no such choice"


def line_price(item: dict, quantity: int, chosen: list[dict]) -> tuple[int, list[dict]]:
    """(unit price, choices as sold: `{id, names, price, quantity}`), or the refusal that names what to mend.

    `item` as queries.pricing_rows gives it; `chosen` is `[{id, quantity}]`.
    """
    if not item["available"]:
        raise ItemSoldOut(f"{_name(item)} 今日售罄 / is sold out.")
    if item["left"] is not None and item["left"] < quantity:
        raise ItemSoldOut(f"{_name(item)} 只剩 {item['left']} 份 / only {item['left']} left.")
    wanted: dict[str, int] = {}
    for choice in chosen:
        wanted[choice["id"]] = wanted.get(choice["id"], 0) + choice.get("quantity", 1)
    price, sold = item["price"], []
    for group in item["groups"]:
        count = 0
        for modifier_id, modifier in group["modifiers"].items():
            times = wanted.pop(modifier_id, 0)
            if not times:
                continue
            if not modifier["available"]:
                raise ItemSoldOut(f"{_name(modifier)} 已售罄 / is sold out.")
            if times > modifier["max_quantity"]:
                raise TooManyChoices(
                    f"{_name(modifier)}: at most {modifier['max_quantity']}.",
                    errors={"modifiers": [f"{_name(modifier)}: at most {modifier['max_quantity']}."]},
                )
            count += times
            price += modifier["price"] * times
            sold.append({"id": modifier_id, "names": modifier["names"], "price": modifier["price"], "quantity": times})
        if count < group["min"]:
            text = f"{_name(group)}: 请选 {group['min']} 项 / choose {group['min']}."
            raise ChoiceMissing(text, errors={"modifiers": [text]}, group_id=group["id"])
        if count > group["max"]:
            text = f"{_name(group)}: 最多 {group['max']} 项 / at most {group['max']}."
            raise TooManyChoices(text, errors={"modifiers": [text]}, group_id=group["id"])
    if wanted:
        raise ChoiceUnknown(
            "A choice does not belong to this dish.", errors={"modifiers": ["Not a choice of this dish."]}
        )
    return price, sold


def price_from(item: dict) -> int:
    """The cheapest way to order the dish: its price and the cheapest filling of its required groups."""
    total = item["price"]
    for group in item["groups"]:
        prices = sorted(
            m["price"]
            for m in group["modifiers"].values()
            for _ in range(min(m["max_quantity"], group["min"]))
            if m["available"]
        )
        total += sum(prices[: group["min"]])
    return total


def group_faults(least: int, most: int, modifiers: list[dict]) -> dict[str, list[str]]:
    """`{field: [text]}` for bounds that no guest could meet; empty when all is well."""
    room = sum(m["max_quantity"] for m in modifiers)
    if not modifiers:
        return {"modifiers": ["Needs at least one choice."]}
    if most < max(least, 1):
        return {"max": [f"Must be {max(least, 1)} or more."]}
    if most > room:
        return {"max": [f"The choices allow at most {room}."]}
    return {}


def _name(thing) -> str:
    return " ".join(dict.fromkeys(thing["names"].values()))
