"""The lanes of a process: one for each role that does something, inside that of its department."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from salesops_sop.analysis.flow.lanes import Lane as Doer
from salesops_sop.export.bpmn.parts import Element, Lane
from salesops_sop.export.bpmn.words import Words


def lanes(words: Words, doers: Sequence[Doer], elements: Iterable[Element]) -> tuple[Lane, ...]:
    """Departments with the lanes of their roles, from left to right.

    A role that the handbook does not know has a lane outside of all departments.
    """
    inside: list[list[str]] = [[] for _ in doers]
    for element in elements:
        inside[element.lane].append(element.id)
    of_roles = [
        Lane(f"lane_role_{_name(doer.role)}", words.named("role", doer.role), nodes=tuple(nodes))
        for doer, nodes in zip(doers, inside, strict=True)
    ]
    found: list[Lane] = []
    pairs = zip(doers, of_roles, strict=True)
    for department, several in groupby(pairs, key=lambda pair: pair[0].department):
        inner = tuple(lane for _, lane in several)
        if department:
            title = words.named("department", department)
            inner = (Lane(f"lane_department_{department}", title, inner),)
        found += inner
    return tuple(found)


def _name(role: str) -> str:
    """A role as a part of an XML name: one that the handbook does not know may be any text."""
    return re.sub(r"[^a-z0-9-]", lambda match: f".{ord(match[0]):x}.", role)
