"""What a finding about a decision table proposes mends it."""

from datetime import date

from salesops_sop.handbook.loader import load
from salesops_sop.lint.run import lint
from salesops_sop.rules import RULES

TABLE = """kind: decision
id: approval
title: Approval
control: {owner: vp-sales}
question: Which color has the card?
inputs:
  - {id: discount, type: number, min: 0, max: 40}
  - {id: deal-value, type: number, min: 0}
  - {id: note, type: string}
  - {id: start, type: date}
outputs:
  - {id: color, type: string}
rules:
"""
ROWS = (
    r"""  - {id: a, when: {discount: "<= 10", note: '"it''s \"new\""'}, then: {color: red}}"""
    "\n"
    '  - {id: b, when: {discount: "(10..20)", deal-value: "< 5"}, then: {color: blue}}\n'
    '  - {id: c, when: {discount: "> 20", start: "> 2026-01-31"}, then: {color: red}}\n'
)


def fixes(text: str, rule: str) -> list[str]:
    found = lint(load({"approval.yaml": text}), RULES, date(2026, 11, 23), [rule]).problems
    return [problem.fix for problem in found if problem.rule == rule]


def test_the_proposed_rows_close_all_gaps() -> None:
    proposed = fixes(TABLE + ROWS, "decision/gap")
    assert len(proposed) > 2
    rows = [fix.removeprefix("Add a rule: ") for fix in proposed]
    added = "".join(
        f"  {row.replace('id: …', f'id: new-{n}').replace('color: …', 'color: green')}\n"
        for n, row in enumerate(rows)
    )
    first = TABLE.replace("inputs:", "hit_policy: first\ninputs:", 1)
    assert fixes(first + ROWS + added, "decision/gap") == []
    assert fixes(first + ROWS + added, "decision/syntax") == []
    assert fixes(first + ROWS + "".join(added.splitlines(True)[1:]), "decision/gap") != []


def test_the_proposed_cell_opens_the_highest_band() -> None:
    low = '  - {id: a, when: {deal-value: "< 5"}, then: {color: red}}\n'
    high = '  - {id: b, when: {deal-value: "[5..9], [20..30]"}, then: {color: blue}}\n'
    (fix,) = fixes(TABLE + low + high, "decision/top-band-closed")
    assert fix == "deal-value: '[5..9], >= 20'"
    mended = TABLE + low + high.replace('deal-value: "[5..9], [20..30]"', fix)
    assert fixes(mended, "decision/top-band-closed") == []


def test_the_proposed_cell_merges_rules() -> None:
    rows = (
        '  - {id: a, when: {discount: "< 5"}, then: {color: red}}\n'
        '  - {id: b, when: {discount: "[5..9)"}, then: {color: red}}\n'
        '  - {id: c, when: {discount: ">= 9"}, then: {color: blue}}\n'
    )
    (fix,) = fixes(TABLE + rows, "decision/mergeable")
    assert fix == "discount: '< 9'"
    merged = f"  - {{id: a, when: {{{fix}}}, then: {{color: red}}}}\n" + rows.splitlines(True)[2]
    assert fixes(TABLE + merged, "decision/gap") == fixes(TABLE + rows, "decision/gap") == []
    assert fixes(TABLE + merged, "decision/mergeable") == []
