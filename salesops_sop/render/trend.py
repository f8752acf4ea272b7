"""A row of numbers as a line of text."""

from collections.abc import Sequence
from fractions import Fraction

_BARS = "▁▂▃▄▅▆▇█"


def sparkline(values: Sequence[Fraction | None]) -> str:
    """A bar for each value, from the smallest to the largest; a space where there is none."""
    there = [value for value in values if value is not None]
    if not there:
        return ""
    low, high = min(there), max(there)
    return "".join(" " if value is None else _bar(value, low, high) for value in values)


def _bar(value: Fraction, low: Fraction, high: Fraction) -> str:
    if low == high:
        return _BARS[len(_BARS) // 2]
    return _BARS[round((value - low) / (high - low) * (len(_BARS) - 1))]
