"""Looking into JSON that may hold anything anywhere. Pure."""


def rows(value) -> list:
    """The elements of a list, or of an object keyed by id; nothing else has any."""
    if isinstance(value, list):
        return value
    return list(value.values()) if isinstance(value, dict) else []


def dicts(value) -> list[dict]:
    return [row for row in rows(value) if isinstance(row, dict)]


def first(node: dict, *keys):
    """The value under the first key that says something."""
    return next((node[key] for key in keys if node.get(key) not in (None, "", [], {})), None)


def whole(value) -> int | None:
    """A whole number, also as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return int(number) if number == number and abs(number) < 1e9 else None


def is_true(value) -> bool:
    return value is True or (isinstance(value, (int, str)) and str(value).strip().lower() in ("1", "true", "yes", "y"))


def is_false(value) -> bool:
    return value is False or (isinstance(value, (int, str)) and str(value).strip().lower() in ("0", "false", "no", "n"))


def ident(value) -> str:
    """An id as text; "" where there is none."""
    return str(value).strip()[:120] if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def is_for_sale(node: dict) -> bool:
    """What any of the sources calls it: available, in_stock, on_sale, sold_out, stock."""
    stock = whole(node.get("stock"))
    return not (
        any(is_false(node.get(key)) for key in ("available", "in_stock", "on_sale"))
        or is_true(node.get("sold_out"))
        or (stock is not None and stock <= 0)
    )
