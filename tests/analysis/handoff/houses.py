"""A house of five departments, and procedures in it from the shortest text that says what they do."""

from salesops_sop.analysis.handoff.handoffs import Handoffs
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.loader import load

HOUSE = "\n---\n".join(
    (
        "{kind: department, id: sales, title: Sales}",
        "{kind: department, id: field, title: Field sales, parent: sales}",
        "{kind: department, id: marketing, title: Marketing}",
        "{kind: department, id: finance, title: Finance}",
        "{kind: department, id: legal, title: Legal}",
        "{kind: role, id: vp, title: VP of Sales, department: sales}",
        "{kind: role, id: rep, title: Representative, department: field}",
        "{kind: role, id: lead, title: Field sales lead, department: field}",
        "{kind: role, id: campaigner, title: Campaigner, department: marketing}",
        "{kind: role, id: controller, title: Controller, department: finance}",
        "{kind: role, id: counsel, title: Counsel, department: legal}",
    )
)


def step(line: str) -> str:
    """A step from `a, rep > finance: [{when: good, to: b}]`: id, doers, receivers, and `next`."""
    head, _, following = line.partition(":")
    name, _, to = head.partition(">")
    ident, *who = name.split(",")
    raci = f", raci: {{responsible: [{','.join(who)}]}}" if who else ""
    handoff = f", handoff: {{to: [{to.strip()}]}}" if to.strip() else ""
    onward = following.strip()
    onward = f", {onward[1:-1]}" if onward.startswith("{") else ""
    return f"  - {{id: {ident.strip()}, action: Do {ident.strip()}{raci}{handoff}{onward}}}\n"


def house(steps: str, outcomes: str = "[]", **more: str) -> Handbook:
    """The house with the procedure `p` of these steps, and with more files by name."""
    lines = (line.strip() for line in steps.strip().splitlines())
    text = "kind: procedure\nid: p\ntitle: P\ncontrol: {owner: vp}\n"
    text += f"outcomes: {outcomes}\nsteps:\n" + "".join(map(step, lines))
    files = {"house.yaml": HOUSE, "p.yaml": text}
    handbook = load(files | {f"{name}.yaml": text for name, text in more.items()})
    flaws = [flaw for flaw in handbook.flaws if flaw.rule != "document/file-name"]
    assert [flaw.message for flaw in flaws] == []
    return handbook


def handoffs(steps: str, outcomes: str = "[]", **more: str) -> Handoffs:
    """What the departments of such a house hand over."""
    return house(steps, outcomes, **more).derived(Handoffs)
