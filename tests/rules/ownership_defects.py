"""The kinds of defects in who does, owns and starts what."""

from salesops_sop.handbook.model.process import Pipeline
from tests.rules.planting import Copy, Defect, Kind, edit, remove

_ROW = r"^  - id: "
_PROCEDURE = (
    "kind: procedure\nid: planted-{0}\ntitle: Planted {0}\ncontrol: {{owner: chief-executive}}\n"
)


def second_owner(copy: Copy) -> Defect:
    _, match = copy.find("responsibilities/", r"^    activity: ([^:\n]*)$")
    text = (
        "kind: responsibilities\nid: planted-charter\ntitle: Planted charter\nactivities:\n"
        f"  - id: planted\n    activity: {match[1]}\n"
        "    raci: {responsible: chief-executive, accountable: chief-executive}\n"
    )
    return Defect(copy.add("planted-charter.yaml", text), 5, "ownership/overlap")


def second_start(copy: Copy) -> Defect:
    _, match = copy.find("procedures/", r"^trigger: ([^:\[>\n]*)$")
    text = _PROCEDURE.format("start") + f"trigger: {match[1]}\nsteps: []\n"
    return Defect(copy.add("planted-start.yaml", text), 5, "ownership/same-trigger")


def second_move(copy: Copy) -> Defect:
    stages = copy.handbook.all(Pipeline)[0].stages
    step = (
        "  - id: {0}\n    action: Polish the {0}\n    raci: {{responsible: chief-executive}}\n"
        "    moves: {{pipeline: {1}, from: {2}, to: {3}}}\n"
    )
    move = (copy.handbook.all(Pipeline)[0].id, stages[-1].id, stages[0].id)
    text = (
        _PROCEDURE.format("move")
        + "trigger: The bell of the tower rings\nsteps:\n"
        + step.format("bell", *move)
    )
    text += step.format("window", *move)
    return Defect(copy.add("planted-move.yaml", text), 14, "flow/double-transition")


KINDS: tuple[tuple[int, Kind], ...] = (
    (1, remove("ownership/nobody-does-it", "responsibilities/", r"^      responsible: .*\n", _ROW)),
    (
        1,
        edit(
            "ownership/several-accountable",
            "responsibilities/",
            r"(?<=^      accountable: )[a-z-]+$",
            r"[\g<0>, chief-executive]",
        ),
    ),
    (1, second_owner),
    (1, second_start),
    (1, second_move),
)
