"""What a procedure becomes in BPMN: kinds, labels, ids, timers, and what is refused."""

import pytest
from lxml import etree

from salesops_sop.export.bpmn.writing import write
from salesops_sop.export.format import ExportError
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.process import Procedure
from tests.export.bpmn.judging import complaints, invalid
from tests.export.bpmn.reading import BPMN, read

AROUND = """\
{kind: department, id: sales, title: Sales}
---
{kind: role, id: boss, title: The boss, department: sales}
---
{kind: role, id: clerk, title: Clerk, department: sales}
---
{kind: parameter, id: patience, title: Patience, value: 2 weeks}
---
{kind: parameter, id: words, title: Words, value: soon}
---
kind: decision
id: grading
title: Grading
control: {owner: boss}
question: How good is it?
inputs: [{id: size, type: integer}]
outputs: [{id: grade, type: string, title: Grade of the lead}]
rules: []
"""


def file(steps: str, more: str = "", around: str = AROUND) -> str:
    """The file of a procedure whose steps are lines like `a: {next: b}`."""
    handbook = load({"sops/o.yaml": around, "sops/p.yaml": text_of(steps, more)})
    assert [f.message for f in handbook.flaws if f.rule != "document/file-name"] == []
    procedure = handbook.get(Procedure, "p")
    assert procedure
    return write(handbook, procedure)


def text_of(steps: str, more: str = "") -> str:
    """The document of such a procedure."""
    lines = [line.strip().partition(":") for line in steps.strip().splitlines()]
    written = "\n".join(
        f"  - {{id: {ident}, action: Do {ident}{f', {rest.strip()[1:-1]}' if rest.strip() else ''}}}"
        for ident, _, rest in lines
    )
    head = "kind: procedure\nid: p\ntitle: P\ncontrol: {owner: boss}\n"
    return f"{head}{more}\nsteps:\n{written}\n"


def tags(text: str) -> dict[str, str]:
    process = etree.fromstring(text.encode()).find(f"{BPMN}process")
    return {node.get("id"): etree.QName(node).localname for node in process if node.get("id")}


def flow_names(text: str) -> list[str]:
    flows = etree.fromstring(text.encode()).iter(f"{BPMN}sequenceFlow")
    return [flow.get("name") for flow in flows if flow.get("name")]


def test_the_kind_of_a_task() -> None:
    found = tags(
        file(
            """
            a:
            b: {apply: grading}
            c: {automation: {system: crm, trigger: it comes}}
            d: {automation: {system: crm, trigger: it comes}, raci: {responsible: clerk}}
            """
        )
    )
    assert [found[f"step_{name}"] for name in "abcd"] == [
        "userTask",
        "businessRuleTask",
        "serviceTask",
        "userTask",
    ]


def test_one_condition_is_a_question() -> None:
    text = file("a: {next: [{when: if it is good., to: b}, {otherwise: c}]}\nb:\nc:")
    assert read(text).names["choice_a"] == "It is good?"
    assert flow_names(text) == ["yes", "no"]


def test_several_conditions_stand_at_their_ways() -> None:
    text = file("a: {next: [{when: it is good, to: b}, {when: it is bad, to: c}]}\nb:\nc:")
    assert read(text).names["choice_a"] == "Which case?"
    assert flow_names(text) == ["it is good", "it is bad"]
    assert "default=" not in text


def test_comparisons_ask_for_what_they_compare() -> None:
    ways = """[{when: 'grade = "A"', to: b}, {when: 'grade = "B"', to: c}, {otherwise: d}]"""
    text = file(f"a: {{apply: grading, next: {ways}}}\nb:\nc:\nd:")
    found = read(text)
    assert found.names["choice_a"] == "Grade of the lead?"
    assert flow_names(text) == ["grade of the lead is A", "grade of the lead is B", "otherwise"]
    assert {way[2] for way in found.ways if way[0] == "choice_a"} == {
        'grade = "A"',
        'grade = "B"',
        None,
    }


