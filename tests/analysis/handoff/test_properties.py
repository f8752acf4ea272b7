"""Names and order do not matter: other ids and other files give the same hand-offs."""

import re
from random import Random

import pytest

from salesops_sop.analysis.handoff.handoffs import Handoffs
from salesops_sop.base.resources import reference_handbook
from salesops_sop.handbook import folder
from salesops_sop.handbook.loader import load
from tests.analysis.handoff.houses import HOUSE, step

WHO = ("rep", "lead", "vp", "campaigner", "controller", "counsel")
TO = (*WHO, "field", "sales", "marketing", "finance", "legal")


def random_steps(random: Random) -> list[str]:
    """Steps of a procedure with choices, parallel work and loops, some of them handed over."""
    idents = [f"s{number}" for number in range(random.randint(2, 9))]
    lines = []
    for ident in idents:
        doers = random.sample(WHO, random.choice((0, 1, 1, 1, 2)))
        to = random.sample(TO, random.choice((0, 0, 1, 1, 2)))
        a, b = random.choice(idents), random.choice(idents)
        onward = random.choice(
            (
                "",
                "",
                f"{{next: {a}}}",
                f"{{next: [{{when: x, to: {a}}}, {{otherwise: {b}}}]}}",
                f"{{next: {{all: [{a}, {b}]}}}}",
            )
        )
        handed = f" > {', '.join(to)}" if to else ""
        lines.append(f"{', '.join((ident, *doers))}{handed}: {onward}")
    return lines


def told(found: Handoffs) -> list[object]:
    return [
        (
            giving.procedure.title,
            giving.step.action,
            sorted(giving.departments),
            sorted((t.step.action, sorted(t.departments), t.declared) for t in giving.takers),
            sorted(giving.aside),
            giving.unsure,
        )
        for giving in found.givings
    ]


def pairs(found: Handoffs) -> dict[tuple[str, str], tuple[int, int, int]]:
    return {
        pair: (len(i.passages), i.undeclared, len(i.services))
        for pair, i in found.interfaces.items()
    }


def procedure(lines: list[str]) -> str:
    return "kind: procedure\nid: p\ntitle: P\ncontrol: {owner: vp}\nsteps:\n" + "".join(
        map(step, lines)
    )


@pytest.mark.parametrize("seed", range(60))
def test_other_ids_of_steps_change_nothing(seed: int) -> None:
    lines = random_steps(Random(seed))
    text = procedure(lines)
    renamed = re.sub(r"(?<!Do )\bs(\d)\b", lambda found: f"zz{9 - int(found[1])}", text)
    assert renamed != text
    one, other = (load({"house.yaml": HOUSE, "p.yaml": t}) for t in (text, renamed))
    assert told(one.derived(Handoffs)) == told(other.derived(Handoffs))


@pytest.mark.parametrize("seed", range(60))
def test_a_department_stays_where_it_is_or_the_work_changes_hands(seed: int) -> None:
    """What is found agrees with the definition, read from the text alone."""
    text = procedure(random_steps(Random(seed)))
    found = load({"house.yaml": HOUSE, "p.yaml": text}).derived(Handoffs)
    home = dict(re.findall(r"kind: role, id: (\w+).*department: (\w+)", HOUSE))
    for giving in found.givings:
        gave = {home[role] for role in giving.givers}
        for taker in giving.takers:
            raci = taker.step.raci
            took = {home[role] for role in raci.responsible} if raci else set()
            assert taker.departments == took - gave
            assert taker.changes == (not took & gave)
            assert taker.changes or taker.declared


def changes(lines: list[str]) -> set[tuple[str, str]]:
    """Pairs of steps without a department in common, by a walk over the lines themselves."""
    home = dict(re.findall(r"kind: role, id: (\w+).*department: (\w+)", HOUSE))
    heads = [line.partition(":")[0].partition(">")[0].replace(",", " ").split() for line in lines]
    doing = {ident: {home[role] for role in roles} for ident, *roles in heads}
    order = list(doing)
    after: dict[str, set[str]] = {}
    for line, ident, below in zip(lines, order, [*order[1:], ""], strict=True):
        named = set(re.findall(r"\bs\d\b", line.partition(": ")[2]))
        after[ident] = named or {below} - {""}
    reached, waiting = {order[0]}, [order[0]]
    while waiting:
        new = after[waiting.pop()] - reached
        reached |= new
        waiting += new
    return {
        (one, other)
        for one in reached
        for other in after[one]
        if doing[one] and doing[other] and not doing[one] & doing[other]
    }


@pytest.mark.parametrize("seed", range(100))
def test_every_change_is_found_and_nothing_else(seed: int) -> None:
    lines = random_steps(Random(seed))
    found = load({"house.yaml": HOUSE, "p.yaml": procedure(lines)}).derived(Handoffs)
    told_changes = {
        (giving.step.id, taker.step.id)
        for giving in found.givings
        for taker in giving.takers
        if taker.changes and giving.step.raci and giving.step.raci.responsible
    }
    assert told_changes == changes(lines)


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_files_and_the_names_of_departments_change_nothing(seed: int) -> None:
    files, _ = folder.read(reference_handbook(), "sops")
    before = load(files).derived(Handoffs)
    names = sorted({ident for pair in before.interfaces for ident in pair})
    new = dict(zip(names, Random(seed).sample(range(100, 999), len(names)), strict=True))
    shuffled = list(files.items())
    Random(seed).shuffle(shuffled)
    pattern = re.compile(
        rf"(?<![\w-])(?<!block: )(?:{'|'.join(sorted(names, key=len, reverse=True))})(?![\w-])"
    )
    renamed = {
        path: pattern.sub(lambda found: f"house-{new[found[0]]}", text) for path, text in shuffled
    }
    assert before.givings
    assert told(load(dict(shuffled)).derived(Handoffs)) == told(before)
    after = pairs(load(renamed).derived(Handoffs))
    expected = {
        (f"house-{new[giver]}", f"house-{new[receiver]}"): counts
        for (giver, receiver), counts in pairs(before).items()
    }
    assert after == expected
