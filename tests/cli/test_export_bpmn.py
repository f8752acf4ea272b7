"""`sop export bpmn`: procedures as files for process tools."""

from pathlib import Path

import pytest

PROCEDURE = """\
kind: procedure
id: greeting
title: Greeting & more
control: {owner: vp-sales, number: SOP-1, version: 1.0.0}
trigger: Somebody comes
steps:
  - id: greet
    action: Greet the [guest](term:guest)
    raci: {responsible: manager}
    within: 1 hour
    escalate: [{after: 2 hours, to: vp-sales}]
    next:
      - {when: the guest stays, to: {end: stays}}
      - {otherwise: {end: goes}}
outcomes:
  - {id: stays, title: The guest stays, start: greeting}
  - {id: goes, title: The guest goes}
"""
PROCESS = """\
<?xml version="1.0" encoding="UTF-8"?>
<definitions id="definitions" targetNamespace="urn:sop:procedures" xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" exporter="salesops-sop">
  <collaboration id="collaboration">
    <participant id="participant" name="Greeting &amp; more" processRef="procedure_greeting" />
  </collaboration>
  <escalation id="escalation_vp-sales" name="call in vp-sales" />
  <message id="message_greeting" name="start greeting" />
  <process id="procedure_greeting" name="Greeting &amp; more" isExecutable="false">
    <documentation>Number: SOP-1
Version: 1.0.0
Status: draft
Owner: VP of Sales
Starts when: Somebody comes</documentation>
    <laneSet id="lanes">
      <lane id="lane_department_sales" name="Sales">
        <childLaneSet id="lane_department_sales.lanes">
          <lane id="lane_role_manager" name="Sales manager">
            <flowNodeRef>start</flowNodeRef>
            <flowNodeRef>step_greet</flowNodeRef>
            <flowNodeRef>late_greet_vp-sales</flowNodeRef>
            <flowNodeRef>called_greet_vp-sales</flowNodeRef>
            <flowNodeRef>choice_greet</flowNodeRef>
            <flowNodeRef>end_stays_choice_greet</flowNodeRef>
            <flowNodeRef>end_goes_choice_greet</flowNodeRef>
          </lane>
        </childLaneSet>
      </lane>
    </laneSet>
    <startEvent id="start" name="Somebody comes">
      <outgoing>flow_start_to_step_greet</outgoing>
    </startEvent>
    <userTask id="step_greet" name="Greet the guest">
      <documentation>Responsible: Sales manager
Accountable: VP of Sales
Time limit: 1 hour
If it is late: after 2 hours call in VP of Sales</documentation>
      <incoming>flow_start_to_step_greet</incoming>
      <outgoing>flow_step_greet_to_choice_greet</outgoing>
    </userTask>
    <boundaryEvent id="late_greet_vp-sales" name="2 hours" attachedToRef="step_greet" cancelActivity="false">
      <documentation>After 2 hours call in VP of Sales.</documentation>
      <outgoing>flow_late_greet_vp-sales</outgoing>
      <timerEventDefinition id="late_greet_vp-sales.timer">
        <timeDuration xsi:type="tFormalExpression">PT2H</timeDuration>
      </timerEventDefinition>
    </boundaryEvent>
    <endEvent id="called_greet_vp-sales" name="Call in VP of Sales">
      <incoming>flow_late_greet_vp-sales</incoming>
      <escalationEventDefinition id="called_greet_vp-sales.escalation" escalationRef="escalation_vp-sales" />
    </endEvent>
    <exclusiveGateway id="choice_greet" name="The guest stays?" gatewayDirection="Diverging" default="flow_choice_greet_to_end_goes_choice_greet">
      <incoming>flow_step_greet_to_choice_greet</incoming>
      <outgoing>flow_choice_greet_to_end_stays_choice_greet</outgoing>
      <outgoing>flow_choice_greet_to_end_goes_choice_greet</outgoing>
    </exclusiveGateway>
    <endEvent id="end_stays_choice_greet" name="The guest stays">
      <documentation>Starts the procedure “Greeting &amp; more” (greeting).</documentation>
      <incoming>flow_choice_greet_to_end_stays_choice_greet</incoming>
      <messageEventDefinition id="end_stays_choice_greet.message" messageRef="message_greeting" />
    </endEvent>
    <endEvent id="end_goes_choice_greet" name="The guest goes">
      <incoming>flow_choice_greet_to_end_goes_choice_greet</incoming>
    </endEvent>
    <sequenceFlow id="flow_start_to_step_greet" sourceRef="start" targetRef="step_greet" />
    <sequenceFlow id="flow_step_greet_to_choice_greet" sourceRef="step_greet" targetRef="choice_greet" />
    <sequenceFlow id="flow_choice_greet_to_end_stays_choice_greet" sourceRef="choice_greet" targetRef="end_stays_choice_greet" name="yes">
      <conditionExpression>the guest stays</conditionExpression>
    </sequenceFlow>
    <sequenceFlow id="flow_choice_greet_to_end_goes_choice_greet" sourceRef="choice_greet" targetRef="end_goes_choice_greet" name="no" />
    <sequenceFlow id="flow_late_greet_vp-sales" sourceRef="late_greet_vp-sales" targetRef="called_greet_vp-sales" />
  </process>
"""


@pytest.fixture
def procedures(handbook):
    (handbook / "greeting.yaml").write_text(PROCEDURE)
    (handbook / "second.yaml").write_text(PROCEDURE.replace("id: greeting", "id: second"))
    return handbook


def test_one_procedure_is_printed(sop, procedures):
    code, out, err = sop("export", "bpmn", "greeting")
    assert (code, err) == (0, "")
    process, diagram, drawn = out.partition("  <bpmndi:BPMNDiagram")
    assert process == PROCESS  # where things are drawn is for tests of the diagram
    assert diagram
    assert drawn.endswith("  </bpmndi:BPMNDiagram>\n</definitions>\n")


def test_a_file(sop, procedures):
    written = (0, "", "1 document · written to greeting.bpmn\n")
    assert sop("export", "bpmn", "procedure:greeting", "--output", "greeting.bpmn") == written
    printed = sop("export", "bpmn", "greeting").out
    assert Path("greeting.bpmn").read_text(encoding="utf-8") == printed


def test_all_procedures_into_a_folder(sop, procedures):
    written = (0, "", "2 documents · written to out\n")
    assert sop("export", "bpmn", "--output", "out") == written
    assert sorted(path.name for path in Path("out").iterdir()) == ["greeting.bpmn", "second.bpmn"]


def test_a_procedure_that_leads_nowhere_leaves_nothing(sop, procedures):
    file = procedures / "second.yaml"
    file.write_text(file.read_text().replace("{end: goes}", "wave"))
    assert sop("export", "bpmn", "--output", "out") == (
        2,
        "",
        "sop: cannot export ‘procedure:second’: step ‘greet’ leads to a step ‘wave’ that is not "
        "there: correct the name, or add it: `sop lint` says more\n",
    )
    assert not Path("out").exists()


def test_only_procedures(sop, procedures):
    sentence = "sop: ‘role:manager’ cannot be exported: bpmn takes a procedure\n"
    assert sop("export", "bpmn", "role:manager") == (2, "", sentence)
