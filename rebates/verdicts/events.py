"""What others tell about a trade that was judged."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RiskAnswered:
    """The platform's risk check, as it told this provider: `answer` is rejected or cleared."""

    restaurant_id: str
    provider_id: str
    payment_id: str
    answer: str
