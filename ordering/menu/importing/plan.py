"""What an import means to do, before anything is touched."""

from dataclasses import dataclass, field


class Unreadable(ValueError):
    """The file as a whole cannot be read; the text says what is wrong with it."""


class Refused(ValueError):
    """One dish cannot be taken over. `rule` is a name in docs/menu-import.md."""

    def __init__(self, rule: str, text: str):
        super().__init__(text)
        self.rule, self.text = rule, text


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
    """`places` are (category key, position in it). What the file does not say is None and stays as it is.

    `own_id` is our own id of the dish, where the file may be an export.
    """

    key: str
    own_id: str
    names: dict
    descriptions: dict
    price: int
    places: tuple[tuple[str, int], ...]
    group_keys: tuple[str, ...]
    tags: tuple[str, ...] | None = None
    allergens: tuple[str, ...] | None = None
    available: bool = True
    stations: tuple[str, ...] | None = None
    stations_finish: str | None = None
    course: int | None = None
    image_url: str | None = None


@dataclass(frozen=True)
class PlannedCategory:
    key: str
    own_id: str
    names: dict
    station: str | None = None


@dataclass
class ImportPlan:
    """`mended` and `refused` are `(where, rule, text)`; the rules stand in docs/menu-import.md.

    Nothing gets lost: in_file + split == dishes planned + merged + refused.
    `kind`: json, csv, xlsx or text. `table`: it has no column for choices and therefore leaves them alone.
    """

    categories: list[PlannedCategory] = field(default_factory=list)
    items: list[PlannedItem] = field(default_factory=list)
    groups: dict[str, PlannedGroup] = field(default_factory=dict)
    mended: list[tuple[str, str, str]] = field(default_factory=list)
    refused: list[tuple[str, str, str]] = field(default_factory=list)
    in_file: int = 0
    merged: int = 0
    split: int = 0
    kind: str = "json"
    table: bool = False

    def mend(self, where: str, rule: str, text: str) -> None:
        self.mended.append((where, rule, text))

    def refuse(self, where: str, rule: str, text: str) -> None:
        self.refused.append((where, rule, text))
