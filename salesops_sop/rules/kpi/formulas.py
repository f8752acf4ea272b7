"""Formulas: they can be read, have the unit that is promised, and are written once."""

from collections.abc import Iterator

from salesops_sop.analysis.measures.definitions import Definition, Definitions
from salesops_sop.analysis.measures.gauging import fits, measure_unit
from salesops_sop.analysis.measures.likeness import duplicates
from salesops_sop.analysis.measures.measured import aggregate, dataset_id
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Dataset
from salesops_sop.handbook.model.record import Place
from salesops_sop.lang.formula.measuring import UnlikeUnits, unit_of
from salesops_sop.lang.formula.reading import FormulaError
from salesops_sop.lang.units import Unit, UnitError
from salesops_sop.lint.rule import Finding, rule


@rule("kpi/syntax")
def syntax(handbook: Handbook) -> Iterator[Finding]:
    """A formula, a measure or a unit cannot be read.

    A number that nobody can compute is a wish. Formulas are names, numbers, + - * / and brackets,
    comparisons, and the functions if, min, max, abs, round, coalesce, days and months; measures
    are one aggregate over the columns of a dataset, with its filter behind `where`.

    Bad:
        kind: kpi
        id: close-rate
        title: Close rate
        control: {owner: vp-sales}
        owner: vp-sales
        formula: won deals / pitches
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
        if isinstance(definition.formula, FormulaError):
            yield _unreadable(kpi.at("formula"), definition.formula)
        if isinstance(definition.unit, UnitError):
            yield Finding(kpi.at("unit"), str(definition.unit))
        for name, measure in definition.measures.items():
            if isinstance(measure, FormulaError):
                yield _unreadable(kpi.at("inputs", name, "measure"), measure)
        for name, unit in definition.input_units.items():
            if isinstance(unit, UnitError):
                yield Finding(kpi.at("inputs", name, "unit"), str(unit))


def _unreadable(place: Place, error: FormulaError) -> Finding:
    return Finding(place._replace(offset=error.column - 1), str(error))


@rule("kpi/unit")
def unit(handbook: Handbook) -> Iterator[Finding]:
    """The unit of a formula is not the one that is declared.

    Deals plus dollars are neither, and a cost per customer is no cost. Units multiply and divide
    with their numbers; sums, comparisons and choices need one unit on both sides.

    Bad:
        kind: kpi
        id: acquisition-cost
        title: Acquisition cost
        control: {owner: vp-sales}
        owner: vp-sales
        formula: spend / customers
        unit: USD
        inputs:
          spend: {title: spend, unit: USD, entered_by: vp-sales}
          customers: {title: new customers, unit: customer, entered_by: vp-sales}
    Good:
        kind: kpi
        id: acquisition-cost
        title: Acquisition cost
        control: {owner: vp-sales}
        owner: vp-sales
        formula: spend / customers
        unit: USD / customer
        inputs:
          spend: {title: spend, unit: USD, entered_by: vp-sales}
          customers: {title: new customers, unit: customer, entered_by: vp-sales}
    """
    definitions = handbook.derived(Definitions)
    for definition in definitions.all.values():
        yield from _of_inputs(definition, definitions)
        yield from _of_measures(handbook, definition)
        if isinstance(definition.formula, FormulaError) or not isinstance(definition.unit, Unit):
            continue
        kpi = definition.kpi
        try:
            found = unit_of(definition.formula, definition.units)
        except UnlikeUnits as error:
            place = kpi.at("formula", offset=error.column - 1)
            yield Finding(place, f"the formula {error}: convert one, or mend its unit")
            continue
        if found is not None and found != definition.unit:
            message = (
                f"the formula gives {found}, and {definition.unit} is declared: mend the unit or "
                "the formula"
            )
            yield Finding(kpi.at("unit"), message, ((kpi.at("formula"), f"gives {found}"),))


def _of_inputs(definition: Definition, definitions: Definitions) -> Iterator[Finding]:
    """Inputs that are other KPIs have the unit of these."""
    for name, item in definition.built_on:
        other = definitions.all.get(item.kpi or "")
        own = definition.units.get(name)
        if other is None or own is None or not isinstance(other.unit, Unit):
            continue
        if own != other.unit:
            yield Finding(
                definition.kpi.at("inputs", name, "unit"),
                f"‘{name}’ is in {own} here, and the KPI ‘{item.kpi}’ in {other.unit}: write "
                f"{other.unit}",
                ((other.kpi.at("unit"), "the unit of the KPI"),),
            )


def _of_measures(handbook: Handbook, definition: Definition) -> Iterator[Finding]:
    """Measured inputs have the unit of the columns they aggregate."""
    for name, read in definition.measures.items():
        call = None if isinstance(read, FormulaError) else aggregate(read)
        dataset = handbook.get(Dataset, dataset_id(call)) if call else None
        declared = definition.units.get(name)
        if call is None or dataset is None or declared is None:
            continue
        place = definition.kpi.at("inputs", name, "measure")
        try:
            found = measure_unit(call, dataset)
        except UnlikeUnits as error:
            message = f"the measure {error}: convert one, or mend its unit"
            yield Finding(place._replace(offset=error.column - 1), message)
            continue
        if not fits(declared, call, found):
            gives = "a number of things, such as deal" if found is None else str(found)
            message = f"the measure gives {gives}, and {declared} is declared: mend one of the two"
            yield Finding(
                definition.kpi.at("inputs", name, "unit"), message, ((place, "the measure"),)
            )


@rule("kpi/cycle")
def cycle(handbook: Handbook) -> Iterator[Finding]:
    """KPIs are built on each other in a circle.

    None of them can be computed first.

    Bad:
        kind: kpi
        id: a
        title: A
        control: {owner: vp-sales}
        owner: vp-sales
        formula: b
        unit: USD
        inputs: {b: {title: B, unit: USD, kpi: b}}
        ---
        kind: kpi
        id: b
        title: B
        control: {owner: vp-sales}
        owner: vp-sales
        formula: a
        unit: USD
        inputs: {a: {title: A, unit: USD, kpi: a}}
    Good:
        kind: kpi
        id: a
        title: A
        control: {owner: vp-sales}
        owner: vp-sales
        formula: b
        unit: USD
        inputs: {b: {title: B, unit: USD, entered_by: vp-sales}}
    """
    definitions = handbook.derived(Definitions)
    for circle in definitions.circles:
        first, following = circle[0], circle[1 % len(circle)]
        kpi = definitions.all[first].kpi
        name = next(n for n, item in definitions.all[first].built_on if item.kpi == following)
        if len(circle) == 1:
            message = f"‘{first}’ is built on itself: state where the input comes from"
        else:
            way = " → ".join(f"‘{ident}’" for ident in (*circle, first))
            message = f"{way}: none can be computed first; measure one of the inputs"
        yield Finding(kpi.at("inputs", name, "kpi"), message)


@rule("kpi/duplicate-formula")
def duplicate_formula(handbook: Handbook) -> Iterator[Finding]:
    """Two KPIs are the same formula, or one title has two formulas.

    Copies drift: sooner or later two reports show two values under one name. Formulas are compared
    by what goes in, whatever the inputs are called and in whichever order they are added.

    Bad:
        kind: kpi
        id: close-rate
        title: Close rate
        control: {owner: vp-sales}
        owner: vp-sales
        formula: won / pitched
        unit: percent
        inputs:
          won: {title: won deals, unit: deal, measure: 'count(deals where outcome = "won")'}
          pitched: {title: pitched deals, unit: deal, measure: count(deals)}
        ---
        kind: kpi
        id: win-rate
        title: Win rate
        control: {owner: vp-sales}
        owner: vp-sales
        formula: wins / deals
        unit: percent
        inputs:
          wins: {title: wins, unit: deal, measure: 'count(deals where outcome = "won")'}
          deals: {title: deals, unit: deal, measure: count(deals)}
    Good:
        kind: kpi
        id: close-rate
        title: Close rate
        control: {owner: vp-sales}
        owner: vp-sales
        formula: won / pitched
        unit: percent
        inputs:
          won: {title: won deals, unit: deal, measure: 'count(deals where outcome = "won")'}
          pitched: {title: pitched deals, unit: deal, measure: count(deals)}
    """
    for later, earlier, same in duplicates(handbook.derived(Definitions)):
        here, there = later.kpi, earlier.kpi
        if same:
            message = f"the same formula as “{there.title}”: keep one KPI and refer to it"
            place, other = here.at("formula"), there.at("formula")
        else:
            message = (
                f"“{here.title}” is the title of ‘{there.id}’ too, which has another formula: keep "
                "one definition, or say in the titles how they differ"
            )
            place, other = here.at("title"), there.at("title")
        yield Finding(place, message, ((other, "the other KPI"),))
