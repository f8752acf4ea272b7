"""The types of single fields: ids, prose, references, and texts that are read into values once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Self

from msgspec import Meta

from salesops_sop.base.quantity import (
    DURATION_PATTERN,
    MONEY_PATTERN,
    PERCENT_PATTERN,
    Duration,
    Money,
    Percent,
)

ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
# Python's `$` also stands before a final line break; a JSON Schema `$` (ECMA-262) does not.
END = r"$(?!\n)"
LONGEST_ID = 100
ID_PATTERN = rf"^{ID}{END}"
TEXT_PATTERN = r"\S"
DATE_PATTERN = rf"^\d{{4}}-\d{{2}}-\d{{2}}{END}"
TIME_LIMIT_PATTERN = rf"^(?:{DURATION_PATTERN}|(?=.*[a-z]){ID}){END}"
QUANTITY_PATTERN = (
    rf"^(?:{PERCENT_PATTERN}|{MONEY_PATTERN}|{DURATION_PATTERN}|(?=.*[a-z]){ID}){END}"
)
VERSION_PATTERN = rf"^[0-9]{{1,6}}\.[0-9]{{1,6}}\.[0-9]{{1,6}}{END}"
ACCOUNT_PATTERN = r"^(?:@[\w.-]+(?:/[\w.-]+)*|[^\s@#]+@[^\s@#]+\.[^\s@#]+)$(?!\n)"
ADDRESS_PATTERN = (
    r"^(?:https?://|mailto:)"
    rf"(?:[^\s{{}}<>\"\\]|\{{(?:document|title|version|digest)\}})+{END}"
)
CLOCK_PATTERN = rf"^(?:[01][0-9]|2[0-3]):[0-5][0-9]{END}"


@dataclass(frozen=True)
class Ref:
    """Marks a field that holds the id of a document of one of these kinds."""

    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Prose:
    """Marks a field that people read as sentences: wording rules and links apply to it."""


@dataclass(frozen=True)
class Title:
    """Marks a field that people read as a name."""


def doc(description: str, *examples: Any) -> Meta:
    """The sentence that editors show for a field, with examples."""
    return Meta(description=description, examples=list(examples) or None)


class Many(tuple[str, ...]):
    """One id or text, or a list of them, in the author's order."""

    schema: ClassVar[dict[str, Any]] = {
        "anyOf": [
            {"type": "string", "pattern": TEXT_PATTERN},
            {"type": "array", "items": {"type": "string", "pattern": TEXT_PATTERN}},
        ]
    }

    @classmethod
    def read(cls, raw: Any) -> Self:
        """Raises ValueError when `raw` is neither a text nor a list of texts."""
        items = [raw] if isinstance(raw, str) else raw
        if not isinstance(items, list) or not all(isinstance(i, str) and i.strip() for i in items):
            raise ValueError("expected a text or a list of texts")
        return cls(items)


class Texts(Many):
    """Sentences or names for people to read: one, or a list."""


class TimeLimit(str):
    """A duration, or the id of the parameter that states it; as text it is what was written."""

    __slots__ = ("duration", "parameter")

    duration: Duration | None
    parameter: str | None

    schema: ClassVar[dict[str, Any]] = {
        "type": "string",
        "pattern": TIME_LIMIT_PATTERN,
        "maxLength": LONGEST_ID,
    }

    @classmethod
    def read(cls, raw: Any) -> Self:
        """Raises ValueError when `raw` is no duration and no id."""
        limit = cls(raw)
        limit.duration = limit.parameter = None
        if _is_reference(raw):
            limit.parameter = raw
        elif isinstance(raw, str) and _is_trimmed(raw) and raw[:1].isdigit():
            limit.duration = Duration.parse(raw)
        else:
            raise ValueError("expected a duration such as ‘4 business hours’, or a parameter’s id")
        return limit


QuantityValue = Decimal | Duration | Money | Percent


class Quantity(str):
    """A number, percent, amount of money or duration, or the id of the parameter that states it."""

    __slots__ = ("parameter", "value")

    value: QuantityValue | None
    parameter: str | None

    schema: ClassVar[dict[str, Any]] = {
        "type": ["number", "string"],
        "pattern": QUANTITY_PATTERN,
        "maxLength": LONGEST_ID,
    }

    @classmethod
    def read(cls, raw: Any) -> Self:
        """Raises ValueError when `raw` is none of these."""
        number = cls(raw)
        number.value = quantity(raw) if _is_trimmed(raw) else None
        number.parameter = raw if number.value is None else None
        if number.value is None and not _is_reference(raw):
            raise ValueError(
                "expected a number, a percent (20%), an amount (50,000 USD), a duration, "
                "or a parameter’s id"
            )
        return number


def quantity(raw: Any) -> QuantityValue | None:
    """The number, money, percent or duration that `raw` states; None for anything else."""
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return Decimal(str(raw))
    if not isinstance(raw, str) or not any(c.isdigit() for c in raw[:24]):
        return None
    for parse in (Percent.parse, Money.parse, Duration.parse):
        try:
            return parse(raw)
        except ValueError:
            continue
    return None


class Scope(dict[str, tuple[str, ...]]):
    """Where something holds: dimension id → values. A dimension left out means all of it."""

    schema: ClassVar[dict[str, Any]] = {
        "type": "object",
        "propertyNames": {"pattern": ID_PATTERN, "maxLength": LONGEST_ID},
        "additionalProperties": {
            "anyOf": [
                {"type": "string", "pattern": TEXT_PATTERN},
                {
                    "type": "array",
                    "items": {"type": "string", "pattern": TEXT_PATTERN},
                    "minItems": 1,
                },
            ]
        },
    }

    @classmethod
    def read(cls, raw: Any) -> Self:
        """Raises ValueError when `raw` is not a mapping of ids to one value or more."""
        if not isinstance(raw, dict) or not all(_is_id(k) for k in raw) or [] in raw.values():
            raise ValueError("expected dimensions with their values, such as {region: [emea]}")
        return cls({key: tuple(Many.read(values)) for key, values in raw.items()})


