"""Worked examples are tests: each gives the result that is stated."""

from collections.abc import Iterator
from fractions import Fraction

from salesops_sop.analysis.facts import Facts
from salesops_sop.analysis.measures.calculating import Unfit, examples
from salesops_sop.analysis.measures.definitions import Definitions
from salesops_sop.analysis.measures.values import shown
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.lang.formula.evaluating import Result, Undefined
from salesops_sop.lang.units import Unit
from salesops_sop.lint.rule import Finding, rule


@rule("kpi/example")
def example(handbook: Handbook) -> Iterator[Finding]:
    """A worked example does not give the result that is stated.

    Either the formula or the example is wrong, and readers trust both. Results agree when they
    differ by at most half of the last digit of the declared precision.

    Bad:
        kind: kpi
        id: close-rate
        title: Close rate
        control: {owner: vp-sales}
        owner: vp-sales
        formula: won / pitched
        unit: percent
        inputs:
          won: {title: won deals, unit: deal, entered_by: vp-sales}
          pitched: {title: pitched deals, unit: deal, entered_by: vp-sales}
        precision: 2
        examples:
          - {inputs: {won: 20, pitched: 80}, result: 20%}
    Good:
        kind: kpi
        id: close-rate
        title: Close rate
        control: {owner: vp-sales}
        owner: vp-sales
        formula: won / pitched
        unit: percent
        inputs:
          won: {title: won deals, unit: deal, entered_by: vp-sales}
          pitched: {title: pitched deals, unit: deal, entered_by: vp-sales}
        precision: 2
        examples:
          - {inputs: {won: 20, pitched: 80}, result: 25%}
          - {inputs: {won: 0, pitched: 0}, result: undefined}
    """
    working_day = handbook.derived(Facts).working_day
    for definition in handbook.derived(Definitions).all.values():
        kpi, unit = definition.kpi, definition.unit
        if any(name.name not in kpi.inputs for name in definition.inputs):
            continue
        for found in examples(definition, working_day):
            if isinstance(found, Unfit):
                way = ("result",) if found.name == "result" else ("inputs", found.name)
                raw = found.example.result if way == ("result",) else None
                value = raw if way == ("result",) else found.example.inputs.get(found.name)
                message = f"example {found.number + 1}: ‘{found.name}’ {value} {found.reason}"
                yield Finding(kpi.at("examples", found.number, *way), message)
            elif isinstance(unit, Unit):
                message = (
                    f"example {found.number + 1} gives {_said(found.found, unit, kpi.precision)}, "
                    f"and {_said(found.expected, unit, kpi.precision)} is stated: mend the example "
                    "or the formula"
                )
                yield Finding(kpi.at("examples", found.number, "result"), message)


def _said(result: Result, unit: Unit, precision: int | None) -> str:
    if isinstance(result, Undefined):
        return "undefined" if result.reason == "as stated" else f"undefined ({result.reason})"
    return shown(Fraction(result), unit, precision) if isinstance(result, Fraction) else str(result)
