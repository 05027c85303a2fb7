"""What this feature announces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StationRemoved:
    """Its dishes, categories and screens go to `move_to`, another station of the restaurant."""

    restaurant_id: str
    station_id: str
    move_to: str


@dataclass(frozen=True)
class StationKindChanging:
    """Whoever still needs it as it was refuses."""

    restaurant_id: str
    station_id: str
    kind: str
