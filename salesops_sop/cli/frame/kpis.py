"""The KPI that somebody names on the command line, and what the shell may complete."""

import click

from salesops_sop.analysis.measures.definitions import Definition, Definitions
from salesops_sop.base.errors import UnreadableError, UsageError
from salesops_sop.base.suggest import did_you_mean
from salesops_sop.cli.frame.offering import Items, handbook_of, items
from salesops_sop.handbook.handbook import Handbook
from salesops_sop.handbook.model.measurement import Kpi
from salesops_sop.lang.formula.reading import FormulaError
from salesops_sop.lang.units import UnitError

KIND = "kpi:"


def known(handbook: Handbook, name: str) -> Kpi:
    """The KPI of an id, with or without its kind; raises UsageError when there is none."""
    ident = name.removeprefix(KIND)
    found = handbook.get(Kpi, ident)
    if found is not None:
        return found
    if ident in handbook.lost:
        raise UsageError(f"‘{name}’ is there but cannot be read: `sop lint` says why")
    ids = handbook.ids("kpi")
    hint = did_you_mean(ident, ids) or ("" if ids else ": the handbook has none")
    raise UsageError(f"there is no KPI ‘{name}’{hint}")


def living(handbook: Handbook, name: str) -> Kpi:
    """The same, if it is not retired; raises UsageError otherwise."""
    kpi = known(handbook, name)
    if kpi.id not in handbook.derived(Definitions).all:
        raise UsageError(f"‘{kpi.id}’ is retired: `sop kpi show {kpi.id}` says what it was")
    return kpi


def computable(handbook: Handbook, name: str) -> Definition:
    """The same, with a formula that can be computed; raises UnreadableError otherwise."""
    kpi = living(handbook, name)
    definitions = handbook.derived(Definitions)
    if kpi.id in definitions.in_circles:
        raise _unfit(kpi, "it is built on itself")
    for ident in (*definitions.lineage(kpi.id), kpi.id):
        definition = definitions.all[ident]
        if isinstance(definition.formula, FormulaError):
            raise _unfit(definition.kpi, f"its formula cannot be read: {definition.formula}")
        units = (definition.unit, *definition.input_units.values())
        for unit in units:
            if isinstance(unit, UnitError):
                raise _unfit(definition.kpi, f"a unit cannot be read: {unit}")
    return definitions.all[kpi.id]


def _unfit(kpi: Kpi, reason: str) -> UnreadableError:
    return UnreadableError(f"{kpi.path}: ‘{kpi.id}’ cannot be computed: {reason}")


def kpis(context: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """KPIs, each with its title; with the kind before it where that was written."""
    before = KIND if incomplete.startswith(KIND) else ""
    found = handbook_of(context).all(Kpi)
    return items(((f"{before}{kpi.id}", kpi.title) for kpi in found), incomplete)


def inputs(context: click.Context, _: click.Parameter, incomplete: str) -> Items:
    """Inputs of the KPI that was named, and of those that it is built on, each with `=`."""
    if "=" in incomplete:
        return []
    handbook = handbook_of(context)
    definitions = handbook.derived(Definitions)
    ident = str(context.params.get("name") or "").removeprefix(KIND)
    found = definitions.all.get(ident)
    own = [(f"{n}=", item.title) for n, item in found.kpi.inputs.items()] if found else []
    below = [
        (f"{kpi}.{name}=", item.title)
        for kpi in definitions.lineage(ident)
        for name, item in definitions.all[kpi].kpi.inputs.items()
    ]
    return items([*own, *below], incomplete)
