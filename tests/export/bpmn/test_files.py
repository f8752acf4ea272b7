"""The reference procedures as BPMN: valid, without complaints, and saying what the graph says."""

import re

import pytest

from salesops_sop.analysis.flow.flows import Flows
from salesops_sop.analysis.flow.graph import Graph, Node
from salesops_sop.export.bpmn.writing import write
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Department, Role
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.handbook.model.vocabulary import Parameter
from tests.export.bpmn.judging import complaints, invalid
from tests.export.bpmn.reading import read

ISO = {"hour": "PT{}H", "day": "P{}D"}


def test_the_schema_accepts_every_file(files: dict[str, str]) -> None:
    assert len(files) > 30
    assert invalid(files) == []


def test_bpmnlint_has_nothing_to_say(files: dict[str, str]) -> None:
    assert complaints(files) == []


def test_the_judges_find_what_is_wrong(files: dict[str, str]) -> None:
    text = files["lead-grading"]
    doubled = text.replace('id="start"', 'id="step_grade"', 1)
    assert "step_grade" in "".join(invalid({"doubled": doubled}))
    unnamed = text.replace('name="The lead is invalid?" ', "")
    label = "label-required: choice_check-validity: Element is missing label/name"
    assert complaints({"unnamed": unnamed}) == [f"unnamed: {label}"]


def test_a_file_says_what_the_graph_says(reference: Handbook, files: dict[str, str]) -> None:
    for ident, text in files.items():
        graph = reference.derived(Flows).graphs[ident]
        found = read(text)
        assert found.kinds == {_ident(n): n.kind.value for n in graph.nodes.values()}, ident
        assert found.ways == _ways(reference, graph), ident
        assert found.calls == {
            _ident(n): f"procedure_{n.calls}" for n in graph.nodes.values() if n.calls
        }
        assert found.starts == {
            _ident(n): f"start {n.outcome.start}"
            for n in graph.nodes.values()
            if n.outcome and n.outcome.start
        }


def test_steps_keep_their_names_and_stand_with_who_does_them(
    reference: Handbook, files: dict[str, str]
) -> None:
    for procedure in reference.all(Procedure):
        found = read(files[procedure.id])
        for step in procedure.steps:
            assert found.names[f"step_{step.id}"] == step.action
            assert step.raci
            role = reference.get(Role, (step.raci.responsible or step.raci.accountable)[0])
            assert role
            department = reference.get(Department, role.department)
            assert found.lanes[f"step_{step.id}"] == role.title
            assert department
            assert found.departments[role.title] == department.title
        assert found.kinds.keys() <= found.lanes.keys()


def test_escalations_are_timers(reference: Handbook, files: dict[str, str]) -> None:
    for procedure in reference.all(Procedure):
        expected = [
            (f"step_{step.id}", f"call in {late.to}", _iso(reference, late.after))
            for step in procedure.steps
            for late in step.escalate
        ]
        assert sorted(read(files[procedure.id]).late) == sorted(expected), procedure.id


def test_a_file_is_the_same_every_time(reference: Handbook, files: dict[str, str]) -> None:
    for procedure in reference.all(Procedure)[:5]:
        assert write(reference, procedure) == files[procedure.id]


@pytest.mark.parametrize(
    "text", ["SOP-LM-003", "Version: 1.0.0", "Owner: Sales operations manager"]
)
def test_document_control_stands_in_the_documentation(files: dict[str, str], text: str) -> None:
    assert text in files["lead-grading"].partition("<laneSet")[0]


def _ident(node: Node) -> str:
    """The id that a node has in a file, worked out from what ids of graphs look like."""
    kind, _, rest = node.id.partition(":")
    if node.kind == "step":
        return f"step_{node.id}"
    return f"{kind}_{rest.replace(':', '_')}" if rest else kind


def _ways(reference: Handbook, graph: Graph) -> set[tuple[str, str, str | None]]:
    ident = {name: _ident(node) for name, node in graph.nodes.items()}
    return {
        (ident[e.source], ident[e.target], None if e.otherwise else _valued(reference, e.label))
        for e in graph.edges
    }


def _valued(reference: Handbook, condition: str) -> str:
    """A condition with the values of the parameters that it names."""
    return re.sub(
        r"\[\]\(parameter:([a-z-]+)\)", lambda link: _stated(reference, link[1]), condition
    )


def _stated(reference: Handbook, limit: str) -> str:
    parameter = reference.get(Parameter, limit)
    if parameter is None:
        return limit
    unit = f" {parameter.unit}" if parameter.unit else ""
    return f"{parameter.value}{unit}".replace(" percent", "%")


def _iso(reference: Handbook, limit: str) -> str:
    amount, *words = _stated(reference, limit).split()
    return ISO[words[-1].removesuffix("s")].format(amount)
