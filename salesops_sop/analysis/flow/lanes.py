"""Who does what in a procedure: a lane for each role, those of one department side by side."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from salesops_sop.analysis.flow.graph import Graph
from salesops_sop.analysis.organization.doing import doers
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Role
from salesops_sop.handbook.model.process import Step


class Lane(NamedTuple):
    """The ids of a role and of its department, which is empty for an unknown role."""

    role: str
    department: str


class Lanes(NamedTuple):
    """The lanes of a procedure from left to right, and from every node to the number of its lane.

    A step stands in the lane of the first role that does it. What stands between steps goes with
    its step, the start with the first one.
    """

    lanes: Sequence[Lane]
    of: Mapping[str, int]


def lanes(handbook: Handbook, graph: Graph) -> Lanes:
    """The lanes of a graph: departments and, in each, roles in the order in which they come in."""
    procedure = graph.procedure
    first = {id(step): doers(procedure, step)[0] for step in procedure.steps}
    departments: dict[str, dict[str, int]] = {}
    for role in first.values():
        known = handbook.get(Role, role)
        departments.setdefault(known.department if known else "", {})[role] = 0
    found = [Lane(role, department) for department, roles in departments.items() for role in roles]
    numbers = {lane.role: number for number, lane in enumerate(found)}

    def number(step: Step) -> int:
        return numbers[first[id(step)]]

    of = {node.id: number(node.step or procedure.steps[0]) for node in graph.nodes.values()}
    return Lanes(found, of)
