"""Where the values of a document stand: worked out only when somebody asks."""

import contextlib
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from salesops_sop.handbook.yamltree.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    SyntaxProblem,
    events,
)
from salesops_sop.handbook.yamltree.source import Source

_VALUES = (ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)


@dataclass(slots=True)
class Spot:
    """Where a value begins and, in a mapping, its key: indexes into the text of the document."""

    start: int
    key: int | None = None
    scalar: Any = None
    inside: dict[str | int, "Spot"] = field(default_factory=dict)


@dataclass(slots=True)
class _Open:
    spot: Spot
    is_mapping: bool
    key: Any = None

    def place(self, event: Any, source: Source) -> Spot:
        """Put the spot of the next key, value or item where a path will find it."""
        spot = _spot(event)
        if not self.is_mapping:
            self.spot.inside[len(self.spot.inside)] = spot
        elif self.key is None:
            self.key = event
        else:
            spot.key = self.key.start_mark.index
            if isinstance(self.key, ScalarEvent):
                name = self.key.value.translate(source.restored)
                self.spot.inside.setdefault(name, spot)
            self.key = None
        return spot


def spots(source: Source, deepest: int, most: int) -> Spot:
    """Return the spot of the document's value with all the spots inside it.

    The first of two equal keys counts, as in the value. Of a broken document, and of one that is
    nested deeper than `deepest` or longer than `most` events, it holds what stands before that.
    """
    root = Spot(0)
    open_spots: list[_Open] = []
    with contextlib.suppress(SyntaxProblem):
        for event in islice(events(source.text), most):
            if isinstance(event, _ENDS):
                open_spots.pop()
            elif isinstance(event, _VALUES):
                if open_spots:
                    spot = open_spots[-1].place(event, source)
                else:
                    root = spot = _spot(event)
                if isinstance(event, MappingStartEvent | SequenceStartEvent):
                    if len(open_spots) >= deepest:
                        break
                    open_spots.append(_Open(spot, isinstance(event, MappingStartEvent)))
    return root


def _spot(event: Any) -> Spot:
    return Spot(event.start_mark.index, scalar=event if isinstance(event, ScalarEvent) else None)
