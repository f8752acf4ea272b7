"""The form of a kind, read from its schema: which fields there are, and a value that stands in."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from salesops_sop.base.errors import UsageError
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.handbook.records import schema
from salesops_sop.handbook.yamltree import parse

Way = tuple[str | int, ...]

STAND_INS = ("TBD", "tbd", "0.1.0", "00:00", "2000-01-01")
"""Tried in this order: words where words may stand, else something of the right form."""


class Form:
    """The fields of a kind of document, or of a part of one."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.top = _schema(kind)

    def at(self, way: Way) -> dict[str, Any]:
        """Return the schema of a field; raises UsageError where there is no such field."""
        part = self.top
        for number, step in enumerate(way):
            part = self._inside(part, step, way[:number])
        return part

    def description(self, way: Way) -> str:
        """Return what a field means, as a sentence; of an item, what its list means."""
        while way and isinstance(way[-1], int):
            way = way[:-1]
        return str(self.at(way).get("description", ""))

    def blank(self, part: dict[str, Any]) -> Any:
        """Return the smallest value of a part: what is required, with stand-ins."""
        part = self._resolved(part)
        if "const" in part or "enum" in part:
            return part.get("const", next(iter(part.get("enum", [])), None))
        if part.get("default"):
            return part["default"]
        options = [option for option in part.get("anyOf", []) if _types(option) != ["null"]]
        if options:
            texts = [option for option in options if "string" in _types(option)]
            return self.blank((texts or options)[0])
        match part.get("type"):
            case "object":
                return self._blank_fields(part)
            case "array":
                return [self.blank(part["items"])]
            case "boolean":
                return False
            case "integer" | "number":
                return 0
        return _stand_in(part.get("pattern", ""))

    def value(self, way: Way, written: str) -> Any:
        """Read what an author wrote for a field: text, or YAML where the field holds more."""
        types = {name for option in self._options(self.at(way)) for name in _types(option)}
        bracket = written.lstrip()[:1]
        if (bracket == "[" and "array" in types) or (bracket == "{" and "object" in types):
            return _yaml(written, way)
        if types & {"number", "integer", "boolean"}:
            return _yaml(written, way)
        return [written] if "array" in types and "string" not in types else written

    def _blank_fields(self, part: dict[str, Any]) -> dict[str, Any]:
        properties = part.get("properties", {})
        if not properties and isinstance(inside := part.get("additionalProperties"), dict):
            return {STAND_INS[1]: self.blank(inside)}
        return {name: self.blank(properties[name]) for name in part.get("required", [])}

    def _inside(self, part: dict[str, Any], step: str | int, before: Way) -> dict[str, Any]:
        known: dict[str, dict[str, Any]] = {}
        for option in self._options(part):
            if isinstance(step, int) and "items" in option:
                return dict(option["items"])
            if isinstance(step, str) and step in option.get("properties", {}):
                return dict(option["properties"][step])
            if isinstance(step, str) and isinstance(option.get("additionalProperties"), dict):
                return dict(option["additionalProperties"])
            known |= option.get("properties", {})
        where = f" in ‘{'.'.join(map(str, before))}’" if before else ""
        raise UsageError(f"a {self.kind} has no field ‘{step}’{where}{self._hint(step, known)}")

    def _hint(self, step: str | int, known: dict[str, dict[str, Any]]) -> str:
        for name, part in known.items():
            if step in self._resolved(part).get("properties", {}):
                return f", did you mean ‘{name}.{step}’?"
        return did_you_mean(str(step), known) or _known(known)

    def _options(self, part: dict[str, Any]) -> Iterator[dict[str, Any]]:
        part = self._resolved(part)
        if "anyOf" not in part:
            yield part
        for option in part.get("anyOf", []):
            yield from self._options(option)

    def _resolved(self, part: dict[str, Any]) -> dict[str, Any]:
        name = part.get("$ref", "").removeprefix("#/$defs/")
        return {**self.top["$defs"][name], **part} if name else part


@cache
def _schema(kind: str) -> dict[str, Any]:
    return schema(kind)


def _types(option: dict[str, Any]) -> list[str]:
    stated = option.get("type", "string" if "enum" in option else "object")
    return [stated] if isinstance(stated, str) else stated


def _stand_in(pattern: str) -> str:
    return next((text for text in STAND_INS if re.search(pattern, text)), STAND_INS[0])


def _yaml(written: str, way: Way) -> Any:
    trees = parse(written, ".".join(map(str, way)))
    if len(trees) != 1 or trees[0].problems:
        reason = trees[0].problems[0].message if trees else "nothing is written"
        raise UsageError(f"‘{'.'.join(map(str, way))}={written}’: {reason}")
    return trees[0].value


def _known(names: Iterable[str]) -> str:
    listed = ", ".join(sorted(names))
    return f"; it has: {listed}" if listed else ": it holds one value"
