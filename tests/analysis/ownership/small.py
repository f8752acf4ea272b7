"""Small handbooks, written in a line or two each."""

from salesops_sop.analysis.ownership.ownership import Ownership
from salesops_sop.handbook.loader import load

DIMENSIONS = """\
kind: dimension
id: region
title: Region
values: [{emea: [dach, nordics]}, americas, apac]
---
kind: dimension
id: segment
title: Segment
values: [smb, enterprise]
"""


def own(**files: str) -> Ownership:
    """The ownership of a handbook of these files, with two dimensions."""
    named = {f"{name}.yaml": text for name, text in files.items()}
    handbook = load({**named, "dimensions.yaml": DIMENSIONS})
    assert {flaw.rule for flaw in handbook.flaws} <= {"document/file-name"}
    return handbook.derived(Ownership)


def charter(ident: str, *rows: str, more: str = "") -> str:
    """A charter of rows such as “Grade the lead | R analyst | A manager | region: emea”."""
    text = f"kind: responsibilities\nid: {ident}\ntitle: {ident.capitalize()}\n{more}activities:\n"
    return text + "".join(_row(number, row) for number, row in enumerate(rows))


def procedure(ident: str, *actions: str, more: str = "", control: str = "") -> str:
    """A procedure of steps, as flow mappings without their ids."""
    head = f"kind: procedure\nid: {ident}\ntitle: {ident.capitalize()}\n"
    head += f"control: {{owner: vp-sales{control}}}\n{more}steps:\n"
    return head + "".join(f"  - {{id: s{n}, {action}}}\n" for n, action in enumerate(actions))


def table(ident: str, question: str, *rules: str, more: str = "", control: str = "") -> str:
    """A decision table over a discount, with rules such as “">= 20" vp-sales”."""
    head = f"kind: decision\nid: {ident}\ntitle: {ident.capitalize()}\n"
    head += f"control: {{owner: vp-sales{control}}}\nquestion: {question}\n{more}"
    head += "inputs: [{id: discount, type: number}, {id: region, type: dimension}]\n"
    head += "outputs: [{id: approver, type: roles}]\nrules:\n"
    return head + "".join(f"  - {{id: r{n}, {rule}}}\n" for n, rule in enumerate(rules))


def service(ident: str, request: str, channel: str = "queue", more: str = "") -> str:
    """A service of legal."""
    head = f"kind: service\nid: {ident}\ntitle: {ident.capitalize()}\nprovider: legal\n"
    return f"{head}request: {request}\nchannel: {channel}\n{more}"


def _row(number: int, row: str) -> str:
    activity, *parts = row.split(" | ")
    raci = {"R": "responsible", "A": "accountable", "C": "consulted", "I": "informed"}
    letters = [
        f"{raci[part[0]]}: {part[2:]}" for part in parts if part[:2] in ("R ", "A ", "C ", "I ")
    ]
    scopes = [part for part in parts if ": " in part]
    text = f"  - id: row-{number}\n    activity: {activity}\n    raci: {{{', '.join(letters)}}}\n"
    return text + "".join(f"    scope: {{{scope}}}\n" for scope in scopes)
