"""A new document: the author's choices, stand-ins for the rest, and the text of the file."""

from collections.abc import Iterator
from typing import Any

from salesops_sop.base.errors import UsageError
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.yamltree import emit, parse
from salesops_sop.scaffold.form import STAND_INS, Form, Way
from salesops_sop.scaffold.kinds import HOMES, file_of

WORDS_TO_COME = STAND_INS[:2]


class Draft:
    """A document that is being filled in; `data` is what will be written."""

    def __init__(self, kind: str, ident: str, title: str) -> None:
        self.kind = kind
        self.form = Form(kind)
        self.file = file_of(kind, ident)
        blank: dict[str, Any] = self.form.blank(self.form.top)
        self.data = {"kind": kind, "id": ident, "title": title, **_without(blank)}
        for proposed in HOMES[kind].proposed:
            way = way_of(proposed)
            self.put(way, self.form.blank(self.form.at(way)))

    def choose(self, way: Way, written: str) -> None:
        """Fill a field with what the author wrote; raises UsageError where that cannot be."""
        if way in (("kind",), ("id",)):
            raise UsageError(f"‘{way[0]}’ is not set but named: `sop new KIND ID`")
        self.put(way, self.form.value(way, written))

    def put(self, way: Way, value: Any) -> None:
        """Put a value in its place, making the parts around it."""
        part: Any = self.data
        for number, step in enumerate(way[:-1]):
            part = self._entered(part, way[: number + 1], step)
        last = way[-1]
        if isinstance(last, str) and isinstance(part, dict):
            part[last] = value
        elif isinstance(last, int) and isinstance(part, list) and last <= len(part):
            part[last : last + 1] = [value]
        else:
            raise UsageError(f"‘{'.'.join(map(str, way))}’ leads nowhere: {_COUNT}")

    def to_come(self) -> list[Way]:
        """Return the ways to the values that still stand in for something."""
        return [way for way, value in _leaves(self.data) if value in WORDS_TO_COME]

    def text(self) -> str:
        """Return the file: fields, and beside every stand-in what belongs there."""
        fields = self.form.top["properties"]
        text = self._noted(emit({name: self.data[name] for name in fields if name in self.data}))
        others = [name for name in fields if name not in self.data]
        if others:
            text += f"# Other fields: {', '.join(others)}\n"
        return f"---\n{text}---\n" if self.file.endswith(".md") else text

    def fault(self) -> str:
        """Return in a sentence why the document could not be read, or nothing."""
        text = self.text()
        for flaw in load({self.file: text}).flaws:
            line = text.splitlines()[flaw.position.line - 1].partition("  # ")[0].strip()
            return f"‘{line}’: {flaw.message}"
        return ""

    def _entered(self, part: Any, way: Way, step: str | int) -> Any:
        """Return the part at a step, made if need be; a list grows by one at its end."""
        if isinstance(step, int) and isinstance(part, list):
            if step == len(part):
                part.append(self.form.blank(self.form.at(way)))
            if step < len(part):
                return part[step]
        elif isinstance(step, str) and isinstance(part, dict):
            inside = part.get(step)
            if not isinstance(inside, dict | list):
                inside = part[step] = _container(self.form.blank(self.form.at(way)))
            return inside
        raise UsageError(f"‘{'.'.join(map(str, way))}’ leads nowhere: {_COUNT}")

    def _noted(self, text: str) -> str:
        lines = text.splitlines()
        (tree,) = parse(text, self.file)
        for way in self.to_come():
            meaning = self.form.description(way)
            number = tree.locate(way).line - 1
            if meaning and "#" not in lines[number]:
                lines[number] += f"  # {meaning}"
        return "".join(f"{line}\n" for line in lines)


_COUNT = "items of a list are counted from 0, without gaps: steps.0.action"


def way_of(written: str) -> Way:
    """Return the way that `steps.0.action` means."""
    return tuple(int(step) if step.isdecimal() else step for step in written.split("."))


def _without(blank: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in blank.items() if name not in ("kind", "id", "title")}


def _container(value: Any) -> Any:
    return value if isinstance(value, dict | list) else {}


def _leaves(value: Any, way: Way = ()) -> Iterator[tuple[Way, Any]]:
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from _leaves(inside, (*way, name))
    elif isinstance(value, list):
        for number, inside in enumerate(value):
            yield from _leaves(inside, (*way, number))
    else:
        yield way, value
