"""Names as MetricFlow takes them: lower case, no double underscores, none of its own words."""

import re

from salesops_sop.warehouse.sql.names import RESERVED

_OTHERS = re.compile("[^a-z0-9]+")
_GRANULARITIES = ("nanosecond", "microsecond", "millisecond", "second", "minute", "hour", "day")
_OWN = {*_GRANULARITIES, "week", "month", "quarter", "year", "metric_time", "mf_internal_uuid"}


class Names:
    """Names that are each given once; what is taken already gets a number."""

    def __init__(self, *taken: str) -> None:
        self._taken = set(taken)

    def given(self, wanted: str) -> str:
        """A free name near to the one that is wanted."""
        base = named(wanted)
        name, number = base, 1
        while name in self._taken:
            number += 1
            name = f"{base}_{number}"
        self._taken.add(name)
        return name


class Labels:
    """Titles that are each given once, for MetricFlow has one metric with a label."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def given(self, title: str) -> str:
        """The title, with a number where it was given already."""
        label, number = title, 1
        while label in self._taken:
            number += 1
            label = f"{title} ({number})"
        self._taken.add(label)
        return label


def named(text: str) -> str:
    """The nearest name that MetricFlow takes; a word that it keeps for itself gets an ending."""
    name = _OTHERS.sub("_", text.casefold()).strip("_")
    if not name or not ("a" <= name[0] <= "z"):
        name = f"the_{name}".rstrip("_")
    if len(name) < 2 or name in _OWN or name.upper() in RESERVED:
        name = f"{name}_value"
    return name
