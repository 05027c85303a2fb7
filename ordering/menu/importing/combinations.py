"""A dish that a source prices by combination of variants → groups whose choices carry exact differences. Pure.

Swiggy's `pricing_models`: `[{variations: [{groupId, variationId}], price}]`, prices in hundredths. Where the prices
add up group by group they stay groups; where they do not, one group lists the combinations.
"""

from decimal import Decimal
from itertools import product

from ordering.menu.importing.nodes import dicts, ident, rows, whole
from ordering.menu.importing.texts import as_text


def priced_by_combination(raw: dict, mend) -> dict:
    """`raw` with its variant groups priced; `mend(rule, text)` hears what had to be left out."""
    groups = [g for g in dicts(raw.get("option_groups")) if g.get("kind") == "variant" and dicts(g.get("options"))]
    prices = _prices(raw, [ident(g.get("id")) for g in groups])
    if not groups or not prices:
        return raw
    base = min(prices.values())
    wholes = _by_group(groups, prices, base) or [_one_group(groups, prices, base)]
    lost = sum(len(dicts(g.get("options"))) for g in groups) - len({id for combo in prices for id in combo if id})
    if lost > 0:
        mend("variant_price", f"{lost} variants that the source gives no price were left out.")
    others = [g for g in rows(raw.get("option_groups")) if not (isinstance(g, dict) and g in groups)]
    return {**raw, "price": _text(base), "option_groups": [*wholes, *others]}


def _prices(raw, group_ids) -> dict[tuple, Decimal]:
    """`{(variation id of each group, "" where it has none): hundredths}`."""
    found = {}
    for model in dicts(raw.get("pricing_models")):
        chosen = {ident(v.get("groupId")): ident(v.get("variationId")) for v in dicts(model.get("variations"))}
        price = whole(model.get("price"))
        combo = tuple(chosen.get(g, "") for g in group_ids)
        if price is not None and price >= 0 and any(combo):
            found.setdefault(combo, Decimal(price))
    return found


def _by_group(groups, prices, base) -> list[dict] | None:
    """None where the prices of combinations are not sums."""
    used = [sorted({combo[n] for combo in prices}) for n in range(len(groups))]
    if any("" in ids for ids in used) or set(product(*used)) != set(prices):
        return None
    cheapest = min(prices, key=prices.get)
    extra = [{id: prices[(*cheapest[:n], id, *cheapest[n + 1 :])] - base for id in ids} for n, ids in enumerate(used)]
    if any(base + sum(e[id] for e, id in zip(extra, combo, strict=True)) != p for combo, p in prices.items()):
        return None
    return [
        {
            **group,
            "min": 1,
            "max": 1,
            "options": [
                {**o, "price": _text(extra[n][ident(o.get("id"))])}
                for o in dicts(group.get("options"))
                if ident(o.get("id")) in extra[n]
            ],
        }
        for n, group in enumerate(groups)
    ]


def _one_group(groups, prices, base) -> dict:
    options = [{ident(o.get("id")): o for o in dicts(g.get("options"))} for g in groups]
    made = []
    for combo, price in prices.items():
        parts = [known[id] for known, id in zip(options, combo, strict=True) if id in known]
        made.append(
            {
                "id": "+".join(id for id in combo if id),
                "name": " + ".join(as_text(p.get("name")).strip() for p in parts),
                "price": _text(price - base),
                "in_stock": all(p.get("in_stock") is not False for p in parts),
            }
        )
    name = " + ".join(as_text(g.get("name")).strip() for g in groups)
    ids = "+".join(ident(g.get("id")) for g in groups)
    return {"id": ids, "name": name, "min": 1, "max": 1, "options": made}


def _text(hundredths: Decimal) -> str:
    return format(hundredths.scaleb(-2), "f")