def test_prose_after_a_table_asks_its_question() -> None:
    ways = "[{when: it is good, to: b}, {when: it is bad, to: c}, {otherwise: d}]"
    text = file(f"a: {{apply: grading, next: {ways}}}\nb:\nc:\nd:")
    assert read(text).names["choice_a"] == "How good is it?"


def test_a_second_otherwise_is_a_condition() -> None:
    text = file("a: {next: [{when: x, to: d}, {otherwise: b}, {otherwise: c}]}\nb:\nc:\nd:")
    ways = [way[1:] for way in read(text).ways if way[0] == "choice_a"]
    assert sorted(ways) == [
        ("merge_c", "otherwise"),
        ("merge_d", "x"),
        ("step_b", None),
    ]
    assert complaints({"p": text}) == []


def test_ways_written_twice_are_one() -> None:
    text = file("a: {next: [{when: x, to: b}, {when: x, to: b}, {otherwise: b}]}\nb:")
    assert complaints({"p": text}) == []
    twice = file("a: {next: [{otherwise: b}, {otherwise: b}]}\nb:")
    assert "exclusiveGateway" not in twice


def test_a_split_into_one_is_none() -> None:
    assert "Gateway" not in file("a: {next: {all: [b]}}\nb:")


def test_triggers_name_the_start() -> None:
    assert read(file("a:")).names["start"] == "Start"
    found = read(file("a:", "trigger: [A form comes, Somebody calls]"))
    assert found.names["start"] == "A form comes, or: Somebody calls"


def test_an_outcome_that_starts_a_procedure_sends_it_a_message() -> None:
    outcomes = "outcomes: [{id: won, title: Won, start: other}, {id: lost, title: Lost}]"
    text = file("a: {next: [{when: x, to: {end: won}}, {otherwise: {end: lost}}]}", outcomes)
    assert read(text).starts == {"end_won_choice_a": "start other"}
    assert "Starts the procedure “other” (other)." in text


@pytest.mark.parametrize(
    ("after", "written"),
    [
        ("30 minutes", "PT30M"),
        ("1 hour", "PT1H"),
        ("4 business hours", "PT4H"),
        ("2 days", "P2D"),
        ("3 business days", "P3D"),
        ("patience", "P2W"),
        ("6 months", "P6M"),
        ("1 year", "P1Y"),
        ("words", ""),
        ("nowhere", ""),
    ],
)
def test_escalations_are_timers_in_iso_8601(after: str, written: str) -> None:
    text = file(f"a: {{escalate: [{{after: {after}, to: clerk}}]}}")
    assert read(text).late == [("step_a", "call in clerk", written)]
    assert ("The timer must count in working time" in text) == ("business" in after)
    assert ("states no duration" in text) == (not written)
    assert invalid({"p": text}) == []
    assert complaints({"p": text}) == []


def test_two_timers_find_room_and_the_text_tells_of_more() -> None:
    late = ", ".join(f"{{after: {n} hours, to: clerk}}" for n in (1, 2, 3))
    text = file(f"a: {{escalate: [{late}]}}")
    assert [waits for _, _, waits in read(text).late] == ["PT1H", "PT2H"]
    assert "If it is late: after 3 hours call in Clerk" in text
    assert complaints({"p": text}) == []


def test_working_time_is_told() -> None:
    hours = "working_hours: {days: [monday, friday], from: '09:00', to: '17:00'}"
    settings = f"---\nkind: handbook\ntitle: H\ntimezone: Europe/Berlin\n{hours}\n"
    text = file("a: {escalate: [{after: 1 business day, to: clerk}]}", "", AROUND + settings)
    assert "cannot say: monday, friday, 09:00–17:00, Europe/Berlin." in text


def test_lanes_are_roles_in_departments_and_unknown_ones_beside_them() -> None:
    text = file("a: {raci: {responsible: clerk}}\nb: {raci: {accountable: Somebody <x>}}\nc:")
    found = read(text)
    assert [found.lanes[f"step_{name}"] for name in "abc"] == ["Clerk", "Somebody <x>", "The boss"]
    assert found.departments == {"Clerk": "Sales", "The boss": "Sales"}
    assert invalid({"p": text}) == []


