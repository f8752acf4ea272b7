"""Whatever sound procedure comes: its file is valid, without complaints, and says the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from salesops_sop.analysis.flow.flows import Flows
from salesops_sop.export.bpmn.writing import write
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.process import Procedure
from tests.export.bpmn.drawn import misplaced
from tests.export.bpmn.judging import complaints, invalid
from tests.export.bpmn.procedures import handbooks
from tests.export.bpmn.reading import read


def written(handbook: Handbook) -> str:
    procedure = handbook.get(Procedure, "p")
    assert procedure
    return write(handbook, procedure)


@settings(max_examples=60, deadline=None)
@given(handbooks())
def test_random_procedures_are_valid_and_come_back(handbook: Handbook) -> None:
    text = written(handbook)
    assert invalid({"p": text}) == []
    assert misplaced(text) == []
    graph = handbook.derived(Flows).graphs["p"]
    found = read(text)
    assert sorted(found.kinds.values()) == sorted(n.kind.value for n in graph.nodes.values())
    assert len(found.ways) == len(graph.edges)


# a run of node costs half a second, so many procedures share one
@settings(max_examples=5, deadline=None)
@given(st.lists(handbooks(), min_size=15, max_size=15))
def test_bpmnlint_has_nothing_to_say_of_random_procedures(found: list[Handbook]) -> None:
    files = {str(number): written(handbook) for number, handbook in enumerate(found)}
    assert complaints(files) == []
