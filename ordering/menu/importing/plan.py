"""What an import means to do, before anything is touched."""

from dataclasses import dataclass, field


class Unreadable(ValueError):
    """The file as a whole cannot be read; the text says what is wrong with it."""


@dataclass(frozen=True)
class PlannedModifier:
    key: str
    names: dict
    price: int
    max_quantity: int = 1
    available: bool = True


@dataclass(frozen=True)
class PlannedGroup:
    key: str
    names: dict
    min: int
    max: int
    modifiers: tuple[PlannedModifier, ...]


@dataclass(frozen=True)
class PlannedItem:
    key: str
    names: dict
    descriptions: dict
    price: int
    category_keys: tuple[str, ...]
    group_keys: tuple[str, ...]
    tags: tuple[str, ...] = ()
    allergens: tuple[str, ...] = ()
    available: bool = True
    station: str | None = None
    image_url: str | None = None


@dataclass(frozen=True)
class PlannedCategory:
    key: str
    names: dict
    station: str | None = None


@dataclass
class ImportPlan:
    """`mended` and `refused` are `(where, rule, text)`; the rules stand in docs/menu-import.md."""

    categories: list[PlannedCategory] = field(default_factory=list)
    items: list[PlannedItem] = field(default_factory=list)
    groups: list[PlannedGroup] = field(default_factory=list)
    mended: list[tuple[str, str, str]] = field(default_factory=list)
    refused: list[tuple[str, str, str]] = field(default_factory=list)
