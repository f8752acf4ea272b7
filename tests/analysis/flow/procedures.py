"""Procedures for tests, from the shortest text that says what they are."""

from salesops_sop.handbook.loader import load
from salesops_sop.handbook.model.process import Procedure


def procedure(steps: str, outcomes: str = "[]") -> Procedure:
    """A procedure from lines like `a: {next: [{when: good, to: b}, {otherwise: {end: bad}}]}`."""
    lines = [line.strip() for line in steps.strip().splitlines()]
    parts = [line.partition(":") for line in lines]
    written = "\n".join(
        f"  - {{id: {ident}, action: Do {ident}{f', {rest.strip()[1:-1]}' if rest.strip() else ''}}}"
        for ident, _, rest in parts
    )
    text = (
        "kind: procedure\nid: p\ntitle: P\ncontrol: {owner: boss}\n"
        f"outcomes: {outcomes}\nsteps:\n{written}\n"
    )
    handbook = load({"procedures/p.yaml": text})
    assert [flaw.message for flaw in handbook.flaws] == []
    return handbook.all(Procedure)[0]
