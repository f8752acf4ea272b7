"""What every document and every part of one has in common."""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, NamedTuple

from msgspec import Struct, field

from salesops_sop.base.position import Position
from salesops_sop.handbook.model.fields import (
    Date,
    Id,
    Many,
    Name,
    Plain,
    Ref,
    RoleId,
    RoleIds,
    Text,
    TimeLimit,
    Version,
    doc,
)
from salesops_sop.handbook.yamltree import Tree

Step = str | int


_LINE_END = re.compile(r"\r\n|\r|\n")


class Record(Struct, forbid_unknown_fields=True, kw_only=True, eq=False):
    """A part of a document."""


class Place(NamedTuple):
    """Where a value stands: a document and the way to the value inside it.

    The line and column are worked out only when somebody asks (`position`).
    """

    document: "Document"
    path: tuple[Step, ...] = ()
    key: bool = False
    offset: int | None = None

    @property
    def position(self) -> Position:
        """File, line and column, both counted from 1."""
        if self.path[:1] == ("body",):
            return self.document.body_position(self.offset or 0)
        return self.document.tree.locate(self.path, key=self.key, offset=self.offset)


class Document(Struct, forbid_unknown_fields=True, kw_only=True, eq=False, dict=True):
    """One document of the handbook; `tree`, `body` and `body_line` are set by the loader."""

    id: Annotated[Id, doc("The document’s name in references: kebab-case, unique in its kind.")]
    title: Annotated[Name, doc("The name people read.")]

    @property
    def kind(self) -> str:
        """The kind as written in the file: `procedure`, `role`, …"""
        return str(self.__struct_config__.tag)

    @property
    def ref(self) -> str:
        """Kind and id: `procedure:lead-grading`."""
        return f"{self.kind}:{self.id}"

    @property
    def tree(self) -> Tree:
        """The YAML the document was read from."""
        tree: Tree = self.__dict__["tree"]
        return tree

    @property
    def path(self) -> str:
        """The file, relative to the folder that was read."""
        return self.tree.path

    @property
    def body(self) -> str:
        """The Markdown below the front matter; empty in a `.yaml` file."""
        return str(self.__dict__.get("body", ""))

    def body_position(self, offset: int) -> Position:
        """The place of character `offset` of the body."""
        lines = _LINE_END.split(self.body[:offset])
        first = int(self.__dict__.get("body_line", 1))
        return Position(self.path, first + len(lines) - 1, len(lines[-1]) + 1)

    def at(self, *steps: "Record | Step", key: bool = False, offset: int | None = None) -> Place:
        """The place of a part: a nested record, then names and numbers leading into it.

        >>> procedure.at(step, "raci", "accountable")
        """
        path: tuple[Step, ...] = ()
        for step in steps:
            path = self._paths[id(step)] if isinstance(step, Record) else (*path, step)
        return Place(self, path, key, offset)

    @cached_property
    def _paths(self) -> dict[int, tuple[Step, ...]]:
        return {id(part): path for path, part in parts(self)}


def parts(document: Document) -> Iterator[tuple[tuple[Step, ...], Record]]:
    """Every nested record of a document with the way to it, in the order of the fields."""
    stack: list[tuple[tuple[Step, ...], Any]] = [((), document)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, Record):
            yield path, value
        stack.extend(reversed([((*path, step), inner) for step, inner in _inside(value)]))


def _inside(value: Any) -> Iterator[tuple[Step, Any]]:
    if isinstance(value, Struct):
        config = value.__struct_fields__
        for name, encoded in zip(config, value.__struct_encode_fields__, strict=True):
            yield encoded, getattr(value, name)
    elif isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list) or type(value) is tuple:
        yield from enumerate(value)


class Approvers(Record, kw_only=True):
    """Who must agree: all of these roles, or any one of them."""

    all_of: Annotated[RoleIds, doc("Every one of these roles must agree.")] = Many()
    any_of: Annotated[RoleIds, doc("One of these roles is enough.")] = Many()


class Status(StrEnum):
    """Where a document stands in its life."""

    DRAFT = "draft"
    REVIEW = "review"
    EFFECTIVE = "effective"
    RETIRED = "retired"


class Control(Record, kw_only=True):
    """Document control after ISO 9001:2015, 7.5."""

    owner: Annotated[
        RoleId, doc("The role that answers for the document.", "sales-operations-manager")
    ]
    number: Annotated[Plain | None, doc("The document’s number.", "SOP-LM-003")] = None
    version: Annotated[
        Version | None,
        doc(
            "Semantic: major = who may or must; minor = what is done; patch = wording. In quotes.",
            "1.2.0",
        ),
    ] = None
    status: Annotated[Status, doc("Draft, in review, effective or retired.")] = Status.DRAFT
    approvers: Annotated[
        RoleId | Approvers | None, doc("The role that must agree, or all_of / any_of.", "vp-sales")
    ] = None
    effective: Annotated[Date | None, doc("From when it holds.", "2026-01-01")] = None
    reviewed: Annotated[Date | None, doc("When it was last reviewed.", "2026-06-30")] = None
    review_every: Annotated[
        TimeLimit | None, doc("How often it must be reviewed.", "12 months")
    ] = None
    supersedes: Annotated[
        Many, doc("Ids of the documents of the same kind that this one replaces."), Ref(("same",))
    ] = Many()


class Raci(Record, kw_only=True):
    """Who does the work, who answers for it, who is asked before and who is told after."""

    responsible: Annotated[RoleIds, doc("Who does it: one role or several.")] = Many()
    accountable: Annotated[RoleIds, doc("The one role that answers for the result.")] = Many()
    consulted: Annotated[RoleIds, doc("Who is asked before it is done.")] = Many()
    informed: Annotated[RoleIds, doc("Who is told when it is done.")] = Many()


class SharedWith(Record, kw_only=True):
    """Work that is meant to be shared: an overlap with the work of these roles is no mistake."""

    roles: Annotated[
        RoleIds, doc("The roles that answer for the same work elsewhere.", "field-sales-manager")
    ] = field(name="with")
    reason: Annotated[Text, doc("Why the work is shared, and how the roles share it.")]


class Instead(Record, kw_only=True):
    """Something that is not done here, and where to go with it."""

    what: Annotated[Name, doc("What is not done here.")]
    instead: Annotated[Name | None, doc("Where to go with it.")] = None


class Period(Record, kw_only=True):
    """A time with a first and a last day, either left open."""

    start: Annotated[Date | None, doc("The first day.")] = field(name="from", default=None)
    until: Annotated[Date | None, doc("The last day.")] = None
