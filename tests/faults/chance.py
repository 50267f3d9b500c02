"""Chance that can be repeated: EI_FAULTS_SEED, or a new seed each time, told with the counts at the end of the run."""

import os
import random
from dataclasses import dataclass, field
from secrets import randbelow

import pytest


@dataclass
class Chance:
    """The random numbers of one test, and what it counts with them."""

    seed: int
    node: pytest.Item
    numbers: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.numbers = random.Random(self.seed)

    def tell(self, counts: str) -> None:
        """Have this said at the end of the run."""
        self.node.user_properties.append(("faults", f"{self.node.name}: {counts}; seed {self.seed}"))


def seed() -> int:
    """The seed that is asked for, or a new one."""
    return int(os.environ.get("EI_FAULTS_SEED") or randbelow(10**9))
