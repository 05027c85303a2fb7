"""Facts about who belongs to what, for whoever judges trades by them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class CodeRegistered:
    """The platform knows this table code now (`state` registered), or says that it does not (refused)."""

    restaurant_id: str
    provider_id: str
    code: str
    state: str
    at: datetime


@dataclass(frozen=True)
class PapersChanged:
    """A paper of a restaurant was handed in, confirmed or refused: rewards may wait for it."""

    restaurant_id: str
    provider_id: str
    programme: str
