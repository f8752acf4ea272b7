"""Lanes: the roles that do the steps, by department."""

from salesops_sop.analysis.flow.flows import Flows
from salesops_sop.analysis.flow.lanes import lanes
from salesops_sop.handbook.loader import load

ROLES = """
kind: role
id: clerk
title: Clerk
department: finance
---
kind: role
id: seller
title: Seller
department: sales
---
kind: role
id: controller
title: Controller
department: finance
"""
PROCEDURE = """
kind: procedure
id: p
title: P
control: {owner: seller}
steps:
  - {id: a, action: Do a, raci: {responsible: [clerk, seller]}}
  - {id: b, action: Do b, next: [{when: x, to: {end: done}}, {otherwise: c}]}
  - {id: c, action: Do c, raci: {responsible: nobody-knows}}
  - {id: d, action: Do d, raci: {responsible: controller}}
outcomes: [{id: done, title: Done}]
"""


def test_roles_of_a_department_stand_side_by_side() -> None:
    handbook = load({"roles.yaml": ROLES, "p.yaml": PROCEDURE})
    graph = handbook.derived(Flows).graphs["p"]
    found = lanes(handbook, graph)
    assert [lane.role for lane in found.lanes] == ["clerk", "controller", "seller", "nobody-knows"]
    assert [lane.department for lane in found.lanes] == ["finance", "finance", "sales", ""]
    assert {node: found.of[node] for node in "abcd"} == {"a": 0, "b": 2, "c": 3, "d": 1}
    assert found.of["start:"] == found.of["a"]
    assert found.of["choice:b"] == found.of["b"]
    assert found.of.keys() == graph.nodes.keys()
