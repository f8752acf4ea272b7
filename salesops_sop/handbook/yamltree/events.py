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
    """Return what the parser sees, in the order of the text; the iterator raises SyntaxProblem.

    Lines and columns of an event's marks count characters, from 0 at the start of `text`.
    """
    return iter(LOADER(text).get_event, None)
