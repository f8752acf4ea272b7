"""Flows: a thousand procedures, a big nested one, and one with more states than are looked at."""

import random
import time
from collections.abc import Callable, Iterator

from salesops_sop.analysis.flow.duration import FAMILIES, Durations
from salesops_sop.analysis.flow.flows import Flows
from salesops_sop.analysis.flow.procmap import ProcessMap
from salesops_sop.analysis.flow.region import endless_loops, unreached
from salesops_sop.analysis.flow.soundness import Soundness
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.process import Procedure
from salesops_sop.rules.flow import RULES

PROCEDURES, STEPS = 1_000, 12
ROLES = 20
_ORGANIZATION = "\n---\n".join(
    [f"kind: department\nid: d{n}\ntitle: Department {n}" for n in range(4)]
    + [f"kind: role\nid: r{n}\ntitle: Role {n}\ndepartment: d{n % 4}" for n in range(ROLES)]
)


def corpus(procedures: int, seed: int = 1) -> dict[str, str]:
    """Procedures of twelve steps with a choice, a loop and parallel work, by file."""
    chance = random.Random(seed)
    files = {"organization.yaml": _ORGANIZATION}
    for number in range(procedures):
        files[f"p{number}.yaml"] = "\n".join(_procedure(number, procedures, chance))
    return files


def _procedure(number: int, procedures: int, chance: random.Random) -> Iterator[str]:
    yield f"kind: procedure\nid: p{number}\ntitle: Procedure {number}"
    yield f"control: {{owner: r{number % ROLES}}}\nwithin: 30 days\ntrigger: Case {number}"
    yield f"inputs: [case {number}]"
    yield f"outputs: [thing {number}-{STEPS - 1}]"
    yield f"outcomes: [{{id: done, title: Done, start: p{(number + 1) % procedures}}}]\nsteps:"
    ways = {
        1: "[{when: it is new, to: s2}, {when: it is known, to: s3}, {otherwise: {end: done}}]",
        4: "{all: [s5, s6, s7]}",
        5: "s8",
        6: "[{when: it is open, to: s6}, {otherwise: s8}]",
        7: "s8",
        9: "[{when: it is wrong a second time, to: s1}, {otherwise: s10}]",
        11: "{end: done}",
    }
    role = chance.randrange(ROLES)
    for step in range(STEPS):
        role = chance.randrange(ROLES) if chance.random() < 0.3 else role
        following = f", next: {ways[step]}" if step in ways else ""
        waits = ", wait_for: all" if step == 8 else ""
        needs = f"case {number}" if step == 0 else f"thing {number}-{step - 1}"
        yield (
            f"  - {{id: s{step}, action: Handle part {step}, within: {chance.randint(1, 9)} hours, "
            f"raci: {{responsible: r{role}}}, inputs: [{needs}], outputs: [thing {number}-{step}]"
            f"{following}{waits}}}"
        )


def nested(blocks: int) -> str:
    """So many blocks in a row, each fourth one parallel, of three branches with a choice each."""
    lines = ["kind: procedure\nid: nested\ntitle: Nested\ncontrol: {owner: r0}\nsteps:"]
    for block in range(blocks):
        ways = [f"b{block}w{way}" for way in range(3)]
        one = f"[{{when: a, to: {ways[0]}}}, {{when: b, to: {ways[1]}}}, {{otherwise: {ways[2]}}}]"
        onward = f"{{all: [{', '.join(ways)}]}}" if block % 4 == 0 else one
        lines.append(f"  - {{id: b{block}, action: Begin, next: {onward}}}")
        for way in ways:
            lines.append(f"  - {{id: {way}, action: Work, next: j{block}}}")
        waits = ", wait_for: all" if block % 4 == 0 else ""
        lines.append(f"  - {{id: j{block}, action: Meet{waits}}}")
    return "\n".join(lines)


def tangled(branches: int) -> str:
    """Parallel branches, each with two steps that lead to each other, which nothing simplifies."""
    names = [f"b{number}" for number in range(branches)]
    lines = ["kind: procedure\nid: tangled\ntitle: Tangled\ncontrol: {owner: r0}\nsteps:"]
    lines.append(f"  - {{id: s, action: Begin, next: {{all: [{', '.join(names)}]}}}}")
    for b in names:
        both = f"[{{when: x, to: {b}x}}, {{when: y, to: {b}y}}, {{otherwise: {b}z}}]"
        back = f"[{{when: it is right, to: {b}z}}, {{otherwise: {b}x}}]"
        lines.append(f"  - {{id: {b}, action: Work, next: {both}}}")
        lines.append(f"  - {{id: {b}x, action: Work, next: {b}y}}")
        lines.append(f"  - {{id: {b}y, action: Work, next: {back}}}")
        lines.append(f"  - {{id: {b}z, action: Work, next: j}}")
    lines.append("  - {id: j, action: Meet, wait_for: all}")
    return "\n".join(lines)


def analyze(handbook: Handbook) -> int:
    """Every analysis of flows on every procedure; how many answers there are."""
    flows, durations = handbook.derived(Flows), handbook.derived(Durations)
    count = 0
    for procedure in flows.live:
        graph, burden = flows.mended[procedure.id], flows.burdens[procedure.id]
        found = flows.soundness(procedure)
        count += len(found.deadlocks) + len(found.missing_joins)
        count += len(unreached(graph)) + len(endless_loops(graph))
        count += burden.lightest.steps + len(burden.back_and_forth) + len(burden.open_loops)
        count += sum(len(durations.longest(procedure, family).steps) for family in FAMILIES)
    process_map = handbook.derived(ProcessMap)
    return count + len(process_map.orphans) + len(process_map.unused) + len(process_map.unmade)


def check(handbook: Handbook) -> int:
    """All rules of the family but those whose answers belong to ownership."""
    rules = [rule for rule in RULES if rule.name != "flow/double-transition"]
    return sum(len(list(rule.check(handbook))) for rule in rules if rule.severity in Severity)


def _timed(work: Callable[[], object]) -> tuple[float, object]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def _searched(text: str) -> tuple[int, Soundness, float]:
    handbook = load({"p.yaml": text})
    (procedure,) = handbook.all(Procedure)
    flows = handbook.derived(Flows)
    graph = flows.mended[procedure.id]
    seconds, found = _timed(lambda: flows.soundness(procedure))
    assert isinstance(found, Soundness)
    return len(graph.nodes), found, seconds


def main() -> None:
    """Print what a thousand procedures cost in processor time, against loading them."""
    files = corpus(PROCEDURES)
    loading, handbook = _timed(lambda: load(files))
    assert isinstance(handbook, Handbook)
    analysis, _ = _timed(lambda: analyze(handbook))
    rules, problems = _timed(lambda: check(handbook))
    print(f"flow: {PROCEDURES:,} procedures of {STEPS} steps, one with a choice, a loop, a split")
    print(f"  load           {loading:7.2f} s")
    print(f"  all analyses   {analysis:7.2f} s   {analysis / loading:5.2f} of loading")
    print(f"  their rules    {rules:7.2f} s   {problems:,} problems")
    print("flow: searches for soundness")
    for name, text in (
        ("20 blocks", nested(20)),
        ("200 blocks", nested(200)),
        ("4 tangled branches", tangled(4)),
        ("20 tangled branches", tangled(20)),
    ):
        nodes, found, seconds = _searched(text)
        answer = "sound" if found.proved else "not proved"
        print(
            f"  {name:20} {nodes:5,} nodes {found.markings:8,} markings {seconds:6.3f} s  {answer}"
        )


if __name__ == "__main__":
    main()
