"""Other programs' JSON, told apart by structure → the neutral shape."""

from ordering.menu.importing.plan import Unreadable


def to_neutral(loaded) -> dict:
    """Unreadable for JSON of a kind that nobody here knows."""
    if isinstance(loaded, dict) and ("categories" in loaded or "restaurants" in loaded):
        return loaded
    raise Unreadable("The JSON holds neither “categories” nor “restaurants”.")
