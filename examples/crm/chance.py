"""Chance with a seed, the same in every Python."""

import math
import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Chance with a seed; it uses nothing but `random()`, which stays the same in every Python."""

    def __init__(self, seed: int) -> None:
        self.next = random.Random(seed).random

    def happens(self, probability: float) -> bool:
        return self.next() < probability

    def pick(self, weights: Mapping[str, int]) -> str:
        point = self.next() * sum(weights.values())
        for name, weight in weights.items():
            point -= weight
            if point < 0:
                return name
        return name

    def one(self, items: Sequence[T]) -> T:
        return items[int(self.next() * len(items))]

    def days(self, mean: float) -> int:
        """At least one day, most often fewer than the mean, sometimes many more."""
        return 1 + int(-math.log(1 - self.next()) * max(mean - 1, 0))

    def about(self, value: float, spread: float = 0.35) -> float:
        """A value near another one, never below a third of it."""
        return value * max(1 + spread * sum(self.next() - 0.5 for _ in range(6)), 1 / 3)
