"""Dish art, drawn here as SVG: a dish from above on wood or cloth, always the same for the same key."""

import hashlib
from functools import cache

from app.demo.art.canvas import Picture
from app.demo.art.dishes import RECIPES


@cache
def dish_svg(key: str) -> str | None:
    """The picture of a dish of the demo's menu, at most 6 KB; None for a key that has none."""
    if key not in RECIPES:
        return None
    picture = Picture(key)
    RECIPES[key](picture)
    return picture.svg()


@cache
def art_url(key: str) -> str | None:
    """Where the picture is served; the address changes with the drawing, so it may be kept for ever."""
    svg = dish_svg(key)
    return svg and f"/art/{key}.{hashlib.sha256(svg.encode()).hexdigest()[:10]}.svg"
