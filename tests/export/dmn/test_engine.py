"""Another engine reads our DMN files, and every rule of them holds in the same cases."""

from pathlib import Path
from random import Random
from typing import Any

from salesops_sop.analysis.decision.evaluating import evaluate
from salesops_sop.analysis.decision.questions import Table
from salesops_sop.export.dmn import feel, writing
from salesops_sop.handbook.model.record import Approvers
from tests.export.dmn.tables import Made, case, made, plain
from tests.node import running

ENGINE = Path(running.__file__).with_name("decide.js")
TABLES, CASES = 100, 12


def test_random_tables_give_the_same_answers() -> None:
    random = Random(4)
    tables = [made(random) for _ in range(TABLES)]
    fitted = _agree(random, tables, CASES)
    assert fitted > TABLES  # the cases were not all such that nothing holds


def test_the_tables_of_the_reference_handbook_give_the_same_answers(decisions: list[Made]) -> None:
    assert _agree(Random(5), decisions, 40) > 40 * len(decisions) * 0.9


def _agree(random: Random, tables: list[Made], number: int) -> int:
    """How many rules held; fails where the two engines differ."""
    asked = [[case(random, m.table) for _ in range(number)] for m in tables]
    given = [
        {
            "xml": writing.write(m.handbook, m.decision),
            "cases": [{feel.name(name): plain(value) for name, value in c.items()} for c in cases],
        }
        for m, cases in zip(tables, asked, strict=True)
    ]
    fitted = 0
    for m, cases, answers in zip(tables, asked, running.run(ENGINE, given), strict=True):
        for values, theirs in zip(cases, answers, strict=True):
            ours = [match.row.rule for match in evaluate(m.table, values).matches if match.fits]
            expected = [{"rule": f"rule_{r.id}", "says": _says(m.table, r.then)} for r in ours]
            assert theirs == expected, (m.decision.rules, values)
            fitted += len(ours)
    return fitted


def _says(asked: Table, then: dict[str, Any]) -> list[Any]:
    return [_said(then.get(column.id)) for column in asked.decision.outputs]


def _said(value: object) -> object:
    if isinstance(value, Approvers):
        word, roles = ("all", value.all_of) if value.all_of else ("any", value.any_of)
        return f"{word} of {', '.join(roles)}"
    return value
