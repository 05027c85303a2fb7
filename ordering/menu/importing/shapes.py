"""Which program wrote a JSON: told by its structure and never by its name. Docs: docs/menu-import.md."""

from ordering.menu.importing import catalogue, elm, foodpanda, sky, swiggy, tasty
from ordering.menu.importing.nodes import dicts, rows
from ordering.menu.importing.plan import Unreadable

WRAPPERS = ("data", "result", "results", "response", "payload", "body", "vendor", "shop", "restaurant", "store")
DEPTH = 4


def to_neutral(loaded) -> dict:
    """Unreadable for JSON of a kind that nobody here knows."""
    node = {"menu": loaded} if isinstance(loaded, list) else loaded
    if not isinstance(node, dict):
        raise Unreadable("The JSON is neither an object nor a list.")
    for _ in range(DEPTH):
        for fits, read in KINDS:
            if fits(node):
                return read(node)
        node = next((node[key] for key in WRAPPERS if isinstance(node.get(key), dict)), None)
        if node is None:
            break
    raise Unreadable(
        "The JSON has none of the known shapes: neutral, Ele.me, foodpanda, Swiggy, Sky take-out, TastyIgniter, "
        "or a list of categories with items."
    )


def _is_neutral(node: dict) -> bool:
    """Its dishes bear the neutral names, or there are none."""
    if dicts(node.get("restaurants")):
        return any(isinstance(r.get("categories"), (list, dict)) for r in dicts(node["restaurants"]))
    if not isinstance(node.get("categories"), (list, dict)):
        return False
    dishes = [d for c in dicts(node["categories"]) for d in dicts(c.get("items"))]
    if not dishes:
        return not any("products" in c or "dishes" in c or "foods" in c for c in dicts(node["categories"]))
    known = sum("price" in d or isinstance(d.get("variations"), list) for d in dishes)
    foreign = sum(
        any(k in d for k in ("modifierGroups", "basePrice", "sizes", "modifiers", "customizationGroups"))
        for d in dishes
    )
    return known * 2 >= len(dishes) and foreign * 2 < len(dishes)


KINDS = (
    (elm.fits, elm.to_neutral),
    (foodpanda.fits, foodpanda.to_neutral),
    (tasty.fits, tasty.to_neutral),
    (sky.fits, sky.to_neutral),
    (swiggy.fits, swiggy.to_neutral),
    (_is_neutral, lambda node: node),
    (catalogue.fits, catalogue.to_neutral),
    (swiggy.fits_cards, swiggy.cards_to_neutral),
    (lambda node: bool(rows(node.get("categories"))) or node.get("categories") == [], lambda node: node),
)