@dataclass(frozen=True, slots=True)
class DimensionNode:
    """One value of a dimension and the values inside it."""

    id: str
    children: tuple["DimensionNode", ...] = ()

    def leaves(self) -> Iterator[str]:
        """The ids of the smallest values inside this one; its own id when it has none."""
        if not self.children:
            yield self.id
        for child in self.children:
            yield from child.leaves()

    def all(self) -> Iterator["DimensionNode"]:
        """This value and every value inside it, parents first."""
        yield self
        for child in self.children:
            yield from child.all()


class DimensionValues(tuple[DimensionNode, ...]):
    """The values of a dimension, as a forest: lists and mappings may be mixed."""

    schema: ClassVar[dict[str, Any]] = {"$ref": "#/$defs/DimensionTree"}
    definitions: ClassVar[dict[str, Any]] = {
        "DimensionTree": {
            "description": "Values, and the values inside them: a list of ids, or a mapping from "
            "an id to the values inside it (nothing behind the key: no values inside).",
            "anyOf": [
                {
                    "type": "array",
                    "items": {
                        "anyOf": [
                            {"type": "string", "pattern": ID_PATTERN, "maxLength": LONGEST_ID},
                            {"$ref": "#/$defs/DimensionBranch"},
                        ]
                    },
                },
                {"$ref": "#/$defs/DimensionBranch"},
            ],
        },
        "DimensionBranch": {
            "description": "From a value’s id to the values inside it.",
            "type": "object",
            "propertyNames": {"pattern": ID_PATTERN, "maxLength": LONGEST_ID},
            "additionalProperties": {
                "anyOf": [{"$ref": "#/$defs/DimensionTree"}, {"type": "null"}],
            },
        },
    }

    @classmethod
    def read(cls, raw: Any) -> Self:
        """Raises ValueError when `raw` holds anything but ids, lists and mappings."""
        if raw is None:
            raise ValueError("expected a list of ids, or ids with the values inside them")
        return cls(_nodes(raw))

    def all(self) -> Iterator[DimensionNode]:
        """Every value of every level, parents first."""
        for node in self:
            yield from node.all()


def _nodes(raw: Any) -> Iterator[DimensionNode]:
    if raw is None:
        return
    if isinstance(raw, dict):
        for key, inside in raw.items():
            yield DimensionNode(_checked_id(key), tuple(_nodes(inside)))
    elif isinstance(raw, list):
        for item in raw:
            if isinstance(item, dict):
                yield from _nodes(item)
            else:
                yield DimensionNode(_checked_id(item))
    else:
        raise ValueError("expected a list of ids, or ids with the values inside them")


def _checked_id(raw: Any) -> str:
    if not _is_id(raw):
        raise ValueError("expected an id in kebab-case")
    return str(raw)


def _is_trimmed(raw: Any) -> bool:
    return not isinstance(raw, str) or raw == raw.strip()


def _is_id(text: Any) -> bool:
    return (
        isinstance(text, str)
        and 0 < len(text) <= LONGEST_ID
        and text[0] != "-"
        and text[-1] != "-"
        and "--" not in text
        and text.isascii()
        and text.replace("-", "").isalnum()
        and text == text.lower()
    )


def _is_reference(raw: Any) -> bool:
    return _is_id(raw) and not raw.replace("-", "").isdigit()


READ_BY_HAND = (Many, Texts, TimeLimit, Quantity, Scope, DimensionValues)

Id = Annotated[str, Meta(pattern=ID_PATTERN, max_length=LONGEST_ID)]
Text = Annotated[str, Meta(pattern=TEXT_PATTERN), Prose()]
Name = Annotated[str, Meta(pattern=TEXT_PATTERN), Title()]
Plain = Annotated[str, Meta(pattern=TEXT_PATTERN)]
Sentences = Annotated[Texts, Prose()]
Names = Annotated[Texts, Title()]
Date = Annotated[date, Meta(extra_json_schema={"pattern": DATE_PATTERN})]
Clock = Annotated[str, Meta(pattern=CLOCK_PATTERN)]
Address = Annotated[str, Meta(pattern=ADDRESS_PATTERN)]
Account = Annotated[str, Meta(pattern=ACCOUNT_PATTERN)]
Version = Annotated[str, Meta(pattern=VERSION_PATTERN)]
Scalar = str | int | float | bool

RoleId = Annotated[Id, Ref(("role",))]
RoleIds = Annotated[Many, Ref(("role",))]
PartyId = Annotated[Id, Ref(("role", "department"))]
PartyIds = Annotated[Many, Ref(("role", "department"))]
DepartmentId = Annotated[Id, Ref(("department",))]
ProcedureId = Annotated[Id, Ref(("procedure",))]
DecisionId = Annotated[Id, Ref(("decision",))]
KpiId = Annotated[Id, Ref(("kpi",))]
KpiIds = Annotated[Many, Ref(("kpi",))]
SystemId = Annotated[Id, Ref(("system",))]
SystemIds = Annotated[Many, Ref(("system",))]
PipelineId = Annotated[Id, Ref(("pipeline",))]
ServiceId = Annotated[Id, Ref(("service",))]
DimensionId = Annotated[Id, Ref(("dimension",))]
ParameterId = Annotated[Id, Ref(("parameter",))]
