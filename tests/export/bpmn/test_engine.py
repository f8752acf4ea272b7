"""A process engine, SpiffWorkflow, reads the steps, lanes and timers that we wrote."""

import io
from typing import Any

from SpiffWorkflow.bpmn.parser import BpmnParser

from salesops_sop.analysis.organization.doing import doers
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.organization import Role
from salesops_sop.handbook.model.process import Procedure


def test_an_engine_reads_the_procedures(reference: Handbook, files: dict[str, str]) -> None:
    read = 0
    for procedure in reference.all(Procedure):
        if any(step.apply for step in procedure.steps):
            continue  # without its add-on for DMN it knows no business rules
        specs = _specs(procedure.id, files[procedure.id])
        for step in procedure.steps:
            task = specs[f"step_{step.id}"]
            role = reference.get(Role, doers(procedure, step)[0])
            assert role
            assert (type(task).__name__, task.bpmn_name) == ("UserTask", step.action)
            assert task.lane == role.title
            for late in step.escalate:
                timer = specs[f"late_{step.id}_{late.to}"]
                assert type(timer.event_definition).__name__ == "DurationTimerEventDefinition"
                assert not timer.cancel_activity
        read += 1
    assert read > 20


def _specs(ident: str, text: str) -> dict[str, Any]:
    """The tasks of a process; the engine reads only what is said to be for engines."""
    parser = BpmnParser()
    runs = text.replace('isExecutable="false"', 'isExecutable="true"')
    parser.add_bpmn_io(io.BytesIO(runs.encode()))
    return dict(parser.get_spec(f"procedure_{ident}").task_specs)
