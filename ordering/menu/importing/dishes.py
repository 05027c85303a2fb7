"""One dish of a file → one planned dish, or one for each variant that offers other choices. Pure."""

import re

from ordering.menu.importing.choices import Choices, Fault
from ordering.menu.importing.combinations import priced_by_combination
from ordering.menu.importing.nodes import dicts, ident, is_for_sale, rows, whole
from ordering.menu.importing.plan import Refused
from ordering.menu.importing.texts import LONGEST_NAME, as_text, clean, say

NOTICE = re.compile(
    r"公告|扫码|红包|须知|温馨提示|不要点|勿点|请勿下单|勿拍|店长说|please read|do not order|notice", re.I
)
FOREIGN = re.compile(r"^(?:/api/v1/restaurants/[\w-]+/images/|/art/)[\w.-]+$")


def read_dish(raw, choices: Choices, where: str, category: str) -> list[dict]:
    """What PlannedItem takes, and `variant` where a dish was split. Refused names the rule."""
    if not isinstance(raw, dict):
        raise Refused("unreadable", "Not a dish.")
    names = choices.names(raw, where)
    if not names:
        raise Refused("unnamed", "A dish without a name.")
    raw = priced_by_combination(raw, lambda rule, text: choices.plan.mend(where, rule, text))
    price, fault = _own_price(raw, choices)
    variants = _real_variants(raw, choices, where, price, fault)
    shared = dicts(raw.get("option_groups"))
    kept = [choices.read_groups([*shared, *dicts(v.get("option_groups"))], where) for v in variants or [{}]]
    _tell_promotion(raw, variants, choices, where)
    common = {
        "descriptions": _descriptions(raw, choices, where),
        "tags": _labels(raw, "tags", 20, 12),
        "allergens": _labels(raw, "allergens", 30, 20),
        "stations": _stations(raw),
        "stations_finish": _word(raw, "stations_finish", ("each", "together"), choices, where),
        "course": _course(raw, choices, where),
        "image_url": _image(raw, choices, where),
    }
    if len(variants) > 1 and len({found.keys for found in kept}) > 1:
        choices.plan.mend(where, "variants_split", "Its variants have different choices: each became its own dish.")
        return [
            _finished(
                {**common, "names": _with_variant(names, v, choices), "variant": ident(v.get("id")) or str(n)},
                (v["minor"], found, is_for_sale(raw) and is_for_sale(v)),
                choices,
                where,
            )
            for n, (v, found) in enumerate(zip(variants, kept, strict=True), 1)
        ]
    found = kept[0]
    sale = is_for_sale(raw) and (not variants or any(is_for_sale(v) for v in variants))
    if len(variants) > 1:
        price = min(v["minor"] for v in variants)
        sizes = choices.sizes(variants, price)
        found = found.with_first(sizes)
    elif variants:
        if price is not None and price != variants[0]["minor"]:
            choices.plan.mend(
                where, "variant_price", "The dish's own price is not its variant's; the variant's counts."
            )
        price = variants[0]["minor"]
    if price + found.shift == 0 and NOTICE.search(f"{category} {say(names)}") and not found.keys:
        raise Refused("notice", "A notice sold as a dish; put it into the restaurant's text instead.")
    return [_finished({**common, "names": names}, (price, found, sale), choices, where)]


def _own_price(raw, choices) -> tuple[int | None, Refused | None]:
    if raw.get("price") in (None, ""):
        return None, None
    try:
        return choices.price(raw["price"]), None
    except Refused as refused:
        return None, refused


def _real_variants(raw, choices, where, price, fault) -> list[dict]:
    """Each with its price as `minor`. A placeholder SKU is none; without any, the dish needs a price of its own."""
    given = dicts(raw.get("variations"))
    found = []
    for v in given:
        try:
            found.append({**v, "minor": choices.price(v.get("price"))})
        except Refused as refused:
            fault = fault or refused
            choices.plan.mend(where, "variant_price", f"A variant was left out: {refused.text}")
    real = [v for v in found if not _is_phantom(v, len(found))]
    if real and len(real) < len(found):
        choices.plan.mend(where, "variant_phantom", "A placeholder variant that cannot be sold was left out.")
    found = real or found[:1]
    if not found and price is None:
        raise fault or Refused("price_missing", "No price, and no variant that has one.")
    if given and not found:
        choices.plan.mend(where, "variant_price", "None of its variants can be read; its own price counts.")
    return found


