"""Kinds of defects of decision tables, each in a small table of its own that is sound otherwise."""

from tests.rules.planting import Kind, new

TABLE = """kind: decision
id: spare-{id}
title: Spare {id}
control: {{owner: vp-sales}}
question: {question}
asked_by: {asking}
hit_policy: {policy}
inputs:
  - {{id: seats, title: Seats, type: integer, min: 0}}
  - {{id: region, title: Region, type: dimension}}
outputs:
  - {output}
rules:
{rules}
"""
FIRST = 14
"""The line of the first rule."""
COLOR = "{id: color, type: string, values: [red, green, blue]}"
SIGNER = "{id: signer, type: role}"


def table(
    rule: str,
    line: int,
    *rows: str,
    policy: str = "unique",
    output: str = COLOR,
    ask: str = "",
    asking: str = "sales-operations-analyst",
) -> Kind:
    """A table with a defect that is told at a line."""
    name = rule.partition("/")[2]
    text = TABLE.format(
        id=name,
        question=ask or f"Which color has the {name} card?",
        asking=asking,
        policy=policy,
        output=output,
        rules="\n".join(f"  - {{id: {'abcdef'[n]}, {row}}}" for n, row in enumerate(rows)),
    )
    return new(rule, f"spare-{name}.yaml", text, line)


FEW = 'when: {seats: "< 10"}, then: {color: red}'
MANY = 'when: {seats: ">= 10", region: \'"emea"\'}, then: {color: green}'
REST = 'when: {seats: ">= 10", region: \'not("emea")\'}, then: {color: blue}'

KINDS: tuple[tuple[int, Kind], ...] = (
    (1, table("decision/gap", FIRST - 1, FEW, MANY, REST.replace(">= 10", ">= 12"))),
    (1, table("decision/overlap", FIRST + 2, FEW, MANY, REST.replace(">= 10", ">= 9"))),
    (1, table("decision/syntax", FIRST + 1, FEW, MANY.replace(">= 10", "10 or more"), REST)),
    (1, table("decision/type", FIRST + 1, FEW, MANY.replace(">= 10", "true"), REST)),
    (1, table("decision/domain", FIRST + 2, FEW, MANY, REST.replace("emea", "emae"))),
    (
        1,
        table(
            "decision/top-band-closed",
            FIRST + 1,
            FEW.replace("< 10", "< 9"),
            *(row.replace(">= 10", "[9..99]") for row in (MANY, REST)),
        ),
    ),
    (
        1,
        table(
            "decision/unused-input", FIRST - 4, FEW, REST.replace(", region: 'not(\"emea\")'", "")
        ),
    ),
    (1, table("decision/mergeable", FIRST + 2, FEW, MANY, REST.replace("blue", "green"))),
    (
        1,
        table(
            "decision/shadowed", FIRST + 2, FEW, MANY, FEW.replace("10", "5"), REST, policy="first"
        ),
    ),
    (
        1,
        table(
            "decision/masked",
            FIRST + 2,
            FEW,
            MANY,
            FEW.replace("red", "blue"),
            REST,
            policy="priority",
        ),
    ),
    (
        1,
        table(
            "decision/not-monotone",
            FIRST + 1,
            'when: {seats: "< 10", region: \'"emea"\'}, then: {signer: vp-sales}',
            'when: {seats: ">= 10", region: \'"emea"\'}, then: {signer: account-management-lead}',
            "when: {region: 'not(\"emea\")'}, then: {signer: vp-sales}",
            output=SIGNER,
            ask="Who signs the lease of the office?",
        ),
    ),
    (
        1,
        table(
            "decision/approver-below-requester",
            FIRST,
            'when: {seats: "< 10", region: \'"emea"\'}, then: {signer: sales-representative}',
            'when: {seats: ">= 10", region: \'"emea"\'}, then: {signer: vp-sales}',
            "when: {region: 'not(\"emea\")'}, then: {signer: finance-director}",
            output=SIGNER,
            ask="Who authorizes the banner at the trade fair?",
            asking="field-sales-manager",
        ),
    ),
)
