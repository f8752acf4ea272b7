"""Whether a loop has a limit: a number of turns, somebody who is called in, or a time."""

import re

from salesops_sop.analysis.flow.graph import Graph, NodeKind

_NUMBER = re.compile(
    r"""\b(?:\d+|once|twice|two|three|four|five|six|seven|eight|nine|ten|first|second|third
        |fourth|fifth|last|times|rounds?|attempts?|limit|maximum|at\ most|up\ to
        |no\ more\ than)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_LINK = re.compile(r"\]\(parameter:")


def is_limited(graph: Graph, loop: frozenset[str]) -> bool:
    """Whether the steps of a loop are not run through over and over without anybody noticing.

    A loop is limited when a condition in it names a number of turns (“after the third draft”,
    “up to two times”, or a parameter), when a step in it escalates, and when the whole procedure
    has a time limit. The time limit of a single step limits one turn and not their number.
    """
    if graph.procedure.within is not None:
        return True
    steps = [graph.nodes[node].step for node in loop]
    if any(step is not None and step.escalate for step in steps):
        return True
    inside = {id(step) for step in steps}
    return any(
        _NUMBER.search(edge.label) or _LINK.search(edge.label)
        for edge in graph.edges
        if graph.nodes[edge.source].kind is NodeKind.CHOICE
        and id(graph.nodes[edge.source].step) in inside
    )
