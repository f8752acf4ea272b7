"""Each class of defect, planted in a nested, looping, parallel procedure, is told once and alone."""

from datetime import date

import pytest

from salesops_sop.handbook.loader import load
from salesops_sop.lint.run import lint
from salesops_sop.rules import RULES

TODAY = date(2026, 11, 23)
REST = """\
kind: department
id: desk
title: Deal desk
head: analyst
---
kind: department
id: field
title: Field sales
head: manager
---
kind: role
id: manager
title: Sales manager
department: field
---
kind: role
id: analyst
title: Deal desk analyst
department: desk
reports_to: manager
---
kind: pipeline
id: deal
title: Deal
stages: [{id: open, title: Open}, {id: offered, title: Offered}, {id: won, title: Won}]
---
kind: decision
id: risk
title: Risk
control: {owner: analyst}
question: How risky is the deal?
inputs: [{id: amount, type: integer, min: 0}]
outputs: [{id: level, type: string, values: [low, middle, high]}]
rules:
  - {id: small, when: {amount: "< 10"}, then: {level: low}}
  - {id: rest, when: {amount: ">= 10"}, then: {level: high}}
---
kind: procedure
id: credit
title: Credit
control: {owner: analyst}
within: 2 days
steps:
  - {id: look, action: Look up the credit, within: 1 day}
"""
SOUND = """\
kind: procedure
id: offer
title: Offer
control: {owner: analyst}
trigger: A customer asks
within: 12 days
inputs: [question]
outputs: [signed offer]
outcomes:
  - {id: signed, title: Signed}
  - {id: refused, title: Refused}
steps:
  - id: read
    action: Read the question
    inputs: [question]
    outputs: [deal sheet]
    next: [{when: it concerns no offer, to: {end: refused}}, {otherwise: prepare}]
  - id: prepare
    action: Prepare the offer
    inputs: [deal sheet]
    next: {all: [price, text]}
  - id: price
    action: Weigh the risk
    apply: risk
    within: 1 day
    outputs: [price]
    next: [{when: level = "low", to: book}, {when: 'level in ("middle", "high")', to: limit}]
  - id: limit
    action: Check the limit
    within: 1 day
    next: {call: credit, then: book}
  - id: book
    action: Enter the price
    inputs: [price]
    next: combine
  - id: text
    action: Write the text
    within: 2 days
    next: {all: [terms, pictures]}
  - id: terms
    action: Write the terms
    next: [{when: a term is unclear, to: terms}, {otherwise: layout}]
  - id: pictures
    action: Choose the pictures
    next: [{when: it is long, to: pages}, {otherwise: place}]
  - id: pages
    action: Count the pages
  - id: shrink
    action: Shrink the pictures
  - id: place
    action: Place the pictures
    next: layout
  - id: layout
    action: Lay out the text
    wait_for: all
    next: combine
  - id: combine
    action: Combine price and text
    wait_for: all
    moves: {pipeline: deal, from: open, to: offered}
    next: [{when: they do not fit together, to: prepare}, {otherwise: sign}]
  - id: sign
    action: Sign the offer
    raci: {responsible: manager}
    within: 1 day
    moves: {pipeline: deal, from: offered, to: won}
    outputs: [signed offer]
    next: {end: signed}
"""
DEFECTS = {
    "unreachable": [("to: limit}", "to: book}")],
    "unreachable, with a step behind": [("{when: it is long, to: pages}, ", "")],
    "dead-end": [("next: {end: signed}", "next: []")],
    "dead-end, falls off": [("    next: {end: signed}\n", "")],
    "unknown-next": [("then: book}", "then: bok}")],
    "unknown-next, an outcome": [("next: {end: signed}", "next: {end: singed}")],
    "unknown-next, a branch": [("{all: [terms, pictures]}", "{all: [terms, nowhere]}")],
    "no-exit-loop": [("{otherwise: layout}", "{otherwise: terms}")],
    "deadlock, an early end": [
        ("{otherwise: layout}", "{when: one is refused, to: {end: refused}}, {otherwise: layout}")
    ],
    "deadlock, a choice before a join": [
        ("{all: [terms, pictures]}", "[{when: it is short, to: terms}, {otherwise: pictures}]")
    ],
    "deadlock, back to one path": [("to: prepare}", "to: text}")],
    "deadlock, past the join": [("to: terms}, {otherwise", "to: combine}, {otherwise")],
    "missing-join, runs twice": [("    wait_for: all\n    next: combine", "    next: combine")],
    "missing-join, ends twice": [
        ("next: layout\n  - id: layout", "next: {end: refused}\n  - id: layout")
    ],
    "missing-join, a split in a loop": [("unclear, to: terms}", "unclear, to: text}")],
    "missing-otherwise": [("{otherwise: prepare}", "{when: it concerns an offer, to: prepare}")],
    "missing-otherwise, a value": [('level in ("middle", "high")', 'level in ("high")')],
    "missing-otherwise, an unknown value": [('("middle", "high")', '("middle", "hihg")')],
    "missing-otherwise, an unknown output": [('level = "low"', 'levl = "low"')],
    "orphan-procedure": [("next: {call: credit, then: book}", "next: book")],
    "input-nobody-makes": [("inputs: [price]", "inputs: [price, list of discounts]")],
    "output-nobody-uses": [("outputs: [deal sheet]", "outputs: [deal sheet, market study]")],
    "unused-stage": [("    moves: {pipeline: deal, from: open, to: offered}\n", "")],
    "critical-path": [("within: 12 days", "within: 4 days")],
    "ping-pong, a loop": [
        ("within: 12 days\n", ""),
        ("price and text\n", "price and text\n    raci: {responsible: manager}\n"),
    ],
    "ping-pong, a line": [
        (
            "    action: Write the terms\n",
            "    action: Write the terms\n    raci: {responsible: manager}\n",
        ),
        ("price and text\n", "price and text\n    raci: {responsible: manager}\n"),
    ],
}


def told(procedure: str) -> list[str]:
    handbook = load({"rest.yaml": REST, "offer.yaml": procedure})
    names = [rule.name for rule in RULES if rule.family == "flow"]
    return [p.rule for p in lint(handbook, RULES, TODAY, names).problems]


def test_the_sound_twin_is_silent() -> None:
    assert told(SOUND) == []


def planted(*names: str) -> str:
    text = SOUND
    for name in names:
        for before, after in DEFECTS[name]:
            assert text.count(before) == 1, before
            text = text.replace(before, after)
    return text


@pytest.mark.parametrize("name", DEFECTS)
def test_a_planted_defect_is_told_once_and_alone(name: str) -> None:
    assert told(planted(name)) == [f"flow/{name.partition(',')[0]}"]


@pytest.mark.parametrize(
    "names",
    [
        ("unknown-next, an outcome", "missing-otherwise, a value", "missing-join, runs twice"),
        ("unknown-next", "deadlock, an early end", "unused-stage"),
        ("deadlock, a choice before a join", "dead-end", "unused-stage"),
        ("no-exit-loop", "dead-end, falls off", "unreachable, with a step behind"),
        ("missing-join, ends twice", "unreachable", "input-nobody-makes"),
        ("deadlock, back to one path", "missing-otherwise", "unknown-next, a branch"),
    ],
)
def test_defects_in_several_parts_are_told_together(names: tuple[str, ...]) -> None:
    assert sorted(told(planted(*names))) == sorted(f"flow/{n.partition(',')[0]}" for n in names)
