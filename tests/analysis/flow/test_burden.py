"""Changes of hands, longest ways and the process map as data."""

from salesops_sop.analysis.flow.duration import Durations
from salesops_sop.analysis.flow.flows import Flows
from salesops_sop.analysis.flow.procmap import ProcessMap
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load

ROLES = "\n---\n".join(
    f"kind: department\nid: d{d}\ntitle: D{d}\n---\nkind: role\nid: r{d}\ntitle: R{d}\ndepartment: d{d}"
    for d in range(3)
)


def handbook(*steps: str, head: str = "", **more: str) -> Handbook:
    start = "kind: procedure\nid: {0}\ntitle: {0}\ncontrol: {{owner: r0}}\n"
    body = "steps:\n" + "".join(f"  - {{action: Do it, {step}}}\n" for step in steps)
    files = {f"{name}.yaml": start.format(name) + text for name, text in more.items()}
    found = load({"roles.yaml": ROLES, "p.yaml": start.format("p") + head + body, **files})
    assert [f.message for f in found.flaws if f.rule != "document/file-name"] == []
    return found


def does(ident: str, role: int, more: str = "") -> str:
    return f"id: {ident}, raci: {{responsible: r{role}}}{more}"


def test_numbers_of_a_procedure() -> None:
    given = handbook(
        does("a", 0, ", next: [{when: x, to: b}, {otherwise: c}]"),
        does("b", 1, ", next: d"),
        does("c", 2, ", next: d"),
        does("d", 0),
        does("e", 0),
    )
    burden = given.derived(Flows).burdens["p"]
    assert (burden.handoffs, burden.department_changes) == (3, 3)
    assert burden.lightest == (2, 4)
    assert burden.back_and_forth == ()


def test_the_longest_line_between_two_parties_is_given_once() -> None:
    given = handbook(*(does(f"s{n}", n % 2) for n in range(6)))
    (line,) = given.derived(Flows).burdens["p"].back_and_forth
    assert line.changes == 5
    assert [step.id for step in line.steps] == [f"s{n}" for n in range(6)]


def test_longest_way_over_choices_parallel_work_calls_and_loops() -> None:
    given = handbook(
        "id: a, within: 1 hour, next: {all: [b, c]}",
        "id: b, within: 2 hours, next: d",
        "id: c, within: 1 hour, next: {call: q, then: d}",
        "id: d, within: 1 hour, wait_for: all, next: [{when: x, to: a}, {otherwise: e}]",
        "id: e, within: 3 business hours",
        q="steps:\n  - {id: s, action: Do it, within: 5 hours}\n",
    )
    durations = given.derived(Durations)
    procedure = given.derived(Flows).graphs["p"].procedure
    calendar = durations.longest(procedure, "calendar")
    assert calendar.minutes == (1 + 1 + 5 + 1) * 60
    assert [step.id for step in calendar.steps] == ["a", "c", "c", "d"]
    assert durations.longest(procedure, "business").minutes == 180


def test_the_process_map_joins_procedures_by_starts_and_calls() -> None:
    given = handbook(
        "id: a, next: {call: q}",
        "id: b, next: {end: done}",
        head="trigger: It rains\noutcomes: [{id: done, title: Done, start: r}]\n",
        q="steps: [{id: s, action: Do it}]\n",
        r="steps: [{id: s, action: Do it, next: {call: gone}}]\n",
    )
    joins = given.derived(ProcessMap).joins
    assert [(join.source, join.target, join.is_call) for join in joins] == [
        ("p", "q", True),
        ("p", "r", False),
    ]
    assert given.derived(ProcessMap).orphans == ()
