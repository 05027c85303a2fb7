"""What goes wrong when, drawn from a seed: the same seed is the same evening."""

import random
from dataclasses import dataclass

from tests.acceptance.proxy import KINDS

LONG = 11, 17  # seconds: longer than the silence after which a screen must say so
SHORT = 0.3, 5


@dataclass(frozen=True)
class Schedule:
    """`steps`: (kind, seconds of it, clear seconds after it); `forgotten`: swallowed connections stay silent."""

    seed: int
    steps: tuple
    forgotten: bool

    @property
    def kinds(self) -> set[str]:
        return {kind for kind, _, _ in self.steps}


def schedule(seed: int) -> Schedule:
    """Nine neighbouring seeds have all nine kinds as their last trouble; each third one lasts long."""
    chance, kinds = random.Random(seed), list(KINDS)
    before = [
        (chance.choice(kinds), chance.uniform(*SHORT), chance.uniform(0.05, 1.5)) for _ in range(chance.randrange(3))
    ]
    last = kinds[seed % len(kinds)], chance.uniform(*(LONG if seed // len(kinds) % 3 == 1 else SHORT)), 0
    return Schedule(seed, (*before, last), chance.random() < 0.6)
