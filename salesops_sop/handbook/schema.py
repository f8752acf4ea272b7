"""What is wrong with a document, in plain sentences: the one door to jsonschema.

Imported only when a document is not valid: jsonschema takes longer to import than to lint with.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import msgspec
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from salesops_sop.base.suggest import did_you_mean
from salesops_sop.handbook.model import fields
from salesops_sop.handbook.records import schema

Path = tuple[str | int, ...]


class Fault(NamedTuple):
    """What is wrong with a value: the way to it, whether its key is meant, and a sentence."""

    path: Path
    key: bool
    message: str


def faults(kind: str, value: dict[str, Any]) -> list[Fault]:
    """Everything that keeps `value` from being a document of this kind; empty when it is one."""
    errors = sorted(_validator(kind).iter_errors(value), key=lambda e: [str(p) for p in e.path])
    return list(dict.fromkeys(fault for error in errors for fault in _explain(error)))


def fault_of(error: msgspec.ValidationError) -> Fault:
    """What the record itself says is wrong, for the rare case that the schema finds nothing."""
    message, _, way = str(error).partition(" - at `$")
    steps = re.findall(r"\.([\w-]+)|\[(\d+)\]", way.rstrip("`"))
    return Fault(tuple(int(number) if number else name for name, number in steps), False, message)


@cache
def _validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schema(kind), format_checker=FormatChecker(["date"]))


def _explain(error: ValidationError) -> Iterator[Fault]:
    path = tuple(error.absolute_path)
    if "propertyNames" in list(error.schema_path)[-2:]:
        yield Fault((*path, str(error.instance)), True, _sentence(error))
        return
    match error.validator:
        case "additionalProperties":
            yield from _unknown_fields(error, path)
        case "required":
            yield from _missing_fields(error, path)
        case "anyOf":
            yield from _no_choice(error, path)
        case _:
            yield Fault(path, False, _sentence(error))


def _rules(error: ValidationError) -> dict[str, Any]:
    return dict(error.schema) if isinstance(error.schema, dict) else {}


def _fields(error: ValidationError) -> dict[str, Any]:
    return error.instance if isinstance(error.instance, dict) else {}


def _unknown_fields(error: ValidationError, path: Path) -> Iterator[Fault]:
    known = _rules(error).get("properties", {})
    for name in _fields(error):
        if name not in known:
            hint = did_you_mean(name, known) or f"; known here: {', '.join(sorted(known))}"
            yield Fault((*path, name), True, f"unknown field ‘{_short(name)}’{hint}")


def _missing_fields(error: ValidationError, path: Path) -> Iterator[Fault]:
    rules = _rules(error)
    properties = rules.get("properties", {})
    for name in rules["required"]:
        if name not in _fields(error):
            meaning = properties.get(name, {}).get("description", "")
            yield Fault(path, False, f"‘{name}’ is missing: {_lower_first(meaning)}".rstrip(": "))


def _no_choice(error: ValidationError, path: Path) -> Iterator[Fault]:
    """Of several forms, explain the one that the author seems to have meant: the same type."""
    branches: dict[int, list[ValidationError]] = {}
    for inner in error.context or []:
        branches.setdefault(int(inner.schema_path[0]), []).append(inner)
    fitting = [
        inner
        for inner in branches.values()
        if not any(e.validator == "type" and e.absolute_path == error.absolute_path for e in inner)
    ]
    if fitting:
        for inner_error in min(fitting, key=len):
            yield from _explain(inner_error)
    else:
        yield Fault(path, False, _expected(error, _types(_rules(error))))


def _types(part: dict[str, Any]) -> list[str]:
    found: list[str] = []
    for option in part.get("anyOf", [part]):
        stated = option.get("type", "object" if "$ref" in option else "")
        found += [stated] if isinstance(stated, str) else stated
    return [name for name in dict.fromkeys(found) if name and name != "null"]


def _sentence(error: ValidationError) -> str:
    value = _short(error.instance)
    match error.validator:
        case "type":
            stated = _rules(error)["type"]
            return _expected(error, [stated] if isinstance(stated, str) else stated)
        case "enum" | "const":
            rules = _rules(error)
            allowed = [str(v) for v in (rules.get("enum") or [rules.get("const")])]
            if isinstance(error.instance, list | dict):
                return f"expected one of: {', '.join(allowed)}; found {_name_of(error.instance)}"
            return f"‘{value}’ is not one of: {', '.join(allowed)}{did_you_mean(value, allowed)}"
        case "pattern":
            return _pattern(value, str(error.validator_value))
        case "format":
            return f"‘{value}’ is not a date: write year-month-day, such as 2026-01-31"
        case "minItems":
            return "the list is empty: write something, or leave the field out"
        case "maxLength":
            return f"‘{value}’ is too long: at most {error.validator_value} characters"
        case _:
            return f"‘{value}’ does not fit: {_lower_first(error.message)}"


def _expected(error: ValidationError, types: list[str]) -> str:
    *names, last = (_TYPE_NAMES.get(name, name) for name in types or ["another kind of value"])
    wanted = f"{', '.join(names)} or {last}" if names else last
    given = error.instance
    sentence = f"expected {wanted}, found {_name_of(given)}"
    if "string" in types and isinstance(given, bool | int | float):
        return f"{sentence}: put it in quotes"
    if isinstance(given, dict) and "string" in types:
        return f"{sentence}: if it is a text with a colon, put it in quotes"
    return sentence


def _pattern(value: str, pattern: str) -> str:
    if pattern == fields.TEXT_PATTERN:
        return "the text is empty: write something, or leave the field out"
    return f"‘{value}’ is not {_PATTERNS.get(pattern, f'of the form {pattern}')}"


_ID_HINT = "use lower-case letters, digits and single hyphens, such as ‘lead-grading’"
_PATTERNS = {
    fields.ID_PATTERN: f"an id: {_ID_HINT}",
    fields.DATE_PATTERN: "a date: write year-month-day, such as 2026-01-31",
    fields.VERSION_PATTERN: "a version: write three numbers, such as 1.0.0",
    fields.ADDRESS_PATTERN: "an address: begin with https://, http:// or mailto:, write no spaces, "
    "and of words in braces only {document}, {title}, {version} and {digest}",
    fields.CLOCK_PATTERN: 'a clock time: write hours and minutes in quotes, such as "09:00"',
    fields.TIME_LIMIT_PATTERN: "a duration or a parameter’s id: write a whole number with minutes, "
    "hours, business hours, days, business days, weeks, months or years",
    fields.QUANTITY_PATTERN: "a quantity: write a number, a percent (20%), an amount "
    "(50,000 USD), a duration (4 business hours), or a parameter’s id",
}
_TYPE_NAMES = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "fields with values",
}


def _name_of(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"the truth value {str(value).lower()}"
    if isinstance(value, int | float):
        return f"the number {_short(value)}"
    if isinstance(value, str):
        return f"the text ‘{_short(value)}’"
    return "a list" if isinstance(value, list) else "fields with values"


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else text[:59] + "…"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")