def test_ids_do_not_hang_on_what_stands_elsewhere() -> None:
    steps = "a: {next: [{when: x, to: c}, {otherwise: d}]}\nc: {next: d}\nd:"
    short, long = file(steps), file("first: {escalate: [{after: 1 hour, to: boss}]}\n" + steps)
    assert set(tags(short)) - {"flow_start_to_step_a"} <= set(tags(long))


def test_texts_are_told_without_marks() -> None:
    text = file('a: {details: "[](role:boss), [them](role:nobody) & **all** < 3"}')
    assert "<documentation>The boss, them &amp; all &lt; 3\n" in text


def test_what_nobody_can_see_is_named_by_its_id() -> None:
    hidden = AROUND.replace("title: The boss", 'title: "!"')
    assert read(file("a:", "", hidden)).lanes["step_a"] == "boss"


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        (
            "a: {next: b}",
            "step ‘a’ leads to a step ‘b’ that is not there: correct the name, or add it",
        ),
        (
            "a: {next: {end: b}}",
            "step ‘a’ leads to an outcome ‘b’ that is not there: correct the name, or add it",
        ),
        ("a: {next: []}", "step ‘a’ leads nowhere: say in ‘next’ what follows"),
        (
            "a: {next: c}\nb:\nc:",
            "nothing leads to step ‘b’: let a step lead there, or remove it",
        ),
        (
            "a: {next: [{when: x, to: b}]}\nb:",
            "step ‘a’ says what follows in one case only: add an ‘otherwise’ for all others",
        ),
    ],
)
def test_what_does_not_hold_together_is_refused(steps: str, sentence: str) -> None:
    with pytest.raises(ExportError) as error:
        file(steps)
    assert str(error.value) == sentence


def test_a_procedure_without_steps_is_refused() -> None:
    handbook = load(
        {"p.yaml": "kind: procedure\nid: p\ntitle: P\ncontrol: {owner: a}\nsteps: []\n"}
    )
    procedure = handbook.get(Procedure, "p")
    assert procedure
    with pytest.raises(ExportError, match="there are no steps: write at least one"):
        write(handbook, procedure)


def test_names_that_look_like_derived_ones_stay_different() -> None:
    late = "escalate: [{after: 1 hour, to: '2'}, {after: 2 hours, to: '2'}]"
    steps = f"""
        di: {{next: [{{when: a, to: {{end: x}}}}, {{when: b, to: x}}, {{otherwise: {{end: di}}}}]}}
        x: {{{late}}}
        x: {{{late}, next: [{{when: a, to: {{end: x}}}}, {{otherwise: timer}}]}}
        timer: {{next: message}}
        message: {{next: [{{when: c, to: x}}, {{otherwise: end}}]}}
        end:
        """
    outcomes = "outcomes: [{id: x, title: X, start: p}, {id: di, title: Di}]"
    text = flawed(steps, outcomes)
    assert {"step_x", "step_x_2", "late_x_2", "late_x_2.2", "late_x_2_2"} <= tags(text).keys()
    assert invalid({"p": text}) == []


def test_no_character_that_xml_forbids_gets_through() -> None:
    ways = """[{when: 'grade = "\ufffeA\x7f"', to: b}, {when: "x \ufffe \uffff", to: c}]"""
    around = AROUND.replace("title: Clerk", "title: Cl\ufffeerk")
    steps = f"a: {{raci: {{responsible: clerk}}, next: {ways}}}\nb:\nc:"
    assert invalid({"p": flawed(steps, "trigger: x\uffff", around)}) == []


def flawed(steps: str, more: str, around: str = AROUND) -> str:
    """The file of a procedure with flaws that do not keep it from being loaded."""
    handbook = load({"sops/o.yaml": around, "sops/p.yaml": text_of(steps, more)})
    procedure = handbook.get(Procedure, "p")
    assert procedure
    return write(handbook, procedure)
