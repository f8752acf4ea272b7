"""What stops a change: the gates of the handbook, before and now, that it does not pass."""

from collections.abc import Callable
from typing import NamedTuple

from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.settings import GATES, Gate
from salesops_sop.history.review.problems import Problems


class Brought(NamedTuple):
    """What a change brings that a gate may ask about: overlaps and lost documents in numbers."""

    problems: Problems
    overlaps: int = 0
    lost: int = 0


class Stopped(NamedTuple):
    """A gate that was not passed, and how many things stand in the way."""

    gate: Gate
    number: int


def gates(old: Handbook, new: Handbook) -> tuple[Gate, ...]:
    """The gates that count: those of before and those of now.

    A change that takes a gate away must still pass it.
    """
    stated = (handbook.settings.review for handbook in (old, new))
    wanted = {gate for one in stated for gate in (one.gates if one else GATES)}
    return tuple(gate for gate in _COUNTS if gate in wanted)


def stopped(asked: tuple[Gate, ...], brought: Brought) -> tuple[Stopped, ...]:
    """Which of the gates a change does not pass."""
    found = (Stopped(gate, _COUNTS[gate](brought)) for gate in asked)
    return tuple(one for one in found if one.number)


def _new(severity: Severity) -> Callable[[Brought], int]:
    return lambda brought: sum(p.severity is severity for p in brought.problems.brought)


_COUNTS: dict[Gate, Callable[[Brought], int]] = {
    "version-not-raised": lambda brought: len(brought.problems.versions),
    "new-errors": _new(Severity.ERROR),
    "new-warnings": _new(Severity.WARNING),
    "new-overlaps": lambda brought: brought.overlaps,
    "unreadable": lambda brought: brought.lost,
}
