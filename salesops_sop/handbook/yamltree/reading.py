"""Plain values from a document's text, and a flaw for everything a handbook may not contain."""

from dataclasses import dataclass, field
from typing import Any

from salesops_sop.base.position import Position
from salesops_sop.handbook.yamltree import scalars, syntax
from salesops_sop.handbook.yamltree.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    SyntaxProblem,
    events,
)
from salesops_sop.handbook.yamltree.flaw import Flaw
from salesops_sop.handbook.yamltree.source import HIDDEN, MOST_FLAWS, Source

DEEPEST_NESTING = 64
MOST_NODES = 200_000

_NO_KEY = object()
_DROPPED = object()
_MERGE = object()


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end is not read yet; `key` is the key whose value comes next."""

    value: Any
    start: Any
    in_brackets: bool
    key: Any = _NO_KEY
    keys: dict[str, Any] = field(default_factory=dict)


class _TooLarge(Exception):
    """Reading stops here; the flaw is already noted."""


def read(source: Source) -> tuple[Any, int, list[Flaw]]:
    """Return the document's value (None when it is broken or empty), its first line, its flaws."""
    reading = _Reading(source)
    event = None
    try:
        for event in events(source.text):
            if take := reading.takes.get(type(event)):
                take(event)
    except SyntaxProblem as error:
        reading.flaws.append(syntax.explain(error, source, reading.open_brackets(), event))
    except _TooLarge:
        pass
    else:
        return reading.root, reading.line, reading.flaws
    return None, reading.line, reading.flaws


class _Reading:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: Any = None
        self.line = source.line
        self.flaws: list[Flaw] = []
        self.nodes = 0
        self.open: list[_Open] = []
        self.anchored: dict[str, Any] = {}
        self.takes: dict[type[Event], Any] = {
            ScalarEvent: self.scalar,
            MappingStartEvent: self.mapping,
            SequenceStartEvent: self.sequence,
            MappingEndEvent: self.end,
            SequenceEndEvent: self.end,
            AliasEvent: self.alias,
        }

    def open_brackets(self) -> list[int]:
        """Return where the brackets stand that are still open, as indexes into the text."""
        return [container.start.index for container in self.open if container.in_brackets]

    def scalar(self, event: Any) -> None:
        value = event.value
        if event.anchor or event.tag:
            self.refuse_properties(event)
        if self.source.restored:
            value = value.translate(self.source.restored)
        if event.style == '"' and HIDDEN.search(value):
            self.flaw(event, "a hidden character stands in this text as an escape: remove it")
            value = HIDDEN.sub("\ufffd", value)
        text = value
        if not event.style:
            try:
                value = scalars.plain_value(text)
            except ValueError as error:
                self.flaw(event, str(error))
        if event.anchor:
            self.anchored[event.anchor] = value
        self.add(value, text, event)

    def mapping(self, event: Any) -> None:
        self.start(event, {})

    def sequence(self, event: Any) -> None:
        self.start(event, [])

    def start(self, event: Any, value: Any) -> None:
        if event.anchor or event.tag:
            self.refuse_properties(event)
        if len(self.open) >= DEEPEST_NESTING:
            self.flaw(
                event,
                f"lists and mappings are nested more than {DEEPEST_NESTING} deep here: "
                "split the document",
            )
            raise _TooLarge
        self.add(value, None, event)
        self.open.append(_Open(value, event.start_mark, bool(event.flow_style)))

    def end(self, event: Any) -> None:
        self.open.pop()

    def alias(self, event: Any) -> None:
        if not any(container.key is _MERGE for container in self.open):
            self.flaw(
                event,
                f"“*{_short(event.anchor)}” refers to another place of the file: write the value "
                "itself, or put the text in quotes",
            )
        self.add(self.anchored.get(event.anchor), event.anchor, event)

    def add(self, value: Any, text: str | None, event: Any) -> None:
        """Put a value where it belongs; `text` is what a scalar says, None for a container."""
        self.nodes += 1
        if not self.open:
            self.root = value
            self.line = self.source.line + event.start_mark.line
            return
        if self.nodes > MOST_NODES:
            self.flaw(event, f"the document has more than {MOST_NODES:,} values: split it")
            raise _TooLarge
        container = self.open[-1]
        if type(container.value) is list:
            container.value.append(value)
        elif container.key is _NO_KEY:
            container.key = self.key(container, value, text, event)
        else:
            if type(container.key) is str:
                container.value[container.key] = value
            container.key = _NO_KEY

    def key(self, container: _Open, value: Any, text: str | None, event: Any) -> Any:
        """Return the key to keep the next value under, or a mark that it is not to be kept."""
        if text is None:
            self.flaw(event, "a list or mapping stands here as a key: a key is text")
            return _DROPPED
        if type(value) is not str:
            self.flaw(event, f"the key “{_short(text)}” is not text: put it in quotes")
        elif value == "<<" and not event.style:
            self.flaw(event, "“<<” takes keys over from another place: write them out")
            return _MERGE
        if text in container.keys:
            first = self.position(container.keys[text])
            message = f"the key “{_short(text)}” is here a second time: keep one of the two"
            related = ((first, "the first one"),)
            self.flaw(event, message, "document/duplicate-key", related)
            return _DROPPED
        container.keys[text] = event.start_mark
        return text

    def refuse_properties(self, event: Any) -> None:
        if event.anchor:
            self.flaw(
                event,
                f"“&{_short(event.anchor)}” names this place for use elsewhere: remove the name, "
                "or put the text in quotes",
            )
        if event.tag:
            self.flaw(event, "“!” gives this value a type: remove it, or put the text in quotes")

    def flaw(
        self,
        event: Any,
        message: str,
        rule: str = "document/yaml-syntax",
        related: tuple[tuple[Position, str], ...] = (),
    ) -> None:
        self.flaws.append(Flaw(rule, message, self.position(event.start_mark), related))
        if len(self.flaws) >= MOST_FLAWS:
            raise _TooLarge

    def position(self, mark: Any) -> Position:
        return Position(self.source.path, self.source.line + mark.line, mark.column + 1)


def _short(text: str) -> str:
    return f"{text[:40]}…" if len(text) > 40 else text
