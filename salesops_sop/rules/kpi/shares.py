"""Quotients: no zero below, no percent of a percent, and a share is a part of its whole."""

from collections.abc import Iterator

from salesops_sop.analysis.measures.definitions import Definition, Definitions
from salesops_sop.analysis.measures.gauging import column_units
from salesops_sop.analysis.measures.measured import aggregate, dataset_id
from salesops_sop.analysis.measures.shares import (
    open_divisions,
    row_ratio,
    scaled_twice,
    strange_share,
)
from salesops_sop.base.problem import Severity
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Dataset
from salesops_sop.lang.formula.reading import FormulaError
from salesops_sop.lang.formula.tree import Call
from salesops_sop.lang.formula.writing import written
from salesops_sop.lang.units import Unit
from salesops_sop.lint.rule import Finding, rule

UNDEFINED = (None, "undefined")


@rule("kpi/zero-denominator", Severity.WARNING)
def zero_denominator(handbook: Handbook) -> Iterator[Finding]:
    """A formula divides by what can be zero, and nothing says what that means.

    An empty month is no month with a rate of zero: one report shows 0%, the next one an error.
    `when_undefined` says what readers are to make of it, and one example shows it. A denominator
    that an `if` looks at before, or a `coalesce` around the division, settles it in the formula.

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
        when_undefined: Nobody was pitched; no value is shown.
        examples:
          - {inputs: {won: 0, pitched: 0}, result: undefined}
    """
    for definition in handbook.derived(Definitions).all.values():
        kpi = definition.kpi
        if isinstance(definition.formula, FormulaError):
            continue
        division = next(open_divisions(definition.formula), None)
        if division is None:
            continue
        place = kpi.at("formula", offset=division.right.at - 1)
        under = written(division.right)
        if kpi.when_undefined is None:
            yield Finding(place, f"‘{under}’ can be 0: say in `when_undefined` what that means")
        elif kpi.examples and all(e.result not in UNDEFINED for e in kpi.examples):
            message = f"no example shows what follows when ‘{under}’ is 0: add one"
            yield Finding(kpi.at("examples", key=True), message)


@rule("kpi/percent-twice")
def percent_twice(handbook: Handbook) -> Iterator[Finding]:
    """A share is multiplied by a hundred although its unit is percent.

    The unit shows 0.25 as 25%; times a hundred it shows 2,500%.

    Bad:
        kind: kpi
        id: close-rate
        title: Close rate
        control: {owner: vp-sales}
        owner: vp-sales
        formula: won / 80 * 100
        unit: percent
        inputs:
          won: {title: share of won deals, unit: ratio, entered_by: vp-sales}
    Good:
        kind: kpi
        id: close-rate
        title: Close rate
        control: {owner: vp-sales}
        owner: vp-sales
        formula: won / 80
        unit: percent
        inputs:
          won: {title: share of won deals, unit: ratio, entered_by: vp-sales}
    """
    for definition in handbook.derived(Definitions).all.values():
        kpi, unit = definition.kpi, definition.unit
        if not isinstance(definition.formula, FormulaError):
            percent = isinstance(unit, Unit) and unit.plain and unit.shown == "percent"
            found = scaled_twice(definition.formula, dict(definition.units), percent)
            if found:
                yield Finding(kpi.at("formula", offset=found.right.at - 1), _TWICE)
        for name, call, dataset in _measures(handbook, definition):
            own = definition.units.get(name)
            percent = own is not None and own.plain and own.shown == "percent"
            found = scaled_twice(call.arguments[0], column_units(dataset), percent)
            if found:
                yield Finding(kpi.at("inputs", name, "measure", offset=found.right.at - 1), _TWICE)


_TWICE = "a percent is a share already, 0.25 shows as 25%: take out the hundred"


@rule("kpi/mean-of-ratios", Severity.WARNING)
def mean_of_ratios(handbook: Handbook) -> Iterator[Finding]:
    """Ratios of single rows are averaged.

    The mean of the discounts of ten small deals and a large one is not the discount that was given:
    every row weighs the same. Divide sums instead, each an input of its own.

    Bad:
        kind: dataset
        id: deals
        title: Deals
        system: crm
        owner: vp-sales
        fields: [{name: amount, type: number, unit: USD}, {name: listed, type: number, unit: USD}]
        ---
        kind: kpi
        id: realized-price
        title: Realized price
        control: {owner: vp-sales}
        owner: vp-sales
        formula: realized
        unit: percent
        inputs:
          realized: {title: realized price, unit: percent, measure: avg(deals.amount / listed)}
    Good:
        kind: dataset
        id: deals
        title: Deals
        system: crm
        owner: vp-sales
        fields: [{name: amount, type: number, unit: USD}, {name: listed, type: number, unit: USD}]
        ---
        kind: kpi
        id: realized-price
        title: Realized price
        control: {owner: vp-sales}
        owner: vp-sales
        formula: sold / listed
        unit: percent
        inputs:
          sold: {title: sold value, unit: USD, measure: sum(deals.amount)}
          listed: {title: listed value, unit: USD, measure: sum(deals.listed)}
    """
    for definition in handbook.derived(Definitions).all.values():
        for name, call, _ in _measures(handbook, definition):
            found = row_ratio(call)
            if found:
                message = (
                    f"{call.function}(…) of ‘{written(found)}’ gives every row the same weight: "
                    "divide two sums, each an input of its own"
                )
                place = definition.kpi.at("inputs", name, "measure", offset=found.at - 1)
                yield Finding(place, message)


@rule("kpi/numerator-not-subset")
def numerator_not_subset(handbook: Handbook) -> Iterator[Finding]:
    """A share counts above what it does not count below.

    Such a share can go over 100%, and falls when more is sold. Both parts are placed in time by
    the same day, and whatever the denominator asks for, the numerator asks for as well.

    Bad:
        kind: kpi
        id: close-rate
        title: Close rate
        control: {owner: vp-sales}
        owner: vp-sales
        formula: won / pitched
        unit: percent
        inputs:
          won: {title: won, unit: deal, measure: count(deals where won), date: closed_on}
          pitched: {title: pitched, unit: deal, measure: count(deals), date: pitched_on}
    Good:
        kind: kpi
        id: close-rate
        title: Close rate
        control: {owner: vp-sales}
        owner: vp-sales
        formula: won / pitched
        unit: percent
        inputs:
          won: {title: won, unit: deal, measure: count(deals where won), date: pitched_on}
          pitched: {title: pitched, unit: deal, measure: count(deals), date: pitched_on}
    """
    for definition in handbook.derived(Definitions).all.values():
        found = strange_share(handbook, definition)
        if found:
            kpi = definition.kpi
            message = (
                f"‘{found.numerator}’ is no part of ‘{found.denominator}’: {found.reason}; count "
                "the same things, and name those that count in the numerator"
            )
            other = kpi.at("inputs", found.denominator, "measure")
            place = kpi.at("inputs", found.numerator, "measure")
            yield Finding(place, message, ((other, "the denominator"),))


def _measures(
    handbook: Handbook, definition: Definition
) -> Iterator[tuple[str, Call, Dataset | None]]:
    for name, read in definition.measures.items():
        call = None if isinstance(read, FormulaError) else aggregate(read)
        if call:
            yield name, call, handbook.get(Dataset, dataset_id(call))