def _is_phantom(variant, count) -> bool:
    if ident(variant.get("id")) == "-10000" or ident(variant.get("food_id")) == "-10000":
        return True
    placeholder = as_text(variant.get("name")).strip() in ("默认", "")
    return count > 1 and placeholder and whole(variant.get("stock")) == 0


def _finished(dish: dict, priced: tuple, choices, where) -> dict:
    price, found, sale = priced
    price += found.shift
    if price < 0:
        raise Refused("price_negative", "Its cheapest choice would cost less than nothing.")
    if found.fault is Fault.REQUIRED_LOST:
        raise Refused("choices_unreadable", "A required group has no choice that can be read.")
    if price == 0 and not found.priced:
        choices.plan.mend(where, "price_zero", "Costs nothing; kept as it is.")
    if not sale:
        choices.plan.mend(where, "off_sale", "Off sale in the file; it came in as not available.")
    elif found.fault is Fault.SOLD_OUT:
        choices.plan.mend(
            where, "choices_sold_out", "Too few choices in stock to order it; it came in as not available."
        )
    return {**dish, "price": price, "group_keys": found.keys, "available": sale and found.fault is None}


def _with_variant(names, variant, choices) -> dict:
    said = choices.names(variant) or {choices.language: ident(variant.get("id"))}
    return {k: f"{n} ({said.get(k) or say(said)})"[:LONGEST_NAME] for k, n in names.items()}


def _tell_promotion(raw, variants, choices, where) -> None:
    """What the source charges besides, and what we do not: said once a dish."""
    for node in (*variants, raw):
        regular = node.get("original_price") or node.get("price_before_discount")
        if regular and as_text(regular) != as_text(node.get("price")):
            text = (
                f"A promotion: {as_text(node.get('price'))[:20]} instead of {as_text(regular)[:20]}; the first counts."
            )
            choices.plan.mend(where, "promotion_price", text)
            break
    if raw.get("final_price_minor"):
        choices.plan.mend(where, "promotion_price", "A platform's offer price was left out; the regular price counts.")
    for node in (*variants, raw):
        packing = as_text(node.get("packing_fee") or node.get("container_price"))
        if packing.strip("0. "):
            text = f"A packing fee of {packing[:12]} is not charged at the table; see the restaurant's fees."
            choices.plan.mend(where, "packing_fee", text)
            break
    least = whole(raw.get("min_purchase"))
    if least is not None and least > 1:
        choices.plan.mend(where, "minimum_quantity", f"Sold from {least} on at the source; here singly.")


def _descriptions(raw, choices, where) -> dict[str, str]:
    found = choices.descriptions(raw, where)
    parts = [
        f"{clean(as_text(p.get('name')))} ×{clean(as_text(p.get('copies'))) or 1}" for p in dicts(raw.get("contains"))
    ]
    if parts:
        language = next(iter(found), choices.language)
        found[language] = "\n".join(t for t in (found.get(language), "、".join(parts)) if t)
    return found


def _labels(raw, field, longest, most) -> tuple[str, ...] | None:
    """None where the file does not speak of them."""
    if field not in raw and not ("veg" in raw and field == "tags"):
        return None
    given = [clean(as_text(t))[:longest] for t in rows(raw.get(field))]
    if field == "tags" and raw.get("veg") is True:
        given.append("veg")
    return tuple(dict.fromkeys(t for t in given if t))[:most]


def _stations(raw) -> tuple[str, ...] | None:
    """All that make a part of it, in order; `station` alone is that one. None where the file does not speak of them."""
    given = [clean(as_text(name)) for name in rows(raw.get("stations")) or [raw.get("station")]]
    return tuple(dict.fromkeys(name for name in given if name)) or None


def _course(raw, choices, where) -> int | None:
    said = _word(raw, "course", tuple("0123456789"), choices, where)
    return None if said is None else int(said)


def _word(raw, field, words, choices, where) -> str | None:
    """One of `words`; None where the file does not speak of it."""
    given = clean(as_text(raw.get(field)))
    if not given or given in words:
        return given or None
    choices.plan.mend(where, f"{field}_unknown", f"“{given[:20]}” is none of {', '.join(words)}; left as it was.")
    return None


def _image(raw, choices, where) -> str | None:
    url = raw.get("image_url")
    if not isinstance(url, str) or not url:
        return None
    if len(url) <= 200 and FOREIGN.match(url):
        return url
    choices.plan.mend(where, "image_foreign", "Its picture lies on another server and was left out; upload it instead.")
    return None
