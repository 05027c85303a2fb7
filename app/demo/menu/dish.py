"""One dish of the demo's menu."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Dish:
    """`key`: initials of its pinyin, also its picture's. `portion`: (small, large, yuan more) where there are two sizes.

    `station` only where it differs from its category's: the item's own wins over the category's over the default.
    """

    key: str
    zh: str
    en: str
    yuan: int
    about_zh: str
    about_en: str
    tags: str = ""
    allergens: str = ""
    groups: str = ""
    portion: tuple | None = None
    station: str | None = None
