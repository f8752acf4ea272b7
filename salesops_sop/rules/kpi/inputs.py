"""Inputs: what a formula names is declared, and what is declared is used."""

from collections.abc import Iterator

from salesops_sop.analysis.measures.definitions import Definition, Definitions
from salesops_sop.analysis.measures.measured import strangers
from salesops_sop.base.problem import Severity
from salesops_sop.base.suggest import closest
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Kpi
from salesops_sop.lang.formula.evaluating import FUNCTIONS
from salesops_sop.lang.formula.reading import FormulaError
from salesops_sop.lang.formula.tree import AGGREGATES, Call, Column, Expression, Member
from salesops_sop.lint.rule import Finding, rule


@rule("kpi/unknown-input")
def unknown_input(handbook: Handbook) -> Iterator[Finding]:
    """A formula or a measure names something that is not there.

    A formula names inputs and functions; a column cannot stand in it, for it needs an input with a
    measure. A measure names one dataset, its columns, and parameters that are lists of values;
    inside its aggregate an input of the formula is no name.

    Bad:
        kind: kpi
        id: close-rate
        title: Close rate
        control: {owner: vp-sales}
        owner: vp-sales
        formula: won_deal / pitches
        unit: percent
        inputs:
          won_deals: {title: won deals, unit: deal, entered_by: vp-sales}
          pitches: {title: pitches, unit: deal, entered_by: vp-sales}
    Good:
        kind: kpi
        id: close-rate
        title: Close rate
        control: {owner: vp-sales}
        owner: vp-sales
        formula: won_deals / pitches
        unit: percent
        inputs:
          won_deals: {title: won deals, unit: deal, entered_by: vp-sales}
          pitches: {title: pitches, unit: deal, entered_by: vp-sales}
    """
    for definition in handbook.derived(Definitions).all.values():
        kpi = definition.kpi
        if not isinstance(definition.formula, FormulaError):
            yield from _names(definition)
            yield from _parts(kpi, definition.formula)
        for stranger in strangers(handbook, definition):
            place = kpi.at("inputs", stranger.input, stranger.field, offset=stranger.at - 1)
            yield Finding(place, stranger.message)


def _names(definition: Definition) -> Iterator[Finding]:
    kpi, told = definition.kpi, set[str]()
    for name in definition.inputs:
        if name.name not in kpi.inputs and name.name not in told:
            told.add(name.name)
            meant = closest(name.name, kpi.inputs)
            hint = f", did you mean ‘{meant}’?" if meant else ": declare it under `inputs`"
            place = kpi.at("formula", offset=name.at - 1)
            yield Finding(place, f"unknown input ‘{name.name}’{hint}")


def _parts(kpi: Kpi, formula: Expression) -> Iterator[Finding]:
    for part in formula.walk():
        place = kpi.at("formula", offset=part.at - 1)
        if isinstance(part, Column) or (isinstance(part, Call) and part.where is not None):
            yield Finding(place, "data of a dataset in a formula: make it an input’s `measure`")
            return
        if isinstance(part, Member) and isinstance(part.members, str):
            yield Finding(place, f"‘{part.members}’ is a set of values: use it in a `measure`")
        if isinstance(part, Call) and part.function not in FUNCTIONS:
            yield Finding(place, _no_function(part.function))


def _no_function(name: str) -> str:
    if name in AGGREGATES:
        return f"{name}(…) is for data: make it an input’s `measure`"
    meant = closest(name, FUNCTIONS)
    if meant:
        return f"unknown function ‘{name}’, did you mean ‘{meant}’?"
    return f"unknown function ‘{name}’: there are {', '.join(sorted(FUNCTIONS))}"


@rule("kpi/unused-input", Severity.WARNING)
def unused_input(handbook: Handbook) -> Iterator[Finding]:
    """An input is declared and the formula does not use it.

    Either the formula forgets something, or people collect a number for nothing.

    Bad:
        kind: kpi
        id: close-rate
        title: Close rate
        control: {owner: vp-sales}
        owner: vp-sales
        formula: won_deals / pitches
        unit: percent
        inputs:
          won_deals: {title: won deals, unit: deal, entered_by: vp-sales}
          pitches: {title: pitches, unit: deal, entered_by: vp-sales}
          lost_deals: {title: lost deals, unit: deal, entered_by: vp-sales}
    Good:
        kind: kpi
        id: close-rate
        title: Close rate
        control: {owner: vp-sales}
        owner: vp-sales
        formula: won_deals / pitches
        unit: percent
        inputs:
          won_deals: {title: won deals, unit: deal, entered_by: vp-sales}
          pitches: {title: pitches, unit: deal, entered_by: vp-sales}
    """
    for definition in handbook.derived(Definitions).all.values():
        if isinstance(definition.formula, FormulaError):
            continue
        kpi, used = definition.kpi, {name.name for name in definition.inputs}
        if any(name not in kpi.inputs for name in used):
            continue  # the misspelled name is told, and is most likely this one
        for name in kpi.inputs:
            if name not in used:
                message = f"the formula does not use ‘{name}’: use it, or take it out"
                yield Finding(kpi.at("inputs", name, key=True), message)
