"""The parser: events from libyaml, or from PyYAML's own parser where libyaml is missing."""

from collections.abc import Iterator

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

__all__ = [
    "AliasEvent",
    "Event",
    "MappingEndEvent",
    "MappingStartEvent",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "SyntaxProblem",
    "events",
]

SyntaxProblem = yaml.MarkedYAMLError

LOADER: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)


def events(text: str) -> Iterator[Event]:
    """Yield what the parser sees, in the order of the text; raises SyntaxProblem.

    Lines and columns of an event's marks count from 0, characters, from the start of `text`.
    """
    get_event = LOADER(text).get_event
    while (event := get_event()) is not None:
        yield event
